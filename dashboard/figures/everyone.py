"""Every gemeente that is shown by name, in the newest final period of every indicator: for a map, a rug, a profile."""

from datetime import date
from typing import Final

import polars as pl

from dashboard.figures import stored
from dashboard.figures.material import Material, kind_of
from dashboard.figures.source import Source, kept
from metrics.asked import newest_final
from metrics.definition import Methode
from metrics.disclosure.scheme import period_for
from metrics.figures import FIGURE_SCHEMA
from metrics.indicators import INDICATORS
from metrics.periods import Periode
from queries import access
from queries.places import read_places

EVERYONE_SCHEMA: Final = pl.Schema(
    {"indicator": pl.String(), "variant": pl.String(), "gebied": pl.String(), "naam": pl.String()}
    | {name: kind for name, kind in FIGURE_SCHEMA.items() if name != "gebied"}
)
# What a single gemeente delivered is no period to see everyone in.
_LEAST: Final = 2
_ALWAYS: Final = date(1, 1, 1)
# How far the months of a rate lie apart is told by all of them, and a base year may be any.
_OF_ALL_MONTHS: Final = [
    one.code for one in INDICATORS if one.methode_van(one.standaard) in (Methode.BYAR, Methode.RATIO)
]


@kept(8)
def everyone(source: Source, kind: str) -> pl.DataFrame:
    """Return of each indicator, as shown first, the published figure of every gemeente in one period.

    A row (EVERYONE_SCHEMA) for each indicator and gemeente shown by name, by definition and name, also where there is
    no value; ``status`` says why. The period is the newest final one that at least two gemeenten delivered whole, of
    the kind that others are seen in where ``kind`` is asked. Nothing before the first publication, nor of an
    indicator of which another version of its definition was published.
    """
    with stored.open_store(source.url).connect() as connection:
        delivered = access.read_others_dekking(connection, source.viewer, source.folder)
        if delivered is None or source.today is None:
            return EVERYONE_SCHEMA.to_frame()
        names = read_places(connection, source.viewer).select("naam", gebied="gm_code")
        only = _periods(delivered, kind, source.today)
        since = only.group_by("indicator", "variant").agg(
            maand=pl.when(pl.col("indicator").is_in(_OF_ALL_MONTHS))
            .then(pl.lit(_ALWAYS))
            .otherwise("periode_van")
            .min()
        )
        counts = access.read_others(connection, source.viewer, source.folder, since=since)
    if counts is None:
        return EVERYONE_SCHEMA.to_frame()
    published = set(counts.telling.select("indicator", "versie").unique().iter_rows())
    shown = [one for one in INDICATORS if (one.code, one.versie) in published]
    made = Material(counts, {}).all_of([(one, one.standaard, kind) for one in shown], only=only)
    order = pl.DataFrame({"indicator": [one.code for one in INDICATORS]}).with_row_index("plaats")
    placed = made.join(names, on="gebied").join(order, on="indicator")
    return placed.sort("plaats", "naam", "gebied").select(EVERYONE_SCHEMA.names())


def _periods(delivered: pl.DataFrame, kind: str, today: date) -> pl.DataFrame:
    """Return the newest final period of each indicator, in the kind of period that others are seen in."""
    pairs = [(one, one.standaard) for one in INDICATORS]
    lengths = dict(delivered.select("tabel", "maanden").unique().iter_rows())
    usual = min(lengths.values(), default=1)
    kinds = [period_for(Periode(kind_of(one, of, kind)), lengths.get(one.tabel_van(of), usual)) for one, of in pairs]
    return newest_final(pairs, kinds, delivered, today=today, least=_LEAST)
