"""Reports and warnings by mail: who asked for them, the archive of what was made, and how each mail fared."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "abonnement",
        sa.Column("id", BIG_ID, autoincrement=True, nullable=False),
        sa.Column("ontvanger", sa.Text(), nullable=False),
        sa.Column("naam", sa.Text(), nullable=True),
        sa.Column("gm_code", sa.String(length=6), nullable=False),
        sa.Column("keuze", sa.String(length=16), server_default="", nullable=False),
        sa.Column("indicatoren", sa.Text(), nullable=True),
        sa.Column("onderwerpen", sa.Text(), server_default="[]", nullable=False),
        sa.Column("frequentie", sa.String(length=8), nullable=False),
        sa.Column("formaat", sa.String(length=4), nullable=False),
        sa.Column("taalnotitie", sa.Text(), nullable=True),
        sa.Column("voorlopig", sa.Boolean(), nullable=False),
        sa.Column("meldingen", sa.Boolean(), nullable=False),
        sa.Column("vanaf", sa.Date(), nullable=False),
        sa.Column("tot", sa.Date(), nullable=True),
        sa.Column("ingevoerd_op", sa.DateTime(), nullable=False),
        sa.Column("opgezegd_op", sa.DateTime(), nullable=True),
        sa.CheckConstraint("formaat IN ('pdf', 'html', 'docx', 'pptx')", name=op.f("ck_abonnement_formaat_bekend")),
        sa.CheckConstraint("frequentie IN ('maand', 'kwartaal', 'jaar')", name=op.f("ck_abonnement_frequentie_bekend")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_abonnement")),
    )
    op.create_table(
        "alarm",
        sa.Column("id", BIG_ID, autoincrement=True, nullable=False),
        sa.Column("gm_code", sa.String(length=6), nullable=False),
        sa.Column("sleutel", sa.String(length=100), nullable=False),
        sa.Column("indicator", sa.Text(), nullable=False),
        sa.Column("zin", sa.Text(), nullable=False),
        sa.Column("nieuw", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("gezien_op", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alarm")),
        sa.UniqueConstraint("gm_code", "sleutel", name=op.f("uq_alarm_gm_code_sleutel")),
    )
    op.create_table(
        "alarmstand",
        sa.Column("gm_code", sa.String(length=6), nullable=False),
        sa.Column("versie", sa.Text(), nullable=False),
        sa.Column("stand", sa.Text(), nullable=False),
        sa.Column("gezien_op", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("gm_code", name=op.f("pk_alarmstand")),
    )
    op.create_table(
        "rapport",
        sa.Column("id", BIG_ID, autoincrement=True, nullable=False),
        sa.Column("gm_code", sa.String(length=6), nullable=False),
        sa.Column("periode", sa.String(length=8), nullable=False),
        sa.Column("keuze", sa.String(length=16), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("inhoud", sa.LargeBinary(), nullable=False),
        sa.Column("berekening", sa.Text(), nullable=False),
        sa.Column("publicatie", sa.Integer(), nullable=True),
        sa.Column("codeversie", sa.Text(), nullable=False),
        sa.Column("gemaakt_op", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rapport")),
        sa.UniqueConstraint(
            "gm_code", "periode", "keuze", "sha256", name=op.f("uq_rapport_gm_code_periode_keuze_sha256")
        ),
    )
    op.create_table(
        "gemeld",
        sa.Column("ontvanger", sa.Text(), nullable=False),
        sa.Column("alarm", BIG_ID, nullable=False),
        sa.ForeignKeyConstraint(["alarm"], ["alarm.id"], name=op.f("fk_gemeld_alarm"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("ontvanger", "alarm", name=op.f("pk_gemeld")),
    )
    _mails(
        "melding",
        sa.Column("dag", sa.Date(), nullable=False),
        sa.Column("inhoud", sa.Text(), nullable=False),
        sa.UniqueConstraint("ontvanger", "dag", name=op.f("uq_melding_ontvanger_dag")),
    )
    op.create_table(
        "rapport_bestand",
        sa.Column("rapport", BIG_ID, nullable=False),
        sa.Column("formaat", sa.String(length=4), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("inhoud", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["rapport"], ["rapport.id"], name=op.f("fk_rapport_bestand_rapport"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("rapport", "formaat", name=op.f("pk_rapport_bestand")),
    )
    _mails(
        "verzending",
        sa.Column("rapport", BIG_ID, nullable=False),
        sa.Column("formaat", sa.String(length=4), nullable=False),
        sa.Column("gm_code", sa.String(length=6), nullable=False),
        sa.Column("periode", sa.String(length=8), nullable=False),
        sa.Column("keuze", sa.String(length=16), nullable=False),
        sa.Column("voorlopig", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["rapport"], ["rapport.id"], name=op.f("fk_verzending_rapport")),
        sa.UniqueConstraint(
            "ontvanger", "gm_code", "periode", "keuze", name=op.f("uq_verzending_ontvanger_gm_code_periode_keuze")
        ),
    )


def _mails(name: str, *about: sa.schema.SchemaItem) -> None:
    op.create_table(
        name,
        sa.Column("id", BIG_ID, autoincrement=True, nullable=False),
        sa.Column("abonnement", BIG_ID, nullable=False),
        sa.Column("ontvanger", sa.Text(), nullable=False),
        sa.Column("message_id", sa.String(length=100), nullable=False),
        sa.Column("status", sa.String(length=9), nullable=False),
        sa.Column("pogingen", sa.Integer(), server_default="0", nullable=False),
        sa.Column("volgende_poging", sa.DateTime(), nullable=True),
        sa.Column("antwoord", sa.String(length=40), nullable=True),
        sa.Column("werker", sa.String(length=32), nullable=True),
        sa.Column("gepland_op", sa.DateTime(), nullable=False),
        sa.Column("gestart_op", sa.DateTime(), nullable=True),
        sa.Column("klaar_op", sa.DateTime(), nullable=True),
        *about,
        sa.CheckConstraint(
            "status IN ('gepland', 'bezig', 'verzonden', 'mislukt', 'geweigerd', 'onzeker')",
            name=op.f(f"ck_{name}_status_bekend"),
        ),
        sa.ForeignKeyConstraint(["abonnement"], ["abonnement.id"], name=op.f(f"fk_{name}_abonnement")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint("message_id", name=op.f(f"uq_{name}_message_id")),
    )
    op.create_index(op.f(f"ix_{name}_abonnement"), name, ["abonnement"], unique=False)
    op.create_index(f"ix_{name}_status", name, ["status", "id"], unique=False)
