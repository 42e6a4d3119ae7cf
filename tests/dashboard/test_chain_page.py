"""Keten: what each step is a part of, where other cases begin, who refers to whom, and no claim of an effect."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dashboard.charts import chain_steps, sankey
from dashboard.figures import attempts, chain, partners, referrals
from dashboard.figures.benchmark import NEDERLAND
from dashboard.figures.chain import Part, Step
from dashboard.figures.source import Source
from tests.dashboard.divided_store import Cell, divide, source_of
from tests.dashboard.opened import said, show
from tests.dashboard.small_store import GAPS, MONTHS, NORMAL, NOTHING, SMALL, UNKNOWN, make_store

LATE = tuple(MONTHS[12:])
CELLS = (
    Cell("VS07", "contactvorm", "telefoon", 10, 30, variant="opgepakt"),
    Cell("VS07", "contactvorm", "geen contactpoging", 0, 20, variant="opgepakt"),
    Cell("VS07", "contactvorm", "onbekend", 0, 1, 1, variant="opgepakt"),
    Cell("SH06b", "uitstroomreden", "Afgerond", 4, 4),
    Cell("SH06b", "uitstroomreden", "Verhuisd", 2, 2),
    Cell("VS01", "signaalpartner", "Huur", 30, 0),
    Cell("VS01", "signaalpartner", "Energie", 5, 0, months=LATE),
    Cell("VS10", "signaalpartner", "Huur", 3, 6),
    Cell("VS07", "signaalpartner", "Huur", 6, 20, variant="opgepakt"),
    Cell("VS07", "signaalpartner", "Energie", 2, 8, variant="opgepakt"),
    Cell("VS08", "signaalpartner", "Huur", 6, 60, variant="poging"),
    Cell("VS08", "signaalpartner", "Energie", 2, 12, variant="poging"),
    Cell("VS09", "signaalpartner", "Huur", 0, 20, variant="vier_of_meer"),
    Cell("VS09", "signaalpartner", "Energie", 0, 8, variant="vier_of_meer"),
)
REFERRED = (
    Cell("DV03", "van*naar", "schuldhulp*kredietbank", 3, 4, 1),
    Cell("DV03", "van*naar", "kredietbank*schuldhulp", 1, 1, months=tuple(MONTHS[:4])),
    Cell("DV03", "van*naar", "kredietbank*voedselbank", 1, 2, months=tuple(MONTHS[12:14])),
    Cell("DV02", "van_naar", "schuldhulp naar kredietbank", 5, 50),
)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Source:
    folder = make_store(tmp_path_factory.mktemp("keten") / "map")
    return source_of(divide(folder, NORMAL, [*CELLS, *REFERRED], tabellen=("doorverwijzing", "gesprek")))


def parts_of(source: Source, gm_code: str, kind: str = "jaar", periode: str = "") -> dict[str, Part]:
    return {part.schakel.code: part for part in chain.chain(source, gm_code, kind, NEDERLAND, periode)}


def step(part: Part, naam: str) -> Step:
    return next(one for one in part.steps if one.stap.naam == naam)


def name(part: Part) -> str:
    return "" if part.span is None else part.span.naam


def test_every_step_has_its_own_noemer_and_what_is_unknown_is_apart(source: Source):
    zaken = parts_of(source, NORMAL, periode="2024")["zaken"]
    reached = step(zaken, "Bereikt")

    assert (zaken.begin, reached.gehaald, reached.noemer, reached.onbekend) == (12 * 81, 480, 960, 12)
    assert reached.lost == 480
    assert reached.waarde == 0.5
    assert reached.stap.van == "van de opgepakte zaken"


def test_of_one_case_no_many_are_named(source: Source):
    zaken = parts_of(source, NORMAL, periode="2024")["zaken"]
    one = replace(step(zaken, "Bereikt"), gehaald=0, noemer=1, waarde=None, onbekend=0)
    drawn = chain_steps.chain_chart([replace(zaken, steps=(one,))], NEDERLAND)

    assert any("Bereikt: <b>0</b> van 1" in note.text for note in drawn.layout.annotations)
    assert not any("van de 1 " in note.text for note in drawn.layout.annotations)


def test_picked_up_is_who_had_no_reason_to_be_left(source: Source):
    picked_up = step(parts_of(source, NORMAL, periode="2024")["zaken"], "Opgepakt")

    assert (picked_up.gehaald, picked_up.noemer) == (960 - 480, 960)  # of the small store half is left, for a reason


def test_contact_sought_leaves_out_who_was_never_tried_and_whose_form_is_unknown(source: Source):
    sought = step(parts_of(source, NORMAL, periode="2024")["zaken"], "Contact gezocht")

    assert (sought.gehaald, sought.noemer, sought.onbekend) == (12 * 30, 12 * 50, 12 * 2)


def test_the_share_of_others_is_published_and_leaves_the_own_gemeente_out(source: Source):
    reached = step(parts_of(source, NORMAL, periode="2024")["zaken"], "Bereikt")

    assert reached.their_period == "2024"
    assert reached.theirs == pytest.approx(318 / 1284, abs=0.1)  # pyright: ignore[reportUnknownMemberType]


def test_a_schakel_is_shown_in_its_own_newest_final_period(source: Source):
    parts = parts_of(source, NORMAL)

    assert [name(parts[code]) for code in ("zaken", "regelingen")] == ["2024", "2024"]
    open_year = parts_of(source, NORMAL, periode="2025")["zaken"]
    assert open_year.span is not None
    assert open_year.span.voorlopig  # its outcomes have 90 days more
    assert str(chain_steps.state(open_year, step(open_year, "Bereikt"))) == "◐ Voorlopig"


def test_why_cases_stop_is_told_with_counts(source: Source):
    parts = parts_of(source, NORMAL, periode="2024")

    assert parts["uitstroom"].reasons == (("Verhuisd", 24),)
    assert "Waarom gestopt zonder afronden: verhuisd **24**." in chain_steps.reasons_sentence(parts["uitstroom"])
    coded = replace(parts["uitstroom"], reasons=(("Nietverschenen", 6), ("Voldoet niet", 4)))
    assert "niet verschenen **6**, voldoet niet aan de voorwaarden **4**." in chain_steps.reasons_sentence(coded)


def test_too_much_unknown_gives_counts_and_no_share(source: Source):
    zaken = parts_of(source, UNKNOWN, periode="2024")["zaken"]
    row = chain_steps.chain_table([zaken], NEDERLAND).filter(Stap="Bereikt").row(0, named=True)

    assert (row["Noemer"], row["Onbekend"], row["Aandeel"]) == (72, 72, None)
    assert row["Stand"] == "? Te veel onbekend"


def test_a_period_with_months_missing_is_marked(source: Source):
    zaken = parts_of(source, GAPS, periode="2025")["zaken"]

    assert not zaken.whole
    assert step(zaken, "Bereikt").status == "onvolledig"


def test_a_gemeente_without_deliveries_has_no_keten_and_no_zero(source: Source):
    parts = parts_of(source, NOTHING)

    assert all(part.begin is None and part.steps == () for part in parts.values())


def test_a_handful_gets_counts_in_words_and_no_percentage(source: Source):
    parts = chain.chain(source, SMALL, "kwartaal", NEDERLAND, "1e kwartaal 2024")
    drawn = chain_steps.chain_chart(parts, NEDERLAND)
    told = [str(note.text) for note in drawn.layout.annotations]  # pyright: ignore[reportAttributeAccessIssue]

    assert any(line.startswith("te weinig voor een aandeel") for line in told)


def test_the_page_says_the_finding_and_that_the_schakels_are_different_people(map_folder: Path):
    divide(make_store(map_folder), NORMAL, CELLS)
    test = show("keten", gemeente="Almere", periode="Jaar")
    text = said(test)

    assert "De meeste zaken vallen af bij 'opgepakt': 480 van de 960 zaken halen die stap" in text
    assert "Tussen de schakels zijn het niet dezelfde mensen" in text
    assert "of hulp is *aangeboden*" in text
    assert "Nederland: publicatie 1 van 12 januari 2026" in text
    assert len(test.get("plotly_chart")) == 1


@pytest.mark.parametrize("view", ["De keten", "Doorverwijzingen", "Signaalpartners", "Contact zoeken"])
def test_every_view_says_so_where_nothing_was_delivered(map_folder: Path, view: str):
    make_store(map_folder)
    test = show("keten", gemeente="Groningen", keten_weergave=view)

    assert "geleverd" in said(test)
    assert not test.get("plotly_chart")


@pytest.mark.parametrize(("gemeente", "view"), [("Rotterdam", "Contact zoeken"), ("Ameland", "Signaalpartners")])
def test_a_view_runs_where_little_is_known(map_folder: Path, gemeente: str, view: str):
    make_store(map_folder)

    assert "Definities:" in said(show("keten", gemeente=gemeente, keten_weergave=view)) or gemeente == "Ameland"


def test_the_link_restores_the_view_and_the_period(map_folder: Path):
    divide(make_store(map_folder), NORMAL, CELLS)
    test = show("keten", gemeente="Almere", periode="Jaar", keten_weergave="Signaalpartners", keten_periode="2025")

    assert test.selectbox(key="keten_periode").value == "2025"
    assert "Over 2025. **◐ Voorlopig**" in said(test)


def test_a_period_that_a_gemeente_does_not_have_falls_back_to_the_newest_final_one(map_folder: Path):
    make_store(map_folder)
    test = show("keten", gemeente="Almere", periode="Jaar", keten_periode="1999")

    assert test.selectbox(key="keten_periode").value == "Nieuwste die af is"


def test_streams_of_fewer_than_five_are_together_and_named_as_such(source: Source):
    found = referrals.referrals(source, NORMAL, "jaar", "2024")
    assert found is not None

    assert [(flow.van, flow.naar, flow.aantal, flow.aangekomen, flow.onbekend) for flow in found.flows] == [
        ("schuldhulp", "kredietbank", 60, 36, 12)
    ]
    assert (found.total, found.small, found.small_ways) == (64, 4, 1)
    assert "1 richting met minder dan 5 verwijzingen, samen 4" in sankey.small_sentence(found)
    table = sankey.sankey_table(found)
    assert table["Verwijzingen"].to_list() == [60, 4]
    assert table["Aangekomen"].to_list() == [36, None]
    assert table["Gesprekken bij de eerste"].to_list() == [600, None]
    assert table["Aandeel van die gesprekken"].to_list() == [0.1, None]


def test_the_page_draws_the_streams_and_says_who_arrived(map_folder: Path):
    divide(make_store(map_folder), NORMAL, REFERRED, tabellen=("doorverwijzing", "gesprek"))
    text = said(show("keten", gemeente="Almere", periode="Jaar", keten_weergave="Doorverwijzingen"))

    assert "De meeste verwijzingen gaan van schuldhulp naar kredietbank: 60 van de 64" in text
    assert "kwam **77%** (40 van de 52) binnen 90 dagen aan. Van 12 van de 64 is dat niet bekend." in text


def test_only_streams_of_fewer_than_five_are_not_drawn(map_folder: Path):
    few = [Cell("DV03", "van*naar", "kredietbank*schuldhulp", 1, 1, months=tuple(MONTHS[:4]))]
    divide(make_store(map_folder), NORMAL, few, tabellen=("doorverwijzing",))
    test = show("keten", gemeente="Almere", periode="Jaar", keten_weergave="Doorverwijzingen")

    assert "Geteld in 2024: 4 verwijzingen, in geen enkele richting vijf of meer." in said(test)
    assert not test.get("plotly_chart")


def test_a_partner_has_its_signalen_its_months_and_what_comes_of_them(source: Source):
    found = partners.partners(source, NORMAL, "jaar", "2024")
    assert found is not None
    huur, energie = found.partners

    assert (huur.naam, huur.signalen, huur.delivered, found.months) == ("Huur", 360, 12, 12)
    assert huur.reached is not None
    assert (huur.reached["teller"], huur.reached["noemer"]) == (360, 480)
    assert (energie.naam, energie.signalen, energie.first) == ("Energie", 0, date(2025, 1, 1))


def test_the_page_shows_partners_in_a_table_with_lines(map_folder: Path):
    divide(make_store(map_folder), NORMAL, CELLS)
    text = said(show("keten", gemeente="Almere", periode="Jaar", keten_weergave="Signaalpartners"))

    assert "Huur geeft de meeste signalen: 360 van de 360" in text
    assert "12 van 12 maanden" in text
    assert "sinds januari 2025" in text


def test_attempts_stand_beside_reach_under_the_warning_that_this_is_selection(map_folder: Path):
    divide(make_store(map_folder), NORMAL, CELLS)
    text = said(show("keten", gemeente="Almere", periode="Jaar", keten_weergave="Contact zoeken"))

    assert "Dit zegt niet welke aanpak werkt." in text
    assert "Naar signaalpartner: 1,5 tot 3,0 pogingen per zaak" in text


def test_a_group_has_its_attempts_per_zaak(source: Source):
    found = {group.cel: (group.zaken, group.attempts, group.mean) for group in
             attempts.groups(source, NORMAL, "jaar", "signaalpartner", "2024")}  # fmt: skip

    assert found == {"Huur": (240, 720, 3.0), "Energie": (96, 144, 1.5)}
