"""A chart with all that goes with it: its finding, its words for who cannot see it, its numbers and its source."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import plotly.graph_objects as go
import polars as pl
import streamlit as st

from dashboard.charts.sparkline import as_image
from metrics.definition import Indicator


@dataclass(frozen=True)
class Picture:
    """What is shown and can be taken along.

    ``key`` is unique on its page and part of file names (small letters, digits, _ and -). ``title`` says the finding;
    ``alt`` says in a sentence or two what the drawing shows; ``source`` is one line with source, day of the data,
    publication, and definition with its version. ``table`` has Dutch heads and numbers that are numbers.
    ``notes`` are sentences below the drawing: who is not shown and why, where an axis does not start at zero, that
    others are rounded. ``about`` are the indicators whose definitions go into the files.
    """

    key: str
    title: str
    drawing: go.Figure | str  # Plotly, or a bare SVG
    alt: str
    table: pl.DataFrame
    source: str
    about: tuple[Indicator, ...] = ()
    notes: tuple[str, ...] = ()
    columns: Mapping[str, Any] = field(default_factory=dict[str, Any])  # column_config of the table


def show(picture: Picture, *, heading: int = 2) -> None:
    """Show a picture: title, drawing, notes and source, and the table with its files when asked."""
    (st.header if heading == 2 else st.subheader)(picture.title)
    if isinstance(picture.drawing, str):
        st.html(f'<div class="tekening">{as_image(picture.drawing, picture.alt)}</div>')
    else:
        st.plotly_chart(
            picture.drawing,
            key=picture.key,
            alt=picture.alt,
            config={"displaylogo": False, "displayModeBar": "hover", "locale": "nl"},
        )
    for note in picture.notes:
        st.markdown(note)
    st.caption(picture.source)
    with st.expander("Cijfers als tabel", key=f"{picture.key}_tabel"):
        st.dataframe(picture.table, hide_index=True, key=f"{picture.key}_table", column_config=dict(picture.columns))
