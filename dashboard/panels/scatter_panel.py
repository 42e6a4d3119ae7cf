"""Two indicators of the same gemeenten set against each other, with the warning that this shows no cause."""

import polars as pl
import streamlit as st

from dashboard import texts
from dashboard.charts import words
from dashboard.charts.scatter import axis_title, correlation_sentence, correlation_word, scatter_chart, scatter_table
from dashboard.figures import others
from dashboard.figures.others import Field
from dashboard.panels import states
from dashboard.panels.among import ROUNDED, Among, columns
from dashboard.panels.drawn import ink
from dashboard.panels.picture import Picture, show
from metrics.comparison.correlation import rank_correlation
from metrics.definition import Indicator
from metrics.indicators import INDICATORS


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
    told = correlation_sentence(going, *names)
    notes = (
        f"{told} **Samenhang is geen oorzaak**: er kan iets anders achter zitten, zoals armoede of de grootte van een "
        f"gemeente.{_scatter_note(among, other, beside)}",
        f"Elk punt is een gemeente.{_own_mark(among, both)} De assen beginnen niet altijd bij nul. {ROUNDED}",
    )
    title = f"{indicator.naam} en {words.lower(other.naam)}: {correlation_word(going)}"
    show(
        Picture(
            "vergelijken_spreiding",
            title,
            scatter_chart(both, upright, across, split=among.split, ink=ink()),
            f"Spreiding van {both.height} gemeenten, {words.lower(names[1])} tegen {words.lower(names[0])}. {told}",
            scatter_table(both, upright, across),
            among.origin,
            (indicator, other),
            notes,
            columns(*upright, (axis_title(*upright).replace("<br>", ", "),))
            | columns(*across, (axis_title(*across).replace("<br>", ", "),)),
        )
    )


def _own_mark(among: Among, both: pl.DataFrame) -> str:
    """Say how the own gemeente is drawn, where it is, and the group where that is a part of all."""
    own = f" Ruit: {among.choice.naam}." if both["eigen"].any() else ""
    return f"{own} Dichte punten: de gemeenten waarmee u vergelijkt." if among.split else own


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
