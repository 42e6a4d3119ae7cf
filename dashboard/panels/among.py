"""A gemeente among others: the ranked list, the funnel, and two indicators set against each other."""

from dataclasses import dataclass
from typing import Any

import polars as pl
import streamlit as st

from dashboard import texts
from dashboard.charts import palette, versus, words
from dashboard.charts.funnel import funnel_chart, funnel_table, outside, size_words
from dashboard.charts.ranked import MOST_NAMED, caterpillar, ranked_chart, ranked_table, together
from dashboard.charts.scatter import axis_title, scatter_chart, scatter_table
from dashboard.charts.units import column_format
from dashboard.figures import others, standouts
from dashboard.figures.funnels import FEWEST, Funnel, funnel_of
from dashboard.figures.others import Field
from dashboard.figures.source import Source
from dashboard.figures.standouts import Standouts
from dashboard.panels import states
from dashboard.panels.choices import Choice
from dashboard.panels.picture import Picture, show
from metrics.comparison.correlation import rank_correlation
from metrics.definition import Indicator, Variant
from metrics.indicators import INDICATORS

_ROUNDED = "Aantallen van anderen komen uit een publicatie en zijn afgerond op vijftallen; dat zit in hun marge."


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
    rows = standouts.as_alike(standouts.compared(among.found), among.found, methode)
    if rows.height < 2:
        states.too_little("Er zijn te weinig gemeenten om op volgorde te zetten.", "Kies hierboven een grotere groep.")
        return
    place = standouts.place(*among.asked)
    sides = among.said.kant if among.said is not None else {}
    whole = together(rows.filter("in_groep"), indicator, variant)
    notes = [versus.place_sentence(place, choice.naam)]
    if rows.height <= MOST_NAMED:
        drawing = ranked_chart(rows, sides, indicator, variant, together=whole, ink=_ink())
        line = " De streepjeslijn is de groep samen, zonder de eigen gemeente." if whole is not None else ""
        marks = "De streep door een punt is de marge."
        if place is not None:
            marks = f"Ruit: {choice.naam}. ▲ en ▼: zeker hoger of lager. Open rondje: kan toeval zijn. {marks}"
        notes.append(f"{marks}{line} {_ROUNDED}")
    else:
        short = versus.short_place(place)
        drawing = caterpillar(rows, sides, indicator, variant, naam=choice.naam, place=short, ink=_ink())
        marks = f" Ruit: {choice.naam}. Driehoek: zeker hoger of lager." if place is not None else ""
        notes.append(
            f"Elk punt is een gemeente, met haar marge.{marks} Wijs een punt aan voor de naam, of open de tabel. "
            f"{_ROUNDED}"
        )
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
            _columns(indicator, variant, ("Waarde", "Van", "Tot")),
        )
    )


def funnel(among: Among) -> None:
    """Show all gemeenten at their size, between lines that say how far they may lie."""
    choice, indicator, variant = among.choice, among.indicator, among.variant
    made = funnel_of(*among.asked)
    if made is None:
        if indicator.methode_van(variant).uit_verdeling or among.found.rows.height >= FEWEST:
            states.empty("Van dit soort cijfer is geen trechter te maken.", "Kies Ranglijst; daar staan de marges bij.")
        else:
            states.too_little(f"Voor een trechter zijn ten minste {FEWEST} gemeenten nodig.", "Kies een ander cijfer.")
        return
    far = outside(made)
    place = "buiten" if far.filter("eigen").height else "binnen"
    title = f"{indicator.naam}: {choice.naam} ligt {place} de trechter"
    if made.points.filter("eigen").is_empty():
        title = f"{indicator.naam}: {made.buiten} van {made.points.height} gemeenten liggen buiten de trechter"
    notes = (versus.outside_sentence(made, tuple(far.filter(~pl.col("eigen"))["naam"])), _funnel_note(among, made))
    show(
        Picture(
            "vergelijken_trechter",
            title,
            funnel_chart(made, indicator, variant, split=among.split, ink=_ink()),
            f"Trechter met {made.points.height} gemeenten naar {size_words(made)}. {notes[0]}",
            funnel_table(made, indicator, variant),
            among.origin,
            (indicator,),
            notes,
            _columns(indicator, variant, ("Waarde", "Onderste lijn (99,8%)", "Bovenste lijn (99,8%)")),
        )
    )


def _funnel_note(among: Among, made: Funnel) -> str:
    group = " Dichte punten: de gemeenten waarmee u vergelijkt." if among.split else ""
    return (
        f"Doorgetrokken lijn: 99,8%. Stippellijn: 95%. {versus.wider_words(made)} {versus.size_note(made)} De schaal "
        f"naar rechts is niet gelijkmatig: elke streep is ongeveer twee keer zo veel. Ruit: {among.choice.naam}. "
        f"Driehoek: buiten de lijnen.{group} {_ROUNDED}"
    )


def scatter(among: Among) -> None:
    """Show two indicators of the same gemeenten against each other."""
    choice, indicator, variant = among.choice, among.indicator, among.variant
    by_name = {one.naam: one for one in INDICATORS if one.code != indicator.code}
    first = next((one.naam for one in INDICATORS if one.code == indicator.tegenmaat), next(iter(by_name)))
    chosen = st.selectbox(
        "Zet af tegen", list(by_name), index=list(by_name).index(first), bind="query-params", width=340,
        key=f"vergelijken_tegen_{indicator.code.lower()}",
    )  # fmt: skip
    other = by_name[chosen or first]
    across = (other, other.standaard)
    beside = others.field(
        among.source, choice.gm_code, other.code, other.standaard.code, among.found.kind, choice.beside, among.found.van
    )
    both = None if beside is None else _both(among.found, beside)
    if beside is None or both is None or both.height < 3:
        states.too_little(
            f"Van te weinig gemeenten zijn {words.lower(indicator.naam)} en {words.lower(other.naam)} te tonen.",
            "Kies een ander cijfer.",
        )
        return
    upright = (indicator, variant)
    going = rank_correlation(both["waarde"], both["waarde_ander"])
    names = axis_title(*across).split("<br>")[0], axis_title(*upright).split("<br>")[0]
    told = versus.correlation_sentence(going, *names)
    notes = (
        f"{told} **Samenhang is geen oorzaak**: er kan iets anders achter zitten, zoals armoede of de grootte van een "
        f"gemeente.{_scatter_note(among, other, beside)}",
        f"Elk punt is een gemeente. Ruit: {choice.naam}. De assen beginnen niet altijd bij nul. {_ROUNDED}",
    )
    word = "er is samenhang" if versus.is_clear(going) else "geen duidelijke samenhang"
    title = f"{indicator.naam} en {words.lower(other.naam)}: {word}"
    show(
        Picture(
            "vergelijken_spreiding",
            title,
            scatter_chart(both, upright, across, split=among.split, ink=_ink()),
            f"Spreiding van {both.height} gemeenten, {words.lower(names[1])} tegen {words.lower(names[0])}. {told}",
            scatter_table(both, upright, across),
            among.origin,
            (indicator, other),
            notes,
            _columns(*upright, (axis_title(*upright).replace("<br>", ", "),))
            | _columns(*across, (axis_title(*across).replace("<br>", ", "),)),
        )
    )


def _scatter_note(among: Among, other: Indicator, beside: Field) -> str:
    """Say what else may bring two indicators together, and which periods they are of where these differ."""
    said: list[str] = []
    if other.tabel_van(other.standaard) == among.indicator.tabel_van(among.variant):
        said.append("Deze twee tellen deels dezelfde gevallen; ook daardoor kunnen ze samen op en neer gaan.")
    if beside.van != among.found.van:
        when = texts.span(beside.van, beside.tot), texts.span(among.found.van, among.found.tot)
        said.append(f"{other.naam} is over {when[0]}, {words.lower(among.indicator.naam)} over {when[1]}.")
    return "".join(f" {one}" for one in said)


def _both(found: Field, beside: Field) -> pl.DataFrame:
    """Return the gemeenten of which both are shown."""
    other = beside.rows.select("gm_code", pl.col("waarde").alias("waarde_ander"))
    return found.rows.join(other, on="gm_code", how="inner", maintain_order="left")


def _columns(indicator: Indicator, variant: Variant, values: tuple[str, ...]) -> dict[str, Any]:
    shown = column_format(indicator.eenheid_van(variant))
    return {name: st.column_config.NumberColumn(format=shown) for name in values}


def _ink() -> str | None:
    return palette.INK.get(st.context.theme.type or "")
