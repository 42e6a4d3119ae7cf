"""VS16: who was helped, and reported again."""

from collections.abc import Sequence
from datetime import date, timedelta

from tests.oracle.coverage import Holes, shift
from tests.oracle.tally import Row

AGAIN = "Niet opgepakt: herhaalde melding"


def new_signalen(signalen: Sequence[Row], repeated: set[int]) -> list[Row]:
    """Return the signalen that are no repetition, by their own status or by the result of a zaak."""
    return [row for row in signalen if row["status"] != AGAIN and row["id"] not in repeated]


def came_back(
    zaak: Row,
    day: date | None,
    own: Sequence[Row],
    attempts: Sequence[Row],
    signalen: Sequence[Row],
    crowded: set[tuple[str, object]],
    holes: Holes,
    months: int,
) -> bool | None:
    """Whether one of the new ``signalen`` came within so many months; ``own`` are those of the zaak that are there."""
    if day is None:
        return None
    gemeente, end = zaak["gm_code"], shift(day, months)
    made = [row["datum"] for row in attempts if row["datum"] and row["datum"] <= end]
    since = max(made, default=day) + timedelta(days=31)
    if since > end or not holes.free(day, end + timedelta(days=1)):
        return None
    linkable = back = perhaps = False
    mine = {row["id"] for row in own}
    for person, home in [(_person(row), row["huishouden"]) for row in own] or [(None, None)]:
        address = home if home is not None else zaak["huishouden"]
        if (gemeente, address) in crowded:
            address = None
        linkable = linkable or person is not None or address is not None
        for row in signalen:
            same = person is not None and person == _person(row)
            there = address is not None and address == row["huishouden"] and (person is None or _person(row) is None)
            when = row["signaaldatum"] or row["ontstaansdatum"]
            if row["gm_code"] == gemeente and (same or there):
                back = back or (when is not None and since <= when <= end)
                perhaps = perhaps or (when is None and row["id"] not in mine)
    if not linkable or (back and any(row["datum"] is None for row in attempts)):
        return None
    return None if perhaps and not back else back


def _person(row: Row) -> object:
    return row["persoon"] if row["persoon_uit"] == "bsn" else None
