"""What the gate points out as contradicting, record by record, is what KW03 counts."""

from collections import Counter
from datetime import date, datetime
from itertools import product
from pathlib import Path

import polars as pl
from sqlalchemy import Engine

from data_checks.columns.contradictions import (
    ontruiming_contradictions,
    traject_contradictions,
    zaak_contradictions,
)
from metrics.jobs import recount
from queries.counts import read_counts
from queries.deliveries import codes
from queries.deliveries.records import Delivery
from queries.engine import migrate, open_engine
from queries.reference.loader import load_reference
from tests.queries.delivered import header, ontruimingen, receive, shv, vs

CLEAN, SEVERAL = "geen tegenspraak", "meer soorten"
# The gate says which rule holds; KW03 which kind does not.
ZAAK = {
    "contact_met_poging": "contact_zonder_poging",
    "niet_bereikt_of_opgepakt": "bereikt_en_niet_opgepakt",
    "niet_bereikt_of_contact": "bereikt_en_geen_contact",
    "status_past": "status_en_resultaat",
}
TRAJECT = {
    "toegekend_of_afgewezen": "toegekend_en_afgewezen",
    "einde_na_start": "einde_voor_start",
    "afgewezen_of_oplossing": "afgewezen_en_oplossing",
}
ONTRUIMING = {"voorkomen_of_uitgevoerd": "voorkomen_en_uitgevoerd", "uitgevoerd_met_datum": "uitgevoerd_zonder_datum"}

ATTEMPTS = (
    [],
    [{"soort": "Telefoon", "bereikt": True, "datum": "2024-01-15"}],
    [{"soort": "Telefoon", "bereikt": False, "datum": "2024-01-15"}, {"soort": "Brief", "bereikt": None}],
    [{"soort": "Administratief", "bereikt": True, "datum": "2024-01-15"}],
    [{"soort": "Huisbezoek", "bereikt": True}],
)
DAYS = (None, "2024-01-05", "2024-01-20")


def all_zaken() -> Delivery:
    """Return a zaak for every result, way of contact and status of its signaal."""
    ways = list(product((None, *codes.RESULTATEN), ATTEMPTS, (None, *codes.SIGNAALSTATUSSEN)))
    signalen = {
        f"s{nr}": {"huishouden": f"straat {nr}", "status": status, "signaaldatum": "2024-01-10"}
        for nr, (_, _, status) in enumerate(ways)
    }
    zaken = [
        {"signalen": [f"s{nr}"], "matchingsdatum": "2024-01-12", "resultaat": resultaat, "pogingen": pogingen}
        for nr, (resultaat, pogingen, _) in enumerate(ways)
    ]
    return vs(header(), signalen, zaken)


def all_trajecten() -> Delivery:
    """Return a traject for every way in which its dates and decisions may stand beside each other."""
    ways = product(DAYS, DAYS, (None, "2024-01-10"), (None, "2024-01-15"), (None, "Afwijzingsbeschikking"), DAYS)
    return shv(
        header(soort="shv"),
        [
            {
                "clienten": [f"client {nr}"], "aanmelding": "2024-01-10", "startdatum": start, "einddatum": end,
                "uitstroom": left, "regeling_toegekend": granted, "regeling_afgewezen": granted and refused,
                "beschikking": decision, "oplossing": refused and "Saneringskrediet", "eerste_datum": "2024-01-05",
            }
            for nr, (end, left, start, granted, decision, refused) in enumerate(ways)
        ],
    )  # fmt: skip


def all_ontruimingen() -> Delivery:
    """Return an ontruiming for every uitkomst, carried out or not."""
    ways = product((None, *codes.ONTRUIMING_UITKOMSTEN), (None, "2024-01-20"))
    rows = {
        f"o{nr}": {"gemeld_op": "2024-01-05", "huishouden": f"straat {nr}", "uitkomst": end, "uitgevoerd_op": day}
        for nr, (end, day) in enumerate(ways)
    }
    return ontruimingen(header(soort="ontruiming"), rows)


def by_the_gate(frame: pl.DataFrame, kinds: dict[str, str]) -> Counter[str]:
    """Return how many records contradict themselves in each way, as KW03 names them."""
    found: Counter[str] = Counter()
    for row in frame.select(*kinds).rows(named=True):
        wrong = [kinds[name] for name, holds in row.items() if not holds]
        found[SEVERAL if len(wrong) > 1 else wrong[0] if wrong else CLEAN] += 1
    return found


def by_the_metric(engine: Engine, variant: str) -> Counter[str]:
    """Return the same from the stored counts."""
    with engine.connect() as connection:
        telling, _, _ = read_counts(connection, ["GM0363"], uitsplitsingen=["soort"])
    rows = telling.filter(indicator="KW03", variant=variant).group_by("cel").agg(pl.col("noemer").sum())
    return Counter(dict(rows.iter_rows()))


def test_gate_and_kw03_find_the_same_contradictions(tmp_path: Path):
    engine = open_engine(f"sqlite:///{tmp_path / 'register.sqlite3'}")
    migrate(engine)
    with engine.begin() as connection:
        load_reference(connection)
    zaken, trajecten, evictions = all_zaken(), all_trajecten(), all_ontruimingen()
    receive(engine, zaken, trajecten, evictions)
    recount(engine, tmp_path / "werkset", today=date(2024, 9, 1), now=datetime(2024, 9, 1), codeversie="1")

    traject = trajecten.tables["traject"].select(**traject_contradictions())
    ontruiming = evictions.tables["ontruiming"].select(**ontruiming_contradictions())

    assert by_the_metric(engine, "standaard") == by_the_gate(zaak_contradictions(zaken.tables), ZAAK)
    assert by_the_metric(engine, "trajecten") == by_the_gate(traject, TRAJECT)
    assert by_the_metric(engine, "ontruimingen") == by_the_gate(ontruiming, ONTRUIMING)
    engine.dispose()
