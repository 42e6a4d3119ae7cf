"""The mail itself: the main finding first, in plain text and as accessible HTML, with the report attached.

The same row gives the same bytes, so that a mail sent again is the same mail. Nothing in it is fetched from anywhere,
and nothing tells who opened it.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage, MIMEPart
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256
from html import escape
from typing import Final
from urllib.parse import quote

_LONGEST_SUBJECT: Final = 140
# A header that is folded at 78 signs is written in code where it has no spaces, and List-Unsubscribe may not be.
_UNFOLDED: Final = SMTP.clone(max_line_length=900)
_STYLE: Final = (
    "body{font:16px/1.5 sans-serif;color:#1a1a1a;background:#fff;max-width:40em;margin:1em auto;padding:0 1em}"
    "h1{font-size:1.25em}a{color:#0b4f8a}"
)


@dataclass(frozen=True)
class Attached:
    """A file that goes along."""

    naam: str
    soort: tuple[str, str]  # of content: ("application", "pdf")
    inhoud: bytes


@dataclass(frozen=True)
class Letter:
    """What a mail says: ``eerste`` is the main finding, in the subject and as the first line."""

    onderwerp: str
    eerste: str
    alineas: tuple[str, ...]
    opzegging: str
    opzegwoorden: str
    lijst: tuple[str, ...] = ()  # between the first line and the rest
    bijlage: Attached | None = None


@dataclass(frozen=True)
class Envelope:
    """From whom and to whom, with what stays the same for ever: Message-ID and moment."""

    afzender: str
    afzender_naam: str
    ontvanger: str
    ontvanger_naam: str | None
    message_id: str
    moment: datetime


def mail_bytes(letter: Letter, envelope: Envelope) -> bytes:
    """Return the mail, lines ended by CRLF."""
    message = EmailMessage(policy=SMTP)
    message["From"] = _address(envelope.afzender_naam, envelope.afzender)
    message["To"] = _address(envelope.ontvanger_naam or "", envelope.ontvanger)
    message["Subject"] = shortened(f"{letter.onderwerp}: {letter.eerste}")
    message["Date"] = format_datetime(envelope.moment.replace(tzinfo=UTC))
    message["Message-ID"] = envelope.message_id
    message["List-Unsubscribe"] = f"<mailto:{envelope.afzender}?subject={quote(letter.opzegwoorden)}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(_plain(letter), cte="quoted-printable")
    message.add_alternative(_html(letter), subtype="html", cte="quoted-printable")
    if letter.bijlage is not None:
        main, sub = letter.bijlage.soort
        params = {"charset": "utf-8"} if main == "text" else {}
        message.add_attachment(
            letter.bijlage.inhoud, maintype=main, subtype=sub, filename=letter.bijlage.naam, params=params
        )
    message["Content-Language"] = "nl"  # not earlier: setting the content takes such headers away
    _fix_boundaries(message, envelope.message_id)
    return message.as_bytes(policy=_UNFOLDED)


def shortened(text: str, longest: int = _LONGEST_SUBJECT) -> str:
    """Return a text of at most so many signs, cut between two words."""
    plain = " ".join(text.split())
    return plain if len(plain) <= longest else f"{plain[: longest - 1].rsplit(' ', 1)[0]}…"


def _address(naam: str, address: str) -> Address:
    user, _, domain = address.rpartition("@")
    return Address(naam, user, domain)


def _plain(letter: Letter) -> str:
    listed = ["\n".join(f"- {each}" for each in letter.lijst)] if letter.lijst else []
    return "\n\n".join([letter.eerste, *listed, *letter.alineas, letter.opzegging]) + "\n"


def _html(letter: Letter) -> str:
    listed = "".join(f"<li>{escape(each)}</li>" for each in letter.lijst)
    told = "".join(f"<p>{escape(each)}</p>" for each in letter.alineas)
    return (
        '<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8">'
        f"<title>{escape(letter.onderwerp)}</title><style>{_STYLE}</style></head><body><main>"
        f"<h1>{escape(letter.eerste)}</h1>{f'<ul>{listed}</ul>' if listed else ''}{told}"
        f"<hr><p>{escape(letter.opzegging)}</p></main></body></html>\n"
    )


def _fix_boundaries(message: EmailMessage, message_id: str) -> None:
    """Take boundaries from the Message-ID: chance would make another mail of the same."""
    parts: list[MIMEPart] = [part for part in message.walk() if part.is_multipart()]
    for number, part in enumerate(parts):
        part.set_boundary(f"=_{sha256(f'{message_id} {number}'.encode()).hexdigest()[:32]}")
