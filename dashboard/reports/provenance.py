"""What a report was made from, so that every number can be traced and the report made again."""

from collections.abc import Iterable

from dashboard import texts
from dashboard.figures import stored
from dashboard.figures.source import Source, kept
from dashboard.reports import numbers
from dashboard.reports.content import Provenance, Run
from metrics.definition import Indicator
from queries.counts import Berekening


def provenance(source: Source, gm_code: str, indicators: Iterable[Indicator]) -> Provenance:
    """Return the berekening, publication, versions of definitions and leveringen that a report rests on."""
    made = _berekening(source)
    in_force = stored.leveringen(source, gm_code).filter(status="in_gebruik")
    return Provenance(
        berekening=source.versie if made is None else str(made.id),
        publicatie=source.publicatie,
        peildatum=source.today,
        definities=tuple(sorted((one.code, one.versie) for one in indicators)),
        codeversie="" if made is None else made.codeversie,
        leveringen=tuple(sorted(in_force["id"].to_list())),
    )


def told(found: Provenance, gm_code: str) -> tuple[Run, ...]:
    """Say where the numbers come from, in two sentences."""
    runs: list[Run] = [
        "Berekening ", *numbers.told(found.berekening, "nummer", gm_code),
        f", geteld op {texts.day(found.peildatum)}, uit ",
        numbers.plain_count(len(found.leveringen), "leveringen", gm_code),
        " leveringen die meetellen. ",
    ]  # fmt: skip
    if found.publicatie is None:
        runs.append("Er is nog niets gepubliceerd. ")
    else:
        runs += ["Cijfers van anderen: publicatie ", numbers.plain_count(found.publicatie, "publicatie"), ". "]
    runs += ["Versie van het programma: ", *numbers.told(found.codeversie or "onbekend", "programma", gm_code), "."]
    return tuple(runs)


@kept(4)
def _berekening(source: Source) -> Berekening | None:
    return stored.read_state(source.url, source.viewer).berekening
