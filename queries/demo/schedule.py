"""Which leveringen of vroegsignalering are made: by whom, about which months, when, and what is wrong with them."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from queries.demo.calendar import MISSING, QUARTERS, Period, first_quarter, month_period
from queries.demo.roles import MONTHLY_SINCE, STOPS_AFTER, STRADDLING, SWITCHES, Roles
from queries.demo.suppliers import GRINWARE, VLOGSOFT, Supplier, supplier_of
from queries.demo.world import Scenario, World, make_world

LATER = 2  # quarters in which a zaak may still change: contact up to 120 days, and a result 40 days after it
LATE, VERY_LATE = 45, 115  # days after the others
_CORRECTED_AFTER, _REPLACED_AFTER, _AGAIN_AFTER, _QUARTER_AFTER = 30, 20, 1, 10
_STRADDLES = Period("2024-03-en-04", STRADDLING, 2)

REGULAR, HALF, WRONG, TURNED_AWAY, AFTERMATH = "gewoon", "afgebroken", "verkeerd", "geweigerd", "afloop"


@dataclass(frozen=True, slots=True)
class Levering:
    """One levering of one gemeente: what it covers, and from which day to which its news is."""

    code: str
    supplier: Supplier
    period: Period
    known: int  # the day of delivery: what happened later is not in it
    kind: str = REGULAR
    since: int = MISSING  # of earlier zaken only what changed after this day

    @property
    def signals(self) -> bool:
        """Return whether it has signalen; else it only tells how the last zaken went on."""
        return self.kind != AFTERMATH

    @property
    def file(self) -> tuple[str, int, str, str]:
        """Return what all leveringen of one file share, in the order in which files are made."""
        return self.supplier.file_over(self.period, self.known)


@lru_cache(maxsize=2)
def schedule(scenario: Scenario) -> dict[int, list[Levering]]:
    """Return the leveringen of every quarter (its place in QUARTERS) in which their last month lies, by file."""
    world = make_world(scenario)
    planned: dict[int, list[Levering]] = defaultdict(list)
    in_force = {
        at: world.places.codes_between(QUARTERS[at].start, QUARTERS[at].end)
        for at in range(first_quarter(scenario.jaren), len(QUARTERS))
    }
    for code in sorted({*world.places.old_codes, *world.places.gm_codes}):
        for quarter, levering in _told(_planned_of(world, code, in_force)):
            planned[quarter].append(levering)
    return {quarter: sorted(found, key=lambda one: (one.file, one.code)) for quarter, found in planned.items()}


def _told(planned: Iterator[tuple[int, Levering]]) -> Iterator[tuple[int, Levering]]:
    """Say of each levering of one code since when its news is: since the last one before its period."""
    earlier: dict[str, list[Levering]] = defaultdict(list)
    for quarter, levering in planned:
        before = [
            one.known
            for one in earlier[levering.supplier.code]
            if one.period.until <= levering.period.first and one.known < levering.known
        ]
        told = replace(levering, since=max(before, default=MISSING))
        if told.kind != TURNED_AWAY:
            earlier[told.supplier.code].append(told)
        yield quarter, told


def _planned_of(world: World, code: str, in_force: Mapping[int, Collection[str]]) -> Iterator[tuple[int, Levering]]:
    roles = world.roles
    own = supplier_of(world.scenario.seed, world.places.today_of(code))
    last: int | None = None  # the last quarter in which the code was in force
    for quarter, codes in in_force.items():
        period = QUARTERS[quarter]
        last = quarter if code in codes else last
        if last is None or quarter - last > LATER or _absent(roles, code, period):
            continue
        if quarter > last:
            yield quarter, _regular(code, own, period, AFTERMATH)
        elif code == roles.switched and period.first >= SWITCHES:
            yield quarter, _regular(code, GRINWARE, period)
            if period.first < SWITCHES + 3 * LATER:
                yield quarter, _regular(code, VLOGSOFT, period, AFTERMATH)
        elif code in roles.monthly and period.first >= MONTHLY_SINCE:
            for month in range(period.first, period.until):
                yield quarter, _regular(code, own, month_period(month))
            if code in roles.quarterly_too:
                whole = _regular(code, own, period)
                yield quarter, replace(whole, known=whole.known + _QUARTER_AFTER)
        else:
            yield from ((quarter, one) for one in _of_quarter(roles, _regular(code, own, period)))
            if code == roles.straddling and period.until == STRADDLING + 4:
                yield quarter, _regular(code, own, _STRADDLES)


def _absent(roles: Roles, code: str, period: Period) -> bool:
    """Return whether a gemeente delivers nothing over a quarter."""
    stopped = code == roles.stopped and period.first >= STOPS_AFTER
    return code == roles.silent or stopped or (code, period.label) in roles.skipped


def _of_quarter(roles: Roles, plain: Levering) -> Iterator[Levering]:
    """Return what comes of one quarter: one levering, late or not, or a first that another replaces."""
    mark = (plain.code, plain.period.label)
    if mark == roles.refused:
        yield replace(plain, kind=TURNED_AWAY)
    elif mark in roles.late:
        yield replace(plain, known=plain.known + LATE)
    elif mark == roles.very_late:
        yield replace(plain, known=plain.known + VERY_LATE)
    elif mark in roles.corrected:
        yield replace(plain, kind=HALF)
        yield replace(plain, known=plain.known + _CORRECTED_AFTER)
    elif mark == roles.wrong:
        yield replace(plain, kind=WRONG)
        yield replace(plain, known=plain.known + _REPLACED_AFTER)
    elif mark == roles.twice:
        yield plain
        yield replace(plain, known=plain.known + _AGAIN_AFTER)
    else:
        yield plain


def _regular(code: str, supplier: Supplier, period: Period, kind: str = REGULAR) -> Levering:
    return Levering(code, supplier, period, period.end - 1 + supplier.lag, kind)
