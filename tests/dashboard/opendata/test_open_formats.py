"""Programs that know nothing of us read the open data: CSVW, JSON-stat, Parquet and RDF, each by its own library."""

import hashlib
import json
from collections import OrderedDict
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse

import polars as pl
import pytest
from csvw import TableGroup
from pyjstat import pyjstat
from rdflib import DCAT, DCTERMS, FOAF, RDF, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

# What these libraries warn of is in themselves.
pytestmark = [
    pytest.mark.filterwarnings("ignore:Shouldn't use this function anymore:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning"),
]
SPDX, VCARD = Namespace("http://spdx.org/rdf/terms#"), Namespace("http://www.w3.org/2006/vcard/ns#")
# What DCAT-AP-NL 3.0 and DCAT-AP 3.0 ask of each class.
MANDATORY = {
    DCAT.Catalog: (DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCAT.contactPoint, DCAT.dataset),
    DCAT.Dataset: (
        DCTERMS.title, DCTERMS.description, DCTERMS.identifier, DCTERMS.creator, DCTERMS.publisher,
        DCTERMS.accessRights, DCAT.contactPoint, DCAT.theme,
    ),
    DCAT.Distribution: (DCAT.accessURL, DCTERMS.license),
}  # fmt: skip


def tables(opendata: Path) -> list[Path]:
    """The library takes long over a table: of the figures two indicators, one of cases and one of people."""
    return [*sorted(opendata.glob("[01]*.csv-metadata.json")), *sorted(opendata.glob("21-*-vs0[17].csv-metadata.json"))]


def read_group(path: Path) -> TableGroup:
    found = TableGroup.from_file(path)
    assert isinstance(found, TableGroup)
    return found


def test_every_csv_is_read_by_its_description_and_points_to_rows_that_are_there(opendata: Path):
    assert {path.name[:2] for path in tables(opendata)} == {"05", "06", "07", "08", "09", "10", "11", "21"}
    for path in tables(opendata):
        group = read_group(path)
        group.check_referential_integrity()
        first = group.tables[0]
        assert f"{first.url}-metadata.json" == path.name
        for table in group.tables:
            assert table.check_primary_key()


def test_a_csv_says_with_types_what_the_parquet_says(opendata: Path, figures: pl.DataFrame):
    read: list[dict[str, object]] = []
    for path in sorted(opendata.glob("21-*-vs0[17].csv-metadata.json")):
        read += [_with_days(row) for row in read_group(path).tables[0]]
    same = figures.filter(pl.col("indicator").is_in(["VS01", "VS07"]))
    assert read == same.sort("indicator", maintain_order=True).to_dicts()


def _with_days(row: Any) -> dict[str, object]:
    """The library has no days without a time."""
    return {name: value.date() if isinstance(value, datetime) else value for name, value in row.items()}


def test_titles_of_columns_are_dutch_and_every_column_has_a_meaning(opendata: Path):
    for path in tables(opendata):
        told = json.loads(path.read_text())
        assert told["@context"] == ["http://www.w3.org/ns/csvw", {"@language": "nl"}]
        for table in told["tables"]:
            for column in table["tableSchema"]["columns"]:
                assert column["titles"]["nl"][0]
                assert column["dc:description"].endswith((".", "naam"))
                assert column["datatype"] in {"string", "integer", "double", "date", "boolean"}


def test_no_text_of_a_csv_is_taken_for_a_formula(opendata: Path):
    for path in opendata.glob("*.csv"):
        texts = pl.read_csv(path, infer_schema=False)
        for column in texts.iter_columns():
            assert not column.str.contains(r"^[=+@\t\r]").any(), (path.name, column.name)


def test_a_json_stat_cube_holds_the_same_figures(opendata: Path, figures: pl.DataFrame):
    for path in sorted(opendata.glob("22-*.json")):
        cube = json.loads(path.read_text(), object_pairs_hook=OrderedDict)
        assert (cube["version"], cube["class"], cube["id"]) == (
            "2.0",
            "dataset",
            ["variant", "gebied", "periode", "maat"],
        )
        assert cube["size"] == [len(cube["dimension"][name]["category"]["index"]) for name in cube["id"]]
        assert cube["role"] == {"time": ["periode"], "geo": ["gebied"], "metric": ["maat"]}
        assert set(cube["status"].values()) == set(cube["extension"]["status"]["label"])
        frame: Any = pyjstat.Dataset.read(json.dumps(cube)).write("dataframe", naming="id")
        read = pl.from_pandas(frame).drop_nulls("value")
        code = cube["extension"]["indicator"]
        maten = list(cube["dimension"]["maat"]["category"]["index"])
        keys = ["variant", "gebied", "periode"]
        whole = figures.filter(indicator=code, uitsplitsing="totaal")
        expected = whole.unpivot(maten, index=keys, variable_name="maat").drop_nulls("value")
        order = [*keys, "maat"]
        assert read.height > 0
        assert (
            read.select(*order, pl.col("value").cast(float))
            .sort(order)
            .equals(expected.select(*order, pl.col("value").cast(float)).sort(order))
        )


def test_a_status_stands_with_its_value(opendata: Path, figures: pl.DataFrame):
    cube = json.loads((opendata / "22-jsonstat-vs07.json").read_text())
    at = [
        cube["dimension"][name]["category"]["index"].index(code)
        for name, code in zip(cube["id"], ("standaard", "GM0014", "2024-K1", "waarde"), strict=True)
    ]
    place = 0
    for index, size in zip(at, cube["size"], strict=True):
        place = place * size + index
    assert cube["status"][str(place)] == "te_weinig_gevallen"
    assert cube["value"][place] is None
    assert not figures.filter(
        gebied="GM0014", indicator="VS07", periode="2024-K1", status="te_weinig_gevallen"
    ).is_empty()


@pytest.fixture
def graph(opendata: Path) -> Graph:
    return Graph().parse(opendata / "04-dcat.jsonld", format="json-ld")


def test_the_metadata_have_all_that_dcat_ap_nl_asks(graph: Graph):
    for kind, properties in MANDATORY.items():
        found = list(graph.subjects(RDF.type, kind))
        assert found
        for one in found:
            for each in properties:
                assert (one, each, None) in graph, (one, each)
    for agent in graph.objects(None, DCTERMS.publisher):
        assert (agent, RDF.type, FOAF.Agent) in graph
        assert str(graph.value(agent, FOAF.name)) == "Gemeente Voorbeeld"
    contact = graph.value(next(graph.subjects(RDF.type, DCAT.Dataset)), DCAT.contactPoint)
    assert graph.value(contact, VCARD.hasEmail) == URIRef("mailto:data@example.nl")


def test_the_metadata_say_of_which_days_and_under_which_licence(graph: Graph):
    dataset = next(graph.subjects(RDF.type, DCAT.Dataset))
    span = graph.value(dataset, DCTERMS.temporal)
    assert [str(graph.value(span, each)) for each in (DCAT.startDate, DCAT.endDate)] == ["2023-01-01", "2024-12-31"]
    assert graph.value(dataset, URIRef("http://www.w3.org/ns/dcat#version")) == Literal("1")
    assert (dataset, DCTERMS.spatial, URIRef("http://publications.europa.eu/resource/authority/country/NLD")) in graph
    assert set(graph.objects(None, DCTERMS.license)) == {URIRef("https://creativecommons.org/licenses/by/4.0/")}


def test_every_file_is_a_distribution_with_its_size_and_checksum(graph: Graph, opendata: Path):
    listed = {_name(graph, each): each for each in graph.subjects(RDF.type, DCAT.Distribution)}
    there = {path.name for path in opendata.iterdir()} - {"SHA256SUMS", "04-dcat.jsonld"}
    assert set(listed) == there
    for name, one in listed.items():
        content = (opendata / name).read_bytes()
        assert int(str(graph.value(one, DCAT.byteSize))) == len(content)
        checksum = graph.value(one, SPDX.checksum)
        assert str(graph.value(checksum, SPDX.checksumValue)) == hashlib.sha256(content).hexdigest()
        assert graph.value(one, DCAT.mediaType) is not None


def _name(graph: Graph, distribution: Node) -> str:
    return unquote(Path(urlparse(str(graph.value(distribution, DCAT.downloadURL))).path).name)
