"""Zaken, each with its windows: was someone reached, and was it the first time that year."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from tests.oracle import cells, quality
from tests.oracle.coverage import shift
from tests.oracle.links import Register
from tests.oracle.tally import Answer, Place, Row, Rows, Tally, Whole, add

WRONG = {
    "Niet opgepakt: onterecht signaal",
    "Inwoner is overleden",
    "Persoon is geen inwoner (meer) in de gemeente",
}
LEFT, TALKED = quality.LEFT, quality.TALKED
KNOWN = {"Inwoner al bekend bij schuldhulpverlening", "Inwoner heeft al een ander lopend traject"}
FINANCIAL = "Vervolghulp en/of verwijzing financieel"
OTHER = "Vervolghulp en/of verwijzing niet financieel"
OF_ZAAK = [
    "signaalpartner", "contactvorm", "leeftijdsklasse", "meervoudigheid", "crisis", "pc4", "wijk", "kenmerk",
]  # fmt: skip


_CROSSED = ["contactvorm*signaalpartner", "leeftijdsklasse*crisis", "kenmerk*leeftijdsklasse", "kenmerk*kenmerk"]


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
    resultaat: str | None
    meervoudig: bool | None
    opeenvolgend: bool | None
    tegenspraak: list[str]
    rows: dict[str, list[Row]]
    cells: dict[str, str]


def count_zaken(rows: Rows, codes: Sequence[Row], whole: Whole, tally: Tally, today: date) -> list[Zaak]:
    """Count the indicators of zaken, and return the zaken with their answers."""
    zaken = _zaken(rows, codes, whole, today)
    first = _first_of_household(zaken, today)
    for zaak in zaken:
        if (zaak.gemeente, "zaak", zaak.maand) not in whole:
            continue
        place = Place(zaak.gemeente, zaak.maand, zaak.cells)
        if (zaak.dag or zaak.maand) <= today:
            quality.count_fields(tally, "standaard", place, zaak.rows)
            quality.count_contradictions(tally, "standaard", place, zaak.tegenspraak)
            _count_reported(tally, place, zaak)
        if not zaak.dag or zaak.dag + timedelta(days=90) <= today:
            _count_outcomes(tally, place, zaak, stands=zaak.dag is None or zaak.id in first)
    return zaken


def _count_reported(tally: Tally, place: Place, zaak: Zaak) -> None:
    several, earlier = zaak.meervoudig, zaak.opeenvolgend
    neither = None if several is None or earlier is None else not (several or earlier)
    breakdowns = [name for name in OF_ZAAK if name != "meervoudigheid"]
    for variant, answer in (("standaard", several), ("opeenvolgend", earlier), ("enkelvoudig", neither)):
        add(tally, ("VS05", variant), place, (True if zaak.dag else None, answer), breakdowns)


def _count_outcomes(tally: Tally, place: Place, zaak: Zaak, *, stands: bool) -> None:
    within = True if zaak.al_bekend else zaak.bereikt
    answers: dict[tuple[str, str], Answer] = {
        ("VS07", "standaard"): (zaak.telt, zaak.bereikt),
        ("VS07", "opgepakt"): (zaak.opgepakt, zaak.bereikt),
        ("VS10", "standaard"): (
            zaak.bereikt, _ended(zaak, FINANCIAL, OTHER, "(Budget)advies en/of quick fix"),
        ),
        ("DV01", "standaard"): (zaak.bereikt, _ended(zaak, FINANCIAL, OTHER)),
        ("DV01", "financieel"): (zaak.bereikt, _ended(zaak, FINANCIAL)),
        ("DV01", "niet_financieel"): (zaak.bereikt, _ended(zaak, OTHER)),
        ("DV01", "zonder_toestemming"): (zaak.bereikt, _ended(zaak, "Verwijzing zonder toestemming")),
        ("VS12a", "standaard"): (within if stands else False, zaak.onbekend[24]),
        ("VS12a", "60_maanden"): (within if stands else False, zaak.onbekend[60]),
    }  # fmt: skip
    for what, (counts, hits) in answers.items():
        dated = counts if zaak.dag or counts is False else None
        add(tally, what, place, (dated, hits), [*OF_ZAAK, *(_CROSSED if what[0] == "VS07" else [])])


def _ended(zaak: Zaak, *results: str) -> bool | None:
    return None if zaak.resultaat is None else zaak.resultaat in results


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


def _zaken(rows: Rows, codes: Sequence[Row], whole: Whole, today: date) -> list[Zaak]:
    signalen = {row["id"]: row for row in rows["signaal"]}
    of_zaak: dict[int, list[Row | None]] = defaultdict(list)
    for row in rows["zaak_signaal"]:
        of_zaak[row["zaak"]].append(signalen.get(row["signaal"]))
    attempts: dict[int, list[Row]] = defaultdict(list)
    for row in rows["contactpoging"]:
        if row["soort"] != "Administratief":
            attempts[row["zaak"]].append(row)
    register = Register(rows, codes, today)
    kenmerken = cells.own(rows["kenmerk"], "zaak")
    made: list[Zaak] = []
    for row in rows["zaak"]:
        zaak = _zaak(row, of_zaak[row["id"]], attempts[row["id"]], register)
        several, earlier = _around(zaak, row["huishouden"], rows["signaal"], register, whole)
        mine = zaak.cells | {"meervoudigheid": cells.how_reported(several, earlier)}
        mine |= kenmerken[zaak.gemeente, zaak.id]
        made.append(zaak._replace(meervoudig=several, opeenvolgend=earlier, cells=mine))
    return made


def _around(
    zaak: Zaak, home: object, signalen: Sequence[Row], register: Register, whole: Whole
) -> tuple[bool | None, bool | None]:
    """Whether the address was reported twice in the month of the zaak, and whether in the six months before."""
    if home is None or zaak.dag is None or (zaak.gemeente, home) in register.crowded:
        return None, None
    months = [shift(zaak.maand, -back) for back in range(7)]
    if any((zaak.gemeente, "signaal", month) not in whole for month in months):
        return None, None
    days = [
        row["signaaldatum"] or row["ontstaansdatum"]
        for row in signalen
        if row["gm_code"] == zaak.gemeente and row["huishouden"] == home
    ]
    reported = [day.replace(day=1) for day in days if day]
    undated = len(days) - len(reported)
    several = reported.count(zaak.maand) >= 2
    earlier = any(month in reported for month in months[1:])
    if (undated and not earlier) or (not several and reported.count(zaak.maand) + undated >= 2):
        return None, None
    return several, earlier


def _zaak(row: Row, linked: Sequence[Row | None], attempts: Sequence[Row], register: Register) -> Zaak:
    signalen = [signaal for signaal in linked if signaal is not None]
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
    opgepakt = bool(trace) and row["resultaat"] not in LEFT
    start, end = (min(day, first or day), day + timedelta(days=90)) if day else (None, None)
    return Zaak(
        id=row["id"],
        gemeente=row["gm_code"],
        maand=(day or row["laatste_maand"]).replace(day=1),
        dag=day,
        huishouden=household,
        telt=row["resultaat"] not in WRONG,
        opgepakt=opgepakt,
        al_bekend=known,
        bereikt=reached(row["resultaat"], day, first, attempts),
        onbekend={n: False if known else register.unknown(row, signalen, first or day, n) for n in (24, 60)},
        resultaat=row["resultaat"],
        meervoudig=None,
        opeenvolgend=None,
        tegenspraak=quality.of_zaak(row["resultaat"], attempts, [signaal["status"] for signaal in signalen]),
        rows={"zaak": [{**row, "opgepakt": opgepakt}], "contactpoging": list(attempts)},
        cells=cells.of_zaak(linked, day) | {"contactvorm": cells.contact_form(attempts, start, end)},
    )


def reached(result: str | None, day: date | None, first: date | None, attempts: Sequence[Row]) -> bool | None:
    """Whether anyone was spoken to within the window; None where that cannot be told."""
    if day is None:
        return None
    start, end = min(day, first or day), day + timedelta(days=90)
    late = any(attempt["bereikt"] and attempt["datum"] and attempt["datum"] > end for attempt in attempts)
    unclear = result in TALKED and not late
    for attempt in attempts:
        when = attempt["datum"]
        possible = when is None or start <= when <= end
        if attempt["bereikt"] and attempt["soort"] and when and possible:
            return True
        if attempt["bereikt"] and attempt["soort"] is None and possible:
            unclear = True
        if attempt["bereikt"] and when is None:
            unclear = True
        if attempt["bereikt"] is None and possible:
            unclear = True
    return None if unclear else False
