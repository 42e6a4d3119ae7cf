"""Doorverwijzingen drawn as streams from one kind of organisation to another, with their words and table."""

from typing import Final

import plotly.graph_objects as go
import polars as pl

from dashboard import texts
from dashboard.charts import palette
from dashboard.figures.referrals import LEAST, Flow, Referrals

_NODE: Final = 62  # pixels of height that a node needs for its name
LEAST_CASES: Final = 20


def sankey_chart(found: Referrals, ink: str | None = None) -> go.Figure:
    """Return the streams of at least LEAST: who refers at the left, where to at the right, broader where more go."""
    left = _totals([(flow.van, flow.aantal) for flow in found.flows])
    right = _totals([(flow.naar, flow.aantal) for flow in found.flows])
    nodes = [*left.items(), *right.items()]
    places = {("van", naam): at for at, naam in enumerate(left)} | {
        ("naar", naam): at + len(left) for at, naam in enumerate(right)
    }
    figure = go.Figure(
        go.Sankey(
            node={
                "label": [f"{_name(naam)} {texts.number(count)}" for naam, count in nodes],
                "color": [palette.OWN] * len(left) + [palette.BENCHMARK] * len(right),
                "pad": 22, "thickness": 14, "line": {"width": 0},
                "hovertemplate": "%{label}<extra></extra>",
            },
            link={
                "source": [places["van", flow.van] for flow in found.flows],
                "target": [places["naar", flow.naar] for flow in found.flows],
                "value": [flow.aantal for flow in found.flows],
                "color": palette.with_opacity(palette.UNCERTAIN, 0.38),
                "customdata": [_told(flow) for flow in found.flows],
                "hovertemplate": "%{customdata}<extra></extra>",
            },
            textfont={"size": 13, "color": ink} if ink else {"size": 13},
            arrangement="fixed",
        )
    )  # fmt: skip
    figure.update_layout(
        height=60 + _NODE * max(len(left), len(right), 2), margin={"l": 4, "r": 4, "t": 10, "b": 20},
        font={"size": 13}, separators=",.", dragmode=False,
    )  # fmt: skip
    if ink is not None:
        figure.update_layout(font_color=ink)
    return figure


def sankey_title(found: Referrals) -> str:
    """Say which way most referrals go."""
    most = found.flows[0]
    return (
        f"De meeste verwijzingen gaan van {most.van} naar {most.naar}: {texts.number(most.aantal)} van de "
        f"{texts.number(found.total)}"
    )


def sankey_alt(found: Referrals) -> str:
    """Say in words what the drawing shows."""
    return f"Stroomdiagram. {'; '.join(_told(flow) for flow in found.flows)}."


def arrived_sentence(found: Referrals) -> str:
    """Say how many arrived, and of how many nobody knows."""
    unknown, counts = found.total - found.known, f"{texts.number(found.arrived)} van de {texts.number(found.known)}"
    few = found.known < LEAST_CASES
    told = f"**{counts}**" if few else f"**{texts.share(found.arrived / found.known, 0)}** ({counts})"
    known = f"Van de verwijzingen waarvan het bekend is, kwam {told} binnen 90 dagen aan."
    return f"{known} Van {texts.number(unknown)} van de {texts.number(found.total)} is dat niet bekend."


def small_sentence(found: Referrals) -> str:
    """Say what is left out of the drawing; empty where nothing is."""
    if not found.small:
        return ""
    ways = texts.count_of(found.small_ways, "richting", "richtingen")
    return (
        f"Niet in het beeld: {ways} met minder dan {LEAST} verwijzingen, samen {texts.number(found.small)}. Zo'n klein "
        "aantal kan over één herkenbaar persoon gaan, en een plaatje is zo doorgestuurd."
    )


def sankey_table(found: Referrals) -> pl.DataFrame:
    """Return a row per stream, and one for all that are too small to be shown apart."""
    flows = found.flows
    rest = Flow("alle andere", f"elk minder dan {LEAST}", found.small, 0, 0)
    shown = [*flows, *([rest] if found.small else [])]
    apart = [flow is not rest for flow in shown]
    return pl.DataFrame(
        [
            pl.Series("Van", [_name(flow.van) for flow in shown], pl.String),
            pl.Series("Naar", [_name(flow.naar) for flow in shown], pl.String),
            pl.Series("Verwijzingen", [flow.aantal for flow in shown], pl.Int64),
            pl.Series("Aangekomen", _when(apart, [flow.aangekomen for flow in shown]), pl.Int64),
            pl.Series("Niet aangekomen", _when(apart, [flow.bekend - flow.aangekomen for flow in shown]), pl.Int64),
            pl.Series("Onbekend", _when(apart, [flow.onbekend for flow in shown]), pl.Int64),
            pl.Series("Gesprekken bij de eerste", [flow.gesprekken for flow in shown], pl.Int64),
            pl.Series("Aandeel van die gesprekken", [_of_talks(flow) for flow in shown], pl.Float64).round(3),
        ]
    )


def _of_talks(flow: Flow) -> float | None:
    return flow.verwezen / flow.gesprekken if flow.gesprekken and flow.verwezen is not None else None


def _when(apart: list[bool], values: list[int]) -> list[int | None]:
    return [value if alone else None for alone, value in zip(apart, values, strict=True)]


def _totals(pairs: list[tuple[str, int]]) -> dict[str, int]:
    totals: dict[str, int] = {}
    for naam, count in pairs:
        totals[naam] = totals.get(naam, 0) + count
    return dict(sorted(totals.items(), key=lambda pair: (-pair[1], pair[0])))


def _told(flow: Flow) -> str:
    return f"{_name(flow.van)} naar {flow.naar}: {texts.number(flow.aantal)}"


def _name(naam: str) -> str:
    """Return a kind of organisation as a heading has it, with room to break off."""
    return naam[:1].upper() + naam[1:].replace("/", " / ")
