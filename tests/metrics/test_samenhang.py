"""Sums over households: a plain recount agrees, order and parts change nothing, and they make intervals honest."""

from collections import defaultdict
from datetime import date
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from metrics.counting.counted import Counted
from metrics.counting.samenhang import samenhang
from metrics.indicators import indicator_named
from metrics.tables import SAMENHANG_SCHEMA

VS07 = indicator_named("VS07")
SHARES = [Counted(VS07, variant) for variant in VS07.varianten]
DATUM = f"maand {SHARES[0].datum}"
MONTHS = [date(2020 + number // 12, number % 12 + 1, 1) for number in range(40)]
NUMBERS = (
    "huishoudens", "teller", "noemer", "teller2", "product", "noemer2", "noemer2_maand", "noemer2_kwartaal",
    "noemer2_jaar",
)  # fmt: skip

Case = dict[str, Any]


def narrow(cases: list[Case]) -> pl.DataFrame:
    """Write cases as the narrow frame: whose they are, when, and whether they count and hit in each variant."""
    schema: dict[str, Any] = {"sleutel": pl.Int64, "gm_code": pl.String, DATUM: pl.Date}
    schema |= {one.column(number): pl.Boolean for one in SHARES for number in ("teller", "noemer")}
    return pl.DataFrame([list(case.values()) for case in cases], schema=schema, orient="row")


@st.composite
def some_cases(draw: st.DrawFn) -> tuple[list[Case], set[tuple[str, date]]]:
    gemeenten = st.sampled_from(["GM0001", "GM0002", "GM0003"])
    cases: list[Case] = []
    for number in range(draw(st.integers(0, 30))):
        case: Case = {"sleutel": draw(st.none() | st.integers(1, 4)), "gm": draw(gemeenten)}
        case["maand"] = draw(st.none() | st.sampled_from(MONTHS))
        for one in SHARES:
            counts = draw(st.booleans())
            case |= {f"{one.variant.code} t": counts and (number % 3 == 0), f"{one.variant.code} n": counts}
        cases.append(case)
    return cases, draw(st.sets(st.tuples(gemeenten, st.sampled_from(MONTHS)), min_size=1))


def delivered_frame(months: set[tuple[str, date]]) -> pl.DataFrame:
    return pl.DataFrame(sorted(months), schema={"gm_code": pl.String, "maand": pl.Date}, orient="row")


def recounted(cases: list[Case], delivered: set[tuple[str, date]]) -> dict[tuple[str, str], tuple[int, ...]]:
    """Count one household at a time, in plain Python."""
    found: dict[tuple[str, str], tuple[int, ...]] = {}
    for one in SHARES:
        code = one.variant.code
        counted = [case for case in cases if case[f"{code} n"] and (case["gm"], case["maand"]) in delivered]
        for gemeente in {case["gm"] for case in counted}:
            mine = [case for case in counted if case["gm"] == gemeente]
            last = max(MONTHS.index(case["maand"]) for case in mine)
            households: dict[object, list[int]] = defaultdict(lambda: [0, 0])
            parts: dict[int, dict[object, int]] = {length: defaultdict(int) for length in (1, 3, 12)}
            for place, case in enumerate(mine):
                if MONTHS.index(case["maand"]) > last - 24:
                    key = case["sleutel"] if case["sleutel"] is not None else f"own {place}"
                    households[key][0] += case[f"{code} t"]
                    households[key][1] += 1
                    for length, part in parts.items():
                        part[key, MONTHS.index(case["maand"]) // length] += 1
            sums = [(1, t, n, t * t, t * n, n * n) for t, n in households.values()]
            of_periods = (sum(n * n for n in part.values()) for part in parts.values())
            found[gemeente, code] = (*(sum(column) for column in zip(*sums, strict=True)), *of_periods)
    return found


@given(some_cases())
def test_a_plain_recount_of_every_household_agrees(given):
    cases, delivered = given
    made = samenhang(narrow(cases), SHARES, delivered_frame(delivered))
    assert made.schema == SAMENHANG_SCHEMA
    rows = {(row["gebied"], row["variant"]): tuple(row[name] for name in NUMBERS) for row in made.to_dicts()}
    assert rows == recounted(cases, delivered)


@given(some_cases(), st.integers(0, 1000))
@settings(max_examples=25)
def test_order_and_parts_change_nothing(given, seed):
    cases, delivered = given
    frame, months = narrow(cases), delivered_frame(delivered)
    whole = samenhang(frame, SHARES, months)
    shuffled = frame.sample(fraction=1, shuffle=True, seed=seed)
    assert_frame_equal(samenhang(shuffled, SHARES, months), whole)
    parts = [samenhang(frame.filter(gm_code=gemeente), SHARES, months) for gemeente in ("GM0001", "GM0002", "GM0003")]
    assert_frame_equal(pl.concat(parts), whole, check_row_order=False)


def test_cases_that_no_household_is_known_of_tell_nothing_of_households():
    frame = narrow([]).drop("sleutel")
    assert samenhang(frame, SHARES, delivered_frame({("GM0001", MONTHS[0])})).is_empty()
