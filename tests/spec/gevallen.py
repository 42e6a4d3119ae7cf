"""Trajecten that each have a name and an expected answer, so that a whole table of them is read and tried at once."""

from typing import Any

from tests.spec.casebook import Casebook, cases

_ANSWERS: dict[tuple[int, ...], str] = {(1, 1, 0): "ja", (0, 1, 0): "nee", (0, 0, 1): "onbekend"}
NOT_COUNTED = "telt niet"


def gevallen(text: str, **tables: Any) -> tuple[Casebook, dict[str, str]]:
    """Read a table of trajecten; return the casebook, and what the column ``verwacht`` expects of each ``geval``.

    The name of a geval is its id in the other tables too. Without a column ``start`` a traject starts on its
    aanmelding or startdatum, else on 1 January 2024.
    """
    header, *lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    rows = [dict(zip(header, line, strict=True)) for line in lines]
    expected = {row["geval"]: row.pop("verwacht") for row in rows if "verwacht" in row}
    for row in rows:
        row.setdefault("start", row.get("aanmelding") or row.get("startdatum") or "2024-01-01")
        row["id"] = row.pop("geval")
    columns = list(rows[0])
    written = "\n".join([" | ".join(columns), *(" | ".join(row[name] for name in columns) for row in rows)])
    kenmerk = "\n".join(f"traject | {row['id']} | geval | {row['id']}" for row in rows)
    return cases(traject=written, kenmerk=f"tabel | record | naam | waarde\n{kenmerk}", **tables), expected


def answers(book: Casebook, indicator: str, variant: str = "standaard") -> dict[str, str]:
    """Return of every geval whether it is in the teller, only in the noemer, or onbekend; else NOT_COUNTED."""
    found = book.cells(indicator, "kenmerk:geval", variant)
    names = book.tables["kenmerk"]["waarde"].to_list()
    return {name: _ANSWERS[numbers] if (numbers := found.get(name)) else NOT_COUNTED for name in names}
