"""The gemeenten most like one's own, on what a gemeente cannot choose: which, how far, and what makes the distance."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Kenmerk:
    """One feature of a gemeente that counts in the distance: what it is, how it is made, and how much it weighs."""

    code: str
    naam: str
    maat: pl.Expr
    gewicht: float = 1.0


def _log(column: str) -> pl.Expr:
    return pl.when(pl.col(column) > 0).then(pl.col(column).log())


# Configurable: what DDAS or CBS knows of every gemeente and no policy chooses.
KENMERKEN: Final = (
    Kenmerk("inwoners", "inwoners (logaritme)", _log("inwoners")),
    Kenmerk("stedelijkheid", "stedelijkheid", pl.col("stedelijkheid")),
    Kenmerk("pct_laag_inkomen", "huishoudens met een laag inkomen", pl.col("pct_laag_inkomen")),
    Kenmerk("bijstand_per_1000", "bijstand per 1.000 inwoners", pl.col("bijstand_per_1000")),
    Kenmerk("huurwoningen", "huurwoningen per huishouden", pl.col("huurwoningen") / pl.col("huishoudens")),
)
# Of two gemeenten that share less than this part of the weight it is not said how much they are alike.
_LEAST_SHARED: Final = 0.5


class NotComparableError(ValueError):
    """A gemeente of which too little is known to say which others are like it."""


def newest_known(gemeente_jaar: pl.DataFrame) -> pl.DataFrame:
    """Return one row per gemeente with the newest known value of each column of ``gemeente_jaar``.

    Each column is of its own newest year: not every fact is published every year.
    """
    columns = [name for name in gemeente_jaar.columns if name not in {"gm_code", "jaar", "bron"}]
    newest = (pl.col(name).drop_nulls().last() for name in columns)
    return gemeente_jaar.sort("jaar").group_by("gm_code").agg(newest).sort("gm_code")


def comparable(
    features: pl.DataFrame,
    gm_code: str,
    *,
    k: int = 10,
    kenmerken: Sequence[Kenmerk] = KENMERKEN,
    least_shared: float = _LEAST_SHARED,
) -> pl.DataFrame:
    """Return the ``k`` gemeenten of ``features`` (a row per gm_code, see newest_known) most like ``gm_code``.

    Columns: plaats (1 is the nearest), gm_code, afstand, gedeeld, ontbreekt, and per feature verschil_<code> and
    bijdrage_<code>. With z the feature minus its mean over all gemeenten that have it, divided by their standard
    deviation (n - 1), and w its weight, over the features that both gemeenten have:

    afstand = sqrt(sum w (z - z_own)^2 / sum w): how many standard deviations they lie apart on a feature, as a root
    mean square. verschil is z - z_own; bijdrage is w (z - z_own)^2 as a share of the sum, so they add up to 1 (all
    null where the distance is 0); gedeeld is the share of all weight that both have, ontbreekt names the features
    that one of them lacks. A feature that nobody has, or that is the same everywhere, counts for nothing.

    Source: standardised Euclidean distance, as the nearest neighbours of CIPFA; a missing feature is left out
    and the rest weighs more, as Dixon (1979), IEEE Trans. SMC 9. Gemeenten that share less than ``least_shared`` of the
    weight are left out; equally far, the lower code goes first.
    """
    own = (features["gm_code"] == gm_code).to_numpy()
    if not own.any():
        raise NotComparableError(f"Gemeente {gm_code} staat niet in gemeente_jaar; controleer de code.")
    scores, weights = _standardised(features, kenmerken)
    gap = scores - scores[own][0]
    shared = np.isfinite(gap)
    weight = np.where(shared, weights, 0.0).sum(axis=1)
    if weight[own][0] < least_shared * weights.sum() or weights.sum() == 0:
        missing = ", ".join(each.naam for each, known in zip(kenmerken, shared[own][0], strict=True) if not known)
        raise NotComparableError(
            f"Van gemeente {gm_code} is te weinig bekend om vergelijkbare gemeenten te zoeken; "
            f"vul in gemeente_jaar aan: {missing or 'kenmerken die verschillen'}."
        )
    part = np.where(shared, weights * np.nan_to_num(gap) ** 2, 0.0)
    total = part.sum(axis=1)
    found = pl.DataFrame(
        {
            "gm_code": features["gm_code"],
            "afstand": np.sqrt(total / np.where(weight > 0, weight, np.nan)),
            "gedeeld": weight / weights.sum(),
            "ontbreekt": _missing(shared, kenmerken),
            **{f"verschil_{each.code}": gap[:, place] for place, each in enumerate(kenmerken)},
            **{
                f"bijdrage_{each.code}": np.where(shared[:, place], part[:, place], np.nan)
                / np.where(total > 0, total, np.nan)
                for place, each in enumerate(kenmerken)
            },
        }
    ).with_columns(pl.col(pl.Float64).fill_nan(None))
    near = found.filter(pl.Series(~own), pl.col("gedeeld") >= least_shared)
    return near.sort("afstand", "gm_code").head(k).with_row_index("plaats", offset=1)


def _standardised(features: pl.DataFrame, kenmerken: Sequence[Kenmerk]) -> tuple[Numbers, Numbers]:
    """Return the z-score of each gemeente (a row) on each feature, NaN where unknown, and what each weighs."""
    known = set(features.columns)
    columns: list[Numbers] = []
    weights: list[float] = []
    for each in kenmerken:
        there = set(each.maat.meta.root_names()) <= known
        made = features.select(each.maat.cast(pl.Float64) if there else pl.lit(None, pl.Float64)).to_series()
        spread = made.std()
        varies = isinstance(spread, float) and spread > 0
        score = (made - made.mean()) / spread if varies else made
        filled = score.to_numpy() if score.len() == features.height else np.full(features.height, np.nan)
        columns.append(filled)
        weights.append(each.gewicht if varies else 0.0)
    return np.column_stack(columns), np.asarray(weights)


def _missing(shared: NDArray[np.bool_], kenmerken: Sequence[Kenmerk]) -> pl.Series:
    names = np.array([each.naam for each in kenmerken], dtype=object)
    return pl.Series([list(names[~row]) for row in shared], dtype=pl.List(pl.String))
