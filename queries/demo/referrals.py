"""Talks and referrals between organisations: who sends whom where, how warm, and whether they arrive.

| van | naar | planted share of the talks |
|---|---|---|
| kredietbank | maatschappelijk werk | Rotterdam 4%, 6% in 2023, 10% in 2024 (its goal is 25%); the others 8% |
| maatschappelijk werk | kredietbank | 30%; in Rotterdam 60% |
| schuldhulp (who was reached) | another organisation | as the resultaat of the zaak says: financieel or not |

A warm referral arrives in 80 of 100 cases, a cold one in 50; of 15 in 100 nobody wrote down whether they arrived.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.random import Generator

from queries.demo.calendar import FIRST, MONTH_ENDS, MONTH_STARTS, day_in, month_number
from queries.demo.chance import Floats, Ints, stream
from queries.demo.people import bsn
from queries.demo.practice import ROTTERDAM
from queries.demo.world import World

BANK, SOCIAL, HELP = "kredietbank", "maatschappelijk werk", "schuldhulp"
ARRIVES_WARM, ARRIVES_COLD, NOT_TOLD = 0.80, 0.50, 0.15
_WARM = (0.55, 0.90)  # cumulative: ja, nee; the rest onbekend
_FINANCIAL = ("Vervolghulp en/of verwijzing financieel",
              (BANK, "sociaal raadslieden", "vrijwilligers/thuisadministratie", "beschermingsbewind"),
              (0.45, 0.20, 0.25, 0.10))  # fmt: skip
_OTHER = ("Vervolghulp en/of verwijzing niet financieel",
          (SOCIAL, "ggz/verslavingszorg", "voedselbank", "werk en inkomen"), (0.50, 0.15, 0.15, 0.20))  # fmt: skip
# Talks a month per 1.000 inwoners; a kredietbank and maatschappelijk werk see far more people than are reached.
_TALKS = {BANK: 0.60, SOCIAL: 1.10}


@dataclass(frozen=True, eq=False)
class Referrals:
    """What one gemeente registered: one row per referral, and per organisation and month the talks."""

    referrals: pl.DataFrame  # signaal_id, bsn, dag, van_type, naar_type, warm, aangekomen, aangekomen_dag
    talks: pl.DataFrame  # organisatietype, maand, gesprekken, clienten


def chance_of(gm_code: str, van: str) -> Floats:
    """Return, per month of 2020-2024, the share of the talks that ends in a referral to the other of the two."""
    months = np.arange(FIRST, len(MONTH_STARTS))
    if van == SOCIAL:
        return np.full(len(months), 0.60 if gm_code == ROTTERDAM else 0.30)
    if gm_code != ROTTERDAM:
        return np.full(len(months), 0.08)
    return np.select([months >= month_number(2024, 1), months >= month_number(2023, 1)], [0.10, 0.06], 0.04)


def draw_referrals(world: World, reached: pl.DataFrame, gm_code: str, first: int) -> Referrals:
    """Draw talks and referrals of one gemeente, from month ``first`` (since 2016) on."""
    chance = stream(world.scenario.seed, "doorverwijzing", gm_code)
    months = np.arange(first, len(MONTH_STARTS))
    between, talks = _between(world, chance, gm_code, months)
    own, heard = _after_reach(chance, reached, months)
    return Referrals(
        pl.concat([own, between]).sort("dag", "bsn", "naar_type"),
        pl.concat([talks, heard]).sort("maand", "organisatietype"),
    )


def _after_reach(chance: Generator, reached: pl.DataFrame, months: Ints) -> tuple[pl.DataFrame, pl.DataFrame]:
    frames: list[pl.DataFrame] = []
    for result, kinds, shares in (_FINANCIAL, _OTHER):
        rows = reached.filter(resultaat=result)
        to = np.searchsorted(np.cumsum(shares)[:-1], chance.random(len(rows)), side="right")
        on = rows["op"].to_numpy() + chance.integers(0, 10, len(rows))
        frames.append(
            _described(chance, on, HELP, pl.Series(kinds).gather(to), rows["bsn"]).with_columns(
                signaal_id=rows["signaal_id"]
            )
        )
    month = np.searchsorted(MONTH_STARTS, reached["op"].to_numpy(), side="right") - 1
    counts = np.bincount(month, minlength=len(MONTH_STARTS) + 12)[months]
    return pl.concat(frames), _talk_rows(HELP, months, counts, counts)


def _between(world: World, chance: Generator, gm_code: str, months: Ints) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Draw the talks of kredietbank and maatschappelijk werk, and who of them is sent to the other."""
    part = world.places.gm_codes.index(gm_code)
    people = world.places.inwoners[part, -1] * world.scenario.schaal / 1000
    clients = _clients(world, part)
    frames: list[pl.DataFrame] = []
    talks: list[pl.DataFrame] = []
    for van, naar in ((BANK, SOCIAL), (SOCIAL, BANK)):
        counts = chance.poisson(people * _TALKS[van], len(months)).astype(np.int64)
        sent = chance.binomial(counts, chance_of(gm_code, van)[months - FIRST]).astype(np.int64)
        month = np.repeat(months, sent)
        on = day_in(month, chance.random(len(month)))
        who = pl.Series(clients).gather(chance.integers(0, len(clients), len(month))).cast(pl.String)
        to = pl.Series([naar] * len(month), dtype=pl.String)
        frames.append(_described(chance, on, van, to, who).with_columns(signaal_id=pl.lit(None, dtype=pl.String)))
        talks.append(_talk_rows(van, months, counts, (counts * 0.8).astype(np.int64)))
    return pl.concat(frames), pl.concat(talks)


def _clients(world: World, part: int) -> Ints:
    """Return the numbers of the people with a traject in this part; without any, of its first household."""
    trajects = world.trajects
    mine = trajects.household[trajects.frame["part"].to_numpy() == part]
    household = mine if len(mine) else np.array([world.crowd.starts[part]], dtype=np.int64)
    return bsn(household, np.zeros_like(household))


def _described(chance: Generator, on: Ints, van: str, naar: pl.Series, who: pl.Series) -> pl.DataFrame:
    size = len(on)
    warmth = np.searchsorted(_WARM, chance.random(size), side="right")
    arrives = chance.random(size) < np.where(warmth == 0, ARRIVES_WARM, ARRIVES_COLD)
    told = chance.random(size) >= NOT_TOLD
    words = pl.Series(["ja", "nee", "onbekend"])
    return pl.DataFrame({
        "bsn": who,
        "dag": on,
        "van_type": pl.Series([van] * size, dtype=pl.String),
        "naar_type": naar,
        "warm": words.gather(warmth),
        "aangekomen": words.gather(np.where(told, np.where(arrives, 0, 1), 2)),
        "aangekomen_dag": pl.Series(on + chance.integers(2, 45, size)).zip_with(
            pl.Series(told & arrives), pl.Series([None] * size, dtype=pl.Int64)
        ),
    })  # fmt: skip


def _talk_rows(kind: str, months: Ints, talks: Ints, clients: Ints) -> pl.DataFrame:
    return pl.DataFrame({
        "organisatietype": [kind] * len(months),
        "van": MONTH_STARTS[months],
        "tot": MONTH_ENDS[months] - 1,
        "maand": months,
        "gesprekken": talks,
        "clienten": clients,
    })  # fmt: skip
