"""What the API tells of figures: what was published for all, the same in every format and by every road."""

import shutil
from io import BytesIO
from pathlib import Path

import polars as pl
import pytest
from sqlalchemy import insert

from dashboard.api import figure_rows, reading
from dashboard.api.application import make_api
from dashboard.api.figure_rows import ROW_SCHEMA
from dashboard.config import Settings
from dashboard.figures import measured
from dashboard.figures.benchmark import NEDERLAND
from dashboard.figures.source import Source
from metrics.indicators import INDICATORS
from queries.engine import open_engine
from queries.schema import deelname
from queries.viewer import local_administrator
from tests.dashboard.api.asked import Api
from tests.dashboard.small_store import GAPS, NORMAL, PEILDATUM, SMALL

BY_PEOPLE = {one.code for one in INDICATORS for of in one.varianten if of.bevolking is not None}


def rows(api: Api, question: str) -> list[dict[str, object]]:
    return api.ask(f"/cijfers?{question}&perPagina=10000").json["cijfers"]


def test_a_figure_has_value_interval_status_definition_and_publication(api: Api):
    [figure] = rows(
        api, f"indicator=VS07&variant=standaard&gemeente={NORMAL}&soortPeriode=jaar&van=2024-01-01&tot=2025-01-01"
    )
    assert list(figure) == ROW_SCHEMA.names()
    assert (figure["gebiedNaam"], figure["periode"], figure["status"], figure["voorlopig"]) == (
        "Almere",
        "2024",
        "ok",
        False,
    )
    assert figure["onder"] < figure["waarde"] < figure["boven"]  # pyright: ignore[reportOperatorIssue]
    assert (figure["definitieVersie"], figure["publicatie"], figure["publicatieDatum"]) == (1, 1, "2026-01-12")


def test_no_exact_count_is_told(api: Api):
    for code in ("VS07", "SH03", "VS03"):
        shown = [row for row in rows(api, f"indicator={code}") if row["teller"] is not None]
        assert shown
        assert {row[name] % 5 for row in shown for name in ("teller", "onbekend")} == {0}  # pyright: ignore[reportOperatorIssue]
        if code not in BY_PEOPLE:
            assert {row["noemer"] % 5 for row in shown} == {0}  # pyright: ignore[reportOperatorIssue]


def test_what_is_too_small_has_no_value_and_a_mark(api: Api):
    small = rows(api, f"indicator=VS07&gemeente={SMALL}")
    assert small
    assert {(row["waarde"], row["onder"], row["grensOnder"], row["afgeschermd"]) for row in small} == {
        (None, None, None, True)
    }


def test_who_objected_is_nowhere(api: Api):
    assert rows(api, f"gemeente={GAPS}") == []
    assert GAPS not in {row["gebied"] for row in rows(api, "indicator=VS07")}
    assert GAPS.encode() not in api.ask("/indicatoren/VS07/cijfers?f=csv").body


def test_every_format_tells_the_same(api: Api):
    question = "/cijfers?indicator=VS07&soortGebied=gemeente"
    told = api.ask(question).json["cijfers"]
    table = pl.read_parquet(BytesIO(api.ask(question, accept="application/vnd.apache.parquet").body))
    csv = pl.read_csv(BytesIO(api.ask(f"{question}&f=csv").body), schema=ROW_SCHEMA)
    read = csv.with_columns(pl.col("uitsplitsing", "cel").fill_null(""))
    assert table.schema == ROW_SCHEMA
    assert read.equals(table)
    assert [row["waarde"] for row in told] == table["waarde"].to_list()
    assert [row["periodeVan"] for row in told] == table["periodeVan"].dt.to_string("iso").to_list()


def test_one_gebied_has_the_same_figures_as_one_indicator(api: Api):
    for code in ("VS07", "ON01", "SH03", "VS01"):
        for gebied in ("NL", NORMAL):
            assert rows(api, f"indicator={code}&gebied={gebied}") == [
                row for row in rows(api, f"indicator={code}") if row["gebied"] == gebied
            ]


def test_figures_are_those_of_the_pages(protected: Path):
    source = reading.read_source(f"sqlite:///{protected / 'register.sqlite3'}", protected / "publicaties")
    pages = Source(source.url, source.folder, local_administrator(), "pages", PEILDATUM, 1)
    page = measured.published_line(pages, "VS07", "standaard", "kwartaal", NEDERLAND)
    ours = figure_rows.of_gebied(source, "NL").filter(indicator="VS07", variant="standaard", soortPeriode="kwartaal")
    # Elsewhere at most three gemeenten counted it: someone of one of them would be told about the two others.
    shown = ours.filter(status="ok")
    assert (page.filter(status="ok").height, shown.height) == (6, 3)
    assert set(ours["status"]) == {"ok", "onderdrukt"}
    names = ["periode", "teller", "noemer", "onbekend", "waarde", "onder", "boven", "status", "dekking", "gemeenten"]
    same = page.filter(pl.col("periode").is_in(shown["periode"].implode()))
    assert shown.select(names).equals(same.select(names))


def test_cells_are_of_regions_only(api: Api):
    assert rows(api, f"gemeente={NORMAL}&uitsplitsing=signaalpartner") == []
    assert {row["soortGebied"] for row in rows(api, "indicator=VS07&uitsplitsing=signaalpartner")} <= {
        "nederland", "grootteklasse", "provincie", "arbeidsmarktregio", "stedelijkheid",
    }  # fmt: skip


def test_pages_follow_each_other_to_the_last_row(api: Api):
    target, seen, told = "/cijfers?indicator=VS07&perPagina=7", [], set[int]()
    while target:
        answer = api.ask(target)
        seen += answer.json["cijfers"]
        told.add(answer.json["aantal"])
        target = answer.json["_links"].get("next", {}).get("href", "").removeprefix("/api/v1")
        assert ('rel="next"' in answer.headers["link"]) == bool(target)
    assert told == {len(seen)}
    assert seen == rows(api, "indicator=VS07")


@pytest.mark.parametrize(
    "target", ["/indicatoren/VS07/cijfers", "/cijfers?indicator=VS07", "/definities", "/publicaties"]
)
def test_who_has_an_answer_gets_it_once(api: Api, target: str):
    first = api.ask(target, accept_encoding="gzip")
    assert (first.status, first.headers["content-encoding"]) == (200, "gzip")
    again = api.ask(target, accept_encoding="gzip", if_none_match=first.headers["etag"])
    assert (again.status, again.sent, again.headers["etag"]) == (304, b"", first.headers["etag"])
    since = api.ask(target, if_modified_since=first.headers["last-modified"])
    assert since.status == 304
    assert api.ask(target, if_none_match='"iets-anders"').status == 200
    assert api.ask(target).sent == first.body  # unsqueezed the same, under another tag
    assert api.ask(target).headers["etag"] != first.headers["etag"]


def test_publications_are_listed_without_the_file_that_is_never_shown(api: Api):
    [one] = api.ask("/publicaties").json["publicaties"]
    assert one == api.ask("/publicaties/1").json
    assert [file["naam"] for file in one["bestanden"]] == [
        "dekking.parquet", "gebieden.parquet", "telling.parquet", "verdeling.parquet",
    ]  # fmt: skip
    assert api.ask("/publicaties/2").status == 404


def test_definitions_say_how_is_counted(api: Api):
    one = api.ask("/definities/VS07").json
    assert (one["code"], one["versie"], one["opgesteld"][:4].isdigit()) == ("VS07", 1, True)
    assert one in api.ask("/definities").json["definities"]
    assert api.ask("/indicatoren/VS07").json in api.ask("/indicatoren").json["indicatoren"]


def test_who_objects_is_gone_at_the_next_look(tmp_path: Path, protected: Path):
    folder, moment = tmp_path / "kopie", [0.0]
    shutil.copytree(protected, folder)
    api = Api(make_api(Settings(map=folder, api_per_minuut=0), clock=lambda: moment[0]))
    before = api.ask("/cijfers?indicator=VS07")
    assert NORMAL in {row["gebied"] for row in before.json["cijfers"]}
    engine = open_engine(f"sqlite:///{folder / 'register.sqlite3'}")
    with engine.begin() as connection:
        connection.execute(insert(deelname).values(gm_code=NORMAL, vanaf=PEILDATUM, bezwaar=True))
    engine.dispose()
    moment[0] = 1.0
    after = api.ask("/cijfers?indicator=VS07", if_none_match=before.headers["etag"])
    assert after.status == 200
    assert NORMAL not in {row["gebied"] for row in after.json["cijfers"]}
