"""VS16, terugkeer na hulp: was there a new signaal within 6 or 12 months, and can that be known?"""

from typing import Any

import pytest

from tests.spec.casebook import Casebook, cases

BACK, NOT, UNSURE = (1, 1, 0), (0, 1, 0), (0, 0, 1)
HELPED = "(Budget)advies en/of quick fix"
FIRST = "s1 | 2024-03-05 | jan | bsn | h1 |"


def book(*later: str, **tables: Any) -> Casebook:
    """A zaak of 10 March 2024 in which Jan was reached on the 12th and helped, and the signalen after it."""
    lines = "\n".join([FIRST, *(f"s{number} | {line}" for number, line in enumerate(later, 2))])
    usual: dict[str, Any] = {
        "zaak": f"id | huishouden | matchingsdatum | resultaat\nz1 | h1 | 2024-03-10 | {HELPED}",
        "zaak_signaal": "zaak | signaal\nz1 | s1",
        "contactpoging": "zaak | bereikt | datum\nz1 | ja | 2024-03-12",
        "signaal": f"id | signaaldatum | persoon | persoon_uit | huishouden | status\n{lines}",
    }
    return cases(**(usual | tables))


def told(made: Casebook) -> list[tuple[int, ...] | None]:
    return [made.tally("VS16", variant).get("2024-03") for variant in ("standaard", "12_maanden")]


@pytest.mark.parametrize(
    ("day", "expected"),
    [  # the last contact is of 12 March, so new is from 12 April
        pytest.param("2024-04-11", [NOT, NOT], id="30 days after the last contact"),
        pytest.param("2024-04-12", [BACK, BACK], id="31 days after it"),
        pytest.param("2024-09-10", [BACK, BACK], id="6 months after the day of the zaak"),
        pytest.param("2024-09-11", [NOT, BACK], id="a day later"),
        pytest.param("2025-03-10", [NOT, BACK], id="12 months after it"),
        pytest.param("2025-03-11", [NOT, NOT], id="a day later still"),
    ],
)
def test_a_signaal_is_new_from_31_days_after_the_last_contact_and_counts_within_6_or_12_months(day, expected):
    assert told(book(f"{day} | jan | bsn | h1 |")) == expected


@pytest.mark.parametrize(
    ("attempts", "expected"),
    [
        pytest.param(["ja | 2024-03-12", "nee | 2024-05-01"], [NOT, NOT], id="the last contact was later"),
        pytest.param(["ja | 2024-03-12", "nee | 2024-04-30"], [BACK, BACK], id="exactly 31 days before"),
        pytest.param(["ja | 2024-03-12", "nee | 2024-08-11"], [UNSURE, NOT], id="no room left in 6 months"),
        pytest.param(["ja | 2024-03-12", "nee | 2024-08-10"], [NOT, NOT], id="one day of room"),
        pytest.param(["ja | 2024-03-12", "nee | 2024-09-11"], [BACK, NOT], id="after the 6 months: not looked at"),
        pytest.param(["ja | 2024-03-12", "nee |"], [UNSURE, UNSURE], id="an attempt without a day may be the last"),
    ],
)
def test_the_last_attempt_within_those_months_decides_from_when_it_is_new(attempts, expected):
    lines = "\n".join(f"z1 | {attempt}" for attempt in attempts)
    assert told(book("2024-05-31 | jan | bsn | h1 |", contactpoging=f"zaak | bereikt | datum\n{lines}")) == expected


def test_without_a_new_signaal_an_attempt_without_a_day_changes_nothing():
    attempts = "zaak | bereikt | datum\nz1 | ja | 2024-03-12\nz1 | nee |"
    assert told(book(contactpoging=attempts)) == [NOT, NOT]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("jan | bsn | h2 |", BACK, id="the person moved"),
        pytest.param("piet | bsn | h1 |", NOT, id="another person at the address"),
        pytest.param("| | h1 |", BACK, id="no person there: the address"),
        pytest.param("jan | naam | h1 |", BACK, id="a name is no person: the address"),
        pytest.param("jan | naam | h2 |", NOT, id="a name does not link"),
        pytest.param("| | h2 |", NOT, id="another address"),
        pytest.param("jan | bsn | h1 | Niet opgepakt: herhaalde melding", NOT, id="a repetition is not new"),
        pytest.param("jan | bsn | h1 | Niet opgepakt: onterecht signaal", BACK, id="any other status is"),
    ],
)
def test_links_go_by_person_and_by_address_only_where_a_person_is_missing(line, expected):
    assert told(book(f"2024-06-01 | {line}"))[0] == expected


@pytest.mark.parametrize("back", ["jan", "piet"])
def test_each_person_of_a_zaak_may_come_back(back):
    made = book(
        "2024-03-06 | piet | bsn | h1 |", f"2024-06-01 | {back} | bsn | h2 |",
        zaak_signaal="zaak | signaal\nz1 | s1\nz1 | s2",
    )  # fmt: skip
    assert told(made) == [BACK, BACK]


def test_of_whom_only_the_name_is_known_the_address_links():
    first = "id | signaaldatum | persoon | persoon_uit | huishouden\ns1 | 2024-03-05 | jan | naam | h1"
    assert told(book(signaal=f"{first}\ns2 | 2024-06-01 | piet | bsn | h1")) == [BACK, BACK]


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        pytest.param([" | jan | bsn | h1 |"], [UNSURE, UNSURE], id="it may be new"),
        pytest.param([" | jan | bsn | h1 | Niet opgepakt: herhaalde melding"], [NOT, NOT], id="a repetition is not"),
        pytest.param([" | piet | bsn | h1 |"], [NOT, NOT], id="of someone else"),
        pytest.param([" | jan | bsn | h1 |", "2024-12-01 | jan | bsn | h1 |"], [UNSURE, BACK], id="another is enough"),
    ],
)
def test_a_signaal_without_a_day_leaves_open_what_no_other_proves(later, expected):
    assert told(book(*later)) == expected


def test_a_signaal_of_the_zaak_itself_without_a_day_is_what_the_help_was_for():
    signaal = "id | signaaldatum | persoon | persoon_uit | huishouden | status\ns1 | | jan | bsn | h1 |"
    assert told(book(signaal=signaal)) == [NOT, NOT]


def test_a_signaal_in_a_zaak_that_was_closed_as_a_repetition_is_not_new():
    made = book(
        "2024-06-01 | jan | bsn | h1 |",
        zaak=f"""
            id | huishouden | matchingsdatum | resultaat
            z1 | h1 | 2024-03-10 | {HELPED}
            z2 | h1 | 2024-06-02 | Niet opgepakt: herhaalde melding
        """,
        zaak_signaal="zaak | signaal\nz1 | s1\nz2 | s2",
    )
    assert told(made) == [NOT, NOT]


def test_a_signaal_that_came_in_the_same_zaak_after_the_contact_is_new():
    made = book("2024-06-01 | jan | bsn | h1 |", zaak_signaal="zaak | signaal\nz1 | s1\nz1 | s2")
    assert told(made) == [BACK, BACK]


@pytest.mark.parametrize(
    ("result", "attempt", "expected"),
    [
        ("Vervolghulp en/of verwijzing financieel", "ja | 2024-03-12", NOT),
        ("Vervolghulp en/of verwijzing niet financieel", "ja | 2024-03-12", NOT),
        ("Verwijzing zonder toestemming", "ja | 2024-03-12", None),
        ("Inwoner heeft zelf al betaald/betalingsregeling getroffen", "ja | 2024-03-12", None),
        (HELPED, "ja | 2024-06-09", None),
        (HELPED, "nee | 2024-03-12", UNSURE),
        ("", "ja | 2024-03-12", UNSURE),
        ("", "nee | 2024-03-12", None),
    ],
)
def test_only_who_was_reached_and_accepted_help_counts(result, attempt, expected):
    made = book(
        zaak=f"id | huishouden | matchingsdatum | resultaat\nz1 | h1 | 2024-03-10 | {result}",
        contactpoging=f"zaak | bereikt | datum\nz1 | {attempt}",
    )
    assert told(made)[0] == expected


@pytest.mark.parametrize(
    ("leveringen", "expected"),
    [
        pytest.param(["A | 2024-01-01 | 2024-09-11"], [BACK, UNSURE], id="exactly the 6 months"),
        pytest.param(["A | 2024-01-01 | 2024-09-10"], [UNSURE, UNSURE], id="a day less, also when found"),
        pytest.param(["A | 2024-01-01 | 2025-03-11"], [BACK, BACK], id="the 12 months"),
        pytest.param(["A | 2024-03-11 | 2026-01-01"], [UNSURE, UNSURE], id="from a day after the zaak"),
        pytest.param(["A | 2024-01-01 | 2026-01-01", "B | 2024-01-01 | 2024-06-01"], [UNSURE, UNSURE], id="B stopped"),
    ],
)
def test_it_is_known_only_when_all_who_deliver_delivered_the_signalen_of_those_months(leveringen, expected):
    written = "\n".join(f"signaal | GM0001 | {line}" for line in leveringen)
    delivered = f"""tabel | oude_code | organisatie | periode_van | periode_tot
        zaak | GM0001 | Z | 2024-01-01 | 2026-01-01
        {written}"""
    assert told(book("2024-06-01 | jan | bsn | h1 |", geleverd=delivered)) == expected


@pytest.mark.parametrize(("persons", "expected"), [(8, BACK), (9, UNSURE)])
def test_an_address_with_more_than_eight_persons_in_a_year_never_links(persons, expected):
    first = "s1 | 2024-03-05 | | | h1 |"
    others = "\n".join(f"x{n} | 2024-06-01 | p{n} | bsn | h1 |" for n in range(persons))
    made = book(signaal=f"id | signaaldatum | persoon | persoon_uit | huishouden | status\n{first}\n{others}")
    assert told(made)[0] == expected


def test_a_zaak_counts_when_its_months_are_over_and_is_unknown_without_a_date():
    """Today is 1 November 2026: six months before is 1 May, and twelve months before 1 November 2025."""
    made = cases(
        zaak=f"""
            id | huishouden | matchingsdatum | resultaat | laatste_maand
            z1 | h1 | 2026-05-01 | {HELPED} |
            z2 | h2 | 2026-05-02 | {HELPED} |
            z3 | h3 | 2025-11-01 | {HELPED} |
            z4 | h4 | 2025-11-02 | {HELPED} |
            z5 | h5 |            | {HELPED} | 2024-06-01
        """,
        geleverd="""tabel | oude_code | periode_van | periode_tot
            zaak | GM0001 | 2020-01-01 | 2026-12-01
            signaal | GM0001 | 2020-01-01 | 2026-12-01""",
        contactpoging="""
            zaak | bereikt | datum
            z1 | ja | 2026-05-02
            z2 | ja | 2026-05-02
            z3 | ja | 2025-11-02
            z4 | ja | 2025-11-02
            z5 | ja | 2024-06-02
        """,
    )
    assert made.tally("VS16") == {"2024-06": UNSURE, "2025-11": (0, 2, 0), "2026-05": NOT}
    assert made.tally("VS16", "12_maanden") == {"2024-06": UNSURE, "2025-11": NOT}
