"""A chart with all that goes with it: each part is there, and its files are what the page shows."""

import polars as pl
from streamlit.testing.v1 import AppTest

from dashboard.panels.picture import Picture, buttons_html
from metrics.indicators import indicator_named

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 0L10 10"/></svg>'
PAGE = """
import polars as pl
import plotly.graph_objects as go
import streamlit as st
from dashboard.panels.picture import Picture, show
from dashboard.panels.share import share
from metrics.indicators import indicator_named

share()
table = pl.DataFrame({"Jaar": ["2024"], "Almere": [0.25]})
shown = st.column_config.NumberColumn(format="percent")
for key, drawing in (("proef_lijn", go.Figure(go.Scatter(x=[1], y=[2]))), ("proef_svg", '''SVG''')):
    show(Picture(
        key, "Bereik stijgt", drawing, "Een lijn.", table, "Bron: proef.", (indicator_named("VS07"),),
        ("Anderen zijn afgerond.",), {"Almere": shown},
    ))
""".replace("SVG", SVG)


def a_picture(**changed: object) -> Picture:
    given: dict[str, object] = {
        "key": "proef",
        "title": 'Bereik in "Almere" & omstreken',
        "drawing": SVG,
        "alt": "Een lijn.",
        "table": pl.DataFrame({"Jaar": ["2024"], "Almere": [0.25]}),
        "source": "Bron: proef. **Definitie** VS07, versie 1.",
        "about": (indicator_named("VS07"),),
        "notes": ("Anderen zijn **afgerond**.",),
        "columns": {"Almere": {"type_config": {"type": "number", "format": "percent"}}},
    }
    return Picture(**(given | changed))  # pyright: ignore[reportArgumentType]


def test_a_picture_has_title_notes_source_and_a_link_to_its_definition():
    test = AppTest.from_string(PAGE).run()

    assert not test.exception
    assert [header.value for header in test.header] == ["Bereik stijgt"] * 2
    assert [caption.value for caption in test.caption] == [
        "Bron: proef. Lees de definitie: [VS07](definities?definitie=VS07)."
    ] * 2
    assert "Anderen zijn afgerond." in [text.value for text in test.markdown]


def test_the_table_is_sent_only_once_it_is_opened():
    test = AppTest.from_string(PAGE).run()
    assert len(test.dataframe) == 0

    test.session_state["proef_lijn_tabel"] = True
    test.run()

    assert not test.exception
    assert len(test.dataframe) == 1


def test_what_goes_into_the_files_is_what_the_page_shows():
    extract = a_picture().extract

    assert extract.percent == {"Almere"}
    assert extract.source == "Bron: proef. Definitie VS07, versie 1."
    assert extract.notes == ("Anderen zijn afgerond.",)
    assert extract.file_name("png") == "effectmeting-bereik-in-almere-omstreken.png"


def test_a_page_may_give_its_files_more_than_its_table_shows():
    more = pl.DataFrame({"Jaar": ["2024"], "onder": [0.2], "boven": [0.3]})

    assert a_picture(data=more).extract.table.columns == ["Jaar", "onder", "boven"]


def test_the_buttons_carry_all_that_must_stand_in_the_picture():
    picture = a_picture()
    html = buttons_html(picture, picture.extract)

    assert 'data-titel="Bereik in &quot;Almere&quot; &amp; omstreken"' in html
    assert 'data-bron="Bron: proef. Definitie VS07, versie 1."' in html
    assert 'data-noten="Anderen zijn afgerond."' in html
    assert 'data-beeld="proef_beeld"' in html
    assert [kind in html for kind in ('data-neem="png"', 'data-neem="svg"')] == [True, True]


def test_a_page_can_be_shared_and_printed_with_two_buttons():
    page = str(AppTest.from_string(PAGE).run().get("html")[0].proto.body)

    assert 'data-neem="link">Deel deze weergave</button>' in page
    assert 'data-neem="druk">Druk af</button>' in page
