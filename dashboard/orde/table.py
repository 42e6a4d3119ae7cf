"""Tables of the report: a caption, headers with a scope, and a frame that scrolls by keyboard where it is narrow."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard.orde.markup import Markup, join, tag


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header, and whether it holds numbers."""

    naam: str
    getal: bool = False


def table(caption: str, columns: Sequence[Column], rows: Iterable[Sequence[str]], *, class_: str = "tabel") -> Markup:
    """Return ``rows`` as a table; a cell that is a whole ``td`` already stays as it is, the first heads its row."""
    head = tag("tr", *(tag("th", column.naam, scope="col", class_=_class(column)) for column in columns))
    body = [_row(columns, row) for row in rows]
    return tag(
        "div",
        tag("table", tag("caption", caption), tag("thead", head), tag("tbody", *body)),
        class_=class_,
        role="group",
        tabindex="0",
        aria_label=caption,
    )


def _row(columns: Sequence[Column], row: Sequence[str]) -> Markup:
    first = tag("th", row[0], scope="row", class_=_class(columns[0]))
    rest = [
        cell if isinstance(cell, Markup) and cell.startswith("<td") else tag("td", cell, class_=_class(column))
        for column, cell in zip(columns[1:], row[1:], strict=True)
    ]
    return tag("tr", join(first, *rest))


def _class(column: Column) -> str | None:
    return "getal" if column.getal else None
