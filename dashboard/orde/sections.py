"""The parts of the report below its summary: what was delivered, each finding, the fields, and all checks."""

from collections import Counter
from collections.abc import Callable, Sequence

import polars as pl

from dashboard import texts
from dashboard.orde import words
from dashboard.orde.findings import Bevinding, Plaats
from dashboard.orde.markup import Markup, tag
from dashboard.orde.table import Column, table
from queries.orde import Orde

PLACES_SHOWN = 10


def anchor(each: Bevinding) -> str:
    """Return the name by which a finding is linked to."""
    return f"{each.soort}-{each.tabel}-{each.regel}"


def finding(each: Bevinding, *more: Markup) -> Markup:
    """Return all that is said of one finding."""
    sign = texts.SEVERITIES[each.ernst]
    return tag(
        "section",
        tag("h3", each.uitleg, id=anchor(each)),
        tag("p", tag("span", str(sign), class_=f"soort {each.ernst}"), f" · {words.count(each)}"),
        *([tag("p", each.details)] if each.details else []),
        *([tag("p", tag("strong", "Zo herstelt u het: "), each.herstel)] if each.herstel else []),
        tag("p", words.touches(each), " Regel: ", tag("code", each.regel), ".", class_="zacht"),
        *more,
        class_="bevinding",
    )


def figures(found: Sequence[Bevinding]) -> list[Markup]:
    """Return which figures are touched, and by how many findings."""
    counted = Counter(indicator.code for each in found for indicator in each.raakt if each.ernst != "info")
    if not counted:
        return []
    names = {indicator.code: indicator.naam for each in found for indicator in each.raakt}
    rows = [(names[code], code, texts.number(times)) for code, times in counted.most_common()]
    columns = [Column("Cijfer"), Column("Code"), Column("Bevindingen", True)]
    return [tag("h2", "Welke cijfers raakt dit"), table("Cijfers en hoeveel bevindingen ze raken", columns, rows)]


def delivered(orde: Orde) -> list[Markup]:
    """Return the records per table, taken and not."""
    if orde.tabellen.is_empty():
        return []
    rows = [
        (
            words.records_of(row["tabel"]).capitalize(),
            texts.number(row["opgenomen"] + row["afgekeurd"]),
            texts.number(row["opgenomen"]),
            texts.number(row["afgekeurd"]),
        )
        for row in words.in_table_order(orde.tabellen).iter_rows(named=True)
    ]
    taken = "Bruikbaar" if orde.levering.status == "geweigerd" else "Opgenomen"
    columns = [Column("Soort record"), Column("Geleverd", True), Column(taken, True), Column("Afgekeurd", True)]
    return [tag("h2", "Wat is geleverd"), table("Records per soort", columns, rows)]


def details(heading: str, found: Sequence[Bevinding]) -> list[Markup]:
    """Return findings of one kind, each with the places where it is."""
    if not found:
        return []
    return [tag("h2", heading), *(finding(each, *_places(each)) for each in found)]


def _places(each: Bevinding) -> list[Markup]:
    if not each.plaatsen:
        return []
    shown = each.plaatsen[:PLACES_SHOWN]
    one_file = len({place.bestand for place in each.plaatsen}) == 1
    columns: list[tuple[Column, Callable[[Plaats], str], bool]] = [
        (Column(words.number_of(each.tabel)), lambda place: place.record or "–", any(place.record for place in shown)),
        (Column("Plaats in het bestand"), lambda place: tag("code", place.pad), True),
        (Column("Bestand"), lambda place: place.bestand, not one_file),
        (Column("Wat is er mis"), lambda place: place.reden, len({place.reden for place in each.plaatsen}) > 1),
    ]
    kept = [(column, cell) for column, cell, needed in columns if needed]
    rows = [tuple(cell(place) for _, cell in kept) for place in shown]
    where = f"Waar, in {shown[0].bestand}" if one_file else "Waar"
    return [table(f"{where}: {_how_many(each)}", [column for column, _ in kept], rows)]


def _how_many(each: Bevinding) -> str:
    shown = min(len(each.plaatsen), PLACES_SHOWN)
    if shown == each.gevonden:
        return texts.count_of(shown, "plaats", "plaatsen")
    more = "." if len(each.plaatsen) == shown else ". Meer plaatsen staan in het CSV-bestand."
    return f"de eerste {texts.number(shown)} van de {texts.number(each.gevonden)} plaatsen{more}"


def fields_of(orde: Orde) -> list[Markup]:
    """Return how full every field came, beside the others."""
    if orde.velden.is_empty():
        return []
    said = (
        "Hoe vol elk veld is geleverd, en hoe vol het is bij de middelste van de andere gemeenten. Niet elk veld hoeft "
        "bij elk record gevuld te zijn: let op velden die veel leger zijn dan elders."
    )
    columns = [
        Column("Veld"), Column("Gevuld", True), Column("Records", True), Column("Aandeel"),
        Column("Bij anderen", True), Column("Vergeleken"),
    ]  # fmt: skip
    tables = [
        table(
            f"Velden van {words.records_of(tabel)}",
            columns,
            [_field(row) for row in fields.iter_rows(named=True)],
            class_="tabel velden",
        )
        for (tabel,), fields in words.in_table_order(orde.velden).partition_by("tabel", as_dict=True).items()
    ]
    return [tag("h2", "Hoe vol zijn de velden"), tag("p", said), *tables]


def _field(row: dict[str, object]) -> tuple[str, ...]:
    filled, records = int(str(row["gevuld"])), int(str(row["records"]))
    part = filled / records
    others = None if row["anderen"] is None else float(str(row["anderen"]))
    compared = words.fullness(part, others)
    return (
        tag("code", words.field(str(row["veld"]))),
        texts.number(filled),
        texts.number(records),
        tag("td", words.small_share(part), class_="deel", style=f"--deel: {part:.0%}"),
        "–" if others is None else words.small_share(others),
        tag("td", compared, class_="let-op" if compared.startswith("!") else None),
    )


def checked(orde: Orde) -> list[Markup]:
    """Return every rule that was checked, what was found first."""
    rules = orde.regels.sort(pl.col("gevonden") == 0, "tabel", "regel")
    if rules.is_empty():
        return []
    columns = [Column("Regel"), Column("Soort record"), Column("Gecontroleerd", True), Column("Gevonden", True)]
    columns += [Column("Uitkomst")]
    rows = [
        (
            tag("code", row["regel"]),
            words.records_of(row["tabel"]),
            texts.number(row["gecontroleerd"]),
            texts.number(row["gevonden"]),
            str(texts.SEVERITIES[row["ernst"]]) if row["gevonden"] else "✓ In orde",
        )
        for row in rules.iter_rows(named=True)
    ]
    good = rules.filter(pl.col("gevonden") == 0).height
    said = (
        f"Er is op {texts.count_of(rules.height, 'punt', 'punten')} gelet; {texts.number(good)} daarvan zijn in orde."
    )
    return [tag("h2", "Waar is op gelet"), tag("p", said), table("Alle controles", columns, rows)]
