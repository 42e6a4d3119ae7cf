"""Replacement: which leveringen stay in force, whatever the order in which they come."""

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from queries.deliveries.replacement import Claim, settle

SLEUTELS = [("vs", "Softwarehuis", "kvk:1", "GM0363"), ("vs", "Softwarehuis", "kvk:2", "GM0363")]


def claim(number: int, since: int, until: int, at: int, sleutel: tuple[str, str, str, str] = SLEUTELS[0]) -> Claim:
    first = date(2024, 1, 1)
    delivered = datetime(2024, 6, 1) + timedelta(days=at)
    return Claim(number, sleutel, first + timedelta(days=since), first + timedelta(days=until), delivered)


@st.composite
def some_claims(draw: st.DrawFn) -> list[tuple[int, int, int, tuple[str, str, str, str]]]:
    periods = st.tuples(st.integers(0, 3), st.integers(1, 3)).map(lambda each: (each[0], each[0] + each[1]))
    each = st.tuples(periods, st.integers(0, 6), st.sampled_from(SLEUTELS))
    # Equal but for their number they would be one levering, sent twice.
    return [(*period, at, sleutel) for period, at, sleutel in draw(st.lists(each, unique=True, max_size=10))]


def sent(each: tuple[int, int, int, tuple[str, str, str, str]]) -> tuple[int, int]:
    """Return what makes one levering newer than another: its moment, and of one moment its length."""
    return each[2], each[1] - each[0]


@given(some_claims(), st.randoms(use_true_random=False), st.integers(0, 10))
def test_any_order_of_arrival_leaves_the_same_leveringen_in_force(claims, chance, split):
    newest_and_widest = {
        each
        for each in claims
        if not any(o[3] == each[3] and sent(o) > sent(each) and o[0] <= each[0] and each[1] <= o[1] for o in claims)
    }
    order = chance.sample(claims, len(claims))
    arriving = [claim(number, *each) for number, each in enumerate(order, start=1)]
    before = settle([], arriving[:split])
    held = [each for each in arriving[:split] if each.nummer not in before]
    after = settle(held, arriving[split:])
    assert {order[each.nummer - 1] for each in arriving if each.nummer not in before | after} == newest_and_widest


def test_of_two_delivered_at_the_same_moment_the_later_received_counts():
    assert settle([claim(1, 0, 31, at=5)], [claim(2, 0, 31, at=5)]) == {1: 2}


def test_of_a_month_and_its_quarter_delivered_at_the_same_moment_the_quarter_counts_whichever_came_last():
    assert settle([claim(1, 0, 31, at=5)], [claim(2, 0, 91, at=5)]) == {1: 2}
    assert settle([claim(1, 0, 91, at=5)], [claim(2, 0, 31, at=5)]) == {2: 1}


def test_a_period_inside_a_newer_one_is_replaced_and_one_beside_it_is_not():
    january, february, halfway, quarter = (
        claim(1, 0, 31, 5),
        claim(2, 31, 60, 6),
        claim(3, 80, 100, 7),
        claim(4, 0, 91, 9),
    )
    assert settle([january, february, halfway], [quarter]) == {1: 4, 2: 4}


def test_an_older_one_never_replaces_a_newer_one():
    assert settle([claim(1, 0, 31, at=9)], [claim(2, 0, 31, at=5)]) == {2: 1}
    assert settle([claim(1, 0, 31, at=9)], [claim(2, 0, 91, at=5)]) == {}


def test_another_organisation_replaces_nothing():
    assert settle([claim(1, 0, 31, at=5)], [claim(2, 0, 31, at=9, sleutel=SLEUTELS[1])]) == {}
