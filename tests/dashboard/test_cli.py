"""The command line: Dutch, quick, one sentence and one exit code per cause."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.cli import run
from dashboard.errors import ExitCode

COMMANDS = [
    "demo",
    "sleutel",
    "keur",
    "ontvang",
    "bereken",
    "publiceer",
    "open",
    "werk",
    "status",
    "sjabloon",
    "op-orde",
    "groep",
    "rapporteer",
]
HEAVY = ["streamlit", "polars", "sqlalchemy", "great_expectations", "pandas", "pydantic_settings", "plotly", "scipy"]


@pytest.mark.parametrize("command", [[], *([name] for name in COMMANDS)], ids=["effectmeting", *COMMANDS])
def test_every_command_explains_itself_in_dutch(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*command, "--help"]) == ExitCode.OK
    shown = capsys.readouterr().out
    assert "Gebruik: effectmeting" in shown
    for english in ("Usage", "Options", "Show this message", "required", "default:"):
        assert english not in shown


def test_help_loads_none_of_the_heavy_libraries() -> None:
    code = f"""
import sys
from dashboard.cli import run
run(["--help"]); run(["ontvang", "--help"])
print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["ontvang"], "Geef een bestand of map op, of met --bron en --tabel een database."),
        (["sjabloon"], "Er ontbreekt iets: geef TABEL op."),
        (["keur", "--bron", "sqlite:///a.db"], "Geef --bron (de database) en --tabel (de tabel of view daarin) samen"),
        (["keur", "a", "--van", "2024-01-01"], "Geef --gemeente, --van en --tot samen op, of geen van drie."),
        (
            ["keur", "a", "--gemeente", "GM0363", "--van", "gisteren", "--tot", "2024-01-01"],
            "De waarde van --van is geen dag; schrijf een dag als 2024-12-31.",
        ),
        (["foto"], "De opdracht 'foto' bestaat niet; kies uit demo,"),
        (["demo", "--hard"], "De optie --hard bestaat niet."),
        (["demo", "--schaal", "3"], "De waarde van --schaal is onbruikbaar; geef een getal van 0.001 tot en met 1.0"),
        (["open", "--poort", "x"], "De waarde van --poort is onbruikbaar; geef een getal van 1 tot en met 65535."),
    ],
)
def test_a_wrong_command_is_answered_with_one_dutch_sentence(
    arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == ExitCode.USAGE
    said = capsys.readouterr().err
    assert said.startswith(sentence)
    assert said.count("\n") == 1


@pytest.mark.parametrize(("command", "said"), [("ontvang", "Gestopt. Wat al is bewaard"), ("open", "Gestopt.\n")])
def test_who_stops_a_command_is_told_so(
    command: str, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("dashboard.cli.app", lambda *_arguments, **_options: ExitCode.INTERRUPTED)
    assert run([command]) == ExitCode.INTERRUPTED
    assert capsys.readouterr().err.startswith(said)


def test_without_a_store_the_commands_that_need_one_say_how_to_get_one(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("bereken", "publiceer", "status"):
        assert run([command]) == ExitCode.STORE
        assert "Er is nog geen register" in capsys.readouterr().err


def test_a_database_without_a_store_is_named_like_a_folder_without_one(
    database_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("EFFECTMETING_DATABASE", database_url)
    for command in ("bereken", "publiceer", "status"):
        assert run([command]) == ExitCode.STORE
        assert "Er is nog geen register" in capsys.readouterr().err


def test_without_a_key_nothing_is_read_and_one_sentence_says_how_to_make_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("EFFECTMETING_SLEUTEL", raising=False)
    monkeypatch.setenv("EFFECTMETING_SLEUTELBESTAND", str(tmp_path / "sleutel"))
    delivery = tmp_path / "levering.json"
    delivery.write_text("{}")
    assert run(["ontvang", str(delivery)]) == ExitCode.KEY
    assert "maak er een met `effectmeting sleutel`" in capsys.readouterr().err
    assert run(["sleutel"]) == ExitCode.OK
    assert (tmp_path / "sleutel").stat().st_mode & 0o777 == 0o600
    assert run(["ontvang", str(delivery)]) == ExitCode.NOTHING_ACCEPTED


def test_a_key_that_exists_is_never_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("EFFECTMETING_SLEUTELBESTAND", str(tmp_path / "sleutel"))
    assert run(["sleutel"]) == ExitCode.OK
    key = (tmp_path / "sleutel").read_text()
    shown = capsys.readouterr().out
    assert run(["sleutel"]) == ExitCode.USAGE
    assert (tmp_path / "sleutel").read_text() == key
    assert key.strip() not in shown


def test_a_path_that_does_not_exist_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = tmp_path / "weg.json"
    assert run(["keur", str(missing)]) == ExitCode.USAGE
    assert f"Het bestand {missing} bestaat niet" in capsys.readouterr().err


def test_keur_says_what_is_wrong_with_a_file_and_stores_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "levering.json"
    file.write_text("dit is geen json")
    assert run(["sleutel"]) == ExitCode.OK
    capsys.readouterr()
    assert run(["keur", str(file), "--json"]) == ExitCode.NOTHING_ACCEPTED
    report = json.loads(capsys.readouterr().out)
    assert len(report["refused"]) == 1
    assert "levering.json" in report["refused"][0]["reason"]
    assert list(tmp_path.glob("**/register.sqlite3")) == []


def test_what_looks_like_markup_in_a_name_is_shown_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "[red]levering.json"
    file.write_text("{")
    assert run(["sleutel"]) == ExitCode.OK
    assert run(["keur", str(file)]) == ExitCode.NOTHING_ACCEPTED
    assert "Het bestand [red]levering.json is geen volledige JSON" in capsys.readouterr().out
    from dashboard.command import console

    console().print("Vroegsignalering van [/b]")
    assert "Vroegsignalering van [/b]" in capsys.readouterr().out


def test_a_fault_of_our_own_shows_where_and_never_a_value_and_files_are_for_their_owner_only(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom dashboard.cli import main\nsys.argv = ['effectmeting', '--help']\n"
        "try:\n    main()\nexcept SystemExit:\n    open('made', 'w').close()\n"
        "int('Kwalsterbeek')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(Path.cwd())},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (tmp_path / "made").stat().st_mode & 0o777 == 0o600
    assert done.returncode == 1
    assert done.stderr.splitlines()[0].startswith("Er ging iets mis in het programma zelf.")
    assert done.stderr.splitlines()[-1] == "  ValueError"
    assert "Kwalsterbeek" not in done.stderr


def test_a_template_is_written_where_one_asks_and_never_over_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["sjabloon", "doel", "--naar", str(tmp_path)]) == ExitCode.OK
    assert f"Het sjabloon staat in {tmp_path / 'doel.xlsx'}." in capsys.readouterr().out
    filled = (tmp_path / "doel.xlsx").read_bytes()
    assert run(["sjabloon", "doel", "--naar", str(tmp_path / "doel.xlsx")]) == ExitCode.USAGE
    assert "misschien al ingevuld" in capsys.readouterr().err
    assert (tmp_path / "doel.xlsx").read_bytes() == filled
    assert run(["sjabloon", "geluk", "--naar", str(tmp_path / "a.csv")]) == ExitCode.USAGE
    assert "kies een van deze: ontruiming," in capsys.readouterr().err
    assert run(["sjabloon", "doel", "--naar", str(tmp_path / "doel.pdf")]) == ExitCode.USAGE
