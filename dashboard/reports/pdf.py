"""A report as PDF/UA-1: tagged, in Dutch, with bookmarks, for paper and for a screen reader; the same bytes each time.

Set by Typst from ``report.typ`` beside this module, which gets everything it shows as data.
"""

import json
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from dashboard.errors import SettingsError
from dashboard.reports import charts
from dashboard.reports.columns import columns, is_numeric
from dashboard.reports.content import Block, Chart, Finding, Heading, Paragraph, Report, Run, Table, plain
from dashboard.reports.logos import as_svg
from dashboard.reports.look import Look
from dashboard.reports.opening import subtitle
from dashboard.reports.typeface import FOLDER, drawable

if TYPE_CHECKING:
    from typst import Fonts

_TEMPLATE: Final = Path(__file__).with_name("report.typ")


def render(report: Report, look: Look) -> bytes:
    """Return ``report`` as a PDF file that follows PDF/UA-1.

    Raises SettingsError where the logo is an SVG that cannot be drawn.
    """
    import typst

    compiler = typst.Compiler(_template(), font_paths=_fonts())
    try:
        pages = compiler.compile(
            format="pdf",
            sys_inputs={"report": json.dumps(_data(report, look), ensure_ascii=False)},
            pdf_standards=["ua-1"],
            timestamp=datetime.combine(report.datum, time(), UTC),
        )
    except typst.TypstError as error:
        if look.logo_soort != "svg":  # all else it is given can be drawn
            raise
        raise SettingsError("EFFECTMETING_LOGO is niet te tekenen in een rapport; geef het logo als PNG.") from error
    if not isinstance(pages, bytes):
        raise TypeError("Typst gives a PDF as one file")
    return pages


@cache
def _template() -> bytes:
    return _TEMPLATE.read_bytes()


@cache
def _fonts() -> "Fonts":
    """The typeface of reports and no other, so that every machine makes the same file."""
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FOLDER])


def _data(report: Report, look: Look) -> dict[str, Any]:
    """Return all that the template shows, with only characters that the typeface can draw."""
    return {
        "titel": drawable(report.titel),
        "afzender": drawable(look.naam),
        "onderwerp": drawable(f"{report.naam}, {report.periode}"),
        "ondertitel": drawable(subtitle(report)),
        "voet": drawable(f"{report.naam} · {report.periode}"),
        "kleur": look.kleur,
        "logo": as_svg(look),
        "logo_alt": drawable(f"Logo van {look.naam}"),
        "blocks": [{"soort": type(block).__name__, **_block(block, look)} for block in report.blocks],
    }


def _block(block: Block, look: Look) -> dict[str, Any]:
    match block:
        case Heading():
            return {"level": block.level, "text": drawable(block.text)}
        case Paragraph():
            return {"style": block.style, "text": _text(block.runs)}
        case Finding():
            symbol = drawable(block.symbool)
            return {"symbool": symbol, "text": _text(block.runs), "evidence": _text(block.evidence)}
        case Table():
            return _table(block)
        case Chart():
            drawn = charts.svg(block, look).decode()
            return {"caption": drawable(block.caption), "alt": drawable(block.alt), "svg": drawn}


def _table(table: Table) -> dict[str, Any]:
    fitted = columns(table)
    return {
        "caption": drawable(table.caption),
        "head": [drawable(cell) for cell in table.head],
        "rows": [[_text(cell) for cell in row] for row in table.rows],
        "note": drawable(table.note),
        "rechts": is_numeric(table),
        "breedtes": fitted.widths,
        "klein": fitted.small,
        "deel": fitted.share * 100,
    }


def _text(runs: tuple[Run, ...]) -> str:
    return drawable(plain(runs))
