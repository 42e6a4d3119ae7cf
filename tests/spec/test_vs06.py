"""VS06, meer partners: how many partners reported a household in one month, at least."""

from datetime import date

import pytest

from tests.spec.casebook import cases

YES, NO, UNSURE = (1, 1, 0), (0, 1, 0), (0, 0, 1)


def signalen(*lines: str) -> str:
    written = "\n".join(f"s{number} | {line}" for number, line in enumerate(lines))
    return f"id | huishouden | persoon | signaaldatum | signaalpartner | partnernaam\n{written}"


def of_one(*partners: str) -> str:
    """Signalen about one address in one month, from these partners and names."""
    return signalen(*(f"h1 | | 2024-03-{day + 1:02} | {partner}" for day, partner in enumerate(partners)))


@pytest.mark.parametrize(
    ("partners", "two", "three", "four"),
    [
        pytest.param(["Huur |"], NO, NO, NO, id="one partner"),
        pytest.param(["Huur |", "Huur |"], NO, NO, NO, id="two signalen of one kind: a lower bound"),
        pytest.param(["Huur |", "Zorg |"], YES, NO, NO, id="two kinds"),
        pytest.param(["Huur |", "Zorg |", "Water |"], YES, YES, NO, id="three kinds"),
        pytest.param(["Huur |", "Zorg |", "Water |", "Energie |"], YES, YES, YES, id="four kinds"),
        pytest.param(["Huur | Mitros", "Huur | Portaal"], YES, NO, NO, id="two names of one kind"),
        pytest.param(["Huur | Mitros", "Huur | MITROS "], NO, NO, NO, id="one name, typed twice"),
        pytest.param(["Huur | Mitros", "Huur |"], NO, NO, NO, id="the nameless one may be the named one"),
        pytest.param(["Huur | Mitros", "Zorg |"], YES, NO, NO, id="a name and another kind"),
        pytest.param(["Zorg | CAK", "Overige | CAK"], NO, NO, NO, id="one name of two kinds is one partner"),
        pytest.param(["Huur | A", "Huur | B", "Huur |", "Zorg |"], YES, YES, NO, id="names and kinds together"),
    ],
)
def test_partners_count_by_name_where_there_is_one_and_else_by_kind(partners, two, three, four):
    book = cases(signaal=of_one(*partners))
    assert book.tally("VS06") == {"2024-03": two}
    assert book.tally("VS06", "drie_partners") == {"2024-03": three}
    assert book.tally("VS06", "vier_partners") == {"2024-03": four}


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(["h1 | | 2024-03-01 | Huur |", "h1 | | 2024-03-31 | Zorg |"], {"2024-03": YES}, id="one month"),
        pytest.param(
            ["h1 | | 2024-03-31 | Huur |", "h1 | | 2024-04-01 | Zorg |"], {"2024-03": NO, "2024-04": NO},
            id="two months are two cases",
        ),
        pytest.param(["h1 | | 2024-03-01 | Huur |", "h2 | | 2024-03-01 | Zorg |"], {"2024-03": (0, 2, 0)}, id="homes"),
        pytest.param(["h1 | jan | 2024-03-01 | Huur |", "h1 | piet | 2024-03-01 | Zorg |"], {"2024-03": YES},
                     id="two persons at one address are one household"),
        pytest.param(["| jan | 2024-03-01 | Huur |", "| jan | 2024-03-01 | Zorg |"], {"2024-03": YES},
                     id="without an address it is the person"),
        pytest.param(["| | 2024-03-01 | Huur |", "| | 2024-03-01 | Zorg |"], {"2024-03": (0, 0, 2)},
                     id="without either nobody knows"),
    ],
)  # fmt: skip
def test_a_household_is_an_address_in_a_month_or_else_a_person(lines, expected):
    assert cases(signaal=signalen(*lines)).tally("VS06") == expected


@pytest.mark.parametrize(("persons", "expected"), [(8, YES), (9, (0, 9, 0))])
def test_on_an_address_with_more_than_eight_persons_in_a_year_every_person_is_a_household(persons, expected):
    partners = ["Huur", *["Zorg"] * (persons - 1)]
    lines = [f"h1 | p{number} | 2024-03-01 | {partner} |" for number, partner in enumerate(partners)]
    assert cases(signaal=signalen(*lines)).tally("VS06") == {"2024-03": expected}


def test_who_lives_on_a_crowded_address_without_being_known_by_person_is_unknown():
    lines = [*(f"h1 | p{number} | 2024-05-01 | Huur |" for number in range(9)), "h1 | | 2024-03-01 | Huur |"]
    assert cases(signaal=signalen(*lines)).tally("VS06") == {"2024-03": UNSURE, "2024-05": (0, 9, 0)}


def test_a_signaal_without_a_date_is_a_case_of_its_own_of_which_nothing_is_known():
    book = cases(
        signaal="id | huishouden | signaaldatum | laatste_maand\ns1 | h1 | | 2024-03-01\ns2 | h1 | 2024-03-05 |",
        geleverd="tabel | oude_code | periode_van | periode_tot\nsignaal | GM0001 | 2024-03-01 | 2024-04-01",
    )
    assert book.tally("VS06") == {"2024-03": (0, 1, 1)}


def test_a_month_that_is_not_over_does_not_count():
    book = cases(
        signaal=of_one("Huur |", "Zorg |").replace("2024-03", "2026-10"),
        geleverd="tabel | oude_code | periode_van | periode_tot\nsignaal | GM0001 | 2026-09-01 | 2027-01-01",
        today=date(2026, 10, 30),
    )
    assert book.tally("VS06") == {}


def test_a_household_is_in_the_cell_of_all_its_signalen_of_the_month():
    book = cases(
        signaal="""
            id | huishouden | signaaldatum | crisis | pc4  | geboortejaar
            s1 | h1         | 2024-03-01   | nee    | 3511 | 1970
            s2 | h1         | 2024-03-09   | ja     | 3511 | 2000
            s3 | h2         | 2024-03-01   | nee    | 3512 |
            s4 | h2         | 2024-03-09   |        | 3513 |
        """
    )
    assert book.cells("VS06", "crisis") == {"ja": NO, "onbekend": NO}
    assert book.cells("VS06", "pc4") == {"3511": NO, "meer waarden": NO}
    assert book.cells("VS06", "leeftijdsklasse") == {"<27": NO, "onbekend": NO}
