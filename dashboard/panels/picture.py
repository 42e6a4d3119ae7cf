"""A chart with all that goes with it: its finding, its words for who cannot see it, its numbers and its source."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from html import escape
from typing import Any

import plotly.graph_objects as go
import polars as pl
import streamlit as st

from dashboard.charts.sparkline import as_image
from dashboard.files.csv_file import DUTCH, INTERNATIONAL, csv_bytes
from dashboard.files.extract import PROTECTION, Extract, plain
from dashboard.files.xlsx_file import xlsx_bytes
from metrics.definition import Indicator

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Its own picture button gives a chart without title and source; ours, below the chart, gives them all.
_CONFIG = {
    "displaylogo": False,
    "displayModeBar": "hover",
    "locale": "nl",
    "modeBarButtonsToRemove": ["toImage", "select2d", "lasso2d"],
}


@dataclass(frozen=True)
class Html:
    """A drawing that is a table or a list in HTML, with its own words for who cannot see it."""

    body: str


@dataclass(frozen=True)
class Picture:
    """What is shown and can be taken along.

    ``key`` is unique on its page (small letters, digits, _ and -). ``title`` says the finding, and files are named
    after it; ``alt`` says in a sentence or two what the drawing shows; ``source`` is one line with source, day of the
    data, publication, and definition with its version. ``table`` has Dutch heads and numbers that are numbers.
    ``notes`` are sentences below the drawing: who is not shown and why, where an axis does not start at zero, that
    others are rounded. ``about`` are the indicators whose definitions go into the files; below the chart each is a
    link. ``data`` goes into the files instead of ``table`` where more is known than a table shows. ``protection``
    says how small counts are treated, where that is not the usual.
    """

    key: str
    title: str
    drawing: go.Figure | str | Html  # Plotly, a bare SVG, or a table of its own, which is no picture to take along
    alt: str
    table: pl.DataFrame
    source: str
    about: tuple[Indicator, ...] = ()
    notes: tuple[str, ...] = ()
    columns: Mapping[str, Any] = field(default_factory=dict[str, Any])  # column_config of the table
    data: pl.DataFrame | None = None
    protection: str = PROTECTION

    @property
    def extract(self) -> Extract:
        """What goes into the files."""
        return Extract(
            self.title,
            plain(self.title),
            self.table if self.data is None else self.data,
            plain(self.source),
            self.alt,
            self.about,
            tuple(plain(note) for note in self.notes),
            frozenset(name for name, config in self.columns.items() if _is_percent(config)),
            self.protection,
        )


def show(picture: Picture, *, heading: int = 2) -> None:
    """Show a picture: title, drawing, notes and source, and the table with its files when asked."""
    (st.header if heading == 2 else st.subheader)(picture.title)
    with st.container(key=f"{picture.key}_beeld"):
        if isinstance(picture.drawing, Html):
            st.html(picture.drawing.body)
        elif isinstance(picture.drawing, str):
            st.html(f'<div class="tekening">{as_image(picture.drawing, picture.alt)}</div>')
        else:
            st.plotly_chart(picture.drawing, key=picture.key, alt=picture.alt, config=_CONFIG)
    for note in picture.notes:
        st.markdown(note)
    st.caption(picture.source + _definition_links(picture.about))
    _take_along(picture)
    _table(picture)


def _take_along(picture: Picture) -> None:
    """Offer the drawing as a picture and the table as a file; a file is made when it is asked for, not before."""
    extract = picture.extract
    with st.popover("Neem mee", icon=":material/download:", key=f"{picture.key}_meenemen"):
        if not isinstance(picture.drawing, Html):
            st.markdown("**De grafiek**, met titel, bron en datum")
            st.html(buttons_html(picture, extract))
        st.markdown("**De cijfers**, met definitie, bron en uitleg")
        for label, ending, mime, made in (
            ("Excel", "xlsx", _XLSX, partial(xlsx_bytes, extract)),
            ("CSV Nederlands (12,3)", "csv", "text/csv", partial(csv_bytes, extract, DUTCH)),
            (
                "CSV internationaal (12.3)",
                "-internationaal.csv",
                "text/csv",
                partial(csv_bytes, extract, INTERNATIONAL),
            ),
        ):
            st.download_button(
                label,
                made,
                extract.file_name(ending),
                mime,
                key=f"{picture.key}_{ending.strip('-').partition('.')[0]}",
                on_click="ignore",
                width="stretch",
            )


@st.fragment
def _table(picture: Picture) -> None:
    """Show the table once it is opened: until then nothing of it is sent, and opening it draws nothing else again."""
    numbers = st.expander("Cijfers als tabel", key=f"{picture.key}_tabel", on_change="rerun")
    if numbers.open:
        numbers.dataframe(
            picture.table,
            hide_index=True,
            placeholder="–",
            key=f"{picture.key}_table",
            column_config=dict(picture.columns),
            alt=f"Tabel bij: {plain(picture.title)}",
        )


def buttons_html(picture: Picture, extract: Extract) -> str:
    """Return the buttons that scripts/meenemen.js listens to, with all that must stand in the picture."""
    told = {
        "beeld": f"{picture.key}_beeld",
        "naam": extract.file_name("").rstrip("."),
        "titel": extract.title,
        "noten": "\n".join(extract.notes),
        "bron": extract.source,
        "alt": extract.seen,
    }
    data = " ".join(f'data-{name}="{escape(text)}"' for name, text in told.items())
    return (
        f'<div class="meenemen" {data}>'
        '<button type="button" class="knop" data-neem="png">Afbeelding (PNG)</button>'
        '<button type="button" class="knop" data-neem="svg">Vergrootbaar (SVG)</button>'
        '<output aria-live="polite"></output></div>'
    )


def _definition_links(about: tuple[Indicator, ...]) -> str:
    """Return a link to each definition, behind the source."""
    links = [f"[{each.code}](definities?definitie={each.code})" for each in about]
    return f" Lees de definitie: {', '.join(links)}." if links else ""


def _is_percent(config: object) -> bool:
    """Tell whether a column is shown as a percentage; it is then kept as a share."""
    kind = config.get("type_config") if isinstance(config, Mapping) else None
    return isinstance(kind, Mapping) and re.fullmatch("percent", str(kind.get("format"))) is not None
