"""VS12a on a register whose truth is known: within its bounds by the rules, and outside them without any one rule.

A small simulation, and in each of its gemeenten one trap of the field. GM0001 closes who it knows before any
contact; of GM0002 the trajecten were delivered from June 2023 only; in GM0003 people moved, and others live
where they lived; in GM0004 the households it knows are reported again and again. Planted is of every household
whether it had a traject in the 24 months before its first signaal.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any, NamedTuple

import polars as pl
import pytest

from metrics.counting.compute import count
from metrics.definition import Indicator
from metrics.indicators import indicator_named
from metrics.tables import Inputs
from queries.cases import WORKING_SET_SCHEMAS
from tests.spec.casebook import CODES, PEOPLE, Casebook

SCREENING, SHORT, MOVED, AGAIN = GEMEENTEN = ("GM0001", "GM0002", "GM0003", "GM0004")
HOUSEHOLDS = 400
KNOWN_BEFORE = 0.4
FROM, UNTIL = date(2023, 6, 1), date(2026, 12, 1)
TODAY = date(2026, 12, 1)
AL_BEKEND = "Inwoner al bekend bij schuldhulpverlening"
VS12A = indicator_named("VS12a")
Rows = dict[str, list[dict[str, Any]]]


class Register(NamedTuple):
    """What was delivered, and of how many households in each gemeente how many were planted as unknown."""

    inputs: Inputs
    truth: dict[str, float]


@cache
def register(seed: int) -> Register:
    """Draw the register."""
    rng, rows, truth = Random(seed), {name: [] for name in WORKING_SET_SCHEMAS}, {}
    for gemeente in GEMEENTEN:
        planted = [_household(rng, rows, gemeente) for _ in range(HOUSEHOLDS)]
        counts = [known for known, reached in planted if reached]
        truth[gemeente] = counts.count(False) / len(counts)
        for tabel in ("signaal", "zaak", "traject"):
            since = FROM if (gemeente, tabel) == (SHORT, "traject") else date(2018, 1, 1)
            rows["geleverd"].append(
                {"gm_code": gemeente, "oude_code": gemeente, "tabel": tabel, "organisatie": "A",
                 "periode_van": since, "periode_tot": UNTIL}
            )  # fmt: skip
    tables = {name: pl.DataFrame(mine, schema=WORKING_SET_SCHEMAS[name]) for name, mine in rows.items()}
    codes = [(code, code, date(2010, 1, 1), None) for code in GEMEENTEN]
    book = Casebook(tables, tables["geleverd"], pl.DataFrame(codes, CODES, orient="row"), PEOPLE.to_frame(), TODAY)
    return Register(book.inputs(), truth)


def _household(rng: Random, rows: Rows, gemeente: str) -> tuple[bool, bool]:
    """Add a household; return whether it was known, and whether it belongs in the noemer."""
    known = rng.random() < KNOWN_BEFORE
    person = home = len(rows["zaak"]) + 1
    first = date(2024, 1, 1) + timedelta(days=rng.randrange(720))
    if known:
        ended = first - timedelta(days=rng.randrange(1, 700))
        moved = gemeente == MOVED and rng.random() < 0.6
        _traject(rows, gemeente, person, 10**6 + home if moved else home, ended)
    elif gemeente == MOVED and rng.random() < 0.1:
        _traject(rows, gemeente, 10**6 + person, home, first - timedelta(days=100))  # who lived there before
    reached = rng.random() < 0.6
    screened = known and gemeente == SCREENING
    times = 3 if known and gemeente == AGAIN else 1
    for time in range(times):
        day = first + timedelta(days=100 * time)
        _zaak(rows, gemeente, person, home, day, AL_BEKEND if screened else None, reached=reached and not screened)
    return known, reached or screened


def _traject(rows: Rows, gemeente: str, person: int, home: int, ended: date) -> None:
    """Add a traject of a year, where it was delivered."""
    if gemeente == SHORT and ended < FROM:
        return
    number = len(rows["traject"]) + 1
    start = ended - timedelta(days=365)
    rows["traject"].append({"id": number, "gm_code": gemeente, "start": start, "einddatum": ended})
    rows["traject_persoon"].append({"traject": number, "persoon": person, "persoon_uit": "bsn", "huishouden": home})


def _zaak(rows: Rows, gemeente: str, person: int, home: int, day: date, result: str | None, *, reached: bool) -> None:
    """Add a zaak with its signaal, and the call in which someone was spoken to or not."""
    number = len(rows["zaak"]) + 1
    shared = {"id": number, "gm_code": gemeente, "huishouden": home, "laatste_maand": day.replace(day=1)}
    rows["signaal"].append(shared | {"persoon": person, "persoon_uit": "bsn", "signaaldatum": day})
    rows["zaak"].append(shared | {"matchingsdatum": day, "resultaat": result})
    rows["zaak_signaal"].append({"zaak": number, "signaal": number})
    rows["contactpoging"].append({"zaak": number, "soort": "Telefoon", "bereikt": reached, "datum": day})


def bounds(inputs: Inputs, indicator: Indicator = VS12A) -> dict[str, tuple[float, float]]:
    """Return per gemeente the share if all that is unknown were no, and if it were yes."""
    one = replace(indicator, varianten=indicator.varianten[:1])
    found = count(inputs, TODAY, [one]).telling.filter(uitsplitsing="").group_by("gebied").agg(
        pl.col("teller", "noemer", "onbekend").sum()
    )  # fmt: skip
    numbers = {gebied: rest for gebied, *rest in found.rows()}
    return {code: (hits / (n + u), (hits + u) / (n + u)) for code, (hits, n, u) in numbers.items()}


def _counting(inputs: Inputs, telt: pl.Expr) -> dict[str, tuple[float, float]]:
    """Count with another noemer."""
    return bounds(inputs, replace(VS12A, varianten=(replace(VS12A.standaard, telt=telt),)))


def without_known_in_the_noemer(inputs: Inputs) -> dict[str, tuple[float, float]]:
    """Count only who was reached."""
    return _counting(inputs, pl.col("eerste_in_jaar") & pl.col("bereikt"))


def without_coverage(inputs: Inputs) -> dict[str, tuple[float, float]]:
    """Take what was not delivered for what was not there."""
    return bounds(replace(inputs, delivered=inputs.delivered.with_columns(periode_van=date(2018, 1, 1))))


def without_persons(inputs: Inputs) -> dict[str, tuple[float, float]]:
    """Link on the address alone."""
    nameless = inputs.cases["traject_persoon"].with_columns(persoon=pl.lit(None, pl.Int64))
    return bounds(replace(inputs, cases={**inputs.cases, "traject_persoon": nameless}))


def without_once_a_year(inputs: Inputs) -> dict[str, tuple[float, float]]:
    """Count every zaak of a household."""
    return _counting(inputs, pl.col("bereikt") | pl.col("al_bekend"))


@pytest.mark.parametrize("seed", [1, 2])
def test_by_the_rules_the_planted_truth_lies_within_the_bounds(seed: int):
    """The bounds are as narrow as what was delivered allows: where all was, there is nothing between them."""
    made = register(seed)
    found = bounds(made.inputs)
    tolerance = 1e-9
    for gemeente, (lowest, highest) in found.items():
        assert lowest - tolerance <= made.truth[gemeente] <= highest + tolerance
    assert {code for code, (lowest, highest) in found.items() if highest > lowest} == {SHORT}


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize(
    ("without", "gemeente"),
    [
        (without_known_in_the_noemer, SCREENING),
        (without_coverage, SHORT),
        (without_persons, MOVED),
        (without_once_a_year, AGAIN),
    ],
)
def test_without_one_of_the_rules_it_lies_outside_them(
    seed: int, without: Callable[[Inputs], dict[str, tuple[float, float]]], gemeente: str
):
    made = register(seed)
    lowest, highest = without(made.inputs)[gemeente]
    assert not lowest - 0.02 <= made.truth[gemeente] <= highest + 0.02
