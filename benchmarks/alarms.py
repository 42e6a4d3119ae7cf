"""How often a warning goes out while nothing changed: the gemeenten of the demo that had no interventie.

    EFFECTMETING_MAP=... python -m benchmarks.alarms [--gemeenten 60]

The register is looked at as of each month: points that were final then, judged against limits from all of them. A
point is counted when it is the newest one, as a new delivery makes it. Rare-event charts and goals are left out.

Measured: national demo of 60 months, 25 gemeenten, 796 new points: outside the limits 15 of 1.000, 0,44 a gemeente and
year; CUSUM 5 of 1.000, 0,15 a year. Demo of 36 months, 40 gemeenten, 285 points: 39 of 1.000, 0,7 a year; CUSUM 7 of
1.000, 0,13 a year. Limits that are known would give 2,7 and 2,2 of 1.000: these are estimated from 12 points and up,
and the fewer there are, the more often the next one lies outside.
"""

import argparse
import json
from random import Random

import numpy as np
import polars as pl

from dashboard.config import load_settings
from dashboard.figures import control, stored
from dashboard.mail.alarms import KEY
from dashboard.warming import look
from metrics.control.chart import ControlChart, control_chart
from metrics.control.cusum import cusum
from metrics.control.phases import LEAST_POINTS, ControlError
from metrics.control.rules import Regel
from metrics.indicators import indicator_named
from queries.viewer import local_administrator


def main() -> None:
    """Print warnings per 1.000 new points, and per gemeente and year, for each detector."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--gemeenten", type=int, default=40)
    many = asked.parse_args().gemeenten
    seen = look(load_settings(), local_administrator())
    assert seen is not None
    source, _ = seen
    unchanged = [code for code in stored.gemeenten(source) if stored.interventies(source, code).is_empty()]
    points = outside = drifted = months = 0
    chosen = Random(6).sample(unchanged, min(many, len(unchanged)))  # noqa: S311 -- a sample that can be taken again
    for gm_code in chosen:
        longest = 0
        for code in KEY:
            made = control.control(source, gm_code, code, indicator_named(code).standaard.code, "maand")
            if made.chart is None or made.rare:
                continue
            full = made.chart
            final = made.line.filter(~made.line["voorlopig"], made.line["status"] == "ok")
            for end in range(LEAST_POINTS + 1, final.height + 1):
                chart = _as_of(final.head(end), full, code)
                if chart is None or chart.punten["midden"][-1] is None:
                    continue
                points += 1
                longest = max(longest, end - LEAST_POINTS)
                outside += chart.punten["regel"][-1] == Regel.BUITEN.value
                drifted += _drifts(chart)
        months += longest
    years = months / 12
    print(json.dumps({
        "gemeenten": len(chosen), "punten": points, "jaren": round(years, 1),
        "grens": outside, "grens_per_1000": round(1000 * outside / points, 2),
        "grens_per_gemeente_per_jaar": round(outside / years, 2),
        "cusum": drifted, "cusum_per_1000": round(1000 * drifted / points, 2),
        "cusum_per_gemeente_per_jaar": round(drifted / years, 2),
    }))  # fmt: skip


def _as_of(line: pl.DataFrame, full: ControlChart, code: str) -> ControlChart | None:
    one = indicator_named(code)
    factor = one.eenheid_van(one.standaard).factor if full.kaart.name == "U" else 1.0
    try:
        return control_chart(line, full.kaart, one.richting, factor=factor)
    except ControlError:
        return None


def _drifts(chart: ControlChart) -> bool:
    """Tell whether the sum passes the decision at the newest point and not at the one before."""
    part = chart.punten.filter(chart.punten["midden"].is_not_null())
    middle = part["midden"].to_numpy()
    wide = np.maximum(part["boven"].to_numpy() - middle, middle - part["onder"].to_numpy()) / 3
    z = np.divide(part["waarde"].to_numpy() - middle, wide, out=np.zeros_like(middle), where=wide > 0)
    alarm = cusum(z).alarm
    return bool(alarm[-1] and not (len(alarm) > 1 and alarm[-2] == alarm[-1]))


if __name__ == "__main__":
    main()
