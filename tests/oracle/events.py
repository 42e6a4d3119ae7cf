"""The indicators of one case each: signalen, ontruimingen, trajecten, and the people they are set against."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date

from tests.oracle.tally import Row, Tally, Whole, add


def count_signalen(signalen: Sequence[Row], whole: Whole, tally: Tally, today: date) -> None:
    """Count VS01: every signaal has one month."""
    for row in signalen:
        day = row["signaaldatum"] or row["ontstaansdatum"]
        month = (day or row["laatste_maand"]).replace(day=1)
        if (row["gm_code"], "signaal", month) in whole and not (day and day > today):
            answer = (True, True) if day else (None, None)
            add(tally, ("VS01", "standaard", row["gm_code"], month), answer, noemer=False)


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
    """Count the variants of ON01."""
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
            add(tally, ("ON01", variant, row["gm_code"], month), (counts, hit), noemer=False)


def count_trajecten(
    rows: Sequence[Row], whole: Whole, tally: Tally, today: date
) -> Counter[tuple[str, date, int, bool]]:
    """Count SH03, and return how many waited how long."""
    histogram: Counter[tuple[str, date, int, bool]] = Counter()
    for row in rows:
        day = row["aanmelding"] or row["start"]
        month = (day or row["laatste_maand"]).replace(day=1)
        if (row["gm_code"], "traject", month) not in whole or (day and day > today):
            continue
        key = ("SH03", "standaard", row["gm_code"], month)
        began = row["aanmelding"] or row["startdatum"]
        waited = _waited(row, began, today) if began else None
        if waited is None:
            tally[key][2] += 1
            continue
        days, talked = waited
        add(tally, key, (True, talked))
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


def add_people(gemeente_jaar: Sequence[Row], whole: Whole, tally: Tally) -> None:
    """Put the people or dwellings of each month that was delivered in the noemers of VS01 and ON01."""
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
