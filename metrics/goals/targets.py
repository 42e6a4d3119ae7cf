"""Doelen: was the goal reached in the figures, and is it reached or on course when chance is allowed for?"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from metrics.goals.change import Meting, change
from metrics.goals.target_words import sentence
from metrics.measure import Eenheid, Richting

__all__ = ["Doel", "Gerealiseerd", "Meting", "Oordeel", "Soort", "Streven", "Structureel", "TargetError", "judge"]


class TargetError(ValueError):
    """A goal that cannot be judged as it stands; the message is for people."""


class Streven(Enum):
    """Which side of the goal is good."""

    MINSTENS = "minstens"
    HOOGSTENS = "hoogstens"


class Soort(Enum):
    """What the goal's number is: a level of the figure, or a relative change since the base year."""

    NIVEAU = "niveau"
    VERANDERING = "verandering"


class Gerealiseerd(Enum):
    """The counted figure against the goal."""

    GEHAALD = "gehaald"
    NOG_NIET = "nog niet gehaald"
    NIET = "niet gehaald"


class Structureel(Enum):
    """The figure through its interval, against the goal and the path to it."""

    GEHAALD = "gehaald"
    OP_KOERS = "op koers"
    NIET_OP_KOERS = "niet op koers"
    NOG_NIET_TE_ZEGGEN = "nog niet te zeggen"


@dataclass(frozen=True)
class Doel:
    """One goal: ``waarde`` in the unit of the figure (a share between 0 and 1), or a change: -0,7 is 70% less."""

    waarde: float
    uiterlijk: date
    streven: Streven
    soort: Soort = Soort.NIVEAU
    eenheid: Eenheid = Eenheid.AANTAL

    def reached(self, waarde: float) -> bool:
        """Whether this value is on the good side."""
        return waarde >= self.waarde if self.streven is Streven.MINSTENS else waarde <= self.waarde

    @staticmethod
    def stated(
        waarde: float,
        uiterlijk: date,
        eenheid: Eenheid,
        richting: Richting,
        *,
        soort: Soort | None = None,
        streven: Streven | None = None,
    ) -> "Doel":
        """Return a goal as people write it: 25 for 25%, -70 for a fall of 70%, 30 for an index of 30.

        Without ``soort`` a number below 0 is a change; an index always is one. Without ``streven`` a fall is hoogstens,
        a rise minstens, and a level follows the side that is good, minstens where none is.
        """
        kind = soort or (Soort.VERANDERING if waarde < 0 else Soort.NIVEAU)
        if eenheid is Eenheid.INDEX and kind is Soort.NIVEAU:
            waarde, kind = waarde - 100, Soort.VERANDERING
        if kind is Soort.VERANDERING:
            side = streven or (Streven.HOOGSTENS if waarde < 0 else Streven.MINSTENS)
            return Doel(waarde / 100, uiterlijk, side, kind, eenheid)
        side = streven or (Streven.HOOGSTENS if richting is Richting.LAGER_IS_BETER else Streven.MINSTENS)
        return Doel(waarde / 100 if eenheid is Eenheid.PERCENT else waarde, uiterlijk, side, kind, eenheid)


@dataclass(frozen=True)
class Oordeel:
    """Two answers and their sentence, with what was compared with the goal: the figure, or its change.

    ``pad`` is where the straight path from base to goal lies at the end of the measured period, null without one.
    """

    gerealiseerd: Gerealiseerd
    structureel: Structureel
    zin: str
    waarde: float
    onder: float | None
    boven: float | None
    pad: float | None


def judge(doel: Doel, nu: Meting, *, basis: Meting | None = None, level: float = 0.95) -> Oordeel:
    """Judge a goal by the newest figure ``nu``; ``basis`` is that of the base year, when there is one.

    *gerealiseerd*: the value itself against the goal; it is "niet gehaald" from the goal's day on.

    *structureel*, through the interval (of the change, for a goal that is one):

    - gehaald: all of it lies on the good side of the goal;
    - nog niet te zeggen: the goal lies within it, or it is voorlopig or has no interval;
    - else it lies short of the goal, and is held against the straight path from base to goal at the end of the
      measured period (the goal itself without a base, and after its day): op koers when all of it is on the
      good side of the path, niet op koers when none is, and nog niet te zeggen when the path lies within it.

    Never says why. Raises TargetError for a change without a base above 0.
    """
    value, low, high = nu.waarde, nu.onder, nu.boven
    start = None if basis is None else basis.waarde
    if doel.soort is Soort.VERANDERING:
        moved = None if basis is None else change(nu, basis, level=level)
        if moved is None:
            raise TargetError("Dit doel vraagt een cijfer van het basisjaar boven 0; vul de basiswaarde in.")
        value, low, high, start = moved.waarde, moved.onder, moved.boven, 0.0
    over = nu.tot > doel.uiterlijk
    path = None if basis is None or start is None else _path(doel, start, basis.tot, nu.tot)
    done = Gerealiseerd.GEHAALD if doel.reached(value) else Gerealiseerd.NIET if over else Gerealiseerd.NOG_NIET
    sure = _structural(doel, low, high, path) if nu.definitief else Structureel.NOG_NIET_TE_ZEGGEN
    told = sentence(
        value=value, low=low, high=high, goal=doel.waarde, streven=doel.streven.value, uiterlijk=doel.uiterlijk,
        eenheid=doel.eenheid, is_change=doel.soort is Soort.VERANDERING, gerealiseerd=done.value,
        structureel=sure.value, basisjaar=None if basis is None else (basis.tot - timedelta(days=1)).year,
        geschat=basis is not None and basis.geschat, definitief=nu.definitief,
    )  # fmt: skip
    return Oordeel(done, sure, told, value, low, high, path)


def _path(doel: Doel, start: float, begin: date, now: date) -> float:
    """Return where the straight line from the end of the base year to the goal's day lies."""
    whole = (doel.uiterlijk - begin).days + 1
    gone = 1.0 if whole <= 0 else min(max((now - begin).days / whole, 0.0), 1.0)
    return start + (doel.waarde - start) * gone


def _structural(doel: Doel, low: float | None, high: float | None, path: float | None) -> Structureel:
    """Hold the interval against the goal, then against the path."""
    if low is None or high is None:
        return Structureel.NOG_NIET_TE_ZEGGEN
    good, bad = (low, high) if doel.streven is Streven.HOOGSTENS else (high, low)
    if doel.reached(bad):
        return Structureel.GEHAALD
    if doel.reached(good):
        return Structureel.NOG_NIET_TE_ZEGGEN
    if path is None:
        return Structureel.NIET_OP_KOERS
    way = Doel(path, doel.uiterlijk, doel.streven)
    if way.reached(bad):
        return Structureel.OP_KOERS
    return Structureel.NOG_NIET_TE_ZEGGEN if way.reached(good) else Structureel.NIET_OP_KOERS
