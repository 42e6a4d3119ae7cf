"""Who misbehaves in the demo: gemeenten that skip, deliver nothing, or are turned away; drawn by the seed."""

from dataclasses import dataclass

from queries.demo.calendar import QUARTERS
from queries.demo.chance import number
from queries.demo.places import MOVED, Places

OPENING = "GM0034"  # Almere: the gemeente with which the demo opens, whose bereik rises in 2024
SKIPS = 6  # gemeenten that leave out one quarter
WITHOUT_EVICTIONS = 17  # gemeenten that deliver no ontruimingen: 5 in 100
_LARGEST_WITH_ROLE = 120_000  # a large gemeente without deliveries would bend the national figures
_SMALLEST_WITH_ROLE = 30_000
_SMALLEST_REFUSED = 70_000


@dataclass(frozen=True)
class Roles:
    """The gemeenten that do not deliver as they should; every other one does."""

    silent: str  # delivers nothing at all
    refused: tuple[str, str]  # gemeente and quarter with so many unusable records that it is turned away
    skipped: frozenset[tuple[str, str]]  # gemeente and quarter without a levering
    without_evictions: frozenset[str]


def draw_roles(places: Places, seed: str) -> Roles:
    """Draw the roles; never for the opening gemeente, nor for one whose borders moved."""
    moved = {code for pair in MOVED for code in pair} | {OPENING}
    middling = {
        code: size
        for code, size in zip(places.gm_codes, places.inwoners[:, -1].tolist(), strict=True)
        if code not in moved and _SMALLEST_WITH_ROLE <= size <= _LARGEST_WITH_ROLE
    }
    order = sorted(middling, key=lambda code: number(seed, "rol", code))
    # A share of rejected records says something only where there are enough of them.
    refused = next(code for code in order if middling[code] >= _SMALLEST_REFUSED)
    silent, *others = (code for code in order if code != refused)
    labels = [period.label for period in QUARTERS]
    return Roles(
        silent=silent,
        refused=(refused, labels[number(seed, "geweigerd") % len(labels)]),
        skipped=frozenset((code, labels[number(seed, "kwartaal", code) % len(labels)]) for code in others[:SKIPS]),
        without_evictions=frozenset({silent, *others[SKIPS : SKIPS + WITHOUT_EVICTIONS - 1]}),
    )
