"""Leaves: exact counts of one gemeente, one quarter (or year) and one cell, and how each is shown."""

from datetime import date
from typing import Final

import polars as pl

from metrics.disclosure.rounding import rounded, secret_numbers
from metrics.disclosure.scheme import Profile, final_on
from metrics.indicators import INDICATORS
from metrics.population import COLUMNS, population_by_month

COUNTS: Final = ("teller", "noemer", "onbekend")
LEAF: Final = ("gebied", "indicator", "versie", "variant", "maand", "uitsplitsing", "cel")
_VARIANT: Final = ["indicator", "versie", "variant"]
_PERIOD: Final = ["gebied", "tabel", "maand"]
_SECRET: Final = ("gebied", "tabel", "periode", "plek")
# From a value on, the bars of a shown histogram are so wide: about two digits are left.
_BARS: Final = ((20, 5), (100, 10), (1_000, 100), (10_000, 1_000))


def variants(profile: Profile) -> pl.DataFrame:
    """Return a row per variant as it is counted now: its case table, its noemer of people if any, its months."""
    rows = [
        (i.code, i.versie, v.code, tabel, v.bevolking.value if v.bevolking else None, profile.maanden(tabel))
        for i in INDICATORS
        for v in i.varianten
        for tabel in (i.tabel_van(v),)
    ]
    names = (*_VARIANT, "tabel", "van", "maanden")
    types = (pl.String, pl.Int32, pl.String, pl.String, pl.String, pl.Int32)
    return pl.DataFrame(rows, schema=dict(zip(names, types, strict=True)), orient="row")


def whole_periods(dekking: pl.DataFrame, gemeente_jaar: pl.DataFrame, profile: Profile) -> pl.DataFrame:
    """Return per gemeente and case table the periods of which every month was delivered whole.

    ``inwoners``, ``huishoudens`` and ``corporatiewoningen`` are added up over the months, as a noemer needs them.
    """
    months = dekking.filter(pl.col("volledig") & pl.col("gm_code").str.starts_with("GM"))
    people = population_by_month(gemeente_jaar, months.select("gm_code", "tabel", "maand"))
    return (
        people.with_columns(maand=profile.begin(pl.col("tabel"), pl.col("maand")))
        .group_by(pl.col("gm_code").alias("gebied"), "tabel", "maand")
        .agg(pl.len().cast(pl.Int32).alias("geteld"), *(pl.col(name).fill_null(0).sum() for name in COLUMNS))
        .with_columns(maanden=profile.maanden_van(pl.col("tabel")))
        .filter(pl.col("geteld") == pl.col("maanden"))
        .drop("geteld")
        .sort(_PERIOD)
    )


def by_leaf(telling: pl.DataFrame, periods: pl.DataFrame, profile: Profile) -> pl.DataFrame:
    """Add up monthly counts of gemeenten to leaves; what is in no whole period, or of an old version, is left out."""
    return _placed(telling, periods, profile).group_by(*LEAF, "tabel").agg(pl.col(COUNTS).sum()).collect()


def bars_by_leaf(verdeling: pl.DataFrame, periods: pl.DataFrame, profile: Profile) -> pl.DataFrame:
    """Add up monthly histograms of the whole to leaves, in the coarse bars in which they are shown."""
    whole = _placed(verdeling.filter(uitsplitsing=""), periods, profile)
    coarse = whole.with_columns(waarde=bar(pl.col("waarde")))
    return coarse.group_by(*LEAF, "tabel", "waarde", "gecensureerd").agg(pl.col("aantal").sum()).collect()


def wholes(leaves: pl.DataFrame, periods: pl.DataFrame, profile: Profile, today: date) -> pl.DataFrame:
    """Return the whole of every variant in every period delivered, also where nothing was counted.

    A noemer of people or dwellings is theirs. ``voorlopig`` says whether the outcome of a case may still come in.
    """
    every = periods.join(variants(profile).drop("maanden"), on="tabel")
    people = pl.coalesce(pl.when(pl.col("van") == name).then(pl.col(name)) for name in COLUMNS)
    filled = (
        every.with_columns(uitsplitsing=pl.lit(""), cel=pl.lit(""))
        .join(leaves.drop("tabel"), on=LEAF, how="left")
        .with_columns(pl.col(COUNTS).fill_null(0))
        .with_columns(noemer=pl.coalesce(people, "noemer"), publiek=pl.col("van").is_not_null())
    )
    final = pl.concat(_final_days(filled["maand"].unique(), profile))
    return (
        filled.join(final, on=[*_VARIANT, "maand"], how="left")
        .with_columns(voorlopig=pl.col("definitief_op") > pl.lit(today))
        .select(*LEAF, *COUNTS, "tabel", "publiek", "inwoners", "maanden", "voorlopig")
    )


def cells(leaves: pl.DataFrame, made: pl.DataFrame) -> pl.DataFrame:
    """Return the cells among ``leaves`` of the variants in ``made`` (see wholes), with what these say of them."""
    about = made.select("gebied", *_VARIANT, "maand", "publiek", "inwoners", "maanden", "voorlopig")
    found = leaves.filter(pl.col("uitsplitsing") != "").join(about, on=["gebied", *_VARIANT, "maand"])
    return found.select(made.columns)


def shown_leaves(leaves: pl.DataFrame, key: bytes, profile: Profile) -> pl.DataFrame:
    """Return ``leaves`` with their counts as they are shown; wholes that add up need more (see disclosure.chains).

    Teller, noemer and noemer + onbekend are each rounded with the leaf's secret number, so that rest and onbekend
    are differences of multiples, never below 0. A noemer of people is public and stays as it is.
    """
    u, base = pl.col("u"), profile.veelvoud
    teller, noemer, onbekend = (pl.col(name) for name in COUNTS)
    asked = pl.when("publiek").then(teller).otherwise(noemer)
    known = rounded(asked, u, base)
    made = with_secret(leaves, key, profile).with_columns(
        rounded(teller, u, base).alias("teller"),
        pl.when("publiek").then(noemer).otherwise(known).alias("noemer"),
        (rounded(asked + onbekend, u, base) - known).alias("onbekend"),
    )
    return made.select(leaves.columns)


def shown_bars(bars: pl.DataFrame, key: bytes, profile: Profile) -> pl.DataFrame:
    """Return histograms as they are shown: bars that add up to the shown teller and noemer of their leaf.

    Rounded cumulatively (systematic rounding), those not censored first: nowhere is the distribution off by as much
    as the base.
    """
    base = profile.veelvoud
    ordered = with_secret(bars, key, profile).sort(*LEAF, "gecensureerd", "waarde")
    until = pl.col("aantal").cum_sum().over(LEAF)
    steps = ordered.with_columns(
        aantal=rounded(until, pl.col("u"), base) - rounded(until - pl.col("aantal"), pl.col("u"), base)
    )
    return steps.filter(pl.col("aantal") > 0).select(bars.columns)


def bar(waarde: pl.Expr) -> pl.Expr:
    """Return the middle of the bar in which a value is shown; small values have a bar of their own."""
    middle = pl.when(waarde < _BARS[0][0]).then(waarde)
    for since, width in zip(_BARS, (*_BARS[1:], None), strict=True):
        lowest = waarde // since[1] * since[1] + (since[1] - 1) // 2
        if width is None:
            return middle.otherwise(lowest).cast(pl.Int32)
        middle = middle.when(waarde < width[0]).then(lowest)
    raise ValueError("there is no widest bar")


def _placed(counts: pl.DataFrame, periods: pl.DataFrame, profile: Profile) -> pl.LazyFrame:
    """Give monthly counts of the present versions their case table and the first month of their period."""
    named = counts.lazy().join(variants(profile).lazy().select(*_VARIANT, "tabel"), on=_VARIANT)
    return named.with_columns(maand=profile.begin(pl.col("tabel"), pl.col("maand"))).join(
        periods.lazy().select(_PERIOD), on=_PERIOD, how="semi"
    )


def _final_days(months: pl.Series, profile: Profile) -> list[pl.DataFrame]:
    """Return per variant and first month of a period the day on which it is final."""
    frame = months.to_frame("maand")
    return [
        frame.select(
            pl.lit(i.code).alias("indicator"), pl.lit(i.versie, pl.Int32).alias("versie"),
            pl.lit(v.code).alias("variant"), "maand",
            definitief_op=final_on(i, v, profile.maanden(i.tabel_van(v))),
        )
        for i in INDICATORS
        for v in i.varianten
    ]  # fmt: skip


def with_secret(leaves: pl.DataFrame, key: bytes, profile: Profile) -> pl.DataFrame:
    """Add ``u``: one number for all counts of the same cases, whatever indicator they are of."""
    months = profile.maanden_van(pl.col("tabel")).cast(pl.String)
    named = leaves.with_columns(
        periode=pl.concat_str(pl.col("maand").dt.to_string("%Y-%m-%d"), months, separator="+"),
        plek=pl.concat_str("uitsplitsing", "cel", separator="\x1f"),
    )
    distinct = named.select(_SECRET).unique(maintain_order=True)
    numbers = distinct.with_columns(secret_numbers(distinct, _SECRET, key, profile.veelvoud))
    return named.join(numbers, on=_SECRET, how="left", maintain_order="left")
