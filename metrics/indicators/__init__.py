"""All indicators, in the order in which they are shown."""

from metrics.definition import DefinitionError, Indicator
from metrics.indicators.ontruiming import ON01
from metrics.indicators.schuldhulp import SH03
from metrics.indicators.vroegsignalering import VS01, VS07, VS12A

INDICATORS: tuple[Indicator, ...] = (VS07, VS12A, ON01, SH03, VS01)

_BY_CODE = {indicator.code: indicator for indicator in INDICATORS}


def indicator_named(code: str) -> Indicator:
    """Return the indicator with this code."""
    if code not in _BY_CODE:
        raise DefinitionError(f"Er is geen indicator '{code}'; wel: {', '.join(_BY_CODE)}.")
    return _BY_CODE[code]
