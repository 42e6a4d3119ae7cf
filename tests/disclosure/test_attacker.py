"""The attacker finds what can be found and claims nothing else: compared with trying every count there could be."""

from collections.abc import Callable, Mapping

import numpy as np
import polars as pl
import pytest

from tests.disclosure.attacker import audit
from tests.disclosure.brute_force import behind, nearest, up_or_down
from tests.disclosure.count_matrix import BLAD, GETALLEN
from tests.disclosure.made_up import TABELLEN, at_random, counted, to_nearest, zaken
from tests.disclosure.programming import Programme
from tests.disclosure.relations import Relation, Relations, find_relations
from tests.disclosure.windows import APART, NEAREST, SHARED, Rounding

# One gemeente and quarter: two disjoint tellers of one noemer, and their sum under a third name.
KINDS = ("financieel", "niet_financieel", "geen")
NAMES = ("financieel", "niet_financieel", "samen")


def _truth(cases: Mapping[str, int]) -> dict[str, int]:
    one, other, neither = (cases[kind] for kind in KINDS)
    return {
        "financieel": one,
        "niet_financieel": other,
        "samen": one + other,
        "rest": neither,
        "noemer": one + other + neither,
    }


def _leaves(shown: dict[str, tuple[int, int]]) -> pl.DataFrame:
    rows = [("GM1", 1, "DV01", name, "", "", teller, noemer, 0, False) for name, (teller, noemer) in shown.items()]
    names = [
        "gebied",
        "maand",
        "indicator",
        "variant",
        "uitsplitsing",
        "cel",
        "teller",
        "noemer",
        "onbekend",
        "publiek",
    ]
    return pl.DataFrame(rows, schema=names, orient="row")


def _relations(leaves: pl.DataFrame) -> Relations:
    """Return what ties teller (0-2) and noemer (3) of three variants: 0 + 1 = 2, and each is part of the noemer."""
    names = leaves.select("indicator", "variant", "uitsplitsing", "cel").sort("variant")
    # Per variant: teller, rest, onbekend, noemer, alles.
    quantity = np.array([[at, 4 + at, -1, 3, 3] for at in range(3)]).ravel()
    sums = [Relation((at, 4 + at, 3), (1, 1, -1), equal=True) for at in range(3)]
    return Relations(names, ("zaak",) * 3, quantity, 7, (Relation((0, 1, 2), (1, 1, -1), equal=True), *sums))


def _widths(shown: dict[str, tuple[int, int]], rounding: Rounding) -> dict[str, int]:
    leaves = _leaves(shown)
    found = audit(leaves, _relations(leaves), rounding)
    return {name: int(found.widths[at * len(GETALLEN), 0]) for at, name in enumerate(sorted(NAMES))}


@pytest.mark.parametrize("shown", [(5, 5, 5), (0, 5, 5), (0, 0, 5), (5, 0, 5), (0, 5, 0), (5, 5, 0), (5, 5, 10)])
def test_with_one_secret_the_attacker_finds_exactly_what_trying_everything_finds(shown: tuple[int, int, int]) -> None:
    told = {**dict(zip(NAMES, shown, strict=True)), "noemer": 15}
    possible = behind(told, KINDS, 19, _truth, secrets=range(5))
    leaves = {name: (count, 15) for name, count in zip(NAMES, shown, strict=True)}
    if not possible["noemer"]:
        assert set(_widths(leaves, SHARED).values()) == {0}
    else:
        assert _widths(leaves, SHARED) == {name: len(possible[name]) for name in NAMES}


def test_shown_parts_that_do_not_add_up_to_their_shown_whole_leave_four_values_or_less() -> None:
    possible = behind(
        {"financieel": 5, "niet_financieel": 5, "samen": 5, "noemer": 15}, KINDS, 19, _truth, secrets=range(5)
    )
    assert {name: sorted(possible[name]) for name in NAMES} == {
        "financieel": [1, 2, 3, 4], "niet_financieel": [1, 2, 3, 4], "samen": [2, 3, 4, 5, 6, 7, 8],
    }  # fmt: skip
    assert _widths(dict.fromkeys(NAMES, (5, 15)), SHARED)["financieel"] == 4


@pytest.mark.parametrize(("rounding", "ways"), [(APART, up_or_down), (NEAREST, nearest)])
def test_with_every_number_rounded_on_its_own_the_attacker_finds_what_trying_everything_finds(
    rounding: Rounding, ways: Callable[[int], set[int]]
) -> None:
    for shown in ((5, 5, 5), (0, 5, 0), (5, 5, 15), (0, 0, 5)):
        told: dict[str, int] = dict(zip(NAMES, shown, strict=True))
        possible = behind(told, KINDS[:2], 12, lambda cases: _truth({**cases, "geen": 0}), ways)
        leaves = _leaves({name: (count, count) for name, count in told.items()})
        sums = Relation((0, 1, 2), (1, 1, -1), equal=True)
        quantity = np.array([[at, -1, -1, at, at] for at in range(3)]).ravel()
        relations = Relations(leaves.select(BLAD).sort("variant"), ("zaak",) * 3, quantity, 3, (sums,))
        found = audit(leaves, relations, rounding)
        assert {name: max(int(found.widths[at * 5, 0]), 0) for at, name in enumerate(sorted(NAMES))} == {
            name: len(possible[name]) for name in NAMES
        }  # fmt: skip


def test_the_search_in_whole_numbers_finds_what_fractions_would_hide() -> None:
    """From a + b = 10, a + c = 10 and c + d = 10 follows a = d; with a + d = 7 that is no whole number."""
    programme = Programme()
    a, b, c, d = (programme.number(0, 20) for _ in range(4))
    for one, other, total in ((a, b, 10), (c, d, 10), (a, c, 10), (a, d, 7)):
        programme.tie({one: 1, other: 1}, total, total)
    with pytest.raises(ValueError, match="nothing fits"):
        programme.spans([a])  # 2a = 7 has no whole solution
    assert programme.spans([a], whole=False) == [(4, 3)]  # it has 3.5: between 4 and 3 no whole number lies


def test_the_search_for_a_number_may_end_when_enough_is_seen() -> None:
    programme = Programme()
    one, other = programme.number(0, 100), programme.number(0, 3)
    programme.tie({one: 1, other: -1}, 0, np.inf)
    assert programme.spans([one, other]) == [(0, 100), (0, 3)]
    low, high = programme.spans([one], enough=5)[0]
    assert high - low >= 4


def test_relations_are_found_in_the_counts_as_the_definitions_make_them() -> None:
    found = find_relations(counted(zaken(30, 12, seed=3)), TABELLEN)
    same = found.same_cases().group_by("quantity").agg(
        pl.concat_str("indicator", "variant", "getal", separator=" ").sort().alias("namen")
    )  # fmt: skip
    assert [
        "DV01 financieel noemer", "DV01 niet_financieel noemer", "DV01 standaard noemer",
        "DV01 zonder_toestemming noemer", "VS10 standaard noemer",
    ] in same["namen"].to_list()  # fmt: skip
    leaf = {variant: at for at, (_, variant, _, _) in enumerate(found.leaves.rows())}
    teller = {
        variant: int(found.quantity[at * len(GETALLEN)]) for variant, at in leaf.items() if variant != "standaard"
    }
    whole = int(found.quantity[found.leaves.rows().index(("DV01", "standaard", "", "")) * len(GETALLEN)])
    sums = {(one.quantities, one.weights) for one in found.rows if one.equal}
    parts = {teller["financieel"]: 1, teller["niet_financieel"]: 1, whole: -1}
    assert (tuple(sorted(parts)), tuple(parts[one] for one in sorted(parts))) in sums


@pytest.mark.parametrize(("show", "rounding"), [(to_nearest, NEAREST), (at_random, APART)])
def test_no_exact_count_lies_outside_what_the_attacker_claims(
    show: Callable[[pl.DataFrame], pl.DataFrame], rounding: Rounding
) -> None:
    exact = counted(zaken(12, 8, seed=5), ["crisis"])
    found = audit(show(exact), find_relations(exact, TABELLEN), rounding)
    truth = audit(exact, find_relations(exact, TABELLEN), Rounding(0, 0, rounding.rounded)).low
    hidden = found.hidden
    assert ((found.low <= truth) & (truth <= found.high))[hidden].all()
