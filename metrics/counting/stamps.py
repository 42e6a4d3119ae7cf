"""Stamps: what counts were made from, in one digest, so that it can be told whether they still are right."""

from collections.abc import Mapping
from hashlib import sha256

import polars as pl

from metrics.indicators import INDICATORS


def definitions(codeversie: str) -> str:
    """Return a digest of how is counted: every definition by version, and the version of the code."""
    parts = [
        (
            i.code,
            i.versie,
            i.uitsplitsingen,
            tuple((v.code, i.tabel_van(v), i.datum_van(v), i.wacht(v)) for v in i.varianten),
        )
        for i in INDICATORS
    ]
    return _digest(codeversie, *map(repr, parts))


def gemeente_stamps(
    marks: Mapping[str, str], codes: pl.DataFrame, gemeente_jaar: pl.DataFrame, codeversie: str
) -> dict[str, str]:
    """Return the stamp of every gemeente in ``marks``, the stamps of their cases.

    It changes with the cases, the days on which its codes were valid, its people and dwellings, and how
    is counted.
    """
    how = definitions(codeversie)
    own_codes = codes.partition_by("today", as_dict=True)
    people = gemeente_jaar.drop("bron", strict=False).partition_by("gm_code", as_dict=True)
    return {
        code: _digest(how, mark, _rows(own_codes.get((code,))), _rows(people.get((code,))))
        for code, mark in marks.items()
    }


def region_stamps(members: pl.DataFrame, codeversie: str) -> dict[str, str]:
    """Return the stamp of every region: it changes with its gemeenten and how is counted, not with their cases."""
    how = definitions(codeversie)
    return {
        str(gebied): _digest(how, *each["gm_code"].sort())
        for (gebied,), each in members.partition_by("gebied", as_dict=True).items()
    }


def _rows(frame: pl.DataFrame | None) -> str:
    return "" if frame is None else repr(sorted(frame.rows(), key=repr))


def _digest(*texts: str) -> str:
    return sha256("\n".join(texts).encode()).hexdigest()
