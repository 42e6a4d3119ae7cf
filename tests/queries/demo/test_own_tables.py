"""The tables some gemeenten deliver beside DDAS: kept in as many ways as people keep tables, with planted shares."""

import csv
from collections import Counter
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest

from queries.demo.own_files import TABLES, write_own_tables
from queries.demo.referrals import ARRIVES_COLD, ARRIVES_WARM
from queries.demo.vs_file import write_quarter
from queries.demo.world import Scenario
from tests.queries.demo.country import Country, read

SCENARIO = Scenario("tabellen", 0.1)
Table = tuple[dict[str, str], list[dict[str, str]]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the tables of a tenth of the country."""
    made = tmp_path_factory.mktemp("tabellen")
    for index in range(len(TABLES)):
        assert list(write_own_tables(made, SCENARIO, index))
    return made


def table(path: Path) -> Table:
    """Return what stands above the table, and its rows, read without our own reader."""
    if path.suffix == ".xlsx":
        sheet = openpyxl.load_workbook(BytesIO(path.read_bytes())).active
        assert sheet is not None
        lines = [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)][1:]
    else:
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig" if raw.startswith(b"\xef\xbb\xbf") else "cp1252")
        lines = list(csv.reader(text.splitlines(), delimiter="\t" if "\t" in text else ";"))
    blank = next(n for n, line in enumerate(lines) if not any(line) and n > 2)
    head = {line[0]: line[1] for line in lines[:blank] if len(line) > 1 and line[0]}
    names, *rows = (line for line in lines[blank + 1 :] if any(line))
    return head, [dict(zip(names, row, strict=False)) for row in rows]


def share(rows: list[dict[str, str]], column: str, value: str) -> float:
    return sum(row[column] == value for row in rows) / len(rows)


def test_not_every_gemeente_delivers_each_table(folder: Path):
    kinds = Counter(path.stem.split("-")[0] for path in folder.iterdir())
    assert kinds == {
        "doorverwijzing": 7, "gesprekken": 7, "bekendheid": 3, "kenmerk": 1, "dossier": 1, "jaarcijfer": 1, "doel": 4,
        "interventie": 1,
    }  # fmt: skip


def test_tables_come_in_four_handwritings(folder: Path):
    dates = {
        name: table(next(folder.glob(f"doorverwijzing-{name}*")))[1][0]["datum"]
        for name in ("gm0034", "gm0599", "gm0153", "gm0268")
    }
    assert dates["gm0034"][4] == "-"
    assert dates["gm0599"][2] == dates["gm0599"][5] == "-"
    assert dates["gm0153"].endswith("00:00:00")  # a date of Excel
    assert (folder / "doorverwijzing-gm0268.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_rotterdams_kredietbank_sends_few_people_on_and_more_each_year(folder: Path):
    _, referrals = table(folder / "doorverwijzing-gm0599.csv")
    _, talks = table(folder / "gesprekken-gm0599.csv")
    shares: list[float] = []
    for year in ("2022", "2023", "2024"):
        held = sum(int(row["gesprekken"]) for row in talks
                   if row["organisatietype"] == "kredietbank" and row["periode_van"].endswith(year))  # fmt: skip
        sent = sum(row["van_type"] == "kredietbank" and row["datum"].endswith(year) for row in referrals)
        shares.append(sent / held)
    assert shares == [pytest.approx(0.04, abs=0.025), pytest.approx(0.06, abs=0.03), pytest.approx(0.10, abs=0.035)]


def test_warm_referrals_arrive_more_often(folder: Path):
    rows = [
        row for path in folder.glob("doorverwijzing-*") for row in table(path)[1] if row["aangekomen"] != "onbekend"
    ]
    warm = [row for row in rows if row["warm"] == "ja"]
    cold = [row for row in rows if row["warm"] == "nee"]
    assert share(warm, "aangekomen", "ja") == pytest.approx(ARRIVES_WARM, abs=0.04)
    assert share(cold, "aangekomen", "ja") == pytest.approx(ARRIVES_COLD, abs=0.04)


def test_referrals_name_signalen_that_were_delivered(folder: Path, tmp_path: Path):
    head, rows = table(folder / "doorverwijzing-gm0599.csv")
    named = {row["signaal_id"] for row in rows if "2023-k2" in row["signaal_id"]}
    delivered = {
        signaal.get("ID")
        for path in write_quarter(tmp_path, SCENARIO, 13)
        if head["signaal_leverancier"].lower() in path.name
        for levering in read(path)["leveringen"]
        if levering["gemeentecode"][-4:] == "0599"
        for signaal in levering["vroegsignalen"]
    }
    assert len(named) > 10
    assert len(named - delivered) <= 0.1 * len(named)  # few IDs are wrong on purpose


def test_three_in_five_of_who_was_reached_were_unknown_to_the_gemeente(folder: Path):
    for name, key in (("gm0153", "signaal_id"), ("gm0114", "postcode")):
        _, rows = table(next(folder.glob(f"bekendheid-{name}*")))
        assert all(row[key] for row in rows)
        told = [row for row in rows if row["bekend"]]
        assert 0.9 < len(told) / len(rows) < 1
        assert share(told, "bekend", "nee") == pytest.approx(0.60, abs=0.08)


def test_screening_dossiers_and_yearly_figures_have_what_was_planted(folder: Path):
    _, screened = table(folder / "kenmerk-gm0202.csv")
    assert share(screened, "waarde", "rijp") == pytest.approx(0.585, abs=0.1)
    _, dossiers = table(folder / "dossier-gm0344.xlsx")
    closed = [row for row in dossiers if row["uitkomst"] != "open"]
    assert share(closed, "uitkomst", "positief") == pytest.approx(0.57, abs=0.15)
    assert all(bool(row["einde"]) == (row["uitkomst"] != "open") for row in dossiers)
    _, figures = table(folder / "jaarcijfer-gm1731.xlsx")
    assert {row["jaar"] for row in figures} == {str(year) for year in range(2019, 2025)}
    assert {row["soort"] for row in figures} == {"stroom", "peildatum"}


def test_goals_name_the_direction_and_the_base_they_are_about(folder: Path):
    _, rotterdam = table(folder / "doel-gm0599.csv")
    assert [(row["indicator"], row["uitsplitsing"], row["cel"]) for row in rotterdam] == [
        ("DV02", "van_naar", "kredietbank naar maatschappelijk werk")
    ]
    _, utrecht = table(folder / "doel-gm0344.csv")
    assert [(row["indicator"], row["basisjaar"], row["schatting"]) for row in utrecht] == [("ON03", "2018", "ja")]
    assert float(utrecht[0]["basiswaarde"]) >= 1
    _, almere = table(folder / "doel-gm0034.csv")
    assert set(almere[0]) == {"indicator", "waarde", "uiterlijk", "bron"}


def test_interventions_are_reported_as_they_were_planted(folder: Path, country: Country):
    head, rows = table(folder / "interventie.csv")
    planted = pl.read_parquet(country.simulation.truth_folder / "interventies.parquet")
    assert len(rows) == planted["gm_code"].n_unique() == 18
    assert set(head["gm_code"].split()) == {row["gm_code"] for row in rows}
    assert {row["naam"] for row in rows} == set(planted["naam"])
    almere = next(row for row in rows if row["gm_code"] == "GM0034")
    assert almere["vanaf"] == "2024-03-01"


def test_the_same_table_gives_the_same_bytes(folder: Path, tmp_path: Path):
    def contents(where: Path) -> dict[str, Any]:
        return {path.name: path.read_bytes() for path in where.glob("*.xlsx")}

    for index in range(len(TABLES)):
        list(write_own_tables(tmp_path, SCENARIO, index))
    assert contents(tmp_path) == contents(folder)
