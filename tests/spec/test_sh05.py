"""SH05, regeling tot stand: of the regelingen that were decided on, how many were granted?"""

import pytest

from tests.spec.casebook import cases

YES, NO, UNSURE = (1, 1, 0), (0, 1, 0), (0, 0, 1)


def traject(line: str) -> str:
    return (
        "id | start | regeling_aangevraagd | regeling_toegekend | regeling_afgewezen | regeling_ingetrokken\n"
        f"t1 | 2024-01-01 | 2024-02-01 | {line}"
    )


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("2024-03-05 | |", {"2024-03": YES}, id="granted"),
        pytest.param("| 2024-03-05 |", {"2024-03": NO}, id="turned down"),
        pytest.param("| | 2024-03-05", {"2024-03": NO}, id="withdrawn"),
        pytest.param("| 2024-05-05 | 2024-04-05", {"2024-04": NO}, id="withdrawn first: the earliest day decides"),
        pytest.param("2024-03-05 | | 2024-06-05", {"2024-03": YES}, id="granted and withdrawn later: it came about"),
        pytest.param("2024-03-05 | 2024-02-20 |", {"2024-03": UNSURE}, id="granted and turned down: which"),
        pytest.param("| |", {}, id="not decided yet"),
        pytest.param("2026-11-02 | |", {}, id="decided tomorrow"),
    ],
)
def test_a_regeling_counts_on_the_day_it_was_decided(line, expected):
    assert cases(traject=traject(line)).tally("SH05") == expected
