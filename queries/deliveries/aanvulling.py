"""Our own table `ontruiming`, as a CSV people make by hand."""

import re
from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Final

import polars as pl

from queries.deliveries.codes import CodeList
from queries.deliveries.columns import Cell, Columns
from queries.deliveries.contents import Contents
from queries.deliveries.ledger import Draft, Header, Ledger, Page
from queries.deliveries.places import text_by_number
from queries.deliveries.pseudonyms import Key
from queries.deliveries.records import Coverage, Delivery, DeliveryError
from queries.deliveries.rules import UnreadableError
from queries.deliveries.sheet import Cell as Given
from queries.deliveries.sheet import Sheet, read_sheet
from queries.deliveries.values import UNKNOWN_GEMEENTE, Dates, gm_code, moment, one_line, record_id, shown_number

_TABEL: Final = "ontruiming"
_VERSION: Final = "1.0"
_DATES: Final = ("gemeld_op", "aangezegd_op", "vonnis_op", "uitgevoerd_op")
_CODES: Final = (
    ("uitkomst", "ontruiming_uitkomst", "onbekende_uitkomst"),
    ("reden", "ontruiming_reden", "onbekende_reden"),
    ("verhuurder", "verhuurder", "onbekende_verhuurder"),
)
COLUMNS: Final = ("id", "gm_code", "postcode", "huisnummer", "toevoeging", *_DATES, *(row[0] for row in _CODES), "bron")
# What the indicators need; the others may be left out without a word.
_EXPECTED: Final = ("postcode", "huisnummer", "gemeld_op", "uitgevoerd_op", "uitkomst", "reden", "verhuurder")
_KEYS: Final = ("tabel", "gm_code", "periode_van", "periode_tot", "leverancier", "organisatie", "aangeleverd_op")
_CELLS: Final = ("levering_nr", "nr", "rij", "bron_id", "huishouden", *_DATES, *(row[0] for row in _CODES), "bron")
_DUTCH_DATE = re.compile(r"([0-9]{1,2})-([0-9]{1,2})-([0-9]{4})(?:[T ].*)?")
# A code in capitals, with a year perhaps, or a word for a kind of source: any other word may be a name.
_BRON = re.compile(r"[A-Z]{1,12}(?:[ ._-]?[0-9]{1,4})?|corporatie|deurwaarder|gemeente|opgave|rechtbank|verhuurder")
_KVK = re.compile(r"[0-9]{8}")
_HOW: Final = "zet boven de tabel `gm_code;GM0000`, `periode_van;2024-01-01` en `periode_tot;2024-12-31` (tot en met)"


def read_aanvulling(
    contents: Contents,
    key: Key,
    *,
    received: datetime,
    declared: Coverage | None = None,
    known_codes: Collection[str] | None = None,
) -> Delivery:
    """Read one CSV; what it covers stands in its first rows, else in ``declared``. Raises DeliveryError."""
    sheet = read_sheet(contents, COLUMNS, _KEYS)
    if _text(sheet.above.get("tabel", _TABEL)).casefold() != _TABEL:
        raise DeliveryError(f"In {contents.bestand} staat achter `tabel` geen bekende tabel; vul `{_TABEL}` in.")
    if "id" not in sheet.columns and sheet.rows:
        raise DeliveryError(f"In {contents.bestand} ontbreekt de kolom `id`; geef elke ontruiming een eigen nummer.")
    coverage = _coverage_of(contents.bestand, sheet, declared)
    if len(coverage.gm_codes) > 1 and "gm_code" not in sheet.columns and sheet.rows:
        raise DeliveryError(
            f"In {contents.bestand} ontbreekt de kolom `gm_code`: het bestand gaat over meer gemeenten, dus zet in elke"
            " rij de code van de gemeente."
        )
    header = _header_of(contents.bestand, sheet, coverage, received)
    ledger = Ledger(header, known_codes)
    page = Page(contents.bestand, contents.digest)
    organisation = _organisation_of(_text(sheet.above.get("organisatie")))
    drafts = {code: ledger.draft(page, organisation, code, "gm_code") for code in coverage.gm_codes}
    reader = _Reader(ledger, page, key, drafts)
    reader.note_columns(sheet)
    for number, row in sheet.rows:
        reader.read(number, {name: _text(cell) for name, cell in row.items()})
    return reader.delivery()


class _Reader:
    """The rows read so far, and what reading them needs."""

    def __init__(self, ledger: Ledger, page: Page, key: Key, drafts: dict[str, Draft]) -> None:
        self._ledger = ledger
        self._page = page
        self._key = key
        self._drafts = drafts
        self._dates = Dates()
        self._codes = {column: CodeList(lijst, model=_TABEL) for column, lijst, _ in _CODES}
        self._columns = Columns(_TABEL, _CELLS)
        for draft in drafts.values():
            draft.tabellen.add(_TABEL)

    def note_columns(self, sheet: Sheet) -> None:
        """Say which columns were not read and which were missed: a misspelt name would empty a column in silence."""
        first = next(iter(self._drafts.values()))
        pad = f"rij {sheet.header}"
        for column in sheet.unread:
            self._ledger.note(first, self._page, pad, _TABEL, "onbekende_kolom", field=f"Kolom {column}")
        missed = ", ".join(name for name in _EXPECTED if name not in sheet.columns)
        if missed and sheet.rows:
            self._ledger.note(first, self._page, pad, _TABEL, "kolom_ontbreekt", field=missed)

    def read(self, number: int, row: dict[str, str]) -> None:
        """Read one row; it stands or falls alone."""
        draft = self._draft_of(row)
        owner = draft or next(iter(self._drafts.values()))
        owner.aantal += 1
        shown: str | None = None
        try:
            if draft is None:
                raise UnreadableError("buiten_dekking", "gm_code")
            identifier = record_id(row.get("id"))
            shown = shown_number(self._key, identifier)
            dates = [self._date(row, name) for name in _DATES]
            self._refuse_double(draft, identifier)
        except UnreadableError as error:
            pad = f"rij {number}"
            self._ledger.reject(owner, self._page, pad, _TABEL, error.rule, field=error.field, record=shown)
            return
        nr = draft.taken.get(_TABEL, 0) + 1
        draft.taken[_TABEL] = nr
        household = self._key.huishouden(row.get("postcode"), row.get("huisnummer"), row.get("toevoeging"))
        codes = [self._code(draft, number, row, shown, *code) for code in _CODES]
        bron = row.get("bron", "")
        kept = bron if _BRON.fullmatch(bron) else None
        self._columns.rows.append((draft.number, nr, number, shown, household, *dates, *codes, kept))
        self._columns.shrink()

    def _draft_of(self, row: dict[str, str]) -> Draft | None:
        delivered = row.get("gm_code", "")
        if not delivered and len(self._drafts) == 1:
            return next(iter(self._drafts.values()))
        return self._drafts.get(gm_code(delivered))

    def _refuse_double(self, draft: Draft, identifier: str) -> None:
        sleutel = self._key.sleutel(_TABEL, identifier)
        if sleutel in draft.seen_of(_TABEL):
            raise UnreadableError("dubbel_id")
        draft.seen_of(_TABEL).add(sleutel)

    def _date(self, row: dict[str, str], name: str) -> int | None:
        try:
            return self._dates[_iso(row.get(name, ""))]
        except UnreadableError as error:
            raise UnreadableError(error.rule, name) from None

    def _code(
        self, draft: Draft, number: int, row: dict[str, str], shown: str, column: str, _lijst: str, rule: str
    ) -> Cell:
        try:
            return self._codes[column][row.get(column)]
        except KeyError:
            self._ledger.note(draft, self._page, f"rij {number}", _TABEL, rule, field=column, record=shown)
            return None

    def delivery(self) -> Delivery:
        """Return what was read."""
        leveringen = self._ledger.leveringen(_VERSION)
        frame = self._columns.frame(
            text_by_number("levering_nr", [levering.gm_code for levering in leveringen], "gm_code"),
            pl.lit(self._page.bestand).alias("bestand"),
            pl.format("rij {}", "rij").alias("pad"),
        )
        return Delivery(_TABEL, leveringen, {_TABEL: frame}, self._ledger.rejections)


def _text(cell: Given) -> str:
    """Return a cell as the text a CSV would hold."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else str(cell)


def _iso(value: str) -> str:
    """Return a date as people here write it, 31-01-2024, as 2024-01-31; anything else as it is."""
    match = _DUTCH_DATE.fullmatch(value)
    return value if match is None else f"{match[3]}-{match[2]:0>2}-{match[1]:0>2}"


def _coverage_of(bestand: str, sheet: Sheet, declared: Coverage | None) -> Coverage:
    codes = [gm_code(code) for code in re.split(r"[\s,;]+", _text(sheet.above.get("gm_code"))) if code]
    if not codes and declared is not None:
        codes = [gm_code(code) for code in declared.gm_codes]
    if not codes or UNKNOWN_GEMEENTE in codes:
        raise DeliveryError(f"In {bestand} staat niet over welke gemeente het gaat: {_HOW}.")
    first = _day(bestand, sheet, "periode_van") or (declared and declared.periode_van)
    last = _day(bestand, sheet, "periode_tot")
    until = (declared and declared.periode_tot) if last is None else last + timedelta(days=1)
    if first is None or until is None:
        raise DeliveryError(f"In {bestand} staat niet over welke periode het gaat: {_HOW}.")
    if until <= first:
        raise DeliveryError(f"In {bestand} ligt `periode_tot` voor `periode_van`; verbeter de periode boven de tabel.")
    return Coverage(tuple(dict.fromkeys(codes)), first, until)


def _day(bestand: str, sheet: Sheet, name: str) -> date | None:
    try:
        days = Dates()[_iso(_text(sheet.above.get(name)))]
    except UnreadableError:
        raise DeliveryError(f"In {bestand} is `{name}` geen datum; schrijf een datum als 2024-12-31.") from None
    found = None if days is None else date(1970, 1, 1) + timedelta(days=days)
    if found == date.max:
        raise DeliveryError(f"In {bestand} is `{name}` geen datum; schrijf een datum als 2024-12-31.")
    return found


def _header_of(bestand: str, sheet: Sheet, coverage: Coverage, received: datetime) -> Header:
    told = _text(sheet.above.get("aangeleverd_op"))
    delivered = moment(_iso(told)) if told else received
    if delivered is None:
        raise DeliveryError(f"In {bestand} is `aangeleverd_op` geen datum; schrijf een datum als 2024-12-31.")
    supplier = one_line(_text(sheet.above.get("leverancier"))) or "aanvulling"
    return Header(_TABEL, supplier[:200], coverage.periode_van, coverage.periode_tot, delivered)


def _organisation_of(told: str) -> tuple[str, str]:
    name = one_line(told)[:200]
    if _KVK.fullmatch(name):
        return f"kvk:{name}", f"KvK {name}"
    return (f"naam:{name.lower()}", name) if name else ("naam:aanvulling", "aanvulling")
