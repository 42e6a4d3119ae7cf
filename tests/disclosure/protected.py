"""What the product makes of exact leaves, and what is public of how it does so."""

import polars as pl

from metrics.disclosure.audit import withhold
from metrics.disclosure.chains import plan, shown_wholes
from metrics.disclosure.kept_chains import Decisions, Ketens
from metrics.disclosure.scheme import ANDEREN
from metrics.disclosure.settled import against_before, kept, settled
from metrics.disclosure.sheet import sheets
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


def published(
    exact: pl.DataFrame, key: bytes = KEY, before: pl.DataFrame | None = None, decisions: Decisions | None = None
) -> pl.DataFrame:
    """Return wholes as they are published, with ``onderdrukt``, after what was published ``before``."""
    decisions = decisions or Decisions()
    fresh = shown_wholes(exact, key, ANDEREN, decisions).select(exact.columns)
    if before is None:
        return withhold(exact, fresh.with_columns(onderdrukt=pl.lit(value=False)), ANDEREN, decisions.ketens)[0]
    stays = settled(fresh, before)
    made = withhold(exact, against_before(fresh, before, stays), ANDEREN, decisions.ketens)[0]
    return kept(made, before, stays, before.columns)


def chains(exact: pl.DataFrame, ketens: Ketens | None = None) -> dict[Name, tuple[Name, ...]]:
    """Return which numbers are shown as differences, and which come before each: the product says so to anyone."""
    before: dict[Name, tuple[Name, ...]] = {}
    for _, sheet in sheets(exact):
        found = sheet.described()
        names: dict[int, list[Name]] = {}
        for (name, kind), index in found.number.items():
            if kind in ("teller", "noemer", "alle"):
                indicator, variant = name.split("/")
                names.setdefault(index, []).append((indicator, variant, "alles" if kind == "alle" else kind))
        for index, earlier in plan(sheet, found, ketens or {}).before.items():
            before |= {name: tuple(names[one][0] for one in earlier) for name in names[index]}
    return before
