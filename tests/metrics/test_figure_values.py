"""How sure a figure is: households that repeat, signalen in batches, medians and counts."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from metrics.counting.compute import VERDELING_SCHEMA
from metrics.definition import Eenheid, Methode, Wachttijd
from metrics.figures import figures
from metrics.indicators import indicator_named
from metrics.intervals import byar, wilson
from metrics.tables import SAMENHANG_SCHEMA
from tests.metrics.figure_rows import LATE, YEAR, counts, delivered, shown, waiting


def test_cases_of_one_household_make_a_share_less_sure():
    # Of 500 households that answer all alike, two cases each, 1 case says as much as a half.
    sums = {"huishoudens": 500, "teller": 500, "noemer": 1000, "teller2": 1000, "product": 1000, "noemer2": 2000}
    row = {"indicator": "VS07", "versie": 1, "variant": "standaard", "gebied": "GM0001", "uitsplitsing": ""} | sums
    samenhang = pl.DataFrame([row], schema=SAMENHANG_SCHEMA)
    telling = counts("VS07", dict.fromkeys(YEAR, (10, 20, 0)))
    (alone,) = shown("VS07", telling, delivered("zaak", YEAR), "jaar")
    (year,) = shown("VS07", telling, delivered("zaak", YEAR), "jaar", samenhang=samenhang)
    deff = 500 / 499 * 500 / 250
    assert (alone["n_eff"], alone["phi"]) == (240.0, None)
    assert (year["n_eff"], year["waarde"]) == (pytest.approx(240 / deff), 0.5)
    low, high = wilson(pl.lit(120 / deff), pl.lit(240 / deff))
    assert (year["onder"], year["boven"]) == pytest.approx(pl.select(onder=low, boven=high).row(0))


def test_a_gemeente_of_which_no_households_are_known_has_the_national_spread():
    sums = {"huishoudens": 500, "teller": 500, "noemer": 1000, "teller2": 1000, "product": 1000, "noemer2": 2000}
    row = {"indicator": "VS07", "versie": 1, "variant": "standaard", "gebied": "NL", "uitsplitsing": ""} | sums
    telling = counts("VS07", {YEAR[0]: (10, 20, 0)})
    samenhang = pl.DataFrame([row], schema=SAMENHANG_SCHEMA)
    (month,) = shown("VS07", telling, delivered("zaak", YEAR[:1]), "maand", samenhang=samenhang)
    assert month["n_eff"] == pytest.approx(20 / (500 / 499 * 2))


def test_signalen_that_come_in_batches_make_a_number_less_sure():
    numbers = {maand: (10 if place % 2 else 20, 10_000, 0) for place, maand in enumerate(YEAR)}
    (year,) = shown("VS01", counts("VS01", numbers), delivered("signaal", YEAR), "jaar")
    phi = 100 / 30
    low, high = (pl.select(limit).item() for limit in byar(pl.lit(180)))
    assert (year["phi"], year["n_eff"]) == (pytest.approx(phi), None)
    # Of eleven pairs of months phi has 7.33 degrees of freedom: Student's t is 2.3430, z 1.95996.
    wider = phi**0.5 * 2.3430 / 1.95996
    assert year["onder"] == pytest.approx((180 - wider * (180 - low)) / 120, rel=1e-4)
    assert year["boven"] == pytest.approx((180 + wider * (high - 180)) / 120, rel=1e-4)


def test_months_that_are_voorlopig_tell_nothing_of_batches():
    numbers = {maand: (10 if place % 2 else 20, 10_000, 0) for place, maand in enumerate(YEAR)}
    telling, dekking = counts("VS01", numbers), delivered("signaal", YEAR)
    (year,) = shown("VS01", telling, dekking, "jaar", today=date(2025, 1, 31))
    assert year["phi"] == 1.0
    (later,) = shown("VS01", telling, dekking, "jaar", today=date(2025, 2, 1))
    assert later["phi"] == pytest.approx(100 / 30)


def test_a_plain_median_has_its_own_interval_and_bounds():
    """SH03 counted as euros: 40 known, 2 of whom nothing is known."""
    wait = indicator_named("SH03")
    euros = replace(
        wait.standaard, wachttijd=Wachttijd(pl.col("schuldbedrag")), methode=Methode.MEDIAAN, eenheid=Eenheid.EURO
    )
    definition = replace(wait, varianten=(euros,))
    histogram = waiting((YEAR[0], 1000, False, 10), (YEAR[0], 4000, False, 10), (YEAR[0], 5000, False, 20))
    telling, dekking = counts("SH03", {YEAR[0]: (40, 40, 2)}), delivered("traject", YEAR[:1])
    made = figures(telling, histogram, dekking, definition, euros, kind="maand", today=LATE)
    (month,) = made.to_dicts()
    # Of 40 the 20th and the 21st are in the middle; the interval runs from the 14th to the 27th.
    assert (month["waarde"], month["onder"], month["boven"]) == (4500.0, 4000.0, 5000.0)
    assert (month["grens_onder"], month["grens_boven"], month["status"]) == (4000.0, 5000.0, "ok")


def test_a_count_against_a_base_year_is_shown_as_the_count_with_its_exact_limits():
    evictions = indicator_named("ON01")
    plain = replace(evictions.standaard, bevolking=None, methode=Methode.RATIO, eenheid=Eenheid.INDEX)
    definition = replace(evictions, varianten=(plain,))
    telling = counts("ON01", {YEAR[0]: (20, 20, 0), YEAR[1]: (0, 0, 0)})
    dekking = delivered("ontruiming", YEAR[:2])
    first, second = figures(
        telling, VERDELING_SCHEMA.to_frame(), dekking, definition, plain, kind="maand", today=LATE
    ).to_dicts()
    assert (first["waarde"], first["status"]) == (20.0, "ok")
    assert (first["onder"], first["boven"]) == pytest.approx((12.2165196, 30.8883779))
    assert (second["waarde"], second["onder"], second["status"]) == (0.0, 0.0, "ok")
    assert second["boven"] == pytest.approx(3.6888795)
