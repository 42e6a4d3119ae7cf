"""Registered cases of vroegsignalering: signalen, zaken and attempts at contact."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
)

from queries.schema.base import levering_column, metadata

signaal = Table(
    "signaal",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    levering_column(),
    Column("gm_code", String(16), nullable=False),
    Column("sleutel", BigInteger, nullable=False),  # keyed hash of gm_code + leverancier + ID: the record's identity
    Column("bron_id", Text, nullable=False),  # the ID as delivered, or "#..." where it could hold personal data
    Column("huishouden", LargeBinary(16)),
    Column("persoon", LargeBinary(16)),
    Column("persoon_uit", String(4)),  # bsn, or naam (hash of name + birth date)
    Column("geboortejaar", Integer),
    Column("pc4", String(4)),
    Column("wijk", String(8)),
    Column("signaalpartner", Text, nullable=False),
    Column("partnernaam", Text),
    Column("crisis", Boolean),
    Column("warme_overdracht", Boolean),
    Column("bedrag", Integer),
    Column("ontstaansdatum", Date),
    Column("signaaldatum", Date),
    Column("status", Text),
    CheckConstraint("persoon_uit IS NULL OR persoon_uit IN ('bsn', 'naam')", name="persoon_uit_bekend"),
)

zaak = Table(
    "zaak",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    levering_column(),
    Column("gm_code", String(16), nullable=False),
    Column("sleutel", BigInteger, nullable=False),  # keyed hash of gm_code + leverancier + its sorted signaal IDs
    Column("huishouden", LargeBinary(16)),  # of its first signaal with an address in the same levering
    Column("matchingsdatum", Date),
    Column("matching_van", Date),
    Column("matching_tot", Date),  # as delivered: inclusive
    Column("opgepakt_op", Date),
    Column("resultaat", Text),
    Column("bekend", String(8), nullable=False, server_default="onbekend"),
    CheckConstraint("bekend IN ('ja', 'nee', 'onbekend')", name="bekend_bekend"),
)

zaak_signaal = Table(
    "zaak_signaal",
    metadata,
    Column("zaak", BigInteger, ForeignKey("zaak.id", ondelete="CASCADE"), nullable=False),
    # signaal.sleutel, not an id: a zaak may point to a signaal of an earlier levering
    Column("signaal", BigInteger, nullable=False),
    PrimaryKeyConstraint("zaak", "signaal"),
)

contactpoging = Table(
    "contactpoging",
    metadata,
    Column("zaak", BigInteger, ForeignKey("zaak.id", ondelete="CASCADE"), nullable=False),
    Column("volgnummer", Integer, nullable=False),
    Column("soort", Text, nullable=False),
    Column("bereikt", Boolean),
    Column("datum", Date),
    Column("dagdeel", Text),
    PrimaryKeyConstraint("zaak", "volgnummer"),
)
