"""What all tables share: one list of them, the names of their constraints, ids, and the link to a levering."""

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, MetaData

RECORDS_PER_LEVERING = 10_000_000

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# SQLite numbers rows by itself only for INTEGER; PostgreSQL needs BIGINT for the same range.
BigId = BigInteger().with_variant(Integer(), "sqlite")


def levering_column(*, index: bool = True) -> Column[int]:
    """A case row's levering; deleting the levering deletes its rows."""
    return Column("levering", BigId, ForeignKey("levering.id", ondelete="CASCADE"), nullable=False, index=index)
