"""How far the quarters of others lie apart: who does not differ is called different about as often as is said."""

from datetime import date

import numpy as np
import polars as pl
import pytest

from metrics.comparison.compare import differences
from metrics.counting.compute import TELLING_SCHEMA, VERDELING_SCHEMA
from metrics.coverage import COVERAGE_SCHEMA
from metrics.figures import figures
from metrics.indicators import indicator_named

VS01 = indicator_named("VS01")
MONTHS = pl.date_range(date(2023, 1, 1), date(2025, 1, 1), "1mo", closed="left", eager=True).to_list()
NUMBER, BATCH = 240, 3.0


def made(counts: np.ndarray, people: np.ndarray, *, published: bool, kind: str) -> pl.DataFrame:
    """Return the newest figure of each, of exact months or of quarters as they are read from a publication."""
    codes = [f"GM{number:04d}" for number in range(counts.shape[0])]
    rows = [
        ("VS01", 1, "standaard", code, maand, "", "", int(count), int(of), 0, 1, 0, int(count > 0 and published))
        for code, series, of_all in zip(codes, counts, people, strict=True)
        for maand, count, of in zip(MONTHS, series, of_all, strict=True)
    ]
    telling = pl.DataFrame(rows, schema=pl.Schema({**TELLING_SCHEMA, "bladen": pl.Int32}), orient="row")
    delivered = pl.DataFrame(
        [(code, VS01.tabel, maand, True) for code in codes for maand in MONTHS], schema=COVERAGE_SCHEMA, orient="row"
    )
    telling = telling if published else telling.drop("bladen")
    found = figures(
        telling, VERDELING_SCHEMA.to_frame(), delivered, VS01, VS01.standaard, kind=kind, today=date(2026, 1, 1)
    )
    return found.sort("gebied", "periode_van").group_by("gebied", maintain_order=True).last()


def country(seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return months as counted and as published, of gemeenten with one rate, whose signalen come in batches."""
    rng = np.random.default_rng(seed)
    mean = np.repeat((10.0, 30.0, 100.0), NUMBER // 3)[:, None] * np.ones(24)
    batches = rng.poisson(mean / BATCH)
    counts = batches + rng.poisson(batches * (BATCH - 1))
    people = (mean * 1000).astype(np.int64)
    quarters = counts.reshape(NUMBER, 8, 3).sum(axis=2)
    rounded = (quarters // 5 + (rng.random(quarters.shape) < quarters % 5 / 5)) * 5
    shown, of = np.zeros_like(counts), np.zeros_like(people)
    shown[:, ::3], of[:, ::3] = rounded, people.reshape(NUMBER, 8, 3).sum(axis=2)
    return counts, people, shown, of


@pytest.mark.parametrize("kind", ["kwartaal", "jaar"])
def test_gemeenten_of_one_rate_differ_from_each_other_about_as_often_as_is_said(kind):
    called: list[float] = []
    for seed in range(7, 13):
        counts, people, shown, of = country(seed)
        own, others = made(counts, people, published=False, kind=kind), made(shown, of, published=True, kind=kind)
        for place in range(0, NUMBER, 8):
            beside = others.filter(pl.col("gebied") != own["gebied"][place])
            mine = pl.concat([own[place]] * beside.height)
            words = differences(mine, beside, VS01)["oordeel"]
            called.append(len([word for word in words if word in ("hoger", "lager")]) / beside.height)
    # Without what batches do to the figures of others it is 0.10 of the quarters and 0.13 of the years.
    assert 0.02 < float(np.mean(called)) < 0.06


def test_quarters_of_separate_cases_are_no_batches_and_rounding_is_counted_once():
    rng = np.random.default_rng(8)
    quarters = rng.poisson(40, (NUMBER, 8))
    rounded = (quarters // 5 + (rng.random(quarters.shape) < quarters % 5 / 5)) * 5
    shown, of = np.zeros((NUMBER, 24), np.int64), np.zeros((NUMBER, 24), np.int64)
    shown[:, ::3], of[:, ::3] = rounded, 40_000
    found = made(shown, of, published=True, kind="kwartaal")
    # phi is never below 1, so that its mean lies a little above it; rounding adds 4 / 40.
    assert found["phi"].median() == pytest.approx(1 + 4 / 40, abs=0.15)
    truth = found.filter((pl.col("onder") <= 1.0) & (pl.col("boven") >= 1.0)).height / NUMBER
    assert 0.93 < truth < 0.99
