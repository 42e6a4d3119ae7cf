"""Profiel: one gemeente over all indicators, each within the spread of its group."""

from collections.abc import Callable
from urllib.parse import urlencode

import polars as pl

from dashboard import texts
from dashboard.charts.spine import profile_title, spine_html, spine_table
from dashboard.figures import profile, standing
from dashboard.panels import states
from dashboard.panels.choices import Choice
from dashboard.panels.context import Context
from dashboard.panels.picture import Html, Picture, show
from metrics.definition import Indicator

_READING = (
    "Zo leest u een balk: hij loopt van de laagste tot de hoogste andere gemeente, het dikke deel is de middelste "
    "helft, en de streep in het midden is de groep samen. Het teken is {naam}, met de marge als dunne lijn: een open "
    "rondje wijkt niet af, een gevuld rondje is beter, een ruit slechter, een driehoek hoger of lager. Een pijl aan "
    "de rand: de marge loopt daar verder door. Rechts is altijd de goede kant; in de tweede tabel is rechts hoger. "
    "Elke balk heeft een eigen schaal, die niet bij nul begint."
)
_ROUNDED = (
    "De aantallen van anderen zijn afgerond op vijftallen, en wie te kleine aantallen heeft, staat niet in de balk. "
    "Het eigen cijfer is exact. Elk cijfer is over de laatste periode die af is."
)
_SHOWN = 0.05  # less is 0,0 in one decimal


def render(context: Context, choice: Choice) -> None:
    """Show every indicator of the own gemeente beside its group, with how many would differ by chance."""
    source = context.source
    lines = profile.profile(source, choice.gm_code, choice.kind, choice.beside)
    if not lines:
        states.too_little(
            f"Er is nog niets om {choice.naam} mee te vergelijken.", "Kies hierboven een andere groep of periode."
        )
        return
    if all(line.row is None or line.row["waarde"] is None for line in lines):
        states.empty(
            f"Over {choice.naam} is geen cijfer dat af is.",
            "Het profiel komt er zodra er gegevens zijn geleverd en berekend. Kies tot dan een andere gemeente.",
        )
        return
    chance = profile.chance(pl.Series([line.verdict for line in lines], dtype=pl.String))
    expected = texts.number(chance.verwacht, 1) if chance.verwacht >= _SHOWN else "minder dan 0,1"
    told = (
        f"**Hoeveel is toeval?** We vergelijken {chance.aantal} cijfers. Ook als {choice.naam} nergens echt afwijkt, "
        f"valt er door toeval gemiddeld {expected} op."
    )
    title = profile_title(lines, choice.naam, choice.beside)
    show(
        Picture(
            "vergelijken_profiel",
            title,
            Html(spine_html(lines, choice.beside, _address(context, choice))),
            f"Profiel van {choice.naam} in {len(lines)} cijfers naast {choice.beside.rest}.",
            spine_table(lines),
            f"Bron: de registraties van de gemeenten. {standing.origin(source, choice.beside)}",
            notes=(_READING.format(naam=choice.naam), *([told] if chance.aantal else []), _ROUNDED),
        )
    )


def _address(context: Context, choice: Choice) -> Callable[[Indicator], str] | None:
    """Return where an indicator is shown over time, with the same choices."""
    page = context.pages.get("trend")
    if page is None:
        return None

    def address(indicator: Indicator) -> str:
        named = {"gemeente": choice.naam, "periode": texts.PERIODS[choice.kind], "vergelijk": choice.beside.naam}
        return f"{page.url_path}?{urlencode(named | {'trend_indicator': indicator.naam})}"

    return address
