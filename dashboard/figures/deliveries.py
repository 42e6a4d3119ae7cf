"""Who delivered which month, when, and what is missing: the deliveries of a gemeente as a calendar."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

import polars as pl

from dashboard import texts
from dashboard.figures import stored
from dashboard.figures.quality import REGISTERS
from dashboard.figures.rhythm import due_until, next_period, too_late
from dashboard.figures.source import Source, kept
from metrics.months import months_later
from metrics.periods import DELIVERY_LAG
from queries.borders import valid_codes
from queries.orde import names_of
from queries.orde_gemeente import fullness, read_velden

MONTHS: Final = 24

# States of a month, best first.
ON_TIME, LATE, DELIVERED, PART, EXPECTED, REFUSED, WITHDRAWN, MISSING, NOTHING = (
    "op_tijd", "te_laat", "geleverd", "deels", "verwacht", "geweigerd", "ingetrokken", "ontbreekt", "niets",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cel:
    """One month of one sender: its state, since which day it is there, and the levering to look at."""

    stand: str
    dag: date | None = None
    levering: int | None = None


@dataclass(frozen=True, slots=True)
class Rij:
    """One sender of one kind: whom it delivers for and how each month came."""

    soort: str
    organisatie: str
    gm_code: str
    vervallen: bool  # the gemeente it was about is no more
    cellen: tuple[Cel, ...]


@dataclass(frozen=True, slots=True)
class Kalender:
    """The months, oldest first, and a row per kind and sender."""

    maanden: tuple[date, ...]
    rijen: tuple[Rij, ...]


@dataclass(frozen=True, slots=True)
class Verwacht:
    """What a sender should deliver next: a period (half-open) and the last day that is on time."""

    soort: str
    organisatie: str
    van: date
    tot: date
    uiterlijk: date
    te_laat: bool


@kept(100)
def calendar(source: Source, gm_code: str, today: date, months: int = MONTHS) -> Kalender:
    """Return how the last ``months`` months of one gemeente and its predecessors came.

    A month counts as late when the levering that first held it came later than a month after its own period: who
    delivers per quarter is not late with January in April. A month is missing when by the sender's own rhythm it
    should have been there by now.
    """
    first = months_later(today, -months)
    shown = tuple(months_later(first, step) for step in range(months))
    leveringen = stored.leveringen(source, gm_code)
    ends = _ends(source)
    rows = [
        _row(group, shown, today, ends.get(group["gm_code"][0]))
        for group in leveringen.sort("soort", "gm_code", "organisatie", "ontvangen_op", "id").partition_by(
            "soort", "gm_code", "organisatie", maintain_order=True
        )
    ]
    order = {soort: place for place, soort in enumerate(texts.KINDS_OF_LEVERING)}
    seen = [row for row in rows if any(cell.stand != NOTHING for cell in row.cellen)]
    seen.sort(key=lambda row: (row.vervallen, order.get(row.soort, len(order)), row.organisatie, row.gm_code))
    return Kalender(shown, tuple(seen))


@kept(100)
def expected(source: Source, gm_code: str, today: date) -> tuple[Verwacht, ...]:
    """Return what the senders of the registers of one gemeente should deliver next, what is late first."""
    ends = _ends(source)
    in_force = stored.leveringen(source, gm_code).filter(
        pl.col("status") == "in_gebruik", pl.col("soort").is_in(list(REGISTERS))
    )
    found: list[Verwacht] = []
    for group in in_force.sort("soort", "organisatie").partition_by("soort", "gm_code", "organisatie"):
        if ends.get(group["gm_code"][0]) is not None:
            continue
        until, after = next_period(group)
        last = after + timedelta(days=DELIVERY_LAG - 1)
        found.append(Verwacht(group["soort"][0], group["organisatie_naam"][-1], until, after, last, last < today))
    return tuple(sorted(found, key=lambda each: (not each.te_laat, each.uiterlijk, each.soort)))


@kept(20)
def everyone(source: Source, today: date, months: int = MONTHS) -> pl.DataFrame:
    """Return per kind and month how many of the viewer's gemeenten delivered, and of how many.

    Columns soort, maand, geleverd, van, verwacht: gemeenten of today with a levering in force that holds any day of
    the month, of those that ever delivered this kind up to then; and whether the month still has time to come.
    """
    first = months_later(today, -months)
    in_force = stored.leveringen(source, None).filter(
        pl.col("status") == "in_gebruik", pl.col("soort").is_in(list(REGISTERS))
    )
    last = pl.col("periode_tot").dt.offset_by("-1d").dt.month_start()
    held = (
        in_force.join(_codes(source), on="gm_code")
        .select("soort", gm_code="today", maand=pl.date_ranges(pl.col("periode_van").dt.month_start(), last, "1mo"))
        .explode("maand")
    )
    began = held.group_by("soort", "gm_code").agg(begin=pl.col("maand").min())
    shown = pl.DataFrame({"maand": [months_later(first, step) for step in range(months)]}, schema={"maand": pl.Date})
    known = (
        began.join(shown, how="cross")
        .filter(pl.col("begin") <= pl.col("maand"))
        .group_by("soort", "maand")
        .agg(van=pl.len())
    )
    given = held.unique().group_by("soort", "maand").agg(geleverd=pl.len())
    return (
        known.join(given, on=["soort", "maand"], how="left")
        .with_columns(pl.col("geleverd").fill_null(0))
        .with_columns(verwacht=pl.col("maand").dt.offset_by("1mo") > today - timedelta(days=DELIVERY_LAG))
        .select("soort", "maand", "geleverd", "van", "verwacht")
        .sort("soort", "maand")
    )


@kept(4)
def names(source: Source) -> dict[str, str]:
    """Return the last name of every code, of gemeenten that are no more as well."""
    codes = _codes(source)["gm_code"].unique().to_list()
    with stored.open_store(source.url).connect() as connection:
        return names_of(connection, codes)


@kept(100)
def fields(source: Source, gm_code: str, today: date) -> pl.DataFrame:
    """Return how full each field of one gemeente came in the last year, beside the middle one of the others."""
    return fullness(_fields(source, months_later(today, -MONTHS // 2)), gm_code)


@kept(2)
def _fields(source: Source, since: date) -> pl.DataFrame:
    with stored.open_store(source.url).connect() as connection:
        return read_velden(connection, source.viewer, since)


@kept(4)
def _codes(source: Source) -> pl.DataFrame:
    with stored.open_store(source.url).connect() as connection:
        return valid_codes(connection)


@kept(4)
def _ends(source: Source) -> dict[str, date | None]:
    """Return of every known code the day on which it ended; None while it lives."""
    return dict(_codes(source).select("gm_code", "geldig_tot").iter_rows())


def _row(group: pl.DataFrame, months: Sequence[date], today: date, end: date | None) -> Rij:
    rows = list(group.iter_rows(named=True))
    in_force = [row for row in rows if row["status"] == "in_gebruik"]
    due = due_until(group.filter(status="in_gebruik"), today) or today
    begin = min(row["periode_van"] for row in rows)
    soort = rows[-1]["soort"]
    goes_on = (begin, end or date.max) if soort in REGISTERS else None
    cells = tuple(_cell(month, rows, in_force, goes_on, due) for month in months)
    return Rij(soort, rows[-1]["organisatie_naam"], rows[-1]["gm_code"], end is not None, cells)


def _cell(
    month: date,
    rows: Sequence[Mapping[str, Any]],
    in_force: Sequence[Mapping[str, Any]],
    goes_on: tuple[date, date] | None,
    due: date,
) -> Cel:
    """Return how one month came; ``goes_on`` is from when to when a delivery is asked every month."""
    after = months_later(month, 1)
    held = [row for row in in_force if _touches(row, month, after)]
    if held:
        return _held(month, after, held, rows, goes_on)
    for status, state in (("geweigerd", REFUSED), ("ingetrokken", WITHDRAWN)):
        turned = [row for row in rows if row["status"] == status and _touches(row, month, after)]
        if turned:
            return Cel(state, turned[-1]["aangeleverd_op"].date(), turned[-1]["id"])
    if goes_on is None or after <= goes_on[0] or month >= goes_on[1]:
        return Cel(NOTHING)
    return Cel(MISSING if month < due else EXPECTED)


def _held(
    month: date,
    after: date,
    held: Sequence[Mapping[str, Any]],
    rows: Sequence[Mapping[str, Any]],
    goes_on: tuple[date, date] | None,
) -> Cel:
    newest = held[-1]
    until = after if goes_on is None else min(after, goes_on[1])
    if not _whole([(row["periode_van"], row["periode_tot"]) for row in held], month, until):
        return Cel(PART, newest["aangeleverd_op"].date(), newest["id"])
    # What replaced it later repaired it; it was on time when it first came.
    ever = [row for row in rows if row["status"] in ("in_gebruik", "vervangen") and _touches(row, month, after)]
    first = min(ever, key=lambda row: row["aangeleverd_op"])
    day = first["aangeleverd_op"].date()
    late = LATE if too_late(first["periode_tot"], day) else ON_TIME
    return Cel(DELIVERED if goes_on is None else late, day, newest["id"])


def _touches(row: Mapping[str, Any], month: date, after: date) -> bool:
    return row["periode_van"] < after and row["periode_tot"] > month


def _whole(spans: Iterable[tuple[date, date]], since: date, until: date) -> bool:
    """Tell whether spans together hold every day from ``since`` up to ``until``."""
    for van, tot in sorted(spans):
        if van > since:
            return False
        since = max(since, tot)
        if since >= until:
            return True
    return since >= until
