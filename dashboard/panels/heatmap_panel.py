"""Alle cijfers: every gemeente of the group in every indicator, in one table."""

import polars as pl
import streamlit as st

from dashboard import texts
from dashboard.charts.heatmap import Rug, chance_words, heatmap_html, heatmap_table, heatmap_title, legend
from dashboard.figures import others, profile, standing, stored
from dashboard.figures.source import Source
from dashboard.panels import states
from dashboard.panels.choices import Choice
from dashboard.panels.context import Context
from dashboard.panels.picture import Html, Picture, show
from metrics.definition import Indicator
from metrics.indicators import indicator_named

MOST_ROWS = 30
_CORE, _ALL = "Belangrijkste", "Alles"
_ALIKE = "Meest vergelijkbare"
_EACH = (
    "De aantallen van anderen zijn afgerond op vijftallen. Elk cijfer is over de laatste periode die af is; welke dat "
    "is, staat in de tabel hieronder."
)


def render(context: Context, choice: Choice) -> None:
    """Let the reader choose a subject, and of a large group a part; show the table with how much is chance."""
    source = context.source
    found = profile.cells(source, choice.gm_code, choice.kind, choice.beside)
    if found.filter(~pl.col("eigen")).is_empty():
        states.too_little(
            "Er zijn geen andere gemeenten om naast elkaar te zetten.", "Kies hierboven een andere groep."
        )
        return
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        columns = _columns(found)
        members, who = _members(source, choice, set(found.filter(~pl.col("eigen"))["gm_code"]))
        codes, page = _page(found, choice, members)
    values = profile.group_values(source, choice.kind, choice.beside)
    rug = _rug(found, columns, codes, choice, values)
    cells = list(rug.cells.values())
    chance = profile.chance(pl.Series([cell["oordeel"] for cell in cells], dtype=pl.String))
    caption = f"{choice.naam} en {len(codes) - 1} andere gemeenten in {len(columns)} cijfers{page}"
    told = chance_words(rug, chance)
    show(
        Picture(
            "vergelijken_rug",
            heatmap_title(rug, choice.beside),
            Html(heatmap_html(rug, caption)),
            f"Tabel: {caption}. {told}",
            heatmap_table(rug),
            f"Bron: de registraties van de gemeenten. {standing.origin(source, choice.beside)}",
            columns,
            (told, legend(cells), f"{who}{_EACH}"),
        )
    )


def _columns(found: pl.DataFrame) -> tuple[Indicator, ...]:
    """Let the reader choose what the columns are about; each with a direction has its tegenmaat beside it."""
    there = set(found.filter(~pl.col("eigen"))["indicator"])
    every = [one for one in profile.shown_indicators() if one.code in there]
    themes = [theme for letters, theme in texts.THEMES.items() if any(one.code.startswith(letters) for one in every)]
    _forget("vergelijken_rug_onderwerp", [_CORE, *themes, _ALL])
    chosen = st.segmented_control(
        "Onderwerp", [_CORE, *themes, _ALL], default=_CORE, key="vergelijken_rug_onderwerp", bind="query-params",
        required=True, wrap=True,
    )  # fmt: skip
    if chosen == _ALL:
        return tuple(every)
    if chosen == _CORE:
        kern = [one for one in every if one.kern]
        with_tegenmaat = [code for one in kern for code in (one.code, one.tegenmaat)]
        wanted = [indicator_named(code) for code in dict.fromkeys(with_tegenmaat) if code is not None and code in there]
        return tuple(sorted(wanted, key=lambda one: list(texts.THEMES).index(one.code[:2])))
    return tuple(one for one in every if texts.THEMES[one.code[:2]] == chosen)


def _members(source: Source, choice: Choice, shown: set[str]) -> tuple[set[str], str]:
    """Return which of those ``shown`` are in the table, and where that is a part of all, a sentence that says so."""
    if choice.beside.leden is not None:
        return shown, ""
    places = others.places(source)
    mine = places.filter(gm_code=choice.gm_code)["provincie"].to_list()
    parts = {_ALIKE: (set(stored.comparable_to(source, choice.gm_code)["gm_code"]), "de meest vergelijkbare gemeenten")}
    for province in mine:
        inside = places.filter(provincie=province)["gm_code"]
        parts[f"Provincie {province}"] = (set(inside), f"de gemeenten van de provincie {province}")
    there = {name: (codes & shown, told) for name, (codes, told) in parts.items() if codes & shown - {choice.gm_code}}
    if not there:
        return shown, ""
    _forget("vergelijken_rug_wie", list(there))
    chosen = st.segmented_control(
        "Welke gemeenten", list(there), default=next(iter(there)), key="vergelijken_rug_wie", bind="query-params",
        required=True,
    )  # fmt: skip
    codes, told = there.get(chosen or "", next(iter(there.values())))
    return codes, f"Heel Nederland past niet in één tabel: u ziet {told}, vergeleken met de rest van Nederland. "


def _page(found: pl.DataFrame, choice: Choice, members: set[str]) -> tuple[list[tuple[str, str]], str]:
    """Return code and name of who is in the table, the own gemeente first; of a long list one page."""
    rows = found.filter(~pl.col("eigen"), pl.col("gm_code").is_in(list(members)))
    names = rows.select("gm_code", "naam").unique().sort("naam").rows()
    own = (choice.gm_code, choice.naam)
    if len(names) <= MOST_ROWS:
        return [own, *names], ""
    pages = {
        f"{part[0][1]} t/m {part[-1][1]}": part
        for part in (names[at : at + MOST_ROWS] for at in range(0, len(names), MOST_ROWS))
    }
    _forget("vergelijken_rug_bladzijde", list(pages))
    chosen = st.selectbox("Bladzijde", list(pages), key="vergelijken_rug_bladzijde", bind="query-params", width=320)
    label = chosen if chosen in pages else next(iter(pages))
    return [own, *pages[label]], f", {label}"


def _rug(
    found: pl.DataFrame, columns: tuple[Indicator, ...], codes: list[tuple[str, str]], choice: Choice,
    values: dict[str, float],
) -> Rug:  # fmt: skip
    wanted = found.filter(
        pl.col("indicator").is_in([one.code for one in columns]), pl.col("gm_code").is_in([code for code, _ in codes])
    )
    cells = {(row["gm_code"], row["indicator"]): row for row in wanted.iter_rows(named=True)}
    return Rug(columns, tuple(codes), cells, values, f"{choice.beside.kort} samen")


def _forget(key: str, options: list[str]) -> None:
    """Drop a choice that another gemeente or group does not have."""
    if st.session_state.get(key, options[0]) not in options:
        del st.session_state[key]
