"""Sums over households in whole registers: they agree with the counts, in any order and in any parts."""

from dataclasses import replace
from datetime import date

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from metrics.indicators import INDICATORS
from metrics.measure import Methode
from metrics.months import month_number
from tests.metrics.invented import registers
from tests.spec.casebook import Casebook, cases

NAME = ["gebied", "indicator", "variant"]


def of_households(book: Casebook) -> pl.DataFrame:
    return book.counts().samenhang.sort(NAME)


@given(registers())
@settings(max_examples=6)
def test_the_cases_of_all_households_are_the_cases_counted_in_the_last_24_months(book):
    shares = [(i.code, v.code) for i in INDICATORS for v in i.varianten if i.methode_van(v) is Methode.WILSON]
    names = pl.DataFrame(shares, schema=["indicator", "variant"], orient="row")
    counted = book.counts().telling.filter(pl.col("noemer") > 0, uitsplitsing="").join(names, on=names.columns)
    latest = counted.filter(month_number(pl.col("maand")) > month_number(pl.col("maand")).max().over(NAME) - 24)
    expected = latest.group_by(NAME).agg(pl.col("teller", "noemer").sum()).sort(NAME)
    keyed = of_households(book)
    # Talks and leveringen are of no household.
    there = expected.join(keyed.select(NAME), on=NAME, how="semi")
    assert_frame_equal(keyed.select(there.columns), there)
    assert set(expected["indicator"]) - set(keyed["indicator"]) <= {"DV02", "KW02"}
    assert (keyed["huishoudens"] <= keyed["noemer"]).all()


@given(registers(), st.integers(0, 2**32))
@settings(max_examples=2)  # a plain recount guards the sums themselves
def test_the_order_of_rows_changes_nothing(book, seed):
    shuffled = {name: table.sample(fraction=1, shuffle=True, seed=seed) for name, table in book.tables.items()}
    assert_frame_equal(of_households(replace(book, tables=shuffled)), of_households(book))


@given(registers())
@settings(max_examples=2)
def test_days_that_pass_without_a_window_that_closes_change_nothing(book):
    # Long after the last case all windows are closed; a month later the same 24 months are counted.
    late = replace(book, today=date(2034, 7, 20)), replace(book, today=date(2034, 8, 20))
    assert_frame_equal(of_households(late[0]), of_households(late[1]))


def test_zaken_of_one_address_are_one_household_and_so_are_zaken_of_one_person_without_address():
    book = cases(
        zaak="""
            id | matchingsdatum | huishouden
            z1 | 2024-03-05     | home
            z2 | 2024-05-06     | home
            z3 | 2024-05-06     | other
            z4 | 2024-05-07     |
            z5 | 2024-06-07     |
            z6 | 2024-06-07     |
        """,
        signaal="""
            id | signaaldatum | persoon
            s4 | 2024-05-06   | someone
            s5 | 2024-06-06   | someone
        """,
        zaak_signaal="""
            zaak | signaal
            z4   | s4
            z5   | s5
        """,
        contactpoging="""
            zaak | soort    | bereikt | datum
            z1   | Telefoon | ja      | 2024-03-06
            z2   | Telefoon | ja      | 2024-05-07
        """,
    )
    (row,) = book.counts().samenhang.filter(indicator="VS07", variant="standaard").to_dicts()
    # home (2 of 2), other (0 of 1), someone (0 of 2), and z6 alone (0 of 1). No month has two of a household, the
    # second quarter has both of someone, and the year all.
    numbers = {"huishoudens": 4, "teller": 2, "noemer": 6, "teller2": 4, "product": 4, "noemer2": 10}
    numbers |= {"noemer2_maand": 6, "noemer2_kwartaal": 8, "noemer2_jaar": 10}
    assert {name: row[name] for name in numbers} == numbers
