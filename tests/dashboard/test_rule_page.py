"""Signaalregel: what another rule would have asked, for the own gemeente, in every state of its page."""

from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import polars as pl
import pytest

from dashboard.charts.rule import described, finding, rule_chart, step, table
from dashboard.figures.rule import Grid, Rule, _counted, neighbours, outcome, widest
from metrics.signal_rule import ONBEPERKT, THRESHOLDS, rules
from queries.blocks import pack, replace_blocks
from queries.counts import SIGNAALREGEL_SCHEMA
from queries.engine import open_engine
from queries.schema import signaalregel
from tests.dashboard.opened import said, show
from tests.dashboard.small_store import MONTHS, NORMAL, SMALL, make_store

FREE = (ONBEPERKT, 0)


def stored(gm_code: str, month: date, threshold: tuple[int, int], partners: int, households: int) -> tuple[Any, ...]:
    return (gm_code, "", month, *threshold, partners, households)


def with_rule(folder: Path, *, small: bool = False) -> None:
    """Make the small store with, each month, 30 households at one partner and 4 at two; 72 more in one month."""
    make_store(folder)
    gm_code = SMALL if small else NORMAL
    rows = [
        stored(gm_code, month, threshold, partners, count)
        for month in MONTHS
        for threshold in THRESHOLDS
        for partners, count in ((1, 30), (2, 4))
        if not (threshold[0] < 100 and partners == 2)
    ]
    rows.append(stored(gm_code, MONTHS[-1], FREE, 3, 72))
    with open_engine(f"sqlite:///{folder / 'register.sqlite3'}").begin() as connection:
        blocks = pack(pl.DataFrame(rows, schema=SIGNAALREGEL_SCHEMA, orient="row"))
        replace_blocks(connection, signaalregel, [gm_code], blocks, 1)


def test_the_page_says_how_many_households_and_how_often_that_is_too_many(map_folder: Path):
    with_rule(map_folder)
    text = said(show("signaalregel", gemeente="Almere"))

    assert "Met deze regel zijn het gemiddeld 7 huishoudens per maand; in 1 van de 24 maanden" in text
    assert "zijn het er meer dan uw 50" in text
    assert "Dat is 18,9% van alle huishoudens over wie een signaal kwam (gemiddeld 37 per maand)." in text
    assert "De regel laat de andere 81,1% weg." in text
    assert "Schuin gestreept is wat er boven uw capaciteit uitkomt." in text
    assert "Eén partner minder: minstens 1 partner" in text
    assert "De ruimste regel die in minstens 9 van de 10 maanden past bij uw 50: **minstens 1 partner**." in text
    assert "Het aantal partners is een ondergrens." in text
    assert "In Nijmegen spraken elf partijen af" in text


def test_the_link_holds_the_rule_and_the_capacity(map_folder: Path):
    with_rule(map_folder)
    link = {
        "signaalregel_partners": "1", "signaalregel_dagen": "60 dagen", "signaalregel_euro": "€\u00a0250",
        "signaalregel_capaciteit": "25",
    }  # fmt: skip
    test = show("signaalregel", gemeente="Almere", **link)

    assert "Met deze regel zijn het gemiddeld 30 huishoudens per maand; in alle 24 maanden zijn het er" in said(test)
    assert "Regel: minstens 1 partner, achterstand hooguit 60 dagen oud, minstens €\u00a0250 per signaal." in said(test)
    assert (test.select_slider(key="signaalregel_dagen").value, test.number_input[0].value) == (60, 25)


def test_the_way_to_a_neighbouring_rule_keeps_the_gemeente_and_the_capacity(map_folder: Path):
    with_rule(map_folder)
    text = said(show("signaalregel", gemeente="Almere", signaalregel_capaciteit="25"))

    assert "signaalregel_partners=3&amp;signaalregel_dagen=maakt+niet+uit" in text
    assert text.count("signaalregel_capaciteit=25") > 3
    assert "signaalregel_partners=3&amp;signaalregel_dagen=100+dagen" in text  # the one of Nijmegen


def test_a_rule_that_selects_nobody_says_so(map_folder: Path):
    with_rule(map_folder)
    text = said(show("signaalregel", gemeente="Almere", signaalregel_partners="5"))

    assert "Met deze regel is er in de laatste 24 maanden geen enkel huishouden." in text
    assert "De regel laat iedereen weg over wie een signaal kwam: gemiddeld 37 per maand." in text


def test_signalen_that_were_never_delivered_are_not_zero(map_folder: Path):
    with_rule(map_folder)
    text = said(show("signaalregel", gemeente="Groningen"))

    assert "Over Groningen zijn nog geen vroegsignalen geteld." in text
    assert "Dat is iets anders dan nul signalen." in text


def test_before_anything_is_counted_the_page_says_what_it_needs(map_folder: Path):
    make_store(map_folder, stage="geleverd")

    assert "ten minste één maand nodig" in said(show("signaalregel", gemeente="Almere"))


def test_months_without_a_levering_are_no_part_of_the_mean(map_folder: Path):
    with_rule(map_folder)
    text = said(show("signaalregel", gemeente="Zwolle"))

    assert "Maanden zonder volledige levering tellen niet mee: dat is iets anders dan nul." in text
    assert "in de laatste 21 maanden geen enkel huishouden" in text


def a_grid(months: int = 3) -> tuple[Grid, pl.DataFrame]:
    """Return stored rows of some months and the grid they make."""
    days = [date(2025, month, 1) for month in range(1, months + 1)]
    chance = np.random.default_rng(7)
    rows = [
        stored(NORMAL, day, threshold, partners, int(chance.integers(0, 40)))
        for day in days
        for threshold in THRESHOLDS
        for partners in range(1, 8)
    ]
    frame = pl.DataFrame(rows, schema=SIGNAALREGEL_SCHEMA, orient="row")
    return Grid(tuple(days), (), _counted(frame, days)), frame


def test_every_rule_of_the_page_is_that_of_the_definition():
    grid, frame = a_grid()
    for row in rules(frame, 60).iter_rows(named=True):
        made = outcome(grid, Rule(row["partners"], row["hooguit_dagen"], row["minstens_euro"]), 60)
        assert (made.gemiddeld, made.meest) == (row["gemiddeld"], row["meest"])
        assert 1 - made.boven / 3 == pytest.approx(row["past"])
        assert made.aandeel == pytest.approx(row["aandeel"])


def test_the_widest_rule_that_fits_is_the_first_of_the_definition_that_does():
    grid, frame = a_grid()
    fitting = rules(frame, 90).filter(pl.col("past") == 1.0, pl.col("meest") > 0)
    best = widest(grid, 90)[0]
    assert best.gemiddeld == fitting["gemiddeld"][0]
    assert best.boven == 0


def test_neighbours_are_one_step_away_and_named_by_it():
    grid, _ = a_grid()
    rule = Rule(2, 100, 50)
    assert [step(rule, made.rule) for made in neighbours(grid, rule, 50)] == [
        "Eén partner minder: minstens 1 partner",
        "Eén partner meer: minstens 3 partners",
        "Ook oudere achterstanden: hooguit 180 dagen oud",
        "Alleen hooguit 60 dagen oud",
        "Ook lagere bedragen: elk bedrag",
        "Alleen vanaf €\u00a0100",
    ]
    assert len(neighbours(grid, Rule(1, ONBEPERKT, 0), 50)) == 3


def test_a_limit_that_was_not_counted_is_refused():
    grid, _ = a_grid()
    with pytest.raises(ValueError, match="there are no counts for"):
        outcome(grid, Rule(2, 99, 0), 50)


def test_where_many_months_are_too_busy_only_the_busiest_has_its_number():
    grid, _ = a_grid(8)
    made = outcome(grid, Rule(1), 1)
    drawn: Any = rule_chart(grid, made, 1)
    assert [note.text for note in drawn.layout.annotations][1:] == [str(made.meest)]


def test_what_is_above_the_capacity_is_drawn_on_top_of_what_fits():
    grid, _ = a_grid()
    made = outcome(grid, Rule(1), 100)
    drawn: Any = rule_chart(grid, made, 100)
    within, above = drawn.data
    assert [low + high for low, high in zip(within.y, above.y, strict=True)] == list(made.per_maand)
    assert max(within.y) <= 100
    assert above.marker.pattern.shape == "/"
    assert table(grid, made, 100)["Huishoudens volgens de regel"].to_list() == list(reversed(made.per_maand))


@pytest.mark.parametrize(
    ("mean", "words"),
    [(1.0, "is het gemiddeld 1 huishouden per maand"), (0.02, "is het bijna nooit een huishouden"),
     (12.4, "zijn het gemiddeld 12 huishoudens per maand")],
)  # fmt: skip
def test_a_handful_is_said_in_words_that_fit(mean: float, words: str):
    made = SimpleNamespace(meest=9, gemiddeld=mean, per_maand=(1, 0), boven=0)
    assert finding(made, 50).startswith(f"Met deze regel {words};")  # pyright: ignore[reportArgumentType]


def test_a_rule_in_words():
    assert (
        described(Rule(3, 100, 50))
        == "minstens 3 partners, achterstand hooguit 100 dagen oud, minstens €\u00a050 per signaal"
    )
    assert described(Rule(1)) == "minstens 1 partner"
