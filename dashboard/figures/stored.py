"""What the pages read, through queries.access only: kept per version of the data and per viewer."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import polars as pl
from sqlalchemy import Engine

from dashboard.figures.benchmark import VERGELIJKBAAR, Benchmark, most_comparable
from dashboard.figures.benchmark import benchmarks as benchmarks_of
from dashboard.figures.source import Source, kept
from metrics.base_year import Basis
from metrics.comparison.comparable import NotComparableError, comparable, newest_known
from metrics.indicators import indicator_named
from metrics.population import known_years, total_inwoners
from metrics.references import reference_lines
from queries import access
from queries.access import NEDERLAND, Published, StoreState, Viewer
from queries.doelen import read_doelen, read_interventies
from queries.engine import open_engine, store_version
from queries.orde import Orde, read_orde
from queries.orde_gemeente import OrdeGemeente, read_orde_gemeente, read_remarked
from queries.tasks import Task

_YEARS_BACK = 36


@dataclass(frozen=True)
class Counts:
    """The exact counts of one gemeente, as of the day they were made."""

    telling: pl.DataFrame
    verdeling: pl.DataFrame
    dekking: pl.DataFrame
    peildatum: date
    samenhang: pl.DataFrame | None = None  # sums over households, of the gemeente and of Nederland


@kept(16)
def open_store(url: str) -> Engine:
    """Open the store once per address."""
    return open_engine(url)


def store_exists(url: str) -> bool:
    """Tell whether there is a store with tables in it; nothing is made."""
    path = url.removeprefix("sqlite:///")
    if path != url and not Path(path).exists():
        return False
    return _version(url) is not None or store_version(open_store(url)) is not None


@kept(16)
def _version(url: str) -> str | None:
    """Return the version of the store; looking takes longer than a page may, and a store does not vanish."""
    return store_version(open_store(url))


def read_state(url: str, viewer: Viewer) -> StoreState:
    """Return what the store is and how fresh its figures are.

    Every rerun asks: then only whether anything changed is read.
    """
    with open_store(url).connect() as connection:
        return _state(url, viewer, access.read_versie(connection, viewer))


@kept(40)
def _state(url: str, viewer: Viewer, _versie: str) -> StoreState:
    with open_store(url).connect() as connection:
        return access.read_store_state(connection, viewer)


@kept(8)
def gemeenten(source: Source) -> dict[str, str]:
    """Return name by code of the viewer's gemeenten, in order of name."""
    with open_store(source.url).connect() as connection:
        frame = access.read_gemeenten(connection, source.viewer)
    return dict(frame.select("gm_code", "naam").iter_rows())


@kept(60)
def own(source: Source, gm_code: str) -> Counts | None:
    """Return the exact counts of one gemeente of the viewer's own, or None before anything was counted."""
    if source.today is None:
        return None
    with open_store(source.url).connect() as connection:
        return Counts(
            access.read_telling(connection, source.viewer, gm_code),
            access.read_verdeling(connection, source.viewer, gm_code),
            access.read_dekking(connection, source.viewer, gm_code),
            source.today,
            access.read_samenhang(connection, source.viewer, gm_code),
        )


@kept(20)
def own_cells(source: Source, gm_code: str, indicator: str, uitsplitsing: str) -> Counts | None:
    """Return the exact counts of one indicator in one gemeente, the whole and by ``uitsplitsing``."""
    whole = own(source, gm_code)
    if whole is None:
        return None
    with open_store(source.url).connect() as connection:
        telling, verdeling = (
            read(connection, source.viewer, gm_code, [indicator], uitsplitsing=uitsplitsing)
            for read in (access.read_telling, access.read_verdeling)
        )
    return Counts(telling, verdeling, whole.dekking, whole.peildatum, whole.samenhang)


@kept(400)
def uitsplitsingen(source: Source, gm_code: str) -> list[str]:
    """Return the breakdowns that one gemeente was counted in."""
    with open_store(source.url).connect() as connection:
        return access.read_uitsplitsingen(connection, source.viewer, gm_code)


@kept(80)
def published(source: Source, gebied: str = NEDERLAND) -> Published | None:
    """Return the published counts of Nederland, a region, a group, or one gemeente of the viewer's own.

    Those most like a gemeente, and a group made since the last berekening, are the sum of what was published of each.
    """
    with open_store(source.url).connect() as connection:
        if not gebied.startswith((VERGELIJKBAAR, "groep:")):
            return access.read_published(connection, source.viewer, source.folder, gebied)
        if gebied.startswith(VERGELIJKBAAR):
            members = comparable_to(source, gebied.removeprefix(VERGELIJKBAAR))["gm_code"].to_list()
        else:
            members = _gebieden(source).filter(gebied=gebied)["leden"].explode().to_list()
        return access.read_summed(connection, source.viewer, source.folder, gebied, members)


@kept(80)
def comparable_to(source: Source, gm_code: str) -> pl.DataFrame:
    """Return the gemeenten most like one's own and why (see metrics.comparison.comparable); none where too little is
    known of it.
    """
    try:
        return comparable(_features(source), gm_code)
    except NotComparableError:
        return pl.DataFrame(schema={"gm_code": pl.String})


@kept(4)
def _features(source: Source) -> pl.DataFrame:
    """Return what is known of every gemeente that makes it like others."""
    with open_store(source.url).connect() as connection:
        return newest_known(access.read_kenmerken(connection, source.viewer))


@kept(80)
def benchmarks(source: Source, gm_code: str) -> list[Benchmark]:
    """Return what one gemeente can be compared with, Nederland first."""
    found = benchmarks_of(_gebieden(source), gm_code)
    like = comparable_to(source, gm_code)["gm_code"].to_list()
    return [found[0], most_comparable(gm_code, like), *found[1:]] if like else found


@kept(4)
def _gebieden(source: Source) -> pl.DataFrame:
    with open_store(source.url).connect() as connection:
        return access.read_gebieden(connection, source.viewer)


@kept(400)
def inwoners(
    source: Source, until: date, leden: tuple[str, ...] | None = None, without: str | None = None
) -> dict[int, int]:
    """Return the inhabitants of ``leden``, or of all gemeenten, but ``without``, per year of the last ten."""
    people = _gemeente_jaar(source).filter(pl.col("gm_code") != (without or ""))
    if leden is not None:
        people = people.filter(pl.col("gm_code").is_in(leden))
    return total_inwoners(people, date(until.year - _YEARS_BACK, 1, 1), until)


@kept(80)
def people_years(source: Source, gebied: str, leden: tuple[str, ...] | None) -> pl.DataFrame:
    """Return of which years the people and dwellings of a gebied are known; ``leden`` None is all gemeenten."""
    people = _gemeente_jaar(source)
    codes = people["gm_code"].unique().to_list() if leden is None else leden
    return known_years(people, pl.DataFrame({"gebied": [gebied] * len(codes), "gm_code": codes}))


@kept(4)
def _gemeente_jaar(source: Source) -> pl.DataFrame:
    with open_store(source.url).connect() as connection:
        return access.read_people(connection, source.viewer)


@kept(40)
def references(source: Source, indicator: str, variant: str, basisjaar: int | None = None) -> pl.DataFrame:
    """Return the figures published elsewhere that this variant was defined for."""
    with open_store(source.url).connect() as connection:
        frame = access.read_referentie(connection, source.viewer, indicator)
    definition = indicator_named(indicator)
    lines = reference_lines(frame, definition, definition.variant(variant), NEDERLAND, basisjaar=basisjaar)
    return lines.filter(pl.col("waarde").is_not_null())


@kept(400)
def doelen(source: Source, gm_code: str) -> pl.DataFrame:
    """Return the goals of one gemeente of the viewer's own."""
    with open_store(source.url).connect() as connection:
        return read_doelen(connection, source.viewer, gm_code)


@kept(400)
def interventies(source: Source, gm_code: str) -> pl.DataFrame:
    """Return what one gemeente of the viewer's own changed, oldest first."""
    with open_store(source.url).connect() as connection:
        return read_interventies(connection, source.viewer, gm_code)


def basis(source: Source, gm_code: str, indicator: str) -> Basis | None:
    """Return the base year that a gemeente set in its goal for an indicator; None where it chose none."""
    chosen = doelen(source, gm_code).filter(indicator=indicator).drop_nulls("basisjaar")
    if chosen.is_empty():
        return None
    row = chosen.row(-1, named=True)
    count = row["basiswaarde"]
    return Basis(row["basisjaar"], None if count is None else round(count), geschat=row["schatting"] == "ja")


def no_references() -> pl.DataFrame:
    """Return no figures published elsewhere: they are of Nederland, and say nothing beside a region."""
    return access.REFERENTIE_SCHEMA.to_frame()


@kept(40)
def leveringen(source: Source, gm_code: str | None) -> pl.DataFrame:
    """Return the viewer's leveringen, newest first, with the name of the gemeente beside its code."""
    names = gemeenten(source)
    with open_store(source.url).connect() as connection:
        frame = access.read_leveringen(connection, source.viewer, gm_code)
    return frame.with_columns(gemeente=pl.col("gm_code").replace_strict(names, default=pl.col("gm_code")))


@kept(40)
def remarked(source: Source, gm_code: str | None) -> dict[int, int]:
    """Return how many warnings each levering has, of those that have any."""
    with open_store(source.url).connect() as connection:
        return dict(read_remarked(connection, source.viewer, gm_code).iter_rows())


def orde(source: Source, levering: int) -> Orde:
    """Return how one levering came."""
    with open_store(source.url).connect() as connection:
        return read_orde(connection, source.viewer, levering)


def orde_gemeente(source: Source, gm_code: str) -> OrdeGemeente:
    """Return what one gemeente has to repair over all its leveringen."""
    with open_store(source.url).connect() as connection:
        return read_orde_gemeente(connection, source.viewer, gm_code)


def ask_for(source: Source, soort: str, now: datetime) -> int:
    """Put work in line for the worker; return its number."""
    with open_store(source.url).begin() as connection:
        return access.ask_for(connection, source.viewer, soort, now)


def task(source: Source, number: int | None = None) -> Task | None:
    """Return one piece of work, the newest when no ``number`` is given."""
    with open_store(source.url).connect() as connection:
        return access.read_task(connection, source.viewer, number)
