"""SH04, toelating: of all beschikkingen, how many admitted someone?"""

from tests.spec.gevallen import answers, gevallen


def test_a_beschikking_counts_on_its_own_day_and_what_is_left_empty_is_unknown():
    book, expected = gevallen("""
        geval                  | beschikking           | beschikkingsdatum | verwacht
        admitted               | Toelatingsbeschikking | 2024-03-05        | ja
        refused                | Afwijzingsbeschikking | 2024-03-05        | nee
        decided, nobody says   |                       | 2024-03-05        | onbekend
        admitted, no day       | Toelatingsbeschikking |                   | onbekend
        not decided            |                       |                   | telt niet
    """)
    assert answers(book, "SH04") == expected
    # Without a day it is unknown in the last month of its levering.
    assert book.tally("SH04") == {"2024-03": (1, 2, 1), "2024-12": (0, 0, 1)}
