"""Where figures are read, for whom, and which state of it: the key under which every answer is kept."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import ParamSpec, TypeVar

from queries.viewer import Viewer

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Source:
    """Where figures are read, for whom, and which state of it; ``versie`` and ``viewer`` are in every key."""

    url: str
    folder: Path
    viewer: Viewer
    versie: str
    today: date | None  # the day of the last berekening, so that a page says the same tomorrow; None before the first
    publicatie: int | None = None  # the newest publication


def kept(most: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Keep the answers to the ``most`` newest questions, for all readers and every thread of this process.

    An answer is handed out itself, not a copy, so nobody may change one; the framework's own cache packs and unpacks
    it on every use, which took longer than making most figures. All arguments are hashed.
    """

    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        return lru_cache(maxsize=most)(function)  # pyright: ignore[reportReturnType] -- it calls as it was called

    return decorate
