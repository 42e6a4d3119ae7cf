"""SH09b, regeling langer dan de norm: no decision after 120 days."""

from tests.spec.gevallen import answers, gevallen


def test_a_decision_on_day_120_is_not_late():
    book, expected = gevallen("""
        geval                         | regeling_aangevraagd | regeling_toegekend | regeling_afgewezen | regeling_ingetrokken | uitstroom  | bekend_tot | verwacht
        granted on day 120            | 2024-03-01           | 2024-06-29         |                    |                      |            |            | nee
        granted on day 121            | 2024-03-01           | 2024-06-30         |                    |                      |            |            | ja
        turned down on day 120        | 2024-03-01           |                    | 2024-06-29         |                      |            |            | nee
        withdrawn on day 121          | 2024-03-01           |                    |                    | 2024-06-30           |            |            | ja
        granted before it was asked   | 2024-03-01           | 2024-02-01         |                    |                      |            |            | onbekend
        the traject ended first       | 2024-03-01           |                    |                    |                      | 2024-05-01 |            | nee
        still not decided             | 2024-03-01           |                    |                    |                      |            | 2024-06-30 | ja
        not seen on day 120           | 2024-03-01           |                    |                    |                      |            | 2024-06-29 | onbekend
        decided, nobody knows when asked |                   | 2024-06-29         |                    |                      |            |            | onbekend
        never asked for               |                      |                    |                    |                      |            |            | telt niet
        120 days ago today            | 2026-07-04           | 2026-07-05         |                    |                      |            |            | nee
        119 days ago                  | 2026-07-05           | 2026-07-06         |                    |                      |            |            | telt niet
    """)  # noqa: E501
    assert answers(book, "SH09b") == expected
