"""What an indicator is: which cases count, which of them hit, which way is good, and the words for it."""

import re
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

import polars as pl

from metrics.uitsplitsingen import SINGLE

ALLES = pl.lit(value=True)
_CODE = re.compile(r"[A-Z]{2}\d{2}[a-z]?")
_VARIANT = re.compile(r"[a-z0-9_]{1,32}")


class DefinitionError(ValueError):
    """An indicator that is not fully or not rightly declared."""


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

    def __init__(self, naam: str, factor: float) -> None:
        """Unpack the member's pair."""
        self.naam = naam
        self.factor = factor


class Methode(Enum):
    """How the value and its interval are made from the counts."""

    WILSON = "wilson"
    BYAR = "byar"
    KM_MEDIAAN = "km_mediaan"

    @property
    def uitleg(self) -> str:
        """Say for a reader what the interval is."""
        return {
            Methode.WILSON: "95%-interval van Wilson voor een aandeel.",
            Methode.BYAR: "95%-interval van Byar; bij minder dan 10 gevallen het exacte interval van Poisson.",
            Methode.KM_MEDIAAN: (
                "Mediaan volgens Kaplan-Meier: wie nog wacht, telt mee zolang hij wacht. "
                "95%-interval van Brookmeyer en Crowley."
            ),
        }[self]


class Bevolking(Enum):
    """A noemer of people or dwellings instead of cases: the column of ``gemeente_jaar``."""

    INWONERS = "inwoners"
    HUISHOUDENS = "huishoudens"
    CORPORATIEWONINGEN = "corporatiewoningen"


@dataclass(frozen=True, eq=False)
class Wachttijd:
    """Whole days of waiting, and whether the waiting was still going on after them."""

    dagen: pl.Expr
    gecensureerd: pl.Expr


@dataclass(frozen=True, eq=False)
class Deel:
    """A cell that is counted within a case: ``aantal`` there are of it, of which ``raak`` hit; numbers, never null."""

    cel: str
    aantal: pl.Expr
    raak: pl.Expr


@dataclass(frozen=True, eq=False)
class Variant:
    """One way to count an indicator.

    ``telt`` and ``raak`` are answers per case: true, false, or null for not known. A case is in the
    noemer when ``telt`` is true and ``raak`` is known, in the teller when both are true, and it is
    onbekend when one of the two cannot be told. With a ``bevolking`` the noemer is people or
    dwellings, and only the teller and the onbekend are counted from cases.

    A case of a ``gewogen`` variant stands for several: ``telt`` and ``raak`` are then whole numbers,
    of which nothing is unknown. ``delen`` divides such a case over the cells of the breakdown "veld",
    and ``telt`` and ``raak`` are their sums. ``tabel`` is for a variant that counts other cases than
    its indicator does.
    """

    code: str
    naam: str
    teller: str
    noemer: str
    telt: pl.Expr
    raak: pl.Expr
    bevolking: Bevolking | None = None
    wachttijd: Wachttijd | None = None
    gewogen: bool = False
    delen: tuple[Deel, ...] = ()
    tabel: str | None = None

    def __post_init__(self) -> None:
        """Refuse a variant without a usable code or without words."""
        if not _VARIANT.fullmatch(self.code):
            raise DefinitionError(f"Variant '{self.code}': gebruik kleine letters, cijfers en _, hooguit 32 tekens.")
        for name in ("naam", "teller", "noemer"):
            _require_text(f"variant '{self.code}'", name, getattr(self, name))


@dataclass(frozen=True)
class Wijziging:
    """One line of an indicator's history."""

    versie: int
    datum: date
    wat: str


@dataclass(frozen=True, eq=False)
class Indicator:
    """One declared indicator; its identity is its code and version.

    ``tabel`` is the case table it counts, ``datum`` the column of that table's wide frame that
    decides the month, ``venster`` the days an outcome may take. ``zin`` is one sentence for a
    wethouder; the other texts are for whoever wants to know exactly. A ``kern`` indicator is shown
    before the others.

    ``uitsplitsingen`` names the breakdowns it is counted in; see metrics.uitsplitsingen. In those of
    ``aandeel_van_geheel`` a cell's teller is set against the noemer of the whole, not of the cell.
    """

    code: str
    naam: str
    zin: str
    waarom: str
    richting: Richting
    eenheid: Eenheid
    methode: Methode
    tabel: str
    datum: str
    gebeurtenis: str
    venster: int
    tegenmaat: str | None
    kanttekeningen: tuple[str, ...]
    bron: str
    auteur: str
    opgesteld: date
    herzien: date
    herzien_voor: date
    wijzigingen: tuple[Wijziging, ...]
    varianten: tuple[Variant, ...]
    versie: int = 1
    kern: bool = False
    uitsplitsingen: tuple[str, ...] = ()
    aandeel_van_geheel: tuple[str, ...] = ()
    _by_code: dict[str, Variant] = field(init=False, repr=False, default_factory=dict[str, Variant])

    def __post_init__(self) -> None:
        """Refuse a definition that would mislead a reader."""
        for name in ("naam", "zin", "waarom", "gebeurtenis", "bron", "auteur", "tabel", "datum"):
            _require_text(self.code, name, getattr(self, name))
        self._by_code.update({variant.code: variant for variant in self.varianten})
        for wrong, why in self._faults():
            if wrong:
                raise DefinitionError(f"{self.code}: {why}")

    def _faults(self) -> list[tuple[bool, str]]:
        """List what may not be, with the reason it may not."""
        newest = self.wijzigingen[-1].versie if self.wijzigingen else None
        by_population = [variant.bevolking is not None for variant in self.varianten]
        by_waiting = [variant.wachttijd is not None for variant in self.varianten]
        by_field = [bool(variant.delen) for variant in self.varianten]
        strange = set(self.uitsplitsingen) - {*SINGLE, "kenmerk"}
        return [
            (not _CODE.fullmatch(self.code), "de code is twee hoofdletters, twee cijfers en eventueel een letter."),
            (not self.varianten or self.varianten[0].code != "standaard", "de eerste variant heet 'standaard'."),
            (len(self._by_code) != len(self.varianten), "twee varianten hebben dezelfde code."),
            (self.venster < 0, "het venster is een aantal dagen, dus nooit minder dan 0."),
            (self.versie != newest, "de laatste wijziging hoort bij de huidige versie."),
            (not self.opgesteld <= self.herzien < self.herzien_voor, "opgesteld, herzien en herzien_voor lopen op."),
            (self.richting is not Richting.GEEN and self.tegenmaat is None, "een richting vraagt een tegenmaat."),
            (self.tegenmaat == self.code, "een indicator is niet zijn eigen tegenmaat."),
            (not self.kanttekeningen, "noem ten minste één kanttekening."),
            (set(by_population) != {self.methode is Methode.BYAR}, "Byar hoort bij een noemer van mensen of woningen."),
            (set(by_waiting) != {self.methode is Methode.KM_MEDIAAN}, "een mediaan hoort bij een wachttijd."),
            ((self.eenheid is Eenheid.PERCENT) != (self.methode is Methode.WILSON), "Wilson hoort bij een percentage."),
            ((self.eenheid is Eenheid.DAGEN) != (self.methode is Methode.KM_MEDIAAN), "dagen horen bij een mediaan."),
            (bool(strange), f"deze uitsplitsingen bestaan niet: {', '.join(sorted(strange))}."),
            (set(by_field) != {"veld" in self.uitsplitsingen}, "delen horen bij de uitsplitsing 'veld'."),
            (not set(self.aandeel_van_geheel) <= set(self.uitsplitsingen), "een aandeel hoort bij een uitsplitsing."),
        ]

    def variant(self, code: str) -> Variant:
        """Return the variant with this code."""
        if code not in self._by_code:
            raise DefinitionError(f"{self.code} heeft geen variant '{code}'; wel: {', '.join(self._by_code)}.")
        return self._by_code[code]

    @property
    def standaard(self) -> Variant:
        """The variant shown first."""
        return self.varianten[0]

    def tabel_van(self, variant: Variant) -> str:
        """Return the case table that a variant counts."""
        return variant.tabel or self.tabel

    def noemer_van_geheel(self, variant: Variant, uitsplitsing: str) -> bool:
        """Whether a cell of this breakdown is set against the noemer of the whole.

        So it is with people and dwellings, which no cell has of its own (its stored noemer is 0), and
        where a cell is a share of all cases.
        """
        return uitsplitsing != "" and (variant.bevolking is not None or uitsplitsing in self.aandeel_van_geheel)


def _require_text(owner: str, name: str, text: str) -> None:
    """Refuse an empty or unfinished text."""
    if not text.strip() or "?" in text or "TODO" in text:
        raise DefinitionError(f"{owner}: '{name}' is leeg of niet af.")
