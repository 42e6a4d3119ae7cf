"""What must hold of the counts of any register: the oracle agrees, and order and parts change nothing."""

from dataclasses import replace
from datetime import date

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from metrics.counting.regions import delivered, regions, sums
from metrics.indicators import INDICATORS
from metrics.tables import Counts
from tests.metrics.invented import GEMEENTEN, registers
from tests.spec.casebook import Casebook

KEY = ("indicator", "variant", "gebied", "maand", "uitsplitsing", "cel")


@given(registers())
def test_the_slow_recount_agrees_to_the_last_row(book):
    counts, slow = book.counts(), book.recount()
    rows = counts.telling.select(*KEY, "teller", "noemer", "onbekend").rows()
    assert {row[:6]: row[6:] for row in rows} == slow.telling
    bars = counts.verdeling.select(*KEY, "waarde", "gecensureerd", "aantal").rows()
    assert {row[:8]: row[8] for row in bars} == dict(slow.verdeling)
    assert {row[:3]: row[3] for row in counts.dekking.rows()} == slow.dekking


@given(registers(), st.integers(0, 2**32))
@settings(max_examples=12)
def test_the_order_of_rows_changes_nothing(book, seed):
    shuffled = {name: table.sample(fraction=1, shuffle=True, seed=seed) for name, table in book.tables.items()}
    mixed = replace(book, tables=shuffled, delivered=book.delivered.sample(fraction=1, shuffle=True, seed=seed))
    _assert_same(book.counts(), mixed.counts())


@given(registers())
@settings(max_examples=12)
def test_counting_gemeenten_apart_or_together_is_the_same(book):
    parts = [_only(book, gemeente).counts() for gemeente in GEMEENTEN]
    together = Counts(
        pl.concat(part.telling for part in parts),
        pl.concat(part.verdeling for part in parts),
        pl.concat(part.dekking for part in parts),
    )
    _assert_same(book.counts(), together)


@given(registers())
@settings(max_examples=12)  # a wrong sum shows in nearly every register
def test_nederland_is_the_sum_of_the_gemeenten_that_delivered(book):
    counts = book.counts()
    members = pl.DataFrame({"gm_code": list(GEMEENTEN), "gebied": ["NL"] * len(GEMEENTEN)})
    whole = regions(sums(counts, members), delivered(counts.dekking, book.people, members))
    columns = ["teller", "noemer", "onbekend"]
    within = pl.col("uitsplitsing").is_in(["pc4", "wijk"]) | pl.col("uitsplitsing").str.contains("*", literal=True)
    shared = counts.telling.filter(~within)
    assert whole.telling.select(columns).sum().equals(shared.select(columns).sum())
    bars = counts.verdeling.filter(~within)
    assert whole.verdeling["aantal"].sum() == bars["aantal"].sum()
    months = counts.dekking.filter("volledig").group_by("tabel", "maand").len()
    assert sorted(whole.dekking.select("tabel", "maand").rows()) == sorted(months.select("tabel", "maand").rows())
    most = counts.dekking.filter("volledig")["gm_code"].n_unique()
    assert all(1 <= many <= most for many in whole.telling["gemeenten"])


@given(registers())
@settings(max_examples=12)
def test_a_median_has_as_many_waiting_times_as_cases(book):
    counts = book.counts()
    group = ["indicator", "variant", "gebied", "maand", "uitsplitsing", "cel"]
    of_numbers = [f"{i.code} {variant.code}" for i in INDICATORS for variant in i.varianten if variant.wachttijd]
    per_month = counts.verdeling.group_by(group).agg(
        noemer=pl.col("aantal").sum(), teller=pl.col("aantal").filter(~pl.col("gecensureerd")).sum()
    )
    those = pl.concat_str("indicator", "variant", separator=" ").is_in(of_numbers)
    told = counts.telling.filter(pl.col("noemer") > 0, those).select(*group, "noemer", "teller")
    assert_frame_equal(per_month, told, check_row_order=False)


@given(registers())
@settings(max_examples=40)
def test_the_cells_of_a_breakdown_add_up_to_the_whole(book):
    """Every case is in one cell; only the noemer of people and dwellings stays with the whole.

    A talk can lead to several organisations, so the directions of DV02 are shares of the same talks.
    """
    counts = book.counts().telling.filter(~((pl.col("indicator") == "DV02") & (pl.col("uitsplitsing") == "van_naar")))
    people = [indicator.code for indicator in INDICATORS if indicator.standaard.bevolking]
    counts = counts.with_columns(noemer=pl.when(pl.col("indicator").is_in(people)).then(0).otherwise("noemer"))
    key, numbers = ["indicator", "variant", "gebied", "maand"], ["teller", "noemer", "onbekend"]
    whole = counts.filter(uitsplitsing="").select(*key, *numbers).filter(pl.sum_horizontal(numbers) > 0)
    cells = counts.filter(pl.col("uitsplitsing") != "").group_by(*key, "uitsplitsing").agg(pl.col(numbers).sum())
    for uitsplitsing in cells["uitsplitsing"].unique():
        one = cells.filter(uitsplitsing=uitsplitsing).drop("uitsplitsing")
        those = one.select("indicator", "gebied").unique()
        assert_frame_equal(one, whole.join(those, on=["indicator", "gebied"], how="semi"), check_row_order=False)


@given(registers())
@settings(max_examples=12)  # what leaks from a case far away shows soon
def test_a_case_that_has_nothing_to_do_with_others_changes_only_its_own_counts(book):
    """A zaak of another gemeente, years from here, is counted there and changes nothing here."""
    far = {"id": 99, "gm_code": "GM0009", "matchingsdatum": date(2016, 1, 5), "laatste_maand": date(2016, 1, 1)}
    zaak = pl.concat([book.tables["zaak"], pl.DataFrame([far], schema=book.tables["zaak"].schema)])
    with_it = replace(book, tables=book.tables | {"zaak": zaak})
    assert_frame_equal(with_it.counts().telling, book.counts().telling, check_row_order=False)


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
