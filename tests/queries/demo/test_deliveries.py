"""Deliveries as they really come: late, missing, corrected, twice, by month and by quarter, of two software houses."""

from collections import Counter, defaultdict
from datetime import date

import polars as pl

from queries.reference.loader import read_reference
from tests.queries.demo.country import Country, Record, code_of, moment


def told(country: Country, code: str, label: str = "") -> list[tuple[str, str, str]]:
    """Return file, day of delivery and supplier of everything a gemeente delivered of vroegsignalering."""
    return sorted(
        (moment(document), document["startdatumLevering"][:7], document["codeGegevensleverancier"])
        for name, document in country.documents.items()
        if name.startswith(f"vs-{label}")
        for levering in document["leveringen"]
        if code_of(levering["gemeentecode"]) == code
    )


def signals_of(country: Country, code: str, label: str) -> dict[str, list[Record]]:
    """Return the signalen of a gemeente by day of delivery."""
    found: dict[str, list[Record]] = defaultdict(list)
    for document, levering in country.leveringen(f"vs-{label}", all_of_them=True):
        if code_of(levering["gemeentecode"]) == code:
            found[moment(document)] += levering.get("vroegsignalen", [])
    return found


def test_the_silent_gemeente_and_the_missing_quarters_are_not_there(country: Country):
    silent = country.roles["levert_niets"]
    assert told(country, silent) == []
    assert silent not in {traject["gemeentecode"] for _, traject in country.trajecten("shv-")}
    assert len(country.roles["slaat_kwartaal_over"]) == 6
    for code, quarter in country.roles["slaat_kwartaal_over"]:
        assert told(country, code, quarter) == []
        assert len(told(country, code)) == 11


def test_one_gemeente_stops_in_the_autumn_of_2024(country: Country):
    code = country.roles["stopt"]
    assert len(told(country, code)) == 11
    assert told(country, code, "2024-k4") == []
    assert code not in {traject["gemeentecode"] for _, traject in country.trajecten("shv-2024")}


def test_late_quarters_come_after_the_others_and_one_after_the_next(country: Country):
    for code, quarter in country.roles["te_laat"]:
        ((on, _, word),) = told(country, code, quarter)
        assert word in {"VLOGSOFT", "GRINWARE"}
        assert (date.fromisoformat(on) - _end(quarter)).days in (60, 65)
    code, quarter = country.roles["veel_te_laat"]
    ((on, _, _),) = told(country, code, quarter)
    assert (date.fromisoformat(on) - _end(quarter)).days > 125


def test_a_corrected_quarter_broke_off_first(country: Country):
    for code, quarter in country.roles["gecorrigeerd"]:
        first, second = (found for _, found in sorted(signals_of(country, code, quarter).items()))
        ids = [{one["ID"] for one in found if "ID" in one} for found in (first, second)]
        assert ids[0] < ids[1]
        assert 0.5 < len(first) / len(second) < 0.7


def test_a_wrong_file_holds_the_quarter_before_and_is_replaced(country: Country):
    code, quarter = country.roles["verkeerd_bestand"]
    wrong, right = (found for _, found in sorted(signals_of(country, code, quarter).items()))
    months = [Counter(one.get("signaaldatum", "")[:7] for one in found).most_common(3) for found in (wrong, right)]
    start = _end(quarter)
    assert all(month < f"{start.year}-{start.month - 2:02d}" for month, _ in months[0])
    assert all(month >= f"{start.year}-{start.month - 2:02d}" for month, _ in months[1])


def test_one_quarter_comes_twice_with_the_same_signalen(country: Country):
    code, quarter = country.roles["dubbel"]
    first, second = signals_of(country, code, quarter).values()
    assert first == second


def test_one_gemeente_delivers_two_months_across_a_quarter(country: Country):
    code = country.roles["over_de_grens"]
    (document,) = (one for name, one in country.documents.items() if name.startswith("vs-2024-03-en-04"))
    assert [code_of(levering["gemeentecode"]) for levering in document["leveringen"]] == [code]
    assert (document["startdatumLevering"], document["einddatumLevering"]) == ("2024-03-01", "2024-04-30")
    assert len(told(country, code)) == 13


def test_some_gemeenten_deliver_each_month_of_2024_and_a_part_of_them_the_quarter_too(country: Country):
    monthly, both = set(country.roles["per_maand"]), set(country.roles["per_maand_en_kwartaal"])
    assert both < monthly
    assert 20 < len(monthly) < 60
    for code in list(monthly)[:10]:
        months = Counter(start for _, start, _ in told(country, code, "2024"))
        assert len(months) == 12
        assert sum(months.values()) == (16 if code in both else 12)
        assert len(told(country, code, "2023")) == 4


def test_a_month_and_its_quarter_hold_the_same_signalen(country: Country):
    code = country.roles["per_maand_en_kwartaal"][0]
    months = [one["ID"] for label in ("01", "02", "03") for found in signals_of(country, code, f"2024-{label}").values()
              for one in found if "ID" in one]  # fmt: skip
    (quarter,) = signals_of(country, code, "2024-k1").values()
    assert sorted(months) == sorted(one["ID"] for one in quarter if "ID" in one)


def test_one_gemeente_changes_software_and_both_registers_stay_in_force(country: Country):
    code = country.roles["stapt_over"]
    words = {(start, word) for _, start, word in told(country, code)}
    assert {word for start, word in words if start < "2023-07"} == {"VLOGSOFT"}
    assert {word for start, word in words if start >= "2024-01"} == {"GRINWARE"}
    assert {word for start, word in words if start == "2023-07"} == {"VLOGSOFT", "GRINWARE"}
    # What the old software still tells is how its last zaken went on.
    (old,) = (
        levering
        for document, levering in country.leveringen("vs-2023-k3-vlogsoft")
        if code_of(levering["gemeentecode"]) == code
    )
    assert "vroegsignalen" not in old
    assert old["vroegsignaalzaken"]
    suppliers = {
        (name[4:8], document.get("codeGegevensleverancier"))
        for name, document in country.documents.items()
        if name.startswith("shv")
        for levering in document["leveringen"]
        for traject in levering["schuldhulptrajecten"][:1]
        if code_of(traject["gemeentecode"]) == code
    }
    assert suppliers >= {("2022", "VLOGSOFT"), ("2023", "GRINWARE")}


def test_half_of_the_records_of_one_quarter_is_unusable(country: Country):
    code, quarter = country.roles["geweigerd"]
    ((_, signals),) = signals_of(country, code, quarter).items()
    broken = [
        one
        for one in signals
        if "ID" not in one
        or one.get("bedrag") == "onbekend"
        or one.get("signaaldatum") == "2023-02-30"
        or one["crisissignaal"] == "ja"
        or one["signaalpartner"]["type"] == "Sportvereniging"
    ]
    assert 0.3 < len(broken) / len(signals) < 0.6


def test_one_gemeente_registers_what_cannot_be_so_constant(country: Country):
    code = country.roles["constant"]
    signals = [one for name, one in country.signals() if name == code and one.get("signaaldatum", "")[:4] == "2024"]
    usual = [one for one in signals if isinstance(one.get("bedrag"), int) and 0 < one["bedrag"] < 1_000_000]
    assert {one["bedrag"] for one in usual} == {500}
    pogingen = [
        poging
        for (name, _), zaak in country.zaken().items()
        if name == code and zaak.get("startdatum_matchtingperiode", "") >= "2024-02"
        for poging in zaak.get("contactpogingen", [])
    ]
    spoken = [poging.get("bereikt") for poging in pogingen if poging["soort"] != "Administratief"]
    assert set(spoken) == {True}
    days = Counter(poging["datum"][8:] for poging in pogingen if "datum" in poging)
    assert days["01"] / sum(days.values()) > 0.98
    tried = [
        any(poging.get("bereikt") for poging in zaak["contactpogingen"])
        for (name, _), zaak in country.zaken().items()
        if name == code and "2024-02" <= zaak.get("matchingsdatum", "") < "2024-08" and zaak.get("contactpogingen")
    ]
    assert sum(tried) / len(tried) > 0.95


def test_one_software_house_never_fills_in_two_fields(country: Country):
    for word, filled in (("vlogsoft", True), ("grinware", False)):
        document = country.documents[f"vs-2023-k2-{word}.json"]
        signals = [one for levering in document["leveringen"] for one in levering.get("vroegsignalen", [])]
        assert any("warmeOverdracht" in one for one in signals) is filled
        parts = Counter(
            poging["dagdeel"]
            for levering in document["leveringen"]
            for zaak in levering["vroegsignaalzaken"]
            for poging in zaak.get("contactpogingen", [])
            if "dagdeel" in poging
        )
        assert (len(parts) > 2) is filled  # an odd "Nacht" stands in both


def test_the_water_company_of_one_region_stops_in_july_2024(country: Country):
    places = read_reference("gemeenten")
    codes = set(places.filter(corop=country.roles["water_stopt"])["gm_code"])
    found = Counter(
        (code in codes, one["signaaldatum"] >= "2024-07")
        for code, one in country.signals()
        if one["signaalpartner"]["type"] == "Water" and "2024" <= one.get("signaaldatum", "") < "2025"
    )
    assert found[True, False] > 10
    assert found[True, True] <= 1  # one with a date a year too late, perhaps
    assert found[False, True] > 0.8 * found[False, False]


def test_a_gemeente_that_contradicts_itself_does_so_more_than_others(country: Country):
    shares: dict[bool, list[bool]] = defaultdict(list)
    for code, one in country.signals():
        shares[code == country.roles["tegenstrijdig"]].append(one.get("status") == "Nog niet opgepakt")
    odd, usual = (sum(shares[who]) / len(shares[who]) for who in (True, False))
    assert odd > usual + 0.04


def test_the_truth_tells_every_levering_that_was_made(country: Country):
    planned = pl.read_parquet(country.simulation.truth_folder / "leveringen.parquet")
    made = {
        (code_of(levering["gemeentecode"]), document["codeGegevensleverancier"], document["startdatumLevering"],
         moment(document))
        for name, document in country.documents.items() if name.startswith("vs-")
        for levering in document["leveringen"]
    }  # fmt: skip
    expected = {
        (code, word, start.isoformat(), on.isoformat())
        for code, word, start, on, kind in planned.select(
            "gm_code", "leverancier", "periode_van", "aangeleverd_op", "soort"
        ).iter_rows()
        if kind != "afloop"  # only made where something went on
    }
    assert expected <= made


def _end(quarter: str) -> date:
    year, number = int(quarter[:4]), int(quarter[-1])
    return date(year, 3 * number, 31 if number in (1, 4) else 30)
