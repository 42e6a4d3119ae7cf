"""The words of a goal: what it is about, what it asks, its two answers, and where it came from."""

from collections.abc import Mapping
from datetime import date, timedelta
from html import escape
from typing import Any

import polars as pl

from dashboard import texts
from dashboard.charts.units import unit
from dashboard.figures.promises import OWN_TRAIT, YEARLY, About, Promise
from metrics.control.target import Zekerheid
from metrics.goals.target_words import dutch, shown
from metrics.goals.targets import Soort
from metrics.measure import Richting

_STEADY = {
    Zekerheid.HAALT: "Losse maanden schommelen, maar halen het doel naar verwachting steeds.",
    Zekerheid.WISSELT: "Losse maanden schommelen zo sterk dat de ene het doel kan halen en de andere niet.",
    Zekerheid.HAALT_NIET: "Losse maanden schommelen, maar halen het doel naar verwachting steeds niet.",
}
_TONES = {"gehaald": "goed", "op koers": "goed", "niet op koers": "slecht", "niet gehaald": "slecht"}
_MONTH = 30.44  # days
_YEAR = 365


def called(row: Mapping[str, Any], about: About | None) -> str:
    """Return what a goal is about, with its part and way of counting."""
    if about is None:
        return str(row["indicator"]).removeprefix(YEARLY).removeprefix(OWN_TRAIT)
    naam = about.naam
    if about.definitie is not None:
        one, variant = about.definitie
        naam += "" if variant is one.standaard else f" ({variant.naam[:1].lower()}{variant.naam[1:]})"
    return f"{naam}: {about.deel}" if about.deel else naam


def asked(promise: Promise) -> str:
    """Return what a goal asks: minstens 30,0%, or minstens 70,0% minder dan in 2018."""
    stated = promise.gesteld
    if stated is None:
        value = float(promise.row["waarde"])
        return texts.number(value, 0 if value.is_integer() else 1)
    side = stated.streven.value
    if stated.soort is Soort.NIVEAU:
        return f"{side} {shown(stated.waarde, stated.eenheid)}"
    less = stated.waarde < 0
    turned = {"hoogstens": "minstens", "minstens": "hoogstens"}[side] if less else side
    return f"{turned} {_change(stated.waarde)} dan in {promise.row['basisjaar']}"


def title(promise: Promise) -> str:
    """Return the finding: the newest figure and what was asked by when."""
    row, about = promise.row, promise.about
    naam, until = called(row, about), texts.day(row["uiterlijk"])
    if about is None or row["gemeten"] is None:
        return f"{naam}: het doel is {asked(promise)} op {until}"
    told = _change(row["gemeten"]) if promise.verandering else shown(row["gemeten"], about.eenheid)
    return f"{naam}: nu {told}, het doel is {asked(promise)} op {until}"


def answers_html(promise: Promise, today: date) -> str:
    """Return the two answers and the time that is left, each with a word and a symbol."""
    row = promise.row
    if row["gerealiseerd"] is None:
        answers = [("Stand", "◌ geen cijfer om aan te houden", "")]
    else:
        realised, structural = row["gerealiseerd"], row["structureel"]
        answers = [
            ("Geteld", texts.REALISED[realised], _TONES.get(realised, "")),
            ("Rekening houdend met toeval", texts.STRUCTURAL[structural].partition(",")[0], _TONES.get(structural, "")),
        ]
    answers.append(("Tot de einddatum", _left(row["uiterlijk"], today), ""))
    cells = "".join(
        f'<div><dt>{escape(name)}</dt><dd class="{tone}">{escape(told)}</dd></div>' for name, told, tone in answers
    )
    return f'<dl class="doel-antwoord">{cells}</dl>'


def notes(promise: Promise) -> list[str]:
    """Return the sentences below a goal: what was found, its base, and what the months say."""
    told = [str(promise.row["zin"])]
    if promise.basis is not None:
        told.append(_base(promise))
    if promise.steeds is not None:
        told.append(_STEADY[promise.steeds])
    return told


def origin(row: Mapping[str, Any]) -> str:
    """Say where a goal or intervention was agreed, and how it came here."""
    agreed = f"Afgesproken in: {row['bron']}."
    if row["levering"] is not None:
        return f"{agreed} Aangeleverd met levering {row['levering']}."
    if row["ingevoerd_op"] is None:
        return agreed
    return f"{agreed} Ingevoerd door {row['ingevoerd_door']} op {texts.day(row['ingevoerd_op'])}."


def unit_told(about: About) -> str:
    """Say in which unit a goal is typed, and which side is good."""
    words = unit_words(about)
    told = words if words.startswith("per ") else f"in {words}" if words != "aantal" else "een aantal"
    return f"Dit cijfer is {told}. {about.richting.uitleg}"


def newest_told(about: About) -> str:
    """Say the newest figure, to aim from."""
    if not about.metingen:
        return "Over deze gemeente is er nog geen cijfer. Het doel krijgt een oordeel zodra dat er is."
    now = about.metingen[-1]
    sure = ""
    if now.onder is not None and now.boven is not None:
        sure = f" (waarschijnlijk tussen {shown(now.onder, about.drawn_in)} en {shown(now.boven, about.drawn_in)})"
    return f"Nieuwste cijfer: {shown(now.waarde, about.drawn_in)}{sure}, over {period(now.tot, about.kind)}."


def period(until: date, kind: str) -> str:
    """Return the period of a figure that ends before ``until``."""
    last = until - timedelta(days=1)
    return str(last.year) if kind in ("jaar", "jaarcijfer") else f"de 12 maanden tot en met {texts.month(last)}"


def table(promise: Promise) -> pl.DataFrame:
    """Return the figures of a goal as numbers, newest first; shares stay shares."""
    about = promise.about
    metingen = () if about is None else tuple(reversed(about.metingen))
    kind = "" if about is None else about.kind
    return pl.DataFrame(
        {
            "Periode": [period(one.tot, kind) for one in metingen],
            "Waarde": [one.waarde for one in metingen],
            "Waarschijnlijk vanaf": [one.onder for one in metingen],
            "Waarschijnlijk tot": [one.boven for one in metingen],
            "Stand": ["definitief" if one.definitief else "voorlopig" for one in metingen],
        },
        schema={
            "Periode": pl.String, "Waarde": pl.Float64, "Waarschijnlijk vanaf": pl.Float64,
            "Waarschijnlijk tot": pl.Float64, "Stand": pl.String,
        },
    )  # fmt: skip


def _change(part: float) -> str:
    return f"{dutch(abs(100 * part), 1)}% {'minder' if part < 0 else 'meer'}"


def _base(promise: Promise) -> str:
    basis, about = promise.basis, promise.about
    if basis is None or about is None:
        return ""
    guess = ", een schatting" if basis.geschat else ""
    given = "zoals bij het doel is opgegeven" if promise.row["basiswaarde"] is not None else "zoals geteld"
    return f"Basis: {shown(basis.waarde, about.drawn_in)} in {promise.row['basisjaar']}, {given}{guess}."


def _left(until: date, today: date) -> str:
    days = (until - today).days
    if days < 0:
        return f"voorbij sinds {texts.day(until)}"
    if days >= 2 * _YEAR:
        return f"nog {days // _YEAR} jaar"
    return (
        f"nog {texts.count_of(round(days / _MONTH), 'maand', 'maanden')}" if days >= 2 * _MONTH else f"nog {days} dagen"
    )


def good_side(about: About) -> str:
    """Return the side that a goal wants when nobody says otherwise."""
    return "hoogstens" if about.richting is Richting.LAGER_IS_BETER else "minstens"


def unit_words(about: About) -> str:
    """Return the unit in which a goal is typed; an index is typed as a change, from counts."""
    if about.definitie is None or about.drawn_in is not about.eenheid:
        return "aantal"
    return unit(*about.definitie)
