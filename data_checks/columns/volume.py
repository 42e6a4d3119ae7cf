"""Is a levering as large as the ones before it, and as the one it replaces?"""

import polars as pl

from data_checks.columns.earlier import replaced_leveringen
from data_checks.columns.judged import Arriving, Judged
from data_checks.limits import GateLimits
from data_checks.words import listed, number, plural

LOW, HIGH, SHRUNK = "volume_te_laag", "volume_te_hoog", "kleiner_dan_vervangen"

# What hangs on a record comes and goes with it.
_PARTS = ("zaak_signaal", "contactpoging", "traject_persoon")
# A normal distribution's standard deviation, from the median absolute difference.
_SPREAD = 1.4826


def volume(arriving: Arriving, limits: GateLimits) -> Judged:
    """Judge the records per table; a levering of the same season a year ago also shows what is usual."""
    sizes = arriving.known.omvang.filter(~pl.col("tabel").is_in(_PARTS))
    now = arriving.leveringen.join(sizes, on="nummer")
    usual = _judged_by_usual(now.join(_usual(arriving.earlier, sizes), on=["nummer", "tabel"]), limits)
    shrunk = _shrunk(arriving, now, sizes, limits)
    low, high = usual.filter("laag"), usual.filter("hoog")
    told = {
        **_told(low, LOW, "eerder meestal rond de"),
        **_told(high, HIGH, "eerder meestal rond de"),
        **_told(shrunk.filter("krimpt"), SHRUNK, "eerst"),
    }
    frame = (
        arriving.leveringen.select("nummer")
        .join(usual.group_by("nummer").agg(~pl.col("laag").any().alias("laag")), on="nummer", how="left")
        .join(usual.group_by("nummer").agg(~pl.col("hoog").any().alias("hoog")), on="nummer", how="left")
        .join(shrunk.group_by("nummer").agg(~pl.col("krimpt").any().alias("krimpt")), on="nummer", how="left")
        .rename({"laag": LOW, "hoog": HIGH, "krimpt": SHRUNK})
    )
    return Judged(frame, told)


def _usual(earlier: pl.DataFrame, sizes: pl.DataFrame) -> pl.DataFrame:
    """Return per levering and table what was usual: median, spread, and what came a year ago."""
    scaled = earlier.join(sizes, left_on="eerder", right_on="nummer").with_columns(
        aantal=pl.col("records") * pl.col("maal")
    )
    middle = pl.col("aantal").median()
    return scaled.group_by("nummer", "tabel").agg(
        leveringen=pl.len(),
        gewoon=middle,
        spreiding=_SPREAD * (pl.col("aantal") - middle).abs().median(),
        vorig_jaar=pl.col("aantal").filter("jaar_terug").first(),
    )


def _judged_by_usual(now: pl.DataFrame, limits: GateLimits) -> pl.DataFrame:
    known = now.filter(pl.col("leveringen") >= limits.minste_leveringen)
    away = limits.volume_spreiding * pl.max_horizontal("spreiding", pl.col("gewoon").sqrt(), pl.lit(1.0))
    season = limits.volume_spreiding * pl.max_horizontal(pl.col("vorig_jaar").sqrt(), pl.lit(1.0))
    least = pl.min_horizontal(pl.col("gewoon") - away, pl.col("vorig_jaar") - season)
    most = pl.max_horizontal(pl.col("gewoon") + away, pl.col("vorig_jaar") + season)
    far = (pl.col("records") - pl.col("gewoon")).abs() >= limits.volume_records
    part = 1 - limits.volume_verschil
    return known.with_columns(
        laag=far & (pl.col("records") < least) & (pl.col("records") < part * pl.col("gewoon")),
        hoog=far & (pl.col("records") > most) & (pl.col("records") * part > pl.col("gewoon")),
    )


def _shrunk(arriving: Arriving, now: pl.DataFrame, sizes: pl.DataFrame, limits: GateLimits) -> pl.DataFrame:
    """Compare with what is replaced; a traject is in every levering whose period it touches, an event in one."""
    replaced = replaced_leveringen(arriving.leveringen, arriving.known.leveringen)
    before = (
        replaced.join(sizes, left_on="vervangt", right_on="nummer")
        .group_by("nummer", "tabel")
        .agg(som=pl.col("records").sum(), grootste=pl.col("records").max())
    )
    fewer = pl.col("gewoon") - pl.col("records")
    return (
        now.join(before, on=["nummer", "tabel"])
        .with_columns(gewoon=pl.when(pl.col("soort") == "shv").then("grootste").otherwise("som"))
        .with_columns(krimpt=(fewer > limits.max_krimp * pl.col("gewoon")) & (fewer >= limits.krimp_records))
    )


def _told(broken: pl.DataFrame, regel: str, before: str) -> dict[tuple[int, str], str]:
    told: dict[tuple[int, str], list[str]] = {}
    for nummer, tabel, records, usual in (
        broken.sort("tabel").select("nummer", "tabel", "records", "gewoon").iter_rows()
    ):
        told.setdefault((nummer, regel), []).append(f"{plural(tabel)}: nu {number(records)}, {before} {number(usual)}")
    return {where: f"Het gaat om {listed(parts)}." for where, parts in told.items()}
