"""The same counting as plain SQL in DuckDB."""

from collections.abc import Mapping
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any


def count_in_duckdb(folder: Path, today: date) -> Mapping[str, Any]:
    """Count with rival.sql, from reading the files to the same rows."""
    duckdb: Any = import_module("duckdb")  # in a group of its own, which is seldom installed
    with duckdb.connect() as connection:
        connection.execute("SET VARIABLE map = ?", [str(folder / "werkset")])
        connection.execute("SET VARIABLE today = ?::DATE", [today])
        for name in ("maanden", "reeksen", "stukken"):
            connection.read_parquet(str(folder / f"{name}.parquet")).create(name)
        connection.execute(Path(__file__).with_name("rival.sql").read_text(encoding="utf-8"))
        for tabel in ("telling", "verdeling"):
            connection.table(tabel).write_parquet(str(folder / f"DuckDB.{tabel}.parquet"))
        (rows,) = connection.execute("SELECT count(*) FROM telling").fetchone()
    return {"rijen": rows}
