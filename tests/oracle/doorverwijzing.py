"""Talks and verwijzingen between organisations, one by one: DV02, DV03, DV03b and what KW01 says of them."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

from tests.oracle.quality import count_fields
from tests.oracle.tally import Answer, Place, Row, Rows, Tally, Whole, add

_KINDS = (
    "kredietbank", "schuldhulp", "maatschappelijk werk", "sociaal raadslieden", "vrijwilligers/thuisadministratie",
    "ggz/verslavingszorg", "beschermingsbewind", "voedselbank", "werk en inkomen", "overig",
)  # fmt: skip
_Where = tuple[str, date, str]  # gemeente, month, kind of organisation
_Talks = tuple[int, bool]  # how many, and whether that is all
_NOT_COUNTED: _Talks = (0, False)


def months_of_talks(dekking: dict[tuple[str, str, date], bool]) -> dict[tuple[str, str, date], bool]:
    """Return the months in which both registers were delivered, and whether both in full."""
    found: dict[tuple[str, str, date], bool] = {}
    for gemeente, tabel, month in dekking:
        if tabel == "gesprekken" and (gemeente, "doorverwijzing", month) in dekking:
            both = [dekking[gemeente, name, month] for name in ("gesprekken", "doorverwijzing")]
            found[gemeente, "gesprek", month] = all(both)
    return found


def count_gesprekken(rows: Rows, whole: Whole, tally: Tally) -> None:
    """Count DV02: of each talk whether it led on, and in which direction."""
    held = _held(rows["gesprekken"])
    sent: dict[_Where, list[Row]] = defaultdict(list)
    for row in rows["doorverwijzing"]:
        if row["datum"] is None:
            _undated(row, whole, tally)
        else:
            sent[row["gm_code"], row["datum"].replace(day=1), row["van_type"] or "onbekend"].append(row)
    for where in held.keys() | sent.keys():
        gemeente, month, van = where
        if (gemeente, "gesprek", month) not in whole:
            continue
        many, here = held.get(where, _NOT_COUNTED), sent.get(where, [])
        for cell in (("", ""), ("van", van)):
            _count(tally, where, cell, many, here)
        strange = [row["naar_type"] or "onbekend" for row in here if row["naar_type"] not in _KINDS]
        for naar in (*_KINDS, *set(strange)):
            towards = [row for row in here if (row["naar_type"] or "onbekend") == naar]
            _count(tally, where, ("van_naar", f"{van} naar {naar}"), many if naar in _KINDS else _NOT_COUNTED, towards)


def _held(gesprekken: Sequence[Row]) -> dict[_Where, _Talks]:
    """Return how many talks there were, day by day, and whether every organisation counted them."""
    exact: dict[_Where, _Talks] = {}
    for row in gesprekken:
        days = (row["periode_tot"] - row["periode_van"]).days
        told = row["gesprekken"]
        for day in range(days):
            month = (row["periode_van"] + timedelta(days=day)).replace(day=1)
            where = (row["gm_code"], month, row["organisatietype"])
            before, complete = exact.get(where, (0, True))
            held = 0 if told is None else int(Fraction(told * (day + 1), days)) - int(Fraction(told * day, days))
            exact[where] = before + held, complete and told is not None
    return exact


def _count(tally: Tally, where: _Where, cell: tuple[str, str], held: _Talks, sent: Sequence[Row]) -> None:
    talks: dict[object, list[str]] = defaultdict(list)
    for row in sent:
        someone = row["persoon"] is not None
        who = ("persoon", row["persoon"]) if someone else ("zaak", row["zaak"])
        if who == ("zaak", None):
            who = ("rij", row["id"])
        talks[row["datum"], row["van_naam"], who].append(row["warm"])
    warm = len([words for words in talks.values() if "ja" in words])
    perhaps = len([words for words in talks.values() if "ja" not in words and set(words) != {"nee"}])
    for variant, hits, unsure in (("standaard", len(talks), 0), ("warm", warm, perhaps)):
        numbers = tally["DV02", variant, where[0], where[1], *cell]
        many, complete = held
        if not complete or len(talks) > many:
            numbers[2] += max(len(talks), many)
        else:
            numbers[0] += hits
            numbers[1] += many - unsure
            numbers[2] += unsure


def _undated(row: Row, whole: Whole, tally: Tally) -> None:
    gemeente, month = row["gm_code"], row["laatste_maand"]
    if (gemeente, "gesprek", month) not in whole:
        return
    van, naar = row["van_type"] or "onbekend", row["naar_type"] or "onbekend"
    for variant in ("standaard", "warm"):
        for cell in (("", ""), ("van", van), ("van_naar", f"{van} naar {naar}")):
            tally["DV02", variant, gemeente, month, *cell][2] += 1


def count_verwijzingen(rows: Rows, whole: Whole, tally: Tally, today: date) -> None:
    """Count DV03 and DV03b, who arrived, and KW01."""
    for row in rows["doorverwijzing"]:
        day = row["datum"]
        month = (day or row["laatste_maand"]).replace(day=1)
        if (row["gm_code"], "doorverwijzing", month) not in whole:
            continue
        if not day or day <= today:
            count_fields(tally, "doorverwijzingen", Place(row["gm_code"], month, {}), {"doorverwijzing": [row]})
        if day and day + timedelta(days=90) > today:
            continue
        van, naar = row["van_type"], row["naar_type"]
        warm = {"ja": True, "nee": False}.get(row["warm"])
        place = Place(
            row["gm_code"],
            month,
            {
                "warm": "onbekend" if warm is None else ("warm" if warm else "koud"),
                "van": van or "onbekend",
                "naar": naar or "onbekend",
                "van_naar": f"{van} naar {naar}" if van and naar else "onbekend",
            },
        )
        arrived = _arrived(row)
        answers: dict[tuple[str, str], Answer] = {
            ("DV03", "standaard"): (True, arrived),
            ("DV03", "warm"): (warm, arrived),
            ("DV03", "koud"): (None if warm is None else not warm, arrived),
            ("DV03b", "standaard"): (True, arrived is None),
        }
        for what, (counts, hits) in answers.items():
            breakdowns = ["warm", "van", "naar"]
            if what[0] == "DV03":
                breakdowns += ["van_naar", "van*naar", "naar*warm"]
            add(tally, what, place, (counts if day or counts is False else None, hits), breakdowns)


def _arrived(row: Row) -> bool | None:
    told = {"ja": True, "nee": False}.get(row["aangekomen"])
    if row["datum"] is None or row["aangekomen_op"] is None:
        return told
    if row["aangekomen_op"] > row["datum"] + timedelta(days=90):
        return False
    return None if told is False else True
