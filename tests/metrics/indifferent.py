"""A country whose gemeenten do not differ: households come back, batches come in, months differ, the chance is one."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import polars as pl

from metrics.comparison.between_months import between_months
from metrics.comparison.compare import differences
from metrics.definition import Indicator
from metrics.intervals import byar_widened, wilson_clustered
from metrics.intervals.design_effect import design_effects
from metrics.intervals.monthly_spread import monthly_spread, widening

# Cases per month of a gemeente, smallest class first.
SIZES: Final = (4, 10, 30, 100, 300)
_MONTHS: Final = 24
_START: Final = date(2023, 1, 1)
_FROM: Final = {3: date(2024, 10, 1), 12: date(2024, 1, 1)}
_END: Final = date(2025, 1, 1)
Numbers = Any  # numpy arrays


@dataclass(frozen=True)
class World:
    """What is the same everywhere: the chance, what repeats, how far months lie apart, and how long is judged."""

    chance: float = 0.3
    repeats: float = 0.4  # share of zaken of a household that had one before
    alike: float = 0.6  # how often a household's next zaak ends as its own others would
    months_sd: float = 0.0
    months: int = 3
    per_class: int = 60

    @property
    def number(self) -> int:
        """How many gemeenten there are."""
        return len(SIZES) * self.per_class


@dataclass(frozen=True)
class Stream:
    """Counts instead of shares: ``size`` in expected events per month of the smallest class, batches, and months."""

    size: float = 0.5
    batch: float = 1.0  # events that come together, on average
    months_cv: float = 0.0  # of the underlying monthly rate
    months: int = 12
    per_class: int = 60

    @property
    def number(self) -> int:
        """How many gemeenten there are."""
        return len(SIZES) * self.per_class


def judged(
    world: World | Stream,
    indicator: Indicator,
    *,
    countries: int,
    seed: int,
    between: bool = True,
    level: float = 0.95,
) -> tuple[Numbers, dict[str, Numbers]]:
    """Return per size class how many were judged and how many of them were called better and worse."""
    rng = np.random.default_rng(seed)
    said = np.zeros(len(SIZES))
    called = {word: np.zeros(len(SIZES)) for word in ("beter", "slechter")}
    for _ in range(countries):
        if isinstance(world, Stream):
            own, rest, tau2 = _rates(rng, world, indicator, level)
        else:
            own, rest, tau2 = _shares(rng, world, indicator, level)
        made = differences(own, rest, indicator, between=tau2 if between else None, level=level)
        words = made["oordeel"].to_numpy().reshape(len(SIZES), world.per_class)
        said += np.isin(words, ("beter", "vergelijkbaar", "slechter")).sum(axis=1)
        for word in called:
            called[word] += (words == word).sum(axis=1)
    return said, called


def _shares(
    rng: Any, world: World, indicator: Indicator, level: float
) -> tuple[pl.DataFrame, pl.DataFrame, pl.Series | None]:
    place, month, household, owner = _zaken(rng, world)
    chance = np.clip(world.chance + rng.normal(0, world.months_sd, (world.number, _MONTHS)), 0.01, 0.99)
    alike = rng.random(household.size) < world.alike
    drawn = np.where(alike, rng.random(owner.size)[household], rng.random(household.size))
    hit = drawn < chance[place, month]
    cell = place * _MONTHS + month
    teller, noemer = (
        np.bincount(cell, weights, world.number * _MONTHS).astype(np.int64).reshape(world.number, _MONTHS)
        for weights in (hit, np.ones(hit.size))
    )
    sums = _household_sums(owner, household, hit, indicator)
    deff, national = design_effects(sums, indicator, indicator.standaard)
    own_deff = _codes(world.number).join(deff, on="gebied", how="left", maintain_order="left")["deff"].to_numpy()
    tau2 = between_months(_monthly(teller, noemer), aandeel=True)
    part, whole = (each[:, -world.months :].sum(axis=1) for each in (teller, noemer))
    own = _figures(part, whole, world.months, deff=own_deff)
    rest = _figures(part.sum() - part, whole.sum() - whole, world.months, deff=np.full(world.number, national))
    limits = wilson_clustered(pl.col("teller"), pl.col("noemer"), pl.col("deff"), level)
    own, rest = (
        each.with_columns(
            waarde=pl.col("teller") / pl.col("noemer"),
            n_eff=pl.col("noemer") / pl.col("deff"),
            onder=limits[0],
            boven=limits[1],
        )
        for each in (own, rest)
    )
    return own, rest, _codes(world.number).join(tau2, on="gebied", how="left", maintain_order="left")["tau2"]


def _rates(
    rng: Any, world: Stream, indicator: Indicator, level: float
) -> tuple[pl.DataFrame, pl.DataFrame, pl.Series | None]:
    mean = np.repeat(SIZES, world.per_class)[:, None] * world.size / SIZES[0] * np.ones(_MONTHS)
    if world.months_cv > 0:
        shape = world.months_cv**-2
        mean = mean * rng.gamma(shape, 1 / shape, mean.shape)
    batches = rng.poisson(mean / world.batch)
    more = rng.poisson(batches * (world.batch - 1)) if world.batch > 1 else 0
    teller = batches + more
    noemer = np.broadcast_to(np.repeat(SIZES, world.per_class)[:, None] * 10_000, teller.shape)
    monthly = _monthly(teller, noemer)
    found = monthly_spread(monthly, ["gebied"])
    spread = _codes(world.number).join(found, on="gebied", how="left", maintain_order="left")
    everyone = monthly_spread(_monthly(teller.sum(axis=0)[None], noemer.sum(axis=0)[None]), ["gebied"])
    part, whole = (each[:, -world.months :].sum(axis=1) for each in (teller, noemer))
    own = _figures(part, whole, world.months, **_spread(spread))
    rest = _figures(part.sum() - part, whole.sum() - whole, world.months, **_spread(everyone[[0] * world.number]))
    factor = indicator.eenheid.factor
    limits = byar_widened(pl.col("teller"), widening(pl.col("phi"), pl.col("vrijheid"), level), level)
    own, rest = (
        each.with_columns(
            pl.Series("waarde", each["teller"] / each["noemer"] * factor),
            onder=limits[0] / pl.col("noemer") * factor,
            boven=limits[1] / pl.col("noemer") * factor,
        )
        for each in (own, rest)
    )
    return own, rest, None  # phi has what differs between months


def _spread(found: pl.DataFrame) -> dict[str, Numbers]:
    return {name: found[name].to_numpy() for name in ("phi", "vrijheid")}


def _zaken(rng: Any, world: World) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Return of each zaak its gemeente, month and household, and of each household its gemeente."""
    mean = np.repeat(SIZES, world.per_class) * (1 - world.repeats) * _MONTHS
    owner = np.repeat(np.arange(world.number), rng.poisson(mean))
    times = rng.geometric(1 - world.repeats, owner.size)
    household = np.repeat(np.arange(owner.size), times)
    later = np.arange(household.size) - np.repeat(np.cumsum(times) - times, times)
    month = (rng.integers(0, _MONTHS, owner.size)[household] + 2 * later) % _MONTHS
    return owner[household], month, household, owner


def _household_sums(owner: Numbers, household: Numbers, hit: Numbers, indicator: Indicator) -> pl.DataFrame:
    """Return the sums over households that the store keeps, of each gemeente and of Nederland."""
    households = pl.DataFrame({"gebied": owner, "t": np.bincount(household, hit).astype(np.int64)}).with_columns(
        n=pl.Series(np.bincount(household)), gebied=pl.format("GM{}", pl.col("gebied").cast(pl.String).str.zfill(4))
    )
    sums = {
        "huishoudens": pl.len().cast(pl.Int64), "teller": pl.col("t").sum(), "noemer": pl.col("n").sum(),
        "teller2": pl.col("t").pow(2).sum(), "product": (pl.col("t") * pl.col("n")).sum(),
        "noemer2": pl.col("n").pow(2).sum(),
    }  # fmt: skip
    whole = households.select(gebied=pl.lit("NL"), **sums)
    both = pl.concat([households.group_by("gebied").agg(**sums), whole.head(1)])
    return both.with_columns(
        indicator=pl.lit(indicator.code), versie=pl.lit(indicator.versie, pl.Int32),
        variant=pl.lit(indicator.standaard.code), uitsplitsing=pl.lit(""),
    )  # fmt: skip


def _codes(number: int) -> pl.DataFrame:
    return pl.DataFrame({"gebied": [f"GM{place:04}" for place in range(number)]})


def _monthly(teller: Numbers, noemer: Numbers) -> pl.DataFrame:
    """Put a row per gemeente and month in a frame."""
    months = pl.date_range(_START, _END, "1mo", closed="left", eager=True)
    codes = _codes(teller.shape[0])
    rows = codes.join(months.alias("maand").to_frame(), how="cross", maintain_order="left_right")
    return rows.with_columns(teller=pl.Series(teller.ravel()), noemer=pl.Series(noemer.ravel()))


def _figures(teller: Numbers, noemer: Numbers, months: int, **spread: Numbers) -> pl.DataFrame:
    return pl.DataFrame({"teller": teller, "noemer": noemer, **spread}).with_columns(
        voorlopig=pl.lit(value=False), status=pl.lit("ok"),
        periode_van=pl.lit(_FROM[months]), periode_tot=pl.lit(_END),
    )  # fmt: skip
