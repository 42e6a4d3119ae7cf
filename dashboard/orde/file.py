"""The op-orde-rapport as a CSV file that Dutch spreadsheet programs open rightly: one row per finding."""

import csv
import io
from collections.abc import Iterable, Sequence

from dashboard import texts
from dashboard.orde import words
from dashboard.orde.findings import Bevinding, Plaats, findings, in_parts
from queries.orde import Kop, Orde

BOM = "\ufeff"
_HEADER = (
    "Levering", "Soort levering", "Gemeente", "Periode", "Gevolg", "Soort record", "Nummer van het record",
    "Plaats in het bestand", "Bestand", "Wat is er mis", "Zo herstelt u het", "Keer gevonden", "Aandeel",
    "Raakt cijfers", "Regel",
)  # fmt: skip
# A spreadsheet takes text that begins like this for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(orde: Orde) -> str:
    """Return what was found in one levering: a row per place, or one row where a finding has no place."""
    return csv_text(_HEADER, (row for each in findings(orde) for row in _rows(orde.levering, each)))


def csv_text(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return rows with semicolons between them and a byte order mark before, none of which is a formula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_plain(cell) for cell in row] for row in rows)
    return BOM + out.getvalue()


def _rows(kop: Kop, each: Bevinding) -> Iterable[tuple[str, ...]]:
    for place in each.plaatsen or (None,):
        yield (
            *_levering(kop),
            str(texts.SEVERITIES[each.ernst].text),
            words.records_of(each.tabel),
            *_place(place, each),
        )


def _levering(kop: Kop) -> tuple[str, ...]:
    return str(kop.id), words.kind(kop.soort), kop.gemeente, texts.short_span(kop.periode_van, kop.periode_tot)


def _place(place: Plaats | None, each: Bevinding) -> tuple[str, ...]:
    where = (place.record or "", place.pad, place.bestand) if place else ("", "", "")
    touched = ", ".join(indicator.code for indicator in each.raakt)
    return (
        *where,
        " ".join(part for part in _said(place, each) if part),
        each.herstel,
        # Without a point for the thousands, so that a spreadsheet reads a number.
        str(each.gevonden),
        "" if each.share is None else texts.share(each.share),
        touched,
        each.regel,
    )


def _said(place: Plaats | None, each: Bevinding) -> tuple[str, str]:
    return (each.uitleg, each.details) if place is None else in_parts(place.reden)[:2]


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
