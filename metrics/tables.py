"""What counting starts from: the case tables in force, what was delivered, and the people who live there."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

CaseTables = Mapping[str, pl.LazyFrame]

# The columns that counting reads of each case table; the rest stays on disk.
COUNTED: Mapping[str, tuple[str, ...]] = {
    "signaal": (
        "id", "gm_code", "huishouden", "persoon", "persoon_uit", "geboortejaar", "pc4", "wijk", "signaalpartner",
        "partnernaam", "crisis", "bedrag", "ontstaansdatum", "signaaldatum", "status", "laatste_maand",
    ),
    "zaak": ("id", "gm_code", "huishouden", "matchingsdatum", "opgepakt_op", "resultaat", "laatste_maand"),
    "zaak_signaal": ("zaak", "signaal"),
    "contactpoging": ("zaak", "soort", "bereikt", "datum"),
    "traject": (
        "id", "gm_code", "start", "startdatum", "aanmelding", "crisis", "intake_van", "beschikking",
        "beschikkingsdatum", "plan_van_aanpak", "stabilisatie_van", "stabilisatie_tot", "regeling_aangevraagd",
        "regeling_toegekend", "regeling_afgewezen", "regeling_ingetrokken", "oplossing", "begeleiding", "uitstroom",
        "uitstroomreden", "einddatum", "schuldbedrag", "schuldeisers", "bekend_tot", "laatste_maand",
    ),
    "traject_persoon": ("traject", "persoon", "persoon_uit", "huishouden", "geboortejaar", "pc4"),
    "ontruiming": (
        "id", "gm_code", "huishouden", "gemeld_op", "aangezegd_op", "uitgevoerd_op", "uitkomst", "reden",
        "verhuurder", "pc4", "laatste_maand",
    ),
    "doorverwijzing": (
        "id", "gm_code", "zaak", "persoon", "datum", "van_type", "van_naam", "naar_type", "warm", "aangekomen",
        "aangekomen_op", "laatste_maand",
    ),
    "gesprekken": ("gm_code", "organisatietype", "periode_van", "periode_tot", "gesprekken"),
    "bekendheid": ("gm_code", "zaak", "huishouden", "bekend", "peildatum", "laatste_maand"),
    "kenmerk": ("record", "gm_code", "tabel", "naam", "waarde"),
    "afgifte": ("gm_code", "soort", "organisatie", "periode_van", "aantal", "afgekeurd", "laatste_maand"),
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Inputs:
    """Everything the counts of some gemeenten are a function of, together with the day.

    ``cases`` holds the case tables of the working set by name, ``delivered`` a row per levering in
    force and table, ``codes`` every gemeente code with today's code and its validity.
    """

    cases: CaseTables
    delivered: pl.DataFrame
    codes: pl.DataFrame
    gemeente_jaar: pl.DataFrame


# As the store has them: see queries.counts.
SAMENHANG_SCHEMA = pl.Schema(
    {"indicator": pl.String(), "versie": pl.Int32(), "variant": pl.String(), "gebied": pl.String()}
    | {"uitsplitsing": pl.String()}
    | dict.fromkeys(("huishoudens", "teller", "noemer", "teller2", "product", "noemer2"), pl.Int64())
    | dict.fromkeys(("noemer2_maand", "noemer2_kwartaal", "noemer2_jaar"), pl.Int64())
)
SIGNAALREGEL_SCHEMA = pl.Schema(
    {"gebied": pl.String(), "uitsplitsing": pl.String(), "maand": pl.Date()}
    | dict.fromkeys(("hooguit_dagen", "minstens_euro", "partners"), pl.Int32())
    | {"huishoudens": pl.Int64()}
)


@dataclass(frozen=True, eq=False)
class Counts:
    """The stored counts of some gemeenten or regions, in the columns of the store.

    ``samenhang`` holds sums over the households of the last 24 months counted, from which follows how
    much the cases of one household are alike; ``signaalregel`` households by month and threshold.
    """

    telling: pl.DataFrame
    verdeling: pl.DataFrame
    dekking: pl.DataFrame
    samenhang: pl.DataFrame = field(default_factory=SAMENHANG_SCHEMA.to_frame)
    signaalregel: pl.DataFrame = field(default_factory=SIGNAALREGEL_SCHEMA.to_frame)
