"""Approaches from practice, each with its file as its people would make it: through the door, into the store.

The numbers are those of the approaches; the people, addresses and organisations are invented.
"""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from sqlalchemy import Column, Engine, func, select

from queries.deliveries.known import read_suppliers
from queries.deliveries.records import Delivery
from queries.schema import bekendheid, dossier, kenmerk, levering, metadata, signaal
from tests.queries.delivered import receive
from tests.queries.deliveries.invented import KEY, outcomes, outer, vs_levering, written, zaak
from tests.queries.deliveries.invented import signaal as given_signaal
from tests.queries.deliveries.own_tables import about_rows


def taken_in(engine: Engine, *paths: Path) -> list[Delivery]:
    """Take files in as the register would, and return what was read."""
    found = outcomes(*paths, suppliers=lambda: read_suppliers(engine))
    deliveries = [each for each in found if isinstance(each, Delivery)]
    assert len(deliveries) == len(found), found
    receive(engine, *deliveries)
    return deliveries


def rows(engine: Engine, tabel: str, *names: str) -> list[tuple[Any, ...]]:
    table = metadata.tables[tabel]
    with engine.connect() as connection:
        return [
            tuple(row) for row in connection.execute(select(*(table.c[name] for name in names)).order_by(table.c.id))
        ]


def tally(engine: Engine, column: Column[Any]) -> dict[str, int]:
    """Return how many rows have each value."""
    with engine.connect() as connection:
        return Counter(value for (value,) in connection.execute(select(column)))


def test_utrecht_registers_dossiers_of_which_57_percent_ended_well(engine, tmp_path):
    """Voorkom Huisuitzetting!: 263 households in; of the closed dossiers 57% positive."""
    above = 'Dossiers KRIS 2010;;;;\n"gm_code:";0344\n"periode van";1-1-2010\n"periode tot";31-12-2010\n\n'
    header = "ID;Aanpak;Start;Einde;Uitkomst\n"
    closed = [
        f"{nr};Voorkom Huisuitzetting!;4-1-2010;30-9-2010;{'Positief' if nr <= 114 else 'negatief'}\n"
        for nr in range(1, 201)
    ]
    running = [f"{nr};Voorkom Huisuitzetting!;{nr % 28 + 1}-11-2010;;open\n" for nr in range(201, 264)]
    file = written(tmp_path, (above + header + "".join(closed + running)).encode("cp1252"), "KRIS 2010.csv")
    (found,) = taken_in(engine, file)
    assert found.rejections == []
    ended = tally(engine, dossier.c.uitkomst)
    assert ended == {"positief": 114, "negatief": 86, "open": 63}
    assert ended["positief"] / (ended["positief"] + ended["negatief"]) == pytest.approx(0.57)
    assert rows(engine, "dossier", "aanpak", "start", "einde")[0] == (
        "Voorkom Huisuitzetting!", date(2010, 1, 4), date(2010, 9, 30),
    )  # fmt: skip


def test_rotterdam_registers_talks_and_referrals_both_ways_with_a_goal(engine, tmp_path):
    """KBR refers to AMW in 4% of its talks in 2010 and wants 25%; AMW refers to KBR."""
    above = "gm_code;GM0599\nperiode_van;2010-01-01\nperiode_tot;2010-12-31\norganisatie;Kredietbank Zonnehaven\n"
    talks = f"tabel;gesprekken\n{above}organisatietype;naam;gesprekken\nGKB;KBR;1.000\nAMW;Welzijn Haven;250\n"
    referrals = [f"K{nr};{nr % 28 + 1}-{nr % 12 + 1}-2010;kredietbank;KBR;AMW;Welzijn Haven;ja;?\n" for nr in range(40)]
    referrals += [f"A{nr};{nr % 28 + 1}-{nr % 12 + 1}-2010;AMW;Welzijn Haven;GKB;KBR;nee;ja\n" for nr in range(25)]
    head = "tabel;doorverwijzing\n" + above + "id;datum;van_type;van_naam;naar_type;naar_naam;warm;aangekomen\n"
    goal = (
        f"tabel;doel\n{above}indicator;variant;waarde;uiterlijk;bron\nDV02;kredietbank naar maatschappelijk werk;25%;"
    )
    found = taken_in(
        engine,
        written(tmp_path, talks, "gesprekken 2010.csv"),
        written(tmp_path, head + "".join(referrals), "doorverwijzingen 2010.csv"),
        written(tmp_path, goal + "31-12-2012;Afsprakenkaart 2010\n", "doelen.csv"),
    )
    assert [each for delivery in found for each in about_rows(delivery)] == []
    assert rows(engine, "gesprekken", "organisatietype", "naam", "gesprekken", "periode_van", "periode_tot") == [
        ("kredietbank", "KBR", 1000, date(2010, 1, 1), date(2011, 1, 1)),
        ("maatschappelijk werk", "Welzijn Haven", 250, date(2010, 1, 1), date(2011, 1, 1)),
    ]
    ways = pl.DataFrame(
        rows(engine, "doorverwijzing", "van_type", "naar_type", "warm", "aangekomen"), orient="row",
        schema=["van", "naar", "warm", "aangekomen"],
    )  # fmt: skip
    counted = ways.group_by("van", "naar", "warm", "aangekomen").len().sort("len").rows()
    assert counted == [
        ("maatschappelijk werk", "kredietbank", "nee", "ja", 25),
        ("kredietbank", "maatschappelijk werk", "ja", "onbekend", 40),
    ]
    assert rows(engine, "doel", "gm_code", "indicator", "variant", "waarde", "uiterlijk") == [
        ("GM0599", "DV02", "kredietbank naar maatschappelijk werk", 25.0, date(2012, 12, 31))
    ]


def test_midden_drenthe_prints_its_yearly_table_with_flows_and_days_told_apart(engine, tmp_path):
    """Intakes GKB 49/65/95/134 in 2007-2010; food parcels on 31 December."""
    above = "Jaarcijfers;;;;\ngm_code;1731\nperiode_van;2007-01-01\nperiode_tot;2010-12-31\n"
    series = {
        ("Intakes GKB", "stroom"): (49, 65, 95, 134),
        ("Voedselpakketten", "Peildatum"): ("-", 38, 32, 27),
        ("Huisbezoeken", "stroom"): (144, 54, 71, 71),
        ("Regelingen aangevraagd", "stroom"): (295, 312, 392, 409),
    }
    lines = [
        f"{naam};{jaar};{waarde};{soort};jaarverslag {jaar}\n"
        for (naam, soort), values in series.items()
        for jaar, waarde in zip(range(2007, 2011), values, strict=True)
    ]
    (found,) = taken_in(
        engine, written(tmp_path, above + "naam;jaar;waarde;soort;bron\n" + "".join(lines), "cijfers.csv")
    )
    assert [(one.pad, one.regel) for one in found.rejections] == [("rij 10", "streepje_als_leeg")]
    stored = rows(engine, "jaarcijfer", "naam", "jaar", "waarde", "soort", "bron")
    assert stored[:4] == [
        ("Intakes GKB", 2007, 49.0, "stroom", "jaarverslag 2007"),
        ("Intakes GKB", 2008, 65.0, "stroom", "jaarverslag 2008"),
        ("Intakes GKB", 2009, 95.0, "stroom", "jaarverslag 2009"),
        ("Intakes GKB", 2010, 134.0, "stroom", "jaarverslag 2010"),
    ]
    assert [row[2:4] for row in stored[4:8]] == [
        (None, "peildatum"), (38.0, "peildatum"), (32.0, "peildatum"), (27.0, "peildatum"),
    ]  # fmt: skip


def test_amersfoort_splits_its_outflow_in_its_own_classes_that_add_up(engine, tmp_path):
    """Outflow split 30/20/10/18/11/11 percent, of trajecten named by their client."""
    classes = {
        "Regeling afgerond": 30, "Naar WSNP": 20, "Budgetbeheer": 10, "Zelf verder": 18, "Doorverwezen": 11,
        "Uitval": 11,
    }  # fmt: skip
    spread = [naam for naam, number in classes.items() for _ in range(number)]
    body = "".join(f"4000{nr:05};uitstroom;{naam}\n" for nr, naam in enumerate(spread))
    above = "tabel;kenmerk\ngm_code;GM0307\nperiode_van;2011-01-01\nperiode_tot;2011-12-31\n"
    (found,) = taken_in(engine, written(tmp_path, f"{above}bsn;naam;waarde\n{body}", "uitstroom.csv"))
    assert found.rejections == []
    counted = tally(engine, kenmerk.c.waarde)
    assert counted == {naam.lower(): number for naam, number in classes.items()}
    assert sum(counted.values()) == 100
    assert rows(engine, "kenmerk", "tabel", "persoon")[0] == ("traject", KEY.persoon("400000000"))


def test_arnhem_screens_zaken_as_ripe_or_not_ripe(engine, tmp_path):
    """One screening for all partners; the zaak is named by one of its signalen, delivered in the same call."""
    zaken = outer(
        vs_levering([given_signaal(1), given_signaal(2), given_signaal(3)], [zaak(1, 2), zaak(3)], gemeentecode="0202")
    )
    above = "gm_code;GM0202\nperiode_van;2025-01-01\nperiode_tot;2025-01-31\n"
    table = f"tabel;kenmerk\n{above}signaal_id;naam;waarde\nVS-0002;Screening;Rijp\nVS-0003;screening;Niet rijp\n"
    taken_in(engine, written(tmp_path, table, "screening.csv"), written(tmp_path, zaken, "vs.json"))
    with engine.connect() as connection:
        linked = select(signaal.c.bron_id, kenmerk.c.naam, kenmerk.c.waarde).join_from(
            kenmerk, signaal, signaal.c.sleutel == kenmerk.c.zaak_signaal
        )
        found = connection.execute(linked.order_by(signaal.c.bron_id)).all()
    assert found == [("VS-0002", "screening", "rijp"), ("VS-0003", "screening", "niet rijp")]


def test_goals_of_a_council_are_replaced_by_its_next_list_and_typed_ones_stay(engine, tmp_path):
    """Amersfoort 2011: wait, regelingen, aanmeldingen; a goal typed on a page has no levering."""
    above = "tabel;doel\ngm_code;GM0307\nperiode_van;2011-01-01\nperiode_tot;2011-12-31\n"
    header = "indicator;waarde;uiterlijk;bron\n"
    typed = {
        "gm_code": "GM0307", "indicator": "VS07", "variant": "standaard", "waarde": 40.0,
        "uiterlijk": date(2011, 12, 31), "bron": "Raadsbesluit",
    }  # fmt: skip
    with engine.begin() as connection:
        connection.execute(metadata.tables["doel"].insert(), typed)
    first = f"{above}{header}SH03;21;31-12-2011;Resultaatafspraken 2011\nSH06a;60%;31-12-2011;Resultaatafspraken 2011\n"
    second = f"{above}aangeleverd_op;2026-01-01\n{header}SH06a;65%;31-12-2011;Resultaatafspraken 2011\n"
    taken_in(engine, written(tmp_path, first, "doelen.csv"))
    taken_in(engine, written(tmp_path, second, "doelen nieuw.csv"))
    assert rows(engine, "doel", "indicator", "waarde", "levering") == [("VS07", 40.0, None), ("SH06a", 65.0, 2)]


def test_a_second_file_over_the_same_period_replaces_the_first_and_an_empty_one_says_nought(engine, tmp_path):
    above = "tabel;bekendheid\ngm_code;GM0363\nperiode_van;2025-01-01\nperiode_tot;2025-12-31\naangeleverd_op;2026-01-0"
    header = "postcode;huisnummer;bekend\n"
    taken_in(engine, written(tmp_path, f"{above}1\n{header}1357XZ;24;ja\n", "een.csv"))
    taken_in(engine, written(tmp_path, f"{above}2\n{header}", "geen.csv"))
    with engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(bekendheid)) == 0
        columns = (levering.c.status, levering.c.aantal, levering.c.tabellen)
        assert connection.execute(select(*columns).order_by(levering.c.id)).all() == [
            ("vervangen", 1, "bekendheid"),
            ("in_gebruik", 0, "bekendheid"),
        ]


def test_own_people_and_dwellings_are_kept_beside_the_reference_table(engine, tmp_path):
    above = "gm_code;GM0363\nperiode_van;2025-01-01\nperiode_tot;2025-12-31\n"
    table = f"{above}jaar;inwoners;corporatiewoningen;pct_laag_inkomen\n2025;935.793;178.000;9,1\n"
    taken_in(engine, written(tmp_path, table, "gemeente_jaar.csv"))
    names = ("gm_code", "jaar", "inwoners", "corporatiewoningen", "pct_laag_inkomen", "levering")
    assert rows(engine, "eigen_gemeente_jaar", *names) == [("GM0363", 2025, 935793, 178000, 9.1, 1)]
