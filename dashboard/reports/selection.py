"""Which indicators a report is about, and which topics can have a page."""

from collections.abc import Iterable, Sequence
from typing import Final

from dashboard import texts
from dashboard.reports.errors import SelectionError
from metrics.definition import Indicator
from metrics.indicators import BY_CODE, INDICATORS

TOPICS: Final = {letters: naam for letters, naam in texts.THEMES.items() if letters != "KW"}
# The key indicators say little of what happens after the door: these do, each with its tegenmaat.
_BESIDE_KEY: Final = ("VS11", "SH02", "SH07")
_ORDER: Final = tuple(
    one.code
    for letters in TOPICS
    for one in INDICATORS
    if one.code.startswith(letters) and (one.kern or one.code in _BESIDE_KEY)
)


def default_selection() -> tuple[str, ...]:
    """Return the codes of the indicators in a report that asks for none in particular, by theme."""
    return _ORDER


def chosen_indicators(indicators: Sequence[str] | None) -> tuple[Indicator, ...]:
    """Return the indicators with these codes, or the default ones; SelectionError names the first unknown code."""
    codes = default_selection() if not indicators else tuple(dict.fromkeys(indicators))
    for code in codes:
        if code not in BY_CODE or code.startswith("KW"):
            raise SelectionError(f"Het cijfer {code!r} bestaat niet in rapporten; kies een code zoals VS07 of ON01.")
    return tuple(BY_CODE[code] for code in codes)


def chosen_topics(topics: Sequence[str]) -> tuple[str, ...]:
    """Return the topics asked for, in the order of the pages; SelectionError names the first unknown one."""
    for topic in topics:
        if topic not in TOPICS:
            raise SelectionError(f"Het onderwerp {topic!r} bestaat niet; kies uit {', '.join(TOPICS)}.")
    return tuple(topic for topic in TOPICS if topic in topics)


def of_topic(topic: str) -> tuple[Indicator, ...]:
    """Return all indicators of a topic, key indicators first."""
    mine = [one for one in INDICATORS if one.code.startswith(topic)]
    return tuple(sorted(mine, key=lambda one: not one.kern))


def with_tegenmaten(chosen: Iterable[Indicator]) -> tuple[Indicator, ...]:
    """Return the indicators, each followed by its tegenmaat where that is not among them already."""
    listed = tuple(chosen)
    found: dict[str, Indicator] = {}
    for one in listed:
        found[one.code] = one
        tegen = BY_CODE.get(one.tegenmaat or "")
        if tegen is not None and tegen not in listed:
            found.setdefault(tegen.code, tegen)
    return tuple(found.values())
