"""What a person decides: goals, interventions, taking part, groups of gemeenten."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
)

from queries.schema.base import BigId, metadata


def _delivered_with() -> Column[int]:
    """The levering a choice came with, and with which it is replaced; null when it was typed on a page."""
    return Column("levering", BigId, ForeignKey("levering.id", ondelete="CASCADE"), index=True)


doel = Table(
    "doel",
    metadata,
    Column("id", BigId, primary_key=True, autoincrement=True),
    Column("gm_code", String(6), nullable=False),
    Column("indicator", Text, nullable=False),
    Column("variant", Text, nullable=False),
    Column("waarde", Float, nullable=False),
    Column("basisjaar", Integer),
    Column("uiterlijk", Date, nullable=False),
    Column("bron", Text, nullable=False),
    _delivered_with(),
)

interventie = Table(
    "interventie",
    metadata,
    Column("id", BigId, primary_key=True, autoincrement=True),
    Column("gm_code", String(6), nullable=False),
    Column("naam", Text, nullable=False),
    Column("vanaf", Date, nullable=False),
    Column("beschrijving", Text),
    Column("bron", Text, nullable=False),
    _delivered_with(),
)

deelname = Table(
    "deelname",
    metadata,
    Column("gm_code", String(6), nullable=False),
    Column("vanaf", Date, nullable=False),
    Column("tot", Date),
    Column("bezwaar", Boolean, nullable=False),
    PrimaryKeyConstraint("gm_code", "vanaf"),
)

groep = Table(
    "groep",
    metadata,
    Column("naam", Text, nullable=False),
    Column("eigenaar", Text, nullable=False),
    Column("gm_code", String(6), nullable=False),
    PrimaryKeyConstraint("naam", "eigenaar", "gm_code"),
)
