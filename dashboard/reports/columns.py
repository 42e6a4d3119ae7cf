"""How the columns of a table in a report are set: numbers to the right, and room by what stands in them."""

from dataclasses import dataclass
from typing import Final

from dashboard.reports.content import Number, Table, plain

_NOTHING: Final = {"", "–", "-"}
_ROOM: Final = {False: 94, True: 108}  # letters on a line of paper, by whether the text is small
_AROUND: Final = {False: 3, True: 2}  # letters: the white beside a column
_WIDEST: Final = 40  # letters: a longer text is broken over lines
_LONGEST_WORD: Final = 14  # a longer one is broken in two


@dataclass(frozen=True)
class Columns:
    """The room of each column in letters, and whether the text must be small to fit; narrow tables leave room over."""

    widths: tuple[float, ...]
    small: bool
    room: int

    @property
    def share(self) -> float:
        """The share of the width of the page that the table takes."""
        return min(1.0, sum(self.widths) / self.room)


def is_numeric(table: Table) -> list[bool]:
    """Tell for each column whether it holds numbers only; the first names the row, so it never does."""
    return [at > 0 and _all_numbers(table, at) for at in range(len(table.head))]


def columns(table: Table) -> Columns:
    """Return the columns of ``table``: each at least its longest word, and what is left to those that ask for more."""
    least = [_longest_word(table, at) for at in range(len(table.head))]
    wished = [max(_longest(table, at), low) for at, low in enumerate(least)]
    small = sum(least) + _AROUND[False] * len(least) > _ROOM[False]
    around, room = _AROUND[small], _ROOM[small]
    left = room - sum(least) - around * len(least)
    asked = sum(wished) - sum(least)
    part = max(0.0, min(1.0, left / asked)) if asked else 0.0
    widths = (low + (wish - low) * part + around for low, wish in zip(least, wished, strict=True))
    return Columns(tuple(round(width, 2) for width in widths), small, room)


def _all_numbers(table: Table, at: int) -> bool:
    cells = [row[at] for row in table.rows if plain(row[at]).strip() not in _NOTHING]
    return bool(cells) and all(isinstance(run, Number) for cell in cells for run in cell if run != "")


def _longest(table: Table, at: int) -> int:
    return min(max(len(text) for text in _texts(table, at)), _WIDEST)


def _longest_word(table: Table, at: int) -> int:
    words = [len(word) for text in _texts(table, at) for word in text.split()]
    head = max((len(word) for word in table.head[at].split()), default=0) + 1  # set in bold, and never broken
    return max(min(max(words, default=1), _LONGEST_WORD), head)


def _texts(table: Table, at: int) -> list[str]:
    return [table.head[at], *(plain(row[at]) for row in table.rows)]
