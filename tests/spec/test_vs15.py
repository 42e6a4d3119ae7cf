"""VS15, dagen tot de eerste contactpoging: how long until it, and how long for who still waits."""

import pytest

from tests.spec.casebook import cases

DELIVERED = """
    tabel   | oude_code | periode_van | periode_tot
    signaal | GM0001    | 2020-01-01  | 2026-01-01
    zaak    | GM0001    | 2020-01-01  | {until}
"""


def book(*attempts: str, result: str = "", until: str = "2025-01-01"):
    lines = "\n".join(f"z1 | {attempt}" for attempt in attempts)
    return cases(
        geleverd=DELIVERED.format(until=until),
        signaal="id | signaaldatum\ns1 | 2024-03-01",
        zaak_signaal="zaak | signaal\nz1 | s1",
        zaak=f"id | matchingsdatum | resultaat\nz1 | 2024-03-20 | {result}",
        contactpoging=f"zaak | soort | datum\n{lines}",
    )


@pytest.mark.parametrize(
    ("attempts", "tally", "waiting"),
    [  # the first signaal is of 1 March 2024; day 180 is 28 August
        pytest.param(["Brief | 2024-03-01"], (1, 1, 0), (0, False), id="the same day"),
        pytest.param(["Brief | 2024-03-11", "Brief | 2024-03-09"], (1, 1, 0), (8, False), id="the first decides"),
        pytest.param(["Brief | 2024-08-28"], (1, 1, 0), (180, False), id="on day 180"),
        pytest.param(["Brief | 2024-08-29"], (0, 1, 0), (180, True), id="on day 181: still waited on day 180"),
        pytest.param([], (0, 1, 0), (180, True), id="never"),
        pytest.param(["Administratief | 2024-03-05"], (0, 1, 0), (180, True), id="administration is no attempt"),
        pytest.param(["Brief | 2024-02-29"], (0, 0, 1), None, id="before the first signaal: that cannot be"),
        pytest.param(["Brief |"], (0, 0, 1), None, id="an attempt, but when"),
        pytest.param(["Brief |", "Brief | 2024-03-05"], (0, 0, 1), None, id="it may have been the first"),
        pytest.param(["| 2024-03-03", "Brief | 2024-03-05"], (0, 0, 1), None, id="the first may be administration"),
        pytest.param(["| 2024-03-07", "Brief | 2024-03-05"], (1, 1, 0), (4, False), id="the second may be"),
    ],
)
def test_waiting_lasts_until_the_first_attempt(attempts, tally, waiting):
    made = book(*attempts)
    assert made.tally("VS15") == {"2024-03": tally}
    assert made.waiting("VS15") == ({("2024-03", *waiting): 1} if waiting else {})


@pytest.mark.parametrize(
    ("attempts", "until", "waiting"),
    [
        pytest.param([], "2024-05-01", (60, True), id="until the last day that was delivered"),
        pytest.param(["Brief | 2024-04-30"], "2024-05-01", (60, False), id="an attempt on that day"),
        pytest.param(["Brief | 2024-05-01"], "2024-05-01", (60, True), id="what came later is not looked at"),
        pytest.param([], "2024-04-15", (30, True), id="a month that was not whole was not delivered"),
    ],
)
def test_who_has_no_attempt_waited_as_long_as_was_delivered(attempts, until, waiting):
    made = book(*attempts, until=until)
    assert made.waiting("VS15") == {("2024-03", *waiting): 1}
    assert made.tally("VS15") == {"2024-03": (int(not waiting[1]), 1, 0)}


def test_a_zaak_that_came_before_a_hole_waited_until_the_hole():
    made = cases(
        geleverd="""
            tabel | oude_code | periode_van | periode_tot
            zaak  | GM0001    | 2024-01-01  | 2024-04-01
            zaak  | GM0001    | 2024-05-01  | 2025-01-01
        """,
        zaak="id | matchingsdatum\nz1 | 2024-03-01",
    )
    assert made.waiting("VS15") == {("2024-03", 30, True): 1}


@pytest.mark.parametrize(
    ("result", "counts"),
    [
        ("Niet opgepakt: onterecht signaal", False),
        ("Inwoner is overleden", False),
        ("Persoon is geen inwoner (meer) in de gemeente", False),
        ("Niet opgepakt: herhaalde melding", False),
        ("Niet opgepakt: andere reden", True),
    ],
)
def test_whom_nobody_need_contact_does_not_count(result, counts):
    assert bool(book(result=result).waiting("VS15")) == counts


def test_the_waits_of_a_cell_are_those_of_its_zaken():
    made = cases(
        zaak="id | matchingsdatum\nz1 | 2024-03-01\nz2 | 2024-03-01",
        contactpoging="zaak | soort | datum\nz1 | Huisbezoek | 2024-03-03",
    )
    assert made.cells("VS15", "contactvorm") == {"geen contactpoging": (0, 1, 0), "huisbezoek": (1, 1, 0)}


def test_a_zaak_without_a_date_is_unknown():
    made = cases(zaak="id | laatste_maand\nz1 | 2024-06-01")
    assert made.tally("VS15") == {"2024-06": (0, 0, 1)}
    assert made.waiting("VS15") == {}
