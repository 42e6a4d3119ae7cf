"""What the door hands on: deliveries, their leveringen, their rejections and the verdicts about them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final, Literal

import polars as pl

from queries.deliveries import codes
from queries.deliveries.aanvulling_tables import TABLES

_POSITION: Final[dict[str, pl.DataType]] = {"levering_nr": pl.Int32(), "nr": pl.Int32()}
_ORIGIN: Final[dict[str, pl.DataType]] = {"pad": pl.String(), "bestand": pl.String()}

# Per table the columns of queries.schema (`gemeente_jaar` is stored as `eigen_gemeente_jaar`), but for:
# ``levering_nr`` (index into Delivery.leveringen)
# and ``nr`` (position in that levering and table, from 1) instead of ids; where a record was found
# (``pad``, ``bestand``). Children name their parent's ``nr``; a contactpoging is at
# ``<pad of its zaak>.contactpogingen[volgnummer - 1]``.
SCHEMAS: Final[dict[str, pl.Schema]] = {
    "signaal": pl.Schema(
        {
            **_POSITION,
            "gm_code": pl.String(),
            "sleutel": pl.Int64(),
            "bron_id": pl.String(),
            "huishouden": pl.Binary(),
            "persoon": pl.Binary(),
            "persoon_uit": pl.Enum(codes.PERSOON_UIT),
            "geboortejaar": pl.Int32(),
            "pc4": pl.String(),
            "wijk": pl.String(),
            "signaalpartner": pl.Enum(codes.SIGNAALPARTNERS),
            "partnernaam": pl.String(),
            "crisis": pl.Boolean(),
            "warme_overdracht": pl.Boolean(),
            "bedrag": pl.Int64(),
            "ontstaansdatum": pl.Date(),
            "signaaldatum": pl.Date(),
            "status": pl.Enum(codes.SIGNAALSTATUSSEN),
            **_ORIGIN,
        }
    ),
    "zaak": pl.Schema(
        {
            **_POSITION,
            "gm_code": pl.String(),
            "sleutel": pl.Int64(),
            "huishouden": pl.Binary(),
            "matchingsdatum": pl.Date(),
            "matching_van": pl.Date(),
            "matching_tot": pl.Date(),
            "opgepakt_op": pl.Date(),
            "resultaat": pl.Enum(codes.RESULTATEN),
            "bekend": pl.Enum(codes.BEKEND),
            **_ORIGIN,
        }
    ),
    "zaak_signaal": pl.Schema({"levering_nr": pl.Int32(), "zaak_nr": pl.Int32(), "signaal": pl.Int64()}),
    "contactpoging": pl.Schema(
        {
            "levering_nr": pl.Int32(),
            "zaak_nr": pl.Int32(),
            "volgnummer": pl.Int32(),
            "soort": pl.Enum(codes.CONTACTSOORTEN),
            "bereikt": pl.Boolean(),
            "datum": pl.Date(),
            "dagdeel": pl.Enum(codes.DAGDELEN),
        }
    ),
    "traject": pl.Schema(
        {
            **_POSITION,
            "gm_code": pl.String(),
            "startdatum": pl.Date(),
            "einddatum": pl.Date(),
            "toekenning": pl.Date(),
            "aanmelding": pl.Date(),
            "crisis": pl.Boolean(),
            "intake_van": pl.Date(),
            "intake_tot": pl.Date(),
            "beschikking": pl.Enum(codes.BESCHIKKINGEN),
            "beschikkingsdatum": pl.Date(),
            "plan_van_aanpak": pl.Date(),
            "stabilisatie_van": pl.Date(),
            "stabilisatie_tot": pl.Date(),
            "regeling_aangevraagd": pl.Date(),
            "regeling_toegekend": pl.Date(),
            "regeling_afgewezen": pl.Date(),
            "regeling_ingetrokken": pl.Date(),
            "dwangakkoord": pl.Boolean(),
            "oplossing": pl.Enum(codes.OPLOSSINGEN),
            "oplossing_van": pl.Date(),
            "oplossing_tot": pl.Date(),
            "begeleiding": pl.String(),
            "uitstroom": pl.Date(),
            "uitstroomreden": pl.Enum(codes.UITSTROOMREDENEN),
            "schuldbedrag": pl.Int64(),
            "schuldeisers": pl.Int32(),
            "nazorg": pl.Date(),
            "eerste_datum": pl.Date(),
            **_ORIGIN,
        }
    ),
    "traject_persoon": pl.Schema(
        {
            "levering_nr": pl.Int32(),
            "traject_nr": pl.Int32(),
            "volgnummer": pl.Int32(),
            "persoon": pl.Binary(),
            "persoon_uit": pl.Enum(codes.PERSOON_UIT),
            "huishouden": pl.Binary(),
            "geboortejaar": pl.Int32(),
            "pc4": pl.String(),
        }
    ),
    **{
        name: pl.Schema({**_POSITION, "gm_code": pl.String(), **spec.stored(), **_ORIGIN})
        for name, spec in TABLES.items()
    },
}

TABLES_OF: Final[dict[str, tuple[str, ...]]] = {
    "vs": ("signaal", "zaak", "zaak_signaal", "contactpoging"),
    "shv": ("traject", "traject_persoon"),
    **{name: (name,) for name in TABLES},
}


class DeliveryError(Exception):
    """A file that is refused whole; its text is one Dutch sentence for the person who delivered it."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which gemeenten and period an aanvulling file covers, told by the caller; ``periode_tot`` is exclusive."""

    gm_codes: Sequence[str]
    periode_van: date
    periode_tot: date


@dataclass(frozen=True, slots=True)
class ViewSource:
    """A view of a database that holds one aanvulling table; ``coverage`` where the view does not say it itself."""

    url: str
    tabel: str
    coverage: Coverage | None = None

    def __repr__(self) -> str:
        """Show the table only: the URL may hold a password."""
        return f"ViewSource({self.tabel})"


@dataclass(frozen=True, slots=True)
class Rejection:
    """One record not taken (``afgekeurd``) or taken with a remark (``waarschuwing``); never a client's value."""

    bestand: str
    pad: str
    tabel: str
    regel: str
    reden: str
    ernst: Literal["afgekeurd", "waarschuwing"]
    levering: int  # index into Delivery.leveringen
    record: str | None  # the record's own id, hashed where it could hold personal data


@dataclass(frozen=True, slots=True)
class Levering:
    """The header of one levering as read: who delivered what, about which gemeente and period."""

    soort: str
    schemaversie: str
    leverancier: str
    organisatie: str  # "kvk:12345678", else "naam:..." in lower case
    organisatie_naam: str
    gm_code: str
    periode_van: date
    periode_tot: date  # exclusive
    tabellen: str  # comma-separated, sorted
    aangeleverd_op: datetime  # UTC, without a time zone
    bestanden: tuple[str, ...]
    sha256: str
    aantal: int  # signalen and zaken, trajecten or rows delivered; not what hangs on them
    afgekeurd: int  # of those


@dataclass(frozen=True, slots=True)
class Delivery:
    """Files that belong together, read: leveringen, frames per table (see SCHEMAS) and rejections."""

    soort: str
    leveringen: list[Levering]
    tables: dict[str, pl.DataFrame]
    rejections: list[Rejection]


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file that was refused whole, and the one sentence why."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class Controle:
    """The outcome of one gate rule for one levering: counts, never values."""

    tabel: str
    regel: str
    ernst: Literal["kritiek", "afgekeurd", "waarschuwing", "info"]
    reden: str
    gecontroleerd: int
    gevonden: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate says about one levering of a delivery."""

    levering_nr: int
    accepted: bool
    oordeel: str | None
    controles: tuple[Controle, ...]
    afkeuringen: tuple[Rejection, ...]
