"""How the columns of a table in a report are set: numbers to the right, and room by what stands in them."""

from dataclasses import dataclass
from typing import Final

from dashboard.reports.content import Number, Table, plain

_NOTHING: Final = {"", "–", "-"}
_ROOM: Final = {False: 102, True: 122}  # letters on a line of paper, by whether the text is small
_AROUND: Final = {False: 3, True: 2}  # letters: the white beside a column
_WIDEST: Final = 40  # letters: a longer text is broken over lines
_LONGEST_WORD: Final = 14  # a longer one is broken in two
_LOOKED_AT: Final = 40  # rows: of a longer table these say enough
_STEPS: Final = (2, 4, 8, 12)  # letters a column may get at once


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
    """Return the columns of ``table``: each at least its longest word, and what is left where it saves most lines."""
    least = [_longest_word(table, at) for at in range(len(table.head))]
    wished = [max(_longest(table, at), low) for at, low in enumerate(least)]
    small = sum(least) + _AROUND[False] * len(least) > _ROOM[False]
    around, room = _AROUND[small], _ROOM[small]
    left = room - sum(least) - around * len(least)
    widths = wished if left >= sum(wished) - sum(least) else _fewest_lines(table, least, wished, left)
    return Columns(tuple(float(width + around) for width in widths), small, room)


def _fewest_lines(table: Table, least: list[int], wished: list[int], left: int) -> list[int]:
    """Return widths that take away as many lines of the table as they can, step by step, for ``left`` letters more."""
    rows = [
        [[len(word) for word in plain(cell).split()] for cell in row]
        for row in (*table.rows[:_LOOKED_AT], tuple((head,) for head in table.head))
    ]
    widths = list(least)
    heights = [[_lines(cell, width) for cell, width in zip(row, widths, strict=True)] for row in rows]
    while left > 0:
        gains = [
            (_saved(rows, heights, at, widths[at] + step) / step, step, at)
            for at in range(len(widths))
            for step in _STEPS
            if step <= left and widths[at] < wished[at]
        ]
        gain, step, at = max(gains, default=(0.0, 0, 0))
        if gain <= 0:
            break
        widths[at] += step
        left -= step
        for row, lines in zip(rows, heights, strict=True):
            lines[at] = _lines(row[at], widths[at])
    return widths


def _saved(rows: list[list[list[int]]], heights: list[list[int]], at: int, width: int) -> int:
    """Return how many lines the table is shorter when column ``at`` gets this width."""
    saved = 0
    for row, lines in zip(rows, heights, strict=True):
        others = max((each for place, each in enumerate(lines) if place != at), default=0)
        saved += max(lines[at], others) - max(_lines(row[at], width), others)
    return saved


def _lines(words: list[int], width: int) -> int:
    """Return on how many lines words of these lengths stand; one too long for a line is broken."""
    lines, used = 1, 0
    for word in words:
        if used and used + 1 + word > width:
            lines, used = lines + 1, 0
        used += word + (1 if used else 0)
        if used > width:
            lines, used = lines + (used - 1) // width, (used - 1) % width + 1
    return lines


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
