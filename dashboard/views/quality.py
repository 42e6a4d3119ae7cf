"""Datakwaliteit: what was delivered and when, what the checks said, what must be mended, and which figures feel it."""

from datetime import date
from typing import Any

import polars as pl
import streamlit as st

from dashboard import texts
from dashboard.figures import deliveries, stored
from dashboard.figures.quality import badge
from dashboard.figures.source import Source
from dashboard.orde.calendar import calendar_html, everyone_html, legend_html
from dashboard.orde.gemeente import gemeente_csv, render_gemeente_html, summed_findings
from dashboard.orde.tables import levering_name, leveringen_table, velden_table
from dashboard.panels import levering_panel, repair_panel
from dashboard.panels.choices import Choice
from dashboard.panels.context import Context
from dashboard.panels.levering_panel import COLUMNS
from dashboard.panels.upload_follow import now

LEVERINGEN_PER_PAGE = 100
_LISTED = 200
_SCOPES = {"gemeente": "Deze gemeente", "alle": "Alle gemeenten"}
_STATES = {"alle": "Alles", "aandacht": "Met iets om te herstellen"}


def render(context: Context, choice: Choice) -> None:
    """Show the calendar, what the gemeente has to repair, the leveringen, and of one its op-orde-rapport."""
    source, today = context.source, context.state.peildatum or now().date()
    scope, state = _filters()
    gm_code = choice.gm_code if scope == "gemeente" else None
    where = choice.naam if gm_code else "alle gemeenten"
    leveringen = stored.leveringen(source, gm_code)
    if leveringen.is_empty():
        levering_panel.withdrawn(source)
        _nothing(context, where)
        return
    remarked = stored.remarked(source, gm_code)
    leveringen = leveringen.with_columns(
        waarschuwingen=pl.col("id").replace_strict(dict(remarked), default=0, return_dtype=pl.Int64),
        gemeente=pl.col("gemeente").replace(deliveries.names(source)),  # also of those that are no more
    )
    if gm_code:
        _badge(source, choice)
    st.markdown(_summary(leveringen, where))
    if gm_code:
        _calendar(source, choice, today)
        _repair_list(source, choice)
        _fields(source, choice, today)
    else:
        st.header("Wie leverde wanneer", divider="gray")
        st.html(everyone_html(deliveries.everyone(source, today)))
        st.caption("Per maand het aantal gemeenten dat leverde. Wijs een getal aan om te zien van hoeveel.")
    _list(source, leveringen, where, state)


def _nothing(context: Context, where: str) -> None:
    st.info(f"Over {where} is nog niets aangeleverd. Er zijn dus ook geen cijfers over.", icon=":material/inbox:")
    if "aanleveren" in context.pages:
        st.page_link(context.pages["aanleveren"], label="Lever een bestand aan", icon=":material/upload_file:")


def _badge(source: Source, choice: Choice) -> None:
    found = badge(source, choice.gm_code)
    st.markdown(f"**{found.symbool} De gegevens van {choice.naam}: {found.woord}.** {found.zin}")


def _calendar(source: Source, choice: Choice, today: date) -> None:
    """Who delivered which month, and when; what is expected next stands on Aanleveren."""
    st.header("Wie leverde wanneer", divider="gray")
    found = deliveries.calendar(source, choice.gm_code, today)
    if not found.rijen:
        st.markdown(f"Over {choice.naam} is in de laatste twee jaar niets geleverd.")
        return
    st.html(calendar_html(found, deliveries.names(source), choice.gm_code) + legend_html(found))


def _repair_list(source: Source, choice: Choice) -> None:
    """What the gemeente can best repair first, over all its leveringen."""
    orde = stored.orde_gemeente(source, choice.gm_code)
    found = [each for each, _, _ in summed_findings(orde)]
    st.header("Herstel dit eerst", divider="gray")
    repair_panel.first(found, choice.naam)
    repair_panel.downloads(
        f"herstellijst-{orde.gm_code}", lambda: render_gemeente_html(orde), lambda: gemeente_csv(orde)
    )


def _fields(source: Source, choice: Choice, today: date) -> None:
    """How full the fields came in the last year, beside other gemeenten."""
    velden = deliveries.fields(source, choice.gm_code, today)
    if velden.is_empty():
        return
    st.header("Hoe vol zijn de velden", divider="gray")
    share = pl.col("gevuld") / pl.col("records")
    empty = velden.filter(share <= pl.col("anderen") / 2, pl.col("anderen") - share >= 0.2).height
    if empty:
        many = texts.count_of(empty, "veld is", "velden zijn")
        st.markdown(f"! {many} veel leger dan elders. Wat leeg is, telt als onbekend.")
    else:
        st.markdown("✓ Geen enkel veld is veel leger dan bij de middelste van de andere gemeenten.")
    with st.expander("Alle velden van het laatste jaar", key="quality_velden_gemeente"):
        st.dataframe(
            velden_table(velden),
            hide_index=True,
            placeholder="–",
            key="quality_velden_jaar",
            column_config=COLUMNS,
            alt=f"Tabel met hoe vol elk veld van {choice.naam} is, naast de middelste van de anderen.",
        )


def _list(source: Source, leveringen: pl.DataFrame, where: str, state: str) -> None:
    shown = leveringen.filter(_needs_attention()) if state == "aandacht" else leveringen
    st.header("Leveringen", divider="gray")
    if shown.is_empty():
        levering_panel.withdrawn(source)
        st.success("Er is niets te herstellen: geen geweigerde levering, afgekeurd record of waarschuwing.", icon="✓")
        return
    page = _page_of(shown)
    st.dataframe(
        leveringen_table(page),
        hide_index=True,
        key="quality_leveringen",
        column_config=COLUMNS,
        alt=f"Tabel met leveringen van {where}.",
    )
    st.header("Op-orde-rapport van één levering", divider="gray")
    levering_panel.withdrawn(source)
    levering_panel.show(source, _choose(shown))


def _page_of(leveringen: pl.DataFrame) -> pl.DataFrame:
    """Return the part of a long list that is sent to the browser."""
    pages = -(-leveringen.height // LEVERINGEN_PER_PAGE)
    page = st.pagination(pages, key="quality_leveringen_page", bind="query-params") if pages > 1 else 1
    if pages > 1:
        st.caption(f"Pagina {page} van {pages}: {texts.number(leveringen.height)} leveringen, de nieuwste eerst.")
    return leveringen.slice((page - 1) * LEVERINGEN_PER_PAGE, LEVERINGEN_PER_PAGE)


def _filters() -> tuple[str, str]:
    with st.container(horizontal=True, gap="medium"):
        scope = st.segmented_control(
            "Van wie",
            list(_SCOPES),
            default="gemeente",
            format_func=_SCOPES.__getitem__,
            key="quality_scope",
            bind="query-params",
            required=True,
        )
        state = st.segmented_control(
            "Welke leveringen",
            list(_STATES),
            default="alle",
            format_func=_STATES.__getitem__,
            key="quality_state",
            bind="query-params",
            required=True,
        )
    return scope or "gemeente", state or "alle"


def _needs_attention() -> pl.Expr:
    repair = (pl.col("afgekeurd") > 0) | (pl.col("waarschuwingen") > 0)
    return (pl.col("status") == "geweigerd") | (repair & (pl.col("status") == "in_gebruik"))


def _summary(leveringen: pl.DataFrame, where: str) -> str:
    used = leveringen.filter(pl.col("status") == "in_gebruik")
    records, rejected = int(used["aantal"].sum()), int(used["afgekeurd"].sum())
    parts = [
        f"Van {where} {'telt' if used.height == 1 else 'tellen'} "
        f"{texts.count_of(used.height, 'levering', 'leveringen')} mee, met "
        f"{texts.count_of(records, 'record', 'records')}. "
        f"Daarvan {'is' if rejected == 1 else 'zijn'} er {texts.number(rejected)} "
        "afgekeurd."
    ]
    for status, sign, word in (("geweigerd", "✕", "geweigerd"), ("ingetrokken", "–", "ingetrokken")):
        those = leveringen.filter(pl.col("status") == status)
        if many := those.height:
            # What was rejected in there is not among the records that count, but it is in the list to repair.
            rejected = int(those["afgekeurd"].sum()) if status == "geweigerd" else 0
            with_ = f", met {texts.count_of(rejected, 'afgekeurd record', 'afgekeurde records')}" if rejected else ""
            parts.append(f"{sign} {texts.count_of(many, 'levering is', 'leveringen zijn')} {word}{with_}.")
    return " ".join(parts)


def _choose(leveringen: pl.DataFrame) -> dict[str, Any]:
    rows = {row["id"]: row for row in leveringen.head(_LISTED).iter_rows(named=True)}
    # Opened on what asks for work; where nothing does, on the newest.
    asking = leveringen.head(_LISTED).filter(_needs_attention())["id"].to_list()
    chosen = st.selectbox(
        "Levering",
        list(rows),
        index=list(rows).index(asking[0]) if asking else 0,
        format_func=lambda number: levering_name(rows[number]) if number in rows else str(number),
        key="quality_levering",
        bind="query-params",
        help=f"De nieuwste {_LISTED} leveringen staan in deze lijst. Kies voor oudere een gemeente."
        if leveringen.height > _LISTED
        else None,
    )
    return rows[chosen if chosen is not None else next(iter(rows))]
