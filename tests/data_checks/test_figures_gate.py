"""Counts are checked before they are stored: each rule with a count that breaks it."""

from datetime import date

import polars as pl
import pytest

from data_checks.findings import Finding, GateClosedError
from data_checks.gate import Runner, check_summaries, summarise

SHARES = {"VS07"}


def telling(**changes: object) -> dict[str, object]:
    """Return one stored count."""
    row: dict[str, object] = {
        "indicator": "VS07",
        "versie": 1,
        "variant": "standaard",
        "gebied": "GM0363",
        "maand": date(2024, 1, 1),
        "uitsplitsing": "",
        "cel": "",
        "teller": 40,
        "noemer": 100,
        "onbekend": 3,
    }
    return row | changes


SCHEMA = pl.DataFrame([telling()]).schema


def counts(*rows: dict[str, object]) -> pl.DataFrame:
    """Return counts as the job makes them."""
    return pl.DataFrame(list(rows), schema=SCHEMA)


def regels(findings: list[Finding]) -> list[str]:
    """Return the rules that were broken."""
    return [finding.regel for finding in findings]


def check_figures(telling: pl.DataFrame, before: pl.DataFrame | None, *, run: Runner) -> list[Finding]:
    """Check counts as the job does."""
    return check_summaries([summarise(telling, SHARES)], before, run=run)


def test_sound_counts_pass_without_a_remark(run: Runner) -> None:
    now = counts(telling(), telling(maand=date(2024, 2, 1)), telling(indicator="VS01", teller=500))
    assert check_figures(now, now, run=run) == []
    assert check_figures(now, None, run=run) == []


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "De tabel heeft geen enkele rij|de tabel heeft geen enkele rij"),
        ([telling(), telling()], "staat er dubbel in.*VS07"),
        ([telling(noemer=None)], "leeg veld.*VS07"),
        ([telling(gebied=None)], "leeg veld.*VS07"),
        ([telling(teller=-1)], "lager dan nul.*VS07"),
        ([telling(onbekend=-1)], "lager dan nul.*VS07"),
        ([telling(teller=101)], r"groter dan zijn noemer.*VS07 \(standaard\)"),
    ],
    ids=["no counts", "twice", "empty noemer", "empty gebied", "negative teller", "negative onbekend", "above noemer"],
)
def test_counts_that_cannot_be_are_not_stored(run: Runner, rows: list[dict[str, object]], said: str) -> None:
    with pytest.raises(GateClosedError, match=said):
        check_figures(counts(*rows), None, run=run)


def test_a_teller_above_its_noemer_is_no_fault_where_it_is_no_share(run: Runner) -> None:
    assert check_figures(counts(telling(indicator="VS01", teller=101)), None, run=run) == []


@pytest.mark.parametrize(
    ("noemer", "expected"),
    [(50, []), (49, ["telling_verspringt"]), (200, []), (201, ["telling_verspringt"])],
)
def test_a_count_that_halves_or_doubles_is_remarked_on(run: Runner, noemer: int, expected: list[str]) -> None:
    found = check_figures(counts(telling(noemer=noemer)), counts(telling()), run=run)
    assert regels(found) == expected


def test_a_count_that_was_there_and_is_gone_is_remarked_on(run: Runner) -> None:
    before = counts(telling(), telling(indicator="SH03"))
    assert regels(check_figures(counts(telling()), before, run=run)) == ["telling_verdwenen"]
