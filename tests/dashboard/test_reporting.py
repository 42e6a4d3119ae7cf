"""`rapporteer`: reports as files, whole or not at all, whoever else fails."""

import json
import os
import subprocess
import sys
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from dashboard.cli import run
from dashboard.command import console
from dashboard.commands import report_pool, reporting
from dashboard.commands.reporting import find_gemeente
from dashboard.errors import ExitCode, SettingsError
from dashboard.reports.formats import file_name
from dashboard.reports.look import Look
from tests.dashboard.dying import die_at_almere
from tests.dashboard.reports import example
from tests.dashboard.reports.reported import source_of
from tests.dashboard.small_store import make_store

NAMES = {"GM0034": "Almere", "GM0193": "Zwolle", "GM0518": "'s-Gravenhage", "GM0014": "Groningen"}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("rapporten"))


@pytest.fixture
def settled(store: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("EFFECTMETING_MAP", str(store))
    return store


def asked(store: Path, folder: Path) -> report_pool.Asked:
    return report_pool.Asked(source_of(store), Look(), "2025-K3", ("pdf",), folder, datetime(2026, 1, 20))


@pytest.mark.usefixtures("settled")
def test_one_gemeente_in_every_format_under_names_that_sort(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["--gemeente", "almere", "--formaat", "pptx,html,docx,pdf", "--periode", "2025-K3", "--naar", str(tmp_path)]
    assert run(["rapporteer", *given]) == ExitCode.OK
    made = sorted(tmp_path.iterdir())
    assert [path.name for path in made] == [f"GM0034-almere-2025-K3.{end}" for end in ("docx", "html", "pdf", "pptx")]
    assert [path.read_bytes()[:4] for path in made] == [b"PK\x03\x04", b"<!do", b"%PDF", b"PK\x03\x04"]
    assert "4 bestanden staan in" in capsys.readouterr().out


@pytest.mark.usefixtures("settled")
def test_a_gemeente_that_fails_is_named_and_the_others_have_theirs_the_same_as_alone(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    alone, beside = tmp_path / "een", tmp_path / "samen"
    alone.mkdir()
    report_pool.make(asked(store, alone), "GM0193")
    (beside / "GM0034-almere-2025-K3.pdf").mkdir(parents=True)  # a folder stands where the file must come
    given = ["--gemeente", "Almere", "--gemeente", "193", "--periode", "2025-K3", "--naar", str(beside), "--json"]
    assert run(["rapporteer", *given]) == ExitCode.REPORTS
    told = json.loads(capsys.readouterr().out)
    name = "GM0193-zwolle-2025-K3.pdf"
    assert [each["bestanden"] for each in told["gemaakt"]] == [[name]]
    assert [(each["gm_code"], each["naam"]) for each in told["mislukt"]] == [("GM0034", "Almere")]
    assert [path.name for path in beside.iterdir() if path.is_file()] == [name]
    assert (alone / name).read_bytes() == (beside / name).read_bytes()


def test_at_the_end_stands_what_there_is_and_who_failed(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = [
        report_pool.Made("GM0014", "te weinig gegevens", ("a.pdf", "a.docx")),
        report_pool.Made("GM0034", reden="de schijf is vol; maak ruimte"),
    ]
    reporting.tell(made, asked(store, tmp_path), NAMES, as_json=False, console=console())
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("Klaar: 2 bestanden staan in ")
    assert said[0].endswith(", van 1 gemeente over 2025-K3.")
    assert said[1:] == [
        "1 gemeente leverde te weinig voor een heel rapport; dat staat erin.",
        "Mislukt: 1 gemeente.",
        "✗ GM0034 Almere: de schijf is vol; maak ruimte",
    ]


def test_a_process_that_dies_takes_only_its_own_gemeente_along(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The spawned process finds its work by name: this one ends itself at one gemeente.
    monkeypatch.setattr(report_pool, "_make_here", die_at_almere)
    made = list(report_pool.make_all(asked(store, tmp_path), ["GM0014", "GM0034", "GM0193"], 2))
    failed = {one.gm_code: one.reden for one in made if one.reden is not None}
    assert list(failed) == ["GM0034"]
    assert "te weinig geheugen" in str(failed["GM0034"])
    assert sorted(one.gm_code for one in made if one.reden is None) == ["GM0014", "GM0193"]


def test_a_fault_of_our_own_is_told_by_its_place_and_never_by_a_value() -> None:
    error = KeyError("Kalverstraat 1")
    error.__cause__ = RuntimeError('File "/ergens/reports/facts.py", line 12, in facts\nKeyError: Kalverstraat 1')
    told = report_pool._reason(error)
    assert told == "een fout in het programma zelf (KeyError in facts.py:12 facts); meld dit aan wie het beheert"
    assert "geheugen" in report_pool._reason(BrokenProcessPool())


def test_who_is_stopped_while_writing_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "GM0034-almere-2025.pdf"
    path.write_bytes(b"oud")

    def full(_self: Path, _content: bytes) -> int:
        raise OSError(28, "vol")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="vol"):
        report_pool.write_whole(path, b"nieuw")
    assert path.read_bytes() == b"oud"
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ([], "Geef met --gemeente op van wie u een rapport wilt"),
        (["--alle", "--gemeente", "Almere"], "Geef --alle, of met --gemeente de gemeenten die u wilt"),
        (["--gemeente", "Almeer"], "De gemeente 'Almeer' is er niet; bedoelt u Aalsmeer of Almere"),
        (["--gemeente", "Almere", "--periode", "2030"], "De periode 2030 was nog niet voorbij"),
        (["--gemeente", "Almere", "--periode", "zomer"], "De periode 'zomer' is niet te lezen"),
        (
            ["--gemeente", "Almere", "--formaat", "doc"],
            "Het formaat 'doc' bestaat niet; kies uit pdf, html, docx, pptx.",
        ),
        (["--gemeente", "Almere", "--indicatoren", "XX99"], "Het cijfer 'XX99' bestaat niet"),
        (["--gemeente", "Almere", "--onderwerpen", "ZZ"], "Het onderwerp 'ZZ' bestaat niet"),
    ],
)
@pytest.mark.usefixtures("settled")
def test_what_is_typed_wrong_is_told_before_anything_is_made(
    given: list[str], sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["rapporteer", *given, "--naar", str(tmp_path / "uit")]) == ExitCode.USAGE
    assert capsys.readouterr().err.startswith(sentence)
    assert not (tmp_path / "uit").exists()


def test_without_a_store_it_says_how_to_get_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rapporteer", "--alle"]) == ExitCode.STORE
    assert "Er is nog geen register" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "code"),
    [("GM0034", "GM0034"), ("gm0034", "GM0034"), ("0034", "GM0034"), ("034", "GM0034"), (" almere ", "GM0034"),
     ("'s-gravenhage", "GM0518")],
)  # fmt: skip
def test_a_gemeente_is_found_by_its_code_and_its_name(given: str, code: str) -> None:
    assert find_gemeente(given, NAMES) == code


def test_a_gemeente_that_is_not_there_gets_what_looks_like_it() -> None:
    with pytest.raises(SettingsError, match="bedoelt u Groningen"):
        find_gemeente("Gronigen", NAMES)
    with pytest.raises(SettingsError, match="geef een naam zoals Almere of een code zoals GM0034"):
        find_gemeente("GM9999", NAMES)


@pytest.mark.parametrize(
    ("van", "tot", "naam", "expected"),
    [
        (date(2024, 7, 1), date(2024, 10, 1), "Súdwest-Fryslân", "GM0001-sudwest-fryslan-2024-K3.pdf"),
        (date(2024, 12, 1), date(2025, 1, 1), "'s-Gravenhage", "GM0001-s-gravenhage-2024-12.pdf"),
        (date(2024, 1, 1), date(2025, 1, 1), "Bergen (NH.)", "GM0001-bergen-nh-2024.pdf"),
    ],
)
def test_a_file_is_named_by_code_name_and_period(van: date, tot: date, naam: str, expected: str) -> None:
    assert file_name(replace(example.report(naam), van=van, tot=tot), "pdf") == expected


def test_reports_are_made_without_the_dashboard_and_its_charts(store: Path, tmp_path: Path) -> None:
    code = """
import sys
from dashboard.cli import run
run(["rapporteer", "--gemeente", "Almere", "--formaat", "html,pptx", "--naar", sys.argv[1]])
heavy = ("streamlit", "plotly", "great_expectations")
print([name for name in heavy if name in sys.modules], file=sys.stderr)
"""
    given = os.environ | {"EFFECTMETING_MAP": str(store)}
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True, env=given
    )
    assert done.stderr.strip() == "[]"
    assert len(list(tmp_path.iterdir())) == 2
