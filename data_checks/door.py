"""The door's own rules as checks: how many records of a levering each of them rejected or remarked upon."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

from queries.deliveries.records import Controle, Delivery, Rejection

_Rule = tuple[str, str]
_Places = Mapping[tuple[str, str], Rejection]


def door_controles(delivery: Delivery) -> dict[int, list[Controle]]:
    """Return per levering a check for every rule of the door that was broken in it.

    A record that breaks one rule in two fields counts once. The reason is that of the first place: it
    names a field, and at other places it may be another.
    """
    places: dict[int, dict[_Rule, dict[tuple[str, str], Rejection]]] = defaultdict(dict)
    for each in delivery.rejections:
        found = places[each.levering].setdefault((each.tabel, each.regel), {})
        found.setdefault((each.bestand, each.pad), each)
    taken = {
        tabel: dict(frame.group_by("levering_nr").len().iter_rows())
        for tabel, frame in delivery.tables.items()
        if places
    }
    return {
        nr: [
            _controle(rule, list(found.values()), taken.get(rule[0], {}).get(nr, 0) + _rejected(rule[0], rules))
            for rule, found in sorted(rules.items())
        ]
        for nr, rules in places.items()
    }


def listed(delivery: Delivery, most: int) -> Delivery:
    """Return ``delivery`` with at most ``most`` places per levering and rule; all were counted."""
    seen: dict[tuple[int, str, str], int] = defaultdict(int)
    kept: list[Rejection] = []
    for each in delivery.rejections:
        rule = each.levering, each.tabel, each.regel
        seen[rule] += 1
        if seen[rule] <= most:
            kept.append(each)
    return replace(delivery, rejections=kept)


def _rejected(tabel: str, rules: Mapping[_Rule, _Places]) -> int:
    """Return how many records of ``tabel`` were rejected, whatever the rule."""
    rejected = (
        place
        for (its, _), found in rules.items()
        if its == tabel
        for place, each in found.items()
        if each.ernst == "afgekeurd"
    )
    return len(set(rejected))


def _controle(rule: _Rule, found: Sequence[Rejection], delivered: int) -> Controle:
    # Where one rule both rejects and remarks, the rejection is what counts.
    rejected = any(each.ernst == "afgekeurd" for each in found)
    ernst: Literal["afgekeurd", "waarschuwing"] = "afgekeurd" if rejected else "waarschuwing"
    return Controle(*rule, ernst, found[0].reden, max(delivered, len(found)), len(found))
