"""The stored counts of one variant, month by month and added up per period: what figures are made of."""

from collections.abc import Mapping

import polars as pl

from metrics.definition import Indicator, Variant

CELL = ["gebied", "cel", "periode_van"]
WHOLE = ""
_NUMBERS = ("teller", "noemer", "onbekend", "inwoners")


def counts_of(telling: pl.DataFrame, indicator: Indicator, variant: Variant, uitsplitsing: str) -> pl.DataFrame:
    """Return the rows of a variant, whole and by cell; of each gebied and month those of the newest version.

    Counts of a version newer than ``indicator`` are left out: what they mean is not known here. ``bladen`` and
    ``onderdrukt`` are those of a publication; of stored counts nothing is rounded and nothing is withheld.
    """
    mine = telling.filter(
        pl.col("versie") <= indicator.versie,
        pl.col("uitsplitsing").is_in({WHOLE, uitsplitsing}),
        indicator=indicator.code,
        variant=variant.code,
    )
    exact = {"bladen": pl.lit(0, pl.Int32), "onderdrukt": pl.lit(value=False)}
    mine = mine.with_columns(**{name: value for name, value in exact.items() if name not in telling.columns})
    if mine["versie"].n_unique() < 2:
        return mine
    return mine.filter(pl.col("versie") == pl.col("versie").max().over("gebied", "maand"))


def counted_months(
    counts: pl.DataFrame,
    months: pl.DataFrame,
    indicator: Indicator,
    variant: Variant,
    uitsplitsing: str,
    total: Mapping[int, int],
) -> pl.DataFrame:
    """Return a row for each cell and month that was delivered, whole or in part; a part counts for nothing.

    ``counts`` are those of ``counts_of``, ``months`` the months delivered, ``total`` the inhabitants per year
    of all gemeenten of a region. In a publication a row is about more months, ``maanden`` from ``maand`` on.
    What is withheld counts for nothing, as a part does.
    """
    of_cells = counts.filter(uitsplitsing=uitsplitsing).select(
        "gebied", "cel", "maand", "teller", "noemer", "onbekend", "gemeenten", "inwoners", "bladen", "onderdrukt"
    )
    whole = counts.filter(uitsplitsing=WHOLE).select(
        "gebied", "maand", "versie", noemer_geheel="noemer", gemeenten_geheel="gemeenten", inwoners_geheel="inwoners",
        onderdrukt_geheel="onderdrukt",
    )  # fmt: skip
    years = pl.DataFrame(
        {"jaar": list(total.keys()), "inwoners_totaal": list(total.values())},
        schema={"jaar": pl.Int32, "inwoners_totaal": pl.Int64},
    )
    # Where a cell has no row, nothing was counted; how many gemeenten that is about the whole knows.
    noemer = "noemer_geheel" if indicator.noemer_van_geheel(variant, uitsplitsing) else "noemer"
    return (
        months.filter(tabel=indicator.tabel_van(variant))
        .select(
            pl.col("gm_code").alias("gebied"), "maand", "volledig", pl.col("maand").dt.year().alias("jaar"),
            pl.col("maanden") if "maanden" in months.columns else pl.lit(1, pl.Int32).alias("maanden"),
        )
        .join(_cells(of_cells, uitsplitsing), how="cross")
        .join(of_cells, on=["gebied", "cel", "maand"], how="left")
        .join(whole, on=["gebied", "maand"], how="left")
        .join(years, on="jaar", how="left")
        .with_columns(
            pl.col("volledig") & ~pl.any_horizontal(pl.col("onderdrukt", "onderdrukt_geheel").fill_null(value=False))
        )
        .with_columns(
            pl.when("volledig").then(pl.col(noemer).fill_null(0)).alias("noemer"),
            pl.when("volledig").then(pl.col("teller", "onbekend").fill_null(0)),
            pl.when("volledig").then(pl.coalesce("inwoners_geheel", "inwoners").fill_null(0)).alias("inwoners"),
            pl.when("volledig").then(pl.coalesce("gemeenten_geheel", "gemeenten").fill_null(1)).alias("gemeenten"),
            pl.when("volledig").then(pl.col("bladen").fill_null(0)),
            pl.when("volledig").then("versie"),
        )
    )  # fmt: skip


def per_period(monthly: pl.DataFrame, months: pl.DataFrame, spans: pl.DataFrame) -> pl.DataFrame:
    """Add up the months of each period; ``geleverd`` and ``deels`` count how many there were, whole and in part.

    ``versies`` lists the versions of the definition that the months were counted with, oldest first.
    """
    gebieden = months.select(pl.col("gm_code").alias("gebied")).unique()
    cells = monthly.select("cel").unique() if monthly.height else pl.DataFrame({"cel": [WHOLE]})
    summed = (
        monthly.join(_months_of(spans), on="maand")
        .group_by(CELL)
        .agg(
            pl.col(*_NUMBERS, "inwoners_totaal", "bladen").sum(),
            # The month with the fewest says how far the sum reaches.
            gemeenten=pl.col("gemeenten").min(),
            geleverd=pl.col("maanden").filter("volledig").sum(),
            deels=pl.col("maanden").filter(~pl.col("volledig")).sum(),
            versies=_versions(monthly),
        )
    )
    nothing = pl.col("geleverd") == 0
    return (
        gebieden.join(cells, how="cross")
        .join(spans, how="cross")
        .join(summed, on=CELL, how="left")
        .with_columns(pl.col("geleverd", "deels", "bladen").fill_null(0), pl.col("versies").fill_null([]))
        .with_columns(pl.when(~nothing).then(pl.col(name)).alias(name) for name in _NUMBERS)
    )


def histogram_per_period(
    verdeling: pl.DataFrame, counts: pl.DataFrame, monthly: pl.DataFrame, spans: pl.DataFrame
) -> pl.DataFrame:
    """Put the histograms of the months of each period under each other, of the versions that were counted."""
    whole = monthly.filter("volledig").select("gebied", "maand").unique()
    # Only what is there is compared: a month without a case has a histogram in no version.
    version = counts.select("gebied", "maand", "versie").unique()
    return (
        verdeling.filter(pl.col("aantal") > 0)
        .join(version, on=["gebied", "maand", "versie"], how="semi")
        .join(whole, on=["gebied", "maand"], how="semi")
        .join(_months_of(spans), on="maand")
        .group_by(*CELL, "waarde", "gecensureerd")
        .agg(pl.col("aantal").sum())
    )


def _cells(counts: pl.DataFrame, uitsplitsing: str) -> pl.DataFrame:
    """Return the cells of a breakdown: those in which anything was ever counted."""
    if uitsplitsing == WHOLE:
        return pl.DataFrame({"cel": [WHOLE]})
    return counts.select("cel").unique().sort("cel")


def _months_of(spans: pl.DataFrame) -> pl.DataFrame:
    """Return each month with the periods that it is in."""
    months = pl.date_ranges("periode_van", "periode_tot", "1mo", closed="left")
    return spans.select("periode_van", maand=months).explode("maand")


def _versions(monthly: pl.DataFrame) -> pl.Expr:
    """List the versions of a group; the short way where there is but one, as nearly always."""
    if monthly["versie"].drop_nulls().n_unique() < 2:
        return pl.col("versie").drop_nulls().head(1)
    return pl.col("versie").drop_nulls().unique().sort()
