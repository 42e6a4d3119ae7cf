"""What people change on pages: who typed a goal or intervention and when, and what came of a piece of work."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Give goals and interventions a history, and work an outcome."""
    for name in ("doel", "interventie"):
        op.add_column(name, sa.Column("ingevoerd_op", sa.DateTime(), nullable=True))
        op.add_column(name, sa.Column("ingevoerd_door", sa.Text(), nullable=True))
        op.add_column(name, sa.Column("vervallen", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("taak", sa.Column("uitkomst", sa.Text(), nullable=True))
