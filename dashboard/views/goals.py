"""Doelen: what was promised, whether it is reached, the way to it, and where one types a goal or an intervention."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

import streamlit as st

from dashboard import texts
from dashboard.charts import palette, path, promised
from dashboard.charts.units import column_format
from dashboard.figures import promise_check, promises, stored
from dashboard.figures.promises import About, Promise
from dashboard.figures.source import Source
from dashboard.panels import goal_form, measure_form, states
from dashboard.panels.choices import Choice
from dashboard.panels.context import Context
from dashboard.panels.picture import Picture, show
from queries.doelen import Doel, DoelError, Interventie
from queries.viewer import Recht

_OPEN = "doelen_open"  # the row or the form that is being worked on
_TOLD = "doelen_gemeld"  # what was stored, said once
_NEW_GOAL, _NEW_MEASURE = "nieuw doel", "nieuwe maatregel"
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
    if told := st.session_state.pop(_TOLD, None):
        st.success(told, icon=":material/check_circle:")
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
        _add(_NEW_GOAL, "Voeg een doel toe", lambda: _new_goal(source, choice.gm_code, today))
    _measures(source, choice.gm_code, today, may=may)
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
        st.subheader(promised.title(one))
        for note in promised.notes(one):
            st.markdown(note)
    else:
        show(_picture(source, one, about, choice), heading=3)
    st.caption(promised.origin(row))
    if may:
        _edit(
            row["id"],
            "dit doel",
            lambda: _changed_goal(source, choice.gm_code, row, today),
            lambda: _withdraw(source, choice.gm_code, row["id"], Doel, "Het doel is ingetrokken."),
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
        drawing=path.path_chart(one, about, choice.naam, ink=palette.INK.get(st.context.theme.type or "")),
        alt=path.alt(one, about, choice.naam),
        table=promised.table(one),
        source=f"{path.legend(one, about)} Eigen cijfers, berekend op {texts.day(source.today)}. {told}",
        about=defined,
        notes=tuple(promised.notes(one)),
        columns=dict.fromkeys(_COLUMNS, shown_as),
    )


def _edit(number: int, what: str, change: Callable[[], None], withdraw: Callable[[], None]) -> None:
    """Offer to change or take back one row; its form is drawn only when it is asked for."""
    if st.session_state.get(_OPEN) != number:
        if st.button(f"Wijzig {what}", key=f"doelen_wijzig_{number}", icon=":material/edit:"):
            _open(number)
        return
    change()
    with st.container(horizontal=True):
        if st.button("Annuleer", key=f"doelen_annuleer_{number}"):
            _open(None)
        if st.button(
            f"Trek {what} in", key=f"doelen_intrekken_{number}", icon=":material/undo:",
            help="Het telt dan niet meer mee. In de geschiedenis blijft het staan.",
        ):  # fmt: skip
            withdraw()


def _add(name: str, label: str, form: Callable[[], None]) -> None:
    """Offer an empty form."""
    if st.session_state.get(_OPEN) != name:
        if st.button(label, key=f"doelen_voeg_toe_{name.replace(' ', '_')}", icon=":material/add:"):
            _open(name)
        return
    with st.container(border=True):
        st.subheader(label)
        form()
        if st.button("Annuleer", key=f"doelen_annuleer_{name.replace(' ', '_')}"):
            _open(None)


def _new_goal(source: Source, gm_code: str, today: date) -> None:
    draft = goal_form.new_goal(source, gm_code, today)
    if draft is not None:
        _store(lambda: promises.enter(source, promise_check.goal(source, gm_code, draft, today), _now()), "Het doel")


def _changed_goal(source: Source, gm_code: str, row: Mapping[str, Any], today: date) -> None:
    draft = goal_form.changed_goal(source, gm_code, row, today)
    if draft is not None:
        _store(
            lambda: promises.enter(source, promise_check.goal(source, gm_code, draft, today, row), _now(), row["id"]),
            "Het doel",
        )


def _measures(source: Source, gm_code: str, today: date, *, may: bool) -> None:
    """Show what was changed since when, oldest first."""
    st.header("Maatregelen", divider="gray")
    st.markdown(
        "Wat de gemeente veranderde, en vanaf wanneer. Een maatregel is een genummerde lijn in de grafieken van Trend. "
        "Een verandering daarna is nog geen bewijs dat het daardoor komt."
    )
    rows = stored.interventies(source, gm_code)
    if rows.is_empty():
        states.empty("Er is nog geen maatregel vastgelegd.")
    for row in rows.iter_rows(named=True):
        with st.container(border=True, key=f"doelen_maatregel_kaart_{row['id']}"):
            st.markdown(f"**{row['naam']}**, vanaf {texts.day(row['vanaf'])}. {row['beschrijving'] or ''}")
            st.caption(promised.origin(row))
            if may:
                _edit(
                    -row["id"],
                    "deze maatregel",
                    lambda row=row: _typed_measure(source, gm_code, today, row),
                    lambda row=row: _withdraw(source, gm_code, row["id"], Interventie, "De maatregel is ingetrokken."),
                )
    if may:
        _add(_NEW_MEASURE, "Voeg een maatregel toe", lambda: _typed_measure(source, gm_code, today, None))


def _typed_measure(source: Source, gm_code: str, today: date, row: Mapping[str, Any] | None) -> None:
    draft = measure_form.ask_measure(today, row)
    if draft is None:
        return

    def put() -> None:
        told = (draft.naam, draft.vanaf, draft.beschrijving, draft.bron)
        values = promise_check.measure(gm_code, *told, today)
        promises.enter(source, values, _now(), None if row is None else row["id"])

    _store(put, "De maatregel")


def _history(source: Source, gm_code: str) -> None:
    """Show who said what and when; nothing ever leaves it."""
    goals, measures = (promises.history(source, gm_code, of) for of in (Doel, Interventie))
    if goals.is_empty() and measures.is_empty():
        return
    st.header("Geschiedenis", divider="gray")
    st.markdown("Wie wat vastlegde, wijzigde of introk, en wat er eerst stond. Hier verdwijnt niets.")
    st.html(promised.history_html(goals, measures))


def _withdraw(source: Source, gm_code: str, number: int, of: type[Doel | Interventie], told: str) -> None:
    _store(lambda: promises.withdraw(source, gm_code, number, of, _now()), told)


def _store(put: Callable[[], None], told: str) -> None:
    """Store and draw the page anew, or say in one sentence what is wrong and keep what was typed."""
    try:
        put()
    except DoelError as error:
        st.error(str(error), icon=":material/error:")
        return
    st.session_state[_TOLD] = told if told.endswith(".") else f"{told} is bewaard."
    _open(None)


def _open(what: int | str | None) -> None:
    st.session_state[_OPEN] = what
    st.rerun()


def _today(context: Context) -> date:
    """A demo has a day of its own."""
    return context.state.peildatum or _now().date()


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
