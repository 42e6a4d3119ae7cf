"""Figures of what others see: quarters of rounded counts, of which some are withheld."""

from datetime import date
from typing import Any

import numpy as np
import polars as pl
import pytest

from metrics.counting.compute import TELLING_SCHEMA, VERDELING_SCHEMA
from metrics.coverage import COVERAGE_SCHEMA
from metrics.figures import figures
from metrics.indicators import indicator_named
from metrics.intervals import byar_widened, wilson

QUARTERS = [date(2024, month, 1) for month in (1, 4, 7, 10)]
LEAF = {"maanden": pl.Int32, "bladen": pl.Int32, "voorlopig": pl.Boolean, "onderdrukt": pl.Boolean}


def leaves(code: str, rows: list[tuple[date, int | None, int | None, int]], gebied: str = "GM0001") -> pl.DataFrame:
    made = [
        (code, 1, "standaard", gebied, maand, "", "", teller, noemer, None if teller is None else 0, 1, 0, 3, bladen,
         False, teller is None)
        for maand, teller, noemer, bladen in rows
    ]  # fmt: skip
    return pl.DataFrame(made, schema=pl.Schema({**TELLING_SCHEMA, **LEAF}), orient="row")


def shown(code: str, telling: pl.DataFrame, kind: str, gebieden: tuple[str, ...] = ("GM0001",)) -> list[dict[str, Any]]:
    definition = indicator_named(code)
    rows = [(gebied, definition.tabel, maand, True, 3) for gebied in gebieden for maand in QUARTERS]
    dekking = pl.DataFrame(rows, schema=pl.Schema({**COVERAGE_SCHEMA, "maanden": pl.Int32}), orient="row")
    nothing = VERDELING_SCHEMA.to_frame()
    made = figures(telling, nothing, dekking, definition, definition.standaard, kind=kind, today=date(2026, 1, 1))
    return made.to_dicts()


def test_quarters_make_quarters_and_years():
    telling = leaves("VS07", [(maand, 20, 100, 1) for maand in QUARTERS])
    assert [(row["teller"], row["status"]) for row in shown("VS07", telling, "kwartaal")] == [(20, "ok")] * 4
    (year,) = shown("VS07", telling, "jaar")
    assert (year["teller"], year["noemer"], year["status"]) == (80, 400, "ok")


def test_a_withheld_leaf_makes_its_quarter_and_its_year_incomplete():
    telling = leaves("VS07", [(QUARTERS[0], None, None, 1), *((maand, 20, 100, 1) for maand in QUARTERS[1:])])
    first, second, *_ = shown("VS07", telling, "kwartaal")
    assert (first["waarde"], first["teller"], first["status"]) == (None, None, "onvolledig")
    assert second["status"] == "ok"
    (year,) = shown("VS07", telling, "jaar")
    assert (year["noemer"], year["status"]) == (300, "onvolledig")


def test_rounding_makes_a_share_less_sure():
    (year,) = shown("VS07", leaves("VS07", [(maand, 20, 100, 1) for maand in QUARTERS]), "jaar")
    # p = 0.2: chance 0.16 / 400, and rounding 4 leaves x 4 x (1 - 0.2 + 0.04) / 400^2.
    variance = 0.16 / 400 + 16 * 0.84 / 400**2
    assert year["n_eff"] == pytest.approx(0.16 / variance)
    low, high = wilson(pl.lit(0.2 * year["n_eff"]), pl.lit(year["n_eff"]))
    assert (year["onder"], year["boven"]) == pytest.approx(pl.select(onder=low, boven=high).row(0))


def test_rounding_makes_a_number_less_sure():
    (year,) = shown("VS01", leaves("VS01", [(maand, 20, 10_000, 1) for maand in QUARTERS]), "jaar")
    assert year["phi"] == pytest.approx(1 + 16 / 80)
    low, high = byar_widened(pl.lit(80.0), pl.lit(1.2))
    limits = pl.select(onder=low / 40, boven=high / 40).row(0)
    assert (year["onder"], year["boven"]) == pytest.approx(limits)


def test_a_sum_that_was_not_rounded_is_as_sure_as_its_cases():
    (year,) = shown("VS07", leaves("VS07", [(maand, 20, 100, 0) for maand in QUARTERS]), "jaar")
    assert year["n_eff"] == 400


def test_the_interval_of_rounded_counts_covers_the_truth_as_often_as_it_says():
    """Quarters of about 60 cases, teller and rest each rounded to a multiple of 5 by the same secret number."""
    rng = np.random.default_rng(11)
    gemeenten, truth = 1500, 0.3
    noemer = rng.poisson(60, (gemeenten, 4))
    teller = rng.binomial(noemer, truth)
    secret = rng.random((gemeenten, 4))
    hits, rest = ((count // 5 + (secret < count % 5 / 5)) * 5 for count in (teller, noemer - teller))
    rows = [
        leaves(
            "VS07",
            [(maand, int(t), int(t + r), 1) for maand, t, r in zip(QUARTERS, *of_one, strict=True)],
            f"GM{n:04d}",
        )
        for n, of_one in enumerate(zip(hits, rest, strict=True))
    ]
    telling = pl.concat(rows)
    years = shown("VS07", telling, "jaar", tuple(telling["gebied"].unique(maintain_order=True)))
    covered = sum(year["onder"] <= truth <= year["boven"] for year in years) / gemeenten
    assert covered == pytest.approx(0.95, abs=0.015)
