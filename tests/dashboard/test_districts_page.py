"""Wijken: areas of the own gemeente alone, their spread beside chance, and nothing said of a handful."""

from pathlib import Path

import pytest

from dashboard.charts import districts as drawn
from dashboard.figures import districts
from dashboard.figures.districts import Districts
from metrics.indicators import indicator_named
from queries.access import Recht, Viewer
from tests.dashboard.divided_store import Cell, divide, source_of
from tests.dashboard.opened import said, show
from tests.dashboard.small_store import NORMAL, make_store

VS07 = indicator_named("VS07")
ALIKE = tuple(Cell("VS07", "pc4", str(1300 + at), 5, 10) for at in range(6))
APART = (*ALIKE, Cell("VS07", "pc4", "1399", 19, 20))
NOWHERE = (Cell("VS07", "pc4", "onbekend", 1, 2), Cell("VS07", "pc4", "meer waarden", 0, 1, 1))
HANDFUL = Cell("VS07", "pc4", "1310", 1, 1)


def found_in(folder: Path, *cells: Cell, viewer: Viewer | None = None) -> Districts | None:
    source = source_of(divide(make_store(folder), NORMAL, cells), viewer)
    return districts.districts(source, NORMAL, "VS07", "standaard", "pc4")


def test_areas_are_ranked_over_the_newest_final_year_and_unknown_places_are_apart(tmp_path: Path):
    found = found_in(tmp_path / "map", *APART, *NOWHERE, HANDFUL)
    assert found is not None

    assert found.span.naam == "2024"
    assert [(area.naam, area.row["teller"], area.row["noemer"]) for area in found.areas[:2]] == [
        ("1399", 228, 240), ("1300", 60, 120),
    ]  # fmt: skip
    assert [(area.naam, area.row["noemer"]) for area in found.small] == [("1310", 12)]
    assert (found.elsewhere, found.cases) == (12 * 4, 12 * (60 + 20 + 4 + 1))


def test_an_area_that_stands_out_is_named_and_the_spread_is_more_than_chance(tmp_path: Path):
    found = found_in(tmp_path / "map", *APART)
    assert found is not None
    assert found.spread is not None

    assert found.spread.meer_dan_toeval
    assert [(area.naam, area.lifted) for area in found.areas if area.naam == "1399"] == [("1399", "hoger")]
    assert "◆ Hoger dan gemiddeld: 1399" in drawn.lifted_sentence(found)
    assert "**Samen verschillen ze meer dan toeval verklaart.**" in drawn.spread_sentence(found, VS07, VS07.standaard)


def test_areas_that_are_alike_are_said_to_differ_by_chance(tmp_path: Path):
    found = found_in(tmp_path / "map", *ALIKE)
    assert found is not None

    assert not [area for area in found.areas if area.lifted]
    assert drawn.districts_title(found, "pc4", "Almere") == (
        "Geen postcodegebied wijkt meer van heel Almere af dan toeval verklaart"
    )
    assert "**Zo veel verschil kan toeval zijn**" in drawn.spread_sentence(found, VS07, VS07.standaard)


def test_the_table_has_the_counts_of_a_small_area_and_no_share(tmp_path: Path):
    found = found_in(tmp_path / "map", *ALIKE, HANDFUL)
    assert found is not None
    row = drawn.districts_table(found, VS07, VS07.standaard, "pc4").filter(Postcodegebied="1310").row(0, named=True)

    assert (row["Waarde"], row["Marge (99,8%)"], row["Teller"], row["Noemer"]) == (None, "–", 12, 12)


@pytest.mark.parametrize(
    "viewer",
    [
        Viewer("buur", frozenset({"GM0193"}), frozenset(Recht)),
        Viewer("alleen gepubliceerd", frozenset({NORMAL}), frozenset({Recht.GEPUBLICEERD})),
        Viewer("niemand"),
    ],
    ids=lambda viewer: viewer.naam,
)
def test_areas_exist_for_the_own_gemeente_with_the_right_to_exact_counts_only(tmp_path: Path, viewer: Viewer):
    assert found_in(tmp_path / "map", *ALIKE, viewer=viewer) is None


def test_of_very_many_areas_the_highest_and_the_lowest_are_drawn(tmp_path: Path):
    found = found_in(tmp_path / "map", *(Cell("VS07", "pc4", str(2000 + at), at, 60) for at in range(50)))
    assert found is not None

    shown = drawn.drawn(found)
    assert (len(shown), shown[0].naam, shown[-1].naam) == (40, "2049", "2000")
    assert len(drawn.district_dots(found, VS07, VS07.standaard)) == 40


def test_the_page_says_the_finding_the_whole_and_what_is_not_known(map_folder: Path):
    divide(make_store(map_folder), NORMAL, [*APART, *NOWHERE, HANDFUL])
    test = show("wijken", gemeente="Almere")
    text = said(test)

    assert "Bereik via vroegsignalering in heel Almere, 2024: **50,0%**." in text
    assert "1 van de 7 postcodegebieden wijkt meer af dan toeval verklaart" in text
    assert "Niet getekend: 1 postcodegebied met minder dan 20 gevallen" in text
    assert "Van 48 van de 1.020 gevallen is het postcodegebied niet bekend" in text
    assert "Wijken, buurten en straten zijn er niet" in text
    assert "Hoeveel mensen er in een gebied wonen, is hier niet bekend." in text
    assert len(test.get("plotly_chart")) == 1


def test_wijken_can_be_chosen_where_they_are_known_and_the_link_restores_that(map_folder: Path):
    wijken = [Cell("VS07", "wijk", naam, 5, 10) for naam in ("Centrum", "Noord", "Zuid")]
    divide(make_store(map_folder), NORMAL, [*ALIKE, *wijken])
    text = said(show("wijken", gemeente="Almere", wijken_gebied="Wijk", wijken_jaar="2024"))

    assert "Geen wijk wijkt meer van heel Almere af dan toeval verklaart" in text
    assert "Wijken, buurten en straten zijn er niet" not in text


def test_a_gemeente_with_one_postcodegebied_has_nothing_to_set_beside_it(map_folder: Path):
    divide(make_store(map_folder), NORMAL, ALIKE[:1])
    test = show("wijken", gemeente="Almere")

    assert "Almere heeft hier één postcodegebied: 1300. Er is niets naast te zetten." in said(test)
    assert not test.get("plotly_chart")


def test_only_small_areas_give_counts_and_no_picture(map_folder: Path):
    few = [Cell("VS07", "pc4", str(1300 + at), 0, 1) for at in range(3)]
    divide(make_store(map_folder), NORMAL, few)
    test = show("wijken", gemeente="Almere")

    assert "Van de 3 postcodegebieden heeft er geen 20 gevallen of meer." in said(test)
    assert test.dataframe[0].value["Noemer"].to_list() == [12, 12, 12]
    assert not test.get("plotly_chart")


def test_nothing_delivered_is_said_and_is_no_zero(map_folder: Path):
    make_store(map_folder)

    assert "Over Groningen is voor 'Bereik via vroegsignalering' geen postcode geleverd." in said(
        show("wijken", gemeente="Groningen")
    )


def test_before_anything_was_counted_the_page_says_what_to_do(map_folder: Path):
    make_store(map_folder, stage="geleverd")

    assert "nog niet gerekend" in said(show("wijken", gemeente="Almere"))


def test_a_link_made_while_a_year_was_open_shows_that_year_once_it_is_final(map_folder: Path):
    divide(make_store(map_folder), NORMAL, ALIKE)

    page = show("wijken", gemeente="Almere", wijken_jaar="2024 (voorlopig)")
    assert page.selectbox(key="wijken_jaar").value == "2024"
    never = show("wijken", gemeente="Almere", wijken_jaar="1999")
    assert never.selectbox(key="wijken_jaar").value == "Nieuwste dat af is"
