"""SH06c, stand na 36 maanden: of those admitted, who had finished, who still ran, who had dropped out?"""

import pytest

from tests.spec.gevallen import NOT_COUNTED, answers, gevallen

# All of 10 March 2021: 36 months later is 10 March 2024.
_TEXT = """
    geval                        | aanmelding | beschikking           | beschikkingsdatum | uitstroom  | uitstroomreden | bekend_tot
    finished                     | 2021-03-10 | Toelatingsbeschikking | 2021-05-01        | 2024-03-10 | Afgerond       |
    finished a day later         | 2021-03-10 | Toelatingsbeschikking | 2021-05-01        | 2024-03-11 | Afgerond       |
    runs                         | 2021-03-10 | Toelatingsbeschikking | 2021-05-01        |            |                | 2024-04-01
    last seen on that day        | 2021-03-10 | Toelatingsbeschikking | 2021-05-01        |            |                | 2024-03-11
    last seen the day before     | 2021-03-10 | Toelatingsbeschikking | 2021-05-01        |            |                | 2024-03-10
    dropped out                  | 2021-03-10 | Toelatingsbeschikking | 2021-05-01        | 2022-01-01 | Voldoet niet   |
    on his own                   | 2021-03-10 | Toelatingsbeschikking | 2021-05-01        | 2022-01-01 | Zelf           |
    ended, nobody knows why      | 2021-03-10 | Toelatingsbeschikking | 2021-05-01        | 2022-01-01 |                |
    finished, nobody knows when  | 2021-03-10 | Toelatingsbeschikking | 2021-05-01        |            | Afgerond       | 2024-04-01
    admitted on the last day     | 2021-03-10 | Toelatingsbeschikking | 2024-03-10        |            |                | 2024-04-01
    admitted too late            | 2021-03-10 | Toelatingsbeschikking | 2024-03-11        |            |                | 2024-04-01
    admitted without a day       | 2021-03-10 | Toelatingsbeschikking |                   | 2022-01-01 | Afgerond       |
    refused                      | 2021-03-10 | Afwijzingsbeschikking | 2021-05-01        | 2022-01-01 | Overig         |
    not decided                  | 2021-03-10 |                       |                   | 2022-01-01 | Zelf           |
    less than 36 months ago      | 2023-11-02 | Toelatingsbeschikking | 2023-12-01        | 2024-01-01 | Afgerond       |
    36 months ago today          | 2023-11-01 | Toelatingsbeschikking | 2023-12-01        | 2024-01-01 | Afgerond       |
"""  # noqa: E501
_STANDS = {
    "finished": "standaard", "finished a day later": "loopt", "runs": "loopt", "last seen on that day": "loopt",
    "dropped out": "uitval", "on his own": "anders", "admitted on the last day": "loopt",
    "36 months ago today": "standaard",
}  # fmt: skip
_UNKNOWN = {
    "last seen the day before", "finished, nobody knows when", "admitted without a day", "ended, nobody knows why",
}  # fmt: skip
_OUT = {"admitted too late", "refused", "not decided", "less than 36 months ago"}


@pytest.fixture(scope="module")
def book():
    return gevallen(_TEXT)[0]


@pytest.mark.parametrize("variant", ["standaard", "loopt", "uitval", "anders"])
def test_who_was_admitted_is_in_one_of_four_ways_36_months_on(book, variant):
    found = answers(book, "SH06c", variant)
    expected = {name: "ja" if stands == variant else "nee" for name, stands in _STANDS.items()}
    expected |= dict.fromkeys(_UNKNOWN, "onbekend") | dict.fromkeys(_OUT, NOT_COUNTED)
    assert found == expected
