"""What stands out in a series: beyond the limits always, a slow drift only where it is asked for."""

from datetime import date
from pathlib import Path

import pytest

from dashboard.config import load_settings
from dashboard.mail.alarms import Alarm, Stand, alarms
from dashboard.warming import look
from queries.viewer import local_administrator
from tests.dashboard.changed_store import count_later, reached
from tests.dashboard.small_store import NORMAL, make_store


def found(*, with_cusum: bool) -> list[Alarm]:
    seen = look(load_settings(), local_administrator())
    assert seen is not None
    before = Stand({"VS07": date(2024, 1, 1)}, {})
    told, now = alarms(seen[0], NORMAL, ["VS07"], before, with_cusum=with_cusum)
    assert now.nieuwste == {"VS07": date(2025, 8, 1)}, "the newest month that is final"
    return told


def test_a_steady_figure_gives_nothing(map_folder: Path) -> None:
    make_store(map_folder)
    assert found(with_cusum=True) == []


@pytest.mark.parametrize("on", [False, True])
def test_a_change_that_lasts_is_a_drift_where_cusum_is_on(map_folder: Path, *, on: bool) -> None:
    make_store(map_folder)
    count_later(map_folder, date(2026, 1, 13), reached((13, 20), date(2025, 1, 1)))
    told = [alarm for alarm in found(with_cusum=on) if alarm.sleutel.endswith(":cusum")]
    assert bool(told) == on
    if told:
        assert told[0].zin.startswith("Almere, Bereik via vroegsignalering: al enige tijd ligt het cijfer meestal ")
