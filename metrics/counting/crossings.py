"""In which cells a case is of its gemeente's own kenmerken, and of two breakdowns at a time."""

from typing import Final

import polars as pl

from metrics.uitsplitsingen import KENMERK, KRUIS, MEER_WAARDEN, MOST_KENMERKEN_CROSSED, ONBEKEND

# Beside ``cel``, the cell of the second of two breakdowns.
OTHER_CELL: Final = "cel_2"


def cases_by_kenmerk(cases: pl.LazyFrame, kenmerken: pl.LazyFrame) -> pl.LazyFrame:
    """Give every case a row per own kenmerk that its gemeente registers, also where the case itself has none."""
    names = kenmerken.select("gm_code", "naam").unique()
    return (
        cases.join(names, on="gm_code")
        .pipe(_with_value, _values(kenmerken), "naam", "cel")
        .with_columns(uitsplitsing=_own("naam"))
    )


def cases_crossed(cases: pl.LazyFrame, kenmerken: pl.LazyFrame, pair: tuple[str, str]) -> pl.LazyFrame:
    """Give every case its ``uitsplitsing``, ``cel`` and ``cel_2`` of two breakdowns; with kenmerken a row for each."""
    one, other = pair
    if one == other:
        return _by_two_kenmerken(cases, kenmerken)
    if KENMERK not in pair:
        return cases.with_columns(
            pl.col(f"cel_{one}").alias("cel"),
            pl.col(f"cel_{other}").alias(OTHER_CELL),
            pl.lit(f"{one}{KRUIS}{other}").alias("uitsplitsing"),
        )
    owned = cases_by_kenmerk(cases, kenmerken)
    if one == KENMERK:
        return owned.with_columns(
            pl.concat_str("uitsplitsing", pl.lit(f"{KRUIS}{other}")).alias("uitsplitsing"),
            pl.col(f"cel_{other}").alias(OTHER_CELL),
        )
    return owned.with_columns(
        pl.concat_str(pl.lit(f"{one}{KRUIS}"), "uitsplitsing").alias("uitsplitsing"),
        pl.col(f"cel_{one}").alias("cel"),
        pl.col("cel").alias(OTHER_CELL),
    )


def _by_two_kenmerken(cases: pl.LazyFrame, kenmerken: pl.LazyFrame) -> pl.LazyFrame:
    """Give every case a row per two kenmerken of its gemeente, the first in the alphabet first."""
    often = kenmerken.group_by("gm_code", "naam").agg(keer=pl.col("record").n_unique())
    most = pl.struct(-pl.col("keer").cast(pl.Int64), "naam").rank("ordinal").over("gm_code") <= MOST_KENMERKEN_CROSSED
    names = often.filter(most).select("gm_code", "naam")
    pairs = names.join(names, on="gm_code", suffix="_2").filter(pl.col("naam") < pl.col("naam_2"))
    values = _values(kenmerken)
    return (
        cases.join(pairs, on="gm_code")
        .pipe(_with_value, values, "naam", "cel")
        .pipe(_with_value, values, "naam_2", OTHER_CELL)
        .with_columns(uitsplitsing=pl.concat_str(_own("naam"), pl.lit(KRUIS), _own("naam_2")))
    )


def _values(kenmerken: pl.LazyFrame) -> pl.LazyFrame:
    one = pl.col("waarde").drop_nulls()
    return kenmerken.group_by("gm_code", "record", "naam").agg(
        gevonden=pl.when(one.min() < one.max()).then(pl.lit(MEER_WAARDEN)).otherwise(one.min())
    )


def _with_value(cases: pl.LazyFrame, values: pl.LazyFrame, name: str, cell: str) -> pl.LazyFrame:
    record = next(name for name in ("zaak", "traject") if name in cases.collect_schema())
    found = cases.join(
        values, left_on=["gm_code", record, name], right_on=["gm_code", "record", "naam"], how="left", coalesce=True
    )
    return found.with_columns(pl.col("gevonden").fill_null(ONBEKEND).alias(cell)).drop("gevonden")


def _own(name: str) -> pl.Expr:
    return pl.concat_str(pl.lit(f"{KENMERK}:"), name)
