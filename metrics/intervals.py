"""How sure a value is: Wilson for shares, Byar for counts, Newcombe and MOVER for differences."""

from statistics import NormalDist

import polars as pl

# Below this Byar's approximation is not good enough, and the exact Poisson limits are used.
_EXACT_BELOW = 10


def z_value(level: float) -> float:
    """Return how many standard errors a two-sided interval of this level reaches, 1.96 for 0.95."""
    if not 0 < level < 1:
        raise ValueError(f"a level lies between 0 and 1, not {level}")
    return NormalDist().inv_cdf((1 + level) / 2)


def wilson(teller: pl.Expr, noemer: pl.Expr, level: float = 0.95) -> tuple[pl.Expr, pl.Expr]:
    """Return the limits of a share; null where there is nothing to divide by."""
    z = z_value(level)
    wide = 2 * teller + z * z
    spread = z * (z * z + 4 * teller * (1 - teller / noemer)).sqrt()
    low, high = ((wide + sign * spread) / (2 * (noemer + z * z)) for sign in (-1, 1))
    # Rounding must not push a limit past the only value possible.
    low = pl.when(teller == 0).then(0.0).otherwise(low)
    high = pl.when(teller == noemer).then(1.0).otherwise(high)
    return pl.when(noemer > 0).then(low), pl.when(noemer > 0).then(high)


def byar(aantal: pl.Expr, level: float = 0.95) -> tuple[pl.Expr, pl.Expr]:
    """Return the limits of the expected number behind a count: Byar, exact Poisson below ten."""
    z = z_value(level)
    exact_low, exact_high = _exact_poisson(level)
    above = aantal + 1
    low = aantal * (1 - 1 / (9 * aantal) - z / (3 * aantal.sqrt())).pow(3)
    high = above * (1 - 1 / (9 * above) + z / (3 * above.sqrt())).pow(3)
    few = aantal < _EXACT_BELOW
    place = aantal.clip(0, _EXACT_BELOW - 1).cast(pl.Int64)
    return (
        pl.when(few).then(place.replace_strict(exact_low, return_dtype=pl.Float64)).otherwise(low),
        pl.when(few).then(place.replace_strict(exact_high, return_dtype=pl.Float64)).otherwise(high),
    )


def difference(
    own: tuple[pl.Expr, pl.Expr, pl.Expr], other: tuple[pl.Expr, pl.Expr, pl.Expr]
) -> tuple[pl.Expr, pl.Expr]:
    """Return the limits of own - other from (value, lower, upper) of each, which must be independent.

    With Wilson limits this is Newcombe's hybrid score interval; with others it is MOVER.
    """
    (value, low, high), (value_2, low_2, high_2) = own, other
    gap = value - value_2
    return (
        gap - ((value - low).pow(2) + (high_2 - value_2).pow(2)).sqrt(),
        gap + ((high - value).pow(2) + (value_2 - low_2).pow(2)).sqrt(),
    )


def _exact_poisson(level: float) -> tuple[dict[int, float], dict[int, float]]:
    """Return the exact limits for each count below ten."""
    from scipy.special import gammainccinv, gammaincinv  # pyright: ignore[reportMissingTypeStubs]

    tail = (1 - level) / 2
    counts = range(_EXACT_BELOW)
    low = {x: float(gammaincinv(x, tail)) if x else 0.0 for x in counts}
    high = {x: float(gammainccinv(x + 1, tail)) for x in counts}
    return low, high
