"""Doelen: what was promised, whether it is reached, the way to it, and where one types a goal or an intervention."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

from dashboard import texts
from dashboard.charts import kept_tables, path, promised
from dashboard.charts.units import column_format
from dashboard.figures import promise_check, promises
from dashboard.figures.promises import About, Promise
from dashboard.figures.source import Source
from dashboard.panels import edit, goal_form, measures, states
from dashboard.panels.choices import Choice
from dashboard.panels.context import Context
from dashboard.panels.drawn import ink
from dashboard.panels.picture import Picture, show
from metrics.yearly import printed, yearly_table
from queries.doelen import Doel, Interventie
from queries.viewer import Recht

_NEW_GOAL = "nieuw doel"
_COLUMNS = ("Waarde", "Waarschijnlijk vanaf", "Waarschijnlijk tot")
# Of more goals together, and of one alone.
_STANDS = {
    "gehaald": ("gehaald, ook als we rekening houden met toeval", "Het is gehaald, ook rekening houdend met toeval."),
    "op koers": ("op koers", "Het is op koers."),
    "niet op koers": ("niet op koers", "Het is niet op koers."),
    "niet gehaald": ("niet gehaald", "Het is niet gehaald."),
    "nog niet te zeggen": ("nog niet zeker te zeggen", "Of het op koers of gehaald is, is nog niet zeker te zeggen."),
    "geen cijfer": ("zonder cijfer om aan te houden", "Er is geen cijfer om het aan te houden."),
}
_READING = (
    "**Geteld** is het cijfer zoals het nu is. **Rekening houdend met toeval** is een doel pas gehaald of op koers als "
    "de hele marge aan de goede kant ligt. Een doel halen bewijst niet waardoor het is gehaald."
)


def render(context: Context, choice: Choice) -> None:
    """Show the goals as cards, then the interventions, then all that was ever said of them."""
    source, today = context.source, _today(context)
    may = Recht.DOELEN in source.viewer.rechten
    edit.say_what_was_stored()
    found = promises.promises(source, choice.gm_code)
    if found:
        st.markdown(summary(found, choice.naam))
        st.caption(_READING)
    else:
        states.empty(
            f"Voor {choice.naam} is nog geen doel vastgelegd.",
            "Voeg hieronder een doel toe, of lever de tabel `doel` aan."
            if may
            else "Vraag een beleidsmedewerker om er een vast te leggen.",
        )
    for one in found:
        with st.container(border=True, key=f"doelen_kaart_{one.row['id']}"):
            _card(source, one, choice, today, may=may)
    if may:
        edit.offer_new(_NEW_GOAL, "Voeg een doel toe", lambda: _new_goal(source, choice.gm_code, today))
    measures.render(source, choice.gm_code, today, may=may)
    _yearly(source, choice)
    _history(source, choice.gm_code)


def summary(found: tuple[Promise, ...], naam: str) -> str:
    """Say in one sentence how the goals stand."""
    stands = [one.stand for one in found]
    if len(stands) == 1:
        return f"**{naam} heeft 1 doel. {_STANDS[stands[0]][1]}**"
    told = [f"{stands.count(stand)} {words[0]}" for stand, words in _STANDS.items() if stand in stands]
    return f"**{naam} heeft {len(found)} doelen: {'; '.join(told)}.**"


def _card(source: Source, one: Promise, choice: Choice, today: date, *, may: bool) -> None:
    row, about = one.row, one.about
    st.html(promised.answers_html(one, today))
    if about is None or not (about.metingen or one.niveau is not None):
        st.header(promised.title(one))
        for note in promised.notes(one):
            st.markdown(note)
    else:
        show(_picture(source, one, about, choice))
    st.caption(promised.origin(row))
    if may:
        edit.offer(
            row["id"],
            "dit doel",
            lambda: _changed_goal(source, choice.gm_code, row, today),
            lambda: edit.withdraw(source, choice.gm_code, row["id"], Doel, "Het doel is ingetrokken."),
        )


def _picture(source: Source, one: Promise, about: About, choice: Choice) -> Picture:
    defined = () if about.definitie is None else (about.definitie[0],)
    told = (
        f"Definitie {defined[0].code}, versie {defined[0].versie}." if defined else "Eigen jaarcijfer van de gemeente."
    )
    shown_as = st.column_config.NumberColumn(format=column_format(about.drawn_in))
    return Picture(
        key=f"doelen_pad_{one.row['id']}",
        title=promised.title(one),
        drawing=path.path_chart(one, about, choice.naam, ink=ink()),
        alt=path.alt(one, about, choice.naam),
        table=promised.table(one),
        source=f"{path.legend(one, about)} Eigen cijfers, berekend op {texts.day(source.today)}. {told}",
        about=defined,
        notes=tuple(promised.notes(one)),
        columns=dict.fromkeys(_COLUMNS, shown_as),
    )


def _new_goal(source: Source, gm_code: str, today: date) -> None:
    draft = goal_form.new_goal(source, gm_code, today)
    if draft is not None:
        edit.store(
            lambda: promises.enter(source, promise_check.goal(source, gm_code, draft, today), edit.now()), "Het doel"
        )


def _changed_goal(source: Source, gm_code: str, row: Mapping[str, Any], today: date) -> None:
    draft = goal_form.changed_goal(source, gm_code, row, today)
    if draft is not None:
        edit.store(
            lambda: promises.enter(
                source, promise_check.goal(source, gm_code, draft, today, row), edit.now(), row["id"]
            ),
            "Het doel",
        )


def _yearly(source: Source, choice: Choice) -> None:
    """Show what the gemeente counts itself: no definition of ours, so nothing is judged but a goal on it."""
    known = promises.jaarcijfers(source, choice.gm_code)
    if known.is_empty():
        return
    st.header("Eigen jaarcijfers", divider="gray")
    st.markdown(
        "Deze cijfers houdt de gemeente zelf bij. Wij tellen ze niet na. Achter een verandering staat een marge als "
        "het om aantallen over een heel jaar gaat."
    )
    st.html(f'<div class="schuif">{kept_tables.yearly_html(printed(yearly_table(known)), choice.naam)}</div>')


def _history(source: Source, gm_code: str) -> None:
    """Show who said what and when; nothing ever leaves it."""
    goals, measures = (promises.history(source, gm_code, of) for of in (Doel, Interventie))
    if goals.is_empty() and measures.is_empty():
        return
    st.header("Geschiedenis", divider="gray")
    st.markdown("Wie wat vastlegde, wijzigde of introk, en wat er eerst stond. Hier verdwijnt niets.")
    st.html(kept_tables.history_html(goals, measures))


def _today(context: Context) -> date:
    """A demo has a day of its own."""
    return context.state.peildatum or edit.now().date()
