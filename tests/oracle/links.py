"""Links from a zaak to the trajecten of the same person or address."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from tests.oracle.coverage import Holes, shift
from tests.oracle.tally import Row, Rows


class Register:
    """The trajecten, to be searched by person and by address."""

    def __init__(self, rows: Rows, codes: Sequence[Row], today: date) -> None:
        trajecten = {row["id"]: row for row in rows["traject"]}
        residents: dict[tuple[str, object, int], set[int]] = defaultdict(set)
        self.by_person: dict[tuple[str, object], list[Row]] = defaultdict(list)
        self.by_address: dict[tuple[str, object], list[tuple[bool, Row]]] = defaultdict(list)
        for row in rows["signaal"]:
            day = row["signaaldatum"] or row["ontstaansdatum"] or row["laatste_maand"]
            if row["huishouden"] is not None and row["persoon"] is not None and day:
                residents[row["gm_code"], row["huishouden"], day.year].add(row["persoon"])
        for client in rows["traject_persoon"]:
            traject = trajecten.get(client["traject"])
            if traject is None:
                continue
            gemeente = traject["gm_code"]
            identified = client["persoon"] is not None and client["persoon_uit"] == "bsn"
            if client["huishouden"] is not None and client["persoon"] is not None and traject["start"]:
                residents[gemeente, client["huishouden"], traject["start"].year].add(client["persoon"])
            if identified:
                self.by_person[gemeente, client["persoon"]].append(traject)
            if client["huishouden"] is not None:
                self.by_address[gemeente, client["huishouden"]].append((identified, traject))
        self.crowded = {(gemeente, where) for (gemeente, where, _), who in residents.items() if len(who) > 8}
        here = {row["gm_code"] for row in rows["zaak"]}
        self.holes = {gemeente: Holes(rows["geleverd"], rows["afgifte"], codes, gemeente, today) for gemeente in here}

    def unknown(self, zaak: Row, signalen: Sequence[Row], first: date | None, months: int) -> bool | None:
        """Whether no traject was open in so many months before the first signal."""
        if first is None:
            return None
        gemeente, linkable = zaak["gm_code"], False
        sides = [(s["persoon"] if s["persoon_uit"] == "bsn" else None, s["huishouden"]) for s in signalen]
        for person, own_address in sides or [(None, None)]:
            address = own_address if own_address is not None else zaak["huishouden"]
            if (gemeente, address) in self.crowded:
                address = None
            linkable = linkable or person is not None or address is not None
            if person is not None and any(
                _open_in(traject, first, months) for traject in self.by_person.get((gemeente, person), [])
            ):
                return False
            for identified, traject in self.by_address.get((gemeente, address), []) if address is not None else []:
                if not (identified and person is not None) and _open_in(traject, first, 12):
                    return False
        return True if linkable and self.holes[gemeente].free(shift(first, -months), first) else None


def _open_in(traject: Row, first: date, months: int) -> bool:
    end = traject["uitstroom"] or traject["einddatum"]
    return bool(traject["start"]) and traject["start"] < first and (end is None or end >= shift(first, -months))
