"""Identity of signalen and zaken: the newest version counts, and a zaak that grew is one zaak."""

from datetime import date
from typing import Any

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from queries.identity import linked_signalen, newest, with_huishouden, zaken_in_force
from tests.queries import resolve_slowly

ZAAK = pl.Schema(
    {"id": pl.Int64, "rang": pl.Int32, "sleutel": pl.Int64, "matching_van": pl.Date, "matching_tot": pl.Date}
)
LINK = pl.Schema({"zaak": pl.Int64, "signaal": pl.Int64})
JANUARY, FEBRUARY = (date(2024, 1, 1), date(2024, 1, 31)), (date(2024, 2, 1), date(2024, 2, 29))


def zaken(*rows: tuple[int, int, str, tuple[date, date] | None]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return zaken and links of (id, rang, signalen as letters, matching period)."""
    full = [(id_, rang, hash(letters), *(period or (None, None))) for id_, rang, letters, period in rows]
    links = [(id_, ord(letter)) for id_, _, letters, _ in rows for letter in letters]
    return pl.DataFrame(full, schema=ZAAK, orient="row"), pl.DataFrame(links, schema=LINK, orient="row")


def in_force(*rows: tuple[int, int, str, tuple[date, date] | None]) -> list[int]:
    return sorted(zaken_in_force(*zaken(*rows))["id"])


def test_of_one_record_the_most_recently_delivered_version_counts():
    rows = pl.DataFrame({"id": [1, 2, 3, 4], "rang": [2, 1, 2, 0], "sleutel": [7, 7, 8, 8]})
    assert sorted(newest(rows, ["sleutel"])["id"]) == [1, 3]


def test_within_one_levering_the_later_position_counts():
    rows = pl.DataFrame({"id": [1, 2], "rang": [5, 5], "sleutel": [7, 7]})
    assert newest(rows, ["sleutel"])["id"].to_list() == [2]


def test_a_zaak_that_grew_replaces_its_smaller_self():
    assert in_force((1, 1, "a", JANUARY), (2, 2, "ab", JANUARY)) == [2]


def test_a_zaak_of_another_matching_period_stays():
    assert in_force((1, 1, "a", JANUARY), (2, 2, "ab", FEBRUARY), (3, 3, "ac", None)) == [1, 2, 3]


def test_zaken_without_a_matching_period_grow_as_well():
    assert in_force((1, 1, "a", None), (2, 2, "ab", None)) == [2]


def test_two_zaken_of_one_levering_may_share_a_signaal():
    assert in_force((1, 1, "ab", JANUARY), (2, 1, "bc", JANUARY)) == [1, 2]


def test_an_outdated_version_replaces_nothing():
    # The zaak of a and b moved to February in its last version, so January's a stands on its own again.
    assert in_force((1, 1, "a", JANUARY), (2, 2, "ab", JANUARY), (3, 3, "ab", FEBRUARY)) == [1, 3]


def test_a_zaak_points_to_its_signaal_in_the_same_gemeente_or_to_nothing():
    cases, links = zaken((1, 1, "abc", JANUARY))
    cases = cases.with_columns(gm_code=pl.lit("GM0001"))
    places = ["GM0001", "GM0001", "GM0002"]
    signalen = pl.DataFrame({"id": [90, 91, 92], "sleutel": [ord("a"), ord("z"), ord("c")], "gm_code": places})
    assert linked_signalen(links, cases, signalen).sort("signaal").rows() == [(1, None), (1, None), (1, 90)]


SIGNAAL = {"id": pl.Int64, "huishouden": pl.Int64, "signaaldatum": pl.Date, "ontstaansdatum": pl.Date}


def test_a_zaak_lives_where_its_first_signaal_with_an_address_lives():
    signalen = pl.DataFrame(
        [
            (1, 11, None, None),
            (2, 22, None, date(2024, 1, 3)),
            (3, 33, date(2024, 1, 5), None),
            (4, None, JANUARY[0], None),
        ],
        schema=SIGNAAL,
        orient="row",
    )
    cases = pl.DataFrame(
        {"id": [1, 2, 3], "huishouden": [None, 77, None]}, schema={"id": pl.Int64, "huishouden": pl.Int64}
    )
    links = pl.DataFrame({"zaak": [1, 1, 1, 1, 2, 3], "signaal": [1, 2, 3, 4, 1, 4]})
    assert with_huishouden(cases, links, signalen)["huishouden"].to_list() == [22, 77, None]


@st.composite
def some_zaken(draw: st.DrawFn) -> list[tuple[int, int, str, tuple[date, date] | None]]:
    signs = st.text("abcde", min_size=1, max_size=3).map(lambda letters: "".join(sorted(set(letters))))
    periods = st.sampled_from([JANUARY, FEBRUARY, None])
    rows = draw(st.lists(st.tuples(st.integers(0, 3), signs, periods), max_size=12))
    return [(id_, rang, letters, period) for id_, (rang, letters, period) in enumerate(rows)]


@given(some_zaken(), st.randoms(use_true_random=False))
def test_the_plain_rules_give_the_same_zaken(rows: Any, chance: Any):
    frame, links = zaken(*rows)
    expected = resolve_slowly.zaken(frame.to_dicts(), {id_: set(letters) for id_, _, letters, _ in rows})
    shuffled = frame.sample(fraction=1, shuffle=True, seed=chance.randrange(1000))
    assert set(zaken_in_force(shuffled, links)["id"]) == expected


@given(st.data())
def test_the_plain_rules_give_the_same_huishouden(data: st.DataObject):
    day = st.none() | st.dates(date(2024, 1, 1), date(2024, 1, 4))
    facts = st.tuples(st.none() | st.integers(1, 3), day, day)
    rows = [(id_, *each) for id_, each in enumerate(data.draw(st.lists(facts, max_size=6)))]
    signalen = pl.DataFrame(rows, schema=SIGNAAL, orient="row")
    pairs = (
        data.draw(st.sets(st.tuples(st.integers(0, 2), st.integers(0, 5).filter(lambda each: each < len(rows)))))
        if rows
        else set()
    )
    own = [data.draw(st.none() | st.just(99)) for _ in range(3)]
    cases = pl.DataFrame({"id": [0, 1, 2], "huishouden": own}, schema={"id": pl.Int64, "huishouden": pl.Int64})
    links = pl.DataFrame(sorted(pairs), schema=LINK, orient="row")
    found = with_huishouden(cases, links, signalen)
    plain = signalen.to_dicts()
    for zaak in cases.to_dicts():
        linked = [plain[signaal] for case, signaal in pairs if case == zaak["id"]]
        assert found.row(zaak["id"], named=True)["huishouden"] == resolve_slowly.huishouden(zaak, linked)
