"""The aanvulling tables that some gemeenten deliver beside DDAS, each kept in the way of that gemeente.

| table | gemeenten | what is planted |
|---|---|---|
| doorverwijzing, gesprekken | Almere (yearly), Rotterdam, Utrecht, Enschede, Nijmegen | shares: see ``referrals`` |
| bekendheid | Almere, Enschede (by signaal), Emmen (by address) | 60% of who was reached was unknown; 5% empty |
| kenmerk | Arnhem: screening of each traject | 60% rijp, in crisis 30% |
| dossier | Utrecht: dossiers against eviction | 57% of the closed ones positief |
| jaarcijfer | Midden-Drenthe, 2019-2024 | rising intakes, parcels counted on 31 December |
| doel | Almere, Amersfoort, Rotterdam (of one direction), Utrecht | Utrecht's base is an estimate: what it expected |
| interventie | whoever intervened | see ``interventions`` |
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np
import polars as pl

from queries.demo.calendar import LAST_MONTH, MISSING, MONTH_STARTS, day, first_month, month_number
from queries.demo.chance import stream
from queries.demo.handmade import Cover, Kind, write_table
from queries.demo.named_zaken import reached_zaken
from queries.demo.people import bsn
from queries.demo.practice import (
    AIMING,
    AMERSFOORT,
    ASKING,
    COUNTING,
    EMMEN,
    ENSCHEDE,
    HOUSING,
    NIJMEGEN,
    REFERRING,
    ROTTERDAM,
    SCREENING,
    UTRECHT,
)
from queries.demo.referrals import BANK, HELP, SOCIAL, draw_referrals
from queries.demo.suppliers import OPENING, supplier_of
from queries.demo.world import Scenario, World, make_world

KNOWN = day(date(2025, 1, 20))  # when all of these are delivered
UNKNOWN_HERE, NOT_FILLED_IN = 0.60, 0.05  # of who was reached
RIPE, RIPE_IN_CRISIS = 0.60, 0.30
GOOD_END = 0.57
_DOSSIERS = 0.60  # of the threats for huurschuld
_ORGANISATIONS = {BANK: "Kredietbank Vlogsteyn", SOCIAL: "Welzijn Grinlanden", HELP: "Gemeente"}
_HABITS = {OPENING: Kind.PLAIN, ROTTERDAM: Kind.DUTCH, UTRECHT: Kind.PLAIN, ENSCHEDE: Kind.EXCEL, NIJMEGEN: Kind.MARKED,
           EMMEN: Kind.DUTCH, AMERSFOORT: Kind.EXCEL}  # fmt: skip


class _Goal(NamedTuple):
    """A goal as a council writes it; the columns of the table, ``schatting`` where its base is an estimate."""

    indicator: str
    waarde: float
    uiterlijk: date
    bron: str
    basisjaar: int | None = None
    uitsplitsing: str | None = None
    cel: str | None = None
    schatting: str | None = None
    basiswaarde: float | None = None


_GOALS: dict[str, tuple[_Goal, ...]] = {
    OPENING: (_Goal("VS07", 30, date(2025, 12, 31), "Beleidsplan schuldhulp 2024-2027"),),
    AMERSFOORT: (_Goal("SH02", 90, date(2024, 12, 31), "Resultaatafspraken 2023"),
                 _Goal("SH05", 45, date(2025, 12, 31), "Resultaatafspraken 2023")),
    ROTTERDAM: (_Goal("DV02", 25, date(2025, 12, 31), "Afsprakenkaart 2022", None, "van_naar",
                      f"{BANK} naar {SOCIAL}"),),
    # Its register begins the year after.
    UTRECHT: (_Goal("ON03", 30, date(2024, 12, 31), "Raadsbesluit 2020", 2018, schatting="ja"),),
}  # fmt: skip


@dataclass(frozen=True)
class _Table:
    """One table of one gemeente, ready to be written."""

    name: str
    tabel: str
    gm_codes: tuple[str, ...]
    rows: pl.DataFrame
    kind: Kind
    van: date
    tot: date = date(2024, 12, 31)
    names_signals: bool = False


def write_own_tables(folder: Path, scenario: Scenario, index: int) -> Iterator[Path]:
    """Write the tables of one kind, by their place in TABLES."""
    world = make_world(scenario)
    for table in TABLES[index](world):
        code = table.gm_codes[0]
        organisation = f"Gemeente {world.places.name_of(code)}" if len(table.gm_codes) == 1 else "Steunpunt Trubmare"
        cover = Cover(
            table.tabel, table.gm_codes, day(table.van), day(table.tot), KNOWN, "VOORBEELD-AANVULLING", organisation,
            supplier_of(scenario.seed, code).code if table.names_signals else None,
        )  # fmt: skip
        yield write_table(folder, table.name, cover, table.rows, table.kind)


def _since(world: World) -> date:
    return first_month(world.scenario.jaren)


def _referrals(world: World) -> Iterator[_Table]:
    since = _since(world)
    first = month_number(since.year, 1)
    for code in REFERRING:
        drawn = draw_referrals(world, reached_zaken(world.scenario, code), code, first)
        years = [date(year, 1, 1) for year in range(since.year, LAST_MONTH.year + 1)]
        spans = [(one, date(one.year, 12, 31)) for one in years] if code == OPENING else [(since, date(2024, 12, 31))]
        names = pl.col("van_type").replace_strict(_ORGANISATIONS, default=None)
        told = drawn.referrals.with_row_index("id", offset=1).select(
            pl.concat_str(pl.lit("D-"), pl.col("id").cast(pl.String)).alias("id"),
            "signaal_id",
            "bsn",
            _as_date("dag", "datum"),
            "van_type",
            names.alias("van_naam"),
            "naar_type",
            "warm",
            "aangekomen",
            pl.when(pl.col("aangekomen_dag") <= KNOWN).then(_as_date("aangekomen_dag", "aangekomen_op")),
        )
        talks = drawn.talks.select(
            "organisatietype",
            pl.col("organisatietype").replace_strict(_ORGANISATIONS, default=None).alias("naam"),
            _as_date("van", "periode_van"),
            _as_date("tot", "periode_tot"),
            "gesprekken",
            "clienten",
        )
        for van, tot in spans:
            mark = f"{code.lower()}-{van.year}" if len(spans) > 1 else code.lower()
            within = told.filter(pl.col("datum").is_between(van, tot))
            yield _Table(f"doorverwijzing-{mark}", "doorverwijzing", (code,), within, _HABITS[code], van, tot, True)
            held = talks.filter(pl.col("periode_van").is_between(van, tot))
            yield _Table(f"gesprekken-{mark}", "gesprekken", (code,), held, _HABITS[code], van, tot)


def _familiarity(world: World) -> Iterator[_Table]:
    for code in ASKING:
        rows = reached_zaken(world.scenario, code)
        chance = stream(world.scenario.seed, "bekendheid", code)
        draw = chance.random(len(rows))
        answers = np.select(
            [draw < NOT_FILLED_IN, draw < NOT_FILLED_IN + (1 - NOT_FILLED_IN) * UNKNOWN_HERE], [0, 1], 2
        )
        named = ["postcode", "huisnummer", "toevoeging"] if code == EMMEN else ["signaal_id"]
        told = rows.select(
            *named, pl.Series("bekend", [None, "nee", "ja"]).gather(answers), _as_date("op", "peildatum")
        ).unique([*named, "peildatum"], maintain_order=True)  # fmt: skip
        name = f"bekendheid-{code.lower()}"
        until = date(2024, 12, 31)
        told = told.filter(pl.col("peildatum") <= until)
        yield _Table(name, "bekendheid", (code,), told, _HABITS[code], _since(world), until, code != EMMEN)


def _screening(world: World) -> Iterator[_Table]:
    part = world.places.gm_codes.index(SCREENING)
    frame = world.trajects.frame.filter(pl.col("part") == part, pl.col("start") >= day(_since(world)))
    household = frame["household"].to_numpy()
    chance = stream(world.scenario.seed, "kenmerk")
    ripe = chance.random(len(frame)) < np.where(frame["crisis"].to_numpy() == 1, RIPE_IN_CRISIS, RIPE)
    rows = pl.DataFrame({
        "record": ["traject"] * len(frame),
        "bsn": pl.Series(bsn(household, np.zeros_like(household))).cast(pl.String),
        "naam": ["screening"] * len(frame),
        "waarde": pl.Series(["niet rijp", "rijp"]).gather(ripe.astype(np.int64)),
    }).unique("bsn", keep="last", maintain_order=True)  # fmt: skip
    yield _Table(f"kenmerk-{SCREENING.lower()}", "kenmerk", (SCREENING,), rows, Kind.DUTCH, _since(world))


def _dossiers(world: World) -> Iterator[_Table]:
    part = world.places.gm_codes.index(HOUSING)
    since = date(2019, 1, 1)
    cases = world.evictions.filter(pl.col("deel") == part, pl.col("reden") == 0, pl.col("gemeld") >= day(since))
    chance = stream(world.scenario.seed, "dossier")
    taken = chance.random(len(cases)) < _DOSSIERS
    start = cases["gemeld"].to_numpy() + chance.integers(1, 15, len(cases))
    end = start + chance.integers(60, 300, len(cases))
    good = chance.random(len(cases)) < GOOD_END
    closed = end <= day(date(2024, 12, 31))
    rows = pl.DataFrame({
        "id": [f"H-{number}" for number in range(1, len(cases) + 1)],
        "aanpak": ["Samen voor behoud van woning"] * len(cases),
        "start": pl.Series(start).cast(pl.Int32).cast(pl.Date),
        "einde": pl.Series(np.where(closed, end, MISSING)).cast(pl.Int32).cast(pl.Date),
        "uitkomst": pl.Series(["open", "positief", "negatief"]).gather(np.where(closed, np.where(good, 1, 2), 0)),
    })  # fmt: skip
    rows = rows.with_columns(pl.when(pl.Series(closed)).then("einde").alias("einde"))
    rows = rows.filter(pl.Series(taken), pl.col("start") <= date(2024, 12, 31))
    yield _Table(f"dossier-{HOUSING.lower()}", "dossier", (HOUSING,), rows, Kind.EXCEL, since)


def _yearly(world: World) -> Iterator[_Table]:
    chance = stream(world.scenario.seed, "jaarcijfer")
    rows: list[tuple[str, int, int, str, str]] = []
    for naam, start, growth, soort in (
        ("Intakes", 62, 1.12, "stroom"), ("Budgetbeheer", 118, 1.06, "stroom"), ("Huisbezoeken", 71, 1.02, "stroom"),
        ("Voedselpakketten", 36, 0.98, "peildatum"), ("Lange trajecten", 84, 1.07, "peildatum"),
    ):  # fmt: skip
        for years in range(6):
            value = round(start * growth**years * np.exp(chance.normal(0, 0.05)))
            rows.append((naam, 2019 + years, value, soort, "jaarverslag"))
    frame = pl.DataFrame(rows, schema=["naam", "jaar", "waarde", "soort", "bron"], orient="row")
    yield _Table(f"jaarcijfer-{COUNTING.lower()}", "jaarcijfer", (COUNTING,), frame, Kind.EXCEL, date(2019, 1, 1))


def _goals(world: World) -> Iterator[_Table]:
    schema = {
        "indicator": pl.String, "waarde": pl.Float64, "uiterlijk": pl.Date, "bron": pl.String, "basisjaar": pl.Int64,
        "uitsplitsing": pl.String, "cel": pl.String, "schatting": pl.String, "basiswaarde": pl.Float64,
    }  # fmt: skip
    for code in AIMING:
        goals = [
            one if one.schatting is None else one._replace(basiswaarde=_evicted_in(world, code, one.basisjaar))
            for one in _GOALS[code]
        ]
        rows = pl.DataFrame(goals, schema=schema, orient="row")
        # Who needs a column of the template no further leaves it out.
        rows = rows.select(column for column in rows if column.null_count() < rows.height)
        yield _Table(f"doel-{code.lower()}", "doel", (code,), rows, _HABITS[code], _since(world))


def _evicted_in(world: World, code: str, jaar: int | None) -> float | None:
    """Return how many were to be expected to be put out for huurschuld in a year; at least one, to compare with."""
    if jaar is None:
        return None
    part, first = world.places.gm_codes.index(code), month_number(jaar, 1)
    homes = float(world.places.corporatiewoningen[part]) * world.scenario.schaal
    per_home = float(np.sum(world.levels.evictions[part, first : first + 12]))
    return max(1.0, float(round(homes * per_home)))


def _interventions(world: World) -> Iterator[_Table]:
    rows = pl.DataFrame(
        [
            (one.gm_code, one.naam, int(MONTH_STARTS[one.vanaf]), one.beschrijving, "Landelijk overzicht 2025")
            for one in world.interventions
        ],
        schema={"gm_code": pl.String, "naam": pl.String, "dag": pl.Int64, "beschrijving": pl.String, "bron": pl.String},
        orient="row",
    ).select("gm_code", "naam", _as_date("dag", "vanaf"), "beschrijving", "bron")
    codes = tuple(sorted(set(rows["gm_code"])))
    yield _Table("interventie", "interventie", codes, rows, Kind.PLAIN, _since(world))


def _as_date(days: str, name: str) -> pl.Expr:
    return pl.col(days).cast(pl.Int32).cast(pl.Date).alias(name)


TABLES: tuple[Callable[[World], Iterator[_Table]], ...] = (
    _referrals, _familiarity, _screening, _dossiers, _yearly, _goals, _interventions,
)  # fmt: skip
