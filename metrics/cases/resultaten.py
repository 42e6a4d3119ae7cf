"""What the result of a zaak means for counting it, in the spelling of the store."""

from typing import Final

import polars as pl

# The signal was wrong or its person is not (or no longer) here: nobody could have been reached.
TELLEN_NIET: Final = (
    "Niet opgepakt: onterecht signaal",
    "Inwoner is overleden",
    "Persoon is geen inwoner (meer) in de gemeente",
)
ONTERECHT, OVERLEDEN, GEEN_INWONER = TELLEN_NIET
HERHAALD: Final = "Niet opgepakt: herhaalde melding"
ANDERE_REDEN: Final = "Niet opgepakt: andere reden"
NIET_OPGEPAKT: Final = (*TELLEN_NIET, HERHAALD, ANDERE_REDEN)
BIJ_SCHULDHULP: Final = "Inwoner al bekend bij schuldhulpverlening"
ANDER_TRAJECT: Final = "Inwoner heeft al een ander lopend traject"
AL_BEKEND: Final = (BIJ_SCHULDHULP, ANDER_TRAJECT)
# These cannot be known without having spoken to someone.
MET_CONTACT: Final = (
    "Geen reactie na eerder contact",
    "Inwoner regelt het zelf/hoeft geen hulp vanuit vroegsignalering",
    "(Budget)advies en/of quick fix",
    "Vervolghulp en/of verwijzing financieel",
    "Vervolghulp en/of verwijzing niet financieel",
)
FINANCIEEL: Final = "Vervolghulp en/of verwijzing financieel"
NIET_FINANCIEEL: Final = "Vervolghulp en/of verwijzing niet financieel"
HULP: Final = ("(Budget)advies en/of quick fix", FINANCIEEL, NIET_FINANCIEEL)
ZONDER_TOESTEMMING: Final = "Verwijzing zonder toestemming"
GEEN_CONTACT: Final = "Definitief geen contact kunnen krijgen"
NOG_NIET_OPGEPAKT: Final = "Nog niet opgepakt"
ADMINISTRATIEF: Final = "Administratief"


def outcome_in(*results: str) -> pl.Expr:
    """Whether the outcome is one of these results; null while none was written down."""
    return pl.col("resultaat").is_in(results)


def result_in(results: tuple[str, ...]) -> pl.Expr:
    """Whether the zaak ended in one of these results; an open zaak did not."""
    return pl.col("resultaat").is_in(results).fill_null(value=False)
