"""What is typed about a goal or an intervention, held against the definitions and figures before it is stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from dashboard import texts
from dashboard.figures import promises
from dashboard.figures.promises import OWN_TRAIT, YEARLY, About
from dashboard.figures.source import Source
from metrics.indicators import BY_CODE
from metrics.measure import Eenheid
from queries.deliveries.labels import label
from queries.deliveries.rules import UnreadableError
from queries.doelen import Doel, DoelError, Interventie

LONGEST: Final = 80
LONGEST_TOLD: Final = 200
MOST_YEARS: Final = 30  # ahead: a goal further away is a typing error
_FIRST_YEAR: Final = 1990


@dataclass(frozen=True)
class GoalDraft:
    """A goal as far as it was filled in; the fields are those of queries.doelen.Doel."""

    indicator: str
    variant: str = "standaard"
    uitsplitsing: str = ""
    cel: str = ""
    soort: str = "niveau"
    waarde: float | None = None
    richting: str | None = None
    uiterlijk: date | None = None
    basisjaar: int | None = None
    basiswaarde: float | None = None
    geschat: bool = False
    bron: str = ""


def goal(source: Source, gm_code: str, draft: GoalDraft, today: date, was: Mapping[str, Any] | None = None) -> Doel:
    """Return a goal that can be stored; ``was`` is the row it replaces, of which a day gone by may stay.

    Raises queries.doelen.DoelError with one sentence about the first thing that is wrong.
    """
    of = _known(source, gm_code, draft)
    if draft.waarde is None:
        raise DoelError("Vul in wat u wilt bereiken.")
    _possible(draft, draft.waarde, of)
    until = _until(draft.uiterlijk, today, None if was is None else was["uiterlijk"])
    _base(draft, of, until)
    return Doel(
        gm_code, draft.indicator, draft.waarde, until, _text(draft.bron, "waar het doel is afgesproken"),
        draft.variant, draft.uitsplitsing, draft.cel, draft.soort, draft.richting, draft.basisjaar, draft.basiswaarde,
        "ja" if draft.geschat and draft.basiswaarde is not None else "onbekend",
    )  # fmt: skip


def measure(gm_code: str, naam: str, vanaf: date | None, beschrijving: str, bron: str, today: date) -> Interventie:
    """Return an intervention that can be stored; raises queries.doelen.DoelError with one sentence."""
    name = _text(naam, "hoe de maatregel heet")
    if vanaf is None:
        raise DoelError("Vul in op welke dag de maatregel begon.")
    if not _FIRST_YEAR <= vanaf.year <= today.year + MOST_YEARS:
        raise DoelError(f"De begindatum {texts.day(vanaf)} kan niet kloppen; kijk het jaar na.")
    told = _text(beschrijving, "wat er veranderde", LONGEST_TOLD) if beschrijving.strip() else None
    return Interventie(gm_code, name, vanaf, _text(bron, "waar dit is afgesproken"), told)


def _known(source: Source, gm_code: str, draft: GoalDraft) -> About:
    """Find what the goal is about."""
    if draft.indicator.startswith(OWN_TRAIT):
        raise DoelError("Een eigen kenmerk is zelf geen cijfer; kies een cijfer en het kenmerk als deel daarvan.")
    one = BY_CODE.get(draft.indicator)
    if one is not None and draft.variant not in {variant.code for variant in one.varianten}:
        raise DoelError(
            f"De manier van tellen '{draft.variant}' bestaat niet bij {one.naam}; kies er een uit de lijst."
        )
    of = promises.about(source, gm_code, draft.__dict__)
    if of is None:
        name = draft.indicator.removeprefix(YEARLY)
        raise DoelError(f"Het cijfer '{name}' bestaat niet voor deze gemeente; kies een cijfer uit de lijst.")
    if bool(draft.uitsplitsing) != bool(draft.cel):
        raise DoelError("Kies bij een uitsplitsing ook het deel waar het doel over gaat.")
    if draft.uitsplitsing and not of.metingen:
        raise DoelError(f"Over het deel '{draft.cel}' zijn er geen cijfers; kies een ander deel.")
    return of


def _possible(draft: GoalDraft, value: float, of: About) -> None:
    """Refuse what no figure can become."""
    if draft.soort == "verandering":
        if value < -100:
            raise DoelError(f"Meer dan 100% minder kan niet; u vulde {texts.number(-value, 1)}% minder in.")
        if not value:
            raise DoelError("Een verandering van 0% is geen doel; vul in hoeveel meer of minder het moet worden.")
        return
    if of.eenheid is Eenheid.PERCENT and not 0 <= value <= 100:
        raise DoelError(f"Een percentage ligt tussen 0 en 100; u vulde {texts.number(value, 1)} in.")
    if value < 0:
        raise DoelError("Dit cijfer kan niet onder nul komen; vul een getal vanaf 0 in, of kies een verandering.")


def _until(until: date | None, today: date, before: date | None) -> date:
    """Refuse a day that has gone by, unless it was there already."""
    if until is None:
        raise DoelError("Vul in op welke dag het doel gehaald moet zijn.")
    if until <= today and until != before:
        raise DoelError(f"De einddatum {texts.day(until)} is al voorbij; kies een dag na vandaag.")
    if until.year > today.year + MOST_YEARS:
        raise DoelError(f"De einddatum {texts.day(until)} ligt te ver weg; kies een dag binnen {MOST_YEARS} jaar.")
    return until


def _base(draft: GoalDraft, of: About, until: date) -> None:
    """Refuse a base that there is no figure of."""
    year, value = draft.basisjaar, draft.basiswaarde
    if year is None:
        if draft.soort == "verandering":
            raise DoelError("Een verandering vergelijkt met een eerder jaar; vul het basisjaar in.")
        if value is not None:
            raise DoelError("Bij een cijfer van toen hoort een jaar; vul ook het basisjaar in.")
        return
    if not _FIRST_YEAR <= year <= until.year:
        raise DoelError(f"Het basisjaar {year} kan niet kloppen; kies een jaar voor de einddatum.")
    if value is None and not any(one.tot == date(year + 1, 1, 1) for one in of.metingen):
        raise DoelError(f"Over heel {year} is er geen cijfer; vul het cijfer van toen zelf in, of kies een ander jaar.")
    if value is not None and value <= 0 and draft.soort == "verandering":
        raise DoelError("Van een cijfer van 0 is geen verandering in procenten te maken; kies een ander basisjaar.")


def _text(written: str, what: str, longest: int = LONGEST) -> str:
    """Return a text that may be kept: filled in, short, and without anything that may point to a person."""
    plain = " ".join(written.split())
    if not plain:
        raise DoelError(f"Vul in {what}.")
    try:
        return label(plain, longest)
    except UnreadableError:
        raise DoelError(
            f"Vul in {what} in hooguit {longest} tekens, zonder namen van mensen, adressen, datums of lange nummers."
        ) from None
