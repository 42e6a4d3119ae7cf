"""Invented deliveries: builders for files about people who do not exist."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from queries.deliveries.pseudonyms import Key
from queries.deliveries.reader import read_deliveries
from queries.deliveries.records import Delivery, RefusedFile, Rejection

KEY = Key.from_hex("0123456789abcdef" * 4)
RECEIVED = datetime(2025, 7, 2, 9, 30)
Json = dict[str, Any]


def client(**fields: Any) -> Json:
    """Return an invented client of vroegsignalering."""
    return {
        "Burgerservicenummer": "400000012",
        "Voorletters": "Q.",
        "Achternaam": "Kwalsterbeek",
        "Geboortedatum": "1985-06-15",
        "Straatnaam": "Zwenkgrasdreef",
        "Postcode": "1357XZ",
        "Huisnummer": "24",
        "Plaatsnaam": "Verzonnendorp",
    } | fields


def signaal(number: int = 1, **fields: Any) -> Json:
    """Return an invented vroegsignaal."""
    return {
        "ID": f"VS-{number:04}",
        "crisissignaal": False,
        "warmeOverdracht": False,
        "bedrag": 450,
        "ontstaansdatum": "2025-01-02",
        "signaaldatum": "2025-01-05",
        "status": "Nog niet opgepakt",
        "signaalpartner": {"type": "Energie"},
        "client": client(Huisnummer=str(number)),
    } | fields


def poging(**fields: Any) -> Json:
    """Return an invented contactpoging."""
    return {"soort": "Telefoon", "bereikt": True, "datum": "2025-01-10", "dagdeel": "Ochtend"} | fields


def zaak(*numbers: int, **fields: Any) -> Json:
    """Return an invented zaak about the signalen with these numbers."""
    return {
        "resultaat": "(Budget)advies en/of quick fix",
        "matchingsdatum": "2025-01-06",
        "startdatum_matchtingperiode": "2024-12-01",
        "einddatum_matchingperiode": "2025-01-31",
        "datum_opgepakt": "2025-01-08",
        "vroegsignalen": [{"ID": f"VS-{number:04}"} for number in numbers],
        "contactpogingen": [poging()],
    } | fields


def vs_levering(signalen: Any = (), zaken: Any = (), **fields: Any) -> Json:
    """Return one levering of vroegsignalering."""
    return {
        "teller": 1,
        "gemeentecode": "0363",
        "aanleverende_organisatie": {"naam": "Gemeente Verzonnendorp", "kvk-nummer": "12345678"},
        "vroegsignalen": signalen,
        "vroegsignaalzaken": zaken,
    } | fields


def traject(**fields: Any) -> Json:
    """Return an invented traject."""
    return {
        "startdatum": "2025-01-10",
        "gemeentecode": "GM0363",
        "aanmelding": {"startdatum": "2025-01-03", "crisisinterventie": False},
        "client": [{"Burgerservicenummer": "400000012", "Geboortedatum": "1985-06-15"}],
    } | fields


def shv_levering(trajecten: Any = (), **fields: Any) -> Json:
    """Return one levering of schuldhulpverlening."""
    return {
        "teller": 1,
        "aanleverende_organisatie": {
            "(Statutaire) Naam": "Kredietbank Verzonnendorp",
            "KvK-nummer": "87654321",
            "gemeentecode": "GM0363",
        },
        "schuldhulptrajecten": trajecten,
    } | fields


def outer(*leveringen: Any, **fields: Any) -> Json:
    """Return a whole delivery."""
    return {
        "codeGegevensleverancier": "SOFT-1",
        "startdatumLevering": "2025-01-01",
        "einddatumLevering": "2025-01-31",
        "aanleverdatumEnTijd": "2025-02-05T10:30:00Z",
        "leveringen": list(leveringen),
    } | fields


def written(folder: Path, content: Json | str | bytes, name: str = "levering.json") -> Path:
    """Write ``content`` to a file and return its path."""
    path = folder / name
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def outcomes(*paths: Path, **options: Any) -> list[Delivery | RefusedFile]:
    """Read files through the door."""
    return list(read_deliveries(paths, KEY, received=RECEIVED, **options))


def deliveries(*paths: Path, **options: Any) -> list[Delivery]:
    """Read files that are expected to be taken."""
    return [found for found in outcomes(*paths, **options) if isinstance(found, Delivery)]


def delivery(folder: Path, content: Json | str | bytes, name: str = "levering.json", **options: Any) -> Delivery:
    """Read one file that is expected to be taken."""
    (found,) = outcomes(written(folder, content, name), **options)
    assert isinstance(found, Delivery), found
    return found


def refusal(folder: Path, content: Json | str | bytes, name: str = "levering.json", **options: Any) -> str:
    """Read one file that is expected to be refused, and return why."""
    (found,) = outcomes(written(folder, content, name), **options)
    assert isinstance(found, RefusedFile), found
    return found.reason


def places(rejections: list[Rejection]) -> list[tuple[str, str, str]]:
    """Return what each rejection is about: path, rule and severity."""
    return [(rejection.pad, rejection.regel, rejection.ernst) for rejection in rejections]
