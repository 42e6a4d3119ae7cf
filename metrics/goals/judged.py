"""A gemeente's goals judged one by one: which figure each is about, which period, and what its base is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

import polars as pl

from metrics.goals.change import Meting, counted
from metrics.goals.targets import Doel, Oordeel, Soort, Streven, TargetError, judge
from metrics.measure import Eenheid, Methode, Richting

JUDGED: Final = pl.Schema(
    {
        "gerealiseerd": pl.String, "structureel": pl.String, "zin": pl.String, "gemeten": pl.Float64,
        "onder": pl.Float64, "boven": pl.Float64, "gemeten_tot": pl.Date,
    }
)  # fmt: skip
_NO_FIGURE: Final = "Er is nog geen cijfer over de tijd van dit doel."


@dataclass(frozen=True)
class Reeks:
    """The measured figures that a goal is about, oldest first, with their unit and which side is good."""

    metingen: Sequence[Meting]
    eenheid: Eenheid
    richting: Richting = Richting.GEEN


def judge_goals(doelen: pl.DataFrame, reeks_van: Callable[[Mapping[str, Any]], Reeks | None]) -> pl.DataFrame:
    """Return ``doelen`` (as queries.doelen.read_doelen gives them) with the columns of JUDGED beside them.

    ``reeks_van`` finds the figures of a goal by its row (indicator, variant, uitsplitsing, cel); None where there
    are none. ``gemeten`` is what was compared: the figure, or its change for a goal that is one.
    """
    rows = [_judged(row, reeks_van(row)) for row in doelen.iter_rows(named=True)]
    return pl.concat([doelen, pl.DataFrame(rows, schema=JUDGED, orient="row")], how="horizontal")


def judge_goal(row: Mapping[str, Any], reeks: Reeks) -> tuple[Oordeel, Meting] | None:
    """Judge one goal by the newest figure of its time; None where there is none.

    A figure is of its time when its period ends on the goal's day or before; final ones go before voorlopig
    ones. Its base is ``basiswaarde`` where that is given, else the figure of the year ``basisjaar``. Raises
    TargetError for a change without a base.
    """
    now = _newest(reeks.metingen, row["uiterlijk"])
    if now is None:
        return None
    return judge(stated_goal(row, reeks.eenheid, reeks.richting), now, basis=base_of(row, reeks)), now


def stated_goal(row: Mapping[str, Any], eenheid: Eenheid, richting: Richting) -> Doel:
    """Return the goal of a row in the unit of its figure."""
    return Doel.stated(
        row["waarde"], row["uiterlijk"], eenheid, richting,
        soort=Soort(row["soort"]) if row["soort"] else None,
        streven=Streven(row["richting"]) if row["richting"] else None,
    )  # fmt: skip


def metingen_of(figures: pl.DataFrame, methode: Methode) -> list[Meting]:
    """Return the figures of one gebied and cell (see metrics.figures) that have a value, oldest first.

    Of a count (Methode.RATIO) the count itself is taken, also where the figure already is an index.
    """
    kept = figures.filter(pl.col("waarde").is_not_null(), pl.col("status") == "ok").sort("periode_van")
    if methode is Methode.RATIO:
        return [
            counted(row["teller"], row["periode_tot"], definitief=not row["voorlopig"])
            for row in kept.iter_rows(named=True)
        ]
    return [
        Meting(
            row["waarde"], row["periode_tot"], row["onder"], row["boven"], definitief=not row["voorlopig"]
        )
        for row in kept.iter_rows(named=True)
    ]  # fmt: skip


def metingen_of_yearly(jaarcijfers: pl.DataFrame, naam: str, soort: str = "stroom") -> list[Meting]:
    """Return a gemeente's own yearly figure, oldest first.

    Whole numbers of a stream are counts with their limits; a stand on one day and other numbers have none.
    """
    mine = jaarcijfers.filter(pl.col("naam") == naam, pl.col("soort") == soort).drop_nulls("waarde").sort("jaar")
    found: list[Meting] = []
    for row in mine.iter_rows(named=True):
        value, end = float(row["waarde"]), date(row["jaar"] + 1, 1, 1)
        whole = soort == "stroom" and value >= 0 and value.is_integer()
        found.append(counted(int(value), end) if whole else Meting(value, end))
    return found


def _judged(row: Mapping[str, Any], reeks: Reeks | None) -> tuple[Any, ...]:
    """Return the columns of JUDGED of one goal."""
    nothing = (None, "nog niet te zeggen")
    try:
        found = None if reeks is None else judge_goal(row, reeks)
    except TargetError as error:
        return (*nothing, str(error), None, None, None, None)
    if found is None:
        return (*nothing, _NO_FIGURE, None, None, None, None)
    said, now = found
    return (
        said.gerealiseerd.value, said.structureel.value, said.zin, said.waarde, said.onder, said.boven, now.tot
    )  # fmt: skip


def _newest(metingen: Sequence[Meting], uiterlijk: date) -> Meting | None:
    """Return the newest figure that ends in time, a final one when there is one."""
    in_time = [one for one in metingen if one.tot <= uiterlijk + timedelta(days=1)]
    final = [one for one in in_time if one.definitief] or in_time
    return max(final, key=lambda one: one.tot) if final else None


def base_of(row: Mapping[str, Any], reeks: Reeks) -> Meting | None:
    """Return the base of a goal: ``basiswaarde`` where that is given, else the figure of its base year, if any."""
    year = row["basisjaar"]
    if year is None:
        return None
    end = date(year + 1, 1, 1)
    given = row["basiswaarde"]
    if given is None:
        return next((one for one in reeks.metingen if one.tot == end), None)
    guessed = row["schatting"] == "ja"
    if float(given).is_integer() and given >= 0 and all(one.aantal is not None for one in reeks.metingen):
        return counted(int(given), end, geschat=guessed)
    return Meting(given / 100 if reeks.eenheid is Eenheid.PERCENT else given, end, geschat=guessed)
