"""How often an interval holds the truth that was planted, and how often who does not differ is called worse.

    uv run python -m benchmarks.calibration [--schaal 0.05] [--jaren 3] [--map FOLDER]

The demo's country is simulated, taken in and counted, and the figures of every gemeente, quarter and year are laid
beside ``waarheid/verwachting.parquet``: beside ``gemeten`` where registers show something else than is true. Two truths
are not the file's own:

- VS01: the file holds the level of each month, which differs 6% from what the season and the year make of it. An
  interval is about the level behind those months (that is what phi is for), so the truth is the usual level.
- VS12a: the file holds the chance per zaak, and a household counts once a year. The truth is that of the file, moved
  for every gemeente by what the rule does to the shares of whole Nederland in that period.

Then the same for data simulated apart (tests/metrics/planted.py), with households that come back, batches and months
that differ, and the share called worse per size class there, where nobody differs.
Fails when the mean over all cells with 10 or more expected with and without the outcome lies outside 94-96%; below
that under 95% for counts or outside 92-99% for shares; or when a size class is called worse in more than 2,5%; each
with three standard errors of the simulation.
"""

import argparse
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

import polars as pl

from benchmarks.measure import alone
from benchmarks.national import Country, ontvangen, tellen, verzinnen, werkset
from metrics.figures import figures
from metrics.indicators import indicator_named
from metrics.measure import Methode
from queries.counts import read_counts, read_samenhang
from queries.demo.simulation import SEED
from queries.demo.truth import expectations
from queries.demo.world import Scenario, make_world
from queries.engine import migrate, open_engine
from queries.reference.loader import load_reference
from tests.metrics.planted import Batches, Shares, judged, simulated

CODES: Final = ("VS01", "VS07", "VS12a", "ON01")
KINDS: Final = {"kwartaal": "1q", "jaar": "1y"}
APART: Final[Mapping[str, Shares | Batches]] = {
    "zaken apart": Shares(repeats=0.0),
    "huishoudens komen terug": Shares(),
    "huishoudens komen een maand later terug": Shares(soon=1.0),
    "maanden verschillen 5 punten": Shares(soon=0.5, months_sd=0.05),
    "zeldzaam (7%)": Shares(chance=0.07),
    "bijna altijd (90%)": Shares(chance=0.9),
    "signalen apart": Batches(),
    "maanden verschillen 6%": Batches(months_cv=0.06),
    "maanden verschillen 20%": Batches(months_cv=0.2),
    "partijen van twee": Batches(batch=2.0),
    "partijen van drie": Batches(batch=3.0),
    "partijen van drie, maanden 20%": Batches(batch=3.0, months_cv=0.2),
}
_PER_CLASS: Final = 400
_LEAST: Final = 10


def count(country: Country) -> date:
    """Simulate a country, take it in and count it; return the day on which it was counted."""
    engine = open_engine(country.url)
    migrate(engine)
    with engine.begin() as connection:
        load_reference(connection, schaal=country.schaal)
    engine.dispose()
    today: date = alone(verzinnen, country).said["today"]
    for stage in (ontvangen, werkset, tellen):
        print(f"{stage.__name__}: {alone(stage, country, today).seconds:.0f} s", flush=True)
    return today


def cells(country: Country, today: date) -> pl.DataFrame:
    """Return of every final figure of a gemeente: indicator, soort, raak and mis (expected), and whether it covers."""
    engine = open_engine(country.url)
    with engine.connect() as connection:
        telling, verdeling, dekking = read_counts(connection, uitsplitsingen=[""])
        alike = read_samenhang(connection)
    engine.dispose()
    truth = planted(country)
    made: list[pl.DataFrame] = []
    for code in CODES:
        indicator = indicator_named(code)
        for kind, every in KINDS.items():
            found = figures(
                telling, verdeling, dekking, indicator, indicator.standaard, kind=kind, today=today, samenhang=alike
            ).filter(~pl.col("voorlopig"), status="ok")
            weight = pl.col("gewicht")
            periods = (
                truth.filter(pl.col("gemeten").is_not_null(), indicator=code)
                .group_by(gebied="gm_code", periode_van=pl.col("maand").dt.truncate(every))
                .agg(waar=pl.col("gemeten").dot(weight) / weight.sum(), maanden=pl.len())
                # Where nobody has a home of a corporatie there is nothing to be true.
                .filter(pl.col("waar").is_not_nan(), pl.col("maanden") == {"kwartaal": 3, "jaar": 12}[kind])
            )
            beside = found.join(periods, on=["gebied", "periode_van"])
            if code == "VS12a":
                beside = _moved(beside)
            raak = pl.col("waar") * pl.col("noemer") / indicator.eenheid.factor
            counts = indicator.methode is Methode.BYAR
            made.append(
                beside.select(
                    indicator=pl.lit(code),
                    soort=pl.lit(kind),
                    telt=pl.lit(counts),
                    raak=raak,
                    mis=pl.lit(float("inf")) if counts else pl.col("noemer") - raak,
                    gedekt=pl.col("waar").is_between("onder", "boven"),
                )
            )
    return pl.concat(made)


def planted(country: Country) -> pl.DataFrame:
    """Return the truth file, with the usual level of signalen in place of that of each month."""
    truth = pl.read_parquet(country.deliveries / "waarheid" / "verwachting.parquet")
    world = make_world(Scenario(SEED, country.schaal, country.jaren))
    steady = replace(world, levels=replace(world.levels, signals=world.levels.usual))
    usual = expectations(steady).filter(indicator="VS01")
    return pl.concat([truth.filter(pl.col("indicator") != "VS01"), usual.select(truth.columns)])


def _moved(beside: pl.DataFrame) -> pl.DataFrame:
    """Move the truth by what separates it from the shares of all gemeenten of a period together."""
    whole = pl.col("noemer").sum().over("periode_van")
    moved = pl.col("teller").sum().over("periode_van") - (pl.col("waar") * pl.col("noemer")).sum().over("periode_van")
    return beside.with_columns(waar=(pl.col("waar") + moved / whole).clip(0, 1))


def apart(name: str, world: Shares | Batches) -> pl.DataFrame:
    """Return the same columns of data simulated apart."""
    country = simulated(world, per_class=_PER_CLASS, seed=51)
    return pl.concat(
        country.cells(kind).select(
            "raak", "mis", "gedekt", indicator=pl.lit(name), soort=pl.lit(kind),
            telt=pl.lit(isinstance(world, Batches)),
        )
        for kind in KINDS
    ).select("indicator", "soort", "telt", "raak", "mis", "gedekt")  # fmt: skip


def coverage(found: pl.DataFrame) -> bool:
    """Print the coverage of each indicator and band, and of all; return whether all of them hold the bar."""
    banded = found.with_columns(genoeg=pl.min_horizontal("raak", "mis") >= _LEAST)
    print(f"  {'':42} {'':9} {'>= 10 verwacht':>28} {'minder':>28}")
    for (name, soort), part in banded.group_by("indicator", "soort", maintain_order=True):
        print(f"  {name!s:42} {soort!s:9} " + " ".join(_told(part.filter(genoeg=enough)) for enough in (True, False)))
    held = True
    for counts, what in ((False, "aandelen"), (True, "aantallen")):
        part = banded.filter(telt=counts)
        print(f"  {what:42} {'':9} " + " ".join(_told(part.filter(genoeg=enough)) for enough in (True, False)))
        few = (0.95, 1.0) if counts else (0.92, 0.99)
        held &= _inside(part.filter(genoeg=True), 0.94, 0.96) and _inside(part.filter(genoeg=False), *few)
    return held


def _told(part: pl.DataFrame) -> str:
    number = part.height
    if not number:
        return f"{'-':>28}"
    return f"{part['gedekt'].sum() / number:>9.2%} +-{_error(part):6.2%} ({number:>6})"


def _error(part: pl.DataFrame) -> float:
    return float((0.95 * 0.05 / max(part.height, 1)) ** 0.5)


def _inside(part: pl.DataFrame, least: float, most: float) -> bool:
    share, error = part["gedekt"].sum() / max(part.height, 1), 3 * _error(part)
    return part.is_empty() or least - error <= share <= most + error


def worse(name: str, world: Shares | Batches) -> bool:
    """Print which share of gemeenten that do not differ is called worse, per size class; return whether few are."""
    country = simulated(world, per_class=_PER_CLASS, seed=52)
    held = True
    for kind in KINDS:
        found = judged(country, kind, _PER_CLASS)
        error = (0.025 * 0.975 / pl.col("aantal")).sqrt()
        told = " ".join(f"{share:6.2%}" for share in found["slechter"])
        noise = found.select(error).to_series().item(0)
        print(f"  {name:42} {kind:9} {told}  +-{noise:.2%}")
        held &= found.filter(pl.col("slechter") > 0.025 + 3 * error).is_empty()
    return held


def report(found: pl.DataFrame | None) -> bool:
    """Print every table; return whether all bars are held."""
    held = True
    if found is not None:
        print("\nde demo: deel van de intervallen dat de geplante waarheid bevat, standaardfout, aantal cellen")
        held &= coverage(found)
    print("\napart gesimuleerd: hetzelfde")
    held &= coverage(pl.concat(apart(name, world) for name, world in APART.items()))
    print("\ngemeenten die niet verschillen: deel dat slechter (of hoger) heet, 1, 4, 10, 30 en 100 zaken per maand")
    few = [worse(name, world) for name, world in APART.items()]
    return all(few) and held


def main(arguments: Sequence[str] | None = None) -> int:
    """Build, compare and print; return 1 when a bar is not held."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--schaal", type=float, default=0.05)
    parser.add_argument("--jaren", type=int, default=3)
    parser.add_argument("--map", type=Path, help="where there is room; else the folder for temporary files")
    parser.add_argument("--zonder-demo", action="store_true", help="only what is simulated apart")
    chosen = parser.parse_args(arguments)
    found = None
    if not chosen.zonder_demo:
        with tempfile.TemporaryDirectory(dir=chosen.map) as folder:
            country = Country(chosen.schaal, chosen.jaren, Path(folder), f"sqlite:///{folder}/register.sqlite3")
            found = cells(country, count(country))
    held = report(found)
    print("alles gehaald" if held else "NIET GEHAALD")
    return 0 if held else 1


if __name__ == "__main__":
    raise SystemExit(main())
