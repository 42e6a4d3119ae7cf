"""Published figures: shown only on the variant and cell they are about."""

import polars as pl
import pytest

from metrics.indicators import indicator_named
from metrics.references import reference_lines, wrong_references
from queries.reference.loader import read_reference

SHIPPED = read_reference("referentie")


def lines(code, variant="standaard", **options):
    indicator = indicator_named(code)
    found = reference_lines(SHIPPED, indicator, indicator.variant(variant), options.pop("gebied", "NL"), **options)
    return found.select("periode", "waarde").rows()


def test_a_line_shows_only_on_the_variant_it_was_defined_for():
    assert lines("VS10") == [("2022", 0.39), ("2023", 0.35)]
    assert lines("VS11") == [("2022", 0.08), ("2023", 0.07)]
    assert lines("VS07", "opgepakt") == []
    assert lines("VS05", "opeenvolgend") == [("2023", 0.4)]
    assert lines("VS10", gebied="GM0344") == []


def test_a_count_is_a_line_only_against_a_year_of_the_same_source():
    corporaties = {"uitsplitsing": "verhuurder", "cel": "corporatie"}
    assert lines("ON03", "alle", **corporaties, basisjaar=2005)[:2] == [
        ("2005", 100.0),
        ("2012", pytest.approx(82.985)),
    ]
    assert lines("ON03", "alle", basisjaar=2015)[-1] == ("2019", pytest.approx(5000 / 99))
    assert lines("ON03", "alle", basisjaar=2005) == []  # the bailiffs did not count that year
    assert lines("ON03", "alle") == []
    assert lines("ON03", basisjaar=2015) == []


def test_a_band_keeps_both_its_ends():
    row = SHIPPED.filter(indicator="VS12b").row(0, named=True)
    assert (row["waarde"], row["waarde_tot"]) == (0.5, 0.7)


def test_what_is_wrong_with_a_figure_is_said():
    bad = SHIPPED.head(4).with_columns(
        indicator=pl.Series(["XX99", "VS10", "VS10", "VS10"]), variant=pl.lit("standaard"),
        waarde=pl.Series([1.0, 39.0, 0.4, 0.4]), url=pl.Series(["https://a.nl", "https://a.nl", "a.nl", "https://a.nl"]),
    )  # fmt: skip
    assert [one.split(": ")[1] for one in wrong_references(bad, [indicator_named("VS10")])] == [
        "no such variant", "not a share between 0 and 1", "no source",
    ]  # fmt: skip
