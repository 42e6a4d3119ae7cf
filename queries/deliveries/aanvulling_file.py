"""One aanvulling file before its rows are read: which table it is, what it covers, and who made it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from queries.deliveries.aanvulling_codes import comparable
from queries.deliveries.aanvulling_spec import Kind, TableSpec
from queries.deliveries.aanvulling_tables import TABLES
from queries.deliveries.cells import day, text_of
from queries.deliveries.labels import MOST_NAMES
from queries.deliveries.ledger import Header, Page
from queries.deliveries.records import Coverage, DeliveryError
from queries.deliveries.rules import UnreadableError
from queries.deliveries.sheet import Cell, Sheet
from queries.deliveries.values import UNKNOWN_GEMEENTE, gm_code, moment, one_line

_EPOCH: Final = date(1970, 1, 1)
_KVK: Final = re.compile(r"[0-9]{8}")
_LONGEST_NAME: Final = 200
HOW_TO_COVER: Final = (
    "zet boven de tabel `gm_code;GM0000`, `periode_van;2024-01-01` en `periode_tot;2024-12-31` (tot en met)"
)
_A_DATE: Final = "schrijf een datum als 2024-12-31"


@dataclass(frozen=True, slots=True)
class TableFile:
    """A file opened: everything it says of itself, and its rows still as cells."""

    spec: TableSpec
    header: Header
    coverage: Coverage
    organisatie: tuple[str, str]
    page: Page
    sheet: Sheet
    unusable: frozenset[str]  # columns with so many different names that they may be people's

    def __repr__(self) -> str:
        """Show name and size only: the cells are people."""
        return f"TableFile({self.page.bestand}, {self.sheet!r})"


def open_table(page: Page, sheet: Sheet, *, received: datetime, declared: Coverage | None) -> TableFile:
    """Open a sheet; what it covers stands in the file, else in ``declared``. Raises DeliveryError."""
    bestand = page.bestand
    spec = _spec_of(bestand, sheet)
    missing = [column.naam for column in spec.kolommen if column.verplicht and column.naam not in sheet.columns]
    if missing and sheet.rows:
        raise DeliveryError(
            f"In {bestand} ontbreekt de kolom `{missing[0]}` van de tabel {spec.naam}; voeg die kolom toe, of zet "
            "boven de tabel `tabel;` met de naam van de juiste tabel."
        )
    coverage = _coverage_of(bestand, sheet, declared)
    if len(coverage.gm_codes) > 1 and "gm_code" not in sheet.columns and sheet.rows:
        raise DeliveryError(
            f"In {bestand} ontbreekt de kolom `gm_code`: het bestand gaat over meer gemeenten, dus zet in elke"
            " rij de code van de gemeente."
        )
    header = _header_of(bestand, spec, sheet, coverage, received)
    organisation = _organisation_of(text_of(sheet.above.get("organisatie")))
    unusable = frozenset(_crowded(bestand, spec, sheet, MOST_NAMES * len(coverage.gm_codes)))
    return TableFile(spec, header, coverage, organisation, page, sheet, unusable)


def _spec_of(bestand: str, sheet: Sheet) -> TableSpec:
    told = text_of(sheet.above.get("tabel")) or sheet.tabel or ""
    if told:
        spec = TABLES.get("_".join(told.casefold().split()))
        if spec is None:
            raise DeliveryError(
                f"In {bestand} staat achter `tabel` geen bekende tabel; vul een van deze in: {', '.join(TABLES)}."
            )
        return spec
    known = {name: len(sheet.columns.intersection(spec.namen)) for name, spec in TABLES.items()}
    most = max(known.values())
    found = [name for name, count in known.items() if count == most]
    if len(found) > 1:
        raise DeliveryError(
            f"Uit de kolommen van {bestand} blijkt niet welke tabel het is ({' of '.join(found)}); zet boven de tabel "
            f"`tabel;{found[0]}`."
        )
    return TABLES[found[0]]


def _coverage_of(bestand: str, sheet: Sheet, declared: Coverage | None) -> Coverage:
    codes = [gm_code(code) for code in re.split(r"[\s,;]+", text_of(sheet.above.get("gm_code"))) if code]
    if not codes and declared is not None:
        codes = [gm_code(code) for code in declared.gm_codes]
    if not codes or UNKNOWN_GEMEENTE in codes:
        raise DeliveryError(f"In {bestand} staat niet over welke gemeente het gaat: {HOW_TO_COVER}.")
    first = _day(bestand, sheet, "periode_van") or (declared and declared.periode_van)
    last = _day(bestand, sheet, "periode_tot")
    until = (declared and declared.periode_tot) if last is None else last + timedelta(days=1)
    if first is None or until is None:
        raise DeliveryError(f"In {bestand} staat niet over welke periode het gaat: {HOW_TO_COVER}.")
    if until <= first:
        raise DeliveryError(f"In {bestand} ligt `periode_tot` voor `periode_van`; verbeter de periode boven de tabel.")
    return Coverage(tuple(dict.fromkeys(codes)), first, until)


def _day(bestand: str, sheet: Sheet, name: str) -> date | None:
    cell = sheet.above.get(name)
    if not text_of(cell):
        return None
    try:
        found = _EPOCH + timedelta(days=day(cell))
    except UnreadableError:
        raise DeliveryError(f"In {bestand} is `{name}` geen datum; {_A_DATE}.") from None
    if found == date.max:
        raise DeliveryError(f"In {bestand} is `{name}` geen datum; {_A_DATE}.")
    return found


def _header_of(bestand: str, spec: TableSpec, sheet: Sheet, coverage: Coverage, received: datetime) -> Header:
    told = sheet.above.get("aangeleverd_op")
    delivered = received if not text_of(told) else _moment(told)
    if delivered is None:
        raise DeliveryError(f"In {bestand} is `aangeleverd_op` geen datum; {_A_DATE}.")
    supplier = one_line(text_of(sheet.above.get("leverancier"))) or "aanvulling"
    return Header(spec.naam, supplier[:_LONGEST_NAME], coverage.periode_van, coverage.periode_tot, delivered)


def _moment(cell: Cell) -> datetime | None:
    if isinstance(cell, datetime):
        return cell if cell.tzinfo is None else cell.astimezone(UTC).replace(tzinfo=None)
    if isinstance(cell, str) and (exact := moment(cell.strip())) is not None:
        return exact
    try:
        return datetime.combine(_EPOCH + timedelta(days=day(cell)), datetime.min.time())
    except UnreadableError:
        return None


def _organisation_of(told: str) -> tuple[str, str]:
    name = one_line(told)[:_LONGEST_NAME]
    if _KVK.fullmatch(name):
        return f"kvk:{name}", f"KvK {name}"
    return (f"naam:{name.lower()}", name) if name else ("naam:aanvulling", "aanvulling")


def _crowded(bestand: str, spec: TableSpec, sheet: Sheet, most: int) -> Iterator[str]:
    """Name the columns for names with more different ones than any list has: they may be people's."""
    seen: dict[str, set[str]] = {
        column.naam: set() for column in spec.soorten(Kind.NAAM) if column.naam in sheet.columns
    }
    # No more rows than this, no more names.
    if len(sheet.rows) > most:
        for _, row in sheet.rows:
            for name, names in seen.items():
                if len(names) <= most and (written := text_of(row.get(name))):
                    names.add(comparable(written))
    for column in spec.kolommen:
        if len(seen.get(column.naam, ())) <= most:
            continue
        if column.verplicht:
            raise DeliveryError(
                f"In {bestand} heeft de kolom `{column.naam}` meer dan {most} verschillende waarden en dat kunnen "
                "namen van mensen zijn; gebruik een vaste lijst van namen."
            )
        yield column.naam
