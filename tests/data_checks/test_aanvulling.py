"""The aanvulling tables without rules of their own: a day that cannot be and a code in no list are found in each."""

from datetime import date

import polars as pl
import pytest

from data_checks.columns.aanvulling import AHEAD, ORDER, codes_of, dates_of, names_signaal
from data_checks.gate import Runner
from queries.deliveries.records import TABLES_OF

GENERIC = sorted(set(TABLES_OF) - {"vs", "shv", "ontruiming"})


def rows(tabel: str) -> pl.DataFrame:
    """Return rows with a signaal nobody sent, a day of long ago, of the future, out of order, and a code in no list."""
    days = dates_of(tabel)
    columns: dict[str, list[object]] = {
        "uiterste_datum": [date(2024, 2, 6)] * 5,
        "oudste_datum": [date(2000, 1, 1)] * 5,
        "levering_nr": [0] * 5,
    }
    for nr, day in enumerate(days):
        columns[day] = [date(2024, 1, 1), date(1999, 1, 1), date(2024, 3, 1), date(2024, 1, 1 + nr), date(2024, 1, 1)]
    for table, later, earlier in ORDER:
        if table == tabel:
            columns[later][3], columns[earlier][3] = date(2024, 1, 1), date(2024, 1, 2)
    for name, codes in codes_of(tabel).items():
        columns[name] = [*[codes[0]] * 4, "iets anders"]
    if names_signaal(tabel):
        columns["signaal_bekend"] = [False, *[True] * 4]
    return pl.DataFrame(columns, schema_overrides={"levering_nr": pl.Int32})


@pytest.mark.parametrize("tabel", GENERIC)
def test_every_rule_finds_its_row_and_no_other(run: Runner, tabel: str):
    found: dict[str, set[int]] = {}
    for finding in run({tabel: rows(tabel)}):
        found.setdefault(finding.regel, set()).update(finding.records["rij"].to_list())
    past = [day for day in dates_of(tabel) if (tabel, day) not in AHEAD]
    expected = {"tabel_leeg": set[int]()}
    expected |= {"datum_voor_2000": {1}} if dates_of(tabel) else {}
    expected |= {"datum_in_toekomst": {2}} if past else {}
    expected |= {"code_buiten_lijst": {4}} if codes_of(tabel) else {}
    expected |= {f"{later}_voor_{earlier}": {3} for table, later, earlier in ORDER if table == tabel}
    expected |= {"signaal_onbekend": {0}} if names_signaal(tabel) else {}
    assert found == expected
