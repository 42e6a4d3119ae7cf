"""VS01, signalen: every signaal in the month of its date, against the inhabitants of that year."""

from datetime import date

from tests.spec.casebook import cases

DELIVERED = "tabel | oude_code | periode_van | periode_tot\nsignaal | GM0001 | {van} | {tot}"


def test_a_signaal_counts_in_the_month_of_its_date_or_else_of_the_arrear():
    book = cases(
        geleverd=DELIVERED.format(van="2024-01-01", tot="2024-04-01"),
        signaal="""
            id | signaaldatum | ontstaansdatum
            s1 | 2024-01-31   | 2023-11-01
            s2 |              | 2024-02-01
            s3 | 2024-02-29   |
        """,
    )
    assert book.tally("VS01") == {"2024-01": (1, 10000, 0), "2024-02": (2, 10000, 0), "2024-03": (0, 10000, 0)}


def test_a_signaal_without_any_date_is_unknown_in_the_last_month_of_its_delivery():
    book = cases(
        geleverd=DELIVERED.format(van="2024-01-01", tot="2024-03-01"),
        signaal="id | signaaldatum | laatste_maand\ns1 | | 2024-02-01",
    )
    assert book.tally("VS01") == {"2024-01": (0, 10000, 0), "2024-02": (0, 10000, 1)}


def test_a_month_that_is_not_over_and_a_signaal_of_tomorrow_do_not_count():
    book = cases(
        geleverd=DELIVERED.format(van="2026-09-01", tot="2027-01-01"),
        signaal="id | signaaldatum\ns1 | 2026-10-15\ns2 | 2026-10-16\ns3 | 2026-09-30",
        today=date(2026, 10, 15),
    )
    assert book.tally("VS01") == {"2026-09": (1, 10000, 0)}


def test_the_inhabitants_are_of_the_latest_year_known_but_never_of_a_later_one_if_that_can_be():
    book = cases(
        geleverd=DELIVERED.format(van="2018-12-01", tot="2022-02-01"),
        people="""
            gm_code | jaar | inwoners
            GM0001  | 2019 | 900
            GM0001  | 2021 | 1100
            GM0001  | 2022 |
        """,
    )
    tally = book.tally("VS01")
    noemers = {month: tally[month][1] for month in ("2018-12", "2019-06", "2020-06", "2021-01", "2022-01")}
    assert noemers == {"2018-12": 900, "2019-06": 900, "2020-06": 900, "2021-01": 1100, "2022-01": 1100}


def test_weesp_counts_on_todays_borders_for_the_years_before():
    """Weesp (GM0457) went to Amsterdam (GM0363) on 24 March 2022; until then both had to deliver."""
    book = cases(
        codes="""
            gm_code | today  | geldig_van | geldig_tot
            GM0363  | GM0363 | 2010-01-01 |
            GM0457  | GM0363 | 2010-01-01 | 2022-03-24
        """,
        geleverd="""
            gm_code | tabel   | oude_code | periode_van | periode_tot
            GM0363  | signaal | GM0363    | 2022-01-01  | 2022-05-01
            GM0363  | signaal | GM0457    | 2022-02-01  | 2022-03-24
        """,
        people="gm_code | jaar | inwoners\nGM0363 | 2021 | 890000",
        signaal="""
            id | gm_code | signaaldatum
            s1 | GM0363  | 2022-01-05
            s2 | GM0363  | 2022-02-05
            s3 | GM0363  | 2022-03-23
            s4 | GM0363  | 2022-04-05
        """,
    )
    one = (1, 890000, 0)
    assert book.tally("VS01", gemeente="GM0363") == {"2022-02": one, "2022-03": one, "2022-04": one}
    months = book.counts().dekking.filter(tabel="signaal").select("maand", "volledig").rows()
    assert [(f"{maand:%Y-%m}", whole) for maand, whole in months] == [
        ("2022-01", False), ("2022-02", True), ("2022-03", True), ("2022-04", True),
    ]  # fmt: skip
