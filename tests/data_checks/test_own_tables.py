"""Every aanvulling table goes through the gate and into the store, in one call with the vroegsignalen it names."""

from collections import Counter
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from data_checks.gate import Runner
from data_checks.intake import receive
from queries.deliveries.aanvulling_tables import TABLES
from queries.schema import levering, metadata
from tests.queries.deliveries import invented

NOW = datetime(2026, 2, 1, 9, 30)
ABOVE = "gm_code;GM0363\nperiode_van;2024-01-01\nperiode_tot;2025-12-31\n"


def examples(folder: Path, tabel: str) -> Path:
    """Write a table filled with its own examples."""
    spec = TABLES[tabel]
    rows = [";".join(column.voorbeelden[row] for column in spec.kolommen) for row in (0, 1)]
    content = f"tabel;{tabel}\n{ABOVE}{';'.join(spec.namen)}\n" + "\n".join(rows)
    return invented.written(folder, content, f"{tabel}.csv")


def empty(folder: Path, tabel: str) -> Path:
    """Write a table that says there was nothing."""
    content = f"tabel;{tabel}\n{ABOVE}{';'.join(TABLES[tabel].namen)}\n"
    return invented.written(folder, content, f"{tabel} leeg.csv")


def test_every_own_table_is_taken_with_its_examples_and_replaced_by_nought(engine: Engine, tmp_path: Path, run: Runner):
    named = ["VS-2025-00012", "VS-2025-00031"]
    signalen = [invented.signaal(number, ID=name) for number, name in enumerate(named)]
    vs = invented.written(tmp_path, invented.outer(invented.vs_levering(signalen)), "vs.json")
    tables = [examples(tmp_path, tabel) for tabel in TABLES]
    today = date(2026, 2, 1)
    report = receive(engine, [*tables, vs], invented.KEY, today=today, now=NOW, run=run)
    assert report.refused == []
    assert {each.soort: (each.accepted, each.aantal, each.afgekeurd) for each in report.leveringen} == {
        "vs": (True, 2, 0),
        **dict.fromkeys(TABLES, (True, 2, 0)),
    }
    stored = {tabel: metadata.tables[spec.opslag or tabel] for tabel, spec in TABLES.items()}
    with engine.connect() as connection:
        sizes = {tabel: connection.scalar(select(func.count()).select_from(table)) for tabel, table in stored.items()}
    assert sizes == dict.fromkeys(TABLES, 2)
    nought = receive(
        engine, [empty(tmp_path, tabel) for tabel in TABLES], invented.KEY, today=today, now=NOW.replace(day=2), run=run
    )
    assert [each.accepted for each in nought.leveringen] == [True] * len(TABLES)
    with engine.connect() as connection:
        sizes = {tabel: connection.scalar(select(func.count()).select_from(table)) for tabel, table in stored.items()}
        found = Counter(connection.scalars(select(levering.c.status).where(levering.c.soort != "vs")))
    assert sizes == dict.fromkeys(TABLES, 0)
    assert found == {"in_gebruik": len(TABLES), "vervangen": len(TABLES)}


@pytest.mark.parametrize("tabel", ["bekendheid", "kenmerk"])
def test_a_table_that_waits_for_its_vroegsignalen_can_come_again(
    engine: Engine, tmp_path: Path, run: Runner, tabel: str
):
    content = f"tabel;{tabel}\n{ABOVE}signaal_id;naam;waarde;bekend\nVS-0001;screening;rijp;ja\n"
    table = invented.written(tmp_path, content, f"{tabel}.csv")
    vs = invented.written(tmp_path, invented.outer(invented.vs_levering([invented.signaal(1)])), "vs.json")

    def taken(*paths: Path) -> list[str]:
        report = receive(engine, paths, invented.KEY, today=date(2026, 2, 1), now=NOW, run=run)
        return [*(each.soort for each in report.leveringen if each.accepted), *(each.reason for each in report.refused)]

    (why,) = taken(table)
    assert "nog geen vroegsignalen ingelezen" in why
    assert taken(vs) == ["vs"]
    assert taken(table) == [tabel]


def test_a_signaal_that_nobody_delivered_is_pointed_out(engine: Engine, tmp_path: Path, run: Runner):
    content = f"tabel;kenmerk\n{ABOVE}signaal_id;bsn;naam;waarde\nVS-0001;;a;b\nVS-0002;;a;b\n;400000012;a;b\n"
    table = invented.written(tmp_path, content, "kenmerk.csv")
    vs = invented.written(tmp_path, invented.outer(invented.vs_levering([invented.signaal(1)])), "vs.json")
    both = receive(engine, [table, vs], invented.KEY, today=date(2026, 2, 1), now=NOW, run=run, store=False)
    stored = [receive(engine, [path], invented.KEY, today=date(2026, 2, 1), now=NOW, run=run) for path in (vs, table)]
    for report in (both, stored[1]):
        found = [(each.pad, each.regel) for each in report.rejections if each.tabel == "kenmerk"]
        assert found == [("rij 7", "signaal_onbekend")]


def test_rows_of_no_gemeente_cost_none_of_the_gemeenten_of_their_file(engine: Engine, tmp_path: Path, run: Runner):
    above = ABOVE.replace("GM0363", "GM0363 GM0344")
    rows = "1;GM0363;2025-02-01\n2;GM0344;2025-02-01\n3;GM0001;2025-02-01\n4;;2025-02-01\n"
    file = invented.written(tmp_path, f"tabel;ontruiming\n{above}id;gm_code;gemeld_op\n{rows}", "ontruiming.csv")
    report = receive(engine, [file], invented.KEY, today=date(2026, 2, 1), now=NOW, run=run)
    assert [(each.gm_code, each.accepted, each.aantal, each.afgekeurd) for each in report.leveringen] == [
        ("GM0363", True, 1, 0),
        ("GM0344", True, 1, 0),
        ("onbekend", False, 2, 2),
    ]
