"""VS14, eerste contactpoging binnen de norm: within 28 days after the first signaal."""

import pytest

from metrics.cases.pogingen import NORM_EERSTE_POGING
from metrics.indicators import indicator_named
from tests.spec.casebook import cases

YES, NO, UNSURE = {"2024-03": (1, 1, 0)}, {"2024-03": (0, 1, 0)}, {"2024-03": (0, 0, 1)}
SIGNAAL = "id | signaaldatum\ns1 | 2024-03-01"
PAIR = "zaak | signaal\nz1 | s1"


def book(*attempts: str, result: str = ""):
    lines = "\n".join(f"z1 | {attempt}" for attempt in attempts)
    return cases(
        signaal=SIGNAAL, zaak_signaal=PAIR,
        zaak=f"id | matchingsdatum | resultaat\nz1 | 2024-03-20 | {result}",
        contactpoging=f"zaak | soort | datum\n{lines}",
    )  # fmt: skip


def test_the_norm_is_four_weeks_and_stands_in_one_place():
    """Wgs, article 4: the first talk within four weeks; the definition follows the norm that is set."""
    assert NORM_EERSTE_POGING == 28
    vs14 = indicator_named("VS14")
    assert vs14.venster == NORM_EERSTE_POGING
    assert all(f"{NORM_EERSTE_POGING} dagen" in text for text in (vs14.zin, vs14.standaard.teller))


@pytest.mark.parametrize(
    ("attempts", "expected"),
    [  # the first signaal is of 1 March 2024; day 28 is 29 March
        pytest.param(["Brief | 2024-03-01"], YES, id="on the day itself"),
        pytest.param(["Brief | 2024-03-29"], YES, id="on day 28"),
        pytest.param(["Brief | 2024-03-30"], NO, id="on day 29"),
        pytest.param(["Brief | 2024-03-30", "Telefoon | 2024-03-10"], YES, id="the first decides"),
        pytest.param(["Brief | 2024-02-29"], UNSURE, id="before the first signaal: that cannot be"),
        pytest.param(["Administratief | 2024-03-10"], NO, id="administration is no attempt"),
        pytest.param([], NO, id="no attempt"),
        pytest.param(["Brief |"], UNSURE, id="an attempt, but when"),
        pytest.param(["Brief |", "Brief | 2024-03-10"], YES, id="another was in time"),
        pytest.param(["Brief |", "Brief | 2024-04-10"], UNSURE, id="another was not"),
        pytest.param(["| 2024-03-10"], UNSURE, id="it may be administration"),
        pytest.param(["| 2024-03-30"], NO, id="and would have been too late"),
    ],
)
def test_the_first_attempt_counts_from_the_first_signaal(attempts, expected):
    assert book(*attempts).tally("VS14") == expected


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        ("Niet opgepakt: onterecht signaal", {}),
        ("Inwoner is overleden", {}),
        ("Persoon is geen inwoner (meer) in de gemeente", {}),
        ("Niet opgepakt: herhaalde melding", {}),
        ("Niet opgepakt: andere reden", NO),
        ("Inwoner al bekend bij schuldhulpverlening", NO),
    ],
)
def test_whom_nobody_need_contact_does_not_count(result, expected):
    assert book(result=result).tally("VS14") == expected


def test_without_signalen_the_norm_counts_from_the_day_of_the_zaak():
    made = cases(
        zaak="id | matchingsdatum\nz1 | 2024-03-01\nz2 | 2024-03-01",
        contactpoging="zaak | datum\nz1 | 2024-03-29\nz2 | 2024-03-30",
    )
    assert made.tally("VS14") == {"2024-03": (1, 2, 0)}


def test_a_zaak_counts_when_the_norm_is_over_for_its_day_and_for_its_first_signaal():
    """Today is 1 November 2026, so 4 October is the last day."""
    made = cases(
        zaak="id | matchingsdatum\nz1 | 2026-10-04\nz2 | 2026-10-05\nz3 | 2026-10-04",
        signaal="id | signaaldatum\ns1 | 2026-10-05",
        zaak_signaal="zaak | signaal\nz3 | s1",
    )
    assert made.tally("VS14") == {"2026-10": (0, 1, 0)}


def test_a_zaak_without_a_date_is_unknown():
    made = cases(zaak="id | laatste_maand\nz1 | 2024-06-01")
    assert made.tally("VS14") == {"2024-06": (0, 0, 1)}
