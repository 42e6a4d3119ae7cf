"""A second opinion on split gemeenten: where each record goes, in plain Python, one record after the other."""

from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import Any

Row = Mapping[str, Any]
Place = tuple[str | None, str]  # a PC4 if one is known, and what the chance hangs on


def chance(code: str, key: str) -> float:
    """Return the number from 0 to 1 that this key always gets."""
    return int.from_bytes(blake2b(f"{code} {key}".encode(), digest_size=6).digest(), "little") / 2**48


def part(code: str, place: Place, villages: Mapping[str, str], shares: Sequence[tuple[str, float]]) -> str:
    """Return the successor of ``place``: that of its village, else by chance."""
    pc4, key = place
    if pc4 is not None and pc4 in villages:
        return villages[pc4]
    drawn, start = chance(code, key), 0.0
    for successor, share in shares[:-1]:
        start += share
        if drawn < start:
            return successor
    return shares[-1][0]


class Register:
    """Everything in force of one split code. Rows of one levering share its ``rang``."""

    def __init__(self, signalen: Sequence[Row], zaken: Sequence[Row], trajecten: Sequence[Row]) -> None:
        """Take the records; a zaak lists its ``signalen`` (sleutels), a traject its ``clienten`` (rows)."""
        self.signalen, self.zaken, self.trajecten = signalen, zaken, trajecten
        self.clienten = [{**client, "rang": traject["rang"]} for traject in trajecten for client in traject["clienten"]]

    def label(self, persoon: int) -> int:
        """Return the smallest of all people that are linked to this one by trajecten."""
        known = {persoon}
        while True:
            more = set(known)
            for traject in self.trajecten:
                people = {client["persoon"] for client in traject["clienten"]} - {None}
                if people & known:
                    more |= people
            if more == known:
                return min(known)
            known = more

    def pc4_of_home(self, home: int) -> str | None:
        """Return the newest PC4 that came with a home; of one moment the highest."""
        seen = [
            (row["rang"], row["pc4"])
            for row in (*self.signalen, *self.clienten)
            if row["huishouden"] == home and row["pc4"] is not None
        ]
        return max(seen)[1] if seen else None

    def lives(self, label: int) -> tuple[int | None, str | None]:
        """Return the newest home and PC4 of a person; a home goes before none, and the highest before others."""
        seen = [
            (
                row["rang"],
                row["huishouden"] is not None,
                row["huishouden"] or 0,
                row["pc4"] is not None,
                row["pc4"] or "",
            )
            for row in (*self.signalen, *self.clienten)
            if row["persoon"] is not None and self.label(row["persoon"]) == label
            if row["huishouden"] is not None or row["pc4"] is not None
        ]
        if not seen:
            return None, None
        _, has_home, home, has_pc4, pc4 = max(seen)
        return (home if has_home else None), (pc4 if has_pc4 else None)

    def address(self, home: int | None, pc4: str | None, label: int | None, own: str) -> Place:
        """Return the place of someone: by home, else PC4, else where the person lives."""
        if home is None and pc4 is None and label is not None:
            home, pc4 = self.lives(label)
        key = f"huis {home}" if home is not None else f"wie {label}" if label is not None else f"record {own}"
        return (self.pc4_of_home(home) if home is not None else None) or pc4, key

    def signaal(self, sleutel: int) -> Place | None:
        """Return the place of all versions of a signaal: of the newest with an address, else the newest."""
        versions = [row for row in self.signalen if row["sleutel"] == sleutel]
        if not versions:
            return None
        best = max(
            versions,
            key=lambda row: (row["huishouden"] is not None or row["pc4"] is not None, row["rang"], row["id"]),
        )
        label = None if best["persoon"] is None else self.label(best["persoon"])
        return self.address(best["huishouden"], best["pc4"], label, str(sleutel))

    def zaak(self, row: Row) -> Place:
        """Return the place of a zaak: of its first known signaal, else of its own home."""
        known = [place for sleutel in sorted(row["signalen"]) if (place := self.signaal(sleutel))]
        return known[0] if known else self.address(row["huishouden"], None, None, str(row["sleutel"]))

    def traject(self, row: Row) -> Place:
        """Return the place of a traject: of its clients, who all have one."""
        people = [self.label(client["persoon"]) for client in row["clienten"] if client["persoon"] is not None]
        if people:
            return self.address(None, None, min(people), str(row["id"]))
        homes = [client["huishouden"] for client in row["clienten"] if client["huishouden"] is not None]
        pc4s = [client["pc4"] for client in row["clienten"] if client["pc4"] is not None]
        return self.address(homes[0] if homes else None, pc4s[0] if pc4s else None, None, str(row["id"]))
