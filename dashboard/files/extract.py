"""What a file is made of: a table, and all a reader needs who finds it on a disk in two years."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from unicodedata import normalize

import polars as pl

from dashboard import texts
from dashboard.charts import definition
from metrics.definition import Indicator

PROTECTION = (
    "Aantallen van de eigen gemeente zijn exact, ook als ze klein zijn. Aantallen van anderen komen uit een "
    "publicatie: elk aantal is naar boven of beneden afgerond op een veelvoud van 5, en een aandeel staat er alleen "
    "bij genoeg gevallen. Kijk voor u dit bestand deelt of kleine aantallen iemand herkenbaar maken."
)
INTERVAL = (
    "Waar 'waarschijnlijk tussen' of een marge staat, is dat het 95%-interval, tenzij de kolom iets anders zegt: bij "
    "kleine aantallen speelt toeval mee, en de echte waarde ligt bijna altijd tussen die twee getallen."
)
# A program that opens a file takes such a beginning for a formula.
FORMULA = r"^[=+\-@\t\r\n]"
_NO_NAME = re.compile(r"[^a-z0-9_-]+")
_LONGEST_NAME = 80


@dataclass(frozen=True)
class Extract:
    """A table with its explanation, ready to be written.

    ``table`` has heads in words and numbers that are numbers; ``percent`` names its columns with shares between 0
    and 1 that are read as percentages. ``source`` is one line with source, day of the data, publication and version
    of the definition. ``protection`` says how small counts are treated.
    """

    name: str
    title: str
    table: pl.DataFrame
    source: str
    seen: str = ""
    about: tuple[Indicator, ...] = ()
    notes: tuple[str, ...] = ()
    percent: frozenset[str] = field(default_factory=frozenset[str])
    protection: str = PROTECTION
    repeated: bool = True  # in a CSV every row says what the figures are; a list of definitions says so itself

    def file_name(self, ending: str) -> str:
        """Return a file name that every system accepts (small letters, digits, _, -); ``ending`` is csv, or -x.csv."""
        letters = normalize("NFKD", self.name).encode("ascii", "ignore").decode().casefold()
        name = _NO_NAME.sub("-", letters)[:_LONGEST_NAME].strip("-") or "cijfers"
        return f"effectmeting-{name}{ending if ending.startswith('-') else f'.{ending}'}"

    def explanation(self) -> list[tuple[str, str]]:
        """Return what stands beside the figures, as pairs of head and text: the whole definition of each indicator."""
        lines = [("Wat dit is", self.title), ("Wat er te zien is", self.seen), ("Bron en datum", self.source)]
        lines += [("Let op", note) for note in self.notes]
        lines += [("Interval", INTERVAL), ("Kleine aantallen", self.protection)]
        for indicator in self.about:
            lines += _definition(indicator)
        lines.append(("Gemaakt met", texts.PRODUCT))
        return [(head, plain(text)) for head, text in lines if text.strip()]

    def definitions(self) -> str:
        """Return each definition in one line: code, version, name, and how it is counted when shown first."""
        return " | ".join(
            f"{each.code} versie {each.versie}: {each.naam}. "
            + " ".join(
                f"{head}: {text.rstrip('.')}." for head, text in definition.counted(each, each.standaard).items()
            )
            for each in self.about
        )


def harmless(text: str) -> str:
    """Return ``text`` so that no program takes it for a formula: with an apostrophe before a suspect beginning."""
    return f"'{text}" if re.match(FORMULA, text) else text


def _definition(indicator: Indicator) -> Iterator[tuple[str, str]]:
    code = indicator.code
    yield f"Definitie {code}", f"{indicator.naam}. {indicator.zin}"
    yield f"{code}: versie", f"{indicator.versie}. {definition.declared(indicator)}"
    for variant in indicator.varianten:
        name = f", {variant.naam}" if len(indicator.varianten) > 1 else ""
        for head, text in definition.formula(indicator, variant).items():
            yield f"{code}{name}: {head.lower()}", text
    yield f"{code}: welke maand", indicator.gebeurtenis
    yield f"{code}: wat is goed", indicator.richting.uitleg
    for caution in indicator.kanttekeningen:
        yield f"{code}: let op", caution
    yield f"{code}: bron", indicator.bron
    for change in definition.changes(indicator):
        yield f"{code}: wijziging", change


def plain(text: str) -> str:
    """Return ``text`` without the marks that make it bold or a link on a page."""
    return re.sub(r"\[([^\]]+)\]\(([^)]+)\)", r"\1 (\2)", text.replace("**", "").replace("`", ""))
