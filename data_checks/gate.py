"""The gate: may this delivery be stored, may these counts be stored? Findings, verdicts, or a closed gate."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import polars as pl

from data_checks.batch import Batch
from data_checks.columns import checked_columns
from data_checks.columns.cijfers import figure_columns, summarise
from data_checks.columns.levering import levering_columns
from data_checks.columns.whole import whole_columns
from data_checks.findings import NOTHING_STORED, Ernst, Finding, GateClosedError
from data_checks.limits import GateLimits
from data_checks.process import run_suites, warm_up
from data_checks.verdicts import verdicts
from queries.deliveries.history import History, no_history
from queries.deliveries.records import Delivery, Verdict

__all__ = ["GateLimits", "Runner", "check_deliveries", "check_summaries", "summarise", "warm_up"]

# Runs the suite of each named frame: data_checks.process.run_suites, or the same work in this process.
Runner = Callable[[Mapping[str, pl.DataFrame]], list[Finding]]

_IMPOSSIBLE_DATES = ("datum_in_toekomst", "datum_voor_2000")


def check_deliveries(
    deliveries: Sequence[tuple[Delivery, pl.Series]],
    *,
    today: date,
    limits: GateLimits,
    history: History | None = None,
    run: Runner = run_suites,
) -> list[list[Verdict]]:
    """Judge every levering of every delivery, each beside the sleutels of signalen received before.

    ``history`` is what the senders delivered before and how full others deliver; the leveringen judged
    here are each other's history too. A run of a suite costs half a second whatever its size, so small
    deliveries share one. Raises GateClosedError when a check could not be done: nothing of these
    deliveries may then be stored.
    """
    batch = Batch([checked_columns(delivery, known, today) for delivery, known in deliveries])
    findings = batch.apart(_checked(run, batch.together()))
    whole = whole_columns([delivery for delivery, _ in deliveries], history or no_history(), today, limits)
    leveringen = Batch(
        [
            {"levering": _summary(delivery, found, today, limits).join(answers, on="levering_nr", how="left")}
            for (delivery, _), found, (answers, _) in zip(deliveries, findings, whole, strict=True)
        ]
    )
    about = leveringen.apart(_checked(run, leveringen.together()))
    return [
        verdicts(delivery, [*found, *remarks], told, most_listed=limits.meeste_per_regel)
        for (delivery, _), found, remarks, (_, told) in zip(deliveries, findings, about, whole, strict=True)
    ]


def check_summaries(
    parts: Sequence[pl.DataFrame], before: pl.DataFrame | None = None, *, run: Runner = run_suites
) -> list[Finding]:
    """Check counts before they are stored; return what is remarkable, or raise GateClosedError.

    ``parts`` are the counts, each summarised as it came (``summarise``), and ``before`` is the stored count of the
    same gebieden. A finding's ``rij`` is a row of the summary of all by indicator and variant.
    """
    summary = figure_columns(parts, before)
    broken = [finding for finding in run({"cijfers": summary}) if finding.broken]
    closing = [finding for finding in broken if finding.ernst is Ernst.KRITIEK]
    if closing:
        raise GateClosedError(" ".join(_about_figures(finding, summary) for finding in closing))
    return broken


def _about_figures(finding: Finding, summary: pl.DataFrame) -> str:
    rows = summary[finding.records["rij"].to_list()]
    where = rows.select(pl.format("{} ({})", "indicator", "variant")).to_series().to_list()
    return f"{finding.reden} Het gaat om: {', '.join(where)}." if where else finding.reden


def _checked(run: Runner, frames: Mapping[str, pl.DataFrame]) -> list[Finding]:
    """Run the suites, and close the gate when a table that should have been checked had nothing in it."""
    findings = run(frames)
    empty = [finding.tabel for finding in findings if finding.regel == "tabel_leeg" and finding.broken]
    if empty:
        raise GateClosedError(f"Er was niets te controleren ({', '.join(empty)}). {NOTHING_STORED}")
    return findings


def _summary(delivery: Delivery, findings: Sequence[Finding], today: date, limits: GateLimits) -> pl.DataFrame:
    return levering_columns(
        delivery,
        _impossible(findings),
        today,
        max_afgekeurd=limits.max_afgekeurd,
        max_onmogelijk=limits.max_onmogelijk,
    )


def _impossible(findings: Sequence[Finding]) -> pl.DataFrame:
    """Count per levering the records with a date that cannot be; a contactpoging is part of a record, not one."""
    counted = pl.DataFrame(schema={"levering_nr": pl.Int32(), "onmogelijk": pl.UInt32()})
    places = [
        finding.records.with_columns(tabel=pl.lit(finding.tabel))
        for finding in findings
        if finding.regel in _IMPOSSIBLE_DATES and finding.tabel != "contactpoging"
    ]
    if not places:
        return counted
    return pl.concat(places).unique().group_by("levering_nr").agg(onmogelijk=pl.len())
