"""What is in the open data: the figures of the pages, and nothing that was not published."""

from datetime import date

import polars as pl

from dashboard.figures.material import Material
from dashboard.figures.published_figures import people_of
from metrics.indicators import indicator_named
from queries import access
from queries.access import Recht, Viewer
from queries.counts import read_telling
from queries.publications import latest_publication
from tests.dashboard.opendata.conftest import Published

SAME = ["teller", "noemer", "onbekend", "waarde", "onder", "boven", "grens_onder", "grens_boven", "status", "dekking"]
VISITOR = Viewer("wie dan ook", frozenset({"GM0001"}), frozenset({Recht.GEPUBLICEERD}))


def test_a_figure_is_that_of_the_pages_to_the_digit(published: Published, figures: pl.DataFrame):
    """A policy officer of another gemeente sees these numbers of Nederland and of each gemeente."""
    for code, uitsplitsing in (("VS07", ""), ("VS01", ""), ("VS07", "crisis")):
        one = indicator_named(code)
        with published.engine.connect() as connection:
            of_nederland = access.read_published(connection, VISITOR, published.folder, "NL", uitsplitsing=uitsplitsing)
            others = access.read_others(connection, VISITOR, published.folder, code)
            publication = latest_publication(connection)
        assert of_nederland is not None
        assert others is not None
        assert publication is not None
        people = people_of(publication)
        assert people is not None
        inwoners = dict(people.filter(gebied="NL").select("jaar", "inwoners_totaal").iter_rows())
        seen = [Material(of_nederland, inwoners)] + ([] if uitsplitsing else [Material(others, {})])
        shown = pl.concat(
            each.figures(one, one.standaard, kind, uitsplitsing=uitsplitsing).select(
                "gebied", "cel", "periode_van", "periode_tot", *SAME
            )
            for each in seen
            for kind in ("kwartaal", "jaar")
        ).filter(pl.col("status") != "geen_levering")
        given = figures.filter(
            pl.col("gebied").is_in(shown["gebied"].unique().implode()),
            indicator=code,
            variant="standaard",
            uitsplitsing=uitsplitsing or "totaal",
        ).with_columns(pl.col("cel").replace("totaal", ""))
        order = ["gebied", "cel", "periode_van", "periode_tot"]
        assert shown.height > 0
        assert given.select(shown.columns).sort(order).equals(shown.sort(order))


def test_every_number_of_cases_is_a_sum_of_multiples_of_five(figures: pl.DataFrame):
    for name in ("teller", "onbekend"):
        assert set(figures[name].drop_nulls() % 5) == {0}
    assert set(figures.filter(indicator="VS07")["noemer"].drop_nulls() % 5) == {0}


def test_no_exact_count_of_the_store_can_be_read_from_a_row(published: Published, figures: pl.DataFrame):
    """23 of 91 a month are 69 of 273 a quarter: neither is anywhere."""
    with published.engine.connect() as connection:
        exact = read_telling(connection, ["GM0363"], uitsplitsingen=[""]).filter(indicator="VS07")
    assert exact["teller"].max() == 23
    assert not figures.filter(gebied="GM0363").filter((pl.col("teller") == 69) | (pl.col("noemer") == 273)).height


def test_there_are_quarters_and_years_and_no_months_or_streets(figures: pl.DataFrame):
    assert set(figures["soort_periode"]) == {"kwartaal", "jaar"}
    assert figures.filter(periode="2024-K3")["periode_van"].unique().to_list() == [date(2024, 7, 1)]
    assert set(figures["uitsplitsing"]) == {"totaal", "crisis"}
    assert set(figures.filter(uitsplitsing="crisis")["gebied"]) & {"GM0363", "GM0344"} == set()


def test_a_region_of_fewer_than_four_gemeenten_is_not_there(figures: pl.DataFrame):
    """Who is of one of them knows what that one counted."""
    assert not figures.filter(gebied="provincie:Zuid-Holland").height
    assert not figures.filter(gebied="NL")["achtergehouden"].any()


def test_too_few_cases_have_a_reason_and_no_value(figures: pl.DataFrame):
    few = figures.filter(gebied="GM0014", indicator="VS07", variant="standaard", periode="2024-K2")
    assert few["waarde"].to_list() == [None]
    assert few["status"].to_list() == ["te_weinig_gevallen"]
    assert few.filter(pl.col("onder").is_not_null() | pl.col("boven").is_not_null()).is_empty()
