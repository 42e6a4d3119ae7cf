"""Trend: one indicator of one gemeente over time, beside Nederland and published figures."""

from collections.abc import Callable
from typing import Any

import polars as pl
import streamlit as st

from dashboard import texts
from dashboard.charts import palette, words
from dashboard.charts.legend import legend
from dashboard.charts.table import trend_table
from dashboard.charts.trend import trend_chart
from dashboard.choices import Choice
from dashboard.standing import Trend
from metrics.definition import Indicator, Variant
from metrics.indicators import INDICATORS


def render(choice: Choice, trend_of: Callable[[Indicator, Variant], Trend]) -> None:
    """Let the reader choose an indicator, then show its finding, chart, table and source."""
    indicator, variant = _choose()
    trend = trend_of(indicator, variant)
    own = trend.own
    if own.is_empty() or own["status"].eq("geen_levering").all():
        _nothing(choice, indicator)
        return
    st.header(words.finding(indicator, trend.row, trend.verdict, choice.naam, choice.beside))
    st.markdown(words.trend_sentence(indicator, variant, own, choice.naam))
    if trend.row is not None and trend.row["waarde"] is not None:
        st.markdown(f"**{words.compared(indicator, trend.row, trend.verdict, trend.rest, choice.beside)}**")
    ink = palette.INK.get(st.context.theme.type or "")
    chart = trend_chart(
        own,
        trend.theirs,
        trend.references,
        indicator,
        naam=choice.naam,
        kind=choice.kind,
        beside=choice.beside,
        ink=ink,
    )
    st.plotly_chart(
        chart,
        key="trend_chart",
        config={"displayModeBar": False, "responsive": True},
        alt=words.chart_alt(indicator, variant, own, choice.naam, choice.beside),
    )
    st.caption(" ".join([*legend(chart), *_about(indicator, variant)]))
    for line in words.missing(own):
        st.markdown(line)
    st.caption(trend.source)
    _table(trend, indicator, variant, choice)
    _references(trend.references, indicator)


def _choose() -> tuple[Indicator, Variant]:
    row = st.container(horizontal=True, vertical_alignment="bottom", gap="medium")
    by_name = {indicator.naam: indicator for indicator in INDICATORS}
    with row:
        name = st.selectbox("Indicator", list(by_name), key="trend_indicator", bind="query-params", width=320)
        indicator = by_name[name or next(iter(by_name))]
        variants = {variant.naam: variant for variant in indicator.varianten}
        variant = indicator.standaard
        if len(variants) > 1:
            # Its own key per indicator: a choice made for one must not be looked up in another.
            chosen = st.selectbox(
                "Hoe geteld",
                list(variants),
                key=f"trend_variant_{indicator.code.lower()}",
                bind="query-params",
                width=380,
            )
            variant = variants[chosen or indicator.standaard.naam]
    return indicator, variant


def _nothing(choice: Choice, indicator: Indicator) -> None:
    st.info(
        f"Over {choice.naam} zijn geen gegevens geleverd voor: {indicator.naam}. "
        f"Dat is iets anders dan nul. Nodig is: {indicator.bron}",
        icon=":material/inbox:",
    )


def _about(indicator: Indicator, variant: Variant) -> list[str]:
    median = ["Het cijfer is een mediaan: de helft wachtte korter, de helft langer."]
    return [
        *(median if variant.wachttijd is not None else []),
        f"Eenheid: {words.unit(indicator, variant).replace('%', 'procent')}. De as begint bij nul.",
    ]


def _table(trend: Trend, indicator: Indicator, variant: Variant, choice: Choice) -> None:
    st.header("Tabel", divider="gray")
    table = trend_table(trend.own, trend.theirs, indicator, variant, choice.naam, choice.beside)
    st.dataframe(
        table,
        hide_index=True,
        height="auto",
        placeholder="–",
        column_config=_columns(table, indicator, choice),
        key="trend_table",
        alt=f"Tabel met alle waarden van {indicator.naam.lower()} in {choice.naam}.",
    )


def _columns(table: pl.DataFrame, indicator: Indicator, choice: Choice) -> dict[str, Any]:
    """Numbers stay numbers, so that a click sorts by size; the browser writes them as its reader does."""
    value_format = "percent" if words.axis_suffix(indicator) else "localized"
    formats = dict.fromkeys((choice.naam, choice.beside.naam), value_format)
    numbers = {
        name: st.column_config.NumberColumn(format=formats.get(name, "localized"))
        for name, kind in table.schema.items()
        if kind.is_numeric()
    }
    ranges = {name: st.column_config.TextColumn(alignment="right") for name in ("Waarschijnlijk", "Grenzen")}
    return numbers | ranges


def _references(references: pl.DataFrame, indicator: Indicator) -> None:
    if references.is_empty():
        return
    st.header("Gepubliceerde cijfers", divider="gray")
    st.markdown("Deze cijfers zijn elders gepubliceerd. Ze zijn niet met onze gegevens berekend.")
    for row in references.sort("periode", descending=True).iter_rows(named=True):
        note = f" {row['opmerking']}" if row["opmerking"] else ""
        st.markdown(
            f"- **{texts.number(row['waarde'] * words.axis_scale(indicator), 1)}{words.axis_suffix(indicator)}** "
            f"in {row['periode']}: [{row['bron']}]({row['url']}).{note}"
        )
