"""The plain median and its interval against published ranks."""

import polars as pl
import pytest

from metrics.intervals.median import median


def histogram(*rows: tuple[int, int], gebied: str = "A") -> pl.DataFrame:
    schema = {"gebied": pl.String, "waarde": pl.Int32, "aantal": pl.Int64}
    return pl.DataFrame([(gebied, *row) for row in rows], schema=schema, orient="row")


@pytest.mark.parametrize(
    ("cases", "ranks"),
    # Altman, Machin, Bryant and Gardner, Statistics with Confidence, 2nd ed., BMJ Books 2000, table 18.3 (95%).
    [(6, (1, 6)), (10, (2, 9)), (20, (6, 15)), (30, (10, 21)), (50, (18, 33)), (70, (27, 44)), (71, (27, 45))],
)
def test_the_interval_lies_between_the_published_ranks(cases, ranks):
    rows = [(value, 1) for value in range(1, cases + 1)]
    assert median(histogram(*rows), ["gebied"]).row(0) == ("A", (cases + 1) / 2, *ranks)


def test_with_five_values_the_interval_has_no_end_at_95_percent():
    assert median(histogram((3, 2), (8, 1), (9, 2)), ["gebied"]).row(0) == ("A", 8.0, None, None)
    assert median(histogram((3, 2), (8, 1), (9, 2)), ["gebied"], level=0.9).row(0) == ("A", 8.0, 3, 9)


def test_an_even_number_has_its_middle_halfway():
    assert median(histogram((2, 3), (5, 3)), ["gebied"])["waarde"].item() == 3.5


def test_merged_histograms_and_gebieden_apart():
    rows = pl.concat([histogram((4, 9)), histogram((7, 2), gebied="B"), histogram((4, 1), (1, 2)), histogram((0, 0))])
    made = median(rows, ["gebied"]).sort("gebied")
    assert made.rows() == [("A", 4.0, 4, 4), ("B", 7.0, None, None)]
    assert median(rows.clear(), ["gebied"]).is_empty()
