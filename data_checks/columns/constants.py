"""What is suspicious when it is the same in every record of a levering."""

from collections.abc import Mapping

import polars as pl

from data_checks.limits import GateLimits
from data_checks.words import number, plural, share
from queries.deliveries.sizes import DELIVERED_AS

REACHED, UNREACHED = "iedereen_bereikt", "niemand_bereikt"
AMOUNTS, FIRSTS, DATES = "bedragen_gelijk", "contact_altijd_de_eerste", "datums_gelijk"
HOUSEHOLD, KIND, STATUS = "een_huishouden", "een_contactsoort", "status_nooit_gevuld"
RULES = (REACHED, UNREACHED, AMOUNTS, FIRSTS, DATES, HOUSEHOLD, KIND, STATUS)

_AMOUNTS = {"signaal": "bedrag", "traject": "schuldbedrag"}
_DATES = {
    "signaal": "signaaldatum", "contactpoging": "datum", "traject": "aanmelding", "ontruiming": "gemeld_op",
}  # fmt: skip
_WHO = {"signaal": "huishouden", "traject_persoon": "persoon", "ontruiming": "huishouden"}
# By levering_nr, rule and what is told: whether it holds, and of how many records.
_SCHEMA = pl.Schema(
    {"levering_nr": pl.Int32(), "regel": pl.String(), "goed": pl.Boolean(), "wat": pl.String(), "deel": pl.Float64()}
    | {"records": pl.Int64()}
)


def constants(
    tables: Mapping[str, pl.DataFrame], limits: GateLimits
) -> tuple[pl.DataFrame, dict[tuple[int, str], str]]:
    """Return per ``levering_nr`` a Boolean per rule, null with too few records, and what is told of broken ones."""
    found = pl.concat(
        [_SCHEMA.to_frame(), *_contacts(tables, limits), *_sameness(tables, limits), *_status(tables, limits)]
    )
    answers = found.group_by("levering_nr").agg(
        pl.col("goed").filter(pl.col("regel") == regel).min().alias(regel) for regel in RULES
    )
    told: dict[tuple[int, str], list[str]] = {}
    for nr, regel, what, part, records in (
        found.filter(~pl.col("goed")).sort("wat").select("levering_nr", "regel", "wat", "deel", "records").iter_rows()
    ):
        told.setdefault((nr, regel), []).append(
            f"{what} ({number(records)} records{'' if part == 1 else f', {share(part)} daarvan'})"
        )
    return answers, {key: f"Het gaat om: {'; '.join(parts)}." for key, parts in told.items()}


def _contacts(tables: Mapping[str, pl.DataFrame], limits: GateLimits) -> list[pl.DataFrame]:
    if "contactpoging" not in tables:
        return []
    pogingen = tables["contactpoging"]
    real = pogingen.filter(pl.col("soort").cast(pl.String) != "Administratief").drop_nulls("bereikt")
    dated = pogingen.drop_nulls("datum")
    what = plural("contactpoging")
    return [
        _answered(real, REACHED, ~pl.col("bereikt").all(), what, limits.bereikt_pogingen),
        _answered(real, UNREACHED, pl.col("bereikt").any(), what, limits.niet_bereikt_pogingen),
        _answered(dated, FIRSTS, (pl.col("datum").dt.day() != 1).any(), what, limits.eerste_van_de_maand),
        _answered(pogingen, KIND, pl.col("soort").n_unique() > 1, what, limits.zelfde_contactsoort),
    ]


def _sameness(tables: Mapping[str, pl.DataFrame], limits: GateLimits) -> list[pl.DataFrame]:
    same: list[pl.DataFrame] = []
    for fields, regel, least in (
        (_AMOUNTS, AMOUNTS, limits.gelijke_bedragen),
        (_DATES, DATES, limits.gelijke_datums),
    ):
        same += [
            _answered(
                tables[tabel].drop_nulls(veld),
                regel,
                pl.col(veld).n_unique() > 1,
                f"{DELIVERED_AS.get(veld, veld)} bij {plural(tabel)}",
                least,
            )
            for tabel, veld in fields.items()
            if tabel in tables
        ]
    who = [
        _answered(
            tables[tabel].drop_nulls(veld),
            HOUSEHOLD,
            _largest(veld) < limits.zelfde_huishouden_aandeel,
            f"{DELIVERED_AS.get(veld, veld)} bij {plural(tabel)}",
            limits.zelfde_huishouden,
            _largest(veld),
        )
        for tabel, veld in _WHO.items()
        if tabel in tables
    ]
    return [*same, *who]


def _status(tables: Mapping[str, pl.DataFrame], limits: GateLimits) -> list[pl.DataFrame]:
    if "signaal" not in tables:
        return []
    filled = pl.col("status").is_not_null().any()
    return [_answered(tables["signaal"], STATUS, filled, "status bij signalen", limits.lege_status)]


def _largest(veld: str) -> pl.Expr:
    """Return the share of the one that is named most."""
    return pl.col(veld).value_counts(name="keer").struct.field("keer").max() / pl.len()


def _answered(
    frame: pl.DataFrame, regel: str, good: pl.Expr, what: str, least: int, part: pl.Expr | None = None
) -> pl.DataFrame:
    """Return whether ``good`` holds in each levering that has enough records."""
    return (
        frame.group_by("levering_nr")
        .agg(
            goed=good,
            deel=pl.lit(1.0) if part is None else part,
            records=pl.len().cast(pl.Int64),
        )
        .filter(pl.col("records") >= least)
        .with_columns(regel=pl.lit(regel), wat=pl.lit(what))
        .select(pl.col(name).cast(dtype) for name, dtype in _SCHEMA.items())
    )
