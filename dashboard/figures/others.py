"""Everyone in one period: the own gemeente exactly, all others as published, and who is not shown and why."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import polars as pl

from dashboard.figures import measured, stored
from dashboard.figures.benchmark import NEDERLAND, Benchmark
from dashboard.figures.measured import Material
from dashboard.figures.source import Source, kept
from metrics.base_year import Basis
from metrics.definition import Methode
from metrics.figures import Limits
from metrics.indicators import indicator_named
from queries import access
from queries.access import Published
from queries.places import read_objected, read_places

ROW_SCHEMA: Final = pl.Schema(
    {
        "gm_code": pl.String, "naam": pl.String, "provincie": pl.String,
        "waarde": pl.Float64, "onder": pl.Float64, "boven": pl.Float64,
        "teller": pl.Int64, "noemer": pl.Int64, "onbekend": pl.Int64,
        "n_eff": pl.Float64, "phi": pl.Float64, "status": pl.String, "voorlopig": pl.Boolean,
        "periode_van": pl.Date, "periode_tot": pl.Date, "eigen": pl.Boolean, "in_groep": pl.Boolean,
    }
)  # fmt: skip
MISSING_SCHEMA: Final = pl.Schema(dict.fromkeys(("gm_code", "naam", "reden"), pl.String))
PERIODS_SCHEMA: Final = pl.Schema(
    {"periode_van": pl.Date, "periode_tot": pl.Date, "periode": pl.String, "voorlopig": pl.Boolean}
)
OBJECTED: Final = "wil niet getoond worden aan anderen"
WITHHELD: Final = "deels niet getoond, zodat niemand te herkennen is"
TOO_RARE: Final = "telde er minder dan 5"
_REASONS: Final = {
    "geen_levering": "leverde over deze periode niets",
    "onvolledig": "leverde niet alle maanden",
    "te_veel_onbekend": "van meer dan 1 op de 5 gevallen is de uitkomst niet bekend",
    "geen_gevallen": "had in deze periode geen geval om te tellen",
    "te_weinig_gevallen": "had minder dan 50 gevallen",
    "minder_dan": TOO_RARE,
    "op_minder_na_alle": "telde op minder dan 5 na alle gevallen",
    "geen_basis": "heeft geen basisjaar om mee te vergelijken",
    "niet_bereikt": "had bij minder dan de helft binnen de termijn een uitkomst",
}


@dataclass(frozen=True)
class Field:
    """Everyone in one period, for one variant of an indicator.

    ``rows`` (ROW_SCHEMA) has a row per gemeente that is shown by name with a whole figure; limits are at 95%. ``own``
    is the row of the own gemeente, which has no place in ``rows`` when its figure has no value or is not whole; None
    when nothing was counted. ``missing`` (gm_code, naam, reden) are all others. ``periods`` (PERIODS_SCHEMA, newest
    first) are those that can be chosen; ``kind`` is the kind that others are seen in, ``van`` to ``tot`` (excluded)
    the chosen one. ``peers`` are the codes to compare with, the own gemeente left out.
    """

    indicator: str
    variant: str
    kind: str
    van: date
    tot: date
    periode: str
    rows: pl.DataFrame
    periods: pl.DataFrame
    missing: pl.DataFrame
    peers: frozenset[str]
    own: dict[str, Any] | None
    voorlopig: bool


@kept(400)
def field(
    source: Source,
    gm_code: str,
    indicator: str,
    variant: str,
    kind: str,
    beside: Benchmark = NEDERLAND,
    period: date | None = None,
    level: float = 0.95,
) -> Field | None:
    """Return everyone in one period: the one that begins on ``period``, else the newest that will not change.

    None where nothing of this indicator was published, or by another version of its definition. The kind of period
    is the one that others are seen in. ``level`` is that of the limits.
    """
    made = everyone(source, gm_code, indicator, variant, kind, level)
    if made is None:
        return None
    seen, figures, withheld = made
    periods = _periods(figures)
    if periods.is_empty():
        return None
    van, tot, label, open_ = _chosen(periods, period)
    shown = figures.filter(periode_van=van)
    line = measured.own_line(source, gm_code, indicator, variant, seen)
    if level != Limits().level:
        line = _own_at(source, gm_code, indicator, variant, seen, level)
    own = line.filter(pl.col("periode_van") == van, pl.col("periode_tot") == tot)
    shown = pl.concat([shown.filter(pl.col("gebied") != gm_code), own.select(shown.columns)])
    named = places(source)
    peers = frozenset(beside.leden if beside.leden is not None else named["gm_code"]) - {gm_code}
    rows = (
        shown.join(named, left_on="gebied", right_on="gm_code")
        .with_columns(
            gm_code=pl.col("gebied"),
            eigen=pl.col("gebied") == gm_code,
            in_groep=pl.col("gebied").is_in(list(peers)),
        )
        .select(ROW_SCHEMA.names())
        .sort("waarde", "naam", descending=[True, False], nulls_last=True)
    )
    whole = rows.filter(pl.col("waarde").is_not_null(), status="ok")
    mine = rows.filter("eigen")
    return Field(
        indicator, variant, seen, van, tot, label, whole, periods,
        _missing(source, named, rows, withheld.filter(pl.col("maand").is_between(van, tot, closed="left"))),
        peers, None if mine.is_empty() else mine.row(0, named=True), open_,
    )  # fmt: skip


@kept(4)
def places(source: Source) -> pl.DataFrame:
    """Return gm_code, naam and provincie of all of today's gemeenten, by name."""
    with stored.open_store(source.url).connect() as connection:
        return read_places(connection, source.viewer)


@kept(60)
def everyone(
    source: Source, gm_code: str, indicator: str, variant: str, kind: str, level: float = 0.95
) -> tuple[str, pl.DataFrame, pl.DataFrame] | None:
    """Return the kind of period that others are seen in, their figures in all periods, and what is withheld.

    ``gm_code`` says against which base year a number is set, where it is.
    """
    one = indicator_named(indicator)
    jaar = None
    if one.methode_van(one.variant(variant)) is Methode.RATIO:
        basis = stored.basis(source, gm_code, indicator)
        jaar = None if basis is None else basis.jaar
    return _everyone(source, indicator, variant, kind, level, jaar)


@kept(60)
def _everyone(
    source: Source, indicator: str, variant: str, kind: str, level: float, jaar: int | None
) -> tuple[str, pl.DataFrame, pl.DataFrame] | None:
    counts, one = _published(source, indicator), indicator_named(indicator)
    of = one.variant(variant)
    if counts is None or counts.telling.filter(versie=one.versie).is_empty():
        return None
    material = Material(counts, {})
    basis = None if jaar is None else Basis(jaar)
    made = material.figures(one, of, kind, limits=Limits(level=level), basis=basis)
    withheld = counts.onderdrukt.filter(variant=variant).select("gebied", "maand")
    return material.seen(one, of, kind), made, withheld


@kept(16)
def _published(source: Source, indicator: str) -> Published | None:
    with stored.open_store(source.url).connect() as connection:
        return access.read_others(connection, source.viewer, source.folder, indicator)


@kept(4)
def _objected(source: Source) -> frozenset[str]:
    with stored.open_store(source.url).connect() as connection:
        return read_objected(connection, source.viewer)


def _own_at(source: Source, gm_code: str, indicator: str, variant: str, kind: str, level: float) -> pl.DataFrame:
    """Return own figures with limits at another level than pages show."""
    counts, one = stored.own(source, gm_code), indicator_named(indicator)
    of = one.variant(variant)
    against = one.methode_van(of) is Methode.RATIO
    basis = stored.basis(source, gm_code, indicator) if against else None
    if counts is None:
        return measured.own_line(source, gm_code, indicator, variant, kind)
    material = Material(counts, {}, samenhang=counts.samenhang)
    return material.figures(one, of, kind, limits=Limits(level=level), basis=basis).filter(gebied=gm_code)


def _periods(figures: pl.DataFrame) -> pl.DataFrame:
    """Return the periods of which at least two gemeenten are shown, newest first."""
    shown = figures.filter(pl.col("waarde").is_not_null(), status="ok")
    found = shown.group_by("periode_van", "periode_tot", "periode").agg(pl.col("voorlopig").any(), shown=pl.len())
    several = found.filter(pl.col("shown") > 1)
    return several.sort("periode_van", descending=True).select(PERIODS_SCHEMA.names())


def _chosen(periods: pl.DataFrame, period: date | None) -> tuple[date, date, str, bool]:
    """Return the period that begins on ``period``; else the newest final one, else the newest."""
    final = periods.filter(~pl.col("voorlopig"))
    asked = periods.clear() if period is None else periods.filter(periode_van=period)
    van, tot, label, open_ = next(frame for frame in (asked, final, periods) if frame.height).row(0)
    return van, tot, label, open_


def _missing(source: Source, named: pl.DataFrame, rows: pl.DataFrame, withheld: pl.DataFrame) -> pl.DataFrame:
    """Return who is not shown, by name, and why."""
    found = named.join(rows.select("gm_code", "status", "waarde"), on="gm_code", how="left")
    absent = found.filter(pl.col("waarde").is_null() | (pl.col("status") != "ok"))
    hidden = list(set(withheld["gebied"]))
    why = (
        pl.when(pl.col("gm_code").is_in(list(_objected(source))))
        .then(pl.lit(OBJECTED))
        .when(pl.col("gm_code").is_in(hidden) & pl.col("status").is_in(["onvolledig", "geen_levering"]))
        .then(pl.lit(WITHHELD))
        .otherwise(pl.col("status").fill_null("geen_levering").replace_strict(_REASONS, default="heeft geen cijfer"))
    )
    return absent.with_columns(reden=why).select(MISSING_SCHEMA.names()).sort("naam")
