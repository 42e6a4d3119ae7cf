"""Answers that were made once: whole and squeezed, kept as long as there is room, made by one who asks at a time."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Final

ROOM: Final = 96 * 1024 * 1024  # bytes


@dataclass(frozen=True)
class Answer:
    """A body as it is kept: squeezed with gzip where ``squeezed``, and how many rows there are in all of its pages."""

    body: bytes
    squeezed: bool
    rows: int = 0


class StoredAnswers:
    """Keeps the answers asked for last, by ETag, up to ``room`` bytes; safe for threads."""

    def __init__(self, room: int = ROOM) -> None:
        """Begin with nothing."""
        self._room = room
        self._kept: OrderedDict[str, Answer] = OrderedDict()
        self._size = 0
        self._making: dict[str, Lock] = {}
        self._turn = Lock()

    def find(self, tag: str) -> Answer | None:
        """Return the answer with this ETag when it is kept."""
        with self._turn:
            answer = self._kept.get(tag)
            if answer is not None:
                self._kept.move_to_end(tag)
            return answer

    def answer(self, tag: str, make: Callable[[], Answer]) -> Answer:
        """Return the answer with this ETag, made now when it is not kept; who asks meanwhile waits for it."""
        with self._turn:
            making = self._making.setdefault(tag, Lock())
        try:
            with making:
                found = self.find(tag)
                if found is None:
                    found = make()
                    self._keep(tag, found)
        finally:
            with self._turn:
                self._making.pop(tag, None)
        return found

    def _keep(self, tag: str, answer: Answer) -> None:
        with self._turn:
            self._kept[tag] = answer
            self._size += len(answer.body)
            while self._size > self._room and self._kept:
                _, oldest = self._kept.popitem(last=False)
                self._size -= len(oldest.body)
