"""What is said of a figure beside its value: how it compares, and what was promised or changed over time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Compared:
    """A verdict, and the two figures of one period that it is about: the own one and that of the rest."""

    verdict: str | None
    row: Mapping[str, Any] | None
    rest: Mapping[str, Any] | None


@dataclass(frozen=True)
class Event:
    """A day on which something changed, and what."""

    dag: date
    naam: str
    soort: str  # interventie or definitie


@dataclass(frozen=True)
class Marks:
    """The goal in the unit of the stored value, what it is called, and what changed when, oldest first."""

    doel: float | None = None
    doel_naam: str = ""
    events: tuple[Event, ...] = ()


NO_MARKS = Marks()
