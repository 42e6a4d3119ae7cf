"""Counts in blocks, all aanvulling tables deliverable, how full fields came, and where the parts of a split code went.

The tables made anew here were empty or hold what `bereken` makes again from the leveringen.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the new tables, and the changed ones anew."""
    for table in ("telling", "verdeling", "dekking", "doel", "interventie", "dossier", "kenmerk"):
        op.drop_table(table)
    # No run has counted what is in force: the next one counts all.
    op.execute("UPDATE berekening SET leveringen = ''")
    _afkeuring()
    _controle()
    _dekking()
    _doel()
    _doorverwijzing()
    _dossier()
    _eigen_gemeente_jaar()
    _geteld()
    _herindeling_pc4()
    _interventie()
    _kenmerk()
    _ontruiming()
    _partnertelling()
    _taak()
    _telling()
    _veldvulling()
    _verdeling()


def _afkeuring() -> None:
    old = sa.Table(
        "afkeuring",
        sa.MetaData(),
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
        sa.Index(op.f("ix_afkeuring_levering"), "levering"),
    )
    with op.batch_alter_table("afkeuring", copy_from=old) as batch:
        batch.alter_column("tabel", existing_type=sa.String(length=16), type_=sa.String(length=24))


def _controle() -> None:
    old = sa.Table(
        "controle",
        sa.MetaData(),
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
    with op.batch_alter_table("controle", copy_from=old) as batch:
        batch.alter_column("tabel", existing_type=sa.String(length=16), type_=sa.String(length=24))
        batch.drop_constraint(op.f("ck_controle_ernst_bekend"), type_="check")
        batch.create_check_constraint(
            op.f("ck_controle_ernst_bekend"), "ernst IN ('kritiek', 'afgekeurd', 'waarschuwing', 'info')"
        )


def _dekking() -> None:
    op.create_table(
        "dekking",
        sa.Column("gm_code", sa.String(length=64), nullable=False),
        sa.Column("tabel", sa.String(length=16), nullable=False),
        sa.Column("maand", sa.Date(), nullable=False),
        sa.Column("volledig", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("gm_code", "tabel", "maand", name=op.f("pk_dekking")),
    )


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
        sa.Column("levering", BIG_ID, nullable=True),
        sa.ForeignKeyConstraint(["levering"], ["levering.id"], name=op.f("fk_doel_levering"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_doel")),
    )
    op.create_index(op.f("ix_doel_levering"), "doel", ["levering"], unique=False)


def _doorverwijzing() -> None:
    # A traject is named by its client: which one that is can change with every levering.
    op.drop_column("doorverwijzing", "traject")


def _dossier() -> None:
    op.create_table(
        "dossier",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("levering", BIG_ID, nullable=False),
        sa.Column("gm_code", sa.String(length=16), nullable=False),
        sa.Column("bron_id", sa.Text(), nullable=False),
        sa.Column("aanpak", sa.Text(), nullable=False),
        sa.Column("start", sa.Date(), nullable=True),
        sa.Column("einde", sa.Date(), nullable=True),
        sa.Column("uitkomst", sa.String(length=16), nullable=True),
        sa.ForeignKeyConstraint(["levering"], ["levering.id"], name=op.f("fk_dossier_levering"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier")),
    )
    op.create_index(op.f("ix_dossier_levering"), "dossier", ["levering"], unique=False)


def _eigen_gemeente_jaar() -> None:
    op.create_table(
        "eigen_gemeente_jaar",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("levering", BIG_ID, nullable=False),
        sa.Column("gm_code", sa.String(length=16), nullable=False),
        sa.Column("jaar", sa.Integer(), nullable=False),
        sa.Column("inwoners", sa.Integer(), nullable=True),
        sa.Column("huishoudens", sa.Integer(), nullable=True),
        sa.Column("corporatiewoningen", sa.Integer(), nullable=True),
        sa.Column("huurwoningen", sa.Integer(), nullable=True),
        sa.Column("grootteklasse", sa.Integer(), nullable=True),
        sa.Column("stedelijkheid", sa.Integer(), nullable=True),
        sa.Column("pct_laag_inkomen", sa.Float(), nullable=True),
        sa.Column("bijstand_per_1000", sa.Float(), nullable=True),
        sa.Column("bron", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["levering"], ["levering.id"], name=op.f("fk_eigen_gemeente_jaar_levering"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_eigen_gemeente_jaar")),
    )
    op.create_index(op.f("ix_eigen_gemeente_jaar_levering"), "eigen_gemeente_jaar", ["levering"], unique=False)


def _geteld() -> None:
    op.create_table(
        "geteld",
        sa.Column("gebied", sa.String(length=64), nullable=False),
        sa.Column("stempel", sa.String(length=64), nullable=False),
        sa.Column("peildatum", sa.Date(), nullable=False),
        sa.Column("geldig_tot", sa.Date(), nullable=True),
        sa.Column("berekening", BIG_ID, nullable=False),
        sa.ForeignKeyConstraint(["berekening"], ["berekening.id"], name=op.f("fk_geteld_berekening")),
        sa.PrimaryKeyConstraint("gebied", name=op.f("pk_geteld")),
    )


def _herindeling_pc4() -> None:
    op.create_table(
        "herindeling_pc4",
        sa.Column("oude_code", sa.String(length=6), nullable=False),
        sa.Column("pc4", sa.String(length=4), nullable=False),
        sa.Column("nieuwe_code", sa.String(length=6), nullable=False),
        sa.Column("bron", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("oude_code", "pc4", name=op.f("pk_herindeling_pc4")),
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
        sa.Column("levering", BIG_ID, nullable=True),
        sa.ForeignKeyConstraint(
            ["levering"], ["levering.id"], name=op.f("fk_interventie_levering"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interventie")),
    )
    op.create_index(op.f("ix_interventie_levering"), "interventie", ["levering"], unique=False)


def _kenmerk() -> None:
    op.create_table(
        "kenmerk",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("levering", BIG_ID, nullable=False),
        sa.Column("gm_code", sa.String(length=16), nullable=False),
        sa.Column("tabel", sa.String(length=16), nullable=False),
        sa.Column("zaak_signaal", sa.BigInteger(), nullable=True),
        sa.Column("persoon", sa.LargeBinary(length=16), nullable=True),
        sa.Column("naam", sa.Text(), nullable=False),
        sa.Column("waarde", sa.Text(), nullable=True),
        sa.CheckConstraint("tabel IN ('zaak', 'traject')", name=op.f("ck_kenmerk_tabel_bekend")),
        sa.ForeignKeyConstraint(["levering"], ["levering.id"], name=op.f("fk_kenmerk_levering"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kenmerk")),
    )
    op.create_index(op.f("ix_kenmerk_levering"), "kenmerk", ["levering"], unique=False)


def _ontruiming() -> None:
    op.add_column("ontruiming", sa.Column("pc4", sa.String(length=4), nullable=True))


def _partnertelling() -> None:
    op.create_table(
        "partnertelling",
        sa.Column("levering", BIG_ID, nullable=False),
        sa.Column("signaalpartner", sa.Text(), nullable=False),
        sa.Column("signalen", sa.Integer(), nullable=False),
        sa.CheckConstraint("signalen > 0", name=op.f("ck_partnertelling_signalen_positief")),
        sa.ForeignKeyConstraint(
            ["levering"], ["levering.id"], name=op.f("fk_partnertelling_levering"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("levering", "signaalpartner", name=op.f("pk_partnertelling")),
    )


def _taak() -> None:
    op.add_column("taak", sa.Column("pogingen", sa.Integer(), server_default="0", nullable=False))


def _telling() -> None:
    op.create_table(
        "telling",
        sa.Column("gebied", sa.String(length=64), nullable=False),
        sa.Column("uitsplitsing", sa.String(length=48), nullable=False),
        sa.Column("rijen", sa.Integer(), nullable=False),
        sa.Column("inhoud", sa.LargeBinary(), nullable=False),
        sa.Column("berekening", BIG_ID, nullable=False),
        sa.CheckConstraint("rijen > 0", name=op.f("ck_telling_rijen_positief")),
        sa.ForeignKeyConstraint(["berekening"], ["berekening.id"], name=op.f("fk_telling_berekening")),
        sa.PrimaryKeyConstraint("gebied", "uitsplitsing", name=op.f("pk_telling")),
    )


def _veldvulling() -> None:
    op.create_table(
        "veldvulling",
        sa.Column("levering", BIG_ID, nullable=False),
        sa.Column("tabel", sa.String(length=24), nullable=False),
        sa.Column("veld", sa.String(length=32), nullable=False),
        sa.Column("records", sa.Integer(), nullable=False),
        sa.Column("gevuld", sa.Integer(), nullable=False),
        sa.CheckConstraint("gevuld >= 0 AND gevuld <= records", name=op.f("ck_veldvulling_gevuld_klopt")),
        sa.ForeignKeyConstraint(
            ["levering"], ["levering.id"], name=op.f("fk_veldvulling_levering"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("levering", "tabel", "veld", name=op.f("pk_veldvulling")),
    )


def _verdeling() -> None:
    op.create_table(
        "verdeling",
        sa.Column("gebied", sa.String(length=64), nullable=False),
        sa.Column("uitsplitsing", sa.String(length=48), nullable=False),
        sa.Column("rijen", sa.Integer(), nullable=False),
        sa.Column("inhoud", sa.LargeBinary(), nullable=False),
        sa.Column("berekening", BIG_ID, nullable=False),
        sa.CheckConstraint("rijen > 0", name=op.f("ck_verdeling_rijen_positief")),
        sa.ForeignKeyConstraint(["berekening"], ["berekening.id"], name=op.f("fk_verdeling_berekening")),
        sa.PrimaryKeyConstraint("gebied", "uitsplitsing", name=op.f("pk_verdeling")),
    )
