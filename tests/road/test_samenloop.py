"""Samenloop: the pair of DDAS-SHV 0.9 is one traject and is counted once; those of 0.10 and 1.0 stay two."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from queries.reference.loader import load_reference
from tests.queries.deliveries.invented import outer, shv_levering, traject, written
from tests.road.outcome import GEMEENTE, count, figure, take, trajecten

PARTS = ("samenloopVoorbeeldDeel1.json", "samenloopVoorbeeldDeel2.json")


@pytest.fixture
def known(engine: Engine) -> Engine:
    """Return a store that knows the gemeenten."""
    with engine.begin() as connection:
        load_reference(connection)
    return engine


def official(shared: Path, version: str, folder: Path) -> list[Path]:
    """Write both official parts again, about one gemeente that exists: theirs do not, so nothing is counted there."""
    paths: list[Path] = []
    for part in PARTS:
        document = json.loads((shared / "ddas" / f"shv-{version}" / part).read_text())
        for record in document["leveringen"][0]["schuldhulptrajecten"]:
            record["gemeentecode"] = GEMEENTE
        paths.append(written(folder, document, f"{version}-{part}"))
    return paths


def test_the_official_pair_of_0_9_is_one_traject_per_client_in_either_order(
    known: Engine, shared: Path, tmp_path: Path
) -> None:
    """Both parts are of the same moment, and only the first knows when its clients asked for help."""
    first, second = official(shared, "0.9", tmp_path)
    take(known, [[second], [first]])
    found = trajecten(known)
    assert found.height == 5
    assert set(found["aanmelding"]) == {date(2023, 1, 1)}
    assert set(found["einddatum"]) == {date(2023, 12, 31)}
    assert figure(count(known), "SH03") == {"2023-01": (0, 5, 0)}


@pytest.mark.parametrize(
    ("version", "rows", "waiting"),
    [
        ("0.10", 2, {"2023-01": (1, 1, 0), "2023-03": (1, 1, 0)}),
        (
            "1.0",
            10,
            {
                "2024-01": (0, 2, 0),
                "2024-02": (0, 2, 0),
                "2024-03": (0, 2, 0),
                "2024-04": (0, 2, 0),
                "2024-05": (0, 2, 0),
            },
        ),
    ],
)
def test_the_official_pairs_of_0_10_and_1_0_share_no_client_and_stay_two(
    known: Engine, shared: Path, tmp_path: Path, version: str, rows: int, waiting: dict[str, Any]
) -> None:
    take(known, [[path] for path in official(shared, version, tmp_path)])
    assert trajecten(known).height == rows
    assert figure(count(known), "SH03") == waiting


GEMEENTE_ITSELF = {"(Statutaire) Naam": "Gemeente Verzonnendorp", "KvK-nummer": "11111111", "gemeentecode": "0363"}
BANK = {"(Statutaire) Naam": "Kredietbank Verzonnendorp", "KvK-nummer": "22222222"}
PAIR = [{"Burgerservicenummer": "400000012"}, {"Burgerservicenummer": "400000024"}]
OTHERS = [{"Burgerservicenummer": "400000036"}]


def write(folder: Path, organisation: dict[str, str], record: Any, supplier: str | None) -> Path:
    """Write what one organisation delivers about the first half of 2025."""
    whole = outer(
        shv_levering([record], aanleverende_organisatie=organisation),
        einddatumLevering="2025-06-30",
        codeGegevensleverancier=supplier,
    )
    return written(folder, {key: value for key, value in whole.items() if value}, organisation["KvK-nummer"])


@pytest.mark.parametrize(
    ("clients", "supplier", "waiting"),
    [
        (PAIR, None, {"2025-01": (1, 1, 0)}),
        (PAIR[1:], None, {"2025-01": (1, 1, 0)}),
        # Apart, the bank's half has a talk in March for the start in February: a wait of its own.
        (OTHERS, None, {"2025-01": (0, 1, 0), "2025-02": (1, 1, 0)}),
        (OTHERS, "SOFT-2", {"2025-01": (0, 1, 0), "2025-02": (1, 1, 0)}),
    ],
    ids=["the same clients", "one client in common", "others", "others, with a supplier"],
)
def test_two_halves_are_one_as_soon_as_they_share_a_client(
    known: Engine, tmp_path: Path, clients: list[Any], supplier: str | None, waiting: dict[str, Any]
) -> None:
    asked = traject(client=PAIR, toekenningsdatum="2025-01-20")
    helped = traject(startdatum="2025-02-01", aanmelding=None, intake={"startdatum": "2025-03-01"}, client=clients)
    paths = [write(tmp_path, GEMEENTE_ITSELF, asked, supplier), write(tmp_path, BANK, helped, supplier)]
    take(known, [[path] for path in paths])
    assert trajecten(known).height == len(waiting)
    assert figure(count(known), "SH03") == waiting


def test_two_halves_that_follow_each_other_stay_two(known: Engine, tmp_path: Path) -> None:
    first = traject(client=PAIR, einddatum="2025-02-28")
    second = traject(client=PAIR, startdatum="2025-03-01", aanmelding={"startdatum": "2025-03-01"})
    take(known, [[write(tmp_path, GEMEENTE_ITSELF, first, None)], [write(tmp_path, BANK, second, None)]])
    assert trajecten(known).height == 2
    assert figure(count(known), "SH03") == {"2025-01": (0, 1, 0), "2025-03": (0, 1, 0)}
