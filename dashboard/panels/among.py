"""A gemeente among others: the ranked list and the funnel."""

from dataclasses import dataclass
from typing import Any

import polars as pl
import streamlit as st

from dashboard.charts import versus, words
from dashboard.charts.funnel import funnel_chart, funnel_table, outside, size_words
from dashboard.charts.ranked import MOST_NAMED, caterpillar, ranked_chart, ranked_table
from dashboard.charts.units import column_format
from dashboard.figures import standouts
from dashboard.figures.funnels import FEWEST, Funnel, funnel_of
from dashboard.figures.others import TOO_RARE, Field
from dashboard.figures.source import Source
from dashboard.figures.standouts import Standouts
from dashboard.figures.together import together
from dashboard.panels import states
from dashboard.panels.choices import Choice
from dashboard.panels.drawn import ink
from dashboard.panels.picture import Picture, show
from metrics.definition import Indicator, Methode, Variant

ROUNDED = "Aantallen van anderen komen uit een publicatie en zijn afgerond op vijftallen; dat zit in hun marge."


_FEW_SHOWN = (
    "De meeste gemeenten telden er minder dan 5 en zijn daarom niet te zien. Wie wel te zien is, telde er veel: "
    "deze gemeenten zeggen niets over de andere."
)


@dataclass(frozen=True)
class Among:
    """What every way to look at the others needs: who asks, about what, who there is, and what was said of them."""

    source: Source
    choice: Choice
    indicator: Indicator
    variant: Variant
    found: Field
    said: Standouts | None
    origin: str

    @property
    def asked(self) -> tuple[Any, ...]:
        """What figures are asked with."""
        choice = self.choice
        return (
            self.source, choice.gm_code, self.indicator.code, self.variant.code, choice.kind, choice.beside,
            self.found.van,
        )  # fmt: skip

    @property
    def split(self) -> bool:
        """Whether the comparison group is a part of all gemeenten."""
        return self.choice.beside.leden is not None


def ranked(among: Among) -> None:
    """Show the group in order: by name, or as one line of dots where they are too many to read."""
    choice, indicator, variant = among.choice, among.indicator, among.variant
    methode = indicator.methode_van(variant)
    rows = standouts.as_alike(standouts.compared(among.found), among.found.own, methode)
    if rows.height < 2:
        states.too_little("Er zijn te weinig gemeenten om op volgorde te zetten.", "Kies hierboven een grotere groep.")
        return
    place = standouts.place(*among.asked)
    sides = among.said.kant if among.said is not None else {}
    group = together(*among.asked)
    whole = None if group is None else group.waarde
    notes = [versus.place_sentence(place, choice.naam, among.said)]
    if rows.height <= MOST_NAMED:
        drawing = ranked_chart(rows, sides, indicator, variant, together=whole, ink=ink())
        line = ""
        if whole is not None:
            line = " De streepjeslijn is de groep samen, ook wie te klein is om te tonen, zonder de eigen gemeente."
        marks = "De streep door een punt is de marge."
        if place is not None:
            marks = f"Ruit: {choice.naam}. ▲ en ▼: zeker hoger of lager. Open rondje: kan toeval zijn. {marks}"
        notes.append(f"{marks}{line} {ROUNDED}")
    else:
        short = versus.short_place(place)
        drawing = caterpillar(rows, sides, indicator, variant, naam=choice.naam, place=short, ink=ink())
        marks = f" Ruit: {choice.naam}. Driehoek: zeker hoger of lager." if place is not None else ""
        notes.append(
            f"Elk punt is een gemeente, met haar marge.{marks} Wijs een punt aan voor de naam, of open de tabel. "
            f"{ROUNDED}"
        )
    notes += [_FEW_SHOWN] if few_shown(among) else []
    named = "" if among.said is None else versus.names_sentence(among.said)
    show(
        Picture(
            "vergelijken_ranglijst",
            versus.ranked_title(among.said, indicator, choice.naam, choice.beside),
            drawing,
            f"Ranglijst van {rows.height} gemeenten naar {words.lower(indicator.naam)}, elk met een marge. {notes[0]} "
            f"{named}",
            ranked_table(rows, sides, indicator, variant),
            among.origin,
            (indicator,),
            tuple(note for note in notes if note),
            columns(indicator, variant, ("Waarde", "Van", "Tot")),
        )
    )


def funnel(among: Among) -> None:
    """Show all gemeenten at their size, between lines that say how far they may lie."""
    choice, indicator, variant = among.choice, among.indicator, among.variant
    made = funnel_of(*among.asked)
    if few_shown(among):
        states.too_little(f"Een trechter zou hier misleiden. {_FEW_SHOWN}", "Kies Profiel of Ranglijst.")
        return
    if made is None:
        if indicator.methode_van(variant).uit_verdeling or among.found.rows.height >= FEWEST:
            states.empty("Van dit soort cijfer is geen trechter te maken.", "Kies Ranglijst; daar staan de marges bij.")
        else:
            states.too_little(f"Voor een trechter zijn ten minste {FEWEST} gemeenten nodig.", "Kies een ander cijfer.")
        return
    far = outside(made)
    place = "buiten" if far.filter("eigen").height else "binnen"
    title = f"{indicator.naam}: {choice.naam} ligt {place} de trechter"
    if not made.points.filter(pl.col("eigen"), pl.col("noemer") < FEWEST).is_empty():
        title = f"{indicator.naam}: {choice.naam} heeft te weinig gevallen om op te vallen"
    if made.points.filter("eigen").is_empty():
        title = f"{indicator.naam}: {versus.outside_words(made)} buiten de trechter"
    group = together(*among.asked)
    notes = (
        versus.outside_sentence(made, tuple(far.filter(~pl.col("eigen"))["naam"])),
        versus.inside_words(made, None if group is None else group.verdict, choice.naam, choice.beside),
        _funnel_note(among, made),
    )
    show(
        Picture(
            "vergelijken_trechter",
            title,
            funnel_chart(made, indicator, variant, split=among.split, ink=ink()),
            f"Trechter met {made.points.height} gemeenten naar {size_words(made)}. {notes[0]}",
            funnel_table(made, indicator, variant),
            among.origin,
            (indicator,),
            tuple(note for note in notes if note),
            columns(indicator, variant, ("Waarde", "Onderste lijn (99,8%)", "Bovenste lijn (99,8%)")),
        )
    )


def _funnel_note(among: Among, made: Funnel) -> str:
    group = " Dichte punten: de gemeenten waarmee u vergelijkt." if among.split else ""
    lines = f"{versus.middle_words(made, among.indicator, among.variant)} {versus.wider_words(made)}"
    own = f" Ruit: {among.choice.naam}." if made.points["eigen"].any() else ""
    return (
        f"Doorgetrokken lijn: 99,8%. Stippellijn: 95%.{lines} {versus.size_note(made)} De schaal "
        f"naar rechts is niet gelijkmatig: elke streep is ongeveer twee keer zo veel.{own} "
        f"Driehoek: buiten de lijnen.{group} {ROUNDED}"
    )


def few_shown(among: Among) -> bool:
    """Tell whether most have a rate too rare to show: those who are shown then have a high one by that alone."""
    hidden = among.found.missing.filter(reden=TOO_RARE).height
    return among.indicator.methode_van(among.variant) is Methode.BYAR and hidden > among.found.rows.height


def columns(indicator: Indicator, variant: Variant, values: tuple[str, ...]) -> dict[str, Any]:
    """Return how a table shows its numbers: the ``values`` in the unit of the variant."""
    shown = column_format(indicator.eenheid_van(variant))
    numbers = dict.fromkeys(("Gevallen", "Verwacht aantal", "Aantal losse gevallen"), "localized")
    formats = numbers | dict.fromkeys(values, shown)
    return {name: st.column_config.NumberColumn(format=kind) for name, kind in formats.items()}
