"""The indicators of one case each: signalen, ontruimingen, and the people they are set against."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from tests.oracle import cells, quality
from tests.oracle.coverage import shift
from tests.oracle.tally import Answer, Place, Row, Rows, Tally, Whole, add

_LEFT = quality.LEFT
_OF_SIGNAAL = ["signaalpartner", "leeftijdsklasse", "crisis", "pc4", "wijk"]


def count_signalen(rows: Rows, whole: Whole, tally: Tally, today: date) -> None:
    """Count VS01, VS03 and KW01: every signaal has one month."""
    zaken_of = _zaken_of(rows)
    for row in rows["signaal"]:
        day = row["signaaldatum"] or row["ontstaansdatum"]
        month = (day or row["laatste_maand"]).replace(day=1)
        if (row["gm_code"], "signaal", month) not in whole:
            continue
        place = Place(row["gm_code"], month, cells.of_signaal(row))
        if (day or row["laatste_maand"]) <= today:
            quality.count_fields(tally, "signalen", place, {"signaal": [row]})
        if day is None:
            add(tally, ("VS01", "standaard"), place, (None, None), ["signaalpartner", "crisis"])
            add(tally, ("VS03", "standaard"), place, (None, None), _OF_SIGNAAL)
            add(tally, ("VS03", "melding"), place, (None, None), _OF_SIGNAAL)
            continue
        if day <= today:
            add(tally, ("VS01", "standaard"), place, (True, True), ["signaalpartner", "crisis"], noemer=False)
        if day + timedelta(days=90) <= today:
            complete = _no_hole(row["gm_code"], day, day + timedelta(days=90), whole)
            for variant, answer in _followed_up(day, zaken_of[row["id"]], complete).items():
                add(tally, ("VS03", variant), place, answer, _OF_SIGNAAL)


def _no_hole(gemeente: str, first: date, last: date, whole: Whole) -> bool:
    """Whether zaken were delivered in every month from the first day to the last."""
    month = first.replace(day=1)
    while month <= last:
        if (gemeente, "zaak", month) not in whole:
            return False
        month = shift(month, 1)
    return True


def _zaken_of(rows: Rows) -> Mapping[int, list[tuple[date | None, bool, date | None]]]:
    """Return per signaal its zaken: the matchingsdatum, whether it was picked up, and when."""
    attempts: dict[int, list[Row]] = defaultdict(list)
    for row in rows["contactpoging"]:
        if row["soort"] != "Administratief":
            attempts[row["zaak"]].append(row)
    zaken = {row["id"]: row for row in rows["zaak"]}
    result: dict[int, list[tuple[date | None, bool, date | None]]] = defaultdict(list)
    for pair in rows["zaak_signaal"]:
        if pair["signaal"] is None:
            continue
        zaak, mine = zaken[pair["zaak"]], attempts[pair["zaak"]]
        picked = bool(zaak["opgepakt_op"] or mine or zaak["resultaat"]) and zaak["resultaat"] not in _LEFT
        tried = [row["datum"] for row in mine if row["datum"]]
        result[pair["signaal"]].append(
            (zaak["matchingsdatum"], picked, zaak["opgepakt_op"] or min(tried, default=None))
        )
    return result


def _followed_up(
    day: date, zaken: Sequence[tuple[date | None, bool, date | None]], complete: bool
) -> dict[str, Answer]:
    end = day + timedelta(days=90)
    made = any(matched is None or matched <= end for matched, _, _ in zaken)
    in_time = any(picked and when and when <= end for _, picked, when in zaken)
    perhaps = any(picked and when is None for _, picked, when in zaken)
    return {
        "melding": (True, made if complete else None),
        "standaard": (True, in_time if complete and (in_time or not perhaps) else None),
    }


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


def count_ontruimingen(rows: Sequence[Row], whole: Whole, tally: Tally, today: date) -> None:
    """Count the variants of ON01, and KW01 and KW03."""
    for row in rows:
        registered = row["uitgevoerd_op"] or row["gemeld_op"] or row["laatste_maand"]
        if (row["gm_code"], "ontruiming", registered.replace(day=1)) in whole and registered <= today:
            place = Place(row["gm_code"], registered.replace(day=1), {})
            quality.count_fields(tally, "ontruimingen", place, {"ontruiming": [row]})
            quality.count_contradictions(tally, "ontruimingen", place, quality.of_ontruiming(row))
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
            mine = {name: row[name] or "onbekend" for name in ("reden", "verhuurder")}
            add(tally, ("ON01", variant), Place(row["gm_code"], month, mine), (counts, hit), [*mine], noemer=False)


def add_people(gemeente_jaar: Sequence[Row], whole: Whole, tally: Tally) -> None:
    """Put the people or dwellings of each month that was delivered in the noemers of VS01, SH01 and ON01."""
    known: dict[tuple[str, str], dict[int, int]] = defaultdict(dict)
    columns = {"inwoners", "corporatiewoningen", "huishoudens"}
    for row in gemeente_jaar:
        for column in columns:
            if row[column] is not None:
                known[row["gm_code"], column][row["jaar"]] = row[column]
    wanted = {
        "signaal": [("VS01", "standaard", "inwoners")],
        "traject": [("SH01", "standaard", "inwoners")],
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
            tally[indicator, variant, gemeente, month, "", ""][1] += years[year] if year is not None else 0
