"""What was found in a levering, as a reader wants it: what it is, how to repair it, where, and what it touches."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from dashboard.orde.touched import touched
from metrics.definition import Indicator
from queries.orde import Orde

# Worst first.
ORDER = ("kritiek", "afgekeurd", "waarschuwing", "info")

# How a sentence begins that says what to do.
_TO_DO = frozenset(
    {
        "Controleer", "Geef", "Gebruik", "Herstel", "Is", "Kies", "Klopt", "Laat", "Leg", "Lees", "Lever", "Maak",
        "Moest", "Noem", "Schrijf", "Staat", "Verbeter", "Verdeel", "Verwijder", "Voeg", "Vraag", "Vul", "Was", "Werk",
        "Zet",
    }
)  # fmt: skip
_ALWAYS = "Herstel dit in de bron en lever opnieuw aan."
_SENTENCES = re.compile(r"(?<=[.?!])\s+(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Plaats:
    """One place where a rule was broken; ``record`` is the record's own number where it has one."""

    bestand: str
    pad: str
    record: str | None
    reden: str


@dataclass(frozen=True, slots=True)
class Bevinding:
    """One rule that was broken: in words, in numbers, and in which figures it is felt.

    ``uitleg`` says what is wrong, ``details`` what exactly was found (in numbers, of this levering),
    ``herstel`` what to do.
    """

    soort: str  # of the levering
    tabel: str
    regel: str
    ernst: str
    uitleg: str
    details: str
    herstel: str
    gevonden: int
    gecontroleerd: int
    raakt: tuple[Indicator, ...]
    plaatsen: tuple[Plaats, ...]

    @property
    def about_all(self) -> bool:
        """Return whether it is about the levering as a whole, which has no place in a file."""
        return self.tabel == "levering" and not self.plaatsen

    @property
    def share(self) -> float | None:
        """Return the part of what was looked at; nothing where it is one levering."""
        return None if self.about_all or not self.gecontroleerd else self.gevonden / self.gecontroleerd


def findings(orde: Orde) -> list[Bevinding]:
    """Return what was found, first what touches most figures, then what is worst, then what is most."""
    places = _places(orde.plaatsen)
    found = [
        _finding(orde.levering.soort, row, places.get((row["tabel"], row["regel"]), ()))
        for row in orde.regels.filter(pl.col("gevonden") > 0).iter_rows(named=True)
    ]
    told = {(each.tabel, each.regel) for each in found}
    # Leveringen of before the door's rules were counted have only their places.
    older = [_older(orde.levering.soort, rule, listed) for rule, listed in places.items() if rule not in told]
    return sorted([*found, *older], key=urgency)


def urgency(each: Bevinding) -> tuple[int, int, int, str, str]:
    """Return what findings are sorted by, so that what is best repaired first comes first."""
    return -len(each.raakt), ORDER.index(each.ernst), -each.gevonden, each.tabel, each.regel


def in_parts(reden: str) -> tuple[str, str, str]:
    """Return what a reason explains, what was found, and what to do: where it does not say so, what always helps."""
    sentences = _SENTENCES.split(reden)
    to_do = [sentence for sentence in sentences if sentence.split(" ", 1)[0].rstrip(",") in _TO_DO]
    # What is told in numbers comes last, after what there is to do.
    last = sentences.index(to_do[-1]) + 1 if to_do else len(sentences)
    first = [sentence for sentence in sentences[:last] if sentence not in to_do]
    return " ".join(first), " ".join(sentences[last:]), " ".join(to_do) or _ALWAYS


def _finding(soort: str, row: dict[str, object], places: Sequence[tuple[str, Plaats]]) -> Bevinding:
    tabel, regel = str(row["tabel"]), str(row["regel"])
    uitleg, details, herstel = in_parts(str(row["reden"]))
    return Bevinding(
        soort=soort,
        tabel=tabel,
        regel=regel,
        ernst=str(row["ernst"]),
        uitleg=uitleg,
        details=details,
        herstel=herstel,
        gevonden=int(str(row["gevonden"])),
        gecontroleerd=int(str(row["gecontroleerd"])),
        raakt=touched(soort, tabel, regel),
        plaatsen=tuple(place for _, place in places),
    )


def _older(soort: str, rule: tuple[str, str], places: Sequence[tuple[str, Plaats]]) -> Bevinding:
    tabel, regel = rule
    ernst, first = places[0]
    bears_on, where = touched(soort, tabel, regel), tuple(place for _, place in places)
    return Bevinding(soort, tabel, regel, ernst, *in_parts(first.reden), len(places), 0, bears_on, where)


def _places(plaatsen: pl.DataFrame) -> dict[tuple[str, str], list[tuple[str, Plaats]]]:
    found: dict[tuple[str, str], list[tuple[str, Plaats]]] = {}
    columns = plaatsen.select("tabel", "regel", "ernst", "bestand", "pad", "record", "reden")
    for tabel, regel, ernst, bestand, pad, record, reden in columns.iter_rows():
        found.setdefault((tabel, regel), []).append((ernst, Plaats(bestand, pad, record, reden)))
    return found
