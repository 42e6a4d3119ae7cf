"""A Word or PowerPoint file as bytes that tell nothing of the clock, the machine or the program that made it."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime, time
from io import BytesIO
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from dashboard.reports.content import Report
from dashboard.reports.look import Look

LANGUAGE: Final = "nl-NL"
DPI: Final = 200  # sharp on paper and on a large screen
FONT: Final = "Arial"  # on every machine, or a face of the same widths: Office embeds none by itself
_THEME_FONT: Final = re.compile(rb'(<a:(?:major|minor)Font>\s*<a:latin typeface=")[^"]*')
_OLDEST: Final = (1980, 1, 1, 0, 0, 0)  # a zip knows no earlier day, and every program accepts this one


def describe(properties: Any, report: Report, look: Look) -> None:
    """Write what a document says of itself: title, language, who made it, and the day the report is of."""
    made = datetime.combine(report.datum, time(), UTC).replace(tzinfo=None)
    properties.title = clean(report.titel)
    properties.subject = clean(f"{report.naam}, {report.periode}")
    properties.author = properties.last_modified_by = clean(look.naam)
    properties.language = LANGUAGE
    properties.comments = properties.keywords = ""
    properties.revision = 1
    properties.created = properties.modified = made


def clean(text: str) -> str:
    """Return ``text`` without what steers a terminal or a printer: XML holds none of it. A line break is a space."""
    if text.isprintable():
        return text
    spaced = " ".join(text.splitlines())
    return "".join(each for each in spaced.replace("\t", " ") if unicodedata.category(each) != "Cc")


def without(links: Iterable[tuple[str, Any]], *kinds: str) -> list[str]:
    """Return the ids of links to parts that a template brings along and no reader needs."""
    return [number for number, link in links if link.reltype.rsplit("/", 1)[-1] in kinds]


def set_font(links: Iterable[Any]) -> None:
    """Let the theme among ``links`` name one font for all styles, so that an editor changes it once."""
    for link in links:
        if link.reltype.endswith("/theme"):
            theme = link.target_part
            theme._blob = _THEME_FONT.sub(rb"\g<1>" + FONT.encode(), theme.blob)


def packed(document: BytesIO) -> bytes:
    """Return ``document`` with the same day on every part: a zip holds the moment at which each was written."""
    result = BytesIO()
    with ZipFile(document) as given, ZipFile(result, "w", ZIP_DEFLATED) as same:
        for name in given.namelist():
            entry = ZipInfo(name, _OLDEST)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0  # as on every machine
            entry.external_attr = 0
            same.writestr(entry, given.read(name))
    return result.getvalue()
