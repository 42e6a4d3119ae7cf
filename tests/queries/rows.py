"""Rows of invented deliveries that the store tests share."""

from datetime import date, datetime
from typing import Any

import polars as pl

from queries.counts import DEKKING_SCHEMA, TELLING_SCHEMA, VERDELING_SCHEMA


def a_levering(number: int, **changed: Any) -> dict[str, Any]:
    """Return a levering of Amsterdam over January 2024."""
    return {
        "id": number,
        "soort": "vs",
        "schemaversie": "1.0",
        "leverancier": "LEV",
        "organisatie": "kvk:12345678",
        "organisatie_naam": "Gemeente",
        "gm_code": "GM0363",
        "periode_van": date(2024, 1, 1),
        "periode_tot": date(2024, 2, 1),
        "tabellen": "signaal,zaak",
        "aangeleverd_op": datetime(2024, 2, 3, 4, 5),
        "ontvangen_op": datetime(2024, 2, 4),
        "bestanden": "vs.json",
        "sha256": f"{number:064d}",
        "aantal": 10,
        "afgekeurd": 1,
        "status": "in_gebruik",
    } | changed


def a_signaal(number: int) -> dict[str, Any]:
    """Return a signaal of levering 1."""
    return {
        "id": number,
        "levering": 1,
        "gm_code": "GM0363",
        "sleutel": number,
        "bron_id": f"S{number}",
        "huishouden": bytes(16),
        "signaalpartner": "Huur",
        "partnernaam": "verhuurder",
        "crisis": False,
        "bedrag": 250,
        "signaaldatum": date(2024, 1, 15),
    }


def telling_rows(*rows: tuple[str, str, date, int, int]) -> pl.DataFrame:
    """Return counts from (indicator, gebied, maand, teller, noemer)."""
    filled = [
        (indicator, 1, "standaard", gebied, maand, "", "", teller, noemer, 2, 1, 1000)
        for indicator, gebied, maand, teller, noemer in rows
    ]
    return pl.DataFrame(filled, schema=TELLING_SCHEMA, orient="row")


def verdeling_rows(*rows: tuple[str, date, int, int]) -> pl.DataFrame:
    """Return histogram rows of SH03 from (gebied, maand, waarde, aantal)."""
    filled = [
        ("SH03", 1, "standaard", gebied, maand, "", "", waarde, False, aantal) for gebied, maand, waarde, aantal in rows
    ]
    return pl.DataFrame(filled, schema=VERDELING_SCHEMA, orient="row")


def dekking_rows(*rows: tuple[str, str, date, bool]) -> pl.DataFrame:
    """Return delivered months from (gm_code, tabel, maand, volledig)."""
    return pl.DataFrame(list(rows), schema=DEKKING_SCHEMA, orient="row")
