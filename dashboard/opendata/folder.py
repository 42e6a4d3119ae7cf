"""The folder of an edition: written beside its place, complete and on disk before it gets its name."""

import hashlib
import os
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from dashboard.opendata.dcat import Listed
from queries.publication_files import sync_folder

SUMS: Final = "SHA256SUMS"


class OpenDataChangedError(Exception):
    """A folder of this publication is there already, and holds something else."""


class Folder:
    """A folder that is being written; ``listed`` are its files so far, in the order of their names."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._found: dict[str, Listed] = {}

    def write(self, naam: str, titel: str, content: bytes) -> None:
        """Write one file, down to the disk."""
        with (self.path / naam).open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        self.add(naam, titel)

    def add(self, naam: str, titel: str) -> None:
        """Put a file that was written here on the list."""
        with (self.path / naam).open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        self._found[naam] = Listed(naam, (self.path / naam).stat().st_size, digest, titel)

    @property
    def listed(self) -> list[Listed]:
        """The files, by name."""
        return [self._found[naam] for naam in sorted(self._found)]

    def seal(self) -> None:
        """Write the checksums of all files, in the form that `sha256sum --check` reads."""
        lines = "".join(f"{file.sha256}  {file.naam}\n" for file in self.listed)
        self.write(SUMS, "Controlegetallen", lines.encode())


@contextmanager
def written(root: Path, name: str) -> Generator[Folder]:
    """Yield a folder to write in, and give it its name afterwards; nothing is left behind when that fails.

    The same content may be written again, and changes nothing. Raises OpenDataChangedError where a folder of that name
    holds something else: what was brought out is never changed.
    """
    target, beside = root / name, root / f".{name}.nieuw"
    _remove(beside)
    beside.mkdir(parents=True)
    try:
        folder = Folder(beside)
        yield folder
        folder.seal()
        if not target.exists():
            sync_folder(beside)
            beside.rename(target)
            sync_folder(root)
        elif not _same(target, folder.listed):
            raise OpenDataChangedError(
                f"In {target} staat al iets anders onder dit nummer, en een publicatie verandert nooit; "
                "kies een andere map, of haal die map weg als zij beschadigd is."
            )
    finally:
        _remove(beside)


def _same(target: Path, files: list[Listed]) -> bool:
    if not target.is_dir() or {path.name for path in target.iterdir()} != {file.naam for file in files}:
        return False
    there = Folder(target)
    for file in files:
        there.add(file.naam, file.titel)
    return there.listed == files


def _remove(path: Path) -> None:
    if path.exists():
        shutil.rmtree(path)
