"""How the gemeenten differ: the true levels behind every delivery, drawn once per part and month."""

from dataclasses import dataclass

import numpy as np

from queries.demo.calendar import FIRST, MONTHS, VS_MONTHS
from queries.demo.chance import Floats, Ints, stream
from queries.demo.interventions import SHOCK, SHOCK_LEFT, Intervention, efforts, fewer_evictions, letters_as_contact
from queries.demo.places import Places
from queries.demo.suppliers import OPENING

# Signalen per 1.000 inwoners per maand at the middle of each year [Divosa Monitor]. The law that made vroegsignalering
# a duty began on 1 January 2021. No monitor exists for the year before, in which gemeenten experimented: an assumption.
_SIGNALS = {2021: 3.0, 2022: 3.3, 2023: 4.0, 2024: 4.4}
_EXPERIMENTS = 1.8
# Aanmeldingen a year [NVVK].
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
# Ontruimingen of a year against those of 2022 [Aedes]; 2019 lies between the published years beside it.
_EVICTION_YEARS = {2016: 2.9, 2017: 2.9, 2018: 2.4, 2019: 1.9, 2020: 1.43, 2021: 1.17, 2022: 1, 2023: 1, 2024: 1}


@dataclass(frozen=True, eq=False)
class Levels:
    """The truth: what would be measured of each part if chance and errors did not exist."""

    signals: Floats  # parts x months: signalen per 1.000 inwoners
    usual: Floats  # the same, had every month been as its season and its year are
    partners: Floats  # parts x partners: cumulative chances
    pool: Floats  # households that fall behind, per inwoner
    approaches: Floats  # parts x months x approaches: chances
    approaches_without: Floats  # the same, had nobody intervened
    reach: Floats  # parts x approaches: chance that someone is reached, ever
    left: Floats  # months: the share of that chance which is left; 1 but in a national shock
    letters_as_contact: Floats  # parts x months: share of zaken with letters only registered as contact, wrongly
    reach_days: Floats  # median days from matching to the reaching contact
    screening: Floats  # chance that an open traject is seen before any contact
    not_picked: Floats  # chance that a zaak that counts is not picked up
    registrations: Floats  # parts x months from 2016: aanmeldingen per inwoner
    waits: Floats  # parts x months from 2016: median days to a first talk, of those who get one
    evictions: Floats  # parts x months from 2016: executed for huurschuld, per corporatiewoning a month
    evictions_without: Floats  # the same, had nobody intervened


def draw_levels(places: Places, planted: tuple[Intervention, ...], seed: str) -> Levels:
    """Draw the levels of every part; the national means are those of the published monitors."""
    chance = stream(seed, "niveaus")
    size = len(places)
    people = places.inwoners[:, -1]
    poverty = np.clip(places.low_income, 0.35, 2.5) ** 0.7
    level = _centred(poverty * np.exp(chance.normal(0, 0.30, size)), people)
    months = np.arange(VS_MONTHS)
    middles = [18 + 12 * year for year in range(len(_SIGNALS))]
    country = _line((months + 0.5).astype(np.float64), middles, list(_SIGNALS.values()))
    country = _with_means(np.where(months < 12, _EXPERIMENTS, country), [_EXPERIMENTS, *_SIGNALS.values()])
    noise = np.exp(chance.normal(0, 0.06, (size, VS_MONTHS)))
    usual = level[:, None] * country * _SEASON[months % 12]
    mixes = _PARTNER_SHARES * np.exp(chance.normal(0, 0.22, (size, len(PARTNERS))))
    help_level = _centred(poverty * np.exp(chance.normal(0, 0.30, size)), people)
    years = np.repeat(np.array(_REGISTRATIONS, dtype=np.float64) / 12 / 17_600_000, 12)
    waits = 11 * np.exp(chance.normal(0, 0.40, size)[:, None] + _walk(chance, size, 9, 0.08))
    eviction_level = _centred(poverty * np.exp(chance.normal(0, 0.35, size)), places.corporatiewoningen)
    evictions = np.outer(_EVICTIONS / 10_000 / 12 * eviction_level, np.repeat(list(_EVICTION_YEARS.values()), 12))
    real, without = _approaches(places, planted, seed)
    left = np.ones(VS_MONTHS)
    left[SHOCK - FIRST] = SHOCK_LEFT
    return Levels(
        signals=usual * noise,
        usual=usual,
        partners=np.cumsum(mixes / mixes.sum(axis=1, keepdims=True), axis=1),
        pool=_POOL / 1000 * level,
        approaches=real,
        approaches_without=without,
        reach=np.clip(_REACH * np.exp(chance.normal(0, 0.12, (size, 1))), 0.02, 0.9),
        left=left,
        letters_as_contact=letters_as_contact(places, planted),
        reach_days=18 * np.exp(chance.normal(0, 0.25, size)),
        # 4 in 10 gemeenten look up who is known before they write or call; the others notice it now and then.
        screening=np.where(chance.random(size) < 0.4, 0.85, 0.25),
        not_picked=np.clip(0.06 * np.exp(chance.normal(0, 0.5, size)), 0.01, 0.25),
        registrations=help_level[:, None] * years,
        waits=np.repeat(waits, 12, axis=1),
        evictions=evictions * fewer_evictions(places, planted, MONTHS),
        evictions_without=evictions,
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


def _with_means(monthly: Floats, means: list[float]) -> Floats:
    """Scale each year to its mean: a line through the middles bends, and is off by a little."""
    years = monthly.reshape(len(means), 12)
    return (years * (np.array(means) / years.mean(axis=1))[:, None]).ravel()


def _walk(chance: np.random.Generator, size: int, steps: int, spread: float) -> Floats:
    """Return a random walk per part, one step a year."""
    return np.cumsum(chance.normal(0, spread, (size, steps)), axis=1)


def _approaches(places: Places, planted: tuple[Intervention, ...], seed: str) -> tuple[Floats, Floats]:
    """Draw how gemeenten approach people, with and without the interventions."""
    chance = stream(seed, "aanpak")
    size = len(places)
    years = VS_MONTHS // 12
    effort = chance.normal(0, 0.40, size)[:, None] + np.repeat(_walk(chance, size, years, 0.10), 12, axis=1)
    taste = chance.normal(0, 0.25, (size, len(_APPROACHES)))
    taste[[code == OPENING for code in places.gm_codes]] = 0
    real, without = efforts(places, planted, effort)
    return _chances(taste, real), _chances(taste, without)


def _chances(taste: Floats, effort: Floats) -> Floats:
    weights = (np.log(_APPROACHES) + taste)[:, None, :]
    chances = np.exp(weights + effort[:, :, None] * (np.arange(len(_APPROACHES)) != LETTERS))
    return chances / chances.sum(axis=2, keepdims=True)


def pool_sizes(places: Places, levels: Levels, schaal: float) -> Ints:
    """Return how many households of each part fall behind now and then, at this scale; never fewer than four."""
    return np.maximum(np.ceil(places.inwoners[:, -1] * schaal * levels.pool), 4).astype(np.int64)
