"""The gate for mail: nothing leaves of a gemeente whose figures cannot be trusted or whose leveringen are missing."""

from datetime import date

import polars as pl

from dashboard import texts
from dashboard.figures import quality, stored
from dashboard.figures.source import Source, kept
from metrics.months import months_between


@kept(400)
def closed(source: Source, gm_code: str, van: date, tot: date) -> str:
    """Return why nothing about this period (half-open) may leave, in a sentence; empty where it may."""
    badge = quality.badge(source, gm_code)
    if badge.woord == quality.BAD:
        return f"De gegevens zijn niet goed genoeg. {badge.zin}"
    counts = stored.own(source, gm_code)
    if counts is None:
        return "Er is nog niets geteld."
    missing = _missing(counts.dekking, van, tot)
    if missing:
        return f"Van {_listed(missing)} is {texts.span(van, tot)} niet helemaal geleverd."
    return ""


def _missing(dekking: pl.DataFrame, van: date, tot: date) -> list[str]:
    """Return the registers that this gemeente delivers and of which a month of the period is not whole."""
    found: list[str] = []
    there = False
    for soort, tabel in quality.REGISTERS.items():
        delivered = dekking.filter(tabel=tabel)
        if delivered.is_empty():
            continue
        first: date = delivered["maand"].min()  # pyright: ignore[reportAssignmentType] -- it is not empty
        inside = pl.col("maand").is_between(max(first, van), tot, closed="left")
        whole = delivered.filter(inside, "volledig")["maand"].n_unique()
        there = there or whole > 0
        since = max(first, van)
        if whole < months_between(since, tot):
            found.append(texts.KINDS_OF_LEVERING[soort].lower())
    return found if there or found else ["alle registers"]


def _listed(words: list[str]) -> str:
    return " en ".join(filter(None, [", ".join(words[:-1]), words[-1]]))
