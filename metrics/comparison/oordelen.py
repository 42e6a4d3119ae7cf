"""The words of a verdict: better or worse where one way is good, higher or lower where none is."""

from typing import Final

from metrics.definition import Richting

VERGELIJKBAAR: Final = "vergelijkbaar"
TE_WEINIG: Final = "te weinig gegevens"
_WORDS: Final = {
    Richting.HOGER_IS_BETER: ("beter", "slechter"),
    Richting.LAGER_IS_BETER: ("slechter", "beter"),
    Richting.GEEN: ("hoger", "lager"),
}


def higher_and_lower(richting: Richting) -> tuple[str, str]:
    """Return the word for a value that is higher and the word for one that is lower."""
    return _WORDS[richting]
