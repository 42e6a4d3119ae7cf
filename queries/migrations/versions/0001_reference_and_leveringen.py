"""What the country looks like, and which leveringen came in with which verdict."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables."""
    _gemeente()
    _herindeling()
    _gemeente_jaar()
    _referentie()
    _levering()
    _afkeuring()
    _controle()


def _gemeente() -> None:
    op.create_table(
        "gemeente",
        sa.Column("gm_code", sa.String(length=6), nullable=False),
        sa.Column("naam", sa.Text(), nullable=False),
        sa.Column("provincie", sa.Text(), nullable=True),
        sa.Column("corop", sa.Text(), nullable=True),
        sa.Column("arbeidsmarktregio", sa.Text(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("geldig_van", sa.Date(), nullable=False),
        sa.Column("geldig_tot", sa.Date(), nullable=True),
        sa.CheckConstraint("geldig_tot IS NULL OR geldig_tot > geldig_van", name=op.f("ck_gemeente_geldig_tot_na_van")),
        sa.PrimaryKeyConstraint("gm_code", name=op.f("pk_gemeente")),
    )


def _herindeling() -> None:
    op.create_table(
        "herindeling",
        sa.Column("datum", sa.Date(), nullable=False),
        sa.Column("oude_code", sa.String(length=6), nullable=False),
        sa.Column("nieuwe_code", sa.String(length=6), nullable=False),
        sa.Column("aandeel", sa.Float(), nullable=False),
        sa.Column("bron", sa.Text(), nullable=False),
        sa.CheckConstraint("aandeel > 0 AND aandeel <= 1", name=op.f("ck_herindeling_aandeel_tussen_0_en_1")),
        sa.PrimaryKeyConstraint("datum", "oude_code", "nieuwe_code", name=op.f("pk_herindeling")),
    )


def _gemeente_jaar() -> None:
    op.create_table(
        "gemeente_jaar",
        sa.Column("gm_code", sa.String(length=6), nullable=False),
        sa.Column("jaar", sa.Integer(), nullable=False),
        sa.Column("inwoners", sa.Integer(), nullable=True),
        sa.Column("huishoudens", sa.Integer(), nullable=True),
        sa.Column("corporatiewoningen", sa.Integer(), nullable=True),
        sa.Column("huurwoningen", sa.Integer(), nullable=True),
        sa.Column("grootteklasse", sa.Integer(), nullable=True),
        sa.Column("stedelijkheid", sa.Integer(), nullable=True),
        sa.Column("pct_laag_inkomen", sa.Float(), nullable=True),
        sa.Column("bijstand_per_1000", sa.Float(), nullable=True),
        sa.Column("bron", sa.Text(), nullable=False),
        sa.CheckConstraint("inwoners IS NULL OR inwoners >= 0", name=op.f("ck_gemeente_jaar_inwoners_niet_negatief")),
        sa.PrimaryKeyConstraint("gm_code", "jaar", name=op.f("pk_gemeente_jaar")),
    )


def _referentie() -> None:
    op.create_table(
        "referentie",
        sa.Column("indicator", sa.Text(), nullable=False),
        sa.Column("variant", sa.Text(), nullable=False),
        sa.Column("gebied", sa.Text(), nullable=False),
        sa.Column("periode", sa.Text(), nullable=False),
        sa.Column("waarde", sa.Float(), nullable=False),
        sa.Column("bron", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("opmerking", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("indicator", "variant", "gebied", "periode", name=op.f("pk_referentie")),
    )


def _levering() -> None:
    op.create_table(
        "levering",
        sa.Column("id", BIG_ID, autoincrement=True, nullable=False),
        sa.Column("soort", sa.String(length=16), nullable=False),
        sa.Column("schemaversie", sa.String(length=8), nullable=False),
        sa.Column("leverancier", sa.Text(), nullable=False),
        sa.Column("organisatie", sa.Text(), nullable=False),
        sa.Column("organisatie_naam", sa.Text(), nullable=False),
        sa.Column("gm_code", sa.String(length=16), nullable=False),
        sa.Column("periode_van", sa.Date(), nullable=False),
        sa.Column("periode_tot", sa.Date(), nullable=False),
        sa.Column("tabellen", sa.Text(), nullable=False),
        sa.Column("aangeleverd_op", sa.DateTime(), nullable=False),
        sa.Column("ontvangen_op", sa.DateTime(), nullable=False),
        sa.Column("bestanden", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("aantal", sa.Integer(), nullable=False),
        sa.Column("afgekeurd", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("oordeel", sa.Text(), nullable=True),
        sa.Column("vervangen_door", BIG_ID, nullable=True),
        sa.CheckConstraint(
            "status IN ('in_gebruik', 'vervangen', 'geweigerd', 'ingetrokken')", name=op.f("ck_levering_status_bekend")
        ),
        sa.CheckConstraint(
            "aantal >= 0 AND afgekeurd >= 0 AND afgekeurd <= aantal", name=op.f("ck_levering_aantallen_kloppen")
        ),
        sa.CheckConstraint("periode_tot > periode_van", name=op.f("ck_levering_periode_tot_na_van")),
        sa.ForeignKeyConstraint(
            ["vervangen_door"], ["levering.id"], name=op.f("fk_levering_vervangen_door"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_levering")),
    )
    op.create_index("ix_levering_in_gebruik", "levering", ["status", "soort", "gm_code"], unique=False)
    op.create_index("ix_levering_sha256", "levering", ["sha256"], unique=False)
    op.create_index(
        "ix_levering_sleutel",
        "levering",
        ["soort", "leverancier", "organisatie", "gm_code", "periode_van"],
        unique=False,
    )


def _afkeuring() -> None:
    op.create_table(
        "afkeuring",
        sa.Column("id", BIG_ID, autoincrement=True, nullable=False),
        sa.Column("levering", BIG_ID, nullable=False),
        sa.Column("bestand", sa.Text(), nullable=False),
        sa.Column("pad", sa.Text(), nullable=False),
        sa.Column("tabel", sa.String(length=16), nullable=False),
        sa.Column("regel", sa.String(length=48), nullable=False),
        sa.Column("reden", sa.Text(), nullable=False),
        sa.Column("ernst", sa.String(length=16), nullable=False),
        sa.Column("record", sa.Text(), nullable=True),
        sa.CheckConstraint("ernst IN ('afgekeurd', 'waarschuwing')", name=op.f("ck_afkeuring_ernst_bekend")),
        sa.ForeignKeyConstraint(["levering"], ["levering.id"], name=op.f("fk_afkeuring_levering"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_afkeuring")),
    )
    op.create_index(op.f("ix_afkeuring_levering"), "afkeuring", ["levering"], unique=False)


def _controle() -> None:
    op.create_table(
        "controle",
        sa.Column("levering", BIG_ID, nullable=False),
        sa.Column("tabel", sa.String(length=16), nullable=False),
        sa.Column("regel", sa.String(length=48), nullable=False),
        sa.Column("ernst", sa.String(length=16), nullable=False),
        sa.Column("reden", sa.Text(), nullable=False),
        sa.Column("gecontroleerd", sa.Integer(), nullable=False),
        sa.Column("gevonden", sa.Integer(), nullable=False),
        sa.CheckConstraint("ernst IN ('kritiek', 'waarschuwing', 'info')", name=op.f("ck_controle_ernst_bekend")),
        sa.CheckConstraint("gevonden >= 0 AND gevonden <= gecontroleerd", name=op.f("ck_controle_gevonden_klopt")),
        sa.ForeignKeyConstraint(["levering"], ["levering.id"], name=op.f("fk_controle_levering"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("levering", "tabel", "regel", name=op.f("pk_controle")),
    )
