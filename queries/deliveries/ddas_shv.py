"""DDAS-SHV: from opened files to a delivery of trajecten, one levering per organisation and gemeente."""

from collections.abc import Iterable

import msgspec

from queries.deliveries.document import Document, Organisation, Part, items_of, organisation_of
from queries.deliveries.ledger import Draft, Ledger, Page
from queries.deliveries.places import Place, pad_of, text_by_number
from queries.deliveries.pseudonyms import Key
from queries.deliveries.records import Delivery
from queries.deliveries.rules import UnreadableError
from queries.deliveries.shv_records import TRAJECT
from queries.deliveries.shv_trajecten import Trajecten
from queries.deliveries.shv_versions import UNKNOWN_SUPPLIER
from queries.deliveries.values import UNKNOWN_GEMEENTE, gm_code

_LIST = "schuldhulptrajecten"


def read_shv(documents: Iterable[Document], ledger: Ledger, key: Key) -> Delivery:
    """Read the pages of one delivery; each traject stands or falls alone."""
    trajecten = Trajecten(key)
    files = _read_pages(documents, ledger, trajecten)
    named = ledger.header.leverancier != UNKNOWN_SUPPLIER
    leveringen = ledger.leveringen(trajecten.version(supplier_named=named))
    gemeente = text_by_number("levering_nr", [levering.gm_code for levering in leveringen], "gm_code")
    bestand = text_by_number("bestand_nr", files, "bestand")
    tables = {
        "traject": trajecten.columns.frame(gemeente, bestand, pad_of(_LIST)),
        "traject_persoon": trajecten.personen.frame(),
    }
    return Delivery(ledger.header.soort, leveringen, tables, ledger.rejections)


def _read_pages(documents: Iterable[Document], ledger: Ledger, trajecten: Trajecten) -> list[str]:
    """Read page after page and return their names; on its own, so that the last page is let go of too."""
    files: list[str] = []
    for document in documents:
        for deel, part in enumerate(document.parts):
            reader = _PartReader(ledger, document.page, len(files), deel)
            if part is None:
                reader.refuse()
            else:
                reader.read(part, trajecten)
        files.append(document.page.bestand)
    return files


class _PartReader:
    """One entry of ``leveringen``: one organisation, whose trajecten each name their own gemeente."""

    def __init__(self, ledger: Ledger, page: Page, bestand_nr: int, deel: int) -> None:
        self._ledger = ledger
        self._page = page
        self._bestand_nr = bestand_nr
        self._deel = deel
        self._pad = f"$.leveringen[{deel}]"
        self._organisation = Organisation("naam:onbekend", "onbekend", None)

    def refuse(self) -> None:
        """Write down that the entry is no levering."""
        draft = self._draft(UNKNOWN_GEMEENTE, self._pad)
        draft.aantal += 1
        self._ledger.reject(draft, self._page, self._pad, "levering", "geen_object", field="De levering")

    def read(self, part: Part, trajecten: Trajecten) -> None:
        """Read the entry's trajecten."""
        self._organisation = organisation_of(part.aanleverende_organisatie)
        raw = part.schuldhulptrajecten
        items = [] if raw is msgspec.UNSET else items_of(raw)
        if items is None:
            self._place(UNKNOWN_GEMEENTE, f"{self._pad}.{_LIST}").reject_list()
            return
        if not items or text_code(self._organisation) != UNKNOWN_GEMEENTE:
            self._own_levering(covered=raw is not msgspec.UNSET)
        for position, item in enumerate(items):
            self._read_traject(position, item, trajecten)

    def _read_traject(self, position: int, item: msgspec.Raw, trajecten: Trajecten) -> None:
        pad = f"{self._pad}.{_LIST}[{position}]"
        try:
            found, dropped = TRAJECT.read(item)
        except UnreadableError as error:
            place = self._place(text_code(self._organisation), pad)
            place.draft.aantal += 1
            place.reject(position, error.rule, field=error.field)
            return
        place = self._place(gm_code(found.gemeentecode), f"{pad}.gemeentecode")
        place.draft.aantal += 1
        try:
            trajecten.add(place, position, found, dropped)
        except UnreadableError as error:
            place.reject(position, error.rule, field=error.field)

    def _own_levering(self, *, covered: bool) -> None:
        """A gemeente without trajecten delivered zero of them, which is not the same as nothing."""
        pad = f"{self._pad}.aanleverende_organisatie.gemeentecode"
        draft = self._draft(text_code(self._organisation), pad)
        if covered:
            draft.tabellen.add("traject")

    def _place(self, code: str, pad: str) -> Place:
        draft = self._draft(code, pad)
        draft.tabellen.add("traject")
        return Place(self._ledger, draft, self._page, self._bestand_nr, self._deel, _LIST, "traject")

    def _draft(self, code: str, pad: str) -> Draft:
        organisation = self._organisation
        draft = self._ledger.draft(self._page, (organisation.organisatie, organisation.naam), code, pad)
        if not organisation.known and draft.aantal == 0:
            where = f"{self._pad}.aanleverende_organisatie"
            self._ledger.note(draft, self._page, where, "levering", "geen_organisatie")
        return draft


def text_code(organisation: Organisation) -> str:
    """Return the normalised code of an organisation that is itself a gemeente."""
    return gm_code(organisation.gemeentecode)
