"""Ontruimingen, one by one: were they prevented, how many were there, and did a huursignaal come first?"""

from collections.abc import Sequence
from datetime import date

from tests.oracle.coverage import Holes, shift
from tests.oracle.links import Register
from tests.oracle.tally import Answer, Place, Row, Rows, Tally, Whole, add


def count_prevention(rows: Rows, codes: Sequence[Row], whole: Whole, tally: Tally, today: date) -> None:
    """Count ON02, ON03 and ON04."""
    register = Register(rows, codes, today)
    holes = {row["gm_code"]: Holes(rows["geleverd"], rows["afgifte"], codes, row["gm_code"], today, "signaal")
             for row in rows["ontruiming"]}  # fmt: skip
    for row in rows["ontruiming"]:
        mine = {
            "reden": row["reden"] or "onbekend",
            "verhuurder": row["verhuurder"] or "onbekend",
            "pc4": row["pc4"] or "onbekend",
        }
        _count_prevented(row, mine, whole, tally, today)
        day = row["uitgevoerd_op"]
        month = (day or row["laatste_maand"]).replace(day=1)
        if (row["gm_code"], "ontruiming", month) not in whole or (day and day > today):
            continue
        place = Place(row["gm_code"], month, mine)
        done = evicted(row)
        rent = None if row["reden"] is None else row["reden"] == "huurschuld"
        for variant, counts in (("standaard", both(done, rent)), ("alle", done)):
            add(tally, ("ON03", variant), place, _dated(day, (counts, counts)), ["reden", "verhuurder"])
        signal = _signal_before(row, rows["signaal"], register, holes[row["gm_code"]])
        add(tally, ("ON04", "standaard"), place, _dated(day, (both(done, rent), signal)), ["verhuurder", "pc4"])


def _dated(day: date | None, answer: Answer) -> Answer:
    """Without a day nothing is certain but that it does not count."""
    counts, hits = answer
    return (counts if day or counts is False else None), hits


def evicted(row: Row) -> bool | None:
    """Whether an ontruiming was carried out."""
    if row["uitkomst"] == "uitgevoerd":
        return True
    if row["uitkomst"] is None:
        return True if row["uitgevoerd_op"] else None
    return None if row["uitgevoerd_op"] else False


def both(*answers: bool | None) -> bool | None:
    """True when all are, false when one is not, else unknown."""
    if any(answer is False for answer in answers):
        return False
    return None if any(answer is None for answer in answers) else True


def _count_prevented(row: Row, mine: dict[str, str], whole: Whole, tally: Tally, today: date) -> None:
    day = row["gemeld_op"]
    month = (day or row["laatste_maand"]).replace(day=1)
    if (row["gm_code"], "ontruiming", month) not in whole:
        return
    place = Place(row["gm_code"], month, mine)
    for months, suffix in ((6, ""), (12, "12_maanden")):
        if day and shift(day, months) > today:
            continue
        kept = _kept(row, shift(day, months) if day else None)
        announced = [known for known in (row["aangezegd_op"], row["uitgevoerd_op"]) if known]
        told: bool | None = bool(announced)
        if announced and day:
            told = min(announced) <= shift(day, months)
        counts: bool | None = True if day else None
        breakdowns = ["reden", "verhuurder", "pc4", "reden*verhuurder"]
        add(tally, ("ON02", suffix or "standaard"), place, (counts, kept), breakdowns)
        variant = f"aangezegd_{suffix}" if suffix else "aangezegd"
        add(tally, ("ON02", variant), place, (both(told, counts), kept), breakdowns)


def _kept(row: Row, end: date | None) -> bool | None:
    outcome, done = row["uitkomst"], row["uitgevoerd_op"]
    if outcome == "vertrokken":
        return False
    if outcome in ("uitgevoerd", None):
        return None if done is None or end is None else done > end
    if outcome == "voorkomen":
        return None if done else True
    return None


def _signal_before(row: Row, signalen: Sequence[Row], register: Register, holes: Holes) -> bool | None:
    home, day = row["huishouden"], row["uitgevoerd_op"]
    if home is None or day is None or (row["gm_code"], home) in register.crowded:
        return None
    since = shift(day, -12)
    if not holes.free(since, day):
        return None
    doubt = False
    for signaal in signalen:
        if signaal["gm_code"] != row["gm_code"] or signaal["huishouden"] != home:
            continue
        when, partner = signaal["signaaldatum"] or signaal["ontstaansdatum"], signaal["signaalpartner"]
        if when is not None and not since <= when < day:
            continue
        if when is not None and partner == "Huur":
            return True
        doubt = doubt or partner in (None, "Huur")
    return None if doubt else False
