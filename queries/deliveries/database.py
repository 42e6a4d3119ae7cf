"""A table or view of somebody else's database as the source of an aanvulling table; it is only ever read."""

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path, PurePath
from typing import Any, Final
from urllib.parse import quote

from sqlalchemy import (
    URL,
    ColumnClause,
    Connection,
    Engine,
    NullPool,
    Select,
    TableClause,
    column,
    create_engine,
    false,
    literal_column,
    make_url,
    select,
    table,
)
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError, SQLAlchemyError
from sqlalchemy.sql import quoted_name

from queries.deliveries.contents import shown_name
from queries.deliveries.grid import Cell, Cells, Grid
from queries.deliveries.headers import normal_name
from queries.deliveries.records import DeliveryError
from queries.deliveries.sheet import Sheet, sheet_of

_AT_ONCE: Final = 10_000
_MOST_ROWS: Final = 5_000_000
_PATIENCE_SECONDS: Final = 10
# What PostgreSQL calls a table or schema that is not there, and a table that may not be read.
_MISSING: Final = frozenset({"42P01", "3F000"})
_FORBIDDEN: Final = frozenset({"42501"})


def read_view(url: str, tabel: str, columns: Collection[str], keys: Collection[str]) -> Sheet:
    """Read ``tabel`` (or ``schema.tabel``) of the database at ``url``; rows count from 1, the header is row 0.

    Only the known columns are fetched. Raises DeliveryError, which never holds the password.
    """
    address = _address(url)
    engine = open_read_only(url)
    try:
        with engine.connect() as connection:
            return sheet_of(place_of(url, tabel), [_grid(connection, tabel, columns)], columns, keys)
    except SQLAlchemyError as error:
        raise DeliveryError(_sentence(error, address, tabel)) from None
    finally:
        engine.dispose()


def place_of(url: str, tabel: str) -> str:
    """Return what to call the source, ``postgresql://host/database.tabel``: no user, no password, no path."""
    address = _address(url)
    return f"{_database(address)}.{shown_name(tabel)}"


def open_read_only(url: str) -> Engine:
    """Return an engine through which nothing can be written; raises DeliveryError without a driver for it."""
    address = _address(url)
    options: dict[str, object] = {}
    if address.get_backend_name() == "sqlite":
        path = (address.database or "").removeprefix("file:")
        if path in ("", ":memory:"):
            raise DeliveryError("De database heeft een bestand nodig; geef sqlite:/// met het pad van het bestand.")
        location = f"file:{quote(str(Path(path).absolute()))}"
        address = URL.create(address.drivername, database=location, query={"mode": "ro", "uri": "true"})
    elif address.get_backend_name() == "postgresql":
        options["execution_options"] = {"postgresql_readonly": True, "isolation_level": "REPEATABLE READ"}
        if address.get_driver_name() in ("psycopg", "psycopg2"):
            options["connect_args"] = {"connect_timeout": _PATIENCE_SECONDS}
    try:
        return create_engine(address, poolclass=NullPool, hide_parameters=True, **options)
    except (NoSuchModuleError, ImportError):
        raise DeliveryError(
            f"Voor een database van het soort {shown_name(address.drivername)} is hier geen stuurprogramma"
            " geïnstalleerd; vraag de beheerder dit te doen, of lever een bestand aan."
        ) from None


def _address(url: str) -> URL:
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):
        raise DeliveryError(
            "Het adres van de database is geen geldige URL; schrijf het als"
            " postgresql://gebruiker:wachtwoord@server/database."
        ) from None
    if address.drivername in ("postgresql", "postgres"):
        return address.set(drivername="postgresql+psycopg")
    return address


def _database(address: URL) -> str:
    name = PurePath(address.database or "").name if address.get_backend_name() == "sqlite" else address.database
    return f"{shown_name(address.get_backend_name())}://{shown_name(address.host or '')}/{shown_name(name or '')}"


def _grid(connection: Connection, tabel: str, columns: Collection[str]) -> Grid:
    source = _table(tabel)
    # No row yet: only which columns there are, so that none is fetched that nobody asked for.
    everything: ColumnClause[Any] = literal_column("*")
    names = list(connection.execute(select(everything).select_from(source).where(false())).keys())
    known = {normal_name(name) for name in columns}
    places = [place for place, name in enumerate(names) if normal_name(name) in known]
    cells = Cells()
    found: list[tuple[int, Sequence[Cell]]] = [(0, list(names))]
    for number, values in enumerate(_rows(connection, source, [names[place] for place in places]), start=1):
        if number > _MOST_ROWS:
            raise DeliveryError(f"{shown_name(tabel)} heeft meer dan {_MOST_ROWS} rijen; maak de view kleiner.")
        given: list[object] = [None] * len(names)
        for place, value in zip(places, values, strict=True):
            given[place] = value
        if row := cells.row(number, given):
            found.append((number, row))
    return Grid(found, name=source.name, spots=cells.spots)


def _rows(connection: Connection, source: TableClause, names: Sequence[str]) -> Iterable[Sequence[object]]:
    if not names:
        return ()
    wanted: list[ColumnClause[Any]] = [column(quoted_name(name, quote=True)) for name in names]
    query: Select[Any] = select(*wanted).select_from(source)
    return connection.execution_options(yield_per=_AT_ONCE).execute(query)


def _table(tabel: str) -> TableClause:
    schema, _, name = tabel.strip().rpartition(".")
    return table(quoted_name(name, quote=True), schema=quoted_name(schema, quote=True) if schema else None)


def _sentence(error: SQLAlchemyError, address: URL, tabel: str) -> str:
    database, name = _database(address), shown_name(tabel)
    original = error.orig if isinstance(error, DBAPIError) else None
    state = str(getattr(original, "sqlstate", "") or "")
    if state in _MISSING or str(original).startswith("no such table"):
        return (
            f"In de database {database} staat geen tabel of view {name}; controleer de naam, met hoofdletters en"
            " schema (schema.tabel)."
        )
    if state in _FORBIDDEN:
        return (
            f"De gebruiker mag {name} in {database} niet lezen; vraag de beheerder om leesrecht op die tabel of view."
        )
    if isinstance(error, OperationalError) and not state:
        return (
            f"De database {database} is niet te openen; controleer of het adres, de gebruiker en het wachtwoord kloppen"
            " en of de database aan staat."
        )
    return f"Het lezen van {name} in {database} is mislukt; controleer of de view het zelf doet en probeer het opnieuw."
