"""Areas within one gemeente: an indicator per postcodegebied or wijk over one calendar year, and their spread.

The counts are for the own gemeente alone: they are in no region and in no publication. Only calendar years are shown:
months of a street are about people.
"""

from dataclasses import dataclass
from typing import Any, Final

import polars as pl

from dashboard.figures import stored
from dashboard.figures.material import JUDGED
from dashboard.figures.source import Source, kept
from dashboard.figures.spans import Span, chosen, figures_in, material_of, spans
from metrics.comparison.funnel import funnel
from metrics.comparison.multiplicity import Toeval, by_chance
from metrics.comparison.oordelen import VERGELIJKBAAR
from metrics.comparison.spread import Spreiding, spread_of_shares
from metrics.definition import Indicator
from metrics.indicators import INDICATORS, indicator_named
from metrics.measure import Methode
from metrics.uitsplitsingen import MEER_WAARDEN, ONBEKEND, WITHIN_A_GEMEENTE
from queries.access import Recht

# Below so many cases an area has its counts in the table, and no place in the drawing.
LEAST_CASES: Final = 20
LAYERS: Final = WITHIN_A_GEMEENTE
KIND: Final = "jaar"
_NOWHERE: Final = (ONBEKEND, MEER_WAARDEN, "")


@dataclass(frozen=True)
class Area:
    """One area with its figure; ``lifted`` is hoger or lager where it stands out by more than chance, else empty."""

    naam: str
    row: dict[str, Any]
    lifted: str = ""


@dataclass(frozen=True)
class Districts:
    """The areas of one year: those with enough cases, the highest first, those without, and the whole gemeente.

    ``spread`` is None where it cannot be told: too few areas, or a figure that is no share. ``toeval`` says how many
    would stand out by chance. ``elsewhere`` are cases whose area is unknown or more than one, of ``cases`` in all.
    """

    span: Span
    whole: dict[str, Any] | None
    areas: tuple[Area, ...]
    small: tuple[Area, ...]
    spread: Spreiding | None
    toeval: Toeval | None
    elsewhere: int
    cases: int


def may_see(source: Source, gm_code: str) -> bool:
    """Tell whether the viewer may see areas of a gemeente: only of the own one, with the right to exact counts."""
    return Recht.EIGEN_CIJFERS in source.viewer.rechten and gm_code in stored.gemeenten(source)


def divided() -> tuple[Indicator, ...]:
    """Return the indicators that are counted per area, in the order of the definitions."""
    return tuple(one for one in INDICATORS if set(LAYERS) & set(one.uitsplitsingen))


def layers(source: Source, gm_code: str, indicator: str) -> tuple[str, ...]:
    """Return the layers an indicator has areas in: no wijk without a table of postcodes and wijken."""
    counted = set(stored.uitsplitsingen(source, gm_code)) & set(indicator_named(indicator).uitsplitsingen)
    return tuple(laag for laag in LAYERS if laag in counted and _has_areas(source, gm_code, indicator, laag))


@kept(400)
def years(source: Source, gm_code: str, indicator: str, variant: str) -> tuple[Span, ...]:
    """Return the calendar years of the case table of a variant that were delivered, oldest first."""
    one = indicator_named(indicator)
    of = one.variant(variant)
    return spans(source, gm_code, KIND, one.tabel_van(of), one.wacht(of))


@kept(400)
def districts(
    source: Source, gm_code: str, indicator: str, variant: str, laag: str, jaar: str = ""
) -> Districts | None:
    """Return the areas in the year of that name, or the newest final one; None where there is nothing to divide."""
    if not may_see(source, gm_code):
        return None
    span = chosen(years(source, gm_code, indicator, variant), jaar)
    material = material_of(source, gm_code, (indicator, laag))
    if span is None or material is None:
        return None
    wanted = {(indicator, variant): span}
    cells = figures_in(material, KIND, wanted, uitsplitsing=laag, limits=JUDGED).filter(gebied=gm_code)
    counted = cells.filter((pl.col("noemer") > 0) | (pl.col("onbekend") > 0))
    whole = figures_in(material, KIND, wanted).filter(gebied=gm_code)
    if counted.is_empty():
        return None
    placed = counted.filter(~pl.col("cel").is_in(_NOWHERE)).sort(
        "waarde", "cel", descending=[True, False], nulls_last=True
    )
    big = placed.filter((pl.col("noemer") >= LEAST_CASES) & pl.col("waarde").is_not_null())
    small = placed.filter(~pl.col("cel").is_in(big["cel"].implode())).sort("noemer", "cel", descending=[True, False])
    lifted, spread = _apart(big, indicator_named(indicator), variant)
    total = counted.select((pl.col("noemer") + pl.col("onbekend")).sum()).item()
    somewhere = placed.select((pl.col("noemer") + pl.col("onbekend")).sum()).item()
    return Districts(
        span,
        whole.row(0, named=True) if whole.height else None,
        tuple(Area(row["cel"], row, lifted.get(row["cel"], "")) for row in big.iter_rows(named=True)),
        tuple(Area(row["cel"], row) for row in small.iter_rows(named=True)),
        spread,
        by_chance(big.height, JUDGED.level) if spread is not None else None,
        total - somewhere,
        total,
    )


def _apart(big: pl.DataFrame, indicator: Indicator, variant: str) -> tuple[dict[str, str], Spreiding | None]:
    """Return which areas stand out at 99,8%, and the spread of all; of shares alone it can be said."""
    if indicator.methode_van(indicator.variant(variant)) is not Methode.WILSON or big.height < 2:
        return {}, None
    judged = funnel(big.drop("waarde"), aandeel=True, level=JUDGED.level)
    outside = judged.filter(~pl.col("oordeel").is_in([VERGELIJKBAAR]) & pl.col("buiten").is_not_null())
    lifted = {
        cel: "hoger" if value > middle else "lager"
        for cel, value, middle in outside.filter(pl.col("buiten") >= JUDGED.level)
        .select("cel", "waarde", "basis")
        .iter_rows()
    }
    separate = big["n_eff"].fill_null(big["noemer"]).to_numpy()
    return lifted, spread_of_shares(big["waarde"].to_numpy() * separate, separate)


@kept(400)
def _has_areas(source: Source, gm_code: str, indicator: str, laag: str) -> bool:
    counts = stored.own_cells(source, gm_code, indicator, laag)
    if counts is None:
        return False
    return bool(set(counts.telling.filter(uitsplitsing=laag)["cel"].unique()) - set(_NOWHERE))
