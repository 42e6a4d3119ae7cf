"""What was delivered and what the gates said of it."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
)

from queries.schema.base import BigId, levering_column, metadata

levering = Table(
    "levering",
    metadata,
    Column("id", BigId, primary_key=True, autoincrement=True),
    Column("soort", String(16), nullable=False),  # vs, shv, or the name of an aanvulling table
    Column("schemaversie", String(8), nullable=False),
    Column("leverancier", Text, nullable=False),
    Column("organisatie", Text, nullable=False),  # "kvk:12345678", else "naam:..." in lower case
    Column("organisatie_naam", Text, nullable=False),
    Column("gm_code", String(16), nullable=False),  # as normalised; may be in no region ("GM9999", "onbekend")
    Column("periode_van", Date, nullable=False),
    Column("periode_tot", Date, nullable=False),  # exclusive
    Column("tabellen", Text, nullable=False),  # tables this levering covers, comma-separated, sorted
    Column("aangeleverd_op", DateTime, nullable=False),  # UTC, from the delivery itself
    Column("ontvangen_op", DateTime, nullable=False),  # UTC
    Column("bestanden", Text, nullable=False),  # file names, newline-separated
    Column("sha256", String(64), nullable=False),  # of the sorted digests of its pages
    Column("aantal", Integer, nullable=False),  # records delivered
    Column("afgekeurd", Integer, nullable=False),  # records rejected
    Column("status", String(16), nullable=False),
    Column("oordeel", Text),  # one Dutch sentence: why turned away, or what to know
    Column("vervangen_door", BigId, ForeignKey("levering.id", ondelete="SET NULL")),
    CheckConstraint("status IN ('in_gebruik', 'vervangen', 'geweigerd', 'ingetrokken')", name="status_bekend"),
    CheckConstraint("periode_tot > periode_van", name="periode_tot_na_van"),
    CheckConstraint("aantal >= 0 AND afgekeurd >= 0 AND afgekeurd <= aantal", name="aantallen_kloppen"),
    Index("ix_levering_sleutel", "soort", "leverancier", "organisatie", "gm_code", "periode_van"),
    Index("ix_levering_in_gebruik", "status", "soort", "gm_code"),
    Index("ix_levering_sha256", "sha256"),
)

afkeuring = Table(
    "afkeuring",
    metadata,
    Column("id", BigId, primary_key=True, autoincrement=True),
    levering_column(),
    Column("bestand", Text, nullable=False),
    Column("pad", Text, nullable=False),  # JSON path or row in the file; never a value
    Column("tabel", String(24), nullable=False),
    Column("regel", String(48), nullable=False),
    Column("reden", Text, nullable=False),
    Column("ernst", String(16), nullable=False),
    Column("record", Text),  # the record's own id as delivered, when safe to keep
    CheckConstraint("ernst IN ('afgekeurd', 'waarschuwing')", name="ernst_bekend"),
)

controle = Table(  # outcome of the gates and of the door ("afgekeurd"), one row per levering and rule
    "controle",
    metadata,
    levering_column(index=False),
    Column("tabel", String(24), nullable=False),
    Column("regel", String(48), nullable=False),
    Column("ernst", String(16), nullable=False),
    Column("reden", Text, nullable=False),
    Column("gecontroleerd", Integer, nullable=False),
    Column("gevonden", Integer, nullable=False),
    PrimaryKeyConstraint("levering", "tabel", "regel"),
    CheckConstraint("ernst IN ('kritiek', 'afgekeurd', 'waarschuwing', 'info')", name="ernst_bekend"),
    CheckConstraint("gevonden >= 0 AND gevonden <= gecontroleerd", name="gevonden_klopt"),
)

# How full each field of a levering came: per field the records of its table, and those that had it. The field ""
# stands for the record itself: a table that came without rows has only that one.
veldvulling = Table(
    "veldvulling",
    metadata,
    levering_column(index=False),
    Column("tabel", String(24), nullable=False),
    Column("veld", String(32), nullable=False),
    Column("records", Integer, nullable=False),
    Column("gevuld", Integer, nullable=False),
    PrimaryKeyConstraint("levering", "tabel", "veld"),
    CheckConstraint("gevuld >= 0 AND gevuld <= records", name="gevuld_klopt"),
)

partnertelling = Table(  # how many signalen of a levering came from each kind of signaalpartner
    "partnertelling",
    metadata,
    levering_column(index=False),
    Column("signaalpartner", Text, nullable=False),
    Column("signalen", Integer, nullable=False),
    PrimaryKeyConstraint("levering", "signaalpartner"),
    CheckConstraint("signalen > 0", name="signalen_positief"),
)
