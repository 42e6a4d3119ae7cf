"""Every indicator is explained, reviewed and specified, and what would mislead is refused."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from metrics.cases import resultaten
from metrics.counting.compute import wide_frame
from metrics.coverage import months_delivered
from metrics.definition import DefinitionError, Eenheid, Indicator, Methode, Richting
from metrics.indicators import INDICATORS, indicator_named
from metrics.uitsplitsingen import SINGLE
from queries.deliveries import codes
from tests.spec.casebook import TODAY, cases

by_code = pytest.mark.parametrize("indicator", INDICATORS, ids=lambda indicator: indicator.code)
VS07 = indicator_named("VS07")


def _texts(indicator: Indicator) -> list[str]:
    return [
        indicator.naam, indicator.zin, indicator.waarom, indicator.gebeurtenis, indicator.bron, indicator.auteur,
        *indicator.kanttekeningen,
        *(text for variant in indicator.varianten for text in (variant.naam, variant.teller, variant.noemer)),
    ]  # fmt: skip


@by_code
def test_every_indicator_is_explained_in_whole_sentences(indicator):
    assert all(text.strip() == text and text for text in _texts(indicator))
    sentences = [indicator.zin, indicator.waarom, *indicator.kanttekeningen, indicator.gebeurtenis]
    assert all(sentence.endswith(".") for sentence in sentences)
    gap = "zo veel van de 100" if indicator.eenheid is Eenheid.PERCENT else "zo veel"
    assert gap in indicator.zin.lower(), "the page fills in the value there"


@by_code
def test_every_indicator_is_reviewed_at_most_two_years_ahead(indicator):
    assert indicator.opgesteld <= indicator.herzien < indicator.herzien_voor
    assert (indicator.herzien_voor - indicator.herzien).days <= 731


@by_code
def test_every_indicator_has_a_spec(indicator):
    spec = Path(__file__).parents[1] / "spec" / f"test_{indicator.code.lower()}.py"
    text = spec.read_text()
    assert all(f'"{variant.code}"' in text for variant in indicator.varianten[1:])


@by_code
def test_every_indicator_asks_only_columns_that_its_table_has(indicator):
    book = cases()
    for variant in indicator.varianten:
        tabel = indicator.tabel_van(variant)
        dekking = months_delivered(book.delivered, book.codes, TODAY)
        columns = set(wide_frame(tabel, book.inputs(), dekking, TODAY).collect_schema())
        expressions = [variant.telt, variant.raak, *(e for deel in variant.delen for e in (deel.aantal, deel.raak))]
        if variant.wachttijd:
            expressions += [variant.wachttijd.dagen, variant.wachttijd.gecensureerd]
        asked = {indicator.datum, "laatste_maand", "gm_code"}
        asked |= {name for expression in expressions for name in expression.meta.root_names()}
        asked |= {f"cel_{name}" for name in indicator.uitsplitsingen if name not in {"kenmerk", "veld"}}
        assert asked <= columns


@by_code
def test_every_breakdown_says_in_words_in_which_cell_a_case_is(indicator):
    for name in set(indicator.uitsplitsingen) - {"kenmerk", "veld"}:
        for variant in indicator.varianten:
            assert SINGLE[name].uitleg[indicator.tabel_van(variant)].endswith(".")


def test_a_variant_of_people_is_broken_down_only_where_people_are_the_same_in_every_cell():
    """Per 1.000 inhabitants young people would need the young inhabitants."""
    by_people = {i.code: i.uitsplitsingen for i in INDICATORS if i.standaard.bevolking}
    assert by_people == {
        "VS01": ("signaalpartner", "crisis"),
        "SH01": ("crisis", "begeleiding", "oplossing"),
        "ON01": ("reden", "verhuurder"),
    }


def test_the_noemer_of_a_cell_is_that_of_the_whole_for_people_and_for_a_share_of_all():
    vs01, kw03 = indicator_named("VS01"), indicator_named("KW03")
    assert vs01.noemer_van_geheel(vs01.standaard, "signaalpartner")
    assert kw03.noemer_van_geheel(kw03.standaard, "soort")
    assert not vs01.noemer_van_geheel(vs01.standaard, "")
    assert not VS07.noemer_van_geheel(VS07.standaard, "signaalpartner")


def test_what_matters_most_is_shown_first():
    assert [indicator.code for indicator in INDICATORS][:6] == ["VS07", "VS12a", "VS12b", "DV01", "DV02", "ON01"]


def test_codes_are_unique_and_found():
    assert len({indicator.code for indicator in INDICATORS}) == len(INDICATORS)
    assert indicator_named("SH03").naam == "Wachttijd tot het eerste gesprek"
    with pytest.raises(DefinitionError, match="geen indicator 'XX99'"):
        indicator_named("XX99")
    with pytest.raises(DefinitionError, match="VS07 heeft geen variant 'x'"):
        VS07.variant("x")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"code": "vs7"}, "de code is"),
        ({"naam": " "}, "'naam' is leeg"),
        ({"zin": "TODO"}, "'zin' is leeg of niet af"),
        ({"varianten": ()}, "de eerste variant heet 'standaard'"),
        ({"varianten": VS07.varianten[1:]}, "de eerste variant heet 'standaard'"),
        ({"varianten": VS07.varianten[:1] * 2}, "dezelfde code"),
        ({"venster": -1}, "nooit minder dan 0"),
        ({"versie": 2}, "de laatste wijziging"),
        ({"wijzigingen": ()}, "de laatste wijziging"),
        ({"herzien": date(2020, 1, 1)}, "lopen op"),
        ({"tegenmaat": None}, "een richting vraagt een tegenmaat"),
        ({"tegenmaat": "VS07"}, "niet zijn eigen tegenmaat"),
        ({"kanttekeningen": ()}, "ten minste één kanttekening"),
        ({"methode": Methode.BYAR}, "Byar hoort bij"),
        ({"methode": Methode.KM_MEDIAAN}, "een mediaan hoort bij"),
        ({"eenheid": Eenheid.DAGEN}, "eenheid past niet"),
        ({"uitsplitsingen": ("schoenmaat",)}, "bestaan niet: schoenmaat"),
        ({"uitsplitsingen": ("veld",)}, "delen horen bij"),
        ({"aandeel_van_geheel": ("soort",)}, "een aandeel hoort bij"),
        ({"kruisingen": (("crisis", "schoenmaat"),)}, "kruis alleen eigen uitsplitsingen"),
        ({"kruisingen": (("crisis", "pc4"),)}, "kruis alleen eigen uitsplitsingen"),
        ({"kruisingen": (("crisis", "crisis"),)}, "kruis alleen eigen uitsplitsingen"),
    ],
)
def test_a_definition_that_would_mislead_is_refused(change, why):
    with pytest.raises(DefinitionError, match=why):
        replace(VS07, **change)


@pytest.mark.parametrize("code", ["Standaard", "", "een-twee", "x" * 33])
def test_a_variant_has_a_code_that_fits_the_store(code):
    with pytest.raises(DefinitionError, match="kleine letters"):
        replace(VS07.standaard, code=code)


def test_richting_and_methode_explain_themselves():
    assert [richting.uitleg for richting in Richting] == [
        "Hoger is beter.", "Lager is beter.", "Hoger of lager is op zich niet goed of slecht.",
    ]  # fmt: skip
    assert all("95%-interval" in methode.uitleg for methode in Methode)


def test_results_are_spelled_as_the_door_spells_them():
    assert set(resultaten.TELLEN_NIET) == codes.RESULTATEN_TELLEN_NIET
    assert set(resultaten.NIET_OPGEPAKT) == codes.RESULTATEN_NIET_OPGEPAKT
    assert set(resultaten.AL_BEKEND) == codes.RESULTATEN_BEKEND
    assert set(resultaten.MET_CONTACT) == codes.RESULTATEN_MET_CONTACT
    assert resultaten.ADMINISTRATIEF in codes.CONTACTSOORTEN
