"""What a gemeente promised and changed, and what was counted otherwise, as the pages say it."""

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from sqlalchemy import insert

from metrics.indicators import INDICATORS
from queries.counts import read_counts, replace_counts
from queries.engine import open_engine
from queries.schema import doel, interventie
from tests.dashboard.opened import said, show, table_of
from tests.dashboard.small_store import NORMAL, make_store

GOAL = {
    "gm_code": NORMAL, "indicator": "VS07", "variant": "standaard", "waarde": 40.0, "uiterlijk": date(2025, 12, 31),
    "bron": "Beleidsplan",
}  # fmt: skip


def promised(folder: Path, **changes: Any) -> None:
    """Make the small store with one goal and one intervention of Almere."""
    make_store(folder)
    with open_engine(f"sqlite:///{folder / 'register.sqlite3'}").begin() as connection:
        connection.execute(insert(doel), GOAL | changes)
        connection.execute(
            insert(interventie),
            {
                "gm_code": NORMAL,
                "naam": "Bellen en aanbellen",
                "vanaf": date(2025, 3, 1),
                "beschrijving": "Bellen.",
                "bron": "Plan",
            },
        )


def test_a_goal_has_two_answers_on_the_card_and_on_the_trend(map_folder: Path):
    promised(map_folder)

    assert "Doel 2025: ✓ gehaald; gehaald" in said(show(gemeente="Almere"))
    text = said(show("trend", gemeente="Almere"))
    assert "**Doel: geteld ✓ gehaald, structureel ✓ gehaald, ook als we rekening houden met toeval.**" in text
    assert "Lange streepjes: het doel voor 31 december 2025." in text
    assert "Bron: Beleidsplan." in text


def test_a_goal_that_is_not_reached_says_so_and_why_it_cannot_be_said_is_said(map_folder: Path):
    promised(map_folder, waarde=-20.0)

    text = said(show("trend", gemeente="Almere"))
    assert "**Doel**: Dit doel vraagt een cijfer van het basisjaar boven 0" in text
    assert "Doel 2025" not in said(show(gemeente="Almere"))


def test_an_intervention_is_a_named_line_and_no_proof(map_folder: Path):
    promised(map_folder)
    text = said(show("trend", gemeente="Almere", periode="Maand"))

    assert "Lijnen omhoog: Bellen en aanbellen, 1 maart 2025." in text
    assert "nog geen bewijs dat het daardoor komt." in text


def test_a_line_of_two_versions_of_a_definition_says_from_where(map_folder: Path):
    make_store(map_folder)
    newest = next(one for one in INDICATORS if one.versie > 1)
    engine = open_engine(f"sqlite:///{map_folder / 'register.sqlite3'}")
    with engine.begin() as connection:
        telling, verdeling, dekking = read_counts(connection, [NORMAL])
        later = (pl.col("indicator") == newest.code) & (pl.col("maand") >= pl.lit(date(2025, 1, 1)))
        counted = telling.with_columns(
            pl.when(later).then(newest.versie).otherwise("versie").cast(pl.Int32).alias("versie")
        )
        replace_counts(connection, 1, [NORMAL], counted, verdeling, dekking)
    text = said(show("trend", gemeente="Almere", periode="Maand", trend_indicator=newest.naam))

    assert f"vanaf hier geteld met versie {newest.versie} van de definitie, 1 januari 2025" in text
    assert "Voor en na een andere definitie is anders geteld: vergelijk die niet." in text


def test_an_index_is_of_whole_years_against_the_base_year(map_folder: Path):
    make_store(map_folder)
    test = show("trend", gemeente="Almere", trend_indicator="Ontruimingen ten opzichte van het basisjaar")
    table = table_of(test, "trend")

    assert "Dit cijfer is er alleen per kalenderjaar" in said(test)
    assert list(table["Periode"]) == ["2025", "2024"]
    assert list(table["Almere"]) == [100.0, 100.0]
    assert list(table["In het basisjaar"]) == list(table["Aantal"])


def test_the_tegenmaat_stands_beside_the_figure(map_folder: Path):
    make_store(map_folder)

    text = said(show("trend", gemeente="Almere"))
    assert '<dt>Kijk ook naar: opvolging van signalen</dt><dd class="gezegd ">50,0%</dd>' in text


def test_two_breakdowns_can_be_set_against_each_other_for_the_own_gemeente(map_folder: Path):
    make_store(map_folder)
    engine = open_engine(f"sqlite:///{map_folder / 'register.sqlite3'}")
    with engine.begin() as connection:
        telling, verdeling, dekking = read_counts(connection, [NORMAL])
        whole = telling.filter(indicator="VS07", variant="standaard", uitsplitsing="")
        cells = [
            whole.with_columns(uitsplitsing=pl.lit("leeftijdsklasse*crisis"), cel=pl.lit(f"27-44*{answer}"))
            for answer in ("ja", "nee")
        ]
        replace_counts(connection, 1, [NORMAL], pl.concat([telling, *cells]), verdeling, dekking)
    text = said(show("trend", gemeente="Almere", trend_crossing_vs07="Leeftijd en crisis"))

    assert "<caption>Leeftijd en crisis, Almere, over " in text
    assert '<th scope="row">27 tot en met 44 jaar</th><td>50%<br><small>480 van 960</small></td>' in text
    assert "<td>50%<br><small>960 van 1.920</small></td>" in text


@pytest.mark.parametrize("kind", ["Jaar", "Kwartaal", "Maand"])
def test_overzicht_shows_every_kind_of_period(map_folder: Path, kind: str):
    make_store(map_folder)

    assert "De belangrijkste cijfers" in said(show(gemeente="Almere", periode=kind))
