"""A month, its quarter and their corrections give the same figures in every order, the pair of organisations too."""

from collections.abc import Sequence
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from queries.reference.loader import load_reference
from tests.queries.deliveries.invented import (
    Json,
    deliveries,
    outer,
    poging,
    shv_levering,
    signaal,
    vs_levering,
    written,
    zaak,
)
from tests.queries.deliveries.invented import traject as a_traject
from tests.road.outcome import count, figure, outcome, standing

JANUARY, QUARTER = ("2025-01-01", "2025-01-31"), ("2025-01-01", "2025-03-31")


def write_vs(folder: Path) -> list[Path]:
    """Write a month, its correction, its quarter and the month corrected once more; amounts tell them apart."""
    sent = {
        "januari": (JANUARY, "2025-02-05", range(1, 5)),
        "januari, verbeterd": (JANUARY, "2025-03-10", range(2, 7)),
        "kwartaal": (QUARTER, "2025-04-15", range(1, 10)),
        "januari, nog eens verbeterd": (JANUARY, "2025-05-20", range(3, 6)),
    }
    return [
        _write(folder, name, period, moment, vs_levering(*_vs_cases(numbers, moment)))
        for name, (period, moment, numbers) in sent.items()
    ]


def _vs_cases(numbers: Sequence[int], moment: str) -> tuple[list[Json], list[Json]]:
    """Return signalen and a zaak for each; only the corrections of January know who was reached."""
    month = int(moment[5:7])
    days = {number: f"2025-{1 + number // 6:02}-{1 + number:02}" for number in numbers}
    fields: Json = {"contactpogingen": [poging(bereikt=month % 2 == 1, datum="2025-01-20")]}
    if month % 2 == 0:
        fields["resultaat"] = "Definitief geen contact kunnen krijgen"
    return (
        [signaal(number, signaaldatum=day, bedrag=100 * month) for number, day in days.items()],
        [zaak(number, matchingsdatum=days[number], **fields) for number in numbers],
    )


def write_shv(folder: Path) -> list[Path]:
    """Write what a bank says about a month and its quarter, both corrected, and a wijkteam about the same quarter.

    1 asked for help in January and was heard after 7 days, says every version but the first, which knows of no
    talk. 2 is in the quarter only, and its correction knows she was heard. 3 is a mistake the correction takes
    out, but January's last correction holds it again. 4 is a client of both; the wijkteam was the first to hear
    them, and has not closed what the bank has. 5 is the wijkteam's own.
    """
    heard = {1: "2025-01-17"}
    closed = {"einddatum": "2025-02-20", "uitstroom": {"datum": "2025-02-20", "reden": "Afgerond"}}
    bank = {
        "januari": (JANUARY, "2025-02-05", [_traject(1, None), _traject(3, None)]),
        "kwartaal": (QUARTER, "2025-04-15", [_traject(1, heard[1]), _traject(2, None), _traject(3, "2025-01-25")]),
        "kwartaal, verbeterd": (
            QUARTER,
            "2025-05-05",
            [_traject(1, heard[1]), _traject(2, "2025-02-24"), _traject(4, "2025-03-01", **closed)],
        ),
        "januari, verbeterd": (JANUARY, "2025-05-20", [_traject(1, heard[1]), _traject(3, "2025-01-20")]),
    }
    files = [
        _write(folder, f"bank, {name}", period, moment, shv_levering(trajecten))
        for name, (period, moment, trajecten) in bank.items()
    ]
    # Of the same moment as the bank's corrected quarter, and in the words of 0.9, which names no supplier.
    wijkteam = shv_levering(
        [_traject(4, "2025-02-12"), _traject(5, None)],
        aanleverende_organisatie={"(Statutaire) Naam": "Wijkteam Verzonnendorp", "KvK-nummer": "11223344"},
    )
    return [*files, _write(folder, "wijkteam", QUARTER, "2025-05-05", wijkteam, codeGegevensleverancier=None)]


def _traject(person: int, heard: str | None, **fields: Any) -> Json:
    month = 2 if person in (2, 4) else 1
    return a_traject(
        startdatum=f"2025-{month:02}-10",
        aanmelding={"startdatum": f"2025-{month:02}-10", "crisisinterventie": False},
        intake={"startdatum": heard},
        client=[{"Burgerservicenummer": f"40000{person}012", "Geboortedatum": "1985-06-15"}],
        **fields,
    )


def _write(folder: Path, name: str, period: tuple[str, str], sent: str, levering: Json, **fields: Any) -> Path:
    about = {
        "startdatumLevering": period[0],
        "einddatumLevering": period[1],
        "aanleverdatumEnTijd": f"{sent}T10:00:00Z",
    }
    whole = {key: value for key, value in (outer(levering, **about) | fields).items() if value is not None}
    return written(folder, whole, f"{name}.json")


@pytest.fixture
def known(engine: Engine) -> Engine:
    """Return a store that knows the gemeenten."""
    with engine.begin() as connection:
        load_reference(connection)
    return engine


def assert_alike(engine: Engine, paths: Sequence[Path]) -> None:
    """Try every order on SQLite and a few on PostgreSQL: alike to the last row to be counted, one in ten counted."""
    read = {path: found for path in paths for found in deliveries(path)}
    every = list(permutations(paths))
    tried = every if engine.dialect.name == "sqlite" else every[:: max(1, len(every) // 8)]
    alike = standing(engine, read.values())
    counted = outcome(engine, [[path] for path in paths])
    for number, order in enumerate(tried):
        assert standing(engine, [read[path] for path in order]) == alike
        if number % 10 == 9:
            assert outcome(engine, [[path] for path in order]) == counted


def test_vroegsignalen_of_a_month_its_quarter_and_two_corrections_count_alike_in_every_order(
    known: Engine, tmp_path: Path
) -> None:
    assert_alike(known, write_vs(tmp_path))
    # The last January speaks of 3, 4 and 5; of the others the quarter does: 1 and 2, and 6 to 9 in February.
    signalen = figure(count(known), "VS01")
    assert [signalen[month][0] for month in ("2025-01", "2025-02", "2025-03")] == [5, 4, 0]
    assert figure(count(known), "VS07") == {"2025-01": (3, 5, 0), "2025-02": (0, 4, 0)}


def test_schuldhulp_of_two_organisations_counts_alike_in_every_order(known: Engine, tmp_path: Path) -> None:
    assert_alike(known, write_shv(tmp_path))
    # January: 1 and 3 were heard, 5 waits. February: 2 was heard, and 4 once.
    assert figure(count(known), "SH03") == {"2025-01": (2, 3, 0), "2025-02": (2, 2, 0)}


def test_what_a_supplier_sends_in_one_batch_counts_alike_in_every_order(known: Engine, tmp_path: Path) -> None:
    """Of one moment are three months, each with the traject that runs through them, and in the last it was heard."""
    months = (JANUARY, ("2025-02-01", "2025-02-28"), ("2025-03-01", "2025-03-31"))
    paths = [
        _write(tmp_path, f"maand {number}", month, "2025-04-15", shv_levering([_traject(1, heard), _traject(2, None)]))
        for number, (month, heard) in enumerate(zip(months, (None, None, "2025-03-03"), strict=True))
    ]
    assert_alike(known, paths)
    assert figure(count(known), "SH03") == {"2025-01": (1, 1, 0), "2025-02": (0, 1, 0)}


def test_all_in_one_call_comes_to_the_same_as_one_by_one(known: Engine, tmp_path: Path) -> None:
    paths = [*write_vs(tmp_path), *write_shv(tmp_path)]
    one_by_one = outcome(known, [[path] for path in paths])
    for order in (paths, paths[::-1]):
        assert outcome(known, [order]) == one_by_one
