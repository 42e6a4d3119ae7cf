"""One levering: how it ended, what to repair first, how full its fields are, every place, and taking it back."""

from typing import Any

import polars as pl
import streamlit as st

from dashboard import texts
from dashboard.figures import stored, uploads
from dashboard.figures.source import Source
from dashboard.orde import upload, words
from dashboard.orde.file import as_csv
from dashboard.orde.findings import findings
from dashboard.orde.page import render_html
from dashboard.orde.tables import controles_table, plaatsen_table, velden_table
from dashboard.panels import repair_panel
from dashboard.panels.upload_follow import follow, is_busy, now
from queries.deliveries.withdrawal import WithdrawalError
from queries.orde import Orde
from queries.uploads import UploadNotAllowedError

PER_PAGE = 50
_FOLLOWED = "quality_intrekken_taak"
# Numbers and days stay what they are, so that a click sorts by size.
COLUMNS = {
    name: st.column_config.NumberColumn(format="localized")
    for name in ("Records", "Afgekeurd", "Waarschuwingen", "Gevonden", "Gecontroleerd", "Gevuld")
} | {
    "Aangeleverd": st.column_config.DateColumn(format="DD-MM-YYYY"),
    "Aandeel": st.column_config.NumberColumn(format="percent"),
    "Bij anderen": st.column_config.NumberColumn(format="percent"),
}


def show(source: Source, row: dict[str, Any]) -> None:
    """Show one levering; ``row`` is as dashboard.figures.stored.leveringen gives it."""
    orde = stored.orde(source, row["id"])
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
    repair_panel.first(found, row["gemeente"])
    repair_panel.downloads(f"op-orde-{row['id']}", lambda: render_html(orde), lambda: as_csv(orde))
    _details(orde)
    _places(row["id"], orde.plaatsen)
    if row["status"] == "in_gebruik" and uploads.may_deliver(source):
        _withdraw(source, row["id"])


def withdrawn(source: Source) -> None:
    """Follow a withdrawal that this reader asked for, and say once how it ended."""
    number = st.session_state.get(_FOLLOWED)
    task = None if number is None else uploads.upload(source, number)
    if task is None:
        return
    if is_busy(task):
        follow(source, task.id)
        return
    del st.session_state[_FOLLOWED]
    if task.status == "klaar":
        st.success(f"**Ingetrokken.** {task.bericht or ''}", icon=":material/check_circle:")
    else:
        st.error(f"**Het intrekken is niet gelukt.** {task.bericht or ''}", icon=":material/error:")


def _withdraw(source: Source, number: int) -> None:
    """Say what withdrawing does, and let the reader do it."""
    with st.expander("Deze levering intrekken", key=f"quality_intrekken_{number}", icon=":material/undo:"):
        try:
            st.markdown(upload.withdrawing(uploads.withdrawal(source, number)))
        except (WithdrawalError, UploadNotAllowedError) as error:
            st.markdown(str(error))
            return
        if not st.button(f"Trek levering {number} in", key=f"quality_trek_in_{number}"):
            return
        try:
            st.session_state[_FOLLOWED] = uploads.ask_withdrawal(source, number, now())
        except (WithdrawalError, UploadNotAllowedError) as error:
            st.error(str(error), icon=":material/error:")
            return
        st.rerun()


def _details(orde: Orde) -> None:
    """How full each field came and everything that was checked, each behind a fold."""
    if orde.velden.height:
        with st.expander("Hoe vol zijn de velden"):
            st.markdown(
                "Hoe vol elk veld is geleverd, naast de middelste van de andere gemeenten. "
                "Velden die veel leger zijn dan elders staan bovenaan."
            )
            st.dataframe(
                velden_table(orde.velden),
                hide_index=True,
                placeholder="–",
                key="quality_velden",
                column_config=COLUMNS,
                alt="Tabel met hoe vol elk veld is geleverd.",
            )
    if orde.regels.height:
        with st.expander("Alle controles"):
            st.dataframe(
                controles_table(orde.regels),
                hide_index=True,
                key="quality_controles",
                column_config=COLUMNS,
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
