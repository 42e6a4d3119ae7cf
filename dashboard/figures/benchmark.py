"""What an own figure is compared with: Nederland, a region, gemeenten of the same kind, or an own group."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True)
class Benchmark:
    """A gebied to compare with: its name, how the rest of it is called in a sentence, and a word for beside a line."""

    gebied: str
    naam: str
    rest: str  # never the own gemeente itself: it is left out of what it is compared with
    kort: str = "Nederland"
    leden: tuple[str, ...] | None = None  # its gemeenten; None is all of them

    def includes(self, gm_code: str) -> bool:
        """Tell whether a gemeente is part of it."""
        return self.leden is None or gm_code in self.leden

    @property
    def sentence_start(self) -> str:
        """Return the rest as a sentence begins with it."""
        return self.rest[:1].upper() + self.rest[1:]


NEDERLAND = Benchmark("NL", "Nederland", "de rest van Nederland")
_LIKE = "meest vergelijkbare gemeenten"
VERGELIJKBAAR = "vergelijkbaar:"  # the gebied of those most like a gemeente, with its code behind it


def most_comparable(gm_code: str, leden: Sequence[str]) -> Benchmark:
    """Return the gemeenten most like one's own as something to compare with (see metrics.comparison.comparable)."""
    naam = f"{len(leden)} {_LIKE}"
    return Benchmark(f"{VERGELIJKBAAR}{gm_code}", naam, f"de {naam}", "Vergelijkbaar", tuple(leden))


# How the rest of a gebied is called, by the soort of gebied.
_REST = {
    "provincie": "de rest van de provincie {naam}",
    "arbeidsmarktregio": "de rest van de arbeidsmarktregio {naam}",
    "grootteklasse": "andere gemeenten met {naam} inwoners",
    "stedelijkheid": "andere gemeenten die {naam} zijn",
    "groep": "de rest van de groep {naam}",
}
# A name beside a line or above a column has little room.
_SHORT = {
    "provincie": "Provincie",
    "arbeidsmarktregio": "Regio",
    "grootteklasse": "Zelfde grootte",
    "stedelijkheid": "Even stedelijk",
    "groep": "Groep",
}
_KINDS = {
    "provincie": "Provincie {naam}",
    "arbeidsmarktregio": "Arbeidsmarktregio {naam}",
    "grootteklasse": "Gemeenten met {naam} inwoners",
    "stedelijkheid": "Gemeenten die {naam} zijn",
    "groep": "Eigen groep {naam}",
}


def benchmarks(gebieden: pl.DataFrame, gm_code: str) -> list[Benchmark]:
    """Return what a gemeente can be compared with: Nederland, its own regions and classes, and all own groups."""
    found = [NEDERLAND]
    for gebied, soort, naam, leden in gebieden.select("gebied", "soort", "naam", "leden").iter_rows():
        if soort in _REST and (soort == "groep" or gm_code in leden):
            rest = _REST[soort] if gm_code in leden else "de groep {naam}"
            name = _KINDS[soort].format(naam=naam)
            found.append(Benchmark(gebied, name, rest.format(naam=naam), _SHORT[soort], tuple(leden)))
    return found


def same_kind(naam: str, options: Sequence[Benchmark]) -> Benchmark:
    """Return the one of ``options`` that is to this gemeente what ``naam`` was to another; else Nederland.

    The other provincie for a provincie, the same size for a size; of an own group there is no other.
    """
    if naam.endswith(_LIKE):
        return next((one for one in options if one.gebied.startswith(VERGELIJKBAAR)), NEDERLAND)
    for soort, shown in _KINDS.items():
        if soort != "groep" and naam.startswith(shown.partition("{")[0]):
            return next((one for one in options if one.gebied.startswith(f"{soort}:")), NEDERLAND)
    return NEDERLAND


def is_own_group(naam: str) -> bool:
    """Tell whether a name in a link is that of somebody's own group."""
    return naam.startswith(_KINDS["groep"].partition("{")[0])
