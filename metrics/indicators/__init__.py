"""All indicators, in the order in which they are shown: those that matter most, then the others by code.

Every file of this folder that declares ``INDICATOREN`` takes part without being named anywhere, so a new
indicator is one entry in a file that is there, or one new file.
"""

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Final

from metrics.definition import DefinitionError, Indicator

# Along the road of a person in debt, then the quality of the registration; what is none of these comes last.
_GROUPS: Final = ("VS", "DV", "ON", "SH", "KW")


def declared_in(package: ModuleType) -> tuple[Indicator, ...]:
    """Return the indicators of all files of ``package``, in the order in which they are shown.

    Raises DefinitionError where two have the same code.
    """
    files = (import_module(f"{package.__name__}.{found.name}") for found in iter_modules(package.__path__))
    declared: list[Indicator] = [indicator for file in files for indicator in getattr(file, "INDICATOREN", ())]
    codes = [indicator.code for indicator in declared]
    if twice := sorted({code for code in codes if codes.count(code) > 1}):
        raise DefinitionError(f"De code {', '.join(twice)} is twee keer gebruikt; geef elke indicator een eigen code.")
    return tuple(sorted(declared, key=_place))


def _place(indicator: Indicator) -> tuple[bool, int, str]:
    group = indicator.code[:2]
    return not indicator.kern, _GROUPS.index(group) if group in _GROUPS else len(_GROUPS), indicator.code


INDICATORS: Final[tuple[Indicator, ...]] = declared_in(import_module(__name__))

BY_CODE: Final[Mapping[str, Indicator]] = {indicator.code: indicator for indicator in INDICATORS}


def indicator_named(code: str) -> Indicator:
    """Return the indicator with this code."""
    if code not in BY_CODE:
        raise DefinitionError(f"Er is geen indicator '{code}'; wel: {', '.join(BY_CODE)}.")
    return BY_CODE[code]
