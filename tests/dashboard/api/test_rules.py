"""The API keeps the NLGov REST API Design Rules, one after another."""

import re
from pathlib import Path

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from dashboard.api.application import make_api
from dashboard.config import Settings
from tests.dashboard.api.asked import Api, Got

ADDRESSES = (
    "", "/", "/openapi.json", "/gezondheid", "/indicatoren", "/indicatoren/VS07", "/indicatoren/VS07/cijfers",
    "/definities", "/definities/VS07", "/gebieden", "/publicaties", "/publicaties/1", "/cijfers?gebied=NL",
)  # fmt: skip
WRONG = {
    "/nietes": 404, "/indicatoren/XX99": 404, "/publicaties/zeven": 404, "/cijfers": 400,
    "/cijfers?indicator=XX99": 400, "/cijfers?gebied=NL&van=2024-02-30": 400, "/cijfers?gebied=NL&pagina=0": 400,
    "/cijfers?gebied=NL&perPagina=10001": 400, "/cijfers?gebied=NL&gebied=NL": 400, "/cijfers?gebied=groep:1": 400,
    "/cijfers?gemeente=GM9999": 400, "/cijfers?gemeente=GM0034&gebied=NL": 400, "/indicatoren?x=1": 400,
    f"/cijfers?gebied={'a' * 81}": 400, f"/cijfers?gebied=NL&{'a' * 2001}": 400, "/cijfers?gebied=NL&f=xml": 400,
}  # fmt: skip


def is_problem(answer: Got, status: int) -> None:
    assert (answer.status, answer.headers["content-type"]) == (status, "application/problem+json")
    assert {"type", "title", "status", "detail", "instance"} <= set(answer.json)
    assert answer.json["status"] == status
    assert re.fullmatch(r"[A-Z'].+[.]", answer.json["detail"], re.DOTALL)
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_address_answers_with_version_and_headers_and_only_to_readers(api: Api, address: str):
    answer = api.ask(address)
    assert answer.status == 200
    # /core/version-header, /core/semver
    assert re.fullmatch(r"\d+\.\d+\.\d+", answer.headers["api-version"])
    # /core/transport/cors, /core/transport/security-headers
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-frame-options"] == "DENY"
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert "set-cookie" not in answer.headers  # /core/stateless
    # /core/http-methods, /core/http-safety
    head = api.ask(address, method="HEAD")
    assert (head.status, head.headers) == (200, answer.headers)
    options = api.ask(address, method="OPTIONS", origin="https://example.org", access_control_request_method="GET")
    assert (options.status, options.headers["allow"]) == (204, "GET, HEAD, OPTIONS")
    assert options.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
    for method in ("POST", "PUT", "PATCH", "DELETE", "TRACE"):
        refused = api.ask(address, method=method)
        is_problem(refused, 405)
        assert refused.headers["allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("address", [each for each in ADDRESSES if each not in ("", "/") and "?" not in each])
def test_no_address_ends_on_a_slash(api: Api, address: str):
    is_problem(api.ask(f"{address}/"), 404)


@pytest.mark.parametrize(("address", "status"), WRONG.items())
def test_what_is_wrong_is_said_as_a_problem_in_dutch(api: Api, address: str, status: int):
    answer = api.ask(address)
    is_problem(answer, status)
    assert answer.headers["api-version"] == "1.0.0"
    assert answer.json["instance"] == "/api/v1" + address.partition("?")[0]


def test_all_that_is_wrong_with_a_question_is_said_at_once(api: Api):
    errors = api.ask("/cijfers?indicator=XX99&pagina=nul&kleur=rood").json["errors"]
    assert {each["location"]["name"] for each in errors} == {"indicator", "pagina", "kleur"}
    assert {each["in"] for each in errors} == {"query"}


def test_the_document_is_openapi_3_1_at_its_standard_place(api: Api):
    """/core/publish-openapi, /core/doc-openapi, /core/uri-version, /core/naming-collections."""
    document = api.ask("/openapi.json").json
    OpenAPIV31SpecValidator(document).validate()
    assert document["openapi"].startswith("3.1")
    assert document["servers"] == [{"url": "/api/v1"}]
    paths = set(document["paths"])
    assert not [path for path in paths if path != "/" and (path.endswith("/") or re.search(r"/v\d", path))]
    assert {"/indicatoren", "/definities", "/publicaties", "/gebieden", "/cijfers"} <= paths
    names = {each["name"] for path in document["paths"].values() for each in path["get"]["parameters"]}
    assert not [name for name in names if not re.fullmatch(r"[a-z][A-Za-z]*", name)]
    assert all(set(path) == {"get"} for path in document["paths"].values())


def test_who_runs_it_can_be_written_to(protected: Path):
    """/core/doc-openapi-contact."""
    api = Api(make_api(Settings(map=protected, naam="Gemeente Almere", api_contact="cijfers@example.org")))
    contact = api.ask("/openapi.json").json["info"]["contact"]
    assert contact == {"name": "Gemeente Almere", "email": "cijfers@example.org"}


def test_over_tls_browsers_are_held_to_it(api: Api):
    assert "max-age" in api.ask("", scheme="https").headers["strict-transport-security"]
    assert "strict-transport-security" not in api.ask("").headers


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("", "application/json"), ("*/*", "application/json"), ("text/*", "text/csv; charset=utf-8"),
        ("application/json;q=0.5, text/csv", "text/csv; charset=utf-8"),
        ("text/csv;q=0, */*", "application/json"),
        ("application/*;q=0.2, application/json;q=0", "application/vnd.apache.parquet"),
    ],
)  # fmt: skip
def test_what_is_accepted_most_is_sent(api: Api, accept: str, kind: str):
    assert api.ask("/cijfers?gebied=NL", accept=accept).headers["content-type"] == kind


def test_what_is_asked_goes_before_what_is_accepted(api: Api):
    assert api.ask("/cijfers?gebied=NL&f=csv", accept="application/json").headers["content-type"].startswith("text/csv")
    is_problem(api.ask("/cijfers?gebied=NL", accept="text/html"), 406)
    is_problem(api.ask("/definities", accept="text/csv"), 406)


def test_who_asks_too_often_waits(protected: Path):
    moment = [0.0]
    api = Api(make_api(Settings(map=protected, api_per_minuut=3), clock=lambda: moment[0]))
    assert [api.ask("").status for _ in range(4)] == [200, 200, 200, 429]
    refused = api.ask("")
    is_problem(refused, 429)
    assert refused.headers["retry-after"] == "20"
    assert api.ask("", client="10.0.0.2").status == 200  # another address
    assert api.ask("/gezondheid").status == 200  # who watches over it is never refused
    moment[0] = 20.0
    assert [api.ask("").status for _ in range(2)] == [200, 429]


def test_without_a_store_or_a_publication_it_says_so(tmp_path: Path):
    api = Api(make_api(Settings(map=tmp_path / "leeg")))
    is_problem(api.ask("/gezondheid"), 503)
    is_problem(api.ask("/cijfers?gebied=NL"), 503)
    assert api.ask("/definities").status == 200
