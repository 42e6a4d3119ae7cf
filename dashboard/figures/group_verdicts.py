"""Every gemeente of a group beside the others of it: what may be said of each, of one figure in one period."""

from collections.abc import Mapping
from typing import Any, Final

import polars as pl

from dashboard.figures.material import JUDGED
from metrics.comparison.compare import verdicts
from metrics.definition import Indicator, Methode, Variant
from metrics.intervals.confidence import z_value
from metrics.intervals.counts import byar_widened
from metrics.intervals.shares import wilson_clustered

# A group of fewer others says nothing of what is usual in it.
LEAST_OTHERS: Final = 3
JUDGED_SCHEMA: Final = pl.Schema({"gm_code": pl.String, "oordeel": pl.String, "rest": pl.Float64})
_OF_WHOLE: Final = ("waarde", "onder", "boven", "teller", "noemer", "n_eff", "phi", "voorlopig", "status")
_USUAL: Final = 0.95


def group_verdicts(
    group: pl.DataFrame, whole: Mapping[str, Any] | None, indicator: Indicator, variant: Variant, between: float | None
) -> pl.DataFrame:
    """Judge each row of ``group`` beside the rest of it: gm_code, oordeel, and rest, the value of that rest.

    ``group`` has gm_code, the columns of a figure with limits at 95%, and ``lid``: whether the row is part of the
    ``whole``, the published figure of the group in the same period. In that whole those too small to be shown by name
    are as well. Limits are taken at 99,8%, since many are judged at once; those of a median are stretched
    to it as those of a normal deviate would. ``between`` is the variance between months of the own gemeente (see
    metrics.comparison.between_months): others' months are not published, so they are taken to differ as much. The phi
    of a rate is of seven pairs of quarters: too low in many, so it is nowhere taken below the middle one of the group.

    Nothing where fewer than three others are shown, the whole is not, or each is set against a base year of its own.
    """
    if group.height <= LEAST_OTHERS or not whole or whole["waarde"] is None:
        return JUDGED_SCHEMA.to_frame()
    if indicator.methode_van(variant) is Methode.RATIO:
        return JUDGED_SCHEMA.to_frame()
    rest = _rest(group, whole, indicator, variant)
    tau2 = None if between is None else pl.Series([between] * group.height, dtype=pl.Float64)
    own = group.with_columns(phi=pl.max_horizontal("phi", pl.col("phi").median())).with_columns(
        **_limits(indicator, variant)
    )
    said = verdicts(own, rest, indicator, variant=variant, between=tau2, level=JUDGED.level)
    return group.select("gm_code", oordeel=said.cast(pl.String), rest=rest["waarde"])


def _rest(group: pl.DataFrame, whole: Mapping[str, Any], indicator: Indicator, variant: Variant) -> pl.DataFrame:
    """Return for each row the figure of the whole without it; of a median that of the whole, for none can be taken out.

    What is rounded can be taken away more often than it is there: no count is below 0.
    """
    same = group.with_columns(pl.lit(whole[name], dtype=group.schema[name]).alias(name) for name in _OF_WHOLE)
    if indicator.methode_van(variant).uit_verdeling:
        return same.with_columns(**_limits(indicator, variant))
    effective = pl.coalesce("n_eff", "noemer").fill_null(0.0)
    part = group.select(
        pl.when("lid").then(each).otherwise(0).alias(name)
        for name, each in (
            ("teller", pl.col("teller").fill_null(0)),
            ("noemer", pl.col("noemer").fill_null(0)),
            ("n_eff", effective),
        )
    )
    rest = same.with_columns(
        teller=(same["teller"] - part["teller"]).clip(0),
        noemer=(same["noemer"] - part["noemer"]).clip(0),
        n_eff=(same["n_eff"].fill_null(float(whole["noemer"])) - part["n_eff"]).clip(1),
    )
    factor = indicator.eenheid_van(variant).factor
    value = pl.when(pl.col("noemer") > 0).then(pl.col("teller") * factor / pl.col("noemer"))
    return rest.with_columns(waarde=value).with_columns(**_limits(indicator, variant))


def _limits(indicator: Indicator, variant: Variant) -> dict[str, pl.Expr]:
    """Return the limits at the level of many."""
    teller, noemer, level = pl.col("teller"), pl.col("noemer"), JUDGED.level
    methode = indicator.methode_van(variant)
    if methode is Methode.WILSON:
        low, high = wilson_clustered(teller, noemer, noemer / pl.col("n_eff"), level)
    elif methode is Methode.BYAR:
        factor = indicator.eenheid_van(variant).factor
        low, high = (limit * factor / noemer for limit in byar_widened(teller, pl.col("phi"), level))
    else:
        times, value = z_value(level) / z_value(_USUAL), pl.col("waarde")
        low, high = (value - (value - pl.col("onder")) * times, value + (pl.col("boven") - value) * times)
    known = pl.col("waarde").is_not_null() & (noemer > 0)
    return {"onder": pl.when(known).then(low), "boven": pl.when(known).then(high)}
