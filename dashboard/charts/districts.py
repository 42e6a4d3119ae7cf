"""Areas within a gemeente in words, dots and a table."""

import polars as pl

from dashboard import texts
from dashboard.charts import words
from dashboard.charts.interval_dots import Dot
from dashboard.charts.units import amount, axis_scale, kept_decimals
from dashboard.figures.districts import LEAST_CASES, Area, Districts
from metrics.definition import Indicator, Variant

# More lines than these do not fit in one drawing; the table has them all.
MOST: int = 40
_SELDOM: float = 0.05  # with one decimal it would read as none
LAYER = {"pc4": ("postcodegebied", "postcodegebieden"), "wijk": ("wijk", "wijken")}


def drawn(found: Districts) -> tuple[Area, ...]:
    """Return the areas that are drawn: all, or of very many the highest and the lowest."""
    areas = found.areas
    return areas if len(areas) <= MOST else areas[: MOST // 2] + areas[-MOST // 2 :]


def district_dots(found: Districts, indicator: Indicator, variant: Variant) -> list[Dot]:
    """Return a dot per area that is drawn, the highest first, on the scale of the axis."""
    scale = axis_scale(indicator.eenheid_van(variant))
    return [
        Dot(
            area.naam,
            area.row["waarde"] * scale,
            None if area.row["onder"] is None else area.row["onder"] * scale,
            None if area.row["boven"] is None else area.row["boven"] * scale,
            f"{area.naam}: {amount(indicator, variant, area.row['waarde'])} "
            f"({words.counted(area.row, indicator, variant)})",
            lifted=bool(area.lifted),
        )
        for area in drawn(found)
    ]


def districts_title(found: Districts, laag: str, naam: str) -> str:
    """Say how many areas stand out by more than chance."""
    one, many = LAYER[laag]
    number, out = len(found.areas), sum(bool(area.lifted) for area in found.areas)
    if found.spread is None:
        return f"{texts.number(number)} {many} in {naam} naast elkaar"
    if out:
        differ = "wijkt" if out == 1 else "wijken"
        return f"{out} van de {texts.number(number)} {many} {differ} meer af dan toeval verklaart"
    return f"Geen {one} wijkt meer van heel {naam} af dan toeval verklaart"


def spread_sentence(found: Districts, indicator: Indicator, variant: Variant) -> str:
    """Say whether the areas together differ more than chance, and how far apart they then really are."""
    low, high = (amount(indicator, variant, found.areas[at].row["waarde"]) for at in (-1, 0))
    seen = f"De gebieden lopen van {low} tot {high}."
    if found.spread is None:
        return f"{seen} Of dat meer is dan toeval, is van dit cijfer of zo weinig gebieden niet te zeggen."
    if not found.spread.meer_dan_toeval:
        return f"{seen} **Zo veel verschil kan toeval zijn**: kies geen gebied uit op grond van dit cijfer alleen."
    ends = " en ".join(texts.share(end) for end in (found.spread.onder, found.spread.boven))
    return (
        f"{seen} **Samen verschillen ze meer dan toeval verklaart.** Zonder toeval ligt het aandeel van twee van "
        f"de drie gebieden naar schatting tussen {ends}."
    )


def lifted_sentence(found: Districts) -> str:
    """Name the areas that stand out; empty where none does."""
    told = [
        f"{word} dan gemiddeld: {', '.join(area.naam for area in found.areas if area.lifted == word)}"
        for word in ("hoger", "lager")
        if any(area.lifted == word for area in found.areas)
    ]
    return f"◆ {'; '.join(told).capitalize()}." if told else ""


def chance_sentence(found: Districts, laag: str) -> str:
    """Say how many areas would stand out by chance alone, and which margin is drawn."""
    told = ""
    if found.toeval is not None:
        rarely = "Door toeval alleen valt er bijna nooit een gebied op."
        told = f"{found.toeval.zin if found.toeval.verwacht >= _SELDOM else rarely} "
    number = texts.number(len(found.areas))
    return f"{told}De streep is de marge van 99,8%: ruim, want er staan {number} {LAYER[laag][1]} naast elkaar."


def small_sentence(found: Districts, laag: str) -> str:
    """Say what is not drawn because it is too small; empty where nothing is."""
    if not found.small:
        return ""
    names = texts.count_of(len(found.small), *LAYER[laag])
    return f"Niet getekend: {names} met minder dan {LEAST_CASES} gevallen of zonder cijfer. Zie de tabel."


def elsewhere_sentence(found: Districts, laag: str) -> str:
    """Say how many cases are in no area; empty where all are."""
    if not found.elsewhere:
        return ""
    return (
        f"Van {texts.number(found.elsewhere)} van de {texts.number(found.cases)} gevallen is het {LAYER[laag][0]} niet "
        "bekend, of zijn het er meer. Die tellen wel mee in heel de gemeente."
    )


def districts_alt(found: Districts, indicator: Indicator, variant: Variant, laag: str, naam: str) -> str:
    """Say in words what the drawing shows."""
    ends = [found.areas[0], found.areas[-1]]
    told = " en ".join(f"{area.naam} met {amount(indicator, variant, area.row['waarde'])}" for area in ends)
    return (
        f"Per {LAYER[laag][0]} in {naam} een punt met marge voor {indicator.naam.lower()}, van hoog naar laag. De "
        f"uitersten zijn {told}."
    )


def districts_table(found: Districts, indicator: Indicator, variant: Variant, laag: str) -> pl.DataFrame:
    """Return a row per area, also the small ones, with numbers that can be sorted."""
    digits = kept_decimals(indicator.eenheid_van(variant))
    areas = [*found.areas, *found.small]
    rows = [area.row for area in areas]
    drawn_too = [area in found.areas for area in areas]
    return pl.DataFrame(
        [
            pl.Series(LAYER[laag][0].capitalize(), [area.naam for area in areas], pl.String),
            pl.Series(
                "Waarde", [row["waarde"] if big else None for row, big in zip(rows, drawn_too, strict=True)], pl.Float64
            ).round(digits),
            pl.Series(
                "Marge (99,8%)",
                [
                    words.interval(indicator, variant, row) if big else "–"
                    for row, big in zip(rows, drawn_too, strict=True)
                ],
                pl.String,
            ),
            pl.Series("Teller", [row["teller"] for row in rows], pl.Int64),
            pl.Series("Noemer", [row["noemer"] for row in rows], pl.Int64),
            pl.Series("Onbekend", [row["onbekend"] for row in rows], pl.Int64),
            pl.Series("Valt op", [area.lifted or "–" for area in areas], pl.String),
            pl.Series("Stand", [str(words.status(row)) for row in rows], pl.String),
        ]
    )
