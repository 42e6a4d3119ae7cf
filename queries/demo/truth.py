"""The truth beside the data: what each indicator would be without chance, without errors, and without interventions.

| file in ``waarheid/`` | what it tells |
|---|---|
| verwachting.parquet | per indicator, today's gemeente and month the true level, the measured one, and that without interventions |
| interventies.parquet | per intervention and month its true effect, and which kind of trap it is |
| doorverwijzing.parquet | per gemeente and month the share of talks at van that ends in a referral to naar |
| leveringen.parquet | every levering of vroegsignalering that is made: when, by which software, and what is wrong with it |
| rollen.json | who plays which role, and the planted shares |
"""  # noqa: E501 - a table

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from statistics import NormalDist

import numpy as np
import polars as pl

from queries.demo import evictions, interventions, own_files, referrals
from queries.demo.approach import NOT_COUNTED, REACH_FIRST, REACH_SPREAD
from queries.demo.calendar import EVICTION_YEARS, FIRST, MONTH_STARTS, as_date, first_month, month_number
from queries.demo.chance import Floats
from queries.demo.dirt import CONTRADICTING, UNKNOWN_ATTEMPT
from queries.demo.levels import LETTERS
from queries.demo.practice import REFERRING
from queries.demo.roles import CONSTANT_SINCE, CodeAndQuarter
from queries.demo.schedule import schedule
from queries.demo.signals import delivered_levels, expected_signals
from queries.demo.trajects import NEVER_HEARD, WAIT_SPREAD, shares_known
from queries.demo.world import Scenario, World, make_world

WINDOW = 90  # days in which a contact counts
_SCHEMA = ("indicator", "gm_code", "maand", "waarde", "gewicht", "gemeten", "zonder")


def expectations(world: World) -> pl.DataFrame:
    """Return indicator, gm_code (today's), maand, waarde, gewicht, gemeten and zonder.

    ``waarde`` has the unit of the indicator; ``gewicht`` is the expected denominator, so that a weighted mean over
    gemeenten or months is the expected value of their sum. ``gemeten`` is what the registers show where they are wrong
    (null where nobody can say), ``zonder`` what would be true had nobody intervened. VS12a is the chance per zaak: the
    rule that a household counts once a year makes the counted share about 0,03 higher, since who is known comes back
    more often.
    """
    signals = expected_signals(world)
    levels, schaal = world.levels, world.scenario.schaal
    people = np.repeat(world.places.inwoners[:, FIRST // 12 :], 12, axis=1) * schaal
    homes = np.repeat(world.places.corporatiewoningen[:, None] * schaal, levels.evictions.shape[1], axis=1)
    registered = (np.repeat(world.places.inwoners, 12, axis=1) * schaal * levels.registrations)[:, FIRST:]
    counted = signals * (1 - sum(NOT_COUNTED))
    reached, unknown, noemer = _reach(world, levels.approaches)
    without, _, _ = _reach(world, levels.approaches_without)
    since, long_since = first_month(world.scenario.jaren), as_date(EVICTION_YEARS[0].start)
    per_year = 12 * 10_000
    old = EVICTION_YEARS[0].first
    return pl.concat([
        _frame(world, "VS01", since, delivered_levels(world), people),
        _frame(world, "VS07", since, reached, counted, gemeten=_as_registered(world, reached), zonder=without),
        _frame(world, "VS12a", since, unknown, counted * noemer),
        _frame(world, "ON01", long_since, levels.evictions[:, old:] * per_year, homes[:, old:],
               zonder=levels.evictions_without[:, old:] * per_year),
        _frame(world, "SH03", since, _waits(world), registered),
    ])  # fmt: skip


def effects(world: World, expected: pl.DataFrame) -> pl.DataFrame:
    """Return, per intervention and month, the levels and the true effect: waarde less zonder."""
    planted = pl.DataFrame(
        [
            (one.gm_code, one.indicator, one.naam, one.soort, as_date(int(MONTH_STARTS[one.vanaf])))
            for one in world.interventions
        ],
        schema={"gm_code": pl.String, "indicator": pl.String, "naam": pl.String, "soort": pl.String, "vanaf": pl.Date},
        orient="row",
    )
    return planted.join(expected, on=["gm_code", "indicator"], maintain_order="left_right").with_columns(
        effect=pl.col("waarde") - pl.col("zonder")
    )


def write_truth(folder: Path, scenario: Scenario) -> Path:
    """Write everything that was planted; return its folder."""
    world = make_world(scenario)
    folder.mkdir(parents=True, exist_ok=True)
    expected = expectations(world)
    expected.write_parquet(folder / "verwachting.parquet")
    effects(world, expected).write_parquet(folder / "interventies.parquet")
    _referrals(world).write_parquet(folder / "doorverwijzing.parquet")
    _leveringen(scenario).write_parquet(folder / "leveringen.parquet")
    (folder / "rollen.json").write_text(json.dumps(_told(world), indent=2) + "\n", encoding="utf-8")
    return folder


def _told(world: World) -> dict[str, object]:
    roles = world.roles
    return {
        "zaad": world.scenario.seed,
        "schaal": world.scenario.schaal,
        "jaren": world.scenario.jaren,
        "levert_niets": roles.silent,
        "stopt": roles.stopped,
        "stapt_over": roles.switched,
        "geweigerd": list(roles.refused),
        "slaat_kwartaal_over": _pairs(roles.skipped),
        "te_laat": _pairs(roles.late),
        "veel_te_laat": list(roles.very_late),
        "gecorrigeerd": _pairs(roles.corrected),
        "verkeerd_bestand": list(roles.wrong),
        "dubbel": list(roles.twice),
        "over_de_grens": roles.straddling,
        "per_maand": sorted(roles.monthly),
        "per_maand_en_kwartaal": sorted(roles.quarterly_too),
        "constant": roles.constant,
        "tegenstrijdig": roles.muddled,
        "zonder_ontruimingen": sorted(roles.without_evictions),
        "water_stopt": roles.dry_region,
        "geplant": {
            "schok": as_date(int(MONTH_STARTS[interventions.SHOCK])).isoformat(),
            "schok_houdt_over": interventions.SHOCK_LEFT,
            "brief_als_contact": interventions.LETTERS_AS_CONTACT,
            "huursignaal_voor_ontruiming": evictions.RENT_SIGNAL,
            "onbekend_bij_gemeente": own_files.UNKNOWN_HERE,
            "bekendheid_niet_ingevuld": own_files.NOT_FILLED_IN,
            "rijp": own_files.RIPE,
            "rijp_bij_crisis": own_files.RIPE_IN_CRISIS,
            "dossier_positief": own_files.GOOD_END,
            "warm_aangekomen": referrals.ARRIVES_WARM,
            "koud_aangekomen": referrals.ARRIVES_COLD,
        },
    }  # fmt: skip


def _pairs(roles: Iterable[CodeAndQuarter]) -> list[list[str]]:
    return sorted(list(pair) for pair in roles)


def _referrals(world: World) -> pl.DataFrame:
    first = month_number(first_month(world.scenario.jaren).year, 1)
    months = [as_date(int(day)) for day in MONTH_STARTS[first:]]
    frames = [
        pl.DataFrame({
            "gm_code": [code] * len(months),
            "maand": months,
            "van_type": [van] * len(months),
            "naar_type": [naar] * len(months),
            "kans": referrals.chance_of(code, van)[first - FIRST :],
        })
        for code in REFERRING
        for van, naar in ((referrals.BANK, referrals.SOCIAL), (referrals.SOCIAL, referrals.BANK))
    ]  # fmt: skip
    return pl.concat(frames)


def _leveringen(scenario: Scenario) -> pl.DataFrame:
    rows = [
        (
            one.code, one.supplier.code, one.supplier.vs_version(one.period.first), as_date(one.period.start),
            as_date(one.period.end), as_date(one.known), one.kind,
        )
        for planned in schedule(scenario).values()
        for one in planned
    ]  # fmt: skip
    names = ("gm_code", "leverancier", "schemaversie", "periode_van", "periode_tot", "aangeleverd_op", "soort")
    return pl.DataFrame(rows, schema=list(names), orient="row").sort("aangeleverd_op", "leverancier", "gm_code")


def _frame(
    world: World,
    indicator: str,
    since: date,
    values: Floats,
    weights: Floats,
    *,
    gemeten: Floats | None = None,
    zonder: Floats | None = None,
) -> pl.DataFrame:
    """Return the values of today's gemeenten: parts weigh by their expected denominator."""
    months = [as_date(int(day)) for day in MONTH_STARTS[-values.shape[1] :]]
    parts = pl.DataFrame(
        {
            "gm_code": np.repeat(np.array(world.places.gm_codes), len(months)),
            "maand": pl.Series(months * len(world.places)),
            "waarde": values.ravel(),
            "gemeten": (values if gemeten is None else gemeten).ravel(),
            "zonder": (values if zonder is None else zonder).ravel(),
            "gewicht": weights.ravel(),
        }
    ).filter(pl.col("maand") >= since)
    total = pl.col("gewicht").sum()
    figures = [
        pl.when(total > 0).then(pl.col(name).dot("gewicht") / total).otherwise(pl.col(name).mean()).alias(name)
        for name in ("waarde", "gemeten", "zonder")
    ]
    return (
        parts.group_by("gm_code", "maand", maintain_order=True)
        .agg(*figures, total.alias("gewicht"))
        .with_columns(pl.lit(indicator).alias("indicator"), pl.col("gemeten").fill_nan(None))
        .select(_SCHEMA)
    )


def _reach(world: World, approaches: Floats) -> tuple[Floats, Floats, Floats]:
    """Return, per part and month, bereik, share unknown to schuldhulp, and the share of zaken in its denominator."""
    levels = world.levels
    known = shares_known(world.trajects, world.crowd)
    screened, picked = _screened(world), 1 - levels.not_picked[:, None]
    ever = (approaches * levels.reach[:, None, :]).sum(axis=2) * levels.left
    reached = picked * ever * _in_time(world)
    # In neither count: a resultaat that implies contact without a poging that made it in time, or one not filled in.
    undetermined = picked * (1 - ever) * (CONTRADICTING + 0.7 * UNKNOWN_ATTEMPT)
    bereik = (1 - screened) * reached / (1 - (1 - screened) * undetermined)
    noemer = screened + (1 - screened) * reached
    return bereik, (1 - known) * reached / np.maximum(noemer, 1e-9), noemer


def _as_registered(world: World, reached: Floats) -> Floats:
    """Return the bereik that the registers show: letters counted as contact; NaN where everyone is reached."""
    levels = world.levels
    letters = levels.approaches[:, :, LETTERS] * (1 - levels.reach[:, LETTERS, None] * levels.left)
    wrongly = (1 - levels.not_picked[:, None]) * letters * levels.letters_as_contact * _in_time(world)
    measured = reached + (1 - _screened(world)) * wrongly
    constant = np.array([code == world.roles.constant for code in world.places.gm_codes])
    since = np.arange(FIRST, len(MONTH_STARTS)) >= CONSTANT_SINCE
    told: Floats = np.where(np.outer(constant, since), np.nan, measured)
    return told


def _screened(world: World) -> Floats:
    return shares_known(world.trajects, world.crowd, 0) * world.levels.screening[:, None]


def _in_time(world: World) -> Floats:
    """Return the share of the contacts that come within the window, per part."""
    soon = (np.log(WINDOW + 1 - REACH_FIRST) - np.log(world.levels.reach_days)) / REACH_SPREAD
    return np.array([NormalDist().cdf(one) for one in soon.tolist()])[:, None]


def _waits(world: World) -> Floats:
    """Return the median days to the first talk, those who never get one counted as still waiting."""
    quantile = NormalDist().inv_cdf(0.5 / (1 - NEVER_HEARD))
    days: Floats = np.ceil(world.levels.waits[:, FIRST:] * np.exp(WAIT_SPREAD * quantile) - 1)
    return days
