"""A real publication as its attacker reads it, beside the exact leaves behind it."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl
from sqlalchemy import Connection

from metrics.disclosure.scheme import PUBLISHED
from metrics.indicators import INDICATORS
from queries.counts import counted_gebieden, read_telling
from tests.disclosure.count_matrix import BLAD

TABELLEN = {(i.code, v.code): i.tabel_van(v) for i in INDICATORS for v in i.varianten}
_PUBLIC = [f"{i.code}/{v.code}" for i in INDICATORS for v in i.varianten if v.bevolking]
_VARIANT = ["indicator", "versie", "variant"]
_AT_A_TIME = 25


@dataclass(frozen=True, eq=False)
class Published:
    """What a publication shows, and its regions' members: ``gebied``, ``soort``, ``gm_code``."""

    telling: pl.DataFrame
    gebieden: pl.DataFrame

    @property
    def wholes(self) -> pl.DataFrame:
        """Return the wholes of gemeenten."""
        return self.telling.filter(pl.col("gebied").str.starts_with("GM"), uitsplitsing="")

    def members(self) -> dict[str, list[str]]:
        """Return the gemeenten of each region."""
        return dict(self.gebieden.group_by("gebied").agg(pl.col("gm_code").sort()).sort("gebied").rows())


def read_published(folder: Path, nummer: int) -> Published:
    """Read publication ``nummer`` from its files."""
    telling, gebieden = (pl.read_parquet(folder / str(nummer) / f"{name}.parquet") for name in ("telling", "gebieden"))
    public = pl.concat_str("indicator", "variant", separator="/").is_in(_PUBLIC)
    return Published(telling.with_columns(publiek=public), gebieden)


def read_exact(connection: Connection, wholes: pl.DataFrame) -> pl.DataFrame:
    """Return the counts in the store behind ``wholes``, row by row; what has no row there is 0."""
    gebieden = [code for code in counted_gebieden(connection) if code.startswith("GM")]
    periods = wholes.select("gebied", *_VARIANT, "maanden").unique()
    found = []
    for start in range(0, len(gebieden), _AT_A_TIME):
        monthly = read_telling(connection, gebieden[start : start + _AT_A_TIME], uitsplitsingen=[""])
        first = pl.when(pl.col("maanden") == 12).then(pl.col("maand").dt.truncate("1y"))
        found.append(
            monthly.join(periods, on=["gebied", *_VARIANT])
            .with_columns(maand=first.otherwise(pl.col("maand").dt.truncate("1q")))
            .group_by("gebied", "maand", *BLAD)
            .agg(pl.col("teller", "noemer", "onbekend").sum())
        )
    shape = wholes.select(
        "gebied", "maand", *BLAD, "publiek", "versie", "inwoners", "maanden", "voorlopig"
    ).with_columns(
        tabel=pl.concat_str("indicator", "variant", separator="/").replace_strict(
            {f"{indicator}/{variant}": tabel for (indicator, variant), tabel in TABELLEN.items()}
        )
    )
    counts = shape.join(pl.concat(found), on=["gebied", "maand", *BLAD], how="left", maintain_order="left")
    return counts.with_columns(pl.col("teller", "noemer", "onbekend").fill_null(0))


def read_singly(connection: Connection, wholes: pl.DataFrame, gemeenten: int = 400) -> list[pl.DataFrame]:
    """Return the counts of some gemeenten by month and cell, as if each were a gemeente: a frame per breakdown."""
    some = wholes["gebied"].unique().sort()
    some = some.gather_every(max(len(some) // gemeenten, 1)).to_list()
    public = pl.concat_str("indicator", "variant", separator="/").is_in(_PUBLIC)
    found: list[pl.DataFrame] = []
    for uitsplitsing in PUBLISHED:
        cells = read_telling(connection, some, uitsplitsingen=[uitsplitsing])
        if not cells.is_empty():
            block = pl.concat_str("gebied", "cel", separator=" ")
            few = cells.with_columns(gebied=block, uitsplitsing=pl.lit(""), cel=pl.lit(""), publiek=public)
            found.append(
                few.join(
                    wholes.select("indicator", "versie", "variant").unique(), on=["indicator", "versie", "variant"]
                )
            )
    return found


def shown_anew(first: Published, second: Published) -> pl.DataFrame:
    """Return the wholes of ``second`` in which something is shown anew, without the numbers that ``first`` showed.

    Those are of the cases there were then, so they do not add up with the new ones.
    """
    key = ["gebied", "versie", "maand", *BLAD]
    then = first.wholes.select(*key, was="voorlopig")
    wholes = second.wholes.join(then, on=key, how="left", maintain_order="left").with_columns(
        oud=(~pl.col("was") | pl.col("voorlopig")).fill_null(value=False)
    )
    numbers = [pl.when(~pl.col("oud")).then(pl.col(name)).alias(name) for name in ("teller", "noemer", "onbekend")]
    return wholes.filter(~pl.col("oud").all().over("gebied", "maand")).with_columns(numbers)


def sums_that_differ(published: Published) -> pl.DataFrame:
    """Return the wholes of regions that are not the sum of the shown wholes of their members."""
    key = ["gebied", "maand", *BLAD]
    open_ = published.wholes.filter(~pl.col("onderdrukt"))
    summed = (
        published.gebieden.select("gebied", gemeente="gm_code")
        .join(open_.rename({"gebied": "gemeente"}), on="gemeente")
        .group_by(key)
        .agg(pl.col("teller", "noemer", "onbekend").sum().name.prefix("som_"))
    )
    regions = published.telling.filter(~pl.col("gebied").str.starts_with("GM"), uitsplitsing="")
    both = regions.join(summed, on=key, how="left")
    differs = [pl.col(name) != pl.col(f"som_{name}").fill_null(0) for name in ("teller", "noemer", "onbekend")]
    return both.filter(pl.any_horizontal(differs))
