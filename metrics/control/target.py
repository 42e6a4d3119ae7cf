"""Assurance: will the process as it is reach its target?"""

from enum import Enum

from metrics.control.limits import ControlLimits
from metrics.measure import Richting


class Zekerheid(Enum):
    """Whether the process as it is reaches its target."""

    HAALT = "haalt het doel naar verwachting steeds"
    WISSELT = "haalt het doel de ene keer wel en de andere keer niet"
    HAALT_NIET = "haalt het doel naar verwachting steeds niet"


def assurance(limits: ControlLimits | None, richting: Richting, doel: float | None) -> Zekerheid | None:
    """Return what the newest limits say of ``doel``; None without limits, a target or a richting.

    Steeds: the target lies outside the limits, on the side that is not good. Source: NHS England, Making Data Count.
    """
    if limits is None or doel is None or richting is Richting.GEEN or not len(limits.midden):
        return None
    higher = richting is Richting.HOGER_IS_BETER
    if doel > limits.boven[-1]:
        return Zekerheid.HAALT_NIET if higher else Zekerheid.HAALT
    if doel < limits.onder[-1]:
        return Zekerheid.HAALT if higher else Zekerheid.HAALT_NIET
    return Zekerheid.WISSELT
