"""A definition that changes: figures on both sides of the change, and what a reader is told of it."""

from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl

from metrics.counting.compute import TELLING_SCHEMA, VERDELING_SCHEMA
from metrics.coverage import COVERAGE_SCHEMA
from metrics.definition import Indicator, Wijziging
from metrics.figures import figures
from metrics.indicators import indicator_named
from metrics.versions import version_changes

YEAR = [date(2024, month, 1) for month in range(1, 13)]


def renewed(code: str) -> Indicator:
    old = indicator_named(code)
    return replace(old, versie=old.versie + 1, wijzigingen=(*old.wijzigingen, Wijziging(2, old.herzien, "Anders.")))


def counts(code: str, versie: int, months: list[date], teller: int, cel: str = "") -> pl.DataFrame:
    rows = [
        (code, versie, "standaard", "GM0001", maand, "crisis" if cel else "", cel, teller, 20, 0, 1, 0)
        for maand in months
    ]
    return pl.DataFrame(rows, schema=TELLING_SCHEMA, orient="row")


def made(telling: pl.DataFrame, kind: str, indicator: Indicator, **given: Any) -> pl.DataFrame:
    tabel = indicator.tabel
    dekking = pl.DataFrame([("GM0001", tabel, month, True) for month in YEAR], schema=COVERAGE_SCHEMA, orient="row")
    options: dict[str, Any] = {"verdeling": VERDELING_SCHEMA.to_frame(), "today": date(2026, 11, 1)} | given
    verdeling, today = options.pop("verdeling"), options.pop("today")
    return figures(telling, verdeling, dekking, indicator, indicator.standaard, kind=kind, today=today, **options)


def test_months_of_an_older_version_stay_and_a_line_tells_where_it_changes():
    telling = pl.concat([counts("VS07", 1, YEAR[:8], 5), counts("VS07", 2, YEAR[6:], 10)])
    months = made(telling, "maand", renewed("VS07"))
    assert months["versies"].to_list() == [[1]] * 6 + [[2]] * 6
    # July and August were counted with both: the newest counts, and once.
    assert months["teller"].to_list() == [5] * 6 + [10] * 6
    assert version_changes(months).rows() == [
        ("GM0001", "", 1, date(2024, 1, 1), "jan 2024"),
        ("GM0001", "", 2, date(2024, 7, 1), "jul 2024"),
    ]


def test_a_year_of_two_versions_names_both_and_keeps_its_status():
    telling = pl.concat([counts("VS07", 1, YEAR[:8], 5), counts("VS07", 2, YEAR[6:], 10)])
    (year,) = made(telling, "jaar", renewed("VS07")).to_dicts()
    assert (year["versies"], year["status"], year["teller"]) == ([1, 2], "ok", 90)
    changes = version_changes(made(telling, "jaar", renewed("VS07")))
    assert changes["versie"].to_list() == [1, 2]
    assert changes["periode"].to_list() == ["2024", "2024"]


def test_counts_of_a_version_that_is_not_known_here_are_left_out():
    telling = pl.concat([counts("VS07", 1, YEAR, 5), counts("VS07", 2, YEAR[6:], 10)])
    months = made(telling, "maand", indicator_named("VS07"))
    assert months["teller"].to_list() == [5] * 12
    assert months["versies"].to_list() == [[1]] * 12


def test_a_cell_that_the_newer_version_never_counted_is_empty_there():
    telling = pl.concat(
        [counts("VS07", 1, YEAR[:2], 5), counts("VS07", 1, YEAR[:2], 5, "ja"), counts("VS07", 2, YEAR[1:], 10)]
    )
    cells = made(telling, "maand", renewed("VS07"), uitsplitsing="crisis")
    assert cells["teller"].to_list()[:3] == [5, 0, 0]
    assert cells["versies"].to_list()[:3] == [[1], [2], [2]]


def test_a_median_takes_the_histogram_of_the_version_that_was_counted():
    telling = pl.concat([counts("SH03", 1, YEAR[:1], 3), counts("SH03", 2, YEAR[:1], 3)])
    rows = [
        ("SH03", versie, "standaard", "GM0001", YEAR[0], "", "", days, False, 9) for versie, days in ((1, 40), (2, 12))
    ]
    verdeling = pl.DataFrame(rows, schema=VERDELING_SCHEMA, orient="row")
    assert made(telling, "maand", renewed("SH03"), verdeling=verdeling)["waarde"].to_list()[0] == 12.0


def test_what_was_never_counted_has_no_version():
    empty = made(TELLING_SCHEMA.to_frame(), "jaar", indicator_named("VS07"))
    assert empty["versies"].to_list() == [[]]
    assert version_changes(empty).is_empty()
