"""On which gemeente a first visit opens: one with something to see."""

import polars as pl

from dashboard.figures import stored
from dashboard.figures.source import Source, kept
from metrics.indicators import INDICATORS
from queries import access
from queries.doelen import read_doelen, read_interventies

_KEY = {indicator.code: at for at, indicator in enumerate(INDICATORS) if indicator.kern}


@kept(4)
def opening(source: Source) -> str | None:
    """Return the gemeente of the viewer's own that a first visit opens on; None where there is none.

    First those with an interventie and a goal for a key indicator, the earliest in the catalogue; then those with an
    interventie; then the one that delivered most. A gemeente without anything in force comes last.
    """
    with stored.open_store(source.url).connect() as connection:
        leveringen = access.read_leveringen(connection, source.viewer)
        changed = set(read_interventies(connection, source.viewer)["gm_code"])
        doelen = read_doelen(connection, source.viewer)
    own = stored.gemeenten(source)
    counted = leveringen.filter(pl.col("status") == "in_gebruik", pl.col("gm_code").is_in(list(own)))
    sizes = dict(counted.group_by("gm_code").agg(pl.col("aantal").sum()).iter_rows())
    if not sizes:
        return next(iter(own), None)
    promised: dict[str, int] = {}
    for gm_code, code in doelen.select("gm_code", "indicator").iter_rows():
        if code in _KEY:
            promised[gm_code] = min(promised.get(gm_code, _KEY[code]), _KEY[code])
    last = len(INDICATORS)

    def rank(gm_code: str) -> tuple[bool, int, int, str]:
        story = gm_code in changed
        return (not story, promised.get(gm_code, last) if story else last, -sizes[gm_code], gm_code)

    return min(sizes, key=rank)
