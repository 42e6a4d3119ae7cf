"""Which signalen and zaken are in the leveringen of a quarter, and how each zaak was known when it was delivered."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import polars as pl

from queries.demo.approach import ATTEMPTS
from queries.demo.calendar import QUARTERS, first_quarter
from queries.demo.schedule import HALF, LATER, TURNED_AWAY, WRONG, Levering, schedule
from queries.demo.signals import Quarter, draw_quarter
from queries.demo.world import Scenario, World, make_world

_NEWS = pl.Schema({
    "code": pl.Int64(), "maand": pl.Int64(), "levering": pl.Int64(), "sinds": pl.Int64(), "kennis": pl.Int64(),
})  # fmt: skip
_HALF = 0.6  # of a file that breaks off
_MOMENTS = ("resultaat_op", "opgepakt", *(f"datum{number}" for number in range(ATTEMPTS)))


@dataclass(frozen=True, eq=False)
class Rows:
    """What is delivered in one quarter: rows of the quarters drawn, sorted by ``levering`` (its place in the list)."""

    leveringen: Sequence[Levering]
    quarters: dict[int, Quarter]  # by their place in QUARTERS
    signals: pl.DataFrame  # kwartaal, rij, levering
    zaken: pl.DataFrame


@lru_cache(maxsize=LATER + 1)
def quarter_of(scenario: Scenario, index: int) -> Quarter:
    """Return one quarter as it really was; kept, because the next two files look back at it."""
    return draw_quarter(make_world(scenario), QUARTERS[index])


def delivered_rows(scenario: Scenario, index: int) -> Rows:
    """Return what the leveringen hold of which the last month lies in this quarter."""
    world = make_world(scenario)
    planned = schedule(scenario)
    leveringen = planned[index]
    # The oldest first: what is asked for last is kept longest, and the next file needs the newest two again.
    at = range(max(first_quarter(scenario.jaren), index - LATER), index + 1)
    quarters = {one: quarter_of(scenario, one) for one in at}
    codes = sorted({*world.places.old_codes, *world.places.gm_codes})
    own = _own(leveringen, codes)
    signals = pl.concat([_of_quarter(world, codes, quarter.signals, one).join(own, on=["code", "maand"])
                         for one, quarter in quarters.items()])  # fmt: skip
    news = _news([each for one in at for each in planned[one]], leveringen, codes)
    pieces: list[pl.DataFrame] = []
    for one, quarter in quarters.items():
        zaken = _of_quarter(world, codes, quarter.zaken, one)
        pieces.append(zaken.join(own, on=["code", "maand"]).select("kwartaal", "rij", "levering"))
        told = zaken.join(news, on=["code", "maand"])
        moments = quarter.zaken.select(_MOMENTS)[told["rij"]]
        changed = pl.any_horizontal(
            (pl.col(name) > told["sinds"]) & (pl.col(name) <= told["kennis"]) for name in _MOMENTS
        )
        mask = moments.select(changed).to_series()
        pieces.append(told.filter(mask).select("kwartaal", "rij", "levering"))
    return _without_empty(
        Rows(
            leveringen,
            quarters,
            _broken_off(leveringen, signals.select("kwartaal", "rij", "levering").sort("levering", "kwartaal", "rij")),
            _broken_off(leveringen, pl.concat(pieces).sort("levering", "kwartaal", "rij")),
        )
    )


def _of_quarter(world: World, codes: list[str], frame: pl.DataFrame, quarter: int) -> pl.DataFrame:
    """Return, per row, the number of the code it is delivered under."""
    number = {code: place for place, code in enumerate(codes)}
    part, old = frame["deel"].to_numpy(), frame["oud"].to_numpy()
    before = np.array([number[code] for code in world.places.old_codes])
    after = np.array([number[code] for code in world.places.gm_codes])
    return pl.DataFrame(
        {"code": np.where(old, before[part], after[part]), "maand": frame["maand"]},
        schema={"code": pl.Int64, "maand": pl.Int64},
    ).with_row_index("rij").with_columns(pl.lit(quarter).alias("kwartaal"))  # fmt: skip


def _own(leveringen: Sequence[Levering], codes: list[str]) -> pl.DataFrame:
    """Return which months of which code each levering holds; a wrong file holds those of the quarter before."""
    number = {code: place for place, code in enumerate(codes)}
    rows = [
        (number[one.code], month - (3 if one.kind == WRONG else 0), place)
        for place, one in enumerate(leveringen)
        if one.signals
        for month in range(one.period.first, one.period.until)
    ]
    return pl.DataFrame(rows, schema={"code": pl.Int64, "maand": pl.Int64, "levering": pl.Int64}, orient="row")


def _news(planned: Sequence[Levering], leveringen: Sequence[Levering], codes: list[str]) -> pl.DataFrame:
    """Return of which earlier months each levering tells what changed: those the same software delivered before."""
    number = {code: place for place, code in enumerate(codes)}
    told: dict[tuple[str, str], set[int]] = {}
    for one in planned:
        if one.signals and one.kind != TURNED_AWAY:  # what never arrived is not updated either
            told.setdefault((one.code, one.supplier.code), set()).update(range(one.period.first, one.period.until))
    rows = [
        (number[one.code], month, place, one.since, one.known)
        for place, one in enumerate(leveringen)
        if one.kind != WRONG  # it holds these zaken as its own
        for month in sorted(told.get((one.code, one.supplier.code), ()))
        if month < one.period.first
    ]
    return pl.DataFrame(rows, schema=_NEWS, orient="row")


def _broken_off(leveringen: Sequence[Levering], rows: pl.DataFrame) -> pl.DataFrame:
    """Leave out the end of the leveringen that break off."""
    halves = [place for place, one in enumerate(leveringen) if one.kind == HALF]
    if not halves:
        return rows
    place = pl.int_range(pl.len()).over("levering")
    return rows.filter(~pl.col("levering").is_in(halves) | (place < _HALF * pl.len().over("levering")))


def _without_empty(rows: Rows) -> Rows:
    """Leave out who would only tell how zaken went on, and has nothing to tell."""
    telling = set(rows.zaken["levering"].unique().to_list())
    kept = [place for place, one in enumerate(rows.leveringen) if one.signals or place in telling]
    if len(kept) == len(rows.leveringen):
        return rows
    numbers = np.full(len(rows.leveringen), -1)
    numbers[kept] = np.arange(len(kept))
    return Rows(
        [rows.leveringen[place] for place in kept],
        rows.quarters,
        rows.signals.with_columns(pl.Series("levering", numbers[rows.signals["levering"].to_numpy()])),
        rows.zaken.with_columns(pl.Series("levering", numbers[rows.zaken["levering"].to_numpy()])),
    )
