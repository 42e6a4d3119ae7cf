"""The files have the shape of the official models, but for the errors that are in them on purpose."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from tests.queries.demo.country import Country, read

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


def keys_of(found: list[str]) -> set[str]:
    return {path.rsplit(".", 1)[1].split("[")[0] for path in found}


@pytest.mark.parametrize(
    ("name", "version"),
    [
        ("shv-2022-vlogsoft", "1.0"),
        ("shv-2020-grinware", "0.9"),
        ("shv-2022-grinware", "0.10"),
        ("shv-2023-grinware", "1.0"),
    ],
)
def test_schuldhulp_follows_the_official_schema_of_its_version(country: Country, shared: Path, name: str, version: str):
    schema = json.loads((shared / f"ddas/shv-{version}/json_schema_Uitwisselmodel.json").read_text())
    document = country.documents[f"{name}.json"]
    found = faults(document, schema, schema)
    assert keys_of(found) <= {"totaalSchuldbedragBijAanvangSchuld", "beschikkingssoort", "reden"}
    records = sum(len(levering["schuldhulptrajecten"]) for levering in document["leveringen"])
    assert 0 < len(found) < 0.01 * records


@pytest.mark.parametrize(
    ("name", "version"),
    [("vs-2023-k1-vlogsoft", "1.0"), ("vs-2022-k4-grinware", "0.9"), ("vs-2023-k1-grinware", "1.0")],
)
def test_vroegsignalering_follows_the_official_schema(country: Country, shared: Path, name: str, version: str):
    schema = json.loads((shared / "ddas/vs-0.9/json_schema_Uitwisselmodel.json").read_text())
    if version == "1.0":
        for kind, values in NEW_IN_VS_1.items():
            schema["$defs"][kind]["enum"] += values
    document = country.documents[f"{name}.json"]
    refused, _ = country.roles["geweigerd"]
    document = document | {
        "leveringen": [one for one in document["leveringen"] if refused[-4:] not in one["gemeentecode"]]
    }
    found = faults(document, schema, schema)
    few = {"ID", "type", "bedrag", "crisissignaal", "vroegsignalen", "status", "dagdeel", "resultaat"}
    assert {"ID", "bedrag", "vroegsignalen", "status"} <= keys_of(found) <= few
    records = sum(len(one.get("vroegsignalen", [])) + len(one["vroegsignaalzaken"]) for one in document["leveringen"])
    assert 0.002 * records < len(found) < 0.012 * records


def test_a_signaal_is_as_long_as_a_real_one_and_files_have_no_padding(country: Country):
    for word in ("vlogsoft", "grinware"):
        (path,) = (path for path in country.simulation.files if path.name == f"vs-2023-k1-{word}.json")
        document = read(path)
        signals = [one for levering in document["leveringen"] for one in levering.get("vroegsignalen", [])]
        length = sum(len(json.dumps(one, separators=(",", ":"))) for one in signals) / len(signals)
        assert 400 < length < 700
        compact = len(json.dumps(document, separators=(",", ":"), ensure_ascii=False).encode())
        assert path.stat().st_size < 1.01 * compact


def test_ids_are_unique_but_for_the_few_that_are_not_and_tellers_count(country: Country):
    ids = [
        (document["codeGegevensleverancier"], levering["gemeentecode"], signaal["ID"])
        for document, levering in country.leveringen("vs-2023")
        for signaal in levering.get("vroegsignalen", [])
        if signaal.get("ID")
    ]
    assert 0 < len(ids) - len(set(ids)) < 0.001 * len(ids)
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


def test_an_ontruiming_goes_from_melding_to_vonnis_to_aanzegging_to_its_end(country: Country):
    (path,) = (path for path in country.simulation.files if path.name == "ontruiming-2022-herzien.csv")
    body = path.read_text(encoding="utf-8").split("\n\n")[1]
    rows = list(csv.DictReader(body.splitlines(), delimiter=";"))
    odd = 0
    for row in rows:
        dates = [row[name] for name in ("gemeld_op", "vonnis_op", "aangezegd_op", "uitgevoerd_op") if row[name]]
        odd += dates != sorted(dates) or (row["uitkomst"] == "uitgevoerd") != bool(row["uitgevoerd_op"])
    assert odd < 0.03 * len(rows)
    assert {row["uitkomst"] for row in rows} >= {"voorkomen", "vertrokken", "open", "uitgevoerd"}
