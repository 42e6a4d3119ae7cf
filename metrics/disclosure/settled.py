"""A published period changes once: what was shown stays as it was, until it is final, and then for ever.

A leaf is first shown voorlopig. It keeps those numbers in every later publication, however the exact counts move, until
its windows are closed and delivered: then it is shown anew, once, and keeps that.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from metrics.disclosure.leaves import COUNTS

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


def against_before(fresh: pl.DataFrame, before: pl.DataFrame, stays: pl.DataFrame) -> pl.DataFrame:
    """Return ``fresh`` with what was shown of it before: ``was_teller``, ``was_noemer``, ``was_onbekend``; with
    ``vast`` where that stays, and with ``onderdrukt`` where it must not be shown now.

    Withheld stays withheld when it becomes final: who sees it then knows that before it was no more. What would be
    shown lower than before is withheld as well: cases only come in, so it would narrow both numbers.
    """
    earlier = before.select(*_KEY, "maanden", was_onderdrukt="onderdrukt", **{f"was_{name}": name for name in COUNTS})
    made = fresh.join(earlier, on=[*_KEY, "maanden"], how="left", maintain_order="left").join(
        stays.select(_KEY).with_columns(vast=pl.lit(value=True)), on=_KEY, how="left", maintain_order="left"
    )
    asked, was_asked = (
        pl.when("publiek").then(pl.col(f"{prefix}teller")).otherwise(f"{prefix}noemer") for prefix in ("", "was_")
    )
    lower = (
        (pl.col("teller") < pl.col("was_teller"))
        | (asked < was_asked)
        | (asked + pl.col("onbekend") < was_asked + pl.col("was_onbekend"))
    )
    return made.with_columns(
        pl.col("vast").fill_null(value=False),
        onderdrukt=pl.col("was_onderdrukt").fill_null(value=False) | lower.fill_null(value=False),
    ).drop("was_onderdrukt")


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
