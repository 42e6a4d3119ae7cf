"""Made-up zaken of a few gemeenten, counted by the real definitions, and naive ways to show the counts."""

from collections.abc import Sequence
from datetime import date
from typing import Final

import numpy as np
import polars as pl

from metrics.cases.resultaten import FINANCIEEL, HULP, NIET_FINANCIEEL, TELLEN_NIET, ZONDER_TOESTEMMING
from metrics.definition import Indicator
from metrics.indicators.doorverwijzing import DV01
from metrics.indicators.vroegsignalering import VS07, VS10

INDICATORS: Final = (VS07, VS10, DV01)
TABELLEN: Final = {(i.code, v.code): "zaak" for i in INDICATORS for v in i.varianten}
_LEAF: Final = ["gebied", "maand", "indicator", "variant", "uitsplitsing", "cel"]
_RESULTS: Final = (HULP[0], FINANCIEEL, NIET_FINANCIEEL, ZONDER_TOESTEMMING, "Geen reactie na eerder contact",
                   TELLEN_NIET[0], None)  # fmt: skip


def zaken(gemeenten: int = 6, quarters: int = 8, mean: float = 30, seed: int = 7) -> pl.DataFrame:
    """Return zaken with their month and answers; gemeenten differ in size, ``mean`` zaken a quarter in the middle."""
    random = np.random.default_rng(seed)
    months = [date(2024 + at // 12, at % 12 + 1, 1) for at in range(quarters * 3)]
    sizes = mean / 3 * random.lognormal(0, 0.8, gemeenten)
    counts = random.poisson(sizes[:, None], (gemeenten, len(months)))
    place, month = (each.ravel().repeat(counts.ravel()) for each in np.indices(counts.shape))
    size = len(place)
    reached = random.choice([0, 1, 2], size, p=[0.6, 0.34, 0.06])
    result = random.choice(len(_RESULTS), size, p=[0.12, 0.1, 0.08, 0.02, 0.38, 0.1, 0.2])
    return pl.DataFrame({
        "gebied": [f"GM{1000 + at}" for at in place], "maand": [months[at] for at in month],
        "bereikt": [(False, True, None)[at] for at in reached], "resultaat": [_RESULTS[at] for at in result],
        "opgepakt": random.random(size) < 0.8,
        "crisis": random.choice(["ja", "nee", "onbekend"], size, p=[0.1, 0.8, 0.1]),
        "leeftijd": random.choice(["<27", "27-44", "45-66", "67+", "onbekend"], size, p=[0.15, 0.4, 0.3, 0.1, 0.05]),
    }, schema_overrides={"resultaat": pl.String}).with_columns(
        telt=pl.col("resultaat").is_in(TELLEN_NIET).not_().fill_null(value=True)
    ).with_columns(opgepakt=pl.col("opgepakt") & pl.col("telt"))  # fmt: skip


def counted(
    cases: pl.DataFrame, uitsplitsingen: Sequence[str] = (), indicators: Sequence[Indicator] = INDICATORS
) -> pl.DataFrame:
    """Return the exact leaves of zaken per quarter, as the attacker reads them, a row for every leaf there may be."""
    by_quarter = cases.with_columns(kwartaal=pl.col("maand").dt.truncate("1q")).with_columns(
        maand_zelf=pl.col("maand").dt.month().cast(pl.String)
    )
    found = [
        by_quarter.group_by("gebied", maand="kwartaal", cel=pl.col(cell) if cell else pl.lit(""))
        .agg(
            teller=(variant.telt & variant.raak).sum().cast(pl.Int64),
            noemer=(variant.telt & variant.raak.is_not_null()).sum().cast(pl.Int64),
            alles=variant.telt.fill_null(value=True).sum().cast(pl.Int64),
        )
        .select("gebied", "maand", pl.lit(indicator.code).alias("indicator"), pl.lit(variant.code).alias("variant"),
                pl.lit(cell).alias("uitsplitsing"), "cel", "teller", "noemer",
                onbekend=pl.col("alles") - pl.col("noemer"))
        for indicator in indicators for variant in indicator.varianten for cell in ("", *uitsplitsingen)
    ]  # fmt: skip
    rows = pl.concat(found)
    every = rows.select("gebied", "maand").unique().join(rows.select(_LEAF[2:]).unique(), how="cross")
    filled = every.join(rows, on=_LEAF, how="left").with_columns(pl.col("teller", "noemer", "onbekend").fill_null(0))
    return filled.sort(_LEAF).with_columns(publiek=pl.lit(value=False), tabel=pl.lit("zaak"))


def to_nearest(exact: pl.DataFrame, base: int = 5) -> pl.DataFrame:
    """Show teller, rest and onbekend each as the nearest multiple."""
    return _shown(exact, *((number + base // 2) // base * base for number in _apart()))


def at_random(exact: pl.DataFrame, seed: int = 11, base: int = 5) -> pl.DataFrame:
    """Show teller, rest and onbekend each as a multiple at random, every leaf on its own."""
    random = np.random.default_rng(seed)
    up = (pl.Series(random.integers(0, base, exact.height)) for _ in range(3))
    return _shown(exact, *((number + more) // base * base for number, more in zip(_apart(), up, strict=True)))


def _apart() -> tuple[pl.Expr, pl.Expr, pl.Expr]:
    return pl.col("teller"), pl.col("noemer") - pl.col("teller"), pl.col("onbekend")


def _shown(exact: pl.DataFrame, teller: pl.Expr, rest: pl.Expr, onbekend: pl.Expr) -> pl.DataFrame:
    made = exact.with_columns(t=teller, r=rest, o=onbekend)
    return made.with_columns(teller="t", noemer=pl.col("t") + pl.col("r"), onbekend="o").select(exact.columns)
