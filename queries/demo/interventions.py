"""Interventions with a known effect, and the traps beside them: what an effect module must find, and must not.

| soort | where | true effect | the trap |
|---|---|---|---|
| effect | the opening gemeente and 8 others, each from its own month | bereik rises by calls and visits | - |
| geen_effect | 3 gemeenten | none | chance alone |
| na_schok | 1 gemeente, from the month after the national shock | none | before and after looks like a rise |
| registratie | 2 gemeenten | none | a letter that found its way counts as contact from then on: measured bereik rises |
| dip | 2 gemeenten that start when things got worse for 4 months | none | it would have gone back up by itself |
| ontruiming | Rotterdam, from July 2022 | half the ontruimingen; neighbours unchanged | the country falls as well |

The shock: in November 2023 four in ten of those who would be reached are not, everywhere.
"""

from dataclasses import dataclass

import numpy as np

from queries.demo.calendar import FIRST, VS_MONTHS, month_number
from queries.demo.chance import Floats, number
from queries.demo.places import MOVED, Places
from queries.demo.practice import EVICTING_LESS, NAMED
from queries.demo.roles import Roles
from queries.demo.suppliers import OPENING

SHOCK, SHOCK_LEFT = month_number(2023, 11), 0.6  # the share of bereik that is left in that month
LETTERS_AS_CONTACT = 0.15  # of the zaken with letters only, after a change in registration
RAMP = 4  # months until an effect is whole
_DIP = (-0.5, -0.8, -1.1, -1.3)  # of the effort, in the months before a start that is only a low point
_OPENING_BEFORE, _OPENING_RISE = -0.25, 1.05
_SMALLEST, _LARGEST = 85_000, 300_000  # large enough to show something at a tenth of the country
_EVICTIONS_LEFT = 0.5

# Kind, first month, rise of the effort (a shift of the logarithm of the odds against letters only).
_PLANTED: tuple[tuple[str, int, float], ...] = (
    ("effect", month_number(2023, 2), 0.70),
    ("effect", month_number(2023, 3), 0.90),
    ("effect", month_number(2023, 4), 0.60),
    ("effect", month_number(2023, 6), 0.80),
    ("effect", month_number(2023, 9), 0.70),
    ("effect", month_number(2024, 1), 0.90),
    ("effect", month_number(2024, 2), 0.60),
    ("effect", month_number(2024, 4), 0.80),
    ("geen_effect", month_number(2023, 3), 0.0),
    ("geen_effect", month_number(2023, 7), 0.0),
    ("geen_effect", month_number(2024, 2), 0.0),
    ("na_schok", SHOCK + 1, 0.0),
    ("registratie", month_number(2023, 5), 0.0),
    ("registratie", month_number(2024, 2), 0.0),
    ("dip", month_number(2023, 7), 0.0),
    ("dip", month_number(2024, 1), 0.0),
)
_NAMES = {
    "effect": "Bellen en aanbellen", "geen_effect": "Nieuwe folder", "na_schok": "Andere brief",
    "registratie": "Nieuw registratiesysteem", "dip": "Extra menskracht", "ontruiming": "Samen voor behoud van woning",
}  # fmt: skip
_WORDS = {
    "effect": "Wie niet op een brief reageert, wordt gebeld en thuis bezocht.",
    "geen_effect": "Bij elke brief zit een folder in eenvoudige taal.",
    "na_schok": "De brief is herschreven.",
    "registratie": "Contacten worden in een ander systeem vastgelegd.",
    "dip": "Er zijn twee medewerkers bijgekomen nadat het bereik was gezakt.",
    "ontruiming": "Corporaties en gemeente gaan samen langs bij iedereen met een vonnis.",
}


@dataclass(frozen=True)
class Intervention:
    """One intervention as a gemeente would report it, and what it really does."""

    gm_code: str
    soort: str
    vanaf: int  # its first month, counted from January 2016
    rise: float  # of the effort, when the effect is whole

    @property
    def naam(self) -> str:
        """Return what the gemeente calls it."""
        return _NAMES[self.soort]

    @property
    def beschrijving(self) -> str:
        """Return what the gemeente says of it."""
        return _WORDS[self.soort]

    @property
    def indicator(self) -> str:
        """Return the indicator it is about."""
        return "ON01" if self.soort == "ontruiming" else "VS07"


def draw_interventions(places: Places, roles: Roles, seed: str) -> tuple[Intervention, ...]:
    """Draw who does what; the opening gemeente always begins to call and visit in March 2024."""
    taken = {code for pair in MOVED for code in pair} | NAMED | roles.codes
    fitting = [
        code
        for code, size in zip(places.gm_codes, places.inwoners[:, -1].tolist(), strict=True)
        if code not in taken and _SMALLEST <= size <= _LARGEST
    ]
    order = sorted(fitting, key=lambda code: number(seed, "interventie", code))
    drawn = [Intervention(code, *one) for code, one in zip(order, _PLANTED, strict=False)]
    return (
        Intervention(OPENING, "effect", month_number(2024, 3), _OPENING_RISE),
        *drawn,
        Intervention(EVICTING_LESS, "ontruiming", month_number(2022, 7), 0.0),
    )


def efforts(places: Places, planted: tuple[Intervention, ...], effort: Floats) -> tuple[Floats, Floats]:
    """Return the effort per part and month of vroegsignalering as it is, and as it would be without interventions."""
    months = np.arange(FIRST, FIRST + VS_MONTHS)
    without = effort.copy()
    for one in planted:
        here = _here(places, one)
        if one.gm_code == OPENING:
            without[here] = _OPENING_BEFORE
        if one.soort == "dip":
            for back, depth in enumerate(reversed(_DIP), start=1):
                without[here, one.vanaf - back - FIRST] += depth
    real = without.copy()
    for one in planted:
        real[_here(places, one)] += one.rise * np.clip((months - one.vanaf + 1) / RAMP, 0, 1)
    return real, without


def letters_as_contact(places: Places, planted: tuple[Intervention, ...]) -> Floats:
    """Return, per part and month of vroegsignalering, the share of zaken with letters only registered as contact."""
    months = np.arange(FIRST, FIRST + VS_MONTHS)
    shares = np.zeros((len(places), VS_MONTHS))
    for one in planted:
        if one.soort == "registratie":
            shares[_here(places, one)] = np.where(months >= one.vanaf, LETTERS_AS_CONTACT, 0.0)
    return shares


def fewer_evictions(places: Places, planted: tuple[Intervention, ...], months: int) -> Floats:
    """Return by what the ontruimingen of each part and month since 2016 are multiplied."""
    left = np.ones((len(places), months))
    for one in planted:
        if one.soort == "ontruiming":
            left[_here(places, one)] = np.where(np.arange(months) >= one.vanaf, _EVICTIONS_LEFT, 1.0)
    return left


def _here(places: Places, one: Intervention) -> np.ndarray:
    return np.array([code == one.gm_code for code in places.gm_codes])
