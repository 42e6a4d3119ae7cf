"""JSON as Polars expressions: a whole column of records at once, without the keys that have no value."""

from collections.abc import Sequence

import polars as pl

from queries.demo.calendar import MISSING


def text(key: str, value: pl.Expr) -> pl.Expr:
    """Return ``"key":"value"``; null where the value is. The values must need no escaping: the demo's never do."""
    return pl.concat_str(pl.lit(f'"{key}":"'), value, pl.lit('"'))


def plain(key: str, value: pl.Expr) -> pl.Expr:
    """Return ``"key":value`` for a number, a boolean, or JSON made before."""
    return pl.concat_str(pl.lit(f'"{key}":'), value.cast(pl.String))


def record(*members: pl.Expr) -> pl.Expr:
    """Return an object of the members that have a value."""
    return pl.concat_str(pl.lit("{"), pl.concat_str(*members, separator=",", ignore_nulls=True), pl.lit("}"))


def array(*items: pl.Expr) -> pl.Expr:
    """Return an array of the items that have a value."""
    return pl.concat_str(pl.lit("["), pl.concat_str(*items, separator=",", ignore_nulls=True), pl.lit("]"))


def iso(days: pl.Expr, known_until: int | None = None) -> pl.Expr:
    """Return a day as yyyy-mm-dd; null where it is missing or was not yet known."""
    known = days > MISSING
    if known_until is not None:
        known &= days <= known_until
    return pl.when(known).then(days.cast(pl.Int32).cast(pl.Date).dt.to_string("%Y-%m-%d"))


def choice(number: pl.Expr, values: Sequence[str]) -> pl.Expr:
    """Return the value at this place in the list; null for a negative number."""
    known = pl.when(number >= 0).then(number)
    return known.replace_strict(list(range(len(values))), list(values), default=None, return_dtype=pl.String)
