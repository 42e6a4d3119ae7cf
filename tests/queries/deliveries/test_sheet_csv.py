"""CSV as people and their software make it: what is a row, which columns are there, what is not read and why."""

from datetime import UTC, datetime

import pytest

from queries.deliveries.contents import Contents
from queries.deliveries.csv_text import unfold
from queries.deliveries.grid import Cells, Grid
from queries.deliveries.records import DeliveryError
from queries.deliveries.sheet import Sheet, read_sheet

COLUMNS = ("id", "postcode", "gemeld_op", "waarde", "reden", "cliënten")
KEYS = ("gm_code", "periode_van", "periode_tot", "tabel", "leverancier")
PLAIN = "id;postcode;gemeld_op;waarde\n1;1357XZ;2025-02-01;12,5\n2;1357XA;;0\n"
READ = [
    {"id": "1", "postcode": "1357XZ", "gemeld_op": "2025-02-01", "waarde": "12,5"},
    {"id": "2", "postcode": "1357XA", "gemeld_op": None, "waarde": "0"},
]


def sheet(content: str | bytes, bestand: str = "a.csv") -> Sheet:
    data = content if isinstance(content, bytes) else content.encode()
    return read_sheet(Contents(bestand, "tekst", data, "x"), COLUMNS, KEYS)


def remarks(found: Sheet) -> list[tuple[int | None, str, str]]:
    return [(one.rij, one.regel, one.field) for one in found.remarks]


@pytest.mark.parametrize(
    "content",
    [
        PLAIN,
        PLAIN.replace(",", "%").replace(";", ",").replace("12%5", '"12,5"'),
        PLAIN.replace(";", "\t"),
        PLAIN.replace(";", "|"),
        PLAIN.replace("\n", "\r\n"),
        PLAIN.replace("\n", "\r"),
        "sep=;\n" + PLAIN,
        '"sep=;"\r\n' + PLAIN.replace("\n", "\r\n"),
        "sep=#\n" + PLAIN.replace(";", "#"),
        PLAIN.encode("utf-16"),
        b"\xff\xfe" + PLAIN.encode("utf-16-le"),
        b"\xfe\xff" + PLAIN.encode("utf-16-be"),
        PLAIN.replace("\n", ";;;\n"),
        PLAIN.replace("id;", "ID ;").replace("gemeld_op", "Gemeld-op (datum)"),
        ";" + PLAIN.replace("\n", "\n0;", 2),
        PLAIN.replace("1357XZ", '"1357XZ "').replace("\n1;", '\n"1";'),
        PLAIN.replace("1;1357XZ", '="1";="1357XZ"'),
        PLAIN.replace("12,5", "\u200b12,5\u00a0"),
        "\n".join(f'"{line}"' for line in PLAIN.splitlines()),
    ],
    ids=[
        "semicolons", "commas", "tabs", "bars", "windows", "old mac", "sep", "sep quoted", "sep of its own", "utf-16",
        "utf-16 le", "utf-16 be", "padded", "names by hand", "index column", "quotes", "kept as text", "invisible",
        "all in one column",
    ],
)  # fmt: skip
def test_the_same_table_in_any_dress_is_the_same_table(content):
    found = sheet(content)
    assert [row for _, row in found.rows] == READ
    assert [number for number, _ in found.rows] == [2, 3]
    assert (found.header, found.unread) == (1, [])
    assert [one.regel for one in found.remarks] in ([], ["alles_in_een_kolom"])


def test_a_name_is_known_whatever_accents_and_line_breaks_it_has():
    found = sheet('ID;"Cliënten\n(aantal)";Postcode\n1;2;3\n')
    assert list(found.rows) == [(2, {"id": "1", "cliënten": "2", "postcode": "3"})]
    assert list(sheet("id;CLIENTEN\n1;2").rows) == [(2, {"id": "1", "cliënten": "2"})]


@pytest.mark.parametrize(
    "above",
    [
        "gm_code;GM0363\nperiode_van;1-1-2025\n\n",
        "GM code:;GM0363;;\nPeriode van : 1-1-2025\n",
        "gm_code;GM0363;periode_van;1-1-2025\n",
        "gm_code;periode_van\nGM0363;1-1-2025\n\n",
        "Overzicht 2025\nGemaakt door: Q. Kwalsterbeek, gm_code\n;gm_code;GM0363\n;periode_van;1-1-2025\n",
    ],
)
def test_what_stands_above_the_table_is_read_in_the_ways_people_write_it(above):
    found = sheet(above + PLAIN)
    assert found.above == {"gm_code": "GM0363", "periode_van": "1-1-2025"}
    assert [row for _, row in found.rows] == READ


def test_a_record_that_names_a_column_is_no_second_row_of_the_header():
    found = sheet("id;waarde;opmerking\n1;2;reden\n2;3;\n")
    assert [row["id"] for _, row in found.rows] == ["1", "2"]
    assert (found.header, found.unread) == (1, [3])
    spread = sheet("id;waarde;gemeld\n;;op\n1;2;3\n")
    assert list(spread.rows) == [(3, {"id": "1", "waarde": "2", "gemeld_op": "3"})]


def test_several_codes_above_the_table_are_kept_together():
    assert sheet("gm_code,GM0363,GM0344\nid,waarde\n1,2\n").above == {"gm_code": "GM0363 GM0344"}


def test_the_table_is_named_by_its_file_unless_the_file_says_otherwise():
    assert sheet(PLAIN, "Gemeente jaar.csv").tabel == "gemeente_jaar"
    assert sheet("tabel;Gemeente-jaar\n" + PLAIN, "kenmerk.csv").tabel == "gemeente_jaar"
    assert sheet("tabel;klanten\n" + PLAIN, "kenmerk.csv").tabel == "klanten"
    assert sheet(PLAIN, "vs.csv").tabel is None


def test_totals_notes_and_repeated_headers_are_no_records():
    found = sheet(
        "id;postcode;gemeld_op;waarde;reden\n1;1357XZ;;2;overlast\nSubtotaal;;;2\nID;Postcode;Gemeld op;Waarde;Reden\n"
        "2;1357XZ;;3;overlast\nTotaal aantal:;;;5,0\n\nOpgesteld door:;Q. Kwalsterbeek\nDatum;12-1-2026\n* voorlopig\n"
    )
    assert [number for number, _ in found.rows] == [2, 5]
    assert [one[:2] for one in remarks(found)] == [
        (3, "totaalrij_overgeslagen"),
        (4, "koprij_herhaald"),
        (6, "totaalrij_overgeslagen"),
        (8, "tekst_onder_tabel"),
        (9, "tekst_onder_tabel"),
        (10, "tekst_onder_tabel"),
    ]
    assert "Kwalsterbeek" not in str(found.remarks)


def test_a_short_last_record_is_a_record():
    for last in ("17;;;", "B-17", "\n17;;;", "17;1357XZ"):
        assert len(sheet(f"{PLAIN}{last}\n").rows) == 3


def test_a_value_outside_the_columns_is_told_not_read():
    found = sheet("id;reden\n1;overlast\n2;over;last\n3;overlast;;\n")
    assert [row["reden"] for _, row in found.rows] == ["overlast", "over", "overlast"]
    assert remarks(found) == [(3, "te_veel_cellen", "rij 3")]


def test_a_failed_formula_is_empty_and_told_with_its_first_rows():
    found = sheet("id;waarde;reden\n" + "".join(f"{number};#N/B;x\n" for number in range(9)) + "9;#1;#VERW!\n")
    assert [row["waarde"] for _, row in found.rows] == [None] * 9 + ["#1"]
    assert remarks(found) == [
        (2, "foutwaarde", "waarde (rij 2, 3, 4, 5, 6 en nog 4 rijen)"),
        (11, "foutwaarde", "reden (rij 11)"),
    ]


def test_rows_are_put_together_when_asked_and_hide_their_cells():
    found = sheet(PLAIN)
    assert found.rows[0] == (2, READ[0])
    assert found.rows[-1:] == [(3, READ[1])]
    assert (repr(found), repr(found.rows)) == ("Sheet(2 rijen)", "Rows(2 rijen)")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("naam;leeftijd\nQ. Kwalsterbeek;12", "is geen rij met kolomnamen gevonden"),
        ("\n" * 3 + "x\n" * 40 + PLAIN, "is geen rij met kolomnamen gevonden"),
        (b"id;waarde\n1;\x81\x8d", "is geen leesbare tekst"),
        (b"\xff\xfei\x00d\x00;", "is geen leesbare tekst"),
        ('id;waarde\n1;"Kwalsterbeek\n2;3\n', "is geen leesbare CSV: bij rij 2"),
        ("id;waarde\n1;" + "x" * 200_000, "is geen leesbare CSV: bij rij 2"),
        ("id;waarde;waarde\n1;2;3", "staat de kolom waarde twee keer"),
        ("id;waarde (x 1.000)\n1;2", "telt de kolom waarde in duizenden"),
        ("id;waarde [mln]\n1;2", "telt de kolom waarde in duizenden"),
        ("gm_code;GM0363\ngm_code;GM0344\nid;waarde\n1;2", "staat `gm_code` twee keer"),
        ("id;waarde;reden\n1;2;x\n\nreden;id;postcode\nx;1;y", "begint in rij 4 een tweede tabel"),
        ("id;waarde\n1;2\n\nreden;id;postcode\nx;1;y", "staan kolomnamen in rij 1 en in rij 4"),
    ],
)
def test_a_csv_nobody_can_be_sure_of_is_refused_in_one_sentence_without_a_value(content, reason):
    with pytest.raises(DeliveryError) as caught:
        sheet(content)
    found = str(caught.value)
    assert reason in found
    assert found.startswith(("In a.csv", "Het bestand a.csv"))
    assert found.endswith(".")
    assert "Kwalsterbeek" not in found


def test_a_sheet_of_notes_with_line_breaks_is_no_csv_and_ends_nothing():
    notes = Grid([(1, ["eerste regel\ntweede regel"]), (2, ["en nog een"])], name="notities", place=2)
    assert unfold(notes, lambda grid: len(grid.rows)) is None


def test_the_last_evening_of_9999_with_a_time_zone_is_kept():
    told = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
    assert Cells().row(1, [told]) == [datetime(9999, 12, 31, 23, 59, 59)]
