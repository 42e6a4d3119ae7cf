"""What is said of a gemeente among others: its figure, who surely differs, what chance would do, and its place."""

from typing import Final

from dashboard import texts
from dashboard.charts import words
from dashboard.charts.answers import Answer
from dashboard.charts.units import amount, with_unit
from dashboard.figures.benchmark import NEDERLAND, Benchmark
from dashboard.figures.funnels import Funnel
from dashboard.figures.others import Field
from dashboard.figures.standouts import Place, Standouts
from dashboard.figures.together import Together
from metrics.comparison.multiplicity import VEEL
from metrics.comparison.oordelen import VERGELIJKBAAR
from metrics.definition import Indicator, Variant

_MOST_NAMES: Final = 8
DIFFERENT: Final = ("beter", "slechter", "hoger", "lager")
_STRICTER: Final = (
    " We noemen er meer die zeker hoger of lager zijn: daarvan mag 1 op de 20 toeval zijn. Voor een plaats moeten alle "
    "vergelijkingen tegelijk kloppen. Daarom is die ruimer."
)


def own_sentence(found: Field, indicator: Indicator, variant: Variant, naam: str) -> str:
    """Say the own figure with how sure it is; without one, say why."""
    own, over = found.own, f"over {texts.span(found.van, found.tot)}"
    if own is None:
        return f"**{naam}**: {over} is niets geleverd. Dat is iets anders dan nul."
    if own["waarde"] is None:
        return f"**{naam}**: {over} is er geen cijfer. {words.status(own).explanation}"
    shown = (
        f"**{naam}: {with_unit(indicator, variant, own['waarde'])}** {over} ({words.likely(indicator, variant, own)})."
    )
    if own["status"] != "ok":
        shown += f" {words.status(own).explanation}"
    return shown


def group_words(beside: Benchmark) -> str:
    """Return the comparison group as it stands after "Van": de 10 meest vergelijkbare gemeenten."""
    return "alle andere gemeenten" if beside.leden is None else beside.rest


def sure_sentence(
    said: Standouts | None, found: Field, indicator: Indicator, variant: Variant, beside: Benchmark
) -> str:
    """Say how many of the group surely have a higher or a lower figure, and how many are to be seen at all."""
    group = group_words(beside)
    if said is None or not said.vergeleken:
        return _why_not(found, indicator, variant, group)
    peers = len(found.peers)
    comparable = f"is er {said.vergeleken}" if said.vergeleken == 1 else f"zijn er {said.vergeleken}"
    start = f"Van {group}" if said.vergeleken == peers else f"Van {group} {comparable} te vergelijken"
    have = "heeft" if len(said.hoger) == 1 else "hebben"
    join = f" {have}" if said.vergeleken == peers else f": daarvan {have}"
    if not said.hoger and not said.lager:
        return f"{start}{join} er geen zeker een hoger of lager cijfer. Elk verschil kan toeval zijn."
    higher, lower = (_number(len(names)) for names in (said.hoger, said.lager))
    return f"{start}{join} er **{higher} zeker een hoger** cijfer en **{lower} zeker een lager**."


def names_sentence(said: Standouts) -> str:
    """Name who surely differs, the largest difference first."""
    parts = [
        f"Zeker {word}: {listed(names)}." for word, names in (("hoger", said.hoger), ("lager", said.lager)) if names
    ]
    return " ".join(parts)


def sides(said: Standouts, indicator: Indicator) -> list[Answer]:
    """Answer who surely has a higher, and who a lower figure; where one way is good, that of whom one may learn."""
    good = {"+": "hoger", "-": "lager"}.get(indicator.richting.value)
    made: list[Answer] = []
    for word, symbol, names in (("hoger", "▲", said.hoger), ("lager", "▼", said.lager)):
        better = f" ({'beter' if word == good else 'slechter'})" if good else ""
        shown = f"{symbol} {len(names)} van {said.vergeleken}" if names else f"– geen van {said.vergeleken}"
        ask = " Vraag hoe zij het doen; het cijfer zegt niet waardoor het komt." if names and word == good else ""
        told = f"{listed(names)}.{ask}" if names else "Elk verschil die kant op kan toeval zijn."
        made.append(Answer(f"Zeker {word}{better}", shown, told))
    return made


def beside_all(
    found: Field, group: Together | None, indicator: Indicator, variant: Variant, beside: Benchmark
) -> Answer:
    """Answer how the own figure compares with that of the group together, as the other pages do."""
    question = f"Naast {beside.rest} samen"
    if group is None:
        return Answer(question, "– geen vergelijking", "Van deze groep is over deze periode geen cijfer.")
    theirs = f"Samen: {amount(indicator, variant, group.waarde)}."
    if found.own is None or found.own["waarde"] is None:
        return Answer(question, "– geen vergelijking", f"{theirs} Er is geen eigen cijfer om ernaast te zetten.")
    if group.verdict not in texts.VERDICTS:
        return Answer(question, "– geen vergelijking", f"{theirs} Er zijn te weinig gegevens voor een oordeel.")
    word = texts.VERDICTS[group.verdict]
    short = word.text.removesuffix(" dan").removesuffix(" met")
    tone = group.verdict if group.verdict in ("beter", "slechter") else ""
    return Answer(question, f"{word.symbol} {short}", f"{theirs} {word.explanation}", tone)


def look_also_at(tegen: Indicator, own: words.Row | None, others: float | None, beside: Benchmark) -> Answer:
    """Show the tegenmaat beside that of the group: a figure can look better by leaving out the hard cases."""
    variant = tegen.standaard
    shown = "geen cijfer" if own is None or own["waarde"] is None else amount(tegen, variant, own["waarde"])
    theirs = "" if others is None else f"{capital(group_words(beside))} samen: {amount(tegen, variant, others)}. "
    why = f"{theirs}Een cijfer kan beter lijken door moeilijke gevallen weg te laten; dan verandert dit."
    return Answer(f"Kijk ook naar: {words.lower(tegen.naam)}", shown, why)


def chance_sentence(said: Standouts, verdict: str | None = None) -> str:
    """Say how many would stand out by chance, and how many do: looked at one by one, and together.

    ``verdict`` is that beside all together: where it finds no difference and single ones do, that is explained.
    """
    named = len(said.hoger) + len(said.lager)
    stand, stay = ("valt" if said.los == 1 else "vallen"), ("blijft" if named == 1 else "blijven")
    still = (
        " Naast allemaal samen zijn we nog strenger (99,8%). Daarom is het oordeel daar vergelijkbaar, ook al "
        f"{'verschilt er een gemeente' if named == 1 else 'verschillen er gemeenten'} zeker."
    )
    return (
        f"**Hoeveel is toeval?** Eén voor één bekeken {stand} er {_number(said.los)} op; door toeval alleen zouden dat "
        f"er gemiddeld {_mean(said.toeval.verwacht)} zijn. Daarom toetsen we strenger: van wie we noemen, is hooguit 1 "
        f"op de 20 toeval. Dan {stay} er {_number(named)} over."
        f"{still if named and verdict == VERGELIJKBAAR else ''}"
    )


def place_sentence(place: Place | None, naam: str, said: Standouts | None = None) -> str:
    """Say the place of the own gemeente with how unsure it is; one that may be nearly any says nothing.

    Where more are named as surely higher or lower (``said``) than the place leaves room for, say why.
    """
    if place is None:
        return ""
    higher, lower = (0, 0) if said is None else (len(said.hoger), len(said.lager))
    tighter = place.beste <= higher or place.slechtste > place.aantal - lower
    return f"{_place(place, naam)}{_STRICTER if tighter else ''}"


def _place(place: Place, naam: str) -> str:
    if says_nothing(place):
        return (
            f"Welke plaats {naam} heeft, is niet te zeggen: door toeval kan het elke plaats zijn van {place.beste} tot "
            f"en met {place.slechtste}, van de {place.aantal}."
        )
    sure = f"waarschijnlijk tussen {place.beste} en {place.slechtste}"
    shown = f"{naam} staat op plaats {place.rang} van {place.aantal} (plaats 1 is het hoogste cijfer), {sure}."
    near = [
        f"Net {word}: {listed(names)}." for word, names in (("hoger", place.boven), ("lager", place.onder)) if names
    ]
    return " ".join([shown, *near])


def says_nothing(place: Place) -> bool:
    """Tell whether chance alone may bring a gemeente to more than two thirds of all places."""
    return place.slechtste - place.beste + 1 > place.aantal * 2 / 3


def short_place(place: Place | None) -> str:
    """Return the place as it stands beside a point."""
    if place is None:
        return ""
    if says_nothing(place):
        return f"plaats {place.beste} tot en met {place.slechtste}"
    return f"plaats {place.rang}, waarschijnlijk {place.beste}–{place.slechtste}"


def ranked_title(said: Standouts | None, indicator: Indicator, naam: str, beside: Benchmark) -> str:
    """Return the finding of the ranked list."""
    if said is None or not said.vergeleken:
        return f"{indicator.naam}: {words.lower(beside.naam) if beside != NEDERLAND else beside.naam} op volgorde"
    higher, lower = len(said.hoger), len(said.lager)
    if not higher and not lower:
        them = "de ene andere niet" if said.vergeleken == 1 else f"geen van de {said.vergeleken}"
        return f"{indicator.naam}: {naam} verschilt van {them} meer dan toeval"
    parts = [f"{number} zeker {word}" for number, word in ((higher, "hoger"), (lower, "lager")) if number]
    return f"{indicator.naam}: van {said.vergeleken} gemeenten {' en '.join(parts)} dan {naam}"


HOW_COMPARED: Final = (
    "Twee gemeenten verschillen zeker als het verschil groter is dan de marges van beide samen. In die marges zit "
    "toeval, afronding, en dat maanden van elkaar verschillen. Bij een percentage ook dat gevallen van één huishouden "
    "op elkaar lijken: bij anderen even vaak als bij u, nemen we aan. Omdat we er veel tegelijk bekijken, gebruiken we "
    "de methode van Benjamini en Hochberg."
)


def outside_sentence(made: Funnel, names: tuple[str, ...]) -> str:
    """Say how many lie outside a funnel and how many would by chance, and name the furthest, besides the own."""
    told = f" Het verst erbuiten: {listed(names)}." if names else ""
    return (
        f"{capital(outside_words(made))} buiten de buitenste lijnen. Door toeval "
        f"alleen zouden dat er gemiddeld {_mean(made.toeval.verwacht)} zijn.{told}"
    )


def outside_words(made: Funnel) -> str:
    """Say of how many gemeenten how many lie outside, as a sentence goes on after a colon."""
    lie = "ligt" if made.buiten == 1 else "liggen"
    return f"van {made.points.height} gemeenten {lie} er {_number(made.buiten)}"


def wider_words(made: Funnel) -> str:
    """Say whether the lines were moved apart for what gemeenten differ anyway."""
    if made.overdispersie.phi > 1:
        return (
            "De lijnen staan verder uit elkaar dan nodig is voor toeval alleen: gemeenten verschillen altijd wat van "
            "elkaar, zoals in hun inwoners en in hoe ze werken. Hoeveel dat is, is geschat uit deze cijfers."
        )
    return "Gemeenten verschillen hier niet meer dan toeval verklaart, dus de lijnen zijn niet verruimd."


def inside_words(made: Funnel, verdict: str | None, naam: str, beside: Benchmark) -> str:
    """Say why a gemeente that differs from the group together by more than chance still lies between the lines."""
    own = made.points.filter("eigen")
    if own.is_empty() or own["buiten"][0] == VEEL or verdict not in DIFFERENT:
        return ""
    if beside.leden is not None:
        return (
            f"{naam} is {verdict} dan {beside.rest} samen, en ligt toch binnen de trechter. Dat kan: de trechter kijkt "
            "naar alle gemeenten, ook buiten deze groep."
        )
    if made.overdispersie.phi <= 1:
        return ""
    return (
        f"{naam} is {verdict} dan {beside.rest} samen, en ligt toch binnen de trechter. Dat kan: het verschil is "
        "groter dan toeval, maar niet groter dan gemeenten gewoonlijk van elkaar verschillen."
    )


def size_note(made: Funnel) -> str:
    """Say what lies to the right."""
    if made.aandeel:
        return "Naar rechts: meer gevallen. Wie vaker terugkomt, telt daarbij minder mee."
    like = "de doorsnee gemeente" if made.doorsnee else "alle samen"
    return f"Naar rechts: grotere gemeenten, met een hoger verwacht aantal als zij waren zoals {like}."


def middle_words(made: Funnel, indicator: Indicator, variant: Variant) -> str:
    """Say what the middle line is, where it is not the figure of all together."""
    if not made.doorsnee or made.samen is None:
        return ""
    return (
        f" De middelste lijn is de doorsnee gemeente: {amount(indicator, variant, made.basis)}. Alle gemeenten samen: "
        f"{amount(indicator, variant, made.samen)}; daarin tellen de grote het zwaarst."
    )


def capital(text: str) -> str:
    """Return a text as a sentence begins with it; names keep their own capitals."""
    return text[:1].upper() + text[1:]


def listed(names: tuple[str, ...], most: int = _MOST_NAMES) -> str:
    """Return names as they stand in a sentence, the first ``most`` of them and how many more."""
    if len(names) > most:
        return f"{', '.join(names[:most])} en {len(names) - most} andere"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} en {names[-1]}"


def _number(amount_of: int) -> str:
    return "geen" if amount_of == 0 else texts.number(amount_of)


def _mean(number: float) -> str:
    """Return a mean number as a reader wants it: no 12,0 and no 0,0."""
    return "minder dan 0,1" if number < 0.05 else texts.number(number, 0 if number >= 10 else 1)


def _why_not(found: Field, indicator: Indicator, variant: Variant, group: str) -> str:
    """Say why there is nobody to compare with: it lies with the own figure, with the period, or with the others."""
    own = found.own
    if own is None or own["waarde"] is None:
        return f"Zonder eigen cijfer is er niets te vergelijken met {group}."
    if own["voorlopig"]:
        return f"Dit cijfer is nog voorlopig. Daarom vergelijken we het niet met {group}."
    if own["status"] != "ok":
        return f"Daarom vergelijken we het niet met {group}."
    if not found.rows.filter("in_groep").is_empty():
        cases = words.cases(indicator, variant, own)
        return f"Het gaat om {cases}: te weinig om te vergelijken met {group}."
    return f"Van {group} is over deze periode geen cijfer te tonen."
