"""The files of the demo: repeatable to the byte, whole when they come, and never ahead of their own day."""

import hashlib
from datetime import date
from pathlib import Path

import pytest

from queries.demo.calendar import TRAJECT_PERIODS
from queries.demo.pages import RECORDS_PER_PAGE
from queries.demo.simulation import file_tasks, iter_files, simulate
from queries.demo.vs_file import write_quarter
from queries.demo.world import Scenario
from tests.queries.demo.country import Country, moment, read

SMALL = 0.004
TASKS = 5 + 12 + 6 + 7  # years of schuldhulp, quarters, years of ontruimingen, other tables


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
    assert heard == [(number, TASKS) for number in range(1, TASKS + 1)]


def test_another_seed_gives_other_bytes_in_every_file_of_records(first_run: dict[str, str], tmp_path: Path):
    simulate(tmp_path, seed="b", schaal=SMALL)
    found = digests(tmp_path)
    same = [name for name in found if found[name] == first_run.get(name)]
    # Goals are not drawn, nor is what was planted of referrals.
    assert [name for name in same if not name.startswith(("doel-", "waarheid/doorverwijzing"))] == []


def test_a_file_can_be_made_without_the_ones_before_it(first_run: dict[str, str], tmp_path: Path):
    for path in write_quarter(tmp_path, Scenario("a", SMALL), 15):
        assert hashlib.sha256(path.read_bytes()).hexdigest() == first_run[path.name]


def test_files_come_in_the_order_of_delivery_and_are_whole_when_they_come(tmp_path: Path):
    names: list[str] = []
    for path in iter_files(tmp_path, seed="a", schaal=SMALL):
        assert list(tmp_path.glob("*.deel")) == []
        names.append(path.name)
        if len(names) == 7:
            break
    assert names == [
        "ontruiming-2019.csv", "ontruiming-2020.csv", "ontruiming-2019-herzien.csv", "shv-2020-grinware.json",
        "shv-2020-vlogsoft.json", "ontruiming-2021.csv", "ontruiming-2020-herzien.csv",
    ]  # fmt: skip
    assert len(file_tasks()) == TASKS


def test_three_years_are_told_and_today_is_six_weeks_after_them(country: Country):
    simulation = country.simulation
    assert (simulation.first_month, simulation.last_month) == (date(2022, 1, 1), date(2024, 12, 1))
    assert simulation.today == date(2025, 2, 15)
    document = country.documents["vs-2024-k4-vlogsoft.json"]
    assert document["startdatumLevering"] == "2024-10-01"
    assert document["einddatumLevering"] == "2024-12-31"
    assert document["aanleverdatumEnTijd"] == "2025-01-15T06:00:00Z"
    assert max(moment(one) for one in country.documents.values()) <= "2025-02-15"


def test_five_years_begin_in_2020_under_the_codes_of_then_and_end_as_three_years_do(
    first_run: dict[str, str], tmp_path: Path
):
    simulation = simulate(tmp_path, seed="a", schaal=SMALL, jaren=5)
    assert simulation.first_month == date(2020, 1, 1)
    made = digests(tmp_path)
    same = [name for name in first_run if name.startswith(("vs-2024", "vs-2023", "shv-202", "ontruiming"))]
    assert [name for name in same if made[name] != first_run[name]] == []
    early = [read(tmp_path / f"vs-2020-k1-{word}.json") for word in ("vlogsoft", "grinware")]
    codes = {one["gemeentecode"][-4:] for document in early for one in document["leveringen"]}
    assert {"0788", "0003", "0010", "0024", "0370", "0457", "0501", "0756"} <= codes
    assert not {"1979", "1980", "1982", "1991", "1992"} & codes
    haaren = next(one for document in early for one in document["leveringen"] if one["gemeentecode"][-4:] == "0788")
    villages = {one["client"]["Postcode"][:4] for one in haaren["vroegsignalen"]}
    assert villages <= {"5074", "5076", "5268", "5296"}  # by which its cases are brought to four gemeenten
    later = [read(tmp_path / f"vs-2021-k1-{word}.json") for word in ("vlogsoft", "grinware")]
    whole = {one["gemeentecode"][-4:] for document in later for one in document["leveringen"] if "vroegsignalen" in one}
    assert not {"0788", "0003", "0010", "0024"} & whole
    assert {"0757", "0824", "0855", "0865", "1979"} <= whole
    assert [one.label for one in TRAJECT_PERIODS[5]] == ["2018-2019", "2020", "2021", "2022", "2023", "2024"]


def test_another_number_of_years_is_refused_with_a_sentence():
    with pytest.raises(ValueError, match="met 3 tot en met 5 jaren, niet met 6"):
        file_tasks(6)
    assert len(file_tasks(4)) == TASKS + 1 + 4  # 2019, and four quarters


def test_no_record_knows_what_happens_after_its_delivery(country: Country):
    for document, levering in country.leveringen("vs-", all_of_them=True):
        delivered = moment(document)
        for zaak in levering["vroegsignaalzaken"]:
            days = [poging["datum"] or "" for poging in zaak.get("contactpogingen", []) if "datum" in poging]
            assert max([*days, zaak.get("datum_opgepakt") or ""]) <= delivered
    for document, levering in country.leveringen("shv-", all_of_them=True):
        delivered = moment(document)
        for traject in levering["schuldhulptrajecten"]:
            phases = [value for value in traject.values() if isinstance(value, dict)]
            known = [day for phase in phases for day in phase.values() if isinstance(day, str) and day[:2] == "20"]
            assert max(known, default="") <= delivered


def test_a_zaak_comes_again_when_something_happened_after_the_first_delivery(country: Country):
    versions: dict[tuple[str, ...], list[int]] = {}
    for document, levering in country.leveringen("vs-"):
        for zaak in levering["vroegsignaalzaken"]:
            ids = (
                document["codeGegevensleverancier"], levering["gemeentecode"],
                *(signaal["ID"] for signaal in zaak["vroegsignalen"]),
            )  # fmt: skip
            if len(ids) > 2:
                versions.setdefault(ids, []).append(len(zaak.get("contactpogingen", [])))
    more = [counts for counts in versions.values() if len(counts) > 1]
    assert len(more) > 0.2 * len(versions)
    assert sum(counts == sorted(counts) for counts in more) > 0.999 * len(more)


def test_a_large_levering_comes_in_pages_and_memory_stays_that_of_a_page(tmp_path: Path):
    """A quarter of the country, drawn and written: what it adds to the memory is some pages, not the quarter."""
    size, pages, largest = 0, 0, 0
    for path in write_quarter(tmp_path, Scenario("groot", 0.3), 15):
        document = read(path)
        parts = document["leveringen"]
        records = sum(len(one.get("vroegsignalen", [])) + len(one["vroegsignaalzaken"]) for one in parts)
        assert records <= RECORDS_PER_PAGE
        size += path.stat().st_size
        pages += 1
        largest = max(largest, path.stat().st_size)
        path.unlink()
    assert pages > 6
    assert size > 50e6
    assert largest < 15e6


def test_pages_of_one_levering_say_the_same_of_themselves(tmp_path: Path):
    heads: dict[str, set[str]] = {}
    for path in write_quarter(tmp_path, Scenario("groot", 0.2), 17):
        if path.stem[-3:-2] == "-":
            document = read(path)
            document.pop("leveringen")
            heads.setdefault(path.stem[:-3], set()).add(str(sorted(document.items())))
    assert heads
    assert all(len(found) == 1 for found in heads.values())
