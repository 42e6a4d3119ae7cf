"""Calendar months: how many lie between days, and which comes so many later."""

from datetime import date

import polars as pl


def month_number(day: pl.Expr) -> pl.Expr:
    """Return the months from the year 0 to the month of ``day``."""
    return day.dt.year().cast(pl.Int32) * 12 + day.dt.month().cast(pl.Int32) - 1


def months_later(day: date, months: int) -> date:
    """Return the first day of the month so many months after that of ``day``; before it with a negative number."""
    number = day.year * 12 + day.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def next_month(day: date) -> date:
    """Return the first day of the month after that of ``day``."""
    return months_later(day, 1)


def months_between(van: date, tot: date) -> int:
    """Return how many months lie between two first days of a month."""
    return (tot.year - van.year) * 12 + tot.month - van.month
