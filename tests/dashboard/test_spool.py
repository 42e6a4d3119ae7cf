"""Uploads wait under names of our own, are gone within the hour, and a name never says who someone is."""

import os
import stat
import zipfile
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest

from dashboard import spool
from dashboard.commands import unpacked
from dashboard.panels.upload_follow import now
from dashboard.spool import UploadError, safe_name


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("DDAS-VS_Almere_2024-01.json", "1-ddas-vs-almere-2024-01.json"),
        ("export 20240131 mevr. Quibbelzwaan 912345678.XLSX", "1-export-2024-01.xlsx"),
        ("C:\\Users\\quibbelzwaan\\ontruimingen 2023.csv", "1-ontruimingen-2023.csv"),
        ("../../etc/passwd", "1-bestand"),
        ("geboren 03-02-1980.json", "1-bestand.json"),
        (".json", "1-bestand"),
        ("vs.exe", "1-vs"),
    ],
)
def test_a_name_keeps_only_words_that_say_what_it_is(given: str, kept: str):
    assert safe_name(1, given, {"almere"}) == kept


def test_files_are_for_our_eyes_only_and_come_back_in_order(tmp_path: Path):
    folder = tmp_path / "map" / "aanlevering"
    waiting = spool.keep(folder, [(f"vs{nr}.json", BytesIO(str(nr).encode())) for nr in range(1, 12)], now())

    found = spool.files_of(folder, waiting.spool)

    assert found is not None
    assert [path.read_text() for path in found] == [str(nr) for nr in range(1, 12)]
    assert {stat.S_IMODE(path.stat().st_mode) for path in found} == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_an_hour_is_the_longest_that_anything_waits_also_by_a_clock_that_was_put_back(tmp_path: Path):
    kept, old, ahead = (spool.keep(tmp_path, [("vs.json", BytesIO(b"x"))], now()).spool for _ in range(3))
    moment = datetime(2024, 1, 1, 12)
    seconds = (moment - datetime(1970, 1, 1)).total_seconds()
    for name, shift in ((kept, -3599), (old, -3601), (ahead, 3601)):
        os.utime(tmp_path / name, (seconds + shift, seconds + shift))
    (tmp_path / "los").write_text("left by hand")
    os.utime(tmp_path / "los", (0, 0))

    assert spool.sweep(tmp_path, moment) == 3

    assert [path.name for path in tmp_path.iterdir()] == [kept]
    assert spool.sweep(tmp_path, moment + timedelta(hours=1)) == 1
    assert spool.sweep(tmp_path / "nergens", moment) == 0


def test_too_many_files_and_a_name_from_outside_are_refused(tmp_path: Path):
    with pytest.raises(UploadError, match="hooguit 200 tegelijk"):
        spool.keep(tmp_path, [("vs.json", BytesIO())] * 201, now())
    for name in ("../register", "", "0" * 31):
        with pytest.raises(UploadError):
            spool.files_of(tmp_path, name)


def test_a_zip_that_is_damaged_or_a_workbook_stays_whole(tmp_path: Path):
    damaged, workbook = tmp_path / "1-vs.zip", tmp_path / "2-vs.zip"
    damaged.write_bytes(b"PK\x03\x04 en dan niets")
    with zipfile.ZipFile(workbook, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")

    assert unpacked.unpacked([damaged, workbook]) == [damaged, workbook]


def test_a_zip_that_holds_more_than_a_disk_is_stopped_by_what_comes_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    bomb = tmp_path / "1-vs.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.json", b"0" * 3_000_000)
        archive.writestr("__MACOSX/a.json", b"x")
    monkeypatch.setattr(unpacked, "MOST_BYTES", 2_000_000)

    with pytest.raises(UploadError, match="meer dan 4 GB"):
        unpacked.unpacked([bomb])
