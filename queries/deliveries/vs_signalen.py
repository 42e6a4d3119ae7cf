"""The vroegsignalen of a DDAS-VS delivery: what may be kept of each, or why it is not taken."""

from collections.abc import Callable, Sequence
from typing import Final

import msgspec

from queries.deliveries.clients import NOBODY, Client, identify
from queries.deliveries.codes import CodeList
from queries.deliveries.columns import Cell, Columns
from queries.deliveries.places import PLACE_CELLS, Place
from queries.deliveries.pseudonyms import Key
from queries.deliveries.rules import UnreadableError
from queries.deliveries.shapes import field_of
from queries.deliveries.values import Dates, amount, hidden_id, record_id, shown_id, yes_or_no
from queries.deliveries.vs_records import SIGNAAL, Signaal

_CELLS: Final = (
    "sleutel",
    "bron_id",
    "persoon",
    "persoon_uit",
    "huishouden",
    "geboortejaar",
    "pc4",
    "signaalpartner",
    "crisis",
    "warme_overdracht",
    "bedrag",
    "ontstaansdatum",
    "signaaldatum",
    "status",
)


class Signalen:
    """The signalen read so far, and what reading them needs."""

    def __init__(self, key: Key, dates: Dates) -> None:
        """Start without signalen."""
        self.columns = Columns("signaal", [*PLACE_CELLS, *_CELLS])
        self._key = key
        self._dates = dates
        self._partners = CodeList("signaalpartner", model="vs")
        self._statuses = CodeList("signaalstatus", model="vs")

    def read(self, place: Place, items: Sequence[msgspec.Raw]) -> None:
        """Read one list; each signaal stands or falls alone."""
        draft = place.draft
        sleutel_of = self._key.identities(draft.gm_code, place.ledger.header.leverancier)
        rows = self.columns.rows
        nr = draft.taken.get("signaal", 0)
        for position, raw in enumerate(items):
            found: Signaal | None = None
            try:
                found, _ = SIGNAAL.read(raw)
                cells = self._cells(place, position, found, sleutel_of)
            except UnreadableError as error:
                self._refuse(place, position, found, error)
                continue
            nr += 1
            rows.append((draft.number, nr, place.bestand_nr, place.deel, position, *cells))
            self.columns.shrink()
        draft.taken["signaal"] = nr

    def _cells(self, place: Place, position: int, found: Signaal, sleutel_of: Callable[[str], int]) -> tuple[Cell, ...]:
        identifier = record_id(found.ID)
        partner = self._partner(found)
        dates = self._dates
        crisis, warm = yes_or_no(found.crisissignaal), yes_or_no(found.warmeOverdracht)
        bedrag = amount(found.bedrag)
        since, sent = dates[found.ontstaansdatum], dates[found.signaaldatum]
        client = found.client
        person, birth_date_readable = (NOBODY, True) if client is None else identify(client, self._key, dates)
        bron_id = self._shown_id(identifier, client)
        sleutel = sleutel_of(identifier)
        seen = place.draft.seen_of("signaal")
        if sleutel in seen:
            raise UnreadableError("dubbel_id")
        seen.add(sleutel)
        if not birth_date_readable:
            place.warn(position, "ongeldige_geboortedatum", record=bron_id)
        try:
            status = self._statuses[found.status]
        except KeyError:
            status = None
            place.warn(position, "onbekende_status", field="status", record=bron_id)
        return (sleutel, bron_id, *person, partner, crisis, warm, bedrag, since, sent, status)

    def _partner(self, found: Signaal) -> str:
        try:
            partner = None if found.signaalpartner is None else self._partners[found.signaalpartner.type]
        except KeyError:
            partner = None
        if partner is None:
            raise UnreadableError("onbekende_signaalpartner")
        return partner

    def _shown_id(self, identifier: str, client: Client | None) -> str:
        if client is None:
            return shown_id(self._key, identifier)
        return shown_id(
            self._key,
            identifier,
            bsn=client.Burgerservicenummer,
            name=client.Achternaam,
            birth_date=client.Geboortedatum,
            postcode=client.Postcode,
        )

    def _refuse(self, place: Place, position: int, found: Signaal | None, error: UnreadableError) -> None:
        shown: str | None = None
        if found is not None and error.rule != "geen_id":
            identifier = record_id(found.ID)
            # Without a readable client nobody can tell whether the ID holds something of theirs.
            shown = (
                hidden_id(self._key, identifier) if found.client is None else self._shown_id(identifier, found.client)
            )
        place.reject(position, error.rule, field=self._field_of(found, error), record=shown)

    def _field_of(self, found: Signaal | None, error: UnreadableError) -> str:
        dates = (self._dates.__getitem__, ("ontstaansdatum", "signaaldatum"))
        flags = (yes_or_no, ("crisissignaal", "warmeOverdracht"))
        readers = {"ongeldige_datum": dates, "ongeldige_ja_nee": flags, "ongeldig_bedrag": (amount, ("bedrag",))}
        return error.field if found is None else field_of(found, error, readers)
