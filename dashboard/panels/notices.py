"""What a reader must know before the figures: a demo, nothing there yet, or figures that lag behind."""

from datetime import UTC, datetime, timedelta

import streamlit as st

from dashboard import texts
from dashboard.figures import stored
from dashboard.figures.source import Source
from queries.access import StoreState
from queries.errors import StoreError

# A waiting task that nobody takes within this time means that no worker runs.
PATIENCE = timedelta(seconds=8)
_SILENT_AFTER = timedelta(seconds=60)
_FOLLOWED = "notices_followed"  # the work that this reader waits for
_BUSY = {"bereken": "De cijfers worden berekend", "publiceer": "De cijfers worden gepubliceerd"}


def demo(state: StoreState) -> None:
    """Say on every page that these people do not exist, and at which scale."""
    if not state.demo:
        return
    times = 1 / state.schaal
    scale = texts.number(times, 0 if abs(times - round(times)) < 0.05 else 1)
    small = f" Inwoners, woningen en gevallen zijn allemaal door {scale} gedeeld." if state.schaal != 1 else ""
    st.html(f'<p class="melding"><strong>Dit is een demo: alle gegevens zijn verzonnen.</strong>{small}</p>')


def no_store() -> None:
    """Explain what to do when there is no store."""
    st.title("Er zijn nog geen gegevens")
    st.markdown(
        "Deze pagina's laten zien wat schuldhulp en vroegsignalering opleveren. Daarvoor zijn leveringen nodig.\n\n"
        "1. Maak een sleutel: `effectmeting sleutel`\n"
        "2. Lever bestanden aan: `effectmeting ontvang PAD`\n"
        "3. Bereken en publiceer: `effectmeting bereken` en daarna `effectmeting publiceer`\n\n"
        "Wilt u eerst rondkijken met verzonnen gegevens? Start dan `effectmeting demo`."
    )


def out_of_order(sentence: str) -> None:
    """Say that the store cannot be read now, and why."""
    st.error(
        f"**De gegevens zijn nu niet te lezen.** {sentence} Laad de pagina daarna opnieuw.", icon=":material/error:"
    )


def has_figures(source: Source, state: StoreState) -> bool:
    """Tell whether there are figures to show; say what is missing or lags behind, and offer the next step."""
    _finished(source)
    if state.berekening is None:
        _nothing_counted(source, state)
        return False
    if state.nieuwe_leveringen:
        one = state.nieuwe_leveringen == 1
        st.warning(
            f"{texts.count_of(state.nieuwe_leveringen, 'nieuwe levering telt', 'nieuwe leveringen tellen')} "
            f"nog niet mee. {'Die kwam' if one else 'Die kwamen'} na de laatste berekening binnen.",
            icon=":material/update:",
        )
        _work(source, "bereken", "Bereken nu")
    elif state.publicatie_berekening is None:
        st.info(
            "U ziet uw eigen cijfers. De vergelijking met Nederland komt erbij zodra er is gepubliceerd.",
            icon=":material/publish:",
        )
        _work(source, "publiceer", "Publiceer nu")
    elif state.publicatie_berekening < state.berekening.id:
        st.warning(
            "Uw eigen cijfers zijn nieuwer dan die van Nederland: "
            f"u vergelijkt met publicatie {state.publicatie} van {texts.day(state.publicatie_datum)}.",
            icon=":material/update:",
        )
        _work(source, "publiceer", "Publiceer nu")
    return True


def _nothing_counted(source: Source, state: StoreState) -> None:
    """Explain what is missing between the leveringen and the figures."""
    if state.leveringen == 0:
        st.info(
            "Er is nog niets aangeleverd. Lever bestanden aan met `effectmeting ontvang PAD`.", icon=":material/inbox:"
        )
        return
    st.info(
        f"{texts.count_of(state.leveringen, 'levering staat', 'leveringen staan')} klaar, "
        "maar er is nog niet gerekend.",
        icon=":material/calculate:",
    )
    _work(source, "bereken", "Bereken nu")


def _work(source: Source, soort: str, label: str) -> None:
    """Offer a button that puts work in line, and follow that work without drawing the page again."""
    task = stored.task(source)
    busy = task is not None and task.status in ("wacht", "bezig")
    if busy:
        _follow(source)
        return
    if task is not None and task.soort == soort and task.status == "mislukt":
        st.error(f"De vorige keer mislukte het: {task.bericht}", icon=":material/error:")
    if st.button(label, key=f"notices_{soort}", type="primary"):
        st.session_state[_FOLLOWED] = stored.ask_for(source, soort, _now())
        st.rerun()


def _finished(source: Source) -> None:
    """Say once that the work this reader waited for is done; the figures on the page are then the new ones."""
    number = st.session_state.get(_FOLLOWED)
    task = None if number is None else stored.task(source, number)
    if task is None or task.status in ("wacht", "bezig"):
        return
    del st.session_state[_FOLLOWED]
    if task.status == "klaar":
        st.success(f"**Klaar.** {task.bericht or ''}", icon=":material/check_circle:")


@st.fragment(run_every=1.0)
def _follow(source: Source) -> None:
    """Show how far the work is; draw the whole page again when it is done."""
    try:
        task = stored.task(source)
    except StoreError as error:  # the page itself is drawn already
        out_of_order(str(error))
        return
    if task is None or task.status not in ("wacht", "bezig"):
        st.rerun()
    elif task.status == "wacht" and _now() - task.aangevraagd_op > PATIENCE:
        st.warning(
            "Het werk staat klaar, maar niemand pakt het op. Start de werker met `effectmeting werk`.",
            icon=":material/hourglass_empty:",
        )
    elif task.hartslag_op is not None and _now() - task.hartslag_op > _SILENT_AFTER:
        st.warning(
            "De werker geeft geen teken meer. Start hem opnieuw met `effectmeting werk`; het werk gaat dan verder.",
            icon=":material/hourglass_empty:",
        )
    else:
        st.progress(min(max(task.voortgang, 0.0), 1.0), text=f"{_BUSY.get(task.soort, 'Bezig')}. {task.bericht or ''}")


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
