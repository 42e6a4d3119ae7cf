"""Own groups: who may make them, and what a group cannot be."""

import pytest
from sqlalchemy import Engine, select

from queries import schema
from queries.gebieden import group_gebied, read_members
from queries.groups import GroupError, read_groups, remove_group, replace_group
from queries.viewer import Recht, Viewer
from tests.queries.delivered import draw_borders

OWNER = Viewer("Zeeuws-Vlaanderen", frozenset({"GM0363"}), frozenset({Recht.GEPUBLICEERD}))


@pytest.fixture
def store(engine: Engine) -> Engine:
    with engine.begin() as connection:
        draw_borders(connection)
    return engine


def test_a_group_is_made_changed_and_taken_away(store: Engine):
    with store.begin() as connection:
        gebied = replace_group(connection, OWNER, "  drie   samen ", ["GM0363", "GM0824", "GM0363"])
        assert gebied == group_gebied("Zeeuws-Vlaanderen", "drie samen")
        assert gebied.startswith("groep:")
        assert len(gebied) == 18
        assert read_groups(connection, OWNER).rows() == [
            (gebied, "drie samen", "GM0363"),
            (gebied, "drie samen", "GM0824"),
        ]
        assert replace_group(connection, OWNER, "drie samen", ["GM0865", "GM0824"]) == gebied
        assert read_groups(connection, OWNER)["gm_code"].to_list() == ["GM0824", "GM0865"]
        assert read_members(connection).filter(soort="groep")["gm_code"].to_list() == ["GM0824", "GM0865"]
        assert remove_group(connection, OWNER, "drie samen")
        assert not remove_group(connection, OWNER, "drie samen")
        assert read_members(connection).filter(soort="groep").height == 0


def test_two_owners_may_use_one_name(store: Engine):
    other = Viewer("ander", frozenset(), frozenset({Recht.GEPUBLICEERD}))
    with store.begin() as connection:
        one = replace_group(connection, OWNER, "a", ["GM0363", "GM0824"])
        two = replace_group(connection, other, "a", ["GM0363", "GM0865"])
        assert one != two
        assert read_groups(connection, OWNER)["gm_code"].to_list() == ["GM0363", "GM0824"]


@pytest.mark.parametrize(
    ("naam", "codes", "said"),
    [
        ("", ["GM0363", "GM0824"], "een naam van 1"),
        ("x" * 61, ["GM0363", "GM0824"], "tot en met 60"),
        ("een", ["GM0363"], "ten minste twee"),
        ("oud", ["GM0363", "GM0457"], "nu geen gemeente"),
        ("vreemd", ["GM0363", "GM9999"], "nu geen gemeente"),
    ],
)
def test_a_group_that_cannot_be_is_refused_and_the_old_one_stays(store: Engine, naam: str, codes: list[str], said: str):
    with store.begin() as connection:
        with pytest.raises(GroupError, match=said):
            replace_group(connection, OWNER, naam, codes)
        assert connection.execute(select(schema.groep)).all() == []


def test_who_may_see_nothing_may_make_no_group(store: Engine):
    with store.begin() as connection, pytest.raises(GroupError, match="mag geen groepen maken"):
        replace_group(connection, Viewer("niemand"), "a", ["GM0363", "GM0824"])
