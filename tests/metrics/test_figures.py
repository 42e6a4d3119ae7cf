"""Figures: what a reader sees of counts, and what he does not get to see."""

from datetime import date

import polars as pl
import pytest

from metrics.counting.compute import TELLING_SCHEMA
from metrics.coverage import COVERAGE_SCHEMA
from metrics.figures import Limits
from metrics.population import known_years
from tests.metrics.figure_rows import YEAR, counts, delivered, shown, waiting


def test_a_year_is_the_sum_of_its_months_divided_once():
    telling = counts("VS07", {maand: (5, 20 + number, 0) for number, maand in enumerate(YEAR)})
    (year,) = shown("VS07", telling, delivered("zaak", YEAR), "jaar")
    assert (year["teller"], year["noemer"], year["periode"], year["status"]) == (60, 306, "2024", "ok")
    assert year["waarde"] == pytest.approx(60 / 306)
    assert (year["onder"], year["boven"]) == pytest.approx((0.155478, 0.244215), abs=1e-6)
    assert (year["grens_onder"], year["grens_boven"]) == pytest.approx((60 / 306, 60 / 306))


def test_rates_are_per_thousand_a_month_and_per_ten_thousand_a_year():
    (month,) = shown("VS01", counts("VS01", {YEAR[0]: (35, 10_000, 0)}), delivered("signaal", YEAR[:1]), "maand")
    assert month["waarde"] == pytest.approx(3.5)
    evictions = counts("ON01", dict.fromkeys(YEAR, (1, 20_000, 0)))
    (year,) = shown("ON01", evictions, delivered("ontruiming", YEAR), "jaar")
    assert (year["waarde"], year["status"]) == (pytest.approx(6.0), "ok")
    half = dict.fromkeys(YEAR[:6], (1, 20_000, 0))
    (part,) = shown("ON01", counts("ON01", half), delivered("ontruiming", YEAR[:6]), "jaar")
    assert (part["waarde"], part["status"]) == (pytest.approx(6.0), "onvolledig")


def test_what_was_not_delivered_is_not_zero():
    telling = counts("VS07", {YEAR[0]: (1, 4, 0), YEAR[3]: (0, 4, 0)})
    dekking = delivered("zaak", [YEAR[0], YEAR[2], YEAR[3]], partly=(YEAR[4],))
    months = shown("VS07", telling, dekking, "maand")
    assert [(row["status"], row["waarde"], row["teller"], row["noemer"]) for row in months] == [
        ("ok", 0.25, 1, 4),
        ("geen_levering", None, None, None),
        ("geen_gevallen", None, 0, 0),
        ("ok", 0.0, 0, 4),
        ("onvolledig", None, None, None),
    ]


def test_a_table_that_never_came_is_no_levering_in_the_months_that_others_did():
    months = shown("VS07", TELLING_SCHEMA.to_frame(), delivered("traject", YEAR[:2]), "maand")
    assert [row["status"] for row in months] == ["geen_levering", "geen_levering"]
    assert shown("VS07", TELLING_SCHEMA.to_frame(), COVERAGE_SCHEMA.to_frame(), "maand") == []


@pytest.mark.parametrize(("onbekend", "status", "waarde"), [(5, "ok", 0.5), (6, "te_veel_onbekend", None)])
def test_above_a_fifth_unknown_only_the_bounds_are_shown(onbekend, status, waarde):
    (month,) = shown("VS07", counts("VS07", {YEAR[0]: (10, 20, onbekend)}), delivered("zaak", YEAR[:1]), "maand")
    assert (month["status"], month["waarde"]) == (status, waarde)
    assert (month["onder"] is None) == (waarde is None)
    every = 20 + onbekend
    assert (month["grens_onder"], month["grens_boven"]) == pytest.approx((10 / every, (10 + onbekend) / every))


def test_of_inhabitants_the_unknown_are_weighed_against_the_cases():
    telling = counts("ON01", {YEAR[0]: (2, 20_000, 1)})
    (month,) = shown("ON01", telling, delivered("ontruiming", YEAR[:1]), "maand")
    assert (month["status"], month["waarde"]) == ("te_veel_onbekend", None)
    assert (month["grens_onder"], month["grens_boven"]) == pytest.approx((12.0, 18.0))


def test_a_median_comes_from_the_histograms_of_all_months_together():
    histogram = waiting((YEAR[0], 10, False, 3), (YEAR[1], 20, False, 4), (YEAR[1], 180, True, 1))
    telling = counts("SH03", {YEAR[0]: (3, 3, 0), YEAR[1]: (4, 5, 0)})
    months = shown("SH03", telling, delivered("traject", YEAR[:2]), "maand", verdeling=histogram)
    assert [row["waarde"] for row in months] == [10.0, 20.0]
    (year,) = shown("SH03", telling, delivered("traject", YEAR[:2]), "jaar", verdeling=histogram)
    assert (year["waarde"], year["onder"], year["boven"], year["status"]) == (20.0, 10.0, 20.0, "onvolledig")


def test_the_bounds_of_a_median_hear_the_unknown_at_once_or_never():
    histogram = waiting((YEAR[0], 10, False, 5), (YEAR[0], 40, False, 4))
    telling = counts("SH03", {YEAR[0]: (9, 9, 2)})
    (month,) = shown("SH03", telling, delivered("traject", YEAR[:1]), "maand", verdeling=histogram)
    assert (month["waarde"], month["grens_onder"], month["grens_boven"]) == (10.0, 10.0, 40.0)


def test_a_median_that_is_not_reached_says_so():
    histogram = waiting((YEAR[0], 10, False, 5), (YEAR[0], 180, True, 40))
    telling = counts("SH03", {YEAR[0]: (5, 45, 0)})
    (month,) = shown("SH03", telling, delivered("traject", YEAR[:1]), "maand", verdeling=histogram)
    assert (month["status"], month["waarde"]) == ("niet_bereikt", None)


@pytest.mark.parametrize(("today", "voorlopig"), [(date(2024, 5, 31), True), (date(2024, 6, 1), False)])
def test_a_figure_is_voorlopig_until_its_windows_are_closed_and_delivered(today, voorlopig):
    telling = counts("VS07", {YEAR[0]: (10, 20, 0)})
    (month,) = shown("VS07", telling, delivered("zaak", YEAR[:1]), "maand", today=today)
    assert month["voorlopig"] is voorlopig


@pytest.mark.parametrize(("inwoners", "status"), [(80, "ok"), (79, "te_lage_dekking")])
def test_nederland_tells_which_share_of_its_inhabitants_delivered(inwoners, status):
    telling = counts("VS07", {YEAR[0]: (10, 20, 0)}, gebied="NL", inwoners=inwoners)
    dekking = delivered("zaak", YEAR[:1], "NL")
    (month,) = shown("VS07", telling, dekking, "maand", total_inwoners={2024: 100})
    assert (month["status"], month["dekking"], month["waarde"]) == (status, inwoners / 100, 0.5)
    (unknown,) = shown("VS07", telling, dekking, "maand")
    assert (unknown["status"], unknown["dekking"]) == ("ok", None)


def test_variants_versions_and_breakdowns_are_not_mixed():
    telling = pl.concat(
        [
            counts("VS07", {YEAR[0]: (10, 20, 0)}),
            counts("VS07", {YEAR[0]: (10, 15, 0)}, "opgepakt"),
            counts("VS07", {YEAR[0]: (99, 99, 0)}).with_columns(versie=pl.lit(2, pl.Int32)),
            counts("VS07", {YEAR[0]: (1, 2, 0)}).with_columns(uitsplitsing=pl.lit("crisis"), cel=pl.lit("ja")),
        ]
    )
    (standard,) = shown("VS07", telling, delivered("zaak", YEAR[:1]), "maand")
    (picked_up,) = shown("VS07", telling, delivered("zaak", YEAR[:1]), "maand", "opgepakt")
    assert (standard["noemer"], picked_up["noemer"]) == (20, 15)


def test_a_quarter_with_a_month_missing_is_onvolledig():
    telling = counts("VS07", dict.fromkeys(YEAR[:5], (5, 20, 0)))
    quarters = shown("VS07", telling, delivered("zaak", YEAR[:5]), "kwartaal")
    assert [(row["periode"], row["noemer"], row["status"]) for row in quarters] == [
        ("1e kwartaal 2024", 60, "ok"),
        ("2e kwartaal 2024", 40, "onvolledig"),
    ]


def test_every_cell_of_a_breakdown_has_its_figures_also_in_months_without_a_case():
    telling = pl.concat(
        [
            counts("VS07", {YEAR[0]: (10, 20, 0), YEAR[1]: (10, 20, 0)}),
            counts("VS07", {YEAR[0]: (1, 4, 0)}, cell=("crisis", "ja")),
            counts("VS07", {YEAR[0]: (9, 16, 0), YEAR[1]: (10, 20, 0)}, cell=("crisis", "nee")),
            counts("VS07", {YEAR[0]: (3, 3, 0)}, cell=("wijk", "WK01")),
        ]
    )
    months = shown("VS07", telling, delivered("zaak", YEAR[:2]), "maand", uitsplitsing="crisis")
    assert [(row["uitsplitsing"], row["cel"], row["noemer"], row["status"]) for row in months] == [
        ("crisis", "ja", 4, "ok"),
        ("crisis", "ja", 0, "geen_gevallen"),
        ("crisis", "nee", 16, "ok"),
        ("crisis", "nee", 20, "ok"),
    ]


def test_a_cell_of_inhabitants_is_set_against_all_of_them():
    telling = pl.concat(
        [
            counts("VS01", {YEAR[0]: (30, 10_000, 0), YEAR[1]: (10, 10_000, 0)}),
            counts("VS01", {YEAR[0]: (10, 0, 0)}, cell=("signaalpartner", "Huur")),
        ]
    )
    first, second = shown("VS01", telling, delivered("signaal", YEAR[:2]), "maand", uitsplitsing="signaalpartner")
    assert (first["cel"], first["waarde"], second["waarde"]) == ("Huur", pytest.approx(1.0), 0.0)


def test_a_median_of_a_cell_comes_from_the_histogram_of_that_cell():
    cell = {"uitsplitsing": pl.lit("crisis"), "cel": pl.lit("ja")}
    histogram = pl.concat(
        [waiting((YEAR[0], 10, False, 3)), waiting((YEAR[0], 2, False, 1), (YEAR[0], 3, False, 1)).with_columns(**cell)]
    )
    telling = pl.concat(
        [counts("SH03", {YEAR[0]: (3, 3, 0)}), counts("SH03", {YEAR[0]: (2, 2, 0)}, cell=("crisis", "ja"))]
    )
    given = {"verdeling": histogram, "uitsplitsing": "crisis"}
    (month,) = shown("SH03", telling, delivered("traject", YEAR[:1]), "maand", **given)
    assert (month["cel"], month["waarde"], month["noemer"]) == ("ja", 2.0, 2)


def test_a_region_below_the_least_coverage_gets_no_verdict_and_a_gemeente_covers_itself():
    telling = pl.concat(
        counts("VS07", {YEAR[0]: (10, 20, 0)}, gebied=g, inwoners=60) for g in ("provincie:Utrecht", "GM0001")
    )
    dekking = pl.concat(delivered("zaak", YEAR[:1], g) for g in ("provincie:Utrecht", "GM0001"))
    own, region = shown("VS07", telling, dekking, "maand", total_inwoners={2024: 100})
    assert (own["status"], own["dekking"]) == ("ok", None)
    assert (region["status"], region["dekking"]) == ("te_lage_dekking", 0.6)


def test_people_of_an_older_year_are_marked_with_that_year():
    people = pl.DataFrame(
        {"gm_code": ["GM0001"] * 2, "jaar": [2022, 2023], "inwoners": [1, 2], "huishoudens": [1, None],
         "corporatiewoningen": pl.Series([None, None], dtype=pl.Int64)}
    )  # fmt: skip
    years = known_years(people, pl.DataFrame({"gebied": ["GM0001"], "gm_code": ["GM0001"]}))
    telling = pl.concat([counts("ON01", {YEAR[0]: (1, 10, 0)}, "huishoudens"), counts("VS01", {YEAR[0]: (1, 10, 0)})])
    dekking = pl.concat([delivered("ontruiming", YEAR[:1]), delivered("signaal", YEAR[:1])])
    (homes,) = shown("ON01", telling, dekking, "maand", "huishoudens", known_years=years)
    (signals,) = shown("VS01", telling, dekking, "maand", known_years=years)
    assert (homes["noemer_jaar"], signals["noemer_jaar"]) == (2022, 2023)
    (own_year,) = shown(
        "VS01", telling, dekking, "maand", known_years=years.with_columns(bekend=pl.lit(2024, pl.Int32))
    )
    assert own_year["noemer_jaar"] is None


def test_limits_are_settings():
    telling = counts("VS07", {YEAR[0]: (10, 20, 6)})
    (month,) = shown(
        "VS07", telling, delivered("zaak", YEAR[:1]), "maand", limits=Limits(level=0.998, most_unknown=0.5)
    )
    assert month["status"] == "ok"
    assert month["boven"] - month["onder"] > 0.5
