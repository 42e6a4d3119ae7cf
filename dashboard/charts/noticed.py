"""What to know of a gemeente first: what changed, what stands out, and how far its figures can be trusted."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Final

from dashboard import texts
from dashboard.charts import words
from dashboard.figures.benchmark import Benchmark
from dashboard.figures.quality import Badge
from dashboard.figures.said import Event
from dashboard.figures.standing import Card
from metrics.comparison.multiplicity import Toeval

_SHOWN: Final = 0.5  # of less than half a figure nobody has a picture
_TENTH: Final = 0.05  # less is 0,0 in one decimal
_ORDER: Final = ("slechter", "beter", "hoger", "lager")
_HEADS: Final[Mapping[str, str]] = {"slechter": "Slechter", "beter": "Beter", "hoger": "Hoger", "lager": "Lager"}


def on_top_html(
    since: str, changes: Sequence[str], cards: Sequence[Card], beside: Benchmark, chance: Toeval, badge: Badge
) -> str:
    """Return both lists side by side: what changed ``since``, and what stands out; ``changes`` are plain sentences."""
    lines = "".join(f"<li>{escape(line)}</li>" for line in changes)
    return (
        f'<section class="bovenaan"><div class="nieuws"><h2>Wat is er veranderd</h2><p>{escape(since)}</p>'
        f"{f'<ul>{lines}</ul>' if lines else ''}</div>"
        f'<div class="opvalt"><h2>Wat opvalt</h2>{noticed_html(cards, beside, chance)}{_badge_html(badge)}</div>'
        "</section>"
    )


def noticed_html(cards: Sequence[Card], beside: Benchmark, chance: Toeval) -> str:
    """Say what stands out from the rest, and how many would do so by chance alone."""
    if not chance.aantal:
        return f"<p>Er is nog geen cijfer dat we met {escape(beside.rest)} kunnen vergelijken.</p>"
    different = {
        verdict: [words.told_name(card.indicator) for card in cards if card.verdict == verdict] for verdict in _ORDER
    }  # fmt: skip
    count = sum(len(names) for names in different.values())
    if not count:
        them = (
            "Het ene cijfer dat we kunnen vergelijken, wijkt niet af"
            if chance.aantal == 1
            else f"Geen van de {chance.aantal} vergeleken cijfers wijkt af"
        )
        return f"<p>{them} van {escape(beside.rest)}.</p>"
    lines = "".join(
        f'<li><span class="oordeel {verdict}">{escape(texts.VERDICTS[verdict].symbol)} {_HEADS[verdict]}</span>: '
        f"{escape('; '.join(names))}</li>"
        for verdict, names in different.items()
        if names
    )
    told = f"{count} van de {chance.aantal} vergeleken cijfers {'wijkt' if count == 1 else 'wijken'} af"
    return (
        f"<p>{told} van {escape(beside.rest)}.</p><ul>{lines}</ul>"
        f'<p class="toeval">{escape(by_chance_words(chance))}</p>'
    )


def merged_html(joined: Event, naam: str) -> str:
    """Say when gemeenten were merged, and that figures of before are of all of them."""
    return (
        f'<p class="melding"><strong>Herindeling op {texts.day(joined.dag)}: {escape(joined.naam)}.</strong> Alle '
        f"cijfers gaan over {escape(naam)} van nu, ook die van daarvoor: de oude gemeenten zijn opgeteld.</p>"
    )


def by_chance_words(chance: Toeval) -> str:
    """Say how many would stand out if none differed; a mean that rounds to nothing is not nothing."""
    if chance.verwacht >= _SHOWN:
        return chance.zin
    mean = texts.number(chance.verwacht, 1) if chance.verwacht >= _TENTH else "minder dan 0,1"
    return f"Door toeval alleen valt er hier bijna nooit een op: gemiddeld {mean} van de {chance.aantal}."


def _badge_html(badge: Badge) -> str:
    return (
        f'<p class="staat"><strong>Gegevens: {escape(badge.symbool)} {escape(badge.woord)}.</strong> '
        f"{escape(badge.zin)}</p>"
    )
