"""The map: where gemeenten lie that surely differ from the others, or who has which value."""

from pathlib import Path
from typing import Any, Final

import polars as pl
import streamlit as st

from dashboard.charts import map_classes
from dashboard.charts.borders import Borders, BordersError, load_borders
from dashboard.charts.hexagons import hexagon_plane
from dashboard.charts.map_classes import VALUE, VERDICT
from dashboard.charts.mapped import MapClass, map_figure
from dashboard.charts.plane import Plane
from dashboard.charts.units import column_format
from dashboard.charts.words import lower
from dashboard.figures import profile, standing
from dashboard.figures.others import Field
from dashboard.panels import states
from dashboard.panels.choices import Choice
from dashboard.panels.context import Context
from dashboard.panels.drawn import ink
from dashboard.panels.picture import Picture, show
from metrics.definition import Indicator, Methode, Variant
from metrics.indicators import indicator_named

_HEXAGONS, _BORDERS = "Zeshoeken", "Grenzen"
_ROUNDED = "De aantallen van anderen zijn afgerond op vijftallen."
_FUNNEL_ASKS_MORE: Final = (
    "De Trechter vraagt meer: daar moet een verschil ook groter zijn dan gemeenten gewoonlijk van elkaar verschillen. "
    "Daarom kunnen er daar minder opvallen."
)


def render(context: Context, choice: Choice, field: Field) -> None:
    """Show everyone of ``field`` on a map: by verdict first, since that tells chance from difference."""
    indicator = indicator_named(field.indicator)
    variant = indicator.variant(field.variant)
    if field.rows.is_empty():
        states.too_little(
            "Er is geen gemeente om op de kaart te tonen.", "Kies een ander cijfer of een langere periode."
        )
        return
    said = profile.judged(
        context.source, choice.gm_code, field.indicator, field.variant, choice.kind, choice.beside, field.van
    )
    by, plane, lacking = _chosen(context.grenzen, can_judge=indicator.methode_van(variant) is not Methode.RATIO)
    rows = field.rows.join(said, on="gm_code", how="left", maintain_order="left")
    origin = standing.origin(context.source, choice.beside)
    source = f"Bron: {indicator.bron} {origin} Definitie {indicator.code}, versie {indicator.versie}."
    shown = _by_verdict if by == VERDICT else _by_value
    show(shown(choice, field, rows, plane, (indicator, variant), (source, *lacking)))


def _chosen(grenzen: Path | None, *, can_judge: bool) -> tuple[str, Plane, tuple[str, ...]]:
    """Let the reader choose what the colours say, and the shape where there is another one."""
    by: str | None = VERDICT if can_judge else VALUE
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        if can_judge:
            by = st.segmented_control(
                "Kleur naar", [VERDICT, VALUE], default=VERDICT, key="vergelijken_kaart_kleur", bind="query-params",
                required=True, help="Oordeel: wie verschilt bijna zeker van de rest. Waarde: hoe hoog het cijfer is.",
            )  # fmt: skip
        shape: str | None = _HEXAGONS
        if grenzen is not None:
            shape = st.segmented_control(
                "Vorm", [_HEXAGONS, _BORDERS], default=_HEXAGONS, key="vergelijken_kaart_vorm", bind="query-params",
                required=True, help="Zeshoeken: elke gemeente even groot. Grenzen: zoals op een landkaart.",
            )  # fmt: skip
    if grenzen is None or shape != _BORDERS:
        return by or VERDICT, hexagon_plane(), ()
    found = _borders(grenzen)
    if found is None:
        return by or VERDICT, hexagon_plane(), ()
    lacking = (
        f"Zonder plek op deze kaart: {', '.join(found.missing)}. In de tabel staan ze wel." if found.missing else ""
    )
    return by or VERDICT, found.plane, (lacking,) if lacking else ()


def _borders(path: Path) -> Borders | None:
    try:
        return load_borders(path)
    except BordersError as error:
        states.error(str(error), "Tot die tijd ziet u de zeshoeken.")
        return None


def _by_verdict(
    choice: Choice, field: Field, rows: pl.DataFrame, plane: Plane, of: tuple[Indicator, Variant], told: tuple[str, ...]
) -> Picture:
    beside = choice.beside
    group = rows.filter(pl.col("eigen") | pl.col("in_groep"))
    absent = field.missing.filter(pl.col("gm_code").is_in([*field.peers, choice.gm_code]))
    inside = {*group["gm_code"], *absent["gm_code"]}
    outside = [code for code in plane.middles if code not in inside]
    classes = map_classes.verdict_classes(group, absent["gm_code"].to_list(), outside, dark=_dark())
    chance = profile.chance(group["oordeel"])
    notes = (
        map_classes.chance_note(chance, group, beside) if chance.aantal else "",
        f"De kaart zet elke gemeente naast {beside.rest} samen, niet naast {choice.naam}. Zonder teken is: "
        f"het verschil kan toeval zijn. {_rest(choice, absent, plane)}",
        "" if of[0].methode_van(of[1]).uit_verdeling else _FUNNEL_ASKS_MORE,
    )
    return _picture(
        choice, group, absent, plane, classes, of, told, notes,
        map_classes.verdict_title(group, of[0], choice.naam, beside),
    )  # fmt: skip


def _by_value(
    choice: Choice, field: Field, rows: pl.DataFrame, plane: Plane, of: tuple[Indicator, Variant], told: tuple[str, ...]
) -> Picture:
    classes = map_classes.value_classes(rows, field.missing["gm_code"].to_list(), *of)
    notes = (
        "Een kaart laat niet zien hoe zeker een cijfer is: tussen twee kleuren kan het verschil toeval zijn, zeker bij "
        "kleine gemeenten. Kies Oordeel voor wie bijna zeker verschilt, of de Ranglijst voor de marges.",
        "Hoe donkerder, hoe hoger; in elke kleur zijn ongeveer even veel gemeenten. "
        f"{_rest(choice, field.missing, plane)}",
    )
    return _picture(
        choice, rows, field.missing, plane, classes, of, told, notes,
        map_classes.value_title(rows, classes, *of, choice.naam),
    )  # fmt: skip


def _rest(choice: Choice, absent: pl.DataFrame, plane: Plane) -> str:
    """Say what goes for every map: the hatching, the rounding, the own gemeente and the shape."""
    mine = absent.filter(gm_code=choice.gm_code)["reden"].to_list()
    own = f" {choice.naam} zelf {mine[0]}." if mine else f" {choice.naam} heeft een dikke rand."
    shape = " Elke gemeente is even groot en ligt ongeveer op haar plek." if plane.even else ""
    hatched = "Gearceerd is niet getoond; waarom staat in de tabel en onderaan. " if absent.height else ""
    return f"{hatched}{_ROUNDED}{own}{shape} Dikke lijnen zijn provincies."


def _picture(
    choice: Choice, rows: pl.DataFrame, absent: pl.DataFrame, plane: Plane, classes: list[MapClass],
    of: tuple[Indicator, Variant], told: tuple[str, ...], notes: tuple[str, ...], title: str,
) -> Picture:  # fmt: skip
    indicator, variant = of
    source, *lacking = told
    hover = map_classes.hover_texts(rows, absent, indicator, variant, choice.beside)
    counts = ", ".join(f"{each.naam}: {len(each.codes)}" for each in classes if each.codes)
    table = map_classes.map_table(rows, absent, indicator, variant, choice.beside)
    shape = "zeshoeken van gelijke grootte" if plane.even else "grenzen"
    return Picture(
        "vergelijken_kaart",
        title,
        map_figure(plane, classes, hover, (choice.gm_code, choice.naam), ink=ink(), dark=_dark()),
        f"Kaart van Nederland met {shape}, naar {lower(indicator.naam)}. Aantal gemeenten per klasse: {counts}.",
        table,
        source,
        (indicator,),
        tuple(note for note in (*notes, *lacking) if note),
        _columns(table, indicator, variant),
    )


def _columns(table: pl.DataFrame, indicator: Indicator, variant: Variant) -> dict[str, Any]:
    shown = column_format(indicator.eenheid_van(variant))
    return {
        name: st.column_config.NumberColumn(format=shown) for name, kind in table.schema.items() if kind.is_numeric()
    }


def _dark() -> bool:
    return st.context.theme.type == "dark"
