"""Files dropped on the page Aanleveren, and what is left of them."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from dashboard.config import Settings
from tests.dashboard.opened import show
from tests.road.invented import levering, signaal, write_vs, zaak


def almere(folder: Path, *, reached: int = 10, name: str = "vs.json", sent: str | None = None) -> Path:
    numbers = range(1, 41)
    zaken = [zaak(number, bereikt=number <= reached) for number in numbers]
    return write_vs(folder / name, levering("0034", [signaal(n) for n in numbers], zaken), sent=sent)


def drop(*files: tuple[str, bytes]) -> AppTest:
    """Drop files on the page and have them checked."""
    test = show("aanleveren", gemeente="Almere")
    for name, data in files:
        test.file_uploader[0].upload(name, data)
    test.run()
    test.button(key="aanleveren_keur").click().run()
    assert not test.exception
    return test


def everything(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def spooled(settings: Settings) -> list[Path]:
    return list(settings.spool.rglob("*")) if settings.spool.exists() else []
