"""Databases of the tests' own PostgreSQL: made as a copy, used once, removed."""

from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql


def named(server: str, database: str) -> str:
    """Return the URL of a database on this server, as the product wants it."""
    return urlunsplit(urlsplit(server)._replace(scheme="postgresql+psycopg", path=f"/{database}"))


def create_database(server: str, name: str, template: str) -> None:
    """Make a database as a copy of ``template``."""
    run_statement(
        server, sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template))
    )


def drop_database(server: str, name: str) -> None:
    """Remove a database, whoever still uses it."""
    run_statement(server, sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def run_statement(server: str, statement: sql.Composed) -> None:
    """Run one statement outside any transaction."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement)
