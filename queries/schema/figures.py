"""What was counted, and what was published of it."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Integer,
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
