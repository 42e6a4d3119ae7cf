"""SH06a, schuldregelingen afgerond: of the regelingen that ended, how many were finished?"""

from tests.spec.gevallen import answers, gevallen


def test_a_regeling_that_came_about_counts_when_the_traject_ends():
    book, expected = gevallen("""
        geval                           | regeling_toegekend | regeling_afgewezen | regeling_ingetrokken | oplossing         | uitstroom  | einddatum  | uitstroomreden | verwacht
        finished                        | 2024-01-05         |                    |                      | Schuldbemiddeling | 2025-07-05 |            | Afgerond       | ja
        dropped out                     | 2024-01-05         |                    |                      | Schuldbemiddeling | 2025-07-05 |            | Voldoet niet   | nee
        no reason given                 | 2024-01-05         |                    |                      |                   | 2025-07-05 |            |                | onbekend
        ended without a day             | 2024-01-05         |                    |                      |                   |            |            | Afgerond       | onbekend
        only an end                     | 2024-01-05         |                    |                      |                   |            | 2025-07-05 | Afgerond       | ja
        runs                            | 2024-01-05         |                    |                      | Saneringskrediet  |            |            |                | telt niet
        withdrawn later                 | 2024-01-05         |                    | 2024-09-09           |                   | 2025-07-05 |            | Ingetrokken    | nee
        turned down                     |                    | 2024-01-05         |                      |                   | 2025-07-05 |            | Overig         | telt niet
        withdrawn before                |                    |                    | 2024-01-05           |                   | 2025-07-05 |            | Overig         | telt niet
        granted and turned down         | 2024-01-05         | 2024-01-05         |                      |                   | 2025-07-05 |            | Afgerond       | onbekend
        a solution, no word about it    |                    |                    |                      | Betalingsregeling | 2025-07-05 |            | Afgerond       | onbekend
        never asked for                 |                    |                    |                      |                   | 2025-07-05 |            | Zelf           | telt niet
    """)  # noqa: E501
    assert answers(book, "SH06a") == expected


def test_regelingen_are_told_apart_by_oplossing_and_begeleiding():
    book, _ = gevallen("""
        geval | regeling_toegekend | oplossing        | begeleiding                   | uitstroom  | uitstroomreden
        one   | 2024-01-05         | Saneringskrediet | Budgetbeheer                  | 2025-07-05 | Afgerond
        two   | 2024-01-05         | Saneringskrediet | Budgetbeheer, Budgetcoaching  | 2025-07-05 | Zelf
        three | 2024-01-05         | Herfinanciering  |                               | 2025-07-05 | Afgerond
    """)
    assert book.cells("SH06a", "oplossing") == {"Herfinanciering": (1, 1, 0), "Saneringskrediet": (1, 2, 0)}
    assert book.cells("SH06a", "begeleiding") == {
        "Budgetbeheer": (1, 1, 0), "meer waarden": (0, 1, 0), "onbekend": (1, 1, 0),
    }  # fmt: skip
