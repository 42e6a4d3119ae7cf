"""Who a traject has met before and meets again: other trajecten and zaken of the same person or address."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from tests.oracle.coverage import Holes, shift
from tests.oracle.links import Register
from tests.oracle.tally import Count, Row, Rows
from tests.oracle.zaken import reached

_ENDED = ["leeftijdsklasse", "oplossing", "kenmerk"]


class Neighbours:
    """The registers of a few gemeenten, to be searched from a traject."""

    def __init__(self, rows: Rows, codes: Sequence[Row], today: date) -> None:
        self._register = Register(rows, codes, today)
        self._trajecten = {row["id"]: row for row in rows["traject"]}
        self._holes = {
            (gemeente, tabel): Holes(rows["geleverd"], rows["afgifte"], codes, gemeente, today, tabel)
            for gemeente in {row["gm_code"] for row in rows["traject"]}
            for tabel in ("traject", "zaak", "signaal")
        }
        self._zaken_of_person: dict[tuple[str, object], set[int]] = defaultdict(set)
        self._zaken_at: dict[tuple[str, object], set[tuple[bool, int]]] = defaultdict(set)
        self._zaken = self._index_zaken(rows)

    def _index_zaken(self, rows: Rows) -> Mapping[int, tuple[date, bool | None]]:
        """Note of each zaak with a day whom and which address it is about, and whether anyone was reached."""
        signalen = {row["id"]: row for row in rows["signaal"]}
        of_zaak: dict[int, list[Row]] = defaultdict(list)
        for pair in rows["zaak_signaal"]:
            if pair["signaal"] in signalen:
                of_zaak[pair["zaak"]].append(signalen[pair["signaal"]])
        attempts: dict[int, list[Row]] = defaultdict(list)
        for row in rows["contactpoging"]:
            if row["soort"] != "Administratief":
                attempts[row["zaak"]].append(row)
        found: dict[int, tuple[date, bool | None]] = {}
        for zaak in rows["zaak"]:
            mine = of_zaak[zaak["id"]]
            days = [row["signaaldatum"] or row["ontstaansdatum"] for row in mine]
            first = min((day for day in days if day), default=None)
            day = zaak["matchingsdatum"] or first
            if not day:
                continue
            found[zaak["id"]] = day, reached(zaak["resultaat"], day, first, attempts[zaak["id"]])
            sides = [(row["persoon"] if row["persoon_uit"] == "bsn" else None, row["huishouden"]) for row in mine]
            for person, own in sides or [(None, None)]:
                home = own if own is not None else zaak["huishouden"]
                if person is not None:
                    self._zaken_of_person[zaak["gm_code"], person].add(zaak["id"])
                if home is not None:
                    self._zaken_at[zaak["gm_code"], home].add((person is not None, zaak["id"]))
        return found

    def counts(self, row: Row, clients: Sequence[Row]) -> dict[tuple[str, str], Count]:
        """Count SH08a, SH08b and SH11 of one traject."""
        day, end = row["aanmelding"] or row["start"], row["uitstroom"] or row["einddatum"]
        persons, homes, lonely = self._keys(row, clients)
        others = self._others(row, persons, homes, lonely)
        reason = row["uitstroomreden"]
        finished: bool | None = reason == "Afgerond" if reason else (None if end else False)
        result: dict[tuple[str, str], Count] = {}
        for months in (12, 24, 60):
            back = end and self._back(row, end, months, others, bool(persons), bool(persons or homes))
            name = "standaard" if months == 12 else f"{months}_maanden"
            closes = end and shift(end, months)
            result["SH08a", name] = Count(end, closes, (finished, back if end else None), _ENDED)
        before = self._before(row, day, others, bool(persons))
        result["SH08b", "standaard"] = Count(day, day, (True, before), ["leeftijdsklasse", "crisis", "kenmerk"])
        signal = self._after_signal(row, day, persons, homes, lonely)
        result["SH11", "standaard"] = Count(
            day, day + timedelta(days=90), (True, signal), ["leeftijdsklasse", "crisis", "pc4", "kenmerk"]
        )  # fmt: skip
        return result

    def _keys(self, row: Row, clients: Sequence[Row]) -> tuple[set[object], set[object], set[object]]:
        """Return the persons, the addresses, and the addresses of those whom no person identifies."""
        persons: set[object] = set()
        homes: set[object] = set()
        lonely: set[object] = set()
        for client in clients:
            identified = client["persoon"] is not None and client["persoon_uit"] == "bsn"
            if identified:
                persons.add(client["persoon"])
            home = client["huishouden"]
            if home is not None and (row["gm_code"], home) not in self._register.crowded:
                homes.add(home)
                if not identified:
                    lonely.add(home)
        return persons, homes, lonely

    def _others(
        self, row: Row, persons: set[object], homes: set[object], lonely: set[object]
    ) -> list[tuple[bool, Row]]:
        """Return the other trajecten, each with whether a person links it."""
        gemeente = row["gm_code"]
        found = [(True, other) for person in persons for other in self._register.by_person.get((gemeente, person), [])]
        for home in homes:
            for identified, other in self._register.by_address.get((gemeente, home), []):
                if home in lonely or not identified:
                    found.append((False, other))
        return [(by_person, other) for by_person, other in found if other["id"] != row["id"]]

    def _back(
        self, row: Row, end: date, months: int, others: Iterable[tuple[bool, Row]], person: bool, key: bool
    ) -> bool | None:
        last = shift(end, months)
        if not self._holes[row["gm_code"], "traject"].free(end, last + timedelta(days=1)):
            return None
        for by_person, other in others:
            again = other["aanmelding"] or other["start"]
            if end < again <= (last if by_person else shift(end, min(months, 12))):
                return True
        return False if person or (key and months <= 12) else None

    def _before(self, row: Row, day: date, others: Iterable[tuple[bool, Row]], person: bool) -> bool | None:
        if not self._holes[row["gm_code"], "traject"].free(shift(day, -60), day):
            return None
        for by_person, other in others:
            end = other["uitstroom"] or other["einddatum"]
            if other["start"] < day and (end is None or end >= shift(day, -60 if by_person else -12)):
                return True
        return False if person else None

    def _after_signal(
        self, row: Row, day: date, persons: set[object], homes: set[object], lonely: set[object]
    ) -> bool | None:
        gemeente, since = row["gm_code"], shift(day, -12)
        if not all(self._holes[gemeente, tabel].free(since, day) for tabel in ("zaak", "signaal")):
            return None
        zaken = {zaak for person in persons for zaak in self._zaken_of_person.get((gemeente, person), ())}
        for home in homes:
            for identified, zaak in self._zaken_at.get((gemeente, home), ()):
                if home in lonely or not identified:
                    zaken.add(zaak)
        answers = [self._zaken[zaak][1] for zaak in zaken if since <= self._zaken[zaak][0] < day]
        if True in answers:
            return True
        return None if None in answers or not (persons or homes) else False
