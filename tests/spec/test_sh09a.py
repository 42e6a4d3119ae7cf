"""SH09a, stabilisatie langer dan de norm: more than four months, counted from its first day."""

from metrics.cases.traject_verloop import STABILISATIE_MAANDEN
from metrics.indicators import indicator_named
from tests.spec.gevallen import answers, gevallen


def test_four_months_are_not_longer_than_four_months():
    book, expected = gevallen("""
        geval                            | stabilisatie_van | stabilisatie_tot | uitstroom  | bekend_tot | verwacht
        four months                      | 2024-03-10       | 2024-07-10       |            |            | nee
        a day longer                     | 2024-03-10       | 2024-07-11       |            |            | ja
        four months from 31 October      | 2024-10-31       | 2025-02-28       |            |            | nee
        a day longer than that           | 2024-10-31       | 2025-03-01       |            |            | ja
        ended before it began            | 2024-03-10       | 2024-03-09       |            |            | onbekend
        the traject ended first          | 2024-03-10       |                  | 2024-05-01 |            | nee
        the traject ended much later     | 2024-03-10       |                  | 2025-05-01 |            | ja
        goes on                          | 2024-03-10       |                  |            | 2024-07-11 | ja
        not seen on the last day         | 2024-03-10       |                  |            | 2024-07-10 | onbekend
        no first day                     |                  | 2024-07-10       |            |            | onbekend
        never                            |                  |                  |            |            | telt niet
        began four months ago today      | 2026-07-01       | 2026-08-01       |            |            | nee
        began a day less ago             | 2026-07-02       | 2026-08-01       |            |            | telt niet
    """)
    assert answers(book, "SH09a") == expected


def test_the_definition_names_the_norm_that_is_set():
    sh09a = indicator_named("SH09a")
    texts = (sh09a.zin, sh09a.standaard.teller, sh09a.standaard.noemer)
    assert all(f"{STABILISATIE_MAANDEN} maanden" in text for text in texts)
