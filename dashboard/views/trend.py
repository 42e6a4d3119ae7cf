"""Trend: one indicator of one gemeente over time, beside Nederland and published figures."""

from collections.abc import Callable
from typing import Any

import polars as pl
import streamlit as st

from dashboard import texts
from dashboard.charts import palette, story, words
from dashboard.charts.legend import legend
from dashboard.charts.marks import event_lines
from dashboard.charts.rows import lower_value
from dashboard.charts.table import trend_table
from dashboard.charts.trend import positions, trend_chart
from dashboard.charts.units import amount, unit
from dashboard.figures import divided, standing, stored
from dashboard.figures.breakdowns import cell_name
from dashboard.figures.standing import Trend
from dashboard.panels.choices import Choice
from dashboard.panels.context import Context
from dashboard.panels.dividing import breakdown, crossing, number_columns
from metrics.definition import Indicator, Methode, Variant
from metrics.indicators import INDICATORS


def render(context: Context, choice: Choice) -> None:
    """Let the reader choose an indicator, then show its finding, chart, table, breakdown and source."""
    source, gm_code, kind = context.source, choice.gm_code, choice.kind
    indicator, variant = _choose()
    trend = standing.trend(source, gm_code, indicator.code, variant.code, kind, choice.beside)
    own = trend.own
    if own.is_empty() or own["status"].eq("geen_levering").all():
        _nothing(choice, indicator)
        return
    st.header(story.finding(indicator, variant, trend.row, trend.beside, choice.naam, choice.beside))
    _findings(trend, indicator, variant, choice)
    _tegenmaat(indicator, lambda of: standing.figure(source, gm_code, of.code, kind))
    _chart(trend, indicator, variant, choice)
    for line in story.missing(own):
        st.markdown(line)
    st.caption(trend.source)
    _table(trend, indicator, variant, choice)
    counted_by = stored.uitsplitsingen(source, gm_code)
    breakdown(
        indicator,
        variant,
        choice,
        counted_by,
        lambda of, by, cells: divided.cells(source, gm_code, of.code, by.code, kind, cells),
    )
    crossing(
        indicator,
        variant,
        choice,
        counted_by,
        lambda of, by, pair: divided.crossed(source, gm_code, of.code, by.code, kind, pair),
    )
    _references(trend.references, indicator, variant)


def _findings(trend: Trend, indicator: Indicator, variant: Variant, choice: Choice) -> None:
    """Say the figure, how it compares, which way it goes, and the two answers to each goal."""
    st.markdown(story.trend_sentence(indicator, variant, trend.own, choice.naam))
    if trend.row is not None and trend.row["waarde"] is not None:
        st.markdown(f"**{words.compared(indicator, variant, trend.row, trend.beside, choice.beside)}**")
    if trend.kind != choice.kind:
        st.markdown("Dit cijfer is er alleen per kalenderjaar, want het vergelijkt hele jaren met het basisjaar.")
    st.markdown(story.recent(trend.trend, trend.trend_kind, indicator.richting))
    for goal in trend.doelen:
        st.markdown(_goal(goal))


def _goal(goal: dict[str, Any]) -> str:
    """Say a goal with its two answers; that of a cell names the cell."""
    about = f" ({cell_name(goal['uitsplitsing'], goal['cel'])})" if goal["uitsplitsing"] else ""
    if goal["gerealiseerd"] is None:
        return f"**Doel{about}**: {goal['zin']}"
    realised, structural = texts.REALISED[goal["gerealiseerd"]], texts.STRUCTURAL[goal["structureel"]]
    source = f" *Bron: {goal['bron']}.*" if goal["bron"] else ""
    return f"**Doel{about}: geteld {realised}, structureel {structural}.** {goal['zin']}{source}"


def _tegenmaat(indicator: Indicator, figure: Callable[[Indicator], dict[str, Any] | None]) -> None:
    """Show the tegenmaat in one line: it is never left out beside an indicator that has one."""
    other = next((one for one in INDICATORS if one.code == indicator.tegenmaat), None)
    if other is None:
        return
    row = figure(other)
    shown = "geen cijfer" if row is None else lower_value(other, row)
    over = f" over {words.when(row)}" if row is not None and row["waarde"] is not None else ""
    st.markdown(f"Kijk ook naar: {other.naam.lower()}, **{shown}**{over}.")


def _chart(trend: Trend, indicator: Indicator, variant: Variant, choice: Choice) -> None:
    chart = trend_chart(
        trend.own,
        trend.theirs,
        trend.references,
        indicator,
        variant=variant,
        naam=choice.naam,
        kind=trend.kind,
        beside=choice.beside,
        marks=trend.marks,
        ink=palette.INK.get(st.context.theme.type or ""),
    )
    st.plotly_chart(
        chart,
        key="trend_chart",
        config={"displayModeBar": False, "responsive": True},
        alt=story.chart_alt(indicator, variant, trend.own, choice.naam, choice.beside),
    )
    st.caption(" ".join([*legend(chart), *_about(indicator, variant), *_older_year(trend, variant)]))
    if events := event_lines(trend.marks, positions(trend.own, trend.kind)):
        changed = " Voor en na deze lijn is anders geteld: vergelijk ze niet." if _recounted(trend) else ""
        st.markdown(
            f"Genummerde lijnen: {'; '.join(events)}. Een verandering na zo'n dag is nog geen bewijs dat het daardoor "
            f"komt.{changed}"
        )


def _recounted(trend: Trend) -> bool:
    return any(event.soort == "definitie" for event in trend.marks.events)


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
    methode = indicator.methode_van(variant)
    told = {
        Methode.KM_MEDIAAN: ["Het cijfer is een mediaan: de helft wachtte korter, de helft langer."],
        Methode.MEDIAAN: ["Het cijfer is een mediaan: de helft zit eronder, de helft erboven."],
    }
    return [*told.get(methode, []), f"Eenheid: {unit(indicator, variant)}. De as begint bij nul."]


def _older_year(trend: Trend, variant: Variant) -> list[str]:
    """Say which year's people or dwellings the newest figure leans on, where a newer year is not known yet."""
    year = None if trend.row is None else trend.row.get("noemer_jaar")
    if year is None or variant.bevolking is None:
        return []
    return [f"Het aantal {variant.bevolking.value} is dat van {year}: een jaar dat beter past, is niet bekend."]


def _table(trend: Trend, indicator: Indicator, variant: Variant, choice: Choice) -> None:
    st.header("Tabel", divider="gray")
    table = trend_table(trend.own, trend.theirs, indicator, variant, choice.naam, choice.beside)
    st.dataframe(
        table,
        hide_index=True,
        height="auto",
        placeholder="–",
        column_config=number_columns(table, indicator, variant, (choice.naam, table.columns[3])),
        key="trend_table",
        alt=f"Tabel met alle waarden van {indicator.naam.lower()} in {choice.naam}.",
    )


def _references(references: pl.DataFrame, indicator: Indicator, variant: Variant) -> None:
    if references.is_empty():
        return
    st.header("Gepubliceerde cijfers", divider="gray")
    st.markdown("Deze cijfers zijn elders gepubliceerd. Ze zijn niet met onze gegevens berekend.")
    for row in references.sort("periode", descending=True).iter_rows(named=True):
        note = f" {row['opmerking']}" if row["opmerking"] else ""
        ends = [end for end in (row["waarde"], row["waarde_tot"]) if end is not None]
        shown = " tot ".join(amount(indicator, variant, end) for end in ends)
        st.markdown(f"- **{shown}** in {row['periode']}: [{row['bron']}]({row['url']}).{note}")
