"""Signalen and zaken of one quarter as they really are; a file shows what was known on its day."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.random import Generator

from queries.demo.approach import approach
from queries.demo.calendar import FIRST, MONTH_ENDS, MONTH_STARTS, VS_MONTHS, Period
from queries.demo.chance import Bools, Floats, Ints, below, number, pick, stream
from queries.demo.dirt import SIGNAL, ZAAK, soil
from queries.demo.levels import PARTNERS
from queries.demo.people import COUPLES
from queries.demo.roles import CONSTANT_SINCE, WATER_STOPS
from queries.demo.suppliers import Supplier
from queries.demo.world import World

_SKEW = 1.25  # some households fall behind much more often than others
_COMPANIONS = 0.07  # share of signalen that join another of the same address and month: 11% meervoudig [Divosa]
_NEVER_MATCHED = 0.04  # share of households whose signalen of a month end up in no zaak
_MATCHED_AGAIN = 0.15  # of the addresses with a zaak in the month before: its signalen are in both
_SECOND_CLIENT = 0.3  # of the signalen of a couple, on the name of the second
_MEDIAN_AMOUNTS = np.array([420, 480, 260, 950, 700, 1800, 900, 500, 650, 800, 400])
_CONSTANT_AMOUNT = 500
_RENT, _WATER = PARTNERS.index("Huur"), PARTNERS.index("Water")
ID_MARK = "#"  # stands for what the IDs of a quarter and supplier begin with


@dataclass(frozen=True, eq=False)
class Quarter:
    """The signalen and zaken of one quarter, sorted by household; dates are days."""

    period: Period
    signals: pl.DataFrame
    zaken: pl.DataFrame  # with ``signalen``: the references to its signalen as JSON, ID_MARK before each number
    links: pl.DataFrame  # zaak, signaal: row numbers in the two frames


def draw_quarter(world: World, period: Period) -> Quarter:
    """Draw one quarter; it does not depend on the others, so quarters can be made anywhere and in any order."""
    signals = _signals(world, period)
    months = signals["maand"].to_numpy()
    household = signals["huishouden"].to_numpy()
    on = signals["signaaldatum"].to_numpy()
    old = signals["oud"].to_numpy()
    chance = stream(world.scenario.seed, "zaken", period.label)
    # One zaak for what an address gets in one month under one gemeente code.
    new = np.ones(len(on), dtype=np.bool_)
    new[1:] = (household[1:] != household[:-1]) | (months[1:] != months[:-1]) | (old[1:] != old[:-1])
    group = np.cumsum(new) - 1
    first = np.flatnonzero(new)
    last = np.concatenate([first[1:], [len(on)]])[: len(first)] - 1
    matched = chance.random(len(first)) >= _NEVER_MATCHED
    again = _matched_again(chance, matched, household[first], months[first], old[first])
    part, month = signals["deel"].to_numpy()[first], months[first]
    limit = np.minimum(np.where(old[first], world.places.borders[part], MONTH_ENDS[month]), MONTH_ENDS[month])
    matching = np.minimum(on[last] + chance.integers(1, 5, len(first)), limit - 1)
    zaken = pl.DataFrame({
        "deel": part,
        "huishouden": household[first],
        "oud": old[first],
        "maand": month,
        "eerste": np.where(again, np.roll(on[first], 1), on[first]),
        "matching": matching,
    }).filter(matched)  # fmt: skip
    zaken = zaken.hstack(approach(chance, world, zaken))
    part = zaken["deel"].to_numpy()
    faults = soil(
        chance, len(zaken), ZAAK, refused=_refused(world, part, period), muddled=_here(world, world.roles.muddled)[part]
    )
    links = _links(group, matched, again)
    results = np.where(matched, zaken["resultaat"].to_numpy()[np.maximum(np.cumsum(matched) - 1, 0)], -1)
    return Quarter(
        period,
        signals.with_columns(pl.Series("in_zaak", matched[group]), pl.Series("resultaat", results[group])),
        zaken.with_columns(pl.Series("fout", faults), _references(links, len(zaken))),
        links,
    )


def _references(links: pl.DataFrame, zaken: int) -> pl.Series:
    """Return, per zaak, the references to its signalen."""
    number = pl.col("signaal").cast(pl.String).str.zfill(6)
    texts = (
        links.select("zaak", pl.concat_str(pl.lit('{"ID":"' + ID_MARK), number, pl.lit('"}')).alias("signalen"))
        .group_by("zaak", maintain_order=True)
        .agg(pl.col("signalen").str.join(","))
    )
    if len(texts) != zaken:
        raise ValueError("a zaak without signalen was drawn")
    return texts["signalen"]


def _matched_again(chance: Generator, matched: Bools, household: Ints, month: Ints, old: Bools) -> Bools:
    """Draw which zaken also hold the signalen of the month before: one signaal in two zaken."""
    again = matched & (chance.random(len(matched)) < _MATCHED_AGAIN)
    follows = (household[1:] == household[:-1]) & (month[1:] == month[:-1] + 1) & (old[1:] == old[:-1])
    again[1:] &= follows & matched[:-1]
    again[:1] = False
    return again


def _links(group: Ints, matched: Bools, again: Bools) -> pl.DataFrame:
    """Return which signalen (rows) are in which zaken (rows)."""
    number = np.cumsum(matched) - 1  # of the zaak of each group
    row = np.arange(len(group))
    own = matched[group]
    following = np.minimum(group + 1, len(matched) - 1)
    also = again[following] & (following > group)
    zaak = np.concatenate([number[group][own], number[following][also]])
    return pl.DataFrame({"zaak": zaak, "signaal": np.concatenate([row[own], row[also]])}).sort("zaak", "signaal")


def _signals(world: World, period: Period) -> pl.DataFrame:
    seed, places = world.scenario.seed, world.places
    chance = stream(seed, "signalen", period.label)
    months = np.arange(period.first, period.first + period.months)
    expected = expected_signals(world)[:, months - FIRST]
    counts = chance.poisson(expected).astype(np.int64)
    cells = np.repeat(np.arange(counts.size), counts.ravel())
    part, month = cells // period.months, months[cells % period.months]
    size = len(part)
    partner = pick(chance, world.levels.partners[part])
    # Partners send once a month, each on days of its own.
    own_day = below((part * len(PARTNERS) + partner).astype(np.uint64), 28, seed, "dag")
    days = (MONTH_ENDS - MONTH_STARTS)[month]
    on = MONTH_STARTS[month] + (own_day + chance.integers(0, 6, size)) % days
    pool = world.crowd.sizes[part]
    rank = np.minimum((pool * chance.random(size) ** _SKEW).astype(np.int64), pool - 1)
    # Trouble seldom comes alone: some signalen are about the address of the one before.
    joined = np.flatnonzero((np.diff(cells, prepend=-1) == 0) & (chance.random(size) < _COMPANIONS))
    rank[joined] = rank[joined - 1]
    household = world.crowd.household(part, rank)
    second = (world.crowd.couples(household) < COUPLES) & (chance.random(size) < _SECOND_CLIENT)
    amount = _MEDIAN_AMOUNTS[partner] * np.exp(0.6 * chance.standard_normal(size))
    constant = _here(world, world.roles.constant)[part] & (month >= CONSTANT_SINCE)
    stopped = _dry(world)[part] & (month >= WATER_STOPS) & (partner == _WATER)
    drawn = pl.DataFrame({
        "deel": part,
        "maand": month,
        "huishouden": household,
        "tweede": second,
        "partner": partner,
        "signaaldatum": on,
        "ontstaan": on - chance.integers(30, 80, size),
        "bedrag": np.where(constant, _CONSTANT_AMOUNT, np.maximum(amount, 20).astype(np.int64)),
        "crisis": chance.random(size) < 0.015,
        "warm": chance.random(size) < 0.02,
        "oud": on < places.borders[part],
    }).filter(pl.Series(~stopped))  # fmt: skip
    drawn = pl.concat([drawn, _rent_signals(world, chance, period)])
    part = drawn["deel"].to_numpy()
    faults = soil(
        chance,
        len(drawn),
        SIGNAL,
        refused=_refused(world, part, period),
        muddled=_here(world, world.roles.muddled)[part],
    )
    return drawn.with_columns(pl.Series("fout", faults)).sort(
        "huishouden", "maand", "signaaldatum", "partner", "bedrag", maintain_order=True
    )


def _rent_signals(world: World, chance: Generator, period: Period) -> pl.DataFrame:
    """Return the signalen of landlords about who will be put out later: planned with the ontruiming."""
    cases = world.evictions.filter(pl.col("huursignaal").is_between(period.start, period.end - 1))
    part, on = cases["deel"].to_numpy(), cases["huursignaal"].to_numpy()
    size = len(part)
    amount = 2.5 * _MEDIAN_AMOUNTS[_RENT] * np.exp(0.4 * chance.standard_normal(size))
    return pl.DataFrame({
        "deel": part,
        "maand": period.first + np.searchsorted(MONTH_STARTS[period.first + 1 : period.until], on, side="right"),
        "huishouden": cases["huishouden"].to_numpy(),
        "tweede": np.zeros(size, dtype=np.bool_),
        "partner": np.full(size, _RENT),
        "signaaldatum": on,
        "ontstaan": on - chance.integers(60, 120, size),
        "bedrag": amount.astype(np.int64),
        "crisis": chance.random(size) < 0.1,
        "warm": chance.random(size) < 0.1,
        "oud": on < world.places.borders[part],
    })  # fmt: skip


def expected_signals(world: World) -> Floats:
    """Return the expected number of signalen per part and month of 2020-2024."""
    people = np.repeat(world.places.inwoners[:, FIRST // 12 :], 12, axis=1) * world.scenario.schaal
    return people / 1000 * delivered_levels(world)


def delivered_levels(world: World) -> Floats:
    """Return signalen per 1.000 inwoners per part and month, without those of the partner that stopped."""
    partners = world.levels.partners
    water = partners[:, _WATER] - (partners[:, _WATER - 1] if _WATER else 0)
    stopped = np.arange(FIRST, FIRST + VS_MONTHS) >= WATER_STOPS
    return world.levels.signals * (1 - np.outer(_dry(world) * water, stopped))


def _dry(world: World) -> Bools:
    return np.array([corop == world.roles.dry_region for corop in world.places.corops])


def _here(world: World, gm_code: str) -> Bools:
    return np.array([code == gm_code for code in world.places.gm_codes])


def _refused(world: World, part: Ints, period: Period) -> Bools:
    code, label = world.roles.refused
    return (_here(world, code) & (label == period.label))[part]


def id_prefix(world: World, period: Period, supplier: Supplier) -> str:
    """Return how the IDs of a quarter begin: short, and another seed gives others."""
    mark = f"{number(world.scenario.seed, 'id') % 4096:03x}"
    return f"{period.label}{mark}." if supplier.says_nothing else f"VS-{period.label}-{mark}-"
