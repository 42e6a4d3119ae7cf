"""What everyone knows: gemeenten, their borders, people and dwellings, published figures."""

from sqlalchemy import CheckConstraint, Column, Date, Float, Integer, PrimaryKeyConstraint, String, Table, Text

from queries.schema.base import metadata

gemeente = Table(
    "gemeente",
    metadata,
    Column("gm_code", String(6), primary_key=True),
    Column("naam", Text, nullable=False),
    Column("provincie", Text),
    Column("corop", Text),
    Column("arbeidsmarktregio", Text),
    Column("lon", Float),
    Column("lat", Float),
    Column("geldig_van", Date, nullable=False),
    Column("geldig_tot", Date),  # exclusive; null is still valid
    CheckConstraint("geldig_tot IS NULL OR geldig_tot > geldig_van", name="geldig_tot_na_van"),
)

herindeling = Table(
    "herindeling",
    metadata,
    Column("datum", Date, nullable=False),
    Column("oude_code", String(6), nullable=False),
    Column("nieuwe_code", String(6), nullable=False),
    Column("aandeel", Float, nullable=False),
    Column("bron", Text, nullable=False),
    PrimaryKeyConstraint("datum", "oude_code", "nieuwe_code"),
    CheckConstraint("aandeel > 0 AND aandeel <= 1", name="aandeel_tussen_0_en_1"),
)

herindeling_pc4 = Table(  # of a code that was split: which part of it each PC4 became
    "herindeling_pc4",
    metadata,
    Column("oude_code", String(6), nullable=False),
    Column("pc4", String(4), nullable=False),
    Column("nieuwe_code", String(6), nullable=False),
    Column("bron", Text, nullable=False),
    PrimaryKeyConstraint("oude_code", "pc4"),
)

gemeente_jaar = Table(
    "gemeente_jaar",
    metadata,
    Column("gm_code", String(6), nullable=False),  # today's gemeente
    Column("jaar", Integer, nullable=False),
    Column("inwoners", Integer),
    Column("huishoudens", Integer),
    Column("corporatiewoningen", Integer),
    Column("huurwoningen", Integer),
    Column("grootteklasse", Integer),
    Column("stedelijkheid", Integer),
    Column("pct_laag_inkomen", Float),
    Column("bijstand_per_1000", Float),
    Column("bron", Text, nullable=False),
    PrimaryKeyConstraint("gm_code", "jaar"),
    CheckConstraint("inwoners IS NULL OR inwoners >= 0", name="inwoners_niet_negatief"),
)

referentie = Table(
    "referentie",
    metadata,
    Column("indicator", Text, nullable=False),
    Column("variant", Text, nullable=False),
    Column("uitsplitsing", Text, nullable=False),  # "" is the whole
    Column("cel", Text, nullable=False),
    Column("gebied", Text, nullable=False),
    Column("periode", Text, nullable=False),
    Column("waarde", Float, nullable=False),
    Column("waarde_tot", Float),  # of a band, whose lower end is waarde
    Column("bron", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("opmerking", Text),
    PrimaryKeyConstraint("indicator", "variant", "uitsplitsing", "cel", "gebied", "periode"),
)
