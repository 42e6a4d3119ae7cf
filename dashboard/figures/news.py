"""What is new for a gemeente since readers last saw it: leveringen, periods that are final now, and what moved."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from typing import Any, Final, TypeVar

import polars as pl

from dashboard.figures import judged, measured, moved, standing, stored
from dashboard.figures.benchmark import NEDERLAND, Benchmark
from dashboard.figures.moved import Moved
from dashboard.figures.said import Compared
from dashboard.figures.source import Source, kept
from metrics.definition import Indicator
from metrics.goals.judged import judge_goals
from metrics.indicators import INDICATORS, indicator_named
from metrics.periods import final_from
from queries.earlier import Earlier, read_earlier

T = TypeVar("T")
VERDICTS: Final = ("beter", "slechter", "hoger", "lager", "vergelijkbaar")


@dataclass(frozen=True)
class Delivered:
    """A levering: its soort, who made it, its months and the day it was delivered; ``geweigerd`` if turned away."""

    soort: str
    organisatie: str
    van: date
    tot: date
    dag: date


@dataclass(frozen=True)
class Flipped:
    """A verdict or an answer to a goal that is another one than over the period before."""

    indicator: Indicator
    was: str
    nu: str
    row: Mapping[str, Any]  # the figure it is about now; of a goal the goal itself


@dataclass(frozen=True)
class News:
    """What is new. ``since`` is the publication that readers saw before, None where this is the first.

    ``final`` is until when the figures are final, with how many of them got that far since; ``moved`` are the figures
    that differ from a year earlier by more than chance, ``verdicts`` and ``goals`` what flipped; all only of
    periods that became final since.
    """

    since: Earlier | None
    refused: tuple[Delivered, ...]
    delivered: tuple[Delivered, ...]
    final: tuple[date, int] | None
    moved: tuple[tuple[Indicator, Moved], ...]
    verdicts: tuple[Flipped, ...]
    goals: tuple[Flipped, ...]

    @property
    def nothing(self) -> bool:
        """Whether nothing is new; what was turned away long ago may still have to be mended."""
        return not (self.delivered or self.final or self.moved or self.verdicts or self.goals)


@kept(400)
def news(source: Source, gm_code: str, kind: str, beside: Benchmark = NEDERLAND) -> News:
    """Return what is new for a gemeente, in figures of ``kind`` and beside ``beside``.

    It is told from what is stored now: a levering is new by the day it was delivered, a period by the day it became
    final. What readers saw then is not made again. Where nothing was published before, the newest leveringen
    are new, and every newest figure.
    """
    since = _earlier(source)
    fresh = {
        card.indicator.code: card.row
        for card in standing.cards(source, gm_code, kind, beside)
        if "periode_tot" in card.row and _became_final(card.row, card.indicator, since)
    }
    found = ((indicator_named(code), _moved(source, gm_code, code, kind)) for code in fresh)
    away = tuple((one, each) for one, each in found if each is not None and each.beyond_chance)
    return News(
        since,
        _refused(source, gm_code),
        _delivered(source, gm_code, since),
        _until(fresh) if since is not None else None,
        _first(away, lambda pair: pair[0]),
        _first(tuple(_verdicts(source, gm_code, kind, beside, since)), lambda flip: flip.indicator),
        tuple(_goals(source, gm_code, since)),
    )


@kept(8)
def _earlier(source: Source) -> Earlier | None:
    with stored.open_store(source.url).connect() as connection:
        return read_earlier(connection, source.viewer)


def _delivered(source: Source, gm_code: str, since: Earlier | None) -> tuple[Delivered, ...]:
    """Return the leveringen in force that came since; before a first publication those of the newest day."""
    mine = stored.leveringen(source, gm_code).filter(status="in_gebruik")
    day = pl.col("aangeleverd_op").dt.date()
    new = mine.filter(day > since.peildatum) if since is not None else mine.filter(day == day.max())
    return tuple(_levering(row) for row in new.sort("periode_tot", "soort", descending=[True, False]).to_dicts())


def _refused(source: Source, gm_code: str) -> tuple[Delivered, ...]:
    """Return the leveringen that were turned away and whose months no later one holds, newest first."""
    mine = stored.leveringen(source, gm_code)
    good = mine.filter(status="in_gebruik")
    found: list[Delivered] = []
    for row in mine.filter(status="geweigerd").sort("periode_tot", descending=True).iter_rows(named=True):
        later = good.filter(
            (pl.col("soort") == row["soort"])
            & (pl.col("aangeleverd_op") > row["aangeleverd_op"])
            & (pl.col("periode_van") <= row["periode_van"])
            & (pl.col("periode_tot") >= row["periode_tot"])
        )
        if later.is_empty():
            found.append(_levering(row))
    return tuple(found)


def _levering(row: Mapping[str, Any]) -> Delivered:
    return Delivered(
        row["soort"], row["organisatie_naam"], row["periode_van"], row["periode_tot"], row["aangeleverd_op"].date()
    )


def _became_final(row: Mapping[str, Any], indicator: Indicator, since: Earlier | None) -> bool:
    """Tell whether the period of a figure was still voorlopig when readers saw it last."""
    if row["voorlopig"] or row["waarde"] is None:
        return False
    if since is None:
        return True
    return _final_from(row["periode_tot"], indicator.wacht(indicator.standaard)) > since.peildatum


@cache  # of some hundred periods and waits, asked for every figure of every gemeente
def _final_from(end: date, wait: str) -> date:
    final: date = pl.select(final_from(pl.lit(end), wait)).item()
    return final


def _until(fresh: Mapping[str, Mapping[str, Any]]) -> tuple[date, int] | None:
    """Return the end of the period that most new figures are of, and how many figures are new."""
    if not fresh:
        return None
    ends = [row["periode_tot"] for row in fresh.values()]
    return max(set(ends), key=lambda end: (ends.count(end), end)), len(ends)


def _moved(source: Source, gm_code: str, code: str, kind: str) -> Moved | None:
    return moved.moved(source, gm_code, code, indicator_named(code).standaard.code, kind, judged=True)


def _verdicts(source: Source, gm_code: str, kind: str, beside: Benchmark, since: Earlier | None) -> list[Flipped]:
    """Return the verdicts on the newest period that others are seen in that differ from those on the one before."""
    rest = measured.rest_material(source, gm_code, beside)
    if rest is None or since is None:
        return []
    key = [one for one in INDICATORS if one.kern]
    asked = [(one, one.standaard, rest.seen(one, one.standaard, kind)) for one in key]
    lines = measured.in_kinds(measured.own_figures(source, gm_code), asked, judged=True)
    newest = {str(row["indicator"]): row for row in measured.newest_finals(lines).iter_rows(named=True)}
    fresh = [each for each in asked if _is_new(newest.get(each[0].code), each[0], since)]
    if not fresh:
        return []
    until = pl.DataFrame(
        [(one.code, newest[one.code]["periode_van"]) for one, *_ in fresh],
        schema={"indicator": pl.String, "tot_en_met": pl.Date},
        orient="row",
    )
    # As things are, which the cards say, and judged once more as they were a period earlier.
    nows = {card.indicator.code: card.beside for card in standing.cards(source, gm_code, kind, beside)}
    before = lines.join(until, on="indicator", maintain_order="left").filter(
        pl.col("periode_tot") <= pl.col("tot_en_met")
    )
    wases = judged.compared_of(source, gm_code, fresh, before.drop("tot_en_met"), rest)
    flips = (_flip(one, nows[one.code], wases[one.code]) for one, *_ in fresh)
    return [flip for flip in flips if flip is not None]


def _is_new(row: Mapping[str, Any] | None, indicator: Indicator, since: Earlier) -> bool:
    return row is not None and _became_final(row, indicator, since)


def _flip(indicator: Indicator, now: Compared | None, was: Compared | None) -> Flipped | None:
    """Set the verdict on the newest period beside that on the one before; None where they agree or one has none."""
    if now is None or was is None or now.verdict not in VERDICTS or was.verdict not in VERDICTS or now.row is None:
        return None
    return None if now.verdict == was.verdict else Flipped(indicator, was.verdict or "", now.verdict or "", now.row)


def _goals(source: Source, gm_code: str, since: Earlier | None) -> list[Flipped]:
    """Return the goals of the whole whose answer is another one than it was with the figures known then."""
    mine = stored.doelen(source, gm_code)
    whole = mine.filter(pl.col("indicator").is_in([one.code for one in INDICATORS]), uitsplitsing="")
    if since is None or whole.is_empty():
        return []
    then, now = (
        judge_goals(whole, partial(judged.reeks, source, gm_code, final_on=day)) for day in (since.peildatum, None)
    )
    return [
        Flipped(indicator_named(row["indicator"]), before["structureel"], row["structureel"], row)
        for before, row in zip(then.iter_rows(named=True), now.iter_rows(named=True), strict=True)
        if before["gerealiseerd"] and row["gerealiseerd"] and before["structureel"] != row["structureel"]
    ]


def _first(found: Sequence[T], of: Callable[[T], Indicator]) -> tuple[T, ...]:
    """Put key indicators first."""
    return tuple(sorted(found, key=lambda each: not of(each).kern))
