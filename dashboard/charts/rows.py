"""Indicators as a compact table in HTML: one line each, with a word and a symbol for all that may be said."""

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

from dashboard import texts
from dashboard.charts import words
from dashboard.charts.units import amount, is_short, unit, value
from dashboard.figures.benchmark import Benchmark
from dashboard.figures.said import Compared
from metrics.definition import Indicator

Row = dict[str, Any]


def value_of(indicator: Indicator, row: Row) -> str:
    """Return the figure as shown beside a name: its value, its events where they are rare, or its state."""
    of = indicator.standaard
    if row.get("waarde") is None:
        return words.status(row).text
    if words.is_rare(indicator, of, row):
        return words.cases(indicator, of, row)
    return amount(indicator, of, row["waarde"])


def lower_value(indicator: Indicator, row: Row) -> str:
    """Return the figure as it stands within a sentence."""
    shown = value_of(indicator, row)
    return shown if row.get("waarde") is not None else shown.lower()


def value_html(indicator: Indicator, row: Row) -> str:
    """Return the value with its unit and how sure it is, the first as the thing to see."""
    of = indicator.standaard
    if row.get("waarde") is None:
        return f'<span class="getal zonder">{escape(words.status(row).text)}</span>'
    rare = words.is_rare(indicator, of, row)
    small = "" if is_short(indicator.eenheid_van(of)) else unit(indicator, of)
    if rare:
        small = f"{value(indicator.eenheid_van(of), row['waarde'])} {small}"
    sure = words.interval(indicator, of, row)
    told = words.too_few(indicator, of, row) or ("" if sure in ("–", value_of(indicator, row)) else sure)
    parts = [escape(part) for part in (small, told) if part]
    return f'<span class="getal">{escape(value_of(indicator, row))}</span><br><small>{"<br>".join(parts)}</small>'


def verdict_html(indicator: Indicator, row: Row, said: Compared | None, beside: Benchmark) -> str:
    """Return the word of the comparison with the others' value under it; why there is none as its help.

    Others are published per quarter or year: where that is another period than the row's, both its values stand there,
    since the word is about those.
    """
    full = words.compared(indicator, indicator.standaard, row, said, beside)
    if said is None or said.verdict not in texts.VERDICTS or said.rest is None:
        return f'<span class="stil" title="{escape(full)}">– {escape(_short_reason(row, said))}</span>'
    word = texts.VERDICTS[said.verdict]
    lines = [f"{beside.kort} {amount(indicator, indicator.standaard, said.rest['waarde'])}"]
    if said.row is not None and not words.same_period(said.row, row):
        own = amount(indicator, indicator.standaard, said.row["waarde"])
        span = texts.short_span(said.row["periode_van"], said.row["periode_tot"])
        lines.insert(0, f"over {span}: {own}")
    tone = said.verdict if said.verdict in ("beter", "slechter") else ""
    short = word.text.removesuffix(" dan").removesuffix(" met")
    return (
        f'<span class="oordeel {tone}" title="{escape(full)}">{escape(word.symbol)} {escape(short)}</span>'
        f"<br><small>{'<br>'.join(escape(line) for line in lines)}</small>"
    )


def trend_html(word: str, kind: str) -> str:
    """Return the recent trend in a symbol and a word."""
    found = texts.TRENDS.get(word, texts.NO_TREND)
    over = {"jaar": " Vijf jaren.", "kwartaal": " Vijf kwartalen; een seizoen kan meespelen."}.get(kind, "")
    css = "" if word in ("stijgt", "daalt") else ' class="stil"'
    return f'<span{css} title="{escape(found.explanation + over)}">{escape(str(found))}</span>'


def table_html(heads: Sequence[str], rows: Sequence[Sequence[str]], caption: str, class_name: str) -> str:
    """Return a table of HTML cells; the first cell of each row names it, and each cell knows its head on a phone."""
    top = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    body = "".join(_row(heads, row) for row in rows)
    return (
        f'<table class="{class_name}"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"
    )


def named(
    indicator: Indicator, row: Row, beside_it: tuple[Indicator, Row] | None, address: Callable[[Indicator], str]
) -> str:
    """Return the name of an indicator as a link to its trend, with its tegenmaat under it.

    Of one that is counted in several ways the name does not tell what this figure counts: its sentence does.
    """
    link = f'<a href="{escape(address(indicator))}" target="_self">{escape(indicator.naam)}</a>'
    if len(indicator.varianten) > 1 and row.get("waarde") is not None:
        link += f"<br><small>{escape(words.sentence(indicator, indicator.standaard, row))}</small>"
    if beside_it is None:
        return link
    other, row = beside_it
    return f"{link}<br><small>Kijk ook naar: {escape(other.naam.lower())}, {escape(lower_value(other, row))}</small>"


def _row(heads: Sequence[str], cells: Sequence[str]) -> str:
    rest = "".join(
        f'<td data-kop="{escape(head)}">{cell}</td>' for head, cell in zip(heads[1:], cells[1:], strict=True)
    )
    return f'<tr><th scope="row">{cells[0]}</th>{rest}</tr>'


def _short_reason(row: Row, said: Compared | None) -> str:
    if row.get("waarde") is None:
        return "geen cijfer"
    if said is None:
        return "niets gepubliceerd"
    if said.rest is not None and said.rest["status"] in words.SMALL:
        return "te weinig om te tonen"
    return said.verdict or "niet te vergelijken"
