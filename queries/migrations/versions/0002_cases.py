"""The cases: every row hangs on the levering it came with."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables."""
    _signaal()
    _zaak()
    _zaak_signaal()
    _contactpoging()
    _traject()
    _traject_persoon()


def _signaal() -> None:
    op.create_table(
        "signaal",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("levering", BIG_ID, nullable=False),
        sa.Column("gm_code", sa.String(length=16), nullable=False),
        sa.Column("sleutel", sa.BigInteger(), nullable=False),
        sa.Column("bron_id", sa.Text(), nullable=False),
        sa.Column("huishouden", sa.LargeBinary(length=16), nullable=True),
        sa.Column("persoon", sa.LargeBinary(length=16), nullable=True),
        sa.Column("persoon_uit", sa.String(length=4), nullable=True),
        sa.Column("geboortejaar", sa.Integer(), nullable=True),
        sa.Column("pc4", sa.String(length=4), nullable=True),
        sa.Column("wijk", sa.String(length=8), nullable=True),
        sa.Column("signaalpartner", sa.Text(), nullable=False),
        sa.Column("partnernaam", sa.Text(), nullable=True),
        sa.Column("crisis", sa.Boolean(), nullable=True),
        sa.Column("warme_overdracht", sa.Boolean(), nullable=True),
        sa.Column("bedrag", sa.Integer(), nullable=True),
        sa.Column("ontstaansdatum", sa.Date(), nullable=True),
        sa.Column("signaaldatum", sa.Date(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "persoon_uit IS NULL OR persoon_uit IN ('bsn', 'naam')", name=op.f("ck_signaal_persoon_uit_bekend")
        ),
        sa.ForeignKeyConstraint(["levering"], ["levering.id"], name=op.f("fk_signaal_levering"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signaal")),
    )
    op.create_index(op.f("ix_signaal_levering"), "signaal", ["levering"], unique=False)


def _zaak() -> None:
    op.create_table(
        "zaak",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("levering", BIG_ID, nullable=False),
        sa.Column("gm_code", sa.String(length=16), nullable=False),
        sa.Column("sleutel", sa.BigInteger(), nullable=False),
        sa.Column("huishouden", sa.LargeBinary(length=16), nullable=True),
        sa.Column("matchingsdatum", sa.Date(), nullable=True),
        sa.Column("matching_van", sa.Date(), nullable=True),
        sa.Column("matching_tot", sa.Date(), nullable=True),
        sa.Column("opgepakt_op", sa.Date(), nullable=True),
        sa.Column("resultaat", sa.Text(), nullable=True),
        sa.Column("bekend", sa.String(length=8), server_default="onbekend", nullable=False),
        sa.CheckConstraint("bekend IN ('ja', 'nee', 'onbekend')", name=op.f("ck_zaak_bekend_bekend")),
        sa.ForeignKeyConstraint(["levering"], ["levering.id"], name=op.f("fk_zaak_levering"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_zaak")),
    )
    op.create_index(op.f("ix_zaak_levering"), "zaak", ["levering"], unique=False)


def _zaak_signaal() -> None:
    op.create_table(
        "zaak_signaal",
        sa.Column("zaak", sa.BigInteger(), nullable=False),
        sa.Column("signaal", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["zaak"], ["zaak.id"], name=op.f("fk_zaak_signaal_zaak"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("zaak", "signaal", name=op.f("pk_zaak_signaal")),
    )


def _contactpoging() -> None:
    op.create_table(
        "contactpoging",
        sa.Column("zaak", sa.BigInteger(), nullable=False),
        sa.Column("volgnummer", sa.Integer(), nullable=False),
        sa.Column("soort", sa.Text(), nullable=False),
        sa.Column("bereikt", sa.Boolean(), nullable=True),
        sa.Column("datum", sa.Date(), nullable=True),
        sa.Column("dagdeel", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["zaak"], ["zaak.id"], name=op.f("fk_contactpoging_zaak"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("zaak", "volgnummer", name=op.f("pk_contactpoging")),
    )


def _traject() -> None:
    op.create_table(
        "traject",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("levering", BIG_ID, nullable=False),
        sa.Column("gm_code", sa.String(length=16), nullable=False),
        sa.Column("startdatum", sa.Date(), nullable=True),
        sa.Column("einddatum", sa.Date(), nullable=True),
        sa.Column("toekenning", sa.Date(), nullable=True),
        sa.Column("aanmelding", sa.Date(), nullable=True),
        sa.Column("crisis", sa.Boolean(), nullable=True),
        sa.Column("intake_van", sa.Date(), nullable=True),
        sa.Column("intake_tot", sa.Date(), nullable=True),
        sa.Column("beschikking", sa.Text(), nullable=True),
        sa.Column("beschikkingsdatum", sa.Date(), nullable=True),
        sa.Column("plan_van_aanpak", sa.Date(), nullable=True),
        sa.Column("stabilisatie_van", sa.Date(), nullable=True),
        sa.Column("stabilisatie_tot", sa.Date(), nullable=True),
        sa.Column("regeling_aangevraagd", sa.Date(), nullable=True),
        sa.Column("regeling_toegekend", sa.Date(), nullable=True),
        sa.Column("regeling_afgewezen", sa.Date(), nullable=True),
        sa.Column("regeling_ingetrokken", sa.Date(), nullable=True),
        sa.Column("dwangakkoord", sa.Boolean(), nullable=True),
        sa.Column("oplossing", sa.Text(), nullable=True),
        sa.Column("oplossing_van", sa.Date(), nullable=True),
        sa.Column("oplossing_tot", sa.Date(), nullable=True),
        sa.Column("begeleiding", sa.Text(), nullable=True),
        sa.Column("uitstroom", sa.Date(), nullable=True),
        sa.Column("uitstroomreden", sa.Text(), nullable=True),
        sa.Column("schuldbedrag", sa.Integer(), nullable=True),
        sa.Column("schuldeisers", sa.Integer(), nullable=True),
        sa.Column("nazorg", sa.Date(), nullable=True),
        sa.Column("eerste_datum", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["levering"], ["levering.id"], name=op.f("fk_traject_levering"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_traject")),
    )
    op.create_index(op.f("ix_traject_levering"), "traject", ["levering"], unique=False)


def _traject_persoon() -> None:
    op.create_table(
        "traject_persoon",
        sa.Column("traject", sa.BigInteger(), nullable=False),
        sa.Column("volgnummer", sa.Integer(), nullable=False),
        sa.Column("persoon", sa.LargeBinary(length=16), nullable=True),
        sa.Column("persoon_uit", sa.String(length=4), nullable=True),
        sa.Column("huishouden", sa.LargeBinary(length=16), nullable=True),
        sa.Column("geboortejaar", sa.Integer(), nullable=True),
        sa.Column("pc4", sa.String(length=4), nullable=True),
        sa.ForeignKeyConstraint(
            ["traject"], ["traject.id"], name=op.f("fk_traject_persoon_traject"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("traject", "volgnummer", name=op.f("pk_traject_persoon")),
    )
