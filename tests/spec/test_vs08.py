"""VS08, bereik naar contactvorm: of the zaken in which this was tried, and of the attempts themselves."""

import pytest

from tests.spec.casebook import cases

YES, NO, UNSURE, OUT = (1, 1, 0), (0, 1, 0), (0, 0, 1), None


def book(*attempts: str, zaak: str = "2024-03-05"):
    lines = "\n".join(f"z1 | {attempt}" for attempt in attempts)
    return cases(
        zaak=f"id | matchingsdatum | laatste_maand\nz1 | {zaak} | 2024-03-01",
        contactpoging=f"zaak | soort | bereikt | datum\n{lines}",
    )


def told(made, variant: str = "standaard"):
    return made.tally("VS08", variant).get("2024-03")


@pytest.mark.parametrize(
    ("attempts", "written", "phone", "visit", "meeting"),
    [  # the window runs from 5 March to 3 June 2024
        pytest.param([], OUT, OUT, OUT, OUT, id="no attempt"),
        pytest.param(["Brief | ja | 2024-03-06"], YES, OUT, OUT, OUT, id="a letter"),
        pytest.param(["Brief | nee | 2024-03-06", "Mail | nee | 2024-03-07"], NO, OUT, OUT, OUT, id="letter and mail"),
        pytest.param(["SMS/Whatsapp | nee | 2024-03-06"], NO, OUT, OUT, OUT, id="an app is in writing"),
        pytest.param(["Kaartje | nee | 2024-06-03"], NO, OUT, OUT, OUT, id="a card on day 90"),
        pytest.param(["Kaartje | nee | 2024-06-04"], OUT, OUT, OUT, OUT, id="a card on day 91"),
        pytest.param(["Brief | nee | 2024-03-06", "Telefoon | ja | 2024-03-07"], OUT, YES, OUT, OUT, id="and a call"),
        pytest.param(["Telefoon | nee | 2024-03-06", "Huisbezoek | ja | 2024-03-09"], OUT, YES, YES, OUT, id="overlap"),
        pytest.param(["Afspraak op locatie | ja | 2024-03-06"], OUT, OUT, OUT, YES, id="a meeting"),
        pytest.param(["Brief | nee | 2024-03-06", "Overige | nee | 2024-03-07"], OUT, OUT, OUT, OUT, id="another form"),
        pytest.param(["Administratief | ja | 2024-03-06"], OUT, OUT, OUT, OUT, id="administration is no attempt"),
        pytest.param(["Brief | | 2024-03-06"], UNSURE, OUT, OUT, OUT, id="reached or not: nobody wrote it down"),
        pytest.param(["Brief | nee | 2024-03-06", "| nee | 2024-03-07"], UNSURE, UNSURE, UNSURE, UNSURE, id="no form"),
        pytest.param(["| nee | 2024-06-04"], OUT, OUT, OUT, OUT, id="no form, outside the window"),
        pytest.param(["Telefoon | nee |"], OUT, UNSURE, OUT, OUT, id="a call, but when"),
        pytest.param(["Brief | nee | 2024-03-06", "Telefoon | nee |"], UNSURE, UNSURE, OUT, OUT, id="only in writing?"),
        pytest.param(["Telefoon | nee | 2024-03-06", "Telefoon | nee |"], OUT, NO, OUT, OUT, id="one call is certain"),
    ],
)  # fmt: skip
def test_a_zaak_is_in_the_group_of_each_form_that_was_tried_within_ninety_days(
    attempts, written, phone, visit, meeting
):
    made = book(*attempts)
    assert [told(made), told(made, "telefoon"), told(made, "huisbezoek"), told(made, "afspraak")] == [
        written, phone, visit, meeting,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("attempts", "every", "written", "phone"),
    [
        pytest.param(["Brief | nee | 2024-03-05", "Telefoon | ja | 2024-06-03"], (1, 2, 0), NO, YES, id="both ends"),
        pytest.param(["Brief | ja | 2024-03-04", "Telefoon | ja | 2024-06-04"], OUT, OUT, OUT, id="a day outside"),
        pytest.param(["Telefoon | nee | 2024-03-06"] * 2, (0, 2, 0), OUT, (0, 2, 0), id="two calls are two"),
        pytest.param(["Telefoon | | 2024-03-06"], UNSURE, OUT, UNSURE, id="reached or not"),
        pytest.param(["Telefoon | ja |"], UNSURE, OUT, UNSURE, id="within the window or not"),
        pytest.param(["| ja | 2024-03-06"], UNSURE, UNSURE, UNSURE, id="of any form, or administration"),
        pytest.param(["Overige | ja | 2024-03-06"], YES, OUT, OUT, id="another form counts with all"),
        pytest.param(["Administratief | ja | 2024-03-06"], OUT, OUT, OUT, id="administration"),
    ],
)  # fmt: skip
def test_per_attempt_every_attempt_within_the_window_counts(attempts, every, written, phone):
    made = book(*attempts)
    assert told(made, "poging") == every
    assert told(made, "poging_schriftelijk") == written
    assert told(made, "poging_telefoon") == phone


def test_visits_and_meetings_count_per_attempt_too():
    made = book("Huisbezoek | nee | 2024-03-06", "Afspraak op locatie | ja | 2024-03-07")
    assert (told(made, "poging_huisbezoek"), told(made, "poging_afspraak")) == (NO, YES)


def test_of_a_zaak_without_a_day_it_is_not_known_which_attempts_count():
    made = book("Telefoon | ja | 2024-03-06", "Brief | ja | 2024-03-06", zaak="")
    assert told(made, "telefoon") == UNSURE
    assert told(made, "poging") == (0, 0, 2)


def test_only_zaken_whose_ninety_days_are_over_count_and_so_do_their_attempts():
    made = cases(
        zaak="id | matchingsdatum\nz1 | 2026-08-03\nz2 | 2026-08-04",
        contactpoging="zaak | soort | bereikt | datum\nz1 | Brief | ja | 2026-08-05\nz2 | Brief | ja | 2026-08-05",
    )
    assert made.tally("VS08") == {"2026-08": YES}
    assert made.tally("VS08", "poging") == {"2026-08": YES}


def test_the_cells_are_those_of_the_zaak_also_per_attempt():
    made = cases(
        zaak="id | matchingsdatum\nz1 | 2024-03-05",
        signaal="id | signaaldatum | signaalpartner\ns1 | 2024-03-05 | Zorg",
        zaak_signaal="zaak | signaal\nz1 | s1",
        contactpoging="zaak | soort | bereikt | datum\nz1 | Brief | ja | 2024-03-06\nz1 | Brief | nee | 2024-03-07",
    )
    assert made.cells("VS08", "signaalpartner") == {"Zorg": YES}
    assert made.cells("VS08", "signaalpartner", "poging") == {"Zorg": (1, 2, 0)}
