"""A levering that is unlike the ones before it is remarked upon, with the numbers; one that just is not, is not."""

from datetime import date

import pytest

from data_checks.limits import GateLimits
from queries.deliveries.records import Delivery
from tests.data_checks.months import USUAL, broken, judged, month, told
from tests.queries.delivered import header, table

YEAR = [month(nr) for nr in range(1, 13)]


def test_a_levering_like_the_ones_before_it_is_not_remarked_upon():
    assert broken(YEAR, month(13)) == set()
    assert broken([], month(1)) == set()


@pytest.mark.parametrize(
    ("each", "expected"),
    # The usual 60 has a spread of 8 by chance alone: 4 times that is 31 away; and 100 is 60 in 0,6.
    [(14, {"volume_te_laag"}), (15, set()), (50, set()), (51, {"volume_te_hoog"})],
)
def test_a_levering_far_smaller_or_larger_than_usual_is_remarked_upon(each: int, expected: set[str]):
    assert broken(YEAR, month(13, {"Huur": each, "Energie": each})) == expected


def test_both_numbers_are_told():
    assert told(YEAR, month(13, {"Huur": 7, "Energie": 7}), "volume_te_laag") == (
        "Het gaat om signalen: nu 14, eerder meestal rond de 60."
    )


def test_three_leveringen_are_not_enough_to_say_what_is_usual():
    few = month(13, {"Huur": 5, "Energie": 5})
    assert "volume_te_laag" not in broken(YEAR[-3:], few)
    assert "volume_te_laag" in broken(YEAR[-4:], few)
    assert "volume_te_laag" in broken(YEAR[-3:], few, limits=GateLimits(minste_leveringen=3))


def test_what_varies_much_may_vary_much():
    restless = [month(nr, {"Huur": size, "Energie": size}) for nr, size in enumerate((5, 60, 20, 45, 10, 70), start=1)]
    assert broken(restless, month(7, {"Huur": 8, "Energie": 8})) == set()


def test_a_season_that_comes_back_is_usual():
    summer = [month(nr, {"Huur": 10, "Energie": 10}) if nr == 1 else month(nr) for nr in range(1, 13)]
    assert broken(summer, month(13, {"Huur": 10, "Energie": 10})) == set()
    assert "volume_te_laag" in broken(summer, month(14, {"Huur": 10, "Energie": 10}))


def test_a_quarter_is_compared_with_quarters_and_not_with_months():
    quarters = [month(nr, months=3) for nr in (1, 4, 7, 10)]
    assert broken(YEAR, month(13, {"Huur": 100, "Energie": 100}, months=3)) == set()
    assert broken(quarters, month(13, {"Huur": 100, "Energie": 100}, months=3)) == {"volume_te_hoog"}


def test_leveringen_of_one_call_are_history_for_the_later_ones_among_them():
    *_, (rules, _) = judged([], *YEAR, month(13, {"Huur": 5, "Energie": 5}))
    assert "volume_te_laag" in rules


def test_another_sender_is_no_history():
    others = [month(nr, gm_code="GM0599") for nr in range(1, 13)]
    assert broken(others, month(13, {"Huur": 5, "Energie": 5})) == set()


@pytest.mark.parametrize(("size", "expected"), [(26, {"kleiner_dan_vervangen"}), (27, set()), (40, set())])
def test_a_levering_smaller_than_the_one_it_replaces_is_remarked_upon(size: int, expected: set[str]):
    assert broken([month(1)], month(1, {"Huur": size, "Energie": size + 1}, days_later=20)) == expected


def test_what_was_there_and_what_is_left_are_told():
    less = month(1, {"Huur": 20, "Energie": 20}, days_later=20)
    assert told([month(1)], less, "kleiner_dan_vervangen") == "Het gaat om signalen: nu 40, eerst 60."


def test_a_quarter_replaces_its_months_together():
    months = [month(nr) for nr in (1, 2, 3)]
    same, fewer = (month(1, {"Huur": size, "Energie": size}, months=3, days_later=20) for size in (90, 60))
    assert broken(months, same) == set()
    assert broken(months, fewer) == {"kleiner_dan_vervangen"}


@pytest.mark.parametrize(("days", "expected"), [(62, set()), (63, {"laat_aangeleverd"})])
def test_a_levering_long_after_its_period_is_remarked_upon(days: int, expected: set[str]):
    assert broken([], month(1, days_later=days)) == expected


def test_a_correction_may_come_late():
    assert broken([month(1)], month(1, days_later=200)) == set()


def test_the_days_between_period_and_delivery_are_told():
    assert told([], month(1, days_later=100), "laat_aangeleverd") == (
        "De periode eindigde op 31 januari 2024; de levering is van 11 mei 2024, 100 dagen later."
    )


@pytest.mark.parametrize(
    ("today", "expected"), [(date(2026, 1, 31), set()), (date(2026, 2, 1), {"periode_lang_voorbij"})]
)
def test_a_period_that_ended_long_ago_is_said(today: date, expected: set[str]):
    assert broken([], month(1), today=today) == expected


def test_a_month_that_was_skipped_is_named():
    assert broken([month(1)], month(2)) == set()
    assert broken([month(1)], month(3)) == {"periode_sluit_niet_aan"}
    assert told([month(1)], month(3), "periode_sluit_niet_aan") == (
        "Het gaat om 1 februari 2024 tot en met 29 februari 2024."
    )


def test_a_month_that_comes_in_the_same_call_was_not_skipped():
    assert [rules for rules, _ in judged([month(1)], month(3), month(2))] == [set(), set()]


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ({"Huur": 40}, {"partner_weg"}),
        ({"Huur": 40, "Energie": 1}, {"partner_veel_minder"}),
        ({"Huur": 40, "Energie": 5}, {"partner_veel_minder"}),
        ({"Huur": 40, "Energie": 6}, set()),
    ],
)
def test_a_partner_that_always_came_and_stays_away_is_remarked_upon(now: dict[str, int], expected: set[str]):
    assert broken(YEAR, month(13, now)) == expected


def test_the_partner_and_its_usual_number_are_told():
    assert told(YEAR, month(13, {"Huur": 40}), "partner_weg") == (
        "Het gaat om: Energie (nu 0 signalen, in de vorige 12 leveringen meestal rond de 30)."
    )


@pytest.mark.parametrize(("away", "expected"), [(1, {"partner_weg"}), (2, set())])
def test_a_partner_that_comes_now_and_then_may_stay_away(away: int, expected: set[str]):
    year = [month(nr, USUAL if nr > away else {"Huur": 60}) for nr in range(1, 13)]
    assert broken(year, month(13, {"Huur": 60})) == expected


def test_a_partner_of_a_few_signalen_may_stay_away_by_chance():
    def year(size: int):
        return [month(nr, {"Huur": 60, "Water": size}) for nr in range(1, 13)]

    assert broken(year(4), month(13, {"Huur": 60})) == set()
    assert broken(year(5), month(13, {"Huur": 60})) == {"partner_weg"}


def test_goals_are_not_delivered_month_after_month():
    def goals(number: int) -> Delivery:
        since, until = f"{2020 + number}-01-01", f"{2021 + number}-01-01"
        levering = header(since=since, until=until, at="2025-05-30", soort="doel")
        return Delivery("doel", [levering], {"doel": table("doel", [{"levering_nr": 0, "nr": 1}])}, [])

    assert broken([goals(0)], goals(3)) == set()
