"""The small store with goals of Almere, and what counts of them."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import insert
from streamlit.testing.v1 import AppTest

from queries.doelen import read_doelen
from queries.engine import open_engine
from queries.schema import doel
from queries.viewer import local_administrator
from tests.dashboard.opened import show
from tests.dashboard.small_store import NORMAL, make_store

GOAL = {
    "gm_code": NORMAL, "indicator": "VS07", "variant": "standaard", "waarde": 60.0, "uiterlijk": date(2027, 12, 31),
    "bron": "Beleidsplan", "ingevoerd_op": datetime(2026, 1, 5), "ingevoerd_door": "beleid",
}  # fmt: skip
ADMIN = local_administrator()


def url(folder: Path) -> str:
    return f"sqlite:///{folder / 'register.sqlite3'}"


def promised(folder: Path, *goals: dict[str, Any]) -> None:
    """Make the small store with these goals, each GOAL but for what is given."""
    make_store(folder)
    with open_engine(url(folder)).begin() as connection:
        for changes in goals:
            connection.execute(insert(doel).values(GOAL | changes))


def page(gemeente: str = "Almere") -> AppTest:
    return show("doelen", gemeente=gemeente)


def counting(folder: Path) -> list[tuple[Any, ...]]:
    """Return the goals that count now."""
    with open_engine(url(folder)).connect() as connection:
        rows = read_doelen(connection, ADMIN, NORMAL)
    return rows.select("indicator", "waarde", "soort", "richting", "uiterlijk", "basisjaar", "bron").rows()
