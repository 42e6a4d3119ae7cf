"""A gemeente shows its own name, logo and colour, and never a colour that nobody can read."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.branding import (
    DARK_PAGES,
    LIGHT_PAGES,
    Branding,
    fits_a_line,
    read_branding,
    readable,
    readable_on_dark,
    readable_on_light,
)
from dashboard.charts import palette
from dashboard.config import load_settings
from dashboard.errors import SettingsError
from dashboard.start_page import in_dutch

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def branded(**settings: str) -> Branding:
    return read_branding(load_settings({f"EFFECTMETING_{name.upper()}": value for name, value in settings.items()}))


def test_without_settings_it_is_the_product_itself():
    assert branded() == Branding("Effectmeting Schuldhulp")
    assert branded().theme == {}


@given(colours)
def test_a_colour_is_readable_on_both_themes_or_refused_with_one_that_is(colour: str):
    try:
        brand = branded(kleur=colour)
    except SettingsError as refused:
        better = str(refused).rstrip(".").split()[-1]
        assert better != colour
        brand = branded(kleur=better)  # what it advises, it takes
    assert brand.light is not None
    assert brand.dark is not None
    assert min(palette.contrast(brand.light, page) for page in LIGHT_PAGES) >= 4.5
    assert min(palette.contrast(brand.dark, page) for page in DARK_PAGES) >= 4.5


@given(colours)
def test_a_colour_that_can_be_read_is_left_as_it_is(colour: str):
    assert (readable_on_light(colour) == colour) is readable(colour, LIGHT_PAGES, 4.5)
    assert (readable_on_dark(colour) == colour) is readable(colour, DARK_PAGES, 4.5)


@given(colours)
def test_a_line_takes_the_colour_only_where_it_is_seen_on_both_pages(colour: str):
    if fits_a_line(colour):
        assert palette.contrast(colour, "#ffffff") >= 3
        assert palette.contrast(colour, "#12171d") >= 3


@pytest.mark.parametrize("colour", [palette.BENCHMARK, palette.GOAL, palette.REFERENCE, "#001f4d", "#ffe600"])
def test_a_line_is_never_taken_for_another_nor_lost_in_the_page(colour: str):
    assert not fits_a_line(colour)


@pytest.mark.parametrize("colour", [palette.OWN, "#8e44ad", "#6a5acd"])
def test_a_line_takes_a_colour_that_stands_out(colour: str):
    assert fits_a_line(colour)


def test_a_colour_too_light_is_refused_in_one_sentence():
    with pytest.raises(SettingsError) as refused:
        branded(kleur="#FFD700")

    assert str(refused.value) == (
        "EFFECTMETING_KLEUR #ffd700 is te licht om te lezen op wit (contrast 1,3, nodig is 4,5); "
        "de dichtstbijzijnde kleur die wel kan, is #806c00."
    )


def test_the_colour_of_a_gemeente_goes_to_both_themes():
    assert branded(kleur="#7A1FA2").theme == {
        "theme.light.primaryColor": "#7a1fa2",
        "theme.light.linkColor": "#7a1fa2",
        "theme.dark.primaryColor": "#ae76c6",
        "theme.dark.linkColor": "#ae76c6",
    }


def test_what_is_no_colour_is_refused_by_name():
    with pytest.raises(SettingsError, match="EFFECTMETING_KLEUR"):
        branded(kleur="blauw")


def test_a_logo_is_a_small_svg_or_png(tmp_path: Path):
    good, wrong, large = tmp_path / "logo.svg", tmp_path / "logo.png", tmp_path / "groot.png"
    good.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    wrong.write_text("geen plaatje")
    large.write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 600_000)

    assert branded(logo=str(good), naam="Gemeente Almere") == Branding("Gemeente Almere", good)
    for path, told in ((wrong, "geen SVG of PNG"), (large, "groter dan 500 kB"), (tmp_path / "weg.svg", "niet is")):
        with pytest.raises(SettingsError, match=told):
            branded(logo=str(path))


def test_the_name_stands_in_the_title_from_the_first_byte():
    page = in_dutch(b"<html><head><title>x</title></head></html>", "Gemeente <Almere> & co")

    assert b"<title>Gemeente &lt;Almere&gt; &amp; co</title>" in page
