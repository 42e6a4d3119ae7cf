"""The demo's country looks like the real one, and its truth is what a recount finds."""

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

import polars as pl
import pytest

from queries.demo.calendar import VS_MONTHS
from queries.demo.chance import stream
from queries.demo.interventions import draw_interventions
from queries.demo.levels import draw_levels
from queries.demo.places import read_places
from queries.demo.roles import draw_roles
from tests.queries.demo.country import Country, Record

NOT_COUNTED = (
    "Niet opgepakt: onterecht signaal", "Inwoner is overleden", "Persoon is geen inwoner (meer) in de gemeente",
)  # fmt: skip
HELP = (
    "(Budget)advies en/of quick fix",
    "Vervolghulp en/of verwijzing financieel",
    "Vervolghulp en/of verwijzing niet financieel",
)
TODAY = {"GM0457": "GM0363", "GM0501": "GM1992", "GM0530": "GM1992", "GM0614": "GM1992"}


@pytest.fixture(scope="module")
def truth(country: Country) -> pl.DataFrame:
    return pl.read_parquet(country.simulation.truth_folder / "verwachting.parquet")


@pytest.fixture(scope="module")
def outcomes(country: Country) -> list[tuple[str, str, bool]]:
    """Return gemeente, matching date and bereikt of every zaak that counts, matched before October 2024."""
    rows: list[tuple[str, str, bool]] = []
    for (code, _), zaak in country.zaken().items():
        matched = zaak.get("matchingsdatum")
        if matched and matched != "2023-13-01" and matched < "2024-10-01" and zaak.get("resultaat") not in NOT_COUNTED:
            rows.append((TODAY.get(code, code), matched, reached(zaak, matched)))
    return rows


def reached(zaak: Record, matched: str) -> bool:
    first = date.fromisoformat(matched)
    return any(
        poging.get("bereikt") and poging.get("datum") and (date.fromisoformat(poging["datum"]) - first).days <= 90
        for poging in zaak.get("contactpogingen", [])
    )


def evictions(country: Country) -> Iterator[dict[str, str]]:
    """Yield the cases of 2019-2024, each as it was told last."""
    newest: dict[str, dict[str, str]] = {}
    paths = [path for path in country.simulation.files if path.name.startswith("ontruiming")]
    for path in paths:  # in order of delivery
        for row in csv.DictReader(path.read_text().split("\n\n")[1].splitlines(), delimiter=";"):
            newest[row["id"]] = row
    yield from newest.values()


def weighted(truth: pl.DataFrame, indicator: str, *where: pl.Expr) -> float:
    rows = truth.filter(pl.col("indicator") == indicator, *where)
    return float(rows.select(pl.col("waarde").dot("gewicht") / pl.col("gewicht").sum()).item())


@pytest.mark.parametrize(("year", "published"), [(2022, 3.3), (2023, 4.0), (2024, 4.4)])
def test_signalen_are_as_frequent_as_the_monitor_says(
    country: Country, truth: pl.DataFrame, year: int, published: float
):
    found = sum(1 for _, one in country.signals() if one.get("signaaldatum", "").startswith(str(year)))
    people = float(truth.filter(pl.col("indicator") == "VS01", pl.col("maand").dt.year() == year)["gewicht"].sum())
    assert found / people * 1000 == pytest.approx(published, rel=0.035)
    assert weighted(truth, "VS01", pl.col("maand").dt.year() == year) == pytest.approx(published, rel=0.02)


def test_four_partners_send_nearly_everything(country: Country):
    counts = Counter(one["signaalpartner"]["type"] for _, one in country.signals())
    total = sum(counts.values())
    assert [name for name, _ in counts.most_common(4)] == ["Energie", "Zorg", "Water", "Huur"]
    assert 0.93 < sum(count for _, count in counts.most_common(4)) / total < 0.98
    assert len(counts) == 12  # eleven partners and one that does not exist


def test_half_of_the_zaken_is_enkelvoudig(country: Country):
    months: dict[tuple[str, str, str], Counter[int]] = defaultdict(Counter)
    for _, one in country.signals():
        client, on = one["client"], one.get("signaaldatum", "")
        if "Postcode" in client and on[:2] == "20":
            address = (client["Postcode"], client["Huisnummer"], client.get("Huisnummertoevoeging", ""))
            months[address][12 * int(on[:4]) + int(on[5:7])] += 1
    multiple = later = single = 0
    for counts in months.values():
        for month, count in counts.items():
            if month > 12 * 2022 + 6:
                before = any(month - back in counts for back in range(1, 7))
                multiple += count > 1
                later += before
                single += count == 1 and not before
    total = multiple + later + single
    assert multiple / total == pytest.approx(0.105, abs=0.02)
    assert later / total == pytest.approx(0.38, abs=0.04)
    assert single / total == pytest.approx(0.51, abs=0.04)


def test_bereik_and_acceptance_are_as_published(outcomes: list[tuple[str, str, bool]], country: Country):
    assert sum(hit for _, _, hit in outcomes) / len(outcomes) == pytest.approx(0.195, abs=0.02)
    counts = Counter(
        zaak["resultaat"]
        for (_, _), zaak in country.zaken().items()
        if "resultaat" in zaak and any(poging.get("bereikt") for poging in zaak.get("contactpogingen", []))
    )
    assert sum(counts[name] for name in HELP) / sum(counts.values()) == pytest.approx(0.35, abs=0.02)


def test_bereik_depends_on_the_form_of_contact(country: Country):
    written = {"Brief", "Mail", "SMS/Whatsapp", "Kaartje"}
    hits: dict[str, list[bool]] = defaultdict(list)
    for zaak in country.zaken().values():
        pogingen = zaak.get("contactpogingen", [])
        forms = {poging["soort"] for poging in pogingen} - {"Administratief"}
        hit = any(poging.get("bereikt") for poging in pogingen)
        if "resultaat" in zaak and forms:
            for name in ("Telefoon", "Huisbezoek"):
                if name in forms:
                    hits[name].append(hit)
            if forms <= written:
                hits["letters"].append(hit)
    shares = {name: sum(found) / len(found) for name, found in hits.items()}
    assert shares["letters"] == pytest.approx(0.06, abs=0.015)
    assert shares["Telefoon"] == pytest.approx(0.59, abs=0.04)
    assert shares["Huisbezoek"] == pytest.approx(0.48, abs=0.05)


def test_aanmeldingen_and_regelingen_are_as_published(country: Country):
    for year, published in (("2021", 78_700), ("2022", 75_500)):
        started = [one for _, one in country.trajecten(f"shv-{year}") if one["startdatum"].startswith(year)]
        assert len(started) == pytest.approx(published * country.schaal, rel=0.08)
    ended = Counter[str]()
    for _, one in country.trajecten("shv-2023"):
        regeling = one.get("schuldregeling", {})
        ended.update(name for name in ("toegekend", "afgewezen", "ingetrokken") if name in regeling)
    assert ended["toegekend"] / sum(ended.values()) > 0.41  # who was granted stays longer in the files
    couples = [len(one["client"]) == 2 for _, one in country.trajecten("shv-2023")]
    assert sum(couples) / len(couples) == pytest.approx(0.35, abs=0.03)


def test_ontruimingen_are_few_mostly_for_huurschuld_and_mostly_prevented(country: Country):
    rows = [row for row in evictions(country) if row["verhuurder"] == "corporatie"]
    executed = [row for row in rows if row["uitkomst"] == "uitgevoerd"]
    by_year = Counter(row["uitgevoerd_op"][:4] for row in executed)
    assert 1_000 < sum(by_year[year] for year in ("2022", "2023", "2024")) / 3 / country.schaal < 1_700
    assert by_year["2019"] > 1.3 * by_year["2022"]  # the country as a whole fell
    assert sum(row["reden"] == "huurschuld" for row in executed) / len(executed) == pytest.approx(0.85, abs=0.09)
    assert sum(row["uitkomst"] == "voorkomen" for row in rows) / len(rows) > 0.6


def test_the_truth_on_signalen_is_what_was_drawn(country: Country, truth: pl.DataFrame):
    found = Counter(TODAY.get(code, code) for code, _ in country.signals())
    roles = json.loads((country.simulation.truth_folder / "rollen.json").read_text())
    absent = {roles["levert_niets"], *(code for code, _ in roles["slaat_kwartaal_over"])}
    expected = (
        truth.filter(pl.col("indicator") == "VS01").group_by("gm_code").agg(pl.col("waarde").dot("gewicht") / 1000)
    )
    rows = [(code, mean) for code, mean in expected.iter_rows() if code not in absent]
    squares = sum((found[code] - mean) ** 2 / mean for code, mean in rows)
    assert len(rows) == 335
    assert squares / len(rows) == pytest.approx(1, abs=0.35)  # Poisson: about one per gemeente


def test_the_truth_on_bereik_is_what_was_drawn(outcomes: list[tuple[str, str, bool]], truth: pl.DataFrame):
    rows = pl.DataFrame(outcomes, schema=["gm_code", "dag", "bereikt"], orient="row").with_columns(
        maand=pl.col("dag").str.to_date().dt.month_start()
    )
    expected = truth.filter(indicator="VS07").select("gm_code", "maand", "waarde", "gemeten")
    chance = pl.col("gemeten")
    by_code = (
        rows.join(expected, on=["gm_code", "maand"])
        .group_by("gm_code")
        .agg(
            pl.len(),
            pl.col("bereikt").sum(),
            verwacht=chance.sum(),
            spreiding=(chance * (1 - chance)).sum(),
            verteld=chance.is_not_null().all(),
        )
        .filter(pl.col("len") > 200, "verteld")
    )
    distances = by_code.select((pl.col("bereikt") - pl.col("verwacht")) ** 2 / pl.col("spreiding")).to_series()
    assert len(by_code) > 50
    assert distances.to_list() == pytest.approx([1] * len(distances), abs=14)
    assert sum(distances) / len(distances) == pytest.approx(1, abs=0.45)
    assert sum(by_code["bereikt"]) / sum(by_code["verwacht"]) == pytest.approx(1, abs=0.03)
    means = expected.group_by("gm_code").agg(pl.col("waarde").mean())["waarde"]
    ordered = sorted(means.to_list())
    assert ordered[len(ordered) // 10] < 0.15  # gemeenten really differ
    assert ordered[len(ordered) * 9 // 10] > 0.26


def test_the_truth_on_waiting_is_what_was_drawn(country: Country, truth: pl.DataFrame):
    waits: dict[str, list[float]] = defaultdict(list)
    for _, one in country.trajecten("shv-2023"):
        start = one["startdatum"]
        if start[:4] == "2023" and start < "2023-10-01":
            intake = one.get("intake", {}).get("startdatum")
            days = (date.fromisoformat(intake) - date.fromisoformat(start)).days if intake else 999
            waits[one["gemeentecode"]].append(days)
    all_days = sorted(day for days in waits.values() for day in days)
    assert all_days[len(all_days) // 2] == pytest.approx(12, abs=2)
    assert weighted(truth, "SH03", pl.col("maand").dt.year() == 2023) == pytest.approx(12.5, abs=1.5)
    for code in ("GM0363", "GM0599"):
        mine = sorted(waits[code])
        expected = weighted(truth, "SH03", pl.col("gm_code") == code, pl.col("maand").dt.year() == 2023)
        assert mine[len(mine) // 2] == pytest.approx(expected, abs=max(4, 0.4 * expected))


def test_the_truth_on_unknown_households_lies_where_nvvk_found_it(truth: pl.DataFrame):
    assert 0.50 < weighted(truth, "VS12a") < 0.70


def test_the_truth_on_ontruimingen_is_what_was_drawn(country: Country, truth: pl.DataFrame):
    roles = json.loads((country.simulation.truth_folder / "rollen.json").read_text())
    found = [
        row for row in evictions(country)
        if row["uitkomst"] == "uitgevoerd" and row["reden"] == "huurschuld" and row["verhuurder"] == "corporatie"
    ]  # fmt: skip
    delivered = ~pl.col("gm_code").is_in(roles["zonder_ontruimingen"])
    rows = truth.filter(pl.col("indicator") == "ON01", delivered)
    expected = float(rows.select(pl.col("waarde").dot("gewicht")).item()) / 12 / 10_000
    assert abs(len(found) - expected) < 4 * expected**0.5


def test_almere_reaches_more_people_from_the_spring_of_2024(outcomes: list[tuple[str, str, bool]], truth: pl.DataFrame):
    before = [hit for code, on, hit in outcomes if code == "GM0034" and on < "2024-03-01"]
    after = [hit for code, on, hit in outcomes if code == "GM0034" and on >= "2024-06-01"]
    own = pl.col("gm_code") == "GM0034"
    first = weighted(truth, "VS07", own, pl.col("maand") < date(2024, 3, 1))
    second = weighted(truth, "VS07", own, pl.col("maand") >= date(2024, 6, 1))
    assert second > first + 0.09
    assert sum(before) / len(before) == pytest.approx(first, abs=3 * (0.25 * 0.75 / len(before)) ** 0.5)
    assert sum(after) / len(after) == pytest.approx(second, abs=3 * (0.25 * 0.75 / len(after)) ** 0.5)


def test_weesp_delivers_until_the_day_before_it_became_amsterdam(country: Country):
    days = [one["signaaldatum"] for code, one in country.signals() if code == "GM0457" and "signaaldatum" in one]
    assert days
    assert max(days) <= "2022-03-23"
    later = [levering for name in ("vs-2022-k2", "vs-2022-k3") for _, levering in country.leveringen(name)]
    assert all("vroegsignalen" not in levering for levering in later if levering["gemeentecode"] == "GM0457")


def test_voorne_aan_zee_delivers_from_2023_and_its_three_parts_until_then(country: Country):
    parts = {"GM0501", "GM0530", "GM0614"}
    own = [one["signaaldatum"] for code, one in country.signals() if code == "GM1992" and "signaaldatum" in one]
    old = [one["signaaldatum"] for code, one in country.signals() if code in parts and "signaaldatum" in one]
    assert min(day for day in own if day[:2] == "20") >= "2023-01-01"
    assert max(old) <= "2022-12-31"
    assert {one["gemeentecode"] for _, one in country.trajecten("shv-2022")} & (parts | {"GM1992"}) <= parts
    assert {one["gemeentecode"] for _, one in country.trajecten("shv-2023")} & (parts | {"GM1992"}) == {"GM1992"}


def test_levels_do_not_depend_on_the_scale_nor_on_what_was_drawn_before():
    places = read_places()
    stream("x").random(5)
    planted = draw_interventions(places, draw_roles(places, "a"), "a")
    first, second = draw_levels(places, planted, "a"), draw_levels(places, planted, "a")
    assert (first.signals == second.signals).all()
    assert first.approaches.shape == (len(places), VS_MONTHS, 4)
    assert first.approaches.sum(axis=2) == pytest.approx(1)
