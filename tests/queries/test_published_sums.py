"""Any choice of gemeenten as one: the sum of what was published of each, and withheld where that of all is."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import polars as pl
from sqlalchemy import Connection, Engine, insert

from queries import access
from queries.access import Recht, Viewer
from queries.counts import finish_berekening, replace_counts, start_berekening
from queries.publications import publish
from queries.reference.loader import load_reference
from queries.schema import deelname
from tests.queries.rows import dekking_rows, telling_rows, verdeling_rows
from tests.queries.shown import contents

JANUARY, FEBRUARY, NOON = date(2024, 1, 1), date(2024, 2, 1), datetime(2024, 3, 1, 12)
READER = Viewer("beleidsmedewerker", frozenset({"GM0363"}), frozenset(Recht))
ONE, TWO, THREE = "GM0344", "GM0518", "GM0599"


def _publish(connection: Connection, folder: Path, hidden: pl.Expr) -> None:
    """Publish five of ten cases of each in two months, those of ``hidden`` withheld."""
    load_reference(connection)
    number = start_berekening(connection, date(2024, 3, 1), "1.0", NOON, "digest")
    months = [(code, month) for code in (ONE, TWO, THREE) for month in (JANUARY, FEBRUARY)]
    telling = telling_rows(*(("VS07", code, month, 5, 10) for code, month in months))
    covered = dekking_rows(*((code, "zaak", month, True) for code, month in months))
    replace_counts(connection, number, [ONE, TWO, THREE], telling, verdeling_rows(), covered)
    finish_berekening(connection, number, NOON, 3)
    exact = contents(connection)
    leaves = exact.tabellen["telling"].with_columns(onderdrukt=hidden)
    shown = [pl.when(~pl.col("onderdrukt")).then(pl.col(name)).alias(name) for name in ("teller", "noemer", "onbekend")]
    tables = {**exact.tabellen, "telling": leaves.with_columns(shown)}
    publish(connection, folder, replace(exact, tabellen=tables), datum=date(2024, 3, 2))


def _read(connection: Connection, folder: Path, *codes: str) -> pl.DataFrame:
    found = access.read_summed(connection, READER, folder, "groep:drie", codes)
    assert found is not None
    rows = found.telling.filter(indicator="VS07", uitsplitsing="").sort("maand")
    return rows.select("gebied", "maand", "teller", "noemer")


def test_a_choice_of_gemeenten_is_the_sum_of_each(engine: Engine, tmp_path: Path):
    with engine.begin() as connection:
        _publish(connection, tmp_path, pl.lit(value=False))
        assert _read(connection, tmp_path, ONE, TWO).rows() == [
            ("groep:drie", JANUARY, 10, 20),
            ("groep:drie", FEBRUARY, 10, 20),
        ]


def test_a_number_that_is_withheld_is_in_no_sum(engine: Engine, tmp_path: Path):
    with engine.begin() as connection:
        _publish(connection, tmp_path, (pl.col("gebied") == ONE) & (pl.col("maand") == JANUARY))
        assert _read(connection, tmp_path, ONE, TWO)["teller"].to_list() == [5, 10]


def test_a_month_withheld_of_all_is_withheld_and_not_nothing(engine: Engine, tmp_path: Path):
    with engine.begin() as connection:
        _publish(connection, tmp_path, pl.col("maand") == JANUARY)
        found = access.read_summed(connection, READER, tmp_path, "groep:drie", [ONE, TWO])
        assert found is not None
        assert found.telling.filter(indicator="VS07")["maand"].to_list() == [FEBRUARY]
        assert found.onderdrukt.select("indicator", "maand").rows() == [("VS07", JANUARY)]


def test_who_objected_is_in_no_sum(engine: Engine, tmp_path: Path):
    with engine.begin() as connection:
        _publish(connection, tmp_path, pl.lit(value=False))
        connection.execute(insert(deelname), [{"gm_code": ONE, "vanaf": date(2020, 1, 1), "bezwaar": True}])
        found = access.read_summed(connection, READER, tmp_path, "groep:drie", [ONE, TWO])
        assert found is not None
        assert found.leden == frozenset({TWO})


def test_without_the_right_there_is_no_sum(engine: Engine, tmp_path: Path):
    with engine.begin() as connection:
        _publish(connection, tmp_path, pl.lit(value=False))
        nobody = Viewer("niemand")
        assert access.read_summed(connection, nobody, tmp_path, "groep:drie", [ONE, TWO]) is None
