"""How much the cases of a household are alike, the what-if of the signal rule, and how a publication was protected."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the new tables; say of publications how they were protected."""
    # Nobody has counted these yet: the next run counts all.
    op.execute("UPDATE berekening SET leveringen = ''")
    op.execute("DELETE FROM geteld")
    _uitsplitsing()
    for name in ("samenhang", "signaalregel"):
        op.create_table(name, *_blocks(name, 100))
    _publicatie()
    _doel()
    _referentie()


def _uitsplitsing() -> None:
    for name in ("telling", "verdeling"):
        old = sa.Table(name, sa.MetaData(), *_blocks(name, 48))
        with op.batch_alter_table(name, copy_from=old) as batch:
            batch.alter_column("uitsplitsing", existing_type=sa.String(length=48), type_=sa.String(length=100))


def _blocks(name: str, width: int) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("gebied", sa.String(length=64), nullable=False),
        sa.Column("uitsplitsing", sa.String(length=width), nullable=False),
        sa.Column("rijen", sa.Integer(), nullable=False),
        sa.Column("inhoud", sa.LargeBinary(), nullable=False),
        sa.Column("berekening", BIG_ID, nullable=False),
        sa.CheckConstraint("rijen > 0", name=op.f(f"ck_{name}_rijen_positief")),
        sa.ForeignKeyConstraint(["berekening"], ["berekening.id"], name=op.f(f"fk_{name}_berekening")),
        sa.PrimaryKeyConstraint("gebied", "uitsplitsing", name=op.f(f"pk_{name}")),
    ]


def _publicatie() -> None:
    op.add_column("publicatie", sa.Column("profiel", sa.String(length=16), nullable=False, server_default="anderen"))
    op.add_column("publicatie", sa.Column("verslag", sa.Text(), nullable=True))


def _doel() -> None:
    op.add_column("doel", sa.Column("uitsplitsing", sa.Text(), nullable=True))
    op.add_column("doel", sa.Column("cel", sa.Text(), nullable=True))
    op.add_column("doel", sa.Column("soort", sa.String(length=16), nullable=True))
    op.add_column("doel", sa.Column("richting", sa.String(length=16), nullable=True))
    op.add_column("doel", sa.Column("basiswaarde", sa.Float(), nullable=True))
    op.add_column("doel", sa.Column("schatting", sa.String(length=8), nullable=False, server_default="onbekend"))


def _referentie() -> None:
    # What ships with the product is loaded anew when the store is brought up to date.
    op.drop_table("referentie")
    op.create_table(
        "referentie",
        sa.Column("indicator", sa.Text(), nullable=False),
        sa.Column("variant", sa.Text(), nullable=False),
        sa.Column("uitsplitsing", sa.Text(), nullable=False),
        sa.Column("cel", sa.Text(), nullable=False),
        sa.Column("gebied", sa.Text(), nullable=False),
        sa.Column("periode", sa.Text(), nullable=False),
        sa.Column("waarde", sa.Float(), nullable=False),
        sa.Column("waarde_tot", sa.Float(), nullable=True),
        sa.Column("bron", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("opmerking", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint(
            "indicator", "variant", "uitsplitsing", "cel", "gebied", "periode", name=op.f("pk_referentie")
        ),
    )
