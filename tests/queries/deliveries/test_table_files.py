"""Aanvulling files beside each other and beside vroegsignalen: pages of one levering, and whose signaal a row means."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from datetime import date, datetime

import pytest

from queries.deliveries.records import Coverage, Delivery, RefusedFile, ViewSource
from tests.queries.deliveries.invented import KEY, outcomes, outer, places, signaal, vs_levering, written
from tests.queries.deliveries.own_tables import YEAR, about_rows, one_supplier, read, refused, said

TABLE = f"tabel;jaarcijfer\n{YEAR}"
HEADER = "naam;jaar;waarde;soort;bron\n"


def figures(folder, *contents: str) -> list[Delivery | RefusedFile]:
    """Read jaarcijfer files in one call."""
    return outcomes(
        *(written(folder, content, f"deel {number}.csv") for number, content in enumerate(contents, start=1))
    )


def names(found: Delivery | RefusedFile) -> list[str]:
    assert isinstance(found, Delivery), found
    return found.tables["jaarcijfer"]["naam"].to_list()


def test_a_table_split_over_two_files_is_one_levering_and_its_maker_is_told(tmp_path):
    (found,) = figures(tmp_path, f"{TABLE}{HEADER}A;2025;1;stroom;\n", f"{TABLE}{HEADER}B;2025;2;stroom;\n")
    assert isinstance(found, Delivery)
    (levering,) = found.leveringen
    assert (levering.aantal, levering.afgekeurd, levering.bestanden) == (2, 0, ("deel 1.csv", "deel 2.csv"))
    assert found.tables["jaarcijfer"].select("naam", "nr", "bestand", "pad").rows() == [
        ("A", 1, "deel 1.csv", "rij 6"),
        ("B", 2, "deel 2.csv", "rij 6"),
    ]
    assert places(found.rejections) == [("bestand", "samen_gelezen", "waarschuwing")]
    assert found.rejections[0].reden.startswith("2 bestanden over dezelfde gemeente en periode zijn samen gelezen")


def test_what_is_in_both_files_counts_once_and_the_same_file_twice_is_one(tmp_path):
    first, second = f"{TABLE}{HEADER}A;2025;1;stroom;\n", f"{TABLE}{HEADER}A;2025;9;stroom;\nB;2025;2;stroom;\n"
    (found,) = figures(tmp_path, first, second)
    assert isinstance(found, Delivery)
    assert found.tables["jaarcijfer"].select("naam", "waarde").rows() == [("A", 1.0), ("B", 2.0)]
    assert places(about_rows(found)) == [
        ("rij 6", "dubbele_rij", "afgekeurd"),
        ("bestand", "samen_gelezen", "waarschuwing"),
    ]
    (twice,) = figures(tmp_path, first, first)
    assert isinstance(twice, Delivery)
    assert (names(twice), twice.rejections) == (["A"], [])


@pytest.mark.parametrize(
    "other",
    [
        "organisatie;Buurtteams\n",
        "leverancier;Ander systeem\n",
        "aangeleverd_op;2026-02-01\n",
        "aangeleverd_op;1-2-2026 10:00\n",
    ],
)
def test_files_of_others_or_of_another_day_stay_apart(tmp_path, other):
    found = figures(tmp_path, f"{TABLE}{HEADER}A;2025;1;stroom;\n", f"{TABLE}{other}{HEADER}B;2025;2;stroom;\n")
    leveringen = [levering for each in found if isinstance(each, Delivery) for levering in each.leveringen]
    assert [levering.aantal for levering in leveringen] == [1, 1]
    assert len({(each.leverancier, each.organisatie, each.aangeleverd_op) for each in leveringen}) == 2


def test_a_bad_file_costs_only_itself_also_among_pages(tmp_path):
    good, bad = f"{TABLE}{HEADER}A;2025;1;stroom;\n", f"{TABLE}naam;jaar;waarde\nB;2025;1\n"
    refusal, found = figures(tmp_path, good, bad)
    assert isinstance(refusal, RefusedFile)
    assert "ontbreekt de kolom `soort`" in refusal.reason
    assert names(found) == ["A"]


def test_two_gemeenten_in_two_files_are_two_leveringen_of_one_delivery(tmp_path):
    other = TABLE.replace("GM0363", "GM0344")
    (found,) = figures(tmp_path, f"{TABLE}{HEADER}A;2025;1;stroom;\n", f"{other}{HEADER}A;2025;2;stroom;\n")
    assert isinstance(found, Delivery)
    assert [(each.gm_code, each.aantal) for each in found.leveringen] == [("GM0363", 1), ("GM0344", 1)]
    assert found.rejections == []


def test_many_files_are_read_the_same_whether_they_stay_in_memory_or_not(tmp_path, monkeypatch):
    contents = [f"{TABLE}{HEADER}N{number};2025;1;stroom;\n" for number in range(5)]
    (kept,) = figures(tmp_path, *contents)
    monkeypatch.setattr("queries.deliveries.reader._ROWS_KEPT", 2)
    (again,) = figures(tmp_path, *contents)
    assert isinstance(kept, Delivery)
    assert isinstance(again, Delivery)
    assert kept.tables["jaarcijfer"].equals(again.tables["jaarcijfer"])
    assert kept.leveringen == again.leveringen


def test_a_moment_of_delivery_may_be_dutch(tmp_path):
    found = read(tmp_path, "jaarcijfer", HEADER.strip(), above=f"{YEAR}aangeleverd_op;15-1-2026\n")
    assert found.leveringen[0].aangeleverd_op == datetime(2026, 1, 15)


@pytest.fixture
def database(tmp_path) -> str:
    """Return a database of somebody else with one view."""
    path = tmp_path / "wonen.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE dossiers (id INTEGER, aanpak TEXT, start TEXT, uitkomst TEXT, naam TEXT)")
        connection.execute("INSERT INTO dossiers VALUES (1, 'Voorkom Huisuitzetting', '2025-02-01', 'positief', 'Q.')")
        connection.execute("CREATE VIEW dossier AS SELECT * FROM dossiers")
        connection.commit()
    return f"sqlite:///{path}"


def test_a_view_of_a_database_is_read_beside_files(tmp_path, database):
    coverage = Coverage(("GM0363",), date(2025, 1, 1), date(2026, 1, 1))
    file = written(tmp_path, f"{TABLE}{HEADER}A;2025;1;stroom;\n", "deel.csv")
    of_file, of_view = outcomes(file, views=[ViewSource(database, "dossier", coverage)])
    assert names(of_file) == ["A"]
    assert isinstance(of_view, Delivery)
    (levering,) = of_view.leveringen
    assert (levering.soort, levering.gm_code, levering.periode_tot) == ("dossier", "GM0363", date(2026, 1, 1))
    assert levering.bestanden == ("sqlite:///wonen.sqlite3.dossier",)
    assert of_view.tables["dossier"].select("bron_id", "aanpak", "start", "uitkomst", "pad").rows() == [
        ("1", "Voorkom Huisuitzetting", date(2025, 2, 1), "positief", "rij 1")
    ]
    assert [(one.pad, one.regel) for one in of_view.rejections] == [
        ("kolommen", "kolom_andere_tabel")  # naam is a column of another table; what is in it is not read
    ]


def test_the_same_rows_of_a_view_are_the_same_levering_and_others_are_not(database):
    coverage = Coverage(("GM0363",), date(2025, 1, 1), date(2026, 1, 1))
    view = ViewSource(database, "dossier", coverage)

    def digest() -> str:
        (found,) = outcomes(views=[view])
        assert isinstance(found, Delivery)
        return found.leveringen[0].sha256

    first = digest()
    assert digest() == first
    with closing(sqlite3.connect(database.removeprefix("sqlite:///"))) as connection:
        connection.execute("UPDATE dossiers SET uitkomst = 'negatief'")
        connection.commit()
    assert digest() != first
    assert "sqlite" not in repr(view)


def test_a_view_that_cannot_be_read_or_placed_costs_nothing_else(tmp_path, database):
    file = written(tmp_path, f"{TABLE}{HEADER}A;2025;1;stroom;\n", "deel.csv")
    found = outcomes(file, views=[ViewSource(database, "huurders"), ViewSource(database, "dossier")])
    assert [type(each).__name__ for each in found] == ["RefusedFile", "RefusedFile", "Delivery"]
    reasons = [each.reason for each in found if isinstance(each, RefusedFile)]
    assert "staat geen tabel of view huurders" in reasons[0]
    assert "staat niet over welke gemeente het gaat" in reasons[1]


ROW = "VS-0001;ja"


def link(found: Delivery) -> object:
    return found.tables["bekendheid"]["zaak_signaal"].item()


def test_the_only_leverancier_of_the_gemeente_is_meant(tmp_path):
    found = read(tmp_path, "bekendheid", "signaal_id;bekend", ROW)
    assert link(found) == KEY.sleutel("GM0363", "SOFT-1", "VS-0001")
    assert said(found) == []


def test_of_several_leveranciers_the_file_says_which_above_the_table_or_in_the_row(tmp_path):
    above = YEAR.replace("GM0363", "GM0344")
    why = refused(tmp_path, "bekendheid", "signaal_id;bekend", ROW, above=above)
    assert "voor GM0344 leveren meer leveranciers vroegsignalen (SOFT-1, SOFT-2)" in why
    assert "zet boven de tabel `signaal_leverancier;`" in why
    told = read(tmp_path, "bekendheid", "signaal_id;bekend", ROW, above=f"{above}signaal_leverancier;soft-2\n")
    assert (link(told), said(told)) == (KEY.sleutel("GM0344", "SOFT-2", "VS-0001"), [])
    header = "signaal_id;bekend;signaal_leverancier"
    in_row = read(tmp_path, "bekendheid", header, f"{ROW};SOFT-2", above=above)
    assert (link(in_row), said(in_row)) == (KEY.sleutel("GM0344", "SOFT-2", "VS-0001"), [])
    # Rows that name no signaal need no leverancier.
    assert said(read(tmp_path, "bekendheid", "signaal_id;postcode;huisnummer", ";1357XZ;24", above=above)) == []


def test_without_vroegsignalen_in_the_register_the_file_waits_and_can_come_again(tmp_path):
    above = YEAR.replace("GM0363", "GM0599")
    why = refused(tmp_path, "bekendheid", "signaal_id;bekend", ROW, above=above)
    assert "van GM0599 zijn nog geen vroegsignalen ingelezen; lees die eerst in" in why
    told = read(tmp_path, "bekendheid", "signaal_id;bekend", ROW, above=f"{above}signaal_leverancier;SOFT-9\n")
    assert link(told) == KEY.sleutel("GM0599", "SOFT-9", "VS-0001")
    assert said(told) == [("rij 7", "onbekende_leverancier", "waarschuwing")]


def test_vroegsignalen_of_the_same_call_are_known_in_whatever_order_the_files_are_named(tmp_path):
    table = written(tmp_path, f"tabel;bekendheid\n{YEAR}signaal_id;bekend\n{ROW}\n", "bekendheid.csv")
    signalen = written(tmp_path, outer(vs_levering([signaal(1)])), "vs.json")
    empty: Mapping[str, set[str]] = {}
    for paths in ((table, signalen), (signalen, table)):
        first, second = outcomes(*paths, suppliers=lambda: empty)
        assert isinstance(first, Delivery)
        assert isinstance(second, Delivery)
        assert second.tables["bekendheid"]["zaak_signaal"].to_list() == first.tables["signaal"]["sleutel"].to_list()


def test_a_number_of_excel_is_the_same_signaal_as_its_text(tmp_path):
    found = read(tmp_path, "bekendheid", "signaal_id;bekend", "12;ja")
    assert link(found) == KEY.sleutel("GM0363", "SOFT-1", "12")


def test_without_a_register_a_table_is_looked_at_and_linked_to_nothing(tmp_path):
    found = read(tmp_path, "bekendheid", "signaal_id;bekend", ROW, "VS-0002;nee", suppliers=None)
    assert said(found) == [("rij 6", "leverancier_niet_gezegd", "waarschuwing")]


def test_the_register_is_asked_once_and_only_when_a_signaal_is_named(tmp_path):
    asked: list[int] = []

    def suppliers() -> Mapping[str, set[str]]:
        asked.append(1)
        return one_supplier()

    read(tmp_path, "jaarcijfer", HEADER.strip(), "A;2025;1;stroom;", suppliers=suppliers)
    assert asked == []
    read(tmp_path, "bekendheid", "signaal_id;bekend", ROW, "VS-0002;nee", suppliers=suppliers)
    assert asked == [1]
