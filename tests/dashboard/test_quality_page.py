"""Datakwaliteit says who delivered when, how far that can be trusted, and which figures a warning touches."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from sqlalchemy import insert, update

from dashboard.figures import deliveries, stored
from dashboard.figures.deliveries import EXPECTED, LATE, MISSING, NOTHING, ON_TIME, PART, REFUSED, WITHDRAWN
from dashboard.figures.quality import SUSPICIOUS, badge
from dashboard.figures.rhythm import due_until, next_period
from dashboard.figures.source import Source
from data_checks.suites.usual import usual
from metrics.months import months_later
from queries.access import local_administrator
from queries.engine import open_engine
from queries.orde import FILLED_SCHEMA
from queries.orde_gemeente import fullness
from queries.schema import levering
from tests.dashboard.changed_store import add
from tests.dashboard.opened import said, show
from tests.dashboard.small_store import GAPS, NORMAL, SMALL, UNKNOWN, make_store
from tests.dashboard.small_store import NOTHING as NO_ONE

TODAY = date(2026, 1, 12)
BRIELLE, VOORNE = "GM0501", "GM1992"


def _source(folder: Path) -> Source:
    url, viewer = f"sqlite:///{folder / 'register.sqlite3'}", local_administrator()
    state = stored.read_state(url, viewer)
    return Source(url, folder / "publicaties", viewer, state.versie, TODAY, state.publicatie)


def _add(folder: Path, *rows: dict[str, Any]) -> None:
    """Add leveringen of vroegsignalering to Ameland, which has none but these."""
    engine = open_engine(f"sqlite:///{folder / 'register.sqlite3'}")
    base = {
        "soort": "vs", "schemaversie": "1.0", "leverancier": "L", "organisatie": "naam:o", "organisatie_naam": "O",
        "gm_code": SMALL, "tabellen": "signaal,zaak", "bestanden": "x.json", "sha256": "0" * 64, "aantal": 10,
        "afgekeurd": 0, "status": "in_gebruik",
    }  # fmt: skip
    with engine.begin() as connection:
        connection.execute(update(levering).where(levering.c.gm_code == SMALL).values(status="vervangen", soort="doel"))
        for row in rows:
            moment = datetime.combine(row.pop("op"), datetime.min.time())
            connection.execute(insert(levering), base | {"aangeleverd_op": moment, "ontvangen_op": moment} | row)
    engine.dispose()


def _month(year: int, month: int, op: date, **changes: Any) -> dict[str, Any]:
    since = date(year, month, 1)
    return {"periode_van": since, "periode_tot": months_later(since, 1), "op": op} | changes


def test_the_calendar_tells_on_time_late_part_refused_withdrawn_missing_and_still_to_come(map_folder: Path):
    make_store(map_folder)
    _add(
        map_folder,
        _month(2025, 4, date(2025, 5, 31)),  # the 31st day after April
        _month(2025, 5, date(2025, 7, 3)),
        _month(2025, 6, date(2025, 7, 5)) | {"periode_tot": date(2025, 6, 20)},
        _month(2025, 7, date(2025, 8, 5), status="geweigerd"),
        _month(2025, 8, date(2025, 9, 5), status="ingetrokken"),
        _month(2025, 10, date(2025, 11, 5)),
    )

    found = deliveries.calendar(_source(map_folder), SMALL, TODAY, 10)

    (row,) = found.rijen
    assert found.maanden[0] == date(2025, 3, 1)
    states = [cell.stand for cell in row.cellen]
    assert states == [NOTHING, ON_TIME, LATE, PART, REFUSED, WITHDRAWN, MISSING, ON_TIME, MISSING, EXPECTED]


def test_a_repair_does_not_make_a_delivery_late(map_folder: Path):
    make_store(map_folder)
    _add(
        map_folder,
        _month(2025, 10, date(2025, 11, 5), status="vervangen"),
        _month(2025, 10, date(2026, 1, 5)),
    )

    (row,) = deliveries.calendar(_source(map_folder), SMALL, TODAY, 3).rijen

    assert row.cellen[0] == deliveries.Cel(ON_TIME, date(2025, 11, 5), row.cellen[0].levering)


def test_a_sender_of_a_gemeente_that_is_no_more_is_not_asked_for_more(map_folder: Path):
    make_store(map_folder)
    _add(map_folder, _month(2022, 11, date(2022, 12, 5), gm_code=BRIELLE))

    found = deliveries.calendar(_source(map_folder), VOORNE, date(2023, 6, 1), 8)

    (row,) = found.rijen
    assert (row.gm_code, row.vervallen) == (BRIELLE, True)
    assert [cell.stand for cell in row.cellen] == [NOTHING, ON_TIME, MISSING, *[NOTHING] * 5]
    assert deliveries.expected(_source(map_folder), VOORNE, date(2023, 6, 1)) == ()


def test_who_delivers_per_quarter_is_asked_a_month_after_the_quarter():
    quarter = pl.DataFrame({"periode_van": [date(2025, 4, 1)], "periode_tot": [date(2025, 7, 1)]})

    assert next_period(quarter) == (date(2025, 7, 1), date(2025, 10, 1))
    assert due_until(quarter, date(2025, 11, 1)) == date(2025, 7, 1)
    assert due_until(quarter, date(2025, 11, 2)) == date(2025, 10, 1)
    assert due_until(quarter.clear(), date(2025, 11, 2)) is None


def test_the_badge_says_good_mind_or_not_good_and_why(map_folder: Path):
    make_store(map_folder)
    source = _source(map_folder)

    assert badge(source, NO_ONE).zin == "Er is niets geleverd dat meetelt."
    assert badge(source, SMALL).woord == "goed"
    gaps, unknown = badge(source, GAPS), badge(source, UNKNOWN)
    assert (gaps.woord, gaps.symbool) == ("niet goed", "✕")
    assert gaps.zin.startswith("Van vroegsignalering ontbreken 3 maanden (geheel of deels)")
    assert (unknown.woord, unknown.symbool) == ("let op", "!")
    assert unknown.zin == 'Bij "Bereik via vroegsignalering" is 50% onbekend.'
    normal = badge(source, NORMAL)
    assert (normal.woord, normal.symbool) == ("goed", "✓")


def test_a_levering_of_which_everyone_was_reached_is_no_good_data(map_folder: Path):
    make_store(map_folder)
    newest = stored.leveringen(_source(map_folder), NORMAL).filter(soort="vs", status="in_gebruik")["id"][0]
    told = {"levering": newest, "tabel": "levering", "ernst": "waarschuwing", "gecontroleerd": 1, "gevonden": 1}
    add(map_folder, "controle", regel="bedragen_gelijk", reden="Alle bedragen zijn gelijk. Controleer de bron.", **told)
    reached = "Bij elke contactpoging staat dat de inwoner is bereikt, en dat komt niet voor. Controleer het veld."
    add(map_folder, "controle", regel="iedereen_bereikt", reden=reached, **told)

    found = badge(_source(map_folder), NORMAL)

    assert found.woord == "let op"
    assert found.zin == (
        "Een levering van vroegsignalering valt op: bij elke contactpoging staat dat de inwoner is bereikt, en dat "
        "komt niet voor (en nog 1 ander punt)."
    )


def test_what_the_badge_calls_odd_is_what_the_gate_looks_for():
    assert set(SUSPICIOUS) <= {(each.meta or {})["regel"] for each in usual()}


def test_a_field_is_set_beside_the_middle_one_of_at_least_five_others():
    rows = [(f"GM{nr:04d}", "vs", "zaak", "resultaat", 100, 90 + nr) for nr in range(1, 6)]
    rows += [("GM0009", "vs", "zaak", "resultaat", 100, 20), ("GM0009", "vs", "zaak", "opgepakt_op", 100, 100)]
    velden = pl.DataFrame(rows, schema=FILLED_SCHEMA, orient="row")

    found = fullness(velden, "GM0009")

    assert found.rows() == [("zaak", "resultaat", 100, 20, 0.93), ("zaak", "opgepakt_op", 100, 100, None)]


@pytest.mark.parametrize(
    ("gemeente", "words"),
    [
        ("Almere", "✓ De gegevens van Almere: goed."),
        ("Zwolle", "✕ De gegevens van Zwolle: niet goed."),
        ("Groningen", "Over Groningen is nog niets aangeleverd. Er zijn dus ook geen cijfers over."),
    ],
)
def test_the_page_begins_with_how_far_the_figures_can_be_trusted(map_folder: Path, gemeente: str, words: str):
    make_store(map_folder)

    assert words in said(show("datakwaliteit", gemeente=gemeente))


def test_a_warning_links_to_the_figures_it_touches_and_the_calendar_can_be_read_without_seeing(map_folder: Path):
    make_store(map_folder)
    text = said(show("datakwaliteit", gemeente="Almere"))

    assert "<caption>Leveringen per maand, januari 2024 tot en met december 2025</caption>" in text
    assert '<th scope="row"><span class="soort">Vroegsignalering</span> <small>Gemeente Almere</small></th>' in text
    assert '<span class="verborgen">op tijd, 10 januari 2026</span>' in text
    assert "Een bedrag kan" in text or "Een betaalachterstand is nooit negatief." in text


def test_all_gemeenten_are_shown_page_by_page(map_folder: Path):
    make_store(map_folder)
    _add(map_folder, *(_month(2020 + nr // 12, 1 + nr % 12, date(2026, 1, 5)) for nr in range(70)))
    test = show("datakwaliteit", quality_scope="Alle gemeenten")

    assert "Hoeveel gemeenten per maand leverden" in said(test)
    assert max(len(frame.value) for frame in test.dataframe) <= 100


def test_what_was_rejected_in_a_refused_levering_is_told_beside_what_counts(map_folder: Path):
    make_store(map_folder)
    _add(
        map_folder,
        _month(2025, 4, date(2025, 5, 5), afgekeurd=1),
        _month(2025, 5, date(2025, 6, 5), status="geweigerd", aantal=60, afgekeurd=47),
    )

    assert "Daarvan is er 1 afgekeurd. ✕ 1 levering is geweigerd, met 47 afgekeurde records." in said(
        show("datakwaliteit", gemeente="Ameland")
    )
