"""What others may see: numbered publications, immutable, checked against their checksum on every read.

A publication is a folder ``<nummer>`` with these Parquet files. What is shown is protected (metrics.disclosure): every
number of cases is a multiple of 5, and a sum of such numbers. A period is a calendar quarter, and for the case table
``ontruiming`` a calendar year; it has one row, in its first month (``maand``), and holds ``maanden`` months. Only whole
periods are in it: every month delivered whole, for that case table. There are no months and no rolling sums.

- ``telling.parquet`` (shown): indicator, versie, variant, gebied, maand, uitsplitsing, cel, teller, noemer, onbekend,
  gemeenten, inwoners, maanden, bladen, voorlopig, onderdrukt.
  ``gebied`` is a gemeente that delivered and did not object (``GM....``; the whole only: uitsplitsing "" and cel
  ""), NL, a region, or an own group. A whole has a row for every variant and period that was delivered, also when it
  is 0. Regions and NL have single breakdowns beside it, where any cell is not 0; never pc4, wijk, own kenmerken or
  two-way tables. Own groups have the whole only. The rest (noemer - teller) is a difference of what is shown, so the
  three always add up. A ``noemer`` of people or dwellings is public, and exact: months x people. ``bladen`` is of how
  many rounded leaves a number is the sum, which gives the variance that rounding adds. With ``onderdrukt`` teller,
  noemer and onbekend are null, and no sum holds that leaf.
- ``verdeling.parquet`` (shown): indicator, versie, variant, gebied, maand, uitsplitsing, cel, waarde, gecensureerd,
  aantal, maanden, bladen. Histograms of the whole in coarse bars (``waarde`` is the middle of the bar); the bars add
  up to the shown noemer, those not censored to the shown teller.
- ``dekking.parquet`` (shown): gm_code (a gemeente shown, or a region), tabel, maand, volledig (true), maanden.
- ``gebieden.parquet`` (shown): gebied, soort, naam, gm_code: the members whose leaves are in the sums.
- ``bladeren.parquet`` (never shown): the rounded cells of each gemeente, and the wholes of those that objected, from
  which the next publication makes its sums, so that a period changes once, from voorlopig to final: telling's columns.

So a publication follows from the counts, the key, the publication before, and the order in which was rounded what adds
up (the fact ``ketens_afronding`` in the store). What was withheld stays withheld when it becomes final, and what would
then be shown lower than before is withheld.
"""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import polars as pl
from sqlalchemy import Connection, Row, func, insert, select

from queries.counts import DEKKING_SCHEMA, TELLING_SCHEMA, VERDELING_SCHEMA, hold_counts, last_berekening
from queries.errors import StoreError
from queries.file_digest import file_digest
from queries.gebieden import MEMBERS_SCHEMA
from queries.publication_files import packed, write
from queries.schema import berekening, publicatie, publicatie_bestand

# The profile of what anybody may see; any other is for those who agreed to it.
FOR_ALL: Final = "anderen"
_PERIOD: Final = {"maanden": pl.Int32(), "bladen": pl.Int32()}
LEAF_SCHEMA: Final = pl.Schema({**TELLING_SCHEMA, **_PERIOD, "voorlopig": pl.Boolean(), "onderdrukt": pl.Boolean()})
BARS_SCHEMA: Final = pl.Schema({**VERDELING_SCHEMA, **_PERIOD})
PERIODS_SCHEMA: Final = pl.Schema({**DEKKING_SCHEMA, "maanden": pl.Int32()})
TABLES: Mapping[str, pl.Schema] = {
    "telling": LEAF_SCHEMA,
    "verdeling": BARS_SCHEMA,
    "dekking": PERIODS_SCHEMA,
    "gebieden": MEMBERS_SCHEMA,  # as the regions were when this was published
    "bladeren": LEAF_SCHEMA,
}


class PublicationError(StoreError):
    """There is nothing that can be published."""


class AlreadyPublishedError(StoreError):
    """The last berekening was published before: another number without a difference would only raise questions."""

    def __init__(self, nummer: int) -> None:
        """Name the publication that already shows these counts."""
        super().__init__(f"De tellingen zijn dezelfde als in publicatie {nummer}; er is niets gepubliceerd.")
        self.nummer = nummer


class PublicationDamagedError(StoreError):
    """A published file is gone or is not what was published."""


@dataclass(frozen=True)
class PublishedFile:
    """One file of a publication."""

    naam: str
    sha256: str
    rijen: int


@dataclass(frozen=True)
class Publication:
    """A numbered publication and its files."""

    nummer: int
    datum: date
    berekening: int
    peildatum: date  # "today" of that berekening: on this day its figures were voorlopig or not
    opmerking: str | None
    bestanden: tuple[PublishedFile, ...]
    profiel: str = FOR_ALL
    verslag: str | None = None  # JSON: what was withheld, and what rounding costs


@dataclass(frozen=True, eq=False)
class Contents:
    """What is published: the frames of TABLES, for whom they were protected, and the report on that."""

    tabellen: Mapping[str, pl.DataFrame]
    profiel: str
    verslag: str


def preview(connection: Connection, contents: Contents, *, datum: date, opmerking: str | None = None) -> Publication:
    """Return the publication that ``publish`` would make now, and write nothing."""
    return _prepare(connection, contents, datum, opmerking)[0]


def publish(
    connection: Connection, folder: Path, contents: Contents, *, datum: date, opmerking: str | None = None
) -> Publication:
    """Write ``contents`` to ``folder/<nummer>`` and make them visible when the transaction commits.

    The files are complete and on disk before their folder gets its name; a folder without a row in
    the store was never published, and is replaced.
    """
    hold_counts(connection)
    publication, files = _prepare(connection, contents, datum, opmerking)
    write(folder, str(publication.nummer), files)
    connection.execute(
        insert(publicatie).values(
            nummer=publication.nummer, datum=datum, berekening=publication.berekening, opmerking=opmerking,
            profiel=publication.profiel, verslag=publication.verslag,
        )
    )  # fmt: skip
    rows = [
        {"nummer": publication.nummer, "naam": file.naam, "sha256": file.sha256, "rijen": file.rijen}
        for file in publication.bestanden
    ]
    connection.execute(insert(publicatie_bestand), rows)
    return publication


def require_counts(connection: Connection) -> date:
    """Return the day of the last berekening; raise PublicationError before the first."""
    made_by = last_berekening(connection)
    if made_by is None:
        raise PublicationError("Er is nog niets berekend, dus er is niets te publiceren; bereken eerst de cijfers.")
    return made_by.peildatum


def require_news(connection: Connection) -> None:
    """Raise AlreadyPublishedError when the newest publication shows the last berekening."""
    hold_counts(connection)
    newest, made_by = latest_publication(connection), last_berekening(connection)
    if newest is not None and made_by is not None and newest.berekening == made_by.id:
        raise AlreadyPublishedError(newest.nummer)


def latest_publication(connection: Connection, profiel: str | None = None) -> Publication | None:
    """Return the newest publication, of a ``profiel`` when given, or None before the first."""
    newest = select(publicatie, berekening.c.peildatum).join(berekening).order_by(publicatie.c.nummer.desc()).limit(1)
    if profiel is not None:
        newest = newest.where(publicatie.c.profiel == profiel)
    row = connection.execute(newest).one_or_none()
    return None if row is None else _publication(connection, row)


def all_publications(connection: Connection) -> list[Publication]:
    """Return every publication, newest first."""
    every = select(publicatie, berekening.c.peildatum).join(berekening).order_by(publicatie.c.nummer.desc())
    return [_publication(connection, row) for row in connection.execute(every).all()]


def last_whole(connection: Connection, folder: Path) -> Publication | None:
    """Return the newest publication of which every file is as it was published, or None where there is none."""
    every = select(publicatie, berekening.c.peildatum).join(berekening).order_by(publicatie.c.nummer.desc())
    for row in connection.execute(every).all():
        publication = _publication(connection, row)
        if {file.naam for file in publication.bestanden} == {f"{tabel}.parquet" for tabel in TABLES}:
            try:
                for tabel in TABLES:
                    _checked(publication, folder, tabel)
            except PublicationDamagedError:
                continue
            return publication
    return None


def read_table(
    publication: Publication, folder: Path, tabel: str, gebieden: Collection[str], uitsplitsingen: Collection[str] = ()
) -> pl.DataFrame:
    """Return the rows of some gebieden from a published table, after checking the whole file.

    Of the breakdowns only ``uitsplitsingen``, in tables that have them. It knows no viewer: pages read
    through ``queries.access``.
    """
    path = _checked(publication, folder, tabel)
    column = "gm_code" if tabel == "dekking" else "gebied"
    # Equalities, not a set: only they skip the groups of rows that hold nothing of it.
    wanted = pl.any_horizontal(pl.col(column) == gebied for gebied in gebieden) if gebieden else pl.lit(value=False)
    rows = pl.scan_parquet(path, schema=TABLES[tabel]).filter(wanted)
    if "uitsplitsing" in TABLES[tabel].names():
        rows = rows.filter(pl.col("uitsplitsing").is_in(list(uitsplitsingen)))
    return rows.collect()


def scan_table(publication: Publication, folder: Path, tabel: str) -> pl.LazyFrame:
    """Return a published table whole, after checking its file; for the next publication and for lists of gemeenten."""
    return pl.scan_parquet(_checked(publication, folder, tabel), schema=TABLES[tabel])


def _checked(publication: Publication, folder: Path, tabel: str) -> Path:
    """Return the path of a published file that is still what was published."""
    file = next((file for file in publication.bestanden if file.naam == f"{tabel}.parquet"), None)
    if file is None:
        raise _damaged(publication.nummer, tabel)
    path = folder / str(publication.nummer) / file.naam
    try:
        digest = file_digest(path)
    except OSError:
        raise _damaged(publication.nummer, file.naam) from None
    if digest != file.sha256:
        raise _damaged(publication.nummer, file.naam)
    return path


def _publication(connection: Connection, row: Row[Any]) -> Publication:
    columns = (publicatie_bestand.c.naam, publicatie_bestand.c.sha256, publicatie_bestand.c.rijen)
    files = select(*columns).where(publicatie_bestand.c.nummer == row.nummer).order_by(publicatie_bestand.c.naam)
    found = tuple(PublishedFile(*file) for file in connection.execute(files))
    return Publication(
        row.nummer, row.datum, row.berekening, row.peildatum, row.opmerking, found, row.profiel, row.verslag
    )


def _damaged(nummer: int, naam: str) -> PublicationDamagedError:
    return PublicationDamagedError(
        f"Bestand {naam} van publicatie {nummer} ontbreekt of is veranderd; "
        "zet het terug uit de back-up of publiceer opnieuw."
    )


def _prepare(
    connection: Connection, contents: Contents, datum: date, opmerking: str | None
) -> tuple[Publication, list[tuple[str, bytes]]]:
    peildatum, made_by = require_counts(connection), last_berekening(connection)
    nummer = (connection.scalar(select(func.max(publicatie.c.nummer))) or 0) + 1
    contained = [(f"{tabel}.parquet", packed(contents.tabellen[tabel], schema)) for tabel, schema in TABLES.items()]
    files = [
        PublishedFile(naam, hashlib.sha256(content).hexdigest(), contents.tabellen[tabel].height)
        for tabel, (naam, content) in zip(TABLES, contained, strict=True)
    ]
    ordered = tuple(sorted(files, key=lambda file: file.naam))
    number = made_by.id if made_by else 0
    made = Publication(nummer, datum, number, peildatum, opmerking, ordered, contents.profiel, contents.verslag)
    return made, contained
