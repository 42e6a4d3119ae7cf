"""Signaalregel: how many households another rule for early signals would have selected, beside what one can do."""

from urllib.parse import urlencode

import streamlit as st

from dashboard import texts
from dashboard.charts import rows
from dashboard.charts import rule as words
from dashboard.figures import rule
from dashboard.figures.rule import ENOUGH, NIJMEGEN, NIJMEGEN_CAPACITY, Grid, Outcome, Rule
from dashboard.panels import states
from dashboard.panels.choices import Choice
from dashboard.panels.context import Context
from dashboard.panels.drawn import ink
from dashboard.panels.picture import Picture, show
from metrics.indicators import indicator_named
from metrics.signal_rule import HOOGUIT_DAGEN, MINSTENS_EURO, ONBEPERKT

PATH = "signaalregel"
_FEW_MONTHS = 6
_HEADS = ("Regel", "Gemiddeld per maand", "Drukste maand", "Boven uw capaciteit", "Deel van alle huishoudens")
_ABOUT = "VS06"  # the indicator that counts the same: two partners or more, without limits
_LIMITS = """
- **Het aantal partners is een ondergrens.** Levert een partner zonder naam, dan telt die als één met een andere partner
  van dezelfde soort. In het echt kunnen het er meer zijn.
- **Wat niet bekend is, valt weg.** Van een signaal zonder leeftijd of bedrag weten we niet of het aan uw grens voldoet.
  Zo'n signaal telt daarom alleen mee als u aan die leeftijd of dat bedrag geen grens stelt.
- **Elke maand begint opnieuw.** Een signaal in maart en een van een andere partner in april zijn samen geen twee
  partners. Wie in twee maanden aan de regel voldoet, telt twee keer.
- **Een huishouden is een adres.** Wonen er te veel mensen, of is het adres niet bekend, dan tellen we per persoon.
- **De regel zegt niet wie hulp nodig heeft.** Iemand met één hoge achterstand kan net zo goed in de knel zitten als
  iemand met drie kleine. Bedenk wat u doet met wie buiten de regel valt.
- **Dit is geteld, niet voorspeld.** Leveren er straks meer partners, dan worden het meer huishoudens.
"""


def render(context: Context, choice: Choice) -> None:
    """Let the reader set a rule and a capacity, and say what it would have asked of this gemeente."""
    st.markdown(
        "Wie krijgt er bezoek na een signaal van een vastelastenpartner? Stel hieronder een regel in en zie hoeveel "
        "huishoudens dat de afgelopen twee jaar waren geweest. Er wordt niets opgeslagen: de link onthoudt uw keuze."
    )
    found = rule.grid(context.source, choice.gm_code)
    if found is None:
        states.empty(
            f"Over {choice.naam} zijn nog geen vroegsignalen geteld.",
            "Deze pagina heeft ten minste één maand nodig waarover alle signalen zijn geleverd en geteld. "
            "Dat is iets anders dan nul signalen.",
        )
        return
    _what_if(context, choice, found)


@st.fragment
def _what_if(context: Context, choice: Choice, grid: Grid) -> None:
    """Draw again only this part when a limit moves."""
    chosen, capacity = _choose()
    made = rule.outcome(grid, chosen, capacity)
    everyone = float(grid.van.mean())
    notes = [words.share_told(made, everyone)]
    if len(grid.maanden) < _FEW_MONTHS:
        notes.append(
            f"**Let op:** er {'is' if len(grid.maanden) == 1 else 'zijn'} nog maar "
            f"{texts.count_of(len(grid.maanden), 'maand', 'maanden')} geleverd. Daar is weinig uit op te maken."
        )
    if made.boven:
        notes.append("Schuin gestreept is wat er boven uw capaciteit uitkomt.")
    if grid.zonder:
        notes.append("Maanden zonder volledige levering tellen niet mee: dat is iets anders dan nul.")
    one = indicator_named(_ABOUT)
    show(
        Picture(
            key="signaalregel_maanden",
            title=words.finding(made, capacity),
            drawing=words.rule_chart(grid, made, capacity, ink=ink()),
            alt=words.alt(made, grid, capacity, choice.naam),
            table=words.table(grid, made, capacity),
            source=f"Regel: {words.described(chosen)}. Bron: vroegsignalen van {choice.naam}. "
            f"Berekend op {texts.day(context.source.today)}. Een huishouden en een partner tellen zoals bij definitie "
            f"{_ABOUT}, versie {one.versie}. Exacte aantallen, alleen voor uw eigen gemeente. De as begint bij nul.",
            about=(one,),
            notes=tuple(notes),
        )
    )
    _neighbours(rule.neighbours(grid, chosen, capacity), made, choice, capacity)
    _inverse(rule.widest(grid, capacity), choice, capacity)
    st.header("Wat een regel niet kan weten", divider="gray")
    st.markdown(_LIMITS)
    _example(choice)


def _choose() -> tuple[Rule, int]:
    """Return the rule and the capacity a month; all of it is in the link."""
    row = st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="signaalregel_keuzes")
    with row:
        partners = st.segmented_control(
            "Minstens zoveel partners", list(range(1, rule.MOST_PARTNERS + 1)), default=2, required=True,
            key="signaalregel_partners", bind="query-params",
            help="Hoeveel verschillende vastelastenpartners over hetzelfde huishouden een signaal geven in één maand.",
        )  # fmt: skip
        dagen = st.select_slider(
            "Achterstand hooguit zo oud", list(HOOGUIT_DAGEN), value=ONBEPERKT, format_func=_days,
            key="signaalregel_dagen", bind="query-params", width=215,
            help="Van het ontstaan van de achterstand tot het signaal.",
        )  # fmt: skip
        euro = st.select_slider(
            "Achterstand minstens", list(MINSTENS_EURO), value=0, format_func=_euro,
            key="signaalregel_euro", bind="query-params", width=215, help="Het bedrag per signaal.",
        )  # fmt: skip
        capacity = st.number_input(
            "Uw capaciteit per maand", min_value=1, max_value=100_000, value=NIJMEGEN_CAPACITY,
            step=5, key="signaalregel_capaciteit", bind="query-params", width=215,
            help="Hoeveel huishoudens u in een maand kunt bezoeken.",
        )  # fmt: skip
    return Rule(partners or 2, dagen, euro), int(capacity or NIJMEGEN_CAPACITY)


def _days(limit: int) -> str:
    return "maakt niet uit" if limit == ONBEPERKT else f"{limit} dagen"


def _euro(limit: int) -> str:
    return words.euro(limit) if limit else "maakt niet uit"


def _neighbours(near: list[Outcome], chosen: Outcome, choice: Choice, capacity: int) -> None:
    """Show the rules one step away, each with a link to it."""
    st.header("Eén stap ruimer of strenger", divider="gray")
    lines = [("<strong>Uw regel nu</strong>", *_cells(chosen))]
    lines += [(_link(one.rule, words.step(chosen.rule, one.rule), choice, capacity), *_cells(one)) for one in near]
    st.html(rows.table_html(_HEADS, lines, "Uw regel en de regels die er één stap van af liggen", "lijst regels"))


def _inverse(fitting: list[Outcome], choice: Choice, capacity: int) -> None:
    """Show the widest rule that fits, for each number of partners."""
    st.header("Welke regel past bij uw capaciteit?", divider="gray")
    most = f"{ENOUGH * 10:.0f} van de 10 maanden"
    if not fitting:
        st.markdown(
            f"Geen van de regels past in minstens {most} bij {texts.number(capacity)} per maand. "
            "Kies een hogere capaciteit."
        )
        return
    best = fitting[0]
    st.markdown(
        f"De ruimste regel die in minstens {most} past bij uw {texts.number(capacity)}: "
        f"**{words.described(best.rule)}**. Dat zijn gemiddeld {words.mean(best.gemiddeld)} huishoudens per maand. "
        "Hieronder staat voor elk aantal partners de ruimste regel die past."
    )
    lines = [
        (_link(one.rule, words.described(one.rule).capitalize(), choice, capacity), *_cells(one)) for one in fitting
    ]
    st.html(rows.table_html(_HEADS, lines, "Voor elk aantal partners de ruimste regel die past", "lijst regels"))


def _cells(made: Outcome) -> tuple[str, str, str, str]:
    sign = "✓" if made.fits else "!"
    return (
        f'<span class="getal">{words.mean(made.gemiddeld)}</span> per maand',
        f"hooguit {texts.number(made.meest)}" if made.meest else "niemand",
        f"{sign} {words.too_many(made)}",
        "–" if made.aandeel is None else f"{texts.share(made.aandeel)} van alle",
    )


def _link(to: Rule, label: str, choice: Choice, capacity: int) -> str:
    """Return a link to this page with that rule."""
    limits = {"partners": to.partners, "dagen": _days(to.dagen), "euro": _euro(to.euro), "capaciteit": capacity}
    named = {"gemeente": choice.naam} | {f"signaalregel_{name}": value for name, value in limits.items()}
    return f'<a href="{PATH}?{urlencode(named).replace("&", "&amp;")}" target="_self">{label}</a>'


def _example(choice: Choice) -> None:
    """Name the rule that the field knows, with its source."""
    st.header("Een voorbeeld uit de praktijk", divider="gray")
    st.markdown(
        "In Nijmegen spraken elf partijen af om langs te gaan bij wie bij drie partners of meer achterloopt, met een "
        f"achterstand van hooguit {NIJMEGEN.dagen} dagen, en bij niet meer dan {NIJMEGEN_CAPACITY} inwoners. Bron: het "
        "convenant van deze elf partijen (proef met het BKR). Het is een voorbeeld, geen norm."
    )
    link = _link(NIJMEGEN, f"Bekijk deze regel voor {choice.naam}", choice, NIJMEGEN_CAPACITY)
    st.html(f'<p class="naar-regel">{link}</p>')
