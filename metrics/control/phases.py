"""Where new limits begin, and why: never without a stated reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

import numpy as np
import numpy.typing as npt

LEAST_POINTS: Final = 12


class ControlError(ValueError):
    """A series that no control chart can honestly be made of; the message is for people."""


class Reden(Enum):
    """Why limits may begin anew."""

    INTERVENTIE = "maatregel"
    DEFINITIE = "andere definitie"


@dataclass(frozen=True)
class Rebase:
    """From ``vanaf`` on, new limits; ``reden`` says in a few words why."""

    vanaf: date
    soort: Reden
    reden: str

    def __post_init__(self) -> None:
        """Refuse a rebase without a reason."""
        if not self.reden.strip():
            raise ControlError(f"Nieuwe grenzen vanaf {self.vanaf:%d-%m-%Y} hebben een reden nodig; noem de maatregel.")


@dataclass(frozen=True)
class Phase:
    """A stretch of points with one set of limits; ``eerste`` and ``na`` are places, half open.

    ``grenzen`` is false where there are too few points for limits of its own. ``rebase`` is null for the
    first. ``wacht`` lists the rebases that are not made yet: until there are enough points after them, these are
    judged by the limits from before, which is how one sees whether a maatregel goes with a change.
    """

    eerste: int
    na: int
    grenzen: bool
    rebase: Rebase | None
    basis_na: int  # the points before this place make the limits
    wacht: tuple[Rebase, ...] = ()


def phases(starts: Sequence[date], rebases: Sequence[Rebase], *, basis_tot: date | None = None) -> list[Phase]:
    """Divide points that begin on ``starts`` (ascending) at the rebases.

    A maatregel with fewer than 12 points after it does not begin a phase yet; another definition always does, for
    points of two definitions have no limits in common. ``basis_tot`` ends the baseline of the first phase:
    later points are held against it and do not move it. Raises ControlError when it has fewer than 12 points.
    """
    if not starts:
        return []
    at = [(_first_from(starts, rebase.vanaf), rebase) for rebase in sorted(rebases, key=lambda rebase: rebase.vanaf)]
    cuts = [(place, rebase) for place, rebase in at if 0 < place < len(starts)]
    made: list[Phase] = []
    begin, why, baseline = 0, None, _baseline(starts, basis_tot)
    waiting: list[tuple[int, Rebase]] = []
    for number, (place, rebase) in enumerate(cuts):
        next_place = next((later for later, _ in cuts[number + 1 :] if later > place), len(starts))
        if place == begin:
            why = rebase
        elif rebase.soort is Reden.INTERVENTIE and next_place - place < LEAST_POINTS:
            waiting.append((place, rebase))
        else:
            made.append(_phase(begin, place, why, baseline, waiting))
            begin, why, baseline, waiting = place, rebase, None, []
    made.append(_phase(begin, len(starts), why, baseline, waiting))
    return made


def version_changes(starts: Sequence[date], versies: Sequence[Sequence[int] | None]) -> list[Rebase]:
    """Return a rebase at each point whose newest definition version differs from that of the point before."""
    newest = [max(found) if found else None for found in versies]
    return [
        Rebase(starts[at], Reden.DEFINITIE, f"definitie versie {newest[at]}")
        for at in range(1, len(starts))
        if newest[at] is not None and newest[at - 1] is not None and newest[at] != newest[at - 1]
    ]


def places(phase: Phase, points: int) -> npt.NDArray[np.bool_]:
    """Return which of ``points`` points make the limits of a phase."""
    order = np.arange(points)
    return (order >= phase.eerste) & (order < phase.basis_na)


def _phase(
    begin: int, end: int, why: Rebase | None, baseline: int | None, waiting: Sequence[tuple[int, Rebase]]
) -> Phase:
    """Make one phase."""
    # While a maatregel waits for limits of its own, what came after it must not move those of before.
    before = [place for place, _ in waiting[:1] if place - begin >= LEAST_POINTS]
    until = min(end, *([] if baseline is None else [baseline]), *before, end)
    return Phase(begin, end, until - begin >= LEAST_POINTS, why, until, tuple(rebase for _, rebase in waiting))


def _baseline(starts: Sequence[date], basis_tot: date | None) -> int | None:
    """Return the place where the baseline ends."""
    if basis_tot is None:
        return None
    end = _first_from(starts, basis_tot)
    if end < LEAST_POINTS:
        raise ControlError(
            f"De basisperiode tot {basis_tot:%d-%m-%Y} heeft {end} punten; kies een latere dag, met ten minste "
            f"{LEAST_POINTS} punten ervoor."
        )
    return end


def _first_from(starts: Sequence[date], day: date) -> int:
    """Return the place of the first point that begins on ``day`` or later."""
    return next((at for at, start in enumerate(starts) if start >= day), len(starts))
