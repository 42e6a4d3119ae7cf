"""SH07, uitval: of those who left, how many dropped out?"""

from tests.spec.gevallen import answers, gevallen


def test_who_died_or_moved_did_not_drop_out_and_is_not_counted():
    book, expected = gevallen("""
        geval          | uitstroom  | uitstroomreden | verwacht
        did not come   | 2024-05-05 | Nietverschenen | ja
        withdrew       | 2024-05-05 | Ingetrokken    | ja
        did not comply | 2024-05-05 | Voldoet niet   | ja
        finished       | 2024-05-05 | Afgerond       | nee
        on his own     | 2024-05-05 | Zelf           | nee
        not fitting    | 2024-05-05 | Niet passend   | nee
        otherwise      | 2024-05-05 | Overig         | nee
        moved          | 2024-05-05 | Verhuisd       | telt niet
        died           | 2024-05-05 | Overleden      | telt niet
        no reason      | 2024-05-05 |                | onbekend
        no day         |            | Ingetrokken    | onbekend
        died, no day   |            | Overleden      | telt niet
        runs           |            |                | telt niet
    """)
    assert answers(book, "SH07") == expected
