"""How slides are laid out: 16:9, three layouts that an editor can change in one place, in Dutch."""

from typing import TYPE_CHECKING, Any, Final

from dashboard.reports.look import Look
from dashboard.reports.office import LANGUAGE, set_font

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import SlideLayout

FIRST, WITH_CHART, WITH_TEXT = "Eerste dia", "Bevinding met grafiek", "Bevinding of lijst"
# The layouts of the library's template that these are made of, by name.
_MADE_OF: Final = {FIRST: "Title Slide", WITH_CHART: "Picture with Caption", WITH_TEXT: "Title and Content"}
TITLE, TEXT, PICTURE = 0, 1, 2  # what a place is for, whatever number the template gave it
_NUMBERS: Final = {
    FIRST: {TITLE: 0, TEXT: 1},
    WITH_CHART: {TITLE: 0, PICTURE: 1, TEXT: 2},
    WITH_TEXT: {TITLE: 0, TEXT: 1},
}
_WIDTH_CM, _HEIGHT_CM = 33.867, 19.05
# Left, top, width, height in centimetres, and the size of the letters in points.
_PLACES: Final[dict[str, dict[int, tuple[float, float, float, float, float]]]] = {
    FIRST: {TITLE: (1.8, 5.2, 30.2, 4.6, 40), TEXT: (1.8, 10.2, 30.2, 4.2, 22)},
    WITH_CHART: {
        TITLE: (1.8, 1.0, 30.2, 3.6, 28),
        TEXT: (1.8, 4.6, 30.2, 2.5, 18),
        PICTURE: (1.8, 7.1, 30.2, 9.9, 12),
    },
    WITH_TEXT: {TITLE: (1.8, 1.0, 30.2, 3.6, 28), TEXT: (1.8, 5.0, 30.2, 11.6, 20)},
}
SOURCE_PLACE: Final = (1.8, 17.3, 27.0, 1.0)
_NUMBER_PLACE: Final = (29.6, 17.3, 2.4, 1.0)
_INK: Final = "24292F"


def number_of(layout: str, place: int) -> int:
    """Return the number that the template gave a place of ``layout``."""
    return _NUMBERS[layout][place]


def prepare(presentation: "Presentation", look: Look) -> None:
    """Give an empty ``presentation`` its size, language, font and layouts; those of no use leave."""
    from pptx.util import Cm

    presentation.slide_width, presentation.slide_height = Cm(_WIDTH_CM), Cm(_HEIGHT_CM)
    master = presentation.slide_master
    set_font(master.part.rels.values())
    wanted = {theirs: ours for ours, theirs in _MADE_OF.items()}
    for layout in list(presentation.slide_layouts):
        if layout.name in wanted:
            _make(layout, wanted[layout.name], look.kleur.lstrip("#").upper())
        else:
            presentation.slide_layouts.remove(layout)
    _place_on_master(master)
    for element in (presentation.part._element, master._element):
        _speak_dutch(element)


def layout_named(presentation: "Presentation", name: str) -> "SlideLayout":
    """Return one of our layouts."""
    return next(layout for layout in presentation.slide_layouts if layout.name == name)


def _make(layout: Any, name: str, colour: str) -> None:
    layout._element.cSld.set("name", name)
    places = {number_of(name, place): (place, given) for place, given in _PLACES[name].items()}
    for shape in list(layout.placeholders):
        number = shape.placeholder_format.idx
        if number in places:
            place, (left, top, width, height, size) = places[number]
            _put(shape, (left, top, width, height))
            _letters(shape, size, colour if place == TITLE else _INK, bold=place == TITLE)
        elif shape.name.startswith("Slide Number"):
            _put(shape, _NUMBER_PLACE)
        else:  # a date and a foot, which nobody fills
            shape._element.getparent().remove(shape._element)
    _speak_dutch(layout._element)


def _place_on_master(master: Any) -> None:
    """Widen what stands on the master of a narrower slide."""
    for shape in master.placeholders:
        kind = shape.name.split(" Placeholder")[0]
        place = {
            "Title": _PLACES[WITH_TEXT][TITLE][:4],
            "Text": _PLACES[WITH_TEXT][TEXT][:4],
            "Slide Number": _NUMBER_PLACE,
            "Footer": SOURCE_PLACE,
        }.get(kind)
        if place is not None:
            _put(shape, place)
        elif kind == "Date":
            shape._element.getparent().remove(shape._element)


def _put(shape: Any, place: tuple[float, float, float, float]) -> None:
    from pptx.util import Cm

    shape.left, shape.top, shape.width, shape.height = (Cm(each) for each in place)


def _letters(shape: Any, size: float, colour: str, *, bold: bool) -> None:
    """Set the first level of a place: size, colour, from the left and without a bullet."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls, qn

    anchor = "b" if bold else "t"
    body = shape._element.txBody
    for old in (body.find(qn("a:bodyPr")), body.find(qn("a:lstStyle"))):
        body.remove(old)
    body.insert(
        0, parse_xml(f'<a:bodyPr {nsdecls("a")} lIns="0" rIns="0" anchor="{anchor}"><a:normAutofit/></a:bodyPr>')
    )
    body.insert(
        1,
        parse_xml(
            f'<a:lstStyle {nsdecls("a")}><a:lvl1pPr marL="0" indent="0" algn="l"><a:lnSpc><a:spcPct val="100000"/>'
            f'</a:lnSpc><a:buNone/><a:defRPr sz="{round(size * 100)}" b="{int(bold)}" cap="none">'
            f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:defRPr></a:lvl1pPr></a:lstStyle>'
        ),
    )


def _speak_dutch(element: Any) -> None:
    for each in element.iter():
        if each.get("lang") is not None:
            each.set("lang", LANGUAGE)
