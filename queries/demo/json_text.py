"""JSON as Polars expressions: a whole column of records at once, each software house in its own way."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from queries.demo.calendar import MISSING


@dataclass(frozen=True)
class Style:
    """How a software house writes what it does not know: not at all, or as nothing."""

    says_nothing: bool = False

    def text(self, key: str, value: pl.Expr) -> pl.Expr:
        """Return ``"key":"value"``. The values must need no escaping: the demo's never do."""
        shown = value.fill_null("") if self.says_nothing else value
        return pl.concat_str(pl.lit(f'"{key}":"'), shown, pl.lit('"'))

    def dated(self, key: str, value: pl.Expr) -> pl.Expr:
        """Return ``"key":"2024-01-31"``; null is how no date is written."""
        found = pl.concat_str(pl.lit(f'"{key}":"'), value, pl.lit('"'))
        return found.fill_null(f'"{key}":null') if self.says_nothing else found


LEAVES_OUT = Style()


def text(key: str, value: pl.Expr) -> pl.Expr:
    """Return ``"key":"value"``; null where the value is."""
    return LEAVES_OUT.text(key, value)


def plain(key: str, value: pl.Expr) -> pl.Expr:
    """Return ``"key":value`` for a number, a boolean, or JSON made before; null where the value is."""
    return pl.concat_str(pl.lit(f'"{key}":'), value.cast(pl.String))


def record(*members: pl.Expr) -> pl.Expr:
    """Return an object of the members that have a value."""
    return pl.concat_str(pl.lit("{"), pl.concat_str(*members, separator=",", ignore_nulls=True), pl.lit("}"))


def array(*items: pl.Expr) -> pl.Expr:
    """Return an array of the items that have a value."""
    return pl.concat_str(pl.lit("["), pl.concat_str(*items, separator=",", ignore_nulls=True), pl.lit("]"))


def iso(days: pl.Expr, known_until: pl.Expr | int | None = None) -> pl.Expr:
    """Return a day as yyyy-mm-dd; null where it is missing or was not yet known."""
    known = days > MISSING
    if known_until is not None:
        known &= days <= known_until
    return pl.when(known).then(days.cast(pl.Int32).cast(pl.Date).dt.to_string("%Y-%m-%d"))


def choice(number: pl.Expr, values: Sequence[str]) -> pl.Expr:
    """Return the value at this place in the list; null for a negative number."""
    known = pl.when(number >= 0).then(number)
    return known.replace_strict(list(range(len(values))), list(values), default=None, return_dtype=pl.String)
