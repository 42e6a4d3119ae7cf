"""Figures of a page made at once: those of each indicator alone, for own figures, the rest, and everyone."""

from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from dashboard.figures import judged, measured, standing, stored
from dashboard.figures.benchmark import NEDERLAND
from dashboard.figures.everyone import EVERYONE_SCHEMA
from dashboard.figures.material import JUDGED, Material, columns_of
from dashboard.figures.source import Source
from metrics.figures import FIGURE_SCHEMA
from metrics.indicators import indicator_named
from queries import access
from queries.access import Viewer, local_administrator
from tests.dashboard.small_store import MISSING, make_store

ALMERE, ZWOLLE = "GM0034", "GM0193"


def source_of(folder: Path, viewer: Viewer | None = None) -> Source:
    url, who = f"sqlite:///{folder / 'register.sqlite3'}", viewer or local_administrator()
    state = stored.read_state(url, who)
    made = state.berekening
    today = made.peildatum if made else None
    return Source(url, folder / "publicaties", who, state.versie, today, state.publicatie)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Source:
    return source_of(make_store(tmp_path_factory.mktemp("measured")))


@pytest.mark.parametrize("kind", ["maand", "12maanden"])
def test_own_lines_are_those_of_each_indicator_alone(source: Source, kind: str):
    counts = stored.own(source, ZWOLLE)
    assert counts is not None
    alone = Material(counts, {}, stored.people_years(source, ZWOLLE, (ZWOLLE,)), counts.samenhang)
    for wide in (False, True):
        lines = measured.own_lines(source, ZWOLLE, kind, judged=wide)
        assert list(lines) == [one.code for one in measured.ON_CARDS]
        for code, line in lines.items():
            one = indicator_named(code)
            made = alone.figures(one, one.standaard, kind, limits=JUDGED if wide else None)
            assert line.columns == columns_of(one, one.standaard)
            assert_frame_equal(line, made.tail(line.height), check_exact=True)
            single = measured.own_line(source, ZWOLLE, code, one.standaard.code, kind, judged=wide)
            assert_frame_equal(line, single, check_exact=True)


def test_an_own_line_shows_the_months_that_were_not_delivered(source: Source):
    line = measured.own_lines(source, ZWOLLE, "maand")["VS07"]
    assert set(line.filter(status="geen_levering")["periode_van"]) == MISSING
    assert line["periode_van"].min() == stored.own(source, ZWOLLE).dekking["maand"].min()  # pyright: ignore[reportOptionalMemberAccess]


def test_a_rest_in_the_period_of_each_figure_is_the_rest_of_that_indicator_alone(source: Source):
    rest = measured.rest_material(source, ALMERE, NEDERLAND)
    assert rest is not None
    asked = [(one, one.standaard, rest.seen(one, one.standaard, "jaar")) for one in measured.ON_CARDS]
    newest = measured.newest_finals(measured.in_kinds(measured.own_figures(source, ALMERE), asked))
    own = {(row["indicator"], row["variant"]): row for row in newest.iter_rows(named=True)}

    together = measured.rest_figures(rest, asked, own)

    assert len(together) > 30
    for one, of, kind in asked:
        key = (one.code, of.code)
        assert together.get(key) == measured.rest_figure(rest, one, of, kind, own[key])
        if key in together:
            assert together[key]["periode_van"] == own[key]["periode_van"]


def test_verdicts_and_trends_of_all_indicators_are_those_of_each_alone(source: Source):
    rest = measured.rest_material(source, ALMERE, NEDERLAND)
    assert rest is not None
    cards = standing.cards(source, ALMERE, "jaar")
    assert len({card.verdict for card in cards}) > 1
    for card in cards:
        one, of = card.indicator, card.indicator.standaard
        line = measured.own_lines(source, ALMERE, "jaar", judged=True)[one.code]
        assert judged.compared(source, ALMERE, one, of, rest.seen(one, of, "jaar"), line, rest) == card.beside
        years, quarters = (measured.own_lines(source, ALMERE, kind)[one.code] for kind in ("jaar", "kwartaal"))
        assert judged.trend_word(one, of, years, quarters) == (card.trend, card.trend_kind)


def test_everyone_is_each_gemeente_by_name_in_the_newest_final_period_of_each_indicator(source: Source):
    found = measured.everyone(source, "jaar")

    assert found.schema == EVERYONE_SCHEMA
    bereik = found.filter(indicator="VS07").select("naam", "periode", "teller", "noemer", "status")
    assert bereik.rows() == [
        ("Almere", "2024", 480, 960, "ok"),
        ("Ameland", "2024", 6, 24, "ok"),
        ("Rotterdam", "2024", 18, 72, "te_veel_onbekend"),
        ("Zwolle", "2024", 162, 624, "ok"),
    ]
    assert found.select("indicator", "periode_van").unique().height == found["indicator"].n_unique()


@pytest.mark.parametrize("code", ["VS07", "VS01", "SH03", "ON03"])
def test_everyone_has_the_figures_of_each_indicator_alone(source: Source, code: str):
    one = indicator_named(code)
    with stored.open_store(source.url).connect() as connection:
        others = access.read_others(connection, source.viewer, source.folder, code)
    assert others is not None
    found = measured.everyone(source, "kwartaal").filter(indicator=code)
    alone = Material(others, {}).figures(one, one.standaard, "kwartaal").select(FIGURE_SCHEMA.names())

    same = alone.filter(periode_van=found["periode_van"][0])
    assert_frame_equal(found.select(FIGURE_SCHEMA.names()).sort("gebied"), same.sort("gebied"), check_exact=True)


def test_before_a_publication_there_is_nobody_and_no_comparison(tmp_path: Path):
    source = source_of(make_store(tmp_path, stage="berekend"))
    assert measured.everyone(source, "jaar").is_empty()
    assert measured.published_lines(source, "jaar") == {}
    cards = standing.cards(source, ALMERE, "jaar")
    assert len(cards) == len(measured.ON_CARDS)
    assert {card.beside for card in cards} == {None}


def test_who_may_see_nothing_of_others_gets_nobody(source: Source):
    nobody = Viewer("niemand", frozenset({ALMERE}), frozenset())
    hidden = Source(source.url, source.folder, nobody, source.versie, source.today, source.publicatie)
    assert measured.everyone(hidden, "jaar").is_empty()


def test_before_anything_was_counted_there_are_no_cards(tmp_path: Path):
    source = source_of(make_store(tmp_path, stage="geleverd"))
    assert standing.cards(source, ALMERE, "jaar") == []
    assert measured.own_lines(source, ALMERE, "jaar") == {}
    assert measured.own_line(source, ALMERE, "VS07", "standaard", "jaar").is_empty()
    assert isinstance(measured.own_figures(source, ALMERE), pl.DataFrame)
