"""The errors in the demo: few, of known kinds, in these shares; real deliveries have more.

| kind | share of the records | what the road does with it |
|---|---|---|
| unusable: no ID, the ID of another, an amount, date or yes/no that cannot be read, an unknown partner, no signalen, an ontruiming that stands there twice | 0,3% | rejected alone |
| impossible: a negative or enormous amount, a date in 1900 or after its delivery, an arrear, contact or plan that begins too late or too early, a period that ends before it begins | 0,5% | warning |
| missing: bsn, birth date, address or all of them, amount, date, period, the date of a contact | 1% | accepted, onbekend where it is needed |
| a code outside the list ("Toewijzingsbeschikking", "Zelfstandig verder", "Nacht") | 0,3% | left empty, warning |
| contradictory: status against resultaat, reached and yet not picked up or never contacted, granted and rejected | 0,4% | accepted, KW03 |
| contact known only from the resultaat, no poging reached anyone | 0,6% of who was not reached | onbekend, KW03 |
| a first poging without ja or nee | 0,5% | onbekend unless a later one reached someone |

Two gemeenten and quarters are worse on purpose: half unusable (turned away whole), and a gemeente of which 8%
contradicts itself. What a supplier never fills in stands in ``suppliers``, what comes late or wrong in ``roles``, and
files that are nothing at all in ``broken``: those come on request only.
"""  # noqa: E501 - a table

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from queries.demo.chance import Bools, Ints

UNUSABLE = 0.003
UNUSABLE_WHEN_REFUSED = 0.5
IMPOSSIBLE = 0.005
INCOMPLETE = 0.010
OUTSIDE_LIST = 0.003
CONTRADICTORY = 0.004
CONTRADICTORY_WHEN_MUDDLED = 0.08
CONTRADICTING = 0.006
UNKNOWN_ATTEMPT = 0.005

FINE = 0
NO_ID, BAD_AMOUNT, BAD_DATE, BAD_PARTNER, DOUBLE_ID, BAD_FLAG = 1, 2, 3, 4, 5, 6
NEGATIVE, ENORMOUS, ANCIENT, LATE_ARREAR, TOO_NEW = 11, 12, 13, 14, 15
NO_BSN, NO_BIRTH, NO_ADDRESS, NO_AMOUNT, NO_DATE, NOBODY = 21, 22, 23, 24, 25, 26
BAD_STATUS, OPEN_STATUS = 27, 28
NO_SIGNALS, BAD_MATCH = 31, 32
EARLY_CONTACT, EARLY_PICK, TURNED_PERIOD = 41, 42, 43
NO_PICK, NO_PERIOD, NO_MATCH, UNDATED_CONTACT = 51, 52, 53, 54
BAD_RESULT, BAD_PART_OF_DAY = 55, 56
REACHED_NOT_PICKED, REACHED_NO_CONTACT = 57, 58
BAD_START, BAD_DEBT = 61, 62
NEGATIVE_DEBT, EARLY_END = 71, 72
CLIENT_NO_BSN, NO_DEBT, CLIENT_NO_ADDRESS, NO_REGISTRATION = 81, 82, 83, 84
BAD_DECISION, BAD_REASON = 85, 86
GRANTED_AND_REJECTED, REJECTED_AND_SOLVED = 87, 88
REPEATED_EVICTION = 91
EARLY_EVICTION = 92
EVICTION_NO_ADDRESS, EVICTION_NO_LANDLORD = 93, 94
BAD_OUTCOME = 95
PREVENTED_AND_EXECUTED, EXECUTED_NO_DATE = 96, 97

_Kinds = tuple[int, ...]


@dataclass(frozen=True)
class Errors:
    """The errors a kind of record can have."""

    unusable: _Kinds
    impossible: _Kinds
    incomplete: _Kinds
    outside_list: _Kinds
    contradictory: _Kinds


SIGNAL = Errors(
    unusable=(NO_ID, BAD_AMOUNT, BAD_DATE, BAD_PARTNER, DOUBLE_ID, BAD_FLAG),
    impossible=(NEGATIVE, ENORMOUS, ANCIENT, LATE_ARREAR, TOO_NEW),
    incomplete=(NO_BSN, NO_BIRTH, NO_ADDRESS, NO_AMOUNT, NO_DATE, NOBODY),
    outside_list=(BAD_STATUS,),
    contradictory=(OPEN_STATUS,),
)
ZAAK = Errors(
    unusable=(NO_SIGNALS, BAD_MATCH),
    impossible=(EARLY_CONTACT, EARLY_PICK, TURNED_PERIOD),
    incomplete=(NO_PICK, NO_PERIOD, NO_MATCH, UNDATED_CONTACT),
    outside_list=(BAD_RESULT, BAD_PART_OF_DAY),
    contradictory=(REACHED_NOT_PICKED, REACHED_NO_CONTACT),
)
TRAJECT = Errors(
    unusable=(BAD_START, BAD_DEBT),
    impossible=(NEGATIVE_DEBT, EARLY_END),
    incomplete=(CLIENT_NO_BSN, NO_DEBT, CLIENT_NO_ADDRESS, NO_REGISTRATION),
    outside_list=(BAD_DECISION, BAD_REASON),
    contradictory=(GRANTED_AND_REJECTED, REJECTED_AND_SOLVED),
)
EVICTION = Errors(
    unusable=(REPEATED_EVICTION,),
    impossible=(EARLY_EVICTION,),
    incomplete=(EVICTION_NO_ADDRESS, EVICTION_NO_LANDLORD),
    outside_list=(BAD_OUTCOME,),
    contradictory=(PREVENTED_AND_EXECUTED, EXECUTED_NO_DATE),
)


def soil(chance: Generator, size: int, errors: Errors, *, refused: Bools, muddled: Bools) -> Ints:
    """Draw at most one error per record; FINE for nearly all."""
    draw = chance.random(size)
    kind = chance.integers(0, 60, size)  # divisible by every number of kinds
    found = np.full(size, FINE, dtype=np.int64)
    steps = (
        (errors.unusable, np.where(refused, UNUSABLE_WHEN_REFUSED, UNUSABLE)),
        (errors.impossible, IMPOSSIBLE),
        (errors.incomplete, INCOMPLETE),
        (errors.outside_list, OUTSIDE_LIST),
        (errors.contradictory, np.where(muddled, CONTRADICTORY_WHEN_MUDDLED, CONTRADICTORY)),
    )
    low = np.zeros(size)
    for kinds, width in steps:
        hit = (draw >= low) & (draw < low + width)
        found[hit] = np.array(kinds)[kind[hit] % len(kinds)]
        low = low + width
    return found
