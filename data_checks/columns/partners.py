"""Does a signaalpartner still deliver that always did?"""

import polars as pl

from data_checks.columns.judged import Arriving, Judged
from data_checks.limits import GateLimits
from data_checks.words import listed, number

GONE, FEWER = "partner_weg", "partner_veel_minder"


def partners(arriving: Arriving, limits: GateLimits) -> Judged:
    """Judge the signalen per kind of signaalpartner against the sender's own last leveringen."""
    usual = _usual(arriving, limits)
    present = pl.col("aanwezig") >= limits.partner_nagenoeg_elke * pl.col("leveringen")
    few = pl.col("nu") < (1 - limits.partner_daling) * pl.col("gewoon")
    judged = usual.with_columns(
        weg=(pl.col("nu") == 0) & present & (pl.col("gewoon") >= limits.partner_signalen),
        minder=(pl.col("nu") > 0) & present & few & (pl.col("gewoon") >= limits.partner_daling_signalen),
    )
    answers = judged.group_by("nummer").agg(~pl.col("weg").any().alias(GONE), ~pl.col("minder").any().alias(FEWER))
    frame = arriving.leveringen.select("nummer").join(answers, on="nummer", how="left")
    return Judged(frame, {**_told(judged.filter("weg"), GONE), **_told(judged.filter("minder"), FEWER)})


def _usual(arriving: Arriving, limits: GateLimits) -> pl.DataFrame:
    """Return per levering and partner: in how many earlier ones it was, how many signalen are usual, and now."""
    signalen = arriving.known.omvang.filter(pl.col("tabel") == "signaal", pl.col("records") > 0)
    # Without any signaal it is the levering that is remarkable, not each of its partners.
    judged = arriving.leveringen.select("nummer").join(signalen.select("nummer"), on="nummer", how="semi")
    earlier = arriving.earlier.join(judged, on="nummer", how="semi")
    earlier = earlier.join(
        arriving.known.omvang.filter(pl.col("tabel") == "signaal").select(eerder="nummer"), on="eerder"
    )
    counted = (
        earlier.group_by("nummer").agg(leveringen=pl.len()).filter(pl.col("leveringen") >= limits.minste_leveringen)
    )
    counts = arriving.known.partners
    per_partner = (
        earlier.join(counted, on="nummer")
        .join(counts, left_on="eerder", right_on="nummer")
        .with_columns(aantal=pl.col("signalen") * pl.col("maal"))
        .group_by("nummer", "leveringen", "signaalpartner")
        .agg(aanwezig=pl.len(), gewoon=pl.col("aantal").median())
    )
    now = counts.select("nummer", "signaalpartner", nu="signalen")
    return per_partner.join(now, on=["nummer", "signaalpartner"], how="left").with_columns(pl.col("nu").fill_null(0))


def _told(broken: pl.DataFrame, regel: str) -> dict[tuple[int, str], str]:
    told: dict[tuple[int, str], list[str]] = {}
    columns = broken.sort("signaalpartner").select("nummer", "signaalpartner", "nu", "gewoon", "leveringen")
    for nummer, partner, now, usual, leveringen in columns.iter_rows():
        told.setdefault((nummer, regel), []).append(
            f"{partner} (nu {number(now)} signalen, in de vorige {number(leveringen)} leveringen meestal rond de "
            f"{number(usual)})"
        )
    return {where: f"Het gaat om: {listed(parts)}." for where, parts in told.items()}
