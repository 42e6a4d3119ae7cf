"""Aanleveren: drop files, have them checked, read the verdict, and accept them or take them back."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard import spool, texts
from dashboard.config import load_settings
from dashboard.errors import disk_sentence
from dashboard.figures import deliveries, stored, uploads
from dashboard.figures.source import Source
from dashboard.orde import upload as words
from dashboard.orde.markup import tag
from dashboard.orde.tables import levering_name
from dashboard.panels import upload_verdict
from dashboard.panels.choices import Choice
from dashboard.panels.context import Context
from dashboard.panels.upload_follow import follow, is_busy, now
from dashboard.panels.upload_verdict import Covers
from queries.tasks import Task
from queries.uploads import CHECK, UploadNotAllowedError

LINK = "aanleveren_taak"
_ROUND = "aanleveren_ronde"  # each upload has a widget of its own, so that the files of the last leave the memory
_OFFICE = "DDAS (JSON) of een eigen aanvulling (Excel, CSV of Parquet). Een zip met zulke bestanden mag ook."


def render(context: Context, choice: Choice) -> None:
    """Show the upload that the link names, else a place to drop files; below it what is expected."""
    source = context.source
    if not uploads.may_deliver(source):
        st.info("U mag geen leveringen aanleveren. Vraag de beheerder om toegang.", icon=":material/lock:")
        return
    number = _linked()
    if number is None:
        _drop(source)
    else:
        _one(context, choice, number)
    today = context.state.peildatum or now().date()
    _expected(source, choice, today)
    _recent(source, number)


def _linked() -> int | None:
    given = st.query_params.get(LINK, "")
    return int(given) if given.isdecimal() and len(given) < 12 else None


def _go(number: int | None) -> None:
    """Put another upload in the link, and draw the page again."""
    if number is None:
        st.query_params.pop(LINK, None)
    else:
        st.query_params[LINK] = str(number)
    st.rerun()


def _drop(source: Source) -> None:
    st.markdown(
        'Sleep hier bestanden naartoe. We keuren ze eerst; **pas als u daarna op "Neem op" klikt, telt er iets mee**. '
        "De bestanden worden na uw besluit gewist, en anders na een uur."
    )
    given = st.file_uploader(
        "Bestanden",
        accept_multiple_files=True,
        key=f"aanleveren_bestanden_{st.session_state.setdefault(_ROUND, 0)}",
    )
    if not given:
        st.caption(f"{_OFFICE} Hooguit 512 MB per bestand.")
        return
    if st.button(f"Keur {texts.count_of(len(given), 'bestand', 'bestanden')}", type="primary", key="aanleveren_keur"):
        number = _keep(source, given)
        if number is not None:
            st.session_state[_ROUND] += 1
            _go(number)


def _keep(source: Source, given: list[UploadedFile]) -> int | None:
    """Write the files where the worker finds them, and let go of them here."""
    places = {word for name in stored.gemeenten(source).values() for word in name.lower().split() if len(word) > 3}
    try:
        waiting = spool.keep(load_settings().spool, [(each.name, each) for each in given], now(), places)
    except spool.UploadError as error:
        st.error(str(error), icon=":material/error:")
        return None
    except OSError as error:
        st.error(f"De bestanden kunnen niet worden bewaard: {disk_sentence(error)}.", icon=":material/error:")
        return None
    number = uploads.ask_check(source, waiting.spool, waiting.bestanden, now())
    session = get_script_run_ctx()
    if session is not None:
        # The framework keeps them until the reader leaves; they can be half a gigabyte each.
        session.uploaded_file_mgr.remove_session_files(session.session_id)
    return number


def _one(context: Context, choice: Choice, number: int) -> None:
    source = context.source
    task = uploads.upload(source, number)
    if task is None or task.soort != CHECK:
        st.info("Deze aanlevering is er niet, of is niet van uw gemeente.", icon=":material/help:")
    else:
        _header(task)
        accepted = uploads.stored_by(source, number)
        waits = spool.files_of(load_settings().spool, task.opdracht["spool"]) is not None
        if is_busy(task):
            follow(source, number, lambda: spool.files_of(load_settings().spool, task.opdracht["spool"]) is not None)
            _take_back(task)
        elif task.status == "mislukt" or task.uitkomst is None:
            st.error(f"**Het keuren is niet gelukt.** {task.bericht or ''}", icon=":material/error:")
        elif accepted is not None and (is_busy(accepted) or accepted.status == "klaar"):
            _accepted(context, accepted)
        else:
            if accepted is not None:
                st.error(f"**Het opnemen is niet gelukt.** {accepted.bericht or ''}", icon=":material/error:")
            _decide(context, choice, task, waits=waits)
    if st.button("Lever iets anders aan", key="aanleveren_nieuw", icon=":material/add:"):
        _go(None)


def _header(task: Task) -> None:
    names = ", ".join(f"`{name}`" for name in task.opdracht["bestanden"][:5])
    more = len(task.opdracht["bestanden"]) - 5
    names += f" en nog {more}" if more > 0 else ""
    st.header(f"Aanlevering {task.id}", divider="gray")
    st.caption(
        f"{names} · {texts.moment(task.aangevraagd_op)} (UTC). De namen zijn van ons: een naam die u gaf kan iets over "
        "mensen zeggen. Deze pagina staat in de link; u kunt haar later weer openen."
    )


def _decide(context: Context, choice: Choice, task: Task, *, waits: bool) -> None:
    """Show the verdict and ask what to do with it."""
    source, outcome = context.source, task.uitkomst or {}
    names = stored.gemeenten(source)
    upload_verdict.headline(outcome)
    if not waits and outcome.get("bruikbaar"):
        st.info("De bestanden zijn gewist. Lever ze opnieuw aan om ze alsnog op te nemen.", icon=":material/delete:")
    if waits:
        if words.changes(outcome):
            st.markdown(f"**Neem op:** {words.accepting(outcome)}")
        st.markdown("**Trek terug:** de bestanden worden meteen gewist en er verandert niets.")
        with st.container(horizontal=True):
            if words.changes(outcome) and st.button("Neem op", type="primary", key="aanleveren_neem_op"):
                _accept(source, task)
            _take_back(task)
        if any(each["vraagt_dekking"] for each in outcome.get("bestanden", ())):
            upload_verdict.ask_coverage(
                names, choice.gm_code, now().date(), lambda covers: _again(source, task, covers)
            )  # fmt: skip
    upload_verdict.details(outcome, names)


def _accept(source: Source, task: Task) -> None:
    try:
        uploads.ask_store(source, task.id, now())
    except UploadNotAllowedError as error:
        st.error(str(error), icon=":material/error:")
        return
    st.rerun()


def _again(source: Source, task: Task, covers: Covers) -> None:
    """Have the same files checked with what the reader says they cover."""
    names = tuple(task.opdracht["bestanden"])
    _go(
        uploads.ask_check(
            source, task.opdracht["spool"], names, now(), gemeente=covers.gm_code, van=covers.van, tot=covers.tot
        )
    )


def _take_back(task: Task) -> None:
    if st.button("Trek terug", key="aanleveren_trek_terug"):
        spool.drop(load_settings().spool, task.opdracht["spool"])
        _go(None)


def _accepted(context: Context, task: Task) -> None:
    """Follow the storing, and show what became of it."""
    source = context.source
    if is_busy(task):
        follow(source, task.id)
        return
    outcome: Mapping[str, Any] = task.uitkomst or {}
    draw = st.success if outcome.get("berekend") else st.warning
    draw(f"**Opgenomen.** {task.bericht or ''}", icon=":material/check_circle:")
    upload_verdict.details(outcome, stored.gemeenten(source))
    st.markdown(
        "Was dit toch niet goed? Op Datakwaliteit kunt u een levering alsnog intrekken. "
        "Daar staat ook het op-orde-rapport van elke levering."
    )
    first = next((each for each in outcome.get("leveringen", ()) if each["nummer"]), None)
    if first is not None and "datakwaliteit" in context.pages:
        # A link of its own and not the framework's: that one cannot go to another gemeente than the one chosen.
        address = f"datakwaliteit?{urlencode(_link_to(first, stored.gemeenten(source)))}"
        st.html(tag("a", "Bekijk deze levering op Datakwaliteit", href=address, target="_self"))


def _link_to(levering: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, str]:
    """Return the choices on Datakwaliteit that show one levering."""
    naam = names.get(levering["gm_code"], levering["gm_code"])
    row = {
        "id": levering["nummer"],
        "soort": levering["soort"],
        "gemeente": naam,
        "periode_van": date.fromisoformat(levering["van"]),
        "periode_tot": date.fromisoformat(levering["tot"]),
    }
    return {"gemeente": naam, "quality_levering": levering_name(row)}


def _expected(source: Source, choice: Choice, today: date) -> None:
    """Say what the senders of the chosen gemeente should deliver next, and until when that is on time."""
    st.header(f"Wat wordt er van {choice.naam} verwacht?", divider="gray")
    rows = deliveries.expected(source, choice.gm_code, today)
    if not rows:
        st.markdown(
            f"Over {choice.naam} telt nog geen levering mee. Begin met een DDAS-bestand van de vroegsignalering of de "
            "schuldhulpverlening."
        )
        return
    lines: list[str] = []
    for each in rows:
        kind = texts.KINDS_OF_LEVERING[each.soort]
        when = f"{texts.span(each.van, each.tot)}, uiterlijk {texts.day(each.uiterlijk)}"
        sign = "! **Te laat.** " if each.te_laat else ""
        lines.append(f"- {sign}{kind} over {when} · {each.organisatie}")
    st.markdown("\n".join(lines))


def _recent(source: Source, shown: int | None) -> None:
    """List what was delivered here before, so that one can go on with it."""
    tasks = [task for task in uploads.recent(source, 40) if task.soort == CHECK and task.id != shown][:6]
    if not tasks:
        return
    st.header("Eerder op deze pagina", divider="gray")
    for task in tasks:
        names = ", ".join(task.opdracht["bestanden"][:2])
        more = len(task.opdracht["bestanden"]) - 2
        label = f"Aanlevering {task.id} · {texts.moment(task.aangevraagd_op)} · {names}" + (
            f" +{more}" if more > 0 else ""
        )
        if st.button(label, key=f"aanleveren_eerder_{task.id}", type="tertiary", icon=":material/history:"):
            _go(task.id)
