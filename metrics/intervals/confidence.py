"""How sure an interval has to be: its level, and what follows from it."""

from statistics import NormalDist


def z_value(level: float) -> float:
    """Return how many standard errors a two-sided interval of this level reaches, 1.96 for 0.95."""
    return NormalDist().inv_cdf(1 - tail(level))


def tail(level: float) -> float:
    """Return the chance that a two-sided interval of this level leaves out on each side, 0.025 for 0.95."""
    if not 0 < level < 1:
        raise ValueError(f"a level lies between 0 and 1, not {level}")
    return (1 - level) / 2
