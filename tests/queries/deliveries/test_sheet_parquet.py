"""Parquet: typed cells, coverage in the metadata, and damage said in one sentence."""

from contextlib import suppress
from datetime import UTC, date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.deliveries.contents import Contents, read_contents
from queries.deliveries.records import Delivery, DeliveryError
from queries.deliveries.sheet import Sheet, read_sheet
from tests.queries.deliveries.invented import outcomes, written

COLUMNS = ("id", "gemeld_op", "waarde", "warm", "reden", "postcode")
KEYS = ("tabel", "gm_code", "periode_van", "periode_tot")
TOLD = {"tabel": "ontruiming", "GM code": "GM0363", "periode_van": "2025-01-01", "periode_tot": "2025-12-31"}


def parquet(columns: dict[str, Any], told: dict[str, str] | None = None) -> bytes:
    made = BytesIO()
    pl.DataFrame(columns).write_parquet(made, metadata=told or {})
    return made.getvalue()


def sheet(data: bytes) -> Sheet:
    return read_sheet(Contents("a.parquet", "parquet", data, "x"), COLUMNS, KEYS)


def test_cells_keep_their_types_and_columns_nobody_asked_for_are_not_read():
    data = parquet(
        {
            "ID": [1, 2],
            "Gemeld op": [date(2025, 2, 1), None],
            "naam": ["Q. Kwalsterbeek", "Z. Dreef"],
            "waarde": [Decimal("12.50"), Decimal("7.00")],
            "warm": [True, None],
            "reden": pl.Series(["overlast", ""], dtype=pl.Categorical),
            "postcode": [time(12), None],
            "__index_level_0__": [0, 1],
        },
        TOLD,
    )
    found = sheet(data)
    assert list(found.rows) == [
        (1, {"id": 1, "gemeld_op": date(2025, 2, 1), "waarde": 12.5, "warm": True, "reden": "overlast",
             "postcode": "12:00:00"}),
        (2, {"id": 2, "gemeld_op": None, "waarde": 7, "warm": None, "reden": None, "postcode": None}),
    ]  # fmt: skip
    assert found.above == {
        "tabel": "ontruiming", "gm_code": "GM0363", "periode_van": "2025-01-01", "periode_tot": "2025-12-31"
    }  # fmt: skip
    assert (found.header, found.unread, found.remarks, found.tabel) == (0, [3], [], "ontruiming")


def test_a_moment_is_the_day_it_was_here():
    evening = datetime(2025, 1, 31, 23, 30, tzinfo=UTC)
    found = sheet(parquet({"id": ["a"], "gemeld_op": [evening]}))
    assert found.rows[0] == (1, {"id": "a", "gemeld_op": datetime(2025, 2, 1, 0, 30)})


def test_what_is_no_single_value_is_empty_and_told():
    found = sheet(parquet({"id": ["a"], "waarde": [[1, 2]], "reden": [b"x"]}))
    assert found.rows[0] == (1, {"id": "a", "waarde": None, "reden": None})
    assert [(one.regel, one.field) for one in found.remarks] == [
        ("onleesbare_cel", "waarde (rij 1)"),
        ("onleesbare_cel", "reden (rij 1)"),
    ]


def test_a_parquet_file_comes_through_the_whole_door(tmp_path):
    data = parquet({"id": [1], "gemeld_op": [date(2025, 2, 1)], "uitkomst": ["open"]}, TOLD)
    (found,) = outcomes(written(tmp_path, data, "wonen.parquet"))
    assert isinstance(found, Delivery)
    assert found.leveringen[0].gm_code == "GM0363"
    assert found.tables["ontruiming"].select("bron_id", "gemeld_op", "uitkomst", "pad").rows() == [
        ("1", date(2025, 2, 1), "open", "rij 1")
    ]


@pytest.mark.parametrize("content", [b"PAR1", b"PAR1" + b"\x00" * 50 + b"PAR1", b"PARE1234", parquet({"id": [1]})[:-9]])
def test_a_damaged_parquet_file_is_refused_in_one_sentence(tmp_path, content):
    contents = read_contents(written(tmp_path, content, "a.parquet"))
    with pytest.raises(DeliveryError) as caught:
        read_sheet(contents, COLUMNS, KEYS)
    assert str(caught.value) == (
        "Het Parquet-bestand a.parquet is beschadigd en niet te lezen; maak het opnieuw en lever het dan aan."
    )


def test_a_parquet_file_without_known_columns_is_refused():
    with pytest.raises(DeliveryError, match="geen rij met kolomnamen gevonden"):
        sheet(parquet({"naam": ["Q. Kwalsterbeek"], "leeftijd": [12]}))


def test_a_small_file_that_claims_more_rows_than_any_table_is_refused():
    made = BytesIO()
    pl.DataFrame({"id": pl.repeat(1, 6_000_000, eager=True, dtype=pl.Int8), "waarde": 2}).write_parquet(made)
    with pytest.raises(DeliveryError) as caught:
        sheet(made.getvalue())
    assert str(caught.value) == (
        "Het Parquet-bestand a.parquet heeft meer dan 5000000 rijen; verdeel de tabel over meer bestanden."
    )


WHOLE = parquet(
    {"id": list(range(50)), "gemeld_op": [date(2025, 1, 1)] * 50, "reden": ["overlast", "x" * 40] * 25}, TOLD
)


@given(place=st.integers(0, len(WHOLE) - 1), noise=st.binary(min_size=1, max_size=8))
def test_damage_inside_with_an_intact_footer_ends_in_a_sheet_or_a_sentence(place, noise):
    data = WHOLE[:place] + noise + WHOLE[place + len(noise) :]
    with suppress(DeliveryError):
        assert isinstance(sheet(data), Sheet)


def test_nothing_of_the_cells_is_shown(tmp_path):
    contents = read_contents(written(tmp_path, WHOLE, "a.parquet"))
    assert (repr(contents), repr(read_sheet(contents, COLUMNS, KEYS))) == ("Contents(a.parquet)", "Sheet(50 rijen)")
