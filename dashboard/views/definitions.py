"""Definities: what each figure means, generated from the definitions that the figures are counted with."""

from collections.abc import Sequence
from functools import partial
from html import escape

import streamlit as st

from dashboard import texts
from dashboard.charts import definition
from dashboard.charts.definition import wait_words
from dashboard.charts.glossary import GLOSSARY
from dashboard.files.catalogue import catalogue
from dashboard.files.csv_file import DUTCH, csv_bytes
from dashboard.files.xlsx_file import xlsx_bytes
from dashboard.panels import states
from dashboard.panels.context import Context
from metrics.definition import Indicator, Variant
from metrics.indicators import INDICATORS
from metrics.periods import DELIVERY_LAG

__all__ = ["explanation", "render", "wait_words"]

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ONE = "definitie"  # the link to one definition: definities?definitie=VS07


def render(context: Context) -> None:
    """Show the definition that the link names, or every indicator that a search finds, and the words used."""
    del context
    names = {indicator.code: indicator for indicator in INDICATORS}
    wanted = st.query_params.get(_ONE, "").upper()
    if wanted:
        _one(wanted, names)
        return
    st.markdown(
        "Elk cijfer is geteld volgens een vaste definitie. De tekst hieronder komt uit dezelfde definitie "
        "als waarmee is geteld. Een leeg veld telt nooit als nee, maar als **onbekend**."
    )
    st.html(glossary_html())
    _all(names)
    _files()


def _one(code: str, names: dict[str, Indicator]) -> None:
    """Show one definition, open, under its own heading."""
    # Leaving the parameter out is enough to go back: a click draws the page again.
    st.button("Alle definities", icon=":material/arrow_back:", key="definitions_all", on_click=_forget)
    indicator = names.get(_as_declared(code, names))
    if indicator is None:
        states.empty(
            f"Er is geen cijfer met de code {code}.", "Kijk in de lijst met alle definities, of controleer de link."
        )
        return
    st.header(f"{indicator.naam} · {indicator.code}")
    st.markdown(explanation(indicator, names, DELIVERY_LAG))


def _as_declared(code: str, names: dict[str, Indicator]) -> str:
    """Return the code as it is declared, whatever letters the link has."""
    return next((name for name in names if name.casefold() == code.casefold()), code)


def _forget() -> None:
    del st.query_params[_ONE]


def glossary_html() -> str:
    """Return the words used and what they mean, folded until they are asked for."""
    words = "".join(f"<dt>{escape(word)}</dt><dd>{escape(meaning)}</dd>" for word, meaning in GLOSSARY.items())
    return f'<details class="woorden"><summary>Wat betekenen de woorden?</summary><dl>{words}</dl></details>'


def _all(names: dict[str, Indicator]) -> None:
    indicators = list(names.values())
    wanted = st.text_input(
        "Zoek in de definities",
        key="definitions_zoek",
        bind="query-params",
        placeholder="Bijvoorbeeld: wachttijd, huurschuld of VS07",
        width=420,
    )
    found = definition.matching(indicators, wanted or "")
    st.markdown(_found(len(found), len(indicators), wanted or ""))
    for letters, theme in texts.THEMES.items():
        about = [indicator for indicator in found if indicator.code.startswith(letters)]
        if about:
            st.header(theme)
        for indicator in about:
            with st.expander(
                f"**{indicator.naam}** · {indicator.code}",
                key=f"definitions_{indicator.code}",
                expanded=len(found) == 1,
            ):
                st.markdown(explanation(indicator, names, DELIVERY_LAG))
                st.markdown(f"[Link naar alleen deze definitie](definities?{_ONE}={indicator.code})")


def _files() -> None:
    """Offer the whole catalogue; it is made when it is asked for."""
    st.header("Alle definities in één bestand")
    extract = catalogue(INDICATORS)
    with st.container(horizontal=True):
        st.download_button(
            "Excel",
            partial(xlsx_bytes, extract),
            extract.file_name("xlsx"),
            _XLSX,
            key="definitions_xlsx",
            on_click="ignore",
            icon=":material/download:",
        )
        st.download_button(
            "CSV",
            partial(csv_bytes, extract, DUTCH),
            extract.file_name("csv"),
            "text/csv",
            key="definitions_csv",
            on_click="ignore",
            icon=":material/download:",
        )


def _found(number: int, total: int, wanted: str) -> str:
    if not wanted.strip():
        return f"Er zijn {total} cijfers. Open een naam om de definitie te lezen."
    if not number:
        return "Er is geen cijfer met al deze woorden. Probeer een ander of korter woord."
    return f"{texts.count_of(number, 'cijfer', 'cijfers')} van {total} gevonden."


def explanation(indicator: Indicator, indicators: dict[str, Indicator], delivery_lag: int) -> str:
    """Return one definition as text, with every field a reader may want."""
    tegen = definition.tegenmaat(indicator, indicators)
    parts = [
        indicator.zin,
        f"**Waarom is dit belangrijk?** {indicator.waarom}",
        f"**Wat is goed?** {indicator.richting.uitleg}",
    ]
    if tegen is not None:
        parts.append(
            f"**Kijk ook naar:** [{tegen.naam} ({tegen.code})](definities?{_ONE}={tegen.code}). Dat cijfer verandert "
            "als dit beter lijkt door moeilijke gevallen weg te laten."
        )
    parts += ["### Hoe het is geteld", *(_formula(variant, indicator, delivery_lag) for variant in indicator.varianten)]
    parts.append(f"**Welke maand?** {indicator.gebeurtenis}")
    parts.append(" ".join(f"**{head}:** {text}" for head, text in definition.divided(indicator).items()))
    parts += ["### Wat dit cijfer niet is", _listed(indicator.kanttekeningen)]
    parts += [
        "### Herkomst",
        f"**Bron:** {indicator.bron}",
        f"**Code:** {indicator.code}, versie {indicator.versie}. {definition.declared(indicator)}",
        f"**Wijzigingen:**\n\n{_listed(definition.changes(indicator))}",
    ]
    return "\n\n".join(part for part in parts if part)


def _formula(variant: Variant, indicator: Indicator, delivery_lag: int) -> str:
    lines = definition.formula(indicator, variant, delivery_lag).items()
    name = definition.variant_name(indicator, variant)
    return f"**{name}**\n\n{_listed([f'{head}: {text}' for head, text in lines])}"


def _listed(lines: Sequence[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)
