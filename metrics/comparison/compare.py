"""A verdict on one's own figure against the rest of Nederland: the interval decides, not the difference."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import polars as pl

from metrics.comparison.oordelen import TE_WEINIG, VERGELIJKBAAR, higher_and_lower
from metrics.definition import Indicator, Methode, Variant
from metrics.intervals import byar_widened, mover
from metrics.intervals.confidence import z_value
from metrics.intervals.exact_tails import binomial_tail, poisson_tail

# A rest so many times larger is as good as certain itself, so only the own interval counts.
_MUCH_LARGER: Final = 20
_LEAST_CASES: Final = 10
_LEAST_EVENTS: Final = 5
_JUDGED: Final = pl.Schema(
    {
        "waarde": pl.Float64, "onder": pl.Float64, "boven": pl.Float64, "teller": pl.Int64, "noemer": pl.Int64,
        "voorlopig": pl.Boolean, "status": pl.String,
    }
)  # fmt: skip
# What a figure may say more of itself, and how sure it is of it.
_SAID: Final = {"periode_van": pl.Date(), "periode_tot": pl.Date(), "n_eff": pl.Float64(), "phi": pl.Float64()}
_DEFINED: Final = pl.Schema(
    {"methode": pl.String(), "factor": pl.Float64(), "woord_hoger": pl.String(), "woord_lager": pl.String()}
)
# Where fewer are expected, with or without the outcome, Wilson's interval alone calls too many different.
_EXACT_BELOW: Final = 10
# Of phi, the mean of squared differences between 24 neighbouring months: 2/3 of their number (Von Neumann et al. 1941).
_FREEDOM: Final = 16
# What a figure needs to be judged as well as it can be.
JUDGED_SCHEMA: Final = pl.Schema({**_JUDGED, **_SAID})
DIFFERENCE_SCHEMA: Final = pl.Schema(
    {"verschil": pl.Float64, "onder": pl.Float64, "boven": pl.Float64, "kans": pl.Float64, "oordeel": pl.String}
)


def verdict(
    own: Mapping[str, Any],
    rest: Mapping[str, Any],
    indicator: Indicator,
    *,
    variant: Variant | None = None,
    between: float | None = None,
    level: float = 0.95,
) -> str | None:
    """Judge one figure against that of the rest, in which the own gemeente is left out; see ``verdicts``."""
    mine, theirs = (
        pl.DataFrame([{name: row.get(name) for name in JUDGED_SCHEMA}], schema=JUDGED_SCHEMA) for row in (own, rest)
    )
    tau2 = None if between is None else pl.Series([between], dtype=pl.Float64)
    return verdicts(mine, theirs, indicator, variant=variant, between=tau2, level=level).item()


def verdicts(
    own: pl.DataFrame,
    rest: pl.DataFrame,
    indicator: Indicator,
    *,
    variant: Variant | None = None,
    between: pl.Series | None = None,
    level: float = 0.95,
) -> pl.Series:
    """Return the ``oordeel`` on each row of ``own`` beside the same row of ``rest``; see ``differences``."""
    return differences(own, rest, indicator, variant=variant, between=between, level=level)["oordeel"]


def differences(
    own: pl.DataFrame,
    rest: pl.DataFrame,
    indicator: Indicator,
    *,
    variant: Variant | None = None,
    between: pl.Series | None = None,
    level: float = 0.95,
) -> pl.DataFrame:
    """Return for each row of ``own`` how far it lies from the same row of ``rest``, and what may be said of that.

    Both are figures (waarde, onder, boven, teller, noemer, voorlopig, status) with limits at ``level``; the own
    gemeente is left out of the rest. Columns: verschil (own - rest, in the unit of the value) with its limits onder
    and boven at ``level``, kans (two-sided) and oordeel:

    - beter, slechter or vergelijkbaar; hoger or lager where neither is good;
    - "te weinig gegevens" where there are fewer than 10 cases, or of a rate under 5 events both seen and expected,
      or no limits;
    - null where no comparison is honest: voorlopig, onvolledig, too little coverage, or nothing to compare with.

    Where the rest has 20 times the noemer or more, its value is taken as certain; else the limits are those of a
    difference: Newcombe's hybrid score interval (1998, method 10) for shares with Wilson limits, MOVER (Zou & Donner
    2008) for all others. ``between`` is per row tau squared, the variance of the underlying monthly value (see
    metrics.comparison.between_months), in the unit of the value squared. Over the m months of the period (periode_tot -
    periode_van of ``own``; one where it has none) it adds z^2 tau^2 / m to the square of both own half-widths. The
    limits of a rate, widened by phi (metrics.intervals.monthly_spread), hold what differs between months: give none.
    The kans is 2 Phi(-z |verschil| / h), h the half-width on the side of 0: 1 - the level at which 0 is a limit.

    Two things keep those of few cases from being called different too often. Of a share of which under 10 are expected
    with or without the outcome, the exact binomial tail of ``n_eff`` cases (noemer without that column) at the
    value of the rest has to be below (1 - level) / 2 as well; so has the exact Poisson tail of a rate of which under
    10 x ``phi`` are expected, both counts divided by phi. The kans is then at least twice that tail. And where
    ``phi`` is above 1 the own limits of a rate are at least those of the count widened by phi (t / z)^2, t of Student
    with 16 degrees of freedom, since 24 months say no more of it. The limits of a figure itself take a small phi for
    chance (see metrics.intervals.monthly_spread); whoever has a real one would then be called different too often.
    """
    about = [(indicator, variant or indicator.standaard)] * own.height
    return differences_of(own, rest, about, between=between, level=level)


def differences_of(
    own: pl.DataFrame,
    rest: pl.DataFrame,
    about: Sequence[tuple[Indicator, Variant]],
    *,
    between: pl.Series | None = None,
    level: float = 0.95,
) -> pl.DataFrame:
    """Return the same where each row is of a variant of its own, which stands at its place in ``about``."""
    pairs = _pairs(_widened(own, about, level), rest, about, between, level)
    onder, boven = mover(
        (pl.col("waarde"), pl.col("onder"), pl.col("boven")),
        (pl.col("waarde_rest"), pl.col("onder_rest"), pl.col("boven_rest")),
    )
    much_larger = pl.col("noemer_rest") >= _MUCH_LARGER * pl.col("noemer")
    judged = pairs.with_columns(
        verschil=pl.col("waarde") - pl.col("waarde_rest"),
        onder=pl.when(much_larger).then(pl.col("onder") - pl.col("waarde_rest")).otherwise(onder),
        boven=pl.when(much_larger).then(pl.col("boven") - pl.col("waarde_rest")).otherwise(boven),
        genoeg=_enough().fill_null(value=False),
        exact=_exact_chance(pairs),
    ).with_columns(kans=pl.max_horizontal(_chance(level), pl.col("exact")))
    known = pl.all_horizontal(pl.col("verschil", "onder", "boven").is_not_null())
    agreed = pl.col("exact").is_null() | (pl.col("exact") < 1 - level)
    word = (
        pl.when(~known | ~pl.col("genoeg"))
        .then(pl.lit(TE_WEINIG))
        .when((pl.col("onder") > 0) & agreed)
        .then("woord_hoger")
        .when((pl.col("boven") < 0) & agreed)
        .then("woord_lager")
        .otherwise(pl.lit(VERGELIJKBAAR))
    )
    honest = (_final("") & _final("_rest") & pl.col("waarde_rest").is_not_null()).fill_null(value=False)
    return judged.with_columns(oordeel=pl.when(honest).then(word)).select(DIFFERENCE_SCHEMA.names())


def without_own(counts: pl.DataFrame, *, by: Sequence[str] = ("periode_van",)) -> pl.DataFrame:
    """Return for each row of ``counts`` the teller, noemer and onbekend of all other rows with the same ``by``.

    For a list or a map: one row per gemeente and period, and beside each the rest of the group without it. Sums of
    counts, never means of shares; what was not delivered (null) is in no sum, and leaves itself out as nothing.
    """
    numbers = [name for name in ("teller", "noemer", "onbekend") if name in counts.columns]
    whole = (pl.col(name).sum().over(list(by)) - pl.col(name).fill_null(0) for name in numbers)
    return counts.select(*by, *whole)


def _widened(own: pl.DataFrame, about: Sequence[tuple[Indicator, Variant]], level: float) -> pl.DataFrame:
    """Give rates at least the limits of every phi at its word."""
    methods = [one.methode_van(of) is Methode.BYAR for one, of in about]
    if "phi" not in own.columns or not any(methods):
        return own
    rates = pl.Series(methods, dtype=pl.Boolean)
    factor = pl.Series([one.eenheid_van(of).factor for one, of in about], dtype=pl.Float64)
    phi = pl.col("phi").cast(pl.Float64)
    limits = byar_widened(pl.col("teller"), phi * (_student(level) / z_value(level)) ** 2, level)
    per, more = factor / pl.col("noemer"), (phi > 1) & (pl.col("noemer") > 0) & rates
    low, high = (pl.when(more).then(limit * per) for limit in limits)
    # Without limits of its own a figure gets none here.
    known = pl.col("onder").is_not_null()
    return own.with_columns(
        onder=pl.when(known).then(pl.min_horizontal("onder", low)),
        boven=pl.when(known).then(pl.max_horizontal("boven", high)),
    )


def _pairs(
    own: pl.DataFrame,
    rest: pl.DataFrame,
    about: Sequence[tuple[Indicator, Variant]],
    between: pl.Series | None,
    level: float,
) -> pl.DataFrame:
    """Put own and rest beside each other, the own limits widened for what differs between months."""
    theirs = rest.select(pl.col(name).alias(f"{name}_rest") for name in _JUDGED)
    said = (
        (pl.col(name) if name in own.columns else pl.lit(None)).cast(kind).alias(name) for name, kind in _SAID.items()
    )
    tau2 = pl.Series("tau2", [0.0], pl.Float64).new_from_index(0, own.height) if between is None else between
    van, tot = pl.col("periode_van").dt, pl.col("periode_tot").dt
    months = (12 * (tot.year() - van.year()) + tot.month() - van.month()).clip(1).fill_null(1)
    extra = pl.col("tau2").fill_null(0.0) * z_value(level) ** 2 / months
    low, high = (pl.col(side) - pl.col("waarde") for side in ("onder", "boven"))
    rows = [
        (one.methode_van(of).value, one.eenheid_van(of).factor, *higher_and_lower(one.richting)) for one, of in about
    ]
    defined = pl.DataFrame(rows, schema=_DEFINED, orient="row")
    pairs = pl.concat([own.select(*_JUDGED, *said), theirs, defined], how="horizontal")
    return pairs.with_columns(tau2.cast(pl.Float64).alias("tau2")).with_columns(
        onder=pl.col("waarde") - (low.pow(2) + extra).sqrt(), boven=pl.col("waarde") + (high.pow(2) + extra).sqrt()
    )


def _student(level: float) -> float:
    from scipy.special import stdtrit  # pyright: ignore[reportMissingTypeStubs]

    return float(stdtrit(_FREEDOM, (1 + level) / 2))


def _exact_chance(pairs: pl.DataFrame) -> pl.Series:
    """Return twice the exact tail of what was counted at the value of the rest, null where enough are expected."""
    value, noemer = pl.col("waarde_rest"), pl.col("noemer").cast(pl.Float64)
    share, rate = (pl.col("methode") == methode.value for methode in (Methode.WILSON, Methode.BYAR))
    separate = noemer / pl.max_horizontal("phi", pl.lit(1.0)) / pl.col("factor")
    cases = pl.when(share).then(pl.coalesce("n_eff", noemer)).when(rate).then(separate)
    numbers = pairs.select("methode", value, cases=cases).with_columns(hoped=pl.col("cases") * value)
    fewer = pl.when(share).then(pl.min_horizontal("hoped", pl.col("cases") - pl.col("hoped"))).otherwise("hoped")
    numbers = numbers.with_columns(pairs["waarde"] * numbers["cases"], few=fewer < _EXACT_BELOW)
    seen, of, at, hoped = (
        numbers[name].fill_null(float("nan")).to_numpy() for name in ("waarde", "cases", "waarde_rest", "hoped")
    )
    tails = pl.DataFrame({"share": binomial_tail(seen, of, at), "rate": poisson_tail(seen, hoped)})
    tail = numbers.with_columns(tails).select(pl.when(share).then("share").otherwise("rate")).to_series()
    exact = (2 * tail).fill_nan(None).clip(0, 1)
    return numbers.select(pl.when("few").then(exact)).to_series()


def _chance(level: float) -> pl.Expr:
    """Return how often a difference like this or larger turns up where there is none."""
    gap = pl.col("verschil")
    side = pl.when(gap >= 0).then(gap - pl.col("onder")).otherwise(pl.col("boven") - gap)
    deviate = pl.when(side > 0).then(gap.abs() / side * z_value(level)).when(gap == 0).then(0.0)
    return deviate.map_batches(_two_tails, return_dtype=pl.Float64)


def _two_tails(deviate: pl.Series) -> pl.Series:
    from scipy.special import ndtr  # pyright: ignore[reportMissingTypeStubs]

    tails: Any = ndtr(-deviate.to_numpy())
    return pl.Series(2 * tails, dtype=pl.Float64).fill_nan(None)


def _final(side: str) -> pl.Expr:
    """Whether a figure is whole and will not change."""
    return (pl.col(f"status{side}") == "ok") & ~pl.col(f"voorlopig{side}")


def _enough() -> pl.Expr:
    """Whether there are cases enough to say anything of: of rare events seen or expected, else answered."""
    expected = pl.col("waarde_rest") * pl.col("noemer") / pl.col("factor")
    rate = pl.max_horizontal(pl.col("teller"), expected) >= _LEAST_EVENTS
    return pl.when(pl.col("methode") == Methode.BYAR.value).then(rate).otherwise(pl.col("noemer") >= _LEAST_CASES)
