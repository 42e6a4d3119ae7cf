"""The stored counts of many variants, month by month and added up per period: what figures are made of."""

from collections.abc import Mapping
from typing import Final

import polars as pl

from metrics.measure import Methode

CELL: Final = ["gebied", "cel", "periode_van"]
KEY: Final = ["vraag", *CELL]  # a figure: what was asked (see metrics.asked), of which cell, in which period
WHOLE: Final = ""
_PLACE: Final = ["paar", "gebied", "cel"]
_MONTH: Final = ["paar", "gebied", "maand"]
_NUMBERS: Final = ("teller", "noemer", "onbekend", "inwoners")
_COUNTED: Final = (*_NUMBERS, "gemeenten", "bladen", "onderdrukt")


def counts_of(telling: pl.DataFrame, pairs: pl.DataFrame, uitsplitsing: str) -> pl.DataFrame:
    """Return the rows of ``pairs``, whole and by cell; of each gebied and month those of the newest version.

    Counts of a version newer than ``nieuwste`` are left out: what they mean is not known here. ``bladen`` and
    ``onderdrukt`` are those of a publication; of stored counts nothing is rounded and nothing is withheld.
    """
    named = pairs.select("paar", "indicator", "variant", "nieuwste")
    mine = (
        telling.filter(pl.col("uitsplitsing").is_in({WHOLE, uitsplitsing}))
        .join(named, on=["indicator", "variant"])
        .filter(pl.col("versie") <= pl.col("nieuwste"))
    )
    exact = {"bladen": pl.lit(0, pl.Int32), "onderdrukt": pl.lit(value=False)}
    mine = mine.with_columns(**{name: value for name, value in exact.items() if name not in telling.columns})
    if mine.select((pl.col("versie").max().over("paar") == pl.col("versie")).all()).item():
        return mine
    return mine.filter(pl.col("versie") == pl.col("versie").max().over(_MONTH))


def months_of(
    pairs: pl.DataFrame, months: pl.DataFrame, withheld: pl.DataFrame | None, needed: pl.DataFrame | None
) -> pl.DataFrame:
    """Return the delivered months of each pair's case table, whole or in part, of which its count is not withheld.

    With ``needed`` (paar, maand) those months alone, but all of a rate: how far those lie apart widens its limits.
    """
    length = pl.col("maanden") if "maanden" in months.columns else pl.lit(1, pl.Int32)
    delivered = months.select("tabel", "maand", "volledig", gebied="gm_code", maanden=length)
    mine = pairs.select("paar", "tabel", "methode", "van_geheel")
    on = ["tabel"]
    if needed is not None:
        every = mine.join(delivered.select("tabel", "maand").unique(), on="tabel")
        rates = pl.col("methode") == Methode.BYAR.value
        wanted = every.join(needed, on=["paar", "maand"], how="semi")
        mine, on = pl.concat([every.filter(rates), wanted.filter(~rates)]), ["tabel", "maand"]
    placed = mine.join(delivered, on=on).drop("tabel")
    return placed if withheld is None else placed.join(withheld, on=_MONTH, how="anti")


def cells_of(counts: pl.DataFrame, months: pl.DataFrame, uitsplitsing: str) -> pl.DataFrame | None:
    """Return paar and cel: those cells of a breakdown in which anything was ever counted; None for the whole.

    Of a pair without any, or without a delivered month, there is the whole only.
    """
    if uitsplitsing == WHOLE:
        return None
    found = counts.filter(uitsplitsing=uitsplitsing).select("paar", "cel").unique()
    return found.join(months.select("paar").unique(), on="paar", how="semi").sort("paar", "cel")


def counted_months(
    counts: pl.DataFrame,
    months: pl.DataFrame,
    cells: pl.DataFrame | None,
    total: Mapping[int, int] | pl.DataFrame,
) -> pl.DataFrame:
    """Return a row for each cell and month that was delivered, whole or in part; a part counts for nothing.

    ``counts``, ``months`` and ``cells`` are those of the functions above, ``total`` the inhabitants per year
    of all gemeenten of a region, or of many regions (gebied, jaar, inwoners_totaal). In a publication a row is
    about more months, ``maanden`` from ``maand`` on. What is withheld counts for nothing, as a part does.
    """
    whole = counts.filter(uitsplitsing=WHOLE)
    if cells is None:
        # The whole is its own cell: what is set against the whole is set against itself.
        joined = months.with_columns(cel=pl.lit(WHOLE)).join(
            whole.select("paar", "gebied", "maand", "versie", *_COUNTED), on=_MONTH, how="left"
        )
        hidden, noemer = pl.col("onderdrukt").fill_null(value=False), pl.col("noemer")
        people, gemeenten = pl.col("inwoners"), pl.col("gemeenten")
    else:
        of_cells = counts.filter(pl.col("uitsplitsing") != WHOLE).select(*_PLACE, "maand", *_COUNTED)
        beside = whole.select(
            *_MONTH, "versie", noemer_geheel="noemer", gemeenten_geheel="gemeenten", inwoners_geheel="inwoners",
            onderdrukt_geheel="onderdrukt",
        )  # fmt: skip
        joined = (
            months.join(cells, on="paar")
            .join(of_cells, on=[*_PLACE, "maand"], how="left")
            .join(beside, on=_MONTH, how="left")
        )
        hidden = pl.any_horizontal(pl.col("onderdrukt", "onderdrukt_geheel").fill_null(value=False))
        # Where a cell has no row, nothing was counted; how many gemeenten that is about the whole knows.
        noemer = pl.when("van_geheel").then("noemer_geheel").otherwise("noemer")
        people, gemeenten = pl.coalesce("inwoners_geheel", "inwoners"), pl.coalesce("gemeenten_geheel", "gemeenten")
    if len(total):
        known = total if isinstance(total, pl.DataFrame) else _years(total)
        on = [name for name in ("gebied", "jaar") if name in known.columns]
        joined = joined.with_columns(jaar=pl.col("maand").dt.year()).join(known, on=on, how="left")
    else:
        joined = joined.with_columns(inwoners_totaal=pl.lit(None, pl.Int64))
    return joined.with_columns(pl.col("volledig") & ~hidden).with_columns(
        pl.when("volledig").then(noemer.fill_null(0)).alias("noemer"),
        pl.when("volledig").then(pl.col("teller", "onbekend").fill_null(0)),
        pl.when("volledig").then(people.fill_null(0)).alias("inwoners"),
        pl.when("volledig").then(gemeenten.fill_null(1)).alias("gemeenten"),
        pl.when("volledig").then(pl.col("bladen").fill_null(0)),
        pl.when("volledig").then("versie"),
    )


def per_period(
    monthly: pl.DataFrame, gebieden: pl.DataFrame, cells: pl.DataFrame | None, spans: pl.DataFrame
) -> pl.DataFrame:
    """Add up the months of each period; ``geleverd`` and ``deels`` count how many there were, whole and in part.

    ``versies`` lists the versions of the definition that the months were counted with, oldest first.
    """
    summed = (
        monthly.join(months_within(spans), on=["paar", "maand"])
        .group_by(KEY)
        .agg(
            pl.col(*_NUMBERS, "inwoners_totaal", "bladen").sum(),
            # The month with the fewest says how far the sum reaches.
            gemeenten=pl.col("gemeenten").min(),
            geleverd=(pl.col("maanden") * pl.col("volledig")).sum(),
            deels=(pl.col("maanden") * ~pl.col("volledig")).sum(),
            versies=_versions(monthly),
        )
    )
    if cells is None:
        placed = gebieden.with_columns(cel=pl.lit(WHOLE))
    else:
        placed = gebieden.join(cells, on="paar", how="left").with_columns(pl.col("cel").fill_null(WHOLE))
    nothing = pl.col("geleverd") == 0
    return (
        spans.join(placed, on="paar")
        .join(summed, on=KEY, how="left")
        .with_columns(pl.col("geleverd", "deels", "bladen").fill_null(0), pl.col("versies").fill_null([]))
        .with_columns(pl.when(~nothing).then(pl.col(name)).alias(name) for name in _NUMBERS)
    )


def histogram_per_period(
    verdeling: pl.DataFrame, counts: pl.DataFrame, monthly: pl.DataFrame, spans: pl.DataFrame
) -> pl.DataFrame:
    """Put the histograms of the months of each period under each other, of the versions that were counted.

    ``verdeling`` has ``paar``.
    """
    whole = monthly.filter("volledig").select(_MONTH).unique()
    # Only what is there is compared: a month without a case has a histogram in no version.
    version = counts.select(*_MONTH, "versie").unique()
    return (
        verdeling.filter(pl.col("aantal") > 0)
        .join(version, on=[*_MONTH, "versie"], how="semi")
        .join(whole, on=_MONTH, how="semi")
        .join(months_within(spans), on=["paar", "maand"])
        .group_by(*KEY, "waarde", "gecensureerd")
        .agg(pl.col("aantal").sum())
    )


def _years(total: Mapping[int, int]) -> pl.DataFrame:
    return pl.DataFrame(
        {"jaar": list(total.keys()), "inwoners_totaal": list(total.values())},
        schema={"jaar": pl.Int32, "inwoners_totaal": pl.Int64},
    )


def months_within(spans: pl.DataFrame) -> pl.DataFrame:
    """Return each month with what was asked and the periods that it is in."""
    months = pl.date_ranges("periode_van", "periode_tot", "1mo", closed="left")
    return spans.select("vraag", "paar", "periode_van", maand=months).explode("maand")


def _versions(monthly: pl.DataFrame) -> pl.Expr:
    """List the versions of a group; the short way where no pair has more than one, as nearly always."""
    if not monthly.select((pl.col("versie").max().over("paar") != pl.col("versie")).any()).item():
        return pl.col("versie").drop_nulls().head(1)
    return pl.col("versie").drop_nulls().unique().sort()
