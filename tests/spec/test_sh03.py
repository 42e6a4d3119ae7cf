"""SH03, wachttijd: how long until the first talk, and how long for those still waiting."""

from datetime import date

import pytest

from tests.spec.casebook import cases


def traject(line: str) -> str:
    start = line.split("|", maxsplit=1)[0]
    return (
        f"id | startdatum | start | aanmelding | intake_van | uitstroom | einddatum | bekend_tot\nt1 | {start} | {line}"
    )


def test_waiting_is_unknown_when_nothing_says_on_which_day_it_began():
    """The month can still be told from another date; the wait cannot, and is not made up."""
    book = cases(traject="id | start | intake_van\nt1 | 2024-01-10 | 2024-01-10\nt2 | 2024-01-01 |")
    assert book.tally("SH03") == {"2024-01": (0, 0, 2)}
    assert book.waiting() == {}


@pytest.mark.parametrize(
    ("line", "tally", "waiting"),
    [
        pytest.param("2024-01-01 | 2024-01-10 | 2024-01-10 | | |", (1, 1, 0), (0, False), id="the same day"),
        pytest.param("2024-01-01 | | 2024-01-10 | | |", (1, 1, 0), (9, False), id="from the start without aanmelding"),
        pytest.param("2024-01-01 | 2024-01-10 | 2024-07-08 | | |", (1, 1, 0), (180, False), id="on day 180"),
        pytest.param("2024-01-01 | 2024-01-10 | 2024-07-09 | | |", (0, 1, 0), (180, True), id="on day 181: too late"),
        pytest.param("2024-01-01 | 2024-01-10 | 2024-01-09 | | |", (0, 0, 1), None, id="before the beginning"),
        pytest.param("2024-01-01 | 2024-01-10 | | | |", (0, 1, 0), (180, True), id="never: waits the longest"),
        pytest.param("2024-01-01 | 2024-01-10 | | | | 2024-02-01", (0, 1, 0), (22, True), id="known until then"),
        pytest.param("2024-01-01 | 2024-01-10 | | 2024-01-20 | | 2024-02-01", (0, 1, 0), (10, True), id="left"),
        pytest.param("2024-01-01 | 2024-01-10 | | | 2024-01-15 | 2024-02-01", (0, 1, 0), (5, True), id="ended"),
        pytest.param("2024-01-01 | 2024-01-10 | | 2024-01-09 | |", (0, 0, 1), None, id="ended before it began"),
    ],
)
def test_waiting_lasts_until_the_talk_or_until_it_is_no_longer_seen(line, tally, waiting):
    book = cases(traject=traject(line))
    assert book.tally("SH03") == {"2024-01": tally}
    assert book.waiting() == ({("2024-01", *waiting): 1} if waiting else {})


def test_who_applied_lately_has_waited_until_today_and_a_planned_talk_has_not_been():
    book = cases(
        traject="""
            id | start      | startdatum | intake_van
            t1 | 2026-10-10 | 2026-10-10 |
            t2 | 2026-10-10 | 2026-10-10 | 2026-11-05
            t3 | 2026-10-10 | 2026-10-10 | 2026-10-20
        """,
        today=date(2026, 11, 1),
    )
    assert book.tally("SH03") == {"2026-10": (1, 3, 0)}
    assert book.waiting() == {("2026-10", 10, False): 1, ("2026-10", 22, True): 2}


def test_an_application_of_tomorrow_is_not_there_yet():
    book = cases(
        traject="id | start | startdatum\nt1 | 2026-10-17 | 2026-10-17\nt2 | 2026-09-16 | 2026-09-16",
        today=date(2026, 10, 16),
    )
    assert book.tally("SH03") == {"2026-09": (0, 1, 0)}
