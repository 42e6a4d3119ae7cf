"""What is the same in every record of a levering is remarked upon, from so many records that it is no chance."""

from datetime import date, timedelta
from typing import Any

import pytest

from queries.deliveries.records import Delivery
from tests.data_checks.months import broken, month
from tests.queries.delivered import header, ontruimingen, shv

ATTEMPT = {"soort": "Telefoon", "bereikt": False}


def contacts(count: int, first: dict[str, Any] | None = None, **fields: object) -> Delivery:
    """Return a month with a zaak of so many contactpogingen; only the first differs by ``first``."""
    attempts = [
        ATTEMPT
        | {"soort": "Brief" if nr % 2 else "Telefoon", "datum": str(date(2024, 1, 2) + timedelta(days=nr % 20))}
        | fields
        for nr in range(count)
    ]
    attempts[0] |= first or {}
    return month(1, {"Huur": 10}, zaken=[{"signalen": ["Huur0"], "pogingen": attempts}])


def trajecten(count: int, **fields: object) -> Delivery:
    """Return a levering of so many trajecten of different people."""
    rows = [
        {"clienten": [f"client {nr}"], "aanmelding": str(date(2024, 1, 1) + timedelta(days=nr % 20))}
        | {"schuldbedrag": 1000 + nr}
        | fields
        for nr in range(count)
    ]
    return shv(header(soort="shv"), rows)


@pytest.mark.parametrize(
    ("delivery", "expected"),
    [
        (contacts(30, bereikt=True), {"iedereen_bereikt"}),
        (contacts(29, bereikt=True), set()),
        (contacts(30, {"bereikt": False}, bereikt=True), set()),
        (contacts(100), {"niemand_bereikt"}),
        (contacts(99), set()),
        (contacts(100, {"bereikt": True}), set()),
        (contacts(120, {"bereikt": True, "soort": "Administratief"}), {"niemand_bereikt"}),
        (contacts(20, datum="2024-01-01"), {"contact_altijd_de_eerste"}),
        (contacts(19, datum="2024-01-01"), set()),
        (contacts(20, {"datum": "2024-01-02"}, datum="2024-01-01"), set()),
        (contacts(50, datum="2024-01-09"), {"datums_gelijk"}),
        (contacts(49, datum="2024-01-09"), set()),
        (contacts(50, {"datum": "2024-01-10"}, datum="2024-01-09"), set()),
        (contacts(100, {"bereikt": True}, soort="Brief"), {"een_contactsoort"}),
        (contacts(99, {"bereikt": True}, soort="Brief"), set()),
        (contacts(100, {"bereikt": True, "soort": "Huisbezoek"}, soort="Brief"), set()),
        (month(1, {"Huur": 20}, bedrag=250), {"bedragen_gelijk"}),
        (month(1, {"Huur": 19}, bedrag=250), set()),
        (month(1, {"Huur": 20}, huishouden="Stadsplein 1"), {"een_huishouden"}),
        (month(1, {"Huur": 19}, huishouden="Stadsplein 1"), set()),
        (month(1, {"Huur": 20}, huishouden=None), set()),
        (month(1, {"Huur": 200}, status=None), {"status_nooit_gevuld"}),
        (month(1, {"Huur": 199}, status=None), set()),
        (month(1, {"Huur": 50}, signaaldatum="2024-01-05"), {"datums_gelijk"}),
        (trajecten(20, schuldbedrag=5000), {"bedragen_gelijk"}),
        (trajecten(19, schuldbedrag=5000), set()),
        (trajecten(50, aanmelding="2024-01-05"), {"datums_gelijk"}),
        (trajecten(20, clienten=["one and the same"]), {"een_huishouden"}),
        (
            ontruimingen(header(soort="ontruiming"), {f"o{nr}": {"huishouden": "Stadsplein 1"} for nr in range(20)}),
            {"een_huishouden"},
        ),
    ],
)  # fmt: skip
def test_sameness_is_remarked_upon_from_so_many_records(delivery: Delivery, expected: set[str]):
    assert broken([], delivery) == expected


def test_what_is_told_counts_records_and_holds_no_value():
    from tests.data_checks.months import told

    text = told([], month(1, {"Huur": 30}, huishouden="Stadsplein 1"), "een_huishouden")
    assert text == "Het gaat om: adres bij signalen (30 records)."
