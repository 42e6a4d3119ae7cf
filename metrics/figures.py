"""From stored counts to what a reader sees: value, interval, bounds and status. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from metrics.definition import Indicator, Methode, Variant
from metrics.intervals import byar, wilson
from metrics.kaplan_meier import km_quantile
from metrics.periods import Periode, final_from, periods
from metrics.population import older_years
from metrics.wide_traject import LONGEST_WAIT

FIGURE_SCHEMA = pl.Schema(
    {
        "gebied": pl.String, "uitsplitsing": pl.String, "cel": pl.String,
        "periode_van": pl.Date, "periode_tot": pl.Date, "periode": pl.String,
        "teller": pl.Int64, "noemer": pl.Int64, "onbekend": pl.Int64,
        "waarde": pl.Float64, "onder": pl.Float64, "boven": pl.Float64,
        "grens_onder": pl.Float64, "grens_boven": pl.Float64,
        "voorlopig": pl.Boolean, "status": pl.String, "gemeenten": pl.Int32, "dekking": pl.Float64,
        "noemer_jaar": pl.Int32,
    }
)  # fmt: skip
_CELL = ["gebied", "cel", "periode_van"]
_WHOLE = ""


@dataclass(frozen=True)
class Limits:
    """What decides whether a value may be shown, and whether it may be compared."""

    level: float = 0.95
    most_unknown: float = 0.20
    least_coverage: float = 0.80


def figures(
    telling: pl.DataFrame,
    verdeling: pl.DataFrame,
    dekking: pl.DataFrame,
    indicator: Indicator,
    variant: Variant,
    *,
    kind: Periode | str,
    today: date,
    uitsplitsing: str = _WHOLE,
    total_inwoners: Mapping[int, int] | None = None,
    known_years: pl.DataFrame | None = None,
    limits: Limits | None = None,
) -> pl.DataFrame:
    """Return a figure for each gebied, cell and period, oldest first, also where there is nothing to show.

    Every period between the first and the last delivered month of any table is there, so that what
    was not delivered shows. With an ``uitsplitsing`` there is a figure for each of its cells that
    was ever counted; ``telling`` then holds the whole beside it, which says what a cell is a part of.

    ``total_inwoners`` per year, of all gemeenten of a region, gives that region its coverage; without it
    there is none. ``known_years`` (see metrics.population) fills ``noemer_jaar``: the year of the people or
    dwellings in the noemer, where that is an older one than the period's. A share is between 0 and 1.
    """
    limits = limits or Limits()
    months = dekking.filter(pl.col("maand") <= today)
    if months.is_empty():
        return FIGURE_SCHEMA.to_frame()
    first, last = months.select(van=pl.col("maand").min(), tot=pl.col("maand").max()).row(0)
    spans = periods(Periode(kind), first, last)
    monthly = _monthly(telling, months, indicator, variant, uitsplitsing, total_inwoners or {})
    counted = _per_period(monthly, months, spans)
    if variant.wachttijd is not None:
        mine = _of(verdeling, indicator, variant, uitsplitsing)
        valued = _medians(counted, _merged(mine, monthly, spans), limits)
    else:
        valued = counted.with_columns(**_value(indicator, variant, limits))
    final = final_from(pl.col("periode_tot"), indicator.wacht(variant))
    judged = valued.with_columns(
        # The literal stands right: on the left Polars 2.1 gives one row where all rows have the same day.
        voorlopig=final > pl.lit(today),
        # A gemeente alone covers itself.
        dekking=pl.when(~pl.col("gebied").str.starts_with("GM")).then(
            _ratio(pl.col("inwoners"), pl.col("inwoners_totaal"))
        ),
        uitsplitsing=pl.lit(uitsplitsing),
    ).with_columns(status=_status(indicator, variant, limits))
    hidden = pl.col("status").is_in(["geen_levering", "geen_gevallen", "te_veel_onbekend"])
    shown = [pl.when(~hidden).then(pl.col(name)).alias(name) for name in ("waarde", "onder", "boven")]
    made = older_years(judged.with_columns(shown), variant.bevolking, known_years)
    return made.select(pl.col(n).cast(t) for n, t in FIGURE_SCHEMA.items()).sort(_CELL)


def _of(counts: pl.DataFrame, indicator: Indicator, variant: Variant, uitsplitsing: str) -> pl.DataFrame:
    """Return the rows of one variant in this version of its definition."""
    return counts.filter(
        indicator=indicator.code, versie=indicator.versie, variant=variant.code, uitsplitsing=uitsplitsing
    )


def _monthly(
    telling: pl.DataFrame,
    months: pl.DataFrame,
    indicator: Indicator,
    variant: Variant,
    uitsplitsing: str,
    total: Mapping[int, int],
) -> pl.DataFrame:
    """Return the counts of each month that was delivered whole or in part; a part counts for nothing."""
    counts = _of(telling, indicator, variant, uitsplitsing)
    counts = counts.select("gebied", "cel", "maand", "teller", "noemer", "onbekend", "gemeenten", "inwoners")
    whole = _of(telling, indicator, variant, _WHOLE).select(
        "gebied", "maand", noemer_geheel="noemer", gemeenten_geheel="gemeenten", inwoners_geheel="inwoners"
    )
    years = pl.DataFrame(
        {"jaar": list(total.keys()), "inwoners_totaal": list(total.values())},
        schema={"jaar": pl.Int32, "inwoners_totaal": pl.Int64},
    )
    # Where a cell has no row, nothing was counted; how many gemeenten that is about the whole knows.
    noemer = "noemer_geheel" if indicator.noemer_van_geheel(variant, uitsplitsing) else "noemer"
    return (
        months.filter(tabel=indicator.tabel_van(variant))
        .select(pl.col("gm_code").alias("gebied"), "maand", "volledig", pl.col("maand").dt.year().alias("jaar"))
        .join(_cells(counts, uitsplitsing), how="cross")
        .join(counts, on=["gebied", "cel", "maand"], how="left")
        .join(whole, on=["gebied", "maand"], how="left")
        .join(years, on="jaar", how="left")
        .with_columns(
            pl.when("volledig").then(pl.col(noemer).fill_null(0)).alias("noemer"),
            pl.when("volledig").then(pl.col("teller", "onbekend").fill_null(0)),
            pl.when("volledig").then(pl.coalesce("inwoners_geheel", "inwoners").fill_null(0)).alias("inwoners"),
            pl.when("volledig").then(pl.coalesce("gemeenten_geheel", "gemeenten").fill_null(1)).alias("gemeenten"),
        )
    )


def _cells(counts: pl.DataFrame, uitsplitsing: str) -> pl.DataFrame:
    """Return the cells of a breakdown: those in which anything was ever counted."""
    if uitsplitsing == _WHOLE:
        return pl.DataFrame({"cel": [_WHOLE]})
    return counts.select("cel").unique().sort("cel")


def _per_period(monthly: pl.DataFrame, months: pl.DataFrame, spans: pl.DataFrame) -> pl.DataFrame:
    """Add up the months of each period; ``geleverd`` and ``deels`` count how many there were."""
    gebieden = months.select(pl.col("gm_code").alias("gebied")).unique()
    cells = monthly.select("cel").unique() if monthly.height else pl.DataFrame({"cel": [_WHOLE]})
    summed = (
        spans.join(monthly, how="cross")
        .filter(pl.col("maand") >= pl.col("periode_van"), pl.col("maand") < pl.col("periode_tot"))
        .group_by(_CELL)
        .agg(
            pl.col("teller", "noemer", "onbekend", "inwoners", "inwoners_totaal").sum(),
            # The month with the fewest says how far the sum reaches.
            gemeenten=pl.col("gemeenten").min(),
            geleverd=pl.col("volledig").sum(),
            deels=(~pl.col("volledig")).sum(),
        )
    )
    nothing = pl.col("geleverd") == 0
    return (
        gebieden.join(cells, how="cross")
        .join(spans, how="cross")
        .join(summed, on=_CELL, how="left")
        .with_columns(pl.col("geleverd", "deels").fill_null(0))
        .with_columns(
            pl.when(~nothing).then(pl.col(name)).alias(name) for name in ("teller", "noemer", "onbekend", "inwoners")
        )
    )


def _value(indicator: Indicator, variant: Variant, limits: Limits) -> dict[str, pl.Expr]:
    """Divide once, and say how sure that is and how far the unknown could move it."""
    hits, cases, unknown = pl.col("teller"), pl.col("noemer"), pl.col("onbekend")
    if indicator.methode_van(variant) is Methode.WILSON:
        low, high = wilson(hits, cases, limits.level)
        every = cases + unknown
        least, most = _ratio(hits, every), _ratio(hits + unknown, every)
        return {"waarde": _ratio(hits, cases), "onder": low, "boven": high, "grens_onder": least, "grens_boven": most}
    low, high = byar(hits, limits.level)
    over = {"waarde": hits, "onder": low, "boven": high, "grens_onder": hits, "grens_boven": hits + unknown}
    return {name: _ratio(count, cases) * indicator.eenheid_van(variant).factor for name, count in over.items()}


def _ratio(part: pl.Expr, whole: pl.Expr) -> pl.Expr:
    """Divide; nothing divided by nothing is null."""
    return pl.when(whole > 0).then(part / whole)


def _merged(verdeling: pl.DataFrame, monthly: pl.DataFrame, spans: pl.DataFrame) -> pl.DataFrame:
    """Put the histograms of the months of each period under each other."""
    histogram = verdeling.filter(pl.col("aantal") > 0)
    whole = monthly.filter("volledig").select("gebied", "maand").unique()
    return (
        spans.select("periode_van", "periode_tot")
        .join(histogram.join(whole, on=["gebied", "maand"], how="semi"), how="cross")
        .filter(pl.col("maand") >= pl.col("periode_van"), pl.col("maand") < pl.col("periode_tot"))
        .group_by(*_CELL, "waarde", "gecensureerd")
        .agg(pl.col("aantal").sum())
    )


def _medians(counted: pl.DataFrame, histogram: pl.DataFrame, limits: Limits) -> pl.DataFrame:
    """Add the medians; the bounds are those if everyone unknown was heard at once, or never."""
    result = counted.join(km_quantile(histogram, _CELL, level=limits.level), on=_CELL, how="left")
    unknown = counted.filter(pl.col("onbekend") > 0).select(*_CELL, pl.col("onbekend").cast(pl.Int64).alias("aantal"))
    for name, days, waiting in (("grens_onder", 0, False), ("grens_boven", LONGEST_WAIT, True)):
        extra = unknown.with_columns(waarde=pl.lit(days, pl.Int32), gecensureerd=pl.lit(waiting))
        bound = km_quantile(pl.concat([histogram, extra], how="diagonal"), _CELL).select(
            *_CELL, pl.col("waarde").alias(name)
        )
        result = result.join(bound, on=_CELL, how="left")
    return result


def _status(indicator: Indicator, variant: Variant, limits: Limits) -> pl.Expr:
    """The first thing a reader has to know about a figure."""
    # Of people and dwellings the unknown are weighed against the cases, not against the inhabitants.
    answered = pl.col("teller" if indicator.methode_van(variant) is Methode.BYAR else "noemer")
    unknown = pl.col("onbekend") > limits.most_unknown * (answered + pl.col("onbekend"))
    states = (
        ("geen_levering", (pl.col("geleverd") == 0) & (pl.col("deels") == 0)),
        ("onvolledig", pl.col("geleverd") == 0),
        ("te_veel_onbekend", unknown),
        ("geen_gevallen", pl.col("noemer") == 0),
        ("niet_bereikt", pl.col("waarde").is_null()),
        ("onvolledig", pl.col("geleverd") < pl.col("maanden")),
        ("te_lage_dekking", pl.col("dekking") < limits.least_coverage),
    )
    return pl.coalesce(*(pl.when(holds).then(pl.lit(name)) for name, holds in states), pl.lit("ok"))
