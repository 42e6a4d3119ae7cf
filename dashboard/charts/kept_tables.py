"""Tables of what a gemeente itself wrote down: how its goals changed, and its own yearly figures."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Any

import polars as pl

from dashboard import texts
from dashboard.charts.rows import table_html
from metrics.indicators import BY_CODE
from metrics.measure import Eenheid


def history_html(doelen: pl.DataFrame, maatregelen: pl.DataFrame) -> str:
    """Return all that was ever said as a table, newest first: about what, when, by whom, and what it was before."""
    told = [*_steps(doelen, _goal_said), *_steps(maatregelen, _measure_said)]
    told.sort(key=lambda step: (step.moment is not None, step.moment, step.number), reverse=True)
    heads = ("Waarover", "Wat", "Stond er eerst", "Wie en wanneer")
    lines = [
        (
            escape(step.about),
            escape(step.what),
            f'<span class="stil">{escape(step.before)}</span>',
            f"{escape(step.who)}<br><small>{escape(texts.moment(step.moment))}</small>",
        )
        for step in told
    ]
    return table_html(
        heads, lines, "Alle wijzigingen van doelen en maatregelen, de nieuwste bovenaan", "lijst verleden"
    )


def yearly_html(rows: Sequence[Sequence[str]], naam: str) -> str:
    """Return the printed rows of own yearly figures (metrics.yearly.printed) as a table."""
    heads, *lines = rows
    top = "".join(f'<th scope="col">{escape(head.capitalize())}</th>' for head in heads)
    body = "".join(
        f'<tr><th scope="row">{escape(line[0])}</th>{"".join(f"<td>{escape(cell)}</td>" for cell in line[1:])}</tr>'
        for line in lines
    )
    caption = f"Eigen jaarcijfers van {escape(naam)}"
    head = f"<caption>{caption}</caption><thead><tr>{top}</tr></thead>"
    return f'<table class="kruistabel">{head}<tbody>{body}</tbody></table>'


@dataclass(frozen=True)
class _Step:
    """One thing that was said of a goal or an intervention."""

    about: str
    what: str
    before: str
    who: str
    moment: datetime | None
    number: int


def _steps(rows: pl.DataFrame, said: Callable[[Mapping[str, Any]], tuple[tuple[Any, ...], str, str]]) -> list[_Step]:
    """Return a step for each row, beside what was said of the same before it."""
    before: dict[tuple[Any, ...], str] = {}
    steps: list[_Step] = []
    for row in reversed(rows.to_dicts()):
        key, name, value = said(row)
        old = before.get(key, "")
        if row["vervallen"]:
            what = "ingetrokken"
        elif row["levering"] is not None:
            gone = "" if row["status"] == "in_gebruik" else ", later vervangen of ingetrokken"
            what = f"aangeleverd met levering {row['levering']}{gone}: {value}"
        else:
            what = f"{'gewijzigd in' if old else 'toegevoegd'}: {value}"
        steps.append(_Step(name, what, old or "–", row["door"] or "onbekend", row["moment"], row["id"]))
        before[key] = "" if row["vervallen"] else value
    return steps


def _goal_said(row: Mapping[str, Any]) -> tuple[tuple[Any, ...], str, str]:
    one = BY_CODE.get(row["indicator"])
    name = one.naam if one is not None else str(row["indicator"]).partition(":")[2] or str(row["indicator"])
    part = f", {row['cel']}" if row["cel"] else ""
    key = tuple(row[column] for column in ("indicator", "variant", "uitsplitsing", "cel", "uiterlijk"))
    value = texts.number(row["waarde"], 0 if float(row["waarde"]).is_integer() else 1)
    percent = row["soort"] == "verandering" or row["waarde"] < 0 or (one is not None and one.eenheid is Eenheid.PERCENT)
    since = f" sinds {row['basisjaar']}" if row["basisjaar"] is not None else ""
    base = "" if row["basiswaarde"] is None else f" (toen {texts.number(row['basiswaarde'], 1)})"
    side = f"{row['richting']} " if row["richting"] else ""
    per = (
        " voor elke 100" if one is not None and one.eenheid is Eenheid.INDEX and not percent else "%" if percent else ""
    )
    told = f"{side}{value}{per}{since}{base}, bron {row['bron']}"
    return key, f"{name}{part}, doel voor {texts.day(row['uiterlijk'])}", told


def _measure_said(row: Mapping[str, Any]) -> tuple[tuple[Any, ...], str, str]:
    told = f"{(row['beschrijving'] or 'zonder beschrijving').rstrip('.')}, bron {row['bron']}"
    return (row["naam"], row["vanaf"]), f"Maatregel {row['naam']}, vanaf {texts.day(row['vanaf'])}", told
