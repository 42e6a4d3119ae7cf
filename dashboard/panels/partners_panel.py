"""Signaalpartners: what each brings, in which months, and what comes of it."""

import streamlit as st

from dashboard import texts
from dashboard.charts import partners as drawn
from dashboard.charts.interval_dots import dots_chart
from dashboard.figures import partners
from dashboard.panels import states
from dashboard.panels.choices import Choice
from dashboard.panels.context import Context
from dashboard.panels.drawn import ink, may_change, share_columns, source_line
from dashboard.panels.picture import Picture, show
from metrics.indicators import indicator_named


def render(context: Context, choice: Choice, periode: str) -> None:
    """Draw the partners in the period of that name, or in the newest final one; say it when there are none."""
    found = partners.partners(context.source, choice.gm_code, choice.kind, periode)
    if found is None or not found.partners:
        states.empty(f"Over {choice.naam} zijn in deze periode geen signalen en zaken geleverd.")
        return
    when = texts.span(found.span.van, found.span.tot)
    st.markdown(
        f"Over {when}. {may_change(voorlopig=found.span.voorlopig)} Signalen tellen per partner; bereik en hulp tellen "
        "per zaak. Een zaak met signalen van meer partners staat onderaan. Verschillen komen ook door wie deze mensen "
        "zijn."
    )
    st.header(drawn.partners_title(found, choice.naam))
    st.html(drawn.partners_html(found, f"Signaalpartners in {choice.naam}, {when}"))
    if found.line_from and found.line_until:
        line = f"{texts.month(found.line_from)} tot en met {texts.month(found.line_until)}"
        st.caption(
            f"Lijntjes: signalen per maand, {line}, elk op een eigen schaal vanaf nul. Onder {drawn.LEAST_CASES} "
            "gevallen staat er geen aandeel."
        )
    about = tuple(indicator_named(code) for code in ("VS01", "VS07", "VS10"))
    dots = drawn.reach_dots(found, "reached")
    whole = None if found.whole_reached is None else found.whole_reached["waarde"]
    if not dots:
        states.too_little("Van geen partner zijn er genoeg zaken om het bereik als aandeel te tonen.")
        return
    table = drawn.partners_table(found)
    show(
        Picture(
            "keten_partners",
            drawn.reach_title(dots),
            dots_chart(
                dots,
                whole=None if whole is None else whole * 100,
                whole_name=f"heel {choice.naam}",
                ink=ink(),
            ),
            f"Bereik per signaalpartner in {choice.naam}: " + "; ".join(dot.told for dot in dots) + ".",
            table,
            source_line(context, choice, about),
            about,
            (
                "Het deel van de zaken waarin de inwoner is bereikt. De streep is de marge van 95%.",
                "De tabel heeft ook de signalen en de hulp van alle partners.",
            ),
            share_columns([name for name in table.columns if name.endswith("aandeel")]),
        )
    )
