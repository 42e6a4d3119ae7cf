"""VS05, enkelvoudig, meervoudig, opeenvolgend: how often an address was reported around its zaak."""

import pytest

from tests.spec.casebook import cases

YES, NO, UNSURE = (1, 1, 0), (0, 1, 0), (0, 0, 1)
ZAAK = "id | huishouden | matchingsdatum\nz1 | h1 | 2024-03-10"


def signalen(*days: str, home: str = "h1") -> str:
    return "id | huishouden | signaaldatum\n" + "\n".join(f"s{n} | {home} | {day}" for n, day in enumerate(days))


@pytest.mark.parametrize(
    ("days", "several", "earlier", "single"),
    [
        pytest.param(["2024-03-05"], NO, NO, YES, id="one signaal"),
        pytest.param([], NO, NO, YES, id="none of this month"),
        pytest.param(["2024-03-01", "2024-03-31"], YES, NO, NO, id="two in the month of the zaak"),
        pytest.param(["2024-02-29"], NO, YES, NO, id="one in the month before"),
        pytest.param(["2023-09-01"], NO, YES, NO, id="one in the sixth month before"),
        pytest.param(["2023-08-31", "2024-04-01"], NO, NO, YES, id="longer ago, or later"),
        pytest.param(["2024-03-05", "2024-03-06", "2024-01-05"], YES, YES, NO, id="both"),
    ],
)
def test_signalen_of_the_month_make_meervoudig_and_of_the_six_months_before_opeenvolgend(
    days, several, earlier, single
):
    book = cases(zaak=ZAAK, signaal=signalen(*days))
    assert book.tally("VS05") == {"2024-03": several}
    assert book.tally("VS05", "opeenvolgend") == {"2024-03": earlier}
    assert book.tally("VS05", "enkelvoudig") == {"2024-03": single}


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        pytest.param("2023-09-01", YES, id="the seventh month that was delivered"),
        pytest.param("2023-09-02", UNSURE, id="the first month was not whole"),
        pytest.param("2023-10-01", UNSURE, id="the sixth month"),
        pytest.param("2024-03-01", UNSURE, id="the first month"),
    ],
)
def test_in_the_first_six_delivered_months_all_three_are_unknown(first, expected):
    delivered = f"""tabel | oude_code | periode_van | periode_tot
        zaak | GM0001 | 2020-01-01 | 2025-01-01
        signaal | GM0001 | {first} | 2025-01-01"""
    book = cases(geleverd=delivered, zaak=ZAAK, signaal=signalen("2024-03-05", "2024-03-06"))
    assert book.tally("VS05") == {"2024-03": expected}
    assert (book.tally("VS05", "enkelvoudig") == {"2024-03": UNSURE}) == (expected == UNSURE)


def test_a_month_before_that_was_not_delivered_leaves_it_unknown():
    delivered = """tabel | oude_code | periode_van | periode_tot
        zaak | GM0001 | 2020-01-01 | 2025-01-01
        signaal | GM0001 | 2020-01-01 | 2023-12-01
        signaal | GM0001 | 2024-01-01 | 2025-01-01"""
    assert cases(geleverd=delivered, zaak=ZAAK).tally("VS05") == {"2024-03": UNSURE}


def test_without_an_address_or_a_date_it_is_unknown():
    book = cases(
        zaak="""
            id | huishouden | matchingsdatum | laatste_maand
            z1 |            | 2024-03-10     | 2024-06-01
            z2 | h1         |                | 2024-06-01
        """
    )
    assert book.tally("VS05") == {"2024-03": UNSURE, "2024-06": UNSURE}


@pytest.mark.parametrize(
    ("days", "several", "earlier", "single"),
    [
        pytest.param([""], UNSURE, UNSURE, UNSURE, id="one: it may be of an earlier month"),
        pytest.param(["2024-03-05", ""], UNSURE, UNSURE, UNSURE, id="it may be the second of the month"),
        pytest.param(["2024-01-05", "", ""], UNSURE, UNSURE, UNSURE, id="both may be of the month"),
        pytest.param(["2024-03-05", "2024-03-06", ""], UNSURE, UNSURE, UNSURE, id="it may be of an earlier month"),
        pytest.param(["2024-01-05", ""], NO, YES, NO, id="whatever its day, nothing changes"),
    ],
)
def test_a_signaal_on_the_address_without_a_day_leaves_all_three_open_where_it_may_change_one(
    days, several, earlier, single
):
    book = cases(zaak=ZAAK, signaal=signalen(*days))
    assert book.tally("VS05") == {"2024-03": several}
    assert book.tally("VS05", "opeenvolgend") == {"2024-03": earlier}
    assert book.tally("VS05", "enkelvoudig") == {"2024-03": single}


@pytest.mark.parametrize(("persons", "expected"), [(8, YES), (9, UNSURE)])
def test_on_an_address_with_more_than_eight_persons_in_a_year_it_is_unknown(persons, expected):
    written = "\n".join(f"s{n} | h1 | p{n} | 2024-03-05" for n in range(persons))
    book = cases(zaak=ZAAK, signaal=f"id | huishouden | persoon | signaaldatum\n{written}")
    assert book.tally("VS05") == {"2024-03": expected}


def test_signalen_of_another_address_or_gemeente_do_not_count_and_a_new_zaak_counts_at_once():
    book = cases(
        zaak="id | huishouden | matchingsdatum\nz1 | h1 | 2026-10-30",
        signaal="""
            id | gm_code | huishouden | signaaldatum
            s1 | GM0001  | h1         | 2026-10-20
            s2 | GM0001  | h2         | 2026-10-20
            s3 | GM0002  | h1         | 2026-10-20
        """,
    )
    assert book.tally("VS05") == {"2026-10": NO}
