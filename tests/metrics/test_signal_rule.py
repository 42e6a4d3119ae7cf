"""The what-if of the signal rule: how many households another rule would have selected."""

from collections import defaultdict
from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.signal_rule import (
    HOOGUIT_DAGEN,
    MINSTENS_EURO,
    ONBEPERKT,
    households_by_threshold,
    reported,
    rules,
    selected,
)
from tests.spec.casebook import cases

MARCH = date(2026, 3, 1)
SIGNALEN = """
    id | huishouden | persoon | signaalpartner | partnernaam | ontstaansdatum | signaaldatum | bedrag
    a1 | adres-1    |         | Huur           | Wonen BV    | 2026-01-01     | 2026-03-02   | 300
    a2 | adres-1    |         | Energie        | Stroom      | 2025-11-01     | 2026-03-05   | 80
    a3 | adres-1    |         | Water          |             | 2026-02-10     | 2026-03-20   |
    b1 | adres-2    |         | Huur           | Wonen BV    | 2025-11-24     | 2026-03-04   | 100
    b2 | adres-2    |         | Huur           | wonen  bv   | 2025-01-04     | 2026-03-09   | 900
    b3 | adres-2    |         | Huur           |             | 2026-03-01     | 2026-03-09   | 99
    c1 |            | p       | Energie        |             |                | 2026-03-09   | 500
    c2 |            | p       | Zorg           |             | 2026-03-01     | 2026-03-09   | 500
    d1 |            |         | Zorg           |             | 2026-03-01     | 2026-03-09   | 500
    e1 | adres-1    |         | Huur           | Wonen BV    | 2026-03-01     | 2026-04-02   | 300
"""


def table(text: str) -> pl.DataFrame:
    """Return what is stored of these signalen."""
    inputs = cases(signaal=text).inputs()
    months = pl.DataFrame({"gm_code": ["GM0001"] * 2, "maand": [MARCH, date(2026, 4, 1)]})
    return households_by_threshold(reported(inputs.cases), months)


@pytest.mark.parametrize(
    ("rule", "in_march"),
    [
        ((1, ONBEPERKT, 0), 4),  # addresses 1 and 2, the person, and the one nobody can place
        ((2, ONBEPERKT, 0), 2),  # Wonen BV is one partner however it is typed, and the nameless Huur is taken for it
        ((3, ONBEPERKT, 0), 1),
        ((2, 100, 0), 1),  # without the electricity of November the first still has two
        ((3, 180, 0), 1),
        ((1, 100, 0), 4),  # the age of c1 is not known, that of c2 is; b1 is exactly 100 days old
        ((1, 60, 100), 3),  # a1 is exactly 60 days old; c2 and d1
        ((2, ONBEPERKT, 50), 2),  # the amount of the water is not known
        ((3, ONBEPERKT, 50), 0),
    ],
)
def test_a_rule_selects_households_with_enough_partners_whose_arrears_pass_both_limits(rule, in_march):
    partners, dagen, euro = rule
    found = selected(table(SIGNALEN), partners, hooguit_dagen=dagen, minstens_euro=euro)
    assert found.filter(maand=MARCH).select("gebied", "huishoudens", "van").rows() == [("GM0001", in_march, 4)]


def test_a_month_in_which_a_rule_selects_nobody_is_told_as_well():
    found = selected(table(SIGNALEN), 2)
    assert found.select("maand", "huishoudens", "van").rows() == [(MARCH, 2, 4), (date(2026, 4, 1), 0, 1)]


def test_a_month_that_was_not_delivered_whole_is_left_out():
    inputs = cases(signaal=SIGNALEN).inputs()
    april = pl.DataFrame({"gm_code": ["GM0001"], "maand": [date(2026, 4, 1)]})
    assert households_by_threshold(reported(inputs.cases), april)["maand"].unique().to_list() == [date(2026, 4, 1)]


def test_a_limit_that_was_not_counted_is_refused():
    with pytest.raises(ValueError, match="at most 99 days"):
        selected(table(SIGNALEN), 2, hooguit_dagen=99)


def test_rules_are_told_with_what_they_ask_of_those_who_visit():
    made = rules(table(SIGNALEN), capacity=1)
    one = made.filter(partners=2, hooguit_dagen=ONBEPERKT, minstens_euro=0)
    assert one.select("gemiddeld", "meest", "past", "aandeel").rows() == [(1.0, 2, 0.5, 0.4)]
    assert made["gemiddeld"].is_sorted(descending=True)


signals = st.lists(
    st.fixed_dictionaries(
        {
            "huishouden": st.integers(1, 4),
            "partner": st.sampled_from("abcdefghijkl"),
            "dagen": st.none() | st.integers(0, 400),
            "bedrag": st.none() | st.integers(0, 1200),
        }
    ),
    min_size=1,
    max_size=40,
)


@given(signals)
def test_the_packed_counting_equals_a_slow_one_for_every_limit(made):
    rows: list[dict[str, Any]] = [row | {"gm_code": "GM0001", "maand": MARCH} for row in made]
    frame = pl.DataFrame(rows, schema_overrides={"dagen": pl.Int64, "bedrag": pl.Float64})
    stored = households_by_threshold(frame.lazy(), frame.select("gm_code", "maand").unique())
    assert set(stored["gebied"]) == {"GM0001"}
    for dagen in HOOGUIT_DAGEN:
        for euro in MINSTENS_EURO:
            passed = defaultdict[int, set[str]](set)
            for row in rows:
                young = dagen == ONBEPERKT or (row["dagen"] is not None and row["dagen"] <= dagen)
                large = euro == 0 or (row["bedrag"] is not None and row["bedrag"] >= euro)
                if young and large:
                    passed[row["huishouden"]].add(row["partner"])
            for partners in (1, 2, 5, 11):
                wanted = sum(len(names) >= partners for names in passed.values())
                found = selected(stored, partners, hooguit_dagen=dagen, minstens_euro=euro)
                assert found["huishoudens"].to_list() == [wanted]
