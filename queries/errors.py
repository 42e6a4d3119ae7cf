"""What can be wrong with the store, said in one Dutch sentence to whoever runs it.

A database's own message may quote a row ("Failing row contains ..."), so none of it is passed on:
only the kind of fault and the place of the store.
"""

import sqlite3

import psycopg
from psycopg import errors as postgres


class StoreError(Exception):
    """The store could not do what was asked; the message is for people."""


class StoreUrlError(StoreError):
    """The address of the store is not one this product can open."""


class StoreUnreachableError(StoreError):
    """There is no store at this address, or it does not answer."""


class StoreVersionError(StoreError):
    """The store was made by another version of this product."""


class StoreBusyError(StoreError):
    """Another process kept the store to itself for longer than we wait."""


class StoreDiskError(StoreError):
    """The disk under the store is full, or may not be written."""


class StoreDamagedError(StoreError):
    """The database found that its own files are not whole, or are not a store at all."""


class StoreRefusedError(StoreError):
    """The database refused rows: they break a rule of the schema."""


_DISK_CODES = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM}
_DISK_FAULTS = (postgres.DiskFull, postgres.OutOfMemory, postgres.ReadOnlySqlTransaction)
_BUSY_FAULTS = (
    postgres.LockNotAvailable, postgres.DeadlockDetected, postgres.SerializationFailure,
    postgres.TooManyConnections, postgres.QueryCanceled,
)  # fmt: skip
_DAMAGE_CODES = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_DAMAGE_FAULTS = (postgres.DataCorrupted, postgres.IndexCorrupted, postgres.UndefinedFile)


def for_people(error: BaseException, place: str) -> StoreError | None:
    """Return the error to show instead of the database's own, or None where that one is a fault of ours."""
    if _is_busy(error):
        return StoreBusyError(
            f"Het register ({place}) is bezet door een ander proces; probeer het over een minuut weer."
        )
    if _is_disk(error):
        return StoreDiskError(
            f"De schijf onder het register ({place}) is vol of mag niet worden beschreven; "
            "maak ruimte of vraag om schrijfrechten."
        )
    if _is_damaged(error):
        return StoreDamagedError(
            f"Het register ({place}) is beschadigd of is geen register; zet het terug uit de laatste back-up."
        )
    return unreachable(place) if _is_gone(error) else None


def unreachable(place: str) -> StoreUnreachableError:
    """Return the error for a store that is not there or does not answer."""
    return StoreUnreachableError(
        f"Het register ({place}) is niet te openen; controleer of het adres klopt en bereikbaar is."
    )


def refused(error: BaseException, tabel: str) -> StoreRefusedError:
    """Return the error for rows the schema does not allow; it names the rule, never a value."""
    rule = error.diag.constraint_name if isinstance(error, psycopg.Error) else None
    kind = rule or type(error).__name__
    return StoreRefusedError(f"De database weigert rijen voor tabel {tabel} ({kind}); er is niets opgeslagen.")


def _primary_code(error: sqlite3.Error) -> int:
    """Return SQLite's primary result code: the extended one keeps its detail in the higher bytes."""
    # The driver's own complaints ("Cannot operate on a closed database") carry none.
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK) & 0xFF


def _is_busy(error: BaseException) -> bool:
    if isinstance(error, sqlite3.OperationalError):
        return _primary_code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
    return isinstance(error, _BUSY_FAULTS)


def _is_disk(error: BaseException) -> bool:
    if isinstance(error, sqlite3.OperationalError):
        return _primary_code(error) in _DISK_CODES
    return isinstance(error, _DISK_FAULTS)


def _is_damaged(error: BaseException) -> bool:
    if isinstance(error, sqlite3.DatabaseError):
        return _primary_code(error) in _DAMAGE_CODES
    return isinstance(error, _DAMAGE_FAULTS)


def _is_gone(error: BaseException) -> bool:
    if isinstance(error, sqlite3.OperationalError):
        return _primary_code(error) == sqlite3.SQLITE_CANTOPEN
    # Without a code the server never answered; 08 is a broken connection, 57P a server that stops.
    return isinstance(error, psycopg.OperationalError) and (error.sqlstate or "08")[:3] in ("08", "080", "57P")
