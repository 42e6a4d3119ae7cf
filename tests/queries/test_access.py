"""Who sees what: nothing by default, one's own gemeente exactly, and Nederland only as published."""

from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest
from sqlalchemy import Connection, Engine, insert, select, update

from queries import access
from queries.access import Recht, Viewer, local_administrator
from queries.counts import (
    DEKKING_SCHEMA,
    SAMENHANG_SCHEMA,
    TELLING_SCHEMA,
    VERDELING_SCHEMA,
    finish_berekening,
    pack_counts,
    replace_counts,
    replace_packed,
    start_berekening,
)
from queries.published import SHOWN_SCHEMA
from queries.reference.loader import load_reference
from queries.schema import afkeuring, controle, levering
from queries.settings import write_instelling
from tests.queries.rows import a_levering, dekking_rows, telling_rows, verdeling_rows
from tests.queries.shown import publish_as_is

JANUARY, NOON = date(2024, 1, 1), datetime(2024, 3, 1, 12)
ALL_RIGHTS = frozenset(Recht)
AMSTERDAM = Viewer("beleidsmedewerker Amsterdam", frozenset({"GM0363"}), ALL_RIGHTS)
NOBODY = [
    Viewer("niemand"),
    Viewer("rechten zonder gemeente", frozenset(), ALL_RIGHTS),
    Viewer("gemeente zonder rechten", frozenset({"GM0363"})),
    Viewer("alle gemeenten zonder rechten", "alle"),
]


@pytest.fixture
def filled(engine: Engine, tmp_path: Path) -> Engine:
    """Return a store with leveringen, counts and a publication of Amsterdam, Utrecht and Nederland."""
    codes = {1: "GM0363", 2: "GM0457", 3: "GM0344", 4: "onbekend", 5: "GM0363"}
    with engine.begin() as connection:
        load_reference(connection)
        for number, code in codes.items():
            connection.execute(insert(levering).values(a_levering(number, gm_code=code)))
            rejection = {
                "bestand": "vs.json",
                "pad": "$.x",
                "tabel": "signaal",
                "regel": "geen_id",
                "reden": "Geen ID.",
            }
            connection.execute(insert(afkeuring).values(levering=number, ernst="afgekeurd", record=None, **rejection))
            outcome = {"tabel": "signaal", "regel": "bedrag", "reden": "Te hoog.", "gecontroleerd": 9, "gevonden": 1}
            connection.execute(insert(controle).values(levering=number, ernst="waarschuwing", **outcome))
        number = start_berekening(connection, date(2024, 3, 1), "1.0", NOON, "digest")
        telling = telling_rows(
            ("VS01", "GM0363", JANUARY, 3, 10), ("VS07", "GM0363", JANUARY, 1, 2), ("VS01", "GM0344", JANUARY, 4, 20),
            ("VS01", "NL", JANUARY, 7, 30), ("SH03", "NL", JANUARY, 3, 3),
        ).with_columns(gemeenten=pl.when(gebied="NL").then(4).otherwise(1).cast(pl.Int32))  # fmt: skip
        verdeling = verdeling_rows(("GM0363", JANUARY, 5, 2), ("GM0344", JANUARY, 6, 1), ("NL", JANUARY, 5, 3))
        dekking = dekking_rows(
            ("GM0344", "signaal", JANUARY, False),
            *((code, "signaal", JANUARY, True) for code in ("GM0363", "GM0518", "GM0599", "GM0014", "NL")),
        )
        areas = ["GM0363", "GM0344", "GM0518", "GM0599", "GM0014", "NL"]
        replace_counts(connection, number, areas, telling, verdeling, dekking)
        finish_berekening(connection, number, NOON, 2)
        publish_as_is(connection, tmp_path / "publicaties", datum=date(2024, 3, 2))
    return engine


def everything(connection: Connection, viewer: Viewer, folder: Path, gebied: str) -> list[pl.DataFrame]:
    """Return all frames a page could ask about one gebied."""
    published = access.read_published(connection, viewer, folder, gebied)
    return [
        access.read_telling(connection, viewer, gebied),
        access.read_verdeling(connection, viewer, gebied),
        access.read_dekking(connection, viewer, gebied),
        access.read_leveringen(connection, viewer, gebied),
        *((published.telling, published.verdeling, published.dekking) if published else ()),
    ]


@pytest.mark.parametrize("viewer", NOBODY, ids=lambda viewer: viewer.naam)
@pytest.mark.parametrize("gebied", ["GM0363", "GM0344"])
def test_without_a_gemeente_or_a_right_there_is_nothing(filled: Engine, tmp_path: Path, viewer: Viewer, gebied: str):
    with filled.connect() as connection:
        assert [frame.height for frame in everything(connection, viewer, tmp_path / "publicaties", gebied)] == [0] * 4
        assert access.read_gemeenten(connection, viewer).height == 0
        assert access.read_leveringen(connection, viewer).height == 0
        assert access.read_afkeuringen(connection, viewer, 1).height == 0
        assert access.read_controles(connection, viewer, 1).height == 0
        assert access.read_store_state(connection, viewer).leveringen == 0


def test_without_rights_there_is_no_nederland_either(filled: Engine, tmp_path: Path):
    with filled.connect() as connection:
        for viewer in (Viewer("niemand"), Viewer("alle gemeenten zonder rechten", "alle")):
            assert access.read_published(connection, viewer, tmp_path / "publicaties", "NL") is None
            assert access.read_telling(connection, viewer, "NL").height == 0


def test_one_sees_ones_own_gemeente_exactly(filled: Engine):
    with filled.connect() as connection:
        telling = access.read_telling(connection, AMSTERDAM, "GM0363")
        assert telling.schema == TELLING_SCHEMA
        assert telling.select("indicator", "teller", "noemer").rows() == [("VS01", 3, 10), ("VS07", 1, 2)]
        assert access.read_telling(connection, AMSTERDAM, "GM0363", ["VS07"])["teller"].to_list() == [1]
        assert access.read_telling(connection, AMSTERDAM, "GM0363", []).height == 0
        assert access.read_verdeling(connection, AMSTERDAM, "GM0363")["aantal"].to_list() == [2]
        assert access.read_dekking(connection, AMSTERDAM, "GM0363").rows() == [("GM0363", "signaal", JANUARY, True)]
        assert access.read_gemeenten(connection, AMSTERDAM)["naam"].to_list() == ["Amsterdam"]


def test_sums_over_households_are_for_the_own_gemeente_with_nederland_beside_it(filled: Engine):
    numbers = dict.fromkeys(set(SAMENHANG_SCHEMA) - {"indicator", "versie", "variant", "gebied", "uitsplitsing"}, 1)
    rows = pl.DataFrame(
        [
            {"indicator": "VS07", "versie": 1, "variant": "standaard", "gebied": code, "uitsplitsing": ""} | numbers
            for code in ("GM0363", "GM0344", "NL")
        ],
        schema=SAMENHANG_SCHEMA,
    )
    with filled.begin() as connection:
        empty = (telling_rows(), verdeling_rows(), dekking_rows())
        replace_packed(connection, 1, ["GM0363", "GM0344", "NL"], [pack_counts(*empty, samenhang=rows)])
        assert access.read_samenhang(connection, AMSTERDAM, "GM0363")["gebied"].sort().to_list() == ["GM0363", "NL"]
        assert access.read_samenhang(connection, AMSTERDAM, "GM0344").height == 0
        for viewer in NOBODY:
            assert access.read_samenhang(connection, viewer, "GM0363").height == 0


def test_another_gemeente_is_never_returned(filled: Engine, tmp_path: Path):
    with filled.connect() as connection:
        frames = everything(connection, AMSTERDAM, tmp_path / "publicaties", "GM0344")
        assert [frame.height for frame in frames] == [0] * 4
        assert access.read_afkeuringen(connection, AMSTERDAM, 3).height == 0
        assert access.read_controles(connection, AMSTERDAM, 3).height == 0


@pytest.mark.parametrize("viewer", [AMSTERDAM, local_administrator(), Viewer("x", frozenset({"NL"}), ALL_RIGHTS)])
def test_nederland_is_read_from_the_publication_only(filled: Engine, tmp_path: Path, viewer: Viewer):
    with filled.connect() as connection:
        assert access.read_telling(connection, viewer, "NL").height == 0
        assert access.read_verdeling(connection, viewer, "NL").height == 0
        published = access.read_published(connection, viewer, tmp_path / "publicaties", "NL")
    assert published is not None
    assert (published.nummer, published.datum) == (1, date(2024, 3, 2))
    assert published.telling.select("indicator", "gebied", "teller").rows() == [("SH03", "NL", 3), ("VS01", "NL", 7)]
    assert published.verdeling.select("gebied", "aantal").rows() == [("NL", 3)]
    assert [published.telling.schema, published.verdeling.schema] == [SHOWN_SCHEMA, VERDELING_SCHEMA]
    assert published.dekking.schema == DEKKING_SCHEMA


def test_before_the_first_publication_there_is_no_nederland(engine: Engine, tmp_path: Path):
    with engine.connect() as connection:
        assert access.read_published(connection, local_administrator(), tmp_path, "NL") is None


def test_figures_counted_after_the_publication_do_not_show_in_it(filled: Engine, tmp_path: Path):
    with filled.begin() as connection:
        newer = telling_rows(("VS01", "NL", JANUARY, 99, 100)).with_columns(gemeenten=pl.lit(4, pl.Int32))
        replace_counts(connection, 1, ["NL"], newer, verdeling_rows(), dekking_rows())
    with filled.connect() as connection:
        published = access.read_published(connection, AMSTERDAM, tmp_path / "publicaties", "NL")
    assert published is not None
    assert published.telling.filter(indicator="VS01")["teller"].to_list() == [7]


def test_a_gemeente_sees_leveringen_of_the_gemeenten_it_came_from(filled: Engine):
    with filled.connect() as connection:
        found = access.read_leveringen(connection, AMSTERDAM)
        assert sorted(found["gm_code"].unique()) == ["GM0363", "GM0457"]
        assert access.read_leveringen(connection, AMSTERDAM, "GM0363").equals(found)
        assert access.read_afkeuringen(connection, AMSTERDAM, 2)["regel"].to_list() == ["geen_id"]
        assert access.read_controles(connection, AMSTERDAM, 2)["gevonden"].to_list() == [1]


def test_predecessors_are_followed_through_a_chain_of_herindelingen(engine: Engine):
    """Skarsterlân went to De Friese Meren in 2014, which changed its code to that of De Fryske Marren in 2015."""
    with engine.begin() as connection:
        load_reference(connection)
        for number, code in enumerate(["GM0051", "GM1921", "GM1940", "GM0363"], start=1):
            connection.execute(insert(levering).values(a_levering(number, gm_code=code)))
    marren = Viewer("De Fryske Marren", frozenset({"GM1940"}), ALL_RIGHTS)
    with engine.connect() as connection:
        assert access.read_leveringen(connection, marren)["id"].sort().to_list() == [1, 2, 3]


def test_leveringen_of_a_code_nobody_knows_are_for_who_sees_all(filled: Engine):
    with filled.connect() as connection:
        found = access.read_leveringen(connection, local_administrator())
        assert found["id"].to_list() == [5, 4, 3, 2, 1]
        assert "onbekend" in found["gm_code"].to_list()
        assert access.read_leveringen(connection, local_administrator(), "GM0363")["id"].to_list() == [5, 2, 1]


def test_who_sees_all_chooses_from_todays_gemeenten_by_name(filled: Engine):
    with filled.connect() as connection:
        found = access.read_gemeenten(connection, local_administrator())
    assert found.height == 342
    assert found["naam"].to_list()[:2] == ["'s-Gravenhage", "'s-Hertogenbosch"]
    assert "GM0457" not in found["gm_code"].to_list()


def test_rights_are_apart(filled: Engine, tmp_path: Path):
    exact = Viewer("eigen", frozenset({"GM0363"}), frozenset({Recht.EIGEN_CIJFERS}))
    reader = Viewer("lezer", frozenset({"GM0363"}), frozenset({Recht.GEPUBLICEERD}))
    with filled.connect() as connection:
        assert access.read_telling(connection, exact, "GM0363").height == 2
        assert access.read_published(connection, exact, tmp_path / "publicaties", "NL") is None
        assert access.read_referentie(connection, exact).height == 0
        assert access.read_leveringen(connection, exact).height == 0
        assert access.read_telling(connection, reader, "GM0363").height == 0
        assert access.read_referentie(connection, reader, "VS07").height == 3
        own = access.read_published(connection, reader, tmp_path / "publicaties", "GM0363")
    assert own is not None
    assert own.telling["gebied"].unique().to_list() == ["GM0363"]
    assert own.dekking.rows() == [("GM0363", "signaal", JANUARY, True)]


def test_the_state_of_the_store_says_how_fresh_the_figures_are(filled: Engine):
    with filled.begin() as connection:
        before = access.read_store_state(connection, AMSTERDAM)
        connection.execute(insert(levering).values(a_levering(6, ontvangen_op=datetime(2024, 3, 5))))
        write_instelling(connection, "demo", "1")
        write_instelling(connection, "schaal", "0.25")
        write_instelling(connection, "peildatum", "2024-03-01")
        after = access.read_store_state(connection, AMSTERDAM)
    assert (before.demo, before.schaal, before.peildatum) == (False, 1.0, None)
    assert (before.leveringen, before.nieuwe_leveringen) == (3, 0)
    assert before.berekening is not None
    assert (before.berekening.peildatum, before.berekening.klaar_op) == (date(2024, 3, 1), NOON)
    assert (before.publicatie, before.publicatie_datum) == (1, date(2024, 3, 2))
    assert (after.demo, after.schaal, after.peildatum) == (True, 0.25, date(2024, 3, 1))
    assert (after.leveringen, after.nieuwe_leveringen) == (4, 1)
    assert before.versie != after.versie


def test_another_levering_in_force_is_another_state_when_there_are_as_many(filled: Engine):
    """A levering is withdrawn, and what it had replaced stands again: as many in force, and none newer than before."""
    with filled.begin() as connection:
        first, second = connection.scalars(select(levering.c.id).where(levering.c.gm_code == "GM0363").limit(2))
        swap = {first: "in_gebruik", second: "vervangen"}
        seen = set[str]()
        for status in (swap, dict(zip(swap, reversed(swap.values()), strict=True))):
            for number, word in status.items():
                connection.execute(update(levering).where(levering.c.id == number).values(status=word))
            state = access.read_store_state(connection, AMSTERDAM)
            assert state.versie == access.read_versie(connection, AMSTERDAM)
            seen.add(state.versie)
    assert len(seen) == 2


def test_an_empty_store_has_a_state(engine: Engine):
    with engine.connect() as connection:
        state = access.read_store_state(connection, local_administrator())
    assert (state.berekening, state.publicatie, state.leveringen, state.nieuwe_leveringen) == (None, None, 0, 0)


def test_work_is_asked_for_and_seen_only_by_who_may_ask(engine: Engine):
    now = datetime(2025, 2, 15)
    with engine.begin() as connection:
        with pytest.raises(access.NotAllowedError):
            access.ask_for(connection, Viewer("lezer", "alle", frozenset({Recht.EIGEN_CIJFERS})), "bereken", now)
        number = access.ask_for(connection, local_administrator(), "bereken", now)
        assert access.ask_for(connection, local_administrator(), "bereken", now) == number
        assert access.read_task(connection, local_administrator()) is not None
        assert access.read_task(connection, Viewer("niemand"), number) is None
        assert access.read_people(connection, Viewer("niemand")).is_empty()
