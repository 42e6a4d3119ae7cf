"""Zaken, each with its windows: was someone reached, and was it the first time that year."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from tests.oracle.coverage import shift
from tests.oracle.links import Register
from tests.oracle.tally import Answer, Row, Rows, Tally, Whole, add

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


class Zaak(NamedTuple):
    """One zaak with its answers; ``dag`` decides the month."""

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


def count_zaken(rows: Rows, codes: Sequence[Row], whole: Whole, tally: Tally, today: date) -> None:
    """Count VS07 and VS12a."""
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
            add(tally, (indicator, variant, zaak.gemeente, zaak.maand), (dated, hits))


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
    register = Register(rows, codes, today)
    return [_zaak(row, of_zaak[row["id"]], attempts[row["id"]], register) for row in rows["zaak"]]


def _zaak(row: Row, signalen: Sequence[Row], attempts: Sequence[Row], register: Register) -> Zaak:
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
    late = any(attempt["bereikt"] and attempt["datum"] and attempt["datum"] > end for attempt in attempts)
    unclear = result in TALKED and not late
    for attempt in attempts:
        when = attempt["datum"]
        if attempt["bereikt"] and when and start <= when <= end:
            return True
        if attempt["bereikt"] and when is None:
            unclear = True
        if attempt["bereikt"] is None and (when is None or start <= when <= end):
            unclear = True
    return None if unclear else False
