"""A random-intercept binomial model: shares that follow what is known of a group, and differ by more than that."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.float64]
Places = NDArray[np.int64]

_NEWTON_STEPS: Final = 50
_CLOSE: Final = 1e-10
_STEP: Final = 1e-4
_PULLS: Final = 0.5


class NotFittedError(ValueError):
    """Counts from which no model can be made."""


@dataclass(frozen=True, eq=False)
class _Data:
    """What a likelihood is of."""

    hits: Numbers
    cases: Numbers
    design: Numbers
    place: Places
    groups: int
    points: int

    def summed(self, rows: Numbers) -> Numbers:
        """Add up rows per group."""
        return np.bincount(self.place, rows, self.groups).astype(np.float64)

    def without(self, group: int) -> "_Data":
        """Leave out the rows of one group, which stays as a group without rows and so without a say."""
        stays = self.place != group
        hits, cases, design = (each[stays] for each in (self.hits, self.cases, self.design))
        return _Data(hits, cases, design, self.place[stays], self.groups, self.points)


@dataclass(frozen=True, eq=False)
class RandomIntercept:
    """A fitted model: logit P = X beta + sd u, with one standard normal u per group.

    ``beta`` has one number per column of X, ``sd`` is that of the intercepts, ``loglik`` the maximised log
    likelihood. ``scores`` (groups x parameters) and ``curvatures`` (groups x parameters x parameters) are the first
    and second derivatives of each group's part of it in (beta, sd); ``data`` is what it was fitted to.
    """

    beta: Numbers
    sd: float
    loglik: float
    scores: Numbers
    curvatures: Numbers
    data: _Data

    @property
    def covariance(self) -> Numbers:
        """Return the covariance of (beta, sd): minus the inverse of the second derivatives."""
        return -_inverse(self.curvatures.sum(axis=0))

    def without_each(self) -> tuple[Numbers, Numbers]:
        """Return for each group (beta, sd) as fitted without it, and the covariance of these.

        One step of Newton from the fit of all: with g and H the derivatives of the group's own part,
        theta + (sum H - H)^-1 g. Source: Pregibon (1981), Annals of Statistics 9, for logistic regression. A group that
        pulls an estimate by more than half a standard error is left out in a fit of its own.
        """
        rest = self.curvatures.sum(axis=0) - self.curvatures
        inverse = _inverse(rest)
        step: Numbers = np.einsum("gij,gj->gi", inverse, self.scores)
        theta, covariance = np.append(self.beta, self.sd) + step, -inverse
        error = np.sqrt(np.diag(self.covariance).clip(0))
        for group in np.flatnonzero((np.abs(step) > _PULLS * error).any(axis=1)):
            data = self.data.without(int(group))
            theta[group] = _most_likely(theta[group], data)
            covariance[group] = -_inverse(_derivatives(theta[group], data)[1].sum(axis=0))
        return theta, covariance


def fit(
    teller: ArrayLike, noemer: ArrayLike, design: ArrayLike, group: ArrayLike, *, points: int = 1
) -> RandomIntercept:
    """Return the model of maximum likelihood of ``teller`` out of ``noemer``, one per row of ``design`` (X).

    ``group`` numbers the group of each row from 0. Over the intercepts is integrated by adaptive Gauss-Hermite
    quadrature of so many ``points``; 1 is the Laplace approximation. Source: Pinheiro & Bates (1995), JCGS 4; the
    estimates and log likelihood are those of lme4's ``glmer(nAGQ = points)``. Counts need not be whole (n_eff).
    """
    hits, cases = np.asarray(teller, float), np.asarray(noemer, float)
    columns, place = np.asarray(design, float), np.asarray(group, np.int64)
    if columns.shape[0] == 0 or np.linalg.matrix_rank(columns) < columns.shape[1]:
        raise NotFittedError("the columns of the design say the same, or there are no rows")
    data = _Data(hits, cases, columns, place, int(place.max()) + 1, points)
    share = np.clip((hits + 0.5) / (cases + 1), 0.01, 0.99)
    weight = np.sqrt(cases * share * (1 - share))
    start = np.linalg.lstsq(columns * weight[:, None], np.log(share / (1 - share)) * weight, rcond=None)[0]

    theta = _most_likely(np.append(start, 0.5), data)
    scores, curvatures = _derivatives(theta, data)
    loglik = float(_parts(theta, data).sum() + _choose(hits, cases).sum())
    return RandomIntercept(theta[:-1], float(theta[-1]), loglik, scores, curvatures, data)


def _most_likely(start: Numbers, data: _Data) -> Numbers:
    from scipy import optimize  # pyright: ignore[reportMissingTypeStubs]

    search: Any = optimize

    def loss(theta: Numbers) -> float:
        return -float(_parts(theta, data).sum())

    found: Any = search.minimize(loss, start, method="BFGS", options={"gtol": 1e-6})
    theta = np.asarray(found.x, float)
    theta[-1] = abs(theta[-1])  # the likelihood is the same on both sides of 0
    return theta


def _parts(theta: Numbers, data: _Data) -> Numbers:
    """Return each group's part of the log likelihood, without the binomial coefficients."""
    beta, sd = theta[:-1], theta[-1]
    known = data.design @ beta
    top = np.zeros(data.groups)
    for _ in range(_NEWTON_STEPS):
        chance = _logistic(known + sd * top[data.place])
        slope = sd * data.summed(data.hits - data.cases * chance) - top
        bend = sd**2 * data.summed(data.cases * chance * (1 - chance)) + 1
        step = np.clip(slope / bend, -2, 2)
        top = top + step
        if np.abs(step).max() < _CLOSE:
            break
    chance = _logistic(known + sd * top[data.place])
    bend = sd**2 * data.summed(data.cases * chance * (1 - chance)) + 1
    nodes, weights = np.polynomial.hermite.hermgauss(data.points)
    at = top[:, None] + np.sqrt(2 / bend)[:, None] * nodes
    line = known[:, None] + sd * at[data.place]
    rows = data.hits[:, None] * line - data.cases[:, None] * np.logaddexp(0, line)
    heights = np.stack([data.summed(column) for column in rows.T], axis=1) - at**2 / 2 + nodes**2 + np.log(weights)
    peak = heights.max(axis=1)
    return peak + np.log(np.exp(heights - peak[:, None]).sum(axis=1)) - np.log(np.pi * bend) / 2


def _derivatives(theta: Numbers, data: _Data) -> tuple[Numbers, Numbers]:
    """Return the first and second derivatives of each group's part, by central differences."""
    size = theta.size
    step = _STEP * np.maximum(1, np.abs(theta))
    unit = np.diag(step)
    middle = _parts(theta, data)
    up, down = (np.stack([_parts(theta + side * row, data) for row in unit]) for side in (1, -1))
    first = ((up - down) / (2 * step[:, None])).T
    second = np.empty((data.groups, size, size))
    for i in range(size):
        second[:, i, i] = (up[i] - 2 * middle + down[i]) / step[i] ** 2
        for j in range(i):
            both = _parts(theta + unit[i] + unit[j], data) + _parts(theta - unit[i] - unit[j], data)
            mixed = (both - up[i] - down[i] - up[j] - down[j] + 2 * middle) / (2 * step[i] * step[j])
            second[:, i, j] = second[:, j, i] = mixed
    return first, second


def _inverse(matrix: Numbers) -> Numbers:
    """Return the inverse, of a stack too; of what is singular (sd 0) the pseudo-inverse."""
    made: Any = np.linalg.pinv(matrix)
    return made


def _choose(hits: Numbers, cases: Numbers) -> Numbers:
    from scipy.special import gammaln  # pyright: ignore[reportMissingTypeStubs]

    made: Any = gammaln(cases + 1) - gammaln(hits + 1) - gammaln(cases - hits + 1)
    return made


def _logistic(line: Numbers) -> Numbers:
    return 1 / (1 + np.exp(-line))
