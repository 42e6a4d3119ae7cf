"""What a page needs of published counts: their periods, whether they are there, and the rest without one gemeente."""

import polars as pl

from metrics.disclosure import period_for
from metrics.indicators import indicator_named
from metrics.periods import Periode
from queries.access import Published


def seen_kind(counts: Published, indicator: str, variant: str, kind: str) -> str:
    """Return the kind of period in which others see what is shown per ``kind``."""
    definition = indicator_named(indicator)
    tabel = definition.tabel_van(definition.variant(variant))
    return period_for(Periode(kind), counts.maanden.get(tabel, 1)).value


def has_version(counts: Published, indicator: str) -> bool:
    """Whether anything of this version of the definition was published."""
    of_version = counts.telling.filter(indicator=indicator, versie=indicator_named(indicator).versie)
    return not of_version.is_empty()


def minus(whole: pl.DataFrame, part: pl.DataFrame, counts: list[str]) -> pl.DataFrame:
    """Take the counts of ``part`` from those of ``whole``, row by row."""
    key = [name for name in whole.columns if name not in {*counts, "gebied"}]
    taken = part.select(*key, *(pl.col(name).alias(f"{name}_eigen") for name in counts))
    rest = [(pl.col(name) - pl.col(f"{name}_eigen").fill_null(0)).alias(name) for name in counts]
    return whole.join(taken, on=key, how="left").with_columns(rest).select(whole.columns)
