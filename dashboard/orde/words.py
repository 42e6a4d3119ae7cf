"""The sentences of the op-orde-rapport, in plain Dutch."""

import re
from collections.abc import Sequence

import polars as pl

from dashboard import texts
from dashboard.orde.findings import Bevinding
from queries.deliveries.sizes import DELIVERED_AS
from queries.orde import Kop, Orde

# What hangs on a record is not counted as one.
PARTS = ("zaak_signaal", "contactpoging", "traject_persoon")
RESULTS = {
    "kritiek": "Reden van weigering",
    "afgekeurd": "Niet opgenomen",
    "waarschuwing": "Opgenomen, met een waarschuwing",
    "info": "Ter informatie",
}
# What a verdict says in numbers, the report says better.
_COUNTED = re.compile(
    r"(Aangenomen met|Er (is|zijn) nog) \d+ \w+\.|"
    r"Geweigerd(\.|: van de \d+ records .*? afgekeurd\.|: het enige .*? afgekeurd\.)"
)
WHOLE = "Over de hele levering"


def title(kop: Kop) -> str:
    """Return what the report is about."""
    return f"Op-orde-rapport: {kind(kop.soort).lower()} {kop.gemeente}, {texts.span(kop.periode_van, kop.periode_tot)}"


def kind(soort: str) -> str:
    """Return the name of a kind of levering."""
    return texts.KINDS_OF_LEVERING.get(soort, soort)


def field(veld: str) -> str:
    """Return what people fill in for a field of the store."""
    return DELIVERED_AS.get(veld, veld)


def number_of(tabel: str) -> str:
    """Return what a record's own number is called; a zaak has none, and is known by one of its signalen."""
    return "Signaal van de zaak" if tabel in ("zaak", "zaak_signaal", "contactpoging") else "Nummer van het record"


def in_table_order(frame: pl.DataFrame) -> pl.DataFrame:
    """Return rows in the order in which tables are always shown."""
    order = {tabel: nr for nr, tabel in enumerate(texts.TABLES)}
    return frame.sort(pl.col("tabel").replace_strict(order, default=len(order)), maintain_order=True)


def records_of(tabel: str) -> str:
    """Return what the records of a table are called."""
    return texts.TABLES.get(tabel, tabel)


def summary(orde: Orde) -> str:
    """Return in one or two sentences how much of the levering was taken."""
    kop = orde.levering
    if kop.status == "geweigerd":
        return (
            f"De levering is geweigerd: er is niets van opgenomen, en de vorige levering bleef gelden. {_usable(kop)}"
        )
    counted = [
        (row["opgenomen"] + row["afgekeurd"], row["opgenomen"], records_of(row["tabel"]))
        for row in in_table_order(orde.tabellen).filter(~pl.col("tabel").is_in(PARTS)).iter_rows(named=True)
    ]
    counted = counted or [(kop.aantal, kop.aantal - kop.afgekeurd, "records")]
    sentences = [_taken(*each) for each in counted if each[0]]
    if not sentences:
        return "De levering bevat geen enkel record: deze periode telt als nul."
    return " ".join(sentences)


def _taken(delivered: int, taken: int, what: str) -> str:
    if delivered == taken == 1:
        return "Het enige record is opgenomen."
    if delivered == taken:
        return f"Alle {texts.number(delivered)} {what} zijn opgenomen."
    verb = "is er" if taken == 1 else "zijn er"
    return f"Van de {texts.number(delivered)} {what} {verb} {texts.number(taken)} opgenomen."


def _usable(kop: Kop) -> str:
    good = kop.aantal - kop.afgekeurd
    verb = "was er" if good == 1 else "waren er"
    return f"Van de {texts.number(kop.aantal)} records {verb} {texts.number(good)} bruikbaar."


def work(found: Sequence[Bevinding]) -> str:
    """Return how much there is to repair."""
    rejected = sum(each.gevonden for each in found if each.ernst == "afgekeurd")
    remarked = sum(each.gevonden for each in found if each.ernst == "waarschuwing" and not each.about_all)
    whole = sum(each.ernst == "waarschuwing" and each.about_all for each in found)
    said = [
        texts.count_of(amount, one, many)
        for amount, one, many in (
            (rejected, "record dat niet is opgenomen", "records die niet zijn opgenomen"),
            (remarked, "waarschuwing bij een record", "waarschuwingen bij records"),
            (whole, "opmerking over de hele levering", "opmerkingen over de hele levering"),
        )
        if amount
    ]
    if not said:
        return "Er is niets te herstellen."
    return f"Te herstellen: {', '.join(said[:-1])}{' en ' if len(said) > 1 else ''}{said[-1]}."


def verdict_apart(kop: Kop, reasons: Sequence[str]) -> str | None:
    """Return what the verdict says that no finding says."""
    left = kop.oordeel or ""
    for reason in reasons:
        left = left.replace(reason, "")
    left = _COUNTED.sub("", left)
    return " ".join(left.split()) or None


def count(each: Bevinding) -> str:
    """Return how often a rule was broken, and which part of what was looked at that is."""
    if each.about_all:
        return "Hele levering"
    what = records_of(each.tabel)
    if each.share is None or each.gecontroleerd < each.gevonden:
        one, _ = texts.CASES.get(each.tabel, ("record", "records"))
        return texts.count_of(each.gevonden, one, what)
    return f"{texts.number(each.gevonden)} van de {texts.number(each.gecontroleerd)} {what} ({small_share(each.share)})"


def small_share(value: float) -> str:
    """Return a share that is never rounded to nothing or to all."""
    if 0 < value < 0.001:
        return "minder dan 0,1%"
    if 0.999 < value < 1:
        return "bijna 100%"
    return texts.share(value)


def touches(each: Bevinding, found: Sequence[Bevinding] = ()) -> str:
    """Return which figures a finding is felt in; with ``found``, by name and against what all of them touch."""
    if not each.raakt:
        return "Raakt geen cijfer rechtstreeks."
    codes = {indicator.code for indicator in each.raakt}
    felt = {indicator.code for other in found for indicator in other.raakt}
    if len(codes) > 1 and codes == felt:
        return f"Raakt alle {texts.number(len(codes))} cijfers hieronder."
    names = [indicator.naam if found else indicator.code for indicator in each.raakt]
    return f"Raakt {texts.count_of(len(names), 'cijfer', 'cijfers')}: {', '.join(names)}."


def fullness(share: float, others: float | None, least: float = 0.20) -> str:
    """Return how a field compares with the middle one of the others, as the gate judges it."""
    if others is None:
        return "Te weinig anderen om te vergelijken"
    if share <= others / 2 and others - share >= least:
        return "! Veel leger dan elders"
    if others <= share / 2 and share - others >= least:
        return "✓ Voller dan elders"
    return "✓ Zoals elders"
