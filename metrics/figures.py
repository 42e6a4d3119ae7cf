"""From stored counts to what a reader sees: value, interval, bounds and status. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import polars as pl

from metrics.asked import asked_of, gebieden_of, pairs_of, spans_of, withheld_of
from metrics.counted_months import (
    KEY,
    WHOLE,
    cells_of,
    counted_months,
    counts_of,
    histogram_per_period,
    months_of,
    months_within,
    per_period,
)
from metrics.definition import Indicator, Variant
from metrics.disclosure.scheme import ANDEREN, Profile, rounding_variance, share_variance
from metrics.figure_values import WIDE_LIMITS, ratio, valued
from metrics.intervals.design_effect import design_effects_of
from metrics.intervals.monthly_spread import monthly_spread, widening
from metrics.measure import Methode
from metrics.periods import Periode, final_from
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
# Of many variants at once: which it is, and of which kind of period; ``WIDE_SCHEMA`` when limits at a second level
# were asked for as well.
FIGURES_SCHEMA: Final = pl.Schema(
    {"indicator": pl.String(), "variant": pl.String(), "kind": pl.String(), **FIGURE_SCHEMA}
)
WIDE_SCHEMA: Final = pl.Schema({**FIGURES_SCHEMA, **dict.fromkeys(WIDE_LIMITS, pl.Float64())})
_SPREAD_BY: Final = ["paar", "gebied", "cel"]
_HIDDEN: Final = ["geen_levering", "geen_gevallen", "te_veel_onbekend"]


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
    made = figures_of(
        [(indicator, variant)],
        telling,
        verdeling,
        dekking,
        kind=kind,
        today=today,
        uitsplitsing=uitsplitsing,
        total_inwoners=total_inwoners,
        known_years=known_years,
        limits=limits,
        samenhang=samenhang,
        profile=profile,
    )
    return made.select(FIGURE_SCHEMA.names())


def figures_of(
    pairs: Sequence[tuple[Indicator, Variant]],
    telling: pl.DataFrame,
    verdeling: pl.DataFrame,
    dekking: pl.DataFrame,
    *,
    kind: Periode | str | Sequence[Periode | str],
    today: date,
    uitsplitsing: str = WHOLE,
    total_inwoners: Mapping[int, int] | pl.DataFrame | None = None,
    known_years: pl.DataFrame | None = None,
    limits: Limits | None = None,
    samenhang: pl.DataFrame | None = None,
    profile: Profile = ANDEREN,
    withheld: pl.DataFrame | None = None,
    until: date | None = None,
    only: pl.DataFrame | None = None,
    wide: float | None = None,
) -> pl.DataFrame:
    """Return the figures of many variants at once, as FIGURES_SCHEMA: for each pair the same as ``figures`` gives.

    One plan for all of them takes hardly longer than one of them. ``kind`` is one for all, or one for each of
    ``pairs``, among which a variant may then stand more than once. They come in the order of ``pairs``.

    ``total_inwoners`` may also be of many regions: gebied, jaar, inwoners_totaal.
    ``withheld`` (indicator, variant, gebied, maand) are months of which a count is left out as if it was not
    delivered. ``until`` is a month to which periods go on, delivered or not. With ``only`` (columns of the result such
    as indicator, kind and periode_van) those periods alone are made of which it has a row. ``wide`` is a second
    level: its limits are in onder_ruim and boven_ruim (WIDE_SCHEMA).
    """
    limits = limits or Limits()
    schema = FIGURES_SCHEMA if wide is None else WIDE_SCHEMA
    kinds = [kind] * len(pairs) if isinstance(kind, (Periode, str)) else kind
    asked = asked_of(pairs, [Periode(each) for each in kinds], uitsplitsing)
    distinct, months = pairs_of(asked), dekking.filter(pl.col("maand") <= today)
    hidden = withheld_of(withheld, distinct)
    spans = spans_of(asked, months, hidden, until=until, only=only, today=today)
    if spans.is_empty():
        return schema.to_frame()
    counts = counts_of(telling, distinct, uitsplitsing)
    needed = None if only is None else months_within(spans).select("paar", "maand").unique()
    delivered = months_of(distinct, months, hidden, needed)
    cells = cells_of(counts, delivered, uitsplitsing)
    monthly = counted_months(counts, delivered, cells, {} if total_inwoners is None else total_inwoners)
    summed = per_period(monthly, gebieden_of(distinct, months, hidden), cells, spans)
    levels = {"": limits.level} if wide is None else {"": limits.level, "_ruim": wide}
    published = profile if "bladen" in telling.columns else None
    summed = _with_phi(summed, monthly, distinct, today, levels, published)
    summed = _with_deff(summed, samenhang, asked)
    if published is not None:
        summed = _with_rounding(summed, published)
    medians = distinct.filter(pl.col("methode").is_in([one.value for one in Methode if one.uit_verdeling]))
    histogram = None
    if medians.height:
        bars = verdeling.filter(uitsplitsing=uitsplitsing).join(
            medians.select("paar", "indicator", "variant"), on=["indicator", "variant"]
        )
        histogram = histogram_per_period(bars, counts, monthly, spans)
    judged = valued(summed, histogram, levels).with_columns(
        # A gemeente alone covers itself.
        dekking=pl.when(~pl.col("gebied").str.starts_with("GM")).then(
            ratio(pl.col("inwoners"), pl.col("inwoners_totaal"))
        ),
        uitsplitsing=pl.lit(uitsplitsing),
        n_eff=pl.col("noemer") / pl.col("deff"),
    )
    judged = judged.with_columns(status=_status(limits))
    seen = ~pl.col("status").is_in(_HIDDEN)
    shown = [name for name in ("waarde", "onder", "boven", *WIDE_LIMITS) if name in judged.columns]
    judged = judged.with_columns(pl.when(seen).then(pl.col(name)).alias(name) for name in shown)
    made = older_years(judged, known_years).sort(KEY)
    return made.select(pl.col(name).cast(dtype) for name, dtype in schema.items())


def _with_phi(
    summed: pl.DataFrame,
    monthly: pl.DataFrame,
    pairs: pl.DataFrame,
    today: date,
    levels: Mapping[str, float],
    published: Profile | None,
) -> pl.DataFrame:
    """Add to numbers of people or dwellings ``phi``, and per level ``verruimd``: how far that widens their limits.

    Of a publication (its profile) the periods are those published, and what rounding adds is not in it yet.
    """
    rates = monthly.filter(pl.col("methode") == Methode.BYAR.value)
    if published is not None:
        rates = _published_periods(rates, published)
    if rates.is_empty():
        phi = pl.when(pl.col("methode") == Methode.BYAR.value).then(1.0)
        return summed.with_columns(phi=phi, **{f"verruimd{suffix}": phi for suffix in levels})
    # Of many gebieden the same months: when each of them is final is worked out once.
    lengths = rates.select("paar", "maand", "maanden").unique().join(pairs.select("paar", "wacht"), on="paar")
    ended = pl.col("maand").dt.offset_by(pl.format("{}mo", "maanden"))
    closed = lengths.filter(final_from(ended, pl.col("wacht")) <= pl.lit(today))
    final = rates.filter("volledig").join(closed, on=["paar", "maand", "maanden"], how="semi")
    spread = monthly_spread(final, _SPREAD_BY)
    widened = spread.with_columns(
        widening(pl.col("phi"), pl.col("vrijheid"), level).alias(f"verruimd{suffix}")
        for suffix, level in levels.items()
    ).drop("vrijheid")
    placed = summed.join(widened, on=_SPREAD_BY, how="left")
    made = ["phi", *(f"verruimd{suffix}" for suffix in levels)]
    return placed.with_columns(
        pl.when(pl.col("methode") == Methode.BYAR.value).then(pl.col(name).fill_null(1.0)).alias(name) for name in made
    )


def _published_periods(rates: pl.DataFrame, profile: Profile) -> pl.DataFrame:
    """Return what was published as one row per period, with ``maanden`` and the ``ruis`` of rounding.

    Those that read a publication give the count of a quarter in its first month, and nothing in the two after it.
    """
    place = ["paar", "gebied", "cel"]
    ordered = rates.filter("volledig").sort(*place, "maand")
    begun = ordered.with_columns(begin=(pl.col("noemer") > 0).cum_sum().over(place))
    return begun.group_by(*place, "begin", maintain_order=True).agg(
        pl.col("maand", "volledig").first(),
        pl.col("teller", "noemer", "maanden").sum(),
        ruis=rounding_variance(pl.col("bladen").sum(), profile),
    )


def _with_deff(summed: pl.DataFrame, samenhang: pl.DataFrame | None, asked: pl.DataFrame) -> pl.DataFrame:
    """Add ``deff`` to shares; what does not apply is null."""
    share = pl.col("methode") == Methode.WILSON.value
    if samenhang is None:
        return summed.with_columns(deff=pl.when(share).then(1.0))
    deff, otherwise = design_effects_of(samenhang, asked.filter(share))
    placed = summed.join(deff, on=["vraag", "gebied"], how="left").join(otherwise, on="vraag", how="left")
    return placed.with_columns(deff=pl.when(share).then(pl.coalesce("deff", "deff_anders"))).drop("deff_anders")


def _with_rounding(summed: pl.DataFrame, profile: Profile) -> pl.DataFrame:
    """Add what rounding adds to the variance, in terms of that of separate cases."""
    hits, cases, leaves = pl.col("teller"), pl.col("noemer"), pl.col("bladen")
    share = hits / cases
    of_share = share_variance(hits, cases, leaves, profile) * cases / (share * (1 - share))
    of_count = rounding_variance(leaves, profile) / hits
    between = (hits > 0) & (hits < cases)
    counted = [name for name in summed.columns if name.startswith(("phi", "verruimd"))]
    return summed.with_columns(
        deff=pl.col("deff") + pl.when(between).then(of_share).otherwise(0.0),
        **{name: pl.col(name) + pl.when(hits > 0).then(of_count).otherwise(0.0) for name in counted},
    )


def _status(limits: Limits) -> pl.Expr:
    """The first thing a reader has to know about a figure."""
    methode = pl.col("methode")
    # Of people and dwellings the unknown are weighed against the cases, not against the inhabitants.
    answered = pl.when(methode.is_in([Methode.BYAR.value, Methode.RATIO.value])).then("teller").otherwise("noemer")
    unknown = pl.col("onbekend") > limits.most_unknown * (answered + pl.col("onbekend"))
    # A number of cases that is nothing is a figure; a share of nothing is none.
    nothing = (methode != Methode.RATIO.value) & (pl.col("noemer") == 0)
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
