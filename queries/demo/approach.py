"""How a gemeente approaches people: the form and moment of each contact, who is reached, and what comes of it."""

import numpy as np
import polars as pl
from numpy.random import Generator

from queries.demo.calendar import FIRST, MISSING
from queries.demo.chance import Bools, Ints, pick
from queries.demo.dirt import CONTRADICTING, UNKNOWN_ATTEMPT
from queries.demo.levels import BOTH, LETTERS, PHONE, VISIT
from queries.demo.roles import CONSTANT_SINCE
from queries.demo.world import World

REACH_SPREAD = 0.8  # of the logarithm of the days to the reaching contact
REACH_FIRST, REACH_LAST = 2, 120  # days after matching
FORMS = ("Brief", "Mail", "SMS/Whatsapp", "Kaartje", "Telefoon", "Huisbezoek", "Afspraak op locatie", "Administratief")
_LETTER_SHARES = (0.55, 0.75, 0.90)  # cumulative: Brief, Mail, SMS/Whatsapp, Kaartje
_TELEPHONE, _HOME_VISIT, _APPOINTMENT, _ADMINISTRATIVE = 4, 5, 6, 7
ATTEMPTS = 4

# Zaken that do not count, and those that count but are not picked up.
NOT_COUNTED = (0.025, 0.003, 0.012)
RESULTS = (
    "Niet opgepakt: onterecht signaal", "Inwoner is overleden", "Persoon is geen inwoner (meer) in de gemeente",
    "Niet opgepakt: herhaalde melding", "Niet opgepakt: andere reden",
    "Inwoner al bekend bij schuldhulpverlening", "Inwoner heeft al een ander lopend traject",
    "(Budget)advies en/of quick fix", "Vervolghulp en/of verwijzing financieel",
    "Vervolghulp en/of verwijzing niet financieel",
    "Inwoner regelt het zelf/hoeft geen hulp vanuit vroegsignalering",
    "Inwoner heeft zelf al betaald/betalingsregeling getroffen", "Geen reactie na eerder contact",
    "Definitief geen contact kunnen krijgen", "Verwijzing zonder toestemming",
)  # fmt: skip
NOT_PICKED = 5  # results below this number: nobody was approached
# 35% of who is reached accepts help [Divosa Monitor 2023]: the first three.
_AFTER_REACH = ((7, 8, 9, 10, 11, 12), (0.165, 0.125, 0.060, 0.345, 0.245, 0.060))
_WITHOUT_REACH = ((13, 11, 14, -1), (0.80, 0.145, 0.01, 0.045))  # -1: left open
_IMPLYING_CONTACT = (7, 8, 10, 12)
SILENT = 12  # "Geen reactie na eerder contact"


def approach(chance: Generator, world: World, zaken: pl.DataFrame) -> pl.DataFrame:
    """Draw, for each zaak, what was tried, who was reached and how it ended; MISSING and -1 where nothing was."""
    part, month = zaken["deel"].to_numpy(), zaken["maand"].to_numpy()
    matching = zaken["matching"].to_numpy()
    size = len(part)
    levels = world.levels
    uncounted = np.searchsorted(np.cumsum(NOT_COUNTED), chance.random(size), side="right")
    running = world.trajects.running(zaken["huishouden"].to_numpy(), zaken["eerste"].to_numpy())
    screened = running & (chance.random(size) < levels.screening[part])
    ignored = chance.random(size) < levels.not_picked[part]
    tried = (uncounted == len(NOT_COUNTED)) & ~screened & ~ignored
    form = pick(chance, np.cumsum(levels.approaches[part, month - FIRST], axis=1))
    reached = tried & (chance.random(size) < levels.reach[part, form] * levels.left[month - FIRST])
    # What a change in registration makes of a letter: contact, though nobody was spoken to.
    found_its_way = chance.random(size) < levels.letters_as_contact[part, month - FIRST]
    called_contact = tried & ~reached & (form == LETTERS) & found_its_way
    constant = _constant(world, part, month)
    delay = REACH_FIRST + (levels.reach_days[part] * np.exp(REACH_SPREAD * chance.standard_normal(size))).astype(
        np.int64
    )
    delay = np.minimum(delay, REACH_LAST)
    result = np.select(
        [uncounted < len(NOT_COUNTED), screened, ignored, reached, called_contact],
        [
            uncounted,
            np.where(chance.random(size) < 0.75, 5, 6),
            np.where(chance.random(size) < 0.7, 3, 4),
            _choice(chance, _AFTER_REACH, size),
            np.full(size, SILENT),
        ],
        np.where(
            chance.random(size) < CONTRADICTING,
            np.array(_IMPLYING_CONTACT)[chance.integers(0, len(_IMPLYING_CONTACT), size)],
            _choice(chance, _WITHOUT_REACH, size),
        ),
    )
    waited = np.where(tried, delay + chance.integers(3, 40, size), chance.integers(0, 11, size))
    columns: dict[str, Ints] = {
        "resultaat": result,
        "resultaat_op": np.where(result >= 0, matching + waited, MISSING),
        "opgepakt": np.where(tried, matching + np.minimum(delay // 6, 5), np.where(screened, matching, MISSING)),
    }
    columns |= _attempts(chance, form, tried, reached | called_contact, matching, delay)
    for number in range(ATTEMPTS):
        on, reach = columns[f"datum{number}"], columns[f"bereikt{number}"]
        columns[f"datum{number}"] = np.where(constant, _first_of_month(on), on)
        columns[f"bereikt{number}"] = np.where(constant & (columns[f"soort{number}"] != _ADMINISTRATIVE), 1, reach)
    return pl.DataFrame(columns)


def _constant(world: World, part: Ints, month: Ints) -> Bools:
    """Return which zaken are those of the gemeente where everyone is reached, on the first of a month."""
    here = np.array([code == world.roles.constant for code in world.places.gm_codes])
    return here[part] & (month >= CONSTANT_SINCE)


def _first_of_month(days: Ints) -> Ints:
    """Return the first of the month after each day."""
    after = days.astype("datetime64[D]").astype("datetime64[M]") + 1
    return np.where(days > MISSING, after.astype("datetime64[D]").astype(np.int64), MISSING)


def _choice(chance: Generator, options: tuple[tuple[int, ...], tuple[float, ...]], size: int) -> Ints:
    values, shares = options
    return np.array(values)[np.searchsorted(np.cumsum(shares)[:-1], chance.random(size), side="right")]


def _attempts(
    chance: Generator, form: Ints, tried: np.ndarray, reached: np.ndarray, matching: Ints, delay: Ints
) -> dict[str, Ints]:
    """Draw up to four pogingen, in order of time; the third is the one that reaches someone, or not."""
    size = len(form)
    early = 1 + (delay * (0.05 + 0.35 * chance.random(size))).astype(np.int64)
    middle = early + ((delay - early) * chance.random(size)).astype(np.int64)
    written = np.searchsorted(_LETTER_SHARES, chance.random(size), side="right")
    rewritten = np.searchsorted(_LETTER_SHARES, chance.random(size), side="right")
    has_first = tried & (chance.random(size) < np.array([0.55, 0.80, 0.85, 0.80])[form])
    has_second = tried & (chance.random(size) < np.array([0.25, 0.45, 0.25, 1.00])[form])
    by_phone = (form == PHONE) | (form == BOTH)
    visit = np.where((form == VISIT) & (chance.random(size) < 0.03), _APPOINTMENT, _HOME_VISIT)
    last = np.select([form == LETTERS, form == PHONE], [rewritten, np.full(size, _TELEPHONE)], visit)
    has_note = tried & (chance.random(size) < 0.06)
    unsure = chance.random(size) < UNKNOWN_ATTEMPT
    kinds = (written, np.where(by_phone, _TELEPHONE, rewritten), last, np.full(size, _ADMINISTRATIVE))
    present = (has_first, has_second, tried, has_note)
    dates = (early, middle, delay, delay + chance.integers(0, 6, size))
    hits = (np.where(unsure, -1, 0), np.zeros(size), np.where(reached, 1, 0), np.zeros(size))
    columns: dict[str, Ints] = {}
    for number in range(ATTEMPTS):
        columns[f"soort{number}"] = np.where(present[number], kinds[number], -1).astype(np.int64)
        columns[f"datum{number}"] = np.where(present[number], matching + dates[number], MISSING).astype(np.int64)
        columns[f"bereikt{number}"] = hits[number].astype(np.int64)  # 1 ja, 0 nee, -1 not filled in
        columns[f"dagdeel{number}"] = chance.integers(-1, 3, size)  # -1 not filled in
    return columns
