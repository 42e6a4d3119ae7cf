"""The audit: what an attacker who knows all that adds up can still not tell, and what is withheld to keep it so.

The attacker knows how counts are rounded, that all counts of a leaf share one secret number, and every relation between
them; not the secret number. For each of its possible values the counts lie in boxes as wide as the base, which the
relations narrow (bounds propagation); what is possible for any secret number is possible. A count with fewer possible
values than the profile asks has a variant of its leaf withheld, and the audit begins again.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl

from metrics.disclosure import Profile
from metrics.disclosure_bounds import FREE, Rows, Table, known, possible
from metrics.disclosure_leaves import COUNTS
from metrics.disclosure_relations import Numbers
from metrics.disclosure_sheet import Flags, sheets

_ROUNDS: Final = 8
# So often one variant of a leaf is withheld at a time; then all that are tied to what is narrow.
_ALONE: Final = 4


@dataclass(frozen=True)
class Audit:
    """What the audit found: of how many leaves how many were withheld, and the fewest possible values of any count."""

    bladen: int
    achtergehouden: int
    smalst_vooraf: int
    smalst: int
    verbanden: int


def withhold(exact: pl.DataFrame, shown: pl.DataFrame, profile: Profile) -> tuple[pl.DataFrame, list[Audit]]:
    """Return ``shown`` with ``onderdrukt``: true for each leaf that must not be shown, its counts then null.

    ``exact`` and ``shown`` are the same wholes (see disclosure_leaves.wholes); ``shown`` may have leaves withheld
    before, which stay so. What is ``vast`` (a column that may be absent) was published like this before, and audited
    then: it is not withheld any more, since whoever has the publication before has it.
    """
    if "vast" not in shown.columns:
        shown = shown.with_columns(vast=pl.lit(value=False))
    made: list[pl.DataFrame] = []
    audits: list[Audit] = []
    for (_, truth), (rows, sheet) in zip(sheets(exact), sheets(shown), strict=True):
        given = rows["onderdrukt"].to_numpy().reshape(-1, len(sheet.variants)).copy()
        fixed = rows["vast"].to_numpy().reshape(-1, len(sheet.variants))
        table = known(sheet, truth, given, fixed)
        audits.append(_settle(table, profile))
        made.append(rows.with_columns(pl.Series("onderdrukt", table.withheld.reshape(-1))))
    every = pl.concat(made) if made else shown
    public = pl.col("publiek")
    seen = [
        pl.when(~pl.col("onderdrukt") | (public & pl.lit(name == "noemer"))).then(pl.col(name)).alias(name)
        for name in COUNTS
    ]
    return every.with_columns(seen).drop("vast"), audits


def _settle(table: Table, profile: Profile) -> Audit:
    """Withhold until every count keeps enough possible values."""
    given = int(table.withheld.sum())
    _mend(table)
    rows = np.flatnonzero(~table.fixed.all(axis=1))
    before = after = FREE
    for attempt in range(_ROUNDS):
        width = possible(table, rows, profile)
        smallest = int(width.min(initial=FREE))
        before = smallest if attempt == 0 else before
        narrow = width < profile.mogelijk
        # Rows that were wide enough from the start are not looked at again.
        wide = int(width[~narrow.any(axis=1)].min(initial=FREE))
        after = min(after, wide)
        if not narrow.any():
            break
        chosen = narrow.any(axis=1)
        _hide(table, rows[chosen], narrow[chosen], everything=attempt >= _ALONE)
        rows = rows[chosen]
    else:
        table.withheld[rows] |= ~table.fixed[rows]
    return Audit(
        table.withheld.size, int(table.withheld.sum()) - given, before, after, len(table.found.relations)
    )  # fmt: skip


def _mend(table: Table) -> None:
    """Withhold what keeps the shown numbers themselves from being a possible answer.

    Where they are one, each count can be what is shown or some more; where they are not, that they are not tells
    something of the secret number, and so of every count of the leaf.
    """
    by_index = _exposed(table)
    extra = np.array([variant != "standaard" for _, variant in table.shown.variants])
    rows = np.flatnonzero(~table.fixed.all(axis=1))
    for _ in range(len(table.shown.variants)):
        score = np.zeros((len(rows), len(table.shown.variants)), dtype=np.int64)
        values = _values(table, rows)
        open_ = {
            index: ~table.withheld[np.ix_(rows, np.array(sorted(at)))].all(axis=1) for index, at in by_index.items()
        }
        for relation in table.relations:
            parts = [part for part in relation.parts if part in by_index]
            if relation.whole not in by_index or len(parts) < len(relation.parts) - 1:
                continue
            total = sum((values[part] for part in parts), start=np.zeros(len(rows), dtype=np.int64))
            wrong = total > values[relation.whole]
            if len(parts) == len(relation.parts):
                wrong = total != values[relation.whole]
            for index in (relation.whole, *parts):
                wrong = wrong & open_[index]
            if wrong.any():
                for index in (relation.whole, *parts):
                    # What many variants show is hidden only with all of them.
                    score[np.ix_(wrong.nonzero()[0], np.array(sorted(by_index[index])))] += 60 // len(by_index[index])
        score[(score > 0) & extra] += int(score.max(initial=0)) + 1
        score[table.withheld[rows] | table.fixed[rows]] = 0
        broken = score.any(axis=1)
        if not broken.any():
            return
        rows, score = rows[broken], score[broken]
        table.withheld[rows, score.argmax(axis=1)] = True


def _values(table: Table, rows: Rows) -> dict[int, Numbers]:
    """Return what is shown of each distinct count, were nothing withheld."""
    return {
        table.found.number[name, kind]: table.shown.numbers[kind][rows, at]
        for at, name in enumerate(table.shown.names())
        for kind in table.shown.kinds(at)
    }


def _exposed(table: Table) -> dict[int, set[int]]:
    """Return which variants show each distinct count."""
    by_index: dict[int, set[int]] = {}
    for at, name in enumerate(table.shown.names()):
        for kind in table.shown.kinds(at):
            by_index.setdefault(table.found.number[name, kind], set()).add(at)
    return by_index


def _hide(table: Table, rows: Rows, narrow: Flags, *, everything: bool) -> None:
    """Withhold in each row the variant most of whose counts are tied to a narrowed one, the standaard ones last.

    With ``everything`` all variants that are tied to it.
    """
    by_index = _exposed(table)
    tied = np.zeros((table.found.size, len(table.shown.variants)), dtype=np.int64)
    for relation in table.relations:
        about = [index for index in (relation.whole, *relation.parts) if index < table.found.size]
        involved = sorted({at for index in about for at in by_index.get(index, ())})
        tied[np.array(about)[:, None], np.array(involved)] += 1
    score = narrow.astype(np.int64) @ tied
    extra = np.array([variant != "standaard" for _, variant in table.shown.variants])
    score[(score > 0) & extra] += int(score.max(initial=0)) + 1
    score[table.withheld[rows] | table.fixed[rows]] = 0
    if everything:
        table.withheld[rows] |= score > 0
    else:
        some = score.any(axis=1)
        table.withheld[rows[some], score[some].argmax(axis=1)] = True
