"""What the product needs to run: tasks for the worker, facts about this store."""

from sqlalchemy import CheckConstraint, Column, DateTime, Float, Index, Integer, String, Table, Text

from queries.schema.base import BigId, metadata

taak = Table(
    "taak",
    metadata,
    Column("id", BigId, primary_key=True, autoincrement=True),
    Column("soort", String(16), nullable=False),
    Column("opdracht", Text, nullable=False),  # JSON, no personal data
    Column("status", String(16), nullable=False),
    Column("pogingen", Integer, nullable=False, server_default="0"),  # how often a worker took it
    Column("voortgang", Float, nullable=False, server_default="0"),
    Column("bericht", Text),
    Column("aangevraagd_op", DateTime, nullable=False),
    Column("gestart_op", DateTime),
    Column("hartslag_op", DateTime),  # a worker that stops beating has died
    Column("klaar_op", DateTime),
    Column("uitkomst", Text),  # JSON for the page that asked: counts, codes and numbers of leveringen
    CheckConstraint("status IN ('wacht', 'bezig', 'klaar', 'mislukt')", name="status_bekend"),
    Index("ix_taak_status", "status", "id"),
)

instelling = Table(  # facts about this store: is it a demo, at which scale, fingerprint of the key
    "instelling",
    metadata,
    Column("naam", String(32), primary_key=True),
    Column("waarde", Text, nullable=False),
)
