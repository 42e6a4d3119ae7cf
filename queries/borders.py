"""Borders: which of today's gemeenten an old code belongs to, whole or in parts, and when each code was valid."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl
from sqlalchemy import Connection, select

from queries.schema import gemeente, herindeling, herindeling_pc4

Move = tuple[str, str, date, float]  # old code, new code, day, share of the old code's inhabitants

VALID_CODES = pl.Schema({"gm_code": pl.String, "today": pl.String, "geldig_van": pl.Date, "geldig_tot": pl.Date})
# Of a code that was split: to which gemeente of today a case goes whose chance lies in [van, tot); a null PC4 is
# any other than those that are listed.
PLACES = pl.Schema(
    {"oude_code": pl.String, "pc4": pl.String, "gm_code": pl.String, "van": pl.Float64, "tot": pl.Float64}
)


@dataclass(frozen=True, eq=False)
class Borders:
    """Where the cases of each code are counted today.

    ``parts`` gives per code the gemeenten of today it went to, the largest part first, with shares that
    add up to 1; ``places`` says for codes of more than one part which case goes where.
    """

    parts: Mapping[str, Mapping[str, float]]
    places: pl.DataFrame

    def table(self) -> pl.DataFrame:
        """Return the parts as rows: oude_code, gm_code, and whether it is the ``grootste`` part."""
        rows = [(code, new, new == next(iter(parts))) for code, parts in self.parts.items() for new in parts]
        return pl.DataFrame(
            rows, schema={"oude_code": pl.String, "gm_code": pl.String, "grootste": pl.Boolean}, orient="row"
        )


def read_borders(connection: Connection) -> Borders:
    """Return where every code's cases are counted today, from the reference tables."""
    current = set(connection.scalars(select(gemeente.c.gm_code).where(gemeente.c.geldig_tot.is_(None))))
    columns = (herindeling.c.oude_code, herindeling.c.nieuwe_code, herindeling.c.datum, herindeling.c.aandeel)
    moves: list[Move] = [tuple(row) for row in connection.execute(select(*columns))]
    known = select(herindeling_pc4.c.oude_code, herindeling_pc4.c.pc4, herindeling_pc4.c.nieuwe_code)
    return borders(current, moves, {(code, pc4): new for code, pc4, new in connection.execute(known)})


def borders(current: set[str], moves: Sequence[Move], by_pc4: Mapping[tuple[str, str], str]) -> Borders:
    """Return where the cases of each code go; of a split code by ``by_pc4`` (code, PC4) where it is listed there."""
    last = _last_moves(moves)
    parts = {code: shares for code in sorted(current | last.keys()) if (shares := _parts(code, last, current))}
    listed = sorted({pc4 for _, pc4 in by_pc4})
    rows: list[tuple[str, str | None, str, float, float]] = []
    for code, shares in parts.items():
        if len(shares) == 1:
            continue
        rows.extend((code, None, *row) for row in _intervals(shares))
        for pc4 in listed:
            narrowed = _parts(code, last, current, {old: new for (old, at), new in by_pc4.items() if at == pc4})
            if narrowed and narrowed != shares:
                rows.extend((code, pc4, *row) for row in _intervals(narrowed))
    return Borders(parts, pl.DataFrame(rows, schema=PLACES, orient="row"))


def today_of(connection: Connection) -> dict[str, str]:
    """Return today's gemeente of every code that went there whole; today's codes name themselves."""
    parts = read_borders(connection).parts
    return {code: next(iter(shares)) for code, shares in parts.items() if len(shares) == 1}


def valid_codes(connection: Connection) -> pl.DataFrame:
    """Return when each code that belongs to one of today's gemeenten was valid (``geldig_tot`` exclusive).

    A code that was split stands there once for every gemeente that got a part of it.
    """
    parts = read_borders(connection).parts
    rows = connection.execute(select(gemeente.c.gm_code, gemeente.c.geldig_van, gemeente.c.geldig_tot))
    known = [(code, today, since, until) for code, since, until in rows for today in parts.get(code, ())]
    return pl.DataFrame(known, schema=VALID_CODES, orient="row").sort("gm_code", "today")


def _last_moves(moves: Sequence[Move]) -> dict[str, dict[str, float]]:
    """Return what became of each code. A part that changed hands earlier does not end it: its last move does."""
    days: dict[str, date] = {}
    for old, _, day, _ in moves:
        days[old] = max(day, days.get(old, day))
    last: dict[str, dict[str, float]] = {}
    for old, new, day, share in moves:
        if day == days[old]:
            last.setdefault(old, {})[new] = share
    return last


def _parts(
    code: str,
    last: Mapping[str, Mapping[str, float]],
    current: set[str],
    narrowed: Mapping[str, str] | None = None,
    passed: tuple[str, ...] = (),
) -> dict[str, float]:
    """Return today's gemeenten of ``code``, largest part first; none when a part of it ends nowhere.

    ``narrowed`` names the one successor of some codes.
    """
    if code in current:
        return {code: 1.0}
    if code in passed or code not in last:
        return {}
    successors = last[code]
    if narrowed and narrowed.get(code) in successors:
        successors = {narrowed[code]: 1.0}
    found: dict[str, float] = {}
    whole = sum(successors.values())
    for new, share in successors.items():
        ends = _parts(new, last, current, narrowed, (*passed, code))
        if not ends:
            return {}
        for end, part in ends.items():
            found[end] = found.get(end, 0.0) + share / whole * part
    return dict(sorted(found.items(), key=lambda each: (-each[1], each[0])))


def _intervals(shares: Mapping[str, float]) -> list[tuple[str, float, float]]:
    """Divide the chances from 0 to 1 over the parts, in order of code."""
    rows: list[tuple[str, float, float]] = []
    start = 0.0
    for code in sorted(shares):
        rows.append((code, start, start + shares[code]))
        start += shares[code]
    rows[-1] = (*rows[-1][:2], 1.0)
    return rows
