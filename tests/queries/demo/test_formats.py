"""The files have the shape of the official models, but for the errors that are in them on purpose."""

import csv
import json
from pathlib import Path
from typing import Any

from tests.queries.demo.country import Country

# What v1.0 of the VS model adds to the lists of v0.9, of which the official schema lies beside the repository.
NEW_IN_VS_1 = {
    "EnumContactsoort": ["Afspraak op locatie"],
    "EnumEindresultaat": [
        "Inwoner regelt het zelf/hoeft geen hulp vanuit vroegsignalering", "Verwijzing zonder toestemming",
    ],
}  # fmt: skip
TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict, "array": list, "string": str, "boolean": bool, "integer": int,
}  # fmt: skip


def faults(value: Any, rule: dict[str, Any], schema: dict[str, Any], path: str = "$") -> list[str]:
    """Return the paths that break the schema: required and unknown keys, types, enumerations and empty lists."""
    if "$ref" in rule:
        rule = schema["$defs"][rule["$ref"].removeprefix("#/$defs/")]
    wanted = rule.get("type")
    if wanted and (not isinstance(value, TYPES[wanted]) or (wanted == "integer" and isinstance(value, bool))):
        return [path]
    found: list[str] = [path] if "enum" in rule and value not in rule["enum"] else []
    if isinstance(value, dict):
        properties = rule.get("properties", {})
        found += [f"{path}.{key}" for key in rule.get("required", []) if key not in value]
        found += [f"{path}.{key}" for key in value if key not in properties]
        for key in value.keys() & properties.keys():
            found += faults(value[key], properties[key], schema, f"{path}.{key}")
    elif isinstance(value, list):
        found += [path] if len(value) < rule.get("minItems", 0) else []
        for number, item in enumerate(value):
            found += faults(item, rule.get("items", {}), schema, f"{path}[{number}]")
    return found


def test_schuldhulp_follows_the_official_schema(country: Country, shared: Path):
    schema = json.loads((shared / "ddas/shv-1.0/json_schema_Uitwisselmodel.json").read_text())
    document = country.documents["shv-2022.json"]
    found = faults(document, schema, schema)
    assert {path.rsplit(".", 1)[1] for path in found} == {"totaalSchuldbedragBijAanvangSchuld"}
    records = sum(len(levering["schuldhulptrajecten"]) for levering in document["leveringen"])
    assert len(found) < 0.004 * records


def test_vroegsignalering_follows_the_official_schema(country: Country, shared: Path):
    schema = json.loads((shared / "ddas/vs-0.9/json_schema_Uitwisselmodel.json").read_text())
    for name, values in NEW_IN_VS_1.items():
        schema["$defs"][name]["enum"] += values
    roles = json.loads((country.simulation.truth_folder / "rollen.json").read_text())
    quarter = next(label for label in ("2023-k1", "2023-k2") if label != roles["geweigerd"][1])
    document = country.documents[f"vs-{quarter}.json"]
    found = faults(document, schema, schema)
    assert {path.rsplit(".", 1)[1].split("[")[0] for path in found} == {"ID", "type", "bedrag", "vroegsignalen"}
    records = sum(len(one.get("vroegsignalen", [])) + len(one["vroegsignaalzaken"]) for one in document["leveringen"])
    assert 0.001 * records < len(found) < 0.004 * records


def test_a_signaal_is_as_long_as_a_real_one_and_files_have_no_padding(country: Country):
    (path,) = (path for path in country.simulation.files if path.name == "vs-2023-k1.json")
    signals = [
        one for levering in country.documents[path.name]["leveringen"] for one in levering.get("vroegsignalen", [])
    ]
    length = sum(len(json.dumps(one, separators=(",", ":"))) for one in signals) / len(signals)
    assert 400 < length < 700
    compact = len(json.dumps(country.documents[path.name], separators=(",", ":"), ensure_ascii=False).encode())
    assert path.stat().st_size < 1.01 * compact


def test_ids_and_tellers_are_unique(country: Country):
    ids = [(code, signaal["ID"]) for code, signaal in country.signals() if "ID" in signaal]
    assert len(set(ids)) == len(ids)
    for document in country.documents.values():
        tellers = [levering["teller"] for levering in document["leveringen"]]
        assert tellers == list(range(1, len(tellers) + 1))


def test_ontruimingen_say_what_they_cover(country: Country):
    (path,) = (path for path in country.simulation.files if path.name == "ontruiming-2022.csv")
    head, body = path.read_text(encoding="utf-8").split("\n\n")
    stated = dict(line.split(";", 1) for line in head.splitlines())
    codes = set(stated["gm_code"].split())
    assert stated["tabel"] == "ontruiming"
    assert (stated["periode_van"], stated["periode_tot"]) == ("2022-01-01", "2022-12-31")
    assert {"GM0457", "GM0363", "GM0501"} <= codes
    assert "GM1992" not in codes
    rows = list(csv.DictReader(body.splitlines(), delimiter=";"))
    assert {row["gm_code"] for row in rows} <= codes
    for row in rows:
        dates = [row[name] for name in ("gemeld_op", "vonnis_op", "aangezegd_op", "uitgevoerd_op") if row[name]]
        assert dates == sorted(dates)
        assert (row["uitkomst"] == "uitgevoerd") == bool(row["uitgevoerd_op"])
        assert not row["uitgevoerd_op"] or row["uitgevoerd_op"].startswith("2022")
