"""DDAS-VS 0.9 and 1.0: from opened files to a delivery of signalen and zaken."""

from collections.abc import Iterable

import msgspec

from queries.deliveries.document import Document, Part, items_of, organisation_of, scalar
from queries.deliveries.ledger import Draft, Ledger, Page
from queries.deliveries.places import Place, pad_of, text_by_number
from queries.deliveries.pseudonyms import Key
from queries.deliveries.records import Delivery
from queries.deliveries.values import UNKNOWN_GEMEENTE, Dates, gm_code
from queries.deliveries.vs_signalen import Signalen
from queries.deliveries.vs_zaken import Zaken, with_households


def read_vs(documents: Iterable[Document], ledger: Ledger, key: Key) -> Delivery:
    """Read the pages of one delivery; each record stands or falls alone."""
    dates = Dates()
    signalen, zaken = Signalen(key, dates), Zaken(key, dates)
    files = _read_pages(documents, ledger, signalen, zaken)
    return _delivery(ledger, files, signalen, zaken)


def _read_pages(documents: Iterable[Document], ledger: Ledger, signalen: Signalen, zaken: Zaken) -> list[str]:
    """Read page after page and return their names; on its own, so that the last page is let go of too."""
    files: list[str] = []
    for document in documents:
        page = document.page
        for deel, part in enumerate(document.parts):
            draft = _draft_of(ledger, page, deel, part)
            if part is None:
                continue
            place = Place(ledger, draft, page, len(files), deel, "vroegsignalen", "signaal")
            signalen.read(place, _items(place, part.vroegsignalen))
            place = Place(ledger, draft, page, len(files), deel, "vroegsignaalzaken", "zaak")
            zaken.read(place, _items(place, part.vroegsignaalzaken))
        files.append(page.bestand)
    return files


def _items(place: Place, raw: msgspec.Raw | msgspec.UnsetType) -> list[msgspec.Raw]:
    """Return the unread records of one list, and note that the levering covers their table."""
    if raw is msgspec.UNSET:
        return []
    items = items_of(raw)
    if items is None:
        place.reject_list()
        return []
    place.draft.tabellen.add(place.tabel)
    place.draft.aantal += len(items)
    return items


def _draft_of(ledger: Ledger, page: Page, deel: int, part: Part | None) -> Draft:
    pad = f"$.leveringen[{deel}]"
    if part is None:
        draft = ledger.draft(page, ("naam:onbekend", "onbekend"), UNKNOWN_GEMEENTE, pad)
        draft.aantal += 1
        ledger.reject(draft, page, pad, "levering", "geen_object", field="De levering")
        return draft
    organisation = organisation_of(part.aanleverende_organisatie)
    code = gm_code(scalar(part.gemeentecode))
    draft = ledger.draft(page, (organisation.organisatie, organisation.naam), code, f"{pad}.gemeentecode")
    if not organisation.known:
        ledger.note(draft, page, f"{pad}.aanleverende_organisatie", "levering", "geen_organisatie")
    return draft


def _delivery(ledger: Ledger, files: list[str], signalen: Signalen, zaken: Zaken) -> Delivery:
    leveringen = ledger.leveringen(zaken.version)
    gemeente = text_by_number("levering_nr", [levering.gm_code for levering in leveringen], "gm_code")
    bestand = text_by_number("bestand_nr", files, "bestand")
    signaal = signalen.columns.frame(gemeente, bestand, pad_of("vroegsignalen"))
    zaak = zaken.columns.frame(gemeente, bestand, pad_of("vroegsignaalzaken"))
    links = zaken.links.frame()
    tables = {
        "signaal": signaal,
        "zaak": with_households(zaak, links, signaal),
        "zaak_signaal": links,
        "contactpoging": zaken.pogingen.frame(),
    }
    return Delivery(ledger.header.soort, leveringen, tables, ledger.rejections)
