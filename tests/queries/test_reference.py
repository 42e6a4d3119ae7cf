"""The reference tables say what their sources say, and load the same on both databases."""

import csv
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from sqlalchemy import Engine, func, select

from metrics.indicators import INDICATORS
from metrics.references import wrong_references
from queries.reference.loader import SCHEMAS, load_reference, read_reference
from queries.schema import gemeente, gemeente_jaar, herindeling, herindeling_pc4, referentie

GEMEENTEN = read_reference("gemeenten")
TODAY = GEMEENTEN.filter(pl.col("geldig_tot").is_null())


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("naam", SCHEMAS)
def test_every_row_names_its_source(naam: str):
    frame = read_reference(naam)
    assert frame.height > 0
    assert frame["bron"].null_count() == 0
    assert "" not in frame["bron"].to_list()


def test_there_are_342_gemeenten_today_each_with_its_place():
    assert TODAY.height == 342
    assert (
        TODAY.select("naam", "provincie", "corop", "arbeidsmarktregio", "lon", "lat").null_count().sum_horizontal()[0]
        == 0
    )
    assert TODAY["provincie"].n_unique() == 12
    assert TODAY["naam"].n_unique() == 342


def test_todays_gemeenten_are_those_of_the_source(shared: Path):
    source = rows(shared / "refdata" / "gemeenten.csv")
    expected = [
        (row["gm_code"], row["naam"], row["provincie"], row["corop"], row["arbeidsmarktregio_2026"]) for row in source
    ]
    found = TODAY.select("gm_code", "naam", "provincie", "corop", "arbeidsmarktregio").sort("gm_code").rows()
    assert found == sorted(expected)
    places = {row["gm_code"]: (float(row["lon"]), float(row["lat"])) for row in source}
    assert {code: (lon, lat) for code, lon, lat in TODAY.select("gm_code", "lon", "lat").rows()} == places


def test_on_each_first_of_january_the_valid_codes_are_those_of_the_list(shared: Path):
    source = rows(shared / "refdata" / "gemeentecodes_per_jaar_2010_2026.csv")
    for year in range(2010, 2027):
        day = date(year, 1, 1)
        valid = GEMEENTEN.filter(
            (pl.col("geldig_van") <= day) & (pl.col("geldig_tot").is_null() | (pl.col("geldig_tot") > day))
        )
        assert set(valid["gm_code"]) == {row["gm_code"] for row in source if row["jaar"] == str(year)}, year


def test_a_code_ends_on_the_day_of_its_herindeling_and_begins_on_one():
    ends = {row["oude_code"]: row["datum"] for row in read_reference("herindelingen").to_dicts()}
    begins = read_reference("herindelingen").group_by("nieuwe_code").agg(pl.col("datum").min()).rows()
    for code, start, end in GEMEENTEN.select("gm_code", "geldig_van", "geldig_tot").rows():
        assert end == ends.get(code)
        assert start == date(2010, 1, 1) or (code, start) in begins


def test_weesp_went_to_amsterdam_on_24_march_2022():
    weesp = GEMEENTEN.row(by_predicate=pl.col("gm_code") == "GM0457", named=True)
    assert (weesp["naam"], weesp["geldig_van"], weesp["geldig_tot"]) == ("Weesp", date(2010, 1, 1), date(2022, 3, 24))
    row = read_reference("herindelingen").row(by_predicate=pl.col("oude_code") == "GM0457", named=True)
    assert (row["datum"], row["nieuwe_code"], row["aandeel"]) == (date(2022, 3, 24), "GM0363", 1.0)


def test_de_friese_meren_changed_its_code_in_the_middle_of_2015():
    found = GEMEENTEN.filter(pl.col("gm_code").is_in(["GM1921", "GM1940"])).sort("gm_code")
    assert found.select("geldig_van", "geldig_tot").rows() == [
        (date(2014, 1, 1), date(2015, 7, 1)),
        (date(2015, 7, 1), None),
    ]


def test_herindelingen_are_those_of_the_source_and_shares_add_up(shared: Path):
    source = rows(shared / "refdata" / "herindelingen_2010_2026.csv")
    expected = sorted(
        (row["datum"], row["oude_code"], row["nieuwe_code"], float(row["aandeel"]), row["bron"]) for row in source
    )
    frame = read_reference("herindelingen")
    assert (
        frame.with_columns(pl.col("datum").dt.to_string("%Y-%m-%d")).sort("datum", "oude_code", "nieuwe_code").rows()
        == expected
    )
    shares = frame.group_by("oude_code").agg(pl.col("aandeel").sum())
    assert shares.filter((pl.col("aandeel") - 1).abs() > 0.001).height == 0


def test_inwoners_are_those_of_the_source_for_every_gemeente_and_year(shared: Path):
    source = rows(shared / "refdata" / "inwoners_huidige_indeling_2012_2024.csv")
    expected = {(row["gm_code"], year): int(row[str(year)]) for row in source for year in range(2012, 2025)}
    found = {
        (code, year): people
        for code, year, people in read_reference("gemeente_jaar").select("gm_code", "jaar", "inwoners").rows()
    }
    assert found == expected
    assert sum(people for (_, year), people in found.items() if year == 2024) == 17_942_942


def test_households_and_dwellings_of_2021_follow_from_the_source_by_hand(shared: Path):
    """A plain second calculation: sum the gemeenten of 2021, weigh percentages by households."""
    now = {row["gm_code"]: row["huidige_code"] for row in rows(shared / "refdata" / "gemeentecode_naar_huidig.csv")}
    dwellings = {row["gm_code"]: row["woningen_2022"] for row in rows(shared / "refdata" / "gemeenten.csv")}
    parts: dict[str, list[dict[str, str]]] = {}
    for row in rows(shared / "refdata" / "kwb_2021_gemeente.csv"):
        parts.setdefault(now[row["gm_code"]], []).append(row)
    found = {row["gm_code"]: row for row in read_reference("gemeente_jaar").filter(jaar=2021).to_dicts()}
    for code, old in parts.items():
        households = sum(int(row["huishoudens_schatting"]) for row in old)
        stock = int(float(dwellings[code])) if dwellings[code] else households
        assert found[code]["huishoudens"] == households
        for column, percentage in (
            ("corporatiewoningen", "pct_corporatiewoningen"),
            ("huurwoningen", "pct_huurwoningen"),
        ):
            part = sum(float(row[percentage]) * int(row["huishoudens_schatting"]) for row in old) / households
            assert abs(found[code][column] - part * stock / 100) <= 0.51, code
    assert len(found) == len(parts) == 342


def test_where_dwellings_are_unknown_the_source_says_households_stood_in():
    voorne = read_reference("gemeente_jaar").row(
        by_predicate=(pl.col("gm_code") == "GM1992") & (pl.col("jaar") == 2021), named=True
    )
    assert "percentage van de huishoudens (aantal woningen onbekend)" in voorne["bron"]
    assert voorne["corporatiewoningen"] < voorne["huishoudens"]


def test_reference_lines_are_in_the_unit_and_variant_of_their_indicator():
    frame = read_reference("referentie")
    assert wrong_references(frame, INDICATORS) == []
    vroegsignalering = frame.filter(pl.col("indicator").is_in(["VS01", "VS07", "VS10", "VS11", "VS12b"]))
    assert vroegsignalering.select("indicator", "variant", "gebied", "periode", "waarde", "waarde_tot").rows() == [
        ("VS01", "standaard", "NL", "2021", 3.0, None),
        ("VS01", "standaard", "NL", "2022", 3.3, None),
        ("VS01", "standaard", "NL", "2023", 4.0, None),
        ("VS01", "standaard", "NL", "2024", 4.4, None),
        ("VS07", "standaard", "NL", "2021", 0.17, None),
        ("VS07", "standaard", "NL", "2022", 0.2, None),
        ("VS07", "standaard", "NL", "2023", 0.2, None),
        ("VS10", "standaard", "NL", "2022", 0.39, None),
        ("VS10", "standaard", "NL", "2023", 0.35, None),
        ("VS11", "standaard", "NL", "2022", 0.08, None),
        ("VS11", "standaard", "NL", "2023", 0.07, None),
        ("VS12b", "standaard", "NL", "2019", 0.5, 0.7),
    ]
    assert frame["opmerking"].null_count() == 0


def test_what_corporaties_and_bailiffs_count_is_never_one_line(shared: Path):
    collected = [
        ("verhuurder" if row["bron"].startswith("Aedes") else "", row["jaar"], float(row["aantal"]), row["url"])
        for row in rows(shared / "refdata" / "landelijk_ontruimingen.csv")
    ]
    shipped = read_reference("referentie").filter(indicator="ON03", variant="alle")
    assert sorted(shipped.select("uitsplitsing", "periode", "waarde", "url").rows()) == sorted(collected)


def test_reference_lines_with_a_source_in_the_collected_figures_equal_it(shared: Path):
    collected = {
        row["jaar"]: (float(row["waarde"]), row["url"])
        for row in rows(shared / "refdata" / "landelijk_vroegsignalering.csv")
        if row["indicator"] == "signalen_per_1000_inwoners_per_maand"
    }
    shipped = {
        row["periode"]: (row["waarde"], row["url"])
        for row in read_reference("referentie")
        .filter(pl.col("periode").is_in(list(collected)), indicator="VS01")
        .to_dicts()
    }
    assert shipped == collected


def test_loading_twice_leaves_the_tables_once(engine: Engine):
    counts: list[list[int]] = []
    for _ in range(2):
        with engine.begin() as connection:
            load_reference(connection)
            tables = (gemeente, herindeling, herindeling_pc4, gemeente_jaar, referentie)
            counts.append(
                [connection.execute(select(func.count()).select_from(table)).scalar_one() for table in tables]
            )
    assert counts == [[463, 144, 4, 4446, 39]] * 2


def test_a_smaller_country_has_fewer_people_and_says_so(engine: Engine):
    with engine.begin() as connection:
        load_reference(connection, schaal=0.0001)
        year = select(gemeente_jaar).where(gemeente_jaar.c.jaar == 2021)
        schiermonnikoog = connection.execute(year.where(gemeente_jaar.c.gm_code == "GM0088")).one()
        amsterdam = connection.execute(year.where(gemeente_jaar.c.gm_code == "GM0363")).one()
    assert (schiermonnikoog.inwoners, schiermonnikoog.corporatiewoningen) == (1, 1)
    assert amsterdam.inwoners == 89  # 893.741 with Weesp
    assert amsterdam.bron.endswith("; demo: aantallen x 0,0001")


@pytest.mark.parametrize("schaal", [0.0, -1.0, 1.5])
def test_a_scale_that_is_no_share_is_refused(engine: Engine, schaal: float):
    with engine.begin() as connection, pytest.raises(ValueError, match="schaal"):
        load_reference(connection, schaal=schaal)
