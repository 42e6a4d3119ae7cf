"""Control charts: does a series over time only vary by chance, and will it reach its target?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

import numpy as np
import polars as pl

from metrics.control.ahead import ahead
from metrics.control.limits import ControlLimits, Numbers, of_ratios, p_chart, p_prime, u_chart, u_prime, xmr
from metrics.control.phases import ControlError, Phase, Rebase, Reden, phases, places, version_changes
from metrics.control.points import POINT_SCHEMA, Variatie, chart_points, sentence
from metrics.control.rare import between, g_chart, g_exact, t_chart
from metrics.control.rules import Regel, signals
from metrics.control.season import Season, season
from metrics.control.target import Zekerheid, assurance
from metrics.measure import Methode, Richting

__all__ = [
    "POINT_SCHEMA",
    "ControlChart",
    "ControlError",
    "ControlLimits",
    "Kaart",
    "Rebase",
    "Reden",
    "Regel",
    "Variatie",
    "Zekerheid",
    "assurance",
    "control_chart",
    "g_chart",
    "p_chart",
    "p_prime",
    "season",
    "signals",
    "t_chart",
    "u_chart",
    "u_prime",
    "xmr",
]

_PERIODS: Final = ("periode_van", "periode_tot")
_LINES: Final = {"P": (0.0, 1.0), "U": (0.0, np.inf), "G": (0.0, np.inf), "XMR": (-np.inf, np.inf)}


class Kaart(Enum):
    """The kinds of chart: of shares, of events per exposure, of rare events, and of other values."""

    P = "p'"
    U = "u'"
    G = "g"
    XMR = "XmR"

    @staticmethod
    def van(methode: Methode) -> "Kaart":
        """Return the chart that goes with how a value is made; rare events are for the caller to see."""
        return {Methode.WILSON: Kaart.P, Methode.BYAR: Kaart.U}.get(methode, Kaart.XMR)


@dataclass(frozen=True, eq=False)
class ControlChart:
    """A chart and what it says.

    ``punten`` follows POINT_SCHEMA: the lines are null where there are too few points, ``regel`` is the first
    rule a point breaks. ``seizoen`` is how strong the season was that was taken out, null where none could
    be. ``weggelaten`` counts the periods that are voorlopig, incomplete or empty and are not on the chart.
    """

    kaart: Kaart
    punten: pl.DataFrame
    fasen: tuple[Phase, ...]
    sigma_z: float | None
    seizoen: float | None
    zekerheid: Zekerheid | None
    weggelaten: int
    zin: str


def control_chart(
    figures: pl.DataFrame,
    kaart: Kaart,
    richting: Richting,
    *,
    factor: float = 1.0,
    rebase: Sequence[Rebase] = (),
    basis_tot: date | None = None,
    doel: float | None = None,
) -> ControlChart:
    """Return the chart of one gebied and cell, from figures of separate months, quarters or years.

    ``figures`` has periode_van, periode_tot, teller, noemer, waarde, voorlopig and status (as metrics.figures
    makes them) and may have ``versies``: another definition begins new limits by itself. ``factor`` turns
    teller / noemer into the value of a Kaart.U. Periods that are voorlopig or whose status is not ok are left out and
    counted. The season is taken out first when two years of each calendar month or quarter are there. With
    fewer than 12 points there are no limits and no signals. A Kaart.G has a point per event but the first: the periods
    without one that went before; then high is the good side where lower is better. Points after the baseline have
    limits of a prediction (see metrics.control.ahead), and those of a Kaart.G are exact (metrics.control.rare.g_exact).

    Raises ControlError when periods overlap: rolling sums share their months, and alone for that would be
    flagged. ``rebase`` and ``basis_tot``: see metrics.control.phases.phases.
    """
    ordered = figures.sort(_PERIODS)
    _refuse_overlap(ordered)
    final = _final(ordered)
    kept, good = (_gaps(final), _turned(richting)) if kaart is Kaart.G else (final, richting)
    starts = kept["periode_van"].to_list()
    changes = version_changes(starts, kept["versies"].to_list()) if "versies" in kept.columns else []
    made = phases(starts, [*rebase, *changes], basis_tot=basis_tot)
    returning = _season(kept, kaart, made)
    values = kept["waarde"].to_numpy().astype(np.float64)
    effect = np.zeros(len(values)) if returning is None else returning.effect
    parts = [
        (phase, _limits(kept, values - effect, phase, kaart, factor, returning)) for phase in made if phase.grenzen
    ]
    least, most = _LINES[kaart.name]
    punten = chart_points(kept, values, effect, made, parts, good, least=least, most=most)
    newest = parts[-1][1] if made and made[-1].grenzen else None
    return ControlChart(
        kaart=kaart,
        punten=punten,
        fasen=tuple(made),
        sigma_z=newest.sigma_z if newest else None,
        seizoen=returning.sterkte if returning else None,
        zekerheid=None if kaart is Kaart.G else assurance(newest, richting, doel),
        weggelaten=ordered.height - final.height,
        zin=sentence(punten, made),
    )


def _final(figures: pl.DataFrame) -> pl.DataFrame:
    """Keep the periods that are whole and will not change."""
    return figures.filter(pl.col("status") == "ok", ~pl.col("voorlopig"), pl.col("waarde").is_not_null())


def _refuse_overlap(figures: pl.DataFrame) -> None:
    """Refuse periods that share a day."""
    earlier = pl.col("periode_tot").shift(1)
    if figures.select((pl.col("periode_van") < earlier).any()).item():
        raise ControlError(
            "Deze perioden overlappen elkaar, zoals bij een som over 12 maanden; kies losse maanden of kwartalen."
        )


def _gaps(final: pl.DataFrame) -> pl.DataFrame:
    """Return a row per event but the first, with the number of periods without an event that went before it."""
    follows = pl.col("periode_van") == pl.col("periode_tot").shift(1)
    if not final.select(follows.fill_null(value=True).all()).item():
        raise ControlError("Er ontbreken perioden, dus hoe lang het tussen twee gevallen duurde, is niet te tellen.")
    gaps, at = between(final["teller"].to_numpy())
    return final[at].with_columns(waarde=pl.Series(gaps, dtype=pl.Float64))


def _turned(richting: Richting) -> Richting:
    """Return which way is good for the time between events."""
    return {Richting.HOGER_IS_BETER: Richting.LAGER_IS_BETER, Richting.LAGER_IS_BETER: Richting.HOGER_IS_BETER}.get(
        richting, richting
    )


def _season(kept: pl.DataFrame, kaart: Kaart, made: Sequence[Phase]) -> Season | None:
    """Return the season of the series, weighted by the cases where there are any."""
    if kaart is Kaart.G or kept.is_empty():
        return None
    months = kept.select(pl.col("periode_van").dt.year().cast(pl.Int64) * 12 + pl.col("periode_van").dt.month())
    levels = np.concatenate([np.full(phase.na - phase.eerste, number) for number, phase in enumerate(made)])
    weights = np.ones(kept.height) if kaart is Kaart.XMR else kept["noemer"].to_numpy().astype(np.float64)
    values = kept["waarde"].to_numpy().astype(np.float64)
    return season(values, weights, months.to_series().to_numpy(), levels.astype(np.int64))


def _limits(
    kept: pl.DataFrame, values: Numbers, phase: Phase, kaart: Kaart, factor: float, returning: Season | None
) -> ControlLimits:
    """Return the limits of one phase, in the unit of the value and without the season."""
    mine = slice(phase.eerste, phase.na)
    basis = places(phase, len(values))[mine]
    wider = 1.0 if returning is None else returning.wider
    if kaart is Kaart.XMR:
        return ahead(xmr(values[mine], basis=basis, wider=wider), basis, np.ones(len(basis)))
    if kaart is Kaart.G:
        return g_exact(values[mine], basis=basis)
    exposure = kept["noemer"].to_numpy().astype(np.float64)[mine] / factor
    made = of_ratios(values[mine], exposure, share=kaart is Kaart.P, prime=True, basis=basis, wider=wider)
    return ahead(made, basis, exposure)
