"""How the gate says a count, a share, a day and a table in Dutch."""

from collections.abc import Sequence
from datetime import date

_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
_PLURAL = {
    "signaal": "signalen",
    "zaak": "zaken",
    "zaak_signaal": "signalen bij zaken",
    "contactpoging": "contactpogingen",
    "traject": "trajecten",
    "traject_persoon": "personen bij trajecten",
    "ontruiming": "ontruimingen",
    "doorverwijzing": "doorverwijzingen",
    "dossier": "dossiers",
    "jaarcijfer": "jaarcijfers",
    "kenmerk": "kenmerken",
    "doel": "doelen",
    "interventie": "interventies",
}


def number(value: float) -> str:
    """Return a rounded count: 1.234."""
    return f"{value:,.0f}".replace(",", ".")


def share(value: float) -> str:
    """Return a share without decimals: 12%; what is a little above nothing or below all says so."""
    if 0 < value < 0.005:
        return "minder dan 1%"
    if 0.995 <= value < 1:
        return "bijna 100%"
    return f"{value * 100:.0f}%"


def day(value: date) -> str:
    """Return 5 maart 2024."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def plural(tabel: str) -> str:
    """Return what the records of a table are called."""
    return _PLURAL.get(tabel, tabel)


def listed(parts: Sequence[str], most: int = 8) -> str:
    """Return ``parts`` in one sentence, and how many more there are."""
    more = len(parts) - most
    shown = list(parts[:most]) + ([f"en nog {more} andere"] if more > 0 else [])
    return "; ".join(shown)
