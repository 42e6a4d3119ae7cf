"""A report says what matters in at most three findings, and every number in it is that of a stored figure."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from dashboard.figures.said import Compared
from dashboard.figures.source import Source
from dashboard.reports import sentences as said
from dashboard.reports.compose import make_report
from dashboard.reports.content import Chart, Finding, Heading, Number, Report, Table, as_json, from_json, plain
from dashboard.reports.errors import PeriodError, SelectionError
from dashboard.reports.facts import Fact, Facts, facts
from dashboard.reports.findings import RANK, findings
from dashboard.reports.periods import period_of
from dashboard.reports.selection import TOPICS, default_selection, of_topic
from metrics.indicators import INDICATORS
from tests.dashboard.reports.reported import NOW, busy_store, report, sentences, source_of
from tests.dashboard.reports.traced import check, digits_in, numbers_of
from tests.dashboard.small_store import GAPS, NORMAL, NOTHING, SMALL, UNKNOWN, make_store

# Words that claim a cause; "meer dan toeval kan verklaren" says that chance is no explanation, not what is one.
CAUSES = re.compile(
    r"\b(door|doordat|daardoor|waardoor|dankzij|wegens|vanwege|leidt|leidde|leiden tot|effect|effecten|oorzaak|"
    r"veroorzaakt|komt omdat|want daardoor|gevolg|resultaat van|omdat wij|zorgt|zorgde|helpt|hielp|werkt|werkte)\b",
    re.IGNORECASE,
)
EVERYONE = (NORMAL, GAPS, UNKNOWN, SMALL, NOTHING)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return busy_store(tmp_path_factory.mktemp("rapport") / "map")


@pytest.fixture(scope="module")
def source(folder: Path) -> Source:
    return source_of(folder)


@pytest.fixture(scope="module")
def reports(folder: Path) -> list[Report]:
    every = tuple(TOPICS)
    made = [report(folder, gm_code, periode) for gm_code in EVERYONE for periode in (None, "2025")]
    return [*made, report(folder, NORMAL, "2025-12"), report(folder, NORMAL, "2024-K4", every)]


def test_every_number_is_that_of_the_figure_it_names(reports: list[Report], source: Source):
    checked = 0
    for made in reports:
        numbers = [number for runs in sentences(made) for number in numbers_of(runs)]
        for number in numbers:
            check(source, made.gm_code, number, _leans_on(made, number))
        checked += len(numbers)

    assert checked > 500


def test_no_figure_hides_in_the_words(reports: list[Report]):
    for made in reports:
        for runs in sentences(made):
            for run in runs:
                assert isinstance(run, Number) or not digits_in(run), run


def test_the_words_of_a_chart_have_its_own_numbers_only(reports: list[Report]):
    charts = [block for made in reports for block in made.blocks if isinstance(block, Chart)]

    for chart in charts:
        allowed = {text for line in (chart.series.own, *chart.series.others) for text in _written(line.y)}
        allowed |= {level.text for level in (*chart.series.levels, chart.series.target) if level is not None}
        allowed |= {str(at) for at in range(30)}  # how many others there are, and how many of them are higher
        left = digits_in(chart.alt)
        assert not left or all(token.rstrip(".,") in allowed for token in _tokens(chart.alt)), chart.alt
    assert len(charts) > 5


def test_no_sentence_claims_a_cause(reports: list[Report], source: Source):
    every = [plain(runs) for made in reports for runs in sentences(made)]
    every += [text for made in reports for text in _around(made)]
    every += [plain(runs) for found in _every_finding(source) for runs in (found.runs, found.evidence)]

    for sentence in every:
        assert not CAUSES.search(_without_definitions(sentence)), sentence
    assert len(every) > 500


def test_every_rule_makes_a_whole_sentence_without_hidden_figures(source: Source):
    found = list(_every_finding(source))

    assert {each.soort for each in found} == set(RANK)
    for each in found:
        assert plain(each.runs).endswith(".")
        for run in (*each.runs, *each.evidence):
            assert isinstance(run, Number) or not digits_in(run), run


def test_there_are_at_most_three_findings_most_pressing_first(reports: list[Report]):
    for made in reports:
        ranks = [RANK.index(found.soort) for found in made.findings]
        assert len(ranks) <= 3
        assert ranks == sorted(ranks)
        assert len({found.indicator for found in made.findings}) == len(ranks)
        assert [block for block in made.blocks if isinstance(block, Finding)] == list(made.findings)


def test_a_missed_goal_comes_first_and_a_reached_one_after(folder: Path):
    made = report(folder, NORMAL)

    assert [(found.soort, found.indicator) for found in made.findings] == [
        ("doel in gevaar", "VS07"),
        ("doel gehaald", "VS10"),
    ]
    assert plain(made.findings[0].runs) == (
        "Het doel voor bereik via vroegsignalering is niet gehaald: 46,2% over het jaar tot en met januari 2025, "
        "gevraagd was minstens 60,0% op 31 januari 2025."
    )


def test_when_nothing_is_beyond_chance_the_report_says_so(tmp_path: Path):
    quiet = report(make_store(tmp_path / "map"), NORMAL)

    assert quiet.soort == "rapport"
    assert quiet.findings == ()
    assert "Er is deze keer niets dat buiten het toeval valt." in [plain(runs) for runs in sentences(quiet)]


@pytest.mark.parametrize("gm_code", [NOTHING, GAPS])
def test_a_gemeente_with_too_little_data_gets_a_short_report_that_says_what_is_missing(folder: Path, gm_code: str):
    made = report(folder, gm_code)
    heads = [block.text for block in made.blocks if isinstance(block, Heading)]

    assert made.soort == "te weinig gegevens"
    assert made.findings == ()
    assert "Wat er ontbreekt" in heads
    assert "Wat u kunt doen" in heads
    assert not [block for block in made.blocks if isinstance(block, Chart)]


def test_a_tegenmaat_stands_below_its_indicator(folder: Path):
    table = next(block for block in report(folder, NORMAL).blocks if isinstance(block, Table))
    names = [plain(row[0]) for row in table.rows]

    assert names[names.index("Uitval") + 1] == "tegenmaat: toelating"
    assert all(len(row) == len(table.head) for row in table.rows)


def test_a_verdict_is_never_a_colour_alone(folder: Path):
    table = next(block for block in report(folder, NORMAL).blocks if isinstance(block, Table))

    for row in table.rows:
        assert re.search(r"[✓!▲▼≈◔◐◧…<>∅–] \w", plain(row[3]))
        assert re.fullmatch(r"[↗↘→–] .+", plain(row[4]))


def test_a_topic_that_is_asked_for_has_a_part_with_all_its_figures(folder: Path):
    made = report(folder, NORMAL, topics=["SH"])
    table = next(block for block in made.blocks if isinstance(block, Table) and block.caption.startswith("Schuldhulp"))
    names = [plain(row[0]) for row in table.rows]

    assert "Schuldhulp" in [block.text for block in made.blocks if isinstance(block, Heading)]
    assert all(one.naam in " ".join(names) or one.naam[1:] in " ".join(names) for one in of_topic("SH")[:3])


def test_figures_not_from_after_the_period_are_used(folder: Path, source: Source):
    made = report(folder, NORMAL, "2024-K4")
    ends = {
        number.periode.split("/")[1] for runs in sentences(made) for number in numbers_of(runs) if "/" in number.periode
    }

    assert max(ends) == "2025-01-01"
    assert period_of("2024-K4", source.today).tot == date(2025, 1, 1)


def test_the_same_store_gives_the_same_report_whenever_it_is_made(folder: Path):
    first = make_report(source_of(folder), NORMAL, None, now=date(2026, 1, 20))
    later = make_report(replace(source_of(folder), versie="anders"), NORMAL, None, now=datetime(2027, 5, 5, 12))

    assert as_json(first) == as_json(later)
    assert first.datum == date(2026, 1, 12)
    assert from_json(as_json(first)) == first


def test_a_report_names_what_it_was_made_from(folder: Path):
    origin = report(folder, NORMAL).herkomst

    assert (origin.berekening, origin.publicatie, origin.peildatum) == ("2", 1, date(2026, 1, 12))
    assert ("VS07", 1) in origin.definities
    assert len(origin.leveringen) == 3


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"gm_code": "GM9999"}, "gemeente 'GM9999' is niet bekend"),
        ({"indicators": ["XX01"]}, "cijfer 'XX01' bestaat niet"),
        ({"topics": ["KW"]}, "onderwerp 'KW' bestaat niet; kies uit VS, DV, ON, SH"),
    ],
)
def test_what_nobody_knows_is_refused_in_a_sentence(source: Source, asked: dict[str, object], told: str):
    with pytest.raises(SelectionError, match=told):
        make_report(source, **{"gm_code": NORMAL, "periode": None, "now": NOW} | asked)  # pyright: ignore[reportArgumentType]


def test_a_period_that_is_no_period_is_refused(source: Source):
    with pytest.raises(PeriodError):
        make_report(source, NORMAL, "zomer", now=NOW)


def test_the_default_report_has_every_key_indicator():
    assert {one.code for one in INDICATORS if one.kern} <= set(default_selection())


def _every_finding(source: Source) -> Iterator[Finding]:
    """Give what the rules say of every indicator, in every verdict, movement and trend there can be."""
    known = facts(source, NORMAL, "Almere", period_of(None, source.today), INDICATORS[:-3])
    yield from findings(known)
    for fact in known.by_code.values():
        if not fact.known or fact.row is None:
            continue
        for changed in _varied(fact):
            alone = Facts(**{**known.__dict__, "by_code": {**known.by_code, fact.indicator.code: changed}, "goals": ()})
            only = Facts(**{**alone.__dict__, "chosen": (fact.indicator.code,)})
            yield from findings(only)
            assert said.stands(changed, only)


def _varied(fact: Fact) -> Iterator[Fact]:
    for verdict in ("beter", "slechter", "hoger", "lager", "vergelijkbaar"):
        yield replace(fact, beside=Compared(verdict, fact.row, fact.row), moved=None, trend="")
        if fact.moved is not None:
            yield replace(fact, beside=None, moved=replace(fact.moved, verdict=verdict), trend="")
    kind = "jaar" if fact.indicator.code == "ON03" else "kwartaal"
    for trend in ("stijgt", "daalt"):
        yield replace(fact, beside=None, moved=None, trend=trend, trend_kind=kind)


def _around(made: Report) -> Iterator[str]:
    """Give the words around tables and charts."""
    for block in made.blocks:
        if isinstance(block, Table):
            yield from (block.caption, block.note, *block.head)
        elif isinstance(block, Chart):
            yield from (block.caption, block.alt)


def _leans_on(made: Report, number: Number) -> dict[str, object]:
    """Return what the report says of itself, for numbers that are no figures."""
    origin = made.herkomst
    return {
        "nummer": origin.berekening, "publicatie": origin.publicatie, "leveringen": len(origin.leveringen),
        "programma": origin.codeversie, "norm": 0.2, "gemeenten": number.value, "vergeleken": number.value,
        "jaar_eerder": number.value, "toeval": number.value,
    }  # fmt: skip


def _without_definitions(sentence: str) -> str:
    for one in INDICATORS:
        for part in (one.zin, *re.split("zo veel", one.zin, flags=re.IGNORECASE), one.bron):
            if len(part) > 12:
                sentence = sentence.replace(part, "")
        after = one.zin.partition(" van de 100")[2]
        sentence = sentence.replace(after, "") if len(after) > 12 else sentence
    return sentence


def _written(values: tuple[float | None, ...]) -> set[str]:
    found: set[str] = set()
    for value in values:
        if value is not None:
            text = f"{value:,.1f}".translate(str.maketrans(",.", ".,"))
            found |= {text, f"{text}%", f"{value:,.0f}".replace(",", "."), f"{value:.0f}%"}
    return found


def _tokens(text: str) -> list[str]:
    return re.findall(r"\S*\d\S*", re.sub(r"K[1-4] \d{4}|\d{1,2} \w+ \d{4}|\b20\d\d\b", "", _without_definitions(text)))
