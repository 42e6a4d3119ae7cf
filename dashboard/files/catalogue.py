"""All definitions as one table to take along: a row per way of counting."""

from collections.abc import Sequence

import polars as pl

from dashboard.charts import definition
from dashboard.charts.glossary import GLOSSARY
from dashboard.files.extract import Extract
from metrics.definition import Indicator, Variant


def catalogue(indicators: Sequence[Indicator]) -> Extract:
    """Return every variant of ``indicators`` with all that its definition says."""
    rows = [_row(indicator, variant) for indicator in indicators for variant in indicator.varianten]
    newest = max((change.datum for each in indicators for change in each.wijzigingen), default=None)
    changed = "" if newest is None else f" Laatste wijziging: {newest:%d-%m-%Y}."
    return Extract(
        "definities",
        "Alle definities",
        pl.DataFrame(rows),
        f"De definities waarmee de cijfers zijn geteld.{changed}",
        notes=tuple(f"{word}: {meaning}" for word, meaning in GLOSSARY.items()),
        protection="Hier staan alleen definities, geen cijfers.",
        repeated=False,
    )


def _row(indicator: Indicator, variant: Variant) -> dict[str, object]:
    counted = list(definition.counted(indicator, variant).values())
    made = definition.formula(indicator, variant)
    return {
        "Code": indicator.code,
        "Versie": indicator.versie,
        "Naam": indicator.naam,
        "Hoe geteld": variant.naam,
        "Variant": variant.code,
        "In één zin": indicator.zin,
        "Waarom": indicator.waarom,
        "Wat is goed": indicator.richting.uitleg,
        "Tegenmaat": indicator.tegenmaat,
        "Teller": counted[1] if "Teller" not in made else made["Teller"],
        "Noemer": counted[0] if "Teller" not in made else made["Gedeeld door"],
        "Eenheid": made["Eenheid"].rstrip("."),
        "Onzekerheid": made["Onzekerheid"],
        "Wanneer af": made["Wanneer af"],
        "Welke maand": indicator.gebeurtenis,
        "Uitsplitsingen": ", ".join(map(definition.breakdown_in_a_sentence, indicator.uitsplitsingen)),
        "Wat dit niet is": " ".join(indicator.kanttekeningen),
        "Herkomst": indicator.bron,
        "Opgesteld door": indicator.auteur,
        "Opgesteld": indicator.opgesteld,
        "Nagekeken": indicator.herzien,
        "Opnieuw nakijken": indicator.herzien_voor,
        "Wijzigingen": " ".join(definition.changes(indicator)),
    }
