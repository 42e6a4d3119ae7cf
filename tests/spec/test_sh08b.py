"""SH08b, eerder traject: who had a traject in the five years before applying?"""

from typing import Any

import pytest

from tests.spec.casebook import Casebook
from tests.spec.gevallen import answers, gevallen


def pairs(text: str, **tables: Any) -> tuple[Casebook, dict[str, str]]:
    """Read pairs of trajecten: one with an aanmelding on 15 March 2024, and an earlier one, with a client each."""
    trajecten, people = ["geval | aanmelding | uitstroom"], ["traject | persoon | persoon_uit | huishouden"]
    expected: dict[str, str] = {}
    for number, line in enumerate(text.strip().splitlines()[1:]):
        name, since, until, now, earlier, verdict = (cell.strip() for cell in line.split("|"))
        trajecten += [f"{name} | 2024-03-15 |", f"{name}: earlier | {since} | {until}"]
        for traject, client in ((name, now), (f"{name}: earlier", earlier)):
            cells = (cell and cell + (f"-{number}" if cell[0] in "ph" else "") for cell in client.split(","))
            people.append(" | ".join([traject, *cells]))
        expected[name] = verdict
    return gevallen("\n".join(trajecten), traject_persoon="\n".join(people), **tables)[0], expected


def test_an_earlier_traject_counts_when_it_was_open_in_the_60_months_before():
    book, expected = pairs("""
        geval                             | van        | tot        | nu        | eerder    | verwacht
        ended 60 months before            | 2017-02-01 | 2019-03-15 | p1,bsn,h1 | p1,bsn,h2 | ja
        ended a day earlier               | 2017-02-01 | 2019-03-14 | p1,bsn,h1 | p1,bsn,h2 | nee
        began the day before              | 2024-03-14 | 2024-03-14 | p1,bsn,h1 | p1,bsn,h2 | ja
        began on the same day             | 2024-03-15 | 2024-03-20 | p1,bsn,h1 | p1,bsn,h2 | nee
        never ended                       | 2017-01-01 |            | p1,bsn,h1 | p1,bsn,h2 | ja
        the address, a year apart         | 2021-01-01 | 2023-03-15 | p1,bsn,h1 | ,,h1      | ja
        the address, more than a year     | 2021-01-01 | 2023-03-14 | p1,bsn,h1 | ,,h1      | nee
        another person at the address     | 2021-01-01 | 2023-09-01 | p1,bsn,h1 | p2,bsn,h1 | nee
        nobody named, not found           | 2021-01-01 | 2023-09-01 | ,,h2      | ,,h1      | onbekend
    """)
    assert {name: answers(book, "SH08b")[name] for name in expected} == expected


@pytest.mark.parametrize(("since", "expected"), [("2019-03-15", "ja"), ("2019-03-16", "onbekend")])
def test_without_60_months_delivered_it_is_unknown_also_for_who_was_found(since, expected):
    book, _ = pairs(
        "geval | van | tot | nu | eerder | verwacht\nnow | 2021-01-01 | 2023-03-15 | p1,bsn, | p1,bsn, |",
        geleverd=f"tabel | oude_code | periode_van | periode_tot\ntraject | GM0001 | {since} | 2026-11-01",
    )
    assert answers(book, "SH08b")["now"] == expected
