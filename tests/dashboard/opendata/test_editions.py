"""An edition never changes, is whole or not there, and says who made it."""

import hashlib
import json
import shutil
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest

from dashboard.cli import run
from dashboard.opendata.folder import OpenDataChangedError, written
from queries.publications import PublicationError
from tests.dashboard.opendata.conftest import Published, publish_again
from tests.dashboard.small_store import make_store


def digests(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


@pytest.fixture
def copied(published: Published, tmp_path: Path) -> Published:
    """Return a store of this test's own."""
    from queries.engine import open_engine

    shutil.copytree(published.folder.parent, tmp_path / "eigen")
    engine = open_engine(f"sqlite:///{tmp_path / 'eigen' / 'register.sqlite3'}")
    return Published(engine, tmp_path / "eigen" / "publicaties", tmp_path / "eigen" / "uit")


def test_a_new_publication_never_changes_an_old_one(copied: Published, published: Published, tmp_path: Path):
    """Also when more was delivered since, and the people of every gemeente are others."""
    before = digests(published.opendata)
    publish_again(copied, date(2025, 2, 20))
    newest = copied.write(tmp_path / "elders")
    again = copied.write(tmp_path / "elders", 1)
    copied.engine.dispose()
    assert newest.name == "effectmeting-schuldhulp-2"
    assert digests(again) == before
    metadata = json.loads((newest / "04-dcat.jsonld").read_text())
    dataset = next(each for each in metadata["@graph"] if each["@type"] == "dcat:Dataset")
    earlier = "https://data.example.nl/schuldhulp/effectmeting-schuldhulp-1/04-dcat.jsonld#dataset"
    assert dataset["dcat:previousVersion"] == {"@id": earlier}


def test_checksums_name_every_file_in_order(opendata: Path):
    lines = [line.split("  ") for line in (opendata / "SHA256SUMS").read_text().splitlines()]
    found = digests(opendata)
    del found["SHA256SUMS"]
    assert {name: digest for digest, name in lines} == found
    assert [name for _, name in lines] == sorted(found)
    assert [name[:2] for _, name in lines][:4] == ["01", "02", "03", "04"]


def test_an_edition_that_holds_something_else_is_left_alone(tmp_path: Path):
    place = tmp_path / "effectmeting-schuldhulp-1"
    place.mkdir()
    (place / "01-leesmij.md").write_text("iets anders")
    new = ExitStack()
    new.enter_context(written(tmp_path, place.name)).write("01-leesmij.md", "Leesmij", b"dit nu")
    with pytest.raises(OpenDataChangedError, match="een publicatie verandert nooit"):
        new.close()
    assert digests(place).keys() == {"01-leesmij.md"}
    assert [path.name for path in tmp_path.iterdir()] == ["effectmeting-schuldhulp-1"]


def test_an_edition_that_stops_halfway_leaves_nothing_behind(tmp_path: Path):
    half = ExitStack()
    half.enter_context(written(tmp_path, "map")).write("01-leesmij.md", "Leesmij", b"half")
    assert [path.name for path in tmp_path.iterdir()] == [".map.nieuw"]
    with pytest.raises(KeyboardInterrupt), half:
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


def test_a_number_that_was_never_published_is_said_to_be_so(published: Published, tmp_path: Path):
    with pytest.raises(PublicationError, match="Publicatie 9 bestaat niet; kies uit 1"):
        published.write(tmp_path, 9)


def test_readers_are_told_in_two_languages_how_to_read_and_name_the_figures(opendata: Path):
    dutch, english = ((opendata / name).read_text() for name in ("01-leesmij.md", "02-readme.md"))
    assert "Gemeente Voorbeeld op 5 november 2024" in dutch
    assert "Een rij die er niet is, is niet geleverd" in dutch
    assert "CC BY 4.0" in dutch
    assert "that is not zero" in english
    assert "Gemeente Voorbeeld, publicatie 1 (05-11-2024)" in english


def test_the_command_says_where_the_files_are_and_why_there_are_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("EFFECTMETING_MAP", str(make_store(tmp_path / "map", stage="berekend")))
    assert run(["opendata", str(tmp_path / "uit")]) == 8
    assert "doe eerst `effectmeting publiceer`" in capfd.readouterr().err
    assert not (tmp_path / "uit").exists()
