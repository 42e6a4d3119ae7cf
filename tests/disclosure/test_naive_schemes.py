"""The attacker bites: ways of rounding that look careful and give much of what they hide away."""

import numpy as np
import polars as pl
import pytest

from tests.disclosure.attacker import Audit, audit
from tests.disclosure.count_matrix import GETALLEN, ONBEKEND
from tests.disclosure.made_up import TABELLEN, at_random, counted, to_nearest, zaken
from tests.disclosure.relations import find_relations
from tests.disclosure.windows import APART, NEAREST, Rounding


@pytest.fixture(scope="module")
def cases() -> pl.DataFrame:
    return zaken(40, 12).with_columns(maand_van_kwartaal=pl.col("maand").dt.month().cast(pl.String))


def _attacked(cases: pl.DataFrame, cells: list[str], rounding: Rounding) -> Audit:
    exact = counted(cases, cells)
    shown = to_nearest(exact) if rounding is NEAREST else at_random(exact)
    return audit(shown, find_relations(exact, TABELLEN), rounding)


def _given_away(found: Audit, alone: int) -> tuple[float, float]:
    """Return the share of rounded numbers that others make narrower than their rounding did, and of those found out."""
    rounded = np.arange(len(found.widths)) % len(GETALLEN) <= ONBEKEND
    hidden = found.hidden & rounded[:, None] & (found.counts.values > 0)
    return float((found.widths < alone)[hidden].mean()), float((found.widths == 1)[hidden].mean())


def test_rounding_to_the_nearest_five_leaves_five_values_and_the_tables_around_it_far_fewer(
    cases: pl.DataFrame,
) -> None:
    found = _attacked(cases, ["crisis", "leeftijd"], NEAREST)
    part, exactly = _given_away(found, 5)
    assert part > 0.31
    assert exactly > 0
    assert found.narrowest == 1


def test_months_beside_quarters_give_each_other_away(cases: pl.DataFrame) -> None:
    part, exactly = _given_away(_attacked(cases, ["maand_van_kwartaal"], NEAREST), 5)
    assert part > 0.31
    assert exactly > 0


@pytest.mark.parametrize("cells", [["maand_van_kwartaal"], ["crisis", "leeftijd"]])
def test_rounding_every_number_on_its_own_at_random_leaves_a_fifth_of_them_less_than_five_values(
    cases: pl.DataFrame, cells: list[str]
) -> None:
    found = _attacked(cases, cells, APART)
    assert 0.2 < found.share_below < 0.4
    assert found.narrowest <= 2


def test_even_without_cells_the_same_cases_under_several_names_give_numbers_away(cases: pl.DataFrame) -> None:
    found = _attacked(cases, [], APART)
    assert 0.1 < found.share_below < 0.3
    narrow = found.narrow()
    assert narrow.filter(indicator="DV01", variant="financieel").height > 0
    assert narrow["waarden"].max() == 4
