"""The truth beside the data: what each indicator would be without chance and without errors in the registration."""

import json
from pathlib import Path
from statistics import NormalDist

import numpy as np
import polars as pl

from queries.demo.approach import NOT_COUNTED, REACH_FIRST, REACH_SPREAD
from queries.demo.calendar import FIRST, MONTH_STARTS, as_date
from queries.demo.chance import Floats
from queries.demo.dirt import CONTRADICTING, UNKNOWN_ATTEMPT
from queries.demo.signals import expected_signals
from queries.demo.trajects import NEVER_HEARD, WAIT_SPREAD, shares_known
from queries.demo.world import Scenario, World, make_world

WINDOW = 90  # days in which a contact counts


def expectations(world: World) -> pl.DataFrame:
    """Return indicator, gm_code (today's), maand, waarde and gewicht.

    ``waarde`` has the unit of the indicator; ``gewicht`` is the expected denominator, so that a weighted mean over
    gemeenten or months is the expected value of their sum. VS12a is the chance per zaak: the rule that a household
    counts once a year makes the counted share about 0,03 higher, since who is known comes back more often.
    """
    signals = expected_signals(world)
    schaal = world.scenario.schaal
    people = np.repeat(world.places.inwoners[:, FIRST // 12 :], 12, axis=1) * schaal
    homes = np.repeat(world.places.corporatiewoningen[:, None] * schaal, signals.shape[1], axis=1)
    registered = (np.repeat(world.places.inwoners, 12, axis=1) * schaal * world.levels.registrations)[:, FIRST:]
    counted = signals * (1 - sum(NOT_COUNTED))
    reached, unknown, noemer = _reach(world)
    frames = [
        _frame(world, "VS01", world.levels.signals, people),
        _frame(world, "VS07", reached, counted),
        _frame(world, "VS12a", unknown, counted * noemer),
        _frame(world, "ON01", world.levels.evictions * 12 * 10_000, homes),
        _frame(world, "SH03", _waits(world), registered),
    ]
    return pl.concat(frames)


def write_truth(folder: Path, scenario: Scenario) -> Path:
    """Write the expectations and the roles; return their folder."""
    world = make_world(scenario)
    folder.mkdir(parents=True, exist_ok=True)
    expectations(world).write_parquet(folder / "verwachting.parquet")
    roles = world.roles
    told = {
        "zaad": scenario.seed,
        "schaal": scenario.schaal,
        "levert_niets": roles.silent,
        "geweigerd": list(roles.refused),
        "slaat_kwartaal_over": sorted(list(pair) for pair in roles.skipped),
        "zonder_ontruimingen": sorted(roles.without_evictions),
    }
    (folder / "rollen.json").write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
    return folder


def _frame(world: World, indicator: str, values: Floats, weights: Floats) -> pl.DataFrame:
    """Return the values of today's gemeenten: parts weigh by their expected denominator."""
    months = [as_date(int(day)) for day in MONTH_STARTS[FIRST:]]
    parts = pl.DataFrame(
        {
            "gm_code": np.repeat(np.array(world.places.gm_codes), len(months)),
            "maand": pl.Series(months * len(world.places)),
            "waarde": values.ravel(),
            "gewicht": weights.ravel(),
        }
    )
    total = pl.col("gewicht").sum()
    return (
        parts.group_by("gm_code", "maand", maintain_order=True)
        .agg(
            pl.when(total > 0).then(pl.col("waarde").dot("gewicht") / total).otherwise(pl.col("waarde").mean()),
            total.alias("gewicht"),
        )
        .select(pl.lit(indicator).alias("indicator"), "gm_code", "maand", "waarde", "gewicht")
    )  # fmt: skip


def _reach(world: World) -> tuple[Floats, Floats, Floats]:
    """Return, per part and month, bereik, share unknown to schuldhulp, and the share of zaken in its denominator."""
    levels = world.levels
    known = shares_known(world.trajects, world.crowd)
    screened = shares_known(world.trajects, world.crowd, 0) * levels.screening[:, None]
    soon = (np.log(WINDOW + 1 - REACH_FIRST) - np.log(levels.reach_days)) / REACH_SPREAD
    in_time = np.array([NormalDist().cdf(one) for one in soon.tolist()])
    ever = (levels.approaches * levels.reach[:, None, :]).sum(axis=2)
    picked = 1 - levels.not_picked[:, None]
    reached = picked * ever * in_time[:, None]
    # In neither count: a resultaat that implies contact without a poging that made it in time, or one not filled in.
    undetermined = picked * (1 - ever) * (CONTRADICTING + 0.7 * UNKNOWN_ATTEMPT)
    bereik = (1 - screened) * reached / (1 - (1 - screened) * undetermined)
    noemer = screened + (1 - screened) * reached
    return bereik, (1 - known) * reached / np.maximum(noemer, 1e-9), noemer


def _waits(world: World) -> Floats:
    """Return the median days to the first talk, those who never get one counted as still waiting."""
    quantile = NormalDist().inv_cdf(0.5 / (1 - NEVER_HEARD))
    days: Floats = np.ceil(world.levels.waits[:, FIRST:] * np.exp(WAIT_SPREAD * quantile) - 1)
    return days
