"""Any grid in any dress comes back equal; any damage ends in a sheet or in a sentence."""

import csv
from contextlib import suppress
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from queries.deliveries.contents import Contents, read_contents
from queries.deliveries.records import DeliveryError
from queries.deliveries.sheet import Sheet, read_sheet
from tests.queries.deliveries.invented import written
from tests.queries.deliveries.workbooks import COVER, data, package, styles, zipped

COLUMNS = ("id", "postcode", "gemeld_op", "waarde", "warm")
KEYS = ("gm_code", "periode_van", "periode_tot")
FEW = settings(max_examples=60)
# Text as a table holds it; what begins with = is a formula.
WORD = st.from_regex(r"[A-Za-z0-9éöß€;,|\t\"'.-][A-Za-z0-9éöß€;,|\t\"'= .\n-]{0,12}[A-Za-z0-9é;|\"]", fullmatch=True)
# With the id filled in by a number no row is empty, a note or a total.
TEXT_ROW = st.tuples(st.integers(1, 9999).map(str), *[st.none() | WORD] * 4)


def expected(rows: list[tuple[Any, ...]]) -> list[dict[str, Any]]:
    stripped = ([one.strip() if isinstance(one, str) else one for one in row] for row in rows)
    return [dict(zip(COLUMNS, row, strict=True)) for row in stripped]


@FEW
@given(
    rows=st.lists(TEXT_ROW, max_size=12),
    delimiter=st.sampled_from(";,\t|"),
    # Between old Mac line ends Python's own writer leaves a line feed within a cell unquoted.
    dress=st.sampled_from(
        [(csv.QUOTE_ALL, "\r"), (csv.QUOTE_ALL, "\n"), (csv.QUOTE_MINIMAL, "\n"), (csv.QUOTE_MINIMAL, "\r\n")]
    ),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
)
def test_any_grid_in_any_dialect_of_csv_comes_back_equal(rows, delimiter, dress, encoding):
    made = StringIO(newline="")
    writer = csv.writer(made, delimiter=delimiter, quoting=dress[0], lineterminator=dress[1])
    writer.writerows([*COVER, COLUMNS, *rows])
    data = made.getvalue().encode(encoding).removeprefix(b"\xef\xbb\xbf")
    found = read_sheet(Contents("a.csv", "tekst", data, "x"), COLUMNS, KEYS)
    assert [row for _, row in found.rows] == expected(rows)
    assert found.above == {"gm_code": "GM0363", "periode_van": "2025-01-01", "periode_tot": "2025-12-31"}


TYPED_ROW = st.tuples(
    st.integers(1, 10**14),
    st.none() | WORD,
    st.none() | st.dates(date(1901, 1, 1), date(2100, 1, 1)) | st.datetimes(datetime(1901, 1, 1), datetime(2100, 1, 1)),
    st.none() | st.floats(-1e6, 1e6).map(lambda one: round(one, 6)) | st.integers(-(10**9), 10**9),
    st.none() | st.booleans(),
)


@FEW
@given(rows=st.lists(TYPED_ROW, max_size=12), before=st.integers(0, 3), aside=st.integers(0, 3))
def test_any_grid_of_typed_cells_comes_back_equal_from_excel(rows, before, aside):
    book = Workbook()
    sheet = book.worksheets[0]
    for number, row in enumerate([COLUMNS, *rows], start=before + 1):
        for place, value in enumerate(row, start=aside + 1):
            sheet.cell(number, place, value)
    made = BytesIO()
    book.save(made)
    found = read_sheet(Contents("a.xlsx", "xlsx", made.getvalue(), "x"), COLUMNS, KEYS)
    assert [number for number, _ in found.rows] == list(range(before + 2, before + 2 + len(rows)))
    for (_, read), given_ in zip(found.rows, expected(rows), strict=True):
        assert {**read, "gemeld_op": None} == {**given_, "gemeld_op": None}
        _same_moment(read["gemeld_op"], given_["gemeld_op"])


def _same_moment(read: Any, given_: Any) -> None:
    """Excel keeps a moment as a number: its last microseconds are lost, and midnight is a date."""
    if given_ is None or not isinstance(given_, datetime):
        assert read == given_
        return
    moment = read if isinstance(read, datetime) else datetime(read.year, read.month, read.day)
    assert abs((moment - given_).total_seconds()) < 0.01


SHEET = data([*COVER, COLUMNS, *[[number, "1357XZ", 45689, 0.5, True] for number in range(20)]])
MERGED = '<mergeCells><mergeCell ref="B6:B9"/></mergeCells>'
WHOLE = package(("Blad1", SHEET + MERGED), parts={"xl/styles.xml": styles("0%")})
with ZipFile(BytesIO(WHOLE)) as opened:
    PARTS: dict[str, str | bytes] = {name: opened.read(name) for name in opened.namelist()}


@FEW
@given(place=st.integers(0, len(WHOLE)), removed=st.integers(0, 200), noise=st.binary(max_size=8))
def test_any_damage_to_a_workbook_ends_in_a_sheet_or_a_sentence(tmp_path_factory, place, removed, noise):
    whole = WHOLE[:place] + noise + WHOLE[place + removed :]
    _answered(written(tmp_path_factory.mktemp("x"), whole, "a.xlsx"))


@settings(max_examples=200)
@given(
    name=st.sampled_from(sorted(PARTS)),
    place=st.integers(0, 3000),
    removed=st.integers(0, 12),
    noise=st.sampled_from(
        [b"", b"<", b'"', b"</c>", b"<c>", b"9999999", b"-1", b"ZZ", b"&", b"\xff", b' t="s"', b"<v>"]
    ),
)
@example(name="xl/worksheets/sheet1.xml", place=0, removed=0, noise=b"\x00")
def test_any_damage_inside_a_sound_zip_ends_in_a_sheet_or_a_sentence(tmp_path_factory, name, place, removed, noise):
    part = PARTS[name]
    whole = part if isinstance(part, bytes) else part.encode()
    place %= len(whole)
    damaged = zipped({**PARTS, name: whole[:place] + noise + whole[place + removed :]})
    _answered(written(tmp_path_factory.mktemp("x"), damaged, "a.xlsx"))


def _answered(path: Any) -> None:
    with suppress(DeliveryError):
        contents = read_contents(path)
        if contents.kind != "json":
            assert isinstance(read_sheet(contents, COLUMNS, KEYS), Sheet)
