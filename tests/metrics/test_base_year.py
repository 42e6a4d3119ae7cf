"""Figures against a base year: the published ones, and what is no figure."""

from datetime import date

import polars as pl
import pytest

from metrics.base_year import Basis, against_base, change
from metrics.counting.passes import TELLING_SCHEMA
from metrics.figures import figures
from metrics.indicators import indicator_named

ON03 = indicator_named("ON03")
UTRECHT = {2008: 118, 2009: 85, 2010: 58}


def yearly(tellers: dict[int, int], *, months: int = 12, kind: str = "jaar", onbekend: int = 0) -> pl.DataFrame:
    """Return figures of a gemeente that had so many ontruimingen a year; of the last only so many months were there."""
    last = max(tellers)
    rows = [
        {"indicator": "ON03", "versie": 1, "variant": "standaard", "gebied": "GM0344", "maand": date(year, month, 1),
         "uitsplitsing": "", "cel": "", "teller": many if month == 1 else 0, "noemer": many if month == 1 else 0,
         "onbekend": onbekend if month == 1 and year == last else 0, "gemeenten": 1, "inwoners": 300_000}
        for year, many in tellers.items()
        for month in range(1, (months if year == last else 12) + 1)
    ]  # fmt: skip
    telling = pl.DataFrame(rows, schema=TELLING_SCHEMA)
    dekking = telling.select(gm_code="gebied", tabel=pl.lit("ontruiming"), maand="maand", volledig=pl.lit(value=True))
    return figures(
        telling, pl.DataFrame(), dekking, ON03, ON03.standaard, kind=kind, today=date(2030, 1, 1)
    )  # fmt: skip


def test_utrecht_had_73_percent_fewer_evictions_in_2010_than_in_2005():
    """Utrecht, Voorkom Huisuitzetting: 118, 85 and 58 after an estimated 215 in 2005; -73,0%, from -80,2 to -63,8."""
    made = against_base(yearly(UTRECHT), Basis(2005, 215, geschat=True))
    last = made.row(-1, named=True)
    assert [round(100 * change(last[name]), 1) for name in ("waarde", "onder", "boven")] == [-73.0, -80.2, -63.8]
    assert (last["teller"], last["noemer"], last["basisjaar"], last["basis_geschat"]) == (58, 215, 2005, True)
    assert [round(value, 1) for value in made["waarde"]] == [54.9, 39.5, 27.0]


def test_on_the_256_of_all_reasons_it_was_77_percent():
    """The same report gives -77,3% on the 256 evictions of 2005 for whatever reason."""
    made = against_base(yearly(UTRECHT), Basis(2005, 256))
    assert round(100 * change(made["waarde"][-1]), 1) == -77.3
    assert made["basis_geschat"].to_list() == [False] * 3


def test_without_a_goal_the_base_is_the_first_whole_year():
    made = against_base(yearly(UTRECHT))
    assert made["basisjaar"].to_list() == [2008] * 3
    assert made["waarde"].to_list() == pytest.approx([100, 100 * 85 / 118, 100 * 58 / 118])
    assert made["onder"][0] is None, "the base year is 100, and not about 100"
    assert made["onder"][1] < made["waarde"][1] < made["boven"][1]


def test_a_goal_may_name_a_delivered_year_and_need_no_number_of_its_own():
    made = against_base(yearly(UTRECHT), Basis(2009))
    assert made["basis"].to_list() == [85] * 3
    assert made["waarde"].to_list() == pytest.approx([100 * 118 / 85, 100, 100 * 58 / 85])


def test_a_base_that_nobody_knows_or_that_is_zero_gives_no_index():
    for made in (against_base(yearly(UTRECHT), Basis(2005)), against_base(yearly({2008: 0, 2009: 3}))):
        assert made["status"].unique().to_list() == ["geen_basis"]
        assert made["waarde"].is_null().all()


def test_a_year_that_is_not_whole_has_no_index_and_is_no_base():
    made = against_base(yearly({2009: 85, 2010: 58}, months=7))
    assert made.select("status", "waarde").rows() == [("ok", 100.0), ("onvolledig", None)]
    assert against_base(yearly({2010: 58}, months=7))["basisjaar"].to_list() == [None]


def test_what_is_unknown_moves_the_bounds_and_not_the_value():
    last = against_base(yearly({2009: 100, 2010: 50}, onbekend=10)).row(-1, named=True)
    assert (last["waarde"], last["grens_onder"], last["grens_boven"]) == pytest.approx((50, 50, 60))


def test_only_calendar_years_can_be_set_against_one_another():
    with pytest.raises(ValueError, match="calendar years"):
        against_base(yearly(UTRECHT, kind="12maanden"))
    assert against_base(yearly(UTRECHT).clear()).is_empty()
