"""Which figures are asked for: variants, each per kind of period, with what decides how its figures are made."""

from collections.abc import Sequence
from datetime import date
from typing import Final

import polars as pl

from metrics.definition import Indicator, Variant
from metrics.periods import PERIOD_SCHEMA, Periode, final_from, periods

# ``vraag`` numbers what is asked, ``paar`` its variant: figures per month and per year come of the same counts.
ASKED_SCHEMA: Final = pl.Schema(
    {
        "vraag": pl.UInt32, "paar": pl.UInt32, "indicator": pl.String, "variant": pl.String, "kind": pl.String,
        "nieuwste": pl.Int32, "tabel": pl.String, "wacht": pl.String, "factor": pl.Float64, "methode": pl.String,
        "kolom": pl.String, "van_geheel": pl.Boolean,
    }
)  # fmt: skip
_OF_A_PAIR: Final = ("paar", "indicator", "variant", "nieuwste", "tabel", "wacht", "methode", "van_geheel")
_OF_A_SPAN: Final = ("vraag", "paar", "indicator", "variant", "kind", "wacht", "factor", "methode", "kolom")


def asked_of(
    pairs: Sequence[tuple[Indicator, Variant]], kinds: Sequence[Periode], uitsplitsing: str = ""
) -> pl.DataFrame:
    """Return a row for each of ``pairs`` with the kind at its place in ``kinds``, as ASKED_SCHEMA.

    ``nieuwste`` is the version of the definition, ``kolom`` the people or dwellings of its noemer, and ``van_geheel``
    whether a cell of ``uitsplitsing`` is set against the noemer of the whole.
    """
    numbers: dict[tuple[str, str], int] = {}
    rows = [
        (
            place,
            numbers.setdefault((one.code, of.code), len(numbers)),
            one.code,
            of.code,
            kind.value,
            one.versie,
            one.tabel_van(of),
            one.wacht(of),
            one.eenheid_van(of).factor,
            one.methode_van(of).value,
            of.bevolking.value if of.bevolking else None,
            one.noemer_van_geheel(of, uitsplitsing),
        )
        for place, ((one, of), kind) in enumerate(zip(pairs, kinds, strict=True))
    ]
    return pl.DataFrame(rows, schema=ASKED_SCHEMA, orient="row")


def pairs_of(asked: pl.DataFrame) -> pl.DataFrame:
    """Return the variants asked for, each once."""
    return asked.select(_OF_A_PAIR).unique("paar", maintain_order=True)


def withheld_of(withheld: pl.DataFrame | None, pairs: pl.DataFrame) -> pl.DataFrame | None:
    """Return paar, gebied and maand of what is withheld (indicator, variant, gebied, maand); None where nothing is."""
    if withheld is None or withheld.is_empty():
        return None
    mine = withheld.join(pairs.select("paar", "indicator", "variant"), on=["indicator", "variant"])
    return mine.select("paar", "gebied", "maand").unique() if mine.height else None


def gebieden_of(pairs: pl.DataFrame, months: pl.DataFrame, withheld: pl.DataFrame | None) -> pl.DataFrame:
    """Return paar and gebied: of each pair the gebieden that have any month of which its count is not withheld."""
    return _not_withheld(pairs, _delivered(months), withheld, "gebied")


def spans_of(
    asked: pl.DataFrame,
    months: pl.DataFrame,
    withheld: pl.DataFrame | None,
    *,
    until: date | None,
    only: pl.DataFrame | None,
    today: date,
) -> pl.DataFrame:
    """Return a row per thing asked and period, with ``voorlopig``: from the first to the last delivered month.

    They go on to the month ``until``; with ``only`` those periods alone of which it has a row, in the columns it has.
    """
    reach = _reach(asked, months, withheld, until)
    made = [
        periods(Periode(kind), van, tot).with_columns(kind=pl.lit(kind), eerste=pl.lit(van), laatste=pl.lit(tot))
        for kind, van, tot in reach.select("kind", "eerste", "laatste").unique().iter_rows()
    ]
    every = pl.concat(made or [PERIOD_SCHEMA.to_frame().with_columns(
        kind=pl.lit("", pl.String), eerste=pl.lit(today), laatste=pl.lit(today)
    )])  # fmt: skip
    spans = reach.join(every, on=["kind", "eerste", "laatste"]).select(*_OF_A_SPAN, *PERIOD_SCHEMA.names())
    if only is not None:
        spans = spans.join(only, on=[name for name in only.columns if name in spans.columns], how="semi")
    # The literal stands right: on the left Polars 2.1 gives one row where all rows have the same day.
    return spans.with_columns(voorlopig=final_from(pl.col("periode_tot"), pl.col("wacht")) > pl.lit(today))


def _reach(
    asked: pl.DataFrame, months: pl.DataFrame, withheld: pl.DataFrame | None, until: date | None
) -> pl.DataFrame:
    """Add to each thing asked its first and last month, ``eerste`` and ``laatste``; without any month it is gone."""
    bounds = {"eerste": pl.col("maand").min(), "laatste": pl.col("maand").max()}
    if withheld is None:
        placed = asked.join(months.select(**bounds), how="cross") if months.height else asked.clear().with_columns(
            pl.lit(None, pl.Date).alias(name) for name in bounds
        )  # fmt: skip
    else:
        left = _not_withheld(pairs_of(asked), _delivered(months), withheld, "maand")
        placed = asked.join(left.group_by("paar").agg(**bounds), on="paar")
    if until is None:
        return placed
    return placed.with_columns(
        eerste=pl.min_horizontal("eerste", pl.lit(until)), laatste=pl.max_horizontal("laatste", pl.lit(until))
    )


def _delivered(months: pl.DataFrame) -> pl.DataFrame:
    return months.select(gebied="gm_code", maand="maand").unique()


def _not_withheld(
    pairs: pl.DataFrame, delivered: pl.DataFrame, withheld: pl.DataFrame | None, column: str
) -> pl.DataFrame:
    """Return paar and ``column``, gebied or maand, of which not everything delivered is withheld.

    By numbers: to set every pair against every gebied and month takes far more than all the rest.
    """
    every = pairs.select("paar").join(delivered.group_by(column).agg(alle=pl.len()), how="cross")
    if withheld is None:
        return every.drop("alle")
    gone = withheld.join(delivered, on=["gebied", "maand"], how="semi").group_by("paar", column).agg(weg=pl.len())
    found = every.join(gone, on=["paar", column], how="left")
    return found.filter(pl.col("alle") > pl.col("weg").fill_null(0)).select("paar", column)


def newest_final(
    pairs: Sequence[tuple[Indicator, Variant]],
    kinds: Sequence[Periode],
    dekking: pl.DataFrame,
    *,
    today: date,
    least: int,
) -> pl.DataFrame:
    """Return indicator, variant, kind, periode_van and periode_tot of the newest final period of each pair.

    It is one that at least ``least`` gebieden delivered whole; where there is none, one that is not final, and else
    there is none. ``dekking`` is what was delivered, also as in a publication, with ``maanden``.
    """
    length = pl.col("maanden") if "maanden" in dekking.columns else pl.lit(1, pl.Int32)
    asked = asked_of(pairs, kinds)
    months = dekking.filter(pl.col("maand") <= today, "volledig").with_columns(geleverd=length)
    spans = spans_of(asked, months, None, until=None, only=None, today=today).join(
        asked.select("vraag", "tabel"), on="vraag"
    )
    periods_of = spans.select("tabel", "periode_van", "periode_tot", "maanden").unique()
    whole = (
        periods_of.join(months.group_by("tabel", "maand", "gm_code").agg(pl.col("geleverd").max()), on="tabel")
        .filter(pl.col("maand").is_between("periode_van", "periode_tot", closed="left"))
        .group_by("tabel", "periode_van", "periode_tot", "maanden", "gm_code")
        .agg(pl.col("geleverd").sum())
        .filter(pl.col("geleverd") >= pl.col("maanden"))
        .group_by("tabel", "periode_van", "periode_tot")
        .agg(gebieden=pl.len())
        .filter(pl.col("gebieden") >= least)
    )
    found = spans.join(whole, on=["tabel", "periode_van", "periode_tot"], how="semi")
    ordered = found.sort("vraag", ~pl.col("voorlopig"), "periode_van")
    newest = ordered.group_by("vraag", maintain_order=True).last()
    return newest.select("indicator", "variant", "kind", "periode_van", "periode_tot")
