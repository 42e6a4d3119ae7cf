"""Who gets which report or warning by mail, what was made for them, and how each mail fared."""

from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
    true,
)
from sqlalchemy.schema import SchemaItem

from queries.schema.base import BigId, metadata

abonnement = Table(
    "abonnement",
    metadata,
    Column("id", BigId, primary_key=True, autoincrement=True),
    Column("ontvanger", Text, nullable=False),  # an address: kept here and in the mails below, nowhere else
    Column("naam", Text),
    Column("gm_code", String(6), nullable=False),
    Column("keuze", String(16), nullable=False, server_default=""),  # digest of indicatoren and onderwerpen; "" default
    Column("indicatoren", Text),  # JSON list; null: those that a report has by itself
    Column("onderwerpen", Text, nullable=False, server_default="[]"),  # JSON list
    Column("frequentie", String(8), nullable=False),
    Column("formaat", String(4), nullable=False),
    Column("taalnotitie", Text),
    Column("voorlopig", Boolean, nullable=False),
    Column("meldingen", Boolean, nullable=False),
    Column("vanaf", Date, nullable=False),
    Column("tot", Date),
    Column("ingevoerd_op", DateTime, nullable=False),
    Column("opgezegd_op", DateTime),
    CheckConstraint("frequentie IN ('maand', 'kwartaal', 'jaar')", name="frequentie_bekend"),
    CheckConstraint("formaat IN ('pdf', 'html', 'docx', 'pptx')", name="formaat_bekend"),
)

rapport = Table(  # the archive: what was made to be sent, for as long as the store is kept
    "rapport",
    metadata,
    Column("id", BigId, primary_key=True, autoincrement=True),
    Column("gm_code", String(6), nullable=False),
    Column("periode", String(8), nullable=False),  # 2026-09, 2026-K3 or 2026
    Column("keuze", String(16), nullable=False),
    Column("sha256", String(64), nullable=False),  # of the content model as JSON
    Column("inhoud", LargeBinary, nullable=False),  # that JSON, compressed
    Column("berekening", Text, nullable=False),  # as the report names it
    Column("publicatie", Integer),
    Column("codeversie", Text, nullable=False),
    Column("gemaakt_op", DateTime, nullable=False),
    UniqueConstraint("gm_code", "periode", "keuze", "sha256"),
)

rapport_bestand = Table(
    "rapport_bestand",
    metadata,
    Column("rapport", BigId, ForeignKey("rapport.id", ondelete="CASCADE"), nullable=False),
    Column("formaat", String(4), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("inhoud", LargeBinary, nullable=False),  # as it was sent
    PrimaryKeyConstraint("rapport", "formaat"),
)


def _post(name: str, *about: SchemaItem) -> Table:
    """Return a table of mails, each a row before it is sent; ``bezig`` whose worker is gone becomes ``onzeker``."""
    columns: tuple[Column[Any], ...] = (
        Column("id", BigId, primary_key=True, autoincrement=True),
        Column("abonnement", BigId, ForeignKey("abonnement.id"), nullable=False, index=True),
        Column("ontvanger", Text, nullable=False),
        Column("message_id", String(100), nullable=False, unique=True),  # fixed here, so that a mail stays the same
        Column("status", String(9), nullable=False),
        Column("pogingen", Integer, nullable=False, server_default="0"),
        Column("volgende_poging", DateTime),
        Column("antwoord", String(40)),  # the code of the server, or the kind of fault; never a text with an address
        Column("werker", String(32)),  # who is handing it over
        Column("gepland_op", DateTime, nullable=False),
        Column("gestart_op", DateTime),
        Column("klaar_op", DateTime),
    )
    known = "status IN ('gepland', 'bezig', 'verzonden', 'mislukt', 'geweigerd', 'onzeker')"
    return Table(
        name, metadata, *columns, *about, CheckConstraint(known, name="status_bekend"),
        Index(f"ix_{name}_status", "status", "id"),
    )  # fmt: skip


verzending = _post(
    "verzending",
    Column("rapport", BigId, ForeignKey("rapport.id"), nullable=False),
    Column("formaat", String(4), nullable=False),
    Column("gm_code", String(6), nullable=False),
    Column("periode", String(8), nullable=False),
    Column("keuze", String(16), nullable=False),
    Column("voorlopig", Boolean, nullable=False),
    # One mail per recipient and report, whatever subscription, format or recount it comes from.
    UniqueConstraint("ontvanger", "gm_code", "periode", "keuze"),
)

melding = _post(
    "melding",
    Column("dag", Date, nullable=False),
    Column("inhoud", Text, nullable=False),  # JSON: the sentences
    UniqueConstraint("ontvanger", "dag"),  # one a day at most
)

alarm = Table(  # what stood out when a gemeente was looked at
    "alarm",
    metadata,
    Column("id", BigId, primary_key=True, autoincrement=True),
    Column("gm_code", String(6), nullable=False),
    Column("sleutel", String(100), nullable=False),  # what happened to which figure when: told once
    Column("indicator", Text, nullable=False),
    Column("zin", Text, nullable=False),
    Column("nieuw", Boolean, nullable=False, server_default=true()),  # false: was there at the first look
    Column("gezien_op", DateTime, nullable=False),
    UniqueConstraint("gm_code", "sleutel"),
)

alarmstand = Table(  # of each gemeente: how things were when it was last looked at
    "alarmstand",
    metadata,
    Column("gm_code", String(6), primary_key=True),
    Column("versie", Text, nullable=False),
    Column("stand", Text, nullable=False),  # JSON: the newest period per indicator, the answer per goal
    Column("gezien_op", DateTime, nullable=False),
)

gemeld = Table(  # which alarms each recipient was told of
    "gemeld",
    metadata,
    Column("ontvanger", Text, nullable=False),
    Column("alarm", BigId, ForeignKey("alarm.id", ondelete="CASCADE"), nullable=False),
    PrimaryKeyConstraint("ontvanger", "alarm"),
)
