"""The aanvulling tables row by row: what is stored of a row, what costs only its cell, and what costs the row."""

from datetime import date

import pytest

from queries.deliveries.aanvulling_tables import TABLES
from queries.deliveries.records import SCHEMAS
from queries.schema import metadata
from tests.queries.deliveries.invented import KEY, delivery, refusal
from tests.queries.deliveries.own_tables import YEAR, about_rows, read, refused, said

TAKEN, REMARK = "afgekeurd", "waarschuwing"


@pytest.mark.parametrize("tabel", TABLES)
def test_every_table_fits_the_store(tabel):
    spec = TABLES[tabel]
    stored = metadata.tables[spec.opslag or tabel]
    positions = {"levering_nr", "nr", "pad", "bestand"}
    names = set(SCHEMAS[tabel].names()) - positions
    typed = {"ingevoerd_op", "ingevoerd_door", "vervallen"}  # of what people type on a page
    assert names | {"id", "levering"} == set(stored.columns.keys()) - typed
    required = {column.name for column in stored.columns if not column.nullable and column.server_default is None}
    from_file = {found[0] for column in spec.kolommen if (found := column.stored()) and column.verplicht}
    always = {"id", "levering", "gm_code", "bron_id", "periode_van", "periode_tot", "tabel", "variant"}
    assert required - always <= from_file


def test_a_referral_is_stored_with_its_zaak_its_person_and_its_organisations(tmp_path):
    header = "id;signaal_id;bsn;datum;van_type;van_naam;naar_type;naar_naam;warm;aangekomen;aangekomen_op"
    row = "D-1;VS-0001;400000012;3-2-2025;Kredietbank;KBR Zuid;AMW;Welzijn  Plus;x;N;2025-02-10"
    found = read(tmp_path, "doorverwijzing", header, row)
    assert said(found) == []
    assert found.tables["doorverwijzing"].row(0, named=True) == {
        "levering_nr": 0,
        "nr": 1,
        "gm_code": "GM0363",
        "bron_id": "D-1",
        "zaak_signaal": KEY.sleutel("GM0363", "SOFT-1", "VS-0001"),
        "persoon": KEY.persoon("400000012"),
        "datum": date(2025, 2, 3),
        "van_type": "kredietbank",
        "van_naam": "KBR Zuid",
        "naar_type": "maatschappelijk werk",
        "naar_naam": "Welzijn Plus",
        "warm": "ja",
        "aangekomen": "nee",
        "aangekomen_op": date(2025, 2, 10),
        "pad": "rij 6",
        "bestand": "doorverwijzing.csv",
    }


def test_an_unknown_code_a_doubtful_yes_and_a_name_that_may_be_a_person_cost_only_their_cell(tmp_path):
    header = "id;datum;van_type;van_naam;naar_type;naar_naam;warm;aangekomen;bsn"
    row = "D-1;2025-02-03;wijkteam;dhr. Kwalsterbeek;Voedsel bank;Buurtteam 06-12345678;soms;-;12"
    found = read(tmp_path, "doorverwijzing", header, row)
    assert [(one.regel, one.reden.split(" ", maxsplit=1)[0]) for one in about_rows(found)] == [
        ("onbekende_code", "van_type"),
        ("tekst_niet_bewaard", "van_naam"),
        ("tekst_niet_bewaard", "naar_naam"),
        ("onbekende_ja_nee", "warm"),
        ("bsn_onbruikbaar", "bsn"),
    ]
    assert found.leveringen[0].afgekeurd == 0
    names = ["van_type", "van_naam", "naar_type", "naar_naam", "warm", "aangekomen", "persoon"]
    assert found.tables["doorverwijzing"].select(names).rows() == [
        (None, None, "voedselbank", None, "onbekend", "onbekend", None)
    ]


def test_what_is_unknown_may_be_left_empty_and_a_dash_is_said_to_be_no_nought(tmp_path):
    rows = ("Huisbezoeken;2024;;stroom", "Pakketten;2024;n.v.t.;stroom", "Visites;2024;-;stroom", "Uren;2024;0;stroom")
    above = "gm_code;GM0363\nperiode_van;2024-01-01\nperiode_tot;2024-12-31\n"
    found = read(tmp_path, "jaarcijfer", "naam;jaar;waarde;soort", *rows, above=above)
    assert found.tables["jaarcijfer"]["waarde"].to_list() == [None, None, None, 0.0]
    assert said(found) == [("rij 8", "streepje_als_leeg", REMARK)]


def test_talks_without_days_of_their_own_are_about_the_whole_period(tmp_path):
    header = "organisatietype;naam;periode_van;periode_tot;gesprekken;clienten"
    found = read(
        tmp_path, "gesprekken", header,
        "kredietbank;KBR;;;1.250;900",
        "schuldhulp;Team A;1-1-2025;31-3-2025;;40",
        "schuldhulp;Team B;1-4-2025;31-3-2025;10;",
        "voedselbank;;;;;",
        "wijkteam;;;;10;",
        "schuldhulp;Team A;1-1-2025;31-3-2025;12;",
        "schuldhulp;Team A;1-1-2024;31-3-2024;12;",
    )  # fmt: skip
    names = ["organisatietype", "naam", "periode_van", "periode_tot", "gesprekken", "clienten"]
    assert found.tables["gesprekken"].select(names).rows() == [
        ("kredietbank", "KBR", date(2025, 1, 1), date(2026, 1, 1), 1250, 900),
        ("schuldhulp", "Team A", date(2025, 1, 1), date(2025, 4, 1), None, 40),
        ("schuldhulp", "Team A", date(2024, 1, 1), date(2024, 4, 1), 12, None),
    ]
    assert said(found) == [
        ("rij 8", "periode_omgekeerd", TAKEN),
        ("rij 9", "niets_ingevuld", TAKEN),
        ("rij 10", "onbruikbare_code", TAKEN),
        ("rij 11", "dubbele_rij", TAKEN),
        ("rij 12", "buiten_periode", REMARK),
    ]


def test_bekendheid_is_of_a_zaak_or_of_an_address_and_of_nothing_it_is_not_taken(tmp_path):
    header = "signaal_id;postcode;huisnummer;toevoeging;bekend;peildatum"
    found = read(
        tmp_path, "bekendheid", header,
        "VS-0001;;;;ja;2025-03-01",
        ";1357 xz;024;a;Nee;2025-03-01",
        ";;;;ja;2025-03-01",
        ";1357;24;;ja;2025-03-01",
        ";1357XZ;24A;;onbekend;2025-03-01",
        ";1357XZ;24A;;ja;2025-04-01",
    )  # fmt: skip
    home = KEY.huishouden("1357XZ", "24", "A")
    assert found.tables["bekendheid"].select("zaak_signaal", "huishouden", "bekend").rows() == [
        (KEY.sleutel("GM0363", "SOFT-1", "VS-0001"), None, "ja"),
        (None, home, "nee"),
        (None, home, "ja"),
    ]
    assert said(found) == [
        ("rij 8", "niets_ingevuld", TAKEN),
        ("rij 9", "niets_ingevuld", TAKEN),
        ("rij 10", "dubbele_rij", TAKEN),
    ]
    assert "signaal_id, of postcode en huisnummer" in about_rows(found)[0].reden


def test_a_kenmerk_is_of_a_zaak_or_of_a_traject_and_capitals_mean_nothing(tmp_path):
    found = read(
        tmp_path, "kenmerk", "record;signaal_id;bsn;naam;waarde",
        ";VS-0001;;Screening;Niet Rijp",
        ";;400000012;pakket;",
        "traject;VS-0001;400000012;Trede;Trede 2",
        ";VS-0001;400000012;trede;trede 2",
        "traject;VS-0001;;trede;trede 2",
        ";VS-0001;;SCREENING;rijp",
        ";;;screening;rijp",
        ";VS-0002;;;rijp",
        ";VS-0003;;Adres;Dorpsstraat 12",
    )  # fmt: skip
    signaal, other = KEY.sleutel("GM0363", "SOFT-1", "VS-0001"), KEY.sleutel("GM0363", "SOFT-1", "VS-0003")
    person = KEY.persoon("400000012")
    assert found.tables["kenmerk"].select("tabel", "zaak_signaal", "persoon", "naam", "waarde").rows() == [
        ("zaak", signaal, None, "screening", "niet rijp"),
        ("traject", None, person, "pakket", None),
        ("traject", None, person, "trede", "trede 2"),
        ("zaak", other, None, "adres", None),
    ]
    assert said(found) == [
        ("rij 9", "twee_verwijzingen", TAKEN),
        ("rij 10", "niets_ingevuld", TAKEN),
        ("rij 11", "dubbele_rij", TAKEN),
        ("rij 12", "niets_ingevuld", TAKEN),
        ("rij 13", "veld_ontbreekt", TAKEN),
        ("rij 14", "tekst_niet_bewaard", REMARK),
    ]


def test_a_goal_names_a_figure_or_an_own_one_and_its_unit_is_the_page_s(tmp_path):
    found = read(
        tmp_path, "doel", "indicator;variant;waarde;basisjaar;uiterlijk;bron",
        "dv02;Kredietbank naar AMW;25%;;31-12-2025;Afsprakenkaart 2010",
        "ON03;;30;2005;31-12-2012;KRIS",
        "Jaarcijfer: Huisbezoeken;;80;;31-12-2025;Begroting",
        "VS07;;0,25;;31-12-2025;Begroting",
        "bereik;;25;;31-12-2025;Begroting",
        "VS07;;veel;;31-12-2025;Begroting",
    )  # fmt: skip
    assert found.tables["doel"].select("indicator", "variant", "waarde", "basisjaar").rows() == [
        ("DV02", "kredietbank naar amw", 25.0, None),
        ("ON03", "standaard", 30.0, 2005),
        ("jaarcijfer:Huisbezoeken", "standaard", 80.0, None),
        ("VS07", "standaard", 0.25, None),
    ]
    assert said(found) == [
        ("rij 9", "aandeel_of_percentage", REMARK),
        ("rij 10", "ongeldige_indicator", TAKEN),
        ("rij 11", "ongeldig_getal", TAKEN),
    ]


def test_a_goal_can_say_its_base_its_kind_and_the_part_it_is_about(tmp_path):
    header = "indicator;waarde;basisjaar;uiterlijk;bron;uitsplitsing;cel;soort;richting;basiswaarde;schatting"
    found = read(
        tmp_path, "doel", header,
        "ON03;-70%;2005;31-12-2012;KRIS;;;Verandering;;215;ja",
        "DV02;25;;31-12-2012;KRIS;van_naar;kredietbank > maatschappelijk werk;;minimaal;;",
        "DV02;25;;31-12-2012;KRIS;van_naar;maatschappelijk werk > kredietbank;niveau;;;nee",
        "DV02;25;;31-12-2012;KRIS;van_naar;maatschappelijk werk > kredietbank;;;;",
        "SH07;20;;31-12-2012;KRIS;;;ongeveer;;;",
    )  # fmt: skip
    said_of = ("waarde", "cel", "soort", "richting", "basiswaarde", "schatting")
    assert found.tables["doel"].select(said_of).rows() == [
        (-70.0, None, "verandering", None, 215.0, "ja"),
        (25.0, "kredietbank > maatschappelijk werk", None, "minstens", None, "onbekend"),
        (25.0, "maatschappelijk werk > kredietbank", "niveau", None, None, "nee"),
        (20.0, None, None, None, None, "onbekend"),
    ]
    assert said(found) == [("rij 9", "dubbele_rij", TAKEN), ("rij 10", "onbekende_code", REMARK)]


def test_own_people_and_dwellings_are_read_as_the_cbs_writes_them(tmp_path):
    header = "jaar;inwoners;huishoudens;grootteklasse;stedelijkheid;pct_laag_inkomen;bron"
    found = read(
        tmp_path, "gemeente_jaar", header, "2025;82.450;39800;5;3;7,6%;telling 2025", "2026;1;;;;;", "2025;2;;;;;",
        "2024;;;;;;", "2023;5;;9;;;",
    )  # fmt: skip
    frame = found.tables["gemeente_jaar"].select("jaar", "inwoners", "grootteklasse", "pct_laag_inkomen", "bron")
    assert frame.rows() == [(2025, 82450, 5, 7.6, "telling 2025"), (2026, 1, None, None, None)]
    assert said(found) == [
        ("rij 7", "buiten_periode", REMARK),
        ("rij 8", "dubbele_rij", TAKEN),
        ("rij 9", "niets_ingevuld", TAKEN),
        ("rij 10", "geen_heel_getal", TAKEN),
    ]


def test_an_intervention_s_description_is_kept_only_as_a_plain_sentence(tmp_path):
    found = read(
        tmp_path, "interventie", "naam;vanaf;beschrijving;bron",
        "Huisbezoek;2025-04-01;Twee medewerkers gaan langs.;Plan 2025",
        "Eén loket;2025-04-01;Bel Kwalsterbeek op 06-12345678;Plan 2025",
        "Loket;2025-04-01;;",
    )  # fmt: skip
    assert found.tables["interventie"].select("naam", "beschrijving").rows() == [
        ("Huisbezoek", "Twee medewerkers gaan langs."),
        ("Eén loket", None),
    ]
    assert said(found) == [("rij 7", "tekst_niet_bewaard", REMARK), ("rij 8", "veld_ontbreekt", TAKEN)]


def test_a_date_outside_the_file_s_period_is_taken_and_pointed_out(tmp_path):
    header = "id;gemeld_op;uitgevoerd_op"
    rows = ("1;2024-11-01;2025-02-01", "2;2024-11-01;", "3;2025-11-01;2026-02-01", "4;;", "5;2025-01-01;2025-12-31")
    found = read(tmp_path, "ontruiming", header, *rows)
    assert [(one.pad, one.regel, one.reden.split(" ", maxsplit=1)[0]) for one in about_rows(found)] == [
        ("rij 7", "buiten_periode", "gemeld_op"),
        ("rij 8", "buiten_periode", "uitgevoerd_op"),
    ]
    assert found.leveringen[0].afgekeurd == 0


def test_a_column_with_hundreds_of_names_is_not_read_for_they_may_be_people(tmp_path):
    rows = [
        f"VS-{number:04};toelichting;Kwalster{chr(97 + number % 26)}{chr(97 + number // 26)}" for number in range(101)
    ]
    found = read(tmp_path, "kenmerk", "signaal_id;naam;waarde", *rows)
    assert found.tables["kenmerk"]["waarde"].to_list() == [None] * 101
    assert [(one.pad, one.regel) for one in found.rejections] == [("rij 5", "te_veel_namen")]
    swapped = [f"VS-{number:04};Kwalster{chr(97 + number % 26)}{chr(97 + number // 26)};ja" for number in range(101)]
    why = refused(tmp_path, "kenmerk", "signaal_id;naam;waarde", *swapped)
    assert "de kolom `naam` meer dan 100 verschillende waarden" in why
    assert "Kwalster" not in why


def test_which_table_it_is_follows_from_its_columns(tmp_path):
    for tabel, header in {
        "gesprekken": "organisatietype;gesprekken",
        "jaarcijfer": "naam;jaar;waarde;soort",
        "bekendheid": "postcode;huisnummer;bekend",
        "dossier": "id;aanpak;start",
        "gemeente_jaar": "jaar;inwoners",
        "interventie": "naam;vanaf",
        "doorverwijzing": "id;van_type;naar_type",
    }.items():
        found = delivery(tmp_path, f"{YEAR}{header}\n", f"{tabel} los.csv")
        assert (found.soort, found.leveringen[0].tabellen) == (tabel, tabel)


def test_a_table_that_could_be_two_or_lacks_its_key_is_refused(tmp_path):
    why = refusal(tmp_path, f"{YEAR}id;gm_code\n1;GM0363\n", "iets.csv")
    assert "blijkt niet welke tabel het is (ontruiming of doorverwijzing of dossier)" in why
    assert "zet boven de tabel `tabel;ontruiming`" in why
    assert "ontbreekt de kolom `aanpak` van de tabel dossier" in refused(
        tmp_path, "dossier", "id;start", "1;2025-01-01"
    )


def test_a_column_of_another_table_is_pointed_out_by_its_name(tmp_path):
    found = read(tmp_path, "dossier", "id;aanpak;start;uitkomst;bekend", "1;KRIS;2025-02-01;positief;ja")
    assert [(one.regel, one.reden) for one in found.rejections] == [
        ("kolom_andere_tabel", "Kolom bekend hoort bij een andere tabel en is niet gelezen.")
    ]
