"""A country whose gemeenten do not differ: households come back, months differ, and all have the same chance."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import polars as pl

from metrics.between_months import between_months
from metrics.compare import verdicts
from metrics.definition import Indicator
from metrics.intervals import wilson

# Zaken per month of a gemeente, smallest class first, and how many gemeenten there are in a class.
SIZES: Final = (4, 10, 30, 100, 300)
PER_CLASS: Final = 60
_MONTHS: Final = 24
_SHRUNK_UNDER: Final = 200  # household clusters
_END: Final = {3: date(2024, 4, 1), 12: date(2025, 1, 1)}
Numbers = Any  # numpy arrays


@dataclass(frozen=True)
class World:
    """What is the same everywhere: the chance, what repeats, how far months lie apart, and how long is judged."""

    chance: float = 0.3
    repeats: float = 0.4  # share of zaken of a household that had one before
    alike: float = 0.6  # how often a household's next zaak ends as its own others would
    months_sd: float = 0.0
    months: int = 3


def called_worse(
    world: World, indicator: Indicator, *, countries: int, seed: int, between: bool = True, level: float = 0.95
) -> tuple[Numbers, Numbers]:
    """Return per size class how many were judged and how many of them were called slechter."""
    rng = np.random.default_rng(seed)
    judged, worse = np.zeros(len(SIZES)), np.zeros(len(SIZES))
    for _ in range(countries):
        own, rest, tau2 = _country(rng, world, level)
        words = verdicts(own, rest, indicator, between=tau2 if between else None, level=level).to_numpy()
        by_class = words.reshape(len(SIZES), PER_CLASS)
        judged += np.isin(by_class, ("beter", "vergelijkbaar", "slechter")).sum(axis=1)
        worse += (by_class == "slechter").sum(axis=1)
    return judged, worse


def _country(rng: Any, world: World, level: float) -> tuple[pl.DataFrame, pl.DataFrame, pl.Series]:
    number = len(SIZES) * PER_CLASS
    mean = np.repeat(SIZES, PER_CLASS) * (1 - world.repeats) * _MONTHS
    of_household = np.repeat(np.arange(number), rng.poisson(mean))
    times = rng.geometric(1 - world.repeats, of_household.size)
    household = np.repeat(np.arange(of_household.size), times)
    later = np.arange(household.size) - np.repeat(np.cumsum(times) - times, times)
    month = (rng.integers(0, _MONTHS, of_household.size)[household] + 2 * later) % _MONTHS
    place = of_household[household]
    chance = np.clip(world.chance + rng.normal(0, world.months_sd, (number, _MONTHS)), 0.01, 0.99)
    alike = rng.random(household.size) < world.alike
    drawn = np.where(alike, rng.random(of_household.size)[household], rng.random(household.size))
    hit = drawn < chance[place, month]
    cell = place * _MONTHS + month
    teller, noemer = (
        np.bincount(cell, weights, number * _MONTHS).reshape(number, _MONTHS) for weights in (hit, np.ones(hit.size))
    )
    hits, cases = np.bincount(household, hit), np.bincount(household)
    own, own_clusters = _deff(of_household, hits, cases, number)
    national, _ = _deff(np.zeros(of_household.size, int), hits, cases, 1)
    weight = np.minimum(own_clusters / _SHRUNK_UNDER, 1)
    deff = np.maximum(1, weight * own + (1 - weight) * national[0])
    rows = {"gebied": np.repeat(np.arange(number), _MONTHS), "teller": teller.ravel(), "noemer": noemer.ravel()}
    tau2 = between_months(pl.DataFrame(rows), aandeel=True)
    everyone = pl.DataFrame({"gebied": np.arange(number)}).join(tau2, on="gebied", how="left", maintain_order="left")
    part, whole = teller[:, -world.months :].sum(axis=1), noemer[:, -world.months :].sum(axis=1)
    others = part.sum() - part, whole.sum() - whole
    return _figures(part, whole, deff, world, level), _figures(*others, national[0], world, level), everyone["tau2"]


def _deff(owner: Numbers, hits: Numbers, cases: Numbers, number: int) -> tuple[Numbers, Numbers]:
    """Return the variance of the ratio over household clusters, against that of as many independent zaken."""
    teller, noemer = np.bincount(owner, hits, number), np.bincount(owner, cases, number)
    clusters = np.bincount(owner, minlength=number)
    share = teller / noemer
    rest = np.bincount(owner, (hits - share[owner] * cases) ** 2, number)
    chance = share * (1 - share)
    made = rest / noemer * clusters / (clusters - 1) / np.where(chance > 0, chance, 1)
    return np.where(chance > 0, made, 1), clusters


def _figures(teller: Numbers, noemer: Numbers, deff: Any, world: World, level: float) -> pl.DataFrame:
    counts = pl.DataFrame({"teller": teller, "noemer": noemer, "deff": np.broadcast_to(deff, teller.shape)})
    low, high = wilson(pl.col("teller") / pl.col("deff"), pl.col("noemer") / pl.col("deff"), level)
    return counts.with_columns(
        pl.col("teller", "noemer").cast(pl.Int64), waarde=pl.col("teller") / pl.col("noemer"), onder=low, boven=high,
        voorlopig=pl.lit(value=False), status=pl.lit("ok"),
        periode_van=pl.lit(date(2024, 1, 1)), periode_tot=pl.lit(_END[world.months]),
    )  # fmt: skip
