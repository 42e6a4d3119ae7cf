"""Whatever came, went and passed between recounts: the counts are those of counting everything anew."""

import atexit
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any

import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, delete, insert, select, text, update

from data_checks.findings import Finding
from metrics.jobs import recount
from queries import schema
from queries.counts import read_counts
from queries.engine import migrate, open_engine
from queries.groups import remove_group, replace_group
from queries.viewer import local_administrator
from tests.queries.delivered import draw_borders, header, ontruimingen, receive, shv, vs

START = date(2024, 6, 20)
CODES = ("GM0363", "GM0457", "GM0824", "GM0865", "GM0788")
QUIET = ("GM0001", "GM0002", "GM0003", "GM0004")  # that deliver once: regions then follow from what is stored
PERIODS = (
    ("2020-12-01", "2021-01-01"), ("2024-01-01", "2024-02-01"), ("2024-02-01", "2024-04-01"),
    ("2024-05-01", "2024-07-01"), ("2023-01-01", "2025-01-01"),
)  # fmt: skip
_BLOCKS = ("telling", "verdeling", "samenhang", "signaalregel")
_RESULTS = ("(Budget)advies en/of quick fix", "Niet opgepakt: onterecht signaal", None, None)


def nothing_to_remark(frames: Mapping[str, pl.DataFrame]) -> list[Finding]:
    """Check nothing: the gate has tests of its own, and takes longer than the counting."""
    del frames
    return []


@dataclass
class Register:
    """A register and its working set, and which day it is there."""

    store: Engine
    folder: Path
    today: date = START
    number: int = 0
    log: list[str] = field(default_factory=list)

    def count(self, **given: Any) -> None:
        """Bring the counts up to date."""
        recount(
            self.store, self.folder, today=self.today, now=datetime(2024, 9, 1), codeversie="1", run=nothing_to_remark,
            **given,
        )  # fmt: skip

    def deliver(self, code: str, soort: str, period: tuple[str, str], seed: int) -> None:
        """Put a levering of a few invented people in force; of the same key it replaces the one before."""
        self.number += 1
        moment = (datetime(2024, 6, 1) + timedelta(hours=self.number)).isoformat()
        head = header(code, *period, moment, soort=soort, text=str(seed))
        make = {"vs": _vs, "shv": _shv, "ontruiming": _evictions}[soort]
        receive(self.store, make(head, Random(seed), date.fromisoformat(period[0])))

    def withdraw(self, turn: int) -> None:
        """Take one levering out of force."""
        with self.store.begin() as connection:
            in_force = select(schema.levering.c.id).where(schema.levering.c.status == "in_gebruik")
            numbers = sorted(connection.scalars(in_force))
            if numbers:
                gone = schema.levering.c.id == numbers[turn % len(numbers)]
                connection.execute(update(schema.levering).where(gone).values(status="ingetrokken"))

    def group(self, codes: frozenset[str] | None) -> None:
        """Make, change or remove an own group."""
        with self.store.begin() as connection:
            if codes is None:
                remove_group(connection, local_administrator(), "eigen")
            else:
                replace_group(connection, local_administrator(), "eigen", codes)

    def people(self, code: str, inwoners: int) -> None:
        """Learn how many people a gemeente has."""
        with self.store.begin() as connection:
            known = schema.gemeente_jaar.c.gm_code == code
            connection.execute(
                update(schema.gemeente_jaar).where(known).values(inwoners=inwoners, grootteklasse=inwoners % 2 + 1)
            )

    def lose_the_working_set_after_it_was_renewed(self) -> None:
        """Renew the working set as a job that dies before it stores anything."""
        from queries.cases import refresh_working_set

        with self.store.connect() as connection:
            refresh_working_set(connection, self.folder)


def _day(random: Random, since: date) -> str | None:
    return None if random.random() < 0.1 else (since + timedelta(days=random.randrange(-3, 170))).isoformat()


def _vs(head: Any, random: Random, since: date) -> Any:
    signalen = {
        f"s{random.randrange(9)}": {
            "huishouden": f"{random.randrange(5)}", "persoon": f"p{random.randrange(5)}", "persoon_uit": "bsn",
            "pc4": random.choice([None, "5076", "5268", "1011"]), "signaaldatum": _day(random, since),
            "signaalpartner": random.choice(["Huur", "Energie"]),
        }
        for _ in range(random.randrange(6))
    }  # fmt: skip
    zaken = [
        {
            "signalen": random.sample([f"s{n}" for n in range(9)], random.randrange(1, 3)),
            "matchingsdatum": _day(random, since), "resultaat": random.choice(_RESULTS),
            "pogingen": [
                {"soort": "Telefoon", "bereikt": random.choice([True, False]), "datum": _day(random, since)}
                for _ in range(random.randrange(3))
            ],
        }
        for _ in range(random.randrange(4))
    ]  # fmt: skip
    return vs(head, signalen, zaken)


def _shv(head: Any, random: Random, since: date) -> Any:
    trajecten = [
        {
            "clienten": [f"p{random.randrange(5)}"], "startdatum": _day(random, since),
            "aanmelding": _day(random, since), "intake_van": _day(random, since), "uitstroom": _day(random, since),
            "regeling_toegekend": _day(random, since), "crisis": random.choice([None, True, False]),
        }
        for _ in range(random.randrange(4))
    ]  # fmt: skip
    return shv(head, trajecten)


def _evictions(head: Any, random: Random, since: date) -> Any:
    rows = {
        f"o{n}": {
            "huishouden": f"{random.randrange(5)}", "uitgevoerd_op": _day(random, since), "reden": "huurschuld",
            "verhuurder": "corporatie",
        }
        for n in range(random.randrange(3))
    }  # fmt: skip
    return ontruimingen(head, rows)


def furnish(store: Engine) -> None:
    """Draw borders, and say where the gemeenten are and who lives there."""
    with store.begin() as connection:
        draw_borders(connection)
        quiet = [{"gm_code": code, "naam": code, "geldig_van": date(2010, 1, 1)} for code in QUIET]
        connection.execute(insert(schema.gemeente), quiet)
        for turn, code in enumerate((*QUIET, "GM0363", "GM0824", "GM0865")):
            here = schema.gemeente.c.gm_code == code
            place = ("Noord-Holland", "Noord-Brabant")[turn % 2]
            connection.execute(update(schema.gemeente).where(here).values(provincie=place, arbeidsmarktregio="X"))
            people = {"gm_code": code, "inwoners": 1000, "huishoudens": 500, "corporatiewoningen": 100, "bron": "test"}
            rows = [people | {"jaar": year, "grootteklasse": 1, "stedelijkheid": 2} for year in (2020, 2023)]
            connection.execute(insert(schema.gemeente_jaar), rows)


def begun(store: Engine, folder: Path) -> Register:
    """Return a register in which every gemeente delivered something that was counted."""
    furnish(store)
    register = Register(store, folder)
    for turn, code in enumerate((*QUIET, *CODES)):
        register.deliver(code, "vs", PERIODS[turn % 3], turn)
        register.deliver(code, "shv", PERIODS[1], turn)
    register.count()
    return register


def everything(store: Engine) -> list[pl.DataFrame]:
    """Return all counts, and the bytes in which they are stored."""
    with store.connect() as connection:
        counts = read_counts(connection)
        blocks = [
            (kind, *row)
            for kind in _BLOCKS
            for row in connection.execute(text(f"SELECT gebied, uitsplitsing, inhoud FROM {kind} ORDER BY 1, 2"))  # noqa: S608
        ]
    stored = pl.DataFrame(blocks, schema=["tabel", "gebied", "uitsplitsing", "inhoud"], orient="row")
    return [*counts, stored.sort("tabel", "gebied", "uitsplitsing")]


def counted_anew(register: Register, folder: Path) -> list[pl.DataFrame]:
    """Forget every count, and count everything from a working set made anew."""
    with register.store.begin() as connection:
        blocks = [schema.metadata.tables[name] for name in _BLOCKS]
        for table in (schema.geteld, *blocks, schema.dekking, schema.berekening):
            connection.execute(delete(table))
    recount(
        register.store, folder, today=register.today, now=datetime(2024, 9, 1), codeversie="1", run=nothing_to_remark
    )
    return everything(register.store)


codes = st.sampled_from(CODES)
today_codes = st.sampled_from(("GM0363", "GM0824", "GM0865"))
deliveries = st.tuples(
    st.just("deliver"), codes, st.sampled_from(["vs", "vs", "shv", "ontruiming"]), st.sampled_from(PERIODS),
    st.integers(0, 10_000),
)  # fmt: skip
steps = st.lists(
    st.one_of(
        deliveries,
        deliveries,
        st.tuples(st.just("count")),
        st.tuples(st.just("count"), st.frozensets(today_codes, min_size=1)),
        st.tuples(st.just("days"), st.sampled_from([1, 2, 10, 11, 30, 89])),
        st.tuples(st.just("withdraw"), st.integers(0, 20)),
        st.tuples(st.just("group"), st.none() | st.frozensets(today_codes, min_size=2)),
        st.tuples(st.just("people"), today_codes, st.integers(1, 3000)),
        st.tuples(st.just("die")),
    ),
    min_size=1,
    max_size=10,
)


def follow(register: Register, taken: list[tuple[Any, ...]]) -> None:
    """Take the steps, and count at the end."""
    for what, *rest in taken:
        match what:
            case "deliver":
                register.deliver(*rest)
            case "count":
                register.count(gemeenten=rest[0] if rest else None)
            case "days":
                register.today += timedelta(days=rest[0])
            case "withdraw":
                register.withdraw(*rest)
            case "group":
                register.group(*rest)
            case "people":
                register.people(*rest)
            case _:
                register.lose_the_working_set_after_it_was_renewed()
    register.count()


def same(found: list[pl.DataFrame], expected: list[pl.DataFrame]) -> None:
    for one, other in zip(found, expected, strict=True):
        assert one.equals(other)


@cache
def _template() -> Path:
    """Make a register that has begun, once for all examples."""
    place = Path(mkdtemp())
    atexit.register(shutil.rmtree, place)
    store = open_engine(f"sqlite:///{place}/register.sqlite3")
    migrate(store)
    begun(store, place / "werkset")
    store.dispose()
    return place


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(steps)
def test_any_sequence_ends_in_the_counts_of_a_full_recount(taken: list[tuple[Any, ...]]):
    with TemporaryDirectory() as place:
        shutil.copytree(_template(), place, dirs_exist_ok=True)
        store = open_engine(f"sqlite:///{place}/register.sqlite3")
        register = Register(store, Path(place, "werkset"), number=100)
        follow(register, taken)
        found = everything(store)
        same(found, counted_anew(register, Path(place, "anders")))
        store.dispose()


def test_a_long_sequence_ends_in_the_counts_of_a_full_recount_on_both_databases(engine: Engine, tmp_path: Path):
    register = begun(engine, tmp_path / "werkset")
    for turn in range(8):
        taken: list[tuple[Any, ...]] = [
            ("deliver", CODES[turn % 5], ("vs", "shv", "ontruiming")[turn % 3], PERIODS[turn % 4], turn),
            ("days", 13),
            *([("group", frozenset({"GM0363", "GM0824"}))] if turn == 3 else []),
            *([("withdraw", turn), ("people", "GM0865", 900)] if turn % 3 == 2 else []),
        ]
        follow(register, taken)
    found = everything(engine)
    assert found[0]["gebied"].n_unique() == 14
    same(found, counted_anew(register, tmp_path / "anders"))
