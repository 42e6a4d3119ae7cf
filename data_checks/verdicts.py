"""From findings to verdicts: which leveringen are accepted, and what their sender has to repair."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import polars as pl

from data_checks.columns.judged import Told
from data_checks.door import door_controles
from data_checks.findings import Ernst, Finding
from queries.deliveries.records import Controle, Delivery, Rejection, Verdict

_NOTHING = "niets_leesbaar"
_TOO_MUCH = "te_veel_afgekeurd"
_MOST_TOLD = 2
_PARENT_OF = {"zaak_signaal": "zaak", "contactpoging": "zaak"}


@dataclass(frozen=True)
class _Outcome:
    """One rule of a table, over all columns it was checked on, per levering."""

    tabel: str
    regel: str
    ernst: Ernst
    reden: str
    checked: dict[int, int]
    found: dict[int, int]
    listed: dict[int, list[Rejection]]
    told: dict[int, str]

    def controle(self, nr: int) -> Controle:
        """Return the outcome for levering ``nr``, also where nothing was found."""
        counts = self.checked.get(nr, 0), self.found.get(nr, 0)
        return Controle(self.tabel, self.regel, self.ernst.value, self.why(nr), *counts)

    def why(self, nr: int) -> str:
        """Return the reason, and for a levering in which it was found also in numbers what was found."""
        return f"{self.reden} {self.told[nr]}" if self.found.get(nr) and nr in self.told else self.reden


def verdicts(delivery: Delivery, findings: Sequence[Finding], told: Told, *, most_listed: int) -> list[Verdict]:
    """Return a verdict per levering: accepted unless a critical rule is broken in it."""
    outcomes = [
        _outcome(delivery, list(same), told, most_listed)
        for _, same in groupby(sorted(findings, key=_rule_of), key=_rule_of)
    ]
    door = door_controles(delivery)
    return [_verdict(delivery, nr, outcomes, door.get(nr, [])) for nr in range(len(delivery.leveringen))]


def _rule_of(finding: Finding) -> tuple[str, str]:
    return finding.tabel, finding.regel


def _outcome(delivery: Delivery, findings: Sequence[Finding], told: Told, most_listed: int) -> _Outcome:
    """Take the findings of one rule together: a record with two wrong dates breaks it once."""
    rule = findings[0]
    broken = pl.concat(f.records.with_columns(kolom=pl.lit(f.kolom)) for f in findings)
    records = (
        broken.group_by("levering_nr", "rij", maintain_order=True)
        .agg(pl.col("kolom").unique(maintain_order=True).str.join(", "))
        .sort("rij")
    )
    # Information is counted, not listed; and a levering that is wrong as a whole has no place in a file.
    shown = records.clear() if rule.ernst is Ernst.INFO or rule.tabel == "levering" else records
    shown = shown.group_by("levering_nr", maintain_order=True).head(most_listed)
    several_columns = len({finding.kolom for finding in findings}) > 1
    listed: dict[int, list[Rejection]] = defaultdict(list)
    places = _places(delivery, rule.tabel, shown)
    for (nr, _, columns), (bestand, pad, record) in zip(shown.iter_rows(), places, strict=True):
        reden = f"{rule.reden} Het gaat om: {columns}." if several_columns else rule.reden
        listed[nr].append(Rejection(bestand, pad, rule.tabel, rule.regel, reden, "waarschuwing", nr, record))
    return _Outcome(
        rule.tabel,
        rule.regel,
        rule.ernst,
        rule.reden,
        checked=_rows_per_levering(delivery, rule.tabel),
        found=dict(records.group_by("levering_nr").len().iter_rows()),
        listed=listed,
        told={nr: text for (nr, regel), text in told.items() if (rule.tabel, rule.regel) == ("levering", regel)},
    )


def _rows_per_levering(delivery: Delivery, tabel: str) -> dict[int, int]:
    if tabel == "levering":
        return dict.fromkeys(range(len(delivery.leveringen)), 1)
    return dict(delivery.tables[tabel].group_by("levering_nr").len().iter_rows())


def _places(delivery: Delivery, tabel: str, shown: pl.DataFrame) -> list[tuple[str, str, str | None]]:
    """Return file, path and own id of the records shown; what hangs on a zaak is found by its zaak."""
    if shown.is_empty():
        return []
    table = delivery.tables[tabel][shown["rij"].to_list()]
    parent = _PARENT_OF.get(tabel)
    if parent is not None:
        parents = delivery.tables[parent].select("levering_nr", pl.col("nr").alias(f"{parent}_nr"), "bestand", "pad")
        table = table.join(parents, on=["levering_nr", f"{parent}_nr"], how="left", maintain_order="left")
    if tabel in ("zaak", *_PARENT_OF):
        table = _with_signaal(delivery, table if parent else table.with_columns(zaak_nr="nr"))
    if tabel == "contactpoging":
        table = table.with_columns(pad=pl.format("{}.contactpogingen[{}]", "pad", pl.col("volgnummer") - 1))
    record = pl.col("bron_id") if "bron_id" in table.columns else pl.lit(None, pl.String())
    return table.select("bestand", "pad", record=record).rows()


def _with_signaal(delivery: Delivery, table: pl.DataFrame) -> pl.DataFrame:
    """Add the ID of a zaak's first signaal in the delivery: a zaak has none of its own."""
    named = (
        delivery.tables["zaak_signaal"]
        .select("levering_nr", "zaak_nr", sleutel="signaal")
        .join(table.select("levering_nr", "zaak_nr").unique(), on=["levering_nr", "zaak_nr"], how="semi")
        .join(delivery.tables["signaal"].select("sleutel", "bron_id"), on="sleutel")
        .group_by("levering_nr", "zaak_nr")
        .agg(pl.col("bron_id").min())
    )
    return table.join(named, on=["levering_nr", "zaak_nr"], how="left", maintain_order="left")


def _verdict(delivery: Delivery, nr: int, outcomes: Sequence[_Outcome], door: Sequence[Controle]) -> Verdict:
    broken = [outcome for outcome in outcomes if outcome.found.get(nr)]
    critical = [outcome for outcome in broken if outcome.ernst is Ernst.KRITIEK]
    remarks = [outcome for outcome in broken if outcome.ernst is Ernst.WAARSCHUWING]
    return Verdict(
        levering_nr=nr,
        accepted=not critical,
        oordeel=_refusal(delivery, nr, critical) if critical else _remark(nr, remarks),
        controles=(*(each.controle(nr) for each in outcomes if nr in each.checked), *door, _rejected(delivery, nr)),
        afkeuringen=tuple(place for outcome in broken for place in outcome.listed.get(nr, ())),
    )


def _refusal(delivery: Delivery, nr: int, critical: Sequence[_Outcome]) -> str:
    levering = delivery.leveringen[nr]
    broken = {outcome.regel for outcome in critical}
    # Who is told that nothing was usable knows that it was too much.
    told = [each.reden for each in critical if each.regel != _TOO_MUCH or _NOTHING not in broken]
    if levering.afgekeurd == 0:
        return " ".join(["Geweigerd.", *told])
    verb = "is" if levering.afgekeurd == 1 else "zijn"
    counted = f"Geweigerd: van de {levering.aantal} records {verb} er {levering.afgekeurd} afgekeurd."
    return " ".join([counted if levering.aantal > 1 else "Geweigerd: het enige record is afgekeurd.", *told])


def _remark(nr: int, remarks: Sequence[_Outcome]) -> str | None:
    """Say what to know of a levering that was accepted; a long list is for the report."""
    whole = [outcome.why(nr) for outcome in remarks if outcome.tabel == "levering"]
    told = whole[:_MOST_TOLD]
    if len(whole) > _MOST_TOLD:
        more = len(whole) - _MOST_TOLD
        told.append(f"Er {'is' if more == 1 else 'zijn'} nog {more} {'opmerking' if more == 1 else 'opmerkingen'}.")
    places = sum(outcome.found[nr] for outcome in remarks if outcome.tabel != "levering")
    if places:
        told.append(f"Aangenomen met {places} {'waarschuwing' if places == 1 else 'waarschuwingen'}.")
    return " ".join(told) or None


def _rejected(delivery: Delivery, nr: int) -> Controle:
    """Return the door's own work as a check, so that one list holds all that was looked at."""
    levering = delivery.leveringen[nr]
    return Controle(
        "levering",
        "records_afgekeurd",
        Ernst.WAARSCHUWING.value,
        "Deze records zijn niet bruikbaar en tellen niet mee. Bij elk staat wat er te herstellen is.",
        levering.aantal,
        levering.afgekeurd,
    )
