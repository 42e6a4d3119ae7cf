"""Invented deliveries for tests of the whole road: nobody in them exists."""

import json
from pathlib import Path
from typing import Any

Record = dict[str, Any]


def signaal(number: int, **changes: object) -> Record:
    """A vroegsignaal of January 2024 of invented person ``number``."""
    record: Record = {
        "ID": f"VS-{number:05d}",
        "crisissignaal": False,
        "bedrag": 200 + number % 700,
        "ontstaansdatum": "2023-12-01",
        "signaaldatum": f"2024-01-{1 + number % 28:02d}",
        "status": "Nog niet opgepakt",
        "signaalpartner": {"type": "Huur"},
        "client": {
            "Burgerservicenummer": f"9{number:08d}",
            "Achternaam": "Quibbelzwaan",
            "Geboortedatum": "1980-02-03",
            "Straatnaam": "Vlonderkwispelpad",
            "Postcode": f"{1000 + number // 100} QX",
            "Huisnummer": str(1 + number % 100),
        },
    }
    return record | changes


def zaak(*signalen: int, bereikt: bool = True, **changes: object) -> Record:
    """A vroegsignaalzaak on these signalen, with one phone call."""
    record: Record = {
        "matchingsdatum": "2024-01-29",
        "datum_opgepakt": "2024-01-30",
        "resultaat": "(Budget)advies en/of quick fix" if bereikt else "Definitief geen contact kunnen krijgen",
        "vroegsignalen": [{"ID": f"VS-{number:05d}"} for number in signalen],
        "contactpogingen": [{"soort": "Telefoon", "bereikt": bereikt, "datum": "2024-02-05", "dagdeel": "Avond"}],
    }
    return record | changes


def levering(gm_code: str, signalen: list[Any], zaken: list[Any]) -> Record:
    """One levering of a gemeente."""
    return {
        "teller": 1,
        "gemeentecode": gm_code,
        "aanleverende_organisatie": {
            "naam": "Gemeente Verzonnen",
            "kvk-nummer": "00000001",
            "contactpersoonen": [
                {"naam": "Snorrebotter", "email": "kwibus@voorbeeld.invalid", "telefoonnummer": "0699887766"}
            ],
        },
        "vroegsignalen": signalen,
        "vroegsignaalzaken": zaken,
    }


def write_vs(path: Path, *leveringen: Record, month: str = "2024-01", last: int = 31, sent: str | None = None) -> Path:
    """Write a DDAS-VS file about one month."""
    document = {
        "codeGegevensleverancier": "SOFT-TEST",
        "startdatumLevering": f"{month}-01",
        "einddatumLevering": f"{month}-{last:02d}",
        "aanleverdatumEnTijd": sent or f"{month}-{last:02d}T23:00:00Z",
        "leveringen": list(leveringen),
    }
    path.write_text(json.dumps(document))
    return path
