"""Random little registers for Hypothesis: few people, few addresses and narrow dates, so that things meet."""

from datetime import date, timedelta
from typing import Any

import polars as pl
from hypothesis import strategies as st

from metrics.cases import resultaten
from queries.cases import WORKING_SET_SCHEMAS
from queries.deliveries import codes
from tests.spec.casebook import CODES, PEOPLE, Casebook

FIRST = date(2021, 11, 15)
TODAY = date(2024, 7, 20)
GEMEENTEN = ("GM0001", "GM0002")
TABELLEN = ("traject", "zaak", "signaal", "ontruiming", "doorverwijzing", "gesprekken", "bekendheid")
_RESULTS = (
    None, *resultaten.NIET_OPGEPAKT, *resultaten.AL_BEKEND, *resultaten.MET_CONTACT, resultaten.GEEN_CONTACT,
    resultaten.ZONDER_TOESTEMMING,
)  # fmt: skip

days = st.integers(0, 1010).map(lambda number: FIRST + timedelta(days=number))
maybe_day = st.none() | days
# Windows of years close only on what is long ago.
long_ago = st.integers(-1700, 1010).map(lambda number: FIRST + timedelta(days=number))
maybe_long_ago = st.none() | long_ago
months = st.sampled_from([date(2023, 6, 1), date(2024, 1, 1)])
places = st.sampled_from(GEMEENTEN)
persons = st.none() | st.integers(1, 12)
homes = st.none() | st.integers(101, 103)
sources = st.sampled_from(["bsn", "bsn", "bsn", "naam"])
words = st.none() | st.sampled_from(["A", "B"])
born = st.none() | st.sampled_from([1950, 1957, 1960, 1978, 1979, 1996, 1997, 2030])
talks = st.none() | st.sampled_from([date(2023, 6, 1), date(2023, 6, 30), date(2023, 7, 4), date(2024, 7, 1)])
organisations = st.sampled_from([None, "kredietbank", "kredietbank", "maatschappelijk werk"])
_DELIVERED = st.fixed_dictionaries(
    {
        "gm_code": places,
        "tabel": st.sampled_from(TABELLEN),
        "organisatie": st.sampled_from(["A", "B"]),
        "periode_van": st.sampled_from([date(2019, 1, 1), date(2022, 1, 1), date(2023, 3, 10)]),
        "periode_tot": st.sampled_from([date(2023, 1, 1), date(2023, 3, 10), date(2024, 5, 1), date(2024, 9, 1)]),
    }
)
_FIELDS: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "signaal": {
        "gm_code": places, "persoon": persons, "persoon_uit": sources, "huishouden": homes, "geboortejaar": born,
        "pc4": words, "wijk": words, "bedrag": homes, "crisis": st.none() | st.booleans(),
        "signaalpartner": st.sampled_from([None, "Huur", "Huur", "Energie", "Water"]),
        "partnernaam": st.none() | st.sampled_from(["", "A", " a ", "B"]),
        "status": st.sampled_from([None, *codes.SIGNAALSTATUSSEN[:2], resultaten.HERHAALD]),
        "signaaldatum": maybe_day, "ontstaansdatum": maybe_day, "laatste_maand": months,
    },
    "zaak": {
        "gm_code": places, "huishouden": homes, "matchingsdatum": maybe_day, "opgepakt_op": maybe_day,
        "resultaat": st.sampled_from(_RESULTS), "laatste_maand": months,
    },
    "contactpoging": {
        "zaak": st.integers(1, 6), "bereikt": st.none() | st.booleans(), "datum": maybe_day,
        "soort": st.sampled_from([None, "Telefoon", "Telefoon", "Brief", "Huisbezoek", "Overige", "Administratief"]),
    },
    "traject": {
        "gm_code": places, "start": long_ago, "startdatum": maybe_long_ago, "aanmelding": maybe_long_ago,
        "intake_van": maybe_day, "uitstroom": maybe_long_ago,
        "einddatum": maybe_day, "bekend_tot": days, "laatste_maand": months,
        "plan_van_aanpak": maybe_day, "stabilisatie_van": maybe_day, "stabilisatie_tot": maybe_day,
        "regeling_toegekend": maybe_day, "regeling_afgewezen": maybe_day, "regeling_ingetrokken": maybe_day,
        "regeling_aangevraagd": maybe_day, "beschikkingsdatum": maybe_day,
        "schuldbedrag": st.sampled_from([None, -1, 0, 49, 50, 12_350]), "schuldeisers": st.none() | st.integers(-1, 3),
        "beschikking": st.sampled_from([None, *codes.BESCHIKKINGEN]), "crisis": st.none() | st.booleans(),
        "oplossing": st.sampled_from([None, "Betalingsregeling"]),
        "begeleiding": st.sampled_from([None, "Budgetbeheer", "Budgetbeheer,Budgetcoaching"]),
        "uitstroomreden": st.sampled_from([None, "Afgerond", "Afgerond", "Verhuisd", "Ingetrokken", "Zelf"]),
    },
    "traject_persoon": {
        "traject": st.integers(1, 5), "persoon": persons, "persoon_uit": sources, "huishouden": homes,
        "geboortejaar": born, "pc4": words,
    },
    "ontruiming": {
        "gm_code": places, "uitgevoerd_op": maybe_day, "laatste_maand": months, "gemeld_op": maybe_day,
        "aangezegd_op": maybe_day, "huishouden": homes, "pc4": words,
        "uitkomst": st.sampled_from([None, "uitgevoerd", "voorkomen", "vertrokken", "open"]),
        "reden": st.sampled_from([None, "huurschuld", "overlast"]),
        "verhuurder": st.sampled_from([None, "corporatie", "particulier"]),
    },
    "doorverwijzing": {
        "gm_code": places, "persoon": persons, "zaak": st.none() | st.integers(1, 3), "datum": talks,
        "van_type": organisations, "van_naam": words, "naar_type": organisations,
        "warm": st.sampled_from(["ja", "nee", "onbekend"]), "aangekomen": st.sampled_from(["ja", "nee", "onbekend"]),
        "aangekomen_op": maybe_day, "laatste_maand": months,
    },
    "gesprekken": {
        "gm_code": places, "organisatietype": organisations.filter(bool), "gesprekken": st.none() | st.integers(0, 40),
        "periode_van": st.sampled_from([date(2023, 1, 1), date(2023, 5, 10)]),
        "periode_tot": st.sampled_from([date(2023, 7, 1), date(2023, 8, 5)]),
    },
    "bekendheid": {
        "gm_code": places, "zaak": st.none() | st.integers(1, 3), "huishouden": homes, "laatste_maand": months,
        "bekend": st.sampled_from(["ja", "nee", "onbekend"]), "peildatum": maybe_day,
    },
    "kenmerk": {
        "record": st.integers(1, 7), "gm_code": places, "tabel": st.sampled_from(["zaak", "traject"]),
        "naam": st.sampled_from(["trede", "pakket"]), "waarde": words,
    },
    "afgifte": {
        "gm_code": places, "soort": st.sampled_from(["vs", "shv"]), "organisatie": st.sampled_from(["A", "B"]),
        "periode_van": st.sampled_from([date(2022, 1, 1), date(2022, 4, 1), date(2023, 3, 10)]),
        "aantal": st.sampled_from([1, 2, 30, 60]), "afgekeurd": st.sampled_from([0, 1]), "laatste_maand": months,
    },
}  # fmt: skip


@st.composite
def registers(draw: st.DrawFn) -> Casebook:
    """Draw a register of two gemeenten, one of which was two before 2023."""
    tables = {tabel: schema.to_frame() for tabel, schema in WORKING_SET_SCHEMAS.items() if tabel != "geleverd"}
    for tabel, fields in _FIELDS.items():
        rows = draw(st.lists(st.fixed_dictionaries(fields), max_size=7))
        if "id" in WORKING_SET_SCHEMAS[tabel]:
            rows = [row | {"id": number} for number, row in enumerate(rows, 1)]
        tables[tabel] = pl.DataFrame(rows, schema=WORKING_SET_SCHEMAS[tabel])
    tables["zaak_signaal"] = _pairs(draw, tables)
    known = tables["zaak"]["id"].to_list()
    tables["contactpoging"] = tables["contactpoging"].filter(pl.col("zaak").is_in(known))
    return Casebook(tables, _delivered(draw), _codes(), _people(), TODAY)


def _pairs(draw: st.DrawFn, tables: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """Tie zaken to signalen of their own gemeente, or to signalen that are absent."""
    pairs = draw(st.sets(st.tuples(st.integers(1, 7), st.integers(1, 7)), max_size=9))
    drawn = pl.DataFrame(sorted(pairs), schema={"zaak": pl.Int64, "signaal": pl.Int64}, orient="row")
    place = {name: tables[name].select(pl.col("id").alias(name), "gm_code") for name in ("zaak", "signaal")}
    mine = drawn.join(place["zaak"], on="zaak").join(place["signaal"], on="signaal", how="left", suffix="_signaal")
    same = pl.col("gm_code") == pl.col("gm_code_signaal")
    return mine.select("zaak", pl.when(same).then("signaal").alias("signaal")).unique(maintain_order=True)


def _delivered(draw: st.DrawFn) -> pl.DataFrame:
    """Draw what was delivered: mostly all of it, sometimes with holes."""
    rows: list[dict[str, Any]] = list(draw(st.lists(_DELIVERED, max_size=8)))
    if draw(st.booleans()):
        long: dict[str, Any] = {"organisatie": "A", "periode_van": date(2015, 1, 1), "periode_tot": date(2024, 9, 1)}
        for gemeente in GEMEENTEN:
            rows += [long | {"gm_code": gemeente, "tabel": t} for t in TABELLEN]
    old = [row | {"oude_code": "GM0003"} for row in rows if row["gm_code"] == "GM0002"]
    if draw(st.booleans()):
        old = old[: len(old) // 2]
    written = [row | {"oude_code": row["gm_code"]} for row in rows if row["periode_van"] < row["periode_tot"]]
    written += [row for row in old if row["periode_van"] < row["periode_tot"]]
    return pl.DataFrame(written, schema=WORKING_SET_SCHEMAS["geleverd"])


def _codes() -> pl.DataFrame:
    rows = [
        ("GM0001", "GM0001", date(2010, 1, 1), None),
        ("GM0002", "GM0002", date(2022, 5, 12), None),
        ("GM0003", "GM0002", date(2010, 1, 1), date(2023, 1, 1)),
    ]
    return pl.DataFrame(rows, schema=CODES, orient="row")


def _people() -> pl.DataFrame:
    rows = [("GM0001", 2021, 1000, 500, None), ("GM0001", 2023, 1100, None, 200), ("GM0002", 2022, 3000, 1500, 600)]
    return pl.DataFrame(rows, schema=PEOPLE, orient="row")
