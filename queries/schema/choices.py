"""What a person decides: goals, interventions, taking part, groups of gemeenten."""

from datetime import datetime

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    false,
)

from queries.schema.base import BigId, metadata


def _delivered_with() -> Column[int]:
    """The levering a choice came with, and with which it is replaced; null when it was typed on a page."""
    return Column("levering", BigId, ForeignKey("levering.id", ondelete="CASCADE"), index=True)


def _typed() -> tuple[Column[datetime], Column[str], Column[bool]]:
    """When and by whom a choice was typed on a page, and whether that took it back: rows are added, never changed."""
    return (
        Column("ingevoerd_op", DateTime),
        Column("ingevoerd_door", Text),
        Column("vervallen", Boolean, nullable=False, server_default=false()),
    )


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
    # The breakdown and its cell, for a goal of a part: of talks, those at one organisation that lead to another.
    Column("uitsplitsing", Text),
    Column("cel", Text),
    Column("soort", String(16)),  # niveau or verandering since the base year, in percent; null: by the sign of waarde
    Column("richting", String(16)),  # minstens or hoogstens; null: the way that is good
    Column("basiswaarde", Float),  # of the base year, where the register does not know it
    Column("schatting", String(8), nullable=False, server_default="onbekend"),  # of basiswaarde: ja, nee, onbekend
    *_typed(),
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
    *_typed(),
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
