"""The vroegsignaalzaken of a DDAS-VS delivery, with their signalen and contactpogingen."""

from collections.abc import Sequence
from typing import Final

import msgspec
import polars as pl

from queries.deliveries.codes import RESULTATEN_BEKEND, CodeList, version_of
from queries.deliveries.columns import Cell, Columns
from queries.deliveries.places import PLACE_CELLS, Place
from queries.deliveries.pseudonyms import Key
from queries.deliveries.rules import UnreadableError
from queries.deliveries.shapes import field_of
from queries.deliveries.values import Dates, record_id, yes_or_no
from queries.deliveries.vs_records import ZAAK, Poging, Zaak

_CELLS: Final = ("sleutel", "matchingsdatum", "matching_van", "matching_tot", "opgepakt_op", "resultaat", "bekend")
_POGING_CELLS: Final = ("levering_nr", "zaak_nr", "volgnummer", "soort", "bereikt", "datum", "dagdeel")
_DATES: Final = (
    "matchingsdatum",
    "startdatum_matchtingperiode",
    "startdatum_matchingperiode",
    "einddatum_matchingperiode",
    "einddatum_matchtingperiode",
    "datum_opgepakt",
    "datum",
)


class Zaken:
    """The zaken read so far with what hangs on them, and what reading them needs."""

    def __init__(self, key: Key, dates: Dates) -> None:
        """Start without zaken."""
        self.columns = Columns("zaak", [*PLACE_CELLS, *_CELLS])
        self.links = Columns("zaak_signaal", ("levering_nr", "zaak_nr", "signaal"))
        self.pogingen = Columns("contactpoging", _POGING_CELLS)
        self._key = key
        self._dates = dates
        self._results = CodeList("resultaat", model="vs")
        self._kinds = CodeList("contactsoort", model="vs")
        self._parts_of_day = CodeList("dagdeel", model="vs")

    @property
    def version(self) -> str:
        """The version of DDAS-VS the spellings so far point to."""
        return version_of((self._results, self._kinds))

    def read(self, place: Place, items: Sequence[msgspec.Raw]) -> None:
        """Read one list; each zaak stands or falls alone."""
        draft = place.draft
        leverancier = place.ledger.header.leverancier
        signaal_of = self._key.identities(draft.gm_code, leverancier)
        zaak_of = self._key.identities("zaak", draft.gm_code, leverancier)
        rows = self.columns.rows
        nr = draft.taken.get("zaak", 0)
        for position, raw in enumerate(items):
            found: Zaak | None = None
            try:
                found, dropped = ZAAK.read(raw)
                ids, complete = _signaal_ids(found)
                cells = self._cells(place, position, found, zaak_of("\x1f".join(ids)))
            except UnreadableError as error:
                place.reject(position, error.rule, field=self._field_of(found, error))
                continue
            nr += 1
            rows.append((draft.number, nr, place.bestand_nr, place.deel, position, *cells))
            self.links.rows.extend([(draft.number, nr, signaal_of(identifier)) for identifier in ids])
            if not complete:
                place.warn(position, "verwijzing_zonder_id")
            if "contactpogingen" in dropped:
                place.reject_inner(position, "contactpogingen", "contactpoging", "geen_lijst", field="contactpogingen")
            self._read_pogingen(place, position, nr, found.contactpogingen or ())
            self.columns.shrink()
            self.links.shrink()
            self.pogingen.shrink()
        draft.taken["zaak"] = nr

    def _cells(self, place: Place, position: int, found: Zaak, sleutel: int) -> tuple[Cell, ...]:
        dates = self._dates
        matched, taken_up = dates[found.matchingsdatum], dates[found.datum_opgepakt]
        since = dates[found.startdatum_matchtingperiode]
        if since is None:
            since = dates[found.startdatum_matchingperiode]
        until = dates[found.einddatum_matchingperiode]
        if until is None:
            until = dates[found.einddatum_matchtingperiode]
        seen = place.draft.seen_of("zaak")
        if sleutel in seen:
            raise UnreadableError("dubbele_zaak")
        seen.add(sleutel)
        try:
            resultaat = self._results[found.resultaat]
        except KeyError:
            resultaat = None
            place.warn(position, "onbekend_resultaat", field="resultaat")
        bekend = "ja" if resultaat in RESULTATEN_BEKEND else "onbekend"
        return (sleutel, matched, since, until, taken_up, resultaat, bekend)

    def _read_pogingen(self, place: Place, position: int, zaak_nr: int, pogingen: Sequence[Poging | None]) -> None:
        for number, poging in enumerate(pogingen):
            try:
                cells = self._poging(place, position, number, poging)
            except UnreadableError as error:
                inner = f"contactpogingen[{number}]"
                field = self._field_of(poging, error)
                place.reject_inner(position, inner, "contactpoging", error.rule, field=field)
                continue
            self.pogingen.rows.append((place.draft.number, zaak_nr, number + 1, *cells))

    def _poging(self, place: Place, position: int, number: int, poging: Poging | None) -> tuple[Cell, ...]:
        if poging is None:
            raise UnreadableError("geen_object")
        try:
            kind = self._kinds[poging.soort]
        except KeyError:
            kind = None
        if kind is None:
            raise UnreadableError("onbekende_contactsoort")
        reached, on = yes_or_no(poging.bereikt), self._dates[poging.datum]
        try:
            part_of_day = self._parts_of_day[poging.dagdeel]
        except KeyError:
            part_of_day = None
            place.warn_inner(
                position, f"contactpogingen[{number}]", "contactpoging", "onbekend_dagdeel", field="dagdeel"
            )
        return (kind, reached, on, part_of_day)

    def _field_of(self, found: Zaak | Poging | None, error: UnreadableError) -> str:
        readers = {"ongeldige_datum": (self._dates.__getitem__, _DATES), "ongeldige_ja_nee": (yes_or_no, ("bereikt",))}
        return error.field if found is None else field_of(found, error, readers)


def _signaal_ids(found: Zaak) -> tuple[list[str], bool]:
    """Return the zaak's signaal IDs, sorted and each once, and whether every reference had one."""
    ids: set[str] = set()
    complete = True
    for reference in found.vroegsignalen or ():
        try:
            ids.add(record_id(None if reference is None else reference.ID))
        except UnreadableError:
            complete = False
    if not ids:
        raise UnreadableError("zaak_zonder_signaal")
    return sorted(ids), complete


def with_households(zaken: pl.DataFrame, links: pl.DataFrame, signalen: pl.DataFrame) -> pl.DataFrame:
    """Give each zaak the huishouden of its first signaal (by date, then order) that has an address here."""
    addressed = signalen.lazy().filter(pl.col("huishouden").is_not_null())
    when = pl.coalesce("signaaldatum", "ontstaansdatum")
    found = (
        links.lazy()
        .join(
            addressed.select(
                "levering_nr", "huishouden", pl.col("sleutel").alias("signaal"), when.alias("op"), pl.col("nr")
            ),
            on=["levering_nr", "signaal"],
        )
        .sort("op", "nr", nulls_last=True)
        .group_by("levering_nr", pl.col("zaak_nr").alias("nr"))
        .agg(pl.col("huishouden").first())
    )
    return (
        zaken.lazy()
        .drop("huishouden")
        .join(found, on=["levering_nr", "nr"], how="left", maintain_order="left")
        .select(zaken.columns)
        .collect()
    )
