"""What an indicator is: which cases count, which of them hit, which way is good, and the words for it."""

import re
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from metrics.measure import Bevolking, Eenheid, Methode, Richting
from metrics.uitsplitsingen import LAGEN, SINGLE, WITHIN_A_GEMEENTE

__all__ = [
    "ALLES", "Bevolking", "Deel", "DefinitionError", "Eenheid", "Indicator", "Methode", "Richting", "Variant",
    "Wachttijd", "Wijziging",
]  # fmt: skip

ALLES = pl.lit(value=True)
_CODE = re.compile(r"[A-Z]{2}\d{2}[a-z]?")
_VARIANT = re.compile(r"[a-z0-9_]{1,32}")


class DefinitionError(ValueError):
    """An indicator that is not fully or not rightly declared."""


@dataclass(frozen=True, eq=False)
class Wachttijd:
    """Whole days of waiting, and whether the waiting was still going on after them.

    For a plain median these are other whole numbers, such as euros or attempts, and none is censored.
    """

    dagen: pl.Expr
    gecensureerd: pl.Expr = field(default_factory=lambda: pl.lit(value=False))


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
    and ``onzeker`` is how many more there are of which one of the two cannot be told. ``delen`` divides
    such a case over the cells of the breakdown "veld", and ``telt`` and ``raak`` are their sums. ``tabel`` is
    for a variant that counts other cases than its indicator does, ``datum`` for one whose month is decided by
    another day; ``methode``, ``eenheid`` and ``venster`` (days) or ``maanden`` (whole months) for one that is no
    share as the others are, or that gives an outcome more time. What is not given is the indicator's.
    Where every case has a term of its own, ``termijn`` is the column with its last day: from that day on the case
    counts, and the window says only how long a period is voorlopig.
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
    onzeker: pl.Expr = field(default_factory=lambda: pl.lit(0))
    delen: tuple[Deel, ...] = ()
    tabel: str | None = None
    datum: str | None = None
    methode: Methode | None = None
    eenheid: Eenheid | None = None
    venster: int | None = None
    maanden: int | None = None
    termijn: str | None = None

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
    ``kruisingen`` are pairs of its breakdowns that are counted together as well, for a table of the one
    against the other; "kenmerk" with itself is every two own kenmerken.
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
    kruisingen: tuple[tuple[str, str], ...] = ()
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
        methods = [(variant, self.methode_van(variant)) for variant in self.varianten]
        by_population = any((v.bevolking is not None) != (m is Methode.BYAR) for v, m in methods)
        by_waiting = any((v.wachttijd is not None) != m.uit_verdeling for v, m in methods)
        wrong_unit = any(self.eenheid_van(v) not in m.eenheden for v, m in methods)
        windows = [days for v in self.varianten for days in (v.venster, v.maanden) if days is not None]
        by_field = [bool(variant.delen) for variant in self.varianten]
        strange = set(self.uitsplitsingen) - {*SINGLE, "kenmerk"}
        return [
            (not _CODE.fullmatch(self.code), "de code is twee hoofdletters, twee cijfers en eventueel een letter."),
            (not self.varianten or self.varianten[0].code != "standaard", "de eerste variant heet 'standaard'."),
            (len(self._by_code) != len(self.varianten), "twee varianten hebben dezelfde code."),
            (min(self.venster, *windows, 0) < 0, "het venster is een aantal dagen, dus nooit minder dan 0."),
            (self.versie != newest, "de laatste wijziging hoort bij de huidige versie."),
            (not self.opgesteld <= self.herzien < self.herzien_voor, "opgesteld, herzien en herzien_voor lopen op."),
            (self.richting is not Richting.GEEN and self.tegenmaat is None, "een richting vraagt een tegenmaat."),
            (self.tegenmaat == self.code, "een indicator is niet zijn eigen tegenmaat."),
            (not self.kanttekeningen, "noem ten minste één kanttekening."),
            (by_population, "Byar hoort bij een noemer van mensen of woningen."),
            (by_waiting, "een mediaan hoort bij een wachttijd of een ander geheel getal."),
            (wrong_unit, "de eenheid past niet bij de methode."),
            (bool(strange), f"deze uitsplitsingen bestaan niet: {', '.join(sorted(strange))}."),
            (set(by_field) != {"veld" in self.uitsplitsingen}, "delen horen bij de uitsplitsing 'veld'."),
            (not set(self.aandeel_van_geheel) <= set(self.uitsplitsingen), "een aandeel hoort bij een uitsplitsing."),
            (not self._may_cross(), "kruis alleen eigen uitsplitsingen, geen gebieden en geen 'veld'."),
        ]

    def _may_cross(self) -> bool:
        """Whether every pair has its margins, and tells no street or neighbourhood apart."""
        allowed = set(self.uitsplitsingen) - {"veld", *LAGEN, *WITHIN_A_GEMEENTE} - set(self.aandeel_van_geheel)
        return all({one, other} <= allowed and (one != other or one == "kenmerk") for one, other in self.kruisingen)

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

    def datum_van(self, variant: Variant) -> str:
        """Return the column that decides the month of a variant's cases."""
        return variant.datum or self.datum

    def methode_van(self, variant: Variant) -> Methode:
        """Return how a variant's value is made."""
        return variant.methode or self.methode

    def eenheid_van(self, variant: Variant) -> Eenheid:
        """Return the unit of a variant's value."""
        return variant.eenheid or self.eenheid

    def wacht(self, variant: Variant) -> str:
        """Return how long an outcome of a variant may take after its event, as an offset: ``90d`` or ``12mo``."""
        if variant.maanden is not None:
            return f"{variant.maanden}mo"
        return f"{self.venster if variant.venster is None else variant.venster}d"

    def noemer_van_geheel(self, variant: Variant, uitsplitsing: str) -> bool:
        """Whether a cell of this breakdown is set against the noemer of the whole.

        So it is with people and dwellings, which no cell has of its own (its stored noemer is 0), and
        where a cell is a share of all cases.
        """
        kind = uitsplitsing.split(":", maxsplit=1)[0]  # "kenmerk:trede" is one of the own kenmerken
        return uitsplitsing != "" and (variant.bevolking is not None or kind in self.aandeel_van_geheel)


def _require_text(owner: str, name: str, text: str) -> None:
    """Refuse an empty or unfinished text."""
    if not text.strip() or "?" in text or "TODO" in text:
        raise DefinitionError(f"{owner}: '{name}' is leeg of niet af.")
