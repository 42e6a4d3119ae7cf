"""A year of ontruimingen as one aanvulling file, as an association of woningcorporaties could deliver it."""

from pathlib import Path

import numpy as np
import polars as pl
from numpy.random import Generator

from queries.demo.calendar import EVICTION_YEARS, FIRST, MISSING, MONTH_ENDS, MONTH_STARTS, Period, as_date
from queries.demo.chance import Bools, Floats, Ints, pick, stream
from queries.demo.json_text import choice, iso
from queries.demo.people import addresses
from queries.demo.senders import SUPPLIER, Sender
from queries.demo.world import Scenario, World, make_world

_OUTCOMES = ("voorkomen", "vertrokken", "open", "uitgevoerd")
_REASONS = ("huurschuld", "overlast", "drugs", "onderhuur", "anders")
_REASON_SHARES = (0.85, 0.06, 0.04, 0.03, 0.02)  # 85% huurachterstand [Aedes 2016]
_LANDLORDS = ("corporatie", "particulier")
_PRIVATE = 0.35  # ontruimingen by others, for each one by a corporatie
_THREATS = 6.0  # gemelde dreigingen that are not carried out, for each that is: most are prevented
_THREAT_SHARES = (0.82, 0.08, 0.10)  # voorkomen, vertrokken, open
_COLUMNS = (
    "id", "gm_code", "postcode", "huisnummer", "toevoeging", "gemeld_op", "aangezegd_op", "vonnis_op", "uitgevoerd_op",
    "uitkomst", "reden", "verhuurder", "bron",
)  # fmt: skip
_SENDER = Sender("Woningcorporaties Samen Vlogmare")


def write_evictions(folder: Path, scenario: Scenario, index: int) -> Path:
    """Write the file of one year."""
    world = make_world(scenario)
    period = EVICTION_YEARS[index]
    cases = _cases(world, period)
    codes = sorted(delivered_codes(world, period))
    head = (
        "tabel;ontruiming",
        f"gm_code;{' '.join(codes)}",
        f"periode_van;{as_date(period.start).isoformat()}",
        f"periode_tot;{as_date(period.end - 1).isoformat()}",
        f"leverancier;{SUPPLIER}",
        f"organisatie;{_SENDER.name}",
        f"aangeleverd_op;{as_date(period.known_until).isoformat()}",
    )
    body = cases.filter(pl.col("gm_code").is_in(codes)).write_csv(separator=";")
    path = folder / f"ontruiming-{period.label}.csv"
    unfinished = path.with_suffix(".deel")
    unfinished.write_text("\n".join(head) + "\n\n" + body, encoding="utf-8", newline="\n")
    return unfinished.replace(path)


def delivered_codes(world: World, period: Period) -> set[str]:
    """Return the gemeente codes the file covers: those of the year, but not of who does not take part."""
    places = world.places
    codes: set[str] = set()
    for code, old, border in zip(places.gm_codes, places.old_codes, places.borders.tolist(), strict=True):
        if code in world.roles.without_evictions:
            continue
        if border > period.start:
            codes.add(old)
        if border < period.end:
            codes.add(code)
    return codes


def _cases(world: World, period: Period) -> pl.DataFrame:
    chance = stream(world.scenario.seed, "ontruimingen", period.label)
    months = np.arange(period.first, period.first + period.months)
    homes = world.places.corporatiewoningen[:, None] * world.scenario.schaal
    debts: Floats = homes * world.levels.evictions[:, months - FIRST]
    # Executed for huurschuld by corporaties is what ON01 counts; the rest hangs on it in fixed proportions.
    pieces = [
        _drawn(chance, period, debts, executed=True, private=False, other_reasons=False),
        _drawn(chance, period, debts * (1 / _REASON_SHARES[0] - 1), executed=True, private=False, other_reasons=True),
        _drawn(chance, period, debts * _PRIVATE, executed=True, private=True, other_reasons=False),
        _drawn(chance, period, debts * _THREATS, executed=False, private=False, other_reasons=False),
        _drawn(chance, period, debts * _THREATS * _PRIVATE, executed=False, private=True, other_reasons=False),
    ]
    cases = pl.concat(pieces).sort("deel", "gemeld", "uitgevoerd", maintain_order=True).with_row_index("nummer")
    part = cases["deel"].to_numpy()
    rank = (world.crowd.sizes[part] * chance.random(len(part))).astype(np.int64)
    home = addresses(world.crowd, world.crowd.household(part, rank))
    decisive = np.maximum(cases["gemeld"].to_numpy(), cases["uitgevoerd"].to_numpy())
    old = decisive < world.places.borders[part]
    code = pl.Series(world.places.gm_codes).gather(part).zip_with(
        pl.Series(~old), pl.Series(world.places.old_codes).gather(part)
    )  # fmt: skip
    days = {"gemeld_op": "gemeld", "aangezegd_op": "aangezegd", "vonnis_op": "vonnis", "uitgevoerd_op": "uitgevoerd"}
    return (
        cases.hstack(home)
        .with_columns(code.alias("gm_code"))
        .with_columns(
            pl.concat_str(pl.lit(f"ON-{period.label}-"), pl.col("nummer").cast(pl.String).str.zfill(5)).alias("id"),
            choice(pl.col("uitkomst"), _OUTCOMES).alias("uitkomst"),
            choice(pl.col("reden"), _REASONS).alias("reden"),
            choice(pl.col("verhuurder"), _LANDLORDS).alias("verhuurder"),
            pl.lit("opgave").alias("bron"),
            *(iso(pl.col(name), period.known_until).alias(column) for column, name in days.items()),
        )
        .select(_COLUMNS)
    )


def _drawn(
    chance: Generator, period: Period, expected: Floats, *, executed: bool, private: bool, other_reasons: bool
) -> pl.DataFrame:
    """Draw cases; their month is that of the ontruiming, or of the melding where it never came to one."""
    counts = chance.poisson(expected).astype(np.int64)
    cells = np.repeat(np.arange(counts.size), counts.ravel())
    part, month = cells // period.months, period.first + cells % period.months
    size = len(part)
    on = MONTH_STARTS[month] + (chance.random(size) * (MONTH_ENDS - MONTH_STARTS)[month]).astype(np.int64)
    reported = on - chance.integers(90, 240, size) if executed else on
    judged = on - chance.integers(35, 80, size) if executed else on + chance.integers(40, 120, size)
    announced = on - chance.integers(10, 30, size) if executed else on + chance.integers(120, 180, size)
    outcome = np.full(size, 3) if executed else pick(chance, np.tile(np.cumsum(_THREAT_SHARES), (size, 1)))
    to_court: Bools = np.ones(size, dtype=np.bool_) if executed else chance.random(size) < 0.35
    announced_too = to_court if executed else to_court & (chance.random(size) < 0.5)
    reason: Ints = np.zeros(size, dtype=np.int64)
    if other_reasons:
        others = np.cumsum(np.array(_REASON_SHARES[1:]) / sum(_REASON_SHARES[1:]))
        reason = 1 + pick(chance, np.tile(others, (size, 1)))
    return pl.DataFrame({
        "deel": part,
        "gemeld": reported,
        "vonnis": np.where(to_court, judged, MISSING),
        "aangezegd": np.where(announced_too, announced, MISSING),
        "uitgevoerd": np.where(np.full(size, executed), on, MISSING),
        "uitkomst": outcome.astype(np.int64),
        "reden": reason,
        "verhuurder": np.full(size, int(private), dtype=np.int64),
    })  # fmt: skip
