"""Vergelijken: one gemeente among others, in every state, with every way to look and every group to compare with."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from queries.access import local_administrator
from queries.engine import open_engine
from queries.groups import read_groups, replace_group
from tests.dashboard.opened import said, show
from tests.dashboard.small_store import make_store


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store that tests copy: making one takes longer than a page."""
    return make_store(tmp_path_factory.mktemp("made"))


@pytest.fixture
def folder(map_folder: Path, made: Path) -> Path:
    """Return a copy of the store, in the folder that the settings point to."""
    shutil.copytree(made, map_folder)
    return map_folder


def opened(**query: str) -> AppTest:
    return show("vergelijken", **({"gemeente": "Almere", "periode": "Jaar"} | query))


def labels(test: AppTest) -> list[str]:
    return [expander.label for expander in test.expander]


def make_group(folder: Path, naam: str, *codes: str) -> None:
    engine = open_engine(f"sqlite:///{folder / 'register.sqlite3'}")
    with engine.begin() as connection:
        replace_group(connection, local_administrator(), naam, codes)
    engine.dispose()


def saved_groups(folder: Path) -> dict[str, set[str]]:
    engine = open_engine(f"sqlite:///{folder / 'register.sqlite3'}")
    with engine.connect() as connection:
        rows = read_groups(connection, local_administrator())
    engine.dispose()
    found: dict[str, set[str]] = {}
    for naam, code in rows.select("naam", "gm_code").iter_rows():
        found.setdefault(naam, set()).add(code)
    return found


@pytest.mark.usefixtures("folder")
def test_the_first_line_answers_who_surely_differs_and_how_many_would_by_chance():
    text = said(opened())

    assert "**Almere: 50,0%** over 2024 (waarschijnlijk tussen 46,8% en 53,2%)." in text
    assert (
        "Van alle andere gemeenten zijn er 2 te vergelijken: daarvan hebben er **geen zeker een hoger** cijfer" in text
    )
    assert "**1 zeker een lager**" in text
    assert "▼ 1 van 2" in text
    assert "Zwolle." in text
    assert "door toeval alleen zouden dat er gemiddeld 0,1 zijn" in text
    assert "Dan blijft er 1 over." in text


@pytest.mark.usefixtures("folder")
def test_the_tegenmaat_stands_beside_the_indicator():

    assert "Kijk ook naar: opvolging van signalen" in said(opened())


@pytest.mark.usefixtures("folder")
def test_who_is_not_shown_is_counted_in_the_label_and_named_with_the_reason():
    test = opened()
    text = said(test)

    assert "339 van de 341 gemeenten niet getoond: wie en waarom" in labels(test)
    assert "**1 keer: van meer dan 1 op de 5 gevallen is de uitkomst niet bekend.** Rotterdam." in text


@pytest.mark.usefixtures("folder")
def test_the_ranked_list_has_a_finding_a_chart_a_place_and_a_source():
    test = opened()
    text = said(test)

    assert "Bereik via vroegsignalering: van 2 gemeenten 1 zeker lager dan Almere" in text
    assert "Almere staat op plaats 1 van 3 (plaats 1 is het hoogste cijfer), waarschijnlijk tussen 1 en 2." in text
    assert len(test.get("plotly_chart")) == 1
    assert "publicatie 1 van 12 januari 2026" in text
    assert "afgerond op vijftallen" in text


@pytest.mark.usefixtures("folder")
def test_a_funnel_needs_ten_gemeenten_and_says_so():
    test = opened(vergelijken_weergave="Trechter")

    assert "Voor een trechter zijn ten minste 10 gemeenten nodig." in said(test)
    assert not test.get("plotly_chart")


@pytest.mark.usefixtures("folder")
def test_a_scatter_warns_that_going_together_is_no_cause():
    test = opened(vergelijken_weergave="Spreiding")
    text = said(test)

    assert "**Samenhang is geen oorzaak**" in text
    assert "Er zijn te weinig gemeenten om iets over samenhang te zeggen." in text
    assert test.selectbox(key="vergelijken_tegen_vs07").value == "Opvolging van signalen"
    assert len(test.get("plotly_chart")) == 1


@pytest.mark.usefixtures("folder")
def test_another_period_can_be_chosen_and_a_provisional_one_says_so():
    test = opened(vergelijken_over="2025 (voorlopig)")

    assert test.selectbox(key="vergelijken_over").value == "2025"
    assert "over 2025" in said(test)
    assert "Dit cijfer is nog voorlopig. Daarom vergelijken we het niet met alle andere gemeenten." in said(test)


@pytest.mark.parametrize(
    ("gemeente", "sentence"),
    [
        ("Rotterdam", "Van meer dan 1 op de 5 gevallen is de uitkomst niet bekend."),
        ("Groningen", "is niets geleverd. Dat is iets anders dan nul."),
    ],
)
@pytest.mark.usefixtures("folder")
def test_a_gemeente_without_a_figure_is_told_why_and_still_sees_the_others(gemeente: str, sentence: str):
    test = opened(gemeente=gemeente)
    text = said(test)

    assert f"**{gemeente}**: over 2024" in text
    assert sentence in text
    assert "Zonder eigen cijfer is er niets te vergelijken met alle andere gemeenten." in text
    assert len(test.get("plotly_chart")) == 1


def test_before_a_publication_there_is_nobody_to_compare_with(map_folder: Path):
    make_store(map_folder, stage="berekend")

    assert "Er is nog niets gepubliceerd, dus er is nog niemand om mee te vergelijken." in said(opened())


@pytest.mark.usefixtures("folder")
def test_an_indicator_of_which_nothing_can_be_shown_says_so():
    text = said(opened(vergelijken_indicator="Doorverwijspercentage tussen organisaties"))

    assert "Over Doorverwijspercentage tussen organisaties is van te weinig gemeenten iets te tonen." in text


def test_the_most_comparable_gemeenten_come_with_the_reason(map_folder: Path):
    make_store(map_folder, covered=False)
    test = opened(vergelijk="10 meest vergelijkbare gemeenten")

    assert "Waarom deze 10 gemeenten?" in labels(test)
    assert "Zij lijken het meest op Almere in wat een gemeente niet zelf kiest" in said(test)
    assert "Grootste verschil met Almere" in test.dataframe[0].value.columns


def test_an_own_group_counts_at_once_and_marks_its_members_only(folder: Path):
    make_group(folder, "Buren", "GM0034", "GM0193")
    text = said(opened(vergelijk="Eigen groep Buren"))

    assert "Van de rest van de groep Buren hebben er **geen zeker een hoger** cijfer en **1 zeker een lager**" in text
    assert "publicatie 1 van 12 januari 2026" in text


@pytest.mark.usefixtures("folder")
def test_a_link_with_a_group_of_somebody_else_says_so_and_shows_nederland():
    test = opened(vergelijk="Eigen groep Van Iemand Anders")
    text = said(test)

    assert "Deze link vergelijkt met **Eigen groep Van Iemand Anders**, maar die groep is van iemand anders" in text
    assert test.selectbox(key="vergelijk").value == "Nederland"

    test.selectbox(key="vergelijk").select("Provincie Flevoland").run()
    assert "Deze link vergelijkt" not in said(test)


@pytest.mark.usefixtures("folder")
def test_another_gemeente_keeps_the_kind_of_group_and_gets_its_own_provincie():
    test = opened(vergelijk="Provincie Flevoland")
    test.selectbox(key="gemeente").select("GM0193").run()

    assert test.selectbox(key="vergelijk").value == "Provincie Overijssel"
    assert "Deze link vergelijkt" not in said(test)


def test_a_group_is_made_changed_and_taken_away_on_the_page(folder: Path):
    test = opened()
    test.text_input[0].input("Onze buren")
    test.multiselect[0].select("GM0034").select("GM0193")
    button(test, "Bewaar de groep").click().run()

    assert "De groep Onze buren is bewaard. U vergelijkt er nu mee." in told(test)
    assert test.selectbox(key="vergelijk").value == "Eigen groep Onze buren"
    assert saved_groups(folder) == {"Onze buren": {"GM0034", "GM0193"}}

    # The form has the group that was just made, so that saving again changes that one.
    assert test.selectbox(key="vergelijken_groep_welke").value == "Onze buren"
    test.text_input[0].input("Buren")
    test.multiselect[0].select("GM0060")
    button(test, "Bewaar de groep").click().run()
    assert saved_groups(folder) == {"Buren": {"GM0034", "GM0193", "GM0060"}}
    assert test.selectbox(key="vergelijk").value == "Eigen groep Buren"

    button(test, "Verwijder de groep").click().run()
    assert saved_groups(folder) == {}
    assert test.selectbox(key="vergelijk").value == "Nederland"
    assert "De groep Buren is weg." in told(test)


@pytest.mark.parametrize(
    ("naam", "codes", "sentence"),
    [
        ("", ("GM0034", "GM0193"), "Geef de groep een naam."),
        ("Alleen", ("GM0034",), "De groep Alleen heeft ten minste twee gemeenten nodig; kies er meer."),
        ("buren", ("GM0034", "GM0193"), "U hebt al een groep die buren heet; kies een andere naam"),
    ],
)
def test_a_group_that_cannot_be_is_refused_in_one_sentence(
    folder: Path, naam: str, codes: tuple[str, ...], sentence: str
):
    make_group(folder, "Buren", "GM0034", "GM0060")
    test = opened()
    test.text_input[0].input(naam)
    for code in codes:
        test.multiselect[0].select(code)
    button(test, "Bewaar de groep").click().run()

    assert sentence in "\n".join(str(error.value) for error in test.error)
    assert saved_groups(folder) == {"Buren": {"GM0034", "GM0060"}}


@pytest.mark.usefixtures("folder")
def test_an_own_figure_of_too_few_cases_is_not_compared_and_that_is_said():
    test = opened(gemeente="Ameland", vergelijken_indicator="Wachttijd tot het eerste gesprek", periode="Maand")
    few = opened(gemeente="Ameland", periode="Maand")

    assert len(test.get("plotly_chart")) == 1
    assert "Het gaat om 2 zaken: te weinig om te vergelijken met alle andere gemeenten." in said(few)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("view", ["Kaart", "Alle cijfers", "Profiel"])
def test_every_other_way_to_look_is_drawn_alone(view: str):
    test = opened(vergelijken_weergave=view)

    assert test.segmented_control(key="vergelijken_weergave").value == view
    assert "zeker lager dan Almere" not in said(test)
    # All indicators at once need no choice of one.
    chosen = [box.key for box in test.selectbox]
    assert ("vergelijken_indicator" in chosen) is (view == "Kaart")


def button(test: AppTest, label: str):
    return next(one for one in test.button if one.label == label)


def told(test: AppTest) -> str:
    return "\n".join(str(one.value) for one in test.success)
