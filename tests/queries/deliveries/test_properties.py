"""Whatever happens to a file, the door answers: a delivery in which the good records survive, or a sentence."""

import copy
import json
from typing import Any

import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from queries.deliveries.aanvulling import read_tables
from queries.deliveries.aanvulling_file import open_table
from queries.deliveries.aanvulling_tables import TABLES
from queries.deliveries.ledger import Ledger, Page
from queries.deliveries.records import SCHEMAS, Delivery, RefusedFile
from queries.deliveries.sheet import Sheet
from queries.deliveries.signaal_links import SignaalLinks
from tests.queries.deliveries.invented import (
    KEY,
    RECEIVED,
    outcomes,
    outer,
    poging,
    shv_levering,
    signaal,
    traject,
    vs_levering,
    written,
    zaak,
)

ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=12)
    | st.sampled_from(["2025-02-30", "2025-01-05", "0363", "ja", "Huur", "\x00", "#", " "]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
QUICK = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
VS = outer(
    vs_levering(
        [signaal(number) for number in range(1, 4)],
        [zaak(1, 2), zaak(3, contactpogingen=[poging(), poging(soort="Brief")])],
    )
)
SHV = outer(
    shv_levering([traject(), traject(intake={"startdatum": "2025-01-20"}, begeleiding=[{"soort": "Budgetbeheer"}])])
)


def spots(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return every place in a JSON value, as the keys that lead to it."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(spot for name, part in inner for spot in spots(part, (*path, name)))]


def put(value: Any, path: tuple[Any, ...], replacement: Any) -> Any:
    if not path:
        return replacement
    changed = copy.copy(value)
    changed[path[0]] = put(changed[path[0]], path[1:], replacement)
    return changed


def answer(folder: Any, content: Any) -> Delivery | RefusedFile:
    found = outcomes(written(folder, content))
    assert len(found) == 1
    if isinstance(found[0], Delivery):
        for table, frame in found[0].tables.items():
            assert frame.schema == SCHEMAS[table]
    return found[0]


@QUICK
@given(data=st.data())
def test_one_changed_spot_in_a_vs_file_costs_at_most_its_own_record(tmp_path, data):
    path = data.draw(st.sampled_from(spots(VS)))
    found = answer(tmp_path, put(VS, path, data.draw(ANYTHING)))
    if len(path) >= 4 and path[2] in {"vroegsignalen", "vroegsignaalzaken"}:
        assert isinstance(found, Delivery)
        kept = {pad for table in ("signaal", "zaak") for pad in found.tables[table]["pad"]}
        changed = f"$.leveringen[0].{path[2]}[{path[3]}]"
        assert kept | doubles(found) >= ALL_RECORDS - {changed}
    elif isinstance(found, RefusedFile):
        assert "levering.json" in found.reason


ALL_RECORDS = {f"$.leveringen[0].vroegsignalen[{number}]" for number in range(3)} | {
    f"$.leveringen[0].vroegsignaalzaken[{number}]" for number in range(2)
}


def doubles(found: Delivery) -> set[str]:
    """Return the records that another record's new ID made a double: the first one given counts."""
    return {one.pad for one in found.rejections if one.regel in {"dubbel_id", "dubbele_zaak"}}


@QUICK
@given(data=st.data())
def test_one_changed_spot_in_an_shv_file_costs_at_most_its_own_traject(tmp_path, data):
    path = data.draw(st.sampled_from(spots(SHV)))
    found = answer(tmp_path, put(SHV, path, data.draw(ANYTHING)))
    if len(path) >= 4 and path[2] == "schuldhulptrajecten":
        assert isinstance(found, Delivery)
        assert f"$.leveringen[0].schuldhulptrajecten[{1 - path[3]}]" in set(found.tables["traject"]["pad"])


@QUICK
@given(content=ANYTHING)
def test_any_json_gets_an_answer(tmp_path, content):
    assert isinstance(answer(tmp_path, json.dumps(content)), RefusedFile)


@QUICK
@given(start=st.integers(0, 4000), removed=st.integers(1, 400), noise=st.binary(max_size=6))
def test_a_damaged_file_gets_an_answer(tmp_path, start, removed, noise):
    whole = json.dumps(VS).encode()
    answer(tmp_path, whole[:start] + noise + whole[start + removed :])


@QUICK
@given(content=st.text(max_size=300) | st.binary(max_size=300), name=st.sampled_from(["a.csv", "a.json", "a"]))
def test_any_bytes_get_an_answer(tmp_path, content, name):
    data = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    assert len(outcomes(written(tmp_path, data, name))) == 1


@QUICK
@given(
    rows=st.lists(st.lists(st.text(max_size=12), max_size=13), max_size=6),
    delimiter=st.sampled_from(";,\t"),
    tabel=st.sampled_from(sorted(TABLES)),
)
def test_any_table_under_a_good_header_gets_an_answer(tmp_path, rows, delimiter, tabel):
    header = ";".join(TABLES[tabel].namen)
    above = f"tabel;{tabel}\ngm_code;GM0363\nperiode_van;2025-01-01\nperiode_tot;2025-12-31\n{header}\n"
    body = "\n".join(delimiter.join(row) for row in rows)
    data = (above.replace(";", delimiter) + body).encode("utf-8", "surrogatepass")
    assert len(outcomes(written(tmp_path, data, "tabel.csv"))) == 1


EXAMPLES = [example for spec in TABLES.values() for column in spec.kolommen for example in column.voorbeelden]
CELLS = (
    st.none()
    | st.sampled_from(EXAMPLES)
    | st.text(max_size=12)
    | st.integers(-(10**18), 10**18)
    | st.floats()
    | st.booleans()
    | st.dates()
    | st.datetimes()
    | st.sampled_from(["\x00", "-", "?", "1.234", "31-1-25", "1e400", "9" * 400, "\u0661", "²", "GM0363", "x" * 300])
)


@QUICK
@given(data=st.data(), tabel=st.sampled_from(sorted(TABLES)))
def test_any_cells_of_any_type_become_rows_that_fit_the_store_or_rejections(data, tabel):
    spec = TABLES[tabel]
    row = st.fixed_dictionaries(dict.fromkeys(spec.namen, CELLS))
    rows = list(enumerate(data.draw(st.lists(row, max_size=5)), start=2))
    above = {"gm_code": "GM0363", "periode_van": "2025-01-01", "periode_tot": "2025-12-31", "tabel": tabel}
    sheet = Sheet(above, rows, 1, frozenset(spec.namen), ())
    file = open_table(Page("tabel.xlsx", "0"), sheet, received=RECEIVED, declared=None)
    found = read_tables(spec, [file], Ledger(file.header, None), KEY, SignaalLinks(KEY, None))
    frame = found.tables[tabel]
    assert frame.schema == SCHEMAS[tabel]
    assert found.leveringen[0].aantal == len(rows) == frame.height + found.leveringen[0].afgekeurd
    for name, dtype in frame.schema.items():
        if dtype == pl.Float64:
            assert frame[name].is_finite().fill_null(value=True).all()
