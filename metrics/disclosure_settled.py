"""A published period changes once: what was shown stays as it was, until it is final, and then for ever.

A leaf is first shown voorlopig. It keeps those numbers in every later publication, however the exact counts move, until
its windows are closed and delivered: then it is shown anew, once, and keeps that.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

_KEY: Final = ["gebied", "indicator", "versie", "variant", "maand"]


@dataclass(frozen=True)
class Changed:
    """How the leaves of this publication stand to those of the one before."""

    nieuw: int
    definitief_geworden: int
    gebleven: int
    vervallen: int


def settled(fresh: pl.DataFrame, before: pl.DataFrame) -> pl.DataFrame:
    """Return which wholes stay as they were shown: the rows of ``before`` that are final, or voorlopig still.

    Both have a row per gemeente, variant and period; ``before`` is what was published last. What is no longer
    delivered is in neither, so it is gone.
    """
    now = fresh.select(*_KEY, "maanden", nu_voorlopig="voorlopig")
    return (
        before.join(now, on=[*_KEY, "maanden"], how="inner")
        .filter(~pl.col("voorlopig") | pl.col("nu_voorlopig"))
        .select(before.columns)
    )


def kept(fresh: pl.DataFrame, before: pl.DataFrame, stays: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
    """Return ``fresh`` with the rows of leaves that stay as they were taken from ``before``."""
    mine = fresh.select(columns).join(stays, on=_KEY, how="anti")
    theirs = before.select(columns).join(stays, on=_KEY, how="semi")
    return pl.concat([mine, theirs])


def changed(fresh: pl.DataFrame, before: pl.DataFrame, stays: pl.DataFrame) -> Changed:
    """Count what is new, what became final, what stayed and what is gone since the publication before."""
    again = fresh.join(before, on=_KEY, how="semi").height
    return Changed(
        nieuw=fresh.height - again,
        definitief_geworden=again - stays.height,
        gebleven=stays.height,
        vervallen=before.join(fresh, on=_KEY, how="anti").height,
    )
