"""All figures of one indicator as anybody may see them: the same code as the pages, over all gebieden at once."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import polars as pl

from dashboard.figures.material import MEASURED_SCHEMA, Material
from metrics.definition import Indicator, Variant
from metrics.disclosure.scheme import PUBLISHED
from metrics.periods import Periode
from queries.access import Published
from queries.publications import Publication

# The columns of a figure that anybody may have: published counts, and what is a function of those alone.
PUBLISHED_FIGURE_SCHEMA: Final = pl.Schema(
    {
        "indicator": pl.String(), "versie": pl.Int32(), "variant": pl.String(), "gebied": pl.String(),
        "uitsplitsing": pl.String(), "cel": pl.String(), "soort_periode": pl.String(), "periode": pl.String(),
        "periode_van": pl.Date(), "periode_tot": pl.Date(),
        "teller": pl.Int64(), "noemer": pl.Int64(), "onbekend": pl.Int64(),
        "waarde": pl.Float64(), "onder": pl.Float64(), "boven": pl.Float64(),
        "grens_onder": pl.Float64(), "grens_boven": pl.Float64(),
        "status": pl.String(), "voorlopig": pl.Boolean(), "achtergehouden": pl.Boolean(),
        "gemeenten": pl.Int32(), "dekking": pl.Float64(), "basisjaar": pl.Int32(),
    }
)  # fmt: skip
# The status of a period that is withheld whole.
WITHHELD: Final = "onderdrukt"
_NOTHING: Final = "geen_levering"
# A publication holds quarters or years: which there are, and how far each goes on.
PUBLISHED_KINDS: Final = {Periode.KWARTAAL.value: "1q", Periode.JAAR.value: "1y"}
MARKED_SCHEMA: Final = pl.Schema({**MEASURED_SCHEMA, "achtergehouden": pl.Boolean()})
_KEY: Final = ["variant", "gebied", "uitsplitsing", "cel", "periode_van", "periode_tot"]
_PERIOD: Final = ["indicator", "variant", "gebied", "kind", "periode_van"]
_PLACE: Final = ["variant", "gebied", "cel"]


def people_of(publication: Publication) -> pl.DataFrame | None:
    """Return the people of each region per year (gebied, jaar, inwoners_totaal) as they were when it was published.

    None where a publication of long ago did not keep them.
    """
    kept: Mapping[str, Mapping[str, int]] = json.loads(publication.verslag or "{}").get("inwoners") or {}
    rows = [(gebied, int(jaar), count) for gebied, years in kept.items() for jaar, count in years.items()]
    schema = {"gebied": pl.String, "jaar": pl.Int32, "inwoners_totaal": pl.Int64}
    return pl.DataFrame(rows, schema=schema, orient="row") if rows else None


def published_figures(counts: Published, people: pl.DataFrame, indicator: Indicator) -> pl.DataFrame:
    """Return every figure of ``indicator`` in ``counts``, as PUBLISHED_FIGURE_SCHEMA, in the order of its keys.

    All variants and gebieden, per quarter and calendar year, the whole and the cells that were published. A period of
    which a gebied delivered nothing has no row. With ``achtergehouden`` a count of the period is withheld.
    """
    material = Material(counts, people)
    found = set(counts.telling["uitsplitsing"])
    parts = (
        material.all_of([(indicator, of, kind) for of in some for kind in PUBLISHED_KINDS], uitsplitsing=each)
        for some in _some_of(indicator.varianten)
        for each in PUBLISHED
        if each == "" or each in found
    )
    made = [marked_withheld(part, counts) for part in _of_gebied(parts, counts)]
    return (
        pl.concat([MARKED_SCHEMA.to_frame(), *made])
        .with_columns(
            versie=pl.lit(indicator.versie), soort_periode="kind", periode=_code(pl.col("periode_van"), pl.col("kind"))
        )
        .select(pl.col(name).cast(kind) for name, kind in PUBLISHED_FIGURE_SCHEMA.items())
        .sort(_KEY)
    )


def marked_withheld(made: pl.DataFrame, counts: Published) -> pl.DataFrame:
    """Mark the periods of which a month is withheld, and leave out those of which nothing was delivered.

    ``made`` has quarters and years made of ``counts``, as MEASURED_SCHEMA; the result is as MARKED_SCHEMA. A period of
    which nothing is left says that it is withheld: that is not the same as not delivered.
    """
    hidden = [
        counts.onderdrukt.with_columns(kind=pl.lit(kind), periode_van=pl.col("maand").dt.truncate(every))
        for kind, every in PUBLISHED_KINDS.items()
    ]
    withheld = pl.concat(hidden).select(_PERIOD).unique().with_columns(achtergehouden=pl.lit(value=True))
    gone, nothing = pl.col("achtergehouden").fill_null(value=False), pl.col("status") == _NOTHING
    named = made.join(withheld, on=_PERIOD, how="left", maintain_order="left").with_columns(
        achtergehouden=gone, status=pl.when(gone & nothing).then(pl.lit(WITHHELD)).otherwise("status")
    )
    return named.filter(pl.col("status") != _NOTHING).select(
        pl.col(name).cast(kind) for name, kind in MARKED_SCHEMA.items()
    )


def _some_of(variants: Sequence[Variant], most: int = 3) -> Iterator[Sequence[Variant]]:
    """Yield some ways of counting at a time: all gebieden and cells of twenty at once ask more than a gigabyte."""
    for start in range(0, len(variants), most):
        yield variants[start : start + most]


def _of_gebied(parts: Iterable[pl.DataFrame], counts: Published) -> Iterator[pl.DataFrame]:
    """Keep of each breakdown the cells that a gebied has: what is a cell elsewhere, is none here."""
    for each in parts:
        uitsplitsing: Any = each["uitsplitsing"].first()
        if uitsplitsing in (None, ""):
            yield each
            continue
        cells = counts.telling.filter(uitsplitsing=uitsplitsing).select(_PLACE).unique()
        yield each.join(cells, on=_PLACE, how="semi", maintain_order="left")


def _code(van: pl.Expr, kind: pl.Expr) -> pl.Expr:
    """Return 2026 for a year and 2026-K3 for a quarter."""
    year = van.dt.year().cast(pl.String)
    return pl.when(kind == Periode.JAAR.value).then(year).otherwise(
        pl.concat_str(year, pl.lit("-K"), van.dt.quarter().cast(pl.String))
    )  # fmt: skip
