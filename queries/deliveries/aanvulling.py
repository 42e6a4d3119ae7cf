"""Our own tables, as people make them: from opened files to one delivery."""

from collections.abc import Iterable
from typing import Final

import polars as pl

from queries.deliveries.aanvulling_file import TableFile
from queries.deliveries.aanvulling_rows import Row, RowReader, expected
from queries.deliveries.aanvulling_spec import TableSpec
from queries.deliveries.aanvulling_values import Values
from queries.deliveries.cells import text_of
from queries.deliveries.columns import Columns
from queries.deliveries.ledger import Draft, Ledger, Page
from queries.deliveries.places import text_by_number
from queries.deliveries.pseudonyms import Key
from queries.deliveries.records import Delivery
from queries.deliveries.rules import UnreadableError
from queries.deliveries.signaal_links import KEY_NAME, SignaalLinks
from queries.deliveries.values import UNKNOWN_GEMEENTE, gm_code

_VERSION: Final = "1.0"
_PLACE: Final = ("levering_nr", "nr", "rij", "bestand_nr")


def read_tables(spec: TableSpec, files: Iterable[TableFile], ledger: Ledger, key: Key, links: SignaalLinks) -> Delivery:
    """Read the files of one delivery, pages of the same table over the same period, into that delivery."""
    reader = _Reader(spec, ledger, key, links)
    for file in files:
        reader.read(file)
    return reader.delivery()


def require_suppliers(file: TableFile, links: SignaalLinks) -> None:
    """Raise DeliveryError where rows name a signaal and nobody can say of which leverancier."""
    if "signaal_id" not in file.sheet.columns or text_of(file.sheet.above.get(KEY_NAME)):
        return
    named = (row for _, row in file.sheet.rows if text_of(row.get("signaal_id")) and not text_of(row.get(KEY_NAME)))
    for code in dict.fromkeys(_code_of(row, file) for row in named):
        if code in file.coverage.gm_codes:
            links.require_one(file.page.bestand, code)


def _code_of(row: Row, file: TableFile) -> str:
    """Return the gemeente a row says it is about; in a file about one gemeente it need not say so."""
    delivered = text_of(row.get("gm_code"))
    return file.coverage.gm_codes[0] if not delivered and len(file.coverage.gm_codes) == 1 else gm_code(delivered)


class _Reader:
    """The rows read so far, over all files of one delivery."""

    def __init__(self, spec: TableSpec, ledger: Ledger, key: Key, links: SignaalLinks) -> None:
        self._spec, self._ledger, self._key, self._links = spec, ledger, key, links
        self._values = Values(spec)
        self._stored = tuple(spec.stored())
        self._columns = Columns(spec.naam, (*_PLACE, *self._stored))
        self._bestanden: list[str] = []
        self._drafts: dict[int, Draft] = {}

    def read(self, file: TableFile) -> None:
        """Read one file: what is to be said of it as a whole, then its rows."""
        drafts = {code: self._draft(file, code) for code in file.coverage.gm_codes}
        self._note_file(file, drafts)
        self._bestanden.append(file.page.bestand)
        rows = RowReader(file, self._values, self._key, self._links)
        for number, row in file.sheet.rows:
            self._read_row(file, rows, drafts, number, row)

    def _draft(self, file: TableFile, code: str) -> Draft:
        draft = self._ledger.draft(file.page, file.organisatie, code, "gm_code")
        draft.tabellen.add(self._spec.naam)
        self._drafts[draft.number] = draft
        return draft

    def _note_file(self, file: TableFile, drafts: dict[str, Draft]) -> None:
        """Say which columns were not read and which were missed: a misspelt name would empty a column in silence."""
        sheet = file.sheet
        pad = f"rij {sheet.header}" if sheet.header else "kolommen"
        foreign = sorted(sheet.columns.difference(self._spec.namen))
        missed = expected(self._spec.kolommen, sheet.columns) if sheet.rows else ""
        said = [
            *((pad, "onbekende_kolom", f"Kolom {place}") for place in sheet.unread),
            *((pad, "kolom_andere_tabel", f"Kolom {name}") for name in foreign),
            *((pad, "te_veel_namen", name) for name in sorted(file.unusable)),
            *([(pad, "kolom_ontbreekt", missed)] if missed else []),
        ]
        for draft in drafts.values():
            for place, rule, field in said:
                self._ledger.note(draft, file.page, place, self._spec.naam, rule, field=field)
        owners = {number: drafts.get(_code_of(row, file)) for number, row in file.sheet.rows} if sheet.remarks else {}
        for remark in sheet.remarks:
            owner = None if remark.rij is None else owners.get(remark.rij)
            place = "bestand" if remark.rij is None else f"rij {remark.rij}"
            for draft in drafts.values() if owner is None else (owner,):
                self._ledger.note(draft, file.page, place, self._spec.naam, remark.regel, field=remark.field)

    def _read_row(self, file: TableFile, rows: RowReader, drafts: dict[str, Draft], number: int, row: Row) -> None:
        """Read one row; it stands or falls alone."""
        pad, tabel, ledger = f"rij {number}", self._spec.naam, self._ledger
        draft = drafts.get(_code_of(row, file))
        owner = draft or self._owner_of_stray(file, drafts)
        owner.aantal += 1
        shown: str | None = None
        try:
            shown = rows.number_of(row)
            if draft is None:
                raise UnreadableError("buiten_dekking", "gm_code")
            taken = rows.read(draft, row, shown)
        except UnreadableError as error:
            ledger.reject(owner, file.page, pad, tabel, error.rule, field=error.field, record=shown)
            return
        nr = draft.taken.get(tabel, 0) + 1
        draft.taken[tabel] = nr
        place = (draft.number, nr, number, len(self._bestanden) - 1)
        self._columns.rows.append((*place, *(taken.get(name) for name in self._stored)))
        self._columns.shrink()
        for rule, field in rows.said:
            ledger.note(draft, file.page, pad, tabel, rule, field=field, record=shown)

    def _owner_of_stray(self, file: TableFile, drafts: dict[str, Draft]) -> Draft:
        """Return which levering answers for a row about a gemeente that the file does not cover.

        A file about one gemeente is that gemeente's, and so are its mistakes. In a file about several
        nobody can tell whose the row is: it counts in a levering of no gemeente, and costs none of them.
        """
        if len(drafts) == 1:
            return next(iter(drafts.values()))
        return self._draft(file, UNKNOWN_GEMEENTE)

    def delivery(self) -> Delivery:
        """Return what was read."""
        for draft in self._drafts.values():
            if len(draft.pages) > 1 and draft.gm_code != UNKNOWN_GEMEENTE:
                digest, bestand = next(iter(draft.pages.items()))
                several = f"{len(draft.pages)} bestanden"
                page = Page(bestand, digest)
                self._ledger.note(draft, page, "bestand", self._spec.naam, "samen_gelezen", field=several)
        leveringen = self._ledger.leveringen(_VERSION)
        frame = self._columns.frame(
            text_by_number("levering_nr", [levering.gm_code for levering in leveringen], "gm_code"),
            text_by_number("bestand_nr", self._bestanden, "bestand"),
            pl.format("rij {}", "rij").alias("pad"),
        )
        return Delivery(self._spec.naam, leveringen, {self._spec.naam: frame}, self._ledger.rejections)
