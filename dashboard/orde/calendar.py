"""The calendar of deliveries as a table that says in words what each colour means, and can be read without seeing."""

from collections.abc import Mapping
from datetime import date
from itertools import groupby
from typing import Final

import polars as pl

from dashboard import texts
from dashboard.figures import deliveries
from dashboard.figures.deliveries import Cel, Kalender, Rij
from dashboard.orde import words
from dashboard.orde.markup import Markup, tag
from dashboard.texts import Word

STATES: Final[Mapping[str, Word]] = {
    deliveries.ON_TIME: Word("✓", "op tijd", "Geleverd binnen een maand na de periode."),
    deliveries.LATE: Word("◷", "te laat", "Geleverd, meer dan een maand na de periode."),
    deliveries.DELIVERED: Word("✓", "geleverd", "Geleverd. Deze soort hoeft er niet elke maand te zijn."),
    deliveries.PART: Word("◧", "deels", "Niet alle dagen van de maand zijn geleverd."),
    deliveries.REFUSED: Word("✕", "geweigerd", "Geleverd en geweigerd; nog niet opnieuw geleverd."),
    deliveries.WITHDRAWN: Word("–", "ingetrokken", "Geleverd en later ingetrokken."),
    deliveries.MISSING: Word("○", "ontbreekt", "Had er al moeten zijn."),
    deliveries.EXPECTED: Word("…", "komt nog", "Hoeft er nog niet te zijn."),
    deliveries.NOTHING: Word("", "niet geleverd", "Deze levering begon later, of hoeft er niet elke maand te zijn."),
}
_FULL: Final = 0.95
_HALF: Final = 0.50


def calendar_html(calendar: Kalender, names: Mapping[str, str], gm_code: str) -> Markup:
    """Return the calendar of one gemeente, a row per kind and sender."""
    caption = f"Leveringen per maand, {texts.month(calendar.maanden[0])} tot en met {texts.month(calendar.maanden[-1])}"
    rows = [_row(row, calendar.maanden, names, gm_code) for row in calendar.rijen]
    return _framed(caption, calendar.maanden, "Wat en van wie", rows)


def legend_html(calendar: Kalender) -> Markup:
    """Return what the signs mean, of those that are shown."""
    shown = {cell.stand for row in calendar.rijen for cell in row.cellen} - {deliveries.NOTHING}
    items = [
        tag(
            "li",
            tag("span", word.symbol, class_=f"teken {state}", aria_hidden="true"),
            f" {word.text}: ",
            word.explanation,
        )
        for state, word in STATES.items()
        if state in shown
    ]
    return tag("ul", *items, class_="kalender-uitleg")


def everyone_html(counted: pl.DataFrame) -> Markup:
    """Return per kind and month how many gemeenten delivered."""
    months = tuple(counted["maand"].unique().sort())
    rows: list[Markup] = []
    for (soort,), part in counted.group_by("soort", maintain_order=True):
        by_month = {row["maand"]: row for row in part.iter_rows(named=True)}
        cells = [_share(month, by_month.get(month)) for month in months]
        rows.append(tag("tr", tag("th", texts.KINDS_OF_LEVERING[str(soort)], scope="row"), *cells))
    return _framed("Hoeveel gemeenten per maand leverden", months, "Soort levering", rows)


def _framed(caption: str, months: tuple[date, ...], head: str, rows: list[Markup]) -> Markup:
    years = [
        tag("th", str(year), scope="colgroup", colspan=str(len(list(group))), class_="jaar")
        for year, group in groupby(months, key=lambda month: month.year)
    ]
    named = [tag("th", _short(month), scope="col", class_=_class(month)) for month in months]
    return tag(
        "div",
        tag(
            "table",
            tag("caption", caption),
            tag("thead", tag("tr", tag("th", head, scope="col", rowspan="2"), *years), tag("tr", *named)),
            tag("tbody", *rows),
        ),
        class_="kalender",
        role="group",
        tabindex="0",
        aria_label=caption,
    )


def _row(row: Rij, months: tuple[date, ...], names: Mapping[str, str], gm_code: str) -> Markup:
    about = (
        "" if row.gm_code == gm_code else f", over {names.get(row.gm_code, row.gm_code)} (opgegaan in deze gemeente)"
    )
    kind = words.kind(row.soort)
    head = tag("th", tag("span", kind, class_="soort"), " ", tag("small", f"{row.organisatie}{about}"), scope="row")
    return tag("tr", head, *(_cell(month, cell) for month, cell in zip(months, row.cellen, strict=True)))


def _cell(month: date, cell: Cel) -> Markup:
    word = STATES[cell.stand]
    when = f", {texts.day(cell.dag)}" if cell.dag else ""
    said = f"{word.text}{when}"
    if cell.stand == deliveries.NOTHING:
        return tag("td", tag("span", said, class_="verborgen"), class_=_class(month))
    return tag(
        "td",
        tag("span", word.symbol, aria_hidden="true"),
        tag("span", said, class_="verborgen"),
        class_=f"{cell.stand} {_class(month)}".strip(),
        title=f"{texts.month(month)}: {said}",
    )


def _share(month: date, row: Mapping[str, int] | None) -> Markup:
    if row is None or not row["van"]:
        return tag("td", class_=_class(month))
    part = row["geleverd"] / row["van"]
    state = deliveries.ON_TIME if part >= _FULL else deliveries.LATE if part >= _HALF else deliveries.MISSING
    state = deliveries.EXPECTED if row["verwacht"] else state
    told = f"{texts.number(row['geleverd'])} van de {texts.number(row['van'])} gemeenten"
    told += ", er kan nog meer komen" if row["verwacht"] else ""
    return tag(
        "td",
        tag("span", texts.number(row["geleverd"]), aria_hidden="true"),
        tag("span", told, class_="verborgen"),
        class_=f"{state} {_class(month)}".strip(),
        title=f"{texts.month(month)}: {told}",
    )


def _short(month: date) -> str:
    return texts.SHORT_MONTHS[month.month - 1]


def _class(month: date) -> str:
    return "eerste" if month.month == 1 else ""
