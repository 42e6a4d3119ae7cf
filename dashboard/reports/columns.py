"""How the columns of a table in a report are set: numbers to the right, and room by what stands in them."""

from typing import Final

from dashboard.reports.content import Number, Table, plain

_NARROWEST, _WIDEST = 7, 34  # letters: a longer text is broken over lines
_AROUND: Final = 3  # letters: the white beside a column
_NOTHING: Final = {"", "–", "-"}


def is_numeric(table: Table) -> list[bool]:
    """Tell for each column whether it holds numbers only; the first names the row, so it never does."""
    return [at > 0 and _all_numbers(table, at) for at in range(len(table.head))]


def widths(table: Table) -> list[int]:
    """Return for each column its share of the room, in letters."""
    return [_letters(table, at) for at in range(len(table.head))]


def _all_numbers(table: Table, at: int) -> bool:
    cells = [row[at] for row in table.rows if plain(row[at]).strip() not in _NOTHING]
    return bool(cells) and all(isinstance(run, Number) for cell in cells for run in cell if run != "")


def _letters(table: Table, at: int) -> int:
    words = max((len(word) for word in table.head[at].split()), default=0)
    longest = max((len(plain(row[at])) for row in table.rows), default=0)
    return min(max(words + 1, longest, _NARROWEST), _WIDEST) + _AROUND
