"""A report as slides: one per finding, with its sentence as title, its chart and its source; last what is not known.

The parts of a slide stand in the file in the order in which they are read aloud: title, text, picture, source, number.
"""

from copy import deepcopy
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from dashboard.reports import charts
from dashboard.reports.content import (
    LIMITS,
    MISSING,
    WHAT_TO_DO,
    Chart,
    Finding,
    Heading,
    Paragraph,
    Report,
    Run,
    Table,
    plain,
)
from dashboard.reports.look import Look
from dashboard.reports.office import DPI, LANGUAGE, clean, describe, packed, without
from dashboard.reports.pptx_layout import (
    FIRST,
    PICTURE,
    SOURCE_PLACE,
    TEXT,
    WITH_CHART,
    WITH_TEXT,
    layout_named,
    number_of,
    prepare,
)
from dashboard.texts import day

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import Slide

_BESIDE_OTHERS: Final = "vergelijkbaar"  # ends the kind of a finding about the others
_NOTHING_MORE: Final = "Een cijfer zegt wat er gebeurde, niet waardoor."
_MOST_ON_A_SLIDE = 750  # characters, at the size of the letters
_LONG_TITLE, _LONG_TEXT = 110, 330  # characters; longer ones are set smaller


def render(report: Report, look: Look) -> bytes:
    """Return ``report`` as a PPTX file; the same report and look give the same bytes."""
    from pptx import Presentation

    presentation: Any = Presentation()
    for number in without(presentation.part.package._rels.items(), "thumbnail"):
        presentation.part.package._rels.pop(number)
    for number in without(presentation.part.rels.items(), "printerSettings"):
        presentation.part.rels.pop(number)
    prepare(presentation, look)
    describe(presentation.core_properties, report, look)
    _add_first(presentation, report, look)
    for finding in report.findings:
        _add_finding(presentation, report, finding, look)
    if not report.findings:
        _add_nothing(presentation, report, look)
    _add_limits(presentation, report)
    result = BytesIO()
    presentation.save(result)
    return packed(result)


def _add_first(presentation: "Presentation", report: Report, look: Look) -> None:
    slide = _slide(presentation, FIRST, (report.titel,))
    told = [clean(look.naam), f"Stand van {day(report.datum)}"]
    if report.herkomst.publicatie is not None:
        told.append(f"Vergeleken met publicatie {report.herkomst.publicatie}")
    _fill(_place(slide, FIRST, TEXT), [(line,) for line in told])
    if look.logo is not None and look.logo_soort == "png":
        from pptx.util import Cm

        picture = slide.shapes.add_picture(BytesIO(look.logo), Cm(1.8), Cm(1.4), height=Cm(1.6))
        _name(picture, "Logo", f"Logo van {clean(look.naam)}")
    _add_number(slide)


def _add_finding(presentation: "Presentation", report: Report, finding: Finding, look: Look) -> None:
    chart = _chart_of(report, finding)
    name = WITH_TEXT if chart is None else WITH_CHART
    slide = _slide(presentation, name, finding.runs, before=f"{finding.symbool} " if finding.symbool else "")
    body = _place(slide, name, TEXT)
    _fill(body, [finding.evidence], size=15 if len(plain(finding.evidence)) > _LONG_TEXT and chart else None)
    if chart is not None:
        _insert(_place(slide, name, PICTURE), chart, look)
        _last(body, _place(slide, name, PICTURE))
    _add_source(slide, report, look)
    _add_number(slide)


def _add_nothing(presentation: "Presentation", report: Report, look: Look) -> None:
    """Say that there is no finding in the words of the report: what it stresses, and the line after it."""
    for block, after in pairwise(report.blocks):
        if isinstance(block, Paragraph) and block.style == "nadruk":
            slide = _slide(presentation, WITH_TEXT, block.runs)
            _fill(_place(slide, WITH_TEXT, TEXT), [after.runs if isinstance(after, Paragraph) else (_NOTHING_MORE,)])
            _add_source(slide, report, look)
            _add_number(slide)
            return


def _add_limits(presentation: "Presentation", report: Report) -> None:
    """Add what the data cannot say, on as many slides as it takes; each has a title of its own."""
    parts = _shared_out(_limits(report))
    for at, lines in enumerate(parts, 1):
        more = "" if len(parts) == 1 else f" (deel {at} van {len(parts)})"
        slide = _slide(presentation, WITH_TEXT, (LIMITS + more,))
        _fill(_place(slide, WITH_TEXT, TEXT), lines, bullets=True, size=18)
        _add_number(slide)


def _limits(report: Report) -> list[tuple[Run, ...]]:
    """Return the sentences of the part of ``report`` about what it cannot say; one that always holds without it."""
    lines: list[tuple[Run, ...]] = []
    inside = False
    for block in report.blocks:
        if isinstance(block, Heading) and block.level <= 2:
            inside = block.text in (LIMITS, MISSING, WHAT_TO_DO)
        elif inside and isinstance(block, Paragraph):
            lines.append(block.runs)
        elif inside and isinstance(block, Table):
            lines += [_joined(row) for row in block.rows]
    return lines or [(_NOTHING_MORE,)]


def _joined(row: tuple[tuple[Run, ...], ...]) -> tuple[Run, ...]:
    """Return the cells of a row as one sentence."""
    first, *others = row
    return (*first, *(run for at, cell in enumerate(others) for run in (": " if at == 0 else ", ", *cell)))


def _shared_out(lines: list[tuple[Run, ...]]) -> list[list[tuple[Run, ...]]]:
    """Return the lines in groups that fit on a slide."""
    parts: list[list[tuple[Run, ...]]] = [[]]
    for line in lines:
        taken = sum(len(plain(each)) for each in parts[-1])
        if parts[-1] and taken + len(plain(line)) > _MOST_ON_A_SLIDE:
            parts.append([])
        parts[-1].append(line)
    return parts


def _chart_of(report: Report, finding: Finding) -> Chart | None:
    """Return the chart about the indicator of ``finding`` that shows its point, or else any about it."""
    code = finding.indicator.lower()
    found = [block for block in report.blocks if isinstance(block, Chart) and code in block.key.split("-")]
    others = finding.soort.endswith(_BESIDE_OTHERS)
    found.sort(key=lambda chart: (chart.series.kind == "vergelijking") is not others)
    return found[0] if found else None


def _slide(presentation: "Presentation", name: str, title: tuple[Run, ...], before: str = "") -> "Slide":
    slide = presentation.slides.add_slide(layout_named(presentation, name))
    long = len(plain(title)) > _LONG_TITLE and name != FIRST
    _fill(slide.shapes.title, [(before, *title)], size=22 if long else None)
    return slide


def _place(slide: "Slide", name: str, place: int) -> Any:
    return slide.placeholders[number_of(name, place)]


def _fill(shape: Any, lines: list[tuple[Run, ...]], *, size: float | None = None, bullets: bool = False) -> None:
    """Write ``lines`` as the paragraphs of ``shape``, each run in Dutch."""
    from pptx.util import Pt

    frame = shape.text_frame
    for at, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(8) if len(lines) > 1 else None
        if bullets:
            _set_bullet(paragraph)
        for run in line:
            text = clean(run if isinstance(run, str) else run.text)
            if text:
                written = paragraph.add_run()
                written.text = text
                written._r.get_or_add_rPr().set("lang", LANGUAGE)
                if size is not None:
                    written.font.size = Pt(size)


def _set_bullet(paragraph: Any) -> None:
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", "285750")
    properties.set("indent", "-285750")
    properties.append(parse_xml(f'<a:buChar {nsdecls("a")} char="•"/>'))


def _insert(place: Any, chart: Chart, look: Look) -> None:
    """Put the whole chart in its place, as large as fits, with what it shows in words."""
    left, top, width, height = place.left, place.top, place.width, place.height
    picture = place.insert_picture(BytesIO(charts.png(chart, look, DPI)))
    picture.crop_left = picture.crop_right = picture.crop_top = picture.crop_bottom = 0
    wide, high = picture.image.size
    scale = min(width / wide, height / high)
    picture.left, picture.top = left + round((width - wide * scale) / 2), top
    picture.width, picture.height = round(wide * scale), round(high * scale)
    _name(picture, clean(chart.caption), clean(chart.alt))


def _name(picture: Any, name: str, alt: str) -> None:
    shown = picture._element.nvPicPr.cNvPr
    shown.set("name", name)
    shown.set("descr", alt)


def _last(*shapes: Any) -> None:
    """Move ``shapes`` to the end of what is read aloud, in this order."""
    for shape in shapes:
        shape._element.getparent().append(shape._element)


def _add_source(slide: "Slide", report: Report, look: Look) -> None:
    from pptx.util import Cm

    box: Any = slide.shapes.add_textbox(*(Cm(each) for each in SOURCE_PLACE))
    box.name = "Bron"
    number = report.herkomst.publicatie
    publication = "" if number is None else f"; vergeleken met publicatie {number}"
    told = f"Bron: {clean(look.naam)}, {report.naam}, {report.periode}. Stand van {day(report.datum)}{publication}."
    box.text_frame.margin_left = 0
    box.text_frame.word_wrap = True
    _fill(box, [(told,)], size=12)


def _add_number(slide: "Slide") -> None:
    """Add the number of the slide where its layout has one: the library leaves it out."""
    for shape in slide.slide_layout.placeholders:
        if shape.name.startswith("Slide Number"):
            added = deepcopy(shape._element)
            added.nvSpPr.cNvPr.set("id", str(1 + max(each.shape_id for each in slide.shapes)))
            slide.shapes._spTree.append(added)
