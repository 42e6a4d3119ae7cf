"""Figures of many variants at once: for each the same, to the last digit, as figures of that one alone."""

from datetime import date
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from metrics.asked import newest_final
from metrics.counting.compute import TELLING_SCHEMA, VERDELING_SCHEMA
from metrics.coverage import COVERAGE_SCHEMA
from metrics.definition import Indicator, Variant
from metrics.figures import FIGURE_SCHEMA, Limits, figures, figures_of
from metrics.indicators import INDICATORS, indicator_named
from metrics.periods import Periode
from queries.counts import SAMENHANG_SCHEMA
from tests.metrics.figure_rows import counts, delivered

Pair = tuple[Indicator, Variant]
MONTHS = pl.date_range(date(2023, 1, 1), date(2025, 6, 1), "1mo", eager=True).to_list()
TODAY = date(2025, 7, 10)
KINDS = ("maand", "kwartaal", "12maanden", "jaar")
PLACES = ("GM0001", "GM0002", "NL")
# One of every way to make a value, with variants that count other cases than their indicator does.
CODES = ("VS07", "VS01", "SH03", "VS15", "SH10", "VS09", "ON01", "ON03", "ON05")
PAIRS = [(one, of) for one in INDICATORS if one.code in CODES for of in one.varianten]


def invented(seed: int, *, cells: bool, leaves: bool) -> dict[str, Any]:
    """Counts of three gebieden with months that are missing, partial or unknown, and two versions of a definition."""
    rng = np.random.default_rng(seed)
    telling, verdeling, samenhang, withheld = [], [], [], []
    tables = sorted({one.tabel_van(of) for one, of in PAIRS})
    dekking = [
        (gebied, tabel, maand, bool(rng.random() > 0.05))
        for gebied in PLACES
        for tabel in tables
        for maand in MONTHS
        if rng.random() > 0.1
    ]
    for one, of in PAIRS:
        for gebied in PLACES:
            people = 30_000 if of.bevolking else 0
            for maand in MONTHS:
                versie = one.versie if maand.year > 2023 else int(rng.integers(1, one.versie + 2))
                for cell in [("", ""), ("crisis", "ja"), ("crisis", "nee")] if cells else [("", "")]:
                    if rng.random() < 0.15:
                        continue
                    noemer = int(rng.integers(0, 90))
                    teller = int(rng.integers(0, noemer + 1))
                    row = (one.code, versie, of.code, gebied, maand, *cell, teller)
                    rest = (people or noemer, int(rng.integers(0, 9)), 2, 30_000)
                    hidden = bool(leaves and rng.random() < 0.1)
                    telling.append((*row, *rest, *((int(rng.integers(0, 4)), hidden) if leaves else ())))
                    if one.methode_van(of).uit_verdeling:
                        verdeling += [
                            (one.code, versie, of.code, gebied, maand, *cell, int(days), bool(rng.random() < 0.2), 3)
                            for days in rng.integers(0, 60, 3)
                        ]
            if rng.random() < 0.1:
                withheld.append((one.code, of.code, gebied, MONTHS[int(rng.integers(len(MONTHS)))]))
            households = int(rng.integers(1, 400))
            cases = households * 3
            numbers = (households, cases // 2, cases, cases * 2, cases, cases * 4, cases + 5, cases + 50, cases * 2)
            samenhang.append((one.code, 1, of.code, gebied, "", *numbers))
    extra = {"bladen": pl.Int32, "onderdrukt": pl.Boolean} if leaves else {}
    return {
        "telling": pl.DataFrame(telling, schema=pl.Schema({**TELLING_SCHEMA, **extra}), orient="row"),
        "verdeling": pl.DataFrame(verdeling, schema=VERDELING_SCHEMA, orient="row"),
        "dekking": pl.DataFrame(dekking, schema=COVERAGE_SCHEMA, orient="row"),
        "samenhang": pl.DataFrame(samenhang, schema=SAMENHANG_SCHEMA, orient="row"),
        "withheld": pl.DataFrame(
            withheld, schema={"indicator": pl.String, "variant": pl.String, "gebied": pl.String, "maand": pl.Date},
            orient="row",
        ),
    }  # fmt: skip


def not_withheld(dekking: pl.DataFrame, withheld: pl.DataFrame, indicator: str, variant: str) -> pl.DataFrame:
    """The delivered months of which this count is not withheld: with the others is no sum."""
    mine = withheld.filter(indicator=indicator, variant=variant).select("maand", gm_code="gebied").unique()
    return dekking.join(mine, on=["gm_code", "maand"], how="anti", maintain_order="left")


def one_by_one(pairs: list[Pair], world: dict[str, Any], *, kind: str, **given: Any) -> list[pl.DataFrame]:
    """The figures of each pair alone, of which the withheld months were never delivered."""
    return [
        figures(
            world["telling"], world["verdeling"], not_withheld(world["dekking"], world["withheld"], one.code, of.code),
            one, of, kind=kind, today=TODAY, samenhang=world["samenhang"], **given,
        )
        for one, of in pairs
    ]  # fmt: skip


@settings(max_examples=5, deadline=None)  # of all PAIRS each time
@given(st.integers(0, 10**6), st.sampled_from(KINDS), st.booleans(), st.booleans())
def test_figures_of_many_are_those_of_each(seed: int, kind: str, cells: bool, leaves: bool):
    world, people = invented(seed, cells=cells, leaves=leaves), {2023: 90_000, 2024: 91_000, 2025: 92_000}
    years = pl.DataFrame({"gebied": ["GM0001", "GM0001"], "kolom": ["inwoners"] * 2, "bekend": [2022, 2024]})
    years = years.cast({"bekend": pl.Int32})
    by: dict[str, Any] = {"uitsplitsing": "crisis" if cells else "", "total_inwoners": people, "known_years": years}
    together = figures_of(
        PAIRS, world["telling"], world["verdeling"], world["dekking"], kind=kind, today=TODAY,
        samenhang=world["samenhang"], withheld=world["withheld"], wide=0.998, **by,
    )  # fmt: skip

    parts = together.partition_by("indicator", "variant", as_dict=True)
    wide = one_by_one(PAIRS, world, kind=kind, limits=Limits(level=0.998), **by)
    for (one, of), alone, sure in zip(PAIRS, one_by_one(PAIRS, world, kind=kind, **by), wide, strict=True):
        found = parts[one.code, of.code]
        assert found["kind"].unique().to_list() == [kind]
        assert_frame_equal(found.select(FIGURE_SCHEMA.names()), alone, check_exact=True)
        limits = found.select(onder="onder_ruim", boven="boven_ruim")
        assert_frame_equal(limits, sure.select("onder", "boven"), check_exact=True)


@pytest.mark.parametrize("kind", KINDS)
def test_only_some_periods_are_the_same_as_in_all(kind: str):
    world = invented(7, cells=False, leaves=True)
    given: dict[str, Any] = {"kind": kind, "today": TODAY, "withheld": world["withheld"]}
    counted = (world["telling"], world["verdeling"], world["dekking"])
    every = figures_of(PAIRS, *counted, **given)
    newest = every.group_by("indicator", "variant").agg(pl.col("periode_van").max())

    some = figures_of(PAIRS, *counted, only=newest, **given)

    wanted = every.join(newest, on=newest.columns, how="semi", maintain_order="left")
    assert_frame_equal(some, wanted, check_exact=True)
    assert some.height == len(PAIRS) * len(PLACES)


def test_a_variant_can_be_asked_for_in_more_kinds_of_period_at_once():
    vs07 = indicator_named("VS07")
    pair = (vs07, vs07.standaard)
    telling = counts("VS07", dict.fromkeys(MONTHS[:12], (2, 10, 0)))
    made = figures_of(
        [pair, pair], telling, VERDELING_SCHEMA.to_frame(), delivered("zaak", MONTHS[:12]),
        kind=["kwartaal", "jaar"], today=TODAY,
    )  # fmt: skip

    assert made.select("kind", "periode", "teller", "noemer").rows() == [
        ("kwartaal", "1e kwartaal 2023", 6, 30), ("kwartaal", "2e kwartaal 2023", 6, 30),
        ("kwartaal", "3e kwartaal 2023", 6, 30), ("kwartaal", "4e kwartaal 2023", 6, 30), ("jaar", "2023", 24, 120),
    ]  # fmt: skip


def test_periods_go_on_to_a_month_that_was_not_delivered():
    vs07 = indicator_named("VS07")
    telling = counts("VS07", {MONTHS[0]: (2, 10, 0)})
    made = figures_of(
        [(vs07, vs07.standaard)], telling, VERDELING_SCHEMA.to_frame(), delivered("zaak", MONTHS[:1]),
        kind="maand", today=TODAY, until=date(2023, 3, 1),
    )  # fmt: skip

    assert made["status"].to_list() == ["ok", "geen_levering", "geen_levering"]


def test_nothing_delivered_is_no_figures():
    vs07 = indicator_named("VS07")
    none = (TELLING_SCHEMA.to_frame(), VERDELING_SCHEMA.to_frame(), COVERAGE_SCHEMA.to_frame())
    assert figures_of([(vs07, vs07.standaard)], *none, kind="jaar", today=TODAY, until=MONTHS[0]).is_empty()
    assert figures_of([], *none, kind="jaar", today=TODAY).is_empty()


def test_the_newest_final_period_is_one_that_enough_gebieden_delivered_whole():
    """A zaak is followed for 90 days and delivered within 31: on 10 July 2025 the first quarter is not yet final."""
    vs07 = indicator_named("VS07")
    pairs, kinds = [(vs07, vs07.standaard)], [Periode.KWARTAAL]
    year = [month for month in MONTHS if month.year == 2024]
    both = [delivered("zaak", year[:9], gebied) for gebied in ("GM0001", "GM0002")]
    one_more = pl.concat([*both, delivered("zaak", [*year[9:], *MONTHS[24:]], "GM0001")])

    found = newest_final(pairs, kinds, one_more, today=TODAY, least=2)
    assert found.rows() == [("VS07", "standaard", "kwartaal", date(2024, 7, 1), date(2024, 10, 1))]
    found = newest_final(pairs, kinds, one_more, today=TODAY, least=1)
    assert found["periode_van"].to_list() == [date(2024, 10, 1)]
    young = newest_final(pairs, kinds, delivered("zaak", MONTHS[24:]), today=TODAY, least=1)
    assert young["periode_van"].to_list() == [date(2025, 4, 1)]
    assert newest_final(pairs, kinds, COVERAGE_SCHEMA.to_frame(), today=TODAY, least=1).is_empty()
