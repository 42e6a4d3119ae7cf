"""Who differs from the own gemeente beyond chance, how many would by chance alone, and between which places it lies."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import polars as pl

from dashboard.figures.apart import apart
from dashboard.figures.benchmark import NEDERLAND, Benchmark
from dashboard.figures.others import Field, field
from dashboard.figures.source import Source, kept
from metrics.comparison.compare import differences
from metrics.comparison.multiplicity import EEN, Toeval, by_chance, stand_out
from metrics.comparison.oordelen import TE_WEINIG
from metrics.comparison.ranks import joint_level, ranks
from metrics.definition import Methode
from metrics.indicators import indicator_named
from metrics.intervals import wilson_clustered

HOGER: Final = "hoger"
LAGER: Final = "lager"
_NEIGHBOURS: Final = 3


@dataclass(frozen=True)
class Standouts:
    """What may be said of the gemeenten of a group beside the own one.

    ``hoger`` and ``lager`` are names, the largest difference first, of whom at most 5% is chance (Benjamini-Hochberg).
    ``vergeleken`` is how many could be compared, ``los`` how many would be named if each were looked at alone, at
    95%, and ``toeval`` how many of those chance alone would bring. ``kant`` says of each gm_code hoger or lager.
    """

    hoger: tuple[str, ...]
    lager: tuple[str, ...]
    vergeleken: int
    los: int
    toeval: Toeval
    kant: dict[str, str]


@dataclass(frozen=True)
class Place:
    """A place between places: 1 is the highest value; of ``aantal`` gemeenten."""

    rang: int
    beste: int
    slechtste: int
    aantal: int
    boven: tuple[str, ...]  # who stands just above, nearest last
    onder: tuple[str, ...]  # who stands just below, nearest first


@kept(200)
def standouts(
    source: Source,
    gm_code: str,
    indicator: str,
    variant: str,
    kind: str,
    beside: Benchmark = NEDERLAND,
    period: date | None = None,
) -> Standouts | None:
    """Return which gemeenten of ``beside`` are surely higher or lower than the own one; None without an own figure."""
    found = field(source, gm_code, indicator, variant, kind, beside, period)
    if found is None or found.rows.filter("eigen").is_empty():
        return None
    one = indicator_named(indicator)
    of = one.variant(variant)
    others = found.rows.filter("in_groep")
    own = pl.concat([found.rows.filter("eigen")] * others.height) if others.height else others
    others = as_alike(others, found.own, one.methode_van(of))
    lies = apart(source, gm_code, one, of)
    # Nobody's months are published, so others are taken to differ as much between months as the own gemeente.
    both = None if lies is None else pl.Series([2 * lies] * others.height, dtype=pl.Float64)
    judged = differences(own, others, one, variant=of, between=both)
    names = others.select("gm_code", "naam")
    return _named(pl.concat([names, judged], how="horizontal"))


@kept(200)
def place(
    source: Source,
    gm_code: str,
    indicator: str,
    variant: str,
    kind: str,
    beside: Benchmark = NEDERLAND,
    period: date | None = None,
) -> Place | None:
    """Return the place of the own gemeente among those of ``beside``, with how unsure it is; None where it has none.

    All places hold at once with a chance of 95%: the limits behind them are wider than those on the page.
    """
    narrow = field(source, gm_code, indicator, variant, kind, beside, period)
    if narrow is None:
        return None
    level = joint_level(max(compared(narrow).height, 1))
    found = field(source, gm_code, indicator, variant, kind, beside, period, level)
    if found is None:
        return None
    one = indicator_named(indicator)
    methode = one.methode_van(one.variant(variant))
    placed = (
        ranks(as_alike(compared(found), found.own, methode, level))
        .filter(pl.col("rang").is_not_null())
        .sort("rang", "naam")
    )
    mine = placed.filter("eigen")
    if mine.is_empty() or placed.height < 2:
        return None
    row = mine.row(0, named=True)
    above, below = placed.filter(pl.col("rang") < row["rang"]), placed.filter(pl.col("rang") > row["rang"])
    beside_it = tuple(above["naam"].tail(_NEIGHBOURS)), tuple(below["naam"].head(_NEIGHBOURS))
    return Place(row["rang"], row["rang_onder"], row["rang_boven"], placed.height, *beside_it)


def compared(found: Field) -> pl.DataFrame:
    """Return the own gemeente and those of its comparison group, highest first."""
    return found.rows.filter(pl.col("eigen") | pl.col("in_groep"))


def as_alike(rows: pl.DataFrame, own: Mapping[str, Any] | None, methode: Methode, level: float = 0.95) -> pl.DataFrame:
    """Return rows with the limits of others as wide as if their cases were as much alike as those of ``own``, a figure.

    How many of their cases are of the same households was not published; taken as separate, the limits of a share
    would be too narrow, and too many would be called different. Added to what rounding adds (noemer / n_eff).
    """
    if methode is not Methode.WILSON or own is None or not own["noemer"] or not own["n_eff"]:
        return rows
    more = max(0.0, own["noemer"] / own["n_eff"] - 1)
    deff = pl.col("noemer") / pl.col("n_eff") + more
    low, high = wilson_clustered(pl.col("teller"), pl.col("noemer"), deff, level)
    wider = pl.col("onder").is_not_null() & ~pl.col("eigen")
    return rows.with_columns(
        onder=pl.when(wider).then(low).otherwise("onder"), boven=pl.when(wider).then(high).otherwise("boven")
    )


def _named(judged: pl.DataFrame) -> Standouts:
    """Say who stands out, of the differences between the own gemeente and each other one (own - other)."""
    known = judged.filter(pl.col("oordeel").is_not_null() & (pl.col("oordeel") != TE_WEINIG))
    # Limits without width have no chance of their own: all that is known is that 0 is outside them.
    sure = (pl.col("onder") > 0) | (pl.col("boven") < 0)
    chance = pl.coalesce("kans", pl.when(sure).then(1 - EEN).otherwise(1.0))
    known = known.with_columns(kans=chance)
    chosen = known.filter(stand_out(known["kans"]), pl.col("verschil") != 0)
    higher = chosen.filter(pl.col("verschil") < 0).sort("verschil", "naam")
    lower = chosen.filter(pl.col("verschil") > 0).sort("verschil", "naam", descending=[True, False])
    side: dict[str, Any] = dict.fromkeys(higher["gm_code"], HOGER) | dict.fromkeys(lower["gm_code"], LAGER)
    alone = known.filter(pl.col("kans") <= 1 - EEN, pl.col("verschil") != 0).height
    return Standouts(
        tuple(higher["naam"]), tuple(lower["naam"]), known.height, alone, by_chance(known.height, EEN), side
    )
