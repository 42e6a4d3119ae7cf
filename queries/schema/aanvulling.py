"""Registered cases that DDAS lacks: our own aanvulling tables."""

from sqlalchemy import BigInteger, CheckConstraint, Column, Date, Float, Integer, LargeBinary, String, Table, Text

from queries.schema.base import levering_column, metadata

ontruiming = Table(
    "ontruiming",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    levering_column(),
    Column("gm_code", String(16), nullable=False),
    Column("bron_id", Text, nullable=False),
    Column("huishouden", LargeBinary(16)),
    Column("gemeld_op", Date),
    Column("aangezegd_op", Date),
    Column("vonnis_op", Date),
    Column("uitgevoerd_op", Date),
    Column("uitkomst", String(16)),
    Column("reden", String(16)),
    Column("verhuurder", String(16)),
    Column("bron", Text),
    Column("pc4", String(4)),
)

doorverwijzing = Table(
    "doorverwijzing",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    levering_column(),
    Column("gm_code", String(16), nullable=False),
    Column("bron_id", Text, nullable=False),
    Column("zaak_signaal", BigInteger),  # signaal.sleutel of one of the zaak's signalen
    Column("persoon", LargeBinary(16)),  # whose traject is looked up when it counts
    Column("datum", Date),
    Column("van_type", Text),
    Column("van_naam", Text),
    Column("naar_type", Text),
    Column("naar_naam", Text),
    Column("warm", String(8), nullable=False, server_default="onbekend"),
    Column("aangekomen", String(8), nullable=False, server_default="onbekend"),
    Column("aangekomen_op", Date),
    CheckConstraint("warm IN ('ja', 'nee', 'onbekend')", name="warm_bekend"),
    CheckConstraint("aangekomen IN ('ja', 'nee', 'onbekend')", name="aangekomen_bekend"),
)

gesprekken = Table(
    "gesprekken",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    levering_column(),
    Column("gm_code", String(16), nullable=False),
    Column("organisatietype", Text, nullable=False),
    Column("naam", Text),
    Column("periode_van", Date, nullable=False),
    Column("periode_tot", Date, nullable=False),  # exclusive
    Column("gesprekken", Integer),
    Column("clienten", Integer),
)

bekendheid = Table(
    "bekendheid",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    levering_column(),
    Column("gm_code", String(16), nullable=False),
    Column("zaak_signaal", BigInteger),
    Column("huishouden", LargeBinary(16)),
    Column("bekend", String(8), nullable=False, server_default="onbekend"),
    Column("peildatum", Date),
    CheckConstraint("bekend IN ('ja', 'nee', 'onbekend')", name="bekend_bekend"),
)

dossier = Table(
    "dossier",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    levering_column(),
    Column("gm_code", String(16), nullable=False),
    Column("bron_id", Text, nullable=False),
    Column("aanpak", Text, nullable=False),
    Column("start", Date),
    Column("einde", Date),
    Column("uitkomst", String(16)),
)

jaarcijfer = Table(
    "jaarcijfer",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    levering_column(),
    Column("gm_code", String(16), nullable=False),
    Column("naam", Text, nullable=False),
    Column("jaar", Integer, nullable=False),
    Column("waarde", Float),
    Column("soort", String(16), nullable=False),
    Column("bron", Text),
    CheckConstraint("soort IN ('stroom', 'peildatum')", name="soort_bekend"),
)

kenmerk = Table(  # an own property of a zaak (named by one of its signalen) or of a traject (named by its client)
    "kenmerk",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    levering_column(),
    Column("gm_code", String(16), nullable=False),
    Column("tabel", String(16), nullable=False),
    Column("zaak_signaal", BigInteger),  # signaal.sleutel of one of the zaak's signalen
    Column("persoon", LargeBinary(16)),
    Column("naam", Text, nullable=False),
    Column("waarde", Text),
    CheckConstraint("tabel IN ('zaak', 'traject')", name="tabel_bekend"),
)

eigen_gemeente_jaar = Table(  # people and dwellings a gemeente counted itself; they go before the reference table's
    "eigen_gemeente_jaar",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    levering_column(),
    Column("gm_code", String(16), nullable=False),
    Column("jaar", Integer, nullable=False),
    Column("inwoners", Integer),
    Column("huishoudens", Integer),
    Column("corporatiewoningen", Integer),
    Column("huurwoningen", Integer),
    Column("grootteklasse", Integer),
    Column("stedelijkheid", Integer),
    Column("pct_laag_inkomen", Float),
    Column("bijstand_per_1000", Float),
    Column("bron", Text),
)
