"""SH01, aanmeldingen: how many people applied, against the inhabitants of that year."""

from datetime import date

from tests.spec.casebook import cases

DELIVERED = "tabel | oude_code | periode_van | periode_tot\ntraject | GM0001 | 2024-01-01 | 2024-04-01"


def test_an_application_counts_in_its_month_and_a_month_without_any_is_zero():
    book = cases(
        geleverd=DELIVERED,
        traject="""
            id | aanmelding | start
            t1 | 2024-01-31 | 2023-12-01
            t2 |            | 2024-02-01
            t3 | 2024-02-29 | 2024-03-01
            t4 | 2023-12-31 | 2024-01-01
        """,
    )
    assert book.tally("SH01") == {"2024-01": (1, 10000, 0), "2024-02": (2, 10000, 0), "2024-03": (0, 10000, 0)}


def test_an_application_of_tomorrow_is_not_there_yet():
    book = cases(
        geleverd="tabel | oude_code | periode_van | periode_tot\ntraject | GM0001 | 2026-09-01 | 2026-12-01",
        traject="id | start\nt1 | 2026-10-30\nt2 | 2026-10-31\nt3 | 2026-11-01",
        today=date(2026, 10, 31),
    )
    assert book.tally("SH01") == {"2026-09": (0, 10000, 0), "2026-10": (2, 10000, 0)}
