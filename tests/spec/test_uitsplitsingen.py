"""Breakdowns: in which cell a case belongs, and that every case is in exactly one."""

from typing import Any

import pytest

from tests.spec.casebook import Casebook, cases

ONE = (0, 1, 0)


def zaak(signalen: str, **tables: str) -> Casebook:
    """A zaak of 10 March 2024 in which nobody was reached, with signalen s1, s2 and one that was never delivered."""
    usual: dict[str, Any] = {
        "zaak": "id | huishouden | matchingsdatum\nz1 | h1 | 2024-03-10",
        "signaal": f"id | signaaldatum | {signalen}",
        "zaak_signaal": "zaak | signaal\nz1 | s1\nz1 | s2",
    }
    made: dict[str, Any] = usual | tables
    return cases(**made)


@pytest.mark.parametrize(
    ("first", "second", "absent", "cell"),
    [
        pytest.param("Huur", "Huur", False, "Huur", id="the same partner twice"),
        pytest.param("Huur", "Water", False, "meer partners", id="two partners"),
        pytest.param("Huur", "", False, "onbekend", id="of one signaal the partner is not known"),
        pytest.param("Huur", "Huur", True, "onbekend", id="one signaal was never delivered"),
        pytest.param("Huur", "Water", True, "meer partners", id="that there are more is certain anyhow"),
    ],
)
def test_a_zaak_has_the_partner_of_all_its_signalen(first, second, absent, cell):
    book = zaak(
        f"signaalpartner\ns1 | 2024-03-05 | {first}\ns2 | 2024-03-05 | {second}",
        zaak_signaal="zaak | signaal\nz1 | s1\nz1 | s2" + ("\nz1 |" if absent else ""),
    )
    assert book.cells("VS07", "signaalpartner") == {cell: ONE}


def test_a_zaak_without_signalen_is_of_an_unknown_partner_age_crisis_and_place():
    book = cases(zaak="id | matchingsdatum\nz1 | 2024-03-10")
    for uitsplitsing in ("signaalpartner", "leeftijdsklasse", "crisis", "pc4", "wijk", "meervoudigheid"):
        assert book.cells("VS07", uitsplitsing) == {"onbekend": ONE}


@pytest.mark.parametrize(
    ("attempts", "cell"),
    [
        pytest.param([], "geen contactpoging", id="nothing was tried"),
        pytest.param(["Administratief | 2024-03-12"], "geen contactpoging", id="administration is no contact"),
        pytest.param(["Mail | 2024-03-12"], "schriftelijk", id="mail"),
        pytest.param(["SMS/Whatsapp | 2024-03-12"], "schriftelijk", id="a message"),
        pytest.param(["Brief | 2024-03-12", "Telefoon | 2024-03-13"], "telefoon", id="a call after a letter"),
        pytest.param(["Afspraak op locatie | 2024-03-12", "Telefoon | 2024-03-13"], "afspraak", id="an appointment"),
        pytest.param(["Huisbezoek | 2024-03-12", "Afspraak op locatie | 2024-03-13"], "huisbezoek", id="a visit"),
        pytest.param(["Overige | 2024-03-12"], "overig", id="what version 0.9 called other"),
        pytest.param(["Brief | 2024-03-12", "Huisbezoek | 2024-06-09"], "schriftelijk", id="the visit was on day 91"),
        pytest.param(["Brief | 2024-03-12", "Huisbezoek |"], "onbekend", id="the visit has no date"),
        pytest.param(["Huisbezoek | 2024-03-12", "Brief |"], "huisbezoek", id="a letter adds nothing"),
        pytest.param(["Brief | 2024-03-12", " | 2024-03-13"], "onbekend", id="nobody wrote down which form"),
    ],
)
def test_the_contact_form_is_the_most_personal_one_within_the_window(attempts, cell):
    written = "\n".join(f"z1 | nee | {line}" for line in attempts)
    book = cases(
        zaak="id | matchingsdatum\nz1 | 2024-03-10",
        contactpoging=f"zaak | bereikt | soort | datum\n{written}" if attempts else "",
    )
    assert book.cells("VS07", "contactvorm") == {cell: ONE}


@pytest.mark.parametrize(
    ("years", "cell"),
    [
        (["1998", "1998"], "<27"), (["1997", "1997"], "27-44"), (["1980", ""], "27-44"), (["1979", "1958"], "45-66"),
        (["1957", "1930"], "67+"), (["1957", "1998"], "<27"), (["", ""], "onbekend"), (["2030", ""], "onbekend"),
        (["1903", ""], "onbekend"),
    ],
)  # fmt: skip
def test_a_zaak_has_the_age_of_the_youngest_person_in_its_signalen(years, cell):
    book = zaak(f"geboortejaar\ns1 | 2024-03-05 | {years[0]}\ns2 | 2024-03-05 | {years[1]}")
    assert book.cells("VS07", "leeftijdsklasse") == {cell: ONE}


def test_a_traject_has_the_age_of_its_oldest_client_and_the_place_where_they_all_live():
    book = cases(
        traject="id | start | aanmelding\nt1 | 2024-02-01 | 2024-03-01\nt2 | 2024-02-01 | 2024-03-01",
        traject_persoon="""
            traject | geboortejaar | pc4
            t1      | 1998         | 3511
            t1      | 1957         | 3511
            t2      | 1998         | 3511
            t2      |              | 3512
        """,
    )
    assert book.cells("SH03", "leeftijdsklasse") == {"67+": (0, 1, 0), "<27": (0, 1, 0)}
    assert book.cells("SH03", "pc4") == {"3511": (0, 1, 0), "meer waarden": (0, 1, 0)}


@pytest.mark.parametrize(
    ("first", "second", "cell"),
    [("ja", "nee", "ja"), ("ja", "", "ja"), ("nee", "nee", "nee"), ("nee", "", "onbekend"), ("", "", "onbekend")],
)
def test_one_signaal_in_crisis_makes_the_zaak_one(first, second, cell):
    book = zaak(f"crisis\ns1 | 2024-03-05 | {first}\ns2 | 2024-03-05 | {second}")
    assert book.cells("VS07", "crisis") == {cell: ONE}


def test_a_zaak_lies_where_its_signalen_do():
    book = zaak("pc4 | wijk\ns1 | 2024-03-05 | 3511 | Oost\ns2 | 2024-03-05 | | West")
    assert book.cells("VS07", "pc4") == {"3511": ONE}
    assert book.cells("VS07", "wijk") == {"meer waarden": ONE}


@pytest.mark.parametrize(
    ("days", "cell"),
    [
        (["2024-03-05"], "enkelvoudig"),
        (["2024-03-05", "2024-03-06"], "meervoudig"),
        (["2024-03-05", "2024-02-05"], "opeenvolgend"),
        (["2024-03-05", "2024-03-06", "2024-02-05"], "meervoudig en opeenvolgend"),
    ],
)
def test_a_zaak_is_reported_in_one_of_four_ways(days, cell):
    written = "\n".join(f"x{n} | {day} | h1" for n, day in enumerate(days))
    book = zaak(f"huishouden\n{written}", zaak_signaal="zaak | signaal\nz1 | x0")
    assert book.cells("VS07", "meervoudigheid") == {cell: ONE}


def test_own_kenmerken_divide_all_cases_of_a_gemeente_that_registers_them():
    book = cases(
        zaak="id | matchingsdatum\nz1 | 2024-03-10\nz2 | 2024-03-11\nz3 | 2024-03-12\nz4 | 2024-03-12",
        kenmerk="""
            tabel | record | naam   | waarde
            zaak  | z1     | trede  | 1
            zaak  | z2     | trede  | 2
            zaak  | z3     | trede  |
            zaak  | z1     | pakket | A
        """,
    )
    assert book.cells("VS07", "kenmerk:trede") == {"1": ONE, "2": ONE, "onbekend": (0, 2, 0)}
    assert book.cells("VS07", "kenmerk:pakket") == {"A": ONE, "onbekend": (0, 3, 0)}
    assert book.cells("VS01", "kenmerk:trede") == {}, "a signaal has no own kenmerken"


def test_a_kenmerk_of_trajecten_says_nothing_of_zaken():
    book = cases(
        zaak="id | matchingsdatum\nz1 | 2024-03-10",
        traject="id | start\nt1 | 2024-03-10",
        kenmerk="tabel | record | naam | waarde\ntraject | t1 | pakket | A",
    )
    assert book.cells("SH03", "kenmerk:pakket") == {"A": (0, 0, 1)}
    assert book.cells("VS07", "kenmerk:pakket") == {}


def test_signalen_per_partner_are_counted_and_the_inhabitants_stay_with_the_whole():
    book = cases(
        signaal="""
            id | signaaldatum | signaalpartner | crisis
            s1 | 2024-03-05   | Huur           | ja
            s2 | 2024-03-06   | Huur           |
            s3 | 2024-03-07   | Water          | nee
        """
    )
    assert book.cells("VS01", "signaalpartner") == {"Huur": (2, 0, 0), "Water": (1, 0, 0)}
    assert book.cells("VS01", "crisis") == {"ja": (1, 0, 0), "nee": (1, 0, 0), "onbekend": (1, 0, 0)}


def test_waiting_times_are_broken_down_too():
    book = cases(
        traject="""
            id | start      | aanmelding | intake_van | crisis
            t1 | 2024-03-01 | 2024-03-01 | 2024-03-03 | ja
            t2 | 2024-03-01 | 2024-03-01 | 2024-03-20 | nee
        """
    )
    assert book.waiting() == {("2024-03", 2, False): 1, ("2024-03", 19, False): 1}
    bars = book.counts().verdeling.filter(uitsplitsing="crisis").select("cel", "waarde", "aantal").rows()
    assert sorted(bars) == [("ja", 2, 1), ("nee", 19, 1)]
