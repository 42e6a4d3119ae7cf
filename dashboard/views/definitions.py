"""Definities: what each figure means, generated from the definitions that the figures are counted with."""

from collections.abc import Sequence

import streamlit as st

from dashboard import texts
from dashboard.charts.units import unit
from dashboard.figures.breakdowns import breakdown_name
from dashboard.panels.context import Context
from metrics.definition import Indicator, Methode, Variant
from metrics.indicators import INDICATORS
from metrics.periods import DELIVERY_LAG


def render(context: Context) -> None:
    """Show every indicator, or those that a search finds."""
    del context
    indicators, delivery_lag = INDICATORS, DELIVERY_LAG
    st.markdown(
        "Elk cijfer is geteld volgens een vaste definitie. De tekst hieronder komt uit dezelfde definitie "
        "als waarmee is geteld. Een leeg veld telt nooit als nee, maar als **onbekend**."
    )
    wanted = st.text_input(
        "Zoek in de definities",
        key="definitions_zoek",
        bind="query-params",
        placeholder="Bijvoorbeeld: wachttijd, huurschuld of VS07",
        width=420,
    )
    found = matching(indicators, wanted or "")
    st.markdown(_found(len(found), len(indicators), wanted or ""))
    names = {indicator.code: indicator for indicator in indicators}
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
                st.markdown(explanation(indicator, names, delivery_lag))


def matching(indicators: Sequence[Indicator], wanted: str) -> list[Indicator]:
    """Return the indicators in which all words of ``wanted`` occur: in code, name, texts or ways of counting."""
    asked = wanted.casefold().split()
    return [indicator for indicator in indicators if all(word in _text(indicator) for word in asked)]


def _text(indicator: Indicator) -> str:
    variants = (part for each in indicator.varianten for part in (each.naam, each.teller, each.noemer))
    parts = (indicator.code, indicator.naam, indicator.zin, indicator.waarom, *indicator.kanttekeningen, *variants)
    return " ".join(parts).casefold()


def _found(number: int, total: int, wanted: str) -> str:
    if not wanted.strip():
        return f"Er zijn {total} cijfers. Open een naam om de definitie te lezen."
    if not number:
        return "Er is geen cijfer met al deze woorden. Probeer een ander of korter woord."
    return f"{texts.count_of(number, 'cijfer', 'cijfers')} van {total} gevonden."


def explanation(indicator: Indicator, indicators: dict[str, Indicator], delivery_lag: int) -> str:
    """Return one definition as text, with every field a reader may want."""
    tegen = indicators.get(indicator.tegenmaat or "")
    parts = [
        indicator.zin,
        f"**Waarom is dit belangrijk?** {indicator.waarom}",
        f"**Wat is goed?** {indicator.richting.uitleg}",
    ]
    if tegen is not None:
        parts.append(
            f"**Kijk ook naar:** {tegen.naam} ({tegen.code}). Dat cijfer verandert als dit beter lijkt door moeilijke "
            "gevallen weg te laten."
        )
    parts += ["### Hoe het is geteld", *(_formula(variant, indicator, delivery_lag) for variant in indicator.varianten)]
    parts += [f"**Welke maand?** {indicator.gebeurtenis}", _divided(indicator)]
    parts += [
        "### Let op",
        "\n".join(f"- {line}" for line in indicator.kanttekeningen),
        "### Herkomst",
        f"**Bron:** {indicator.bron}",
        f"**Code:** {indicator.code}, versie {indicator.versie}. Opgesteld op {texts.day(indicator.opgesteld)} door "
        f"{indicator.auteur}; nagekeken op {texts.day(indicator.herzien)}, opnieuw uiterlijk "
        f"{texts.day(indicator.herzien_voor)}.",
        "**Wijzigingen:**\n\n"
        + "\n".join(
            f"- Versie {change.versie}, {texts.day(change.datum)}: {change.wat}"
            for change in reversed(indicator.wijzigingen)
        ),
    ]
    return "\n\n".join(part for part in parts if part)


def _formula(variant: Variant, indicator: Indicator, delivery_lag: int) -> str:
    title = variant.naam if len(indicator.varianten) > 1 else "Formule"
    methode = indicator.methode_van(variant)
    if methode is Methode.KM_MEDIAAN:
        counted = [
            f"Wie tellen mee: {variant.noemer}",
            f"Wie had een uitkomst: {variant.teller}",
            "Het cijfer: na zo veel dagen had de helft een uitkomst (de mediaan).",
        ]
    elif methode is Methode.MEDIAAN:
        counted = [
            f"Wie tellen mee: {variant.noemer}",
            f"Wat is geteld: {variant.teller}",
            "Het cijfer: de helft zit eronder, de helft erboven (de mediaan).",
        ]
    else:
        counted = [f"Teller: {variant.teller}", f"Gedeeld door: {variant.noemer}"]
    lines = [
        *counted,
        f"Eenheid: {unit(indicator, variant)}.",
        f"Onzekerheid: {methode.uitleg}",
        f"Wanneer af: {_window(indicator, variant, delivery_lag)}",
    ]
    return f"**{title}**\n\n" + "\n".join(f"- {line}" for line in lines)


def _window(indicator: Indicator, variant: Variant, delivery_lag: int) -> str:
    """Return how long an outcome may take and when a period will not change any more."""
    late = f"{delivery_lag} dagen na het einde van een periode, want leveringen kunnen wat later komen."
    wait = indicator.wacht(variant)
    if variant.termijn is not None:
        return f"elk geval heeft een eigen laatste dag; een periode is af {wait_words(wait)} en {late}"
    if wait == "0d":
        return late
    return f"een uitkomst telt mee tot en met {wait_words(wait)} na de gebeurtenis. Daarna wachten we nog {late}"


def wait_words(wait: str) -> str:
    """Return 90d as 90 dagen, and 12mo as 12 maanden."""
    count = int(wait.rstrip("dmo"))
    return texts.count_of(count, "dag", "dagen") if wait.endswith("d") else texts.count_of(count, "maand", "maanden")


def _divided(indicator: Indicator) -> str:
    """Return the breakdowns, single and two at a time."""
    if not indicator.uitsplitsingen:
        return ""
    single = ", ".join(_name(each) for each in indicator.uitsplitsingen)
    line = f"**Uitsplitsingen:** {single}."
    if indicator.kruisingen:
        pairs = "; ".join(f"{_name(one)} en {_name(other)}" for one, other in indicator.kruisingen)
        line += f" Twee tegelijk: {pairs}."
    return line


def _name(uitsplitsing: str) -> str:
    name = "eigen kenmerk" if uitsplitsing == "kenmerk" else breakdown_name(uitsplitsing)
    return name[:1].lower() + name[1:]
