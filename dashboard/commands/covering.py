"""What the options of `ontvang` and `keur` say: which gemeenten and days own tables cover, and where a view is."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from dashboard.errors import SettingsError

if TYPE_CHECKING:
    from queries.deliveries.records import Coverage, ViewSource

_CODE = re.compile(r"(?i)gm[0-9]{4}")
_DUTCH = re.compile(r"([0-9]{1,2})-([0-9]{1,2})-([0-9]{4})")


@dataclass(frozen=True)
class Asked:
    """The options as typed; nothing of them is understood yet."""

    bron: str | None = None
    tabel: str | None = None
    gemeente: tuple[str, ...] = ()
    van: str | None = None
    tot: str | None = None

    def coverage(self) -> "Coverage | None":
        """Return what own tables cover when they do not say it themselves; raises SettingsError for half an answer."""
        from queries.deliveries.records import Coverage

        if not self.gemeente and self.van is None and self.tot is None:
            return None
        if not self.gemeente or self.van is None or self.tot is None:
            raise SettingsError("Geef --gemeente, --van en --tot samen op, of geen van drie.")
        if not all(_CODE.fullmatch(code) for code in self.gemeente):
            raise SettingsError("Geef bij --gemeente een gemeentecode op, zoals GM0363.")
        first, last = _day("--van", self.van), _day("--tot", self.tot)
        if last < first:
            raise SettingsError("De dag van --tot ligt voor die van --van; --tot is de laatste dag die meetelt.")
        return Coverage(tuple(code.upper() for code in self.gemeente), first, last + timedelta(days=1))

    def views(self) -> "list[ViewSource]":
        """Return the view to read, if any; raises SettingsError when only half of it is named."""
        from queries.deliveries.records import ViewSource

        if self.bron is None and self.tabel is None:
            return []
        if self.bron is None or self.tabel is None:
            raise SettingsError("Geef --bron (de database) en --tabel (de tabel of view daarin) samen op.")
        return [ViewSource(self.bron, self.tabel, self.coverage())]


def _day(option: str, told: str) -> date:
    match = _DUTCH.fullmatch(told)
    written = told if match is None else f"{match[3]}-{match[2]:0>2}-{match[1]:0>2}"
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise SettingsError(f"De waarde van {option} is geen dag; schrijf een dag als 2024-12-31.") from None
