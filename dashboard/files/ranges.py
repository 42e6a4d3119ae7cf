"""Ranges that a page writes as words become two columns of numbers in a file: 20,1% tot 27,0% is 20,1 and 27,0."""

import polars as pl

_DASH = "–"
_NUMBER = r"(-?[\d.]+(?:,\d+)?)"
_UNIT = r"(%| [a-z]+)?"
_BOTH = rf"^(?:€\s)?{_NUMBER}{_UNIT} tot (?:€\s)?{_NUMBER}{_UNIT}$"
_FROM = rf"^(?:€\s)?{_NUMBER}{_UNIT} of meer$"
_UNTIL = rf"^tot (?:€\s)?{_NUMBER}{_UNIT}$"
_ONE = rf"^(?:€\s)?{_NUMBER}{_UNIT}$"
_ANY = "|".join((_BOTH, _FROM, _UNTIL, _ONE))


def with_numbers(table: pl.DataFrame) -> pl.DataFrame:
    """Return ``table`` with every column of nothing but ranges replaced by its two ends, as numbers.

    An open end and a dash are empty. A column in which any other text stands is left as it is, and so is one without
    a single range.
    """
    pieces: list[pl.Series] = []
    for column in table.iter_columns():
        pieces += _ends(column) if _has_ranges(column) else [column]
    return pl.DataFrame(pieces)


def _has_ranges(column: pl.Series) -> bool:
    if column.dtype != pl.String:
        return False
    filled = column.filter((column != _DASH) & (column != "")).drop_nulls()
    return bool(filled.len() and filled.str.contains(_ANY).all() and filled.str.contains(f"{_BOTH}|{_FROM}").any())


def _ends(column: pl.Series) -> list[pl.Series]:
    low = pl.coalesce(pl.col("range").str.extract(pattern) for pattern in (_BOTH, _FROM, _ONE))
    high = pl.coalesce(
        pl.col("range").str.extract(_BOTH, 3),
        pl.col("range").str.extract(_UNTIL),
        pl.col("range").str.extract(_ONE),
    )
    unit = _unit(column)
    ends = pl.DataFrame({"range": column}).select(_as_number(low).alias("van"), _as_number(high).alias("tot"))
    return [ends["van"].alias(f"{column.name} van{unit}"), ends["tot"].alias(f"{column.name} tot{unit}")]


def _as_number(text: pl.Expr) -> pl.Expr:
    return text.str.replace_all(".", "", literal=True).str.replace(",", ".", literal=True).cast(pl.Float64)


def _unit(column: pl.Series) -> str:
    """Return what goes into the head, where it is a sign."""
    for sign in ("%", "€"):
        if column.str.contains(sign, literal=True).any():
            return f" ({sign})"
    return ""
