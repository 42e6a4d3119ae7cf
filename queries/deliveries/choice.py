"""Which sheet of a workbook holds the table, and which says what it covers."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from queries.deliveries.contents import shown_name
from queries.deliveries.cover import Pair, read_cover
from queries.deliveries.csv_text import unfold
from queries.deliveries.grid import Grid, Remark
from queries.deliveries.headers import Columns, find_columns, normal_name
from queries.deliveries.records import TABLES_OF, DeliveryError

_COVER: Final = "levering"
# Sheets that explain; their lists can look like a small table.
_ASIDE: Final = frozenset({"uitleg", "toelichting", "leeswijzer", "lijsten", "codelijsten", "voorbeeld"})


@dataclass(frozen=True, slots=True)
class Choice:
    """The table, what another sheet says of it, and what was left aside."""

    grid: Grid
    columns: Columns
    cover: Sequence[Pair]
    remarks: Sequence[Remark]


@dataclass(frozen=True, slots=True)
class _Candidate:
    grid: Grid
    columns: Columns
    unfolded: bool

    @property
    def filled(self) -> bool:
        """Tell whether there is anything under the header."""
        return len(self.grid.rows) > self.columns.last + 1


def choose(bestand: str, grids: Iterable[Grid], columns: Collection[str], keys: Collection[str]) -> Choice:
    """Return the one grid with a table; raises DeliveryError without one, or where it cannot be told which."""
    cover: list[Pair] = []
    candidates: list[_Candidate] = []
    remarks: list[Remark] = []
    for grid in grids:
        candidate = _candidate(grid, columns)
        # Behind `tabel` may stand a table's name that is a column's too.
        said = {*keys, *TABLES_OF}
        if normal_name(grid.name or "") == _COVER and (candidate is None or candidate.columns.known <= said):
            cover.extend(read_cover([cells for _, cells in grid.rows], keys))
            if grid.hidden:
                remarks.append(Remark(None, "verborgen_blad_gelezen", f"blad {grid.place}"))
        elif candidate is not None:
            candidates.append(candidate)
        elif normal_name(grid.name or "") not in _ASIDE:
            remarks.append(_skipped(grid))
    found = _only(bestand, candidates)
    remarks.extend(_skipped(each.grid) for each in candidates if each is not found and _name(each) not in _ASIDE)
    if found.unfolded:
        remarks.append(Remark(None, "alles_in_een_kolom", "De tabel"))
    return Choice(found.grid, found.columns, cover, remarks)


def _candidate(grid: Grid, columns: Collection[str]) -> _Candidate | None:
    def score(given: Grid) -> int:
        return 0 if (found := find_columns(given, columns)) is None else len(found.known)

    found = find_columns(grid, columns)
    if found is not None:
        return _Candidate(grid, found, unfolded=False)
    unfolded = unfold(grid, score)
    found = None if unfolded is None else find_columns(unfolded, columns)
    return None if unfolded is None or found is None else _Candidate(unfolded, found, unfolded=True)


def _skipped(grid: Grid) -> Remark:
    return Remark(None, "verborgen_blad" if grid.hidden else "ander_blad_overgeslagen", f"Blad {grid.place}")


def _name(candidate: _Candidate) -> str:
    return normal_name(candidate.grid.name or "")


def _only(bestand: str, candidates: Sequence[_Candidate]) -> _Candidate:
    if not candidates:
        raise DeliveryError(
            f"In {bestand} is geen rij met kolomnamen gevonden; gebruik de kolomnamen uit de handleiding"
            " (docs/handleiding.md) of een bestand dat `effectmeting sjabloon` maakt."
        )
    seen = [each for each in candidates if not each.grid.hidden]
    if not seen:
        raise DeliveryError(
            f"In {bestand} staat de tabel op een verborgen blad; maak het blad zichtbaar, controleer het en lever"
            " opnieuw aan."
        )
    near = [each for each in seen if _name(each) not in _ASIDE] or seen
    most = max(len(each.columns.known) for each in near)
    near = [each for each in near if len(each.columns.known) * 2 > most]
    near = [each for each in near if each.filled] or near
    if len(near) > 1:
        *first, last = (f"'{shown_name(each.grid.name or '')}'" for each in near)
        names = f"{', '.join(first)} en {last}"
        raise DeliveryError(
            f"In {bestand} staat op meer dan één blad een tabel: {names}; lever elke tabel in een eigen bestand aan."
        )
    return near[0]
