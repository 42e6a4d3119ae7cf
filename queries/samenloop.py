"""Samenloop: the trajecten of the same clients that overlap in time, seen as one traject.

The standard asks for every traject that overlaps the period of a levering, so the same one comes
back again and again, from one organisation or from several that work for the same client. What one
organisation delivers anew replaces what it said before. What several say about one traject is joined:

- It starts on the earliest date any of them gives; so do the aanmelding and the first talk, since a
  client asks for help once and is first heard once.
- It is open as long as one of them says so for days the others do not speak of: without an end a
  traject is known to run until its levering's period ends. It ends when the last one ends it, and
  only then has the client left (uitstroom), for the reason that one gives, else for the newest given.
- Of all else the newest that is given counts.
"""

from typing import Final

import polars as pl

CLIENT: Final = ("gm_code", "persoon", "persoon_uit")

# No person has this many trajecten in one levering: such a hash is that of a number filled in for
# everyone, and would make one traject of a whole gemeente.
MOST_OF_ONE_CLIENT: Final = 20


def one_per_samenloop(trajecten: pl.DataFrame, personen: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the trajecten in force, overlapping ones made one, and the personen of each.

    ``trajecten`` carry their levering's ``rang``, ``aanleveraar`` (supplier and organisation),
    ``periode_van`` and ``periode_tot``; ``personen`` name their traject by id.
    """
    rows = trajecten.with_columns(
        van=pl.coalesce("startdatum", "eerste_datum", "periode_van"),
        # Without an end it is known to run until its levering's period ends, and no longer. The last day counts.
        tot=pl.coalesce(pl.col("uitstroom", "einddatum").dt.offset_by("1d"), pl.col("periode_tot")),
    ).with_columns(tot=pl.max_horizontal("tot", pl.col("van").dt.offset_by("1d")))
    rows = _without_older_versions(rows, _clients(rows, personen))
    labels = _components(_clients(rows, personen))
    rows = rows.join(labels, on="id", how="left", maintain_order="left").with_columns(pl.coalesce("groep", "id"))
    merged = _merged(rows)
    return merged, _persons(rows, merged, personen)


def _clients(rows: pl.DataFrame, personen: pl.DataFrame) -> pl.DataFrame:
    """Return one row per traject and client by whom it can be recognised."""
    known = personen.drop_nulls("persoon").select("persoon", "persoon_uit", id="traject").unique()
    times = rows.select("id", "levering", "gm_code", "aanleveraar", "rang", "van", "tot")
    clients = times.join(known, on="id", maintain_order="left_right")
    return clients.filter(pl.len().over("levering", "persoon", "persoon_uit") <= MOST_OF_ONE_CLIENT)


def _without_older_versions(rows: pl.DataFrame, clients: pl.DataFrame) -> pl.DataFrame:
    """Drop what the same organisation delivered anew: first the same start, then what overlaps it.

    The first step leaves few rows for the pairs of the second. An old version that ran on must not
    glue together what its newer version tells apart, so this comes before any merging.
    """
    same = ("aanleveraar", *CLIENT)
    older = clients.filter(pl.col("rang") < pl.col("rang").max().over(*same, "van")).select("id").unique()
    left = clients.join(older, on="id", how="anti")
    left = left.filter(pl.col("rang").n_unique().over(*same) > 1)
    pairs = left.join(left.select(*same, "rang", "van", "tot"), on=same, suffix="_ander").filter(
        pl.col("rang") < pl.col("rang_ander"),
        pl.col("van") < pl.col("tot_ander"),
        pl.col("van_ander") < pl.col("tot"),
    )
    dropped = pl.concat([older, pairs.select("id").unique()])
    return rows.join(dropped, on="id", how="anti", maintain_order="left")


def _components(clients: pl.DataFrame) -> pl.DataFrame:
    """Return (id, groep) of the trajecten that overlap another of one of their clients, or one that does."""
    edges = (
        clients.sort(*CLIENT, "van", "tot", "id")
        .with_columns(tot=pl.col("tot").cum_max().over(CLIENT))
        .with_columns(eiland=(pl.col("van") >= pl.col("tot").shift(1).over(CLIENT)).fill_null(value=True).cum_sum())
        .filter(pl.len().over("eiland") > 1)
        .select("id", "eiland", groep="id")
    )
    while True:
        # Each round carries the smallest id one step further along shared clients.
        spread = edges.with_columns(pl.col("groep").min().over("eiland")).with_columns(pl.col("groep").min().over("id"))
        if spread["groep"].equals(edges["groep"]):
            return edges.select("id", "groep").unique()
        edges = spread


def _merged(rows: pl.DataFrame) -> pl.DataFrame:
    """Return one row per groep, joined as the rules above say."""
    rows = rows.sort("rang", "id", descending=True)
    several = pl.len().over("groep") > 1
    dated = pl.coalesce("startdatum", "eerste_datum")
    rows = rows.with_columns(start=pl.coalesce(dated.min().over("groep"), pl.col("van").min().over("groep")))
    alone, together = rows.filter(~several), rows.filter(several)
    joined = {"aanmelding": pl.col("aanmelding").min(), "intake_van": pl.col("intake_van").min(), **_end()}
    newest = [name for name in rows.columns if name not in ("groep", *joined)]
    one = together.group_by("groep", maintain_order=True).agg(pl.col(newest).drop_nulls().first(), **joined)
    return pl.concat([alone, one.select(alone.columns)])


def _end() -> dict[str, pl.Expr]:
    """Return how a groep ends: not at all where those known to run longest have no end."""
    end = pl.coalesce("uitstroom", "einddatum")
    last = pl.col("tot") == pl.col("tot").max()
    closed = end.filter(last).max()
    reason = pl.col("uitstroomreden")
    given = pl.coalesce(reason.filter(last & end.is_not_null()).drop_nulls().first(), reason.drop_nulls().first())
    return {
        "uitstroom": pl.when(pl.col("uitstroom").is_not_null().any()).then(closed),
        "einddatum": pl.when(closed.is_not_null()).then(pl.col("einddatum").max()),
        "uitstroomreden": pl.when(closed.is_not_null()).then(given),
        "periode_tot": pl.col("periode_tot").max(),
    }


def _persons(rows: pl.DataFrame, merged: pl.DataFrame, personen: pl.DataFrame) -> pl.DataFrame:
    """Return each client of a merged traject once, as the newest version that says it describes them."""
    member = rows.select("rang", "groep", traject="id")
    mine = personen.join(member, on="traject").sort(["rang", "traject", "volgnummer"], descending=[True, True, False])
    known = mine.drop_nulls("persoon").group_by("groep", "persoon", "persoon_uit", maintain_order=True)
    named = known.agg(pl.col("huishouden", "geboortejaar", "pc4").drop_nulls().first())
    nameless = mine.filter(pl.col("persoon").is_null()).unique(["groep", "huishouden", "geboortejaar"])
    both = pl.concat([named, nameless.select(named.columns)])
    return both.join(merged.select("groep", traject="id"), on="groep").drop("groep")
