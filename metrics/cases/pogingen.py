"""Contactpogingen of a zaak, counted: how many of each form, how many reached someone, and when the first was."""

from typing import Final

import polars as pl

# From most to least personal. What is left of an old code list ("Overige") is contact of a form that nobody wrote down.
FORMS: Final = ("huisbezoek", "afspraak", "telefoon", "schriftelijk", "overig")
SCHRIFTELIJK: Final = "schriftelijk"
# Configurable here, and nowhere else; the default is the four weeks that the law (Wgs) gives the first talk.
NORM_EERSTE_POGING: Final = 28
LONGEST_WAIT: Final = 180
MANY: Final = 4


def counted_attempts(certain: pl.Expr, possible: pl.Expr) -> dict[str, pl.Expr]:
    """Return the aggregations of the attempts of a zaak, administrative ones apart.

    ``certain`` are attempts of a known form within the window, ``possible`` those of which something of
    that is not known; ``vorm`` is a column with the place of the form in FORMS. Per form:
    ``aantal`` certain ones, of which ``gesproken`` reached someone and ``stil`` do not say; ``misschien``
    ones without a day. ``vormloos`` are attempts of any form.
    """
    soort, datum, reached = pl.col("soort").is_not_null(), pl.col("datum"), pl.col("bereikt")
    numbers = {
        "aantal": certain,
        "gesproken": certain & reached.fill_null(value=False),
        "stil": certain & reached.is_null(),
        "misschien": soort & possible,
    }
    return {
        **{
            f"{name}_{form}": (found & (pl.col("vorm") == place)).sum()
            for place, form in enumerate(FORMS)
            for name, found in numbers.items()
        },
        "vormloos": (~soort & possible).sum(),
        "eerste_poging": datum.filter(soort).min(),
        "eerste_vormloze": datum.filter(~soort).min(),
        "ongedateerd": datum.is_null().any(),
    }


def _number(*names: str) -> pl.Expr:
    """Add up numbers of attempts; a zaak without attempts has none."""
    return pl.sum_horizontal(pl.col(name).fill_null(0).cast(pl.Int32) for name in names)


def with_form(form: str) -> pl.Expr:
    """Whether a zaak has an attempt of this form within the window; null where that cannot be told."""
    perhaps = _number(f"misschien_{form}", "vormloos") > 0
    return pl.when(_number(f"aantal_{form}") > 0).then(pl.lit(value=True)).when(~perhaps).then(pl.lit(value=False))


def only_written() -> pl.Expr:
    """Whether the attempts of a zaak within the window are all in writing; false without any, null if unclear."""
    others = [form for form in FORMS if form != SCHRIFTELIJK]
    spoken = _number(*(f"aantal_{form}" for form in others)) > 0
    perhaps_spoken = _number("vormloos", *(f"misschien_{form}" for form in others)) > 0
    written, perhaps_written = with_form(SCHRIFTELIJK), _number("vormloos", f"misschien_{SCHRIFTELIJK}") > 0
    never = written.fill_null(value=False).not_() & ~perhaps_written
    certain = written.fill_null(value=False) & ~perhaps_spoken
    return pl.when(spoken | never).then(pl.lit(value=False)).when(certain).then(pl.lit(value=True))


def attempts_of(*forms: str) -> tuple[pl.Expr, pl.Expr, pl.Expr]:
    """Return how many attempts of these forms within the window reached someone, say whether, and are unclear."""
    told = _number(*(f"aantal_{form}" for form in forms)) - _number(*(f"stil_{form}" for form in forms))
    unclear = _number("vormloos", *(f"{name}_{form}" for form in forms for name in ("stil", "misschien")))
    return _number(*(f"gesproken_{form}" for form in forms)), told, unclear


def attempts_per_case() -> tuple[pl.Expr, pl.Expr]:
    """Return how many attempts a zaak has within the window, and how many more it may have."""
    return (
        _number(*(f"aantal_{form}" for form in FORMS)),
        _number("vormloos", *(f"misschien_{form}" for form in FORMS)),
    )


def many_attempts() -> pl.Expr:
    """Whether a zaak has at least so many attempts; null where unclear ones decide."""
    known, unclear = attempts_per_case()
    return pl.when(known >= MANY).then(pl.lit(value=True)).when(known + unclear < MANY).then(pl.lit(value=False))


def first_in_time() -> pl.Expr:
    """Whether the first attempt was within the norm after ``eerste_dag``; null where that cannot be told.

    An attempt before the first signaal contradicts it. One without a day, or that may be administration,
    leaves open what no other attempt proves.
    """
    last = pl.col("eerste_dag").dt.offset_by(f"{NORM_EERSTE_POGING}d")
    perhaps = pl.col("ongedateerd").fill_null(value=False) | (pl.col("eerste_vormloze") <= last).fill_null(value=False)
    first = pl.col("eerste_poging")
    return (
        pl.when(first < pl.col("eerste_dag"))
        .then(None)
        .when(first <= last)
        .then(pl.lit(value=True))
        .when(~perhaps)
        .then(pl.lit(value=False))
    )


def wait_for_first() -> tuple[pl.Expr, pl.Expr]:
    """Return the days until the first attempt, at most LONGEST_WAIT, and whether it came in them; null if unclear.

    Without an attempt someone waited until ``gezien_tot``, the last day of which the zaken were delivered
    without a hole; what came later is not looked at, for who was quick would be all that is seen of it.
    """
    first, seen = pl.col("eerste_poging"), pl.col("gezien_tot")
    until = pl.min_horizontal("eerste_poging", "gezien_tot")
    perhaps = pl.col("ongedateerd").fill_null(value=False) | (pl.col("eerste_vormloze") <= until).fill_null(value=False)
    days = (until - pl.col("eerste_dag")).dt.total_days()
    told = (days >= 0) & ~perhaps & seen.is_not_null()
    came = (first <= seen).fill_null(value=False) & (days <= LONGEST_WAIT)
    return days.clip(upper_bound=LONGEST_WAIT), pl.when(told).then(came)
