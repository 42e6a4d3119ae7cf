"""A signal rule drawn and said: its households a month beside the capacity, and the words for rules like it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import plotly.graph_objects as go
import polars as pl

from dashboard import texts
from dashboard.charts import palette
from dashboard.charts.canvas import TEXT, in_ink
from dashboard.figures.rule import Grid, Outcome, Rule
from metrics.signal_rule import ONBEPERKT

HEIGHT = 340
_HATCHED = {"shape": "/", "fillmode": "overlay", "fgcolor": "#ffffff", "size": 6, "solidity": 0.3}
_FEW = 10  # below it a mean is said with a decimal
_NEARLY_NONE = 0.05
_MOST_NUMBERS = 6  # more of them touch each other on a phone; then only the busiest month has its number
_LABELS = 14  # more months do not fit below each other on a phone


def rule_chart(grid: Grid, outcome: Outcome, capacity: int, *, ink: str | None = None) -> go.Figure:
    """Return a bar per month: what fits, hatched on top of it what does not, and the capacity as a line.

    A month that was not delivered is an empty place with a word. The axis starts at zero.
    """
    months, counts = grid.maanden, outcome.per_maand
    told = [f"{texts.month(at)}<br><b>{households(count)}</b>" for at, count in zip(months, counts, strict=True)]
    within, above = [min(count, capacity) for count in counts], [max(count - capacity, 0) for count in counts]
    figure = go.Figure(
        [
            _bars(months, within, told, "past", {"color": palette.OWN}),
            _bars(months, above, told, "boven de capaciteit", {"color": palette.BENCHMARK, "pattern": _HATCHED}),
        ]
    )
    top = max(*counts, capacity, 1) * 1.15
    figure.add_hline(y=capacity, line={"color": palette.GOAL, "width": 2, "dash": "dash"})
    figure.add_annotation(
        x=1, xref="paper", xshift=6, y=capacity, text=f"uw<br>capaciteit<br><b>{texts.number(capacity)}</b>",
        showarrow=False, xanchor="left", align="left",
    )  # fmt: skip
    few = outcome.boven <= _MOST_NUMBERS
    for at, count in zip(months, counts, strict=True):
        if count > capacity and (few or count == outcome.meest):
            figure.add_annotation(x=at, y=count, text=texts.number(count), showarrow=False, yanchor="bottom")
    for at in grid.zonder:
        figure.add_annotation(
            x=at, y=0.02, yref="paper", text="geen levering", textangle=-90, showarrow=False, yanchor="bottom"
        )
    shown = sorted([*months, *grid.zonder])
    every = (1, 7) if len(shown) > _LABELS else (1, 4, 7, 10)
    ticks = [at for at in shown if at.month in every] or shown[:1]
    figure.update_layout(
        height=HEIGHT, margin={"l": 8, "r": 86, "t": 12, "b": 8}, barmode="stack", bargap=0.25, showlegend=False,
        dragmode=False, separators=",.", font=TEXT,
    )  # fmt: skip
    figure.update_xaxes(
        tickvals=ticks, ticktext=[f"{texts.SHORT_MONTHS[at.month - 1]}<br>{at.year}" for at in ticks],
        showgrid=False, fixedrange=True,
    )  # fmt: skip
    figure.update_yaxes(
        range=[0, top], tickformat=",d", rangemode="tozero", fixedrange=True, automargin=True, nticks=6,
        exponentformat="none",
    )  # fmt: skip
    in_ink(figure, ink)
    return figure


def finding(outcome: Outcome, capacity: int) -> str:
    """Say how many households a month it is and how often that is more than can be done."""
    if not outcome.meest:
        return f"Met deze regel is er in {_months(len(outcome.per_maand))} geen enkel huishouden."
    return f"Met deze regel {_mean(outcome)}; {too_many(outcome)} zijn het er meer dan uw {texts.number(capacity)}"


def too_many(outcome: Outcome) -> str:
    """Return in 3 van de 24 maanden."""
    months = len(outcome.per_maand)
    if outcome.boven in (0, months) and months > 1:
        return f"in geen van de {months} maanden" if not outcome.boven else f"in alle {months} maanden"
    return f"in {outcome.boven} van de {_months(months).removeprefix('de laatste ')}"


def share_told(outcome: Outcome, everyone: float) -> str:
    """Say which part of all households with a signaal the rule selects, and how many it leaves out."""
    if outcome.aandeel is None:
        return "Over deze maanden kwam er over niemand een signaal."
    if not outcome.meest:
        return f"De regel laat iedereen weg over wie een signaal kwam: gemiddeld {mean(everyone)} per maand."
    if outcome.aandeel > 1 - 1e-9:
        return f"Dat zijn alle huishoudens over wie een signaal kwam: gemiddeld {mean(everyone)} per maand."
    return (
        f"Dat is {texts.share(outcome.aandeel)} van alle huishoudens over wie een signaal kwam "
        f"(gemiddeld {mean(everyone)} per maand). De regel laat de andere {texts.share(1 - outcome.aandeel)} weg."
    )


def described(rule: Rule) -> str:
    """Return a rule in words: minstens 3 partners, achterstand hooguit 100 dagen oud, minstens € 50."""
    told = [partners(rule.partners)]
    told += [] if rule.dagen == ONBEPERKT else [f"achterstand hooguit {rule.dagen} dagen oud"]
    told += [] if not rule.euro else [f"minstens {euro(rule.euro)} per signaal"]
    return ", ".join(told)


def step(old: Rule, new: Rule) -> str:
    """Return in which one way a neighbouring rule is another, the wider or the stricter."""
    if new.partners != old.partners:
        return f"Eén partner {'minder' if new.partners < old.partners else 'meer'}: {partners(new.partners)}"
    if new.dagen != old.dagen:
        return "Ook oudere achterstanden: " + days(new.dagen) if new.dagen > old.dagen else f"Alleen {days(new.dagen)}"
    return f"Ook lagere bedragen: {amount(new.euro)}" if new.euro < old.euro else f"Alleen {amount(new.euro)}"


def partners(count: int) -> str:
    """Return minstens 3 partners."""
    return "minstens 1 partner" if count == 1 else f"minstens {count} partners"


def days(limit: int) -> str:
    """Return a limit of age in words."""
    return "elke leeftijd" if limit == ONBEPERKT else f"hooguit {limit} dagen oud"


def amount(limit: int) -> str:
    """Return a limit of the amount in words."""
    return f"vanaf {euro(limit)}" if limit else "elk bedrag"


def euro(limit: int) -> str:
    """Return an amount of money."""
    return f"€\u00a0{texts.number(limit)}"


def mean(value: float) -> str:
    """Return a mean number of households, with a decimal where there are few; nearly none is not none."""
    if 0 < value < _NEARLY_NONE:
        return "minder dan 0,1"
    return texts.number(value, 0 if value >= _FEW or float(value).is_integer() else 1)


def households(count: int) -> str:
    """Return 1 huishouden, 41 huishoudens."""
    return texts.count_of(count, "huishouden", "huishoudens")


def alt(outcome: Outcome, grid: Grid, capacity: int, naam: str) -> str:
    """Return the chart in words, for who does not see it."""
    gaps = f" Over {_months(len(grid.zonder)).removeprefix('de laatste ')} is niet geleverd." if grid.zonder else ""
    return (
        f"Staven per maand van {texts.month(grid.maanden[0])} tot en met {texts.month(grid.maanden[-1])} in {naam}: "
        f"het minst {households(min(outcome.per_maand))}, het meest {households(outcome.meest)}. "
        f"Een lijn staat op uw capaciteit van {texts.number(capacity)} per maand.{gaps}"
    )


def table(grid: Grid, outcome: Outcome, capacity: int) -> pl.DataFrame:
    """Return the months as numbers, newest first: those selected, all with a signaal, and what is above capacity."""
    return pl.DataFrame(
        {
            "Maand": [texts.month(at) for at in grid.maanden],
            "Huishoudens volgens de regel": outcome.per_maand,
            "Boven uw capaciteit": [max(count - capacity, 0) for count in outcome.per_maand],
            "Alle huishoudens met een signaal": grid.van.tolist(),
        }
    ).reverse()


def _mean(outcome: Outcome) -> str:
    shown = mean(outcome.gemiddeld)
    if outcome.gemiddeld < _NEARLY_NONE:
        return "is het bijna nooit een huishouden"
    return (
        "is het gemiddeld 1 huishouden per maand"
        if shown == "1"
        else f"zijn het gemiddeld {shown} huishoudens per maand"
    )


def _months(count: int) -> str:
    return "de laatste maand" if count == 1 else f"de laatste {count} maanden"


def _bars(
    months: Sequence[date], counts: Sequence[int], told: Sequence[str], name: str, marker: Mapping[str, Any]
) -> go.Bar:
    return go.Bar(
        x=months,
        y=counts,
        name=name,
        meta=name,
        marker=dict(marker),
        text=list(told),
        textposition="none",
        hovertemplate="%{text}<extra></extra>",
    )
