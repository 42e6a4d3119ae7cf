"""Trend: one indicator of one gemeente over time, beside Nederland, published figures and the limits of chance."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import polars as pl
import streamlit as st

from dashboard import texts
from dashboard.charts import answers, control_words, story
from dashboard.charts.answers import Answer
from dashboard.charts.axes import positions
from dashboard.charts.control import control_figure
from dashboard.charts.legend import legend
from dashboard.charts.marks import event_lines
from dashboard.charts.table import trend_table
from dashboard.charts.trend import trend_chart
from dashboard.charts.units import amount, unit
from dashboard.figures import divided, merged, moved, standing, stored
from dashboard.figures.breakdowns import cell_name
from dashboard.figures.control import Control, control
from dashboard.figures.said import Marks
from dashboard.figures.standing import Trend
from dashboard.panels import first_visit, indicator_choice
from dashboard.panels.choices import Choice
from dashboard.panels.context import Context
from dashboard.panels.dividing import breakdown, crossing, number_columns
from dashboard.panels.drawn import ink
from dashboard.panels.onward import onward
from dashboard.panels.picture import Picture, show
from metrics.control.chart import ControlChart
from metrics.definition import Indicator, Methode, Variant
from metrics.indicators import INDICATORS


def render(context: Context, choice: Choice) -> None:
    """Let the reader choose an indicator, then show the answers, the chart, the breakdown and published figures."""
    source, gm_code, kind = context.source, choice.gm_code, choice.kind
    first_visit.not_the_first()
    indicator, variant, limited, anew = _choose(with_maatregel=stored.interventies(source, gm_code).height > 0)
    trend = _with_mergers(
        standing.trend(source, gm_code, indicator.code, variant.code, kind, choice.beside), context, choice
    )
    own = trend.own
    if own.is_empty() or own["status"].eq("geen_levering").all():
        _nothing(choice, indicator)
        return
    found = moved.moved(source, gm_code, indicator.code, variant.code, kind)
    limits = None
    if limited:
        code, of, level = indicator.code, variant.code, trend.marks.doel
        limits = control(source, gm_code, code, of, kind, anew=anew, doel=level)
    st.html(answers.answers_html(_answers(context, choice, indicator, variant, trend, found, limits)))
    if limits is not None and limits.chart is not None:
        show(_between_limits(limits, limits.chart, trend, indicator, variant, choice))
    else:
        if limits is not None:
            st.info(f"Grenzen van toeval zijn hier niet te geven. {limits.reden}", icon=":material/data_usage:")
        show(_over_time(trend, found, indicator, variant, choice))
    onward(context, choice, indicator, ("vergelijken", "definities"))
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


def _with_mergers(trend: Trend, context: Context, choice: Choice) -> Trend:
    """Add the days on which other gemeenten were joined to this one."""
    events = (*trend.marks.events, *merged.mergers(context.source, choice.gm_code))
    return replace(trend, marks=replace(trend.marks, events=tuple(sorted(events, key=lambda event: event.dag))))


def _choose(*, with_maatregel: bool) -> tuple[Indicator, Variant, bool, bool]:
    """Return the indicator, how it is counted, whether limits of chance are asked, and anew since each maatregel."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        indicator, variant = indicator_choice.choose("trend")
        limited = st.toggle(
            "Toon grenzen van toeval",
            key="trend_grenzen",
            bind="query-params",
            help="Laat zien tussen welke waarden het cijfer door toeval schommelt, en welke maanden daarbuiten vallen.",
        )
        anew = False
        if limited and with_maatregel:
            anew = st.toggle(
                "Nieuwe grenzen na een maatregel",
                key="trend_opnieuw",
                bind="query-params",
                help="Uit: wat na de maatregel kwam, is afgezet tegen de tijd ervoor. "
                "Aan: na elke maatregel beginnen nieuwe grenzen, als er dan twaalf punten zijn.",
            )
    return indicator, variant, limited, anew


def _answers(
    context: Context, choice: Choice, indicator: Indicator, variant: Variant, trend: Trend,
    found: moved.Moved | None, limits: Control | None,
) -> Sequence[Answer]:  # fmt: skip
    """Return what a reader asks first of this figure, with its answers."""
    given = [
        answers.now(indicator, variant, trend.row),
        answers.a_year_ago(indicator, variant, found),
        answers.others(indicator, variant, trend.row, trend.beside, choice.beside),
        answers.course(trend.trend, trend.trend_kind, indicator.richting, _later(trend)),
        *(answers.promised(goal, _measured(goal, trend)) for goal in trend.doelen if not goal["uitsplitsing"]),
    ]
    if limits is not None and limits.chart is not None:
        given[3:4] = _of_limits(limits, limits.chart)
    other = next((one for one in INDICATORS if one.code == indicator.tegenmaat), None)
    if other is not None:
        row = standing.figure(context.source, choice.gm_code, other.code, choice.kind)
        given.append(answers.look_also_at(other, row))
    return given


def _of_limits(limits: Control, chart: ControlChart) -> list[Answer]:
    """Return what the limits say of the newest point and of the goal."""
    said = control_words.variation(chart)
    given = [] if said is None else [Answer("Nieuwste punt", str(said), said.explanation)]
    sure = control_words.assured(limits, chart)
    if sure is not None:
        each = control_words.each_period(limits)
        given.append(Answer(f"Het doel, {each} apart", str(sure), sure.explanation))
    return given


def _over_time(
    trend: Trend, found: moved.Moved | None, indicator: Indicator, variant: Variant, choice: Choice
) -> Picture:
    """Return the line with its interval beside what it is compared with."""
    own, naam, beside = trend.own, choice.naam, choice.beside
    chart = trend_chart(
        own, trend.theirs, trend.references, indicator, variant=variant, naam=naam, kind=trend.kind, beside=beside,
        marks=trend.marks, ink=ink(),
    )  # fmt: skip
    table = trend_table(own, trend.theirs, indicator, variant, naam, beside)
    reading = " ".join([*legend(chart), *_about(indicator, variant), *_older_year(trend, variant)])
    yearly = "Dit cijfer is er alleen per kalenderjaar, want het vergelijkt hele jaren met het basisjaar."
    return Picture(
        "trend",
        story.finding(indicator, variant, trend.row, trend.beside, naam, beside, found),
        chart,
        story.chart_alt(indicator, variant, own, naam, beside),
        table,
        trend.source,
        (indicator,),
        (
            *([yearly] if trend.kind != choice.kind else []),
            *_events(trend.marks, own, trend.kind),
            *(_goal(goal, trend) for goal in trend.doelen),
            *story.missing(own),
            reading,
        ),
        number_columns(table, indicator, variant, (naam, table.columns[3])),
    )


def _between_limits(
    limits: Control, chart: ControlChart, trend: Trend, indicator: Indicator, variant: Variant, choice: Choice
) -> Picture:
    """Return the line between its limits of chance, with what stands out in words."""
    drawn = control_figure(
        limits, chart, indicator, variant, naam=choice.naam, marks=trend.marks, ink=ink()
    )  # fmt: skip
    table = control_words.control_table(limits, chart, indicator, variant)
    values = () if limits.rare else ("Waarde", "Gemiddelde", "Onderste grens", "Bovenste grens")
    counts = "" if limits.rare else f"Eenheid: {unit(indicator, variant)}. "
    return Picture(
        "trend_grens",
        control_words.finding(limits, chart, indicator, choice.naam),
        drawn,
        control_words.control_alt(limits, chart, indicator, choice.naam),
        table,
        trend.source,
        (indicator,),
        (
            *control_words.sentences(limits),
            *_events(trend.marks, limits.line, limits.kind),
            *(_goal(goal, trend) for goal in trend.doelen),
            f"{control_words.about_limits(limits, chart)} {counts}De as begint bij nul.",
        ),
        number_columns(table, indicator, variant, values),
    )


def _events(marks: Marks, line: pl.DataFrame, kind: str) -> list[str]:
    """Say each upright line in the chart."""
    told = event_lines(marks, positions(line, kind))
    if not told:
        return []
    recounted = any(event.soort == "definitie" for event in marks.events)
    changed = " Voor en na een andere definitie is anders geteld: vergelijk die niet." if recounted else ""
    return [
        f"Lijnen omhoog: {'; '.join(told)}. Een verandering na zo'n dag is nog geen bewijs dat het daardoor komt."
        f"{changed}"
    ]


def _later(trend: Trend) -> date | None:
    """Return until when the recent trend goes, where the newest figure on the page is of another time."""
    until = trend.trend_until
    return until if trend.row is None or until != trend.row["periode_tot"] else None


def _measured(goal: dict[str, Any], trend: Trend) -> str:
    """Say which figure a goal was measured by, where it is not the newest one on the page."""
    until = goal["gemeten_tot"]
    same = trend.row is not None and until == trend.row["periode_tot"] and trend.kind not in ("maand", "kwartaal")
    if until is None or same:
        return ""
    return f" Gemeten over 12 maanden, tot en met {texts.month(until - timedelta(days=1))}."


def _goal(goal: dict[str, Any], trend: Trend) -> str:
    """Say a goal with its two answers; that of a cell names the cell."""
    about = f" ({cell_name(goal['uitsplitsing'], goal['cel'])})" if goal["uitsplitsing"] else ""
    if goal["gerealiseerd"] is None:
        return f"**Doel{about}**: {goal['zin']}"
    realised, structural = texts.REALISED[goal["gerealiseerd"]], texts.STRUCTURAL[goal["structureel"]]
    source = f" *Bron: {goal['bron']}.*" if goal["bron"] else ""
    return (
        f"**Doel{about}: geteld {realised}, structureel {structural}.** {goal['zin']}{_measured(goal, trend)}{source}"
    )


def _nothing(choice: Choice, indicator: Indicator) -> None:
    st.info(
        f"Over {choice.naam} zijn geen gegevens geleverd voor: {indicator.naam}. "
        f"Dat is iets anders dan nul. Nodig is: {_needed(indicator)}.",
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


def _needed(indicator: Indicator) -> str:
    """Return what has to be delivered for an indicator; whatever else its source names is there or is only alike."""
    return indicator.bron.split(";")[0].rstrip(".")
