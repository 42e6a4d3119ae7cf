"""How contact was sought, beside how many were reached, under a warning: this is selection, not effect."""

import streamlit as st

from dashboard import texts
from dashboard.charts import attempts as drawn
from dashboard.charts.interval_dots import dots_chart
from dashboard.figures import attempts
from dashboard.figures.breakdowns import breakdown_name
from dashboard.panels import states
from dashboard.panels.choices import Choice
from dashboard.panels.context import Context
from dashboard.panels.drawn import ink, may_change, share_columns, source_line
from dashboard.panels.picture import Picture, show
from metrics.definition import Indicator
from metrics.indicators import indicator_named


def render(context: Context, choice: Choice, periode: str) -> None:
    """Draw reach by form, and attempts beside reach by group, in the period of that name or the newest final one."""
    found = attempts.forms(context.source, choice.gm_code, choice.kind, choice.beside, periode)
    dots = [] if found is None else drawn.form_dots(found.forms)
    if found is None or not any(form.row and form.row["noemer"] for form in found.forms):
        states.empty(f"Over {choice.naam} zijn in deze periode geen contactpogingen geleverd.")
        return
    st.warning(drawn.WARNING, icon=":material/warning:")
    st.markdown(f"Over {texts.span(found.span.van, found.span.tot)}. {may_change(voorlopig=found.span.voorlopig)}")
    about = (indicator_named("VS08"), indicator_named("VS09"))
    few = drawn.too_few([form for form in found.forms if form.variant in attempts.PER_ZAAK])
    if dots:
        _forms(context, choice, found, about, few)
    else:
        states.too_little(
            "Van geen vorm zijn er genoeg gevallen om een aandeel te tonen.", f"Bereikt: {'; '.join(few)}."
        )
    by = st.selectbox(
        "Zet pogingen naast bereik, per",
        list(attempts.GROUPS),
        format_func=breakdown_name,
        key="keten_groep",
        bind="query-params",
        width=320,
    )
    _groups(context, choice, by or attempts.GROUPS[0], periode)


def _forms(
    context: Context, choice: Choice, found: attempts.Forms, about: tuple[Indicator, ...], few: list[str]
) -> None:
    per_zaak = [form for form in found.forms if form.variant in attempts.PER_ZAAK]
    dots = drawn.form_dots(per_zaak)
    tries = drawn.form_dots([form for form in found.forms if form not in per_zaak])
    per_try = "; ".join(f"{dot.naam.lower()} **{texts.number(dot.waarde)}%**" for dot in tries)
    notes = [
        "Per zaak: een zaak met telefoon en huisbezoek staat bij allebei. Bereikt is zij op welke manier dan ook.",
        f"Per losse poging is bereikt: {per_try}." if per_try else "",
        f"Te weinig voor een aandeel: {'; '.join(few)}." if few else "",
        f"Het oranje streepje is {choice.beside.rest}, afgerond gepubliceerd."
        if any(dot.theirs is not None for dot in dots)
        else "",
    ]
    show(
        Picture(
            "keten_vormen",
            drawn.forms_title(found),
            dots_chart(dots, their_name=choice.beside.kort, ink=ink()),
            f"Bereik per contactvorm in {choice.naam}: {'; '.join(dot.told for dot in dots)}.",
            drawn.forms_table(found, choice.beside.kort),
            source_line(context, choice, about),
            about,
            tuple(note for note in notes if note),
            share_columns(["Aandeel", choice.beside.kort]),
        )
    )


def _groups(context: Context, choice: Choice, by: str, periode: str) -> None:
    found = attempts.groups(context.source, choice.gm_code, choice.kind, by, periode)
    shown = [group for group in found if group.zaken >= drawn.LEAST_CASES]
    if len(shown) < 2:
        states.too_little("Er zijn geen twee groepen met genoeg zaken om naast elkaar te zetten.")
        return
    most, least = max(shown, key=lambda group: group.mean), min(shown, key=lambda group: group.mean)
    about = tuple(indicator_named(code) for code in ("VS07", "VS08", "VS09"))
    head = breakdown_name(by)
    show(
        Picture(
            "keten_pogingen",
            f"Naar {head.lower()}: {texts.number(least.mean, 1)} tot {texts.number(most.mean, 1)} pogingen per zaak",
            drawn.groups_chart(found, by, ink()),
            f"Per {head.lower()}: hoeveel pogingen een zaak gemiddeld kreeg, en ernaast welk deel is bereikt.",
            drawn.groups_table(found, by, head),
            source_line(context, choice, about),
            about,
            ("Meer pogingen en meer of minder bereik samen bewijst niet dat het een door het ander komt.",),
            share_columns(["Aandeel"]),
        )
    )  # fmt: skip
