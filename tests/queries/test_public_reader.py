"""What anybody may see who does not say who they are: as protected as for someone of any one gemeente."""

from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest
from sqlalchemy import Connection, Engine, insert, update

from queries import access
from queries.access import Recht, Viewer, public_reader
from queries.counts import finish_berekening, replace_counts, start_berekening
from queries.groups import replace_group
from queries.schema import gemeente, publicatie
from tests.queries.rows import dekking_rows, telling_rows, verdeling_rows
from tests.queries.shown import publish_as_is

JANUARY, NOON = date(2024, 1, 1), datetime(2024, 3, 1, 12)
REGION = "provincie:Drenthe"


def publish_region(connection: Connection, folder: Path, gemeenten: int, counted: int) -> list[str]:
    """Publish a region of so many gemeenten that delivered, of which so many are in its count."""
    codes = [f"GM{number:04}" for number in range(1, gemeenten + 1)]
    for code in codes:
        facts = {"gm_code": code, "naam": code, "provincie": "Drenthe", "geldig_van": date(2010, 1, 1)}
        connection.execute(insert(gemeente).values(facts))
    number = start_berekening(connection, date(2024, 3, 1), "1.0", NOON, "digest")
    telling = telling_rows(("VS01", REGION, JANUARY, 9, 30), *(("VS01", code, JANUARY, 3, 10) for code in codes))
    of_region = pl.when(pl.col("gebied") == REGION).then(counted).otherwise(1).cast(pl.Int32)
    dekking = dekking_rows(*((code, "signaal", JANUARY, True) for code in (*codes, REGION)))
    gebieden = [*codes, REGION]
    replace_counts(connection, number, gebieden, telling.with_columns(gemeenten=of_region), verdeling_rows(), dekking)
    finish_berekening(connection, number, NOON, gemeenten)
    publish_as_is(connection, folder, datum=date(2024, 3, 2))
    return codes


@pytest.mark.parametrize(("gemeenten", "counted", "shown", "withheld"), [(4, 4, 1, 0), (3, 3, 0, 0), (4, 3, 0, 1)])
def test_a_region_is_shown_where_it_hides_every_single_member(
    engine: Engine, tmp_path: Path, gemeenten: int, counted: int, shown: int, withheld: int
):
    with engine.begin() as connection:
        publish_region(connection, tmp_path, gemeenten, counted)
        found = access.read_published(connection, public_reader(), tmp_path, REGION)
    assert found is not None
    assert found.telling.height == shown
    # Of what three of four counted is said that it is withheld, not that nothing happened.
    assert found.onderdrukt.join(found.dekking, on="maand", how="semi").height == withheld


def test_anybody_reads_gemeenten_as_published_and_nothing_of_their_own(engine: Engine, tmp_path: Path):
    reader = public_reader()
    with engine.begin() as connection:
        codes = publish_region(connection, tmp_path, 4, 4)
        found = access.read_others(connection, reader, tmp_path, "VS01")
        assert found is not None
        assert sorted(found.telling["gebied"]) == codes
        assert reader.rechten == {Recht.GEPUBLICEERD}
        for read in (access.read_telling, access.read_verdeling, access.read_dekking, access.read_samenhang):
            assert read(connection, reader, codes[0]).is_empty()
        assert access.read_gemeenten(connection, reader).is_empty()
        assert access.read_leveringen(connection, reader).is_empty()


def test_who_has_no_gemeente_and_is_not_anybody_still_sees_nothing(engine: Engine, tmp_path: Path):
    nobody = Viewer("zonder gemeente", frozenset(), frozenset({Recht.GEPUBLICEERD}))
    with engine.begin() as connection:
        publish_region(connection, tmp_path, 4, 4)
        assert access.read_published(connection, nobody, tmp_path, REGION) is None
        assert access.read_others(connection, nobody, tmp_path) is None
        assert access.read_publications(connection, nobody) == []


def test_what_was_published_for_those_who_agreed_is_not_for_anybody(engine: Engine, tmp_path: Path):
    with engine.begin() as connection:
        publish_region(connection, tmp_path, 4, 4)
        assert [one.nummer for one in access.read_publications(connection, public_reader())] == [1]
        connection.execute(update(publicatie).values(profiel="deelnemers"))
        assert access.read_publications(connection, public_reader()) == []
        assert access.read_published(connection, public_reader(), tmp_path, REGION) is None
        assert access.read_others(connection, public_reader(), tmp_path) is None


def test_an_own_group_is_never_for_anybody_whatever_its_owner_is_called(engine: Engine, tmp_path: Path):
    owner = Viewer(public_reader().naam, frozenset({"GM0001"}), frozenset(Recht))
    with engine.begin() as connection:
        codes = publish_region(connection, tmp_path, 5, 5)
        gebied = replace_group(connection, owner, "buren", codes)
        assert gebied in access.read_gebieden(connection, owner)["gebied"]
        assert gebied not in access.read_gebieden(connection, public_reader())["gebied"]
        assert access.read_published(connection, public_reader(), tmp_path, gebied) is None
