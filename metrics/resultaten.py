"""What the result of a zaak means for counting it, in the spelling of the store."""

from typing import Final

# The signal was wrong or its person is not (or no longer) here: nobody could have been reached.
TELLEN_NIET: Final = (
    "Niet opgepakt: onterecht signaal",
    "Inwoner is overleden",
    "Persoon is geen inwoner (meer) in de gemeente",
)
NIET_OPGEPAKT: Final = (
    *TELLEN_NIET,
    "Niet opgepakt: herhaalde melding",
    "Niet opgepakt: andere reden",
)
AL_BEKEND: Final = (
    "Inwoner al bekend bij schuldhulpverlening",
    "Inwoner heeft al een ander lopend traject",
)
# These cannot be known without having spoken to someone.
MET_CONTACT: Final = (
    "Geen reactie na eerder contact",
    "Inwoner regelt het zelf/hoeft geen hulp vanuit vroegsignalering",
    "(Budget)advies en/of quick fix",
    "Vervolghulp en/of verwijzing financieel",
    "Vervolghulp en/of verwijzing niet financieel",
)
ADMINISTRATIEF: Final = "Administratief"
