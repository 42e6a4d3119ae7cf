"""Passes over the narrow frame: one group_by per breakdown and day that decides the month, and the rows it gives."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from metrics.counting.counted import NUMBERS, Counted
from metrics.counting.crossings import OTHER_CELL, cases_by_kenmerk, cases_crossed
from metrics.uitsplitsingen import KENMERK, KRUIS, LAAG, LAGEN, VELD

_KEY: Final = {
    "indicator": pl.String(), "versie": pl.Int32(), "variant": pl.String(), "gebied": pl.String(), "maand": pl.Date(),
    "uitsplitsing": pl.String(), "cel": pl.String(),
}  # fmt: skip
TELLING_SCHEMA: Final = pl.Schema(
    {**_KEY, "teller": pl.Int64(), "noemer": pl.Int64(), "onbekend": pl.Int64(), "gemeenten": pl.Int32(),
     "inwoners": pl.Int64()}
)  # fmt: skip
VERDELING_SCHEMA: Final = pl.Schema({**_KEY, "waarde": pl.Int32(), "gecensureerd": pl.Boolean(), "aantal": pl.Int64()})
_PLACE: Final = ["gm_code", "maand"]
_WHOLE: Final = ""


@dataclass(frozen=True, eq=False)
class Pass:
    """What is counted together: the cases with their month and cell, and the columns of these variants.

    ``uitsplitsing`` is empty for the whole, and null where the cases say themselves which of several it is.
    ``keys`` are the columns that tell the cells apart.
    """

    uitsplitsing: str | None
    cases: pl.LazyFrame
    counted: Sequence[Counted]
    keys: Sequence[str] = ("cel",)

    def grouped(self) -> pl.LazyFrame:
        """Add up the numbers of all variants at once."""
        numbers = [pl.col(one.column(number)).sum().cast(pl.Int64) for one in self.counted for number in NUMBERS]
        return self._named(self.cases.group_by(*_PLACE, *self.keys).agg(numbers))

    def histogram(self, one: Counted) -> pl.LazyFrame:
        """Count how often each waiting time occurs, finished and unfinished apart."""
        waited = [pl.col(one.column(name)).alias(name) for name in ("waarde", "gecensureerd")]
        answered = self.cases.filter(one.column("noemer")).group_by(*_PLACE, *self.keys, *waited)
        return self._named(answered.agg(aantal=pl.len().cast(pl.Int64)))

    def _named(self, groups: pl.LazyFrame) -> pl.LazyFrame:
        names = {"uitsplitsing": self.uitsplitsing or _WHOLE, "cel": _WHOLE}
        named = groups.with_columns(pl.lit(text).alias(n) for n, text in names.items() if n not in self.keys)
        # Made of the groups, not of the cases: two cells of millions of cases are a few hundred names.
        both = pl.concat_str("cel", pl.lit(KRUIS), OTHER_CELL)
        return named.with_columns(cel=both).drop(OTHER_CELL) if OTHER_CELL in self.keys else named


def passes_over(cases: pl.LazyFrame, counted: Sequence[Counted], kenmerken: pl.LazyFrame) -> Iterator[Pass]:
    """Yield the passes over one case table: the whole, each breakdown, all own kenmerken together, each crossing."""
    for datum in dict.fromkeys(one.datum for one in counted):
        mine = [one for one in counted if one.datum == datum]
        placed = cases.with_columns(pl.col(f"maand {datum}").alias("maand"))
        yield Pass(_WHOLE, _layer(placed, _WHOLE), mine, ())
        for name in dict.fromkeys(name for one in mine for name in one.indicator.uitsplitsingen):
            those = [one for one in mine if name in one.indicator.uitsplitsingen and one.deel is None]
            if name == KENMERK:
                yield Pass(None, cases_by_kenmerk(placed, kenmerken), those, ("uitsplitsing", "cel"))
            elif name != VELD:  # counted within the whole, cell by cell
                yield Pass(name, _layer(placed, name).with_columns(pl.col(f"cel_{name}").alias("cel")), those)
        for pair in dict.fromkeys(pair for one in mine for pair in one.indicator.kruisingen):
            # Of a median the cells would be too many and too small.
            those = [one for one in mine if pair in one.indicator.kruisingen and one.variant.wachttijd is None]
            if those:
                yield _crossing(pair, cases_crossed(placed, kenmerken, pair), those)


def _crossing(pair: tuple[str, str], cases: pl.LazyFrame, counted: Sequence[Counted]) -> Pass:
    if KENMERK in pair:
        return Pass(None, cases, counted, ("uitsplitsing", "cel", OTHER_CELL))
    return Pass(KRUIS.join(pair), cases, counted, ("cel", OTHER_CELL))


def _layer(cases: pl.LazyFrame, name: str) -> pl.LazyFrame:
    """Keep the rows that are about this breakdown, where some have cases of their own."""
    if LAAG not in cases.collect_schema():
        return cases
    return cases.filter(pl.col(LAAG) == (name if name in LAGEN else _WHOLE))


def tellingen(passes: Sequence[Pass], delivered: pl.DataFrame) -> pl.DataFrame:
    """Return the counts of all passes over one table as rows of the store.

    ``delivered`` has the gemeenten and months that were delivered, with their people and dwellings.
    """
    found = pl.collect_all([_placed(each, delivered.lazy()) for each in passes], engine="streaming")
    rows = pl.concat(_rows(each, groups) for each, groups in zip(passes, found, strict=True))
    named = rows.with_columns(
        pl.coalesce("veld_uitsplitsing", "uitsplitsing").alias("uitsplitsing"),
        pl.coalesce("veld", "cel").alias("cel"),
        pl.lit(1).alias("gemeenten"),
    )
    return named.select(pl.col(name).cast(dtype) for name, dtype in TELLING_SCHEMA.items())


def verdelingen(passes: Sequence[Pass], delivered: pl.DataFrame) -> list[pl.DataFrame]:
    """Return the histograms of all passes over one table as rows of the store."""
    plans = [
        _as_stored(
            each.histogram(one).join(delivered.lazy().select(_PLACE), on=_PLACE, how="semi"), one, VERDELING_SCHEMA
        ).sort(pl.all())
        for each in passes
        for one in each.counted
        if one.variant.wachttijd is not None
    ]
    return pl.collect_all(plans)


def _placed(made: Pass, delivered: pl.LazyFrame) -> pl.LazyFrame:
    """Return the groups in the months that were delivered; of the whole every month, also without a case."""
    whole = made.uitsplitsing == _WHOLE
    people = [one for one in made.counted if whole and one.variant.bevolking]
    return (
        delivered.join(made.grouped(), on=_PLACE, how="left" if whole else "inner")
        .with_columns(
            pl.col("uitsplitsing", "cel").fill_null(_WHOLE),
            pl.col(["inwoners", *(one.column(number) for one in made.counted for number in NUMBERS)]).fill_null(0),
        )
        .with_columns(pl.col(_people(one)).fill_null(0).alias(one.column("noemer")) for one in people)
        .sort(*_PLACE, "uitsplitsing", "cel")
    )


def _people(one: Counted) -> str:
    """Name the column of people or dwellings that is the noemer."""
    if one.variant.bevolking is None:
        raise ValueError(f"{one.indicator.code} {one.variant.code} is counted against cases.")
    return one.variant.bevolking.value


def _rows(made: Pass, groups: pl.DataFrame) -> pl.DataFrame:
    """Return a row for every variant and group in which anything was counted.

    The columns of the variants are put under each other first, and only what is not empty is given its
    names: with a query per variant, hundreds of small ones would cost more than the counting.
    """
    numbers = pl.DataFrame(
        {number: pl.concat(groups[one.column(number)] for one in made.counted) for number in NUMBERS}
    )
    present = ((numbers["teller"] > 0) | (numbers["noemer"] > 0) | (numbers["onbekend"] > 0)).arg_true()
    height = max(groups.height, 1)
    where = groups.select(pl.col("gm_code").alias("gebied"), "maand", "uitsplitsing", "cel", "inwoners")
    return pl.concat(
        [_names(made.counted)[present // height], where[present % height], numbers[present]], how="horizontal"
    )


def _names(counted: Sequence[Counted]) -> pl.DataFrame:
    """Return what each variant is called in the store, and the field of those that are counted field by field."""
    names = [
        (one.indicator.code, one.indicator.versie, one.variant.code, VELD if one.deel else None,
         one.deel.cel if one.deel else None)
        for one in counted
    ]  # fmt: skip
    schema = {"indicator": pl.String, "versie": pl.Int32, "variant": pl.String, "veld_uitsplitsing": pl.String,
              "veld": pl.String}  # fmt: skip
    return pl.DataFrame(names, schema=schema, orient="row")


def _as_stored(groups: pl.LazyFrame, one: Counted, schema: pl.Schema) -> pl.LazyFrame:
    """Name what was counted, and keep the columns of the store."""
    named = groups.with_columns(
        pl.col("gm_code").alias("gebied"),
        indicator=pl.lit(one.indicator.code),
        versie=pl.lit(one.indicator.versie),
        variant=pl.lit(one.variant.code),
    )
    return named.select(pl.col(name).cast(dtype) for name, dtype in schema.items())
