"""SH08a, terugkeer na afronding: who finished, and applied again within 12, 24 or 60 months?"""

from typing import Any

import pytest

from tests.spec.casebook import Casebook
from tests.spec.gevallen import answers, gevallen

_HEADER = "geval | aanmelding | uitstroom | uitstroomreden"
_PEOPLE = "traject | persoon | persoon_uit | huishouden"
_MONTHS = ("standaard", "24_maanden", "60_maanden")


def pairs(text: str, **tables: Any) -> tuple[Casebook, dict[str, tuple[str, ...]]]:
    """Read pairs of trajecten: one finished on 15 March 2019, and one of the day ``opnieuw``, with a client each.

    ``eerst`` and ``later`` are person, source and address; those of one pair occur in no other.
    """
    trajecten, people, expected = [_HEADER], [_PEOPLE], dict[str, tuple[str, ...]]()
    for number, line in enumerate(text.strip().splitlines()[1:]):
        name, again, first, later, *verdicts = (cell.strip() for cell in line.split("|"))
        trajecten += [f"{name} | 2018-01-01 | 2019-03-15 | Afgerond", f"{name}: later | {again} | |"]
        for traject, client in ((name, first), (f"{name}: later", later)):
            cells = (cell and cell + (f"-{number}" if cell[0] in "ph" else "") for cell in client.split(","))
            people.append(" | ".join([traject, *cells]))
        expected[name] = tuple(verdicts)
    return gevallen("\n".join(trajecten), traject_persoon="\n".join(people), **tables)[0], expected


def test_coming_back_is_counted_up_to_and_including_the_last_day():
    book, expected = pairs("""
        geval                    | opnieuw    | eerst     | later     | 12  | 24  | 60
        on the day it ended      | 2019-03-15 | p1,bsn,h1 | p1,bsn,h2 | nee | nee | nee
        a day later              | 2019-03-16 | p1,bsn,h1 | p1,bsn,h2 | ja  | ja  | ja
        12 months                | 2020-03-15 | p1,bsn,h1 | p1,bsn,h2 | ja  | ja  | ja
        12 months and a day      | 2020-03-16 | p1,bsn,h1 | p1,bsn,h2 | nee | ja  | ja
        24 months                | 2021-03-15 | p1,bsn,h1 | p1,bsn,h2 | nee | ja  | ja
        24 months and a day      | 2021-03-16 | p1,bsn,h1 | p1,bsn,h2 | nee | nee | ja
        60 months                | 2024-03-15 | p1,bsn,h1 | p1,bsn,h2 | nee | nee | ja
        60 months and a day      | 2024-03-16 | p1,bsn,h1 | p1,bsn,h2 | nee | nee | nee
    """)
    found = [answers(book, "SH08a", variant) for variant in _MONTHS]
    assert {name: tuple(each[name] for each in found) for name in expected} == expected


def test_a_person_links_and_an_address_only_where_one_side_names_nobody():
    book, expected = pairs("""
        geval                                | opnieuw    | eerst      | later      | 12       | 24
        the address, where one names nobody  | 2020-01-01 | p1,bsn,h1  | ,,h1       | ja       | ja
        the address, after 12 months         | 2020-06-01 | p1,bsn,h1  | ,,h1       | nee      | nee
        another person at the same address   | 2020-01-01 | p1,bsn,h1  | p2,bsn,h1  | nee      | nee
        a name identifies no person          | 2020-01-01 | p1,naam,h1 | p1,naam,h2 | nee      | onbekend
        nobody is named on either side       | 2019-06-01 | ,,h1       | ,,h1       | ja       | ja
        no person and no address             | 2019-06-01 | ,,         | p1,bsn,h1  | onbekend | onbekend
    """)
    found = [answers(book, "SH08a", variant) for variant in _MONTHS[:2]]
    assert {name: tuple(each[name] for each in found) for name in expected} == expected


def test_a_crowded_address_never_links():
    shelter = "\n".join(f"crowd | q{n} | bsn | h1" for n in range(9))
    text = f"{_HEADER}\nfirst | 2018-01-01 | 2019-03-15 | Afgerond\ncrowd | 2019-06-01 | |"
    book, _ = gevallen(text, traject_persoon=f"{_PEOPLE}\nfirst | | | h1\n{shelter}")
    assert answers(book, "SH08a")["first"] == "onbekend"


@pytest.mark.parametrize(("until", "expected"), [("2020-03-15", "onbekend"), ("2020-03-16", "ja")])
def test_what_was_not_delivered_is_unknown_also_for_who_was_found(until, expected):
    """Else only those who came back quickly would count."""
    book, _ = pairs(
        "geval | opnieuw | eerst | later\nfirst | 2019-06-01 | p1,bsn,h1 | p1,bsn,h1",
        geleverd=f"tabel | oude_code | periode_van | periode_tot\ntraject | GM0001 | 2018-01-01 | {until}",
    )
    assert answers(book, "SH08a")["first"] == expected


def test_only_who_finished_counts_and_only_when_the_months_are_over():
    book, expected = gevallen(
        """
        geval             | aanmelding | uitstroom  | uitstroomreden | verwacht
        dropped out       | 2018-01-01 | 2019-03-15 | Voldoet niet   | telt niet
        no reason         | 2018-01-01 | 2019-03-15 |                | onbekend
        no day            | 2018-01-01 |            | Afgerond       | onbekend
        a year ago today  | 2018-01-01 | 2025-11-01 | Afgerond       | nee
        a day less        | 2018-01-01 | 2025-11-02 | Afgerond       | telt niet
        """,
        traject_persoon=f"{_PEOPLE}\n"
        + "\n".join(f"{n} | {n} | bsn |" for n in ("dropped out", "a year ago today", "a day less")),
        geleverd="tabel | oude_code | periode_van | periode_tot\ntraject | GM0001 | 2015-01-01 | 2026-12-01",
    )
    assert answers(book, "SH08a") == expected
