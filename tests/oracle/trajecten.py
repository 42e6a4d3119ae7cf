"""The indicators of a traject: SH01 to SH12, and what KW01 and KW03 say of it."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from tests.oracle import cells, quality
from tests.oracle.coverage import shift
from tests.oracle.tally import Answer, Count, Histogram, Place, Row, Rows, Tally, Whole, add, keys
from tests.oracle.terugkeer import Neighbours
from tests.oracle.werkdagen import last_day

_USUAL = ["leeftijdsklasse", "crisis", "pc4", "kenmerk"]
_CROSSED = ["leeftijdsklasse*crisis", "kenmerk*leeftijdsklasse", "kenmerk*kenmerk"]
_DECISION = ["leeftijdsklasse", "crisis", "kenmerk"]
_GUIDED = ["leeftijdsklasse", "begeleiding", "kenmerk"]
_DROPPED_OUT = {"Nietverschenen", "Ingetrokken", "Voldoet niet"}
_ELSEWHERE = {"Overleden", "Verhuisd"}
_OTHER = {"Zelf", "Niet passend", "Overleden", "Verhuisd", "Overig"}


def count_trajecten(rows: Rows, codes: Sequence[Row], whole: Whole, tally: Tally, today: date) -> Histogram:
    """Count every indicator of a traject, and return how many had which number of days, euros and creditors."""
    histogram: Histogram = Counter()
    clients: dict[int, list[Row]] = defaultdict(list)
    for client in rows["traject_persoon"]:
        clients[client["traject"]].append(client)
    kenmerken = cells.own(rows["kenmerk"], "traject")
    near = Neighbours(rows, codes, today)
    for row in rows["traject"]:
        mine = cells.of_traject(row, clients[row["id"]]) | kenmerken[row["gm_code"], row["id"]]
        counts = _starting(row, today) | _deciding(row) | _ending(row) | near.counts(row, clients[row["id"]])
        for what, count in counts.items():
            _put(tally, what, row, mine, count, whole, today)
        for what, (value, count) in _amounts(row).items():
            if _put(tally, what, row, mine, count, whole, today) and count.answer == (True, True):
                _bar(histogram, what, Place(row["gm_code"], _month(count.day, row), mine), value, count.breakdowns)
        day = row["aanmelding"] or row["start"]
        place = Place(row["gm_code"], day.replace(day=1), mine)
        if (row["gm_code"], "traject", place.maand) not in whole or day > today:
            continue
        quality.count_fields(tally, "trajecten", place, {"traject": [row], "traject_persoon": clients[row["id"]]})
        quality.count_contradictions(tally, "trajecten", place, quality.of_traject(row))
        add(
            tally, ("SH01", "standaard"), place, (True, True), ["crisis", "begeleiding", "oplossing"], noemer=False
        )  # fmt: skip
        _count_waiting(row, place, tally, histogram, today)
    return histogram


def _month(day: date | None, row: Row) -> date:
    return (day or row["laatste_maand"]).replace(day=1)


def _put(
    tally: Tally, what: tuple[str, str], row: Row, mine: Mapping[str, str], count: Count, whole: Whole, today: date
) -> bool:
    month = _month(count.day, row)
    if (row["gm_code"], "traject", month) not in whole or (count.closes and count.closes > today):
        return False
    counts, hits = count.answer
    if count.day is None and counts is not False:
        counts = None
    add(tally, what, Place(row["gm_code"], month, mine), (counts, hits), count.breakdowns)
    return True


def _bar(
    histogram: Histogram, what: tuple[str, str], place: Place, value: int, breakdowns: Sequence[str], *,
    waiting: bool = False,
) -> None:  # fmt: skip
    for *_, uitsplitsing, cel in keys(what, place, breakdowns):
        histogram[*what, place.gemeente, place.maand, uitsplitsing, cel, value, waiting] += 1


def _end(row: Row) -> date | None:
    return row["uitstroom"] or row["einddatum"]


def _seen(row: Row, day: date) -> bool:
    """Whether it is known until the end of that day."""
    return bool(_end(row)) or row["bekend_tot"] is None or row["bekend_tot"] > day


def _starting(row: Row, today: date) -> dict[tuple[str, str], Count]:
    """Count what happens after an aanmelding."""
    day, began = row["aanmelding"] or row["start"], row["aanmelding"] or row["startdatum"]
    terms = {crisis: last_day(began or day, crisis=crisis) for crisis in (True, False)} if day <= today else {}
    result: dict[tuple[str, str], Count] = {}
    if terms:
        both = [_in_time(row, began, terms[crisis]) for crisis in terms if row["crisis"] in (crisis, None)]
        answer = tuple(one[0] if all(part == one[0] for part in one) else None for one in zip(*both, strict=True))
        result["SH02", "standaard"] = Count(
            day, terms[bool(row["crisis"])], (answer[0], answer[1]), [*_USUAL, "kenmerk*crisis"]
        )
    half_a_year = shift(day, 6)
    found = _on_the_way(row, day, half_a_year) if began else None
    result["SH12", "standaard"] = Count(day, half_a_year, (True, found), [*_USUAL, *_CROSSED])
    return result | _cohort(row, day)


def _in_time(row: Row, began: date | None, term: date) -> Answer:
    talk, end, reason = row["intake_van"], _end(row), row["uitstroomreden"]
    gone: bool | None = False
    if talk is None and (end or reason):
        parts = [reason and reason in _ELSEWHERE | {"Ingetrokken"}, end and end < term]
        gone = False if False in parts else None if None in parts else True
    counts = None if gone is None else not gone
    if began is None or (talk and talk < began):
        return counts, None
    if talk:
        return counts, talk <= term
    later = row["beschikkingsdatum"] or row["plan_van_aanpak"] or row["regeling_aangevraagd"]
    return counts, None if later or not _seen(row, term) else False


def _on_the_way(row: Row, first: date, last: date) -> bool | None:
    plan, kind, on = row["plan_van_aanpak"], row["beschikking"], row["beschikkingsdatum"]
    admitted = kind == "Toelatingsbeschikking"
    if (plan and first <= plan <= last) or (admitted and on and first <= on <= last):
        return True
    strange = (plan and plan < first) or (admitted and (on is None or on < first))
    unclear = kind is None and on and on <= last
    return None if strange or unclear or not _seen(row, last) else False


def _cohort(row: Row, day: date) -> dict[tuple[str, str], Count]:
    then, end, reason = shift(day, 36), _end(row), row["uitstroomreden"]
    runs = end > then if end else (True if reason is None and _seen(row, then) else None)

    def stopped_for(reasons: set[str]) -> bool | None:
        if runs is None or (not runs and reason is None):
            return None
        return not runs and reason in reasons

    answers = {
        "standaard": stopped_for({"Afgerond"}),
        "loopt": None if not runs and reason is None else runs,
        "uitval": stopped_for(_DROPPED_OUT),
        "anders": stopped_for(_OTHER),
    }
    admitted = _admitted(row, then)
    return {("SH06c", name): Count(day, then, (admitted, hit), _GUIDED) for name, hit in answers.items()}


def _admitted(row: Row, by: date) -> bool | None:
    kind, on = row["beschikking"], row["beschikkingsdatum"]
    if (kind is None and on is None) or kind == "Afwijzingsbeschikking" or (on and on > by):
        return False
    return True if kind and on else None


def _deciding(row: Row) -> dict[tuple[str, str], Count]:
    """Count the decisions: admission, regeling, and how long what comes before them takes."""
    kind, on = row["beschikking"], row["beschikkingsdatum"]
    granted, asked = row["regeling_toegekend"], row["regeling_aangevraagd"]
    turned_down = [day for day in (row["regeling_afgewezen"], row["regeling_ingetrokken"]) if day]
    decided = granted or min(turned_down, default=None)
    both = granted and row["regeling_afgewezen"]
    first, last = row["stabilisatie_van"], row["stabilisatie_tot"]
    admitted = None if kind is None else kind == "Toelatingsbeschikking"
    return {
        ("SH04", "standaard"): Count(on, on, (bool(kind or on), admitted), _DECISION),
        ("SH05", "standaard"): Count(
            decided, decided, (bool(decided), None if both else bool(granted)), [*_USUAL, "oplossing"]
        ),
        ("SH09a", "standaard"): Count(
            first, first and shift(first, 4),
            (bool(first or last), first and _longer(row, first, last, shift(first, 4))),
            _GUIDED,
        ),
        ("SH09b", "standaard"): Count(
            asked, asked and asked + timedelta(days=120),
            (bool(asked or decided), asked and _longer(row, asked, decided, asked + timedelta(days=120))), _DECISION,
        ),
    }  # fmt: skip


def _longer(row: Row, first: date, last: date | None, norm: date) -> bool | None:
    if last:
        return None if last < first else last > norm
    end = _end(row)
    return end > norm if end else (True if _seen(row, norm) else None)


def _ending(row: Row) -> dict[tuple[str, str], Count]:
    """Count how a traject ended."""
    end, reason = _end(row), row["uitstroomreden"]
    ended = bool(end or reason)
    granted, refused = row["regeling_toegekend"], row["regeling_afgewezen"]
    turned_down = refused or row["regeling_ingetrokken"]
    regeling: bool | None = bool(granted)
    if (granted and refused) or (not granted and not turned_down and row["oplossing"]):
        regeling = None
    gone = None if reason is None else reason in _ELSEWHERE
    return {
        ("SH06a", "standaard"): Count(
            end, end, (regeling if ended else False, None if reason is None else reason == "Afgerond"),
            ["leeftijdsklasse", "crisis", "begeleiding", "oplossing", "kenmerk"],
        ),
        ("SH06b", "standaard"): Count(end, end, (ended, True if reason else None), ["uitstroomreden", "kenmerk"]),
        ("SH06b", "alle"): Count(end, end, (ended, True), ["uitstroomreden", "kenmerk"]),
        ("SH07", "standaard"): Count(
            end, end,
            ((None if gone is None else not gone) if ended else False, reason and reason in _DROPPED_OUT),
            [*_USUAL, "begeleiding", "kenmerk*leeftijdsklasse", "kenmerk*kenmerk"],
        ),
    }  # fmt: skip


def _amounts(row: Row) -> dict[tuple[str, str], tuple[int, Count]]:
    """Count what someone owes, to the nearest hundred euro, and to how many."""
    day, debt, creditors = row["aanmelding"] or row["start"], row["schuldbedrag"], row["schuldeisers"]
    breakdowns = ["leeftijdsklasse", "kenmerk"]

    def answer(value: int | None) -> Answer:
        return value is not None, True if value is not None and value >= 0 else None

    return {
        ("SH10", "standaard"): (int((debt or 0) / 100 + 0.5) * 100, Count(day, day, answer(debt), breakdowns)),
        ("SH10", "schuldeisers"): (creditors or 0, Count(day, day, answer(creditors), breakdowns)),
    }


def _count_waiting(row: Row, place: Place, tally: Tally, histogram: Histogram, today: date) -> None:
    began = row["aanmelding"] or row["startdatum"]
    waited = _waited(row, began, today) if began else None
    if waited is None:
        add(tally, ("SH03", "standaard"), place, (None, None), _USUAL)
        return
    days, talked = waited
    add(tally, ("SH03", "standaard"), place, (True, talked), _USUAL)
    _bar(histogram, ("SH03", "standaard"), place, days, _USUAL, waiting=not talked)


def _waited(row: Row, day: date, today: date) -> tuple[int, bool] | None:
    """Days waited and whether the talk came; unknown when it would have been before the beginning."""
    talk = row["intake_van"]
    if talk and talk <= today:
        days = (talk - day).days
        return None if days < 0 else (min(days, 180), days <= 180)
    ends = [today, row["bekend_tot"], _end(row)]
    days = (min(end for end in ends if end) - day).days
    return None if days < 0 else (min(days, 180), False)
