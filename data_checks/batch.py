"""Several deliveries in one run of a suite: put together, and what was found taken apart again."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import polars as pl

from data_checks.findings import Finding


class Batch:
    """Frames of several deliveries, whose leveringen and rows get numbers that tell them apart."""

    def __init__(self, parts: Sequence[Mapping[str, pl.DataFrame]]) -> None:
        self._parts = parts
        self._offsets: list[int] = []  # of each part's levering numbers
        self._firsts: list[dict[str, int]] = []  # of each part's rows, per table
        self._leveringen = 0
        rows: dict[str, int] = {}
        for part in parts:
            self._offsets.append(self._leveringen)
            self._firsts.append({tabel: rows.get(tabel, 0) for tabel in part})
            for tabel, frame in part.items():
                rows[tabel] = rows.get(tabel, 0) + frame.height
            self._leveringen += max((_leveringen(frame) for frame in part.values()), default=0)

    def together(self) -> dict[str, pl.DataFrame]:
        """Return one frame per table, with the rows of all deliveries in order."""
        tables: dict[str, list[pl.DataFrame]] = {}
        for part, offset in zip(self._parts, self._offsets, strict=True):
            for tabel, frame in part.items():
                tables.setdefault(tabel, []).append(frame.with_columns(pl.col("levering_nr") + offset))
        return {tabel: pl.concat(frames) for tabel, frames in tables.items()}

    def apart(self, findings: Sequence[Finding]) -> list[list[Finding]]:
        """Return per delivery the findings about its own tables, in its own numbers."""
        ends = [*self._offsets[1:], self._leveringen]
        return [
            [_own(finding, offset, end, first[finding.tabel]) for finding in findings if finding.tabel in first]
            for first, offset, end in zip(self._firsts, self._offsets, ends, strict=True)
        ]


def _leveringen(frame: pl.DataFrame) -> int:
    highest = frame["levering_nr"].max()
    return highest + 1 if isinstance(highest, int) else 0


def _own(finding: Finding, offset: int, end: int, first: int) -> Finding:
    if not finding.broken:
        return finding
    records = finding.records.filter(pl.col("levering_nr").is_between(offset, end, closed="left")).with_columns(
        pl.col("levering_nr") - offset, pl.col("rij") - first
    )
    about_table = finding.records.is_empty()
    return replace(finding, records=records, gevonden=finding.gevonden if about_table else records.height)
