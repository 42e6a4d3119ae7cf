"""Kaart, Alle cijfers and Profiel as a reader sees them, in every state."""

import json
import shutil
from pathlib import Path

import pytest

from tests.dashboard.opened import said, show
from tests.dashboard.small_store import make_store

MAP, RUG, PROFILE = "Kaart", "Alle cijfers", "Profiel"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store that tests copy: making one takes longer than a page."""
    return make_store(tmp_path_factory.mktemp("made"))


@pytest.fixture
def folder(map_folder: Path, made: Path) -> Path:
    """Return a copy of the store, in the folder that the settings point to."""
    shutil.copytree(made, map_folder)
    return map_folder


def text(view: str, gemeente: str = "Almere", **query: str) -> str:
    return said(show("vergelijken", gemeente=gemeente, periode="Jaar", vergelijken_weergave=view, **query))


def borders(folder: Path, content: str) -> str:
    path = folder / "grenzen.geojson"
    path.write_text(content, encoding="utf-8")
    return str(path)


@pytest.mark.usefixtures("folder")
def test_the_map_says_what_is_hatched_and_that_others_are_rounded():
    found = text(MAP, vergelijken_indicator="Signalen per 1.000 inwoners per maand")

    assert "Gearceerd is niet getoond" in found
    assert "De aantallen van anderen zijn afgerond op vijftallen." in found
    assert "Almere heeft een dikke rand." in found
    assert "Elke gemeente is even groot" in found


@pytest.mark.usefixtures("folder")
def test_the_map_of_values_says_that_a_map_shows_no_uncertainty():
    assert "Een kaart laat niet zien hoe zeker een cijfer is" in text(MAP, vergelijken_kaart_kleur="Waarde")


@pytest.mark.usefixtures("folder")
def test_real_borders_are_a_choice_only_where_they_were_configured():
    test = show("vergelijken", gemeente="Almere", vergelijken_weergave=MAP)

    assert "Vorm" not in [str(each.proto.label) for each in test.get("button_group")]


def test_real_borders_are_drawn_and_who_is_not_in_the_file_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch):
    ring = [[5.2, 52.3], [5.3, 52.3], [5.3, 52.4], [5.2, 52.3]]
    almere = {"properties": {"statcode": "GM0034"}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
    path = borders(folder, json.dumps({"type": "FeatureCollection", "features": [almere]}))
    monkeypatch.setenv("EFFECTMETING_GRENZEN", path)

    assert "Zonder plek op deze kaart: 's-Gravenhage," in text(MAP, vergelijken_kaart_vorm="Grenzen")


def test_borders_that_cannot_be_read_are_explained_and_the_hexagons_stay(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("EFFECTMETING_GRENZEN", borders(folder, "geen json"))
    found = text(MAP, vergelijken_kaart_vorm="Grenzen")

    assert "grenzen.geojson is geen GeoJSON met gebieden." in found
    assert "Elke gemeente is even groot" in found


@pytest.mark.usefixtures("folder")
def test_all_figures_stand_in_one_table_with_the_group_itself_below_the_own_gemeente():
    found = text(RUG, vergelijken_rug_onderwerp="Alles")

    assert '<th scope="row">Almere</th>' in found
    assert '<tr class="samen"><th scope="row">Nederland samen</th>' in found
    assert '<th scope="row">Zwolle</th>' in found
    assert '<th scope="colgroup" colspan=' in found


@pytest.mark.usefixtures("folder")
def test_one_subject_shows_its_own_columns():
    found = text(RUG, vergelijken_rug_onderwerp="Schuldhulp")

    assert "Toelating" in found
    assert ">Vroegsignalering</th>" not in found


@pytest.mark.usefixtures("folder")
def test_the_profile_sets_every_figure_within_the_spread_of_the_group():
    found = text(PROFILE)

    assert "Cijfers met een goede kant" in found
    assert "Cijfers zonder goede of slechte kant" in found
    assert "Elke balk heeft een eigen schaal, die niet bij nul begint." in found
    assert 'href="trend?gemeente=Almere' in found


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(("view", "gemeente"), [(MAP, "Ameland"), (RUG, "Zwolle"), (PROFILE, "Rotterdam")])
def test_a_gemeente_with_gaps_unknowns_or_small_counts_is_shown_honestly(view: str, gemeente: str):
    assert gemeente in text(view, gemeente)


@pytest.mark.usefixtures("folder")
def test_a_gemeente_without_deliveries_has_no_profile_yet():
    assert "Over Groningen is geen cijfer dat af is." in text(PROFILE, "Groningen")
    assert "Groningen: geen cijfer om te vergelijken" in text(RUG, "Groningen")


@pytest.mark.parametrize("view", [RUG, PROFILE])
def test_before_the_first_publication_there_is_nobody_to_stand_beside(map_folder: Path, view: str):
    make_store(map_folder, stage="berekend")

    assert ("geen andere gemeenten" in text(view)) or ("nog niets om Almere mee te vergelijken" in text(view))
