"""The yearly figures of an approach as a table to print: streams apart from stands, and how much they changed."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import polars as pl

from metrics.goals.target_words import dutch
from metrics.intervals.counts import ratio_to_base

YEARLY: Final = pl.Schema({"naam": pl.String, "soort": pl.String, "jaar": pl.Int32, "waarde": pl.Float64})
# In this order, and with these words: what is counted over a year is not what there is on one day.
SOORTEN: Final = {"stroom": "over het hele jaar", "peildatum": "stand op één dag"}
_SERIES: Final = ("naam", "soort")


def yearly_table(jaarcijfers: pl.DataFrame, *, basisjaar: int | None = None, level: float = 0.95) -> pl.DataFrame:
    """Return a row per series (naam, soort), streams first, with a column per year and its change.

    ``jaarcijfers`` has the columns of YEARLY, of one gemeente. The columns named after years hold the values,
    null where none was given. ``van`` and ``tot`` are the years that ``verandering`` (-0,1 is 10% less) lies between:
    ``basisjaar``, or the first year with a value, and the last. ``onder`` and ``boven`` are its exact limits
    (metrics.intervals.counts.ratio_to_base), of streams that are whole numbers only: what is there on one day
    is mostly what was there before, so its chance is another and unknown. Null where the first is 0 or there
    is one year only.
    """
    known = jaarcijfers.select(YEARLY.names()).cast(dict(YEARLY.items())).unique([*_SERIES, "jaar"], keep="last")
    order = known.select(_SERIES).unique().with_columns(
        plaats=pl.col("soort").replace_strict({soort: at for at, soort in enumerate(SOORTEN)}, default=len(SOORTEN))
    )  # fmt: skip
    rows = order.sort("plaats", "naam").drop("plaats")
    for year in known["jaar"].unique().sort():
        values = known.filter(pl.col("jaar") == year).select(*_SERIES, pl.col("waarde").alias(str(year)))
        rows = rows.join(values, on=_SERIES, how="left", maintain_order="left")
    return rows.join(_changes(known, basisjaar, level), on=_SERIES, how="left", maintain_order="left")


def printed(table: pl.DataFrame) -> list[list[str]]:
    """Return a table of ``yearly_table`` as rows of Dutch text, the headings first, ready to print."""
    years = [name for name in table.columns if name.isdigit()]
    rows = [["cijfer", "wat het is", *years, "verandering"]]
    for row in table.iter_rows(named=True):
        values = ["-" if row[year] is None else _number(row[year]) for year in years]
        rows.append([str(row["naam"]), SOORTEN.get(row["soort"], str(row["soort"])), *values, _told(row)])
    return rows


def _changes(known: pl.DataFrame, basisjaar: int | None, level: float) -> pl.DataFrame:
    """Return the change of each series between its base and its last year."""
    filled = known.drop_nulls("waarde").sort("jaar")
    base = filled if basisjaar is None else filled.filter(pl.col("jaar") == basisjaar)
    ends = (
        base.group_by(_SERIES).agg(van=pl.col("jaar").first(), basis=pl.col("waarde").first())
        .join(filled.group_by(_SERIES).agg(tot=pl.col("jaar").last(), nu=pl.col("waarde").last()), on=_SERIES)
        .filter(pl.col("van") < pl.col("tot"), pl.col("basis") > 0)
    )  # fmt: skip
    now, then = (pl.col(name).cast(pl.Int64, strict=False) for name in ("nu", "basis"))
    low, high = ratio_to_base(now, then, level)
    whole = (now == pl.col("nu")) & (then == pl.col("basis")) & (now >= 0)
    counts = (pl.col("soort") == "stroom") & whole
    return ends.with_columns(
        verandering=pl.col("nu") / pl.col("basis") - 1,
        onder=pl.when(counts).then(low - 1),
        boven=pl.when(counts).then(high - 1),
    ).select(*_SERIES, "van", "tot", "verandering", "onder", "boven")


def _told(row: Mapping[str, Any]) -> str:
    """Return the change in words and numbers."""
    change, low, high = (row[name] for name in ("verandering", "onder", "boven"))
    if not isinstance(change, float):
        return "-"
    told = f"{_signed(change)} ({row['van']}-{row['tot']})"
    if isinstance(low, float) and isinstance(high, float):
        told += f", waarschijnlijk tussen {_signed(low)} en {_signed(high)}"
    return told


def _signed(change: float) -> str:
    """Return a relative change as +12,3%."""
    return f"{'+' if change > 0 else ''}{dutch(100 * change, 1)}%"


def _number(value: float) -> str:
    """Return a value with decimals only where it has any."""
    return dutch(value, 0 if value == round(value) else 1)


def columns(rows: Sequence[Sequence[str]]) -> str:
    """Return rows of text under each other, in columns of equal width."""
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)
    return "\n".join(lines)
