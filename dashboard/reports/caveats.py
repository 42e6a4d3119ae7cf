"""What the figures of a report cannot say: what is missing, may change, is unknown, or is not shown."""

from collections.abc import Iterator, Sequence
from typing import Final

import polars as pl

from dashboard import texts
from dashboard.charts.words import lower
from dashboard.figures import quality, stored
from dashboard.figures.benchmark import NEDERLAND
from dashboard.figures.others import places
from dashboard.reports import numbers
from dashboard.reports.content import Number, Paragraph, Run
from dashboard.reports.facts import Fact, Facts
from metrics.comparison.multiplicity import by_chance
from metrics.figures import Limits
from metrics.months import months_later

_MUCH: Final = 0.1  # a tenth unknown is worth a word
_MOST_TOLD: Final = 3
_NOT_KNOWN: Final = "Van een deel van de gevallen is de uitkomst niet bekend: "
_NOT_COMPARED: Final = "het cijfer is niet af of niet volledig, of er zijn te weinig gevallen of te weinig anderen"
_LITTLE: Final = 0.05  # less is 0,0 in one decimal
_Runs = tuple[Run, ...]


def caveats(facts: Facts) -> tuple[Paragraph, ...]:
    """Return a paragraph for each thing that the figures of a report cannot say."""
    shown = facts.watched  # the tegenmaten too
    made = (
        _trust(facts),
        missing(facts),
        *_states(shown, facts),
        _unknown(shown, facts),
        _compared_with(facts),
    )
    return tuple(Paragraph(runs) for runs in made if runs)


def chance(facts: Facts, *, nothing: bool) -> Paragraph:
    """Say how many figures were looked at, and how many would stand out if nothing differed."""
    beside = sum(_compared(fact) for fact in facts.watched)
    years = sum(fact.moved is not None and fact.moved.verdict in texts.VERDICTS for fact in facts.watched)
    looked = by_chance(beside + years)
    if not looked.aantal:
        return Paragraph(
            ("Er is nog geen cijfer dat we met anderen of met een jaar eerder kunnen vergelijken.",), "klein"
        )
    runs: list[Run] = ["We vergeleken "]
    if beside:
        runs += [numbers.plain_count(beside, "vergeleken"), f" cijfers met {facts.beside.rest}"]
    if years:
        runs += [" en " if beside else "", numbers.plain_count(years, "jaar_eerder"), " cijfers met een jaar eerder"]
    runs.append(". Geen daarvan verschilt meer dan toeval kan verklaren. " if nothing else ". ")
    if looked.verwacht < _LITTLE:
        runs.append("Ook als niets echt anders is, valt er bijna nooit iets op.")
    else:
        mean = Number(texts.number(looked.verwacht, 1), looked.verwacht, "", "", "", "", "toeval")
        runs += ["Als niets echt anders is, vallen er gemiddeld ", mean, " cijfers op."]
    return Paragraph(tuple(run for run in runs if run), "klein")


def _trust(facts: Facts) -> _Runs:
    badge = quality.badge(facts.source, facts.gm_code)
    told = numbers.told(badge.zin, "kwaliteit", facts.gm_code)
    return f"Gegevens: {badge.symbool} {badge.woord}. ", *told


def missing(facts: Facts) -> _Runs:
    """Name in one sentence per register the months of the period that were not delivered whole."""
    counts = stored.own(facts.source, facts.gm_code)
    if counts is None:
        return ()
    wanted = [facts.period.van]
    while (after := months_later(wanted[-1], 1)) < facts.period.tot:
        wanted.append(after)
    told: list[str] = []
    for soort, tabel in quality.REGISTERS.items():
        delivered = counts.dekking.filter(tabel=tabel, gm_code=facts.gm_code)
        if delivered.is_empty():
            told.append(f"Van {texts.KINDS_OF_LEVERING[soort].lower()} is nooit iets geleverd.")
            continue
        whole = set(delivered.filter("volledig")["maand"])
        absent = [month for month in wanted if month not in whole]
        if absent:
            names = (
                "de hele periode" if len(absent) == len(wanted) else _listed([texts.month(month) for month in absent])
            )
            told.append(f"Van {texts.KINDS_OF_LEVERING[soort].lower()} ontbreekt {names} (geheel of deels).")
    return (" ".join(told),) if told else ()


def _states(shown: Sequence[Fact], facts: Facts) -> Iterator[_Runs]:
    absent = [fact.indicator.naam for fact in shown if not fact.delivered]
    if absent:
        yield (f"Niet geleverd, en dus geen cijfer: {_listed([lower(name) for name in absent])}.",)
    open_ = [
        lower(fact.indicator.naam) for fact in shown if fact.known and fact.row is not None and fact.row["voorlopig"]
    ]
    if open_:
        yield (f"Voorlopig, het cijfer kan nog veranderen: {_listed(open_)}. Daarover geven we geen oordeel.",)
    older = [lower(fact.indicator.naam) for fact in shown if _older(fact, facts)]
    if older:
        yield (f"Nog niet bekend over deze periode, daarom over een eerdere: {_listed(older)}.",)
    hidden = [lower(fact.indicator.naam) for fact in shown if fact.known and not _compared(fact)]
    if len(hidden) == sum(fact.known for fact in shown):
        yield (f"Geen van deze cijfers is te vergelijken: {_NOT_COMPARED}.",)
    elif hidden:
        yield (f"Niet te vergelijken: {_listed(hidden)}. Reden: {_NOT_COMPARED}.",)


def _older(fact: Fact, facts: Facts) -> bool:
    return fact.known and fact.row is not None and fact.row["periode_tot"] < facts.period.tot


def _compared(fact: Fact) -> bool:
    return fact.beside is not None and fact.beside.verdict in texts.VERDICTS


def _unknown(shown: Sequence[Fact], facts: Facts) -> _Runs:
    """Name the figures of which much is unknown, the most first."""
    found: list[tuple[float, Fact]] = []
    for fact in shown:
        row = fact.row
        if row is None or not row["onbekend"] or fact.variant.bevolking is not None:
            continue
        part = row["onbekend"] / ((row["noemer"] or 0) + row["onbekend"])
        if part > _MUCH:
            found.append((part, fact))
    found.sort(key=lambda pair: -pair[0])
    runs: list[Run] = []
    for part, fact in found[:_MOST_TOLD]:
        row = fact.row or {}
        number = Number(
            texts.share(part, 0), part, fact.indicator.code, fact.variant.code, facts.gm_code, numbers.over(row),
            "deel_onbekend",
        )  # fmt: skip
        runs += [
            f"{', ' if runs else _NOT_KNOWN}{lower(fact.indicator.naam)} (",
            number,
            ")",
        ]
    if not runs:
        return ()
    limit = Number(texts.share(Limits().most_unknown, 0), Limits().most_unknown, "", "", "", "", "norm")
    return *runs, ". Boven ", limit, " tonen we alleen tussen welke grenzen het cijfer ligt."


def _compared_with(facts: Facts) -> _Runs:
    """Say who the others are, from which publication, and how many of them delivered."""
    if facts.beside.gebied == NEDERLAND.gebied or facts.beside.leden is None:
        return ("Vergeleken met de rest van Nederland: er is te weinig bekend om vergelijkbare gemeenten te kiezen.",)
    named = places(facts.source).filter(pl.col("gm_code").is_in(list(facts.beside.leden)))["naam"].to_list()
    published = stored.published(facts.source, facts.beside.gebied)
    runs: list[Run] = [
        "Vergelijkbaar zijn hier de ", numbers.plain_count(len(named), "gemeenten", facts.beside.gebied),
        f" gemeenten die het meest op {facts.naam} lijken in grootte, inkomen en woningen: {_listed(named)}.",
    ]  # fmt: skip
    if published is None:
        runs.append(" Van hen is nog niets gepubliceerd, dus we vergelijken niet.")
    else:
        runs.append(" Aantallen van anderen zijn afgerond op vijf; kleine aantallen tonen we niet.")
    return tuple(runs)


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} en {names[-1]}"
