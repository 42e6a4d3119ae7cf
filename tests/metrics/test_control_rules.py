"""The four rules, as NHSRplotthedots tests them and in words."""

import numpy as np
import pytest

from metrics.control.limits import around, xmr
from metrics.control.rules import Regel, first_signal, signals


def marked(values, rule, *, centre=0.0, reach=3.0):
    return signals(values, around(np.full(len(values), centre), reach))[rule].tolist()


def test_a_point_on_the_limit_is_inside_and_one_past_it_outside():
    assert marked([3.0, 3.1, -3.0, -3.1], Regel.BUITEN) == [0, 1, 0, -1]


def test_seven_on_one_side_are_all_marked_and_six_are_none():
    assert marked([1.0] * 6 + [-1.0], Regel.EEN_KANT) == [0] * 7
    assert marked([1.0] * 8 + [-1.0], Regel.EEN_KANT) == [1] * 8 + [0]
    assert marked([-1.0] * 7, Regel.EEN_KANT) == [-1] * 7


def test_a_point_on_the_centre_breaks_a_run():
    assert marked([1.0] * 4 + [0.0] + [1.0] * 4, Regel.EEN_KANT) == [0] * 9


@pytest.mark.parametrize(
    ("values", "expected"),
    [  # ptd_seven_point_trend and ptd_part_of_seven_trend
        ([1, 2, 3, 4, 5, 6], [0] * 6),
        ([1, 2, 3, 3, 4, 5, 6], [0] * 7),
        ([1, 2, 3, 4, 5, 6, 7], [1] * 7),
        ([2, 1, 2, 3, 4, 5, 6, 7, 3], [0] + [1] * 7 + [0]),
        ([2, 7, 6, 5, 4, 3, 2, 1, 3], [0] + [-1] * 7 + [0]),
    ],
)
def test_seven_in_a_row_go_up_or_down_and_a_tie_breaks_them(values, expected):
    assert marked(values, Regel.OP_RIJ, centre=4.0, reach=90.0) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [  # ptd_two_in_three: of three on one side, the two near the limit; never of both sides
        ([2.5, 1.0, 2.5], [1, 0, 1]),
        ([1.0, 2.5, 2.5], [0, 1, 1]),
        ([1, 1, 2.5, 1, 2.5, 1, 1], [0, 0, 1, 0, 1, 0, 0]),
        ([2.5, 1, 1, 2.5, 2.5], [0, 0, 0, 1, 1]),
        ([2.5, -1.0, 2.5], [0, 0, 0]),
        ([2.5, -2.5, 1.0], [0, 0, 0]),
        ([-2.5, -2.1, -1.0], [-1, -1, 0]),
        ([2.5, 3.5, 1.0], [0, 0, 0]),  # beyond the limit is not near it
    ],
)
def test_two_of_three_near_one_limit_are_marked(values, expected):
    assert marked(values, Regel.BIJNA) == expected


def test_near_both_limits_in_turn_is_no_signal():
    # NHSRplotthedots: alternating 1 and -1, the last two 5.5 and -5.5.
    values = [1.0, -1.0] * 7 + [5.5, -5.5]
    assert first_signal(signals(values, xmr(values)))[-2:] == [None, None]


def test_of_several_rules_the_first_is_said():
    found = first_signal(signals([1, 2, 2.5, 3, 4, 5, 6], around(np.zeros(7), 3.0)))
    assert found[0] == (Regel.OP_RIJ, 1)
    assert found[-1] == (Regel.BUITEN, 1)


def test_what_never_changes_gives_no_signal():
    assert first_signal(signals([0.1] * 15, xmr([0.1] * 15))) == [None] * 15
