"""Where figures are read, for whom, and which state of it: the key under which every answer is kept."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from pathlib import Path
from threading import Event, Lock
from typing import Any, ParamSpec, TypeVar

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


_ceiling = 1_000_000


def keep_fewer(most: int) -> None:
    """Let no function keep more than ``most`` answers in this process: for one that asks each gemeente's once."""
    global _ceiling  # noqa: PLW0603 -- of the process, and set before its work
    _ceiling = most


def kept(most: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Keep the answers to the ``most`` newest questions, for all readers and every thread of this process.

    An answer is handed out itself, not a copy, so nobody may change one; the framework's own cache packs and unpacks
    it on every use, which took longer than making most figures. All arguments are hashed. Who asks what another
    thread is making waits for that answer: fifty browsers that open after a publication make it once.
    """

    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        answers: OrderedDict[Any, T] = OrderedDict()
        making: dict[Any, Event] = {}
        turn = Lock()

        @wraps(function)
        def ask(*args: P.args, **kwargs: P.kwargs) -> T:
            question = (args, tuple(sorted(kwargs.items())))
            while True:
                with turn:
                    if question in answers:
                        answers.move_to_end(question)
                        return answers[question]
                    others = making.get(question)
                    if others is None:
                        done = making[question] = Event()
                        break
                # Should that one fail, the answer is not there, and it is this one's turn to try.
                others.wait()
            try:
                answer = function(*args, **kwargs)
                with turn:
                    answers[question] = answer
                    while len(answers) > min(most, _ceiling):
                        answers.popitem(last=False)
                return answer
            finally:
                with turn:
                    del making[question]
                done.set()

        return ask

    return decorate
