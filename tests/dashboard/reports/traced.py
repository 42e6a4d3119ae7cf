"""Where each number of a report comes from: read again from the counts, and written as it must be shown.

What may stand in a plain run with digits, and is no figure: the day and year of a period (1 januari 2025, K3 2024,
jul t/m sep 2024), and fixed words: those of definitions (codes, names, sentences, units, sources) and of states (minder
dan 5).
"""

import re
from datetime import date
from functools import cache

import polars as pl

from dashboard import texts
from dashboard.charts.units import unit
from dashboard.figures import measured, others, quality, stored
from dashboard.figures.source import Source
from dashboard.reports.content import Number, Run
from dashboard.reports.facts import like_us
from dashboard.reports.tables import named
from metrics.base_year import Basis
from metrics.indicators import INDICATORS, indicator_named
from metrics.measure import Eenheid

_MONTH = "(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|jan|feb|mrt|apr|jun|jul|aug|sep|okt|nov|dec)"  # noqa: E501
_DATES = (
    re.compile(rf"(?:\d{{1,2}} )?{_MONTH}(?: (?:tot en met|t/m) {_MONTH})? \d{{4}}"),
    re.compile(r"K[1-4] \d{4}"),
    re.compile(r"(?<![\d.,])20\d\d(?: (?:tot en met|t/m) 20\d\d)?(?![\d%]|[.,]\d)"),
)
_KINDS = ("maand", "kwartaal", "jaar", "12maanden")
_WORDS = sorted(
    {state.text for state in texts.STATUSES.values() if re.search(r"\d", state.text)}
    | {
        word
        for one in INDICATORS
        for word in (
            one.naam, one.zin, one.bron, one.code, named(one), *re.split("zo veel", one.zin, flags=re.IGNORECASE),
            one.zin.partition(" van de 100")[2], *(part for of in one.varianten for part in (of.naam, unit(one, of))),
        )
        if word and re.search(r"\d", word)
    },
    key=len,
    reverse=True,
)  # fmt: skip


def digits_in(text: str) -> str:
    """Return what is left of a plain run with digits when dates and fixed words are taken out."""
    for word in _WORDS:
        for form in (word, word[:1].lower() + word[1:]):
            text = text.replace(form, "")
    for dates in _DATES:
        text = dates.sub("", text)
    return "".join(re.findall(r"\S*\d\S*", text))


def shown(value: float | int, eenheid: Eenheid) -> str:
    """Write a value of a figure as pages do, by other code."""
    if not value:
        return {Eenheid.PERCENT: "0%", Eenheid.EURO: "€\u00a00"}.get(eenheid, "0")
    if eenheid is Eenheid.PERCENT:
        return f"{_dutch(100 * value, 1)}%"
    if eenheid is Eenheid.EURO:
        return f"€\u00a0{_dutch(value, 0)}"
    whole = eenheid in (Eenheid.DAGEN, Eenheid.INDEX) or (eenheid is Eenheid.AANTAL and float(value).is_integer())
    return _dutch(value, 0 if whole else 1)


def check(source: Source, gm_code: str, number: Number, found: dict[str, object]) -> None:
    """Fail when a number is not that of the figure it names; ``found`` is what the report itself says it leans on."""
    if not number.indicator:
        _no_figure(source, number, found)
        return
    one = indicator_named(number.indicator)
    if number.veld == "versie":
        assert number.text == str(one.versie)
        return
    of = one.variant(number.variant)
    if number.veld.startswith(("doel", "gemeten")):
        _goal(source, gm_code, number)
        return
    van, tot = (date.fromisoformat(part) for part in number.periode.split("/"))
    row = _row(source, gm_code, number, van, tot)
    value = row["onbekend"] / (row["noemer"] + row["onbekend"]) if number.veld == "deel_onbekend" else row[
        {"van_100": "waarde"}.get(number.veld, number.veld)
    ]  # fmt: skip
    assert value == number.value
    if number.veld in ("teller", "noemer", "onbekend"):
        assert number.text == _dutch(value, 0)
    elif number.veld == "van_100":
        assert number.text == _dutch(100 * value, 0 if 100 * value >= 1 or not value else 1)
    elif number.veld == "deel_onbekend":
        assert number.text == f"{_dutch(100 * value, 0)}%"
    else:
        assert number.text == shown(value, one.eenheid_van(of))


def numbers_of(runs: tuple[Run, ...]) -> list[Number]:
    """Return the numbers of a sentence."""
    return [run for run in runs if isinstance(run, Number)]


def _goal(source: Source, gm_code: str, number: Number) -> None:
    """Check what a goal asks against the goal as it was given, and what was measured against its figure."""
    one = indicator_named(number.indicator)
    eenheid, value = one.eenheid_van(one.variant(number.variant)), number.value or 0
    tot = date.fromisoformat(number.periode.split("/")[1])
    if number.veld.startswith("doel"):
        given = stored.doelen(source, gm_code).filter(indicator=one.code, variant=number.variant)["waarde"].to_list()
        scale = 100 if eenheid is Eenheid.PERCENT or number.veld.endswith("verandering") else 1
        told = round(value * scale, 6)
        assert told in given or (eenheid is Eenheid.INDEX and told + 100 in given)  # an index of 30 is 70% less
    if number.veld == "gemeten":
        line = measured.own_line(source, gm_code, one.code, number.variant, "12maanden").filter(periode_tot=tot)
        assert line["waarde"].to_list() == [value]
    change = number.veld.endswith("verandering")
    assert number.text == (f"{_dutch(100 * abs(value), 1)}%" if change else shown(value, eenheid))


def _row(source: Source, gm_code: str, number: Number, van: date, tot: date) -> dict[str, float]:
    """Read the figure again, as the pages do: own, of the rest, or published of another gemeente."""
    lines = _lines(source, gm_code, number.indicator, number.variant, number.gebied)
    same = [line.filter(periode_van=van, periode_tot=tot) for line in lines]
    return next(line for line in same if line.height).row(0, named=True)


@cache
def _lines(source: Source, gm_code: str, code: str, variant: str, gebied: str) -> list[pl.DataFrame]:
    one = indicator_named(code)
    of = one.variant(variant)
    if gebied == gm_code:
        return [measured.own_line(source, gm_code, code, variant, kind) for kind in _KINDS]
    if gebied.endswith(f" zonder {gm_code}"):
        rest = measured.rest_material(source, gm_code, like_us(source, gm_code))
        chosen = stored.basis(source, gm_code, code)
        basis = None if chosen is None else Basis(chosen.jaar)
        return [] if rest is None else [rest.figures(one, of, kind, basis=basis) for kind in _KINDS]
    made = [others.everyone(source, gm_code, code, variant, kind) for kind in _KINDS]
    return [each[1].filter(gebied=gebied) for each in made if each is not None]


def _no_figure(source: Source, number: Number, found: dict[str, object]) -> None:
    if number.veld == "kwaliteit":
        assert number.text in quality.badge(source, number.gebied).zin
        return
    assert found[number.veld] in (number.value, number.text)


def _dutch(value: float, decimals: int) -> str:
    whole, _, part = f"{abs(value):.{decimals}f}".partition(".")
    groups = f"{int(whole):,}".replace(",", ".")
    sign = "-" if value < 0 and float(f"{value:.{decimals}f}") else ""
    return f"{sign}{groups},{part}" if part else f"{sign}{groups}"
