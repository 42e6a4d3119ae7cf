"""Borders: which of today's gemeenten an old code belongs to, and when each code was valid."""

from collections.abc import Mapping, Sequence
from datetime import date

import polars as pl
from sqlalchemy import Connection, select

from queries.schema import gemeente, herindeling

VALID_CODES = pl.Schema({"gm_code": pl.String, "today": pl.String, "geldig_van": pl.Date, "geldig_tot": pl.Date})


def today_of(connection: Connection) -> dict[str, str]:
    """Return today's gemeente of every code that went there whole; today's codes name themselves.

    A code that was split, or that no table knows, is left out: its cases have no place yet.
    """
    current = connection.scalars(select(gemeente.c.gm_code).where(gemeente.c.geldig_tot.is_(None)))
    moves = connection.execute(
        select(herindeling.c.oude_code, herindeling.c.nieuwe_code, herindeling.c.datum, herindeling.c.aandeel)
    )
    return follow(set(current), [tuple(row) for row in moves])


def follow(current: set[str], moves: Sequence[tuple[str, str, date, float]]) -> dict[str, str]:
    """Return today's code of each code in ``moves`` (old, new, date, share) that ends in one of ``current``."""
    last: dict[str, tuple[date, str | None]] = {}
    for old, new, day, share in moves:
        # A part that changed hands earlier does not end a code: its last move does.
        if old not in last or day > last[old][0]:
            last[old] = (day, new if share == 1 else None)
        elif day == last[old][0]:
            last[old] = (day, None)
    successor = {old: new for old, (_, new) in last.items()}
    ends = {old: _end(old, successor, current) for old in successor}
    return {code: code for code in current} | {old: end for old, end in ends.items() if end is not None}


def _end(code: str, successor: Mapping[str, str | None], current: set[str]) -> str | None:
    passed: set[str] = set()
    now: str | None = code
    while now is not None and now not in current:
        passed.add(now)
        now = successor.get(now)
        if now in passed:
            return None
    return now


def valid_codes(connection: Connection) -> pl.DataFrame:
    """Return when each code that belongs to one of today's gemeenten was valid (``geldig_tot`` exclusive)."""
    today = today_of(connection)
    rows = connection.execute(select(gemeente.c.gm_code, gemeente.c.geldig_van, gemeente.c.geldig_tot))
    known = [(code, today[code], since, until) for code, since, until in rows if code in today]
    return pl.DataFrame(known, schema=VALID_CODES, orient="row").sort("gm_code")
