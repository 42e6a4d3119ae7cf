"""Schuldhulptrajecten as they really go, from aanmelding to uitstroom; a file shows what was known on its day."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl
from numpy.random import Generator

from queries.demo.calendar import FIRST, MISSING, MONTH_ENDS, MONTH_STARTS, MONTHS, day, day_in
from queries.demo.chance import Bools, Floats, Ints, stream
from queries.demo.levels import Levels
from queries.demo.people import COUPLES, Crowd

WAIT_SPREAD = 0.85  # of the logarithm of the days to the first talk
NEVER_HEARD = 0.06  # share that never gets a talk
LOOK_BACK = 24  # months in which a traject still makes a household known (VS12a)
_SHORTER_FROM = day(date(2023, 7, 1))  # since then a regeling takes 18 months instead of 36
_RETURN_AFTER = 30  # months: who comes back took up an earlier traject about this long ago
_RETURNS = 0.15
ENDINGS = {
    "vroeg": (("Ingetrokken", "Nietverschenen", "Zelf", "Overig"), (0.45, 0.30, 0.15, 0.10)),
    "afgewezen": (("Niet passend", "Voldoet niet", "Overig"), (0.65, 0.25, 0.10)),
    "zonder": (("Zelf", "Afgerond", "Ingetrokken", "Nietverschenen", "Verhuisd", "Voldoet niet", "Overig", "Overleden"),
               (0.22, 0.24, 0.20, 0.12, 0.08, 0.08, 0.05, 0.01)),
    "regeling": (("Afgerond", "Voldoet niet", "Ingetrokken", "Verhuisd", "Overleden", "Overig"),
                 (0.74, 0.11, 0.06, 0.04, 0.02, 0.03)),
}  # fmt: skip
_SOLUTIONS = (("Schuldbemiddeling", "Saneringskrediet", "Betalingsregeling", "Herfinanciering", "0%-aanbod"),
              (0.42, 0.42, 0.09, 0.04, 0.03))  # fmt: skip
_GUIDANCE = (("Budgetbeheer", "Budgetcoaching", "Beschermingsbewind", "Budgetbegeleiding",
              "Lange Termijn Begeleiding (DFD)"), (0.42, 0.27, 0.17, 0.12, 0.02))  # fmt: skip


@dataclass(frozen=True, eq=False)
class Trajects:
    """All trajecten of the country, sorted by household and start; dates are days, MISSING where there is none."""

    frame: pl.DataFrame
    household: Ints
    start: Ints
    end: Ints

    def running(self, household: Ints, on: Ints) -> Bools:
        """Return who has a traject that began before this day and had not ended on it."""
        # Trajecten of one household never overlap, so only the last one begun can be running.
        keys = self.household * 100_000 + self.start
        last = np.searchsorted(keys, household * 100_000 + on, side="left") - 1
        found = np.maximum(last, 0)
        return (last >= 0) & (self.household[found] == household) & (self.end[found] >= on)


def draw_trajects(crowd: Crowd, levels: Levels, seed: str, schaal: float) -> Trajects:
    """Draw every traject that begins in 2016-2024."""
    chance = stream(seed, "trajecten")
    people = np.repeat(crowd.places.inwoners, 12, axis=1)
    counts = chance.poisson(people * schaal * levels.registrations).astype(np.int64)
    cells = np.repeat(np.arange(counts.size), counts.ravel())
    part, month = cells // MONTHS, cells % MONTHS
    start = day_in(month, chance.random(len(cells)))
    order = np.lexsort((start, part))
    part, month, start = part[order], month[order], start[order]
    columns = {"part": part, "start": start} | _course(chance, start, levels.waits[part, month])
    columns["household"] = _clients(chance, crowd, part, start, columns["einde"])
    frame = _without_overlap(pl.DataFrame(columns))
    household = frame["household"].to_numpy()
    frame = frame.with_columns(paar=pl.Series(crowd.couples(household) < COUPLES))
    return Trajects(frame, household, frame["start"].to_numpy(), frame["einde"].to_numpy())


def _clients(chance: Generator, crowd: Crowd, part: Ints, start: Ints, end: Ints) -> Ints:
    """Give each traject a household: all take turns, in a mixed order; some come back after an earlier traject."""
    first = np.searchsorted(part, part, side="left")  # the position where this part begins
    turn = np.arange(len(part)) - first
    size = crowd.sizes[part]
    # A step near the golden section that shares no divisor with the size visits every household once a round.
    steps = np.array([_step(int(one)) for one in crowd.sizes], dtype=np.int64)
    rank = turn * steps[part] % size
    per_part = np.bincount(part, minlength=len(crowd.sizes))
    earlier = np.arange(len(part)) - np.maximum(per_part * _RETURN_AFTER // MONTHS, 1)[part]
    possible = (earlier >= first) & (chance.random(len(part)) < _RETURNS)
    earlier = np.maximum(earlier, 0)
    # Only after a traject that has ended, and that was itself no return: a chain would tie one household to many.
    back = possible & ~possible[earlier] & (end[earlier] < start)
    return crowd.household(part, np.where(back, rank[earlier], rank))


def _step(size: int) -> int:
    """Return a number coprime with ``size`` near 0,618 of it."""
    step = max(1, round(size * 0.618))
    while np.gcd(step, size) != 1:
        step += 1
    return step


def _without_overlap(frame: pl.DataFrame) -> pl.DataFrame:
    """Drop the few trajecten that begin while the household's former one still runs (in very small gemeenten)."""
    frame = frame.sort("household", "start", "einde")
    clear = False
    while not clear:
        before = pl.col("einde").shift(1).over("household")
        kept = frame.filter((before < pl.col("start")).fill_null(True))
        clear = len(kept) == len(frame)
        frame = kept
    return frame


def _course(chance: Generator, start: Ints, median_wait: Floats) -> dict[str, Ints]:
    """Draw what happens after the aanmelding, step by step; MISSING where a step is never taken."""
    size = len(start)

    def after(base: Ints, low: int, high: int, condition: Bools) -> Ints:
        return np.where(condition, base + chance.integers(low, high, size), MISSING)

    wait = np.exp(np.log(median_wait) + WAIT_SPREAD * chance.standard_normal(size)).astype(np.int64)
    heard = chance.random(size) >= NEVER_HEARD
    intake = np.where(heard, start + wait, MISSING)
    intake_end = after(intake, 10, 60, heard)
    decided = heard & (chance.random(size) < 0.86)
    decision = after(intake_end, 0, 8, decided)
    admitted = decided & (chance.random(size) < 0.78)
    plan = after(decision, 5, 45, admitted)
    stabilised = admitted & (chance.random(size) < 0.72)
    stable = after(plan, 0, 10, stabilised)
    stable_end = after(stable, 50, 190, stabilised)
    asked = admitted & (chance.random(size) < 0.66)
    request = after(np.where(stabilised, stable_end, plan), 0, 30, asked)
    draw = chance.random(size)
    granted, withdrawn = asked & (draw < 0.41), asked & (draw > 0.86)  # 41% regeling tot stand [NVVK]
    answer = after(request, 50, 150, asked)
    months = np.where(answer >= _SHORTER_FROM, 18, 36)
    solved_end = np.where(granted, answer + (months * 30.44).astype(np.int64), MISSING)
    path = np.select([~heard, decided & ~admitted, granted], [0, 1, 3], 2)
    reason = np.select([path == number for number in range(4)], [_ending(chance, name, size) for name in ENDINGS])
    finished = granted & (reason == _FINISHED)
    last = np.maximum.reduce([start, intake_end, decision, plan, stable_end, answer])
    broken = answer + (chance.random(size) * 0.9 * (solved_end - answer)).astype(np.int64)
    end = np.select(
        [~heard, path == 1, finished, granted],
        [start + chance.integers(10, 75, size), decision + 14, solved_end, broken],
        last + chance.integers(20, 220, size),
    )
    return {
        "crisis": (chance.random(size) < 0.05).astype(np.int64),
        "intake": intake,
        "intake_einde": intake_end,
        "beschikking": decision,
        "toegelaten": admitted.astype(np.int64),
        "plan": plan,
        "stabilisatie": stable,
        "stabilisatie_einde": stable_end,
        "aanvraag": request,
        "toegekend": np.where(granted, answer, MISSING),
        "afgewezen": np.where(asked & ~granted & ~withdrawn, answer, MISSING),
        "ingetrokken": np.where(withdrawn, answer, MISSING),
        "dwangakkoord": (granted & (chance.random(size) < 0.06)).astype(np.int64),
        "oplossing": _drawn(chance, _SOLUTIONS[1], size),
        "oplossing_einde": np.where(granted, np.where(finished, solved_end, end), MISSING),
        "begeleiding": np.where(admitted & (chance.random(size) < 0.5), _drawn(chance, _GUIDANCE[1], size), -1),
        "reden": reason,
        "einde": end,
        "nazorg": np.where(finished & (chance.random(size) < 0.4), end + 30, MISSING),
        "schuld": np.exp(10.1 + 0.9 * chance.standard_normal(size)).astype(np.int64),
        "schuldeisers": chance.integers(3, 25, size),
    }


def _drawn(chance: Generator, shares: tuple[float, ...], size: int) -> Ints:
    return np.searchsorted(np.cumsum(shares)[:-1], chance.random(size), side="right").astype(np.int64)


REASONS = tuple(dict.fromkeys(reason for reasons, _ in ENDINGS.values() for reason in reasons))
SOLUTIONS = _SOLUTIONS[0]
GUIDANCE = _GUIDANCE[0]
_FINISHED = REASONS.index("Afgerond")


def _ending(chance: Generator, path: str, size: int) -> Ints:
    reasons, shares = ENDINGS[path]
    return np.array([REASONS.index(reason) for reason in reasons])[_drawn(chance, shares, size)]


def shares_known(trajects: Trajects, crowd: Crowd, look_back: int = LOOK_BACK) -> Floats:
    """Return, per part and month of vroegsignalering, the share of households a traject makes known.

    Known is a traject begun before, and ended at most ``look_back`` months before, the middle of the month. With 0
    months it is the share with a running traject.
    """
    end = trajects.end + round(look_back * 365.25 / 12)
    same = np.concatenate([[False], trajects.household[1:] == trajects.household[:-1]])
    previous = np.concatenate([[MISSING], end[:-1]])
    start = np.where(same, np.maximum(trajects.start, previous), trajects.start)  # do not count a household twice
    part = trajects.frame["part"].to_numpy()
    middles = (MONTH_STARTS[FIRST:] + MONTH_ENDS[FIRST:]) // 2
    alive = np.zeros((len(crowd.sizes), len(middles)))
    for column, middle in enumerate(middles):
        counts = (start < middle) & (end >= middle)
        alive[:, column] = np.bincount(part[counts], minlength=len(crowd.sizes))
    return alive / crowd.sizes[:, None]
