"""The code lists: whole, in one spelling, and every other spelling mapped in one table."""

import pytest

from queries.deliveries import codes


@pytest.mark.parametrize("name", sorted(codes.CODE_LISTS))
def test_a_list_has_no_two_codes_that_are_read_alike(name):
    listed = codes.CODE_LISTS[name]
    assert len({codes.plain(code) for code in listed}) == len(listed)


def test_the_lists_are_as_long_as_the_standard_says():
    assert {name: len(listed) for name, listed in codes.CODE_LISTS.items()} == {
        "signaalpartner": 11,
        "signaalstatus": 6,
        "resultaat": 15,
        "contactsoort": 9,  # the eight of 1.0, and "Overige" of 0.9
        "dagdeel": 3,
        "beschikking": 2,
        "begeleiding": 5,
        "oplossing": 5,
        "uitstroomreden": 9,
        "schuldsoort": 4,
        "ontruiming_reden": 5,
        "ontruiming_uitkomst": 4,
        "verhuurder": 2,
    }


def test_every_spelling_leads_to_a_code_of_its_list_or_to_none():
    homeless = {spelling.geleverd for spelling in codes.SPELLINGS if spelling.code is None}
    assert homeless == {"Beeindigingsbeschikking", "Beëindigingsbeschikking"}
    others = [spelling for spelling in codes.SPELLINGS if spelling.code is not None]
    assert all(spelling.code in codes.CODE_LISTS[spelling.lijst] for spelling in others)


def test_the_sets_of_results_are_results():
    sets = [codes.RESULTATEN_TELLEN_NIET, codes.RESULTATEN_NIET_OPGEPAKT, codes.RESULTATEN_BEKEND]
    assert all(one <= set(codes.RESULTATEN) for one in [*sets, codes.RESULTATEN_MET_CONTACT])
    assert [len(one) for one in [*sets, codes.RESULTATEN_MET_CONTACT]] == [3, 5, 2, 5]


def test_a_list_of_codes_does_not_grow_with_what_a_file_makes_up():
    listed = codes.CodeList("dagdeel", model="vs")
    for number in range(100):
        assert listed["avond" + " " * number] == "Avond"
    assert listed["Ochtend"] == "Ochtend"
    assert set(listed) == {None, "", "Ochtend"}
