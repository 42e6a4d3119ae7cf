"""However an SHV delivery of any version is maimed, the door answers, and says nothing of what it found there."""

import copy
import json
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from queries.deliveries.records import SCHEMAS, Delivery, RefusedFile
from queries.deliveries.shv_versions import MIXED, VERSIONS
from tests.queries.deliveries.invented import Json, outcomes, outer, shv_levering, traject, written
from tests.queries.deliveries.test_properties import ANYTHING, spots
from tests.queries.deliveries.test_shv_versions import ENDED, SPELLED

# A name, a word after it and a number that can be a BSN: what must never come out again.
MARK = "Zwabberhannes 111222333"
MARKS = ("zwabberhannes", "111222333")
QUICK = settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
BESIDES = {
    "0.9": [traject(intake={"toelatingsbeschikking": ""}, client=[{"leefsituatie": [{"schulden": [{}]}]}])],
    "0.10": [ENDED, traject(moratoria=[{"datumAanvraag": "2025-01-20"}])],
    "1.0": [traject(informatieEnAdvies={"startdatum": "2025-01-02"})],
}
TOLD = {*VERSIONS, "0.10/1.0", MIXED}


def document(version: str) -> Json:
    """Return a delivery as one version spells it; that of 0.9 names no supplier."""
    whole = outer(shv_levering([SPELLED[version], *BESIDES[version]]), shv_levering([], teller=2))
    return {name: value for name, value in whole.items() if version != "0.9" or name != "codeGegevensleverancier"}


DOCUMENTS = {version: document(version) for version in VERSIONS}
# What is about the delivery and no client, and is kept as it is.
KEPT = {"codeGegevensleverancier", "(Statutaire) Naam", "KvK-nummer", "aanleverende_organisatie"}


def wound(whole: Any, path: tuple[Any, ...], how: str, thing: Any) -> Any:
    """Return ``whole`` with one spot replaced, taken out, doubled or given to another name."""
    if not path:
        return thing if how == "replace" else whole
    changed = copy.deepcopy(whole)
    inside = changed
    for step in path[:-1]:
        inside = inside[step]
    last = path[-1]
    value = inside[last]
    if how == "replace":
        inside[last] = thing
    elif how == "wrap":
        inside[last] = [value, thing, value]
    elif how == "remove":
        del inside[last]
    elif isinstance(inside, dict):
        inside[str(thing)] = inside.pop(last)
    else:
        inside.insert(0, copy.deepcopy(value))
    return changed


@st.composite
def maimed(draw: st.DrawFn) -> Any:
    """Draw a delivery of some version with up to four wounds, parts of another version among them."""
    whole: Any = DOCUMENTS[draw(st.sampled_from(VERSIONS))]
    parts = [part for each in DOCUMENTS.values() for part in _parts(each)]
    for _ in range(draw(st.integers(1, 4))):
        path = draw(st.sampled_from(spots(whole)))
        how = draw(st.sampled_from(["replace", "replace", "wrap", "remove", "rename"]))
        whole = wound(whole, path, how, draw(ANYTHING | st.sampled_from(parts) | st.just(MARK)))
    return whole


def _parts(whole: Any) -> list[Any]:
    found: list[Any] = []
    for path in spots(whole):
        part = whole
        for step in path:
            part = part[step]
        found.append(part)
    return found


def answer(folder: Path, content: Any) -> Delivery | RefusedFile | None:
    """Return the one answer to a file; None for a delivery in which nothing was left."""
    found = outcomes(written(folder, content if isinstance(content, bytes) else json.dumps(content)))
    assert len(found) <= 1
    if found and isinstance(found[0], Delivery):
        assert {table: frame.schema for table, frame in found[0].tables.items()} == {
            table: SCHEMAS[table] for table in found[0].tables
        }
        if found[0].soort == "shv":
            assert {levering.schemaversie for levering in found[0].leveringen} <= TOLD
    return found[0] if found else None


@QUICK
@given(content=maimed())
def test_a_maimed_delivery_of_any_version_is_read_or_refused_in_one_sentence(tmp_path: Path, content: Any) -> None:
    found = answer(tmp_path, content)
    if isinstance(found, RefusedFile):
        assert "levering.json" in found.reason
        assert "\n" not in found.reason


@QUICK
@given(
    version=st.sampled_from(VERSIONS),
    cut=st.integers(0, 6000),
    removed=st.integers(0, 300),
    noise=st.binary(max_size=8),
)
def test_a_damaged_delivery_of_any_version_gets_an_answer(
    tmp_path: Path, version: str, cut: int, removed: int, noise: bytes
) -> None:
    whole = json.dumps(DOCUMENTS[version]).encode()
    answer(tmp_path, whole[:cut] + noise + whole[cut + removed :])


@QUICK
@given(data=st.data(), version=st.sampled_from(VERSIONS))
def test_what_stands_in_a_client_s_record_comes_out_nowhere(tmp_path: Path, data: st.DataObject, version: str) -> None:
    whole = DOCUMENTS[version]
    inside = [path for path in spots(whole) if path and not KEPT & set(path)]
    for _ in range(data.draw(st.integers(1, 3))):
        left = set(spots(whole))
        path = data.draw(st.sampled_from([path for path in inside if path in left]))
        thing = data.draw(st.sampled_from([MARK, [MARK], {"naam": MARK}, {MARK: MARK}]))
        whole = wound(whole, path, data.draw(st.sampled_from(["replace", "wrap", "rename"])), thing)
    found = answer(tmp_path, whole)
    shown = repr(found) if isinstance(found, RefusedFile) else _everything(found)
    assert not [mark for mark in MARKS if mark in shown.lower()]


def _everything(found: Delivery | None) -> str:
    """Return all text a delivery hands on."""
    if found is None:
        return ""
    tables = [str(frame.rows()) for frame in found.tables.values()]
    return "\n".join([repr(found.leveringen), repr(found.rejections), *tables])
