"""What are these files? From paths to deliveries that may be stored, or a sentence why not."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from queries.deliveries.aanvulling import read_aanvulling
from queries.deliveries.contents import name_of, read_contents
from queries.deliveries.ddas_shv import read_shv
from queries.deliveries.ddas_vs import read_vs
from queries.deliveries.document import Document, open_document
from queries.deliveries.ledger import Header, Ledger
from queries.deliveries.pseudonyms import Key
from queries.deliveries.records import Coverage, Delivery, DeliveryError, RefusedFile


@dataclass(slots=True)
class _Sheet:
    """A page waiting for the others of its delivery; ``document`` only where it need not be opened again."""

    path: Path
    digest: str
    document: Document | None


def read_deliveries(
    paths: Sequence[Path],
    key: Key,
    *,
    received: datetime,
    declared: Coverage | None = None,
    known_codes: Collection[str] | None = None,
) -> Iterator[Delivery | RefusedFile]:
    """Read ``paths`` into deliveries, one at a time; a refused file never stops the others.

    Files with the same model, supplier, period and aanleverdatumEnTijd are pages of one delivery; a
    page given twice counts once. ``received`` (UTC, without a zone) stands in where an aanvulling
    does not say when it was delivered, ``declared`` where it does not say what it covers.
    ``known_codes`` are the gemeente codes that exist; without it every well-formed code is taken.
    """
    groups: dict[Header, dict[str, _Sheet]] = {}
    for path in paths:
        try:
            contents = read_contents(path)
            if contents.kind == "tekst":
                yield read_aanvulling(contents, key, received=received, declared=declared, known_codes=known_codes)
                continue
            document = open_document(contents)
        except DeliveryError as error:
            yield RefusedFile(path, str(error))
            continue
        # A national month is tens of pages: only a file that comes alone stays in memory.
        kept = document if len(paths) == 1 else None
        groups.setdefault(document.header, {}).setdefault(contents.digest, _Sheet(path, contents.digest, kept))
        del contents, document, kept
    for header, sheets in groups.items():
        yield from _read_group(header, list(sheets.values()), key, known_codes)


def _read_group(
    header: Header, sheets: list[_Sheet], key: Key, known_codes: Collection[str] | None
) -> Iterator[Delivery | RefusedFile]:
    refused: list[RefusedFile] = []
    ledger = Ledger(header, known_codes)
    read = read_vs if header.soort == "vs" else read_shv
    delivery = read(_documents(sheets, refused), ledger, key)
    yield from refused
    if delivery.leveringen:
        yield delivery


def _documents(sheets: list[_Sheet], refused: list[RefusedFile]) -> Iterator[Document]:
    for sheet in sheets:
        document, sheet.document = sheet.document, None
        try:
            yield document or _open_again(sheet)
        except DeliveryError as error:
            refused.append(RefusedFile(sheet.path, str(error)))
        del document


def _open_again(sheet: _Sheet) -> Document:
    contents = read_contents(sheet.path)
    if contents.digest != sheet.digest:
        raise DeliveryError(f"Het bestand {name_of(sheet.path)} veranderde tijdens het lezen; lever het opnieuw aan.")
    return open_document(contents)
