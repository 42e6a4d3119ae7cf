"""The things that matter this time, at most three, ranked by a declared rule; or that there is nothing.

The rule, most pressing first; within one kind key indicators go first, and then the order of the report. An indicator
is told once, at its most pressing; what else is known of it stands in the evidence.

1. a goal that was missed, or is not on course when chance is allowed for;
2. a figure that is worse than that of comparable gemeenten;
3. a figure that got worse: beside a year earlier, or over the last five separate periods;
4. a goal that was reached, also when chance is allowed for;
5. a figure that is better than that of comparable gemeenten;
6. a figure that got better;
7. a figure that is higher or lower than elsewhere, where neither is good;
8. a figure that rose or fell, where neither is good.

All differences are beyond chance at the level of many figures at once (99,8%); trends as metrics.trend judges them.
"""

from collections.abc import Iterator
from typing import Final

from dashboard import texts
from dashboard.reports import sentences
from dashboard.reports.content import Finding, Run
from dashboard.reports.facts import Fact, Facts
from dashboard.reports.goals import Goal
from dashboard.reports.numbers import Row
from metrics.definition import Richting

MOST: Final = 3
RANK: Final = (
    "doel in gevaar", "slechter dan vergelijkbaar", "verslechterd", "doel gehaald", "beter dan vergelijkbaar",
    "verbeterd", "anders dan vergelijkbaar", "veranderd",
)  # fmt: skip
_VERDICT: Final = {
    "slechter": "slechter dan vergelijkbaar",
    "beter": "beter dan vergelijkbaar",
    "hoger": "anders dan vergelijkbaar",
    "lager": "anders dan vergelijkbaar",
}
_MOVED: Final = {"slechter": "verslechterd", "beter": "verbeterd", "hoger": "veranderd", "lager": "veranderd"}
_GOOD_WAY: Final = {Richting.HOGER_IS_BETER: "stijgt", Richting.LAGER_IS_BETER: "daalt"}
_Runs = tuple[Run, ...]


def findings(facts: Facts) -> tuple[Finding, ...]:
    """Return what matters, most pressing first, at most three; empty where nothing is beyond chance."""
    order = {code: at for at, code in enumerate(facts.by_code)}
    found = sorted(
        _all(facts),
        key=lambda each: (
            RANK.index(each.soort),
            not facts.by_code[each.indicator].indicator.kern,
            order[each.indicator],
        ),
    )
    first = {each.indicator: each for each in reversed(found)}
    return tuple(each for each in found if first[each.indicator] is each)[:MOST]


def _all(facts: Facts) -> Iterator[Finding]:
    for goal in facts.goals:
        if goal.answered and (goal.in_danger or goal.reached):
            yield _goal(goal, facts)
    for fact in facts.watched:
        if fact.known:
            yield from _of_figure(fact, facts)


def _of_figure(fact: Fact, facts: Facts) -> Iterator[Finding]:
    code = fact.indicator.code
    beside, moved = fact.beside, fact.moved
    if beside is not None and beside.verdict in _VERDICT and beside.row is not None:
        symbol = texts.VERDICTS[beside.verdict].symbol
        evidence = _evidence(fact, facts, _counted(fact, facts, beside.row), _year(fact, facts), _trend(fact))
        yield Finding(_VERDICT[beside.verdict], code, sentences.compared(fact, facts), evidence, symbol)
    if moved is not None and moved.beyond_chance and moved.verdict in _MOVED:
        symbol = texts.TRENDS["stijgt" if moved.rose else "daalt"].symbol
        evidence = _evidence(fact, facts, _counted(fact, facts, fact.row), _beside(fact, facts), _trend(fact))
        yield Finding(_MOVED[moved.verdict], code, sentences.moved(fact, facts), evidence, symbol)
    if fact.trend in ("stijgt", "daalt") and (told := sentences.trending(fact, facts)):
        symbol = texts.TRENDS[fact.trend].symbol
        evidence = _evidence(fact, facts, _counted(fact, facts, fact.row, over=True), _beside(fact, facts))
        yield Finding(_trend_kind(fact), code, told, evidence, symbol)


def _trend_kind(fact: Fact) -> str:
    good = _GOOD_WAY.get(fact.indicator.richting)
    return "veranderd" if good is None else "verbeterd" if fact.trend == good else "verslechterd"


def _evidence(fact: Fact, facts: Facts, counted: _Runs, *more: _Runs) -> _Runs:
    parts = ((sentences.sure(),), counted, *more, sentences.also_look(fact, facts))
    return _joined(*parts)


def _counted(fact: Fact, facts: Facts, told: Row | None, *, over: bool = False) -> _Runs:
    row = None if told is None else facts.row_over(fact.indicator, told["periode_van"], told["periode_tot"])
    if row is None or row["waarde"] is None:
        return ()
    said = () if over else sentences.in_words(fact, row, facts.gm_code)
    return _joined(said, sentences.counted(fact, row, facts.gm_code, over=over))


def _year(fact: Fact, facts: Facts) -> _Runs:
    moved = fact.moved
    if moved is None or moved.verdict is None:
        return ()
    before = sentences.amount(fact.indicator, fact.variant, moved.before, facts.gm_code)
    told = (
        "ook dat verschil is groter dan toeval kan verklaren" if moved.beyond_chance else "dat verschil kan toeval zijn"
    )
    return "Een jaar eerder was het ", *before, f": {told}."


def _beside(fact: Fact, facts: Facts) -> _Runs:
    beside = fact.beside
    if beside is None or beside.rest is None or beside.verdict not in texts.VERDICTS:
        return ()
    theirs = sentences.amount(fact.indicator, fact.variant, beside.rest, sentences.rest_gebied(facts))
    told = "dat verschil kan toeval zijn" if beside.verdict == "vergelijkbaar" else f"hier is het {beside.verdict}"
    return f"{sentences.capital(sentences.than(facts))} is het ", *theirs, f"; {told}."


def _trend(fact: Fact) -> _Runs:
    if fact.trend not in ("stijgt", "daalt"):
        return ()
    return (f"Over de laatste vijf {sentences.periods(fact)} {fact.trend} het.",)


def _goal(goal: Goal, facts: Facts) -> Finding:
    soort, symbol = ("doel in gevaar", "!") if goal.in_danger else ("doel gehaald", "✓")
    fact = facts.by_code[goal.indicator.code]
    rest: list[_Runs] = []
    if fact.known and goal.variant is fact.variant and not goal.deel:
        rest = [
            _now(fact, facts),
            _beside(fact, facts),
            _year(fact, facts),
            _trend(fact),
            sentences.also_look(fact, facts),
        ]
    evidence = _joined((sentences.answers_told(goal),), *rest)
    return Finding(soort, goal.indicator.code, sentences.goal(goal, facts), evidence, symbol)


def _now(fact: Fact, facts: Facts) -> _Runs:
    if fact.row is None or fact.row["periode_tot"] != facts.period.tot:
        return ()
    value = sentences.amount(fact.indicator, fact.variant, fact.row, facts.gm_code, short=False)
    return f"Over {facts.period.naam} is het ", *value, "."


def _joined(*parts: _Runs) -> _Runs:
    runs: list[Run] = []
    for part in parts:
        if part:
            runs += [" ", *part] if runs else [*part]
    return tuple(runs)
