"""Contactpogingen of one zaak: VS08, VS09, VS14 and VS15, attempt by attempt."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from tests.oracle.tally import Answer, Histogram, Place, Row, Tally, add, keys

_GROUPS = ["signaalpartner", "leeftijdsklasse", "meervoudigheid", "crisis", "kenmerk"]
_EVERYWHERE = ["contactvorm", *_GROUPS, "pc4", "wijk"]
_FORMS = {
    "Huisbezoek": "huisbezoek",
    "Afspraak op locatie": "afspraak",
    "Telefoon": "telefoon",
    "Mail": "schriftelijk",
    "Brief": "schriftelijk",
    "SMS/Whatsapp": "schriftelijk",
    "Kaartje": "schriftelijk",
    "Overige": "overig",
}
_LEFT_OUT = {
    "Niet opgepakt: onterecht signaal",
    "Inwoner is overleden",
    "Persoon is geen inwoner (meer) in de gemeente",
    "Niet opgepakt: herhaalde melding",
}
_NORM, _LONGEST = 28, 180


class Contact(NamedTuple):
    """What is asked of a zaak: its days, its attempts (none administrative), and what is known of it."""

    dag: date | None
    eerste: date | None
    pogingen: Sequence[Row]
    resultaat: str | None
    opgepakt: bool
    bereikt: bool | None


def count_contact(
    tally: Tally, histogram: Histogram, place: Place, zaak: Contact, seen_until: date | None, today: date
) -> None:
    """Count one zaak; ``seen_until`` is the last day of the run of delivered months it is in."""
    if zaak.dag is None or zaak.dag + timedelta(days=90) <= today:
        _count_forms(tally, place, zaak)
        _count_number(tally, histogram, place, zaak)
    counts = zaak.resultaat not in _LEFT_OUT
    if zaak.dag is None:
        add(tally, ("VS14", "standaard"), place, (counts and None, None), _EVERYWHERE)
        add(tally, ("VS15", "standaard"), place, (counts and None, None), ["contactvorm", *_GROUPS])
        return
    norm = timedelta(days=_NORM)
    if zaak.dag + norm <= today and zaak.eerste and zaak.eerste + norm <= today:
        answer = _in_time(zaak.eerste, zaak.pogingen)
        add(tally, ("VS14", "standaard"), place, (counts, answer), _EVERYWHERE)
    if zaak.dag <= today and counts:
        _count_wait(tally, histogram, place, zaak, seen_until)


def _form(row: Row) -> str | None:
    return _FORMS[row["soort"]] if row["soort"] else None


def _sorted_out(zaak: Contact) -> tuple[list[Row], list[Row]]:
    """Return the attempts certain to lie in the window, and those of which day or form is not known."""
    certain: list[Row] = []
    perhaps: list[Row] = []
    for row in zaak.pogingen:
        if zaak.dag is None or row["datum"] is None:
            perhaps.append(row)
        elif min(zaak.dag, zaak.eerste or zaak.dag) <= row["datum"] <= zaak.dag + timedelta(days=90):
            (certain if row["soort"] else perhaps).append(row)
    return certain, perhaps


def _count_forms(tally: Tally, place: Place, zaak: Contact) -> None:
    certain, perhaps = _sorted_out(zaak)
    found = {_form(row) for row in certain}
    possible = {_form(row) for row in perhaps}
    answers: dict[str, bool | None] = {}
    for variant in ("telefoon", "huisbezoek", "afspraak"):
        answers[variant] = True if variant in found else (None if possible & {variant, None} else False)
    if found - {"schriftelijk"} or not found | (possible & {"schriftelijk", None}):
        answers["standaard"] = False
    else:
        answers["standaard"] = True if found and not possible - {"schriftelijk"} else None
    for variant, has in answers.items():
        counts = None if zaak.dag is None and has is not False else has
        add(tally, ("VS08", variant), place, (counts, zaak.bereikt), _GROUPS)
    for variant in ("poging", "poging_schriftelijk", "poging_telefoon", "poging_huisbezoek", "poging_afspraak"):
        form = variant.removeprefix("poging").removeprefix("_")
        for row in zaak.pogingen:
            mine = not form or _form(row) == form
            for key in keys(("VS08", variant), place, _GROUPS):
                if row in certain and mine and row["bereikt"] is not None:
                    tally[key][0] += row["bereikt"]
                    tally[key][1] += 1
                elif (row in certain and mine) or (row in perhaps and (mine or _form(row) is None)):
                    tally[key][2] += 1


def _count_number(tally: Tally, histogram: Histogram, place: Place, zaak: Contact) -> None:
    if not zaak.opgepakt:
        return
    certain, perhaps = _sorted_out(zaak)
    many: bool | None = None
    if len(certain) >= 4 or len(certain) + len(perhaps) < 4:
        many = len(certain) >= 4
    answers: dict[str, Answer] = {"standaard": (True, None if perhaps else True), "vier_of_meer": (True, many)}
    for variant, (counts, hits) in answers.items():
        add(tally, ("VS09", variant), place, (counts if zaak.dag else None, hits), _GROUPS)
    if zaak.dag and not perhaps:
        _put(histogram, ("VS09", "standaard"), place, _GROUPS, len(certain), False)


def _in_time(first: date, attempts: Sequence[Row]) -> bool | None:
    last = first + timedelta(days=_NORM)
    days = [row["datum"] for row in attempts if row["soort"] and row["datum"]]
    if days and min(days) < first:
        return None
    if days and min(days) <= last:
        return True
    doubtful = [row["datum"] for row in attempts if row["datum"] is None or not row["soort"]]
    return None if any(day is None or day <= last for day in doubtful) else False


def _count_wait(tally: Tally, histogram: Histogram, place: Place, zaak: Contact, seen_until: date | None) -> None:
    breakdowns = ["contactvorm", *_GROUPS]
    days = [row["datum"] for row in zaak.pogingen if row["soort"] and row["datum"]]
    if seen_until is None or zaak.eerste is None:
        add(tally, ("VS15", "standaard"), place, (True, None), breakdowns)
        return
    end = min([*days, seen_until])
    doubtful = [row["datum"] for row in zaak.pogingen if row["datum"] is None or not row["soort"]]
    if end < zaak.eerste or any(day is None or day <= end for day in doubtful):
        add(tally, ("VS15", "standaard"), place, (True, None), breakdowns)
        return
    waited = (end - zaak.eerste).days
    came = bool(days) and min(days) <= seen_until and waited <= _LONGEST
    add(tally, ("VS15", "standaard"), place, (True, came), breakdowns)
    _put(histogram, ("VS15", "standaard"), place, breakdowns, min(waited, _LONGEST), not came)


def _put(
    histogram: Histogram, what: tuple[str, str], place: Place, breakdowns: Sequence[str], value: int, still: bool
) -> None:
    histogram.update(Counter((*key, value, still) for key in keys(what, place, breakdowns)))
