"""A small store of invented counts for the pages' tests: each gemeente in it is in another state."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl
from sqlalchemy import Connection, delete, insert

from metrics.definition import Indicator, Variant
from metrics.indicators import INDICATORS
from queries.bulk import bulk_append
from queries.counts import (
    TELLING_SCHEMA,
    VERDELING_SCHEMA,
    finish_berekening,
    leveringen_digest,
    read_counts,
    replace_counts,
    start_berekening,
)
from queries.engine import migrate, open_engine
from queries.gebieden import read_members
from queries.reference.loader import load_reference
from queries.schema import afkeuring, controle, gemeente_jaar, levering
from queries.settings import write_instelling
from tests.queries.shown import publish_as_is

PEILDATUM = date(2026, 1, 12)
MONTHS = [date(year, month, 1) for year in (2024, 2025) for month in range(1, 13)]
TABLES = ("ontruiming", "signaal", "traject", "zaak")

NORMAL, GAPS, UNKNOWN, SMALL, NOTHING = "GM0034", "GM0193", "GM0599", "GM0060", "GM0014"
NAMES = {NORMAL: "Almere", GAPS: "Zwolle", UNKNOWN: "Rotterdam", SMALL: "Ameland", NOTHING: "Groningen"}
MISSING = {date(2025, 3, 1), date(2025, 4, 1)}
PARTIAL = date(2025, 6, 1)


def make_store(folder: Path, *, stage: str = "gepubliceerd", behind: bool = False, covered: bool = True) -> Path:
    """Make a store in ``folder`` up to ``stage``: leeg, geleverd, berekend or gepubliceerd; return ``folder``.

    With ``covered`` these gemeenten are the whole country, else few of many.
    """
    folder.mkdir(parents=True, exist_ok=True)
    engine = open_engine(f"sqlite:///{folder / 'register.sqlite3'}")
    migrate(engine)
    with engine.begin() as connection:
        load_reference(connection, schaal=0.1)
        if covered:
            connection.execute(delete(gemeente_jaar).where(gemeente_jaar.c.gm_code.not_in([NORMAL, GAPS, SMALL])))
        for naam, waarde in {"demo": "1", "schaal": "0.1", "peildatum": PEILDATUM.isoformat()}.items():
            write_instelling(connection, naam, waarde)
        if stage != "leeg":
            _deliver(connection)
        if stage in ("berekend", "gepubliceerd"):
            digest = leveringen_digest(connection)
            run = start_berekening(connection, PEILDATUM, "0.1.0", datetime(2026, 1, 12, 9), digest)
            telling, verdeling, dekking = _counts()
            regions = _in_size_class(connection, telling)
            gebieden = [*NAMES, "NL", *regions["gebied"].unique()]
            months = [
                {"gm_code": g, "tabel": t, "maand": m, "volledig": True}
                for g in gebieden[6:]
                for t in TABLES
                for m in MONTHS
            ]
            replace_counts(
                connection,
                run,
                gebieden,
                pl.concat([telling, regions, _by_partner(telling)]),
                verdeling,
                pl.concat([dekking, pl.DataFrame(months)]),
            )
            finish_berekening(connection, run, datetime(2026, 1, 12, 9, 1), len(NAMES))
        if stage == "gepubliceerd":
            publish_as_is(connection, folder / "publicaties", datum=PEILDATUM)
        if behind:
            connection.execute(insert(levering), _levering(NORMAL, "vs", datetime(2026, 1, 12, 15), versie=2))
    engine.dispose()
    return folder


def count_again(folder: Path, gm_code: str, times: int) -> None:
    """Make a newer berekening in which ``gm_code`` has ``times`` as many cases; publish nothing."""
    engine = open_engine(f"sqlite:///{folder / 'register.sqlite3'}")
    with engine.begin() as connection:
        telling, verdeling, dekking = read_counts(connection, [gm_code])
        more = telling.with_columns(pl.col("teller", "noemer", "onbekend") * times)
        digest = leveringen_digest(connection)
        run = start_berekening(connection, date(2026, 1, 13), "0.1.0", datetime(2026, 1, 13, 9), digest)
        replace_counts(connection, run, [gm_code], more, verdeling, dekking)
        finish_berekening(connection, run, datetime(2026, 1, 13, 9, 1), 1)
    engine.dispose()


def _delivered(gm_code: str, tabel: str, maand: date) -> bool | None:
    """Whole, in part, or not at all."""
    if gm_code == NOTHING or (gm_code == GAPS and tabel != "traject" and maand in MISSING):
        return None
    return not (gm_code == GAPS and maand == PARTIAL)


def _counts() -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    telling: list[dict[str, Any]] = []
    verdeling: list[dict[str, Any]] = []
    dekking: list[dict[str, Any]] = []
    for gm_code in (NORMAL, GAPS, UNKNOWN, SMALL):
        for tabel in TABLES:
            for maand in MONTHS:
                whole = _delivered(gm_code, tabel, maand)
                if whole is not None:
                    dekking.append({"gm_code": gm_code, "tabel": tabel, "maand": maand, "volledig": whole})
        for indicator in INDICATORS:
            for variant in indicator.varianten:
                for at, maand in enumerate(MONTHS):
                    if _delivered(gm_code, indicator.tabel, maand):
                        telling.append(_telling(gm_code, indicator, variant, maand, at))
        verdeling += [
            _key(gm_code, "SH03", "standaard", maand) | {"waarde": days, "gecensureerd": False, "aantal": 5}
            for maand in MONTHS
            for days in (6, 10, 14)
            if _delivered(gm_code, "traject", maand)
        ]
    dekking += [{"gm_code": "NL", "tabel": t, "maand": m, "volledig": True} for t in TABLES for m in MONTHS]
    telling_frame = pl.DataFrame(telling, schema=TELLING_SCHEMA)
    verdeling_frame = pl.DataFrame(verdeling, schema=VERDELING_SCHEMA)
    return (
        pl.concat([telling_frame, _national(telling_frame, ["teller", "noemer", "onbekend", "gemeenten", "inwoners"])]),
        pl.concat([verdeling_frame, _national(verdeling_frame, ["aantal"])]),
        pl.DataFrame(dekking),
    )


def _key(gm_code: str, indicator: str, variant: str, maand: date) -> dict[str, Any]:
    return {
        "indicator": indicator,
        "versie": 1,
        "variant": variant,
        "gebied": gm_code,
        "maand": maand,
        "uitsplitsing": "",
        "cel": "",
    }


def _telling(gm_code: str, indicator: Indicator, variant: Variant, maand: date, at: int) -> dict[str, Any]:
    inwoners = {NORMAL: 20_000, GAPS: 13_000, UNKNOWN: 1_500, SMALL: 300}[gm_code]
    size = max(inwoners // 250, 2)
    teller, noemer = size // 4 + at % 2, size
    if indicator.code == "SH03":
        teller, noemer = 15, 15
    elif variant.bevolking is not None:
        teller, noemer = (size if indicator.code == "VS01" else size // 80), inwoners
    elif gm_code == NORMAL:
        teller = size // 2
    unknown = (
        size if gm_code == UNKNOWN and indicator.code == "VS07" else int(gm_code != SMALL and variant.bevolking is None)
    )
    counts = {"teller": teller, "noemer": noemer, "onbekend": unknown, "gemeenten": 1, "inwoners": inwoners}
    return _key(gm_code, indicator.code, variant.code, maand) | counts


def _national(frame: pl.DataFrame, counts: list[str]) -> pl.DataFrame:
    key = [name for name in frame.columns if name not in counts and name != "gebied"]
    summed = frame.group_by(key).agg(pl.col(counts).sum()).with_columns(gebied=pl.lit("NL"))
    return summed.select(frame.columns).cast(frame.schema)  # pyright: ignore[reportArgumentType]


def _in_size_class(connection: Connection, telling: pl.DataFrame) -> pl.DataFrame:
    """Return the counts of the size classes that these gemeenten are in."""
    members = read_members(connection).filter(soort="grootteklasse").select("gebied", gm_code="gm_code")
    counts = ["teller", "noemer", "onbekend", "gemeenten", "inwoners"]
    key = [name for name in telling.columns if name not in {*counts, "gebied"}]
    inside = telling.filter(pl.col("gebied") != "NL").join(
        members, left_on="gebied", right_on="gm_code", suffix="_groot"
    )
    summed = inside.group_by("gebied_groot", *key).agg(pl.col(counts).sum()).rename({"gebied_groot": "gebied"})
    return summed.select(telling.columns).cast(TELLING_SCHEMA)  # pyright: ignore[reportArgumentType]


def _by_partner(telling: pl.DataFrame) -> pl.DataFrame:
    """Divide the zaken of one gemeente over two partners: those of Huur are reached more often."""
    zaken = telling.filter(gebied=NORMAL, indicator="VS07", variant="standaard")
    huur = zaken.with_columns(cel=pl.lit("Huur"), noemer=pl.col("noemer") // 2, teller=pl.col("teller") * 3 // 4)
    energie = zaken.with_columns(
        cel=pl.lit("Energie"), noemer=pl.col("noemer") - pl.col("noemer") // 2, teller=pl.col("teller") // 4
    )
    unknown = pl.when(cel="Huur").then(pl.col("onbekend")).otherwise(0)
    return (
        pl.concat([huur, energie])
        .with_columns(uitsplitsing=pl.lit("signaalpartner"), onbekend=unknown)
        .cast(
            TELLING_SCHEMA  # pyright: ignore[reportArgumentType]
        )
    )


def _levering(
    gm_code: str, soort: str, received: datetime, *, status: str = "in_gebruik", versie: int = 1
) -> dict[str, Any]:
    return {
        "soort": soort,
        "schemaversie": "1.0",
        "leverancier": "Voorbeeldleverancier",
        "organisatie": f"naam:{gm_code.lower()}",
        "organisatie_naam": f"Gemeente {NAMES[gm_code]}",
        "gm_code": gm_code,
        "periode_van": date(2024, 1, 1),
        "periode_tot": date(2026, 1, 1),
        "tabellen": {"vs": "signaal,zaak", "shv": "traject"}.get(soort, soort),
        "aangeleverd_op": received,
        "ontvangen_op": received,
        "bestanden": f"{soort}-{versie}.json",
        "sha256": f"{versie:064d}",
        "aantal": 1000,
        "afgekeurd": 120 if gm_code == NORMAL and soort == "vs" else 0,
        "status": status,
        "oordeel": "Meer dan 20% van de records is afgekeurd." if status == "geweigerd" else None,
    }


def _deliver(connection: Connection) -> None:
    received = datetime(2026, 1, 10, 8)
    for gm_code in (NORMAL, GAPS, UNKNOWN, SMALL):
        for soort in ("shv", "ontruiming", "vs"):
            connection.execute(insert(levering), _levering(gm_code, soort, received))
    connection.execute(insert(levering), _levering(GAPS, "vs", received, status="geweigerd", versie=2))
    frame = pl.DataFrame(
        {
            "levering": [3] * 120,
            "bestand": ["vs-1.json"] * 120,
            "pad": [f"$.leveringen[0].vroegsignalen[{at}]" for at in range(120)],
            "tabel": ["signaal"] * 120,
            "regel": ["signaalpartner_onbekend"] * 120,
            "reden": ["De signaalpartner staat niet in de lijst."] * 120,
            "ernst": ["afgekeurd"] * 120,
            "record": [f"S-{at}" for at in range(120)],
        }
    )
    bulk_append(connection, afkeuring, frame)
    connection.execute(
        insert(controle),
        [
            {
                "levering": 3,
                "tabel": "signaal",
                "regel": "bedrag_negatief",
                "ernst": "waarschuwing",
                "reden": "Een betaalachterstand is nooit negatief.",
                "gecontroleerd": 1000,
                "gevonden": gevonden,
            }
            for gevonden in (4,)
        ],
    )
