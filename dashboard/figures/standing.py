"""Where a gemeente stands: every indicator with what may be said of it, and one indicator over time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import polars as pl

from dashboard import texts
from dashboard.figures import judged, measured, stored
from dashboard.figures.benchmark import NEDERLAND, Benchmark
from dashboard.figures.measured import POINTS, Material
from dashboard.figures.said import Compared, Event, Marks
from dashboard.figures.source import Source, kept
from metrics.comparison.multiplicity import Toeval, by_chance
from metrics.definition import Eenheid, Indicator, Variant
from metrics.indicators import indicator_named
from metrics.recent_trends import TESTED
from metrics.versions import version_changes

_SERIES: Final = {
    "maand": "per maand",
    "kwartaal": "per kwartaal",
    "12maanden": "steeds over 12 maanden",
    "jaar": "per jaar",
}


@dataclass(frozen=True)
class Card:
    """One indicator of one gemeente in its newest final period, with what may be said of it.

    ``trend`` is a word of metrics.trend, empty where there are no five periods; ``trend_kind`` which those are.
    ``tegen`` is the card of its tegenmaat, without one of its own. The series are there for key indicators only.
    """

    indicator: Indicator
    row: dict[str, Any]
    beside: Compared | None
    trend: str
    trend_kind: str
    doelen: tuple[dict[str, Any], ...]
    own_series: list[float | None]
    their_series: list[float | None]
    series_label: str
    tegen: "Card | None" = None

    @property
    def verdict(self) -> str | None:
        """The word of the comparison."""
        return None if self.beside is None else self.beside.verdict


@dataclass(frozen=True)
class Trend:
    """One variant over time: own figures, those of what it is compared with, and what was published elsewhere."""

    own: pl.DataFrame
    theirs: pl.DataFrame
    references: pl.DataFrame
    kind: str  # the kind of period of the own figures
    row: dict[str, Any] | None  # the newest final period
    beside: Compared | None
    trend: str
    trend_kind: str
    trend_until: date | None  # the end of the newest of those five periods
    doelen: tuple[dict[str, Any], ...]
    marks: Marks
    source: str


@kept(80)
def cards(source: Source, gm_code: str, kind: str, beside: Benchmark = NEDERLAND) -> list[Card]:
    """Return the cards of one gemeente, in the order of the definitions; the registration itself is on its own page."""
    whole = measured.own_figures(source, gm_code)
    if stored.own(source, gm_code) is None:
        return []
    pairs = [(one, one.standaard) for one in measured.ON_CARDS]
    shown = measured.in_kinds(whole, [(one, of, measured.kind_of(one, of, kind)) for one, of in pairs])
    newest = {str(row["indicator"]): row for row in measured.newest_finals(shown).iter_rows(named=True)}
    rest, promised = measured.rest_material(source, gm_code, beside), judged.goals(source, gm_code)
    said = _compared(source, gm_code, whole, kind, pairs, rest)
    words = _trend_words(whole, pairs)
    theirs = measured.published_lines(source, kind, beside)
    found: dict[str, Card] = {}
    for indicator, variant in pairs:
        code, shown_kind = indicator.code, measured.kind_of(indicator, variant, kind)
        series = ([], [])
        if indicator.kern:
            line = shown.filter(indicator=code).tail(POINTS[shown_kind])
            series = _series(line, theirs.get(code))
        row = newest.get(code)
        figure = (
            {name: row[name] for name in measured.columns_of(indicator, variant)}
            if row
            else {"status": "geen_levering", "waarde": None}
        )
        goals = _goals(promised, indicator, variant)
        trend = words.get(code, ("", ""))
        found[code] = Card(indicator, figure, said.get(code), *trend, goals, *series, _SERIES[shown_kind])
    return [_with_tegenmaat(card, found) for card in found.values()]


def _compared(
    source: Source,
    gm_code: str,
    whole: pl.DataFrame,
    kind: str,
    pairs: Sequence[tuple[Indicator, Variant]],
    rest: Material | None,
) -> dict[str, Compared | None]:
    """Judge the newest figure of each indicator that others can be seen beside; nothing without a publication."""
    if rest is None:
        return {}
    asked = [(one, of, rest.seen(one, of, kind)) for one, of in pairs]
    return judged.compared_of(source, gm_code, asked, measured.in_kinds(whole, asked, judged=True), rest)


def _trend_words(whole: pl.DataFrame, pairs: Sequence[tuple[Indicator, Variant]]) -> dict[str, tuple[str, str]]:
    """Return the recent trend of each indicator, whatever period is shown: as Trend and a report say it."""
    years = measured.in_kinds(whole, [(one, of, "jaar") for one, of in pairs])
    return judged.trend_words(pairs, years, whole.filter(kind="kwartaal"))


def by_chance_alone(cards: list[Card]) -> Toeval:
    """Return how many of the compared figures would stand out if none of them differed."""
    return by_chance(sum(card.verdict in texts.VERDICTS for card in cards), measured.JUDGED.level)


@kept(200)
def trend(
    source: Source, gm_code: str, indicator: str, variant: str, kind: str, beside: Benchmark = NEDERLAND
) -> Trend:
    """Return one variant of one gemeente over time."""
    one = indicator_named(indicator)
    of = one.variant(variant)
    shown_kind = measured.kind_of(one, of, kind)
    whole = measured.own_line(source, gm_code, indicator, variant, shown_kind)
    row = measured.newest_final(whole)
    base = None if row is None else row.get("basisjaar")
    theirs = measured.published_line(source, indicator, variant, kind, beside, base)
    rest = measured.rest_material(source, gm_code, beside)
    seen = shown_kind if rest is None else rest.seen(one, of, kind)
    compared_line = measured.own_line(source, gm_code, indicator, variant, seen, judged=True)
    said = judged.compared(source, gm_code, one, of, seen, compared_line, rest)
    years, quarters = (measured.own_line(source, gm_code, indicator, variant, each) for each in ("jaar", "kwartaal"))
    word, word_kind = judged.trend_word(one, of, years, quarters)
    until = _ends(years if word_kind == "jaar" else quarters) if word else None
    goals = _goals(judged.goals(source, gm_code, indicator), one, of, every=True)
    own = whole.tail(POINTS[shown_kind])
    references = stored.references(source, indicator, variant, base) if beside == NEDERLAND else stored.no_references()
    line = f"Bron: {one.bron} {origin(source, beside)} Definitie {indicator}, versie {one.versie}."
    marks = _marks(source, gm_code, one, of, own, goals)
    return Trend(own, theirs, references, shown_kind, row, said, word, word_kind, until, goals, marks, line)


def _ends(line: pl.DataFrame) -> date | None:
    """Return the end of the newest period that a recent trend can be read from."""
    return line.filter(TESTED).select(pl.col("periode_tot").max()).item()


def figure(source: Source, gm_code: str, indicator: str, kind: str) -> dict[str, Any] | None:
    """Return the newest final figure of an indicator as it is shown first."""
    one = indicator_named(indicator)
    shown_kind = measured.kind_of(one, one.standaard, kind)
    return measured.newest_final(measured.own_line(source, gm_code, indicator, one.standaard.code, shown_kind))


def origin(source: Source, beside: Benchmark = NEDERLAND) -> str:
    """Say when the own figures were counted, and which publication those beside them come from."""
    theirs = stored.published(source, beside.gebied)
    if theirs is None:
        published = "nog niet gepubliceerd"
        if source.publicatie is not None:
            published = f"niet te zien in publicatie {source.publicatie}, want te weinig gemeenten leverden"
    else:
        published = f"publicatie {theirs.nummer} van {texts.day(theirs.datum)}"
        if theirs.peildatum != theirs.datum:
            published += f", berekend op {texts.day(theirs.peildatum)}"
    return f"Eigen cijfers: berekend op {texts.day(source.today)}. {beside.naam}: {published}."


def _with_tegenmaat(card: Card, found: dict[str, Card]) -> Card:
    tegen = found.get(card.indicator.tegenmaat or "")
    return card if tegen is None else Card(**{**card.__dict__, "tegen": tegen})


def _series(shown: pl.DataFrame, theirs: pl.DataFrame | None) -> tuple[list[float | None], list[float | None]]:
    """Return the own values of a small line, and beside each that of the others' period it ends in."""
    if theirs is None or theirs.is_empty() or shown.is_empty():
        return shown["waarde"].to_list(), [None] * shown.height
    periods = theirs.select("periode_van", "periode_tot", "waarde").rows()
    beside_each = [
        next((value for since, until, value in periods if since < end <= until), None) for end in shown["periode_tot"]
    ]
    return shown["waarde"].to_list(), beside_each


def _goals(
    promised: pl.DataFrame, indicator: Indicator, variant: Variant, *, every: bool = False
) -> tuple[dict[str, Any], ...]:
    """Return the judged goals for a variant: of the whole, and with ``every`` those of its cells after them."""
    if promised.is_empty():
        return ()
    mine = promised.filter(indicator=indicator.code, variant=variant.code)
    if not every:
        mine = mine.filter(uitsplitsing="")
    return tuple(mine.sort("uitsplitsing", "uiterlijk").iter_rows(named=True))


def _marks(
    source: Source,
    gm_code: str,
    indicator: Indicator,
    variant: Variant,
    own: pl.DataFrame,
    goals: tuple[dict[str, Any], ...],
) -> Marks:
    """Return what is drawn in a trend: the goal on the scale of the figure, and what changed when."""
    whole = [goal for goal in goals if not goal["uitsplitsing"]]
    level = None if not whole else _level(whole[-1], indicator.eenheid_van(variant))
    name = "" if not whole else f"het doel voor {texts.day(whole[-1]['uiterlijk'])}"
    events = [
        Event(row["vanaf"], row["naam"], "interventie")
        for row in stored.interventies(source, gm_code).iter_rows(named=True)
    ]
    changes = version_changes(own) if own.height and "versies" in own.columns else pl.DataFrame()
    for row in changes.iter_rows(named=True):
        if row["versie"] > changes["versie"].min():  # pyright: ignore[reportOperatorIssue]
            told = f"vanaf hier geteld met versie {row['versie']} van de definitie"
            events.append(Event(row["periode_van"], told, "definitie"))
    return Marks(level, name, tuple(sorted(events, key=lambda event: event.dag)))


def _level(goal: dict[str, Any], eenheid: Eenheid) -> float | None:
    """Return where a goal lies on the scale of the figure; a change has a place on an index only."""
    value = float(goal["waarde"])
    is_change = goal["soort"] == "verandering" or value < 0
    if is_change:
        return Eenheid.INDEX.factor + value if eenheid is Eenheid.INDEX else None
    return value / 100 if eenheid is Eenheid.PERCENT else value
