"""The table `ontruiming` as people make it: what is understood, what is not taken, what is refused."""

from datetime import date, datetime

import pytest

from queries.deliveries.records import SCHEMAS, Coverage
from tests.queries.deliveries.invented import (
    KEY,
    RECEIVED,
    delivery,
    outcomes,
    outer,
    places,
    refusal,
    signaal,
    vs_levering,
    written,
)

ABOVE = "tabel;ontruiming\ngm_code;GM0363\nperiode_van;2025-01-01\nperiode_tot;2025-12-31\n"
HEADER = (
    "id;postcode;huisnummer;toevoeging;gemeld_op;aangezegd_op;vonnis_op;uitgevoerd_op;uitkomst;reden;verhuurder;bron"
)
ROWS = (
    "A1;1357XZ;24;A;2025-02-01;;;2025-03-01;uitgevoerd;huurschuld;corporatie;KRIS 2025\n"
    "A2;1357 xz;024;;01-02-2025;15-02-2025;;;open;overlast;particulier;\n"
)
PLAIN = f"{ABOVE}\n{HEADER}\n{ROWS}"


def test_a_plain_table_is_read_to_the_letter(tmp_path):
    found = delivery(tmp_path, PLAIN, "ontruiming.csv")
    (levering,) = found.leveringen
    assert (levering.soort, levering.gm_code, levering.tabellen, levering.aantal) == (
        "ontruiming",
        "GM0363",
        "ontruiming",
        2,
    )
    assert (levering.periode_van, levering.periode_tot) == (date(2025, 1, 1), date(2026, 1, 1))
    assert (levering.leverancier, levering.organisatie) == ("aanvulling", "naam:aanvulling")
    assert levering.aangeleverd_op == RECEIVED
    frame = found.tables["ontruiming"]
    assert frame.schema == SCHEMAS["ontruiming"]
    assert frame.row(0, named=True) == {
        "levering_nr": 0,
        "nr": 1,
        "gm_code": "GM0363",
        "bron_id": "A1",
        "huishouden": KEY.huishouden("1357XZ", "24", "A"),
        "gemeld_op": date(2025, 2, 1),
        "aangezegd_op": None,
        "vonnis_op": None,
        "uitgevoerd_op": date(2025, 3, 1),
        "uitkomst": "uitgevoerd",
        "reden": "huurschuld",
        "verhuurder": "corporatie",
        "bron": "KRIS 2025",
        "pc4": "1357",
        "pad": "rij 7",
        "bestand": "ontruiming.csv",
    }
    assert frame.row(1, named=True)["gemeld_op"] == date(2025, 2, 1)
    assert frame.row(1, named=True)["huishouden"] == KEY.huishouden("1357XZ", "24", None)
    assert found.rejections == []


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + PLAIN.encode(),
        PLAIN.replace(";", "\t"),
        PLAIN.replace(";", ","),
        PLAIN.replace("\n", "\r\n"),
        f"Ontruimingen, gemaakt door Zo\u00eb\n{PLAIN}".encode("cp1252"),
        f"Ontruimingen 2025, gemaakt door de afdeling;;\n;;\n{PLAIN}",
        PLAIN.replace("gm_code;GM0363", "GM code:;363;;").replace("id;postcode", "ID;Postcode"),
        PLAIN.replace("2025-12-31", "31-12-2025").replace("2025-01-01", "1-1-2025"),
        f"{ABOVE}{HEADER}\n{ROWS}",
        PLAIN.replace("uitgevoerd;huurschuld", "Uitgevoerd ;HUURSCHULD"),
        PLAIN.replace("\nA2", "\n;;;;\n\nA2"),
        PLAIN.replace("A1;", '"A1";'),
    ],
    ids=[
        "byte order mark",
        "tabs",
        "commas",
        "windows line ends",
        "cp1252",
        "title row",
        "words as people write them",
        "dutch period",
        "no empty row",
        "capitals",
        "empty rows",
        "quotes",
    ],
)
def test_a_table_made_by_hand_is_understood(tmp_path, content):
    found = delivery(tmp_path, content, "ontruiming.csv")
    assert found.rejections == []
    assert [(one.gm_code, one.periode_tot) for one in found.leveringen] == [("GM0363", date(2026, 1, 1))]
    columns = ["bron_id", "gemeld_op", "uitgevoerd_op", "uitkomst", "reden", "verhuurder"]
    assert found.tables["ontruiming"].select(columns).rows() == [
        ("A1", date(2025, 2, 1), date(2025, 3, 1), "uitgevoerd", "huurschuld", "corporatie"),
        ("A2", date(2025, 2, 1), None, "open", "overlast", "particulier"),
    ]


def test_several_gemeenten_each_get_a_levering_also_without_rows(tmp_path):
    above = ABOVE.replace("gm_code;GM0363", "gm_code;GM0363, 344 0599").replace("tabel;ontruiming\n", "")
    rows = "1;GM0344;2025-02-01\n1;0363;2025-02-01\n3;GM0001;2025-02-01\n4;;2025-02-01"
    content = f"{above}\nid;gm_code;gemeld_op\n{rows}"
    found = delivery(tmp_path, content, "ontruiming.csv")
    assert [(one.gm_code, one.aantal, one.afgekeurd) for one in found.leveringen] == [
        ("GM0363", 1, 0),
        ("GM0344", 1, 0),
        ("GM0599", 0, 0),
        ("onbekend", 2, 2),
    ]
    assert [(one.pad, one.regel, one.levering) for one in found.rejections] == [
        ("rij 5", "kolom_ontbreekt", 0),
        ("rij 5", "kolom_ontbreekt", 1),
        ("rij 5", "kolom_ontbreekt", 2),
        ("gm_code", "onbekende_gemeente", 3),
        ("rij 8", "buiten_dekking", 3),
        ("rij 9", "buiten_dekking", 3),
    ]
    assert found.tables["ontruiming"].select("gm_code", "nr").rows() == [("GM0344", 1), ("GM0363", 1)]


def test_in_a_file_about_one_gemeente_a_wrong_code_is_that_gemeente_s_mistake(tmp_path):
    content = f"{ABOVE}\nid;gm_code;gemeld_op\n1;GM0344;2025-02-01\n2;0363;2025-02-01\n3;;2025-02-01"
    found = delivery(tmp_path, content, "ontruiming.csv")
    assert [(one.gm_code, one.aantal, one.afgekeurd) for one in found.leveringen] == [("GM0363", 3, 1)]
    assert places(found.rejections)[1:] == [("rij 7", "buiten_dekking", "afgekeurd")]


def test_a_covered_period_without_rows_is_zero(tmp_path):
    found = delivery(tmp_path, f"{ABOVE}\n{HEADER}\n", "ontruiming.csv")
    assert [(one.gm_code, one.aantal) for one in found.leveringen] == [("GM0363", 0)]
    assert found.tables["ontruiming"].height == 0


def test_a_bad_row_costs_only_itself(tmp_path):
    header = "id;gemeld_op;uitkomst;bron;postcode;huisnummer;uitgevoerd_op;reden;verhuurder\n"
    rows = "1;2025-02-30;;\n;2025-02-01;;\n3;02/01/2025;;\n4;2025-02-01;weg;\n4;2025-02-02;;\n6;;;verhaal, met komma\n"
    found = delivery(tmp_path, ABOVE + header + rows, "ontruiming.csv")
    assert [(one.pad, one.regel, one.ernst, one.record) for one in found.rejections] == [
        ("rij 6", "ongeldige_datum", "afgekeurd", "1"),
        ("rij 7", "geen_id", "afgekeurd", None),
        ("rij 8", "ongeldige_datum", "afgekeurd", "3"),
        ("rij 9", "onbekende_uitkomst", "waarschuwing", "4"),
        ("rij 10", "dubbel_id", "afgekeurd", "4"),
        ("rij 11", "onbekende_bron", "waarschuwing", "6"),
    ]
    kept = found.tables["ontruiming"].select("bron_id", "uitkomst", "bron")
    assert kept.rows() == [("4", None, None), ("6", None, None)]
    assert (found.leveringen[0].aantal, found.leveringen[0].afgekeurd) == (6, 4)


def test_a_column_with_another_name_is_not_left_out_in_silence(tmp_path):
    content = PLAIN.replace("uitgevoerd_op;", "Jansen;")
    found = delivery(tmp_path, content, "ontruiming.csv")
    assert [(one.pad, one.regel, one.ernst, one.reden) for one in found.rejections] == [
        (
            "rij 6",
            "onbekende_kolom",
            "waarschuwing",
            "Kolom 8 heeft een naam die niet in de handleiding staat en is niet gelezen.",
        ),
        (
            "rij 6",
            "kolom_ontbreekt",
            "waarschuwing",
            "Deze kolommen ontbreken en tellen als leeg: uitgevoerd_op. Voeg ze toe als u dit weet.",
        ),
    ]


def test_a_quote_within_a_cell_is_part_of_it(tmp_path):
    found = delivery(tmp_path, PLAIN.replace("KRIS 2025", 'a "b" c'), "ontruiming.csv")
    assert (found.leveringen[0].aantal, places(found.rejections)) == (2, [("rij 7", "onbekende_bron", "waarschuwing")])


def test_what_may_name_somebody_is_not_kept_from_a_table_made_by_hand(tmp_path):
    header = HEADER.replace("postcode;huisnummer;toevoeging;gemeld_op;", "") + ";postcode;huisnummer"
    given = [
        ("Smit-12", "Jan de Boer"),
        ("1012XY-14", "0612345678"),
        ("01021985", "123456782"),
        ("06-12345678", "Jansen"),
        ("O-1", "KRIS 2025"),
        ("ON-2024-00012", "opgave"),
        ("17", "jansen"),
    ]
    rows = "".join(f"{number};;;;open;huurschuld;corporatie;{bron};;\n" for number, bron in given)
    found = delivery(tmp_path, f"{ABOVE}{header}\n{rows}", "ontruiming.csv")
    ids = found.tables["ontruiming"]["bron_id"].to_list()
    assert [one if one[0] != "#" else "#" for one in ids] == ["#", "#", "#", "#", "O-1", "ON-2024-00012", "17"]
    assert found.tables["ontruiming"]["bron"].to_list() == [None, None, None, None, "KRIS 2025", "opgave", None]


def test_coverage_may_be_told_by_the_caller_and_the_file_s_own_wins(tmp_path):
    declared = Coverage(("599",), date(2024, 1, 1), date(2025, 1, 1))
    bare = delivery(tmp_path, "id;gemeld_op\n1;2024-02-01", "ontruiming.csv", declared=declared)
    assert [(one.gm_code, one.periode_tot) for one in bare.leveringen] == [("GM0599", date(2025, 1, 1))]
    own = delivery(tmp_path, PLAIN, "ontruiming.csv", declared=declared)
    assert [(one.gm_code, one.periode_tot) for one in own.leveringen] == [("GM0363", date(2026, 1, 1))]


def test_supplier_organisation_and_moment_may_be_told(tmp_path):
    above = f"{ABOVE}leverancier;Corporatie Zonnig\norganisatie;12345678\naangeleverd_op;2026-01-15\n"
    (levering,) = delivery(tmp_path, f"{above}{HEADER}\n{ROWS}", "ontruiming.csv").leveringen
    assert (levering.leverancier, levering.organisatie) == ("Corporatie Zonnig", "kvk:12345678")
    assert levering.aangeleverd_op == datetime(2026, 1, 15)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (f"{HEADER}\n{ROWS}", "staat niet over welke gemeente het gaat"),
        (PLAIN.replace("GM0363", "Utrecht"), "staat niet over welke gemeente het gaat"),
        (PLAIN.replace("periode_tot;2025-12-31\n", ""), "staat niet over welke periode het gaat"),
        (PLAIN.replace("periode_tot;2025-12-31", "periode_tot;eind 2025"), "is `periode_tot` geen datum"),
        (PLAIN.replace("periode_tot;2025-12-31", "periode_tot;2024-12-31"), "ligt `periode_tot` voor `periode_van`"),
        (PLAIN.replace("tabel;ontruiming", "tabel;klanten"), "geen bekende tabel"),
        (PLAIN.replace("id;postcode", "nummer;postcode"), "ontbreekt de kolom `id`"),
        (PLAIN.replace("reden;verhuurder", "reden;reden"), "staat de kolom reden twee keer"),
        ("naam;leeftijd\nJan;12", "geen rij met kolomnamen gevonden"),
        ("zomaar een brief aan de gemeente", "geen rij met kolomnamen gevonden"),
        (f"aangeleverd_op;ooit\n{PLAIN}", "is `aangeleverd_op` geen datum"),
        (b"id;gemeld_op\n1;\x81\x8d", "is geen leesbare tekst"),
        (PLAIN.replace("A1;", 'A1;"'), "is geen leesbare CSV: bij rij 7"),
        (
            PLAIN.replace("GM0363", "GM0363 GM0344"),
            "ontbreekt de kolom `gm_code`: het bestand gaat over meer gemeenten",
        ),
    ],
    ids=range(14),
)
def test_a_table_that_cannot_be_placed_is_refused_in_one_sentence(tmp_path, content, reason):
    found = refusal(tmp_path, content, "ontruiming.csv")
    assert reason in found
    assert "ontruiming.csv" in found
    assert found.endswith(".")


def test_tables_and_ddas_files_come_in_together(tmp_path):
    table = written(tmp_path, PLAIN, "ontruiming.csv")
    ddas = written(tmp_path, outer(vs_levering([signaal(1)])), "vs.json")
    assert [getattr(one, "soort", None) for one in outcomes(ddas, table)] == ["vs", "ontruiming"]
