"""Ontruimingen as they really go: reported, judged, announced, and carried out or prevented; over all years at once."""

import numpy as np
import polars as pl
from numpy.random import Generator

from queries.demo.calendar import EVICTION_YEARS, MISSING, day_in
from queries.demo.chance import Bools, Floats, Ints, pick, stream
from queries.demo.levels import Levels
from queries.demo.people import Crowd

OUTCOMES = ("voorkomen", "vertrokken", "open", "uitgevoerd")
REASONS = ("huurschuld", "overlast", "drugs", "onderhuur", "anders")
LANDLORDS = ("corporatie", "particulier")
REASON_SHARES = (0.85, 0.06, 0.04, 0.03, 0.02)  # 85% huurachterstand [Aedes 2016]
PRIVATE = 0.35  # ontruimingen by others, for each one by a corporatie
# Of who is put out for huurschuld so many sent a rent signaal on purpose; others had one by chance.
RENT_SIGNAL = 0.40
_THREATS = 6.0  # gemelde dreigingen that are not carried out, for each that is: most are prevented
_THREAT_SHARES = (0.82, 0.08, 0.10)  # voorkomen, vertrokken, open
_OPEN, _EXECUTED = 2, 3
_AHEAD = 12  # months after the last year: who is reported in it may be put out after it


def draw_evictions(crowd: Crowd, levels: Levels, seed: str, schaal: float) -> pl.DataFrame:
    """Draw every dreiging of 2019-2025, with days, outcome and, where planned, the day of a rent signaal before it."""
    chance = stream(seed, "ontruimingen")
    first = EVICTION_YEARS[0].first
    homes = crowd.places.corporatiewoningen[:, None] * schaal
    # What is carried out after the last year follows its levels; only what was reported before can be in a file.
    debts: Floats = homes * np.concatenate([levels.evictions[:, first:], levels.evictions[:, -_AHEAD:]], axis=1)
    # The threats stay where the ontruimingen are fewer: prevention changes how a threat ends.
    threats = homes * np.concatenate(
        [levels.evictions_without[:, first:], levels.evictions_without[:, -_AHEAD:]], axis=1
    )
    prevented = np.maximum(threats * (1 + _THREATS) - debts, 0)
    pieces = [
        _drawn(chance, debts, executed=True, private=False, other_reasons=False),
        _drawn(chance, debts * (1 / REASON_SHARES[0] - 1), executed=True, private=False, other_reasons=True),
        _drawn(chance, debts * PRIVATE, executed=True, private=True, other_reasons=False),
        _drawn(chance, prevented, executed=False, private=False, other_reasons=False),
        _drawn(chance, prevented * PRIVATE, executed=False, private=True, other_reasons=False),
    ]
    cases = pl.concat(pieces).sort("deel", "gemeld", "uitgevoerd", maintain_order=True).with_row_index("nummer")
    part = cases["deel"].to_numpy()
    rank = (crowd.sizes[part] * chance.random(len(part))).astype(np.int64)
    owed = (cases["reden"].to_numpy() == 0) & (chance.random(len(part)) < RENT_SIGNAL)
    executed = cases["uitgevoerd"].to_numpy()
    # The letter of a landlord comes some weeks before he reports that he means to go to court.
    before = cases["gemeld"].to_numpy() - chance.integers(5, 60, len(part))
    return cases.with_columns(
        pl.Series("huishouden", crowd.household(part, rank)),
        pl.Series("huursignaal", np.where(owed & (executed > MISSING), before, MISSING)),
    )


def _drawn(chance: Generator, expected: Floats, *, executed: bool, private: bool, other_reasons: bool) -> pl.DataFrame:
    """Draw cases; their month is that of the ontruiming, or of the melding where it never came to one."""
    counts = chance.poisson(expected).astype(np.int64)
    width = counts.shape[1]
    cells = np.repeat(np.arange(counts.size), counts.ravel())
    part, month = cells // width, EVICTION_YEARS[0].first + cells % width
    size = len(part)
    on = day_in(month, chance.random(size))
    reported = on - chance.integers(90, 240, size) if executed else on
    judged = on - chance.integers(35, 80, size) if executed else on + chance.integers(40, 120, size)
    announced = on - chance.integers(10, 30, size) if executed else on + chance.integers(120, 180, size)
    outcome = np.full(size, _EXECUTED) if executed else pick(chance, np.tile(np.cumsum(_THREAT_SHARES), (size, 1)))
    to_court: Bools = np.ones(size, dtype=np.bool_) if executed else chance.random(size) < 0.35
    announced_too = to_court if executed else to_court & (chance.random(size) < 0.5)
    reason: Ints = np.zeros(size, dtype=np.int64)
    if other_reasons:
        others = np.cumsum(np.array(REASON_SHARES[1:]) / sum(REASON_SHARES[1:]))
        reason = 1 + pick(chance, np.tile(others, (size, 1)))
    latest = np.maximum.reduce([on, np.where(to_court, judged, on), np.where(announced_too, announced, on)])
    closed = on if executed else latest + chance.integers(5, 60, size)
    return pl.DataFrame({
        "deel": part,
        "gemeld": reported,
        "vonnis": np.where(to_court, judged, MISSING),
        "aangezegd": np.where(announced_too, announced, MISSING),
        "uitgevoerd": np.where(np.full(size, executed), on, MISSING),
        "gesloten": np.where(outcome == _OPEN, MISSING, closed),  # until then, or for ever, the outcome is open
        "uitkomst": outcome.astype(np.int64),
        "reden": reason,
        "verhuurder": np.full(size, int(private), dtype=np.int64),
    })  # fmt: skip
