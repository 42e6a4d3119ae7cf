"""How far the months of an own share lie apart: what a verdict on it has to allow for."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from dashboard.figures import stored
from dashboard.figures.source import Source, kept
from metrics.comparison.between_months import between_months, final_months_of
from metrics.definition import Indicator, Methode, Variant

_BY = ("indicator", "variant")


def months_apart(
    source: Source,
    gm_code: str,
    pairs: Sequence[tuple[Indicator, Variant]],
    during: tuple[date, date] | None = None,
) -> dict[tuple[str, str], float]:
    """Return tau squared (see metrics.comparison.between_months) of the shares among ``pairs``, by code.

    The interval of a rate has it in it, so rates are left out. ``during`` takes the months of a half-open period alone.
    """
    counts = stored.own(source, gm_code)
    shares = [(one, of) for one, of in pairs if one.methode_van(of) is Methode.WILSON]
    if counts is None or not shares:
        return {}
    months = final_months_of(counts.telling, counts.dekking, shares, today=counts.peildatum).filter(gebied=gm_code)
    if during is not None:
        months = months.filter(pl.col("maand").is_between(*during, closed="left"))
    found = between_months(months, aandeel=True, by=_BY, within=_BY)
    return {(code, variant): tau2 for code, variant, tau2 in found.select(*_BY, "tau2").iter_rows()}


@kept(400)
def apart(
    source: Source, gm_code: str, indicator: Indicator, variant: Variant, during: tuple[date, date] | None = None
) -> float | None:
    """Return the same of one variant; None of a rate, and where there are no months to go by."""
    return months_apart(source, gm_code, [(indicator, variant)], during).get((indicator.code, variant.code))
