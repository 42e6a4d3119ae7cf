"""What is shown of regions: only where it hides everyone in them, and an own group to its owner alone."""

from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest
from sqlalchemy import Connection, Engine, insert

from queries import access
from queries.access import Recht, Viewer
from queries.counts import (
    finish_berekening,
    replace_counts,
    start_berekening,
)
from queries.groups import replace_group
from queries.reference.loader import load_reference
from queries.schema import gemeente
from tests.queries.rows import dekking_rows, telling_rows, verdeling_rows
from tests.queries.shown import publish_as_is

JANUARY, NOON = date(2024, 1, 1), datetime(2024, 3, 1, 12)
ALL_RIGHTS = frozenset(Recht)
AMSTERDAM = Viewer("beleidsmedewerker Amsterdam", frozenset({"GM0363"}), ALL_RIGHTS)


def region(connection: Connection, viewer: Viewer, folder: Path, gebied: str, uitsplitsing: str = "") -> list[int]:
    """Return the tellers of VS01 that a viewer reads of one region, whole and by cell."""
    found = access.read_published(connection, viewer, folder, gebied, uitsplitsing=uitsplitsing)
    return [] if found is None else found.telling.filter(indicator="VS01")["teller"].to_list()


@pytest.mark.parametrize(("others", "shown"), [(3, [9]), (2, [])])
def test_a_region_is_shown_where_three_others_delivered_that_month(
    engine: Engine, tmp_path: Path, others: int, shown: list[int]
):
    own, *rest = [f"GM{number:04}" for number in range(1, others + 2)]
    with engine.begin() as connection:
        for code in (own, *rest):
            facts = {"gm_code": code, "naam": code, "provincie": "Drenthe", "geldig_van": date(2010, 1, 1)}
            connection.execute(insert(gemeente).values(facts))
        _count_region(connection, "provincie:Drenthe", (own, *rest), 9)
        publish_as_is(connection, tmp_path / "publicaties", datum=date(2024, 3, 2))
    viewer = Viewer("eigen", frozenset({own}), ALL_RIGHTS)
    owner_of_all = Viewer("samen", frozenset({own, *rest}), ALL_RIGHTS)
    with engine.connect() as connection:
        assert region(connection, viewer, tmp_path / "publicaties", "provincie:Drenthe") == shown
        found = access.read_published(connection, viewer, tmp_path / "publicaties", "provincie:Drenthe")
        assert found is not None
        assert found.dekking.height == found.verdeling.height == len(shown)
        assert region(connection, owner_of_all, tmp_path / "publicaties", "provincie:Drenthe") == [9]
        assert region(connection, viewer, tmp_path / "publicaties", "provincie:Utrecht") == []


def _count_region(connection: Connection, gebied: str, codes: tuple[str, ...], teller: int) -> None:
    number = start_berekening(connection, date(2024, 3, 1), "1.0", NOON, "digest")
    whole = telling_rows(("VS01", gebied, JANUARY, teller, 30), ("SH03", gebied, JANUARY, 1, 1))
    cells = whole.filter(indicator="VS01").with_columns(
        uitsplitsing=pl.lit("crisis"), cel=pl.lit("ja"), teller=pl.lit(2, pl.Int64)
    )
    telling = pl.concat([whole, cells]).with_columns(gemeenten=pl.lit(len(codes), pl.Int32))
    dekking = dekking_rows(*((code, "signaal", JANUARY, True) for code in (*codes, gebied)))
    replace_counts(connection, number, [*codes, gebied], telling, verdeling_rows((gebied, JANUARY, 5, 2)), dekking)
    finish_berekening(connection, number, NOON, len(codes))


def test_cells_come_beside_the_whole_and_only_those_that_were_asked_for(engine: Engine, tmp_path: Path):
    codes = ("GM0363", "GM0344", "GM0518", "GM0599")
    with engine.begin() as connection:
        load_reference(connection)
        _count_region(connection, "NL", codes, 9)
        publish_as_is(connection, tmp_path, datum=date(2024, 3, 2))
    with engine.connect() as connection:
        assert region(connection, AMSTERDAM, tmp_path, "NL") == [9]
        assert region(connection, AMSTERDAM, tmp_path, "NL", "crisis") == [9, 2]
        assert region(connection, AMSTERDAM, tmp_path, "NL", "signaalpartner") == [9]


def test_an_own_group_is_there_for_its_owner_alone(engine: Engine, tmp_path: Path):
    codes = ("GM0363", "GM0344", "GM0518", "GM0599")
    other = Viewer("iemand anders", frozenset({"GM0363"}), ALL_RIGHTS)
    with engine.begin() as connection:
        load_reference(connection)
        gebied = replace_group(connection, AMSTERDAM, "grote steden", codes)
        _count_region(connection, gebied, codes, 9)
        publish_as_is(connection, tmp_path, datum=date(2024, 3, 2))
    with engine.connect() as connection:
        assert region(connection, AMSTERDAM, tmp_path, gebied) == [9]
        assert access.read_published(connection, other, tmp_path, gebied) is None
        mine, theirs = access.read_gebieden(connection, AMSTERDAM), access.read_gebieden(connection, other)
    assert mine.filter(soort="groep").rows() == [(gebied, "groep", "grote steden", 4, sorted(codes))]
    assert theirs.filter(soort="groep").height == 0


def test_the_regions_are_nederland_and_the_ways_to_divide_it(engine: Engine):
    with engine.begin() as connection:
        load_reference(connection)
        found = access.read_gebieden(connection, AMSTERDAM)
        assert access.read_gebieden(connection, Viewer("niemand")).height == 0
    assert found.row(0)[:4] == ("NL", "nederland", "Nederland", 342)
    assert found.group_by("soort").agg(pl.len()).sort("soort").rows() == [
        ("arbeidsmarktregio", 35), ("grootteklasse", 8), ("nederland", 1), ("provincie", 12), ("stedelijkheid", 5),
    ]  # fmt: skip
    assert found.filter(gebied="grootteklasse:8").row(0)[2:4] == ("250.000 of meer", 4)
