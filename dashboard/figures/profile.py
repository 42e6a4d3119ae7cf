"""All figures of all gemeenten of a group: for the rug of everyone, and for the profile of one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import polars as pl

from dashboard import texts
from dashboard.figures import measured, standing, stored
from dashboard.figures.apart import apart, months_apart
from dashboard.figures.benchmark import NEDERLAND, Benchmark
from dashboard.figures.group_verdicts import JUDGED_SCHEMA, LEAST_OTHERS, group_verdicts
from dashboard.figures.material import JUDGED, Material
from dashboard.figures.others import field
from dashboard.figures.source import Source, kept
from metrics.comparison.multiplicity import Toeval, by_chance
from metrics.definition import Indicator, Methode
from metrics.indicators import INDICATORS, indicator_named

CELL_SCHEMA: Final = pl.Schema(
    {
        "indicator": pl.String, "gm_code": pl.String, "naam": pl.String, "periode": pl.String, "waarde": pl.Float64,
        "onder": pl.Float64, "boven": pl.Float64, "teller": pl.Int64, "noemer": pl.Int64, "onbekend": pl.Int64,
        "grens_onder": pl.Float64, "grens_boven": pl.Float64,
        "n_eff": pl.Float64, "phi": pl.Float64, "status": pl.String, "voorlopig": pl.Boolean,
        "periode_van": pl.Date, "periode_tot": pl.Date, "eigen": pl.Boolean, "oordeel": pl.String, "rest": pl.Float64,
    }
)  # fmt: skip
Said = tuple[str | None, float | None]
_FIGURE: Final = [name for name in CELL_SCHEMA if name not in ("gm_code", "naam", "eigen", "oordeel", "rest")]


@dataclass(frozen=True)
class Line:
    """One indicator of one gemeente within the spread of its group, in the period that others are seen in.

    ``row`` is the own figure, with limits at 95%; None where nothing was counted. ``rest`` is the value of the group
    without it; ``spread`` the lowest value, those below which a quarter and three quarters lie, and the highest of the
    ``aantal`` others that are shown; empty where those are fewer than three.
    """

    indicator: Indicator
    periode: str
    row: dict[str, Any] | None
    verdict: str | None
    rest: float | None
    spread: tuple[float, float, float, float] | tuple[()]
    aantal: int


@kept(200)
def judged(
    source: Source,
    gm_code: str,
    indicator: str,
    variant: str,
    kind: str,
    beside: Benchmark = NEDERLAND,
    period: date | None = None,
) -> pl.DataFrame:
    """Judge each gemeente of a group in one figure and period (see ``group_verdicts``): gm_code, oordeel and rest."""
    found = field(source, gm_code, indicator, variant, kind, beside, period)
    if found is None:
        return JUDGED_SCHEMA.to_frame()
    one = indicator_named(indicator)
    of = one.variant(variant)
    line = measured.published_line(source, indicator, variant, kind, beside)
    whole = line.filter(pl.col("periode_van") == found.van, pl.col("periode_tot") == found.tot)
    group = found.rows.filter(pl.col("eigen") | pl.col("in_groep")).with_columns(lid=_member(gm_code, beside))
    row = whole.row(0, named=True) if whole.height else None
    made = group_verdicts(group, row, one, of, apart(source, gm_code, one, of))
    own = own_verdicts(source, gm_code, kind, beside) if of.code == one.standaard.code else {}
    return _with_own(made, gm_code, own.get((indicator, found.van, found.tot), ()))


@kept(24)
def cells(source: Source, gm_code: str, kind: str, beside: Benchmark = NEDERLAND) -> pl.DataFrame:
    """Return everyone of a group in every indicator as it is shown first, with what may be said (CELL_SCHEMA).

    In the newest final period of each; the own figures are exact, all others published. Rows without a value are there
    for the own gemeente alone.
    """
    frames = [CELL_SCHEMA.to_frame()]
    rows, wholes = _with_own_figures(source, gm_code, kind, beside), _wholes(source, kind, beside)
    own = own_verdicts(source, gm_code, kind, beside)
    between = months_apart(source, gm_code, [(one, one.standaard) for one in shown_indicators()])
    for one in shown_indicators():
        part = rows.filter(indicator=one.code)
        if part.is_empty():
            continue
        of, period = one.standaard, part.select("periode_van", "periode_tot").row(0)
        whole = wholes.filter(indicator=one.code)
        group = part.filter(_shown()).with_columns(lid=_member(gm_code, beside))
        row = whole.row(0, named=True) if whole.height else None
        said = group_verdicts(group, row, one, of, between.get((one.code, of.code)))
        said = _with_own(said, gm_code, own.get((one.code, *period), ()))
        kept_rows = part.filter(_shown() | pl.col("eigen"))
        frames.append(kept_rows.join(said, on="gm_code", how="left").select(CELL_SCHEMA.names()))
    return pl.concat(frames)


@kept(24)
def profile(source: Source, gm_code: str, kind: str, beside: Benchmark = NEDERLAND) -> tuple[Line, ...]:
    """Return every indicator of one gemeente within its group, by theme, that it or enough others are shown in."""
    return tuple(_lines(cells(source, gm_code, kind, beside), _wholes(source, kind, beside)))


def group_values(source: Source, kind: str, beside: Benchmark = NEDERLAND) -> dict[str, float]:
    """Return the published value of the group itself, by indicator code."""
    known = _wholes(source, kind, beside).filter(pl.col("waarde").is_not_null())
    return dict(known.select("indicator", "waarde").iter_rows())


def shown_indicators() -> list[Indicator]:
    """Return the indicators that gemeenten are compared in, by theme, the most important of each first.

    Against a base year each has a goal of its own, and the registration itself has its own page.
    """
    themes = list(texts.THEMES)
    of = [one for one in INDICATORS if not one.code.startswith("KW")]
    comparable = [one for one in of if one.methode_van(one.standaard) is not Methode.RATIO]
    return sorted(comparable, key=lambda one: (themes.index(one.code[:2]), not one.kern))


def chance(said: pl.Series) -> Toeval:
    """Return how many of the verdicts would say that one differs, if none did."""
    return by_chance(int(said.is_in(list(texts.VERDICTS)).sum()), JUDGED.level)


def _lines(found: pl.DataFrame, wholes: pl.DataFrame) -> Iterator[Line]:
    for one in shown_indicators():
        part = found.filter(indicator=one.code)
        others, mine = part.filter(~pl.col("eigen"))["waarde"], part.filter("eigen")
        own = mine.row(0, named=True) if mine.height else None
        if part.is_empty() or (others.len() < LEAST_OTHERS and (own is None or own["waarde"] is None)):
            continue
        rest = None if own is None else own["rest"]
        if rest is None:
            rest = next(iter(wholes.filter(indicator=one.code)["waarde"]), None)
        yield Line(
            one, part["periode"][0], own, None if own is None else own["oordeel"], rest, _spread(others), others.len()
        )


def _with_own_figures(source: Source, gm_code: str, kind: str, beside: Benchmark) -> pl.DataFrame:
    """Return the figures of a group with the exact own ones in place of those published."""
    everyone, columns = measured.everyone(source, kind), ["gm_code", "naam", "eigen", *_FIGURE]
    others = everyone.filter(pl.col("gebied") != gm_code)
    others = others.with_columns(gm_code=pl.col("gebied"), eigen=pl.lit(value=False))
    if beside.leden is not None:
        others = others.filter(pl.col("gebied").is_in(list(beside.leden)))
    periods = everyone.select("indicator", "periode_van", "periode_tot").unique()
    lines = [
        line.with_columns(indicator=pl.lit(code))
        for each in dict.fromkeys(("jaar", "kwartaal", kind))
        for code, line in measured.own_lines(source, gm_code, each).items()
        if line.height
    ]
    parts = [others.select(columns)]
    if lines:
        same = pl.concat(lines, how="diagonal").join(periods, on=periods.columns, how="semi", maintain_order="left")
        naam = stored.gemeenten(source).get(gm_code, gm_code)
        mine = same.with_columns(gm_code=pl.lit(gm_code), naam=pl.lit(naam), eigen=pl.lit(value=True))
        parts.append(mine.unique("indicator", keep="first", maintain_order=True).select(columns))
    return pl.concat(parts)


@kept(24)
def _wholes(source: Source, kind: str, beside: Benchmark) -> pl.DataFrame:
    """Return the published figure of a group itself, in the periods that everyone is seen in."""
    counts, periods = stored.published(source, beside.gebied), measured.everyone(source, kind)
    only = periods.select("indicator", "variant", "periode_van", "periode_tot").unique()
    if counts is None or only.is_empty():
        return periods.clear()
    material = Material(counts, stored.inwoners(source, counts.peildatum, beside.leden))
    shown = set(only["indicator"])
    asked = [(one, one.standaard, kind) for one in shown_indicators() if one.code in shown]
    return material.all_of(asked, only=only)


def own_verdicts(source: Source, gm_code: str, kind: str, beside: Benchmark) -> dict[tuple[str, date, date], Said]:
    """Return what the other pages say of the own gemeente and of the rest beside it, by indicator and period."""
    found: dict[tuple[str, date, date], Said] = {}
    for card in standing.cards(source, gm_code, kind, beside):
        row, rest = (None, None) if card.beside is None else (card.beside.row, card.beside.rest)
        if row is not None:
            value = None if rest is None else rest["waarde"]
            found[(card.indicator.code, row["periode_van"], row["periode_tot"])] = (card.verdict, value)
    return found


def _with_own(made: pl.DataFrame, gm_code: str, own: Said | tuple[()]) -> pl.DataFrame:
    """Give the own gemeente the verdict and the rest of the other pages; empty where they say nothing of this figure.

    Here its exact counts were taken from the rounded sum of all; there what was published of it is.
    """
    if not own:
        return made
    told, rest = pl.lit(own[0], pl.String), pl.lit(own[1], pl.Float64)
    mine = pl.col("gm_code") == gm_code
    return made.with_columns(
        oordeel=pl.when(mine).then(told).otherwise("oordeel"),
        rest=pl.when(mine).then(pl.coalesce(rest, pl.col("rest"))).otherwise("rest"),
    )


def _member(gm_code: str, beside: Benchmark) -> pl.Expr:
    """Whether a row is part of the group: the own gemeente may look at a group it is not in."""
    return (pl.col("gm_code") != gm_code) | pl.lit(value=beside.includes(gm_code))


def _shown() -> pl.Expr:
    return pl.col("waarde").is_not_null() & (pl.col("status") == "ok")


def _spread(values: pl.Series) -> tuple[float, float, float, float] | tuple[()]:
    if values.len() < LEAST_OTHERS:
        return ()
    low, quarter, most, high = (float(values.quantile(at, "linear") or 0.0) for at in (0, 0.25, 0.75, 1))
    return low, quarter, most, high
