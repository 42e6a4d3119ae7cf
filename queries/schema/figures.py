"""What was counted, and what was published of it."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
)

from queries.schema.base import BigId, metadata

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
    Column("gm_code", String(64), nullable=False),  # today's gemeente, or a region
    Column("tabel", String(16), nullable=False),
    Column("maand", Date, nullable=False),
    Column("volledig", Boolean, nullable=False),  # false: only part of the month or of its predecessors
    PrimaryKeyConstraint("gm_code", "tabel", "maand"),
)


geteld = Table(  # of each gebied: what its stored counts were made from, and how long they stay right
    "geteld",
    metadata,
    Column("gebied", String(64), primary_key=True),
    # Digest of a gemeente's leveringen, its people and the definitions; of a region's gemeenten and the definitions.
    Column("stempel", String(64), nullable=False),
    Column("peildatum", Date, nullable=False),  # "today" when it was counted
    Column("geldig_tot", Date),  # from this day on the same cases may count otherwise; null: never
    Column("berekening", BigId, ForeignKey("berekening.id"), nullable=False),
)


def _blocks(name: str) -> Table:
    """Return a table of blocks: all rows of one gebied and uitsplitsing as one Parquet file inside the row.

    A gemeente is replaced whole, and nobody asks the database for a single count; a row per count took ten times the
    room and time.
    """
    return Table(
        name,
        metadata,
        Column("gebied", String(64), nullable=False),  # today's gm_code, NL, or a region such as provincie:Utrecht
        Column("uitsplitsing", String(100), nullable=False),  # "" is the whole, "a*b" two breakdowns at a time
        Column("rijen", Integer, nullable=False),
        Column("inhoud", LargeBinary, nullable=False),
        Column("berekening", BigId, ForeignKey("berekening.id"), nullable=False),
        PrimaryKeyConstraint("gebied", "uitsplitsing"),
        CheckConstraint("rijen > 0", name="rijen_positief"),
    )


telling = _blocks("telling")
verdeling = _blocks("verdeling")  # sparse histograms
samenhang = _blocks("samenhang")  # how much the cases of one household are alike: sums over households
signaalregel = _blocks("signaalregel")  # households a month by partners, arrears and amount, for the what-if

publicatie = Table(
    "publicatie",
    metadata,
    Column("nummer", Integer, primary_key=True, autoincrement=False),
    Column("datum", Date, nullable=False),
    Column("berekening", BigId, ForeignKey("berekening.id"), nullable=False),
    Column("opmerking", Text),
    Column("profiel", String(16), nullable=False, server_default="anderen"),  # for whom it was protected
    Column("verslag", Text),  # JSON: what was withheld, how narrow it got, what rounding added
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
