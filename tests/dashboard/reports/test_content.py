"""The content of a report is kept as text, and is the same report when it is read again."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.reports.content import (
    Chart,
    ChartData,
    ContentError,
    Finding,
    Heading,
    Level,
    Line,
    Mark,
    Number,
    Paragraph,
    Provenance,
    Report,
    Table,
    as_json,
    from_json,
    plain,
)

WORDS = st.text(max_size=8)
VALUES = st.none() | st.integers(-(10**9), 10**9) | st.floats(allow_nan=False, allow_infinity=False)
FLOATS = st.floats(allow_nan=False, allow_infinity=False)
NUMBERS = st.builds(Number, WORDS, VALUES, WORDS, WORDS, WORDS, WORDS, WORDS)
RUNS = st.lists(WORDS | NUMBERS, max_size=3).map(tuple)
POINTS = st.lists(st.none() | FLOATS, max_size=3).map(tuple)
LINES = st.builds(
    Line, WORDS, st.lists(WORDS, max_size=3).map(tuple), POINTS, POINTS, POINTS, st.lists(st.booleans()).map(tuple)
)
LEVELS = st.builds(Level, WORDS, FLOATS, WORDS)
DATA = st.builds(
    ChartData,
    st.sampled_from(["trend", "vergelijking", "doel"]),
    WORDS,
    st.integers(0, 3),
    LINES,
    st.lists(LINES, max_size=2).map(tuple),
    st.none() | LEVELS,
    st.lists(LEVELS, max_size=2).map(tuple),
    st.lists(st.builds(Mark, WORDS, WORDS), max_size=2).map(tuple),
)
FINDINGS = st.builds(Finding, WORDS, WORDS, RUNS, RUNS, WORDS)
ROWS = st.lists(st.lists(RUNS, max_size=2).map(tuple), max_size=2).map(tuple)
BLOCKS = st.one_of(
    st.builds(Heading, st.integers(2, 3), WORDS),
    st.builds(Paragraph, RUNS, st.sampled_from(["gewoon", "nadruk", "klein"])),
    FINDINGS,
    st.builds(Table, WORDS, st.lists(WORDS, max_size=2).map(tuple), ROWS, WORDS),
    st.builds(Chart, WORDS, WORDS, WORDS, DATA),
)
ORIGINS = st.builds(
    Provenance,
    WORDS,
    st.none() | st.integers(0, 99),
    st.none() | st.dates(),
    st.lists(st.tuples(WORDS, st.integers(1, 9)), max_size=2).map(tuple),
    WORDS,
    st.lists(st.integers(0, 999), max_size=3).map(tuple),
)
REPORTS = st.builds(
    Report,
    WORDS,
    WORDS,
    WORDS,
    st.dates(),
    st.dates(),
    WORDS,
    st.dates(),
    st.lists(BLOCKS, max_size=3).map(tuple),
    st.lists(FINDINGS, max_size=2).map(tuple),
    ORIGINS,
    st.sampled_from(["rapport", "te weinig gegevens"]),
)


@settings(max_examples=60, deadline=None)
@given(REPORTS)
def test_a_kept_report_is_the_same_report(report: Report):
    text = as_json(report)

    assert from_json(text) == report
    assert as_json(from_json(text)) == text


def test_whole_numbers_and_fractions_stay_what_they_are():
    report = _report(Paragraph((Number("1", 1, "", "", "", "", ""), Number("1,0", 1.0, "", "", "", "", ""))))

    block = from_json(as_json(report)).blocks[0]

    assert isinstance(block, Paragraph)
    assert [type(run.value) for run in block.runs if isinstance(run, Number)] == [int, float]


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "3", '{"is":"Report"}', '{"is":"Heading","level":2,"text":"x"}', '{"is":"x"}']
)
def test_what_is_no_report_is_refused(text: str):
    with pytest.raises(ContentError, match="geen bewaard rapport"):
        from_json(text)


def test_a_sentence_reads_as_its_runs_in_order():
    assert (
        plain(("Bereik: ", Number("20,1%", 0.201, "VS07", "standaard", "GM0034", "", "waarde"), "."))
        == "Bereik: 20,1%."
    )


def _report(*blocks: Paragraph) -> Report:
    origin = Provenance("1", None, None, (), "0.1.0", ())
    return Report(
        "GM0034", "Almere", "2025", date(2025, 1, 1), date(2026, 1, 1), "Almere", date(2026, 1, 12), blocks, (), origin
    )
