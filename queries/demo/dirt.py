"""The errors in the demo: few, of known kinds, in these shares; real deliveries have more.

| kind | share | what the road does with it |
|---|---|---|
| unusable: a record without ID, with an unreadable amount or date, or an unknown partner | 0,3% | rejected alone |
| the one gemeente and quarter that is turned away | 50% unusable | the whole levering is turned away |
| impossible: a negative or enormous amount, a date in 1900, an arrear that begins after its signaal | 0,5% | warning |
| missing: bsn, birth date, address, amount or date of the signaal | 1% | accepted, counted as onbekend where needed |
| contact known only from the resultaat, no poging reached anyone | 0,6% of who was not reached | onbekend |
| a first poging without ja or nee | 0,5% | onbekend unless a later one reached someone |
"""

import numpy as np
from numpy.random import Generator

from queries.demo.chance import Bools, Ints

UNUSABLE = 0.003
UNUSABLE_WHEN_REFUSED = 0.5
IMPOSSIBLE = 0.005
INCOMPLETE = 0.010
CONTRADICTING = 0.006
UNKNOWN_ATTEMPT = 0.005

FINE = 0
SIGNAL_UNUSABLE = NO_ID, BAD_AMOUNT, BAD_DATE, BAD_PARTNER = 1, 2, 3, 4
SIGNAL_IMPOSSIBLE = NEGATIVE, ENORMOUS, ANCIENT, LATE_ARREAR = 11, 12, 13, 14
SIGNAL_INCOMPLETE = NO_BSN, NO_BIRTH, NO_ADDRESS, NO_AMOUNT, NO_DATE = 21, 22, 23, 24, 25
ZAAK_UNUSABLE = NO_SIGNALS, BAD_MATCH = 31, 32
ZAAK_IMPOSSIBLE = EARLY_CONTACT, EARLY_PICK = 41, 42
ZAAK_INCOMPLETE = NO_PICK, NO_PERIOD = 51, 52
TRAJECT_UNUSABLE = BAD_START, BAD_DEBT = 61, 62
TRAJECT_IMPOSSIBLE = NEGATIVE_DEBT, EARLY_END = 71, 72
TRAJECT_INCOMPLETE = CLIENT_NO_BSN, NO_DEBT, CLIENT_NO_ADDRESS = 81, 82, 83

_Kinds = tuple[int, ...]


def soil(
    chance: Generator, size: int, refused: Bools, unusable: _Kinds, impossible: _Kinds, incomplete: _Kinds
) -> Ints:
    """Draw at most one error per record; FINE for nearly all."""
    draw = chance.random(size)
    kind = chance.integers(0, 60, size)  # divisible by every number of kinds
    limit = np.where(refused, UNUSABLE_WHEN_REFUSED, UNUSABLE)
    found = np.full(size, FINE, dtype=np.int64)
    steps = ((unusable, 0 * limit, limit), (impossible, limit, limit + IMPOSSIBLE),
             (incomplete, limit + IMPOSSIBLE, limit + IMPOSSIBLE + INCOMPLETE))  # fmt: skip
    for kinds, low, high in steps:
        hit = (draw >= low) & (draw < high)
        found[hit] = np.array(kinds)[kind[hit] % len(kinds)]
    return found
