"""The aanvulling tables in force: the newest version of each record, tied to the zaak or traject it is about."""

from collections.abc import Mapping, Sequence
from typing import Final

import polars as pl

from queries.identity import newest

Frames = Mapping[str, pl.DataFrame]

# What tells records of one organisation apart; organisations number their own.
_IDENTITY: Final[Mapping[str, Sequence[str]]] = {
    "ontruiming": ("bron_id",),
    "doorverwijzing": ("bron_id",),
    "dossier": ("bron_id",),
    "gesprekken": ("organisatietype", "naam", "periode_van", "periode_tot"),
    "bekendheid": ("zaak_signaal", "huishouden", "peildatum"),
    "jaarcijfer": ("naam", "jaar", "soort"),
}


def aanvulling(mine: Frames, zaken: pl.DataFrame, cases: Frames) -> dict[str, pl.DataFrame]:
    """Return the aanvulling tables in force.

    ``mine`` has the records with what they take from their levering; ``zaken`` names the zaken in force
    (zaak, gm_code) by the sleutel of each of their signalen (zaak_signaal); ``cases`` holds the resolved
    traject and traject_persoon.
    """
    tables = {
        tabel: newest(mine[tabel], ["gm_code", "aanleveraar", *identity]) for tabel, identity in _IDENTITY.items()
    }
    trajecten = _by_client(cases)
    tables["bekendheid"] = _with_zaak(tables["bekendheid"], zaken)
    tables["doorverwijzing"] = _with_traject(_with_zaak(tables["doorverwijzing"], zaken), trajecten)
    tables["kenmerk"] = _kenmerken(mine["kenmerk"], zaken, trajecten)
    return tables


def _by_client(cases: Frames) -> pl.DataFrame:
    """Return the trajecten by client: persoon, gm_code, the first day, the last day or null while it runs."""
    clients = cases["traject_persoon"].filter(pl.col("persoon_uit") == "bsn").select("traject", "persoon").unique()
    spans = cases["traject"].select(
        "gm_code", "start", traject="id", einde=pl.coalesce("uitstroom", "einddatum").cast(pl.Date)
    )
    return clients.join(spans, on="traject")


def _with_zaak(frame: pl.DataFrame, zaken: pl.DataFrame) -> pl.DataFrame:
    """Add the zaak that holds the signaal by which it was named: of several the newest."""
    one = zaken.group_by("gm_code", "zaak_signaal").agg(pl.col("zaak").max())
    return frame.join(one, on=["gm_code", "zaak_signaal"], how="left", maintain_order="left")


def _with_traject(frame: pl.DataFrame, trajecten: pl.DataFrame) -> pl.DataFrame:
    """Add the traject that runs on the day itself; of several the one that began last."""
    running = (
        frame.select("id", "gm_code", "persoon", "datum")
        .join(trajecten, on=["gm_code", "persoon"])
        .filter(pl.col("start") <= pl.col("datum"), (pl.col("einde") >= pl.col("datum")).fill_null(value=True))
        .sort("start", "traject", descending=True)
        .unique("id", keep="first", maintain_order=True)
    )
    return frame.join(running.select("id", "traject"), on="id", how="left", maintain_order="left")


def _kenmerken(rows: pl.DataFrame, zaken: pl.DataFrame, trajecten: pl.DataFrame) -> pl.DataFrame:
    """Return one row per record in force and name, as the newest levering that names it has it.

    A traject is named by its client: meant is every one that runs in the period the levering is about.
    """
    of_zaken = rows.filter(tabel="zaak").join(zaken, on=["gm_code", "zaak_signaal"]).with_columns(record="zaak")
    of_trajecten = (
        rows.filter(tabel="traject")
        .join(trajecten, on=["gm_code", "persoon"])
        .filter(
            pl.col("start") < pl.col("periode_tot"), (pl.col("einde") >= pl.col("periode_van")).fill_null(value=True)
        )
        .with_columns(record="traject")
    )
    names = ["rang", "id", "record", "gm_code", "tabel", "naam", "waarde"]
    both = pl.concat([of_zaken.select(names), of_trajecten.select(names)])
    return newest(both, ["tabel", "record", "naam"])
