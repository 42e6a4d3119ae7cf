"""Put a delivery in force: whole, in the transaction of the caller, in the place of what it replaces."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any, Final

import polars as pl
from sqlalchemy import Connection, Row, Select, Table, bindparam, delete, insert, select, text, update

from queries.bulk import bulk_append
from queries.deliveries.aanvulling_tables import TABLES
from queries.deliveries.records import TABLES_OF, Delivery, DeliveryError, Levering, Verdict
from queries.deliveries.remarks import store_remarks
from queries.deliveries.replacement import Claim, settle
from queries.deliveries.sizes import KEY, store_sizes
from queries.schema import RECORDS_PER_LEVERING, levering, metadata

OVERTAKEN: Final = "Er was al een nieuwere levering over deze periode; deze is daarom niet in gebruik genomen."

SAME_MOMENT: Final = (
    "Deze levering vervangt een andere met hetzelfde moment van aanleveren. Zijn het pagina's van één levering? "
    "Lees ze dan samen in, met één opdracht."
)

# The tables whose rows are erased with their levering; its header, remarks, checks and sizes are history and stay.
_HISTORY: Final = ("afkeuring", "controle", "veldvulling", "partnertelling")
CASE_TABLES: Final = tuple(
    table for table in metadata.sorted_tables if "levering" in table.c and table.name not in _HISTORY
)

# A frame is named after the table people fill in; the reference table of that name is another one.
_STORED_IN: Final = {name: spec.opslag or name for name, spec in TABLES.items()}

# Both databases take more, but not without end.
_AT_A_TIME: Final = 5_000

_COMPARED: Final = ("id", *KEY, "periode_van", "periode_tot", "aangeleverd_op", "sha256", "status", "oordeel")
# What a levering's row has from its header as it is.
_COPIED: Final = tuple(field.name for field in fields(Levering) if field.name != "bestanden")

_Fingerprint = tuple[str, str, str, str, date, date, str]


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of one levering of a delivery: its number in the store, and its place there."""

    levering_nr: int
    id: int  # 0 before it is stored
    status: str
    oordeel: str | None
    vervangt: tuple[int, ...] = ()  # numbers of what it takes the place of


@dataclass(frozen=True, slots=True)
class AlreadyReceived(Stored):
    """The same levering from the same file was here before; nothing was changed."""


def put_in_force(
    connection: Connection, delivery: Delivery, verdicts: Sequence[Verdict], *, received: datetime
) -> list[Stored]:
    """Store every levering of ``delivery`` as its verdict says, and retire what the accepted ones replace.

    ``connection`` is inside a transaction for writing (``engine.begin()``): it all happens, or nothing.
    """
    _take_turns(connection)
    plan = _plan(connection, delivery, verdicts)
    ids = _register(connection, delivery, plan.fresh, received)
    numbers = {plan.first + nr: id_ for nr, id_ in ids.items()}
    _retire(connection, {numbers.get(old, old): numbers.get(by, by) for old, by in plan.replaced.items()})
    used = {s.levering_nr: ids[s.levering_nr] for s in plan.fresh if s.status == "in_gebruik"}
    _append_cases(connection, delivery, used)
    store_remarks(connection, delivery, plan.arriving, ids)
    store_sizes(connection, delivery, ids)
    stored = [replace(each, id=ids[each.levering_nr]) for each in plan.fresh]
    return sorted([*plan.known, *stored], key=lambda each: each.levering_nr)


def foresee(connection: Connection, delivery: Delivery, verdicts: Sequence[Verdict]) -> list[Stored]:
    """Return what ``put_in_force`` would answer now; nothing is stored, and what is new has number 0."""
    plan = _plan(connection, delivery, verdicts)
    return sorted([*plan.known, *plan.fresh], key=lambda each: each.levering_nr)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What becomes of the leveringen of a delivery: ``first`` is the number they are counted from in ``replaced``."""

    known: list[Stored]
    arriving: list[Verdict]
    fresh: list[Stored]
    replaced: dict[int, int]
    first: int


def _plan(connection: Connection, delivery: Delivery, verdicts: Sequence[Verdict]) -> _Plan:
    present = connection.execute(_same_senders(delivery.leveringen)).all()
    known, arriving = _known_and_new(delivery, verdicts, present)
    held, coming = _claims(delivery, arriving, present)
    replaced = settle(held, coming)
    first = _first_number(present)
    twins = _of_one_moment(replaced, [*held, *coming])
    fresh = [
        replace(
            _settled(v, overtaken=first + v.levering_nr in replaced, twin=first + v.levering_nr in twins),
            vervangt=tuple(sorted(old for old, by in replaced.items() if by == first + v.levering_nr and old < first)),
        )
        for v in arriving
    ]
    return _Plan(known, arriving, fresh, replaced, first)


def _take_turns(connection: Connection) -> None:
    """Let two deliveries settle one after the other; SQLite's writers already do."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE levering IN SHARE ROW EXCLUSIVE MODE"))


def _same_senders(leveringen: Sequence[Levering]) -> Select[*tuple[Any, ...]]:
    """Select everything these suppliers ever delivered about these gemeenten."""
    return select(*(levering.c[name] for name in _COMPARED)).where(
        *(levering.c[name].in_({getattr(each, name) for each in leveringen}) for name in KEY if name != "organisatie")
    )


def _fingerprint(header: Levering | Row[Any]) -> _Fingerprint:
    return (*_key(header), header.periode_van, header.periode_tot, header.sha256)


def _key(header: Levering | Row[Any]) -> tuple[str, str, str, str]:
    return header.soort, header.leverancier, header.organisatie, header.gm_code


def _known_and_new(
    delivery: Delivery, verdicts: Sequence[Verdict], present: Iterable[Row[Any]]
) -> tuple[list[Stored], list[Verdict]]:
    taken = {_fingerprint(row): row for row in _still_known(present)}
    refused = {_fingerprint(row): row for row in present if row.status == "geweigerd"}
    known: list[Stored] = []
    new: list[Verdict] = []
    for verdict in verdicts:
        mark = _fingerprint(delivery.leveringen[verdict.levering_nr])
        # Turned away before, and accepted now (other limits, a repaired reader): that is news.
        row = taken.get(mark) or (None if verdict.accepted else refused.get(mark))
        if row is None:
            new.append(verdict)
        else:
            known.append(AlreadyReceived(verdict.levering_nr, row.id, row.status, row.oordeel))
    return known, new


def _still_known(present: Iterable[Row[Any]]) -> list[Row[Any]]:
    """Return what is in force or has given way to what is.

    What gave way to a levering that was withdrawn since may come again: its cases are no longer here.
    """
    in_force = [row for row in present if row.status == "in_gebruik"]
    claims = [claim_of(row.id, row) for row in in_force]
    gone = [row for row in present if row.status == "vervangen"]
    return [
        *(row for row in gone if any(c.sleutel == _key(row) and c.replaces(claim_of(row.id, row)) for c in claims)),
        *in_force,
    ]


def _first_number(present: Iterable[Row[Any]]) -> int:
    return max((row.id for row in present), default=0) + 1


def _claims(
    delivery: Delivery, arriving: Sequence[Verdict], present: Sequence[Row[Any]]
) -> tuple[list[Claim], list[Claim]]:
    """Return the claims in force and those that arrive, numbered in order of arrival."""
    first = _first_number(present)
    headers = [(first + v.levering_nr, delivery.leveringen[v.levering_nr]) for v in arriving if v.accepted]
    return (
        [claim_of(row.id, row) for row in present if row.status == "in_gebruik"],
        [claim_of(number, header) for number, header in sorted(headers, key=lambda each: each[0])],
    )


def claim_of(number: int, header: Levering | Row[Any]) -> Claim:
    """Return the claim of a levering with its number: which period of which sender it holds."""
    return Claim(number, _key(header), header.periode_van, header.periode_tot, header.aangeleverd_op)


def _of_one_moment(replaced: Mapping[int, int], claims: Iterable[Claim]) -> set[int]:
    """Return who replaces a levering of the same moment: seldom a correction, often a page that came on its own."""
    moments = {claim.nummer: (claim.periode_van, claim.periode_tot, claim.aangeleverd_op) for claim in claims}
    return {by for old, by in replaced.items() if moments[old] == moments[by]}


def _settled(verdict: Verdict, *, overtaken: bool, twin: bool) -> Stored:
    """Return the status of an arriving levering; it has no number yet."""
    if not verdict.accepted:
        return Stored(verdict.levering_nr, 0, "geweigerd", verdict.oordeel)
    if overtaken:
        return Stored(verdict.levering_nr, 0, "vervangen", verdict.oordeel or OVERTAKEN)
    told = " ".join(part for part in (SAME_MOMENT if twin else None, verdict.oordeel) if part)
    return Stored(verdict.levering_nr, 0, "in_gebruik", told or None)


def _register(
    connection: Connection, delivery: Delivery, fresh: Sequence[Stored], received: datetime
) -> dict[int, int]:
    """Add a row per levering; return the id of each ``levering_nr``."""
    if not fresh:
        return {}
    ordered = sorted(fresh, key=lambda each: each.levering_nr)
    rows = [_header(delivery.leveringen[s.levering_nr], s, received) for s in ordered]
    made = connection.scalars(insert(levering).returning(levering.c.id, sort_by_parameter_order=True), rows)
    return dict(zip((s.levering_nr for s in ordered), made, strict=True))


def _header(header: Levering, settled: Stored, received: datetime) -> dict[str, object]:
    return {
        **{name: getattr(header, name) for name in _COPIED},
        "bestanden": "\n".join(header.bestanden),
        "ontvangen_op": received,
        "status": settled.status,
        "oordeel": settled.oordeel,
    }


def _retire(connection: Connection, replaced: Mapping[int, int]) -> None:
    """Mark the leveringen that others replaced, and erase their cases: nothing reads them any more."""
    if not replaced:
        return
    mark = update(levering).where(levering.c.id == bindparam("oude")).values(status="vervangen")
    connection.execute(
        mark.values(vervangen_door=bindparam("nieuwe")), [{"oude": old, "nieuwe": by} for old, by in replaced.items()]
    )
    old = sorted(replaced)
    for start in range(0, len(old), _AT_A_TIME):
        for table in CASE_TABLES:
            connection.execute(delete(table).where(table.c.levering.in_(old[start : start + _AT_A_TIME])))


def _append_cases(connection: Connection, delivery: Delivery, ids: Mapping[int, int]) -> None:
    numbers = pl.DataFrame(
        {"levering_nr": list(ids), "levering": list(ids.values())},
        schema={"levering_nr": pl.Int32, "levering": pl.Int64},
    )
    for name in TABLES_OF[delivery.soort]:
        frame = delivery.tables.get(name)
        if frame is not None and ids:
            table = metadata.tables[_STORED_IN.get(name, name)]
            bulk_append(connection, table, _numbered(table, frame, numbers))


def _numbered(table: Table, frame: pl.DataFrame, numbers: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of ``frame`` whose levering has a number, as ``table`` holds them."""
    own = "id" if "id" in table.c else next(name for name in ("zaak", "traject") if name in table.c)
    position = pl.col("nr" if own == "id" else f"{own}_nr").cast(pl.Int64)
    rows = frame.join(numbers, on="levering_nr", maintain_order="left")
    if rows.filter(position >= RECORDS_PER_LEVERING).height:
        raise DeliveryError("Een levering heeft meer dan 9.999.999 records; verdeel haar over kortere periodes.")
    rows = rows.with_columns((pl.col("levering") * RECORDS_PER_LEVERING + position).alias(own))
    # Where a record was found in its file, and all else the table has no column for, stays behind here.
    return rows.select(name for name in rows.columns if name in table.c)
