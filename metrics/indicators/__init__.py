"""All indicators, in the order in which they are shown: those that matter most, then the others."""

from metrics.definition import DefinitionError, Indicator
from metrics.indicators import doorverwijzing, kwaliteit, ontruiming, schuldhulp, signalen, vroegsignalering

# A new indicator is declared in one of these files, and nowhere else.
_FILES = (signalen, vroegsignalering, doorverwijzing, ontruiming, schuldhulp, kwaliteit)
_DECLARED: tuple[Indicator, ...] = tuple(indicator for file in _FILES for indicator in file.INDICATOREN)
INDICATORS: tuple[Indicator, ...] = tuple(sorted(_DECLARED, key=lambda indicator: not indicator.kern))

_BY_CODE = {indicator.code: indicator for indicator in INDICATORS}


def indicator_named(code: str) -> Indicator:
    """Return the indicator with this code."""
    if code not in _BY_CODE:
        raise DefinitionError(f"Er is geen indicator '{code}'; wel: {', '.join(_BY_CODE)}.")
    return _BY_CODE[code]
