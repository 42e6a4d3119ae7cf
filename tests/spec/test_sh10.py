"""SH10, schuldbedrag en aantal schuldeisers: of half the trajecten the debt is at most so much."""

from datetime import date

from metrics.figures import figures
from metrics.indicators import indicator_named
from tests.spec.gevallen import answers, gevallen

_TEXT = """
    geval      | aanmelding | schuldbedrag | schuldeisers | verwacht
    none       | 2024-03-10 | 0            | 0            | ja
    small      | 2024-03-10 | 1249         | 3            | ja
    rounded up | 2024-03-10 | 1250         | 4            | ja
    large      | 2024-03-10 | 98765        | 25           | ja
    negative   | 2024-03-10 | -5           | -1           | onbekend
    empty      | 2024-03-10 |              |              | telt niet
    tomorrow   | 2026-11-02 | 500          | 2            | telt niet
"""


def test_only_what_was_given_counts_and_less_than_nothing_is_unknown():
    book, expected = gevallen(_TEXT)
    assert answers(book, "SH10") == expected
    assert answers(book, "SH10", "schuldeisers") == expected


def test_debts_are_kept_to_the_nearest_hundred_euro_and_creditors_as_they_are():
    book, _ = gevallen(_TEXT)
    assert book.waiting("SH10") == {
        ("2024-03", 0, False): 1, ("2024-03", 1200, False): 1, ("2024-03", 1300, False): 1,
        ("2024-03", 98800, False): 1,
    }  # fmt: skip
    assert book.waiting("SH10", "schuldeisers") == {
        ("2024-03", 0, False): 1, ("2024-03", 3, False): 1, ("2024-03", 4, False): 1, ("2024-03", 25, False): 1,
    }  # fmt: skip


def test_the_value_is_the_middle_one():
    book, _ = gevallen(
        "geval | aanmelding | schuldbedrag\n"
        + "\n".join(f"t{n} | 2024-03-10 | {euro}" for n, euro in enumerate((900, 20_000, 41_000, 60_040, 900_000)))
    )
    sh10, counts = indicator_named("SH10"), book.counts()
    made = figures(
        counts.telling, counts.verdeling, counts.dekking, sh10, sh10.standaard, kind="jaar", today=date(2026, 11, 1)
    )
    assert made.filter(periode="2024")["waarde"].to_list() == [41_000]
