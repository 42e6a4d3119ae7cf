"""Which days and months were delivered: what tells a zero from a hole."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

import polars as pl

Span = tuple[date, date]  # half-open

EARLIEST = date(1, 1, 1)
LATEST = date(9999, 12, 31)
COVERAGE_SCHEMA = pl.Schema({"gm_code": pl.String, "tabel": pl.String, "maand": pl.Date, "volledig": pl.Boolean})
STRETCH_SCHEMA = pl.Schema({"gm_code": pl.String, "stuk_van": pl.Date, "stuk_tot": pl.Date})


def months_delivered(delivered: pl.DataFrame, codes: pl.DataFrame, today: date) -> pl.DataFrame:
    """Return a row per gemeente, case table and month of which anything was delivered.

    A month is ``volledig`` when, for every code of today's gemeente that was valid in it, the
    leveringen in force together cover the days on which it was valid. Nobody can deliver days that
    have not been: a period that runs on after ``today`` covers up to and including today.
    """
    days = _valid_days(delivered, codes, today)
    # Where two leveringen cover the same days, each adds what those before it left open.
    reach = pl.col("tot").cum_max().shift(1).over("gm_code", "tabel", "oude_code", "maand", order_by=["van", "tot"])
    fresh = pl.col("tot") - pl.max_horizontal("van", pl.coalesce(reach, "van"))
    covered = (
        days.select("gm_code", "tabel", "maand", geleverd=fresh.dt.total_days().clip(0))
        .group_by("gm_code", "tabel", "maand")
        .agg(pl.col("geleverd").sum())
    )
    needed = (
        covered.select("gm_code", "maand")
        .unique()
        .join(_valid_spans(codes), on="gm_code")
        .with_columns(_within_month())
        .filter(pl.col("van") < pl.col("tot"))
        .group_by("gm_code", "maand")
        .agg(nodig=(pl.col("tot") - pl.col("van")).dt.total_days().sum())
    )
    months = covered.filter(pl.col("geleverd") > 0).join(needed, on=["gm_code", "maand"])
    return months.select(
        "gm_code", "tabel", "maand", volledig=pl.col("geleverd") == pl.col("nodig")
    ).sort("gm_code", "tabel", "maand")  # fmt: skip


def _valid_days(delivered: pl.DataFrame, codes: pl.DataFrame, today: date) -> pl.DataFrame:
    """Return per levering and month the days, half-open, that it covers and on which its code was valid."""
    valid = _valid_spans(codes).rename({"van": "geldig_van", "tot": "geldig_tot"})
    covers = delivered.select(
        "gm_code", "tabel", "oude_code", van="periode_van",
        tot=pl.min_horizontal("periode_tot", pl.lit(today + timedelta(days=1))),
    ).join(valid, on=["gm_code", "oude_code"])  # fmt: skip
    clipped = covers.with_columns(
        van=pl.max_horizontal("van", "geldig_van"), tot=pl.min_horizontal("tot", "geldig_tot")
    ).filter(pl.col("van") < pl.col("tot"))
    last = pl.col("tot").dt.offset_by("-1d").dt.month_start()
    months = clipped.with_columns(maand=pl.date_ranges(pl.col("van").dt.month_start(), last, "1mo"))
    return months.explode("maand").with_columns(_within_month())


def _valid_spans(codes: pl.DataFrame) -> pl.DataFrame:
    """Return per gemeente of today its codes, each with the days on which it was valid."""
    return codes.select(
        pl.col("today").alias("gm_code"),
        oude_code="gm_code",
        van="geldig_van",
        tot=pl.col("geldig_tot").fill_null(LATEST),
    )


def _within_month() -> list[pl.Expr]:
    """Keep of each span ``van`` to ``tot`` the days in its ``maand``."""
    until = pl.col("maand").dt.offset_by("1mo")
    return [pl.max_horizontal("van", "maand").alias("van"), pl.min_horizontal("tot", until).alias("tot")]


def stretches_covered(delivered: pl.DataFrame, codes: pl.DataFrame, tabel: str, today: date) -> pl.DataFrame:
    """Return per gemeente the stretches of days on which nothing of ``tabel`` can be missing.

    Every organisation that delivers for a code has to cover all days on which that code was valid,
    and a code for which nobody delivers is a hole. What an organisation did not deliver may hold
    the very case one looks for, so one organisation's hole is everybody's.
    """
    wanted = delivered.filter(pl.col("tabel") == tabel)
    spans: dict[str, dict[tuple[str, str], list[Span]]] = defaultdict(lambda: defaultdict(list))
    for row in wanted.select("gm_code", "oude_code", "organisatie", "periode_van", "periode_tot").iter_rows():
        gemeente, code, organisation, van, tot = row
        spans[gemeente][code, organisation].append((van, min(tot, today + timedelta(days=1))))
    validity = _validity(codes)
    rows: list[tuple[str, date, date]] = []
    for gemeente, by_source in sorted(spans.items()):
        if gemeente not in validity:
            continue
        holes: list[Span] = [(EARLIEST, min(van for van, _ in validity[gemeente].values()))]
        for code, valid in validity[gemeente].items():
            sources = [merged(given) for (of, _), given in by_source.items() if of == code] or [[]]
            for given in sources:
                holes.extend(_clip(gaps(given), *valid))
        rows.extend((gemeente, van, tot) for van, tot in gaps(merged(holes)))
    return pl.DataFrame(rows, schema=STRETCH_SCHEMA, orient="row")


def merged(spans: Iterable[Span]) -> list[Span]:
    """Return the same days as disjoint spans in order; spans that touch become one."""
    result: list[Span] = []
    for van, tot in sorted(span for span in spans if span[0] < span[1]):
        if result and van <= result[-1][1]:
            result[-1] = (result[-1][0], max(tot, result[-1][1]))
        else:
            result.append((van, tot))
    return result


def gaps(spans: list[Span]) -> list[Span]:
    """Return the days that disjoint spans in order leave open."""
    starts = [EARLIEST, *(tot for _, tot in spans)]
    ends = [*(van for van, _ in spans), LATEST]
    return [(van, tot) for van, tot in zip(starts, ends, strict=True) if van < tot]


def _validity(codes: pl.DataFrame) -> dict[str, dict[str, Span]]:
    """Return per gemeente of today its codes, each with the days on which it was valid."""
    result: dict[str, dict[str, Span]] = defaultdict(dict)
    for code, gemeente, van, tot in codes.select("gm_code", "today", "geldig_van", "geldig_tot").iter_rows():
        result[gemeente][code] = (van, tot or LATEST)
    return result


def _clip(spans: Iterable[Span], van: date, tot: date) -> list[Span]:
    """Keep the part of the spans within [van, tot)."""
    return [(max(a, van), min(b, tot)) for a, b in spans if max(a, van) < min(b, tot)]
