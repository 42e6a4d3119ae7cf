"""One sentence per judged goal, in plain Dutch: what was found, never why."""

from datetime import date
from typing import Final

from metrics.measure import Eenheid

_MONTHS: Final = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip


def sentence(
    *, value: float, low: float | None, high: float | None, goal: float, streven: str, uiterlijk: date,
    eenheid: Eenheid, is_change: bool, gerealiseerd: str, structureel: str, basisjaar: int | None, geschat: bool,
    definitief: bool,
) -> str:  # fmt: skip
    """Return the sentence of a judged goal; ``gerealiseerd`` and ``structureel`` are words of metrics.goals.targets."""
    limits = None if low is None or high is None else (low, high)
    if is_change:
        told, aim = _change_told(value, limits), _change_aimed(goal, streven)
        aim += f" dan in {basisjaar}{' (een schatting)' if geschat else ''}"
    else:
        told, aim = shown(value, eenheid), f"{streven} {shown(goal, eenheid)}"
        if limits is not None:
            told += f" (waarschijnlijk tussen {shown(limits[0], eenheid)} en {shown(limits[1], eenheid)})"
    verdict = _verdict(gerealiseerd, structureel, definitief)
    return f"Het doel voor {day(uiterlijk)} is {aim}, en het nieuwste cijfer is {told}: {verdict}."


def shown(value: float, eenheid: Eenheid) -> str:
    """Return a value in Dutch notation with its unit: 25,0%, 11 dagen, € 1.200."""
    if eenheid is Eenheid.PERCENT:
        return f"{dutch(100 * value, 1)}%"
    if eenheid is Eenheid.DAGEN:
        return f"{dutch(value, 0)} dagen"
    if eenheid is Eenheid.EURO:
        return f"€ {dutch(value, 0)}"
    whole = float(value).is_integer()
    number = dutch(value, 0 if whole else 1)
    return number if eenheid in (Eenheid.AANTAL, Eenheid.INDEX) else f"{number} {eenheid.naam}"


def dutch(value: float, decimals: int) -> str:
    """Return a number with a decimal comma and points between thousands."""
    return f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


def day(moment: date) -> str:
    """Return a day as 31 december 2012."""
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def _change_told(value: float, limits: tuple[float, float] | None) -> str:
    """Return a change with its interval: 73,0% minder (waarschijnlijk tussen 63,8% en 80,2% minder)."""
    if limits is None:
        return _more_or_less(value)
    low, high = sorted(limits, key=abs)
    first = _more_or_less(low) if low * high < 0 else f"{dutch(abs(100 * low), 1)}%"
    return f"{_more_or_less(value)} (waarschijnlijk tussen {first} en {_more_or_less(high)})"


def _change_aimed(goal: float, streven: str) -> str:
    """Return a change as a goal: at most -70% is a fall of at least 70%."""
    turned = {"hoogstens": "minstens", "minstens": "hoogstens"}[streven] if goal < 0 else streven
    return f"{turned} {_more_or_less(goal)}"


def _more_or_less(value: float) -> str:
    """Return a relative change in words."""
    return f"{dutch(abs(100 * value), 1)}% {'minder' if value < 0 else 'meer'}"


def _verdict(gerealiseerd: str, structureel: str, definitief: bool) -> str:
    """Return the two answers as one clause."""
    if gerealiseerd == "gehaald":
        if structureel == "gehaald":
            return "het doel is gehaald, ook als we rekening houden met toeval"
        return f"het doel is gehaald, maar {_unsure(definitief)}"
    short = f"het doel is {gerealiseerd}"
    if structureel == "op koers":
        return f"{short}, maar het cijfer ligt op koers"
    if structureel == "niet op koers":
        return short if gerealiseerd == "niet gehaald" else f"{short} en het cijfer ligt niet op koers"
    return f"{short}, en {_unsure(definitief, 'of het op koers ligt, is nog niet te zeggen')}"


def _unsure(definitief: bool, else_said: str = "of het meer is dan toeval, is nog niet te zeggen") -> str:
    """Return why no firm answer is given."""
    return else_said if definitief else "het cijfer is nog voorlopig"
