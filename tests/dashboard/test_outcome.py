"""What the door says after a round: all files of a folder, and one summary however many there were."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from dashboard.commands.outcome import MOST_LISTED, show_intake
from dashboard.commands.world import expand
from dashboard.errors import SettingsError
from data_checks.outcome import IntakeReport, LeveringReport
from queries.deliveries.records import RefusedFile


def a_report(month: int, gm_code: str, *, leverancier: str = "LEV", accepted: bool = True) -> LeveringReport:
    """Return the report of one month in 2024 of one gemeente."""
    return LeveringReport(
        soort="vs",
        leverancier=leverancier,
        organisatie_naam="Gemeente",
        gm_code=gm_code,
        periode_van=date(2024, month, 1),
        periode_tot=date(2024, month + 1, 1),
        bestanden=("a.json",),
        status="in_gebruik" if accepted else "geweigerd",
        accepted=accepted,
        oordeel=None if accepted else "Te veel is afgekeurd.",
        aantal=10,
        afgekeurd=1,
        waarschuwingen=2,
    )


def shown(report: IntakeReport) -> list[str]:
    """Return the lines a person reads."""
    screen = StringIO()
    show_intake(report, Console(file=screen, width=200, highlight=False, markup=False), stored=True)
    return screen.getvalue().splitlines()


def test_a_folder_stands_for_all_files_in_it_and_below_it_but_not_for_hidden_ones(tmp_path: Path) -> None:
    wanted = [tmp_path / "2024" / "k1" / "a.json", tmp_path / "2024" / "b.csv", tmp_path / "c.json"]
    for path in [*wanted, tmp_path / ".git" / "d.json", tmp_path / ".e.json", tmp_path / "~$f.xlsx"]:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}")
    assert expand([tmp_path]) == sorted(wanted)
    assert expand([tmp_path, tmp_path / "c.json"]) == sorted(wanted)


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="staat geen bestand; geef de map op waar de leveringen in staan"):
        expand([tmp_path])


def test_gemeenten_of_one_period_share_a_line() -> None:
    lines = shown(IntakeReport([a_report(1, "GM0001"), a_report(1, "GM0002"), a_report(2, "GM0001")]))
    assert lines[0] == (
        "✓ in gebruik: Vroegsignalering van LEV, 2 gemeenten, januari 2024: "
        "20 records geleverd, 2 afgekeurd, 4 waarschuwingen"
    )
    assert lines[1].startswith("✓ in gebruik: Vroegsignalering van LEV, GM0001, februari 2024: 10 records")


def test_hundreds_of_leveringen_end_in_one_summary() -> None:
    many = [a_report(month, f"GM{gm:04}", leverancier=f"L{gm}") for month in (1, 2, 3) for gm in range(1, 101)]
    lines = shown(IntakeReport([*many, a_report(4, "GM0001", accepted=False)]))
    assert lines[0] == (
        "✓ in gebruik: 300 leveringen vroegsignalering van 100 leveranciers, 100 gemeenten, "
        "januari tot en met maart 2024: 3.000 records geleverd, 300 afgekeurd, 600 waarschuwingen"
    )
    assert lines[1].startswith("✗ geweigerd: Vroegsignalering van LEV, GM0001, april 2024")
    assert lines[2] == "✗ GM0001, april 2024: Te veel is afgekeurd."
    assert len(lines) < 10


def test_a_long_list_of_refused_files_is_cut_and_says_so() -> None:
    refused = [RefusedFile(Path(f"{n}.pdf"), f"Het bestand {n}.pdf is een pdf.") for n in range(MOST_LISTED + 5)]
    lines = shown(IntakeReport(refused=refused))
    assert lines[MOST_LISTED] == "  en nog 5; met `--json` ziet u ze allemaal."
