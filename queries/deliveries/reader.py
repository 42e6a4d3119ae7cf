"""What are these files? From paths to deliveries that may be stored, or a sentence why not."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

from queries.deliveries.aanvulling import read_tables, require_suppliers
from queries.deliveries.aanvulling_file import TableFile, open_table
from queries.deliveries.aanvulling_tables import COLUMNS, KEYS, TABLES
from queries.deliveries.contents import Contents, name_of, read_contents
from queries.deliveries.database import place_of, read_view
from queries.deliveries.ddas_shv import read_shv
from queries.deliveries.ddas_vs import read_vs
from queries.deliveries.document import Document, open_document
from queries.deliveries.ledger import Header, Ledger, Page
from queries.deliveries.pseudonyms import Key
from queries.deliveries.records import Coverage, Delivery, DeliveryError, RefusedFile, ViewSource
from queries.deliveries.sheet import Sheet, read_sheet
from queries.deliveries.signaal_links import SignaalLinks, Suppliers

# Tables of a folder stay in memory up to this many rows together; beyond it a file is opened again when its turn comes.
_ROWS_KEPT: Final = 50_000

_Opened = Document | TableFile


@dataclass(slots=True)
class _Waiting:
    """A page waiting for the others of its delivery; ``opened`` only where it need not be opened again."""

    path: Path
    digest: str
    opened: _Opened | None


def read_deliveries(
    paths: Sequence[Path],
    key: Key,
    *,
    received: datetime,
    declared: Coverage | None = None,
    known_codes: Collection[str] | None = None,
    suppliers: Callable[[], Suppliers] | None = None,
    views: Sequence[ViewSource] = (),
) -> Iterator[Delivery | RefusedFile]:
    """Read ``paths`` and ``views`` into deliveries, one at a time; a refused file never stops the others.

    Files with the same model or table, supplier, period and moment of delivery are pages of one delivery;
    a page given twice counts once. ``received`` (UTC, without a zone) stands in where an aanvulling
    does not say when it was delivered, ``declared`` where it does not say what it covers.
    ``known_codes`` are the gemeente codes that exist; without it every well-formed code is taken.
    ``suppliers`` tells per gemeente whose vroegsignalen are in force, for tables that name a signaal.
    Those come last, so that the vroegsignalen of the same call are known.
    """
    desk = _Desk(key, received, declared, known_codes, SignaalLinks(key, suppliers))
    yield from desk.open(paths)
    yield from desk.open_views(views)
    yield from desk.read()


class _Desk:
    """The files of one call, sorted into deliveries."""

    def __init__(
        self,
        key: Key,
        received: datetime,
        declared: Coverage | None,
        known_codes: Collection[str] | None,
        links: SignaalLinks,
    ) -> None:
        self._key, self._received, self._declared = key, received, declared
        self._known_codes, self._links = known_codes, links
        self._groups: dict[Header, dict[str, _Waiting]] = {}
        self._rows_kept = 0

    def open(self, paths: Sequence[Path]) -> Iterator[RefusedFile]:
        """Open every file once, to know what belongs together."""
        for path in paths:
            try:
                contents = read_contents(path)
                opened = self._open(contents)
            except DeliveryError as error:
                yield RefusedFile(path, str(error))
                continue
            kept = opened if self._stays(opened, len(paths)) else None
            group = self._groups.setdefault(opened.header, {})
            group.setdefault(contents.digest, _Waiting(path, contents.digest, kept))
            del contents, opened, kept

    def open_views(self, views: Sequence[ViewSource]) -> Iterator[RefusedFile]:
        """Read every view; what was read is kept, for the next time it may hold something else."""
        for view in views:
            try:
                sheet = read_view(view.url, view.tabel, COLUMNS, KEYS)
                page = Page(place_of(view.url, view.tabel), _digest(sheet, view.coverage))
                declared = view.coverage or self._declared
                opened = open_table(page, sheet, received=self._received, declared=declared)
            except DeliveryError as error:
                yield RefusedFile(Path(view.tabel), str(error))
                continue
            group = self._groups.setdefault(opened.header, {})
            group.setdefault(page.digest, _Waiting(Path(view.tabel), page.digest, opened))

    def _stays(self, opened: _Opened, files: int) -> bool:
        # A national month is tens of pages: of those only one that comes alone stays in memory.
        if isinstance(opened, Document):
            return files == 1
        rows = self._rows_kept + len(opened.sheet.rows)
        stays = files == 1 or rows <= _ROWS_KEPT
        if stays:  # what is let go takes no room from the next
            self._rows_kept = rows
        return stays

    def _open(self, contents: Contents) -> _Opened:
        if contents.kind == "json":
            return open_document(contents)
        page = Page(contents.bestand, contents.digest)
        sheet = read_sheet(contents, COLUMNS, KEYS)
        return open_table(page, sheet, received=self._received, declared=self._declared)

    def read(self) -> Iterator[Delivery | RefusedFile]:
        """Read the deliveries; what may name a signaal comes after the vroegsignalen."""
        for header in sorted(self._groups, key=lambda header: header.soort in TABLES):
            refused: list[RefusedFile] = []
            delivery = self._read_group(header, list(self._groups[header].values()), refused)
            yield from refused
            if delivery.soort == "vs":
                for levering in delivery.leveringen:
                    self._links.arrived(levering.gm_code, levering.leverancier)
            if delivery.leveringen:
                yield delivery

    def _read_group(self, header: Header, pages: list[_Waiting], refused: list[RefusedFile]) -> Delivery:
        ledger = Ledger(header, self._known_codes)
        if header.soort in TABLES:
            files = (page for page in self._pages(pages, refused) if isinstance(page, TableFile))
            return read_tables(TABLES[header.soort], files, ledger, self._key, self._links)
        documents = (page for page in self._pages(pages, refused) if isinstance(page, Document))
        return (read_vs if header.soort == "vs" else read_shv)(documents, ledger, self._key)

    def _pages(self, pages: list[_Waiting], refused: list[RefusedFile]) -> Iterator[_Opened]:
        for page in pages:
            opened, page.opened = page.opened, None
            try:
                opened = opened or self._open_again(page)
                if isinstance(opened, TableFile):
                    require_suppliers(opened, self._links)
            except DeliveryError as error:
                refused.append(RefusedFile(page.path, str(error)))
                continue
            yield opened
            del opened

    def _open_again(self, page: _Waiting) -> _Opened:
        contents = read_contents(page.path)
        if contents.digest != page.digest:
            raise DeliveryError(
                f"Het bestand {name_of(page.path)} veranderde tijdens het lezen; lever het opnieuw aan."
            )
        return self._open(contents)


def _digest(sheet: Sheet, coverage: Coverage | None) -> str:
    """Return what stands in for the digest of a file: the same rows of a view are the same page."""
    digest = sha256(repr((sorted(sheet.columns), coverage)).encode())
    for number, row in sheet.rows:
        digest.update(repr((number, list(row.items()))).encode())
    return digest.hexdigest()
