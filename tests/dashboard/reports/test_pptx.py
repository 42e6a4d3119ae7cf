"""The slides: one finding each, read aloud in order, and last what the data cannot say."""

from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from dashboard.reports import pptx
from dashboard.reports.content import Chart, Finding, Heading, Paragraph, Report, plain
from dashboard.reports.look import Look
from tests.dashboard.reports import example

LOOK = Look("Gemeente Voorbeeld")


def shown(report: Report) -> Any:
    return Presentation(BytesIO(pptx.render(report, LOOK)))


def about(code: str, soort: str) -> Report:
    """Return a report with a line and dots of VS07, and one finding about ``code``."""
    charts = (
        Chart("verloop-vs07", "Verloop", "Het verloop.", example.trend()),
        Chart("vergelijking-vs07", "Vergelijking", "De vergelijking.", example.dots()),
    )
    finding = Finding(soort, code, ("Een zin.",), ("Waar hij op rust.",), "▲")
    return replace(example.report(), blocks=(finding, *charts), findings=(finding,))


@pytest.fixture(scope="module")
def slides() -> list[Any]:
    return list(shown(example.report()).slides)


def test_every_slide_has_a_title_of_its_own_and_every_finding_a_slide(slides: list[Any]) -> None:
    titles = [slide.shapes.title.text_frame.text for slide in slides]
    findings = [f"{each.symbool} {plain(each.runs)}" for each in example.FINDINGS]
    assert titles == [example.report().titel, *findings, "Wat deze cijfers niet zeggen"]


def test_below_the_title_stands_what_it_rests_on_and_where_it_comes_from(slides: list[Any]) -> None:
    for slide, finding in zip(slides[1:4], example.FINDINGS, strict=True):
        texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        assert texts[1] == plain(finding.evidence)
        assert texts[2].startswith("Bron: Gemeente Voorbeeld, ")
        assert texts[2].endswith("Stand van 12 november 2026; vergeleken met publicatie 7.")


@pytest.mark.parametrize(
    ("soort", "alt"), [("verbeterd", "Het verloop."), ("slechter dan vergelijkbaar", "De vergelijking.")]
)
def test_the_chart_of_a_finding_shows_its_point_and_is_told_in_words(soort: str, alt: str) -> None:
    slide = shown(about("VS07", soort)).slides[1]
    pictures = [shape for shape in slide.shapes if shape._element.tag.endswith("}pic")]
    assert [each._element.nvPicPr.cNvPr.get("descr") for each in pictures] == [alt]
    order = [shape.name for shape in slide.shapes]
    assert order[0].startswith("Title")
    assert order[2] == ("Verloop" if alt == "Het verloop." else "Vergelijking")
    assert order[3:] == ["Bron", "Slide Number Placeholder 6"]
    assert len({shape.shape_id for shape in slide.shapes}) == len(order)


def test_a_finding_without_a_chart_has_no_empty_place() -> None:
    slide = shown(about("SH02", "verbeterd")).slides[1]
    assert [shape.placeholder_format.idx for shape in slide.placeholders] == [0, 1, 12]


def test_the_last_slide_says_what_the_figures_cannot(slides: list[Any]) -> None:
    told = slides[-1].placeholders[1].text_frame.text.split("\n")
    assert told[0] == "Een verschil zegt niet waardoor het komt."
    assert told[1].startswith("Van de maand mei 2025 is geen levering ontvangen")


def test_too_much_for_one_slide_goes_on_at_the_next_under_a_title_of_its_own() -> None:
    long = tuple(Paragraph((f"{name} " * 90,)) for name in ("Eerst", "Daarna", "Ten slotte"))
    blocks = (Heading(2, "Wat deze cijfers niet zeggen"), *long)
    made = shown(replace(example.report(), blocks=blocks, findings=()))
    titles = [slide.shapes.title.text_frame.text for slide in made.slides]
    assert titles[1:] == [f"Wat deze cijfers niet zeggen (deel {part} van 3)" for part in (1, 2, 3)]


def test_too_little_data_is_told_in_the_words_of_the_report() -> None:
    made = shown(example.short_report())
    titles = [slide.shapes.title.text_frame.text for slide in made.slides]
    assert titles[1] == "Er zijn te weinig gegevens om over deze periode iets te zeggen."
    assert made.slides[2].placeholders[1].text_frame.text == "Er is nog niets geleverd over vroegsignalering."


def test_slides_are_wide_in_dutch_and_dated_by_the_report() -> None:
    made = shown(example.report())
    assert round(made.slide_width / made.slide_height, 2) == 1.78
    assert (made.core_properties.title, made.core_properties.language) == (example.report().titel, "nl-NL")
    assert made.core_properties.created.replace(tzinfo=None) == datetime(2026, 11, 12)
    spoken = {each.get("lang") for slide in made.slides for each in slide._element.iter() if each.get("lang")}
    assert spoken == {"nl-NL"}


def test_nothing_lies_outside_the_slide_and_no_picture_is_cut_or_stretched() -> None:
    made = shown(example.report())
    for slide in made.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= made.slide_width
            assert shape.top + shape.height <= made.slide_height
            if shape.shape_type == MSO_SHAPE_TYPE.PICTURE:
                wide, high = shape.image.size
                assert shape.width / shape.height == pytest.approx(wide / high, rel=0.01)


def test_the_same_report_is_the_same_bytes() -> None:
    assert pptx.render(example.report(), LOOK) == pptx.render(example.report(), LOOK)
