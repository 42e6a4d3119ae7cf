"""The SHA-256 of files that seldom change, read anew only when they did."""

import hashlib
from functools import lru_cache
from pathlib import Path


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimals. Raises OSError where it cannot be read."""
    state = path.stat()
    return _digest(path, state.st_size, state.st_mtime_ns)


# Room for the working set of a whole country, a file per table and gemeente, and for publications.
@lru_cache(maxsize=32_768)
def _digest(path: Path, _size: int, _changed: int) -> str:
    """Return the same; size and time of change are there to read it anew when it changed."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
