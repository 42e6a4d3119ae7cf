"""A value in its own unit, as Dutch readers write it: 23,4%, € 12.300, 11 dagen, or bare for a rate."""

from dashboard import texts
from metrics.definition import Eenheid, Indicator, Variant

_UNITS = {
    Eenheid.PERCENT: "procent",
    Eenheid.PER_1000_PER_MAAND: "per 1.000 inwoners per maand",
    Eenheid.PER_1000_PER_JAAR: "per 1.000 inwoners per jaar",
    Eenheid.PER_10000_PER_JAAR: "per 10.000 woningen per jaar",
    Eenheid.DAGEN: "dagen",
    Eenheid.EURO: "euro",
    Eenheid.INDEX: "voor elke 100 in het basisjaar",
}
# What is counted where a value is a bare number; one and more of it.
_COUNTED = {("VS09", "standaard"): ("poging", "pogingen"), ("SH10", "schuldeisers"): ("schuldeiser", "schuldeisers")}
_WHOLE = (Eenheid.DAGEN, Eenheid.EURO, Eenheid.INDEX)
_LONG = (Eenheid.PER_1000_PER_MAAND, Eenheid.PER_1000_PER_JAAR, Eenheid.PER_10000_PER_JAAR, Eenheid.INDEX)


def axis_scale(eenheid: Eenheid) -> float:
    """What a stored value is multiplied by on an axis: shares are drawn as percentages."""
    return 100.0 if eenheid is Eenheid.PERCENT else 1.0


def decimals(eenheid: Eenheid, number: float | None = None) -> int:
    """Return how many decimals a value is shown with; the middle of two whole numbers may be a half."""
    if eenheid is Eenheid.AANTAL:
        return 0 if number is None or float(number).is_integer() else 1
    return 0 if eenheid in _WHOLE else 1


def kept_decimals(eenheid: Eenheid) -> int:
    """Return how many decimals of the stored value a table needs, to say the same as the page."""
    return {Eenheid.PERCENT: 3, Eenheid.AANTAL: 1}.get(eenheid, decimals(eenheid))


def axis_prefix(eenheid: Eenheid) -> str:
    """What stands before the numbers on an axis."""
    return "€\u00a0" if eenheid is Eenheid.EURO else ""


def axis_suffix(eenheid: Eenheid) -> str:
    """What stands behind the numbers on an axis."""
    return "%" if eenheid is Eenheid.PERCENT else ""


def column_format(eenheid: Eenheid) -> str:
    """Return how a table in the browser writes the value."""
    return "percent" if eenheid is Eenheid.PERCENT else "localized"


def unit(indicator: Indicator, variant: Variant) -> str:
    """Return the unit in words, with the right people or dwellings."""
    eenheid = indicator.eenheid_van(variant)
    if eenheid is Eenheid.PER_10000_PER_JAAR and variant.bevolking is not None:
        return f"per 10.000 {variant.bevolking.value} per jaar"
    if eenheid is Eenheid.AANTAL:
        return _COUNTED.get((indicator.code, variant.code), ("", "aantal"))[1]
    return _UNITS[eenheid]


def value(eenheid: Eenheid, number: float | None) -> str:
    """Return ``number`` with its sign or bare, in Dutch notation."""
    if number is None:
        return "–"
    digits = decimals(eenheid, number) if number else 0
    return f"{axis_prefix(eenheid)}{texts.number(number * axis_scale(eenheid), digits)}{axis_suffix(eenheid)}"


def amount(indicator: Indicator, variant: Variant, number: float | None) -> str:
    """Return the value with its unit where that is short: 23,4%, 11 dagen, € 12.300, 2 pogingen; bare for a rate."""
    eenheid = indicator.eenheid_van(variant)
    shown = value(eenheid, number)
    if number is None or not (small := small_unit(indicator, variant, number)):
        return shown
    return f"{shown} {small}"


def small_unit(indicator: Indicator, variant: Variant, number: float | None = None) -> str:
    """Return the word that stands behind the number, if there is one: dagen, pogingen."""
    eenheid, one = indicator.eenheid_van(variant), number is not None and round(number, 1) == 1
    if eenheid is Eenheid.DAGEN:
        return "dag" if one else "dagen"
    if eenheid is Eenheid.AANTAL:
        return _COUNTED.get((indicator.code, variant.code), ("", ""))[0 if one else 1]
    return ""


def is_short(eenheid: Eenheid) -> bool:
    """Tell whether the unit fits behind the number."""
    return eenheid not in _LONG


def with_unit(indicator: Indicator, variant: Variant, number: float | None) -> str:
    """Return the value with its unit, however long that is."""
    eenheid = indicator.eenheid_van(variant)
    if is_short(eenheid):
        return amount(indicator, variant, number)
    return f"{value(eenheid, number)} {unit(indicator, variant)}"
