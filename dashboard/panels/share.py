"""Deel deze weergave: the link of exactly what is on the screen, and this page on paper."""

import streamlit as st

_HTML = """
<div class="delen">
<button type="button" class="knop" data-neem="link">Deel deze weergave</button>
<button type="button" class="knop" data-neem="druk">Druk af</button>
<input type="text" readonly hidden aria-label="De link van deze weergave">
<output aria-live="polite"></output>
</div>
"""


def share() -> None:
    """Show the buttons; scripts/meenemen.js copies the address as it is then, with every choice in it.

    Once per page, below its choices: a page that keeps all it lets choose in the link has no more to do.
    """
    st.html(_HTML)
