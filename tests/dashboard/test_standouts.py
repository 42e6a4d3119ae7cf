"""Who differs beyond chance and who has which place: the limits behind it, and when nothing is said."""

import polars as pl
import pytest

from dashboard.figures import standing
from dashboard.figures.benchmark import NEDERLAND, Benchmark, benchmarks, most_comparable, same_kind
from dashboard.figures.funnels import funnel_of
from dashboard.figures.others import field
from dashboard.figures.source import Source
from dashboard.figures.standouts import as_alike, compared, place, standouts
from dashboard.figures.together import Together, together
from metrics.definition import Methode
from tests.dashboard.small_store import make_store
from tests.dashboard.test_others import source_of

BEREIK = ("GM0034", "VS07", "standaard", "jaar")


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Source:
    return source_of(make_store(tmp_path_factory.mktemp("standouts")))


def test_who_stands_out_is_named_and_the_own_gemeente_is_compared_with_nobody_but_others(source: Source):
    said = standouts(source, *BEREIK)

    assert said is not None
    assert (said.hoger, said.lager, said.vergeleken) == ((), ("Zwolle",), 2)
    assert said.kant == {"GM0193": "lager"}
    assert said.toeval.verwacht == pytest.approx(0.1)


def test_a_median_is_compared_with_its_own_limits(source: Source):
    said = standouts(source, "GM0034", "SH03", "standaard", "jaar")

    assert said is not None
    assert (said.hoger, said.lager) == ((), ())


def test_without_an_own_figure_nobody_stands_out_and_there_is_no_place(source: Source):
    for gm_code in ("GM0014", "GM0599"):
        assert standouts(source, gm_code, "VS07", "standaard", "jaar") is None
        assert place(source, gm_code, "VS07", "standaard", "jaar") is None


def test_a_place_is_among_the_group_and_says_who_is_near(source: Source):
    group = Benchmark("groep:x", "Eigen groep", "de groep", "Groep", ("GM0034", "GM0060"))
    found = place(source, *BEREIK, group)

    assert found is not None
    assert (found.rang, found.aantal, found.boven, found.onder) == (1, 2, (), ("Ameland",))
    assert 1 <= found.beste <= found.rang <= found.slechtste <= found.aantal


def test_limits_of_others_are_as_wide_as_if_their_households_came_back_as_often(source: Source):
    found = field(source, *BEREIK)
    assert found is not None
    assert found.own is not None
    rows = compared(found)
    doubled = type(found)(**{**found.__dict__, "own": {**found.own, "n_eff": found.own["noemer"] / 2}})
    wider = as_alike(rows, doubled.own, Methode.WILSON)

    width = pl.col("boven") - pl.col("onder")
    ratio = wider.select(width).to_series() / rows.select(width).to_series()
    assert ratio.to_list()[0] == 1  # the own limits are what they are
    # Of Zwolle rounding made 624 cases worth 487: 1,28 times the variance, and now 2,28 times.
    assert ratio.to_list()[1] == pytest.approx((2.28 / 1.28) ** 0.5, abs=0.02)
    assert ratio.to_list()[2] > 1
    assert as_alike(rows, doubled.own, Methode.BYAR).equals(rows)


def test_a_group_together_is_the_same_number_and_verdict_as_on_the_first_page(source: Source):
    cards = {card.indicator.code: card for card in standing.cards(source, "GM0034", "jaar")}
    beside = cards["VS07"].beside
    assert beside is not None
    assert beside.row is not None
    assert beside.rest is not None
    found = together(source, *BEREIK, NEDERLAND, beside.row["periode_van"])
    assert found == Together(beside.rest["waarde"], cards["VS07"].verdict)


def test_there_is_no_funnel_of_a_median_nor_of_a_few_gemeenten(source: Source):
    assert funnel_of(source, *BEREIK) is None
    assert funnel_of(source, "GM0034", "SH03", "standaard", "jaar") is None


def test_another_gemeente_is_compared_with_what_is_of_the_same_kind():
    gebieden = pl.DataFrame(
        {
            "gebied": ["provincie:Overijssel", "grootteklasse:6", "groep:1"],
            "soort": ["provincie", "grootteklasse", "groep"],
            "naam": ["Overijssel", "100.000 tot 150.000", "Buren"],
            "leden": [["GM0193"], ["GM0193"], ["GM0034"]],
        }
    )
    options = [*benchmarks(gebieden, "GM0193"), most_comparable("GM0193", ["GM0034"] * 10)]

    assert same_kind("Provincie Flevoland", options).naam == "Provincie Overijssel"
    assert same_kind("Gemeenten met 150.000 tot 250.000 inwoners", options).gebied == "grootteklasse:6"
    assert same_kind("8 meest vergelijkbare gemeenten", options).naam == "10 meest vergelijkbare gemeenten"
    assert same_kind("Arbeidsmarktregio Flevoland", options) == NEDERLAND
    assert same_kind("Eigen groep Weg", options) == NEDERLAND
