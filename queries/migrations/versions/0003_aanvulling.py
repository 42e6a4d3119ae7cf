"""What DDAS does not hold: the tables people fill themselves."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables."""
    _ontruiming()
    _doorverwijzing()
    _gesprekken()
    _bekendheid()
    _dossier()
    _jaarcijfer()
    _kenmerk()


def _ontruiming() -> None:
    op.create_table(
        "ontruiming",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("levering", BIG_ID, nullable=False),
        sa.Column("gm_code", sa.String(length=16), nullable=False),
        sa.Column("bron_id", sa.Text(), nullable=False),
        sa.Column("huishouden", sa.LargeBinary(length=16), nullable=True),
        sa.Column("gemeld_op", sa.Date(), nullable=True),
        sa.Column("aangezegd_op", sa.Date(), nullable=True),
        sa.Column("vonnis_op", sa.Date(), nullable=True),
        sa.Column("uitgevoerd_op", sa.Date(), nullable=True),
        sa.Column("uitkomst", sa.String(length=16), nullable=True),
        sa.Column("reden", sa.String(length=16), nullable=True),
        sa.Column("verhuurder", sa.String(length=16), nullable=True),
        sa.Column("bron", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["levering"], ["levering.id"], name=op.f("fk_ontruiming_levering"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ontruiming")),
    )
    op.create_index(op.f("ix_ontruiming_levering"), "ontruiming", ["levering"], unique=False)


def _doorverwijzing() -> None:
    op.create_table(
        "doorverwijzing",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("levering", BIG_ID, nullable=False),
        sa.Column("gm_code", sa.String(length=16), nullable=False),
        sa.Column("bron_id", sa.Text(), nullable=False),
        sa.Column("zaak_signaal", sa.BigInteger(), nullable=True),
        sa.Column("traject", sa.BigInteger(), nullable=True),
        sa.Column("persoon", sa.LargeBinary(length=16), nullable=True),
        sa.Column("datum", sa.Date(), nullable=True),
        sa.Column("van_type", sa.Text(), nullable=True),
        sa.Column("van_naam", sa.Text(), nullable=True),
        sa.Column("naar_type", sa.Text(), nullable=True),
        sa.Column("naar_naam", sa.Text(), nullable=True),
        sa.Column("warm", sa.String(length=8), server_default="onbekend", nullable=False),
        sa.Column("aangekomen", sa.String(length=8), server_default="onbekend", nullable=False),
        sa.Column("aangekomen_op", sa.Date(), nullable=True),
        sa.CheckConstraint("aangekomen IN ('ja', 'nee', 'onbekend')", name=op.f("ck_doorverwijzing_aangekomen_bekend")),
        sa.CheckConstraint("warm IN ('ja', 'nee', 'onbekend')", name=op.f("ck_doorverwijzing_warm_bekend")),
        sa.ForeignKeyConstraint(
            ["levering"], ["levering.id"], name=op.f("fk_doorverwijzing_levering"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_doorverwijzing")),
    )
    op.create_index(op.f("ix_doorverwijzing_levering"), "doorverwijzing", ["levering"], unique=False)


def _gesprekken() -> None:
    op.create_table(
        "gesprekken",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("levering", BIG_ID, nullable=False),
        sa.Column("gm_code", sa.String(length=16), nullable=False),
        sa.Column("organisatietype", sa.Text(), nullable=False),
        sa.Column("naam", sa.Text(), nullable=True),
        sa.Column("periode_van", sa.Date(), nullable=False),
        sa.Column("periode_tot", sa.Date(), nullable=False),
        sa.Column("gesprekken", sa.Integer(), nullable=True),
        sa.Column("clienten", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["levering"], ["levering.id"], name=op.f("fk_gesprekken_levering"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gesprekken")),
    )
    op.create_index(op.f("ix_gesprekken_levering"), "gesprekken", ["levering"], unique=False)


def _bekendheid() -> None:
    op.create_table(
        "bekendheid",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("levering", BIG_ID, nullable=False),
        sa.Column("gm_code", sa.String(length=16), nullable=False),
        sa.Column("zaak_signaal", sa.BigInteger(), nullable=True),
        sa.Column("huishouden", sa.LargeBinary(length=16), nullable=True),
        sa.Column("bekend", sa.String(length=8), server_default="onbekend", nullable=False),
        sa.Column("peildatum", sa.Date(), nullable=True),
        sa.CheckConstraint("bekend IN ('ja', 'nee', 'onbekend')", name=op.f("ck_bekendheid_bekend_bekend")),
        sa.ForeignKeyConstraint(["levering"], ["levering.id"], name=op.f("fk_bekendheid_levering"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bekendheid")),
    )
    op.create_index(op.f("ix_bekendheid_levering"), "bekendheid", ["levering"], unique=False)


def _dossier() -> None:
    op.create_table(
        "dossier",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("levering", BIG_ID, nullable=False),
        sa.Column("gm_code", sa.String(length=16), nullable=False),
        sa.Column("aanpak", sa.Text(), nullable=False),
        sa.Column("start", sa.Date(), nullable=True),
        sa.Column("einde", sa.Date(), nullable=True),
        sa.Column("uitkomst", sa.String(length=16), nullable=True),
        sa.ForeignKeyConstraint(["levering"], ["levering.id"], name=op.f("fk_dossier_levering"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier")),
    )
    op.create_index(op.f("ix_dossier_levering"), "dossier", ["levering"], unique=False)


def _jaarcijfer() -> None:
    op.create_table(
        "jaarcijfer",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("levering", BIG_ID, nullable=False),
        sa.Column("gm_code", sa.String(length=16), nullable=False),
        sa.Column("naam", sa.Text(), nullable=False),
        sa.Column("jaar", sa.Integer(), nullable=False),
        sa.Column("waarde", sa.Float(), nullable=True),
        sa.Column("soort", sa.String(length=16), nullable=False),
        sa.Column("bron", sa.Text(), nullable=True),
        sa.CheckConstraint("soort IN ('stroom', 'peildatum')", name=op.f("ck_jaarcijfer_soort_bekend")),
        sa.ForeignKeyConstraint(["levering"], ["levering.id"], name=op.f("fk_jaarcijfer_levering"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jaarcijfer")),
    )
    op.create_index(op.f("ix_jaarcijfer_levering"), "jaarcijfer", ["levering"], unique=False)


def _kenmerk() -> None:
    op.create_table(
        "kenmerk",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("levering", BIG_ID, nullable=False),
        sa.Column("gm_code", sa.String(length=16), nullable=False),
        sa.Column("record", sa.BigInteger(), nullable=False),
        sa.Column("naam", sa.Text(), nullable=False),
        sa.Column("waarde", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["levering"], ["levering.id"], name=op.f("fk_kenmerk_levering"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kenmerk")),
    )
    op.create_index(op.f("ix_kenmerk_levering"), "kenmerk", ["levering"], unique=False)
