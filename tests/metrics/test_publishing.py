"""Publishing from a store: protected, with a report, without who objected, and never with another key."""

import json
from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest
from sqlalchemy import Engine, insert

from metrics.figures import figures
from metrics.indicators import indicator_named
from metrics.periods import Periode
from metrics.publishing import RoundingKeyError, publish
from queries import access
from queries.access import Recht, Viewer
from queries.counts import finish_berekening, replace_counts, start_berekening
from queries.deliveries.pseudonyms import Key
from queries.publications import Publication
from queries.reference.loader import load_reference
from queries.schema import deelname
from tests.queries.deliveries.invented import KEY
from tests.queries.rows import dekking_rows, telling_rows, verdeling_rows

NOON = datetime(2025, 3, 1, 12)
CODES = ["GM0363", "GM0344", "GM0518", "GM0599", "GM0014"]
MONTHS = [date(2024, month, 1) for month in range(1, 8)]
AMSTERDAM = Viewer("beleidsmedewerker Amsterdam", frozenset({"GM0363"}), frozenset(Recht))


def count(engine: Engine, day: date = date(2025, 3, 1), reached: int = 9, missing: str = "") -> None:
    """Store counts of seven months of five gemeenten; of ``missing`` one month is not there."""
    months = [(code, month) for code in CODES for month in MONTHS if code != missing or month != MONTHS[1]]
    telling = telling_rows(*(("VS07", code, month, reached, 31) for code, month in months))
    cells = telling.with_columns(uitsplitsing=pl.lit("crisis"), cel=pl.lit("ja"), teller=pl.lit(3, pl.Int64))
    streets = telling.with_columns(uitsplitsing=pl.lit("pc4"), cel=pl.lit("1011"))
    dekking = dekking_rows(*((code, "zaak", month, True) for code, month in months))
    with engine.begin() as connection:
        number = start_berekening(connection, day, "1.0", NOON, "digest")
        replace_counts(connection, number, CODES, pl.concat([telling, cells, streets]), verdeling_rows(), dekking)
        finish_berekening(connection, number, NOON, len(CODES))


@pytest.fixture
def counted(engine: Engine) -> Engine:
    with engine.begin() as connection:
        load_reference(connection)
    count(engine)
    return engine


def published(engine: Engine, folder: Path, *, key: Key = KEY) -> tuple[Publication, pl.DataFrame]:
    made = publish(engine, folder, key=key, datum=date(2025, 3, 1))
    rows = pl.read_parquet(folder / str(made.nummer) / "telling.parquet")
    return made, rows.filter(indicator="VS07", variant="standaard")


def test_only_whole_quarters_are_published_in_multiples_of_five_and_never_by_street(counted: Engine, tmp_path: Path):
    made, rows = published(counted, tmp_path)
    assert set(rows["maand"]) == {date(2024, 1, 1), date(2024, 4, 1)}
    assert set(rows["maanden"]) == {3}
    assert rows.filter((pl.col("teller") % 5 + pl.col("noemer") % 5 + pl.col("onbekend") % 5) > 0).is_empty()
    assert set(rows["uitsplitsing"]) == {"", "crisis"}
    assert not rows.filter(pl.col("gebied").str.starts_with("GM"))["uitsplitsing"].is_in(["crisis"]).any()
    leaves = rows.filter(pl.col("gebied").str.starts_with("GM"), maand=date(2024, 1, 1))
    assert leaves.select((pl.col("teller") - 27).abs().max(), (pl.col("noemer") - 93).abs().max()).row(0) <= (4, 4)
    report = json.loads(made.verslag or "")
    assert (made.profiel, report["smalst"] >= 5, report["veranderd"]["nieuw"] > 0) == ("anderen", True, True)


def test_a_quarter_with_a_month_missing_is_not_published(counted: Engine, tmp_path: Path):
    count(counted, missing="GM0014")
    _, rows = published(counted, tmp_path)
    assert rows.filter(gebied="GM0014")["maand"].to_list() == [date(2024, 4, 1)]
    whole = rows.filter(gebied="NL", uitsplitsing="").sort("maand")
    assert whole["gemeenten"].to_list() == [4, 5]


def test_gemeenten_add_up_to_their_region(counted: Engine, tmp_path: Path):
    _, rows = published(counted, tmp_path)
    gemeenten = rows.filter(pl.col("gebied").str.starts_with("GM")).group_by("maand").agg(pl.col("teller").sum())
    nederland = rows.filter(gebied="NL", uitsplitsing="").select("maand", "teller")
    assert gemeenten.sort("maand").rows() == nederland.sort("maand").rows()


def test_the_same_counts_and_key_give_the_same_files_on_both_databases(counted: Engine, tmp_path: Path):
    made, _ = published(counted, tmp_path)
    digests = {file.naam: file.sha256[:8] for file in made.bestanden}
    count(counted)
    again, _ = published(counted, tmp_path)
    assert {file.naam: file.sha256[:8] for file in again.bestanden} == digests


def test_what_is_final_stays_as_it_was_shown_when_the_counts_change(counted: Engine, tmp_path: Path):
    _, first = published(counted, tmp_path)
    count(counted, reached=20)
    made, second = published(counted, tmp_path)
    assert second.sort(pl.all()).equals(first.sort(pl.all()))
    assert json.loads(made.verslag or "")["veranderd"]["definitief_geworden"] == 0


def test_what_was_voorlopig_changes_once(counted: Engine, tmp_path: Path):
    """The quarter of April ends on 30 June: final 90 + 31 days later, on 29 October 2024."""
    tellers = []
    for day, reached in (
        (date(2024, 9, 1), 9),
        (date(2024, 10, 1), 12),
        (date(2024, 11, 1), 15),
        (date(2025, 3, 1), 20),
    ):
        count(counted, day, reached)
        _, rows = published(counted, tmp_path)
        april = rows.filter(gebied="GM0363", maand=date(2024, 4, 1))
        tellers.append((april["teller"].item(), april["voorlopig"].item()))
    assert tellers[0] == tellers[1]
    assert tellers[2] == tellers[3]
    assert [voorlopig for _, voorlopig in tellers] == [True, True, False, False]
    assert abs(tellers[0][0] - 27) < 5
    assert abs(tellers[2][0] - 45) < 5


def test_who_objected_is_shown_to_nobody_and_in_no_region(counted: Engine, tmp_path: Path):
    with counted.begin() as connection:
        connection.execute(insert(deelname).values(gm_code="GM0599", vanaf=date(2024, 6, 1), tot=None, bezwaar=True))
    _, rows = published(counted, tmp_path)
    assert "GM0599" not in set(rows["gebied"])
    assert set(rows.filter(gebied="NL")["gemeenten"]) == {4}
    with counted.connect() as connection:
        others = access.read_others(connection, AMSTERDAM, tmp_path, "VS07")
        assert access.read_published(connection, AMSTERDAM, tmp_path, "GM0599") is None
    assert others is not None
    assert set(others.telling["gebied"]) == set(CODES) - {"GM0599"}


def test_an_objection_after_the_publication_hides_the_name_at_once(counted: Engine, tmp_path: Path):
    published(counted, tmp_path)
    with counted.begin() as connection:
        connection.execute(insert(deelname).values(gm_code="GM0518", vanaf=date(2025, 4, 1), tot=None, bezwaar=True))
        others = access.read_others(connection, AMSTERDAM, tmp_path, "VS07")
    assert others is not None
    assert "GM0518" not in set(others.telling["gebied"])


def test_who_may_not_see_published_figures_sees_no_others(counted: Engine, tmp_path: Path):
    published(counted, tmp_path)
    with counted.connect() as connection:
        for nobody in (Viewer("niemand"), Viewer("zonder gemeente", frozenset(), frozenset(Recht))):
            assert access.read_others(connection, nobody, tmp_path, "VS07") is None


def test_published_quarters_make_figures_per_quarter_and_per_year(counted: Engine, tmp_path: Path):
    _, rows = published(counted, tmp_path)
    with counted.connect() as connection:
        found = access.read_published(connection, AMSTERDAM, tmp_path, "NL")
    assert found is not None
    indicator = indicator_named("VS07")
    made = figures(
        found.telling, found.verdeling, found.dekking, indicator, indicator.standaard,
        kind=Periode.KWARTAAL, today=found.peildatum,
    )  # fmt: skip
    whole = rows.filter(gebied="NL", uitsplitsing="").sort("maand")
    assert made["teller"].to_list() == whole["teller"].to_list()
    assert made["gemeenten"].to_list() == [5, 5]
    assert made["status"].to_list() == ["ok", "ok"]
    assert found.maanden == {"zaak": 3}


def test_another_key_is_refused_and_a_preview_writes_nothing(counted: Engine, tmp_path: Path):
    assert publish(counted, tmp_path / "p", key=KEY, datum=date(2025, 3, 1), droog=True).nummer == 1
    assert not (tmp_path / "p").exists()
    published(counted, tmp_path / "p")
    count(counted)
    with pytest.raises(RoundingKeyError, match="gebruik de oude sleutel"):
        publish(counted, tmp_path / "p", key=Key.from_hex("ab" * 32), datum=date(2025, 3, 2))
