"""The files of the demo: repeatable to the byte, delivered in order, and never ahead of their own day."""

import hashlib
import json
from datetime import date
from pathlib import Path

import pytest

from queries.demo.simulation import file_tasks, iter_files, simulate
from tests.queries.demo.country import Country

SMALL = 0.004


def digests(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def first_run(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("eerste")
    simulate(folder, seed="a", schaal=SMALL)
    return digests(folder)


def test_the_same_seed_gives_the_same_bytes_in_other_processes(first_run: dict[str, str], tmp_path: Path):
    heard: list[tuple[int, int]] = []
    simulate(tmp_path, seed="a", schaal=SMALL, workers=2, progress=lambda done, total: heard.append((done, total)))
    assert digests(tmp_path) == first_run
    assert heard == [(number, 20) for number in range(1, 21)]


def test_another_seed_gives_other_bytes_in_every_file(first_run: dict[str, str], tmp_path: Path):
    simulate(tmp_path, seed="b", schaal=SMALL)
    found = digests(tmp_path)
    assert found.keys() == first_run.keys()
    assert [name for name in found if found[name] == first_run[name]] == []


def test_a_file_can_be_made_without_the_ones_before_it(first_run: dict[str, str], tmp_path: Path):
    from queries.demo.vs_file import write_quarter
    from queries.demo.world import Scenario

    path = write_quarter(tmp_path, Scenario("a", SMALL), 7)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == first_run[path.name]


def test_files_come_in_the_order_of_delivery_and_are_whole_when_they_come(tmp_path: Path):
    names: list[str] = []
    for path in iter_files(tmp_path, seed="a", schaal=SMALL):
        assert list(tmp_path.glob("*.deel")) == []
        names.append(path.name)
        if len(names) == 4:
            break
    assert names == ["shv-2020.json", "shv-2021.json", "vs-2022-k1.json", "vs-2022-k2.json"]
    assert len(file_tasks()) == 20


def test_three_years_are_told_and_today_is_six_weeks_after_them(country: Country):
    simulation = country.simulation
    assert (simulation.first_month, simulation.last_month) == (date(2022, 1, 1), date(2024, 12, 1))
    assert simulation.today == date(2025, 2, 15)
    document = country.documents["vs-2024-k4.json"]
    assert document["startdatumLevering"] == "2024-10-01"
    assert document["einddatumLevering"] == "2024-12-31"
    assert document["aanleverdatumEnTijd"] == "2025-01-15T06:00:00Z"


def test_no_record_knows_what_happens_after_its_delivery(country: Country):
    for document, levering in country.leveringen("vs-"):
        delivered = document["aanleverdatumEnTijd"][:10]
        for zaak in levering["vroegsignaalzaken"]:
            days = [poging["datum"] for poging in zaak.get("contactpogingen", [])]
            assert max([*days, zaak.get("datum_opgepakt", "")]) <= delivered
    for document, levering in country.leveringen("shv-"):
        delivered = document["aanleverdatumEnTijd"][:10]
        for traject in levering["schuldhulptrajecten"]:
            phases = [value for value in traject.values() if isinstance(value, dict)]
            known = [day for phase in phases for day in phase.values() if isinstance(day, str) and day[:2] == "20"]
            assert max(known) <= delivered


def test_a_zaak_comes_again_when_something_happened_after_the_first_delivery(country: Country):
    versions: dict[tuple[str, ...], list[int]] = {}
    for _, levering in country.leveringen("vs-"):
        for zaak in levering["vroegsignaalzaken"]:
            ids = (levering["gemeentecode"], *(signaal["ID"] for signaal in zaak["vroegsignalen"]))
            if len(ids) > 1:
                versions.setdefault(ids, []).append(len(zaak.get("contactpogingen", [])))
    more = [counts for counts in versions.values() if len(counts) > 1]
    assert len(more) > 0.2 * len(versions)
    assert all(counts == sorted(counts) for counts in more)
    assert max(len(counts) for counts in more) == 3


def test_the_roles_are_played(country: Country):
    roles = json.loads((country.simulation.truth_folder / "rollen.json").read_text())
    delivered = {
        (levering["gemeentecode"], name[3:10])
        for name, document in country.documents.items()
        if name.startswith("vs-")
        for levering in document["leveringen"]
    }
    silent = roles["levert_niets"]
    assert silent not in {code for code, _ in delivered}
    assert silent not in {traject["gemeentecode"] for _, traject in country.trajecten("shv-")}
    assert len(roles["slaat_kwartaal_over"]) == 6
    for code, quarter in roles["slaat_kwartaal_over"]:
        assert (code, quarter) not in delivered
        assert len([1 for one, _ in delivered if one == code]) == 11
    code, quarter = roles["geweigerd"]
    document = country.documents[f"vs-{quarter}.json"]
    (refused,) = (one for one in document["leveringen"] if one["gemeentecode"] == code)
    broken = [
        signaal
        for signaal in refused["vroegsignalen"]
        if "ID" not in signaal
        or signaal.get("bedrag") == "onbekend"
        or signaal.get("signaaldatum") == "2023-02-30"
        or signaal["signaalpartner"]["type"] == "Sportvereniging"
    ]
    assert len(broken) > 0.2 * len(refused["vroegsignalen"])
