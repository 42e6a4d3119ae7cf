"""How large and how full leveringen came: per field, per table and per signaalpartner; counts, never a value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl
from sqlalchemy import Connection

from queries.bulk import bulk_append
from queries.deliveries.records import TABLES_OF, Delivery, Levering
from queries.schema import partnertelling, veldvulling

RECORD: Final = ""  # the "field" that stands for the record itself

KEY: Final = ("soort", "leverancier", "organisatie", "gm_code")
LEVERINGEN: Final = pl.Schema(
    dict.fromkeys(KEY, pl.String())
    | {"periode_van": pl.Date(), "periode_tot": pl.Date(), "aangeleverd_op": pl.Datetime("us"), "sha256": pl.String()}
)
VELDEN: Final = pl.Schema({"tabel": pl.String(), "veld": pl.String(), "records": pl.Int64(), "gevuld": pl.Int64()})
PARTNERS: Final = pl.Schema({"signaalpartner": pl.String(), "signalen": pl.Int64()})

_OF: Final[dict[str, pl.DataType]] = {"levering_nr": pl.Int32()}

# What the door adds, and what ties records together: nobody fills these in.
_NOT_FIELDS: Final = frozenset(
    {
        "levering_nr", "nr", "zaak_nr", "traject_nr", "volgnummer", "gm_code", "sleutel", "bron_id", "persoon_uit",
        "eerste_datum", "signaal", "pad", "bestand",
    }
)  # fmt: skip
# Made from other fields, or told by another table.
_DERIVED: Final = frozenset({("signaal", "wijk"), ("zaak", "huishouden"), ("zaak", "bekend")})

# What people fill in where the store holds something else.
DELIVERED_AS: Final[Mapping[str, str]] = {"huishouden": "adres", "persoon": "BSN of naam", "pc4": "postcode"}

# Where the store holds this word, the delivery held nothing.
_NOTHING: Final = "onbekend"


@dataclass(frozen=True, eq=False)
class Sizes:
    """The sizes of the leveringen of one delivery, by ``levering_nr``: LEVERINGEN, VELDEN and PARTNERS."""

    leveringen: pl.DataFrame
    velden: pl.DataFrame
    partners: pl.DataFrame

    def only(self, numbers: Sequence[int]) -> "Sizes":
        """Return the sizes of these leveringen."""
        kept = pl.col("levering_nr").is_in(list(numbers))
        return Sizes(self.leveringen.filter(kept), self.velden.filter(kept), self.partners.filter(kept))


def sizes_of(delivery: Delivery) -> Sizes:
    """Measure every levering of ``delivery``, also the tables in which it has nothing."""
    return Sizes(_headers(delivery.leveringen), _velden(delivery), _partners(delivery))


def store_sizes(connection: Connection, delivery: Delivery, ids: Mapping[int, int]) -> None:
    """Store the sizes of the leveringen in ``ids`` (levering_nr -> id)."""
    if not ids:
        return
    numbers = pl.DataFrame(
        {"levering_nr": list(ids), "levering": list(ids.values())}, schema=_OF | {"levering": pl.Int64()}
    )
    for table, frame in ((veldvulling, _velden(delivery)), (partnertelling, _partners(delivery))):
        bulk_append(connection, table, frame.join(numbers, on="levering_nr").drop("levering_nr"))


def _headers(leveringen: Sequence[Levering]) -> pl.DataFrame:
    rows = [(nr, *(getattr(each, name) for name in LEVERINGEN)) for nr, each in enumerate(leveringen)]
    return pl.DataFrame(rows, schema={**_OF, **LEVERINGEN}, orient="row")


def _velden(delivery: Delivery) -> pl.DataFrame:
    every = pl.DataFrame({"levering_nr": range(len(delivery.leveringen))}, schema=_OF)
    tables = [
        _per_field(tabel, delivery.tables[tabel], every)
        for tabel in TABLES_OF[delivery.soort]
        if tabel in delivery.tables
    ]
    return pl.concat(tables) if tables else pl.Schema({**_OF, **VELDEN}).to_frame()


def _per_field(tabel: str, frame: pl.DataFrame, every: pl.DataFrame) -> pl.DataFrame:
    fields = [name for name in frame.columns if name not in _NOT_FIELDS and (tabel, name) not in _DERIVED]
    counted = frame.group_by("levering_nr").agg(
        pl.len().alias(RECORD), *(_is_filled(name, frame.schema[name]).sum().alias(name) for name in fields)
    )
    return (
        every.join(counted, on="levering_nr", how="left")
        .with_columns(pl.col(RECORD).fill_null(0).alias("records"))
        .unpivot([RECORD, *fields], index=["levering_nr", "records"], variable_name="veld", value_name="gevuld")
        .with_columns(tabel=pl.lit(tabel), gevuld=pl.col("gevuld").fill_null(0))
        # A table without rows says nothing about its fields.
        .filter((pl.col("veld") == RECORD) | (pl.col("records") > 0))
        .select(pl.col(name).cast(dtype) for name, dtype in {**_OF, **VELDEN}.items())
    )


def _is_filled(name: str, dtype: pl.DataType) -> pl.Expr:
    filled = pl.col(name).is_not_null()
    if isinstance(dtype, pl.Enum) and _NOTHING in dtype.categories:
        return filled & (pl.col(name) != _NOTHING)
    return filled


def _partners(delivery: Delivery) -> pl.DataFrame:
    signalen = delivery.tables.get("signaal")
    if signalen is None:
        return pl.Schema({**_OF, **PARTNERS}).to_frame()
    return (
        signalen.drop_nulls("signaalpartner")
        .group_by("levering_nr", pl.col("signaalpartner").cast(pl.String))
        .agg(signalen=pl.len().cast(pl.Int64))
    )
