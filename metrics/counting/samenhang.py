"""How alike the cases of one household are: sums over households, from which follows how sure a share is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from metrics.counting.counted import Counted
from metrics.measure import Methode
from metrics.tables import SAMENHANG_SCHEMA

SLEUTEL: Final = "sleutel"
MONTHS: Final = 24
_SUMS: Final = ("huishoudens", "teller", "noemer", "teller2", "product", "noemer2")
# Of one household only what falls in the same period makes a figure of that period less sure.
_PERIODS: Final = {"noemer2_maand": 1, "noemer2_kwartaal": 3, "noemer2_jaar": 12}

Ints = NDArray[np.int64]


def samenhang(cases: pl.DataFrame, counted: Sequence[Counted], delivered: pl.DataFrame) -> pl.DataFrame:
    """Return per gemeente and share the sums over its households, in the columns of the store.

    ``cases`` is the narrow frame, with the key of each household in ``sleutel``: a case without one is a
    household of its own, and a frame without that column has no households. ``delivered`` has the gm_code and
    maand of what was delivered whole. Counted are the last 24 months up to the last in which a gemeente has
    any case of that share, so that days that pass change nothing. ``huishoudens`` are those with a case in the
    noemer; ``teller2``, ``product`` and ``noemer2`` are the sums of the squares and products of the household's
    own teller and noemer. ``noemer2_maand``, ``_kwartaal`` and ``_jaar`` are the sums of the squares of what a
    household has in the noemer of one calendar month, quarter and year: how much of its coming back is in one such
    period. Whole numbers, so that regions are sums of them, in any order.
    """
    shares = [one for one in counted if one.deel is None and one.methode is Methode.WILSON]
    if SLEUTEL not in cases.columns or not shares or cases.is_empty() or delivered.is_empty():
        return SAMENHANG_SCHEMA.to_frame()
    households = _households(cases)
    months = {
        datum: _months(cases, households, delivered, f"maand {datum}")
        for datum in dict.fromkeys(one.datum for one in shares)
    }
    added = [_sums(cases, one, households, months[one.datum]) for one in shares]
    return _rows(shares, households.gemeenten, added)


@dataclass(frozen=True, eq=False)
class _Households:
    """Whose each case is: the number of its gemeente and of its household, numbered gemeente by gemeente."""

    gemeenten: list[str]
    gemeente: Ints
    huishouden: Ints
    starts: Ints  # the first household of each gemeente
    size: int


@dataclass(frozen=True, eq=False)
class _Parts:
    """What each household has in each calendar month, quarter and year, numbered household by household.

    Parts of a longer period are sums of those of the shorter one, and households of years, all side by side.
    """

    month: Ints  # the part of each case
    size: int
    starts: list[Ints]  # per length of period: the first part of each gemeente
    longer: list[Ints]  # per length: the first part of each one of the next length, at last of each household


@dataclass(frozen=True, eq=False)
class _Months:
    """In which month of which gemeente each case is, as one number; and whether that was delivered whole."""

    place: Ints  # gemeente x size + month
    whole: NDArray[np.bool_]
    size: int
    parts: _Parts


def _households(cases: pl.DataFrame) -> _Households:
    """Number the households; who has no key is one of his own."""
    names = cases["gm_code"].unique().sort().to_list()
    keyed = cases.select(
        gemeente=pl.col("gm_code").cast(pl.Enum(names)).to_physical().cast(pl.Int64), sleutel=pl.col(SLEUTEL)
    ).with_row_index("rij")
    ordered = keyed.sort("gemeente", "sleutel")
    follows = (pl.col("gemeente") == pl.col("gemeente").shift(1)) & (pl.col("sleutel") == pl.col("sleutel").shift(1))
    number = (~follows.fill_null(value=False)).cum_sum().cast(pl.Int64) - 1
    numbered = ordered.select("rij", "gemeente", nummer=number)
    gemeente = keyed["gemeente"].to_numpy()
    huishouden = np.empty(len(gemeente), dtype=np.int64)
    huishouden[numbered["rij"].to_numpy()] = numbered["nummer"].to_numpy()
    starts = numbered.group_by("gemeente").agg(pl.col("nummer").min()).sort("gemeente")["nummer"].to_numpy()
    return _Households(names, gemeente, huishouden, starts, int(huishouden.max()) + 1)


def _months(cases: pl.DataFrame, households: _Households, delivered: pl.DataFrame, column: str) -> _Months:
    """Number the months of the cases, and look up which were delivered whole."""
    number = pl.col("maand").dt.year().cast(pl.Int64) * 12 + pl.col("maand").dt.month()
    known = delivered.filter(pl.col("gm_code").is_in(households.gemeenten)).select(
        gemeente=pl.col("gm_code").cast(pl.Enum(households.gemeenten)).to_physical().cast(pl.Int64), maand=number
    )
    first = int(known["maand"].to_numpy().min()) if known.height else 0
    size = int(known["maand"].to_numpy().max()) - first + 1 if known.height else 1
    there = np.zeros(len(households.gemeenten) * size, dtype=np.bool_)
    there[known["gemeente"].to_numpy() * size + known["maand"].to_numpy() - first] = True
    month = cases.select(maand=pl.col(column)).select(number.fill_null(0))["maand"].to_numpy() - first
    inside = (month >= 0) & (month < size)
    month = np.where(inside, month, 0)
    place = households.gemeente * size + month
    return _Months(place, inside & there[place], size, _parts(households, month, size, first))


def _parts(households: _Households, month: Ints, months: int, first: int) -> _Parts:
    """Number what each household has in each calendar month, quarter and year."""
    order = np.argsort(households.huishouden * months + month, kind="stable")
    household = households.huishouden[order]
    begins = np.searchsorted(household, households.starts)
    another = np.diff(household, prepend=-1) != 0
    fresh = [another | (np.diff((first - 1 + month[order]) // length, prepend=-1) != 0) for length in _PERIODS.values()]
    numbers = [np.cumsum(each) - 1 for each in fresh]
    part = np.empty(len(order), dtype=np.int64)
    part[order] = numbers[0]
    longer = [number[np.flatnonzero(next_one)] for number, next_one in zip(numbers, [*fresh[1:], another], strict=True)]
    return _Parts(part, int(numbers[0][-1]) + 1, [number[begins] for number in numbers], longer)


def _sums(cases: pl.DataFrame, one: Counted, households: _Households, months: _Months) -> list[Ints]:
    """Add up one share over the households, and those over the gemeenten."""
    noemer, teller = (cases[one.column(name)].to_numpy() for name in ("noemer", "teller"))
    rows = np.flatnonzero(noemer.astype(np.bool_) & months.whole)
    place = months.place[rows]
    # Taken by number: by yes and no it takes numpy ten times as long.
    rows = rows[np.flatnonzero(_recent(place, len(households.gemeenten), months.size)[place])]
    squares: list[Ints] = []
    noemers = _added(months.parts.month[rows], noemer[rows], months.parts.size)
    for starts, longer in zip(months.parts.starts, months.parts.longer, strict=True):
        squares.append(np.add.reduceat(noemers * noemers, starts))
        noemers = np.add.reduceat(noemers, longer)
    tellers = _added(households.huishouden[rows], teller[rows], households.size)
    numbers = ((noemers > 0).astype(np.int64), tellers, noemers, tellers * tellers, tellers * noemers, noemers**2)
    return [*(np.add.reduceat(each, households.starts) for each in numbers), *squares]


def _rows(shares: Sequence[Counted], gemeenten: list[str], added: list[list[Ints]]) -> pl.DataFrame:
    """Return a row for every share and gemeente with a household; made at once, since hundreds of frames are slow."""
    names = pl.DataFrame(
        [(one.indicator.code, one.indicator.versie, one.variant.code) for one in shares],
        schema={"indicator": pl.String, "versie": pl.Int32, "variant": pl.String},
        orient="row",
    )
    keys = names.join(pl.DataFrame({"gebied": gemeenten}), how="cross", maintain_order="left_right")
    sums = {name: np.concatenate([each[place] for each in added]) for place, name in enumerate((*_SUMS, *_PERIODS))}
    made = keys.hstack(pl.DataFrame(sums)).with_columns(uitsplitsing=pl.lit(""))
    kept = made.filter(pl.col("huishoudens") > 0).select(pl.col(n).cast(t) for n, t in SAMENHANG_SCHEMA.items())
    return kept.sort("gebied", "indicator", "variant")


def _recent(place: Ints, gemeenten: int, months: int) -> NDArray[np.bool_]:
    """Say of each month of each gemeente whether it is one of the 24 up to the last that has a case."""
    there = np.bincount(place, minlength=gemeenten * months).reshape(gemeenten, months) > 0
    last = months - 1 - np.argmax(there[:, ::-1], axis=1)
    return (np.arange(months) > last[:, None] - MONTHS).ravel()


def _added(whose: Ints, numbers: NDArray[Any], size: int) -> Ints:
    """Add up numbers per household; sums this small are whole in a float too."""
    if numbers.dtype == np.bool_:
        return np.bincount(whose[np.flatnonzero(numbers)], minlength=size)
    return np.bincount(whose, weights=numbers, minlength=size).astype(np.int64)
