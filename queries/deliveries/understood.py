"""What was understood of a table that its maker should know: a remark each, without a cell's value."""

from collections.abc import Iterable, Sequence
from typing import Final

from queries.deliveries.body import Body
from queries.deliveries.grid import Grid, Remark
from queries.deliveries.headers import Columns
from queries.deliveries.rules import ANY_FIELD

_SHOWN: Final = 5


def remarks_of(grid: Grid, columns: Columns, body: Body) -> list[Remark]:
    """Return a remark for each row that is no record, and one for each thing that happened to several cells."""
    found = [Remark(number, kind, ANY_FIELD) for number, kind in body.others]
    numbers = frozenset(number for number, _ in body.records)
    found.extend(_of_spots(grid, columns, numbers))
    found.extend(_of_merges(columns, body, numbers))
    found.extend(_of_hidden(grid, columns, body))
    named = max(place for place, name in enumerate(columns.names, start=1) if name is not None)
    wide = [number for number, cells in body.records if len(cells) > named]
    if wide:
        found.append(Remark(wide[0], "te_veel_cellen", _rows(wide)))
    return found


def _of_spots(grid: Grid, columns: Columns, numbers: frozenset[int]) -> Iterable[Remark]:
    spots: dict[tuple[str, str], list[int]] = {}
    for spot in grid.spots:
        name = columns.names[spot.column - 1] if spot.column <= len(columns.names) else None
        if name and spot.rij in numbers:
            spots.setdefault((spot.regel, name), []).append(spot.rij)
    return [Remark(rows[0], regel, f"{name} ({_rows(rows)})") for (regel, name), rows in spots.items()]


def _of_merges(columns: Columns, body: Body, numbers: frozenset[int]) -> Iterable[Remark]:
    merged: dict[str, list[int]] = {}
    for merge in sorted(body.merged, key=lambda merge: merge.top):
        name = columns.names[merge.left - 1] if merge.left <= len(columns.names) else None
        if name and merge.top in numbers:
            merged.setdefault(name, []).append(merge.top)
    return [Remark(rows[0], "samengevoegde_cellen", f"{name} (vanaf {_rows(rows)})") for name, rows in merged.items()]


def _of_hidden(grid: Grid, columns: Columns, body: Body) -> Iterable[Remark]:
    rows = [number for number, _ in body.records if number in grid.hidden_rows]
    if rows:
        yield Remark(rows[0], "verborgen_rijen", _rows(rows))
    names = [name for place, name in enumerate(columns.names, start=1) if name and place in grid.hidden_columns]
    if names:
        yield Remark(None, "verborgen_kolommen", ", ".join(names))


def _rows(numbers: Sequence[int]) -> str:
    """Return "rij 4, 7 en 9", or the first few and how many more."""
    shown = [str(number) for number in dict.fromkeys(numbers)]
    if len(shown) > _SHOWN + 1:
        return f"rij {', '.join(shown[:_SHOWN])} en nog {len(shown) - _SHOWN} rijen"
    return f"rij {' en '.join(filter(None, (', '.join(shown[:-1]), shown[-1])))}"
