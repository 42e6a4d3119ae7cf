"""What readers saw before: the newest publication of an earlier berekening."""

from datetime import date
from pathlib import Path

from queries.access import local_administrator
from queries.earlier import read_earlier
from queries.engine import open_engine
from queries.merged import read_merged
from queries.viewer import Viewer
from tests.dashboard.changed_store import add, count_later
from tests.dashboard.small_store import NORMAL, make_store


def test_before_a_second_berekening_nothing_was_seen_earlier_and_after_it_the_first_publication(tmp_path: Path):
    make_store(tmp_path)
    engine, viewer = open_engine(f"sqlite:///{tmp_path / 'register.sqlite3'}"), local_administrator()
    with engine.connect() as connection:
        assert read_earlier(connection, viewer) is None

    count_later(tmp_path, date(2026, 2, 1))
    with engine.connect() as connection:
        found = read_earlier(connection, viewer)
        assert found is not None
        assert (found.nummer, found.peildatum) == (1, date(2026, 1, 12))


def test_who_may_see_nothing_is_told_of_no_publication_and_no_merger(tmp_path: Path):
    make_store(tmp_path)
    add(tmp_path, "herindeling", datum=date(2025, 1, 1), oude_code="GM0457", nieuwe_code=NORMAL, aandeel=1.0, bron="P")
    count_later(tmp_path, date(2026, 2, 1))
    nobody = Viewer("niemand", frozenset(), frozenset())
    with open_engine(f"sqlite:///{tmp_path / 'register.sqlite3'}").connect() as connection:
        assert read_earlier(connection, nobody) is None
        assert read_merged(connection, nobody, NORMAL).is_empty()
        assert read_merged(connection, local_administrator(), NORMAL)["naam"].to_list() == ["Weesp"]
