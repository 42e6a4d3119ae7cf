"""The yearly figures of an approach, on those of Midden-Drenthe."""

import polars as pl
import pytest

from metrics.yearly import YEARLY, columns, printed, yearly_table

SERIES = {  # the figures of the GKB Drenthe and others, 2007-2010
    ("Intakes GKB", "stroom"): (2007, (49, 65, 95, 134)),
    ("Budgetbeheer", "stroom"): (2007, (110, 122, 177, 203)),
    ("WSNP", "stroom"): (2007, (16, 6, 15, 16)),
    ("Lange trajecten", "peildatum"): (2007, (32, 47, 82, 106)),
    ("Voedselpakketten", "peildatum"): (2008, (38, 32, 27)),
    ("Huisbezoeken", "stroom"): (2007, (144, 54, 71, 71)),
}
MIDDEN_DRENTHE = pl.DataFrame(
    [
        (naam, soort, first + at, float(value))
        for (naam, soort), (first, values) in SERIES.items()
        for at, value in enumerate(values)
    ],
    schema=YEARLY,
    orient="row",
)


def test_streams_stand_before_stands_with_a_column_for_each_year():
    table = yearly_table(MIDDEN_DRENTHE)
    assert table.select("naam", "soort", "2007", "2008", "2009", "2010").rows() == [
        ("Budgetbeheer", "stroom", 110, 122, 177, 203),
        ("Huisbezoeken", "stroom", 144, 54, 71, 71),
        ("Intakes GKB", "stroom", 49, 65, 95, 134),
        ("WSNP", "stroom", 16, 6, 15, 16),
        ("Lange trajecten", "peildatum", 32, 47, 82, 106),
        ("Voedselpakketten", "peildatum", None, 38, 32, 27),
    ]


def test_only_counts_of_a_stream_have_an_interval_of_their_change():
    table = yearly_table(MIDDEN_DRENTHE)
    rows = {row["naam"]: row for row in table.iter_rows(named=True)}
    intakes = rows["Intakes GKB"]
    assert (intakes["van"], intakes["tot"], intakes["verandering"]) == (2007, 2010, pytest.approx(134 / 49 - 1))
    assert (intakes["onder"], intakes["boven"]) == pytest.approx((0.957825, 2.875157), abs=1e-6)
    assert rows["WSNP"]["onder"] < 0 < rows["WSNP"]["boven"]
    parcels = rows["Voedselpakketten"]
    assert (parcels["van"], parcels["onder"], parcels["boven"]) == (2008, None, None)


def test_the_base_year_can_be_chosen():
    row = yearly_table(MIDDEN_DRENTHE, basisjaar=2009).row(2, named=True)
    assert (row["naam"], row["van"], row["verandering"]) == ("Intakes GKB", 2009, pytest.approx(134 / 95 - 1))


def test_it_prints_in_columns_of_dutch_text():
    lines = columns(printed(yearly_table(MIDDEN_DRENTHE))).split("\n")
    assert lines[0].split() == ["cijfer", "wat", "het", "is", "2007", "2008", "2009", "2010", "verandering"]
    assert lines[3] == (
        "Intakes GKB       over het hele jaar  49    65    95    134   "
        "+173,5% (2007-2010), waarschijnlijk tussen +95,8% en +287,5%"
    )
    assert lines[6] == "Voedselpakketten  stand op één dag    -     38    32    27    -28,9% (2008-2010)"


def test_what_cannot_be_compared_has_no_change():
    rows = [
        ("Een jaar", "stroom", 2025, 12.0),
        ("Van niets", "stroom", 2024, 0.0),
        ("Van niets", "stroom", 2025, 12.0),
        ("Onbekend", "stroom", 2024, 3.0),
        ("Onbekend", "stroom", 2025, None),
        ("Rapportcijfer", "stroom", 2024, 7.5),
        ("Rapportcijfer", "stroom", 2025, 8.0),
    ]
    table = yearly_table(pl.DataFrame(rows, schema=YEARLY, orient="row"))
    assert table.select("naam", "verandering", "onder").rows() == [
        ("Een jaar", None, None),
        ("Onbekend", None, None),
        ("Rapportcijfer", pytest.approx(8 / 7.5 - 1), None),
        ("Van niets", None, None),
    ]
    assert [row[-1] for row in printed(table)] == ["verandering", "-", "-", "+6,7% (2024-2025)", "-"]


def test_no_figures_make_an_empty_table():
    assert printed(yearly_table(YEARLY.to_frame())) == [["cijfer", "wat het is", "verandering"]]
