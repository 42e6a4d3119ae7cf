"""Definities: what each figure means, generated from the definitions that the figures are counted with."""

from collections.abc import Sequence

import streamlit as st

from dashboard import texts
from metrics.definition import Indicator, Variant

_UNITS = {"procent": "procent", "dagen": "dagen (mediaan)"}


def render(indicators: Sequence[Indicator], delivery_lag: int) -> None:
    """Show every indicator; ``delivery_lag`` is how many days deliveries may come late."""
    st.markdown(
        "Elk cijfer is geteld volgens een vaste definitie. De tekst hieronder komt uit dezelfde definitie "
        "als waarmee is geteld. Een leeg veld telt nooit als nee, maar als **onbekend**."
    )
    names = {indicator.code: indicator.naam for indicator in indicators}
    for letters, theme in texts.THEMES.items():
        about = [indicator for indicator in indicators if indicator.code.startswith(letters)]
        if about:
            st.header(theme)
        for indicator in about:
            with st.expander(f"**{indicator.naam}**", key=f"definitions_{indicator.code}"):
                st.markdown(explanation(indicator, names, delivery_lag))


def explanation(indicator: Indicator, names: dict[str, str], delivery_lag: int) -> str:
    """Return one definition as text; a tegenmaat is named only where it is an indicator itself."""
    parts = [
        indicator.zin,
        f"**Waarom is dit belangrijk?** {indicator.waarom}",
        f"**Wat is goed?** {indicator.richting.uitleg}",
    ]
    if indicator.tegenmaat in names:
        parts.append(f"**Kijk ook naar:** {names[indicator.tegenmaat]}.")
    parts += ["### Hoe het is geteld", *(_formula(variant, indicator) for variant in indicator.varianten)]
    parts += [
        f"**Welke maand?** {indicator.gebeurtenis}",
        f"**Wanneer is het af?** {_window(indicator, delivery_lag)}",
        f"**Onzekerheid:** {indicator.methode.uitleg}",
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
    return "\n\n".join(parts)


def _formula(variant: Variant, indicator: Indicator) -> str:
    title = variant.naam if len(indicator.varianten) > 1 else "Formule"
    if variant.wachttijd is not None:
        return (
            f"**{title}**\n\n- Wie tellen mee: {variant.noemer}\n- Wie had een uitkomst: {variant.teller}\n"
            "- Het cijfer: na zo veel dagen had de helft een uitkomst (de mediaan)."
        )
    unit = _UNITS.get(indicator.eenheid.naam, indicator.eenheid.naam)
    return f"**{title}**\n\n- Teller: {variant.teller}\n- Gedeeld door: {variant.noemer}\n- Eenheid: {unit}."


def _window(indicator: Indicator, delivery_lag: int) -> str:
    if indicator.venster == 0:
        return (
            f"Een periode is af {delivery_lag} dagen na het einde, want leveringen kunnen wat later komen. "
            "Tot die tijd is het cijfer voorlopig."
        )
    return (
        f"Een uitkomst telt mee tot en met {indicator.venster} dagen na de gebeurtenis. Daarna wachten we nog "
        f"{delivery_lag} dagen op leveringen die later komen. Tot die tijd is het cijfer voorlopig."
    )
