"""How a report looks in Word: styles that an editor can change in one place, the page, and its head and foot."""

from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from dashboard.reports.content import Report, Run
from dashboard.reports.look import Look
from dashboard.reports.office import LANGUAGE, clean, set_font

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle
    from docx.text.paragraph import Paragraph

SMALL, STRESSED, TABLE = "Kleine tekst", "Nadruk alinea", "Rapporttabel"
CELL, NARROW_CELL = "Tabeltekst", "Tabeltekst smal"
CELL_POINTS: Final = {CELL: 9.0, NARROW_CELL: 8.0}
_WIDTH_CM, _HEIGHT_CM, _MARGIN_CM = 21.0, 29.7, 2.3
TEXT_CM: Final = _WIDTH_CM - 2 * _MARGIN_CM
_HEADINGS: Final = {1: (20, 0, 6), 2: (14, 16, 4), 3: (11.5, 10, 3)}  # points: size, room before, room after
_LINES: Final = "D0D7DE"


def prepare(document: "Document", report: Report, look: Look) -> None:
    """Give an empty ``document`` its language, page, styles, head and foot."""
    _set_language(document)
    set_font(document.part.rels.values())
    _set_page(document)
    _set_styles(document, look.kleur.lstrip("#"))
    _add_table_style(document, look.kleur.lstrip("#"))
    _write_head(document, look)
    _write_foot(document, report)


def _set_language(document: "Document") -> None:
    from docx.oxml.ns import qn

    for lang in document.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), LANGUAGE)
    for lang in document.settings.element.iter(qn("w:themeFontLang")):
        lang.set(qn("w:val"), LANGUAGE)
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")  # else Word opens it as a document of an older version


def _set_page(document: "Document") -> None:
    from docx.shared import Cm

    section = document.sections[0]
    section.header_distance = section.footer_distance = Cm(1.0)
    section.page_width, section.page_height = Cm(_WIDTH_CM), Cm(_HEIGHT_CM)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(_MARGIN_CM)


def _set_styles(document: "Document", colour: str) -> None:
    _set_style(_style(document, "Normal"), size=10.5, before=3, after=5, line=1.15)
    for level, (size, before, after) in _HEADINGS.items():
        heading = _style(document, f"Heading {level}")
        _set_style(heading, size=size, before=before, after=after, line=1.1, colour=colour)
    for name in ("List Number", "List Continue"):
        _set_style(_style(document, name), before=3, after=2)
    caption = _style(document, "Caption")
    _set_style(caption, size=9.5, before=8, after=3, colour="24292F")
    _set_style(_added(document, SMALL), size=8.5, before=2, after=3, line=1.1)
    _set_style(_added(document, STRESSED), before=3, after=5)
    _style(document, STRESSED).font.bold = True
    for name, size in CELL_POINTS.items():
        _set_style(_added(document, name), size=size, before=2, after=2, line=1.0)


def _style(document: "Document", name: str) -> "ParagraphStyle":
    return document.styles[name]  # pyright: ignore[reportReturnType] -- the template and we made these of paragraphs


def _added(document: "Document", name: str) -> "ParagraphStyle":
    from docx.enum.style import WD_STYLE_TYPE

    style: Any = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    return style


def _set_style(
    style: "ParagraphStyle",
    *,
    before: float,
    after: float,
    size: float | None = None,
    line: float | None = None,
    colour: str | None = None,
) -> None:
    from docx.shared import Pt, RGBColor

    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    if line is not None:
        style.paragraph_format.line_spacing = line
    if size is not None:
        style.font.size = Pt(size)
    if colour is not None:
        style.font.color.rgb = RGBColor.from_string(colour.upper())


def _add_table_style(document: "Document", colour: str) -> None:
    """Add the style of all tables: lines between rows, the heads white on the colour, the first column bold."""
    from docx.oxml.ns import nsdecls
    from docx.oxml.parser import parse_xml

    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{_LINES}"/>' for side in ("top", "bottom", "insideH")
    )
    document.styles.element.append(
        parse_xml(
            f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="{TABLE}"><w:name w:val="{TABLE}"/>'
            '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:qFormat/>'
            f"<w:tblPr><w:tblBorders>{lines}</w:tblBorders>"
            '<w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>'
            '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:color w:val="FFFFFF"/></w:rPr>'
            f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{colour.upper()}"/></w:tcPr></w:tblStylePr>'
            '<w:tblStylePr w:type="firstCol"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>'
        )
    )


def _write_head(document: "Document", look: Look) -> None:
    from docx.shared import Cm

    head = document.sections[0].header.paragraphs[0]
    if look.logo is not None and look.logo_soort == "png":  # Word and its library take no SVG here
        picture = head.add_run().add_picture(BytesIO(look.logo), height=Cm(0.8))
        name_picture(picture, "Logo", f"Logo van {clean(look.naam)}")
        head.add_run("  ")
    head.add_run(clean(look.naam))


def write(paragraph: Any, runs: tuple[Run, ...], *, style: str | None = None) -> None:
    """Write a sentence; each run is one in Word too, so that a number can be found again."""
    for run in runs:
        text = clean(run if isinstance(run, str) else run.text)
        if text:
            paragraph.add_run(text, style=style)


def name_picture(picture: Any, name: str, alt: str) -> None:
    """Give a picture its name and what a screen reader says instead of it."""
    shown = picture._inline.docPr
    shown.set("name", name)
    shown.set("descr", alt)


def _write_foot(document: "Document", report: Report) -> None:
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Cm

    foot = document.sections[0].footer.paragraphs[0]
    stops = foot.paragraph_format.tab_stops
    stops.add_tab_stop(Cm(TEXT_CM), WD_TAB_ALIGNMENT.RIGHT)
    foot.style = _style(document, SMALL)
    foot.add_run(f"{clean(report.titel)}\tPagina ")
    _add_field(foot, "PAGE")
    foot.add_run(" van ")
    _add_field(foot, "NUMPAGES")


def _add_field(paragraph: "Paragraph", instruction: str) -> None:
    from docx.oxml.ns import nsdecls
    from docx.oxml.parser import parse_xml

    simple = f'<w:fldSimple {nsdecls("w")} w:instr="{instruction}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    paragraph._p.append(parse_xml(simple))  # pyright: ignore[reportPrivateUsage]
