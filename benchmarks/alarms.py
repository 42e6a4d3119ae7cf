"""How often a warning goes out while nothing changed: the gemeenten of the demo that had no interventie.

    EFFECTMETING_MAP=... python -m benchmarks.alarms [--gemeenten 60] [--keer 20]

The register is looked at as of each month or quarter: points that were final then, judged against limits from all of
them. A point is counted when it is the newest one, as a new delivery makes it. Rare-event charts and goals are left
out. Not every warning there is false: the demo plants changes that are no interventie. So it is counted three times:

- ``alles``: every gemeente without an interventie;
- ``niets_gepland``: without those that have a role in ``waarheid/rollen.json``, such as the one that since 2024 tells
  that everyone was reached, and without points in the month of the national shock, which is a change everywhere;
- ``toeval``: the same gemeenten and numbers of cases, with hits drawn ``--keer`` times with one chance for all periods
  of a line. Here nothing changes, so each warning is false.

Limits that are known would give 2,7 of 1.000 new points, and the sum (CUSUM) 2,2; a gemeente has 16 new points a year.

Measured (points outside; all 324 gemeenten without an interventie, and 40 of them for ``toeval``):

| demo | alles | niets_gepland | toeval |
|---|---|---|---|
| 36 months | 17 of 2.029 | 5 of 1.826: 0,04 a gemeente and year | 1 of 2.640 |
| 60 months, national | 26 of 13.122 | 14 of 11.869: 0,02 a gemeente and year | 18 of 15.050 |

9 of the 17 and of the 26 are the gemeente in which everyone was reached (Gorinchem). CUSUM, ``niets_gepland``: 0, 11.
The newest point is one of those that make its limits, which keeps chance inside more often than nominal. Shares and
rates that vary more than chance does are outside in 3 to 10 of 1.000 (simulated: deviations of 1,5 to 2,5 times those
of counts, 12 to 36 points).
"""

import argparse
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from random import Random

import numpy as np
import polars as pl

from dashboard.config import load_settings
from dashboard.figures import control, stored
from dashboard.figures.source import Source
from dashboard.mail.alarms import KEY
from dashboard.warming import look
from metrics.control.chart import ControlChart, Kaart, control_chart
from metrics.control.cusum import cusum
from metrics.control.phases import LEAST_POINTS, ControlError
from metrics.control.rules import Regel
from metrics.indicators import indicator_named
from queries.viewer import local_administrator

_SHOCKED = "VS07"


@dataclass(frozen=True, eq=False)
class Line:
    """The final periods of one figure of one gemeente, and the chart they are on."""

    gm_code: str
    code: str
    kaart: Kaart
    final: pl.DataFrame


@dataclass
class Counted:
    """New points, how many stood out, and how many years of a gemeente they are of."""

    punten: int = 0
    jaren: float = 0.0
    grens: int = 0
    cusum: int = 0

    def said(self) -> dict[str, float]:
        """Return the counts, and how often that is."""
        return asdict(self) | {
            "jaren": round(self.jaren, 1),
            "grens_per_1000": round(1000 * self.grens / max(self.punten, 1), 2),
            "grens_per_gemeente_per_jaar": round(self.grens / max(self.jaren, 1), 3),
            "cusum_per_1000": round(1000 * self.cusum / max(self.punten, 1), 2),
            "cusum_per_gemeente_per_jaar": round(self.cusum / max(self.jaren, 1), 3),
        }


def main() -> None:
    """Print warnings per 1.000 new points, and per gemeente and year, for each detector."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--gemeenten", type=int, default=40)
    asked.add_argument("--keer", type=int, default=10)
    given = asked.parse_args()
    settings = load_settings()
    seen = look(settings, local_administrator())
    assert seen is not None
    source, _ = seen
    unchanged = [code for code in stored.gemeenten(source) if stored.interventies(source, code).is_empty()]
    chosen = Random(6).sample(unchanged, min(given.gemeenten, len(unchanged)))  # noqa: S311 -- can be taken again
    lines = [line for code in chosen for line in _lines(source, code)]
    roles, shock = _planted(settings.map / "leveringen" / "waarheid" / "rollen.json")
    calm = [line for line in lines if line.gm_code not in roles]
    rng = np.random.default_rng(6)
    drawn = [_counted([_drawn(rng, line) for line in calm], None) for _ in range(given.keer)]
    chance = Counted(*(sum(column) for column in zip(*(asdict(one).values() for one in drawn), strict=True)))
    print(json.dumps({
        "gemeenten": len(chosen),
        "alles": _counted(lines, None).said(),
        "niets_gepland": _counted(calm, shock).said(),
        "toeval": chance.said(),
    }, indent=1))  # fmt: skip


def _planted(told: Path) -> tuple[set[str], date | None]:
    """Return the gemeenten with a role in the demo and the month of its shock; nothing where the truth is not there."""
    if not told.exists():
        return set(), None
    roles = json.loads(told.read_text())
    # Who delivers by month, or no ontruimingen, delivers nothing that is off.
    odd = {name: of for name, of in roles.items() if not name.startswith(("per_maand", "zonder_"))}
    return _codes(odd.values()), date.fromisoformat(roles["geplant"]["schok"])


def _codes(found: Iterable[object]) -> set[str]:
    """Return the codes of gemeenten in lists of lists."""
    codes: set[str] = set()
    for one in found:
        if isinstance(one, list):
            codes |= _codes(one)
        elif isinstance(one, str) and one.startswith("GM"):
            codes.add(one)
    return codes


def _lines(source: Source, gm_code: str) -> Iterable[Line]:
    for code in KEY:
        made = control.control(source, gm_code, code, indicator_named(code).standaard.code, "maand")
        if made.chart is not None and not made.rare:
            final = made.line.filter(~made.line["voorlopig"], made.line["status"] == "ok", made.line["noemer"] > 0)
            yield Line(gm_code, code, made.chart.kaart, final)


def _drawn(rng: np.random.Generator, line: Line) -> Line:
    """Return the line as chance alone could have made it."""
    hits, cases = (line.final[name].to_numpy().astype(np.float64) for name in ("teller", "noemer"))
    level = hits.sum() / cases.sum()
    made = rng.binomial(cases.astype(np.int64), level) if line.kaart is Kaart.P else rng.poisson(cases * level)
    values = made / cases * _factor(line)
    return replace(line, final=line.final.with_columns(teller=pl.Series(made), waarde=pl.Series(values)))


def _counted(lines: Sequence[Line], shock: date | None) -> Counted:
    """Count what stands out when it is new; of ``shock`` the figures that it moved are left out."""
    total = Counted()
    years: dict[str, float] = {}
    for line in lines:
        ends = line.final["periode_tot"]
        for end in range(LEAST_POINTS + 1, line.final.height + 1):
            newest = line.final.row(end - 1, named=True)
            moved = (
                shock is not None and line.code == _SHOCKED and newest["periode_van"] <= shock < newest["periode_tot"]
            )
            chart = None if moved else _as_of(line, end)
            if chart is None or chart.punten["midden"][-1] is None:
                continue
            total.punten += 1
            total.grens += chart.punten["regel"][-1] == Regel.BUITEN.value
            total.cusum += _drifts(chart)
            passed = (ends[end - 1] - ends[LEAST_POINTS - 1]).days / 365.25
            years[line.gm_code] = max(years.get(line.gm_code, 0.0), passed)
    total.jaren = sum(years.values())
    return total


def _factor(line: Line) -> float:
    one = indicator_named(line.code)
    return one.eenheid_van(one.standaard).factor if line.kaart is Kaart.U else 1.0


def _as_of(line: Line, end: int) -> ControlChart | None:
    richting = indicator_named(line.code).richting
    try:
        return control_chart(line.final.head(end), line.kaart, richting, factor=_factor(line))
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
