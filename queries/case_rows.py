"""Case rows as the store holds them, every version in force, with pseudonyms cut to integers."""

from collections.abc import Callable, Collection
from typing import Any, Final

import polars as pl
from sqlalchemy import ColumnElement, Select, select

from queries.case_columns import FIELDS
from queries.deliveries.records import SCHEMAS
from queries.schema import levering, metadata

Reader = Callable[[Select[Any], pl.Schema], pl.DataFrame]

_OWN: Final[dict[str, pl.DataType]] = {"id": pl.Int64(), "levering": pl.Int64()}
# Beside what the working set keeps: what tells versions of one record apart, and what they hang on.
_KEYS: Final[dict[str, dict[str, pl.DataType]]] = {
    "signaal": {**_OWN, "sleutel": pl.Int64()},
    "zaak": {**_OWN, "sleutel": pl.Int64()},
    "zaak_signaal": {"zaak": pl.Int64(), "signaal": pl.Int64()},
    "contactpoging": {"zaak": pl.Int64()},
    "traject": {**_OWN, "eerste_datum": pl.Date()},
    "traject_persoon": {"traject": pl.Int64(), "volgnummer": pl.Int32()},
    "ontruiming": {**_OWN, "bron_id": pl.String()},
    "doorverwijzing": {**_OWN, "bron_id": pl.String(), "zaak_signaal": pl.Int64()},
    "gesprekken": _OWN,
    "bekendheid": {**_OWN, "zaak_signaal": pl.Int64()},
    "dossier": {**_OWN, "bron_id": pl.String()},
    "jaarcijfer": _OWN,
    "kenmerk": {**_OWN, "zaak_signaal": pl.Int64(), "persoon": pl.Binary()},
}
CASE_ROWS: Final = {
    tabel: pl.Schema({**keys, **{name: SCHEMAS[tabel][name] for name in FIELDS.get(tabel, ())}})
    for tabel, keys in _KEYS.items()
}


def rows_of(tabel: str, gm_codes: Collection[str] | None) -> Select[Any]:
    """Select the rows of ``tabel`` of the leveringen in force about ``gm_codes`` (as delivered), or of all."""
    table = metadata.tables[tabel]
    statement = select(*(table.c[name] for name in CASE_ROWS[tabel].names()))
    if gm_codes is None:
        return statement
    if "levering" in table.c:
        return statement.where(table.c.levering.in_(_in_force(gm_codes)))
    parent = next(metadata.tables[name] for name in ("zaak", "traject") if name in table.c)
    return statement.join(parent, parent.c.id == table.c[parent.name]).where(parent.c.levering.in_(_in_force(gm_codes)))


def _in_force(gm_codes: Collection[str]) -> Select[Any]:
    about: ColumnElement[bool] = levering.c.gm_code.in_(sorted(gm_codes))
    return select(levering.c.id).where(levering.c.status == "in_gebruik", about)


def read_rows(read: Reader, gm_codes: Collection[str] | None) -> dict[str, pl.DataFrame]:
    """Read all case tables with ``read``."""
    return {tabel: _shortened(read(rows_of(tabel, gm_codes), schema)) for tabel, schema in CASE_ROWS.items()}


def _shortened(frame: pl.DataFrame) -> pl.DataFrame:
    # Half of a hash tells people apart just as well and joins several times faster than binaries.
    first_half = pl.selectors.binary().bin.slice(0, 8).bin.reinterpret(dtype=pl.Int64, endianness="little")
    return frame.with_columns(first_half)
