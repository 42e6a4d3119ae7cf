"""Until which day counts stay right: the first day on which the same cases may count otherwise.

Days pass in few ways: a window closes, a date that lay ahead is reached, a month that was delivered
ahead of time ends, or someone waits a day longer. Too early a day costs a count, too late a day a wrong
figure; so every date of a case is taken with every window of such cases, also where no indicator puts the
two together.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain

import polars as pl

from metrics.cases.werkdagen import termijnen
from metrics.indicators import INDICATORS
from metrics.months import next_month
from metrics.periods import last_closed
from metrics.tables import Inputs

_DAY = timedelta(days=1)
# A look back is known to be covered from the day before its own first day.
_AROUND = ("-1d", "0d")
_APART = ("traject", "ontruiming")


def right_until(inputs: Inputs, today: date) -> dict[str, date]:
    """Return per gemeente the first day after ``today`` on which its counts may change; none where they never do."""
    soonest: dict[str, date] = {}
    known = (
        _dates(inputs, today),
        _leveringen(inputs.delivered, today),
        _waiting(inputs, today),
        _terms(inputs, today),
    )
    for code, day in chain.from_iterable(known):
        soonest[code] = min(day, soonest.get(code, day))
    return soonest


def _dates(inputs: Inputs, today: date) -> Iterator[tuple[str, date]]:
    """Yield when the next window on any date in any case closes."""
    found: dict[tuple[str, ...], list[pl.LazyFrame]] = {}
    for tabel, frame in inputs.cases.items():
        waits = _waits(tabel)
        since = min(last_closed(wait, today) for wait in waits)
        names = [name for name, dtype in frame.collect_schema().items() if dtype == pl.Date]
        placed = frame if "gm_code" in frame.collect_schema() else _with_gemeente(tabel, inputs)
        dates = [placed.select("gm_code", dag=name).filter(pl.col("dag") > since).unique() for name in names if names]
        found.setdefault(waits, []).extend(dates)
    for waits, frames in found.items():
        days = pl.concat(pl.collect_all(frames)).unique() if frames else pl.DataFrame()
        if days.is_empty():
            continue
        for wait in waits:
            # A later day ends no sooner, so the next to end is the first that has not.
            ahead = days.filter(pl.col("dag") > last_closed(wait, today)).group_by("gm_code").agg(pl.col("dag").min())
            yield from ahead.with_columns(pl.col("dag").dt.offset_by(wait)).iter_rows()


def _waits(tabel: str) -> tuple[str, ...]:
    """Return the windows that the dates of a case table may start.

    Those of a traject and an ontruiming start on dates of their own; a zaak's also on those of its signalen.
    """
    counted = [(i.tabel_van(variant), i.wacht(variant)) for i in INDICATORS for variant in i.varianten]
    own = {wait for of, wait in counted if of == tabel or (tabel not in _APART and of not in _APART)}
    return tuple(sorted({*_AROUND, *own}))


def _with_gemeente(tabel: str, inputs: Inputs) -> pl.LazyFrame:
    """Return records that hang on a case with the gemeente of that case."""
    frame = inputs.cases[tabel]
    parent = next(name for name in ("zaak", "traject") if name in frame.collect_schema())
    return frame.join(inputs.cases[parent].select("gm_code", **{parent: "id"}), on=parent)


def _leveringen(delivered: pl.DataFrame, today: date) -> Iterator[tuple[str, date]]:
    """Yield when a month begins or ends that was delivered ahead of time."""
    ahead = delivered.filter(pl.col("periode_tot") > today + _DAY)
    for code, van, tot in ahead.select("gm_code", "periode_van", "periode_tot").unique().iter_rows():
        month = next_month(today)
        yield from ((code, day) for day in (van, month - _DAY, month, tot - _DAY) if day > today)


def _waiting(inputs: Inputs, today: date) -> Iterator[tuple[str, date]]:
    """Yield tomorrow for who is known to wait on after today."""
    running = inputs.cases["traject"].filter(pl.col("bekend_tot") > today).select("gm_code").unique().collect()
    yield from ((code, today + _DAY) for code in running["gm_code"])


def _terms(inputs: Inputs, today: date) -> Iterator[tuple[str, date]]:
    """Yield when the next term for a first talk ends: no fixed number of days after the aanmelding."""
    terms = termijnen().unpivot(index="dag", value_name="einde").filter(pl.col("einde") > today).lazy()
    began = inputs.cases["traject"].select("gm_code", pl.concat_list("aanmelding", "startdatum", "start").alias("dag"))
    ahead = began.explode("dag").unique().join(terms, on="dag").group_by("gm_code").agg(pl.col("einde").min())
    yield from ahead.collect().iter_rows()
