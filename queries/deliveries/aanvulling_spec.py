"""What an aanvulling table is: its columns as people fill them in, and as they are stored."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

import polars as pl

from queries.deliveries.codes import BEKEND

_NO_WORDS: Final[Mapping[str, str]] = {}


class Kind(Enum):
    """What a cell of a column holds; the text is how the user guide says it."""

    NUMMER = "eigen nummer"
    GEMEENTE = "gemeentecode"
    DATUM = "datum"
    JAAR = "jaar"
    AANTAL = "heel getal"
    GETAL = "getal"
    PROCENT = "percentage"
    STREEFWAARDE = "getal of percentage"
    CODE = "keuze uit een lijst"
    JA_NEE = "ja, nee of onbekend"
    NAAM = "korte naam"
    BRON = "bron"
    INDICATOR = "indicator"
    POSTCODE = "postcode"
    HUISNUMMER = "huisnummer"
    TOEVOEGING = "toevoeging"
    BSN = "bsn"
    SIGNAAL = "signaal-ID"
    LEVERANCIER = "leverancier"


# What a cell becomes in the store: name (None: that of the column) and type. Kinds not here only help to make others.
_STORED: Final[Mapping[Kind, tuple[str | None, pl.DataType]]] = {
    Kind.NUMMER: ("bron_id", pl.String()),
    Kind.DATUM: (None, pl.Date()),
    Kind.JAAR: (None, pl.Int32()),
    Kind.AANTAL: (None, pl.Int64()),
    Kind.GETAL: (None, pl.Float64()),
    Kind.PROCENT: (None, pl.Float64()),
    Kind.STREEFWAARDE: (None, pl.Float64()),
    Kind.JA_NEE: (None, pl.Enum(BEKEND)),
    Kind.NAAM: (None, pl.String()),
    Kind.BRON: (None, pl.String()),
    Kind.INDICATOR: (None, pl.String()),
    Kind.POSTCODE: ("huishouden", pl.Binary()),
    Kind.BSN: ("persoon", pl.Binary()),
    Kind.SIGNAAL: ("zaak_signaal", pl.Int64()),
}


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """One column as its maker knows it: name, what it holds, why, and two examples that go with its neighbours'."""

    naam: str
    soort: Kind
    uitleg: str
    voorbeelden: tuple[str, str]
    verplicht: bool = False  # a row without it is not taken
    verwacht: bool = False  # its maker is told when the column is missing
    codes: tuple[str, ...] = ()
    woorden: Mapping[str, str] = field(default_factory=lambda: _NO_WORDS)  # other words for a code
    regel: str = "onbekende_code"  # what is said of a code in no list
    hoogste: int = 2**31 - 1  # of a whole number; the store's own limit where nothing else is
    langste: int = 80  # signs of a name
    klein: bool = False  # a name whose capitals mean nothing, so that months made by hand agree
    opslag: str = ""  # the store's name where it is another

    def stored(self) -> tuple[str, pl.DataType] | None:
        """Return name and type in the store, None for what is only used to derive."""
        if self.soort is Kind.CODE:
            return self.opslag or self.naam, pl.Enum(self.codes)
        found = _STORED.get(self.soort)
        return None if found is None else (self.opslag or found[0] or self.naam, found[1])


@dataclass(frozen=True, slots=True)
class TableSpec:
    """One aanvulling table: what it is for, its columns, and what makes a row usable and unlike the others."""

    naam: str
    titel: str
    uitleg: str
    rij: str  # what one row is
    kolommen: tuple[ColumnSpec, ...]
    uniek: tuple[str, ...]  # the stored columns that no two rows share
    een_van: tuple[str, ...] = ()  # stored columns of which at least one is filled
    een_van_uitleg: str = ""
    binnen_periode: tuple[str, ...] = ()  # the first of these that is filled lies within the file's period
    pc4: bool = False
    opslag: str = ""  # the store's table where it has another name

    @property
    def namen(self) -> tuple[str, ...]:
        """The input columns' names, in order."""
        return tuple(column.naam for column in self.kolommen)

    def soorten(self, soort: Kind) -> tuple[ColumnSpec, ...]:
        """Return the columns of one kind."""
        return tuple(column for column in self.kolommen if column.soort is soort)

    def stored(self) -> dict[str, pl.DataType]:
        """Return the stored columns that are read from the file, with their types."""
        columns = dict(found for column in self.kolommen if (found := column.stored()) is not None)
        return columns | {"pc4": pl.String()} if self.pc4 else columns


GM_CODE: Final = ColumnSpec(
    "gm_code",
    Kind.GEMEENTE,
    "De gemeente van deze rij. Alleen nodig als het bestand over meer gemeenten gaat.",
    ("GM0363", "GM0363"),
)
SIGNAAL_ID: Final = ColumnSpec(
    "signaal_id",
    Kind.SIGNAAL,
    "Het ID van één van de vroegsignalen van de zaak, precies zoals het in de levering van vroegsignalering staat. "
    "Zo weten we om welke zaak het gaat.",
    ("VS-2025-00012", "VS-2025-00031"),
)
SIGNAAL_LEVERANCIER: Final = ColumnSpec(
    "signaal_leverancier",
    Kind.LEVERANCIER,
    "De leverancier van het systeem waar dit signaal-ID uit komt. Alleen nodig als meer leveranciers voor de gemeente "
    "vroegsignalen leveren. U kunt het ook één keer boven de tabel zetten.",
    ("", ""),
)
ADRES: Final = (
    ColumnSpec(
        "postcode",
        Kind.POSTCODE,
        "De postcode van het adres. Wordt bij het inlezen onherkenbaar gemaakt.",
        ("1357XZ", "1357 XA"),
    ),
    ColumnSpec("huisnummer", Kind.HUISNUMMER, "Het huisnummer. Wordt onherkenbaar gemaakt.", ("24", "8")),
    ColumnSpec(
        "toevoeging",
        Kind.TOEVOEGING,
        "De letter of toevoeging bij het huisnummer. Wordt onherkenbaar gemaakt.",
        ("A", ""),
    ),
)
BSN: Final = ColumnSpec(
    "bsn",
    Kind.BSN,
    "Het burgerservicenummer. Wordt bij het inlezen onherkenbaar gemaakt; het nummer zelf wordt nergens bewaard.",
    ("400000012", "400000024"),
)
BRON: Final = ColumnSpec(
    "bron",
    Kind.BRON,
    "Waar de gegevens vandaan komen. Een jaar erachter mag.",
    ("KRIS 2025", "jaarverslag 2025"),
)
