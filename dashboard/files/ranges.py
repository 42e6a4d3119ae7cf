"""Ranges that a page writes as words become two columns of numbers in a file: 20,1% tot 27,0%."""

import polars as pl

_DASH = "–"
_NUMBER = r"(-?[\d.]+(?:,\d+)?)"
_UNIT = r"(%| [a-z]+)?"
_BOTH = rf"^(?:€\s)?{_NUMBER}{_UNIT} tot (?:€\s)?{_NUMBER}{_UNIT}$"
_FROM = rf"^(?:€\s)?{_NUMBER}{_UNIT} of meer$"
_UNTIL = rf"^tot (?:€\s)?{_NUMBER}{_UNIT}$"
_ONE = rf"^(?:€\s)?{_NUMBER}{_UNIT}$"
_ANY = "|".join((_BOTH, _FROM, _UNTIL, _ONE))


def with_numbers(table: pl.DataFrame) -> tuple[pl.DataFrame, frozenset[str]]:
    """Return ``table`` with every column of nothing but ranges replaced by its two ends, and which ends are shares.

    A percentage becomes a share between 0 and 1, as the values beside it are. An open end and a dash are empty. A
    column in which any other text stands is left as it is, and so is one without a single range.
    """
    pieces: list[pl.Series] = []
    shares: set[str] = set()
    for column in table.iter_columns():
        if not _has_ranges(column):
            pieces.append(column)
            continue
        low, high = _ends(column)
        if column.str.contains("%", literal=True).any():
            shares |= {low.name, high.name}
            low, high = low / 100, high / 100
        pieces += [low, high]
    return pl.DataFrame(pieces), frozenset(shares)


def _has_ranges(column: pl.Series) -> bool:
    if column.dtype != pl.String:
        return False
    filled = column.filter((column != _DASH) & (column != "")).drop_nulls()
    return bool(filled.len() and filled.str.contains(_ANY).all() and filled.str.contains(f"{_BOTH}|{_FROM}").any())


def _ends(column: pl.Series) -> tuple[pl.Series, pl.Series]:
    low = pl.coalesce(pl.col("range").str.extract(pattern) for pattern in (_BOTH, _FROM, _ONE))
    high = pl.coalesce(
        pl.col("range").str.extract(_BOTH, 3),
        pl.col("range").str.extract(_UNTIL),
        pl.col("range").str.extract(_ONE),
    )
    money = " (€)" if column.str.contains("€", literal=True).any() else ""
    ends = pl.DataFrame({"range": column}).select(_as_number(low).alias("van"), _as_number(high).alias("tot"))
    return ends["van"].alias(f"{column.name} van{money}"), ends["tot"].alias(f"{column.name} tot{money}")


def _as_number(text: pl.Expr) -> pl.Expr:
    return text.str.replace_all(".", "", literal=True).str.replace(",", ".", literal=True).cast(pl.Float64)
