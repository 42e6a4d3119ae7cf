"""SH12, van aanmelding naar traject: an admission or a plan within six months."""

from tests.spec.gevallen import answers, gevallen


def test_an_admission_or_a_plan_counts_up_to_and_including_the_last_day():
    book, expected = gevallen("""
        geval                       | aanmelding | startdatum | beschikking           | beschikkingsdatum | plan_van_aanpak | uitstroom  | bekend_tot | verwacht
        plan on the last day        | 2024-03-10 |            |                       |                   | 2024-09-10      |            |            | ja
        plan a day later            | 2024-03-10 |            |                       |                   | 2024-09-11      |            |            | nee
        admitted on the last day    | 2024-03-10 |            | Toelatingsbeschikking | 2024-09-10        |                 |            |            | ja
        admitted a day later        | 2024-03-10 |            | Toelatingsbeschikking | 2024-09-11        |                 |            |            | nee
        refused                     | 2024-03-10 |            | Afwijzingsbeschikking | 2024-04-10        |                 |            |            | nee
        refused, yet a plan         | 2024-03-10 |            | Afwijzingsbeschikking | 2024-04-10        | 2024-04-20      |            |            | ja
        decided, nobody says how    | 2024-03-10 |            |                       | 2024-04-10        |                 |            |            | onbekend
        admitted without a day      | 2024-03-10 |            | Toelatingsbeschikking |                   |                 |            |            | onbekend
        a plan before the beginning | 2024-03-10 |            |                       |                   | 2024-03-09      |            |            | onbekend
        on the same day             | 2024-03-10 |            |                       |                   | 2024-03-10      |            |            | ja
        left                        | 2024-03-10 |            |                       |                   |                 | 2024-04-01 | 2024-05-01 | nee
        last seen too early         | 2024-03-10 |            |                       |                   |                 |            | 2024-09-10 | onbekend
        seen on the last day        | 2024-03-10 |            |                       |                   |                 |            | 2024-09-11 | nee
        from the start              |            | 2024-03-10 |                       |                   | 2024-09-10      |            |            | ja
        no day on which it began    |            |            |                       |                   | 2024-03-10      |            |            | onbekend
        six months ago today        | 2026-05-01 |            |                       |                   |                 |            |            | nee
        a day less                  | 2026-05-02 |            |                       |                   | 2026-05-10      |            |            | telt niet
    """)  # noqa: E501
    assert answers(book, "SH12") == expected
