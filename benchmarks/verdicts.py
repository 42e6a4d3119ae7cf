"""How often a gemeente that does not differ is called different.

    uv run python -m benchmarks.verdicts [--landen 60]

Per size class the share called worse and better, at 95% and at 99,8%, with the standard error of the simulation;
then what the prediction intervals of the casemix cover. Fails when a class is called worse more often than 2,5%
(0,1%) plus three standard errors, or when a prediction covers less than 95% minus as much.
"""

import argparse
from typing import Any

import numpy as np
import polars as pl

from metrics.comparison.casemix import casemix
from metrics.comparison.comparable import KENMERKEN, newest_known
from metrics.definition import Indicator
from metrics.indicators import indicator_named
from queries.reference.loader import read_reference
from tests.metrics.indifferent import SIZES, Stream, World, judged

VS07, ON01 = indicator_named("VS07"), indicator_named("ON01")
WORLDS: tuple[tuple[str, Indicator, World | Stream], ...] = (
    ("zaken apart", VS07, World(repeats=0.0)),
    ("huishoudens komen terug", VS07, World()),
    ("maanden verschillen 4 punten, kwartaal", VS07, World(months_sd=0.04)),
    ("maanden verschillen 8 punten, kwartaal", VS07, World(months_sd=0.08)),
    ("maanden verschillen 4 punten, jaar", VS07, World(months_sd=0.04, months=12)),
    ("zeldzaam (7%), jaar", VS07, World(chance=0.07, months_sd=0.02, months=12)),
    ("bijna altijd (93%), jaar", VS07, World(chance=0.93, months_sd=0.02, months=12)),
    ("grote gemeente in een klein land", VS07, World(months_sd=0.04, per_class=6)),
    ("tellingen", ON01, Stream()),
    ("tellingen in partijen", ON01, Stream(size=2.0, batch=3.0)),
    ("tellingen, maanden verschillen 20%", ON01, Stream(size=2.0, months_cv=0.2)),
)


def main() -> int:
    """Print the tables; return 1 when a bar is not held."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    asked.add_argument("--landen", type=int, default=60)
    countries: int = asked.parse_args().landen
    held = [_verdicts(name, indicator, world, countries, level) for name, indicator, world in WORLDS
            for level in (0.95, 0.998)]  # fmt: skip
    held += [_predictions(sd, max(2, countries // 6)) for sd in (0.0, 0.1, 0.3)]
    print("alles gehaald" if all(held) else "NIET GEHAALD")
    return 0 if all(held) else 1


def _verdicts(name: str, indicator: Indicator, world: World | Stream, countries: int, level: float) -> bool:
    number, called = judged(world, indicator, countries=countries * 60 // world.per_class, seed=31, level=level)
    allowed = (1 - level) / 2
    error = np.sqrt(allowed * (1 - allowed) / number)
    worse = called["slechter"] / number
    print(f"\n{name}, {level:.1%}: zaken of tellingen per maand, beoordeeld, slechter, beter, standaardfout")
    rows: Any = zip(SIZES, number, worse, called["beter"] / number, error, strict=True)
    for size, judged_here, bad, good, noise in rows:
        print(f"  {size:4d} {int(judged_here):7d} {bad:7.2%} {good:7.2%} {noise:7.2%}")
    return bool((worse <= allowed + 3 * error).all())


def _predictions(sd: float, countries: int) -> bool:
    rng = np.random.default_rng(32)
    features = newest_known(read_reference("gemeente_jaar"))
    people = features["inwoners"].to_numpy()
    poor = features["pct_laag_inkomen"].to_numpy()
    covered: list[pl.DataFrame] = []
    for _ in range(countries):
        cases = np.maximum(rng.poisson(people * 0.036), 1)
        line = -1 + 0.15 * (poor - poor.mean()) + sd * rng.normal(size=people.size)
        counts = pl.DataFrame({"gm_code": features["gm_code"], "teller": rng.binomial(cases, 1 / (1 + np.exp(-line)))})
        covered.append(casemix(counts.with_columns(noemer=cases), features, kenmerken=KENMERKEN).gemeenten)
    known = pl.concat(covered).filter(pl.col("oordeel") != "te weinig gegevens")
    fifths = known.with_columns(
        klasse=(5 * (pl.col("noemer").rank("ordinal") - 1) / pl.len()).floor().cast(pl.Int32) + 1
    )
    inside = fifths.group_by("klasse").agg((pl.col("oordeel") == "vergelijkbaar").mean().alias("deel"), pl.len())
    print(f"\ncasemix, {sd:g} op logitschaal tussen gemeenten: vijfde naar zaken, voorspeld, gedekt, standaardfout")
    held = True
    for fifth, share, number in inside.sort("klasse").iter_rows():
        noise = (0.05 * 0.95 / number) ** 0.5
        held &= share >= 0.95 - 3 * noise
        print(f"  {fifth} {number:6d} {share:7.2%} {noise:7.2%}")
    return held


if __name__ == "__main__":
    raise SystemExit(main())
