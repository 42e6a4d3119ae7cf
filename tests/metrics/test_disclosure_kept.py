"""What was decided or shown in an earlier publication is kept in the next, so that two tell no more than one."""

import polars as pl
import pytest

from metrics.disclosure.audit import withhold
from metrics.disclosure.chains import shown_wholes
from metrics.disclosure.kept_chains import Decisions
from metrics.disclosure.scheme import ANDEREN
from metrics.disclosure.settled import against_before, settled
from tests.metrics.test_disclosure import KEY, leaves, referrals


def test_what_adds_up_is_rounded_in_the_same_order_in_every_publication():
    """Of two gemeenten alone nobody would know what adds up; what was decided before says so."""
    exact, decisions = referrals(60, seed=1), Decisions()
    every = shown_wholes(exact, KEY, ANDEREN, decisions)
    few = pl.col("gebied").is_in(["GM1000", "GM1007"])
    again = Decisions.read(decisions.written())
    key = ["gebied", "variant"]
    assert shown_wholes(exact.filter(few), KEY, ANDEREN, again).sort(key).equals(every.filter(few).sort(key))
    assert again.written() == decisions.written()
    assert not shown_wholes(exact.filter(few), KEY, ANDEREN).sort(key).equals(every.filter(few).sort(key))


def test_what_counts_in_too_few_leaves_is_decided_later():
    decisions = Decisions()
    shown_wholes(referrals(5, seed=1), KEY, ANDEREN, decisions)
    assert decisions.ketens["zaak"].chains == ()
    shown_wholes(referrals(60, seed=1), KEY, ANDEREN, decisions)
    assert len(decisions.ketens["zaak"].chains) == 1


@pytest.mark.parametrize(
    ("was", "now", "withheld"),
    [((10, 50, 0), (15, 55, 5), False), ((10, 50, 0), (5, 50, 0), True), ((10, 50, 5), (10, 50, 0), True)],
)
def test_a_figure_that_becomes_final_is_never_shown_lower_than_it_was(
    was: tuple[int, int, int], now: tuple[int, int, int], withheld: bool
):
    key = ("GM0001", "VS07", "standaard")
    before = leaves((*key, *was), voorlopig=True).with_columns(onderdrukt=False)
    fresh = leaves((*key, *now))
    made = against_before(fresh, before, settled(fresh, before))
    assert made.select("onderdrukt", "vast").rows() == [(withheld, False)]


def test_what_was_withheld_stays_so_and_what_was_shown_stays_as_it_was():
    rows = [("GM0001", "VS07", variant, 10, 50, 0) for variant in ("opgepakt", "standaard")]
    before = leaves(*rows, voorlopig=True).with_columns(onderdrukt=pl.col("variant") == "opgepakt")
    fresh = leaves(*rows)
    made = against_before(fresh, before, settled(fresh, before)).sort("variant")
    assert made["onderdrukt"].to_list() == [True, False]
    still = fresh.with_columns(voorlopig=True)
    assert against_before(still, before, settled(still, before))["vast"].to_list() == [True, True]


def test_numbers_that_cannot_be_true_together_lose_as_little_as_will_do():
    """Shown parts of 5 and 5 are no whole of 15: one of the three is withheld, and not the standaard."""
    exact = referrals(60, seed=1)
    given = shown_wholes(exact, KEY, ANDEREN)
    # One with room above its teller, so that only the sum is wrong.
    room = given.filter(pl.col("noemer") >= pl.col("teller") + 5, variant="standaard")["gebied"].min()
    wrong = (pl.col("gebied") == room) & (pl.col("variant") == "standaard")
    broken = given.with_columns(
        teller=pl.when(wrong).then(pl.col("teller") + 5).otherwise("teller"), onderdrukt=pl.lit(value=False)
    )
    made, (audit,) = withhold(exact, broken, ANDEREN)
    assert audit.smalst >= 5
    assert made.filter("onderdrukt", gebied=room)["variant"].to_list() in (["financieel"], ["niet_financieel"])
