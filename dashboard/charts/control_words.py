"""The limits of chance in words: what stands out and by which rule, what the newest point says, and whether a goal
will be reached.
"""

from datetime import date
from typing import Final

import polars as pl

from dashboard import texts
from dashboard.charts import words
from dashboard.charts.units import kept_decimals
from dashboard.figures.control import Control, Run
from metrics.control.chart import ControlChart
from metrics.control.points import Variatie
from metrics.control.rules import Regel
from metrics.control.target import Zekerheid
from metrics.definition import Indicator, Variant

MOST: Final = 4  # sentences: what is older is in the table
_PERIODS: Final = {"maand": ("maand", "maanden"), "kwartaal": ("kwartaal", "kwartalen")}
_SURE: Final = "dat is bijna zeker geen toeval"
_SELDOM: Final = "door toeval alleen komt dat weinig voor"
# Where nothing changed, 36 points hold seven on one side in 22 of 100 cases and two of three near a limit in 4; twelve
# on one side, and seven that all rise or all fall, in 1 (simulated with normal values and a known centre).
_SURELY_ON_ONE_SIDE: Final = 12
VARIATION: Final = {
    Variatie.TOEVAL: texts.Word("≈", "alleen toeval", "Het nieuwste punt past bij het toeval dat er altijd is."),
    Variatie.VERBETERING: texts.Word("✓", "verbetering", "Het nieuwste punt is beter dan toeval kan verklaren."),
    Variatie.VERSLECHTERING: texts.Word("!", "verslechtering", "Het nieuwste punt is slechter dan toeval verklaart."),
    Variatie.OMHOOG: texts.Word("▲", "omhoog", "Het nieuwste punt is hoger dan toeval kan verklaren."),
    Variatie.OMLAAG: texts.Word("▼", "omlaag", "Het nieuwste punt is lager dan toeval kan verklaren."),
}
_ASSURANCE: Final = {
    Zekerheid.HAALT: texts.Word("✓", "haalt het doel steeds", "Als er niets verandert, lukt dat elke keer."),
    Zekerheid.WISSELT: texts.Word(
        "?", "haalt het doel soms", "Als er niets verandert, wordt het doel de ene keer gehaald en de andere keer niet."
    ),
    Zekerheid.HAALT_NIET: texts.Word(
        "✕", "haalt het doel niet", "Als er niets verandert, wordt het doel steeds niet gehaald."
    ),
}  # fmt: skip


# The same where the limits are of the time before a maatregel: then they tell nothing of the time after it.
_ASSURED_BEFORE: Final = {
    Zekerheid.HAALT: texts.Word("✓", "haalde het doel steeds", "Zoals het ging vóór {reden}, lukte dat elke keer."),
    Zekerheid.WISSELT: texts.Word(
        "?", "haalde het doel soms", "Zoals het ging vóór {reden}, werd het doel de ene keer gehaald en de andere niet."
    ),
    Zekerheid.HAALT_NIET: texts.Word(
        "✕", "haalde het doel niet", "Zoals het ging vóór {reden}, werd het doel nooit gehaald."
    ),
}  # fmt: skip


def assured(control: Control, chart: ControlChart) -> texts.Word | None:
    """Return whether the goal is reached each time, as long as nothing changes; None without a goal or limits."""
    if chart.zekerheid is None:
        return None
    if control.basis is None:
        return _ASSURANCE[chart.zekerheid]
    before = _ASSURED_BEFORE[chart.zekerheid]
    return texts.Word(before.symbol, before.text, before.explanation.format(reden=control.basis.reden))


def each_period(control: Control) -> str:
    """Return elke maand, elk kwartaal: the periods that are looked at one by one."""
    one, _ = _PERIODS[control.kind]
    return f"elk{'e' if one == 'maand' else ''} {one}"


def variation(chart: ControlChart) -> texts.Word | None:
    """Return symbol and word for the newest point; None where it has no limits."""
    said = None if chart.punten.is_empty() else chart.punten["variatie"][-1]
    return None if said is None else VARIATION[Variatie(said)]


def finding(control: Control, chart: ControlChart, indicator: Indicator, naam: str) -> str:
    """Return the title: what the newest points say."""
    about = f"{indicator.naam} in {naam}"
    newest = next((run for run in control.runs if run.newest), None)
    said = None if chart.punten.is_empty() else chart.punten["variatie"][-1]
    if newest is None or said is None:
        return f"{about}: de nieuwste cijfers schommelen door toeval"
    if control.rare:
        more = "langer" if newest.kant > 0 else "korter"
        return f"{about}: sinds {_since(newest)} zit er {more} tussen dan toeval verklaart"
    way = "hoger" if newest.kant > 0 else "lager"
    judged = {Variatie.VERBETERING: ", een verbetering", Variatie.VERSLECHTERING: ", een verslechtering"}
    return f"{about}: {_since(newest)} {way} dan toeval verklaart{judged.get(Variatie(said), '')}"


def sentences(control: Control) -> list[str]:
    """Return one sentence per thing that stands out, newest first, and no more than MOST.

    What only says once more what a longer run on one side says already is left out.
    """
    told = [run for run in control.runs if not any(_within(run, other) for other in control.runs)]
    return [_sentence(run, control) for run in told[:MOST]]


def about_limits(control: Control, chart: ControlChart) -> str:
    """Say of which periods the limits are, and how to read them."""
    _, many = _PERIODS[control.kind]
    parts: list[str] = []
    first, last = chart.punten["periode_van"][0], chart.punten["periode_tot"][-1]
    if control.rare:
        parts.append(
            f"Dit komt zelden voor. Daarom staat hier per gebeurtenis hoeveel {many} er daarvoor zonder voorbijgingen, "
            f"van {texts.span(first, last)}. Een hoger punt betekent dat er meer tijd tussen zat."
        )
    elif control.basis is not None:
        parts.append(
            f"De grenzen zijn berekend uit losse {many} vóór {control.basis.reden} "
            f"({texts.day(control.basis.vanaf)}). Wat daarna kwam, is daar tegen afgezet."
        )
    else:
        parts.append(f"De grenzen zijn berekend uit losse {many}: {texts.span(first, last)}.")
    parts += [
        f"Vanaf {texts.day(change.vanaf)} zijn er nieuwe grenzen: {change.reden}." for change in control.maatregelen
    ]
    if any(phase.grenzen and phase.basis_na < phase.na for phase in chart.fasen):
        parts.append(
            f"Waar de grenzen van eerdere {many} zijn, liggen ze wat verder uit elkaar: uit die {many} is niet precies "
            "te zeggen wat gewoon is."
        )
    if chart.weggelaten:
        parts.append(f"Wat voorlopig of niet volledig bekend is ({chart.weggelaten} {many}), telt hier niet mee.")
    if chart.seizoen:
        parts.append("Wat elk jaar terugkomt, zit in de lijnen: daarom golven ze.")
    parts.append(
        f"Bijna {each_period(control)} zonder verandering ligt tussen de stippellijnen. Een driehoek "
        "is een punt dat opvalt. Ook als er niets verandert, valt er af en toe een punt op, of een reeks."
    )
    return " ".join(parts)


def control_table(control: Control, chart: ControlChart, indicator: Indicator, variant: Variant) -> pl.DataFrame:
    """Return the points with their limits and what each says, newest first."""
    digits = 1 if control.rare else kept_decimals(indicator.eenheid_van(variant))
    newest = chart.punten.sort("periode_van", descending=True)
    spans = [texts.short_span(*span) for span in newest.select("periode_van", "periode_tot").iter_rows()]
    value = "Maanden zonder" if control.rare else "Waarde"
    said = newest["variatie"].to_list()
    return pl.DataFrame(
        [
            pl.Series("Periode", spans, pl.String),
            *(
                newest[column].round(digits).alias(head)
                for head, column in ((value, "waarde"), ("Gemiddelde", "midden"), ("Onderste grens", "onder"))
            ),
            newest["boven"].round(digits).alias("Bovenste grens"),
            pl.Series("Wat het zegt", [word or "–" for word in said], pl.String),
            pl.Series("Waarom", [rule or "–" for rule in newest["regel"]], pl.String),
        ]
    )


def control_alt(control: Control, chart: ControlChart, indicator: Indicator, naam: str) -> str:
    """Describe the chart for who does not see it."""
    first, last = chart.punten["periode_van"][0], chart.punten["periode_tot"][-1]
    return (
        f"Lijngrafiek van {words.lower(indicator.naam)} in {naam} met een gemiddelde en grenzen van toeval, "
        f"{texts.span(first, last)}. {chart.zin} {' '.join(sentences(control))} Alle waarden staan in de tabel eronder."
    )


def _sentence(run: Run, control: Control) -> str:
    _, many = _PERIODS[control.kind]
    if control.rare:
        way = "langer" if run.kant > 0 else "korter"
        return f"**{_between(run, control)}** zat er {way} tussen twee gebeurtenissen dan toeval verklaart."
    side = "boven" if run.kant > 0 else "onder"
    limit = "bovenste" if run.kant > 0 else "onderste"
    if run.regel is Regel.EEN_KANT:
        told = _SURE if run.aantal >= _SURELY_ON_ONE_SIDE else _SELDOM
        if run.newest:
            return f"**Vanaf {_month(run.van)}** liggen {run.aantal} {many} op rij {side} het gemiddelde: {told}."
        return f"**{_between(run, control)}** lagen {run.aantal} {many} op rij {side} het gemiddelde: {told}."
    if run.regel is Regel.OP_RIJ:
        way = "steeg" if run.kant > 0 else "daalde"
        return f"**{_between(run, control)}** {way} het cijfer {run.aantal} {many} op rij: {_SURE}."
    if run.regel is Regel.BIJNA:
        return (
            f"**{_between(run, control)}** lag het cijfer dicht bij de {limit} grens, twee van de drie {many}: "
            f"{_SELDOM}."
        )
    high = "hoog" if run.kant > 0 else "laag"
    return f"**{_between(run, control)}** lag het cijfer {side} de {limit} grens: zo {high} is het zelden door toeval."


def _within(run: Run, other: Run) -> bool:
    """Tell whether ``run`` is two points near a limit, inside a run on the same side."""
    return (
        run.regel is Regel.BIJNA
        and other.regel is Regel.EEN_KANT
        and run.kant == other.kant
        and other.van <= run.van
        and run.tot <= other.tot
    )


def _between(run: Run, control: Control) -> str:
    span = texts.short_span(run.van, run.tot)
    one = run.aantal == 1 or (control.kind == "kwartaal" and (run.tot - run.van).days < 100)
    return f"In {span}" if one else f"Van {span}"


def _since(run: Run) -> str:
    """Return since when, as it stands in a title."""
    return f"in {_month(run.van)}" if run.aantal == 1 else f"vanaf {_month(run.van)}"


def _month(day: date) -> str:
    return texts.short_month(day)
