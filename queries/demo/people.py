"""The people who do not exist: name, address and number follow from the household's number, and fit no real person."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl

from queries.demo.chance import Floats, Ints, Keys, below, number, share
from queries.demo.places import Places

# Three of these make a name or a street of at least eight letters, that no gemeente and nobody we know of carries.
_SYLLABLES = (
    "brom", "dwas", "fluk", "grin", "kwel", "plom", "snar", "trub", "vlog", "zwep",
    "knis", "slub", "drap", "glos", "prek", "stuv", "wrap", "krof", "blin", "spug",
)  # fmt: skip
_STREETS = ("pad", "dreef", "steeg", "laan")
_SUFFIXES = ("A", "B", "C", "D", "bis", "II")
_LETTERS = "ABCDEGHJKLMNPRSTVWXZ"  # postcode letters; F, I, O, Q, U and Y are left out as the post does
_DOORS = 180  # addresses in an invented street
PC4_PER_PART = 25  # at most
_VILLAGE_STREETS = 200  # of the 400 pairs of letters
_PEOPLE_PER_PC4 = 8_000
COUPLES = 0.35  # share of households with two clients
_PREFIX_STEP = 7_654_321  # coprime with 10 million: spreads the numbers without ever giving one twice


@dataclass(frozen=True, eq=False)
class Crowd:
    """The households that may appear: where each part's begin in one long row, and how many there are."""

    places: Places
    sizes: Ints
    starts: Ints
    seed: str

    @cached_property
    def areas(self) -> Ints:
        """Return over how many PC4's the households of each part are spread."""
        wanted = np.ceil(self.places.inwoners[:, -1] / _PEOPLE_PER_PC4).astype(np.int64)
        return np.minimum(np.minimum(wanted, PC4_PER_PART), self.sizes)

    def household(self, part: Ints, rank: Ints) -> Ints:
        """Return the number of the household with this rank in its part."""
        return self.starts[part] + rank

    def part_of(self, household: Ints) -> Ints:
        """Return the part in which each household lives."""
        return np.searchsorted(self.starts, household, side="right").astype(np.int64) - 1

    def keys(self, household: Ints) -> Keys:
        """Return a number per household that depends on its place and not on the size of the other parts."""
        part = self.part_of(household)
        return self._bases[part] + (household - self.starts[part]).astype(np.uint64)

    @cached_property
    def _bases(self) -> Keys:
        return np.array([number(self.seed, "deel", key) for key in self.places.keys], dtype=np.uint64)

    def couples(self, household: Ints) -> Floats:
        """Return a number per household under COUPLES when it has two clients."""
        return share(self.keys(household), "paar")


def make_crowd(places: Places, sizes: Ints, seed: str) -> Crowd:
    """Return the households of the country."""
    return Crowd(places, sizes, np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64), seed)


def _pc4_of(crowd: Crowd, part: Ints, area: Ints) -> Ints:
    """Return the PC4 of an area of a part; they are handed out in order, and are not those of the gemeente.

    Only of a gemeente that was split they are real: by them its parts are brought home.
    """
    village = crowd.places.villages[part]
    return np.where(village > 0, village, 1000 + (part * PC4_PER_PART + area) % 9000)


def bsn(household: Ints, second: Ints) -> Ints:
    """Return nine digits starting with 9 that always fail the elfproef, so nobody's; unique per person."""
    person = 2 * household + second
    prefix = 90_000_000 + (person * _PREFIX_STEP) % 10_000_000
    weighted = np.zeros_like(prefix)
    rest = prefix.copy()
    for weight in range(2, 10):  # the last of the eight digits weighs 2, the first 9
        weighted += weight * (rest % 10)
        rest //= 10
    # The ninth digit passes when it equals the sum modulo 11; the next one, modulo 10, never does.
    return prefix * 10 + (weighted % 11 + 1) % 10


def addresses(crowd: Crowd, household: Ints) -> pl.DataFrame:
    """Return postcode, huisnummer, toevoeging and street: every household of the country has its own."""
    part = crowd.part_of(household)
    rank = household - crowd.starts[part]
    # Households that often fall behind have a low rank: they live together, in the first of the PC4's.
    areas = crowd.areas[part]
    area = rank * areas // crowd.sizes[part]
    begin = -(-area * crowd.sizes[part] // areas)  # the rank of the first household of the area
    # The streets of a village begin further on, so that no other part has them.
    letters = (rank - begin) // _DOORS + np.where(crowd.places.villages[part] > 0, _VILLAGE_STREETS, 0)
    door = (rank - begin) % _DOORS
    keys = crowd.keys(household - door)  # the same for a whole street
    own = crowd.keys(household)
    first = pl.Series(list(_LETTERS))
    return pl.DataFrame(
        {
            "pc4": _pc4_of(crowd, part, area),
            "huisnummer": door + 1,
            "postcode_a": first.gather(letters // len(_LETTERS)),
            "postcode_b": first.gather(letters % len(_LETTERS)),
            "toevoeging": pl.Series([*_SUFFIXES, None]).gather(
                np.where(share(own, "toevoeging") < 0.14, below(own, len(_SUFFIXES), "welke"), len(_SUFFIXES))
            ),
            "straat": _words(keys, "straat").str.to_titlecase(),
            "straatsoort": pl.Series(_STREETS).gather(below(keys, len(_STREETS), "soort")),
        }
    ).select(
        pl.concat_str(pl.col("pc4").cast(pl.String), "postcode_a", "postcode_b").alias("postcode"),
        pl.col("huisnummer").cast(pl.String),
        "toevoeging",
        pl.concat_str("straat", "straatsoort").alias("straat"),
    )


def persons(crowd: Crowd, household: Ints, second: Ints) -> pl.DataFrame:
    """Return bsn, name and birth date of the first or second client of each household."""
    keys = crowd.keys(household)
    own = keys + second.astype(np.uint64) * np.uint64(0x5851F42D4C957F2D)
    # Two draws make the middle ages common and the very old rare.
    age = 18 + 62 * (0.65 * share(own, "leeftijd") + 0.35 * share(own, "leeftijd", 2))
    born = 18_900 - (age * 365.25).astype(np.int64)  # 18.900 days after 1970 is in October 2021
    return pl.DataFrame(
        {
            "bsn": pl.Series(bsn(household, second)).cast(pl.String),
            "voorletter": pl.Series([f"{letter}." for letter in _LETTERS]).gather(below(own, len(_LETTERS), "letter")),
            "voorvoegsel": pl.Series(["van", None]).gather((share(own, "voorvoegsel") >= 0.12).astype(np.int64)),
            "achternaam": _words(keys, "naam").str.to_titlecase(),
            "geboren": pl.Series(born).cast(pl.Int32).cast(pl.Date).dt.to_string("%Y-%m-%d"),
            "geslacht": pl.Series(["Man", "Vrouw"]).gather(below(own, 2, "geslacht")),
        }
    )


def _words(keys: Keys, salt: str) -> pl.Series:
    """Return three syllables per key: at least twelve letters."""
    syllables = pl.Series(_SYLLABLES)
    parts = [syllables.gather(below(keys, len(_SYLLABLES), salt, place)) for place in range(3)]
    return pl.select(pl.concat_str(*parts)).to_series()
