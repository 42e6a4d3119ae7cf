"""What a line over time tells: its finding as a title, its sentences, and its text for who cannot see the picture."""

import polars as pl

from dashboard import texts
from dashboard.charts import words
from dashboard.charts.units import amount, with_unit
from dashboard.figures.benchmark import NEDERLAND, Benchmark
from dashboard.figures.moved import Moved
from metrics.comparison.compare import verdict as judge
from metrics.definition import Indicator, Richting, Variant
from metrics.trend import Beweging


def finding(
    indicator: Indicator,
    variant: Variant,
    row: words.Row | None,
    beside: words.Compared | None,
    naam: str,
    of: Benchmark = NEDERLAND,
    found: Moved | None = None,
) -> str:
    """Return the title of a trend: what changed in a year, and what the newest final period says beside ``of``."""
    if row is None or row["waarde"] is None:
        return f"{indicator.naam} in {naam}: {words.status(row).text.lower() if row else 'geen cijfer'}"
    way = "" if found is None or not found.beyond_chance else f"in een jaar {'gestegen' if found.rose else 'gedaald'}"
    if beside is None or beside.verdict not in texts.VERDICTS:
        rare = words.is_rare(indicator, variant, row)
        shown = words.cases(indicator, variant, row) if rare else amount(indicator, variant, row["waarde"])
        return f"{indicator.naam} in {naam}: {shown} over {words.when(row)}{'; ' + way if way else ''}"
    place = {"vergelijkbaar": "geen duidelijk verschil met"}.get(beside.verdict, f"{beside.verdict} dan in")
    own = beside.row
    period = "" if own is None or words.same_period(own, row) else f" over {words.when(own)}"
    return f"{indicator.naam} in {naam}: {f'{way}; ' if way else ''}{place} {of.rest}{period}"


def trend_sentence(indicator: Indicator, variant: Variant, own: pl.DataFrame, naam: str) -> str:
    """Say where the line stands, where it stood a year before, and between which values it moved."""
    final = own.filter(pl.col("waarde").is_not_null() & ~pl.col("voorlopig"))
    shown = final if final.height else own.filter(pl.col("waarde").is_not_null())
    if shown.is_empty():
        reasons = {words.status(row).explanation for row in own.iter_rows(named=True)}
        return next(iter(reasons)) if len(reasons) == 1 else f"Over {naam} is nog geen cijfer te geven."
    last = shown.row(-1, named=True)
    shown_value, sure = with_unit(indicator, variant, last["waarde"]), words.likely(indicator, variant, last)
    parts = [f"Over {words.when(last)} was het {shown_value}, {sure}."]
    before = shown.filter(pl.col("periode_tot") == pl.lit(last["periode_tot"]).dt.offset_by("-1y"))
    if before.height:
        earlier = before.row(0, named=True)
        was, between = amount(indicator, variant, earlier["waarde"]), words.interval(indicator, variant, earlier)
        parts.append(f"Een jaar eerder was dat {was}{'' if between == '–' else f' ({between})'}.")
        changed = judge(last, earlier, indicator, variant=variant)
        if changed in texts.VERDICTS:
            parts.append(texts.VERDICTS[changed].explanation)
    return " ".join(parts)


def recent(word: str, kind: str, richting: Richting) -> str:
    """Say the recent trend in a sentence: five separate periods, and only what is more than chance."""
    if not word:
        return f"**– Verloop:** {texts.NO_TREND.text}. {texts.NO_TREND.explanation}"
    periods = {"jaar": "vijf jaren", "kwartaal": "vijf kwartalen"}[kind]
    found = Beweging(word)
    judged = found.oordeel(richting)
    said = "laten geen duidelijke verandering zien" if found is Beweging.GELIJK else "laten meer zien dan toeval"
    tail = "" if found is Beweging.GELIJK else f": het cijfer {word}" + (f" en {judged}" if judged else "")
    season = " In kwartalen kan een seizoen meespelen." if kind == "kwartaal" and found is not Beweging.GELIJK else ""
    return f"**{texts.TRENDS[word].symbol} Verloop:** de laatste {periods} {said}{tail}.{season}"


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
        f"Lijngrafiek van {words.lower(indicator.naam)} in {naam} met onzekerheid, naast {beside.naam}, van "
        f"{own['periode'][0]} tot en met {own['periode'][-1]}. {trend_sentence(indicator, variant, own, naam)} "
        f"Laagste: {amount(indicator, variant, low['waarde'])} over {words.when(low)}. "
        f"Hoogste: {amount(indicator, variant, high['waarde'])} over {words.when(high)}. "
        "Alle waarden staan in de tabel eronder."
    )


def missing(own: pl.DataFrame) -> list[str]:
    """List, per reason, the periods that have no value or an incomplete one."""
    periods: dict[str, list[str]] = {}
    for row in own.iter_rows(named=True):
        if row["status"] != "ok":
            periods.setdefault(words.status(row).text, []).append(row["periode"])
    lines: list[str] = []
    for word in texts.STATUSES.values():
        if named := periods.get(word.text):
            some = ", ".join(named) if len(named) <= 6 else f"{named[0]} tot {named[-1]} ({len(named)} keer)"
            lines.append(f"{word.symbol} **{word.text}**: {some}. {word.explanation}")
    return lines
