"""How a value is measured: which way is good, its unit, how it is made, and the people it is set against."""

from enum import Enum


class Richting(Enum):
    """Which way is good; declared, never guessed from a name."""

    HOGER_IS_BETER = "+"
    LAGER_IS_BETER = "-"
    GEEN = "o"

    @property
    def uitleg(self) -> str:
        """Say it in one short sentence."""
        return {
            Richting.HOGER_IS_BETER: "Hoger is beter.",
            Richting.LAGER_IS_BETER: "Lager is beter.",
            Richting.GEEN: "Hoger of lager is op zich niet goed of slecht.",
        }[self]


class Eenheid(Enum):
    """The unit of a value: its name, and what teller / noemer is multiplied by to get there.

    A percentage is kept as a share between 0 and 1; showing it as a percentage is for the page.
    """

    PERCENT = ("procent", 1.0)
    PER_1000_PER_MAAND = ("per 1.000 per maand", 1_000.0)
    # The noemer is stored per month, so a year of months adds up to twelve times the people or dwellings.
    PER_1000_PER_JAAR = ("per 1.000 per jaar", 12_000.0)
    PER_10000_PER_JAAR = ("per 10.000 per jaar", 120_000.0)
    DAGEN = ("dagen", 1.0)
    AANTAL = ("aantal", 1.0)
    EURO = ("euro", 1.0)
    INDEX = ("index", 100.0)  # of the base year

    def __init__(self, naam: str, factor: float) -> None:
        """Unpack the member's pair."""
        self.naam = naam
        self.factor = factor


class Methode(Enum):
    """How the value and its interval are made from the counts."""

    WILSON = "wilson"
    BYAR = "byar"
    KM_MEDIAAN = "km_mediaan"
    MEDIAAN = "mediaan"
    RATIO = "ratio"

    @property
    def uitleg(self) -> str:
        """Say for a reader what the interval is."""
        return {
            Methode.WILSON: (
                "95%-interval van Wilson voor een aandeel. "
                "Gevallen van hetzelfde huishouden lijken op elkaar; daarom is het interval daar breder."
            ),
            Methode.BYAR: (
                "95%-interval van Byar; bij minder dan 10 gevallen het exacte interval van Poisson. "
                "Schommelen de maanden meer dan toeval, dan is het interval breder."
            ),
            Methode.KM_MEDIAAN: (
                "Mediaan volgens Kaplan-Meier: wie nog wacht, telt mee zolang hij wacht. "
                "95%-interval van Brookmeyer en Crowley, alsof elk geval van een ander huishouden is."
            ),
            Methode.MEDIAAN: (
                "Mediaan: de helft zit eronder, de helft erboven. "
                "Het 95%-interval loopt van de ene waarneming tot de andere, gekozen met de binomiale verdeling."
            ),
            Methode.RATIO: "Exact 95%-interval voor de verhouding van twee aantallen.",
        }[self]

    @property
    def uit_verdeling(self) -> bool:
        """Whether the value comes from a histogram of whole numbers."""
        return self in (Methode.KM_MEDIAAN, Methode.MEDIAAN)

    @property
    def eenheden(self) -> tuple[Eenheid, ...]:
        """The units that go with this method."""
        return {
            Methode.WILSON: (Eenheid.PERCENT,),
            Methode.BYAR: (Eenheid.PER_1000_PER_MAAND, Eenheid.PER_1000_PER_JAAR, Eenheid.PER_10000_PER_JAAR),
            Methode.KM_MEDIAAN: (Eenheid.DAGEN,),
            Methode.MEDIAAN: (Eenheid.AANTAL, Eenheid.EURO, Eenheid.DAGEN),
            Methode.RATIO: (Eenheid.INDEX,),
        }[self]


class Bevolking(Enum):
    """A noemer of people or dwellings instead of cases: the column of ``gemeente_jaar``."""

    INWONERS = "inwoners"
    HUISHOUDENS = "huishoudens"
    CORPORATIEWONINGEN = "corporatiewoningen"
