"""The trajecten of a DDAS-SHV delivery and their clients: what may be kept of each, or why it is not taken."""

from collections.abc import Iterable, Sequence
from typing import Final

from queries.deliveries.clients import Client, identify
from queries.deliveries.codes import CodeList
from queries.deliveries.columns import Cell, Columns
from queries.deliveries.places import PLACE_CELLS, Place
from queries.deliveries.pseudonyms import Key
from queries.deliveries.rules import UnreadableError
from queries.deliveries.shapes import Record
from queries.deliveries.shv_records import Schuld, Traject
from queries.deliveries.shv_versions import Versions
from queries.deliveries.values import Dates, Scalar, amount, text, yes_or_no

_PERSON_CELLS: Final = (
    "levering_nr",
    "traject_nr",
    "volgnummer",
    "persoon",
    "persoon_uit",
    "huishouden",
    "geboortejaar",
    "pc4",
)
# The store's column, the group of the traject it is in ("" is the traject itself), and its field there.
_DATES: Final = (
    ("startdatum", "", "startdatum"),
    ("einddatum", "", "einddatum"),
    ("toekenning", "", "toekenningsdatum"),
    ("aanmelding", "aanmelding", "startdatum"),
    ("intake_van", "intake", "startdatum"),
    ("intake_tot", "intake", "einddatum"),
    ("beschikkingsdatum", "intake", "beschikkingsdatum"),
    ("plan_van_aanpak", "planVanAanpak", "datumAfronding"),
    ("stabilisatie_van", "stabilisatie", "startdatum"),
    ("stabilisatie_tot", "stabilisatie", "einddatum"),
    ("regeling_aangevraagd", "schuldregeling", "datum"),
    ("regeling_toegekend", "schuldregeling", "toegekend"),
    ("regeling_afgewezen", "schuldregeling", "afgewezen"),
    ("regeling_ingetrokken", "schuldregeling", "ingetrokken"),
    ("oplossing_van", "oplossing", "startdatum"),
    ("oplossing_tot", "oplossing", "einddatum"),
    ("uitstroom", "uitstroom", "datum"),
    ("nazorg", "nazorg", "startdatum"),
)
# Dates that are not kept themselves, but may be the earliest of the traject.
_OTHER_DATES: Final = (
    ("aanmelding", "einddatum"),
    ("informatieEnAdvies", "startdatum"),
    ("informatieEnAdvies", "einddatum"),
    ("schuldregeling", "datumVerzoekDwangakkoord"),
    ("uitstroom", "datumBeeindigingsbeschikking"),
    ("nazorg", "einddatum"),
)
_LISTED_DATES: Final = (
    ("begeleiding", ("startdatum", "einddatum")),
    ("crisisinterventies", ("startdatum", "einddatum")),
    ("moratoria", ("datumAanvraag", "datumGoedkeuring", "startdatum", "einddatum")),
    ("voorlopigeVoorzieningen", ("startdatum", "einddatum")),
    ("schulden", ("peildatum",)),
)
_CODES: Final = (
    ("beschikking", "intake", "beschikkingssoort", "onbekende_beschikking"),
    ("oplossing", "oplossing", "soort", "onbekende_oplossing"),
    ("uitstroomreden", "uitstroom", "reden", "onbekende_uitstroomreden"),
)
_OTHER_CELLS: Final = ("crisis", "dwangakkoord", "begeleiding", "schuldbedrag", "schuldeisers", "eerste_datum")
_CELLS: Final = (*(row[0] for row in _DATES), *(row[0] for row in _CODES), *_OTHER_CELLS)


class Trajecten:
    """The trajecten read so far, and what reading them needs."""

    def __init__(self, key: Key) -> None:
        """Start without trajecten."""
        self.columns = Columns("traject", [*PLACE_CELLS, *_CELLS])
        self.personen = Columns("traject_persoon", _PERSON_CELLS)
        self._key = key
        self._dates = Dates()
        self._codes = {name: CodeList(name, model="shv") for name in ("beschikking", "oplossing", "uitstroomreden")}
        self._support = CodeList("begeleiding", model="shv")
        self._versions = Versions()

    def version(self, *, supplier_named: bool) -> str:
        """Return the version of DDAS-SHV the trajecten so far point to."""
        spelled = set[frozenset[str]]().union(*(each.versions for each in (*self._codes.values(), self._support)))
        return self._versions.version(spelled, supplier_named=supplier_named)

    def add(self, place: Place, position: int, found: Traject, dropped: Sequence[str]) -> None:
        """Take one traject; raises UnreadableError where it cannot be taken, and then took nothing."""
        delivered_as, rule = self._versions.modernise(found)
        try:
            self._add(place, position, found, dropped)
        except UnreadableError as error:
            raise UnreadableError(error.rule, delivered_as.get(error.field, error.field)) from None
        if rule is not None:
            place.warn(position, rule, field="intake.beschikkingssoort")

    def _add(self, place: Place, position: int, found: Traject, dropped: Sequence[str]) -> None:
        dates = self._own_dates(found)
        first = min((day for day in (*dates, *self._more_dates(found)) if day is not None), default=None)
        crisis, forced = self._crisis(found), _flag(found.schuldregeling, "schuldregeling", "dwangakkoord")
        try:
            debt = amount(found.totaalSchuldbedragBijAanvangSchuld)
        except UnreadableError as error:
            raise UnreadableError(error.rule, "totaalSchuldbedragBijAanvangSchuld") from None
        codes = [self._code(place, position, found, *code) for code in _CODES]
        support = self._begeleiding(place, position, found)
        draft = place.draft
        nr = draft.taken.get("traject", 0) + 1
        draft.taken["traject"] = nr
        where = (draft.number, nr, place.bestand_nr, place.deel, position)
        rest = (crisis, forced, support, debt, _creditors(found.schulden), first)
        self.columns.rows.append((*where, *dates, *codes, *rest))
        self.columns.shrink()
        for name in dropped:
            place.reject_inner(position, name, "traject", "geen_lijst", field=name)
        self._add_clients(place, position, nr, found.client or ())

    def _own_dates(self, found: Traject) -> list[int | None]:
        return [self._date(found if not group else getattr(found, group), group, name) for _, group, name in _DATES]

    def _more_dates(self, found: Traject) -> list[int | None]:
        days = [self._date(getattr(found, group), group, name) for group, name in _OTHER_DATES]
        for group, names in _LISTED_DATES:
            days.extend(self._date(item, group, name) for item in getattr(found, group) or () for name in names)
        return days

    def _date(self, record: Record | None, group: str, name: str) -> int | None:
        if record is None:
            return None
        try:
            return self._dates[getattr(record, name)]
        except UnreadableError as error:
            raise UnreadableError(error.rule, f"{group}.{name}" if group else name) from None

    def _crisis(self, found: Traject) -> bool | None:
        """Tell whether there was a crisis: as registered at the aanmelding, else where an intervention is."""
        registered = _flag(found.aanmelding, "aanmelding", "crisisinterventie")
        if registered is None and any(item is not None for item in found.crisisinterventies or ()):
            return True
        return registered

    def _code(self, place: Place, position: int, found: Traject, column: str, group: str, name: str, rule: str) -> Cell:
        record = getattr(found, group)
        if record is None:
            return None
        try:
            return self._codes[column][getattr(record, name)]
        except KeyError:
            place.warn(position, rule, field=f"{group}.{name}")
            return None

    def _begeleiding(self, place: Place, position: int, found: Traject) -> str | None:
        kinds: set[str] = set()
        for item in found.begeleiding or ():
            try:
                kind = None if item is None else self._support[item.soort]
            except KeyError:
                place.warn(position, "onbekende_begeleiding", field="begeleiding.soort")
                continue
            if kind is not None:
                kinds.add(kind)
        return ",".join(sorted(kinds)) or None

    def _add_clients(self, place: Place, position: int, nr: int, clients: Sequence[Client | None]) -> None:
        for number, client in enumerate(clients):
            if client is None:
                place.reject_inner(position, f"client[{number}]", "traject_persoon", "geen_object", field="client")
                continue
            person, readable = identify(client, self._key, self._dates)
            if not readable:
                place.warn_inner(position, f"client[{number}]", "traject_persoon", "ongeldige_geboortedatum")
            self.personen.rows.append((place.draft.number, nr, number + 1, *person))
        self.personen.shrink()


def _flag(record: Record | None, group: str, name: str) -> bool | None:
    try:
        return None if record is None else yes_or_no(getattr(record, name))
    except UnreadableError as error:
        raise UnreadableError(error.rule, f"{group}.{name}") from None


def _creditors(debts: Sequence[Schuld | None] | None) -> int | None:
    """Count the creditors; a debt that names none is one of its own."""
    if not debts:
        return None
    named: set[str] = set()
    nameless = 0
    for debt in debts:
        creditor = None if debt is None else debt.schuldeiser
        found = None if creditor is None else _first_text((creditor.kvknummer, creditor.naam, creditor.Naam))
        if found is None:
            nameless += 1
        else:
            named.add(found.casefold())
    return len(named) + nameless


def _first_text(values: Iterable[Scalar]) -> str | None:
    return next((found for value in values if (found := text(value)) is not None), None)
