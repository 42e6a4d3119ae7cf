"""How sure a value is: every interval of the product, by its name."""

from metrics.intervals.confidence import z_value
from metrics.intervals.counts import byar, byar_widened, exact_poisson, rate, ratio_to_base
from metrics.intervals.differences import mover, newcombe
from metrics.intervals.shares import exact_binomial, wilson, wilson_clustered
from metrics.intervals.standardised import directly_standardised, indirectly_standardised

# The name under which it was known before it had company.
difference = mover

__all__ = [
    "byar",
    "byar_widened",
    "difference",
    "directly_standardised",
    "exact_binomial",
    "exact_poisson",
    "indirectly_standardised",
    "mover",
    "newcombe",
    "rate",
    "ratio_to_base",
    "wilson",
    "wilson_clustered",
    "z_value",
]
