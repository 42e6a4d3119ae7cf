"""What is new for a gemeente, in at most five lines."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from dashboard import texts
from dashboard.charts.units import amount
from dashboard.charts.words import told_name, when
from dashboard.figures.benchmark import Benchmark
from dashboard.figures.news import Delivered, Flipped, News

MOST: Final = 5
_NAMED: Final = 3
_ALONE: Final = "Voor één cijfer apart: kies bij dat cijfer Verloop."
_FIRST: Final = tuple(texts.KINDS_OF_LEVERING)


def news_lines(news: News, beside: Benchmark) -> list[str]:
    """Return what is new, most pressing first: what is to be mended still, came, is final, moved, and flipped."""
    if news.nothing:
        return _refused(news.refused)
    lines = [
        *_refused(news.refused),
        *_delivered(news),
        *_final(news),
        *_moved(news),
        *_flipped(news, beside),
    ]
    return lines[:MOST]


def since_words(news: News) -> str:
    """Say since when something is new."""
    if news.since is None:
        return "Dit is de eerste keer dat er cijfers zijn"
    return f"Nieuw sinds publicatie {news.since.nummer} van {texts.day(news.since.datum)}"


def nothing_words(news: News) -> str:
    """Say that nothing is new, and since when."""
    if news.since is None:
        return "Er is nog niets geleverd dat meetelt."
    return (
        f"Niets veranderd sinds publicatie {news.since.nummer} van {texts.day(news.since.datum)}: er is niets bij "
        "geleverd, en er zijn geen cijfers definitief geworden."
    )


def _refused(refused: Sequence[Delivered]) -> list[str]:
    if not refused:
        return []
    one = refused[0]
    more = f" Zo zijn er nog {len(refused) - 1}." if len(refused) > 1 else ""
    return [f"✕ Nog te herstellen: {_named(one)}, geweigerd op {texts.day(one.dag)}.{more}"]


def _delivered(news: News) -> list[str]:
    found = sorted(news.delivered, key=lambda one: _FIRST.index(one.soort) if one.soort in _FIRST else len(_FIRST))
    kinds: dict[str, Delivered] = {}
    for one in found:  # of one soort the newest months
        if one.soort not in kinds or one.tot > kinds[one.soort].tot:
            kinds[one.soort] = one
    if not kinds:
        return ["Niets bij geleverd."] if news.since is not None else []
    shown = ", ".join(_named(one) for one in list(kinds.values())[:_NAMED])
    who = list(dict.fromkeys(one.organisatie for one in kinds.values()))
    makers = f"{who[0]} en {texts.count_of(len(who) - 1, 'ander', 'anderen')}" if len(who) > 1 else who[0]
    more = f" en {len(kinds) - _NAMED} andere soorten" if len(kinds) > _NAMED + 1 else ""
    more = " en 1 andere soort" if len(kinds) == _NAMED + 1 else more
    return [f"Geleverd door {makers}: {shown}{more}."]


def _named(one: Delivered) -> str:
    name = texts.KINDS_OF_LEVERING.get(one.soort, one.soort).lower()
    return f"{name} ({texts.short_span(one.van, one.tot)})"


def _final(news: News) -> list[str]:
    if news.final is None:
        return []
    until, count = news.final
    last = texts.month(until - timedelta(days=1))
    return [f"Definitief geworden: {texts.count_of(count, 'cijfer', 'cijfers')}, de meeste tot en met {last}."]


def _moved(news: News) -> list[str]:
    if not news.moved:
        if news.final is None:
            return []
        if news.final[1] == 1:
            return ["Dat cijfer verschilt niet zeker van een jaar eerder."]
        # Many at once are held to wider limits than one alone, of which Trend may say that it rose.
        return [
            f"Kijken we naar al deze cijfers samen, dan verschilt er geen enkel zeker van een jaar eerder. {_ALONE}"
        ]
    told = [
        f"{'▲' if found.rose else '▼'} {told_name(one)} (van {amount(one, one.standaard, found.before['waarde'])} "
        f"naar {amount(one, one.standaard, found.row['waarde'])})"
        for one, found in news.moved[:_NAMED]
    ]
    more = len(news.moved) - _NAMED
    rest = f" en nog {more}" if more > 0 else ""
    alone = f" {_ALONE}" if news.final is not None and news.final[1] > 1 else ""
    return [f"Meer veranderd in een jaar dan toeval verklaart: {'; '.join(told)}{rest}.{alone}"]


def _flipped(news: News, beside: Benchmark) -> list[str]:
    lines: list[str] = []
    if news.goals:
        lines.append(f"Doel: {'; '.join(_was(flip) for flip in news.goals[:_NAMED])}.")
    if news.verdicts:
        over = when(news.verdicts[0].row)
        told = "; ".join(_was(flip) for flip in news.verdicts[:_NAMED])
        lines.append(f"Ander oordeel naast {beside.rest}, over {over}: {told}.")
    return lines


def _was(flip: Flipped) -> str:
    return f"{flip.indicator.naam} was {flip.was}, is nu {flip.nu}"
