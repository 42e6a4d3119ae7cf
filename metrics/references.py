"""Published figures as lines beside our own: only on the variant and cell they are about, never computed from."""

from collections.abc import Iterable

import polars as pl

from metrics.definition import Indicator, Variant
from metrics.measure import Eenheid, Methode


def reference_lines(
    referentie: pl.DataFrame,
    indicator: Indicator,
    variant: Variant,
    gebied: str,
    *,
    uitsplitsing: str = "",
    cel: str = "",
    basisjaar: int | None = None,
) -> pl.DataFrame:
    """Return the published figures that may be drawn beside this variant and cell of ``gebied``, oldest first.

    ``referentie`` is the table as queries.access.read_referentie gives it; its columns come back, in the unit of the
    variant. A count (Methode.RATIO) is no line of its own: it becomes an index against ``basisjaar``, where the same
    source published that year too, and there is none without a base year.
    """
    mine = referentie.filter(
        pl.col("indicator") == indicator.code,
        pl.col("variant") == variant.code,
        pl.col("gebied") == gebied,
        pl.col("uitsplitsing") == uitsplitsing,
        pl.col("cel") == cel,
    ).sort("periode")
    if indicator.methode_van(variant) is not Methode.RATIO:
        return mine
    base = mine.filter(pl.col("periode") == str(basisjaar)).select("bron", basis="waarde")
    index = pl.col("waarde", "waarde_tot") / pl.col("basis") * Eenheid.INDEX.factor
    return mine.join(base, on="bron", maintain_order="left").with_columns(index).drop("basis")


def wrong_references(referentie: pl.DataFrame, indicators: Iterable[Indicator]) -> list[str]:
    """Return what is wrong with published figures: a variant that is not there, another unit, no source."""
    known = {(one.code, variant.code): one.eenheid_van(variant) for one in indicators for variant in one.varianten}
    found: list[str] = []
    for row in referentie.iter_rows(named=True):
        name = f"{row['indicator']} {row['variant']} {row['periode']}"
        eenheid = known.get((row["indicator"], row["variant"]))
        highest = row["waarde"] if row["waarde_tot"] is None else row["waarde_tot"]
        if eenheid is None:
            found.append(f"{name}: no such variant")
        elif eenheid is Eenheid.PERCENT and not 0 <= row["waarde"] <= highest <= 1:
            found.append(f"{name}: not a share between 0 and 1")
        if not row["bron"] or not row["url"].startswith(("https://", "http://")):
            found.append(f"{name}: no source")
    return found
