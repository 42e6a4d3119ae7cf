"""What is counted, published and asked for."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables."""
    _doel()
    _interventie()
    _deelname()
    _groep()
    _berekening()
    _dekking()
    _telling()
    _verdeling()
    _publicatie()
    _publicatie_bestand()
    _taak()
    _instelling()


def _doel() -> None:
    op.create_table(
        "doel",
        sa.Column("id", BIG_ID, autoincrement=True, nullable=False),
        sa.Column("gm_code", sa.String(length=6), nullable=False),
        sa.Column("indicator", sa.Text(), nullable=False),
        sa.Column("variant", sa.Text(), nullable=False),
        sa.Column("waarde", sa.Float(), nullable=False),
        sa.Column("basisjaar", sa.Integer(), nullable=True),
        sa.Column("uiterlijk", sa.Date(), nullable=False),
        sa.Column("bron", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_doel")),
        sa.UniqueConstraint(
            "gm_code", "indicator", "variant", "uiterlijk", name=op.f("uq_doel_gm_code_indicator_variant_uiterlijk")
        ),
    )


def _interventie() -> None:
    op.create_table(
        "interventie",
        sa.Column("id", BIG_ID, autoincrement=True, nullable=False),
        sa.Column("gm_code", sa.String(length=6), nullable=False),
        sa.Column("naam", sa.Text(), nullable=False),
        sa.Column("vanaf", sa.Date(), nullable=False),
        sa.Column("beschrijving", sa.Text(), nullable=True),
        sa.Column("bron", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interventie")),
        sa.UniqueConstraint("gm_code", "naam", "vanaf", name=op.f("uq_interventie_gm_code_naam_vanaf")),
    )


def _deelname() -> None:
    op.create_table(
        "deelname",
        sa.Column("gm_code", sa.String(length=6), nullable=False),
        sa.Column("vanaf", sa.Date(), nullable=False),
        sa.Column("tot", sa.Date(), nullable=True),
        sa.Column("bezwaar", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("gm_code", "vanaf", name=op.f("pk_deelname")),
    )


def _groep() -> None:
    op.create_table(
        "groep",
        sa.Column("naam", sa.Text(), nullable=False),
        sa.Column("eigenaar", sa.Text(), nullable=False),
        sa.Column("gm_code", sa.String(length=6), nullable=False),
        sa.PrimaryKeyConstraint("naam", "eigenaar", "gm_code", name=op.f("pk_groep")),
    )


def _berekening() -> None:
    op.create_table(
        "berekening",
        sa.Column("id", BIG_ID, autoincrement=True, nullable=False),
        sa.Column("peildatum", sa.Date(), nullable=False),
        sa.Column("codeversie", sa.Text(), nullable=False),
        sa.Column("gestart_op", sa.DateTime(), nullable=False),
        sa.Column("klaar_op", sa.DateTime(), nullable=True),
        sa.Column("leveringen", sa.String(length=64), nullable=False),
        sa.Column("gemeenten", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_berekening")),
    )


def _dekking() -> None:
    op.create_table(
        "dekking",
        sa.Column("gm_code", sa.String(length=6), nullable=False),
        sa.Column("tabel", sa.String(length=16), nullable=False),
        sa.Column("maand", sa.Date(), nullable=False),
        sa.Column("volledig", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("gm_code", "tabel", "maand", name=op.f("pk_dekking")),
    )


def _telling() -> None:
    op.create_table(
        "telling",
        sa.Column("indicator", sa.String(length=8), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("variant", sa.String(length=32), nullable=False),
        sa.Column("gebied", sa.String(length=32), nullable=False),
        sa.Column("maand", sa.Date(), nullable=False),
        sa.Column("uitsplitsing", sa.String(length=32), server_default="", nullable=False),
        sa.Column("cel", sa.String(length=64), server_default="", nullable=False),
        sa.Column("teller", sa.BigInteger(), nullable=False),
        sa.Column("noemer", sa.BigInteger(), nullable=False),
        sa.Column("onbekend", sa.BigInteger(), nullable=False),
        sa.Column("gemeenten", sa.Integer(), nullable=False),
        sa.Column("inwoners", sa.BigInteger(), nullable=False),
        sa.Column("berekening", BIG_ID, nullable=False),
        sa.CheckConstraint("teller >= 0 AND noemer >= 0 AND onbekend >= 0", name=op.f("ck_telling_niet_negatief")),
        sa.ForeignKeyConstraint(["berekening"], ["berekening.id"], name=op.f("fk_telling_berekening")),
        sa.PrimaryKeyConstraint(
            "gebied", "indicator", "versie", "variant", "uitsplitsing", "cel", "maand", name=op.f("pk_telling")
        ),
    )


def _verdeling() -> None:
    op.create_table(
        "verdeling",
        sa.Column("indicator", sa.String(length=8), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("variant", sa.String(length=32), nullable=False),
        sa.Column("gebied", sa.String(length=32), nullable=False),
        sa.Column("maand", sa.Date(), nullable=False),
        sa.Column("uitsplitsing", sa.String(length=32), server_default="", nullable=False),
        sa.Column("cel", sa.String(length=64), server_default="", nullable=False),
        sa.Column("waarde", sa.Integer(), nullable=False),
        sa.Column("gecensureerd", sa.Boolean(), nullable=False),
        sa.Column("aantal", sa.BigInteger(), nullable=False),
        sa.Column("berekening", BIG_ID, nullable=False),
        sa.CheckConstraint("aantal > 0", name=op.f("ck_verdeling_aantal_positief")),
        sa.ForeignKeyConstraint(["berekening"], ["berekening.id"], name=op.f("fk_verdeling_berekening")),
        sa.PrimaryKeyConstraint(
            "gebied",
            "indicator",
            "versie",
            "variant",
            "uitsplitsing",
            "cel",
            "maand",
            "waarde",
            "gecensureerd",
            name=op.f("pk_verdeling"),
        ),
    )


def _publicatie() -> None:
    op.create_table(
        "publicatie",
        sa.Column("nummer", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("datum", sa.Date(), nullable=False),
        sa.Column("berekening", BIG_ID, nullable=False),
        sa.Column("opmerking", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["berekening"], ["berekening.id"], name=op.f("fk_publicatie_berekening")),
        sa.PrimaryKeyConstraint("nummer", name=op.f("pk_publicatie")),
    )


def _publicatie_bestand() -> None:
    op.create_table(
        "publicatie_bestand",
        sa.Column("nummer", sa.Integer(), nullable=False),
        sa.Column("naam", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("rijen", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["nummer"], ["publicatie.nummer"], name=op.f("fk_publicatie_bestand_nummer")),
        sa.PrimaryKeyConstraint("nummer", "naam", name=op.f("pk_publicatie_bestand")),
    )


def _taak() -> None:
    op.create_table(
        "taak",
        sa.Column("id", BIG_ID, autoincrement=True, nullable=False),
        sa.Column("soort", sa.String(length=16), nullable=False),
        sa.Column("opdracht", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("voortgang", sa.Float(), server_default="0", nullable=False),
        sa.Column("bericht", sa.Text(), nullable=True),
        sa.Column("aangevraagd_op", sa.DateTime(), nullable=False),
        sa.Column("gestart_op", sa.DateTime(), nullable=True),
        sa.Column("hartslag_op", sa.DateTime(), nullable=True),
        sa.Column("klaar_op", sa.DateTime(), nullable=True),
        sa.CheckConstraint("status IN ('wacht', 'bezig', 'klaar', 'mislukt')", name=op.f("ck_taak_status_bekend")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_taak")),
    )
    op.create_index("ix_taak_status", "taak", ["status", "id"], unique=False)


def _instelling() -> None:
    op.create_table(
        "instelling",
        sa.Column("naam", sa.String(length=32), nullable=False),
        sa.Column("waarde", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("naam", name=op.f("pk_instelling")),
    )
