"""One publication as a folder of open data: an indicator at a time, so that a whole country fits in little memory."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import polars as pl
from pyarrow import parquet  # pyright: ignore[reportMissingTypeStubs]
from sqlalchemy import Connection

from dashboard.figures.published_figures import PUBLISHED_FIGURE_SCHEMA, people_of, published_figures
from dashboard.opendata import described, readme
from dashboard.opendata.csvw import ENDING, csv_bytes, description
from dashboard.opendata.dcat import FILE as DCAT
from dashboard.opendata.dcat import dcat
from dashboard.opendata.described import WHOLE, Described
from dashboard.opendata.edition import Edition, Publisher
from dashboard.opendata.folder import Folder, written
from dashboard.opendata.jsonstat import jsonstat
from dashboard.opendata.tables import gebieden, small_tables
from dashboard.progress import Progress, silent
from metrics.definition import Indicator
from metrics.indicators import INDICATORS
from metrics.population import inwoners_of_regions
from queries.gemeente_jaar import read_gemeente_jaar
from queries.publication_files import to_arrow
from queries.publications import Publication
from queries.published_whole import (
    find_publication,
    number_before,
    read_indicator,
    read_published_gebieden,
    read_versions,
)
from queries.viewer import public_reader

PARQUET: Final = "20-cijfers.parquet"
_YEARS_BACK: Final = 36
_OTHERS: Final[Mapping[str, Described]] = {table.file: table for table in described.SMALL}


class OtherDefinitionsError(Exception):
    """The publication was counted with definitions that this version of the program does not have."""


def make(
    connection: Connection,
    publications: Path,
    root: Path,
    publisher: Publisher,
    *,
    codeversie: str,
    nummer: int | None = None,
    progress: Progress = silent,
) -> tuple[Edition, Path]:
    """Write the folder of a publication, the newest without ``nummer``, in ``root``; return what and where it is.

    The same publication gives the same bytes, whatever was delivered, counted or published since. Raises
    PublicationError where there is none, OtherDefinitionsError, and OpenDataChangedError (dashboard.opendata.folder).
    """
    viewer = public_reader()
    publication = find_publication(connection, viewer, nummer)
    before = number_before(connection, viewer, publication.nummer)
    edition = Edition(publication, publisher, codeversie, before)
    indicators = _indicators(publication, publications)
    places = read_published_gebieden(connection, publications, publication)
    people = _people(connection, publication, places)
    with written(root, edition.folder) as folder:
        about = _write_figures(connection, publications, folder, edition, indicators, places, people, progress)
        for table, frame in small_tables(indicators, places, about.cells):
            _write_table(folder, table, frame, edition)
        for naam, title, text in readme.read_first(edition):
            folder.write(naam, title, text)
        metadata = dcat(edition, folder.listed, indicators, *about.span)
        folder.write(DCAT, "Beschrijving voor een dataportaal", metadata)
    return edition, root / edition.folder


class _About:
    """What was seen while the figures were written: which cells there are, and of which days the figures are."""

    def __init__(self, peildatum: date) -> None:
        self.cells: set[tuple[str, str]] = {(WHOLE, WHOLE)}
        self._first, self._last = date.max, date.min
        self._peildatum = peildatum

    def see(self, figures: pl.DataFrame) -> None:
        self.cells |= set(figures.select("uitsplitsing", "cel").unique().iter_rows())
        self._first = min([self._first, *figures["periode_van"].unique()])
        self._last = max([self._last, *figures["periode_tot"].unique()])

    @property
    def span(self) -> tuple[date, date]:
        """The first and the last day."""
        if self._first > self._last:
            return self._peildatum, self._peildatum
        return self._first, self._last - timedelta(days=1)


def _indicators(publication: Publication, folder: Path) -> list[Indicator]:
    """Return the indicators of which anything was published, in the order of the pages."""
    counted = read_versions(publication, folder)
    known = {(one.code, one.versie) for one in INDICATORS}
    strange = sorted({code for code, versie in counted if (code, versie) not in known})
    if strange:
        raise OtherDefinitionsError(
            f"Publicatie {publication.nummer} is geteld met een andere versie van de definitie van "
            f"{', '.join(strange)}; maak deze open data met de versie van het programma waarmee is gepubliceerd, of "
            "doe eerst `effectmeting bereken` en `effectmeting publiceer`."
        )
    return [one for one in INDICATORS if one.code in {code for code, _ in counted}]


def _people(connection: Connection, publication: Publication, places: pl.DataFrame) -> pl.DataFrame:
    """Return the people of each region as they were then; those of today where that was not kept."""
    kept = people_of(publication)
    if kept is not None:
        return kept
    regions = places.filter(pl.col("soort") != "gemeente")
    last = publication.peildatum
    found = inwoners_of_regions(read_gemeente_jaar(connection), regions, date(last.year - _YEARS_BACK, 1, 1), last)
    rows = [(gebied, jaar, count) for gebied, years in found.items() for jaar, count in years.items()]
    schema = {"gebied": pl.String, "jaar": pl.Int32, "inwoners_totaal": pl.Int64}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _write_figures(
    connection: Connection,
    publications: Path,
    folder: Folder,
    edition: Edition,
    indicators: Sequence[Indicator],
    places: pl.DataFrame,
    people: pl.DataFrame,
    progress: Progress,
) -> _About:
    about = _About(edition.publication.peildatum)
    names = dict(gebieden(places).select("gebied", "naam").iter_rows())
    schema = to_arrow(PUBLISHED_FIGURE_SCHEMA.to_frame()).schema
    writer: Any = parquet.ParquetWriter(folder.path / PARQUET, schema, compression="zstd")
    with writer:
        for at, one in enumerate(indicators, 1):
            counts = read_indicator(connection, publications, edition.publication, one.code)
            figures = published_figures(counts, people, one).with_columns(
                pl.col(name).replace("", WHOLE) for name in ("uitsplitsing", "cel")
            )
            about.see(figures)
            writer.write_table(to_arrow(figures))
            _write_table(folder, described.figures(one.code, one.naam), figures, edition)
            cube = jsonstat(one, figures, names, edition)
            folder.write(f"22-jsonstat-{one.code.lower()}.json", f"{one.code}: {one.naam} (JSON-stat)", cube)
            progress("Open data", at, len(indicators))
    folder.add(PARQUET, "Alle cijfers (Parquet)")
    return about


def _write_table(folder: Folder, table: Described, frame: pl.DataFrame, edition: Edition) -> None:
    folder.write(table.file, table.title, csv_bytes(table, frame))
    told = json.dumps(description(table, _OTHERS, edition), ensure_ascii=False, indent=1)
    folder.write(table.file + ENDING, f"Beschrijving van {table.file} (CSVW)", told.encode() + b"\n")
