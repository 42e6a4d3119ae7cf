"""Who wrote a definition and when it is looked at again: the same for all that were declared on one day."""

from datetime import date
from functools import partial
from typing import Final

from metrics.definition import Indicator, Wijziging

_AUTEUR: Final = "Team Effectmeting Schuldhulp"


def first_version(opgesteld: date) -> Wijziging:
    """Return the first line of the history of a definition."""
    return Wijziging(1, opgesteld, "Eerste versie.")


def declared_on(opgesteld: date) -> partial[Indicator]:
    """Return what declares an indicator of ours of that day, in its first version, to be reviewed within a year."""
    return partial(
        Indicator,
        auteur=_AUTEUR,
        opgesteld=opgesteld,
        herzien=opgesteld,
        herzien_voor=opgesteld.replace(year=opgesteld.year + 1),
        wijzigingen=(first_version(opgesteld),),
    )
