"""From stored counts to what a reader sees: value, interval, bounds and status. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from metrics.counted_months import CELL, WHOLE, counted_months, counts_of, histogram_per_period, per_period
from metrics.definition import Indicator, Variant
from metrics.disclosure.scheme import ANDEREN, Profile, rounding_variance, share_variance
from metrics.figure_values import ratio, valued
from metrics.intervals.design_effect import design_effects
from metrics.intervals.monthly_spread import monthly_spread, widening
from metrics.measure import Methode
from metrics.periods import Periode, final_from, periods
from metrics.population import older_years

FIGURE_SCHEMA = pl.Schema(
    {
        "gebied": pl.String, "uitsplitsing": pl.String, "cel": pl.String,
        "periode_van": pl.Date, "periode_tot": pl.Date, "periode": pl.String,
        "teller": pl.Int64, "noemer": pl.Int64, "onbekend": pl.Int64,
        "waarde": pl.Float64, "onder": pl.Float64, "boven": pl.Float64,
        "grens_onder": pl.Float64, "grens_boven": pl.Float64,
        "voorlopig": pl.Boolean, "status": pl.String, "gemeenten": pl.Int32, "dekking": pl.Float64,
        "noemer_jaar": pl.Int32,
        "n_eff": pl.Float64, "phi": pl.Float64, "versies": pl.List(pl.Int32),
    }
)  # fmt: skip


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
    uitsplitsing: str = WHOLE,
    total_inwoners: Mapping[int, int] | None = None,
    known_years: pl.DataFrame | None = None,
    limits: Limits | None = None,
    samenhang: pl.DataFrame | None = None,
    profile: Profile = ANDEREN,
) -> pl.DataFrame:
    """Return a figure for each gebied, cell and period, oldest first, also where there is nothing to show.

    Every period between the first and the last delivered month of any table is there, so that what
    was not delivered shows. With an ``uitsplitsing`` there is a figure for each of its cells that
    was ever counted; ``telling`` then holds the whole beside it, which says what a cell is a part of.

    ``total_inwoners`` per year, of all gemeenten of a region, gives that region its coverage; without it
    there is none. ``known_years`` (see metrics.population) fills ``noemer_jaar``: the year of the people or
    dwellings in the noemer, where that is an older one than the period's. A share is between 0 and 1.

    ``samenhang`` holds the sums over households of these gebieden and of Nederland (see metrics.counting.samenhang):
    cases of one household are alike, so a share has the interval of ``n_eff`` separate cases. Without it every
    case is taken as separate. A number of people or dwellings has an interval about sqrt(``phi``) times as wide,
    since its months differ so many times more than those of separate cases (see metrics.intervals.monthly_spread, which
    also says how much wider for what 24 months do not know of phi).
    ``versies`` are the versions of the definition in a period: of each month the newest there is.

    Of a publication ``telling`` has ``bladen`` and ``onderdrukt``, and ``dekking`` has ``maanden``: its rows are
    about quarters or years, so ``kind`` is one of those. What rounding by ``profile`` adds to the variance is then
    in ``n_eff`` and ``phi``, and a leaf that is withheld makes its period onvolledig.
    """
    limits = limits or Limits()
    months = dekking.filter(pl.col("maand") <= today)
    if months.is_empty():
        return FIGURE_SCHEMA.to_frame()
    first, last = months.select(van=pl.col("maand").min(), tot=pl.col("maand").max()).row(0)
    spans = periods(Periode(kind), first, last)
    counts = counts_of(telling, indicator, variant, uitsplitsing)
    monthly = counted_months(counts, months, indicator, variant, uitsplitsing, total_inwoners or {})
    histogram = None
    if indicator.methode_van(variant).uit_verdeling:
        bars = verdeling.filter(indicator=indicator.code, variant=variant.code, uitsplitsing=uitsplitsing)
        histogram = histogram_per_period(bars, counts, monthly, spans)
    summed = per_period(monthly, months, spans)
    if indicator.methode_van(variant) is Methode.BYAR:
        summed = _with_phi(summed, monthly, indicator.wacht(variant), today, limits.level)
    else:
        summed = _with_deff(summed, samenhang, indicator, variant, Periode(kind))
    if "bladen" in telling.columns:
        summed = _with_rounding(summed, profile)
    final = final_from(pl.col("periode_tot"), indicator.wacht(variant))
    judged = (
        valued(summed, histogram, indicator, variant, limits.level)
        .with_columns(
            # The literal stands right: on the left Polars 2.1 gives one row where all rows have the same day.
            voorlopig=final > pl.lit(today),
            # A gemeente alone covers itself.
            dekking=pl.when(~pl.col("gebied").str.starts_with("GM")).then(
                ratio(pl.col("inwoners"), pl.col("inwoners_totaal"))
            ),
            uitsplitsing=pl.lit(uitsplitsing),
            n_eff=pl.col("noemer") / pl.col("deff"),
        )
        .with_columns(status=_status(indicator.methode_van(variant), limits))
    )
    hidden = pl.col("status").is_in(["geen_levering", "geen_gevallen", "te_veel_onbekend"])
    shown = [pl.when(~hidden).then(pl.col(name)).alias(name) for name in ("waarde", "onder", "boven")]
    made = older_years(judged.with_columns(shown), variant.bevolking, known_years)
    return made.select(pl.col(n).cast(t) for n, t in FIGURE_SCHEMA.items()).sort(CELL)


def _with_phi(summed: pl.DataFrame, monthly: pl.DataFrame, wait: str, today: date, level: float) -> pl.DataFrame:
    """Add to numbers of people or dwellings ``phi``, and ``verruimd``: how far that widens their limits."""
    final = monthly.filter("volledig", final_from(_end(), wait) <= pl.lit(today))
    spread = monthly_spread(final, ["gebied", "cel"])
    widened = spread.with_columns(verruimd=widening(pl.col("phi"), pl.col("vrijheid"), level)).drop("vrijheid")
    placed = summed.join(widened, on=["gebied", "cel"], how="left")
    return placed.with_columns(pl.col("phi", "verruimd").fill_null(1.0), deff=pl.lit(None, pl.Float64))


def _with_deff(
    summed: pl.DataFrame, samenhang: pl.DataFrame | None, indicator: Indicator, variant: Variant, kind: Periode
) -> pl.DataFrame:
    """Add ``deff`` to shares; what does not apply is null."""
    none = pl.lit(None, pl.Float64)
    if indicator.methode_van(variant) is not Methode.WILSON:
        return summed.with_columns(deff=none, phi=none, verruimd=none)
    if samenhang is None:
        return summed.with_columns(deff=pl.lit(1.0), phi=none, verruimd=none)
    deff, otherwise = design_effects(samenhang, indicator, variant, kind)
    placed = summed.join(deff, on="gebied", how="left")
    return placed.with_columns(pl.col("deff").fill_null(otherwise), phi=none, verruimd=none)


def _end() -> pl.Expr:
    """The first day after what a row of counts is about."""
    return pl.col("maand").dt.offset_by(pl.format("{}mo", "maanden"))


def _with_rounding(summed: pl.DataFrame, profile: Profile) -> pl.DataFrame:
    """Add what rounding adds to the variance, in terms of that of separate cases."""
    hits, cases, leaves = pl.col("teller"), pl.col("noemer"), pl.col("bladen")
    share = hits / cases
    of_share = share_variance(hits, cases, leaves, profile) * cases / (share * (1 - share))
    of_count = rounding_variance(leaves, profile) / hits
    between = (hits > 0) & (hits < cases)
    return summed.with_columns(
        deff=pl.col("deff") + pl.when(between).then(of_share).otherwise(0.0),
        # The months that phi was taken from were rounded themselves.
        **{
            name: pl.when(pl.col(name).is_not_null()).then(
                pl.max_horizontal(name, 1 + pl.when(hits > 0).then(of_count).otherwise(0.0))
            )
            for name in ("phi", "verruimd")
        },
    )


def _status(methode: Methode, limits: Limits) -> pl.Expr:
    """The first thing a reader has to know about a figure."""
    # Of people and dwellings the unknown are weighed against the cases, not against the inhabitants.
    answered = pl.col("teller" if methode in (Methode.BYAR, Methode.RATIO) else "noemer")
    unknown = pl.col("onbekend") > limits.most_unknown * (answered + pl.col("onbekend"))
    # A number of cases that is nothing is a figure; a share of nothing is none.
    nothing = pl.lit(value=False) if methode is Methode.RATIO else pl.col("noemer") == 0
    states = (
        ("geen_levering", (pl.col("geleverd") == 0) & (pl.col("deels") == 0)),
        ("onvolledig", pl.col("geleverd") == 0),
        ("te_veel_onbekend", unknown),
        ("geen_gevallen", nothing),
        ("niet_bereikt", pl.col("waarde").is_null()),
        ("onvolledig", pl.col("geleverd") < pl.col("maanden")),
        ("te_lage_dekking", pl.col("dekking") < limits.least_coverage),
    )
    return pl.coalesce(*(pl.when(holds).then(pl.lit(name)) for name, holds in states), pl.lit("ok"))
