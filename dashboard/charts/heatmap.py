"""Gemeenten by indicators in one table: each cell a value, with a mark and a colour for what may be said of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Any, Final

import polars as pl

from dashboard import texts
from dashboard.charts import words
from dashboard.charts.short_names import short_name
from dashboard.charts.units import amount, kept_decimals, value
from dashboard.figures.benchmark import Benchmark
from metrics.comparison.multiplicity import Toeval
from metrics.definition import Eenheid, Indicator

NOT_SHOWN: Final = "–"
_NO_MARK: Final = "vergelijkbaar"
APART: Final = ("beter", "slechter", "hoger", "lager")
_SHOWN: Final = 0.05  # less is 0,0 in one decimal
# A narrow cell has no room for the unit; the head of its column says it.
_UNITS: Final = {Eenheid.DAGEN: "dagen", Eenheid.EURO: "€"}


@dataclass(frozen=True)
class Rug:
    """What the table holds: the own gemeente, the others in order of name, and the group as a whole.

    ``cells`` are by gm_code and indicator code; ``whole`` is the value of the group by indicator code.
    """

    columns: tuple[Indicator, ...]
    names: tuple[tuple[str, str], ...]  # gm_code and name, the own gemeente first
    cells: Mapping[tuple[str, str], Mapping[str, Any]]
    whole: Mapping[str, float]
    whole_name: str


def heatmap_html(rug: Rug, caption: str) -> str:
    """Return the table, in a frame of its own that scrolls; heads stay in sight, and keys reach it."""
    body = "".join(
        _row(rug, code, naam, own=at == 0) + (_whole(rug) if at == 0 else "")
        for at, (code, naam) in enumerate(rug.names)
    )
    return (
        f'<div class="rug" role="region" aria-label="{escape(caption)}" tabindex="0"><table>'
        f"<caption>{escape(caption)}</caption><thead>{_heads(rug.columns)}</thead><tbody>{body}</tbody></table></div>"
    )


def heatmap_table(rug: Rug) -> pl.DataFrame:
    """Return the same as numbers: a row per gemeente and indicator that is shown."""
    rows = [
        (
            naam,
            one.naam,
            cell["periode"],
            _rounded(one, cell["waarde"]),
            _rounded(one, cell["rest"]),
            _word(cell["oordeel"]),
        )
        for code, naam in rug.names
        for one in rug.columns
        if (cell := rug.cells.get((code, one.code))) is not None and cell["waarde"] is not None
    ]
    names = ("Gemeente", "Indicator", "Periode", "Waarde", "Rest van de groep", "Oordeel")
    kinds = (pl.String, pl.String, pl.String, pl.Float64, pl.Float64, pl.String)
    return pl.DataFrame(rows, schema=dict(zip(names, kinds, strict=True)), orient="row")


def heatmap_title(rug: Rug, beside: Benchmark) -> str:
    """Return the finding: how many of the own figures differ from the rest."""
    own, naam = rug.names[0]
    mine = [cell["oordeel"] for (code, _), cell in rug.cells.items() if code == own]
    apart, compared = sum(word in APART for word in mine), sum(word in texts.VERDICTS for word in mine)
    if not compared:
        return f"{naam}: geen cijfer om te vergelijken met {beside.rest}"
    if not apart:
        return f"{naam}: geen van de {compared} cijfers wijkt af van {beside.rest}"
    return f"{naam}: {apart} van de {compared} cijfers {'wijkt' if apart == 1 else 'wijken'} af van {beside.rest}"


def chance_words(rug: Rug, chance: Toeval) -> str:
    """Say how many cells differ, and how many would by chance alone."""
    if not chance.aantal:
        return (
            "Er is nog geen vakje te vergelijken: daarvoor zijn ten minste drie andere gemeenten met een cijfer nodig."
        )
    apart = sum(cell["oordeel"] in APART for cell in rug.cells.values())
    expected = "minder dan 0,1" if chance.verwacht < _SHOWN else texts.number(chance.verwacht, 1)
    there = f"wijkt er {apart or 'geen'}" if apart < 2 else f"wijken er {apart}"
    look = " Kijk dus naar rijen en kolommen, niet naar één vakje." if apart else ""
    return (
        f"**Hoeveel is toeval?** Van de {texts.number(chance.aantal)} vergeleken vakjes {there} af. Door "
        f"toeval alleen zouden dat er gemiddeld {expected} zijn.{look}"
    )


def legend(cells: Sequence[Mapping[str, Any]]) -> str:
    """Say what the marks mean that are in the table, and none that is not."""
    there = {cell["oordeel"] for cell in cells}
    said = [f"{texts.VERDICTS[word].symbol} {word}" for word in APART if word in there]
    marks = f"{', '.join(said)} dan de rest van de groep, bijna zeker geen toeval. " if said else ""
    unsure = "Zonder teken: het verschil kan toeval zijn, of er is te weinig om te vergelijken."
    return f"{marks}{unsure} {NOT_SHOWN} is: niet getoond of niet geleverd."


def _heads(columns: Sequence[Indicator]) -> str:
    themes = "".join(
        f'<th scope="colgroup" colspan="{len(list(group))}">{escape(theme)}</th>'
        for theme, group in groupby(columns, key=lambda one: texts.THEMES[one.code[:2]])
    )
    heads = "".join(
        f'<th scope="col" title="{escape(f"{one.naam}. {one.richting.uitleg}")}">{escape(short_name(one))}'
        f"<small>{escape(_direction(one))}</small></th>"
        for one in columns
    )
    return f'<tr><th scope="col" rowspan="2">Gemeente</th>{themes}</tr><tr>{heads}</tr>'


def _direction(one: Indicator) -> str:
    """Return which way is good, and the unit where the cell has no room for it."""
    way = {"+": "hoger is beter", "-": "lager is beter"}.get(one.richting.value, "zonder richting")
    unit = _UNITS.get(one.eenheid_van(one.standaard), "")
    return f"{unit}, {way}" if unit else way


def _row(rug: Rug, code: str, naam: str, *, own: bool) -> str:
    cells = "".join(_cell(one, rug.cells.get((code, one.code))) for one in rug.columns)
    css = ' class="eigen"' if own else ""
    return f'<tr{css}><th scope="row">{escape(naam)}</th>{cells}</tr>'


def _whole(rug: Rug) -> str:
    shown = (rug.whole.get(one.code) for one in rug.columns)
    cells = "".join(
        f"<td>{NOT_SHOWN if number is None else escape(_short(one, number))}</td>"
        for one, number in zip(rug.columns, shown, strict=True)
    )
    return f'<tr class="samen"><th scope="row">{escape(rug.whole_name)}</th>{cells}</tr>'


def _cell(one: Indicator, cell: Mapping[str, Any] | None) -> str:
    if cell is None:
        return f'<td class="leeg" title="niet getoond">{NOT_SHOWN}</td>'
    if cell["waarde"] is None:
        return f'<td class="leeg" title="{escape(words.status(cell).text)}">{NOT_SHOWN}</td>'
    word = cell["oordeel"]
    shown, full = _short(one, cell["waarde"]), amount(one, one.standaard, cell["waarde"])
    told = f"{full} ({words.interval(one, one.standaard, cell)})"
    if word not in texts.VERDICTS:
        return f'<td title="{escape(told)}">{escape(shown)}</td>'
    if word == _NO_MARK:
        return f'<td title="{escape(f"{told}, {word}")}">{escape(shown)}</td>'
    mark = f'<span aria-hidden="true">{texts.VERDICTS[word].symbol}</span>'
    heard = f'<span class="verborgen"> {word}</span>'
    return f'<td class="{word}" title="{escape(f"{told}, {word}")}">{mark}{escape(shown)}{heard}</td>'


def _short(one: Indicator, number: float) -> str:
    return value(one.eenheid_van(one.standaard), number).removeprefix("€\u00a0")


def _rounded(one: Indicator, number: float | None) -> float | None:
    return None if number is None else round(number, kept_decimals(one.eenheid_van(one.standaard)))


def _word(word: str | None) -> str:
    found = texts.VERDICTS.get(word or "")
    return f"{found.symbol} {word}" if found else word or "niet te vergelijken"
