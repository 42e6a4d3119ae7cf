"""Counts that add up are shown so that they add up: parts are rounded cumulatively within their whole.

Were each rounded on its own, shown parts and whole could differ, and the difference would tell something of each. A
chain is a list of parts that together are a whole; a part is shown as the rounded sum up to and including it, less the
rounded sum before it (systematic rounding: see disclosure.rounding). Then the shown numbers are themselves a possible
answer for the hidden ones, and each hidden count can be its shown number or up to four more.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl

from metrics.disclosure.kept_chains import Decisions, Kept, Ketens
from metrics.disclosure.leaves import with_secret
from metrics.disclosure.relations import Numbers, Relation, Structure
from metrics.disclosure.scheme import Profile
from metrics.disclosure.sheet import ROUNDED, Sheet, sheets

# What is counted in fewer leaves proves nothing, and nothing is decided about it.
_FIRM: Final = 12


@dataclass(frozen=True)
class Chain:
    """Parts shown one after the other, and the count they are together; ``holds`` says whether they still are."""

    whole: int
    parts: tuple[int, ...]
    holds: bool = True


@dataclass(frozen=True)
class Plan:
    """Which distinct counts are shown after which others, and the chains in the order in which they were made.

    A chain within a part of another follows all that comes before that part. ``kept`` is what the next publication
    must know of it.
    """

    before: Mapping[int, tuple[int, ...]]
    chains: tuple[Chain, ...]
    kept: Kept


def plan(sheet: Sheet, found: Structure, ketens: Ketens) -> Plan:
    """Choose the chains: of the sums whose parts and whole are all shown, those whose parts are tellers only.

    Those kept in ``ketens`` come first. A count is part of one chain at most, but for the first of it; what does not
    fit is left to the audit. The first part may be more than a teller, since it is shown by itself.
    """
    kept = ketens.get(sheet.tabel, Kept())
    names = _names(sheet, found)
    number = {name: index for index, some in names.items() for name in some}
    only = {index for index, some in names.items() if {name.rsplit("/", 1)[1] for name in some} == {"teller"}}
    sums = _sums(sheet, found, names.keys(), only)
    chosen = _Chosen()
    for whole, parts in kept.chains:
        if {whole, *parts} <= number.keys():
            chain = Relation(number[whole], tuple(number[part] for part in parts))
            chosen.add(chain, holds=any((one.whole, set(one.parts)) == (chain.whole, set(chain.parts)) for one in sums))
    free = {index for index in only if not kept.decided.intersection(names[index])}
    firm = {index for index in names if _firm(sheet, names[index])}
    for one in sums:
        if firm.issuperset((one.whole, *one.parts)):
            chosen.consider(one, only, free)
    chains = tuple((names[one.whole][0], tuple(names[part][0] for part in one.parts)) for one in chosen.chains)
    decided = kept.decided.union(*(names[index] for index in firm))
    return Plan(chosen.before, tuple(chosen.chains), Kept(chains, decided))


def _names(sheet: Sheet, found: Structure) -> dict[int, list[str]]:
    """Return of each distinct count that is rounded its names, with the version of the definition."""
    names: dict[int, list[str]] = {}
    for name, versie in zip(sheet.names(), sheet.versions, strict=True):
        for kind in ROUNDED:
            index = found.number.get((name, kind))
            if index is not None:
                names.setdefault(index, []).append(f"{name}/{versie}/{kind}")
    return names


def _firm(sheet: Sheet, names: Collection[str]) -> bool:
    indicator, variant, _, kind = next(iter(names)).split("/")
    return int(np.count_nonzero(sheet.numbers[kind][:, sheet.variants.index((indicator, variant))])) >= _FIRM


class _Chosen:
    """Chains in the making."""

    def __init__(self) -> None:
        self.before: dict[int, tuple[int, ...]] = {}
        self.chains: list[Chain] = []
        self.taken: set[int] = set()  # shown by themselves, or part of a chain

    def consider(self, one: Relation, only: Collection[int], free: Collection[int]) -> None:
        """Make a sum a chain when its parts fit; ``free`` are those about which nothing was decided."""
        parts = tuple(sorted(one.parts, key=lambda part: (part in free, part in only, part not in self.taken, part)))
        lead = self.before.get(one.whole, ())
        later = parts if lead else parts[1:]
        fits = all(part in free and part not in self.taken for part in later)
        if fits and not (parts[0] in self.before and not lead):
            self.add(Relation(one.whole, parts), holds=True)

    def add(self, one: Relation, *, holds: bool) -> None:
        """Add a chain with its parts in this order."""
        lead = self.before.get(one.whole, ())
        self.taken.update(one.parts, (one.whole,))
        self.before |= {part: (*lead, *one.parts[:at]) for at, part in enumerate(one.parts) if lead or at}
        self.chains.append(Chain(one.whole, one.parts, holds))


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


def shown_wholes(exact: pl.DataFrame, key: bytes, profile: Profile, decisions: Decisions | None = None) -> pl.DataFrame:
    """Return wholes (see disclosure.leaves.wholes) as they are shown, before any is withheld.

    In ``decisions`` is added about which counts was decided now.
    """
    decisions = decisions or Decisions()
    made: list[pl.DataFrame] = []
    for rows, sheet in sheets(with_secret(exact, key, profile)):
        u = rows["u"].to_numpy().reshape(-1, len(sheet.variants))[:, :1]
        found = sheet.described()
        chosen = plan(sheet, found, decisions.ketens)
        decisions.ketens[sheet.tabel] = chosen.kept
        numbers = _shown(sheet, found, chosen.before, u, profile.veelvoud)
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


def _shown(
    sheet: Sheet, found: Structure, before: Mapping[int, tuple[int, ...]], u: Numbers, base: int
) -> dict[str, Numbers]:
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
