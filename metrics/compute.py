"""One engine for all indicators: from cases to counts per gemeente and month."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from metrics.coverage import months_delivered, stretches_covered
from metrics.definition import Indicator, Methode, Variant
from metrics.indicators import INDICATORS
from metrics.population import COLUMNS, population_by_month
from metrics.tables import Counts, Inputs
from metrics.wide_ontruiming import wide_ontruiming
from metrics.wide_signaal import wide_signaal
from metrics.wide_traject import wide_traject
from metrics.wide_zaak import wide_zaak

_KEY = {
    "indicator": pl.String, "versie": pl.Int32, "variant": pl.String, "gebied": pl.String, "maand": pl.Date,
    "uitsplitsing": pl.String, "cel": pl.String,
}  # fmt: skip
TELLING_SCHEMA = pl.Schema(
    {**_KEY, "teller": pl.Int64, "noemer": pl.Int64, "onbekend": pl.Int64, "gemeenten": pl.Int32, "inwoners": pl.Int64}
)
VERDELING_SCHEMA = pl.Schema({**_KEY, "waarde": pl.Int32, "gecensureerd": pl.Boolean, "aantal": pl.Int64})


@dataclass(frozen=True, eq=False)
class Plan:
    """The lazy plans that together give the counts, and the eager frames they lean on."""

    telling: pl.LazyFrame
    verdeling: pl.LazyFrame
    dekking: pl.DataFrame

    def collect(self) -> Counts:
        """Run both plans at once, so that what they share is done once; for jobs and tests."""
        telling, verdeling = pl.collect_all([self.telling, self.verdeling], engine="streaming")
        return Counts(telling, verdeling, self.dekking)


def plan(inputs: Inputs, today: date, indicators: Sequence[Indicator] = INDICATORS) -> Plan:
    """Plan the counts of all ``indicators``: one pass per case table and day that decides the month."""
    dekking = months_delivered(inputs.delivered, inputs.codes, today)
    months = population_by_month(inputs.gemeente_jaar, dekking.filter("volledig").drop("volledig"))
    telling: list[pl.LazyFrame] = []
    verdeling: list[pl.LazyFrame] = []
    for (tabel, datum), together in _by_pass(indicators).items():
        cases = wide_frame(tabel, inputs, today).with_columns(
            pl.coalesce(pl.col(datum).dt.truncate("1mo"), "laatste_maand").alias("maand")
        )
        delivered = months.lazy().filter(pl.col("tabel") == tabel).drop("tabel")
        telling.append(_tally(cases, together, delivered, today))
        verdeling.extend(
            _histogram(cases, indicator, variant, delivered, today)
            for indicator in together
            for variant in indicator.varianten
            if variant.wachttijd is not None
        )
    return Plan(_sorted(telling, TELLING_SCHEMA), _sorted(verdeling, VERDELING_SCHEMA), dekking)


def count(inputs: Inputs, today: date, indicators: Sequence[Indicator] = INDICATORS) -> Counts:
    """Count all ``indicators``; the same cases in any order or in any parts give the same counts."""
    return plan(inputs, today, indicators).collect()


def wide_frame(tabel: str, inputs: Inputs, today: date) -> pl.LazyFrame:
    """Return the wide frame of a case table."""
    wide: dict[str, Callable[[], pl.LazyFrame]] = {
        "signaal": lambda: wide_signaal(inputs.cases),
        "zaak": lambda: wide_zaak(
            inputs.cases, stretches_covered(inputs.delivered, inputs.codes, "traject", today), today
        ),
        "traject": lambda: wide_traject(inputs.cases, today),
        "ontruiming": lambda: wide_ontruiming(inputs.cases),
    }
    return wide[tabel]()


def _by_pass(indicators: Sequence[Indicator]) -> dict[tuple[str, str], list[Indicator]]:
    """Group the indicators that one group_by can count."""
    passes: dict[tuple[str, str], list[Indicator]] = defaultdict(list)
    for indicator in indicators:
        passes[indicator.tabel, indicator.datum].append(indicator)
    return passes


def _tally(cases: pl.LazyFrame, indicators: Sequence[Indicator], delivered: pl.LazyFrame, today: date) -> pl.LazyFrame:
    """Count every variant of these indicators in one group_by, as rows of the store."""
    variants = [(indicator, variant) for indicator in indicators for variant in indicator.varianten]
    names = pl.LazyFrame(
        [
            (_name(indicator, variant), indicator.code, indicator.versie, variant.code, _population(variant))
            for indicator, variant in variants
        ],
        schema={"naam": pl.String, "indicator": pl.String, "versie": pl.Int32, "variant": pl.String, "van": pl.String},
        orient="row",
    )
    counted = (
        cases.group_by("gm_code", "maand")
        .agg(_three_counts(indicator, variant, today) for indicator, variant in variants)
        .unpivot(index=["gm_code", "maand"], variable_name="naam", value_name="aantallen")
        .unnest("aantallen")
    )
    people = pl.coalesce(pl.when(pl.col("van") == column).then(pl.col(column).fill_null(0)) for column in COLUMNS)
    return (
        delivered.join(names, how="cross")
        .join(counted, on=["gm_code", "maand", "naam"], how="left")
        .with_columns(pl.col("teller", "noemer", "onbekend").fill_null(0))
        .with_columns(noemer=pl.coalesce(people, "noemer"))
        .filter(pl.sum_horizontal("teller", "noemer", "onbekend") > 0)
        .with_columns(
            pl.col("gm_code").alias("gebied"),
            pl.col("inwoners").fill_null(0),
            uitsplitsing=pl.lit(""),
            cel=pl.lit(""),
            gemeenten=pl.lit(1),
        )
    )


def _three_counts(indicator: Indicator, variant: Variant, today: date) -> pl.Expr:
    """Count the hits, the answered and the unanswered cases of one variant."""
    dated = pl.col(indicator.datum).is_not_null()
    answered = dated & variant.telt & variant.raak.is_not_null()
    certain = (_closed(indicator, today) & answered).fill_null(value=False)
    # Nothing is unknown of a case that is certain not to count.
    perhaps = _closed(indicator, today) & variant.telt.fill_null(value=True)
    numbers = {
        "teller": (certain & variant.raak).sum(),
        # Of people and dwellings the noemer is not counted here, only what might belong in the teller.
        "noemer": pl.lit(0) if variant.bevolking else certain.sum(),
        "onbekend": (perhaps & ~certain).sum(),
    }
    return pl.struct(number.cast(pl.Int64).alias(name) for name, number in numbers.items()).alias(
        _name(indicator, variant)
    )


def _closed(indicator: Indicator, today: date) -> pl.Expr:
    """Whether the outcome of a case is in: its window is over, or it never had a date to start one.

    Waiting times need no closed window: who still waits is counted as such.
    """
    days = 0 if indicator.methode is Methode.KM_MEDIAAN else indicator.venster
    return (pl.col(indicator.datum) <= today - timedelta(days=days)).fill_null(value=True)


def _histogram(
    cases: pl.LazyFrame, indicator: Indicator, variant: Variant, delivered: pl.LazyFrame, today: date
) -> pl.LazyFrame:
    """Count how often each waiting time occurs, finished and unfinished apart."""
    if variant.wachttijd is None:
        raise ValueError(f"{indicator.code} {variant.code} has no waiting time to count.")
    answered = pl.col(indicator.datum).is_not_null() & variant.telt & variant.raak.is_not_null()
    return (
        cases.filter(_closed(indicator, today) & answered)
        .group_by(
            "gm_code",
            "maand",
            variant.wachttijd.dagen.cast(pl.Int32).alias("waarde"),
            variant.wachttijd.gecensureerd.alias("gecensureerd"),
        )
        .agg(aantal=pl.len().cast(pl.Int64))
        .join(delivered.select("gm_code", "maand"), on=["gm_code", "maand"], how="semi")
        .with_columns(
            pl.col("gm_code").alias("gebied"),
            indicator=pl.lit(indicator.code),
            versie=pl.lit(indicator.versie),
            variant=pl.lit(variant.code),
            uitsplitsing=pl.lit(""),
            cel=pl.lit(""),
        )
    )


def _name(indicator: Indicator, variant: Variant) -> str:
    """Name the column of a variant in the wide group_by."""
    return f"{indicator.code} {variant.code}"


def _population(variant: Variant) -> str | None:
    """Name the column of people or dwellings that is the noemer, if it is not cases."""
    return variant.bevolking.value if variant.bevolking else None


def _sorted(parts: Sequence[pl.LazyFrame], schema: pl.Schema) -> pl.LazyFrame:
    """Put the parts under each other in the columns and order of the store."""
    empty = pl.LazyFrame(schema=schema)
    typed = [part.select(pl.col(name).cast(dtype) for name, dtype in schema.items()) for part in parts]
    order = [name for name in (*_KEY, "waarde", "gecensureerd") if name in schema]
    return pl.concat([empty, *typed]).sort(order)
