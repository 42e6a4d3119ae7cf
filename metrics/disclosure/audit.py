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

from metrics.disclosure.bounds import FREE, Table, known, possible
from metrics.disclosure.choice import hide, hide_all
from metrics.disclosure.contradictions import mend
from metrics.disclosure.kept_chains import Ketens
from metrics.disclosure.leaves import COUNTS
from metrics.disclosure.proof import prove
from metrics.disclosure.scheme import Profile
from metrics.disclosure.sheet import sheets

_ROUNDS: Final = 14
# So often one variant of a leaf is withheld at a time; then all that are tied to what is narrow.
_ALONE: Final = 10


@dataclass(frozen=True)
class Audit:
    """What the audit found: of how many leaves how many were withheld, and the fewest possible values of any count.

    ``onbewezen`` is of how many counts of the table the bounds alone say so: for them there is no proof in whole
    numbers (see disclosure.proof), mostly because they are so few that anything holds of them.
    """

    bladen: int
    achtergehouden: int
    smalst_vooraf: int
    smalst: int
    verbanden: int
    onbewezen: int = 0


def withhold(
    exact: pl.DataFrame, shown: pl.DataFrame, profile: Profile, ketens: Ketens | None = None
) -> tuple[pl.DataFrame, list[Audit]]:
    """Return ``shown`` with ``onderdrukt``: true for each leaf that must not be shown, its counts then null.

    ``exact`` and ``shown`` are the same wholes (see disclosure.leaves.wholes); ``shown`` may have leaves withheld
    already, which stay so. What is ``vast`` is shown as it was before, whatever it is now; ``was_teller``,
    ``was_noemer`` and ``was_onbekend`` are what was shown before of any leaf (see disclosure.settled.against_before;
    these columns may be absent). ``ketens`` are the chains in which was rounded; without them those of ``exact``.
    """
    if "vast" not in shown.columns:
        shown = shown.with_columns(vast=pl.lit(value=False))
    made: list[pl.DataFrame] = []
    audits: list[Audit] = []
    for (_, truth), (rows, sheet) in zip(sheets(exact), sheets(shown), strict=True):
        given = rows["onderdrukt"].to_numpy().reshape(-1, len(sheet.variants))
        fixed = rows["vast"].to_numpy().reshape(-1, len(sheet.variants))
        table = known(sheet, truth, given, fixed, ketens or {})
        audits.append(_settle(table, profile))
        hidden = table.withheld & (given | ~fixed)
        made.append(rows.with_columns(pl.Series("onderdrukt", hidden.reshape(-1))))
    every = pl.concat(made) if made else shown
    public = pl.col("publiek")
    seen = [
        pl.when(~pl.col("onderdrukt") | (public & pl.lit(name == "noemer"))).then(pl.col(name)).alias(name)
        for name in COUNTS
    ]
    return every.with_columns(seen).drop("vast", *(f"was_{name}" for name in COUNTS), strict=False), audits


def _settle(table: Table, profile: Profile) -> Audit:
    """Withhold until every count keeps enough possible values."""
    given = int(table.withheld.sum())
    rows = np.flatnonzero(~table.fixed.all(axis=1))
    before = int(possible(table, rows, table.withheld[rows], profile).min(initial=FREE))
    after = FREE
    mend(table)
    unproven = prove(table)
    for attempt in range(_ROUNDS):
        width = possible(table, rows, table.withheld[rows], profile)
        narrow = width < profile.mogelijk
        # Rows that were wide enough from the start are not looked at again.
        wide = int(width[~narrow.any(axis=1)].min(initial=FREE))
        after = min(after, wide)
        if not narrow.any():
            break
        rows, narrow = rows[narrow.any(axis=1)], narrow[narrow.any(axis=1)]
        if attempt < _ALONE:
            hide(table, rows, narrow, profile)
        else:
            hide_all(table, rows, narrow)
    else:
        table.withheld[rows] |= ~table.fixed[rows]
    return Audit(
        table.withheld.size, int(table.withheld.sum()) - given, before, after, len(table.found.relations), unproven
    )  # fmt: skip
