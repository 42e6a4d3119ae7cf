"""Gemeenten of which the truth is known, counted as the store does: what their figures cover of it."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import polars as pl

from metrics.comparison.between_months import between_months
from metrics.comparison.compare import verdicts, without_own
from metrics.counting.compute import TELLING_SCHEMA, VERDELING_SCHEMA
from metrics.counting.counted import Counted
from metrics.counting.samenhang import samenhang
from metrics.coverage import COVERAGE_SCHEMA
from metrics.figures import figures
from metrics.indicators import indicator_named
from metrics.tables import SAMENHANG_SCHEMA

# Cases per month of a gemeente, smallest class first.
SIZES: Final = (1, 4, 10, 30, 100)
TODAY: Final = date(2026, 11, 1)
_MONTHS: Final = pl.date_range(date(2023, 1, 1), date(2024, 12, 1), "1mo", eager=True)
_SUMS: Final = [name for name, kind in SAMENHANG_SCHEMA.items() if kind == pl.Int64]
VS01, VS07 = indicator_named("VS01"), indicator_named("VS07")
Numbers = Any  # numpy arrays


@dataclass(frozen=True)
class Shares:
    """A share: what is true on average, how alike a household's zaken end, and how soon it is back."""

    chance: float = 0.3
    alike: float = 0.6  # correlation of the zaken of one household
    repeats: float = 0.4  # share of zaken of a household that had one before
    soon: float = 0.0  # share of those that come the month after; the others any month
    months_sd: float = 0.0  # how far the chance of a gemeente's month lies from that of others


@dataclass(frozen=True)
class Batches:
    """A number: how many signalen come together on average, and how far the levels of months lie apart."""

    batch: float = 1.0
    months_cv: float = 0.0


@dataclass(frozen=True)
class Counted24:
    """Two years of counts of gemeenten, and the true value of each of their months."""

    indicator: Any
    telling: pl.DataFrame
    alike: pl.DataFrame | None
    truth: pl.DataFrame  # gebied, maand, waar (value), gewicht (expected noemer, or people)

    def figures(self, kind: str) -> pl.DataFrame:
        """Return the product's own figures of each gemeente and period."""
        codes = self.truth.select(gm_code="gebied").unique(maintain_order=True)
        dekking = codes.join(_MONTHS.alias("maand").to_frame(), how="cross").with_columns(
            tabel=pl.lit(self.indicator.tabel), volledig=pl.lit(value=True)
        )
        return figures(
            self.telling, VERDELING_SCHEMA.to_frame(), dekking.select(COVERAGE_SCHEMA.names()), self.indicator,
            self.indicator.standaard, kind=kind, today=TODAY, samenhang=self.alike,
        )  # fmt: skip

    def cells(self, kind: str) -> pl.DataFrame:
        """Return per gemeente and period its figure beside the truth (waar), and what was expected (raak, mis)."""
        every = {"kwartaal": "1q", "jaar": "1y"}[kind]
        weighted = pl.col("waar").dot("gewicht") / pl.col("gewicht").sum()
        truth = self.truth.group_by("gebied", periode_van=pl.col("maand").dt.truncate(every)).agg(
            waar=weighted, gewicht=pl.col("gewicht").sum()
        )
        made = self.figures(kind).filter(pl.col("waarde").is_not_null())
        expected = pl.col("waar") * pl.col("gewicht") / self.indicator.eenheid.factor
        rate = self.indicator is VS01
        return made.join(truth, on=["gebied", "periode_van"]).with_columns(
            raak=expected,
            mis=pl.lit(float("inf")) if rate else pl.col("gewicht") - expected,
            gedekt=pl.col("waar").is_between("onder", "boven"),
        )


def simulated(world: Shares | Batches, *, per_class: int, seed: int) -> Counted24:
    """Simulate two years of ``per_class`` gemeenten of each size."""
    return _shares(world, per_class, seed) if isinstance(world, Shares) else _batches(world, per_class, seed)


def _shares(world: Shares, per_class: int, seed: int) -> Counted24:
    """Simulate zaken one by one; a household has its own chance, around that of the month."""
    rng = np.random.default_rng(seed)
    number, size = len(SIZES) * per_class, len(_MONTHS)
    owner = np.repeat(np.arange(number), rng.poisson(np.repeat(SIZES, per_class) * (1 - world.repeats) * size))
    times = rng.geometric(1 - world.repeats, owner.size)
    household = np.repeat(np.arange(owner.size), times)
    later = np.arange(household.size) - np.repeat(np.cumsum(times) - times, times)
    first = rng.integers(0, size, owner.size)[household]
    soon = rng.random(household.size) < world.soon
    month = np.where(soon | (later == 0), (first + later) % size, rng.integers(0, size, household.size))
    place = owner[household]
    level = np.clip(world.chance + rng.normal(0, world.months_sd, (number, size)), 0.01, 0.99)
    # A zaak ends as the household always does, or anew: any two of a household correlate as planted.
    same = rng.random(household.size) < np.sqrt(world.alike)
    drawn = np.where(same, rng.random(owner.size)[household], rng.random(household.size))
    hit = drawn < level[place, month]
    codes = _codes(number)
    one = Counted(VS07, VS07.standaard)
    narrow = pl.DataFrame({
        "sleutel": household, "gm_code": codes.gather(place), f"maand {one.datum}": _MONTHS.gather(month),
        one.column("teller"): hit, one.column("noemer"): np.ones(hit.size, dtype=np.bool_),
    })  # fmt: skip
    delivered = pl.DataFrame({"gm_code": codes}).join(_MONTHS.alias("maand").to_frame(), how="cross")
    own = samenhang(narrow, [one], delivered)
    whole = own.group_by("indicator", "versie", "variant", "uitsplitsing").agg(pl.col(_SUMS).sum()).with_columns(
        gebied=pl.lit("NL")
    )  # fmt: skip
    cell = place * size + month
    teller, noemer = (np.bincount(cell, each, number * size).astype(np.int64) for each in (hit, np.ones(hit.size)))
    expected = np.repeat(SIZES, per_class * size).astype(np.float64)
    truth = _months(number).with_columns(waar=pl.Series(level.ravel()), gewicht=pl.Series(expected))
    alike = pl.concat([own, whole.select(own.columns)])
    return Counted24(VS07, _telling(VS07, truth, teller, noemer), alike, truth)


def _batches(world: Batches, per_class: int, seed: int) -> Counted24:
    """Simulate signalen that come in batches, in months of which the level differs; true is the usual level."""
    rng = np.random.default_rng(seed)
    number, size = len(SIZES) * per_class, len(_MONTHS)
    usual = np.repeat(SIZES, per_class * size).astype(np.float64)
    shape = world.months_cv**-2 if world.months_cv else 0.0
    mean = usual * rng.gamma(shape, 1 / shape, usual.size) if shape else usual
    came = rng.poisson(mean / world.batch)
    teller = came + rng.poisson(came * (world.batch - 1))
    people = (usual * 250).astype(np.int64)
    truth = _months(number).with_columns(
        waar=pl.Series(usual / people * VS01.eenheid.factor), gewicht=pl.Series(people).cast(pl.Float64)
    )
    return Counted24(VS01, _telling(VS01, truth, teller, people), None, truth)


def _codes(number: int) -> pl.Series:
    return pl.Series([f"GM{place:04}" for place in range(number)])


def _months(number: int) -> pl.DataFrame:
    codes = _codes(number).alias("gebied").to_frame()
    return codes.join(_MONTHS.alias("maand").to_frame(), how="cross", maintain_order="left_right")


def _telling(indicator: Any, months: pl.DataFrame, teller: Numbers, noemer: Numbers) -> pl.DataFrame:
    rows = months.select("gebied", "maand").with_columns(
        indicator=pl.lit(indicator.code), versie=pl.lit(indicator.versie), variant=pl.lit("standaard"),
        uitsplitsing=pl.lit(""), cel=pl.lit(""), teller=pl.Series(teller), noemer=pl.Series(noemer),
        onbekend=pl.lit(0), gemeenten=pl.lit(1), inwoners=pl.lit(0),
    )  # fmt: skip
    return rows.select(pl.col(name).cast(kind) for name, kind in TELLING_SCHEMA.items())


def judged(country: Counted24, kind: str, per_class: int) -> pl.DataFrame:
    """Return per size class how many figures there are, and which part of them was called worse (or higher).

    With "te weinig gegevens" among them: of a few expected only who saw many is judged, so a part of those judged
    alone would say nothing of how often a gemeente is wrongly called worse.
    """
    indicator = country.indicator
    own = country.figures(kind)
    rest = without_own(own).with_columns(waarde=pl.col("teller") / pl.col("noemer") * indicator.eenheid.factor)
    rest = rest.with_columns(
        onder=pl.col("waarde"), boven=pl.col("waarde"), voorlopig=pl.lit(value=False), status=pl.lit("ok")
    )
    tau2 = None
    if indicator is VS07:  # the phi of a number has what differs between months already
        found = between_months(country.telling.select("gebied", "maand", "teller", "noemer"), aandeel=True)
        tau2 = own.select("gebied").join(found, on="gebied", how="left", maintain_order="left")["tau2"]
    words = verdicts(own, rest, indicator, between=tau2)
    classes = own.select(klasse=pl.col("gebied").str.slice(2).cast(pl.Int64) // per_class, oordeel=words)
    worse = pl.col("oordeel").is_in(["slechter", "hoger"])
    return classes.group_by("klasse").agg(aantal=pl.len(), slechter=worse.mean()).sort("klasse")
