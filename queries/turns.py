"""Turns: what two processes may not do at the same time, where a database lets many write."""

from hashlib import blake2b

from sqlalchemy import Connection, func, select


def take_turns(connection: Connection, about: str) -> None:
    """Wait until nobody else is busy with this, and keep others waiting until the end of this transaction.

    For what no row or table could be locked for, because it may not be there yet. SQLite has one writer at a time.
    """
    if connection.dialect.name == "postgresql":
        number = int.from_bytes(blake2b(about.encode(), digest_size=8).digest(), "big", signed=True)
        connection.execute(select(func.pg_advisory_xact_lock(number)))
