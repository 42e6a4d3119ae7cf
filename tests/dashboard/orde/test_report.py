"""What a gemeente reads about its levering, and what its spreadsheet opens."""

import csv
import io
import re
from html import unescape

import pytest

from dashboard.orde.file import BOM, as_csv
from dashboard.orde.findings import findings, in_parts
from dashboard.orde.gemeente import gemeente_csv, render_gemeente_html
from dashboard.orde.markup import Markup, tag
from dashboard.orde.page import render_html
from dashboard.orde.touched import touched
from metrics.indicators import INDICATORS
from queries.deliveries.rules import REASONS
from tests.dashboard.orde.invented import nothing_wrong, orde, orde_gemeente


def said(html: str) -> str:
    """Return the words of a page."""
    text = re.sub(r"<[^>]+>", " ", re.sub(r"<(style|title)>.*?</\1>", "", html, flags=re.DOTALL))
    return " ".join(unescape(text).split()).replace(" .", ".")


def rows(text: str) -> list[dict[str, str]]:
    """Return the rows of a CSV as a Dutch spreadsheet reads them."""
    return list(csv.DictReader(io.StringIO(text.removeprefix(BOM), newline=""), delimiter=";"))


def test_the_first_sentences_say_how_much_was_taken_and_what_there_is_to_do():
    words = said(render_html(orde()))
    assert (
        "Van de 1.204 signalen zijn er 1.198 opgenomen. Van de 310 zaken zijn er 305 opgenomen. "
        "Te herstellen: 11 records die niet zijn opgenomen, 1.100 waarschuwingen bij records "
        "en 1 opmerking over de hele levering."
    ) in words
    assert "Op-orde-rapport: vroegsignalering Almere, oktober tot en met december 2025" in words


def test_a_levering_in_order_says_so():
    words = said(render_html(nothing_wrong()))
    assert "Het enige record is opgenomen. Alle 2 zaken zijn opgenomen. Er is niets te herstellen." in words
    assert "Herstel dit eerst" not in words
    assert "Er is op 6 punten gelet; 6 daarvan zijn in orde." in words


def test_a_levering_that_was_turned_away_says_so_first():
    html = render_html(orde(status="geweigerd", oordeel="Geweigerd. De periode klopt niet."))
    words = said(html)
    assert (
        "De levering is geweigerd: er is niets van opgenomen, en de vorige levering bleef gelden. Van de 1.514 records "
        "waren er 1.503 bruikbaar."
    ) in words
    assert "De periode klopt niet." in words
    assert '<div class="oordeel fout">' in html


def test_what_touches_most_figures_is_repaired_first():
    found = findings(orde())
    touched_by = [len(each.raakt) for each in found]
    assert touched_by == sorted(touched_by, reverse=True)
    assert {indicator.code for indicator in found[0].raakt} >= {"VS01", "VS07", "VS12a"}
    assert found[-1].raakt == ()


def test_each_rule_says_what_it_is_how_often_how_to_repair_it_and_where():
    words = said(render_html(orde()))
    assert "Een bedrag kan niet onder nul zijn." in words
    assert "1.100 van de 1.198 signalen (91,8%)" in words
    assert "Zo herstelt u het: Verbeter het bedrag in het bronsysteem." in words
    assert (
        "Waar, in kwartaal 4.json: de eerste 10 van de 1.100 plaatsen. Meer plaatsen staan in het CSV-bestand." in words
    )
    assert "VS-9 $.leveringen[0].vroegsignalen[9]" in words
    assert "VS-10 $" not in words


def test_what_was_found_in_numbers_is_told_apart_from_the_rule():
    reden = "De levering is veel kleiner. Controleer of alles er is. Het gaat om signalen: nu 14, eerder 60."
    assert in_parts(reden) == (
        "De levering is veel kleiner.",
        "Het gaat om signalen: nu 14, eerder 60.",
        "Controleer of alles er is.",
    )


def test_every_field_stands_beside_the_others():
    words = said(render_html(orde()))
    assert "bedrag 30 1.198 2,5% 97,0% ! Veel leger dan elders" in words
    assert "adres 1.198 1.198 100,0% 99,0% ✓ Zoals elders" in words
    assert "resultaat 200 305 65,6% – Te weinig anderen om te vergelijken" in words


@pytest.mark.parametrize(
    "html", [render_html(orde()), render_html(nothing_wrong()), render_gemeente_html(orde_gemeente())]
)
def test_a_report_is_one_file_that_asks_for_nothing_and_runs_nothing(html: str):
    assert not re.search(r"<script|https?:|url\(|@import|src=|<link|<img|javascript", html)
    assert html.startswith('<!DOCTYPE html>\n<html lang="nl">')
    assert html.count("<table>") == html.count("<caption>")
    assert "@media print" in html
    assert "light-dark(" in html
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)


def test_what_a_sender_calls_itself_is_text_and_never_markup():
    html = render_html(orde(organisatie_naam="<script>alert(1)</script>", bestanden=('"><img src=x>',), gemeente="A&B"))
    assert "<script" not in html
    assert "<img" not in html
    assert "A&amp;B" in html


def test_markup_escapes_text_and_keeps_markup():
    assert tag("p", "a < b ", Markup("<b>c</b>"), class_='"x"', id=None) == (
        '<p class="&quot;x&quot;">a &lt; b <b>c</b></p>'
    )


def test_the_file_has_a_row_per_finding_and_opens_rightly_in_a_dutch_spreadsheet():
    text = as_csv(orde())
    assert text.startswith("\ufeffLevering;Soort levering;Gemeente;")
    found = rows(text)
    assert len(found) == 1 + 1 + 1000 + 1 + 1
    amount = next(row for row in found if row["Regel"] == "bedrag_negatief")
    assert (amount["Nummer van het record"], amount["Keer gevonden"], amount["Aandeel"]) == ("VS-0", "1100", "91,8%")
    assert (amount["Gevolg"], amount["Soort record"]) == ("Waarschuwing", "signalen")
    whole = next(row for row in found if row["Regel"] == "volume_te_laag")
    assert whole["Wat is er mis"].endswith("Het gaat om signalen: nu 1.198, eerder meestal rond de 3.000.")
    assert whole["Aandeel"] == ""
    assert "VS07" in whole["Raakt cijfers"]


def test_no_cell_is_a_formula():
    text = as_csv(orde(gemeente="=1+1"))
    assert {row["Gemeente"] for row in rows(text)} == {"'=1+1"}


def test_the_repair_list_of_a_gemeente_sums_its_leveringen():
    words = said(render_gemeente_html(orde_gemeente()))
    assert "Herstellijst Almere, 2025" in words
    assert "Van de 1.514 records in 1 levering zijn er 1.503 opgenomen." in words
    assert "1 levering is geweigerd en nog niet opnieuw geleverd." in words
    assert "Vroegsignalering: in 2 leveringen, het laatst in levering 12." in words
    found = rows(gemeente_csv(orde_gemeente()))
    assert len(found) == 6
    assert {row["Laatste levering"] for row in found if row["Soort levering"] == "Schuldhulpverlening"} == {"13"}


def test_every_reason_explains_something_and_says_what_to_do():
    from data_checks.suites import SUITES

    reasons = {str(each.notes) for tabel, suite in SUITES.items() if tabel != "cijfers" for each in suite()}
    reasons |= {text.format(veld="signaaldatum") for text in REASONS.values()}
    for reason in reasons:
        uitleg, details, herstel = in_parts(reason)
        assert uitleg, reason
        assert details == "" or herstel == "", reason
        assert herstel, reason


def test_every_indicator_that_counts_cases_is_touched_by_its_own_records():
    rejected = {"signaal": "vs", "zaak": "vs", "traject": "shv", "ontruiming": "ontruiming"}
    felt = {
        indicator.code for tabel, soort in rejected.items() for indicator in touched(soort, tabel, "ongeldige_datum")
    }
    cases = {each.code for each in INDICATORS if each.tabel in rejected and not each.code.startswith("KW")}
    assert cases <= felt


def test_rules_named_for_what_they_touch_are_rules_that_exist():
    from dashboard.orde import touched as module
    from data_checks.suites import SUITES

    ours = {str(each.meta["regel"]) for suite in SUITES.values() for each in suite() if each.meta}
    named = vars(module)["_FIELDS"]
    assert set(named) <= ours | set(REASONS)
    needs = vars(module)["_NEEDS"]
    assert {code for code in needs if code not in {each.code for each in INDICATORS}} <= {"VS02"}
