"""What another signal rule would have asked of a gemeente: its months, its neighbours, and the widest that fits."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from dashboard.figures import stored
from dashboard.figures.source import Source, kept
from metrics.signal_rule import HOOGUIT_DAGEN, MINSTENS_EURO, ONBEPERKT, THRESHOLDS
from queries.signal_rule import read_signal_rule

MOST_PARTNERS: Final = 5
MONTHS: Final = 24
# A rule fits when it does so in this share of the months: a single busy month is to be borne. Configurable here.
ENOUGH: Final = 0.9
_PLACE: Final = {threshold: place for place, threshold in enumerate(THRESHOLDS)}


@dataclass(frozen=True)
class Rule:
    """Whom a rule selects: households with signalen of enough partners, each young and large enough."""

    partners: int = 2
    dagen: int = ONBEPERKT
    euro: int = 0


# Eleven parties in Nijmegen agreed on it, for no more than 50 residents (see metrics.signal_rule).
NIJMEGEN: Final = Rule(3, 100, 0)
NIJMEGEN_CAPACITY: Final = 50


@dataclass(frozen=True, eq=False)
class Grid:
    """Every rule in every month: ``aantallen`` by partners - 1, threshold and month; ``van`` are all with a signaal.

    ``maanden`` are those of the last 24 that were delivered whole, oldest first; ``zonder`` the others of them.
    """

    maanden: tuple[date, ...]
    zonder: tuple[date, ...]
    aantallen: NDArray[np.int64]

    @property
    def van(self) -> NDArray[np.int64]:
        """How many households had a signaal at all, by month."""
        return self.aantallen[0, _PLACE[ONBEPERKT, 0]]


@dataclass(frozen=True)
class Outcome:
    """What a rule asks of the people who do the visits, over the months of a grid.

    ``boven`` is in how many months there are more than the capacity; ``aandeel`` the share of all with a signaal.
    """

    rule: Rule
    per_maand: tuple[int, ...]
    gemiddeld: float
    meest: int
    boven: int
    aandeel: float | None

    @property
    def fits(self) -> bool:
        """Whether nearly every month stays within the capacity."""
        return self.boven <= (1 - ENOUGH) * len(self.per_maand) + 1e-9


@kept(40)
def grid(source: Source, gm_code: str) -> Grid | None:
    """Return every rule for one gemeente of the viewer's own; None where no month of signalen was delivered whole."""
    counts = stored.own(source, gm_code)
    if counts is None:
        return None
    whole = counts.dekking.filter(pl.col("volledig"), tabel="signaal")["maand"].unique().sort().to_list()
    if not whole:
        return None
    with stored.open_store(source.url).connect() as connection:
        table = read_signal_rule(connection, source.viewer, gm_code)
    last: list[date] = pl.date_range(whole[0], whole[-1], "1mo", eager=True).to_list()[-MONTHS:]
    delivered = [month for month in last if month in whole]
    return Grid(tuple(delivered), tuple(month for month in last if month not in whole), _counted(table, delivered))


def outcome(of: Grid, rule: Rule, capacity: int) -> Outcome:
    """Return what ``rule`` would have asked; ValueError for a limit that was not counted."""
    if (rule.dagen, rule.euro) not in _PLACE or not 1 <= rule.partners <= MOST_PARTNERS:
        raise ValueError(f"there are no counts for {rule}")
    counts = of.aantallen[rule.partners - 1, _PLACE[rule.dagen, rule.euro]]
    everyone = int(of.van.sum())
    return Outcome(
        rule,
        tuple(counts.tolist()),
        float(counts.mean()),
        int(counts.max()),
        int((counts > capacity).sum()),
        int(counts.sum()) / everyone if everyone else None,
    )


def neighbours(of: Grid, rule: Rule, capacity: int) -> list[Outcome]:
    """Return the rules one step wider and one step narrower in each of the three limits, the wider first."""
    found: list[Rule] = []
    for step in (-1, 1):
        partners = rule.partners + step
        if 1 <= partners <= MOST_PARTNERS:
            found.append(replace(rule, partners=partners))
    for values, name, wider in ((HOOGUIT_DAGEN, "dagen", 1), (MINSTENS_EURO, "euro", -1)):
        at = values.index(getattr(rule, name))
        found += [
            replace(rule, **{name: values[at + step]}) for step in (wider, -wider) if 0 <= at + step < len(values)
        ]
    return [outcome(of, one, capacity) for one in found]


def widest(of: Grid, capacity: int) -> list[Outcome]:
    """Return for each number of partners the rule that fits and selects most households, the one with most first.

    Of rules that select as many the least strict is returned; a rule that never selects anyone is none.
    """
    best: list[Outcome] = []
    for partners in range(1, MOST_PARTNERS + 1):
        made = [outcome(of, Rule(partners, dagen, euro), capacity) for dagen, euro in THRESHOLDS]
        fitting = [one for one in made if one.fits and one.meest]
        if fitting:
            best.append(max(fitting, key=lambda one: (one.gemiddeld, one.rule.dagen, -one.rule.euro)))
    return sorted(best, key=lambda one: (-one.gemiddeld, one.rule.partners))


def _counted(table: pl.DataFrame, months: list[date]) -> NDArray[np.int64]:
    """Return the households at so many partners or more, by partners - 1, threshold and month."""
    counts = np.zeros((MOST_PARTNERS, len(THRESHOLDS), len(months)), np.int64)
    thresholds = pl.DataFrame(
        [(*threshold, place) for threshold, place in _PLACE.items()],
        schema={"hooguit_dagen": pl.Int32, "minstens_euro": pl.Int32, "plaats": pl.Int64},
        orient="row",
    )
    places = pl.DataFrame({"maand": months, "dag": range(len(months))}, schema={"maand": pl.Date, "dag": pl.Int64})
    placed = table.join(thresholds, on=["hooguit_dagen", "minstens_euro"]).join(places, on="maand")
    partners = placed["partners"].clip(upper_bound=MOST_PARTNERS).to_numpy() - 1
    at = (partners, placed["plaats"].to_numpy(), placed["dag"].to_numpy())
    np.add.at(counts, at, placed["huishoudens"].to_numpy())
    return counts[::-1].cumsum(axis=0)[::-1]
