"""The working set's columns: what the jobs may know of each case, and nothing that names anyone."""

from typing import Final

import polars as pl

from queries.deliveries.records import SCHEMAS


def _columns(tabel: str, *names: str) -> dict[str, pl.DataType]:
    """Return the types of delivered columns; of a pseudonym eight bytes are enough to tell people apart."""
    types = {name: SCHEMAS[tabel][name] for name in names}
    return {name: pl.Int64() if dtype == pl.Binary else dtype for name, dtype in types.items()}


_RECORD: Final[dict[str, pl.DataType]] = {"id": pl.Int64(), "gm_code": pl.String()}  # today's gemeente
_ORIGIN: Final[dict[str, pl.DataType]] = {"laatste_maand": pl.Date(), "levering": pl.Int64()}
FIELDS: Final = {
    "signaal": (
        "huishouden", "persoon", "persoon_uit", "geboortejaar", "pc4", "wijk", "signaalpartner", "partnernaam",
        "crisis", "warme_overdracht", "bedrag", "ontstaansdatum", "signaaldatum", "status",
    ),
    "zaak": ("huishouden", "matchingsdatum", "matching_van", "matching_tot", "opgepakt_op", "resultaat", "bekend"),
    "contactpoging": ("volgnummer", "soort", "bereikt", "datum", "dagdeel"),
    "traject": (
        "startdatum", "einddatum", "toekenning", "aanmelding", "crisis", "intake_van", "intake_tot", "beschikking",
        "beschikkingsdatum", "plan_van_aanpak", "stabilisatie_van", "stabilisatie_tot", "regeling_aangevraagd",
        "regeling_toegekend", "regeling_afgewezen", "regeling_ingetrokken", "dwangakkoord", "oplossing",
        "oplossing_van", "oplossing_tot", "begeleiding", "uitstroom", "uitstroomreden", "schuldbedrag",
        "schuldeisers", "nazorg",
    ),
    "traject_persoon": ("persoon", "persoon_uit", "huishouden", "geboortejaar", "pc4"),
    "ontruiming": (
        "huishouden", "gemeld_op", "aangezegd_op", "vonnis_op", "uitgevoerd_op", "uitkomst", "reden", "verhuurder",
        "pc4",
    ),
    "doorverwijzing": (
        "persoon", "datum", "van_type", "van_naam", "naar_type", "naar_naam", "warm", "aangekomen", "aangekomen_op",
    ),
    "gesprekken": ("organisatietype", "naam", "periode_van", "periode_tot", "gesprekken", "clienten"),
    "bekendheid": ("huishouden", "bekend", "peildatum"),
    "dossier": ("aanpak", "start", "einde", "uitkomst"),
    "jaarcijfer": ("naam", "jaar", "waarde", "soort"),
    "kenmerk": ("tabel", "naam", "waarde"),
}  # fmt: skip

WORKING_SET_SCHEMAS: Final[dict[str, pl.Schema]] = {
    "signaal": pl.Schema({**_RECORD, **_columns("signaal", *FIELDS["signaal"]), **_ORIGIN}),
    "zaak": pl.Schema({**_RECORD, **_columns("zaak", *FIELDS["zaak"]), **_ORIGIN}),
    "zaak_signaal": pl.Schema({"zaak": pl.Int64(), "signaal": pl.Int64()}),
    "contactpoging": pl.Schema({"zaak": pl.Int64(), **_columns("contactpoging", *FIELDS["contactpoging"])}),
    "traject": pl.Schema(
        {
            **_RECORD,
            "start": pl.Date(),
            **_columns("traject", *FIELDS["traject"]),
            "bekend_tot": pl.Date(),  # how long it is known, when it has no end
            **_ORIGIN,
        }
    ),
    "traject_persoon": pl.Schema({"traject": pl.Int64(), **_columns("traject_persoon", *FIELDS["traject_persoon"])}),
    "ontruiming": pl.Schema({**_RECORD, **_columns("ontruiming", *FIELDS["ontruiming"]), **_ORIGIN}),
    # zaak and traject are the ids in force; null where none is found.
    "doorverwijzing": pl.Schema(
        {
            **_RECORD,
            "zaak": pl.Int64(),
            "traject": pl.Int64(),
            **_columns("doorverwijzing", *FIELDS["doorverwijzing"]),
            **_ORIGIN,
        }
    ),
    "gesprekken": pl.Schema({**_RECORD, **_columns("gesprekken", *FIELDS["gesprekken"]), **_ORIGIN}),
    "bekendheid": pl.Schema(
        {**_RECORD, "zaak": pl.Int64(), **_columns("bekendheid", *FIELDS["bekendheid"]), **_ORIGIN}
    ),
    "dossier": pl.Schema({**_RECORD, **_columns("dossier", *FIELDS["dossier"]), **_ORIGIN}),
    "jaarcijfer": pl.Schema({**_RECORD, **_columns("jaarcijfer", *FIELDS["jaarcijfer"]), **_ORIGIN}),
    # One row per record in force and name; without a value the newest levering says that there is none.
    "kenmerk": pl.Schema({"record": pl.Int64(), "gm_code": pl.String(), **_columns("kenmerk", *FIELDS["kenmerk"])}),
    # One row per levering in force: how much came, and how much of it was rejected.
    "afgifte": pl.Schema(
        {
            "gm_code": pl.String(),
            "oude_code": pl.String(),
            "soort": pl.String(),
            "leverancier": pl.String(),
            "organisatie": pl.String(),
            "periode_van": pl.Date(),
            "periode_tot": pl.Date(),
            "aantal": pl.Int64(),
            "afgekeurd": pl.Int64(),
            "aangeleverd_op": pl.Datetime("us"),
            "laatste_maand": pl.Date(),
        }
    ),
    "geleverd": pl.Schema(
        {
            "gm_code": pl.String(),
            "oude_code": pl.String(),
            "tabel": pl.String(),
            "leverancier": pl.String(),
            "organisatie": pl.String(),
            "periode_van": pl.Date(),
            "periode_tot": pl.Date(),
        }
    ),
}
