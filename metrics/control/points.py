"""The points of a control chart with their lines and what each says."""

from collections.abc import Sequence
from enum import Enum
from typing import Final

import numpy as np
import polars as pl

from metrics.control.limits import ControlLimits, Numbers
from metrics.control.phases import LEAST_POINTS, Phase
from metrics.control.rules import Regel, first_signal, signals
from metrics.measure import Richting

POINT_SCHEMA: Final = pl.Schema(
    {
        "periode_van": pl.Date, "periode_tot": pl.Date, "waarde": pl.Float64, "midden": pl.Float64,
        "onder": pl.Float64, "boven": pl.Float64, "seizoen": pl.Float64, "fase": pl.Int32,
        "regel": pl.String, "kant": pl.Int8, "variatie": pl.String,
    }
)  # fmt: skip
Part = tuple[Phase, ControlLimits]


class Variatie(Enum):
    """What a point says: chance, or a change for better or worse; without a richting only which way."""

    TOEVAL = "toeval"
    VERBETERING = "verbetering"
    VERSLECHTERING = "verslechtering"
    OMHOOG = "verandering omhoog"
    OMLAAG = "verandering omlaag"

    @staticmethod
    def van(kant: int, richting: Richting) -> "Variatie":
        """Return what a signal on this side (1 high, -1 low, 0 none) means."""
        if kant == 0:
            return Variatie.TOEVAL
        if richting is Richting.GEEN:
            return Variatie.OMHOOG if kant > 0 else Variatie.OMLAAG
        better = (kant > 0) == (richting is Richting.HOGER_IS_BETER)
        return Variatie.VERBETERING if better else Variatie.VERSLECHTERING


def chart_points(
    periods: pl.DataFrame, values: Numbers, effect: Numbers, fasen: Sequence[Phase], parts: Sequence[Part],
    richting: Richting, *, least: float, most: float,
) -> pl.DataFrame:  # fmt: skip
    """Return the points by POINT_SCHEMA; rules never run across phases, and lines stay between ``least`` and ``most``.

    ``effect`` is the season in ``values``: the lines follow it, the rules look at what is left without it. A phase
    without limits is in ``fasen`` and not in ``parts``: its points have no lines and no signal.
    """
    lines = {name: np.full(len(values), np.nan) for name in ("midden", "onder", "boven")}
    rule: list[str | None] = [None] * len(values)
    side, number = np.zeros(len(values), dtype=np.int8), np.zeros(len(values), dtype=np.int32)
    for at, phase in enumerate(fasen):
        number[phase.eerste : phase.na] = at
    judged = np.zeros(len(values), dtype=np.bool_)
    for phase, limits in parts:
        mine = slice(phase.eerste, phase.na)
        judged[mine] = True
        for name, line in (("midden", limits.midden), ("onder", limits.onder), ("boven", limits.boven)):
            lines[name][mine] = np.clip(line + effect[mine], least, most)
        for place, found in enumerate(first_signal(signals((values - effect)[mine], limits)), phase.eerste):
            if found is not None:
                rule[place], side[place] = found[0].value, found[1]
    said = [
        Variatie.van(int(kant), richting).value if known else None for kant, known in zip(side, judged, strict=True)
    ]
    columns = {
        "waarde": values,
        **lines,
        "seizoen": effect,
        "fase": number,
        "regel": rule,
        "kant": side,
        "variatie": said,
    }
    made = periods.select("periode_van", "periode_tot").with_columns(
        pl.Series(name, column, dtype=POINT_SCHEMA[name]) for name, column in columns.items()
    )
    return made.with_columns(pl.col("midden", "onder", "boven").fill_nan(None)).select(POINT_SCHEMA.names())


def sentence(punten: pl.DataFrame, fasen: Sequence[Phase]) -> str:
    """Say in one sentence what the newest point shows, and never why."""
    if punten.is_empty() or punten["midden"].null_count() == punten.height or punten["midden"][-1] is None:
        there = 0 if not fasen else fasen[-1].na - fasen[-1].eerste
        return f"Te weinig gegevens: voor grenzen zijn {LEAST_POINTS} punten nodig, en er zijn er {there}."
    if punten["regel"][-1] is None:
        return "Het nieuwste punt past bij het toeval dat er altijd is."
    words = {
        Regel.BUITEN.value: "ligt buiten de grenzen",
        Regel.OP_RIJ.value: "is het zevende of een later punt op rij in dezelfde richting",
        Regel.BIJNA.value: "ligt, met een ander van de laatste drie, dicht bij dezelfde grens",
        Regel.EEN_KANT.value: "is het zevende of een later punt op rij aan één kant van het midden",
    }[punten["regel"][-1]]
    return f"Het nieuwste punt {words}: een {punten['variatie'][-1]} die niet bij toeval past."
