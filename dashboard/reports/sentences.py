"""Sentences about one figure, each made by a rule from what is stored; none says why."""

from datetime import timedelta
from typing import Final

from dashboard import texts
from dashboard.charts.words import is_rare, lower, same_period, status, too_few
from dashboard.reports import numbers
from dashboard.reports.content import Number, Run, plain
from dashboard.reports.facts import Fact, Facts
from dashboard.reports.goals import Goal, goal_kind
from dashboard.reports.numbers import HANDFUL, Row, amount, cases, of_figure
from metrics.definition import Methode
from metrics.goals.targets import Soort
from queries.access import NEDERLAND

Runs = tuple[Run, ...]
_CHANCE: Final = "Dat is meer dan toeval kan verklaren."


def than(facts: Facts) -> str:
    """Return what is compared with, as it follows "dan bij"."""
    return f"in {facts.beside.rest}" if facts.beside.gebied == NEDERLAND else f"bij {facts.beside.rest}"


def compared(fact: Fact, facts: Facts) -> Runs:
    """Say a verdict beside the benchmark in one sentence: name, value, word, their value."""
    beside = fact.beside
    if beside is None or beside.row is None or beside.rest is None:
        return ()
    one, of = fact.indicator, fact.variant
    own = amount(one, of, beside.row, facts.gm_code, short=False)
    theirs = amount(one, of, beside.rest, rest_gebied(facts))
    return (
        f"{one.naam}{_when(beside.row, facts)}: ", *own, f", {beside.verdict} dan {than(facts)} (", *theirs, ")."
    )  # fmt: skip


def stands(fact: Fact, facts: Facts) -> Runs:
    """Say in one sentence what a figure is, and that it does not differ from the benchmark where that is so."""
    if fact.row is None:
        return ()
    one, of, beside = fact.indicator, fact.variant, fact.beside
    own = amount(one, of, fact.row, facts.gm_code, short=False)
    start = f"{one.naam}{_when(fact.row, facts)}{', nog voorlopig' if fact.row['voorlopig'] else ''}: "
    if beside is None or beside.rest is None or beside.row is None or beside.verdict != "vergelijkbaar":
        return start, *own, "."
    if not same_period(beside.row, fact.row):
        return start, *own, "."
    theirs = amount(one, of, beside.rest, rest_gebied(facts))
    if plain(theirs) == plain(amount(one, of, fact.row, facts.gm_code)):
        return start, *own, f", net als {than(facts)}."
    return start, *own, f"; {than(facts)} ", *theirs, ", en dat verschil kan toeval zijn."


def moved(fact: Fact, facts: Facts) -> Runs:
    """Say in one sentence how far a figure lies from that of a year earlier."""
    found = fact.moved
    if found is None:
        return ()
    one, of = fact.indicator, fact.variant
    way = "gestegen" if found.rose else "gedaald"
    before = amount(one, of, found.before, facts.gm_code)
    return (
        f"{one.naam}{_when(found.row, facts)}: {way} in een jaar, van ", *before, " naar ",
        *amount(one, of, found.row, facts.gm_code, short=False), ".",
    )  # fmt: skip


def trending(fact: Fact, facts: Facts) -> Runs:
    """Say in one sentence which way the last five periods go, from the first to the last of them."""
    rows = facts.five(fact)
    if len(rows) < 2:
        return ()
    one, of = fact.indicator, fact.variant
    way = "gestegen" if fact.trend == "stijgt" else "gedaald"
    first, last = rows[0], rows[-1]
    return (
        f"{one.naam}: {way} over de laatste vijf {periods(fact)}, van ", *amount(one, of, first, facts.gm_code),
        f" ({_span(first)}) naar ", *amount(one, of, last, facts.gm_code, short=False), f" ({_span(last)}).",
    )  # fmt: skip


def periods(fact: Fact) -> str:
    """Return what the five periods of a trend are."""
    return "jaren" if fact.trend_kind == "jaar" else "kwartalen"


def goal(found: Goal, facts: Facts) -> Runs:
    """Say in one sentence how a goal stands: what was measured over which year, and what was promised by when."""
    word = "gehaald" if found.reached else "niet gehaald" if found.missed else "niet op koers"
    ask = "gevraagd was" if found.missed else "gevraagd is"
    until = found.row["gemeten_tot"]
    over = (
        str(until.year - 1)
        if goal_kind(found) == "jaar"
        else f"het jaar tot en met {texts.month(until - timedelta(days=1))}"
    )
    start = f"Het doel voor {lower(called(found))} is {word}: "
    return (
        start, *goal_value(found, facts, "gemeten"), f" over {over}, {ask} {side(found)} ",
        *goal_asked(found, facts), f" op {texts.day(found.stated.uiterlijk)}.",
    )  # fmt: skip


def called(found: Goal) -> str:
    """Return the name of what a goal is about, with its way of counting and its part."""
    naam = found.indicator.naam
    if found.variant is not found.indicator.standaard:
        naam += f" ({lower(found.variant.naam)})"
    return f"{naam}, {lower(found.deel)}" if found.deel else naam


def side(found: Goal) -> str:
    """Return minstens or hoogstens; of a fall the other way round, for it is told as so much less."""
    way = found.stated.streven.value
    if found.stated.soort is Soort.VERANDERING and found.stated.waarde < 0:
        return {"hoogstens": "minstens", "minstens": "hoogstens"}[way]
    return way


def goal_asked(found: Goal, facts: Facts) -> Runs:
    """Return what a goal asks: 30,0%, or 70,0% minder dan in 2018."""
    if found.stated.soort is Soort.VERANDERING:
        return *_change(found, facts, "doel", found.stated.waarde), f" dan in {found.row['basisjaar']}"
    return goal_value(found, facts, "doel")


def goal_value(found: Goal, facts: Facts, veld: str) -> Runs:
    """Return the measured value of a goal, or with ``veld`` doel what it asks."""
    value = found.stated.waarde if veld == "doel" else found.row[veld]
    if found.stated.soort is Soort.VERANDERING:
        return _change(found, facts, veld, value)
    one, of, until = found.indicator, found.variant, found.row["gemeten_tot"]
    row = {veld: value, "periode_van": until, "periode_tot": until}
    return amount(one, of, row, facts.gm_code, veld)


def answers(found: Goal) -> str:
    """Return the two answers to a goal, each with its symbol."""
    if not found.answered:
        return "◌ nog geen cijfer"
    return (
        f"{texts.REALISED[found.row['gerealiseerd']]}; {texts.STRUCTURAL[found.row['structureel']].partition(',')[0]}"
    )


def answers_told(found: Goal) -> str:
    """Say the two answers to a goal in one sentence."""
    return f"Geteld: {found.row['gerealiseerd']}; rekening houdend met toeval: {found.row['structureel']}."


def counted(fact: Fact, row: Row, gebied: str, *, over: bool = False) -> Runs:
    """Say what a figure leans on and how sure it is, in one sentence; with ``over`` of which period."""
    start = f"Geteld over {texts.span(row['periode_van'], row['periode_tot'])}: " if over else "Geteld: "
    one, of = fact.indicator, fact.variant
    methode = one.methode_van(of)
    sure = likely(fact, row, gebied)
    if methode is Methode.WILSON:
        leans: Runs = (of_figure(one, of, row, "teller", gebied), " van de ", *cases(one, of, row, gebied, "noemer"))
    else:
        leans = cases(one, of, row, gebied, "teller" if methode in (Methode.BYAR, Methode.RATIO) else "noemer")
    return start, *leans, "; ", *sure, "."


def likely(fact: Fact, row: Row, gebied: str) -> Runs:
    """Say between which limits the real value lies, as dashboard.charts.words.likely does."""
    if small := too_few(fact.indicator, fact.variant, row):
        return (small,)
    low, high = row["onder"], row["boven"]
    flat = low is not None and low == high and (row["noemer"] or 0) < HANDFUL
    if flat or (low is None and high is None):
        return ("te weinig gevallen om te zeggen hoe zeker dit is",)
    limits = limits_of(fact, row, gebied)
    return (
        ("waarschijnlijk ", *limits)
        if low is None or high is None or low == high
        else ("waarschijnlijk tussen ", *limits)
    )


def limits_of(fact: Fact, row: Row, gebied: str, *, between: str = " en ") -> Runs:
    """Return 20,1% en 27,0%, 20,1% of meer, or a dash."""
    one, of = fact.indicator, fact.variant
    low, high = row["onder"], row["boven"]
    if low is None and high is None:
        return ("–",)
    if high is None:
        return *amount(one, of, row, gebied, "onder"), " of meer"
    if low is None:
        return "tot ", *amount(one, of, row, gebied, "boven")
    if low == high:
        return amount(one, of, row, gebied, "boven")
    return of_figure(one, of, row, "onder", gebied), between, *amount(one, of, row, gebied, "boven")


def in_words(fact: Fact, row: Row, gebied: str) -> Runs:
    """Say a figure as its definition says it to a wethouder."""
    one = fact.indicator
    if is_rare(one, fact.variant, row):
        return ()
    return numbers.per_hundred(one, row, gebied)


def also_look(fact: Fact, facts: Facts) -> Runs:
    """Name the tegenmaat with its value, so that a figure cannot look better by leaving out the hard cases."""
    tegen = facts.tegenmaat(fact)
    if tegen is None:
        return ()
    start = f"Kijk ook naar {lower(tegen.indicator.naam)}: "
    if tegen.row is None or not tegen.known:
        state = "geen levering" if tegen.row is None else status(tegen.row).text.lower()
        return (f"{start}{state}.",)
    value = amount(tegen.indicator, tegen.variant, tegen.row, facts.gm_code, short=False)
    return (f"{start}", *value, f"{_when(tegen.row, facts)}.")


def rest_gebied(facts: Facts) -> str:
    """Return how numbers name the benchmark without the own gemeente."""
    return f"{facts.beside.gebied} zonder {facts.gm_code}"


def sure() -> str:
    """Say that a difference is no chance."""
    return _CHANCE


def capital(text: str) -> str:
    """Return ``text`` as a sentence begins with it."""
    return f"{text[:1].upper()}{text[1:]}"


def _span(row: Row) -> str:
    return texts.short_span(row["periode_van"], row["periode_tot"])


def _when(row: Row, facts: Facts) -> str:
    same = (row["periode_van"], row["periode_tot"]) == (facts.period.van, facts.period.tot)
    return "" if same else f" ({texts.span(row['periode_van'], row['periode_tot'])})"


def _change(found: Goal, facts: Facts, veld: str, value: float) -> Runs:
    one, of, until = found.indicator, found.variant, found.row["gemeten_tot"] or found.stated.uiterlijk
    shown = Number(
        texts.share(abs(value)), value, one.code, of.code, facts.gm_code, f"{until}/{until}", f"{veld}_verandering"
    )
    return shown, " minder" if value < 0 else " meer"
