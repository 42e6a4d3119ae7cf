"""The official DDAS examples go through the door, and what they count was worked out by hand."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from sqlalchemy import Table, func, select

from dashboard.cli import run
from dashboard.config import load_settings
from queries import schema
from queries.counts import read_counts
from queries.engine import open_engine

# file: rows of (signaal, zaak, contactpoging, traject, traject_persoon)
ROWS = {
    "vs-0.9/enkelvoudigVoorbeeld.json": (1, 1, 2, 0, 0),
    "vs-0.9/meervoudigVoorbeeld.json": (4, 4, 6, 0, 0),
    "shv-1.0/enkelvoudigVoorbeeld.json": (0, 0, 0, 1, 1),
    "shv-1.0/meerdereLeveringenVoorbeeld.json": (0, 0, 0, 5, 5),
    "shv-1.0/meervoudigVoorbeeld.json": (0, 0, 0, 10, 10),
    "shv-1.0/samenloopVoorbeeldDeel1.json": (0, 0, 0, 5, 5),
    "shv-1.0/samenloopVoorbeeldDeel2.json": (0, 0, 0, 5, 5),
    "shv-0.10/enkelvoudigVoorbeeld.json": (0, 0, 0, 1, 1),
    "shv-0.10/meervoudigVoorbeeld.json": (0, 0, 0, 10, 9),
    "shv-0.10/samenloopVoorbeeldDeel1.json": (0, 0, 0, 1, 1),
    "shv-0.10/samenloopVoorbeeldDeel2.json": (0, 0, 0, 1, 1),
    "shv-0.9/enkelvoudigVoorbeeld.json": (0, 0, 0, 1, 1),
    "shv-0.9/meervoudigVoorbeeld.json": (0, 0, 0, 10, 10),
    "shv-0.9/samenloopVoorbeeldDeel1.json": (0, 0, 0, 5, 5),
    "shv-0.9/samenloopVoorbeeldDeel2.json": (0, 0, 0, 5, 5),
}
TABLES = (schema.signaal, schema.zaak, schema.contactpoging, schema.traject, schema.traject_persoon)


def _count(table: Table) -> int:
    engine = open_engine(load_settings().database_url)
    with engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


@pytest.mark.parametrize("name", ROWS)
def test_an_official_example_is_taken_whole(name: str, shared: Path) -> None:
    run(["sleutel"])
    assert run(["ontvang", str(shared / "ddas" / name)]) == 0
    assert tuple(_count(table) for table in TABLES) == ROWS[name]


def test_the_larger_vs_example_replaces_the_smaller_one_of_the_same_month(shared: Path) -> None:
    run(["sleutel"])
    for name in ("enkelvoudigVoorbeeld.json", "meervoudigVoorbeeld.json"):
        assert run(["ontvang", str(shared / "ddas" / "vs-0.9" / name)]) == 0
    assert _count(schema.signaal) == 4


def test_the_counts_of_the_vs_example_are_those_worked_out_by_hand(
    shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """0518 (Den Haag): one zaak reached at home; of one the resultaat says contact but only a letter is known.
    0307 (Amersfoort): one zaak reached by phone, one never. No schuldhulp was delivered, so whether they were
    known there cannot be told.
    """
    monkeypatch.setenv("EFFECTMETING_VANDAAG", "2025-08-01")
    run(["sleutel"])
    run(["ontvang", str(shared / "ddas" / "vs-0.9" / "meervoudigVoorbeeld.json")])
    assert run(["bereken"]) == 0
    engine = open_engine(load_settings().database_url)
    wanted = ("VS01", "VS07", "VS12a")
    with engine.connect() as connection:
        telling, _, _ = read_counts(connection, ["GM0518", "GM0307"], uitsplitsingen=[""])
        inwoners = dict(
            connection.execute(
                select(schema.gemeente_jaar.c.gm_code, schema.gemeente_jaar.c.inwoners).where(
                    schema.gemeente_jaar.c.gm_code.in_(["GM0518", "GM0307"]), schema.gemeente_jaar.c.jaar == 2024
                )
            ).all()
        )
    rows = telling.filter(pl.col("indicator").is_in(wanted))
    counted = {
        (row["indicator"], row["variant"], row["gebied"]): (row["teller"], row["noemer"], row["onbekend"])
        for row in rows.iter_rows(named=True)
    }
    assert set(rows["maand"]) == {date(2025, 1, 1)}
    assert counted == {
        ("VS01", "standaard", "GM0518"): (2, inwoners["GM0518"], 0),
        ("VS01", "standaard", "GM0307"): (2, inwoners["GM0307"], 0),
        ("VS07", "standaard", "GM0518"): (1, 1, 1),
        ("VS07", "opgepakt", "GM0518"): (1, 1, 1),
        ("VS07", "standaard", "GM0307"): (1, 2, 0),
        ("VS07", "opgepakt", "GM0307"): (1, 2, 0),
        ("VS12a", "standaard", "GM0518"): (0, 0, 2),
        ("VS12a", "60_maanden", "GM0518"): (0, 0, 2),
        ("VS12a", "standaard", "GM0307"): (0, 0, 1),
        ("VS12a", "60_maanden", "GM0307"): (0, 0, 1),
    }
