"""SH02, eerste gesprek op tijd: within 28 days, or 3 working days in a crisis, as the Algemene termijnenwet counts."""

from datetime import date

import pytest

from metrics.cases.werkdagen import feestdagen, termijnen
from tests.spec.gevallen import answers, gevallen


def test_a_talk_is_in_time_up_to_and_including_the_last_day_of_the_term():
    """The days of each term were counted off on a calendar."""
    book, expected = gevallen("""
        geval                                        | aanmelding | crisis | intake_van | verwacht
        same day                                     | 2024-03-05 | nee    | 2024-03-05 | ja
        on day 28, a Tuesday                         | 2024-03-05 | nee    | 2024-04-02 | ja
        on day 29                                    | 2024-03-05 | nee    | 2024-04-03 | nee
        before the aanmelding                        | 2024-03-05 | nee    | 2024-03-04 | onbekend
        day 28 is a Saturday, talk on Monday         | 2024-06-01 | nee    | 2024-07-01 | ja
        day 28 is a Saturday, talk on Tuesday        | 2024-06-01 | nee    | 2024-07-02 | nee
        day 28 is Goede Vrijdag, talk after Easter   | 2024-03-01 | nee    | 2024-04-02 | ja
        day 28 is Goede Vrijdag, a day later         | 2024-03-01 | nee    | 2024-04-03 | nee
        day 28 is Koningsdag, talk the next day      | 2026-03-30 | nee    | 2026-04-28 | ja
        day 28 is Koningsdag, two days later         | 2026-03-30 | nee    | 2026-04-29 | nee
        day 28 is the Friday after Hemelvaartsdag    | 2024-04-12 | nee    | 2024-05-13 | ja
        day 28 is that Friday, two working days on   | 2024-04-12 | nee    | 2024-05-14 | nee
        day 28 is 5 May, that year on a Monday       | 2025-04-07 | nee    | 2025-05-06 | ja
        crisis on Monday, talk on Thursday           | 2024-06-03 | ja     | 2024-06-06 | ja
        crisis on Monday, talk on Friday             | 2024-06-03 | ja     | 2024-06-07 | nee
        crisis on Thursday, talk on Tuesday          | 2024-06-06 | ja     | 2024-06-11 | ja
        crisis on Thursday, talk on Wednesday        | 2024-06-06 | ja     | 2024-06-12 | nee
        crisis on Saturday, talk on Wednesday        | 2024-06-08 | ja     | 2024-06-12 | ja
        crisis on Saturday, talk on Thursday         | 2024-06-08 | ja     | 2024-06-13 | nee
        crisis before Christmas, talk on 2 January   | 2024-12-24 | ja     | 2025-01-02 | ja
        crisis before Christmas, talk on 3 January   | 2024-12-24 | ja     | 2025-01-03 | nee
        crisis not filled in, talk in three days     | 2024-06-03 |        | 2024-06-06 | ja
        crisis not filled in, talk in three weeks    | 2024-06-03 |        | 2024-06-24 | onbekend
        crisis not filled in, talk in five weeks     | 2024-06-03 |        | 2024-07-08 | nee
    """)
    assert answers(book, "SH02") == expected


def test_who_could_not_be_heard_any_more_is_left_out_and_who_was_lost_sight_of_is_unknown():
    """The term of 5 March 2024 ends on 2 April."""
    book, expected = gevallen("""
        geval                               | aanmelding | crisis | intake_van | uitstroom  | uitstroomreden | bekend_tot | beschikkingsdatum | verwacht
        never heard                         | 2024-03-05 | nee    |            |            |                | 2024-06-01 |                   | nee
        died before the last day            | 2024-03-05 | nee    |            | 2024-04-01 | Overleden      |            |                   | telt niet
        died on the last day                | 2024-03-05 | nee    |            | 2024-04-02 | Overleden      |            |                   | nee
        moved                               | 2024-03-05 | nee    |            | 2024-03-20 | Verhuisd       |            |                   | telt niet
        withdrew                            | 2024-03-05 | nee    |            | 2024-03-20 | Ingetrokken    |            |                   | telt niet
        withdrew in a crisis after the term | 2024-03-05 | ja     |            | 2024-03-20 | Ingetrokken    |            |                   | nee
        did not come                        | 2024-03-05 | nee    |            | 2024-03-20 | Nietverschenen |            |                   | nee
        left, nobody knows why              | 2024-03-05 | nee    |            | 2024-03-20 |                |            |                   | onbekend
        died, nobody knows when             | 2024-03-05 | nee    |            |            | Overleden      |            |                   | onbekend
        heard, then moved                   | 2024-03-05 | nee    | 2024-03-10 | 2024-03-20 | Verhuisd       |            |                   | ja
        last seen before the term was over  | 2024-03-05 | nee    |            |            |                | 2024-04-01 |                   | onbekend
        seen until the last day             | 2024-03-05 | nee    |            |            |                | 2024-04-03 |                   | nee
        decided on without a talk           | 2024-03-05 | nee    |            |            |                | 2024-06-01 | 2024-03-20        | onbekend
    """)  # noqa: E501
    assert answers(book, "SH02") == expected


def test_a_case_counts_from_the_day_on_which_its_own_term_is_over():
    text = """
        geval  | aanmelding | crisis
        usual  | 2024-06-01 | nee
        crisis | 2024-06-26 | ja
        open   | 2024-06-04 | nee
    """
    book, _ = gevallen(text, today=date(2024, 6, 30))
    assert answers(book, "SH02") == {"usual": "telt niet", "crisis": "telt niet", "open": "telt niet"}
    book, _ = gevallen(text, today=date(2024, 7, 1))
    assert answers(book, "SH02") == {"usual": "nee", "crisis": "nee", "open": "telt niet"}


def test_the_holidays_are_those_of_the_algemene_termijnenwet():
    """As the Rijksoverheid lists those of 2025 and 2026; in 2014 the day of the King was kept on a Saturday."""
    assert [f"{day:%m-%d}" for day in feestdagen(2025)] == [
        "01-01", "04-18", "04-21", "04-26", "05-05", "05-29", "05-30", "06-09", "12-25", "12-26",
    ]  # fmt: skip
    assert [f"{day:%m-%d}" for day in feestdagen(2026)] == [
        "01-01", "01-02", "04-03", "04-06", "04-27", "05-05", "05-14", "05-15", "05-25", "12-25", "12-26",
    ]  # fmt: skip
    assert date(2014, 4, 26) in feestdagen(2014)
    assert date(2013, 4, 30) in feestdagen(2013)


@pytest.mark.parametrize(("year", "month", "day"), [(2000, 4, 23), (2008, 3, 23), (2024, 3, 31), (2038, 4, 25)])
def test_easter_monday_and_good_friday_follow_the_almanac(year, month, day):
    easter = date(year, month, day).toordinal()
    assert {date.fromordinal(easter - 2), date.fromordinal(easter + 1)} <= set(feestdagen(year))


def test_a_term_never_ends_on_a_day_off_and_is_not_much_longer_for_it():
    terms = termijnen()
    for name, longest in (("termijn_gewoon", 33), ("termijn_crisis", 10)):
        ends = terms[name]
        assert ends.dt.weekday().max() == 5
        assert (ends - terms["dag"]).dt.total_days().is_between(0, longest).all()
        off = {day for year in range(1990, 2061) for day in feestdagen(year)}
        assert not off & set(ends.to_list())
