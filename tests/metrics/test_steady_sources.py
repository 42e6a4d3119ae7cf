"""Who delivers for a gemeente: an organisation that once had a client of it does not."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from metrics.cases.steady_sources import without_strays
from tests.spec.casebook import cases


def kept(*leveringen: tuple[str, int, date], tabel: str = "traject") -> list[str]:
    """Return who is kept of the organisations A and B; each levering has an organisation, a size and a first day."""
    delivered = pl.DataFrame(
        [("GM0001", tabel, organisatie) for organisatie in ("A", "B")],
        schema=["gm_code", "tabel", "organisatie"],
        orient="row",
    )
    afgifte = pl.DataFrame(
        [("GM0001", "shv", organisatie, van, aantal) for organisatie, aantal, van in leveringen],
        schema={
            "gm_code": pl.String, "soort": pl.String, "organisatie": pl.String, "periode_van": pl.Date,
            "aantal": pl.Int64,
        },
        orient="row",
    )  # fmt: skip
    return without_strays(delivered, afgifte, "traject")["organisatie"].to_list()


def months(organisatie: str, aantal: int, how_many: int) -> list[tuple[str, int, date]]:
    return [(organisatie, aantal, date(2024, month, 1)) for month in range(1, how_many + 1)]


@pytest.mark.parametrize(
    ("periods", "size", "expected"),
    [
        pytest.param(1, 1, ["A"], id="one stray traject"),
        pytest.param(2, 1, ["A"], id="in two periods"),
        pytest.param(3, 1, ["A", "B"], id="three periods are a habit"),
        pytest.param(1, 5, ["A"], id="less than a twentieth"),
        pytest.param(1, 6, ["A", "B"], id="a share that is missed"),
    ],
)
def test_few_periods_and_a_small_share_make_a_stray(periods, size, expected):
    assert kept(*months("A", 100, 12), *months("B", size, periods)) == expected


def test_of_an_organisation_that_left_no_size_every_row_stays():
    assert kept(*months("A", 100, 1)) == ["A", "B"]
    assert kept(*months("A", 100, 12), *months("B", 1, 1), tabel="zaak") == ["A", "B"], "only trajecten come stray"


def test_one_stray_traject_no_longer_makes_onbekend_what_the_others_delivered():
    """VS12a asks two years of trajecten from everyone who delivers; a bank far away is not expected to."""
    written: dict[str, Any] = {
        "zaak": "id | huishouden | matchingsdatum\nz1 | h1 | 2024-03-10",
        "contactpoging": "zaak | bereikt | datum\nz1 | ja | 2024-03-12",
        "geleverd": """
            tabel   | oude_code | organisatie | periode_van | periode_tot
            zaak    | GM0001    | Z           | 2024-01-01  | 2024-06-01
            traject | GM0001    | A           | 2020-01-01  | 2024-06-01
            traject | GM0001    | B           | 2023-01-01  | 2023-02-01
        """,
    }
    sizes = "soort | organisatie | periode_van | aantal\nshv | A | 2020-01-01 | 300\nshv | B | 2023-01-01 | {}"
    assert cases(**written).tally("VS12a") == {"2024-03": (0, 0, 1)}
    assert cases(**written, afgifte=sizes.format(2)).tally("VS12a") == {"2024-03": (1, 1, 0)}
    assert cases(**written, afgifte=sizes.format(40)).tally("VS12a") == {"2024-03": (0, 0, 1)}
