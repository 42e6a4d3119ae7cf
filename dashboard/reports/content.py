"""What a report says, before it has a form: blocks of text, tables and charts that every format draws alike."""

import json
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Final, Literal, cast

# Parts that a renderer looks for: what the data cannot say, and of a gemeente with too little data what there is not.
LIMITS: Final = "Wat deze cijfers niet zeggen"
MISSING: Final = "Wat er ontbreekt"
WHAT_TO_DO: Final = "Wat u kunt doen"


class ContentError(ValueError):
    """A text is not that of a stored report."""


@dataclass(frozen=True)
class Number:
    """A number in a sentence or a cell, and the figure it comes from.

    ``text`` is as shown, in Dutch notation; ``value`` on the scale of the figure (a share is a fraction). ``veld`` says
    what of the figure it is: waarde, onder, boven, teller, noemer, onbekend, grens_onder, grens_boven; of a goal doel;
    of what is no figure aantal, versie, nummer or norm, with the other fields empty where they do not apply. ``gebied``
    is a gm_code, or the gebied of a benchmark; ``periode`` begins as ISO dates, ``2026-01-01/2027-01-01`` (half-open).
    """

    text: str
    value: float | int | None
    indicator: str
    variant: str
    gebied: str
    periode: str
    veld: str


Run = str | Number  # a sentence is a tuple of runs


@dataclass(frozen=True)
class Heading:
    """A heading; level 2 is a part of the report, 3 is within one. The title itself is level 1 and no block."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """Sentences; nadruk is what must be read, klein what may be skipped."""

    runs: tuple[Run, ...]
    style: Literal["gewoon", "nadruk", "klein"] = "gewoon"


@dataclass(frozen=True)
class Finding:
    """One of the things that matter: a sentence, and what it rests on; ``symbool`` says the kind without colour.

    ``soort`` is that of the ranking rule (see dashboard.reports.findings); ``indicator`` is empty where there is none.
    """

    soort: str
    indicator: str
    runs: tuple[Run, ...]
    evidence: tuple[Run, ...]
    symbool: str


@dataclass(frozen=True)
class Table:
    """A table with a caption and one row of heads; a cell is a tuple of runs, the first cell of a row names it."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[tuple[Run, ...], ...], ...]
    note: str = ""


@dataclass(frozen=True)
class Line:
    """Values with limits, in the unit as shown (a percentage is 0-100); None is a gap. All of one length.

    In a trend ``x`` are short names of periods, oldest first; in a vergelijking names of gemeenten, highest first.
    """

    name: str
    x: tuple[str, ...]
    y: tuple[float | None, ...]
    low: tuple[float | None, ...] = ()  # empty where no limits are drawn
    high: tuple[float | None, ...] = ()
    voorlopig: tuple[bool, ...] = ()  # empty where all are final


@dataclass(frozen=True)
class Level:
    """One value across the chart, with its name: a benchmark or a goal."""

    name: str
    value: float
    text: str  # the value as shown


@dataclass(frozen=True)
class Mark:
    """Something that happened: ``x`` is one of those of the own line."""

    x: str
    text: str


@dataclass(frozen=True)
class ChartData:
    """What is drawn. Of a trend and a doel the lines share no places: an ``x`` of another line is one of ``own``.

    In a vergelijking ``own`` is one dot (its ``x`` the gemeente), ``others`` one line with all other dots, and
    ``levels`` holds the value of the group. ``unit`` goes on the axis: "%" or "per 1.000 inwoners per maand".
    ``decimals`` is for the numbers on the axis.
    """

    kind: Literal["trend", "vergelijking", "doel"]
    unit: str
    decimals: int
    own: Line
    others: tuple[Line, ...] = ()
    target: Level | None = None
    levels: tuple[Level, ...] = ()
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Chart:
    """A chart with its caption and what it shows in words; ``key`` is unique within the report, ``[a-z0-9-]+``."""

    key: str
    caption: str
    alt: str
    series: ChartData


Block = Heading | Paragraph | Finding | Table | Chart


@dataclass(frozen=True)
class Provenance:
    """What a report was made from. Versions are of definitions, by code of indicator; leveringen are those in force."""

    berekening: str  # what tells one state of the counted figures from another
    publicatie: int | None
    peildatum: date | None  # the day of counting
    definities: tuple[tuple[str, int], ...]
    codeversie: str
    leveringen: tuple[int, ...]


@dataclass(frozen=True)
class Report:
    """One report of one gemeente over the period ``van`` to ``tot`` (excluded); ``periode`` is its name in words.

    ``datum`` is the day it is of, as printed: the day of counting where there is one. ``blocks`` hold the findings too,
    in their place.
    """

    gm_code: str
    naam: str
    periode: str
    van: date
    tot: date
    titel: str
    datum: date
    blocks: tuple[Block, ...]
    findings: tuple[Finding, ...]
    herkomst: Provenance
    soort: Literal["rapport", "te weinig gegevens"] = "rapport"


_PARTS: Final = (
    Number, Heading, Paragraph, Finding, Table, Line, Level, Mark, ChartData, Chart, Provenance, Report,
)  # fmt: skip
_NAMED: Final = {part.__name__: part for part in _PARTS}
_IS, _DAY = "is", "Day"


def plain(runs: tuple[Run, ...]) -> str:
    """Return a sentence as a reader sees it."""
    return "".join(run if isinstance(run, str) else run.text for run in runs)


def as_json(report: Report) -> str:
    """Return ``report`` as a text that ``from_json`` makes the same report of; the same report gives the same text."""
    return json.dumps(_packed(report), ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


def from_json(text: str) -> Report:
    """Return the report that ``as_json`` wrote; ContentError when the text is none."""
    try:
        found = _unpacked(json.loads(text))
    except (ValueError, KeyError, TypeError) as error:
        raise ContentError("Dit is geen bewaard rapport.") from error
    if not isinstance(found, Report):
        raise ContentError("Dit is geen bewaard rapport.")
    return found


def _packed(value: Any) -> Any:
    if isinstance(value, _PARTS):
        return {_IS: type(value).__name__} | {each.name: _packed(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, tuple):
        return [_packed(each) for each in cast("tuple[Any, ...]", value)]
    return {_IS: _DAY, "day": value.isoformat()} if isinstance(value, date) else value


def _unpacked(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_unpacked(each) for each in cast("list[Any]", value))
    if not isinstance(value, dict):
        return value
    parts = {str(name): _unpacked(each) for name, each in cast("dict[str, Any]", value).items()}
    kind = parts.pop(_IS)
    return date.fromisoformat(parts["day"]) if kind == _DAY else _NAMED[kind](**parts)
