"""Numbers of a report: each as it is shown, with the figure it comes from."""

import re
from collections.abc import Mapping
from typing import Any, Final

from dashboard import texts
from dashboard.charts import units
from dashboard.charts.words import case_words
from dashboard.reports.content import Number, Run
from metrics.definition import Eenheid, Indicator, Variant

Row = Mapping[str, Any]
HANDFUL: Final = 20  # cases: of fewer a share says little
_COUNTS: Final = ("teller", "noemer", "onbekend")
_DIGITS: Final = re.compile(r"\d[\d.,]*%?(?<![.,])")


def over(row: Row) -> str:
    """Return the period of a figure as numbers name it."""
    return f"{row['periode_van'].isoformat()}/{row['periode_tot'].isoformat()}"


def of_figure(one: Indicator, of: Variant, row: Row, veld: str, gebied: str) -> Number:
    """Return one field of a figure as pages show it: a share as 18,2%, a count as 1.234."""
    found = row[veld]
    text = texts.number(found) if veld in _COUNTS else units.value(one.eenheid_van(of), found)
    return Number(text, found, one.code, of.code, gebied, over(row), veld)


def amount(
    one: Indicator, of: Variant, row: Row, gebied: str, veld: str = "waarde", *, short: bool = True
) -> tuple[Run, ...]:
    """Return a value with its unit where that is short; with all of it where not ``short``."""
    number = of_figure(one, of, row, veld, gebied)
    unit = units.small_unit(one, of, row[veld])
    if not short and not units.is_short(one.eenheid_van(of)):
        unit = units.unit(one, of)
    return (number, f" {unit}") if unit else (number,)


def per_hundred(one: Indicator, row: Row, gebied: str) -> tuple[Run, ...]:
    """Return the definition's own sentence with the number where it says "zo veel"; a handful is counted out.

    A share is rounded to whole ones of a hundred there (veld ``van_100``); anything else is as pages show it.
    """
    of, eenheid = one.standaard, one.eenheid_van(one.standaard)
    before, after = re.split("zo veel", one.zin, maxsplit=1, flags=re.IGNORECASE)
    if eenheid is not Eenheid.PERCENT:
        return _sentence(before, (of_figure(one, of, row, "waarde", gebied),), after)
    if row["noemer"] < HANDFUL and after.startswith(" van de 100"):
        counted = (of_figure(one, of, row, "teller", gebied), " van de ", of_figure(one, of, row, "noemer", gebied))
        return _sentence(before, counted, after.removeprefix(" van de 100"))
    scaled = 100 * row["waarde"]
    text = texts.number(scaled, 0 if scaled >= 1 or not scaled else 1)
    return _sentence(before, (Number(text, row["waarde"], one.code, of.code, gebied, over(row), "van_100"),), after)


def plain_count(number: int, veld: str = "aantal", gebied: str = "") -> Number:
    """Return a number that is no figure: how many there are of something."""
    return Number(texts.number(number), number, "", "", gebied, "", veld)


def told(sentence: str, veld: str, gebied: str) -> tuple[Run, ...]:
    """Return a sentence made elsewhere with its numbers told apart, so that each can be traced to it."""
    runs: list[Run] = []
    at = 0
    for match in _DIGITS.finditer(sentence):
        if match.start() > at:
            runs.append(sentence[at : match.start()])
        runs.append(Number(match[0], None, "", "", gebied, "", veld))
        at = match.end()
    return (*runs, sentence[at:]) if at < len(sentence) else tuple(runs)


def cases(one: Indicator, of: Variant, row: Row, gebied: str, veld: str) -> tuple[Run, ...]:
    """Return how many cases there are: 451 zaken."""
    words = case_words(one, of)
    return of_figure(one, of, row, veld, gebied), f" {words[0 if row[veld] == 1 else 1]}"


def _sentence(before: str, runs: tuple[Run, ...], after: str) -> tuple[Run, ...]:
    return tuple(run for run in (before, *runs, after) if run)
