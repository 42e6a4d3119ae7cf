"""The forms a report can have, and what its files are called, so that they stand in order of gemeente and period."""

import unicodedata
from collections.abc import Sequence
from importlib import import_module
from typing import Final

from dashboard.reports.content import Report
from dashboard.reports.errors import SelectionError
from dashboard.reports.look import Look
from dashboard.reports.periods import period_code
from metrics.months import months_between

FORMATS: Final = ("pdf", "html", "docx", "pptx")  # each a module of this package with a `render`


def render(report: Report, look: Look, formaat: str) -> bytes:
    """Return ``report`` in one of FORMATS; the library that writes it is loaded at the first report."""
    return import_module(f"dashboard.reports.{formaat}").render(report, look)


def chosen_formats(formats: Sequence[str]) -> tuple[str, ...]:
    """Return the formats asked for, each once; SelectionError names the first unknown one."""
    for formaat in formats:
        if formaat not in FORMATS:
            raise SelectionError(f"Het formaat {formaat!r} bestaat niet; kies uit {', '.join(FORMATS)}.")
    return tuple(formaat for formaat in FORMATS if formaat in formats)


def file_name(report: Report, formaat: str) -> str:
    """Return GM0034-almere-2024-K3.pdf: code, name and period in letters that every disk knows."""
    return f"{report.gm_code}-{_plain(report.naam)}-{_period(report)}.{formaat}"


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join("".join(each if each.isalnum() else " " for each in letters).split())


def _period(report: Report) -> str:
    months = months_between(report.van, report.tot)
    return period_code({12: "jaar", 3: "kwartaal"}.get(months, "maand"), report.van)
