"""The tables of a report: key figures, figures behind the charts, and definitions."""

from collections.abc import Sequence
from typing import Final

from dashboard import texts
from dashboard.charts.units import is_short, unit
from dashboard.charts.words import case_words, is_rare, lower, status
from dashboard.reports import numbers, sentences
from dashboard.reports.content import Number, Paragraph, Run, Table
from dashboard.reports.facts import Fact, Facts
from dashboard.reports.numbers import amount, of_figure
from metrics.definition import Indicator

_Runs = tuple[Run, ...]
_HEAD: Final = ("Cijfer", "Waarde", "Waarschijnlijk tussen", "Vergelijkbare gemeenten", "Verloop", "Doel")
_NONE: Final = "–"
_NO_GOAL: Final = "geen"
_STEADY: Final = "→ niet duidelijk"  # the whole of it takes three lines in a narrow column
_TWO_ANSWERS: Final = "Bij een doel staat eerst wat er is geteld, en dan wat geldt als we rekening houden met toeval."


def key_table(facts: Facts, codes: Sequence[str], caption: str) -> Table | None:
    """Return the figures with these codes, each with its tegenmaat below it; None where nothing was delivered."""
    rows: list[tuple[_Runs, ...]] = []
    done: set[str] = set()
    for code in codes:
        fact = facts.by_code[code]
        if not fact.delivered or code in done:
            continue
        rows.append(_row(fact, facts, ""))
        done.add(code)
        tegen = facts.tegenmaat(fact)
        if tegen is not None and tegen.delivered and tegen.indicator.code not in {*done, *codes}:
            rows.append(_row(tegen, facts, "tegenmaat: "))
            done.add(tegen.indicator.code)
    if not rows:
        return None
    head = tuple(sentences.capital(facts.beside.naam) if name == _HEAD[3] else name for name in _HEAD)
    if all(row[-1] == (_NO_GOAL,) for row in rows):
        head, rows = head[:-1], [row[:-1] for row in rows]
        return Table(caption, head, tuple(rows), _note(facts))
    return Table(caption, head, tuple(rows), f"{_note(facts)} {_TWO_ANSWERS}")


def definitions(indicators: Sequence[Indicator]) -> tuple[Paragraph, ...]:
    """Return what each figure says, with its source and the version of its definition, in small print."""
    told: list[Paragraph] = []
    for one in indicators:
        version = Number(texts.number(one.versie), one.versie, one.code, "", "", "", "versie")
        runs: _Runs = (f"{one.naam} ({one.code}, versie ", version, f"): {one.zin} Bron: {one.bron}")
        told.append(Paragraph(runs, "klein"))
    return tuple(told)


def named(one: Indicator) -> str:
    """Return the name of a figure, with its unit where that does not fit behind the number."""
    of = one.standaard
    if is_short(one.eenheid_van(of)):
        return one.naam
    words, per = one.naam.split(), unit(one, of).split()
    # Half of the unit may stand in the name already: aanmeldingen per 1.000 inwoners, per jaar.
    said = next((size for size in range(len(per), 0, -1) if words[-size:] == per[:size]), 0)
    return " ".join([*words, *per[said:]]) if said else f"{one.naam}, {' '.join(per)}"


def _row(fact: Fact, facts: Facts, prefix: str) -> tuple[_Runs, ...]:
    name = named(fact.indicator)
    first = f"{prefix}{lower(name)}" if prefix else name
    return (
        (first,), value_cell(fact, facts), _limits(fact, facts), _beside(fact, facts), (_trend(fact),),
        (_goals(fact, facts),),
    )  # fmt: skip


def value_cell(fact: Fact, facts: Facts) -> _Runs:
    """Return the value with what must be known of it: that it may change, or is of another period."""
    row, one, of = fact.row, fact.indicator, fact.variant
    if row is None:
        return (_state("geen_levering"),)
    when = _when(row, facts)
    state = status(row)
    if row["waarde"] is None:
        return (f"{state.symbol} {state.text.lower()}{when}",)
    mark = "" if state is texts.STATUSES["ok"] else f" {state.symbol} {state.text.lower()}"
    counted: _Runs = ()
    if is_rare(one, of, row):
        words = case_words(one, of)[0 if row["teller"] == 1 else 1]
        counted = (" (", of_figure(one, of, row, "teller", facts.gm_code), f" {words})")
    return tuple(run for run in (*amount(one, of, row, facts.gm_code), *counted, f"{mark}{when}") if run)


def _limits(fact: Fact, facts: Facts) -> _Runs:
    row, one, of = fact.row, fact.indicator, fact.variant
    if row is None:
        return (_NONE,)
    if row["waarde"] is None:
        if row["grens_onder"] is None or row["grens_boven"] is None:
            return (_NONE,)
        low, high = (of_figure(one, of, row, veld, facts.gm_code) for veld in ("grens_onder", "grens_boven"))
        return low, " en ", high
    words = sentences.likely(fact, row, facts.gm_code)
    return sentences.limits_of(fact, row, facts.gm_code) if any(not isinstance(run, str) for run in words) else (_NONE,)


def _beside(fact: Fact, facts: Facts) -> _Runs:
    """Return the value of the benchmark and what may be said of the own one beside it; or why nothing."""
    beside, one, of = fact.beside, fact.indicator, fact.variant
    if beside is None or beside.row is None or beside.rest is None:
        return (f"{_NONE} niet vergeleken",)
    row, value = beside.rest, beside.rest["waarde"]
    theirs: _Runs = () if value is None else (*amount(one, of, row, sentences.rest_gebied(facts)), " ")
    if beside.verdict in texts.VERDICTS:
        told = f"{texts.VERDICTS[beside.verdict].symbol} {beside.verdict}"
    else:
        whole = status(beside.row) is texts.STATUSES["ok"]
        state = status(row if whole else beside.row)
        word = texts.STATUSES["te_weinig_gevallen"] if state is texts.STATUSES["ok"] else state
        told = f"{word.symbol} {word.text.lower()}"
    return *theirs, f"{told}{_when(row, facts)}"


def _trend(fact: Fact) -> str:
    word = texts.TRENDS.get(fact.trend, texts.NO_TREND)
    return _STEADY if word is texts.TRENDS["geen duidelijke verandering"] else f"{word.symbol} {word.text}"


def _goals(fact: Fact, facts: Facts) -> str:
    told = [f"{goal.stated.uiterlijk.year}: {sentences.answers(goal)}" for goal in facts.goals_for(fact)]
    return "; ".join(told) or _NO_GOAL


def _when(row: numbers.Row, facts: Facts) -> str:
    same = (row["periode_van"], row["periode_tot"]) == (facts.period.van, facts.period.tot)
    return "" if same else f" ({texts.short_span(row['periode_van'], row['periode_tot'])})"


def _state(name: str) -> str:
    state = texts.STATUSES[name]
    return f"{state.symbol} {state.text.lower()}"


def _note(facts: Facts) -> str:
    return (
        f"Alles over {facts.period.naam}, tenzij er een andere periode bij staat. Een tegenmaat staat onder het cijfer "
        "waar zij bij hoort: zo is te zien of moeilijke gevallen zijn weggelaten."
    )
