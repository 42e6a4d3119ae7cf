"""Why these gemeenten: the ones most like the own, how far, and which features make the difference."""

import polars as pl
import streamlit as st

from dashboard import texts
from dashboard.figures import others, stored
from dashboard.figures.source import Source
from metrics.comparison.comparable import KENMERKEN

_WORDS = {
    "inwoners": ("meer inwoners", "minder inwoners"),
    # 1 is very urban, 5 not at all.
    "stedelijkheid": ("minder stedelijk", "stedelijker"),
    "pct_laag_inkomen": ("meer lage inkomens", "minder lage inkomens"),
    "bijstand_per_1000": ("meer bijstand", "minder bijstand"),
    "huurwoningen": ("meer huurwoningen", "minder huurwoningen"),
}
_NAMED_FROM = 0.25  # a feature that makes up this part of the distance is named


def render(source: Source, gm_code: str, naam: str) -> None:
    """Show the most comparable gemeenten with their distance and what makes it."""
    found = stored.comparable_to(source, gm_code)
    if found.is_empty():
        return
    with st.expander(f"Waarom deze {found.height} gemeenten?", icon=":material/help:", key="vergelijken_waarom"):
        st.markdown(
            f"Zij lijken het meest op {naam} in wat een gemeente niet zelf kiest: aantal inwoners, stedelijkheid, lage "
            "inkomens, bijstand en huurwoningen. Alle vijf tellen even zwaar. Afstand 0 is precies gelijk; bij "
            "afstand 1 is het verschil zo groot als gemiddeld tussen gemeenten. Tussen haakjes: welk deel van de "
            "afstand het is."
        )
        st.dataframe(
            peers_table(found, others.places(source), naam), hide_index=True, key="vergelijken_waarom_tabel",
            column_config={"Afstand": st.column_config.NumberColumn(format="localized")},
            alt=f"Tabel met de gemeenten die het meest op {naam} lijken, met hun afstand en het grootste verschil.",
        )  # fmt: skip


def peers_table(found: pl.DataFrame, places: pl.DataFrame, naam: str) -> pl.DataFrame:
    """Return plaats, gemeente, afstand and the features that make the most of it, in words."""
    names = dict(places.select("gm_code", "naam").iter_rows())
    rows = [
        (row["plaats"], names.get(row["gm_code"], row["gm_code"]), round(row["afstand"], 2), _difference(row))
        for row in found.iter_rows(named=True)
    ]
    heads = ["Plaats", "Gemeente", "Afstand", f"Grootste verschil met {naam}"]
    return pl.DataFrame(rows, schema=heads, orient="row")


def _difference(row: dict[str, object]) -> str:
    parts: list[tuple[float, str]] = []
    for each in KENMERKEN:
        share, gap = row[f"bijdrage_{each.code}"], row[f"verschil_{each.code}"]
        if isinstance(share, float) and isinstance(gap, float) and share >= _NAMED_FROM:
            parts.append((share, _WORDS[each.code][0 if gap > 0 else 1]))
    named = [f"{word} ({texts.share(share, 0)})" for share, word in sorted(parts, reverse=True)]
    return ", ".join(named) or "alles lijkt even veel"
