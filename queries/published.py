"""What was published, as one viewer may read it: rounded counts of gemeenten and of regions that hide their members.

A published period has one row, in its first month. It is read as months, of which the first holds all and the others
nothing: so the same code makes figures of it as of one's own months, per quarter and per year.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

import polars as pl
from sqlalchemy import Connection

from queries.counts import DEKKING_SCHEMA, TELLING_SCHEMA, VERDELING_SCHEMA
from queries.deelname import read_objections
from queries.gebieden import read_members
from queries.groups import read_groups
from queries.publications import FOR_ALL, Publication, all_publications, latest_publication, read_table, scan_table
from queries.viewer import Recht, Viewer

# A region with fewer gemeenten besides the reader's own would tell what one of them counted.
LEAST_OTHERS: Final = 3
GEBIEDEN_SCHEMA: Final = pl.Schema(
    {"gebied": pl.String, "soort": pl.String, "naam": pl.String, "gemeenten": pl.Int32, "leden": pl.List(pl.String)}
)
# ``bladen``: of how many rounded numbers this one is the sum.
SHOWN_SCHEMA: Final = pl.Schema({**TELLING_SCHEMA, "bladen": pl.Int32()})
_WITHHELD: Final = ["indicator", "variant", "gebied", "maand"]
_COUNTS: Final = ("teller", "noemer", "onbekend", "inwoners")


@dataclass(frozen=True)
class Published:
    """Gebieden as published: their counts, under which number and date, and of which day they are.

    ``onderdrukt`` has the months (indicator, variant, gebied, maand) of which a count is withheld; ``telling`` has no
    rows of them. ``leden`` are the gemeenten whose numbers are in a region's sums, ``maanden`` is per case table how
    many months one published number holds.
    """

    nummer: int
    datum: date
    peildatum: date
    telling: pl.DataFrame
    verdeling: pl.DataFrame
    dekking: pl.DataFrame
    onderdrukt: pl.DataFrame
    leden: frozenset[str] = field(default_factory=frozenset[str])
    maanden: Mapping[str, int] = field(default_factory=dict[str, int])
    profiel: str = "anderen"


def read_gebieden(connection: Connection, viewer: Viewer) -> pl.DataFrame:
    """Return the regions there are for this viewer: Nederland first, then by soort and name.

    ``gemeenten`` is how many belong to it, ``leden`` which. Of the own groups those of the viewer alone.
    """
    if Recht.GEPUBLICEERD not in viewer.rechten:
        return GEBIEDEN_SCHEMA.to_frame()
    mine = read_groups(connection, viewer)["gebied"].unique()
    members = read_members(connection).filter(
        (pl.col("soort") != "groep") | (pl.col("gebied").is_in(mine.implode()) & (not viewer.openbaar))
    )
    regions = members.group_by("gebied", "soort", "naam").agg(
        gemeenten=pl.len().cast(pl.Int32), leden=pl.col("gm_code").sort()
    )
    order = [pl.col("soort") != "nederland", "soort", "gebied"]
    return regions.sort(order).select(GEBIEDEN_SCHEMA.names())


def read_published(
    connection: Connection, viewer: Viewer, folder: Path, gebied: str, *, uitsplitsing: str = ""
) -> Published | None:
    """Return a gemeente or a region as last published for others, or None where it is not shown.

    With an ``uitsplitsing`` the cells of a region beside the whole. Of a region only the periods in which enough
    others than the viewer's own gemeenten delivered, table by table. A gemeente that objected is shown to nobody.
    """
    publication = _newest(connection, viewer)
    if publication is None:
        return None
    of_gemeente = gebied.startswith("GM")
    if of_gemeente and gebied in read_objections(connection, publication.datum):
        return None
    wanted = {"", uitsplitsing}
    telling, verdeling = (read_table(publication, folder, name, [gebied], wanted) for name in ("telling", "verdeling"))
    dekking = read_table(publication, folder, "dekking", [gebied])
    members = read_table(publication, folder, "gebieden", [gebied])
    if of_gemeente:
        return None if dekking.is_empty() else as_months(publication, telling, verdeling, dekking, [gebied])
    if members.is_empty() or (gebied.startswith("groep:") and not _is_mine(connection, viewer, gebied)):
        return None
    codes = members["gm_code"].to_list()
    if viewer.gemeenten != "alle" and not set(codes) <= viewer.gemeenten:
        whole = read_table(publication, folder, "dekking", codes)
        own = _own_by_month(whole, set(codes) & viewer.gemeenten, nobody_knows=viewer.openbaar)
        telling, verdeling, dekking = _shown(whole, telling, verdeling, dekking, own)
    return as_months(publication, telling, verdeling, dekking, codes)


def read_summed(
    connection: Connection, viewer: Viewer, folder: Path, gebied: str, codes: Collection[str]
) -> Published | None:
    """Return gemeenten that are shown by name as one ``gebied``: the sums of what was published of each; None before.

    So any choice of gemeenten can be compared with at once. A number that is withheld is in no sum, and a gemeente
    that objected or delivered nothing is not among the ``leden``.
    """
    publication = _newest(connection, viewer)
    if publication is None:
        return None
    named = sorted(set(codes) - set(read_objections(connection, publication.datum)))
    telling, verdeling = (read_table(publication, folder, name, named, {""}) for name in ("telling", "verdeling"))
    dekking = read_table(publication, folder, "dekking", named)
    leden = dekking["gm_code"].unique().sort().to_list()
    if not leden:
        return None
    return as_months(
        publication,
        _summed(telling, gebied, (*_COUNTS, "gemeenten", "bladen")),
        _summed(verdeling.with_columns(onderdrukt=pl.lit(value=False)), gebied, ("aantal", "bladen")),
        dekking.with_columns(gm_code=pl.lit(gebied)).unique().sort("tabel", "maand"),
        leden,
    )


def _summed(rows: pl.DataFrame, gebied: str, counts: Collection[str]) -> pl.DataFrame:
    """Return the counts of all gebieden together, in the order of their keys, withheld where those of all are.

    A delivered period without a row is one in which nothing happened, so what is withheld keeps its row.
    """
    flags = {"voorlopig", "onderdrukt"} & set(rows.columns)
    keys = [name for name in rows.columns if name not in {*counts, *flags, "gebied"}]
    shown = ~pl.col("onderdrukt")
    sums = [pl.col(name).filter(shown).sum().cast(rows.schema[name]) for name in counts]
    made = rows.group_by(keys).agg(
        *sums, pl.col("onderdrukt").all(), *(pl.col(n).any() for n in flags - {"onderdrukt"})
    )
    return made.with_columns(gebied=pl.lit(gebied)).select(rows.columns).sort(keys)


def read_others(
    connection: Connection,
    viewer: Viewer,
    folder: Path,
    indicator: str | None = None,
    *,
    since: pl.DataFrame | None = None,
) -> Published | None:
    """Return one indicator, or all, of every gemeente that is shown by name, as last published; None before that.

    Those are the gemeenten that delivered and did not object, the viewer's own among them. With ``since``
    (indicator, variant, maand) only the variants in it, each from that month on.
    """
    found = _named(connection, viewer)
    if found is None:
        return None
    publication, objected = found
    mine = pl.col("gebied").str.starts_with("GM") & ~pl.col("gebied").is_in(objected)
    about = pl.lit(value=True) if indicator is None else pl.col("indicator") == indicator
    tables = [scan_table(publication, folder, name).filter(mine, about) for name in ("telling", "verdeling")]
    if since is not None:
        started, on = since.lazy().rename({"maand": "vanaf"}), ["indicator", "variant"]
        tables = [rows.join(started, on=on).filter(pl.col("maand") >= pl.col("vanaf")).drop("vanaf") for rows in tables]
    telling, verdeling = pl.collect_all(tables)
    dekking = _delivered(publication, folder, objected)
    return as_months(publication, telling, verdeling, dekking, dekking["gm_code"].unique().to_list())


def read_others_dekking(connection: Connection, viewer: Viewer, folder: Path) -> pl.DataFrame | None:
    """Return which periods (gm_code, tabel, maand, volledig, maanden) were published of those gemeenten."""
    found = _named(connection, viewer)
    return None if found is None else _delivered(found[0], folder, found[1])


def _named(connection: Connection, viewer: Viewer) -> tuple[Publication, list[str]] | None:
    """Return the publication, and who is not shown in it; None where this viewer sees nobody by name."""
    publication = _newest(connection, viewer)
    return None if publication is None else (publication, list(read_objections(connection, publication.datum)))


def read_publications(connection: Connection, viewer: Viewer) -> list[Publication]:
    """Return all publications that this viewer may see anything of, newest first; none for who may see nothing."""
    if not _may_read(viewer):
        return []
    return [one for one in all_publications(connection) if not viewer.openbaar or one.profiel == FOR_ALL]


def _may_read(viewer: Viewer) -> bool:
    return Recht.GEPUBLICEERD in viewer.rechten and (viewer.openbaar or bool(viewer.gemeenten))


def _newest(connection: Connection, viewer: Viewer) -> Publication | None:
    """Return the newest publication for this viewer; what is only for gemeenten that agreed is not for anybody."""
    if not _may_read(viewer):
        return None
    return latest_publication(connection, FOR_ALL if viewer.openbaar else None)


def _delivered(publication: Publication, folder: Path, objected: list[str]) -> pl.DataFrame:
    shown = pl.col("gm_code").str.starts_with("GM") & ~pl.col("gm_code").is_in(objected)
    return scan_table(publication, folder, "dekking").filter(shown).collect()


def _shown(
    whole: pl.DataFrame, telling: pl.DataFrame, verdeling: pl.DataFrame, dekking: pl.DataFrame, own: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Leave out the periods that would tell too much; ``whole`` is what the gemeenten of the region delivered.

    ``own`` (maand, eigen) says how many of those that delivered are the viewer's own.
    """
    others = _enough(whole, own)
    shown = dekking.join(others, on=["tabel", "maand"], how="semi", maintain_order="left")
    # Which table a count is of is not known here, but how many gemeenten it is about is: of those not withheld. Such
    # a count is withheld too, and not left out: a delivered period without a row is one in which nothing happened.
    enough = (pl.col("gemeenten") - pl.col("eigen").fill_null(0) >= LEAST_OTHERS).fill_null(value=False)
    counts = (
        telling.join(own, on="maand", how="left", maintain_order="left")
        .with_columns(onderdrukt=pl.col("onderdrukt") | ~enough)
        .with_columns(pl.when(~pl.col("onderdrukt")).then(pl.col(name)).alias(name) for name in _COUNTS[:3])
        .drop("eigen")
    )
    about = ["indicator", "versie", "variant", "maand"]
    open_ = counts.filter(~pl.col("onderdrukt"), uitsplitsing="")
    bars = verdeling.join(open_, on=about, how="semi", maintain_order="left")
    return counts, bars, shown


def as_months(
    publication: Publication, telling: pl.DataFrame, verdeling: pl.DataFrame, dekking: pl.DataFrame, leden: list[str]
) -> Published:
    """Return periods as months: the first holds the counts, the others none, and all were delivered."""
    hidden = pl.col("onderdrukt")
    open_ = telling.filter(~hidden)
    later = _months(open_.filter(uitsplitsing="")).filter(pl.col("later") > 0)
    nothing = later.with_columns(pl.lit(0).cast(SHOWN_SCHEMA[name]).alias(name) for name in (*_COUNTS, "bladen"))
    return Published(
        publication.nummer,
        publication.datum,
        publication.peildatum,
        pl.concat([each.select(SHOWN_SCHEMA.names()) for each in (open_, nothing)]),
        verdeling.select(VERDELING_SCHEMA.names()),
        _months(dekking).select(DEKKING_SCHEMA.names()),
        _months(telling.filter(hidden)).select(_WITHHELD),
        frozenset(leden),
        dict(dekking.select("tabel", "maanden").unique().sort("tabel").iter_rows()),
        publication.profiel,
    )


def _months(rows: pl.DataFrame) -> pl.DataFrame:
    """Return a row for each month of the periods of ``rows``; ``later`` is how many months it is after the first."""
    every = rows.with_columns(later=pl.int_ranges(0, pl.col("maanden"), dtype=pl.Int64)).explode("later")
    return every.with_columns(pl.col("maand").dt.offset_by(pl.format("{}mo", "later")))


def _enough(whole: pl.DataFrame, own: pl.DataFrame) -> pl.DataFrame:
    """Return the tables and months that enough gemeenten delivered besides the viewer's own."""
    delivered = whole.group_by("tabel", "maand").agg(geleverd=pl.len().cast(pl.Int64))
    return (
        delivered.join(own, on="maand", how="left")
        .filter(pl.col("geleverd") - pl.col("eigen").fill_null(0) >= LEAST_OTHERS)
        .select("tabel", "maand")
    )


def _own_by_month(whole: pl.DataFrame, own: Collection[str], *, nobody_knows: bool) -> pl.DataFrame:
    """Return how many of the viewer's own gemeenten delivered anything in each month: at least as many as any table.

    A reader that ``nobody_knows`` may be someone of any gemeente: one of those that delivered.
    """
    if nobody_knows:
        return whole.select("maand", eigen=pl.lit(1, pl.Int64)).unique()
    mine = whole.filter(pl.col("gm_code").is_in(list(own)))
    return mine.group_by("maand").agg(eigen=pl.col("gm_code").n_unique().cast(pl.Int64))


def _is_mine(connection: Connection, viewer: Viewer, gebied: str) -> bool:
    if viewer.openbaar:
        return False
    return viewer.gemeenten == "alle" or gebied in read_groups(connection, viewer)["gebied"]
