"""What stands where a figure would says what is so and what to do, to readers and screen readers alike."""

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.panels.states import state_html


def test_a_state_says_what_is_so_and_what_to_do():
    assert state_html("leeg", "Er is niets geleverd.", "Lever aan met `effectmeting ontvang PAD`.") == (
        '<section class="toestand leeg" role="status"><p class="kop">Er is niets geleverd.</p>'
        "<p>Lever aan met <code>effectmeting ontvang PAD</code>.</p></section>"
    )


def test_a_fault_is_said_at_once_to_who_cannot_see_it():
    assert 'role="alert"' in state_html("fout", "De gegevens zijn niet te lezen.")


def test_names_in_a_sentence_stay_text():
    assert "<b>" not in state_html("leeg", "Over <b>Almere</b> & omstreken is niets bekend.")
    assert "&lt;b&gt;Almere&lt;/b&gt; &amp; omstreken" in state_html("leeg", "Over <b>Almere</b> & omstreken.")


@pytest.mark.parametrize("kind", ["empty", "too_little", "withheld", "error"])
def test_every_state_can_stand_on_a_page(kind: str):
    test = AppTest.from_string(
        f"from dashboard.panels import states\nstates.{kind}('Nog geen cijfers.', 'Wacht even.')"
    )
    test.run()

    assert not test.exception
    assert "Nog geen cijfers." in test.get("html")[0].proto.body


def test_what_was_on_its_way_leaves_no_trace_when_it_is_there():
    script = (
        "import streamlit as st\nfrom dashboard.panels import states\n"
        "with states.loading('Even lezen.'):\n    st.write('klaar')"
    )
    test = AppTest.from_string(script).run()

    assert test.markdown[0].value == "klaar"
    assert not test.get("html")
