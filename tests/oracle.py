"""The slow, obvious second opinion: all indicators counted again in plain Python, one case at a time.

Nothing here is shared with ``metrics``: the windows, links and coverage are worked out anew, so that
one mistake does not hide in both.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

Row = Mapping[str, Any]
Rows = Mapping[str, Sequence[Row]]
Key = tuple[str, str, str, date]  # indicator, variant, gemeente, month
Answer = tuple[bool | None, bool | None]  # does it count, does it hit

WRONG = {
    "Niet opgepakt: onterecht signaal",
    "Inwoner is overleden",
    "Persoon is geen inwoner (meer) in de gemeente",
}
LEFT = WRONG | {"Niet opgepakt: herhaalde melding", "Niet opgepakt: andere reden"}
KNOWN = {"Inwoner al bekend bij schuldhulpverlening", "Inwoner heeft al een ander lopend traject"}
TALKED = {
    "Geen reactie na eerder contact",
    "Inwoner regelt het zelf/hoeft geen hulp vanuit vroegsignalering",
    "(Budget)advies en/of quick fix",
    "Vervolghulp en/of verwijzing financieel",
    "Vervolghulp en/of verwijzing niet financieel",
}


class Recount(NamedTuple):
    """What the store should hold: teller, noemer and onbekend; waiting times; months delivered."""

    telling: dict[Key, tuple[int, int, int]]
    verdeling: Counter[tuple[str, date, int, bool]]
    dekking: dict[tuple[str, str, date], bool]


def recount(rows: Rows, gemeente_jaar: Sequence[Row], codes: Sequence[Row], today: date) -> Recount:
    """Count every indicator and variant per gemeente and month."""
    dekking = _delivered_months(rows["geleverd"], codes, today)
    whole = {key for key, full in dekking.items() if full}
    tally: dict[Key, list[int]] = defaultdict(lambda: [0, 0, 0])
    _count_signalen(rows["signaal"], whole, tally, today)
    _count_ontruimingen(rows["ontruiming"], whole, tally, today)
    verdeling = _count_trajecten(rows["traject"], whole, tally, today)
    _count_zaken(rows, codes, whole, tally, today)
    _add_people(gemeente_jaar, whole, tally)
    return Recount({key: (t, n, u) for key, (t, n, u) in tally.items() if t + n + u}, verdeling, dekking)


# --- Months and coverage -----------------------------------------------------------------------


def shift(day: date, months: int) -> date:
    """Move a day by whole months; where the month is too short, to its last day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    for number in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    raise ValueError(day)


def _valid_days(row: Row, van: int, tot: int) -> range:
    start = max(row["geldig_van"].toordinal(), van)
    stop = min(row["geldig_tot"].toordinal(), tot) if row["geldig_tot"] else tot
    return range(start, max(start, stop))


def _delivered_months(delivered: Sequence[Row], codes: Sequence[Row], today: date) -> dict[tuple[str, str, date], bool]:
    """Look at every single day: which were delivered, and which should have been."""
    days: dict[tuple[str, str], dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for row in delivered:
        stop = min(row["periode_tot"], today + timedelta(days=1)).toordinal()
        days[row["gm_code"], row["tabel"]][row["oude_code"]].update(range(row["periode_van"].toordinal(), stop))
    of_gemeente: dict[str, list[Row]] = defaultdict(list)
    for row in codes:
        of_gemeente[row["today"]].append(row)
    result: dict[tuple[str, str, date], bool] = {}
    for (gemeente, tabel), by_code in days.items():
        every = sorted({day for given in by_code.values() for day in given})
        if not every:
            continue
        month = date.fromordinal(every[0]).replace(day=1)
        while month.toordinal() <= every[-1]:
            following = shift(month, 1)
            present = missing = 0
            for code in of_gemeente[gemeente]:
                given = by_code.get(code["gm_code"], set())
                for day in _valid_days(code, month.toordinal(), following.toordinal()):
                    if day in given:
                        present += 1
                    else:
                        missing += 1
            if present:
                result[gemeente, tabel, month] = missing == 0
            month = following
    return result


class Holes:
    """The days of a gemeente on which a traject may have escaped us."""

    def __init__(self, delivered: Sequence[Row], codes: Sequence[Row], gemeente: str, today: date) -> None:
        mine = [row for row in delivered if row["gm_code"] == gemeente and row["tabel"] == "traject"]
        self.first = shift(min([row["periode_van"] for row in mine], default=today), -1).toordinal()
        stop = today.toordinal() + 2
        self.none = not mine
        valid_anywhere: set[int] = set()
        holes: set[int] = set()
        for code in (row for row in codes if row["today"] == gemeente):
            valid = set(_valid_days(code, self.first, stop))
            valid_anywhere |= valid
            given: dict[str, set[int]] = defaultdict(set)
            for row in mine:
                if row["oude_code"] == code["gm_code"]:
                    tot = min(row["periode_tot"], today + timedelta(days=1)).toordinal()
                    given[row["organisatie"]].update(range(row["periode_van"].toordinal(), tot))
            for covered in given.values() or [set[int]()]:
                holes |= valid - covered
        self.holes = sorted(holes | (set(range(self.first, stop)) - valid_anywhere))

    def free(self, van: date, tot: date) -> bool:
        """Whether all days of [van, tot) were delivered by everyone who delivers."""
        if self.none or van.toordinal() < self.first:
            return False
        place = bisect_left(self.holes, van.toordinal())
        return place == len(self.holes) or self.holes[place] >= tot.toordinal()


# --- One case at a time ------------------------------------------------------------------------


def _add(tally: dict[Key, list[int]], key: Key, answer: Answer, *, noemer: bool = True) -> None:
    """Put one case in teller and noemer, or in onbekend, or nowhere."""
    counts, hits = answer
    if counts is False:
        return
    if counts is None or hits is None:
        tally[key][2] += 1
        return
    tally[key][0] += hits
    tally[key][1] += noemer


def _count_signalen(
    signalen: Sequence[Row], whole: set[tuple[str, str, date]], tally: dict[Key, list[int]], today: date
) -> None:
    for row in signalen:
        day = row["signaaldatum"] or row["ontstaansdatum"]
        month = (day or row["laatste_maand"]).replace(day=1)
        if (row["gm_code"], "signaal", month) in whole and not (day and day > today):
            answer = (True, True) if day else (None, None)
            _add(tally, ("VS01", "standaard", row["gm_code"], month), answer, noemer=False)


def _all(*answers: bool | None) -> bool | None:
    """True when all are, false when one is not, else unknown."""
    if any(answer is False for answer in answers):
        return False
    return None if any(answer is None for answer in answers) else True


def _is(value: str | None, wanted: str) -> bool | None:
    return None if value is None else value == wanted


def _evicted(row: Row) -> bool | None:
    if row["uitkomst"] == "uitgevoerd":
        return True
    if row["uitkomst"] is None:
        return True if row["uitgevoerd_op"] else None
    return None if row["uitgevoerd_op"] else False


def _count_ontruimingen(
    rows: Sequence[Row], whole: set[tuple[str, str, date]], tally: dict[Key, list[int]], today: date
) -> None:
    for row in rows:
        day = row["uitgevoerd_op"]
        month = (day or row["laatste_maand"]).replace(day=1)
        if (row["gm_code"], "ontruiming", month) not in whole or (day and day > today):
            continue
        done = _evicted(row)
        rent, corporation = _is(row["reden"], "huurschuld"), _is(row["verhuurder"], "corporatie")
        hits = {
            "standaard": _all(done, rent, corporation),
            "alle": _all(done, corporation),
            "huishoudens": _all(done, rent),
            "alle_huishoudens": done,
        }
        for variant, hit in hits.items():
            # What is certainly no such eviction is nobody's unknown; what may be one, without a day, is.
            counts = False if hit is False else bool(day) or None
            _add(tally, ("ON01", variant, row["gm_code"], month), (counts, hit), noemer=False)


def _count_trajecten(
    rows: Sequence[Row], whole: set[tuple[str, str, date]], tally: dict[Key, list[int]], today: date
) -> Counter[tuple[str, date, int, bool]]:
    histogram: Counter[tuple[str, date, int, bool]] = Counter()
    for row in rows:
        day = row["aanmelding"] or row["start"]
        month = (day or row["laatste_maand"]).replace(day=1)
        if (row["gm_code"], "traject", month) not in whole or (day and day > today):
            continue
        key = ("SH03", "standaard", row["gm_code"], month)
        waited = _waited(row, day, today) if day else None
        if waited is None:
            tally[key][2] += 1
            continue
        days, talked = waited
        _add(tally, key, (True, talked))
        histogram[row["gm_code"], month, days, not talked] += 1
    return histogram


def _waited(row: Row, day: date, today: date) -> tuple[int, bool] | None:
    """Days waited and whether the talk came; unknown when it would have been before the beginning."""
    talk = row["intake_van"]
    if talk and talk <= today:
        days = (talk - day).days
        return None if days < 0 else (min(days, 180), days <= 180)
    ends = [today, row["bekend_tot"], row["uitstroom"] or row["einddatum"]]
    days = (min(end for end in ends if end) - day).days
    return None if days < 0 else (min(days, 180), False)


def _add_people(gemeente_jaar: Sequence[Row], whole: set[tuple[str, str, date]], tally: dict[Key, list[int]]) -> None:
    known: dict[tuple[str, str], dict[int, int]] = defaultdict(dict)
    columns = {"inwoners", "corporatiewoningen", "huishoudens"}
    for row in gemeente_jaar:
        for column in columns:
            if row[column] is not None:
                known[row["gm_code"], column][row["jaar"]] = row[column]
    wanted = {
        "signaal": [("VS01", "standaard", "inwoners")],
        "ontruiming": [
            ("ON01", "standaard", "corporatiewoningen"),
            ("ON01", "alle", "corporatiewoningen"),
            ("ON01", "huishoudens", "huishoudens"),
            ("ON01", "alle_huishoudens", "huishoudens"),
        ],
    }
    for gemeente, tabel, month in whole:
        for indicator, variant, column in wanted.get(tabel, []):
            years = known[gemeente, column]
            before = [year for year in years if year <= month.year]
            year = max(before) if before else min(years, default=None)
            tally[indicator, variant, gemeente, month][1] += years[year] if year is not None else 0


# --- Zaken and their links ---------------------------------------------------------------------


class Zaak(NamedTuple):
    """One zaak with its answers; ``dag`` decides the month, ``eerste`` is the day of its first signal."""

    id: int
    gemeente: str
    maand: date
    dag: date | None
    huishouden: object
    telt: bool
    opgepakt: bool
    al_bekend: bool
    bereikt: bool | None
    onbekend: dict[int, bool | None]


def _count_zaken(
    rows: Rows, codes: Sequence[Row], whole: set[tuple[str, str, date]], tally: dict[Key, list[int]], today: date
) -> None:
    zaken = _zaken(rows, codes, today)
    first = _first_of_household(zaken, today)
    for zaak in zaken:
        if (zaak.gemeente, "zaak", zaak.maand) not in whole:
            continue
        if zaak.dag and zaak.dag + timedelta(days=90) > today:
            continue
        within = True if zaak.al_bekend else zaak.bereikt
        stands = zaak.dag is None or zaak.id in first
        answers: dict[tuple[str, str], Answer] = {
            ("VS07", "standaard"): (zaak.telt, zaak.bereikt),
            ("VS07", "opgepakt"): (zaak.opgepakt, zaak.bereikt),
            ("VS12a", "standaard"): (within if stands else False, zaak.onbekend[24]),
            ("VS12a", "60_maanden"): (within if stands else False, zaak.onbekend[60]),
        }
        for (indicator, variant), (counts, hits) in answers.items():
            dated = counts if zaak.dag or counts is False else None
            _add(tally, (indicator, variant, zaak.gemeente, zaak.maand), (dated, hits))


def _first_of_household(zaken: Sequence[Zaak], today: date) -> set[int]:
    """Walk through each household's zaken in order of date; one a year counts."""
    households: dict[object, list[tuple[date, Zaak]]] = defaultdict(list)
    for zaak in zaken:
        possible = zaak.al_bekend or zaak.bereikt is not False
        if zaak.dag and possible and zaak.dag + timedelta(days=90) <= today:
            households[zaak.gemeente, zaak.huishouden].append((zaak.dag, zaak))
    chosen: set[int] = set()
    for mine in households.values():
        mine.sort(key=lambda dated: (dated[0], *_place(dated[1])))
        free_from: date | None = None
        for day, zaak in mine:
            if free_from is None or day >= free_from:
                chosen.add(zaak.id)
                free_from = shift(day, 12)
    return chosen


def _place(zaak: Zaak) -> tuple[Any, ...]:
    """Order the zaken of one household on one day: the surest answer first."""
    place = {False: 0, True: 1, None: 2}
    unsure = not zaak.al_bekend and zaak.bereikt is None
    return (unsure, place[zaak.onbekend[24]], place[zaak.onbekend[60]], zaak.id)


def _zaken(rows: Rows, codes: Sequence[Row], today: date) -> list[Zaak]:
    signalen = {row["id"]: row for row in rows["signaal"]}
    of_zaak: dict[int, list[Row]] = defaultdict(list)
    for row in rows["zaak_signaal"]:
        if row["signaal"] in signalen:
            of_zaak[row["zaak"]].append(signalen[row["signaal"]])
    attempts: dict[int, list[Row]] = defaultdict(list)
    for row in rows["contactpoging"]:
        if row["soort"] != "Administratief":
            attempts[row["zaak"]].append(row)
    register = _Register(rows, codes, today)
    return [_zaak(row, of_zaak[row["id"]], attempts[row["id"]], register) for row in rows["zaak"]]


def _zaak(row: Row, signalen: Sequence[Row], attempts: Sequence[Row], register: "_Register") -> Zaak:
    days = [s["signaaldatum"] or s["ontstaansdatum"] for s in signalen]
    first = min((day for day in days if day), default=None)
    day = row["matchingsdatum"] or first
    known = row["resultaat"] in KNOWN
    persons = [s["persoon"] for s in signalen if s["persoon"] is not None]
    household: object = ("zaak", row["id"])
    if row["huishouden"] is not None:
        household = ("huishouden", row["huishouden"])
    elif persons:
        household = ("persoon", min(persons))
    trace = row["opgepakt_op"] or attempts or row["resultaat"]
    return Zaak(
        id=row["id"],
        gemeente=row["gm_code"],
        maand=(day or row["laatste_maand"]).replace(day=1),
        dag=day,
        huishouden=household,
        telt=row["resultaat"] not in WRONG,
        opgepakt=bool(trace) and row["resultaat"] not in LEFT,
        al_bekend=known,
        bereikt=_reached(row["resultaat"], day, first, attempts),
        onbekend={n: False if known else register.unknown(row, signalen, first or day, n) for n in (24, 60)},
    )


def _reached(result: str | None, day: date | None, first: date | None, attempts: Sequence[Row]) -> bool | None:
    if day is None:
        return None
    start, end = min(day, first or day), day + timedelta(days=90)
    unclear = result in TALKED
    for attempt in attempts:
        when = attempt["datum"]
        if attempt["bereikt"] and when and start <= when <= end:
            return True
        if attempt["bereikt"] and when is None:
            unclear = True
        if attempt["bereikt"] is None and (when is None or start <= when <= end):
            unclear = True
    return None if unclear else False


class _Register:
    """The trajecten, to be searched by person and by address."""

    def __init__(self, rows: Rows, codes: Sequence[Row], today: date) -> None:
        trajecten = {row["id"]: row for row in rows["traject"]}
        residents: dict[tuple[str, object, int], set[int]] = defaultdict(set)
        self.by_person: dict[tuple[str, object], list[Row]] = defaultdict(list)
        self.by_address: dict[tuple[str, object], list[tuple[bool, Row]]] = defaultdict(list)
        for row in rows["signaal"]:
            day = row["signaaldatum"] or row["ontstaansdatum"] or row["laatste_maand"]
            if row["huishouden"] is not None and row["persoon"] is not None and day:
                residents[row["gm_code"], row["huishouden"], day.year].add(row["persoon"])
        for client in rows["traject_persoon"]:
            traject = trajecten.get(client["traject"])
            if traject is None:
                continue
            gemeente = traject["gm_code"]
            identified = client["persoon"] is not None and client["persoon_uit"] == "bsn"
            if client["huishouden"] is not None and client["persoon"] is not None and traject["start"]:
                residents[gemeente, client["huishouden"], traject["start"].year].add(client["persoon"])
            if identified:
                self.by_person[gemeente, client["persoon"]].append(traject)
            if client["huishouden"] is not None:
                self.by_address[gemeente, client["huishouden"]].append((identified, traject))
        self.crowded = {(gemeente, where) for (gemeente, where, _), who in residents.items() if len(who) > 8}
        here = {row["gm_code"] for row in rows["zaak"]}
        self.holes = {gemeente: Holes(rows["geleverd"], codes, gemeente, today) for gemeente in here}

    def unknown(self, zaak: Row, signalen: Sequence[Row], first: date | None, months: int) -> bool | None:
        """Whether no traject was open in so many months before the first signal."""
        if first is None:
            return None
        gemeente, linkable = zaak["gm_code"], False
        sides = [(s["persoon"] if s["persoon_uit"] == "bsn" else None, s["huishouden"]) for s in signalen]
        for person, own_address in sides or [(None, None)]:
            address = own_address if own_address is not None else zaak["huishouden"]
            if (gemeente, address) in self.crowded:
                address = None
            linkable = linkable or person is not None or address is not None
            if person is not None and any(
                _open_in(traject, first, months) for traject in self.by_person.get((gemeente, person), [])
            ):
                return False
            for identified, traject in self.by_address.get((gemeente, address), []) if address is not None else []:
                if not (identified and person is not None) and _open_in(traject, first, 12):
                    return False
        return True if linkable and self.holes[gemeente].free(shift(first, -months), first) else None


def _open_in(traject: Row, first: date, months: int) -> bool:
    end = traject["uitstroom"] or traject["einddatum"]
    return bool(traject["start"]) and traject["start"] < first and (end is None or end >= shift(first, -months))
