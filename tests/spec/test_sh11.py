"""SH11, aanmelding na een vroegsignaal: had a zaak reached someone in the 12 months before?"""

from typing import Any

import pytest

from tests.spec.casebook import Casebook
from tests.spec.gevallen import answers, gevallen

_DELIVERED = "tabel | oude_code | periode_van | periode_tot"


def after_zaken(text: str, **tables: Any) -> tuple[Casebook, dict[str, str]]:
    """Read pairs of an aanmelding of 15 March 2024 and a zaak with one signaal, with a client and a resident."""
    trajecten, expected = ["geval | aanmelding"], dict[str, str]()
    rows: dict[str, list[str]] = {
        "zaak": ["id | matchingsdatum"],
        "signaal": ["id | signaaldatum | persoon | persoon_uit | huishouden"],
        "zaak_signaal": ["zaak | signaal"],
        "contactpoging": ["zaak | bereikt | datum"],
        "traject_persoon": ["traject | persoon | persoon_uit | huishouden"],
    }
    for n, line in enumerate(text.strip().splitlines()[1:]):
        name, matched, reached, client, resident, verdict = (cell.strip() for cell in line.split("|"))
        own, other = (
            " | ".join(cell and cell + (f"-{n}" if cell[0] in "ph" else "") for cell in side.split(","))
            for side in (client, resident)
        )
        trajecten.append(f"{name} | 2024-03-15")
        rows["zaak"].append(f"z{n} | {matched}")
        rows["signaal"].append(f"s{n} | {matched} | {other}")
        rows["zaak_signaal"].append(f"z{n} | s{n}")
        rows["contactpoging"].append(f"z{n} | {reached} | {matched}")
        rows["traject_persoon"].append(f"{name} | {own}")
        expected[name] = verdict
    made: dict[str, Any] = {name: "\n".join(lines) for name, lines in rows.items()}
    return gevallen("\n".join(trajecten), **(made | tables))[0], expected


def test_a_zaak_counts_that_reached_the_same_person_in_the_12_months_before():
    book, expected = after_zaken("""
        geval                                | zaak       | bereikt | client    | bewoner   | verwacht
        exactly 12 months before             | 2023-03-15 | ja      | p1,bsn,h1 | p1,bsn,h2 | ja
        a day earlier                        | 2023-03-14 | ja      | p1,bsn,h1 | p1,bsn,h2 | nee
        the day before                       | 2024-03-14 | ja      | p1,bsn,h1 | p1,bsn,h2 | ja
        on the same day                      | 2024-03-15 | ja      | p1,bsn,h1 | p1,bsn,h2 | nee
        nobody was reached                   | 2024-01-10 | nee     | p1,bsn,h1 | p1,bsn,h2 | nee
        nobody knows if anyone was reached   | 2024-01-10 |         | p1,bsn,h1 | p1,bsn,h2 | onbekend
        the address, the signal names nobody | 2024-01-10 | ja      | p1,bsn,h1 | ,,h1      | ja
        the address, nobody in the traject   | 2024-01-10 | ja      | ,,h1      | p1,bsn,h1 | ja
        another person at the same address   | 2024-01-10 | ja      | p1,bsn,h1 | p2,bsn,h1 | nee
        nothing to link by                   | 2024-01-10 | ja      | p1,naam,  | p1,bsn,h1 | onbekend
    """)
    assert answers(book, "SH11") == expected


def test_an_aanmelding_counts_when_no_zaak_before_it_can_still_reach_anyone():
    """A zaak has 90 days to reach someone; today is 1 November 2026, so 3 August is the last day that counts."""
    rows = [(day, matched, reached) for day, matched in (("2026-08-03", "2026-08-02"), ("2026-08-04", "2026-08-03"))
            for reached in ("ja", "nee")]  # fmt: skip
    book, _ = gevallen(
        "geval | aanmelding\n" + "\n".join(f"{day} {reached} | {day}" for day, _, reached in rows),
        zaak="id | matchingsdatum\n" + "\n".join(f"z{n} | {row[1]}" for n, row in enumerate(rows)),
        signaal="id | signaaldatum | persoon\n" + "\n".join(f"s{n} | {row[1]} | p{n}" for n, row in enumerate(rows)),
        zaak_signaal="zaak | signaal\n" + "\n".join(f"z{n} | s{n}" for n, _ in enumerate(rows)),
        contactpoging="zaak | bereikt | datum\n" + "\n".join(f"z{n} | {r[2]} | {r[1]}" for n, r in enumerate(rows)),
        traject_persoon="traject | persoon\n" + "\n".join(f"{r[0]} {r[2]} | p{n}" for n, r in enumerate(rows)),
    )
    assert book.tally("SH11") == {"2026-08": (1, 2, 0)}


@pytest.mark.parametrize(
    ("zaken", "signalen", "expected"),
    [
        pytest.param("2023-03-15", "2023-03-15", "ja", id="all of the year"),
        pytest.param("2023-03-16", "2023-03-15", "onbekend", id="zaken a day short"),
        pytest.param("2023-03-15", "2023-04-01", "onbekend", id="signalen a few weeks short"),
    ],
)
def test_without_the_whole_year_of_zaken_and_signalen_it_is_unknown_also_for_who_was_found(zaken, signalen, expected):
    delivered = (
        f"{_DELIVERED}\ntraject | GM0001 | 2024-01-01 | 2024-09-01\nzaak | GM0001 | {zaken} | 2024-09-01\n"
        f"signaal | GM0001 | {signalen} | 2024-09-01"
    )
    header = "geval | zaak | bereikt | client | bewoner | verwacht"
    book, _ = after_zaken(f"{header}\nnow | 2024-01-10 | ja | p1,bsn,h1 | p1,bsn,h1 |", geleverd=delivered)
    assert answers(book, "SH11")["now"] == expected
