"""One engine for all indicators: from cases to counts per gemeente, month and cell of a breakdown.

Per case table every case is answered once, for all indicators together, in a narrow frame of yes and
no. Each breakdown is then one group_by over that frame, however many indicators there are.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import polars as pl

from metrics.cases.addresses import with_crowded
from metrics.cases.delivered_runs import delivered_runs
from metrics.cases.steady_sources import without_strays
from metrics.cases.wide_afgifte import wide_afgifte
from metrics.cases.wide_bekendheid import BEKENDHEID, wide_bekendheid
from metrics.cases.wide_doorverwijzing import wide_doorverwijzing
from metrics.cases.wide_gesprek import GESPREK, months_of_talks, wide_gesprek
from metrics.cases.wide_huishouden_maand import HUISHOUDEN_MAAND, months_of_households, wide_huishouden_maand
from metrics.cases.wide_ontruiming import wide_ontruiming
from metrics.cases.wide_signaal import wide_signaal
from metrics.cases.wide_traject import wide_traject
from metrics.cases.wide_zaak import Seen, wide_zaak
from metrics.counting.counted import Counted, counted_of
from metrics.counting.passes import TELLING_SCHEMA, VERDELING_SCHEMA, passes_over, tellingen, verdelingen
from metrics.counting.samenhang import SLEUTEL, samenhang
from metrics.coverage import months_delivered, stretches_covered
from metrics.definition import Indicator
from metrics.indicators import INDICATORS
from metrics.population import population_by_month
from metrics.tables import SAMENHANG_SCHEMA, Counts, Inputs
from metrics.uitsplitsingen import KENMERK, LAAG, ONBEKEND, VELD

TABELLEN = (
    "signaal", HUISHOUDEN_MAAND, "zaak", BEKENDHEID, "traject", "ontruiming", "doorverwijzing", GESPREK, "afgifte",
)  # fmt: skip


def count(inputs: Inputs, today: date, indicators: Sequence[Indicator] = INDICATORS) -> Counts:
    """Count all ``indicators``; the same cases in any order or in any parts give the same counts.

    A breakdown has a row only where something was counted. Rows of a breakdown of people or dwellings have
    noemer 0: no cell has inhabitants of its own, and the whole's are those of every cell.
    """
    inputs = replace(inputs, cases=with_crowded(inputs.cases))
    dekking = months_delivered(inputs.delivered, inputs.codes, today)
    dekking = pl.concat([dekking, months_of_households(dekking), months_of_talks(dekking), _leveringen(dekking)])
    months = population_by_month(inputs.gemeente_jaar, dekking.filter("volledig").drop("volledig"))
    telling, verdeling = [TELLING_SCHEMA.to_frame()], [VERDELING_SCHEMA.to_frame()]
    alike = [SAMENHANG_SCHEMA.to_frame()]
    for tabel in TABELLEN:
        counted = counted_of(indicators, tabel)
        if counted:
            cases = _narrow(wide_frame(tabel, inputs, dekking, today), counted, today).collect(engine="streaming")
            passes = list(passes_over(cases.lazy(), counted, inputs.cases["kenmerk"].filter(tabel=tabel)))
            delivered = months.filter(tabel=tabel).drop("tabel")
            telling.append(tellingen(passes, delivered))
            verdeling += verdelingen(passes, delivered)
            alike.append(samenhang(cases, counted, delivered))
    return Counts(pl.concat(telling), pl.concat(verdeling), dekking, pl.concat(alike))


def wide_frame(tabel: str, inputs: Inputs, dekking: pl.DataFrame, today: date) -> pl.LazyFrame:
    """Return the wide frame of a case table: its columns, and the answers and cells made of them."""
    tables = inputs.cases
    wide: dict[str, Callable[[], pl.LazyFrame]] = {
        "signaal": lambda: wide_signaal(tables, delivered_runs(dekking, "zaak")),
        HUISHOUDEN_MAAND: lambda: wide_huishouden_maand(tables),
        "zaak": lambda: wide_zaak(tables, _seen(inputs, dekking, today), today),
        BEKENDHEID: lambda: wide_bekendheid(tables, inputs.delivered, delivered_runs(dekking, "signaal"), today),
        "traject": lambda: wide_traject(
            tables, {name: _stretches(inputs, name, today) for name in ("traject", "zaak", "signaal")}, today
        ),
        "ontruiming": lambda: wide_ontruiming(tables, _stretches(inputs, "signaal", today)),
        "doorverwijzing": lambda: wide_doorverwijzing(tables),
        GESPREK: lambda: wide_gesprek(tables),
        "afgifte": lambda: wide_afgifte(tables),
    }
    return wide[tabel]()


def _seen(inputs: Inputs, dekking: pl.DataFrame, today: date) -> Seen:
    """Return what was delivered, as far as zaken ask."""
    days = [_stretches(inputs, tabel, today) for tabel in ("traject", "signaal")]
    return Seen(*days, *(delivered_runs(dekking, tabel) for tabel in ("signaal", "zaak")))


def _stretches(inputs: Inputs, tabel: str, today: date) -> pl.DataFrame:
    """Return the days on which no case of this table can be missing."""
    steady = without_strays(inputs.delivered, inputs.cases["afgifte"].collect(), tabel)
    return stretches_covered(steady, inputs.codes, tabel, today)


def _leveringen(dekking: pl.DataFrame) -> pl.DataFrame:
    """Return the months in which anything was delivered: leveringen themselves can be counted in each of them."""
    months = dekking.select("gm_code", "maand").unique().sort("gm_code", "maand")
    return months.select("gm_code", pl.lit("afgifte").alias("tabel"), "maand", pl.lit(value=True).alias("volledig"))


def _narrow(wide: pl.LazyFrame, counted: Sequence[Counted], today: date) -> pl.LazyFrame:
    """Keep of each case its gemeente, its months, its cells and its answers: a few bytes each."""
    dates = sorted({one.datum for one in counted})
    cells = sorted({name for one in counted for name in one.indicator.uitsplitsingen} - {KENMERK, VELD})
    identity = [name for name in ("zaak", "traject", LAAG) if name in wide.collect_schema()]
    household = next((name for name in (SLEUTEL, "huishouden") if name in wide.collect_schema()), None)
    return wide.select(
        *identity,
        *([] if household is None else [pl.col(household).alias(SLEUTEL)]),
        "gm_code",
        *(pl.coalesce(pl.col(d).dt.truncate("1mo"), "laatste_maand").alias(f"maand {d}") for d in dates),
        *(pl.col(f"cel_{name}").fill_null(ONBEKEND) for name in cells),
        *(expression for one in counted for expression in (*one.numbers(today), *one.waiting())),
    )
