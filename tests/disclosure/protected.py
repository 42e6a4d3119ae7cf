"""What the product makes of exact leaves, and what is public of how it does so."""

import polars as pl

from metrics.disclosure import ANDEREN
from metrics.disclosure_audit import withhold
from metrics.disclosure_chains import plan, shown_wholes
from metrics.disclosure_sheet import sheets
from tests.disclosure.relations import Name

KEY = bytes(range(32))


def as_leaves(exact: pl.DataFrame) -> pl.DataFrame:
    """Return counts with what leaves of a publication say beside them."""
    return exact.with_columns(
        versie=pl.lit(1, pl.Int32), inwoners=pl.lit(0), maanden=pl.lit(3, pl.Int32), voorlopig=pl.lit(value=False)
    )


def rounded(exact: pl.DataFrame, key: bytes = KEY) -> pl.DataFrame:
    """Return wholes as they are rounded, none withheld."""
    return shown_wholes(exact, key, ANDEREN).select(exact.columns)


def published(exact: pl.DataFrame, key: bytes = KEY) -> pl.DataFrame:
    """Return wholes as they are published, with ``onderdrukt``."""
    opened = rounded(exact, key).with_columns(onderdrukt=pl.lit(value=False))
    return withhold(exact, opened, ANDEREN)[0]


def chains(exact: pl.DataFrame) -> dict[Name, tuple[Name, ...]]:
    """Return which numbers are shown as differences, and which come before each: the product says so to anyone."""
    before: dict[Name, tuple[Name, ...]] = {}
    for _, sheet in sheets(exact):
        found = sheet.described()
        names: dict[int, list[Name]] = {}
        for (name, kind), index in found.number.items():
            if kind in ("teller", "noemer", "alle"):
                indicator, variant = name.split("/")
                names.setdefault(index, []).append((indicator, variant, "alles" if kind == "alle" else kind))
        for index, earlier in plan(sheet, found).before.items():
            before |= {name: tuple(names[one][0] for one in earlier) for name in names[index]}
    return before
