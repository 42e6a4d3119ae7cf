"""Everyone in one period: who is shown beside the own gemeente, with which numbers, and who is not and why."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import insert

from dashboard.figures import others, stored
from dashboard.figures.benchmark import Benchmark
from dashboard.figures.others import Field, field
from dashboard.figures.source import Source
from queries.access import Viewer, local_administrator
from queries.engine import open_engine
from queries.schema import deelname
from tests.dashboard.small_store import count_again, make_store


def source_of(folder: Path) -> Source:
    url = f"sqlite:///{folder / 'register.sqlite3'}"
    state = stored.read_state(url, local_administrator())
    made = state.berekening
    return Source(
        url, folder / "publicaties", local_administrator(), state.versie, made.peildatum if made else None,
        state.publicatie,
    )  # fmt: skip


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Source:
    return source_of(make_store(tmp_path_factory.mktemp("others")))


def bereik(source: Source, **changes: object) -> Field:
    asked = {"gm_code": "GM0034", "indicator": "VS07", "variant": "standaard", "kind": "jaar"} | changes
    found = field(source, **asked)  # pyright: ignore[reportArgumentType]
    assert found is not None
    return found


def test_everyone_with_a_whole_figure_is_there_and_the_own_gemeente_is_picked_out(source: Source):
    found = bereik(source)

    assert found.rows.schema == others.ROW_SCHEMA
    assert found.rows.select("naam", "eigen", "teller", "noemer").rows() == [
        ("Almere", True, 480, 960),
        ("Zwolle", False, 162, 624),
        ("Ameland", False, 6, 24),
    ]
    assert (found.van, found.tot, found.periode, found.voorlopig) == (date(2024, 1, 1), date(2025, 1, 1), "2024", False)


def test_who_is_not_shown_is_named_with_the_reason(source: Source):
    missing = dict(bereik(source).missing.select("naam", "reden").iter_rows())

    assert missing["Rotterdam"] == "van meer dan 1 op de 5 gevallen is de uitkomst niet bekend"
    assert missing["Groningen"] == "leverde over deze periode niets"
    assert len(missing) == 339
    assert "Almere" not in missing


def test_the_newest_final_period_is_shown_and_another_can_be_chosen(source: Source):
    found = bereik(source)
    assert found.periods.select("periode", "voorlopig").rows() == [("2025", True), ("2024", False)]

    open_ = bereik(source, period=date(2025, 1, 1))
    assert (open_.periode, open_.voorlopig) == ("2025", True)
    # The gaps of Zwolle are in 2025.
    assert dict(open_.missing.select("naam", "reden").iter_rows())["Zwolle"] == "leverde niet alle maanden"
    # A link may name a period that is not there.
    assert bereik(source, period=date(1999, 1, 1)).periode == "2024"


def test_the_comparison_group_is_marked_and_never_holds_the_own_gemeente(source: Source):
    two = Benchmark("groep:x", "Eigen groep", "de groep", "Groep", ("GM0034", "GM0193"))
    found = bereik(source, beside=two)

    assert found.peers == {"GM0193"}
    assert found.rows.filter("in_groep")["naam"].to_list() == ["Zwolle"]
    assert len(bereik(source).peers) == 341


def test_own_figures_are_exact_and_as_new_as_the_last_count(tmp_path: Path):
    folder = make_store(tmp_path)
    count_again(folder, "GM0034", 3)
    found = bereik(source_of(folder))

    assert found.rows.filter("eigen")["teller"].to_list() == [1440]
    assert found.rows.filter(naam="Ameland")["teller"].to_list() == [6]


def test_without_a_publication_there_is_nobody_to_stand_beside(tmp_path: Path):
    assert field(source_of(make_store(tmp_path, stage="berekend")), "GM0034", "VS07", "standaard", "jaar") is None


def test_who_delivered_nothing_still_sees_the_others(source: Source):
    found = bereik(source, gm_code="GM0014")

    assert found.rows["naam"].to_list() == ["Almere", "Zwolle", "Ameland"]
    assert found.own is None or found.own["status"] == "geen_levering"


def test_an_own_figure_without_a_value_is_no_row_but_its_state_is_known(source: Source):
    found = bereik(source, gm_code="GM0599")

    assert found.rows.filter("eigen").is_empty()
    assert found.own is not None
    assert found.own["status"] == "te_veel_onbekend"


def test_who_objected_is_shown_to_nobody_and_the_reason_says_so(tmp_path: Path):
    folder = make_store(tmp_path)
    engine = open_engine(f"sqlite:///{folder / 'register.sqlite3'}")
    with engine.begin() as connection:
        connection.execute(insert(deelname).values(gm_code="GM0193", vanaf=date(2024, 1, 1), bezwaar=True))
    engine.dispose()
    found = bereik(source_of(folder))

    assert found.rows.filter(naam="Zwolle").is_empty()
    assert dict(found.missing.select("naam", "reden").iter_rows())["Zwolle"] == others.OBJECTED


def test_limits_at_another_level_are_wider_for_the_own_gemeente_and_for_others(source: Source):
    narrow, wide = bereik(source).rows, bereik(source, level=0.998).rows

    assert narrow["waarde"].to_list() == wide["waarde"].to_list()
    assert (wide["boven"] - wide["onder"] > narrow["boven"] - narrow["onder"]).all()


def test_a_viewer_without_rights_sees_nobody(source: Source):
    nobody = replace(source, viewer=Viewer("niemand"))

    assert field(nobody, "GM0034", "VS07", "standaard", "jaar") is None
    assert others.places(nobody).is_empty()


def test_places_are_todays_gemeenten_with_their_provincie(source: Source):
    found = others.places(source)

    assert found.height == 342
    assert found.filter(naam="Almere")["provincie"].to_list() == ["Flevoland"]
    assert found["naam"].is_sorted()
