"""A second opinion on identity: the same rules in plain Python, one record after the other."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

Row = Mapping[str, Any]


def signalen(rows: Sequence[Row]) -> set[int]:
    """Return the ids of the signalen in force."""
    best: dict[int, Row] = {}
    for row in rows:
        held = best.get(row["sleutel"])
        if held is None or (row["rang"], row["id"]) > (held["rang"], held["id"]):
            best[row["sleutel"]] = row
    return {row["id"] for row in best.values()}


def zaken(rows: Sequence[Row], links: Mapping[int, set[int]]) -> set[int]:
    """Return the ids of the zaken in force; ``links`` are the signalen of each."""
    newest = signalen(rows)
    kept = [row for row in rows if row["id"] in newest]
    period = ("matching_van", "matching_tot")
    return {
        old["id"]
        for old in kept
        if not any(
            new["rang"] > old["rang"]
            and all(new[name] == old[name] for name in period)
            and links.get(new["id"], set()) & links.get(old["id"], set())
            for new in kept
        )
    }


def huishouden(zaak: Row, linked: Sequence[Row]) -> int | None:
    """Return the zaak's own huishouden, else that of its first signaal that has one."""
    if zaak["huishouden"] is not None:
        return zaak["huishouden"]
    days = [
        (row["signaaldatum"] or row["ontstaansdatum"] or date.max, row["id"], row["huishouden"])
        for row in linked
        if row["huishouden"] is not None
    ]
    return min(days)[2] if days else None


def span(row: Row) -> tuple[date, date]:
    """Return the days a traject is known to run; the second is no longer part of it."""
    start = row["startdatum"] or row["eerste_datum"] or row["periode_van"]
    end = row["uitstroom"] or row["einddatum"]
    return start, max(start + timedelta(days=1), end + timedelta(days=1) if end else row["periode_tot"])


def overlap(one: Row, other: Row) -> bool:
    """Tell whether two trajecten share a day."""
    return span(one)[0] < span(other)[1] and span(other)[0] < span(one)[1]


def trajecten(rows: Sequence[Row], clients: Mapping[int, set[Any]]) -> set[frozenset[int]]:
    """Return the trajecten in force, each as the ids of the rows that are one."""

    def kin(one: Row, other: Row) -> set[Any]:
        same = one["gm_code"] == other["gm_code"]
        return clients[one["id"]] & clients[other["id"]] if same else set()

    def outdates(new: Row, old: Row) -> bool:
        return new["rang"] > old["rang"] and new["aanleveraar"] == old["aanleveraar"] and bool(kin(new, old))

    left = [old for old in rows if not any(outdates(new, old) and span(new)[0] == span(old)[0] for new in rows)]
    left = [old for old in left if not any(outdates(new, old) and overlap(new, old) for new in left)]
    groups = [{row["id"]} for row in left]
    by_id = {row["id"]: row for row in left}
    for one in left:
        for other in left:
            if kin(one, other) and overlap(by_id[one["id"]], by_id[other["id"]]):
                together = [group for group in groups if group & {one["id"], other["id"]}]
                groups = [group for group in groups if group not in together] + [set().union(*together)]
    return {frozenset(group) for group in groups}


def joined(members: Sequence[Row]) -> dict[str, Any]:
    """Return what the members of one traject say together; they come newest first. One alone is as delivered."""
    dated = [row["startdatum"] or row["eerste_datum"] for row in members]
    until = max(span(row)[1] for row in members)
    last = [row for row in members if span(row)[1] == until]
    ends = [end for row in last if (end := row["uitstroom"] or row["einddatum"])]
    left = any(row["uitstroom"] for row in members)
    closing = [row for row in last if row["uitstroom"] or row["einddatum"]]
    reasons = [row["uitstroomreden"] for row in (*closing, *members) if row["uitstroomreden"]]
    return {
        "id": members[0]["id"],
        "start": min(filter(None, dated)) if any(dated) else min(row["periode_van"] for row in members),
        "aanmelding": min((row["aanmelding"] for row in members if row["aanmelding"]), default=None),
        "intake_van": min((row["intake_van"] for row in members if row["intake_van"]), default=None),
        "uitstroom": max(ends) if ends and left else None,
        "einddatum": max((row["einddatum"] for row in members if row["einddatum"]), default=None) if ends else None,
        "uitstroomreden": reasons[0] if reasons and (ends or len(members) == 1) else None,
        "periode_tot": max(row["periode_tot"] for row in members),
    }
