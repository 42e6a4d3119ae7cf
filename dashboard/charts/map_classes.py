"""The classes of a map: by verdict, with a mark that says it without colour, or by value in five of equal size."""

from collections.abc import Sequence
from typing import Final

import polars as pl

from dashboard import texts
from dashboard.charts import palette, words
from dashboard.charts.mapped import MapClass
from dashboard.charts.units import amount, kept_decimals, value
from dashboard.figures.benchmark import Benchmark
from metrics.comparison.multiplicity import Toeval
from metrics.definition import Eenheid, Indicator, Variant

VERDICT: Final = "Oordeel"
VALUE: Final = "Waarde"
COMPARABLE: Final = "vergelijkbaar"
NOT_COMPARED: Final = "niet te vergelijken"
NOT_SHOWN: Final = "niet getoond"
_ORDER: Final = ("beter", "hoger", "vergelijkbaar", "lager", "slechter")
_FIFTH: Final = ("laagste", "op een na laagste", "middelste", "op een na hoogste", "hoogste")


def verdict_classes(
    rows: pl.DataFrame, missing: Sequence[str], outside: Sequence[str], *, dark: bool = False
) -> list[MapClass]:
    """Return the classes by verdict, of ``rows`` with gm_code and oordeel; ``dark`` is for a dark page."""
    ink = palette.MARK[dark]
    found = {word: tuple(rows.filter(oordeel=word)["gm_code"]) for word in _ORDER}
    classes = [
        MapClass(word, codes, palette.FILLS[word][dark], "" if word == COMPARABLE else texts.VERDICTS[word].symbol, ink)
        for word, codes in found.items()
    ]
    judged = {code for codes in found.values() for code in codes}
    rest = tuple(code for code in rows["gm_code"] if code not in judged)
    return [
        *classes,
        MapClass(NOT_COMPARED, rest, palette.FILLS[COMPARABLE][dark], "?", palette.MARK[not dark]),
        MapClass(NOT_SHOWN, tuple(missing), hatched=True),
        MapClass("niet in deze groep", tuple(outside)),
    ]


def value_classes(rows: pl.DataFrame, missing: Sequence[str], indicator: Indicator, variant: Variant) -> list[MapClass]:
    """Return five classes of about equal size by value, lowest first, each named after its own lowest and highest.

    They go by the values as they are written, so that two that read alike are in one class; then there may be fewer.
    """
    eenheid = indicator.eenheid_van(variant)
    shown = rows.with_columns(pl.col("waarde").round(kept_decimals(eenheid)))
    made: list[MapClass] = []
    for place, (colour, ink) in enumerate(palette.STEPS):
        part = shown.filter(_step(shown) == place)
        if part.height:
            low, high = part.select(low=pl.col("waarde").min(), high=pl.col("waarde").max()).row(0)
            made.append(MapClass(_between(eenheid, low, high), tuple(part["gm_code"]), colour, "", ink))
    return [*made, MapClass(NOT_SHOWN, tuple(missing), hatched=True)]


def map_table(
    rows: pl.DataFrame, missing: pl.DataFrame, indicator: Indicator, variant: Variant, beside: Benchmark
) -> pl.DataFrame:
    """Return what the map shows in numbers: who, where, the value with its limits, and what is said of it."""
    digits = kept_decimals(indicator.eenheid_van(variant))
    told = [_word(word) for word in rows["oordeel"]]
    sure = [words.interval(indicator, variant, row) for row in rows.iter_rows(named=True)]
    shown = pl.DataFrame(
        [
            rows["naam"].alias("Gemeente"),
            rows["provincie"].alias("Provincie"),
            rows["waarde"].round(digits).alias("Waarde"),
            pl.Series("Waarschijnlijk", sure, pl.String),
            rows["rest"].round(digits).alias(f"{beside.kort} zonder deze"),
            pl.Series("Oordeel", told, pl.String),
        ]
    )
    absent = missing.select(Gemeente="naam", Oordeel=pl.format("niet getoond: {}", "reden"))
    return pl.concat([shown, absent], how="diagonal")


def verdict_title(rows: pl.DataFrame, indicator: Indicator, naam: str, beside: Benchmark) -> str:
    """Return the finding of the map of verdicts."""
    counted = [(word, rows.filter(oordeel=word).height) for word in _ORDER if word != COMPARABLE]
    apart = [f"{number} {word}" for word, number in counted if number]
    judged = rows.filter(pl.col("oordeel").is_in(_ORDER)).height
    if not judged:
        return f"{indicator.naam}: er zijn te weinig cijfers om gemeenten te vergelijken"
    told = f"geen van {judged} gemeenten wijkt af"
    if apart:
        they = beside.naam if beside.leden is None else beside.rest
        told = f"van {texts.count_of(judged, 'gemeente', 'gemeenten')} {_are(apart)} dan {they}"
    elif judged == 1:
        told = "de ene gemeente met een oordeel wijkt niet af"
    own = rows.filter("eigen")["oordeel"].to_list()
    if not own or own[0] not in _ORDER:
        return f"{indicator.naam}: {told}"
    return f"{indicator.naam}: {told}; {naam} is {own[0]}"


def value_title(
    rows: pl.DataFrame, classes: Sequence[MapClass], indicator: Indicator, variant: Variant, own: str
) -> str:
    """Return the finding of the map of values; ``own`` is the name of the own gemeente."""
    low, high = rows.select(low=pl.col("waarde").min(), high=pl.col("waarde").max()).row(0)
    told = f"{indicator.naam}: van {amount(indicator, variant, low)} tot {amount(indicator, variant, high)}"
    mine = rows.filter("eigen")["gm_code"].to_list()
    steps = [each for each in classes if not each.hatched]
    place = next((at for at, each in enumerate(steps) if mine and mine[0] in each.codes), None)
    if place is None or len(steps) != len(_FIFTH):
        return told
    return f"{told}; {own} zit in de {_FIFTH[place]} van vijf groepen"


def hover_texts(
    rows: pl.DataFrame, missing: pl.DataFrame, indicator: Indicator, variant: Variant, beside: Benchmark
) -> dict[str, str]:
    """Return what a reader sees when pointing at a gemeente: name, value, how sure it is, and the verdict."""
    found = {code: f"<b>{naam}</b><br>niet getoond:<br>{reden}" for code, naam, reden in missing.iter_rows()}
    for row in rows.iter_rows(named=True):
        told = texts.VERDICTS.get(row["oordeel"] or "")
        said = "" if told is None else f"<br>{told.symbol} {told.text} {beside.rest}"
        shown, sure = amount(indicator, variant, row["waarde"]), words.interval(indicator, variant, row)
        found[row["gm_code"]] = f"<b>{row['naam']}: {shown}</b><br>{sure}{said}"
    return found


def chance_note(chance: Toeval, rows: pl.DataFrame, beside: Benchmark) -> str:
    """Say what a mark means, and how many gemeenten would have one by chance alone."""
    marked = rows.filter(pl.col("oordeel").is_in([word for word in _ORDER if word != COMPARABLE])).height
    expected = "minder dan 0,1" if chance.verwacht < 0.05 else texts.number(chance.verwacht, 1)
    return (
        f"Een gemeente krijgt alleen een teken als haar verschil met {beside.rest} bijna zeker geen toeval "
        f"is (99,8%). {'Dat is' if marked == 1 else 'Dat zijn'} er {marked or 'geen'} van {chance.aantal}; door toeval "
        f"alleen zouden het er gemiddeld {expected} zijn."
    )


def _step(rows: pl.DataFrame) -> pl.Series:
    """Return 0 to 4 for each row: in which fifth its value falls; equal values never in two."""
    values = rows["waarde"]
    ordered = values.sort()
    # The highest value of each of the four lowest fifths.
    inner = sorted({float(ordered[(part * values.len() + 4) // 5 - 1]) for part in range(1, 5)})
    return sum(((values > bound).cast(pl.Int32) for bound in inner), start=pl.Series([0] * rows.height, dtype=pl.Int32))


def _between(eenheid: Eenheid, low: float, high: float) -> str:
    first, last = value(eenheid, low), value(eenheid, high)
    return first if first == last else f"{first} tot {last}"


def _word(word: str | None) -> str:
    found = texts.VERDICTS.get(word or "")
    if found is None:
        return word or "niet te vergelijken"
    return f"{found.symbol} {found.text.removesuffix(' dan').removesuffix(' met')}"


def _are(apart: Sequence[str]) -> str:
    return f"{'is' if apart[0].startswith('1 ') and len(apart) == 1 else 'zijn'} er {' en '.join(apart)}"
