"""A field that is suddenly empty, or far emptier than elsewhere, is remarked upon by name."""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl
import pytest

from queries.deliveries.records import Delivery
from tests.data_checks.months import broken, month, told

PEERS = [month(1, gm_code=f"GM{code:04}") for code in range(400, 406)]


def emptied(delivery: Delivery, veld: str, kept: int, tabel: str = "signaal") -> Delivery:
    """Return ``delivery`` with ``veld`` filled in only its first ``kept`` records."""
    frame = delivery.tables[tabel].with_columns(pl.when(pl.col("nr") <= kept).then(pl.col(veld)).alias(veld))
    return replace(delivery, tables=delivery.tables | {tabel: frame})


@pytest.mark.parametrize(("kept", "expected"), [(0, {"veld_leeg_geworden"}), (30, {"veld_leeg_geworden"}), (31, set())])
def test_a_field_that_was_full_and_is_not_half_as_full_now(kept: int, expected: set[str]):
    assert broken([month(1)], emptied(month(2), "bedrag", kept)) == expected


def test_the_field_and_both_shares_are_told():
    assert told([month(1)], emptied(month(2), "bedrag", 12), "veld_leeg_geworden") == (
        "Het gaat om: bedrag bij signalen (nu 20% gevuld, eerder 100%)."
    )


@pytest.mark.parametrize(("records", "expected"), [(9, set()), (10, {"veld_leeg_geworden"})])
def test_too_few_records_say_nothing(records: int, expected: set[str]):
    now = month(2, {"Huur": records, "Energie": records})
    assert broken([month(1)], emptied(now, "bedrag", 0)) - {"volume_te_laag"} == expected


@pytest.mark.parametrize(
    ("peers", "kept", "expected"),
    [
        (PEERS, 0, {"veld_leger_dan_elders"}),
        (PEERS, 30, {"veld_leger_dan_elders"}),
        (PEERS, 31, set()),
        (PEERS[:4], 0, set()),
        ([*PEERS[:5], emptied(PEERS[5], "bedrag", 0)], 0, set()),
    ],
    ids=["empty", "half", "more than half", "too few others", "another has it too"],
)
def test_a_field_far_emptier_than_with_nearly_all_others(peers: Sequence[Delivery], kept: int, expected: set[str]):
    assert broken(peers, emptied(month(1), "bedrag", kept)) == expected


def test_what_others_have_is_told():
    assert told(PEERS, emptied(month(1), "bedrag", 0), "veld_leger_dan_elders") == (
        "Het gaat om: bedrag bij signalen (nu 0% gevuld, bij anderen meestal 100%)."
    )


def test_others_of_the_same_file_are_others_too():
    from tests.data_checks.months import judged

    rules = [rules for rules, _ in judged([], *PEERS, emptied(month(1), "bedrag", 0))]
    assert rules == [*[set[str]()] * 6, {"veld_leger_dan_elders"}]


def test_a_field_that_fills_up_with_time_may_be_half_empty_but_not_empty():
    assert broken([month(1)], emptied(month(2), "status", 3)) == set()
    assert broken([month(1)], emptied(month(2), "status", 0)) == {"veld_leeg_geworden"}


def test_a_field_that_nobody_fills_is_not_remarked_upon():
    peers = [emptied(each, "bedrag", 0) for each in PEERS]
    assert broken(peers, emptied(month(1), "bedrag", 0)) == set()
