"""What stands where a figure would: nothing there, too little to say, not to be shown, a fault, or still on its way."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape

import streamlit as st

_CODE = re.compile(r"`([^`]+)`")


def empty(sentence: str, what_to_do: str = "") -> None:
    """Say that there is nothing here, and what the reader can do about it. Not the same as zero: say so if it matters.

    Texts are plain; what stands between `backticks` is shown as something to type.
    """
    st.html(state_html("leeg", sentence, what_to_do))


def too_little(sentence: str, what_to_do: str = "") -> None:
    """Say that there are figures, but too few to tell anything from; that is an answer too."""
    st.html(state_html("te-weinig", sentence, what_to_do))


def withheld(sentence: str, what_to_do: str = "") -> None:
    """Say that something is not shown to protect people, or because the reader may not see it."""
    st.html(state_html("afgeschermd", sentence, what_to_do))


def error(sentence: str, what_to_do: str = "") -> None:
    """Say that something went wrong, in the reader's words; a screen reader says it at once."""
    st.html(state_html("fout", sentence, what_to_do))


@contextmanager
def loading(sentence: str) -> Iterator[None]:
    """Hold the place of what is being read; who waits less than half a second never sees it (the style sheet waits)."""
    place = st.empty()
    place.html(state_html("laden", sentence))
    try:
        yield
    finally:
        place.empty()


def state_html(kind: str, sentence: str, what_to_do: str = "") -> str:
    """Return a state as HTML: its sentence, and below it what to do."""
    role = "alert" if kind == "fout" else "status"
    lines = [f'<p class="kop">{_text(sentence)}</p>']
    if what_to_do:
        lines.append(f"<p>{_text(what_to_do)}</p>")
    if kind == "laden":
        lines.append('<div class="balken" aria-hidden="true"><i></i><i></i><i></i></div>')
    return f'<section class="toestand {kind}" role="{role}">{"".join(lines)}</section>'


def _text(plain: str) -> str:
    return _CODE.sub(r"<code>\1</code>", escape(plain, quote=False))
