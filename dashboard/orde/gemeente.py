"""What a gemeente has to repair over all its leveringen: as one HTML file and as CSV."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import polars as pl

from dashboard import texts
from dashboard.orde import words
from dashboard.orde.file import csv_text
from dashboard.orde.findings import Bevinding, in_parts, urgency
from dashboard.orde.markup import Markup, tag
from dashboard.orde.page import document, repair_first, verdict
from dashboard.orde.sections import figures, finding
from dashboard.orde.table import Column, table
from dashboard.orde.touched import touched
from queries.orde_gemeente import OrdeGemeente

_HEADER = (
    "Gemeente", "Soort levering", "Gevolg", "Soort record", "Wat is er mis", "Zo herstelt u het", "Keer gevonden",
    "Leveringen", "Laatste levering", "Raakt cijfers", "Regel",
)  # fmt: skip


def render_gemeente_html(orde: OrdeGemeente) -> str:
    """Return the repair list of one gemeente as one HTML file."""
    found = summed_findings(orde)
    title = f"Herstellijst {orde.gemeente}{_period(orde)}"
    refused = orde.leveringen.filter(pl.col("status") == "geweigerd").height
    each_found = [each for each, _, _ in found]
    state = "fout" if refused else "let-op" if any(each.ernst != "info" for each in each_found) else "goed"
    parts = [
        tag("h1", title),
        verdict(state, _summary(orde, refused), words.work(each_found)),
        *repair_first(each_found),
        *figures(each_found),
        *_all(found),
        *_leveringen(orde),
    ]
    return document(title, parts)


def gemeente_csv(orde: OrdeGemeente) -> str:
    """Return the repair list of one gemeente, a row per rule."""
    rows = (
        (
            orde.gemeente,
            words.kind(each.soort),
            texts.SEVERITIES[each.ernst].text,
            words.records_of(each.tabel),
            " ".join(part for part in (each.uitleg, each.details) if part),
            each.herstel,
            str(each.gevonden),
            str(times),
            str(last),
            ", ".join(indicator.code for indicator in each.raakt),
            each.regel,
        )
        for each, times, last in summed_findings(orde)
    )
    return csv_text(_HEADER, rows)


def summed_findings(orde: OrdeGemeente) -> list[tuple[Bevinding, int, int]]:
    """Return every rule as a finding, with how many leveringen break it and which is the last of them."""
    found = [(_finding(row), row["leveringen"], row["laatste"]) for row in orde.regels.iter_rows(named=True)]
    return sorted(found, key=lambda each: urgency(each[0]))


def _finding(row: dict[str, Any]) -> Bevinding:
    soort, tabel, regel = row["soort"], row["tabel"], row["regel"]
    return Bevinding(
        soort,
        tabel,
        regel,
        row["ernst"],
        *in_parts(row["reden"]),
        row["gevonden"],
        0,  # a share of the leveringen in which it was found would not be one of all
        touched(soort, tabel, regel),
        (),
    )


def _period(orde: OrdeGemeente) -> str:
    if orde.van is not None and orde.tot is not None:
        return f", {texts.span(orde.van, orde.tot)}"
    if orde.van is not None:
        return f", vanaf {texts.day(orde.van)}"
    return f", tot en met {texts.day(orde.tot - timedelta(days=1))}" if orde.tot is not None else ""


def _summary(orde: OrdeGemeente, refused: int) -> str:
    if orde.leveringen.is_empty():
        return f"Over {orde.gemeente} is in deze periode niets geleverd."
    used = orde.leveringen.filter(pl.col("status") == "in_gebruik")
    records, rejected = int(used["aantal"].sum()), int(used["afgekeurd"].sum())
    said = (
        f"Van de {texts.count_of(records, 'record', 'records')} in "
        f"{texts.count_of(used.height, 'levering', 'leveringen')} zijn er {texts.number(records - rejected)} opgenomen."
    )
    if refused:
        said += f" {texts.count_of(refused, 'levering is', 'leveringen zijn')} geweigerd en nog niet opnieuw geleverd."
    return said


def _all(found: Sequence[tuple[Bevinding, int, int]]) -> list[Markup]:
    if not found:
        return []
    items = [
        finding(
            each,
            tag(
                "p",
                f"{words.kind(each.soort)}: in {texts.count_of(times, 'levering', 'leveringen')}, "
                f"het laatst in levering {last}.",
            ),
        )
        for each, times, last in found
    ]
    return [tag("h2", "Alles wat is gevonden"), *items]


def _leveringen(orde: OrdeGemeente) -> list[Markup]:
    if orde.leveringen.is_empty():
        return []
    columns = [
        Column("Levering"), Column("Soort"), Column("Periode"), Column("Stand"), Column("Records", True),
        Column("Afgekeurd", True),
    ]  # fmt: skip
    rows = [
        (
            str(row["id"]),
            words.kind(row["soort"]),
            texts.short_span(row["periode_van"], row["periode_tot"]),
            str(texts.LEVERING_STATUSES[row["status"]]),
            texts.number(row["aantal"]),
            texts.number(row["afgekeurd"]),
        )
        for row in orde.leveringen.iter_rows(named=True)
    ]
    return [tag("h2", "Leveringen"), table("Leveringen, de nieuwste eerst", columns, rows)]
