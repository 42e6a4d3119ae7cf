"""How the gemeenten differ: the true levels behind every delivery, drawn once per part and month."""

from dataclasses import dataclass

import numpy as np

from queries.demo.calendar import FIRST, MONTHS
from queries.demo.chance import Floats, Ints, stream
from queries.demo.places import Places
from queries.demo.roles import OPENING

VS_MONTHS = MONTHS - FIRST
# Signalen per 1.000 inwoners per maand at the middle of each year [Divosa Monitor], and aanmeldingen a year [NVVK].
_SIGNALS = {2022: 3.3, 2023: 4.0, 2024: 4.4}
_REGISTRATIONS = (90_000, 88_000, 86_000, 84_000, 80_000, 78_700, 75_500, 76_500, 78_000)  # 2016-2024
_SEASON = np.array([1.10, 1.07, 1.05, 0.99, 0.98, 0.95, 0.92, 0.93, 0.97, 1.01, 1.02, 1.01])
PARTNERS = (
    "Energie", "Zorg", "Water", "Huur", "CAK Zorgverzekeringen", "Hypotheek",
    "Belastingdienst", "Overige", "DUO", "Dienst Toeslagen", "CAK Eigen bijdrage",
)  # fmt: skip
_PARTNER_SHARES = np.array([0.32, 0.28, 0.18, 0.175, 0.017, 0.008, 0.005, 0.005, 0.004, 0.003, 0.003])
# Households that fall behind, per 1.000 inwoners: so small that 4 in 10 zaken follow an earlier signaal of the address.
_POOL = 46.0
LETTERS, PHONE, VISIT, BOTH = range(4)  # how a zaak is approached
_APPROACHES = np.array([0.655, 0.205, 0.105, 0.035])
_REACH = np.array([0.06, 0.60, 0.46, 0.62])  # 6% with letters only, 59% with phone, 46% with a home visit [Divosa]
_EVICTIONS = 5.2  # by corporaties for huurschuld, per 10.000 corporatiewoningen a year: 1.200 in the country


@dataclass(frozen=True, eq=False)
class Levels:
    """The truth: what would be measured of each part if chance and errors did not exist."""

    signals: Floats  # parts x months: signalen per 1.000 inwoners
    partners: Floats  # parts x partners: cumulative chances
    pool: Floats  # households that fall behind, per inwoner
    approaches: Floats  # parts x months x approaches: chances
    reach: Floats  # parts x approaches: chance that someone is reached, ever
    reach_days: Floats  # median days from matching to the reaching contact
    screening: Floats  # chance that an open traject is seen before any contact
    not_picked: Floats  # chance that a zaak that counts is not picked up
    registrations: Floats  # parts x months from 2016: aanmeldingen per inwoner
    waits: Floats  # parts x months from 2016: median days to a first talk, of those who get one
    evictions: Floats  # parts x months: executed for huurschuld, per corporatiewoning a month


def draw_levels(places: Places, seed: str) -> Levels:
    """Draw the levels of every part; the national means are those of the published monitors."""
    chance = stream(seed, "niveaus")
    size = len(places)
    people = places.inwoners[:, -1]
    poverty = np.clip(places.low_income, 0.35, 2.5) ** 0.7
    level = _centred(poverty * np.exp(chance.normal(0, 0.30, size)), people)
    months = np.arange(VS_MONTHS)
    middles = [6 + 12 * year for year in range(len(_SIGNALS))]
    country = _line((months + 0.5).astype(np.float64), middles, list(_SIGNALS.values()))
    noise = np.exp(chance.normal(0, 0.06, (size, VS_MONTHS)))
    signals = level[:, None] * country * _SEASON[months % 12] * noise
    mixes = _PARTNER_SHARES * np.exp(chance.normal(0, 0.22, (size, len(PARTNERS))))
    help_level = _centred(poverty * np.exp(chance.normal(0, 0.30, size)), people)
    years = np.repeat(np.array(_REGISTRATIONS, dtype=np.float64) / 12 / 17_600_000, 12)
    waits = 11 * np.exp(chance.normal(0, 0.40, size)[:, None] + _walk(chance, size, 9, 0.08))
    eviction_level = _centred(poverty * np.exp(chance.normal(0, 0.35, size)), places.corporatiewoningen)
    return Levels(
        signals=signals,
        partners=np.cumsum(mixes / mixes.sum(axis=1, keepdims=True), axis=1),
        pool=_POOL / 1000 * level,
        approaches=_approaches(places, seed),
        reach=np.clip(_REACH * np.exp(chance.normal(0, 0.12, (size, 1))), 0.02, 0.9),
        reach_days=18 * np.exp(chance.normal(0, 0.25, size)),
        # 4 in 10 gemeenten look up who is known before they write or call; the others notice it now and then.
        screening=np.where(chance.random(size) < 0.4, 0.85, 0.25),
        not_picked=np.clip(0.06 * np.exp(chance.normal(0, 0.5, size)), 0.01, 0.25),
        registrations=help_level[:, None] * years,
        waits=np.repeat(waits, 12, axis=1),
        evictions=np.repeat((_EVICTIONS / 10_000 / 12 * eviction_level)[:, None], VS_MONTHS, axis=1),
    )


def _centred(values: Floats, weights: Floats) -> Floats:
    """Scale so that the weighted mean is 1: the country as a whole keeps its published level."""
    return values / np.average(values, weights=weights)


def _line(at: Floats, points: list[int], values: list[float]) -> Floats:
    """Interpolate, and go on in the same direction before the first and after the last point."""
    first = values[0] + (at - points[0]) * (values[1] - values[0]) / (points[1] - points[0])
    last = values[-1] + (at - points[-1]) * (values[-1] - values[-2]) / (points[-1] - points[-2])
    inside: Floats = np.interp(at, points, values)
    return np.where(at < points[0], first, np.where(at > points[-1], last, inside))


def _walk(chance: np.random.Generator, size: int, steps: int, spread: float) -> Floats:
    """Return a random walk per part, one step a year."""
    return np.cumsum(chance.normal(0, spread, (size, steps)), axis=1)


def _approaches(places: Places, seed: str) -> Floats:
    """Draw how gemeenten approach people; the opening gemeente begins to call and visit in March 2024."""
    chance = stream(seed, "aanpak")
    size = len(places)
    effort = chance.normal(0, 0.40, size)[:, None] + np.repeat(_walk(chance, size, 3, 0.10), 12, axis=1)
    opening = np.array([code == OPENING for code in places.gm_codes])
    starts = np.clip((np.arange(VS_MONTHS) - 25) / 4, 0, 1)  # month 26 is March 2024; in full swing in June
    effort[opening] = -0.25 + 1.05 * starts
    taste = chance.normal(0, 0.25, (size, 1, len(_APPROACHES)))
    taste[opening] = 0
    weights = np.log(_APPROACHES) + taste
    weights = weights + effort[:, :, None] * (np.arange(len(_APPROACHES)) != LETTERS)
    chances = np.exp(weights)
    return chances / chances.sum(axis=2, keepdims=True)


def pool_sizes(places: Places, levels: Levels, schaal: float) -> Ints:
    """Return how many households of each part fall behind now and then, at this scale; never fewer than four."""
    return np.maximum(np.ceil(places.inwoners[:, -1] * schaal * levels.pool), 4).astype(np.int64)
