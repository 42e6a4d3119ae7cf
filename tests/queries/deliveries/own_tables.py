"""Aanvulling files for tests: a few lines above, a header, rows as people type them."""

from pathlib import Path
from typing import Any

from queries.deliveries.records import Delivery, Rejection
from tests.queries.deliveries.invented import delivery, refusal

SUPPLIERS = {"GM0363": {"SOFT-1"}, "GM0344": {"SOFT-1", "SOFT-2"}}
YEAR = "gm_code;GM0363\nperiode_van;2025-01-01\nperiode_tot;2025-12-31\n"


def one_supplier() -> dict[str, set[str]]:
    """Return who delivers vroegsignalen, as the register tells it."""
    return SUPPLIERS


def read(folder: Path, tabel: str, header: str, *rows: str, above: str = YEAR, **options: Any) -> Delivery:
    """Read a table that is expected to be taken."""
    content = f"tabel;{tabel}\n{above}{header}\n" + "".join(f"{row}\n" for row in rows)
    return delivery(folder, content, f"{tabel}.csv", **({"suppliers": one_supplier} | options))


def refused(folder: Path, tabel: str, header: str, *rows: str, above: str = YEAR, **options: Any) -> str:
    """Read a table that is expected to be refused, and return why."""
    content = f"tabel;{tabel}\n{above}{header}\n" + "".join(f"{row}\n" for row in rows)
    return refusal(folder, content, f"{tabel}.csv", **({"suppliers": one_supplier} | options))


def said(found: Delivery) -> list[tuple[str, str, str]]:
    """Return what was said of rows, but not of missing columns: place, rule and severity."""
    return [(one.pad, one.regel, one.ernst) for one in about_rows(found)]


def about_rows(found: Delivery) -> list[Rejection]:
    """Return the remarks about rows."""
    return [one for one in found.rejections if one.regel != "kolom_ontbreekt"]
