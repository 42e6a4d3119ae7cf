"""Datakwaliteit: what was delivered, what the checks said, and what must be mended."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import polars as pl
import streamlit as st

from dashboard import texts
from dashboard.figures import stored
from dashboard.orde import words
from dashboard.orde.file import as_csv
from dashboard.orde.findings import Bevinding, findings
from dashboard.orde.gemeente import gemeente_csv, render_gemeente_html, summed_findings
from dashboard.orde.page import render_html
from dashboard.orde.tables import controles_table, leveringen_table, plaatsen_table, velden_table
from dashboard.panels.choices import Choice
from dashboard.panels.context import Context
from queries.orde import Orde
from queries.orde_gemeente import OrdeGemeente

PER_PAGE = 50
LEVERINGEN_PER_PAGE = 100
FIRST = 5
_LISTED = 400
_SCOPES = {"gemeente": "Deze gemeente", "alle": "Alle gemeenten"}
_STATES = {"alle": "Alles", "aandacht": "Met iets om te herstellen"}
# Numbers and days stay what they are, so that a click sorts by size.
_COLUMNS = {
    name: st.column_config.NumberColumn(format="localized")
    for name in ("Records", "Afgekeurd", "Waarschuwingen", "Gevonden", "Gecontroleerd", "Gevuld")
} | {
    "Aangeleverd": st.column_config.DateColumn(format="DD-MM-YYYY"),
    "Aandeel": st.column_config.NumberColumn(format="percent"),
    "Bij anderen": st.column_config.NumberColumn(format="percent"),
}


def render(context: Context, choice: Choice) -> None:
    """Show the leveringen, what the gemeente has to repair, and of one levering its op-orde-rapport."""
    source = context.source
    scope, state = _filters()
    gm_code = choice.gm_code if scope == "gemeente" else None
    where = choice.naam if gm_code else "alle gemeenten"
    leveringen = stored.leveringen(source, gm_code)
    if leveringen.is_empty():
        st.info(
            f"Over {where} is nog niets aangeleverd. Lever een bestand aan met `effectmeting ontvang PAD`.",
            icon=":material/inbox:",
        )
        return
    remarked = stored.remarked(source, gm_code)
    leveringen = leveringen.with_columns(
        waarschuwingen=pl.col("id").replace_strict(dict(remarked), default=0, return_dtype=pl.Int64)
    )
    st.markdown(_summary(leveringen, where))
    if gm_code:
        _repair_list(stored.orde_gemeente(source, gm_code))
    shown = leveringen.filter(_needs_attention()) if state == "aandacht" else leveringen
    st.header("Leveringen", divider="gray")
    if shown.is_empty():
        st.success("Er is niets te herstellen: geen geweigerde levering, afgekeurd record of waarschuwing.", icon="✓")
        return
    st.dataframe(
        leveringen_table(_page_of(shown)),
        hide_index=True,
        key="quality_leveringen",
        column_config=_COLUMNS,
        alt=f"Tabel met leveringen van {where}.",
    )
    _one(_choose(shown), partial(stored.orde, source))


def _page_of(leveringen: pl.DataFrame) -> pl.DataFrame:
    """Return the part of a long list that is sent to the browser."""
    pages = -(-leveringen.height // LEVERINGEN_PER_PAGE)
    page = st.pagination(pages, key="quality_leveringen_page") if pages > 1 else 1
    return leveringen.slice((page - 1) * LEVERINGEN_PER_PAGE, LEVERINGEN_PER_PAGE)


def _repair_list(orde: OrdeGemeente) -> None:
    """What the gemeente can best repair first, over all its leveringen."""
    found = [each for each, _, _ in summed_findings(orde)]
    st.header("Herstel dit eerst", divider="gray")
    _first(found)
    name = f"herstellijst-{orde.gm_code}"
    _downloads(name, lambda: render_gemeente_html(orde), lambda: gemeente_csv(orde))


def _first(found: Sequence[Bevinding]) -> None:
    urgent = [each for each in found if each.ernst != "info"]
    if not urgent:
        st.markdown("✓ Er is niets te herstellen.")
        return
    st.markdown(f"{words.work(found)} Bovenaan staat wat de meeste cijfers raakt.")
    st.markdown(
        "\n".join(
            f"1. **{texts.SEVERITIES[each.ernst]}: {each.uitleg}** {words.count(each)}. {each.herstel} "
            f"*{words.touches(each)}*"
            for each in urgent[:FIRST]
        )
    )
    if len(urgent) > FIRST:
        st.caption(f"En nog {len(urgent) - FIRST}: die staan in het rapport.")


def _downloads(name: str, page: Callable[[], str], table: Callable[[], str]) -> None:
    """Offer a report as one page to print or mail, and as a table; made when asked."""
    with st.container(horizontal=True):
        st.download_button(
            "Rapport (HTML)", page, f"{name}.html", "text/html", key=f"quality_{name}_html", on_click="ignore",
            icon=":material/download:",
        )  # fmt: skip
        st.download_button(
            "Rapport (CSV)", table, f"{name}.csv", "text/csv", key=f"quality_{name}_csv", on_click="ignore",
            icon=":material/download:",
        )  # fmt: skip


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
    refused = leveringen.filter(pl.col("status") == "geweigerd").height
    parts = [
        f"Van {where} {'telt' if used.height == 1 else 'tellen'} "
        f"{texts.count_of(used.height, 'levering', 'leveringen')} mee, met "
        f"{texts.count_of(records, 'record', 'records')}. "
        f"Daarvan {'is' if rejected == 1 else 'zijn'} er {texts.number(rejected)} "
        "afgekeurd."
    ]
    if refused:
        parts.append(f"✕ {texts.count_of(refused, 'levering is', 'leveringen zijn')} geweigerd.")
    return " ".join(parts)


def _choose(leveringen: pl.DataFrame) -> dict[str, Any]:
    rows = {row["id"]: row for row in leveringen.head(_LISTED).iter_rows(named=True)}
    st.header("Op-orde-rapport van één levering", divider="gray")
    # Opened on what asks for work; where nothing does, on the newest.
    asking = leveringen.head(_LISTED).filter(_needs_attention())["id"].to_list()
    chosen = st.selectbox(
        "Levering",
        list(rows),
        index=list(rows).index(asking[0]) if asking else 0,
        format_func=lambda number: _name(rows[number]) if number in rows else str(number),
        key="quality_levering",
        bind="query-params",
        help=f"De nieuwste {_LISTED} leveringen staan in deze lijst." if leveringen.height > _LISTED else None,
    )
    return rows[chosen if chosen is not None else next(iter(rows))]


def _name(row: dict[str, Any]) -> str:
    kind = texts.KINDS_OF_LEVERING.get(row["soort"], row["soort"])
    period = texts.span(row["periode_van"], row["periode_tot"])
    return f"{row['id']} · {kind} · {row['gemeente']} · {period}"


def _one(row: dict[str, Any], orde_of: Callable[[int], Orde]) -> None:
    """One levering: how it ended, what to repair first, how full its fields are, and every place."""
    orde = orde_of(row["id"])
    found = findings(orde)
    state = texts.LEVERING_STATUSES[row["status"]]
    verdict = (row["oordeel"] or state.explanation).removeprefix(f"{state.text}: ")
    st.markdown(f"**{state}**. {verdict[:1].upper()}{verdict[1:]}")
    st.markdown(words.summary(orde))
    st.caption(
        f"{row['organisatie_naam']} · model {row['soort'].upper()} {row['schemaversie']} · aangeleverd "
        f"{texts.moment(row['aangeleverd_op'])} · ontvangen {texts.moment(row['ontvangen_op'])} · "
        f"{', '.join(row['bestanden'].splitlines()[:3])}"
    )
    _first(found)
    _downloads(f"op-orde-{row['id']}", lambda: render_html(orde), lambda: as_csv(orde))
    _details(orde)
    _places(row["id"], orde.plaatsen)


def _details(orde: Orde) -> None:
    """How full each field came and everything that was checked, each behind a fold."""
    if orde.velden.height:
        with st.expander("Hoe vol zijn de velden"):
            st.markdown(
                "Hoe vol elk veld is geleverd, naast de middelste van de andere gemeenten. "
                "Let op velden die veel leger zijn dan elders."
            )
            st.dataframe(
                velden_table(orde.velden),
                hide_index=True,
                placeholder="–",
                key="quality_velden",
                column_config=_COLUMNS,
                alt="Tabel met hoe vol elk veld is geleverd.",
            )
    if orde.regels.height:
        with st.expander("Alle controles"):
            st.dataframe(
                controles_table(orde.regels),
                hide_index=True,
                key="quality_controles",
                column_config=_COLUMNS,
                alt="Tabel met uitkomsten van controles.",
            )


def _places(levering: int, plaatsen: pl.DataFrame) -> None:
    st.subheader("Waar in het bestand")
    if plaatsen.is_empty():
        st.markdown("✓ Er is geen record afgekeurd of met een waarschuwing opgenomen.")
        return
    table = plaatsen_table(plaatsen)
    pages = -(-table.height // PER_PAGE)
    page = 1
    st.markdown(f"{texts.count_of(table.height, 'melding', 'meldingen')}. Er staan nooit gegevens van inwoners in.")
    if pages > 1:
        page = st.pagination(pages, key=f"quality_page_{levering}")
    st.dataframe(
        table.slice((page - 1) * PER_PAGE, PER_PAGE),
        hide_index=True,
        key="quality_afkeuringen",
        column_config={"Reden": st.column_config.TextColumn(width=420)},
        alt="Tabel met afgekeurde records en waarschuwingen.",
    )
