"""The words that go with a figure or a chart: value, interval, sentence, text for who cannot see the picture."""

import re
from collections.abc import Mapping
from typing import Any

from dashboard import texts
from dashboard.charts.units import amount, axis_scale, decimals, value, with_unit
from dashboard.figures.benchmark import NEDERLAND, Benchmark
from dashboard.figures.said import Compared
from metrics.definition import Eenheid, Indicator, Methode, Variant

Row = Mapping[str, Any]
# Why a figure of others is not shown, however well it was delivered.
SMALL = ("te_weinig_gevallen", "minder_dan", "op_minder_na_alle")


_FEW_EVENTS = 10
_HANDFUL = 20
_YEAR_DAYS = 365
_YEAR = re.compile(r"\d{4}")
_LEAST_EVENTS = 5  # fewer are not judged either (see metrics.comparison.compare)
_LEAST_PART = 0.05  # of the 1.000 or 10.000 that a rate is per, over a year


def interval(indicator: Indicator, variant: Variant, row: Row) -> str:
    """Return 20,1% tot 27,0%, or a dash where there is none."""
    low, high = row["onder"], row["boven"]
    if (low is None and high is None) or too_few(indicator, variant, row):
        return "–"
    if high is None:
        return f"{amount(indicator, variant, low)} of meer"
    if low is None:
        return f"tot {amount(indicator, variant, high)}"
    lowest, highest = value(indicator.eenheid_van(variant), low), amount(indicator, variant, high)
    return highest if low == high else f"{lowest} tot {highest}"


def likely(indicator: Indicator, variant: Variant, row: Row) -> str:
    """Return waarschijnlijk tussen 20,1% en 27,0%, or what can be said with one end open."""
    if is_base(row):
        return "dit is het basisjaar zelf"
    if small := too_few(indicator, variant, row):
        return small
    words = interval(indicator, variant, row)
    flat = row["onder"] is not None and row["onder"] == row["boven"] and (row["noemer"] or 0) < _HANDFUL
    if flat or words == "–":
        return "te weinig gevallen om te zeggen hoe zeker dit is"
    if row["onder"] is None or row["boven"] is None or row["onder"] == row["boven"]:
        return f"waarschijnlijk {words}"
    return f"waarschijnlijk tussen {words.replace(' tot ', ' en ')}"


def too_few(indicator: Indicator, variant: Variant, row: Row) -> str:
    """Say that too few people or dwellings are behind a rate to tell how sure it is, or nothing where there are enough.

    Where fewer than five events are seen among less than a twentieth of what the rate is per, its limits tell nothing:
    0 evictions in 41 dwellings would lie between 0 and 900 of every 10.000, in one dwelling between 0 and 36.889.
    """
    behind = row["noemer"]
    if variant.bevolking is None or behind is None or (row["teller"] or 0) >= _LEAST_EVENTS:
        return ""
    if behind >= indicator.eenheid_van(variant).factor * _LEAST_PART:
        return ""
    return f"te weinig {variant.bevolking.value} om te zeggen hoe zeker dit is"


def is_base(row: Row) -> bool:
    """Tell whether a figure against a base year is of that year itself."""
    base = row.get("basisjaar")
    return base is not None and row["periode_van"].year == base


def cases(indicator: Indicator, variant: Variant, row: Row) -> str:
    """Return how many cases a figure leans on: 451 zaken, 3 ontruimingen."""
    counted_by = "teller" if _is_count(indicator, variant) else "noemer"
    return texts.count_of(row[counted_by] or 0, *case_words(indicator, variant))


def is_rare(indicator: Indicator, variant: Variant, row: Row) -> bool:
    """Tell whether so few events were counted that their number says more than a rate."""
    return indicator.methode_van(variant) is Methode.BYAR and (row["teller"] or 0) < _FEW_EVENTS


def bounds(indicator: Indicator, variant: Variant, row: Row) -> str:
    """Return the range the value would have if all unknown cases were no, or all were yes."""
    if row["grens_onder"] is None or row["grens_boven"] is None:
        return "–"
    eenheid = indicator.eenheid_van(variant)
    return f"{value(eenheid, row['grens_onder'])} tot {value(eenheid, row['grens_boven'])}"


def when(row: Row) -> str:
    """Return the period of a figure in words."""
    return texts.span(row["periode_van"], row["periode_tot"])


def status(row: Row) -> texts.Word:
    """Return the one state to show for a figure; what is missing goes before what may still change."""
    if row["status"] == "geen_gevallen" and row["voorlopig"]:
        return texts.STATUSES["nog_open"]
    if row["status"] != "ok":
        return texts.STATUSES[row["status"]]
    return texts.STATUSES["voorlopig" if row["voorlopig"] else "ok"]


def sentence(indicator: Indicator, variant: Variant, row: Row) -> str:
    """Say the figure in one plain sentence; without a value, say why there is none."""
    if row["waarde"] is None:
        if row["status"] == "te_veel_onbekend" and row["grens_onder"] is not None:
            between = bounds(indicator, variant, row).replace(" tot ", " en ")
            return f"Te veel is onbekend. De waarde ligt ergens tussen {between}."
        return status(row).explanation
    if _is_count(indicator, variant) and not row["teller"]:
        return f"Er is in deze periode geen {case_words(indicator, variant)[0]} geteld."
    if is_rare(indicator, variant, row) and (row["periode_tot"] - row["periode_van"]).days < _YEAR_DAYS:
        # A handful in a month is no rate of a year.
        are = "is" if row["teller"] == 1 else "zijn"
        return f"Er {are} in deze periode {cases(indicator, variant, row)} geteld."
    if variant is not indicator.standaard:
        return f"{indicator.naam} ({lower(variant.naam)}): {with_unit(indicator, variant, row['waarde'])}."
    return _filled(indicator, row)


def compared(
    indicator: Indicator, variant: Variant, row: Row, beside: Compared | None, of: Benchmark = NEDERLAND
) -> str:
    """Return symbol and words for the own figure beside the rest of ``of``, or why they are not compared.

    Others are published per quarter or year: where that is another period than that of ``row``, it is named with
    both its values.
    """
    if row["waarde"] is None or (beside is not None and beside.row is not None and beside.row["waarde"] is None):
        return "Geen vergelijking, want er is geen cijfer."
    if beside is None or beside.row is None:
        return f"Geen vergelijking: over deze periode is van {of.naam} nog niets gepubliceerd."
    own, rest = beside.row, beside.rest
    theirs = "" if rest is None or rest["waarde"] is None else amount(indicator, variant, rest["waarde"])
    same = same_period(own, row)
    if beside.verdict in texts.VERDICTS:
        word = texts.VERDICTS[beside.verdict]
        said = f"{word.symbol} {word.text.capitalize()} {of.rest}"
        if same:
            return f"{said} ({theirs})"
        return f"{said} over {when(own)}: {amount(indicator, variant, own['waarde'])} tegen {theirs}"
    period = "" if same else f" over {when(own)}"
    known = f" {of.sentence_start}{period}: {theirs}." if theirs else ""
    return f"Geen vergelijking: {_why_not(own, rest, of)}.{known}"


def same_period(one: Row, other: Row) -> bool:
    """Tell whether two figures are of one period."""
    return all(one[end] == other[end] for end in ("periode_van", "periode_tot"))


def _why_not(own: Row, rest: Row | None, of: Benchmark) -> str:
    if status(own) is not texts.STATUSES["ok"]:
        return f"dit cijfer is {status(own).text.lower()}"
    if rest is None:
        return f"over deze periode is van {of.naam} nog niets gepubliceerd"
    if status(rest) is texts.STATUSES["te_lage_dekking"]:
        return "te weinig andere gemeenten leverden"
    if rest["status"] in SMALL:
        return f"bij {of.rest} gaat het om te weinig gevallen om te tonen"
    if status(rest) is not texts.STATUSES["ok"]:
        return f"het cijfer van {of.rest} is {status(rest).text.lower()}"
    return "te weinig gegevens"


def point(row: Row, indicator: Indicator, variant: Variant, naam: str) -> str:
    """Return what a reader sees when pointing at one period of a line."""
    if row["waarde"] is None:
        return f"{naam}: {status(row).text.lower()}"
    counts = "" if row["noemer"] is None else f"<br>{counted(row, indicator, variant)}"
    state = "" if status(row) is texts.STATUSES["ok"] else f"<br>{status(row).text}"
    sure = interval(indicator, variant, row)
    between = "" if sure == "–" else f" ({sure})"
    return f"{row['periode']}<br><b>{naam}: {amount(indicator, variant, row['waarde'])}</b>{between}{counts}{state}"


def counted(row: Row, indicator: Indicator, variant: Variant) -> str:
    """Return the counts behind a figure; people and dwellings are no cases, so they are left out there."""
    if _is_count(indicator, variant):
        return f"{texts.number(row['teller'])} geteld"
    if indicator.methode_van(variant).uit_verdeling:
        return cases(indicator, variant, row)
    return f"{texts.number(row['teller'])} van de {texts.number(row['noemer'])}"


def behind(indicator: Indicator, variant: Variant, row: Row) -> str:
    """Return the counts behind a figure with what was counted: 203 van de 931 zaken, 26 ontruimingen."""
    told = cases(indicator, variant, row)
    share = indicator.methode_van(variant) is Methode.WILSON
    return f"{texts.number(row['teller'])} van de {told}" if share else told


def is_year(periode: str) -> bool:
    """Tell whether a published figure is of one calendar year."""
    return _YEAR.fullmatch(periode) is not None


def reference_name(row: Row) -> str:
    """Return who published a reference figure, and of when."""
    return f"{row['bron'].split(',')[0]} {row['periode']}"


def reference(row: Row, indicator: Indicator, variant: Variant) -> str:
    """Return a published figure with its source."""
    return f"Gepubliceerd, {row['periode']}: {amount(indicator, variant, row['waarde'])}<br>{row['bron']}"


def case_words(indicator: Indicator, variant: Variant) -> tuple[str, str]:
    """Return what a variant counts, one and more of it."""
    if indicator.code == "VS08" and variant.code.startswith("poging"):
        return "poging", "pogingen"
    return texts.CASES_OF.get(indicator.code) or texts.CASES[indicator.tabel_van(variant)]


def _filled(indicator: Indicator, row: Row) -> str:
    """Put the number in the definition's own sentence, where it says "zo veel"; a handful is never "van de 100"."""
    eenheid = indicator.eenheid_van(indicator.standaard)
    if eenheid is Eenheid.PERCENT and row["noemer"] < _HANDFUL:
        few = f"{texts.number(row['teller'])} van de {texts.number(row['noemer'])}"
        return re.sub("zo veel van de 100", few, indicator.zin, count=1, flags=re.IGNORECASE)
    scaled = row["waarde"] * axis_scale(eenheid)
    digits = 0 if eenheid is Eenheid.PERCENT and scaled >= 1 else decimals(eenheid, scaled)
    return re.sub("zo veel", texts.number(scaled, digits if scaled else 0), indicator.zin, count=1, flags=re.IGNORECASE)


def _is_count(indicator: Indicator, variant: Variant) -> bool:
    """Whether the teller is all that is counted: a number of people or dwellings, or against another year."""
    return indicator.methode_van(variant) in (Methode.BYAR, Methode.RATIO)


def told_name(indicator: Indicator) -> str:
    """Return the name of an indicator among others; where it is counted in several ways, with the one shown first.

    A key indicator has a card that tells what it counts.
    """
    if indicator.kern or len(indicator.varianten) == 1:
        return indicator.naam
    return f"{indicator.naam} ({lower(indicator.standaard.naam)})"


def lower(text: str) -> str:
    """Return a name as it stands within a sentence."""
    return text[:1].lower() + text[1:]
