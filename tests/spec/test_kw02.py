"""KW02, afgekeurde records: how many records of the leveringen in force were rejected."""

from tests.spec.casebook import cases


def test_the_records_of_a_levering_count_in_its_last_month_by_kind():
    book = cases(
        afgifte="""
            soort | aantal | afgekeurd | laatste_maand
            vs    | 100    | 3         | 2024-03-01
            vs    | 40     | 0         | 2024-04-01
            shv   | 20     | 1         | 2024-03-01
        """
    )
    assert book.tally("KW02") == {"2024-03": (4, 120, 0), "2024-04": (0, 40, 0)}
    assert book.cells("KW02", "soort") == {"shv": (1, 20, 0), "vs": (3, 140, 0)}


def test_a_month_in_which_anything_was_delivered_is_one_in_which_nothing_may_have_been_rejected():
    """A quarter is one levering: its first two months are delivered, and hold no levering that ends in them."""
    book = cases(
        geleverd="tabel | oude_code | periode_van | periode_tot\nzaak | GM0001 | 2024-01-01 | 2024-04-01",
        afgifte="soort | aantal | afgekeurd | laatste_maand\nvs | 100 | 3 | 2024-03-01",
    )
    assert book.tally("KW02") == {"2024-03": (3, 100, 0)}
    months = book.counts().dekking.filter(tabel="afgifte")
    assert months.select("volledig").to_series().to_list() == [True, True, True]
