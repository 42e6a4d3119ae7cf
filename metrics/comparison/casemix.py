"""Casemix: what a share would be in a gemeente with this context, as the other gemeenten show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from metrics.comparison.comparable import KENMERKEN, Kenmerk
from metrics.comparison.oordelen import TE_WEINIG, VERGELIJKBAAR, higher_and_lower
from metrics.comparison.random_intercept import RandomIntercept, fit
from metrics.definition import Richting

Numbers = NDArray[np.float64]

# What a gemeente has and did not choose: the columns of gemeente_jaar.
CONTEXT: Final = (
    "inwoners", "huishoudens", "corporatiewoningen", "huurwoningen", "grootteklasse", "stedelijkheid",
    "pct_laag_inkomen", "bijstand_per_1000",
)  # fmt: skip
# As many gemeenten for each thing that is estimated: fewer, and chance decides what the context does.
_PER_TERM: Final = 10
# Into how many slices the intercept is cut, thinner towards the ends: at 99,8% the tail is one thousandth.
_SLICES: Final = 200


class CasemixError(ValueError):
    """A model that would explain away what a gemeente does."""


@dataclass(frozen=True, eq=False)
class Casemix:
    """The verdicts, and the model of all gemeenten together that they come from.

    ``effecten`` has a row per term: term (constante or a code), beta (log odds per standard deviation of the
    feature) and fout, its standard error. ``sd`` is how far gemeenten differ beyond that, in log odds; null when
    there were too few gemeenten for a model.
    """

    gemeenten: pl.DataFrame
    effecten: pl.DataFrame
    sd: float | None


def casemix(
    counts: pl.DataFrame,
    features: pl.DataFrame,
    *,
    kenmerken: Sequence[Kenmerk] = KENMERKEN,
    richting: Richting = Richting.GEEN,
    level: float = 0.95,
) -> Casemix:
    """Return what was expected of each row of ``counts``: gm_code, teller, noemer and, where households repeat, n_eff.

    ``features``: a row per gm_code with columns of gemeente_jaar (comparison.comparable.newest_known); a feature
    made of anything else is refused with CasemixError. The gemeenten get waarde, verwacht, onder, boven, kans and
    oordeel (and keep their columns):

    - the model is logit P = X beta + sd u over all *other* gemeenten (metrics.comparison.random_intercept; the features
      standardised over all), counts taken as n_eff cases where that is given;
    - the prediction for a gemeente with n cases is binomial(n, P) with logit P = x beta + sqrt(sd^2 + x V x) t, where
      V is the covariance of beta and t is Student's with (gemeenten - terms - 1) degrees of freedom; verwacht is the
      mean of P, onder and boven the counts at the tails of ``level`` divided by n, so what lies on a limit is within;
      kans is twice the smaller tail at what was counted, at most 1;
    - beter, slechter or vergelijkbaar (hoger, lager); "te weinig gegevens" for a gemeente without cases or with a
      feature unknown, and for all with fewer than 10 gemeenten per term.

    Source: the prediction interval of a new group in a random-effects model, with t: Higgins, Thompson & Spiegelhalter
    (2009), JRSS A 172; leaving the own out so as not to be judged by oneself: domain rule.
    """
    _only_context(kenmerken)
    design, known = _design(counts, features, kenmerken)
    teller, noemer = (counts[name].cast(pl.Float64).fill_null(0.0).to_numpy() for name in ("teller", "noemer"))
    cases = counts["n_eff"].cast(pl.Float64).fill_null(0.0).to_numpy() if "n_eff" in counts.columns else noemer
    usable = known & (noemer > 0) & (cases > 0)
    hits = cases * _divided(teller, noemer, 0.0)
    varies = np.append(True, design[usable][:, 1:].std(axis=0) > 0) if usable.any() else np.ones(design.shape[1], bool)
    terms = [name for name, keep in zip(_terms(kenmerken), varies, strict=True) if keep]
    design = design[:, varies]
    made = pl.DataFrame({name: np.full(noemer.shape, np.nan) for name in ("verwacht", "onder", "boven", "kans")})
    enough = int(usable.sum()) >= _PER_TERM * (len(terms) + 1)
    model = fit(hits[usable], cases[usable], design[usable], np.arange(int(usable.sum()))) if enough else None
    if model is not None:
        made = _predictions(model, hits, cases, design, usable, level)
    judged = counts.with_columns(
        pl.Series("waarde", _divided(teller, noemer, np.nan)),
        *made.get_columns(),
    ).with_columns(pl.col("waarde", *made.columns).fill_nan(None))
    return Casemix(judged.with_columns(oordeel=_words(richting)), _effects(model, terms), model.sd if model else None)


def _only_context(kenmerken: Sequence[Kenmerk]) -> None:
    for each in kenmerken:
        chosen = set(each.maat.meta.root_names()) - set(CONTEXT)
        if chosen:
            raise CasemixError(
                f"Kenmerk '{each.naam}' rekent met {', '.join(sorted(chosen))}; "
                "gebruik alleen wat een gemeente niet zelf kiest, uit gemeente_jaar."
            )


def _divided(part: Numbers, whole: Numbers, nothing: float) -> Numbers:
    return np.where(whole > 0, part / np.where(whole > 0, whole, 1.0), nothing)


def _terms(kenmerken: Sequence[Kenmerk]) -> list[str]:
    return ["constante", *(each.code for each in kenmerken)]


def _design(counts: pl.DataFrame, features: pl.DataFrame, kenmerken: Sequence[Kenmerk]) -> tuple[Numbers, Any]:
    """Return the constant and the standardised features of each row, and of which rows all are known."""
    measured = features.select("gm_code", *(each.maat.cast(pl.Float64).alias(each.code) for each in kenmerken))
    rows = counts.select("gm_code").join(measured, on="gm_code", how="left", maintain_order="left").drop("gm_code")
    raw = (
        rows.select(pl.lit(1.0).alias("constante"), *rows.columns).to_numpy()
        if rows.width
        else np.ones((rows.height, 1))
    )
    known = np.isfinite(raw).all(axis=1)
    if not known.any():
        return np.zeros(raw.shape), known
    middle, spread = raw[known].mean(axis=0), raw[known].std(axis=0)
    middle[0], spread[0] = 0.0, 1.0
    return np.nan_to_num((raw - middle) / np.where(spread > 0, spread, 1.0)), known


def _predictions(
    model: RandomIntercept, hits: Numbers, cases: Numbers, design: Numbers, usable: Any, level: float
) -> pl.DataFrame:
    """Return verwacht, onder, boven and kans of each row, NaN where nothing can be said."""
    from scipy.special import stdtrit  # pyright: ignore[reportMissingTypeStubs]

    theta, covariance = model.without_each()
    x, number = design[usable], cases[usable]
    spread = np.sqrt(theta[:, -1] ** 2 + np.einsum("gi,gij,gj->g", x, covariance[:, :-1, :-1], x).clip(0))
    edges = np.sin(np.pi * np.arange(_SLICES + 1) / (2 * _SLICES)) ** 2
    freedom = max(x.shape[0] - x.shape[1] - 1, 1)
    deviate: Any = stdtrit(freedom, (edges[1:] + edges[:-1]) / 2)
    line = (x * theta[:, :-1]).sum(axis=1)[:, None] + spread[:, None] * deviate
    mixture = _Mixture(1 / (1 + np.exp(-line)), np.diff(edges), number)
    count = hits[usable]
    kans = 2 * np.minimum(mixture.at_most(np.floor(count)), 1 - mixture.at_most(np.ceil(count) - 1))
    found = {
        "verwacht": mixture.chances @ mixture.weights,
        "onder": np.minimum(mixture.quantile((1 - level) / 2) / number, 1),
        "boven": np.minimum(mixture.quantile((1 + level) / 2) / number, 1),
        "kans": np.minimum(kans, 1),
    }
    whole = np.full((len(found), cases.size), np.nan)
    whole[:, usable] = list(found.values())
    return pl.DataFrame(dict(zip(found, whole, strict=True)))


@dataclass(frozen=True, eq=False)
class _Mixture:
    """Per gemeente (a row) a binomial count of which the chance is one of many, each with its weight."""

    chances: Numbers
    weights: Numbers
    cases: Numbers

    def at_most(self, count: Numbers) -> Numbers:
        """Return the chance of at most so many, by the incomplete beta function: cases need not be whole."""
        from scipy.special import betainc  # pyright: ignore[reportMissingTypeStubs]

        left = np.maximum(self.cases - count, 1e-9)[:, None]
        inside: Any = betainc(left, np.maximum(count, 0)[:, None] + 1, 1 - self.chances)
        return np.where(count < 0, 0.0, np.where(count >= self.cases, 1.0, inside @ self.weights))

    def quantile(self, chance: float) -> Numbers:
        """Return the smallest whole count that is not passed with at least this chance."""
        low, high = np.full(self.cases.shape, -1.0), np.ceil(self.cases)
        while (high - low > 1).any():
            middle = np.floor((low + high) / 2)
            reached = self.at_most(middle) >= chance
            low, high = np.where(reached, low, middle), np.where(reached, middle, high)
        return high


def _words(richting: Richting) -> pl.Expr:
    higher, lower = higher_and_lower(richting)
    return (
        pl.when(pl.any_horizontal(pl.col("waarde", "onder", "boven").is_null()))
        .then(pl.lit(TE_WEINIG))
        .when(pl.col("waarde") > pl.col("boven"))
        .then(pl.lit(higher))
        .when(pl.col("waarde") < pl.col("onder"))
        .then(pl.lit(lower))
        .otherwise(pl.lit(VERGELIJKBAAR))
    )


def _effects(model: RandomIntercept | None, terms: Sequence[str]) -> pl.DataFrame:
    schema = {"term": pl.String, "beta": pl.Float64, "fout": pl.Float64}
    if model is None:
        return pl.DataFrame(schema=schema)
    error = np.sqrt(np.diag(model.covariance)[:-1].clip(0))
    return pl.DataFrame({"term": list(terms), "beta": model.beta, "fout": error}, schema=schema)
