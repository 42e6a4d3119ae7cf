"""The charts of a report: how the main findings went over time, and where we stand among comparable gemeenten."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice
from typing import Any, Final

import polars as pl

from dashboard import texts
from dashboard.charts.units import axis_scale, axis_suffix, decimals, unit
from dashboard.charts.words import lower
from dashboard.figures import others, standouts, stored
from dashboard.reports import numbers, sentences
from dashboard.reports.content import Chart, ChartData, Finding, Level, Line, Mark, Number, Run, Table
from dashboard.reports.facts import Fact, Facts
from metrics.definition import Indicator, Methode
from metrics.goals.targets import Soort

_POINTS: Final = {"maand": 13, "kwartaal": 12, "jaar": 8}
_LEAST: Final = 4
_LEAST_OTHERS: Final = 3
_TRENDS: Final = 2
_Runs = tuple[Run, ...]


def charts(facts: Facts, found: Sequence[Finding]) -> tuple[tuple[Chart, Table], ...]:
    """Return two charts over time and one of comparable gemeenten, each with its table; fewer where there is less.

    Of what was found first; else of the figures of the report in their order.
    """
    wanted = list(dict.fromkeys((*(each.indicator for each in found), *facts.chosen)))
    known = [facts.by_code[code] for code in wanted if facts.by_code[code].known]
    made = list(islice((each for fact in known if (each := _trend(fact, facts)) is not None), _TRENDS))
    compared = [fact for fact in known if fact.beside is not None and fact.beside.verdict in texts.VERDICTS]
    dots = next((each for fact in compared[:2] if (each := _dots(fact, facts)) is not None), None)
    return tuple(made if dots is None else [*made, dots])


def behind(tables: Sequence[Table]) -> tuple[Table, ...]:
    """Return the tables of charts; two over the same periods are one."""
    first, *rest = tables
    if not rest or [row[0] for row in first.rows] != [row[0] for row in rest[0].rows]:
        return tuple(tables)
    second = rest[0]
    head = ("Periode", *(f"{each.caption}: {name}" for each in (first, second) for name in each.head[1:]))
    rows = tuple((*one, *other[1:]) for one, other in zip(first.rows, second.rows, strict=True))
    note = first.note or second.note
    return Table("Cijfers bij het verloop", head, rows, note), *rest[1:]


def _trend(fact: Fact, facts: Facts) -> tuple[Chart, Table] | None:
    one = fact.indicator
    kinds = dict.fromkeys((fact.seen if fact.seen in _POINTS else "kwartaal", "kwartaal"))
    drawn = ((kind, facts.line(one, kind).tail(_POINTS[kind])) for kind in kinds)
    # Few years make no line, and their quarters may.
    kind, line = next(((kind, line) for kind, line in drawn if line["waarde"].count() >= _LEAST), ("", None))
    if line is None:
        return None
    rows = line.to_dicts()
    x = tuple(period_name(kind, row["periode_van"]) for row in rows)
    own = _line(facts.naam, x, rows, one, limits=True)
    theirs = _rest_rows(fact, facts, kind, rows)
    others_ = (_line(facts.beside.naam, x, theirs, one, limits=False),) if any(theirs) else ()
    data = ChartData(
        "trend", _unit(one), _decimals(one), own, others_, _target(fact, facts), (), _marks(facts, rows, x)
    )
    title = f"{one.naam} per {kind}, {x[0]} tot en met {x[-1]}"
    chart = Chart(f"verloop-{one.code.lower()}", title, _trend_alt(fact, facts, data), data)
    cells: list[tuple[_Runs, ...]] = []
    for at, row in enumerate(rows):
        mine = _cell(one, row, facts.gm_code)
        cells.append(((x[at],), mine, *((_cell(one, theirs[at], sentences.rest_gebied(facts)),) if others_ else ())))
    head = ("Periode", facts.naam, *((sentences.capital(facts.beside.naam),) if others_ else ()))
    return chart, Table(one.naam, head, tuple(cells), "" if sum(own.voorlopig) == 0 else "◐ is voorlopig.")


def _rest_rows(fact: Fact, facts: Facts, kind: str, rows: list[dict[str, Any]]) -> list[dict[str, Any] | None]:
    """Return beside each own period the published one of the rest."""
    one, of = fact.indicator, fact.variant
    # Beside a base year others would need one of their own.
    if facts.rest is None or fact.beside is None or one.methode_van(of) is Methode.RATIO:
        return [None] * len(rows)
    only = pl.DataFrame(
        [(one.code, of.code, row["periode_van"], row["periode_tot"]) for row in rows],
        schema={"indicator": pl.String, "variant": pl.String, "periode_van": pl.Date, "periode_tot": pl.Date},
        orient="row",
    )
    made = facts.rest.all_of([(one, of, kind)], only=only).filter(pl.col("waarde").is_not_null(), status="ok")
    by_start = {(row["periode_van"], row["periode_tot"]): row for row in made.iter_rows(named=True)}
    return [by_start.get((row["periode_van"], row["periode_tot"])) for row in rows]


def _dots(fact: Fact, facts: Facts) -> tuple[Chart, Table] | None:
    beside, one, of = fact.beside, fact.indicator, fact.variant
    if beside is None or beside.row is None or beside.rest is None or facts.beside.leden is None:
        return None
    van, tot = beside.row["periode_van"], beside.row["periode_tot"]
    made = others.everyone(facts.source, facts.gm_code, one.code, of.code, facts.period.kind)
    mine = facts.row_over(one, van, tot)
    if made is None or mine is None or mine["waarde"] is None:
        return None
    peers = others.places(facts.source).filter(pl.col("gm_code").is_in(list(facts.beside.leden)))
    group = peers.join(
        made[1].filter(periode_van=van, periode_tot=tot), left_on="gm_code", right_on="gebied", how="left"
    )
    whole = (pl.col("status") == "ok") & pl.col("waarde").is_not_null()
    rest = standouts.as_alike(group.filter(whole).with_columns(eigen=False), mine, one.methode_van(of)).sort(
        "waarde", "naam", descending=[True, False]
    )
    if rest.height < _LEAST_OTHERS:
        return None
    own = _line(facts.naam, (facts.naam,), [mine], one, limits=True)
    names = tuple(rest["naam"].to_list())
    line = _line(facts.beside.naam, names, rest.to_dicts(), one, limits=True)
    theirs = _scaled(one, beside.rest["waarde"]) or 0.0
    label = numbers.of_figure(one, of, beside.rest, "waarde", sentences.rest_gebied(facts))
    level = Level(f"{facts.beside.naam} samen", theirs, label.text)
    data = ChartData("vergelijking", _unit(one), _decimals(one), own, (line,), None, (level,))
    when = texts.span(van, tot)
    higher = sum(1 for value in line.y if value is not None and value > (own.y[0] or 0.0))
    alt = (
        f"Stippen met marges van {facts.naam} en {len(names)} {facts.beside.naam}: {lower(one.naam)} over {when}. "
        f"{facts.naam} heeft {_text(one, own.y[0])}, de anderen samen {label.text}. "
        f"{texts.count_of(higher, 'gemeente heeft', 'gemeenten hebben')} een hogere waarde."
    )
    all_of = (mine | {"naam": facts.naam, "gm_code": facts.gm_code}, *rest.to_dicts())
    everyone: list[dict[str, Any]] = sorted(all_of, key=lambda row: -float(row["waarde"]))
    rows = [((row["naam"],), _cell(one, row, row["gm_code"])) for row in everyone]
    rows.append(((level.name,), (label,)))
    caption = f"{one.naam} naast {facts.beside.naam}, {when}"
    return Chart(f"vergelijking-{one.code.lower()}", caption, alt, data), Table(
        caption, ("Gemeente", "Waarde"), tuple(rows), _absent(group.filter(whole.fill_null(value=False).not_()))
    )


def _absent(rows: pl.DataFrame) -> str:
    """Name who is not shown, and why."""
    told = [
        f"{naam} ({'niet gepubliceerd' if status is None else texts.STATUSES[status].text.lower()})"
        for naam, status in rows.select("naam", "status").iter_rows()
    ]
    return f"Niet getoond: {', '.join(told)}." if told else ""


def period_name(kind: str, van: date) -> str:
    """Return a short name of a period for an axis: K3 2024, sep 2024 or 2024."""
    if kind == "kwartaal":
        return f"K{(van.month + 2) // 3} {van.year}"
    return str(van.year) if kind == "jaar" else texts.short_month(van)


def _cell(one: Indicator, row: dict[str, Any] | None, gebied: str) -> _Runs:
    if row is None or row["waarde"] is None:
        return ("–",)
    number: Number = numbers.of_figure(one, one.standaard, row, "waarde", gebied)
    return (number, " ◐") if row.get("voorlopig") else (number,)


def _line(
    name: str, x: tuple[str, ...], rows: Iterable[dict[str, Any] | None], one: Indicator, *, limits: bool
) -> Line:
    each = [row or {} for row in rows]
    values = {field: tuple(_scaled(one, row.get(field)) for row in each) for field in ("waarde", "onder", "boven")}
    low, high = (values["onder"], values["boven"]) if limits else ((), ())
    open_ = tuple(bool(row.get("voorlopig")) for row in each)
    return Line(name, x, values["waarde"], low, high, open_ if any(open_) else ())


def _marks(facts: Facts, rows: list[dict[str, Any]], x: tuple[str, ...]) -> tuple[Mark, ...]:
    found: list[Mark] = []
    for event in stored.interventies(facts.source, facts.gm_code).iter_rows(named=True):
        at = next((i for i, row in enumerate(rows) if row["periode_van"] <= event["vanaf"] < row["periode_tot"]), None)
        if at is not None:
            found.append(Mark(x[at], event["naam"]))
    return tuple(found)


def _target(fact: Fact, facts: Facts) -> Level | None:
    goals = [goal for goal in facts.goals_for(fact) if goal.stated.soort is Soort.NIVEAU]
    if not goals:
        return None
    goal = goals[-1]
    shown = sentences.goal_value(goal, facts, "doel")[0]
    text = shown if isinstance(shown, str) else shown.text
    value = _scaled(fact.indicator, goal.stated.waarde) or 0.0
    return Level(f"doel voor {texts.day(goal.stated.uiterlijk)}", value, text)


def _trend_alt(fact: Fact, facts: Facts, data: ChartData) -> str:
    one = fact.indicator
    known = [(x, y) for x, y in zip(data.own.x, data.own.y, strict=True) if y is not None]
    ends = f"Van {_text(one, known[0][1])} in {known[0][0]} naar {_text(one, known[-1][1])} in {known[-1][0]}."
    beside = f" Een tweede lijn toont {data.others[0].name}." if data.others else ""
    goal = f" Een lijn toont het {data.target.name}: {data.target.text}." if data.target else ""
    return f"Lijngrafiek van {lower(one.naam)} in {facts.naam}, met marges. {ends}{beside}{goal}"


def _text(one: Indicator, shown: float | None) -> str:
    eenheid = one.eenheid_van(one.standaard)
    digits = 0 if not shown else decimals(eenheid, shown)
    return f"{texts.number(shown, digits)}{axis_suffix(eenheid)}"


def _scaled(one: Indicator, value: float | None) -> float | None:
    return None if value is None else value * axis_scale(one.eenheid_van(one.standaard))


def _unit(one: Indicator) -> str:
    eenheid = one.eenheid_van(one.standaard)
    return axis_suffix(eenheid) or unit(one, one.standaard)


def _decimals(one: Indicator) -> int:
    """As many as in the tables: the value at the end of a line is that of its table."""
    return decimals(one.eenheid_van(one.standaard))
