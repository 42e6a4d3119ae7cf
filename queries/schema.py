"""Every table of the store, once: what was delivered, what was counted, and what is shown.

Names are the field's own Dutch nouns (DDAS and GGM spelling). Case tables hang on the levering they
came with, so that a levering is accepted, replaced and deleted whole. Record ids are
``levering.id * RECORDS_PER_LEVERING + position``: unique without asking the database for a number,
and readable (record 450000123 is number 123 of levering 45).
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)

RECORDS_PER_LEVERING = 10_000_000

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# SQLite numbers rows by itself only for INTEGER; PostgreSQL needs BIGINT for the same range.
BigId = BigInteger().with_variant(Integer(), "sqlite")


def _levering(*, index: bool = True) -> Column[int]:
    """A case row's levering; deleting the levering deletes its rows."""
    return Column("levering", BigId, ForeignKey("levering.id", ondelete="CASCADE"), nullable=False, index=index)


# --- Reference -------------------------------------------------------------------------------

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
    Column("gebied", Text, nullable=False),
    Column("periode", Text, nullable=False),
    Column("waarde", Float, nullable=False),
    Column("bron", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("opmerking", Text),
    PrimaryKeyConstraint("indicator", "variant", "gebied", "periode"),
)

# --- Leveringen ------------------------------------------------------------------------------

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
    _levering(),
    Column("bestand", Text, nullable=False),
    Column("pad", Text, nullable=False),  # JSON path or row in the file; never a value
    Column("tabel", String(16), nullable=False),
    Column("regel", String(48), nullable=False),
    Column("reden", Text, nullable=False),
    Column("ernst", String(16), nullable=False),
    Column("record", Text),  # the record's own id as delivered, when safe to keep
    CheckConstraint("ernst IN ('afgekeurd', 'waarschuwing')", name="ernst_bekend"),
)

controle = Table(  # outcome of the gates, one row per levering and rule
    "controle",
    metadata,
    _levering(index=False),
    Column("tabel", String(16), nullable=False),
    Column("regel", String(48), nullable=False),
    Column("ernst", String(16), nullable=False),
    Column("reden", Text, nullable=False),
    Column("gecontroleerd", Integer, nullable=False),
    Column("gevonden", Integer, nullable=False),
    PrimaryKeyConstraint("levering", "tabel", "regel"),
    CheckConstraint("ernst IN ('kritiek', 'waarschuwing', 'info')", name="ernst_bekend"),
    CheckConstraint("gevonden >= 0 AND gevonden <= gecontroleerd", name="gevonden_klopt"),
)

# --- Cases: vroegsignalering -----------------------------------------------------------------

signaal = Table(
    "signaal",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    _levering(),
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
    _levering(),
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

# --- Cases: schuldhulp -----------------------------------------------------------------------

traject = Table(
    "traject",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    _levering(),
    Column("gm_code", String(16), nullable=False),
    Column("startdatum", Date),
    Column("einddatum", Date),
    Column("toekenning", Date),
    Column("aanmelding", Date),
    Column("crisis", Boolean),
    Column("intake_van", Date),
    Column("intake_tot", Date),
    Column("beschikking", Text),
    Column("beschikkingsdatum", Date),
    Column("plan_van_aanpak", Date),
    Column("stabilisatie_van", Date),
    Column("stabilisatie_tot", Date),
    Column("regeling_aangevraagd", Date),
    Column("regeling_toegekend", Date),
    Column("regeling_afgewezen", Date),
    Column("regeling_ingetrokken", Date),
    Column("dwangakkoord", Boolean),
    Column("oplossing", Text),
    Column("oplossing_van", Date),
    Column("oplossing_tot", Date),
    Column("begeleiding", Text),  # kinds, comma-separated, sorted
    Column("uitstroom", Date),
    Column("uitstroomreden", Text),
    Column("schuldbedrag", Integer),
    Column("schuldeisers", Integer),
    Column("nazorg", Date),
    # earliest date anywhere in the record: the start where no startdatum is given
    Column("eerste_datum", Date),
)

traject_persoon = Table(
    "traject_persoon",
    metadata,
    Column("traject", BigInteger, ForeignKey("traject.id", ondelete="CASCADE"), nullable=False),
    Column("volgnummer", Integer, nullable=False),
    Column("persoon", LargeBinary(16)),
    Column("persoon_uit", String(4)),
    Column("huishouden", LargeBinary(16)),
    Column("geboortejaar", Integer),
    Column("pc4", String(4)),
    PrimaryKeyConstraint("traject", "volgnummer"),
)

# --- Cases: aanvulling -----------------------------------------------------------------------

ontruiming = Table(
    "ontruiming",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    _levering(),
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
)

doorverwijzing = Table(
    "doorverwijzing",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    _levering(),
    Column("gm_code", String(16), nullable=False),
    Column("bron_id", Text, nullable=False),
    Column("zaak_signaal", BigInteger),  # signaal.sleutel of one of the zaak's signalen
    Column("traject", BigInteger),
    Column("persoon", LargeBinary(16)),
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
    _levering(),
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
    _levering(),
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
    _levering(),
    Column("gm_code", String(16), nullable=False),
    Column("aanpak", Text, nullable=False),
    Column("start", Date),
    Column("einde", Date),
    Column("uitkomst", String(16)),
)

jaarcijfer = Table(
    "jaarcijfer",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    _levering(),
    Column("gm_code", String(16), nullable=False),
    Column("naam", Text, nullable=False),
    Column("jaar", Integer, nullable=False),
    Column("waarde", Float),
    Column("soort", String(16), nullable=False),
    Column("bron", Text),
    CheckConstraint("soort IN ('stroom', 'peildatum')", name="soort_bekend"),
)

kenmerk = Table(
    "kenmerk",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    _levering(),
    Column("gm_code", String(16), nullable=False),
    Column("record", BigInteger, nullable=False),  # sleutel of the record it describes
    Column("naam", Text, nullable=False),
    Column("waarde", Text),
)

# --- What a page may write -------------------------------------------------------------------

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
    UniqueConstraint("gm_code", "indicator", "variant", "uiterlijk"),
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
    UniqueConstraint("gm_code", "naam", "vanaf"),
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

# --- Counts and publications -----------------------------------------------------------------

berekening = Table(  # one run of the job: which code, on which day
    "berekening",
    metadata,
    Column("id", BigId, primary_key=True, autoincrement=True),
    Column("peildatum", Date, nullable=False),  # "today" of the run
    Column("codeversie", Text, nullable=False),
    Column("gestart_op", DateTime, nullable=False),
    Column("klaar_op", DateTime),
    Column("leveringen", String(64), nullable=False),  # digest of the leveringen in force it counted
    Column("gemeenten", Integer, nullable=False),
)

dekking = Table(  # which gemeente-months were delivered, per case table: tells zero from not delivered
    "dekking",
    metadata,
    Column("gm_code", String(6), nullable=False),  # today's gemeente
    Column("tabel", String(16), nullable=False),
    Column("maand", Date, nullable=False),
    Column("volledig", Boolean, nullable=False),  # false: only part of the month or of its predecessors
    PrimaryKeyConstraint("gm_code", "tabel", "maand"),
)


def _count_key() -> list[Column[object]]:
    """What a stored count is about: indicator, area, month and breakdown cell."""
    return [
        Column("indicator", String(8), nullable=False),
        Column("versie", Integer, nullable=False),
        Column("variant", String(32), nullable=False),
        Column("gebied", String(32), nullable=False),  # today's gm_code, or NL
        Column("maand", Date, nullable=False),
        Column("uitsplitsing", String(32), nullable=False, server_default=""),
        Column("cel", String(64), nullable=False, server_default=""),
    ]


telling = Table(
    "telling",
    metadata,
    *_count_key(),
    Column("teller", BigInteger, nullable=False),
    Column("noemer", BigInteger, nullable=False),
    Column("onbekend", BigInteger, nullable=False),
    Column("gemeenten", Integer, nullable=False),  # how many gemeenten this row sums
    Column("inwoners", BigInteger, nullable=False),  # of those gemeenten: coverage
    Column("berekening", BigId, ForeignKey("berekening.id"), nullable=False),
    PrimaryKeyConstraint("gebied", "indicator", "versie", "variant", "uitsplitsing", "cel", "maand"),
    CheckConstraint("teller >= 0 AND noemer >= 0 AND onbekend >= 0", name="niet_negatief"),
)

verdeling = Table(  # sparse histogram; gecensureerd: still waiting after this many units
    "verdeling",
    metadata,
    *_count_key(),
    Column("waarde", Integer, nullable=False),
    Column("gecensureerd", Boolean, nullable=False),
    Column("aantal", BigInteger, nullable=False),
    Column("berekening", BigId, ForeignKey("berekening.id"), nullable=False),
    PrimaryKeyConstraint(
        "gebied", "indicator", "versie", "variant", "uitsplitsing", "cel", "maand", "waarde", "gecensureerd"
    ),
    CheckConstraint("aantal > 0", name="aantal_positief"),
)

publicatie = Table(
    "publicatie",
    metadata,
    Column("nummer", Integer, primary_key=True, autoincrement=False),
    Column("datum", Date, nullable=False),
    Column("berekening", BigId, ForeignKey("berekening.id"), nullable=False),
    Column("opmerking", Text),
)

publicatie_bestand = Table(
    "publicatie_bestand",
    metadata,
    Column("nummer", Integer, ForeignKey("publicatie.nummer"), nullable=False),
    Column("naam", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("rijen", Integer, nullable=False),
    PrimaryKeyConstraint("nummer", "naam"),
)

# --- Running the product ---------------------------------------------------------------------

taak = Table(
    "taak",
    metadata,
    Column("id", BigId, primary_key=True, autoincrement=True),
    Column("soort", String(16), nullable=False),
    Column("opdracht", Text, nullable=False),  # JSON, no personal data
    Column("status", String(16), nullable=False),
    Column("voortgang", Float, nullable=False, server_default="0"),
    Column("bericht", Text),
    Column("aangevraagd_op", DateTime, nullable=False),
    Column("gestart_op", DateTime),
    Column("hartslag_op", DateTime),  # a worker that stops beating has died
    Column("klaar_op", DateTime),
    CheckConstraint("status IN ('wacht', 'bezig', 'klaar', 'mislukt')", name="status_bekend"),
    Index("ix_taak_status", "status", "id"),
)

instelling = Table(  # facts about this store: is it a demo, at which scale, fingerprint of the key
    "instelling",
    metadata,
    Column("naam", String(32), primary_key=True),
    Column("waarde", Text, nullable=False),
)
