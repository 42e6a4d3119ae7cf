"""The one place where Great Expectations runs: a frame goes in as pandas, own findings come out.

Its results carry the values that broke a rule; those stop here, and only row numbers go on.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import polars as pl

from data_checks.findings import NOTHING_STORED, RECORDS, Ernst, Finding, GateClosedError

if TYPE_CHECKING:
    from great_expectations.core import ExpectationSuite, ExpectationValidationResult

    from data_checks.suites.kinds import Expectation

# Row numbers of everything that failed, without the query that would repeat them as text.
_ROW_NUMBERS = {"result_format": "COMPLETE", "return_unexpected_index_query": False}


def run_suite(tabel: str, frame: pl.DataFrame) -> list[Finding]:
    """Check ``frame`` with the suite of ``tabel``; return a finding per expectation, also where nothing was found.

    Raises GateClosedError when an expectation could not do its work: that is not a pass.
    """
    from data_checks.suites import SUITES

    return run_expectations(tabel, frame, SUITES[tabel]())


def run_expectations(tabel: str, frame: pl.DataFrame, expectations: "list[Expectation]") -> list[Finding]:
    """Check ``frame`` with ``expectations``; see run_suite."""
    import great_expectations as gx

    suite = gx.ExpectationSuite(name=tabel, expectations=expectations)
    results = _validate(frame, suite)
    if len(results) != len(expectations):
        raise GateClosedError(f"Niet alle controles op tabel {tabel} zijn uitgevoerd. {NOTHING_STORED}")
    return [_finding(tabel, frame, result) for result in results]


def _validate(frame: pl.DataFrame, suite: "ExpectationSuite") -> "list[ExpectationValidationResult]":
    import great_expectations as gx
    from great_expectations.data_context.types.base import (
        DataContextConfig,
        InMemoryStoreBackendDefaults,
        ProgressBarsConfig,
    )

    # The defaults would point to pages in a temporary folder: nothing here is meant for disk, network or screen.
    config = DataContextConfig(
        store_backend_defaults=InMemoryStoreBackendDefaults(),
        progress_bars=ProgressBarsConfig(globally=False),
        analytics_enabled=False,
    )
    context = gx.get_context(mode="ephemeral", project_config=config)
    definition = (
        context.data_sources.add_pandas("levering")
        .add_dataframe_asset("tabel")
        .add_batch_definition_whole_dataframe("alles")
    )
    batch = definition.get_batch({"dataframe": frame.drop("levering_nr").to_pandas()})
    return list(batch.validate(suite, result_format=_ROW_NUMBERS).results)


def _finding(tabel: str, frame: pl.DataFrame, result: "ExpectationValidationResult") -> Finding:
    config = result.expectation_config
    if config is None:
        raise GateClosedError(f"Een controle op tabel {tabel} gaf geen uitkomst. {NOTHING_STORED}")
    meta: dict[str, str] = config.meta or {}
    if _raised(result.exception_info):
        raise GateClosedError(
            f"De controle '{meta['regel']}' op tabel {tabel} kon niet worden uitgevoerd. {NOTHING_STORED}"
        )
    rows = _rows(tabel, meta["regel"], result)
    about_table = rows is None
    records = _records(frame, rows or [])
    return Finding(
        tabel=tabel,
        regel=meta["regel"],
        kolom=meta["kolom"],
        ernst=_ernst(config.severity),
        reden=str(config.notes),
        gecontroleerd=max(frame.height, 1) if about_table else frame.height,
        gevonden=int(not result.success) if about_table else records.height,
        records=records,
    )


def _rows(tabel: str, regel: str, result: "ExpectationValidationResult") -> list[int] | None:
    """Return the numbers of the rows that failed; None for a rule about the table as a whole."""
    outcome: dict[str, Any] = result.result
    if "element_count" not in outcome:
        return None
    rows: list[int] = outcome.get("unexpected_index_list") or []
    if len(rows) != outcome["unexpected_count"] or result.success != (not rows):
        # A rule that says it found something without saying where, or the reverse, is not understood: never a pass.
        raise GateClosedError(f"De uitkomst van controle '{regel}' op tabel {tabel} klopt niet. {NOTHING_STORED}")
    return rows


def _records(frame: pl.DataFrame, rows: list[int]) -> pl.DataFrame:
    numbers = pl.Series("rij", rows, RECORDS["rij"])
    return pl.DataFrame([frame["levering_nr"].cast(RECORDS["levering_nr"]).gather(numbers), numbers])


def _raised(exception_info: "Mapping[str, Any] | None") -> bool:
    """Return whether the expectation itself broke; the facts are on top, or one level down per metric."""
    if not exception_info:
        return False
    parts = [exception_info, *(part for part in exception_info.values() if isinstance(part, dict))]
    return any(part.get("raised_exception") for part in parts)


def _ernst(severity: object) -> Ernst:
    from data_checks.suites.kinds import FailureSeverity

    return {
        FailureSeverity.CRITICAL: Ernst.KRITIEK,
        FailureSeverity.WARNING: Ernst.WAARSCHUWING,
        FailureSeverity.INFO: Ernst.INFO,
    }[FailureSeverity(severity)]
