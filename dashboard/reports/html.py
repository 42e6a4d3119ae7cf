"""A report as one HTML file: opens anywhere without a network, on light and dark screens, on paper and by voice."""

from collections.abc import Iterator
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Final

from dashboard.branding import readable_on_dark
from dashboard.reports import charts
from dashboard.reports.columns import columns, is_numeric
from dashboard.reports.content import Block, Chart, Finding, Heading, Paragraph, Report, Run, Table, plain
from dashboard.reports.inline_svg import dark_colours, inlined
from dashboard.reports.logos import as_link
from dashboard.reports.look import Look
from dashboard.reports.opening import subtitle

_STYLE: Final = Path(__file__).with_name("report.css")
_NOTHING_FROM_OUTSIDE: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def render(report: Report, look: Look) -> bytes:
    """Return ``report`` as an HTML file in UTF-8, with its style and charts in it and without scripts."""
    parts = [
        "<!doctype html>",
        '<html lang="nl">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_NOTHING_FROM_OUTSIDE}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(report.titel)}, {escape(report.periode)}</title>",
        f"<style>\n{_STYLE.read_text(encoding='utf-8')}{_colours(look)}</style>",
        "</head>",
        "<body>",
        *_beginning(report, look),
        "<main>",
        *_blocks(report.blocks, look),
        "</main>",
        f"<footer>{escape(report.naam)} · {escape(report.periode)} · {escape(look.naam)}</footer>",
        "</body>",
        "</html>",
        "",
    ]
    return "\n".join(parts).encode()


def _beginning(report: Report, look: Look) -> Iterator[str]:
    yield "<header>"
    if look.logo is not None:
        yield f'<img src="{as_link(look)}" alt="Logo van {escape(look.naam)}">'
    yield f"<p>{escape(look.naam)}</p>"
    yield f"<h1>{escape(report.titel)}</h1>"
    yield f"<p>{escape(subtitle(report))}</p>"
    yield "</header>"


def _blocks(blocks: tuple[Block, ...], look: Look) -> Iterator[str]:
    for together, group in groupby(blocks, key=lambda block: isinstance(block, Finding)):
        if together:
            yield '<ul class="bevindingen">'
        for block in group:
            yield _block(block, look)
        if together:
            yield "</ul>"


def _block(block: Block, look: Look) -> str:
    match block:
        case Heading():
            return f"<h{block.level}>{escape(block.text)}</h{block.level}>"
        case Paragraph():
            return f'<p class="{block.style}">{_text(block.runs)}</p>'
        case Finding():
            return _finding(block)
        case Table():
            return _table(block)
        case Chart():
            return _chart(block, look)


def _finding(finding: Finding) -> str:
    """The symbol is for the eye: the sentence says the same, so a voice does not read it."""
    evidence = f'<p class="bewijs">{_text(finding.evidence)}</p>' if finding.evidence else ""
    return (
        f'<li><span class="symbool" aria-hidden="true">{escape(finding.symbool)}</span>'
        f'<div><p class="zin">{_text(finding.runs)}</p>{evidence}</div></li>'
    )


def _table(table: Table) -> str:
    numeric = [' class="getal"' if numbers else "" for numbers in is_numeric(table)]
    head = "".join(f'<th scope="col"{kind}>{escape(cell)}</th>' for cell, kind in zip(table.head, numeric, strict=True))
    rows = "\n".join(_row(row, numeric) for row in table.rows)
    note = f'\n<p class="noot">{escape(table.note)}</p>' if table.note else ""
    return (
        f"{_sliding(table.caption, wide=columns(table).small)}<table>\n<caption>{escape(table.caption)}</caption>\n"
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table></div>{note}"
    )


def _row(row: tuple[tuple[Run, ...], ...], numeric: list[str]) -> str:
    first, *rest = row
    cells = "".join(f"<td{kind}>{_text(cell)}</td>" for cell, kind in zip(rest, numeric[1:], strict=True))
    return f'<tr><th scope="row">{_text(first)}</th>{cells}</tr>'


def _chart(chart: Chart, look: Look) -> str:
    drawn = inlined(charts.svg(chart, look).decode(), chart.key, chart.alt, look)
    return (
        f"<figure>\n<figcaption>{escape(chart.caption)}</figcaption>\n{_sliding(chart.caption)}{drawn}</div>\n</figure>"
    )


def _sliding(name: str, *, wide: bool = False) -> str:
    """A frame that slides sideways on a narrow screen, also by keyboard; a ``wide`` one takes more where there is."""
    return f'<div class="schuif{" breed" if wide else ""}" tabindex="0" role="group" aria-label="{escape(name)}">'


def _colours(look: Look) -> str:
    """Return the colours of the gemeente and of the lines, each readable on its own page."""
    dark = [f"--kleur: {readable_on_dark(look.kleur)};"]
    light = [f"--kleur: {look.kleur};"]
    for name, (on_light, on_dark) in dark_colours(look).items():
        light.append(f"{name}: {on_light};")
        dark.append(f"{name}: {on_dark};")
    return (
        f":root {{ {' '.join(light)} }}\n"
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {' '.join(dark)} }} }}\n"
    )


def _text(runs: tuple[Run, ...]) -> str:
    return escape(plain(runs))
