"""Counts that add up are shown so that they add up: parts are rounded cumulatively within their whole.

Were each rounded on its own, shown parts and whole could differ, and the difference would tell something of each. A
chain is a list of parts that together are a whole; a part is shown as the rounded sum up to and including it, less the
rounded sum before it (systematic rounding: see disclosure_rounding). Then the shown numbers are themselves a possible
answer for the hidden ones, and each hidden count can be its shown number or up to four more.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from metrics.disclosure import Profile
from metrics.disclosure_leaves import with_secret
from metrics.disclosure_relations import Numbers, Relation, Structure
from metrics.disclosure_sheet import ROUNDED, Sheet, sheets


@dataclass(frozen=True)
class Plan:
    """Which distinct counts are shown after which others, and the chains in the order in which they were made.

    A chain within a part of another follows all that comes before that part.
    """

    before: Mapping[int, tuple[int, ...]]
    chains: tuple[Relation, ...]


def plan(sheet: Sheet, found: Structure) -> Plan:
    """Choose the chains: of the sums whose parts and whole are all shown, those whose parts are tellers only.

    A count is part of one chain at most, but for the first of it; what does not fit is left to the audit. The first
    part may be more than a teller, since it is shown by itself.
    """
    kinds: dict[int, set[str]] = {}
    for (_, kind), index in found.number.items():
        if kind in ROUNDED:
            kinds.setdefault(index, set()).add(kind)
    only = {index for index, names in kinds.items() if names == {"teller"}}
    before: dict[int, tuple[int, ...]] = {}
    taken: set[int] = set()  # shown by themselves, or part of a chain
    chosen: list[Relation] = []
    for one in _sums(sheet, found, kinds.keys(), only):
        parts = tuple(sorted(one.parts, key=lambda part: (part in only, part not in taken, part)))
        lead = before.get(one.whole, ())
        later = parts if lead else parts[1:]
        if all(part in only and part not in taken for part in later) and not (parts[0] in before and not lead):
            taken.update(parts, (one.whole,))
            before |= {part: (*lead, *parts[:at]) for at, part in enumerate(parts) if lead or at}
            chosen.append(Relation(one.whole, parts))
    return Plan(before, tuple(chosen))


def _sums(sheet: Sheet, found: Structure, shown: Collection[int], only: Collection[int]) -> list[Relation]:
    """Return the sums of which all is shown: those with more than tellers first, then the longest."""
    every = {
        one
        for one in (*sheet.own_relations(found), *found.relations)
        if {one.whole, *one.parts} <= set(shown) and len({one.whole, *one.parts}) == len(one.parts) + 1
    }
    return sorted(
        every, key=lambda one: (all(part in only for part in one.parts), -len(one.parts), one.whole, one.parts)
    )


def shown_wholes(exact: pl.DataFrame, key: bytes, profile: Profile) -> pl.DataFrame:
    """Return wholes (see disclosure_leaves.wholes) as they are shown, before any is withheld."""
    made: list[pl.DataFrame] = []
    for rows, sheet in sheets(with_secret(exact, key, profile)):
        u = rows["u"].to_numpy().reshape(-1, len(sheet.variants))[:, :1]
        numbers = _shown(sheet, u, profile.veelvoud)
        public = pl.col("publiek")
        counts = {name: pl.Series(name, values.reshape(-1)) for name, values in numbers.items()}
        made.append(
            rows.with_columns(
                counts["teller"],
                pl.when(public).then(pl.col("noemer")).otherwise(counts["noemer"]).alias("noemer"),
                (counts["alle"] - counts["noemer"]).alias("onbekend"),
            )
        )
    return pl.concat(made).select(exact.columns) if made else exact


def _shown(sheet: Sheet, u: Numbers, base: int) -> dict[str, Numbers]:
    found = sheet.described()
    before = plan(sheet, found).before
    # One column of each distinct count.
    column = {found.number[name, kind]: sheet.numbers[kind][:, [at]]
              for at, name in enumerate(sheet.names()) for kind in sheet.kinds(at)}  # fmt: skip
    shown = {kind: np.empty_like(sheet.numbers[kind]) for kind in ROUNDED}
    for at, name in enumerate(sheet.names()):
        for kind in ROUNDED:
            index = found.number.get((name, kind), found.number[name, "teller"])
            earlier = sum((column[part] for part in before.get(index, ())), start=np.zeros_like(u))
            until = earlier + sheet.numbers[kind][:, [at]]
            shown[kind][:, [at]] = (until + u) // base * base - (earlier + u) // base * base
    return shown
