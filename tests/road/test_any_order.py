"""Whatever the order in which deliveries arrive, the same is in force and counted; arriving twice changes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select

from queries.reference.loader import load_reference
from queries.schema import metadata
from tests.queries.deliveries.invented import outer, poging, shv_levering, vs_levering, written
from tests.queries.deliveries.invented import signaal as a_signaal
from tests.queries.deliveries.invented import traject as a_traject
from tests.queries.deliveries.invented import zaak as a_zaak
from tests.road.outcome import count, figure, outcome, take

# name: first day, last day, day of sending, the signalen in it; a zaak for each three of them
VS = {
    "januari": ("2025-01-01", "2025-01-31", "2025-02-05", range(1, 8)),
    "februari": ("2025-02-01", "2025-02-28", "2025-03-05", range(8, 15)),
    "maart": ("2025-03-01", "2025-03-31", "2025-04-05", range(15, 22)),
    "januari, verbeterd": ("2025-01-01", "2025-01-31", "2025-03-10", range(2, 9)),
    "kwartaal": ("2025-01-01", "2025-03-31", "2025-04-15", range(1, 20)),
    "februari, verbeterd": ("2025-02-01", "2025-02-28", "2025-05-05", range(7, 14)),
    "half": ("2025-02-15", "2025-04-30", "2025-05-15", range(12, 24)),
}
# The quarter replaces the months within it, the newer month and the period that sticks out stay beside it.
IN_FORCE = [
    ("shv", date(2025, 1, 1), date(2025, 7, 1), datetime(2025, 7, 5, 10)),
    ("vs", date(2025, 1, 1), date(2025, 4, 1), datetime(2025, 4, 15, 10)),
    ("vs", date(2025, 2, 1), date(2025, 3, 1), datetime(2025, 5, 5, 10)),
    ("vs", date(2025, 2, 15), date(2025, 5, 1), datetime(2025, 5, 15, 10)),
]


def write_all(folder: Path) -> list[list[Path]]:
    """Write all files; those that are pages of one levering stay together."""
    together = [[_vs(folder, name, *about)] for name, about in VS.items()]
    first, second = (_page(folder, number, "2025-06-30", "2025-07-05") for number in (1, 2))
    return [*together, [_page(folder, 3, "2025-03-31", "2025-04-05")], [first, second]]


def _vs(folder: Path, name: str, first: str, last: str, sent: str, numbers: Sequence[int]) -> Path:
    # What is delivered later says something else: an amount, and whether someone was reached.
    signalen = [
        a_signaal(n, signaaldatum=f"2025-{1 + n // 8:02}-{1 + n % 8:02}", bedrag=int(sent[5:7]) * 100) for n in numbers
    ]
    day = f"2025-{int(sent[5:7]):02}-01"
    zaken = [
        a_zaak(n, n + 1, matchingsdatum=first, contactpogingen=[poging(bereikt=n % 2 == int(sent[6]) % 2, datum=day)])
        for n in numbers[:-1:3]
    ]
    levering = vs_levering(signalen, zaken)
    return written(folder, outer(levering, **_about(first, last, sent)), f"{name}.json")


def _page(folder: Path, number: int, last: str, sent: str) -> Path:
    trajecten = [
        a_traject(
            startdatum=f"2025-0{month}-10",
            aanmelding={"startdatum": f"2025-0{month}-03", "crisisinterventie": False},
            intake={"startdatum": f"2025-0{month}-{10 + number}"},
            client=[{"Burgerservicenummer": f"40000{number}{month}12", "Geboortedatum": "1985-06-15"}],
        )
        for month in (1, 2, 3)
    ]
    return written(folder, outer(shv_levering(trajecten), **_about("2025-01-01", last, sent)), f"shv-{number}.json")


def _about(first: str, last: str, sent: str) -> dict[str, str]:
    return {"startdatumLevering": first, "einddatumLevering": last, "aanleverdatumEnTijd": f"{sent}T10:00:00Z"}


@st.composite
def arrivals(draw: st.DrawFn) -> list[list[int]]:
    """Draw calls of ``ontvang``: which letters arrive together, in which order."""
    order = draw(st.permutations(range(len(VS) + 2)))
    ends = draw(st.sets(st.sampled_from(range(1, len(order)))))
    cuts = [0, *sorted(ends), len(order)]
    return [order[start:stop] for start, stop in pairwise(cuts)]


@dataclass(frozen=True, eq=False)
class Sent:
    """Letters of one file or of the pages of one levering, and what they came to in order of sending."""

    letters: list[list[Path]]
    outcome: tuple[Any, ...]


@pytest.fixture
def sent(engine: Engine, tmp_path: Path) -> Sent:
    """Return all that was sent, on a store that knows the gemeenten."""
    with engine.begin() as connection:
        load_reference(connection)
    letters = write_all(tmp_path)
    return Sent(letters, outcome(engine, letters))


def test_what_is_in_force_and_counted_was_worked_out_by_hand(engine: Engine, sent: Sent) -> None:
    assert sent.outcome[0] == IN_FORCE
    signalen = figure(count(engine), "VS01")
    assert {month: teller for month, (teller, _, _) in signalen.items()} == {
        "2025-01": 7, "2025-02": 8, "2025-03": 8, "2025-04": 0,
    }  # fmt: skip


@given(calls=arrivals(), turned=st.booleans())
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_any_order_of_arrival_ends_in_the_same_leveringen_in_force_and_the_same_counts(
    engine: Engine, sent: Sent, calls: list[list[int]], turned: bool
) -> None:
    step = -1 if turned else 1
    given_paths = [[path for number in call for path in sent.letters[number][::step]] for call in calls]
    assert outcome(engine, given_paths) == sent.outcome


def test_the_same_files_again_change_no_row_of_any_table(engine: Engine, sent: Sent) -> None:
    outcome(engine, sent.letters)
    before = _everything(engine)
    take(engine, sent.letters[::-1])
    take(engine, [[path for letter in sent.letters for path in letter]])
    assert _everything(engine) == before


def _everything(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    with engine.connect() as connection:
        return {
            table.name: sorted(map(tuple, connection.execute(select(table))), key=repr)
            for table in metadata.sorted_tables
        }
