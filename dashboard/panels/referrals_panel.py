"""Who refers to whom, as streams and as a table."""

import streamlit as st

from dashboard import texts
from dashboard.charts import sankey
from dashboard.figures import referrals
from dashboard.panels import states
from dashboard.panels.choices import Choice
from dashboard.panels.context import Context
from dashboard.panels.drawn import ink, may_change, share_columns, source_line
from dashboard.panels.picture import Picture, show
from metrics.indicators import indicator_named


def render(context: Context, choice: Choice, periode: str) -> None:
    """Draw the referrals of the period of that name, or of the newest final one; say it when there are none."""
    found = referrals.referrals(context.source, choice.gm_code, choice.kind, periode)
    if found is None:
        states.empty(
            f"Over {choice.naam} zijn geen doorverwijzingen geleverd. Dat is iets anders dan nul.",
            "Ze staan niet in DDAS, maar komen uit de aanvulling 'doorverwijzing', met 'gesprekken' ernaast.",
        )
        return
    when = texts.span(found.span.van, found.span.tot)
    if not found.flows:
        few = texts.count_of(found.total, "verwijzing", "verwijzingen")
        states.too_little(
            f"Geteld in {when}: {few}, in geen enkele richting vijf of meer.",
            "Kies een langere periode om richtingen te zien.",
        )
        return
    about = tuple(indicator_named(code) for code in ("DV03", "DV02"))
    st.markdown(f"Over {when}. {sankey.arrived_sentence(found)}")
    notes = [
        "Links wie verwijst, rechts waarheen. Eén gesprek kan naar meer organisaties leiden.",
        sankey.small_sentence(found),
        may_change(voorlopig=found.span.voorlopig),
        "Dit zijn uw eigen, niet afgeronde aantallen. Van andere gemeenten zijn de richtingen niet gepubliceerd.",
    ]
    show(
        Picture(
            "keten_doorverwijzingen",
            sankey.sankey_title(found),
            sankey.sankey_chart(found, ink()),
            sankey.sankey_alt(found),
            sankey.sankey_table(found),
            source_line(context, choice, about),
            about,
            tuple(note for note in notes if note),
            share_columns(["Aandeel van die gesprekken"]),
        )
    )
