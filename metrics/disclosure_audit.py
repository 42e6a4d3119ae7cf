"""The audit: what an attacker who knows all that adds up can still not tell, and what is withheld to keep it so.

The attacker knows the rounding itself, that all counts of a leaf share one secret number, and every relation between
counts; not the secret number. For each of its possible values the counts lie in boxes of five, which the relations
narrow (bounds propagation); what is possible for any secret number is possible. A count with fewer possible values
than the profile asks has a variant of its leaf withheld, and the audit begins again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import polars as pl

from metrics.disclosure import Profile
from metrics.disclosure_leaves import COUNTS
from metrics.disclosure_relations import Numbers, Relation, Structure, structure

Flags = np.ndarray[Any, np.dtype[np.bool_]]

_KEY: Final = ["gebied", "maand"]
_VARIANT: Final = ["indicator", "variant"]
_FREE: Final = 10**9
_ROWS: Final = 2_000
_PASSES: Final = 6
_ROUNDS: Final = 24
# What of a variant is rounded as it is; the others are differences of these.
_ROUNDED: Final = ("teller", "noemer", "alle")


@dataclass(frozen=True)
class Audit:
    """What the audit found: of how many leaves how many were withheld, and the fewest possible values of any count."""

    bladen: int
    achtergehouden: int
    smalst_vooraf: int
    smalst: int
    verbanden: int


@dataclass(frozen=True, eq=False)
class _Table:
    """The wholes of one case table as numbers: a row per gemeente and period, a column per variant."""

    variants: list[tuple[str, str]]
    shown: dict[str, Numbers]
    found: Structure
    own: tuple[Relation, ...]  # what holds within each variant by its definition
    withheld: Flags


def withhold(exact: pl.DataFrame, shown: pl.DataFrame, profile: Profile) -> tuple[pl.DataFrame, list[Audit]]:
    """Return ``shown`` with ``onderdrukt``: true for each leaf that must not be shown, its counts then null.

    ``exact`` and ``shown`` are the same wholes (see disclosure_leaves.wholes), row by row; ``shown`` may have leaves
    withheld before, which stay so.
    """
    order = ["tabel", *_KEY, *_VARIANT]
    # One order for both, so that their rows lie beside each other.
    ordered, known = shown.sort(order), exact.sort(order)
    masks: list[Flags] = []
    audits: list[Audit] = []
    for rows, truth in zip(_by_table(ordered), _by_table(known), strict=True):
        table = _table(rows, truth)
        audits.append(_settle(table, profile))
        masks.append(table.withheld.reshape(-1))
    mask = pl.Series("onderdrukt", np.concatenate(masks) if masks else [], dtype=pl.Boolean)
    hidden = pl.col("onderdrukt")
    made = ordered.with_columns(mask).with_columns(
        pl.when(~hidden | (pl.col("publiek") & pl.lit(name == "noemer"))).then(pl.col(name)).alias(name)
        for name in COUNTS
    )
    return made, audits


def _by_table(rows: pl.DataFrame) -> list[pl.DataFrame]:
    return rows.partition_by("tabel", maintain_order=True)


def _table(shown: pl.DataFrame, exact: pl.DataFrame) -> _Table:
    variants = [(str(i), str(v)) for i, v in shown.select(_VARIANT).unique(maintain_order=True).iter_rows()]
    width = len(variants)
    public = shown["publiek"].head(width).to_numpy()
    truth = _columns(exact, width, public)
    names = {
        (f"{i}/{v}", kind): values[:, at]
        for at, (i, v) in enumerate(variants)
        for kind, values in truth.items()
        if not (public[at] and kind in ("noemer", "rest"))
    }
    groups: dict[str, list[tuple[str, str]]] = {}
    for i, v in variants:
        groups.setdefault(i, []).append((f"{i}/{v}", "teller"))
    found = structure(names, [*groups.values(), *(group[1:] for group in groups.values())])
    return _Table(
        variants, _columns(shown, width, public), found, tuple(_own(found, variants, public)),
        shown["onderdrukt"].to_numpy().reshape(-1, width).copy(),
    )  # fmt: skip


def _columns(rows: pl.DataFrame, width: int, public: Flags) -> dict[str, Numbers]:
    """Return the counts as matrices; of a variant against people the teller takes the place of the noemer."""
    teller, noemer, onbekend = (
        rows[name].fill_null(0).to_numpy().astype(np.int64).reshape(-1, width) for name in COUNTS
    )
    asked = np.where(public, teller, noemer)
    return {"teller": teller, "noemer": asked, "alle": asked + onbekend, "rest": asked - teller, "onbekend": onbekend}


def _own(found: Structure, variants: Sequence[tuple[str, str]], public: Flags) -> list[Relation]:
    relations: list[Relation] = []
    for at, (i, v) in enumerate(variants):
        name = f"{i}/{v}"
        known = "teller" if public[at] else "noemer"
        relations.append(_relation(found, name, "alle", known, "onbekend"))
        if not public[at]:
            relations.append(_relation(found, name, "noemer", "teller", "rest"))
    return relations


def _relation(found: Structure, name: str, whole: str, *parts: str) -> Relation:
    return Relation(found.number[name, whole], tuple(found.number[name, part] for part in parts))


def _settle(table: _Table, profile: Profile) -> Audit:
    """Withhold until every count keeps enough possible values."""
    rows = np.arange(len(table.withheld))
    before: int | None = None
    least = _FREE
    given = int(table.withheld.sum())
    for attempt in range(_ROUNDS):
        width = _possible(table, rows, profile)
        smallest = int(width.min(initial=_FREE))
        before = smallest if before is None else before
        narrow = width < profile.mogelijk
        if not narrow.any():
            least = min(least, smallest) if attempt == 0 else profile.mogelijk
            break
        chosen = narrow.any(axis=1)
        _hide(table, rows[chosen], narrow[chosen], everything=attempt >= _ROUNDS // 2)
        rows = rows[chosen]
    return Audit(table.withheld.size, int(table.withheld.sum()) - given, before or 0, least, len(table.found.relations))


def _possible(table: _Table, rows: np.ndarray[Any, Any], profile: Profile) -> Numbers:
    """Return how many values each distinct count of each row can have."""
    parts = [_possible_of(table, rows[at : at + _ROWS], profile) for at in range(0, len(rows), _ROWS)]
    return np.concatenate(parts) if parts else np.zeros((0, table.found.size), dtype=np.int64)


def _possible_of(table: _Table, rows: np.ndarray[Any, Any], profile: Profile) -> Numbers:
    bounds = [_bounds(table, rows, u, profile.veelvoud) for u in range(profile.veelvoud)]
    low, high = (np.stack([each[side] for each in bounds]) for side in (0, 1))
    # A secret number under which something is impossible is not the one.
    dead = (low > high).any(axis=2, keepdims=True)
    low, high = np.where(dead, _FREE, low), np.where(dead, -1, high)
    order = np.argsort(low, axis=0)
    low, high = np.take_along_axis(low, order, 0), np.take_along_axis(high, order, 0)
    found = np.zeros(low.shape[1:], dtype=np.int64)
    reached = np.full(low.shape[1:], -1, dtype=np.int64)
    for start, end in zip(low, high, strict=True):
        found += np.maximum(end - np.maximum(start, reached + 1) + 1, 0)
        reached = np.maximum(reached, end)
    # What no secret number allows was counted from other cases than now: nothing can be told from it.
    return np.where(dead.all(axis=0), _FREE, found)[:, : table.found.size]


def _bounds(table: _Table, rows: np.ndarray[Any, Any], u: int, base: int) -> tuple[Numbers, Numbers]:
    """Return the lowest and highest value of each distinct count, were ``u`` the secret number of every row."""
    low = np.zeros((len(rows), table.found.size + table.found.left), dtype=np.int64, order="F")
    high = np.full_like(low, _FREE)
    for at, (i, v) in enumerate(table.variants):
        seen = ~table.withheld[rows, at]
        for kind in _ROUNDED:
            index = table.found.number.get((f"{i}/{v}", kind))
            if index is not None:
                count = table.shown[kind][rows, at]
                low[:, index] = np.where(seen, np.maximum(low[:, index], count - u), low[:, index])
                high[:, index] = np.where(seen, np.minimum(high[:, index], count - u + base - 1), high[:, index])
    relations = (*table.own, *table.found.relations)
    for _ in range(_PASSES):
        # Every relation each time, not only up to the first that moves a bound.
        if not sum(_narrow(low, high, one) for one in relations):
            break
    return low, high


def _narrow(low: Numbers, high: Numbers, relation: Relation) -> bool:
    """Draw the bounds of a sum and its parts together; return whether any moved."""
    whole, parts = relation.whole, list(relation.parts)
    least, most = low[:, parts].sum(axis=1), high[:, parts].sum(axis=1)
    moved = _tighten(low, high, whole, least, most)
    for part in set(parts):
        rest_least, rest_most = least - low[:, part], most - high[:, part]
        moved |= _tighten(low, high, part, low[:, whole] - rest_most, high[:, whole] - rest_least)
    return moved


def _tighten(low: Numbers, high: Numbers, index: int, least: Numbers, most: Numbers) -> bool:
    # A withheld count bounds nothing; sums with one are that large.
    better_low = np.maximum(low[:, index], least)
    better_high = np.where(most < _FREE // 2, np.minimum(high[:, index], most), high[:, index])
    moved = bool((better_low != low[:, index]).any() or (better_high != high[:, index]).any())
    low[:, index], high[:, index] = better_low, better_high
    return moved


def _hide(table: _Table, rows: np.ndarray[Any, Any], narrow: Flags, *, everything: bool) -> None:
    """Withhold in each row the variant most of whose counts are tied to a narrowed one, the standaard ones last.

    With ``everything`` all variants that are tied to it.
    """
    by_index: dict[int, set[int]] = {}
    for at, (i, v) in enumerate(table.variants):
        for kind in (*_ROUNDED, "rest", "onbekend"):
            if (index := table.found.number.get((f"{i}/{v}", kind))) is not None:
                by_index.setdefault(index, set()).add(at)
    tied = np.zeros((table.found.size, len(table.variants)), dtype=np.int64)
    for relation in (*table.own, *table.found.relations):
        about = [index for index in (relation.whole, *relation.parts) if index < table.found.size]
        involved = sorted({at for index in about for at in by_index.get(index, ())})
        tied[np.ix_(about, involved)] += 1
    score = narrow.astype(np.int64) @ tied
    score[(score > 0) & np.array([v != "standaard" for _, v in table.variants])] += int(score.max(initial=0)) + 1
    score[table.withheld[rows]] = 0
    if everything:
        table.withheld[rows] |= score > 0
    else:
        table.withheld[rows, score.argmax(axis=1)] = True
