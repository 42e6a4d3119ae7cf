"""What the maker says of a table: a key and its value, above it, on a sheet of their own or in the file's metadata."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from queries.deliveries.grid import Cell
from queries.deliveries.headers import FEWEST_COLUMNS, normal_name
from queries.deliveries.records import DeliveryError

Pair = tuple[str, Cell]


def read_cover(rows: Sequence[Sequence[Cell]], keys: Collection[str]) -> list[Pair]:
    """Return what ``rows`` say of ``keys``: in the next cells, behind a colon, or in the row below a row of keys."""
    names = {normal_name(key): key for key in keys}
    found: list[Pair] = []
    for place, row in enumerate(rows):
        pairs = _of_row(row, names)
        if len(pairs) >= FEWEST_COLUMNS and all(value is None for _, value in pairs) and place + 1 < len(rows):
            pairs = _of_column(row, rows[place + 1], names)
        found.extend(pairs)
    return found


def from_metadata(told: Mapping[str, Cell], keys: Collection[str]) -> list[Pair]:
    """Return what a file's metadata say of ``keys``."""
    names = {normal_name(key): key for key in keys}
    return [(names[name], value) for key, value in told.items() if (name := normal_name(key)) in names]


def told_once(bestand: str, pairs: Iterable[Pair]) -> dict[str, Cell]:
    """Return the value of each key; raises DeliveryError where two places say something else."""
    told: dict[str, Cell] = {}
    for key, value in pairs:
        if value is not None and told.setdefault(key, value) != value:
            raise DeliveryError(
                f"In {bestand} staat `{key}` twee keer, met een andere waarde; laat alleen de juiste staan."
            )
    return told


def _of_row(row: Sequence[Cell], names: Mapping[str, str]) -> list[Pair]:
    found: list[tuple[str, list[Cell]]] = []
    for cell in row:
        key, value = _split(cell, names)
        if key is not None:
            found.append((key, [] if value is None else [value]))
        elif cell is not None:
            if not found:
                return []  # a title, or a sentence that happens to hold a key further on
            found[-1][1].append(cell)
    return [(key, _joined(values)) for key, values in found]


def _of_column(row: Sequence[Cell], below: Sequence[Cell], names: Mapping[str, str]) -> list[Pair]:
    keyed = zip(row, below, strict=False)
    return [(key, value) for cell, value in keyed if (key := _split(cell, names)[0]) is not None]


def _split(cell: Cell, names: Mapping[str, str]) -> tuple[str | None, Cell]:
    """Return the key in a cell, and what stands behind its colon."""
    if not isinstance(cell, str):
        return None, None
    if whole := names.get(normal_name(cell)):
        return whole, None
    before, colon, after = cell.partition(":")
    return (names.get(normal_name(before)), after.strip() or None) if colon else (None, None)


def _joined(values: Sequence[Cell]) -> Cell:
    if len(values) < FEWEST_COLUMNS:
        return values[0] if values else None
    return " ".join(str(value) for value in values)
