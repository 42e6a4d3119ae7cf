"""What must hold of the counts of any register: the oracle agrees, and order and parts change nothing."""

from dataclasses import replace

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from metrics.regions import nederland
from metrics.tables import Counts
from tests.metrics.invented import GEMEENTEN, registers
from tests.spec.casebook import Casebook

KEY = ("indicator", "variant", "gebied", "maand")


@given(registers())
def test_the_slow_recount_agrees_to_the_last_row(book):
    counts, slow = book.counts(), book.recount()
    rows = counts.telling.select(*KEY, "teller", "noemer", "onbekend").rows()
    assert {row[:4]: row[4:] for row in rows} == slow.telling
    waiting = counts.verdeling.select("gebied", "maand", "waarde", "gecensureerd", "aantal").rows()
    assert {row[:4]: row[4] for row in waiting} == dict(slow.verdeling)
    assert {row[:3]: row[3] for row in counts.dekking.rows()} == slow.dekking


@given(registers(), st.integers(0, 2**32))
def test_the_order_of_rows_changes_nothing(book, seed):
    shuffled = {name: table.sample(fraction=1, shuffle=True, seed=seed) for name, table in book.tables.items()}
    mixed = replace(book, tables=shuffled, delivered=book.delivered.sample(fraction=1, shuffle=True, seed=seed))
    _assert_same(book.counts(), mixed.counts())


@given(registers())
def test_counting_gemeenten_apart_or_together_is_the_same(book):
    parts = [_only(book, gemeente).counts() for gemeente in GEMEENTEN]
    together = Counts(
        pl.concat(part.telling for part in parts),
        pl.concat(part.verdeling for part in parts),
        pl.concat(part.dekking for part in parts),
    )
    _assert_same(book.counts(), together)


@given(registers())
@settings(max_examples=40)  # a wrong sum shows in nearly every register
def test_nederland_is_the_sum_of_the_gemeenten_that_delivered(book):
    counts = book.counts()
    whole = nederland(counts, book.people)
    columns = ["teller", "noemer", "onbekend"]
    assert whole.telling.select(columns).sum().equals(counts.telling.select(columns).sum())
    assert whole.verdeling["aantal"].sum() == counts.verdeling["aantal"].sum()
    delivered = counts.dekking.filter("volledig").group_by("tabel", "maand").len()
    assert sorted(whole.dekking.select("tabel", "maand").rows()) == sorted(delivered.select("tabel", "maand").rows())
    most = counts.dekking.filter("volledig")["gm_code"].n_unique()
    assert all(1 <= many <= most for many in whole.telling["gemeenten"])


@given(registers())
def test_a_median_has_as_many_waiting_times_as_cases(book):
    counts = book.counts()
    per_month = counts.verdeling.group_by("gebied", "maand").agg(
        noemer=pl.col("aantal").sum(), teller=pl.col("aantal").filter(~pl.col("gecensureerd")).sum()
    )
    told = counts.telling.filter(pl.col("noemer") > 0, indicator="SH03").select("gebied", "maand", "noemer", "teller")
    assert_frame_equal(per_month, told, check_row_order=False)


def _only(book: Casebook, gemeente: str) -> Casebook:
    """Keep the cases of one gemeente, as its files in the working set do."""
    tables = {name: table.filter(gm_code=gemeente) if "gm_code" in table.columns else table
              for name, table in book.tables.items()}  # fmt: skip
    for child, parent in (("zaak_signaal", "zaak"), ("contactpoging", "zaak"), ("traject_persoon", "traject")):
        tables[child] = tables[child].filter(pl.col(parent).is_in(tables[parent]["id"].to_list()))
    return replace(
        book,
        tables=tables,
        delivered=book.delivered.filter(gm_code=gemeente),
        codes=book.codes.filter(today=gemeente),
        people=book.people.filter(gm_code=gemeente),
    )


def _assert_same(one: Counts, other: Counts) -> None:
    for name in ("telling", "verdeling", "dekking"):
        assert_frame_equal(getattr(one, name), getattr(other, name), check_row_order=False)
