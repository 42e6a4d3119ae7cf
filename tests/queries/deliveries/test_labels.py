"""Names that may be kept, and what is never kept as one."""

import pytest

from queries.deliveries.labels import label, source
from queries.deliveries.rules import UnreadableError

KEPT = [
    "Kredietbank Rotterdam", "Stichting MEE & Partners", "Blijven wonen!", "Voorkom Huisuitzetting 2008",
    "Lange Termijn Begeleiding (DFD)", "0%-aanbod", "< 27 jaar", "27-44", "€ 10.000 - 25.000",
    "Ontruimingen 2010 in stad",
    "Collegeprogramma 2022-2026", "Buurtteam 3 Zuid", "AMW", "MW Zuid", "Humanitas/thuisadministratie", "rijp",
    "'t Trefpunt", "Eén loket", "trede 2", "Regeling < 120 dagen", "Wsnp", "Zorg: intern", "10.000+",
]  # fmt: skip
HIDDEN = [
    "123456782", "Jansen 123456782", "12.34.56.782", "06 12 34 56 78", "06-12345678", "030-2345678", "1357XZ",
    "bij 1357 XZ",
    "1357 xz", "1357xz", "iemand@dorp.example", "01-02-1985", "geboren 1 2 1985", "Dorpsstraat 12", "lange laan 3a",
    "dhr. Kwalsterbeek", "Mw. Kwalsterbeek", "mevr Kwalsterbeek", "de heer K.", "Mevrouw K.", "Fam. Kwalsterbeek", "-",
    "#3",
    "a\tb", "regel\u2028twee", "x" * 81, "NL91ABNA0417164300",
]  # fmt: skip


@pytest.mark.parametrize("written", KEPT)
def test_a_name_of_an_organisation_an_approach_or_a_class_is_kept(written: str):
    assert label(written, 80) == written


@pytest.mark.parametrize("written", HIDDEN)
def test_what_may_say_something_of_a_person_is_not(written: str):
    with pytest.raises(UnreadableError) as caught:
        label(written, 80)
    assert caught.value.rule == "tekst_niet_bewaard"


def test_a_source_is_a_code_in_capitals_or_a_known_word_with_a_year_perhaps():
    for written in ("KRIS 2025", "KRIS", "AEDES-2014", "opgave", "jaarverslag 2010", "schatting", "schatting 2005"):
        assert source(written) == written
    for written in (
        "Jansen",
        "verhaal, met komma",
        "jaarverslag van Jansen",
        "KRIS 20251",
        "verhuurder Zoë",
        "opgave 123456782",
    ):
        with pytest.raises(UnreadableError):
            source(written)
