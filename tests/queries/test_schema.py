"""What the schema itself refuses, on both databases."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, insert
from sqlalchemy.exc import IntegrityError

from queries import schema
from tests.queries.rows import a_levering, a_signaal

BREAKS: list[tuple[str, dict[str, Any]]] = [
    ("status_bekend", {"status": "kwijt"}),
    ("periode_tot_na_van", {"periode_tot": date(2024, 1, 1)}),
    ("aantallen_kloppen", {"afgekeurd": 11}),
    ("aantallen_kloppen", {"aantal": -1, "afgekeurd": -1}),
]


@pytest.mark.parametrize(("rule", "changed"), BREAKS)
def test_an_impossible_levering_is_refused_by_a_named_rule(engine: Engine, rule: str, changed: dict[str, Any]):
    with engine.begin() as connection, pytest.raises(IntegrityError, match=f"ck_levering_{rule}"):
        connection.execute(insert(schema.levering).values(a_levering(1, **changed)))


def test_a_signaal_without_its_levering_is_refused(engine: Engine):
    with engine.begin() as connection, pytest.raises(IntegrityError, match=r"(?i)foreign key"):
        connection.execute(insert(schema.signaal).values(a_signaal(1)))


def test_numbers_are_given_by_the_database_and_large_ids_fit(engine: Engine):
    without_id = {name: value for name, value in a_levering(0).items() if name != "id"}
    with engine.begin() as connection:
        numbers = [
            connection.execute(insert(schema.levering).values(without_id).returning(schema.levering.c.id)).scalar_one()
            for _ in range(2)
        ]
        large = 450_000 * schema.RECORDS_PER_LEVERING
        connection.execute(insert(schema.signaal).values(a_signaal(large) | {"levering": numbers[0]}))
    assert numbers == [1, 2]


def test_every_table_of_the_domain_is_there():
    assert {
        "gemeente", "herindeling", "gemeente_jaar", "levering", "afkeuring", "signaal", "zaak", "zaak_signaal",
        "contactpoging", "traject", "traject_persoon", "doorverwijzing", "gesprekken", "ontruiming", "bekendheid",
        "dossier", "jaarcijfer", "kenmerk", "doel", "interventie", "deelname", "groep", "publicatie", "telling",
        "verdeling", "taak", "referentie",
    } <= set(schema.metadata.tables)  # fmt: skip
