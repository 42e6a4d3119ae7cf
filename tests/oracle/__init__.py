"""The slow, obvious second opinion: all indicators counted again in plain Python, one case at a time.

Nothing here is shared with ``metrics``: the windows, links and coverage are worked out anew, so that
one mistake does not hide in both.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from tests.oracle.aanmeldingen import count_aanmeldingen
from tests.oracle.coverage import delivered_months
from tests.oracle.doorverwijzing import count_gesprekken, count_verwijzingen, months_of_talks
from tests.oracle.events import add_people, count_ontruimingen, count_signalen
from tests.oracle.huishoudens import TABEL, count_huishoudens, count_partners
from tests.oracle.links import Register
from tests.oracle.meldingen import count_meldingen
from tests.oracle.ontruimingen import count_prevention
from tests.oracle.quality import count_leveringen
from tests.oracle.tally import Histogram, Key, Row, Rows, new_tally
from tests.oracle.trajecten import count_trajecten
from tests.oracle.zaken import count_zaken


class Recount(NamedTuple):
    """What the store should hold: teller, noemer and onbekend; waiting times; months delivered."""

    telling: dict[Key, tuple[int, int, int]]
    verdeling: Histogram
    dekking: dict[tuple[str, str, date], bool]


def recount(rows: Rows, gemeente_jaar: Sequence[Row], codes: Sequence[Row], today: date) -> Recount:
    """Count every indicator and variant per gemeente, month and cell."""
    dekking = delivered_months(rows["geleverd"], codes, today)
    dekking |= months_of_talks(dekking) | {(gemeente, "afgifte", month): True for gemeente, _, month in dekking}
    signalen = {key: full for key, full in dekking.items() if key[1] == "signaal"}
    dekking |= {(gemeente, TABEL, month): full for (gemeente, _, month), full in signalen.items()}
    whole = {key for key, full in dekking.items() if full}
    tally = new_tally()
    count_signalen(rows, whole, tally, today)
    count_partners(rows["signaal"], whole, tally, today)
    count_huishoudens(rows["signaal"], Register(rows, codes, today).crowded, whole, tally, today)
    count_ontruimingen(rows["ontruiming"], whole, tally, today)
    count_prevention(rows, codes, whole, tally, today)
    count_gesprekken(rows, whole, tally)
    count_verwijzingen(rows, whole, tally, today)
    verdeling = count_trajecten(rows, codes, whole, tally, today)
    zaken = count_zaken(rows, codes, whole, tally, today)
    verdeling.update(count_meldingen(zaken, rows, codes, whole, tally, today))
    count_aanmeldingen(zaken, rows, codes, whole, tally, today)
    count_leveringen(rows["afgifte"], whole, tally)
    add_people(gemeente_jaar, whole, tally)
    return Recount({key: (t, n, u) for key, (t, n, u) in tally.items() if t + n + u}, verdeling, dekking)
