"""One row of an aanvulling table: what may be kept of it, or why it is not taken."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from queries.deliveries.aanvulling_codes import comparable
from queries.deliveries.aanvulling_file import TableFile
from queries.deliveries.aanvulling_spec import ColumnSpec, Kind
from queries.deliveries.aanvulling_values import Stored, Values
from queries.deliveries.cells import became_a_date, is_dash, says_nothing, text_of
from queries.deliveries.ledger import Draft
from queries.deliveries.pseudonyms import Key
from queries.deliveries.rules import UnreadableError
from queries.deliveries.sheet import Cell
from queries.deliveries.signaal_links import KEY_NAME, SignaalLinks
from queries.deliveries.values import pc4, record_id, shown_number

Row = Mapping[str, Cell]
Taken = dict[str, Stored]
# A rule and the field it is about.
Said = tuple[str, str]

# These are read together with others, or say only where a row belongs.
_APART: Final = frozenset(
    {
        Kind.NUMMER, Kind.GEMEENTE, Kind.POSTCODE, Kind.HUISNUMMER, Kind.TOEVOEGING, Kind.BSN, Kind.SIGNAAL,
        Kind.LEVERANCIER,
    }
)  # fmt: skip


class RowReader:
    """Reads the rows of one file; what it finds doubtful of a row is in ``said`` until the next row."""

    def __init__(self, file: TableFile, values: Values, key: Key, links: SignaalLinks) -> None:
        """Prepare for the rows of ``file``."""
        self.said: list[Said] = []
        self._file, self._values, self._key, self._links = file, values, key, links
        self._spec = file.spec
        self._suppliers_doubted: set[Said] = set()
        self._supplier = text_of(file.sheet.above.get(KEY_NAME))
        self._plain = [
            column for column in self._spec.kolommen if column.soort not in _APART and column.naam not in file.unusable
        ]
        self._from = (file.coverage.periode_van - date(1970, 1, 1)).days
        self._until = (file.coverage.periode_tot - date(1970, 1, 1)).days
        self._holds = frozenset(column.soort for column in self._spec.kolommen)
        self._finish = _FINISH.get(self._spec.naam, _nothing_more)

    def number_of(self, row: Row) -> str | None:
        """Return the row's own number as it may be shown; None in a table whose rows have none."""
        if Kind.NUMMER not in self._holds:
            return None
        return shown_number(self._key, record_id(text_of(row.get("id"))))

    def read(self, draft: Draft, row: Row, shown: str | None) -> Taken:
        """Return the stored values of a row of ``draft`` with its own number; UnreadableError where it is not taken."""
        self.said = []
        taken: Taken = {}
        if shown is not None:
            taken["bron_id"] = shown
        for column in self._plain:
            found = self._values.read(column, row.get(column.naam))
            taken[column.opslag or column.naam] = found.value
            if found.remark is not None:
                self.said.append((found.remark, column.naam))
        self._add_address(row, taken)
        self._add_person(row, taken)
        self._add_signaal(draft, row, taken)
        if self._spec.een_van and all(taken.get(name) is None for name in self._spec.een_van):
            raise UnreadableError("niets_ingevuld", self._spec.een_van_uitleg)
        self._finish(taken, self._from, self._until)
        self._refuse_double(draft, row, taken)
        self._compare_period(taken)
        return taken

    def _add_address(self, row: Row, taken: Taken) -> None:
        if Kind.POSTCODE not in self._holds:
            return
        postcode, number, addition = (_given(row.get(name)) for name in ("postcode", "huisnummer", "toevoeging"))
        # What Excel made of 12-3 is another address, and nobody would see it behind the hash.
        lost = became_a_date(row.get("huisnummer")) or became_a_date(row.get("toevoeging"))
        taken["huishouden"] = None if lost else self._key.huishouden(postcode, number, addition)
        if taken["huishouden"] is None and (postcode or number):
            self.said.append(("adres_onbruikbaar", "postcode"))
        if self._spec.pc4:
            taken["pc4"] = pc4(postcode)

    def _add_person(self, row: Row, taken: Taken) -> None:
        if Kind.BSN not in self._holds:
            return
        number = _given(row.get("bsn"))
        taken["persoon"] = self._key.persoon(number)
        if number and taken["persoon"] is None:
            self.said.append(("bsn_onbruikbaar", "bsn"))

    def _add_signaal(self, draft: Draft, row: Row, taken: Taken) -> None:
        if Kind.SIGNAAL not in self._holds:
            return
        identifier = _given(row.get("signaal_id"))
        taken["zaak_signaal"] = None
        if identifier:
            told = text_of(row.get(KEY_NAME)) or self._supplier
            taken["zaak_signaal"], remark = self._links.sleutel(draft.gm_code, told, identifier)
            if remark is not None and (remark, told) not in self._suppliers_doubted:
                # Once per file: it is about all its rows.
                self._suppliers_doubted.add((remark, told))
                self.said.append((remark, KEY_NAME))

    def _refuse_double(self, draft: Draft, row: Row, taken: Taken) -> None:
        if "bron_id" in taken:
            parts, rule = [record_id(text_of(row.get("id")))], "dubbel_id"
        else:
            parts, rule = [self._identity(name, row, taken) for name in self._spec.uniek], "dubbele_rij"
        sleutel = self._key.sleutel(self._spec.naam, *parts)
        if sleutel in draft.seen_of(self._spec.naam):
            raise UnreadableError(rule)
        draft.seen_of(self._spec.naam).add(sleutel)

    def _identity(self, name: str, row: Row, taken: Taken) -> str:
        # As delivered: two organisations whose names may not be kept are still two.
        if name == "naam":
            return comparable(text_of(row.get(name)))
        value = taken[name]
        return value.hex() if isinstance(value, bytes) else str(value)

    def _compare_period(self, taken: Taken) -> None:
        """Remark on what falls outside the period the file covers, by the date that decides its month."""
        decisive = next((name for name in self._spec.binnen_periode if taken[name] is not None), None)
        found = None if decisive is None else taken[decisive]
        if decisive is None or not isinstance(found, int):
            return
        if Kind.JAAR in self._holds:
            coverage = self._file.coverage
            # The period's end is exclusive: 2026-01-01 belongs to 2025.
            last = coverage.periode_tot.year - (coverage.periode_tot.timetuple().tm_yday == 1)
            inside = coverage.periode_van.year <= found <= last
        else:
            inside = self._from <= found < self._until
        if not inside:
            self.said.append(("buiten_periode", decisive))


def _given(cell: Cell) -> str:
    return "" if says_nothing(cell) or is_dash(cell) else text_of(cell)


def _nothing_more(taken: Taken, first: int, until: int) -> None:
    del taken, first, until


def _with_period(taken: Taken, first: int, until: int) -> None:
    """Let talks without days of their own be about the whole period; the last day is stored as the day after it."""
    start, last = taken["periode_van"], taken["periode_tot"]
    start = first if not isinstance(start, int) else start
    end = until if not isinstance(last, int) else last + 1
    if end <= start:
        raise UnreadableError("periode_omgekeerd", "periode_tot")
    taken["periode_van"], taken["periode_tot"] = start, end


def _with_record(taken: Taken, first: int, until: int) -> None:
    """Work out whether a kenmerk is about a zaak or a traject, where the row does not say."""
    del first, until
    if taken["tabel"] is None:
        if taken["zaak_signaal"] is not None and taken["persoon"] is not None:
            raise UnreadableError("twee_verwijzingen", "record")
        taken["tabel"] = "traject" if taken["zaak_signaal"] is None else "zaak"
    named = "zaak_signaal" if taken["tabel"] == "zaak" else "persoon"
    if taken[named] is None:
        raise UnreadableError("niets_ingevuld", "signaal_id" if named == "zaak_signaal" else "bsn")
    taken["persoon" if named == "zaak_signaal" else "zaak_signaal"] = None


def _with_variant(taken: Taken, first: int, until: int) -> None:
    del first, until
    taken["variant"] = taken["variant"] or "standaard"


_FINISH: Final[Mapping[str, Callable[[Taken, int, int], None]]] = {
    "gesprekken": _with_period,
    "kenmerk": _with_record,
    "doel": _with_variant,
}


def expected(spec_columns: tuple[ColumnSpec, ...], present: frozenset[str]) -> str:
    """Return the columns that are missed where they are absent, in one line."""
    return ", ".join(column.naam for column in spec_columns if column.verwacht and column.naam not in present)
