"""The words that go with a figure or a chart: value, interval, sentence, text for who cannot see the picture."""

import re
from collections.abc import Mapping
from typing import Any

import polars as pl

from dashboard import texts
from dashboard.benchmark import NEDERLAND, Benchmark
from metrics.compare import verdict as judge
from metrics.definition import Eenheid, Indicator, Methode, Variant

Row = Mapping[str, Any]

_UNITS = {
    Eenheid.PERCENT: "%",
    Eenheid.PER_1000_PER_MAAND: "per 1.000 inwoners per maand",
    Eenheid.PER_1000_PER_JAAR: "per 1.000 inwoners per jaar",
    Eenheid.PER_10000_PER_JAAR: "per 10.000 woningen per jaar",
    Eenheid.DAGEN: "dagen",
}
_FEW_EVENTS = 10
_HANDFUL = 20
_YEAR = re.compile(r"\d{4}")


def axis_scale(indicator: Indicator) -> float:
    """What a stored value is multiplied by on an axis: shares are drawn as percentages."""
    return 100.0 if indicator.eenheid is Eenheid.PERCENT else 1.0


def decimals(indicator: Indicator) -> int:
    """Return how many decimals a value is shown with."""
    return 0 if indicator.eenheid is Eenheid.DAGEN else 1


def axis_suffix(indicator: Indicator) -> str:
    """What stands behind the numbers on an axis."""
    return "%" if indicator.eenheid is Eenheid.PERCENT else ""


def unit(indicator: Indicator, variant: Variant) -> str:
    """Return the unit in words, with the right people or dwellings."""
    if indicator.eenheid is Eenheid.PER_10000_PER_JAAR and variant.bevolking is not None:
        return f"per 10.000 {variant.bevolking.value} per jaar"
    return _UNITS[indicator.eenheid]


def value(indicator: Indicator, amount: float | None) -> str:
    """Return ``amount`` with its percent sign or bare, in Dutch notation."""
    if amount is None:
        return "–"
    digits = decimals(indicator) if amount else 0
    return f"{texts.number(amount * axis_scale(indicator), digits)}{axis_suffix(indicator)}"


def amount(indicator: Indicator, number: float | None) -> str:
    """Return the value with its unit where that is short: 23,4%, 11 dagen, or bare for a rate."""
    if number is None or indicator.eenheid is not Eenheid.DAGEN:
        return value(indicator, number)
    shown = value(indicator, number)
    return f"{shown} {'dag' if shown == '1' else 'dagen'}"


def interval(indicator: Indicator, row: Row) -> str:
    """Return 20,1% tot 27,0%, or why there is none."""
    low, high = row["onder"], row["boven"]
    if low is None and high is None:
        return "–"
    if high is None:
        return f"{amount(indicator, low)} of meer"
    if low is None:
        return f"tot {amount(indicator, high)}"
    return f"{value(indicator, low)} tot {amount(indicator, high)}"


def likely(indicator: Indicator, row: Row) -> str:
    """Return waarschijnlijk tussen 20,1% en 27,0%, or what can be said with one end open."""
    words = interval(indicator, row)
    if row["onder"] is not None and row["onder"] == row["boven"] and (row["noemer"] or 0) < _HANDFUL:
        return "te weinig gevallen om te zeggen hoe zeker dit is"
    if row["onder"] is None or row["boven"] is None:
        return f"waarschijnlijk {words}"
    return f"waarschijnlijk tussen {words.replace(' tot ', ' en ')}"


def cases(indicator: Indicator, row: Row) -> str:
    """Return how many cases a figure leans on: 451 zaken, 3 ontruimingen."""
    return texts.count_of(row["teller" if indicator.methode is Methode.BYAR else "noemer"] or 0, *_cases(indicator))


def is_rare(indicator: Indicator, row: Row) -> bool:
    """Tell whether so few events were counted that their number says more than a rate."""
    return indicator.methode is Methode.BYAR and (row["teller"] or 0) < _FEW_EVENTS


def bounds(indicator: Indicator, row: Row) -> str:
    """Return the range the value would have if all unknown cases were no, or all were yes."""
    if row["grens_onder"] is None or row["grens_boven"] is None:
        return "–"
    return f"{value(indicator, row['grens_onder'])} tot {value(indicator, row['grens_boven'])}"


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
            return (
                f"Te veel is onbekend. De waarde ligt ergens tussen {bounds(indicator, row).replace(' tot ', ' en ')}."
            )
        return status(row).explanation
    if indicator.methode is Methode.BYAR and not row["teller"]:
        return f"Er is in deze periode geen {_cases(indicator)[0]} geteld."
    if variant is not indicator.standaard:
        return f"{indicator.naam} ({_lower(variant.naam)}): {with_unit(indicator, variant, row['waarde'])}."
    return _filled(indicator, row)


def is_short(indicator: Indicator) -> bool:
    """Tell whether the unit fits behind the number."""
    return indicator.eenheid in (Eenheid.PERCENT, Eenheid.DAGEN)


def with_unit(indicator: Indicator, variant: Variant, number: float | None) -> str:
    """Return the value with its unit, however long that is."""
    return (
        amount(indicator, number) if is_short(indicator) else f"{value(indicator, number)} {unit(indicator, variant)}"
    )


def compared(
    indicator: Indicator, row: Row, verdict: str | None, rest: Row | None, beside: Benchmark = NEDERLAND
) -> str:
    """Return symbol and words for the own figure beside the rest of ``beside``, or why they are not compared."""
    if row["waarde"] is None:
        return "Geen vergelijking, want er is geen cijfer."
    theirs = "" if rest is None or rest["waarde"] is None else amount(indicator, rest["waarde"])
    if verdict in texts.VERDICTS:
        word = texts.VERDICTS[verdict]
        return f"{word.symbol} {word.text.capitalize()} {beside.rest} ({theirs})"
    why = "te weinig gegevens"
    if status(row) is not texts.STATUSES["ok"]:
        why = f"dit cijfer is {status(row).text.lower()}"
    elif rest is None:
        why = f"over deze periode is van {beside.naam} nog niets gepubliceerd"
    elif status(rest) is texts.STATUSES["te_lage_dekking"]:
        why = "te weinig andere gemeenten leverden"
    elif status(rest) is not texts.STATUSES["ok"]:
        why = f"het cijfer van {beside.rest} is {status(rest).text.lower()}"
    return f"Geen vergelijking: {why}." + (f" {beside.sentence_start}: {theirs}." if theirs else "")


def point(row: Row, indicator: Indicator, naam: str) -> str:
    """Return what a reader sees when pointing at one period of a line."""
    if row["waarde"] is None:
        return f"{naam}: {status(row).text.lower()}"
    counts = "" if row["noemer"] is None else f"<br>{counted(row, indicator)}"
    state = "" if status(row) is texts.STATUSES["ok"] else f"<br>{status(row).text}"
    return (
        f"{row['periode']}<br><b>{naam}: {amount(indicator, row['waarde'])}</b> "
        f"({interval(indicator, row)}){counts}{state}"
    )


def counted(row: Row, indicator: Indicator) -> str:
    """Return the counts behind a figure; people and dwellings are no cases, so they are left out there."""
    teller = texts.number(row["teller"])
    if indicator.methode is Methode.BYAR:
        return f"{teller} geteld"
    return f"{teller} van de {texts.number(row['noemer'])}"


def is_year(periode: str) -> bool:
    """Tell whether a published figure is of one calendar year."""
    return _YEAR.fullmatch(periode) is not None


def reference_name(row: Row) -> str:
    """Return who published a reference figure, and of when."""
    return f"{row['bron'].split(',')[0]} {row['periode']}"


def reference(row: Row, indicator: Indicator) -> str:
    """Return a published figure with its source."""
    return f"Gepubliceerd, {row['periode']}: {value(indicator, row['waarde'])}<br>{row['bron']}"


def finding(
    indicator: Indicator, row: Row | None, verdict: str | None, naam: str, beside: Benchmark = NEDERLAND
) -> str:
    """Return the title of a trend: what the newest final period says beside the rest of ``beside``."""
    if row is None or row["waarde"] is None:
        return f"{indicator.naam} in {naam}: {status(row).text.lower() if row else 'geen cijfer'}"
    if verdict not in texts.VERDICTS:
        shown = cases(indicator, row) if is_rare(indicator, row) else amount(indicator, row["waarde"])
        return f"{indicator.naam} in {naam}: {shown} over {when(row)}"
    place = {"vergelijkbaar": "ongeveer zoals"}.get(verdict, f"{verdict} dan")
    return f"{indicator.naam} in {naam}: {place} in {beside.rest}"


def trend_sentence(indicator: Indicator, variant: Variant, own: pl.DataFrame, naam: str) -> str:
    """Say where the line stands, where it stood a year before, and between which values it moved."""
    final = own.filter(pl.col("waarde").is_not_null() & ~pl.col("voorlopig"))
    shown = final if final.height else own.filter(pl.col("waarde").is_not_null())
    if shown.is_empty():
        reasons = {status(row).explanation for row in own.iter_rows(named=True)}
        return next(iter(reasons)) if len(reasons) == 1 else f"Over {naam} is nog geen cijfer te geven."
    last = shown.row(-1, named=True)
    parts = [f"Over {when(last)} was het {with_unit(indicator, variant, last['waarde'])}, {likely(indicator, last)}."]
    before = shown.filter(pl.col("periode_tot") == pl.lit(last["periode_tot"]).dt.offset_by("-1y"))
    if before.height:
        earlier = before.row(0, named=True)
        parts.append(
            f"Een jaar eerder was dat {amount(indicator, earlier['waarde'])} ({interval(indicator, earlier)})."
        )
        changed = judge(last, earlier, indicator, variant=variant)
        if changed in texts.VERDICTS:
            parts.append(texts.VERDICTS[changed].explanation)
    return " ".join(parts)


def chart_alt(
    indicator: Indicator, variant: Variant, own: pl.DataFrame, naam: str, beside: Benchmark = NEDERLAND
) -> str:
    """Describe the trend chart for who does not see it."""
    known = own.filter(pl.col("waarde").is_not_null())
    if known.is_empty():
        return f"Lijngrafiek van {indicator.naam.lower()} in {naam}. Er zijn geen waarden om te tekenen."
    low = known.sort("waarde").row(0, named=True)
    high = known.sort("waarde").row(-1, named=True)
    return (
        f"Lijngrafiek van {_lower(indicator.naam)} in {naam} met onzekerheid, naast {beside.naam}, van "
        f"{own['periode'][0]} tot en met {own['periode'][-1]}. {trend_sentence(indicator, variant, own, naam)} "
        f"Laagste: {amount(indicator, low['waarde'])} over {when(low)}. "
        f"Hoogste: {amount(indicator, high['waarde'])} over {when(high)}. Alle waarden staan in de tabel eronder."
    )


def missing(own: pl.DataFrame) -> list[str]:
    """List, per reason, the periods that have no value or an incomplete one."""
    periods: dict[str, list[str]] = {}
    for row in own.iter_rows(named=True):
        if row["status"] != "ok":
            periods.setdefault(status(row).text, []).append(row["periode"])
    lines: list[str] = []
    for word in texts.STATUSES.values():
        if named := periods.get(word.text):
            some = ", ".join(named) if len(named) <= 6 else f"{named[0]} tot {named[-1]} ({len(named)} keer)"
            lines.append(f"{word.symbol} **{word.text}**: {some}. {word.explanation}")
    return lines


def _filled(indicator: Indicator, row: Row) -> str:
    """Put the number in the definition's own sentence, where it says "zo veel"; a handful is never "van de 100"."""
    if indicator.eenheid is Eenheid.PERCENT and row["noemer"] < _HANDFUL:
        few = f"{texts.number(row['teller'])} van de {texts.number(row['noemer'])}"
        return re.sub("zo veel van de 100", few, indicator.zin, count=1, flags=re.IGNORECASE)
    scaled = row["waarde"] * axis_scale(indicator)
    whole = indicator.eenheid in (Eenheid.PERCENT, Eenheid.DAGEN) and scaled >= 1
    number = texts.number(scaled, 0 if whole or not scaled else 1)
    return re.sub("zo veel", number, indicator.zin, count=1, flags=re.IGNORECASE)


def _cases(indicator: Indicator) -> tuple[str, str]:
    return texts.CASES_OF.get(indicator.code) or texts.CASES[indicator.tabel]


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
