"""A levering with something of everything, made by hand."""

from dataclasses import replace
from datetime import date, datetime

import polars as pl

from queries.access import AFKEURING_SCHEMA, CONTROLE_SCHEMA, LEVERING_SCHEMA
from queries.orde import TABELLEN_SCHEMA, VELDEN_SCHEMA, Kop, Orde
from queries.orde_gemeente import REGELS_SCHEMA, OrdeGemeente

KOP = Kop(
    id=12,
    soort="vs",
    schemaversie="1.0",
    leverancier="Softwarehuis",
    organisatie_naam="Gemeente Almere",
    gm_code="GM0034",
    gemeente="Almere",
    periode_van=date(2025, 10, 1),
    periode_tot=date(2026, 1, 1),
    aangeleverd_op=datetime(2026, 1, 5, 6),
    ontvangen_op=datetime(2026, 1, 6, 12, 30),
    bestanden=("kwartaal 4.json",),
    aantal=1514,
    afgekeurd=11,
    status="in_gebruik",
    oordeel="De levering is veel kleiner dan wat u eerder leverde. Aangenomen met 3 waarschuwingen.",
    vervangen_door=None,
)

_RULES = [
    ("signaal", "geen_id", "afgekeurd", "Het record heeft geen bruikbaar ID. Vul het ID in de bron.", 1204, 6),
    ("zaak", "zaak_zonder_signaal", "afgekeurd", "De zaak noemt geen enkel signaal-ID.", 310, 5),
    (
        "signaal", "bedrag_negatief", "waarschuwing",
        "Een bedrag kan niet onder nul zijn. Verbeter het bedrag in het bronsysteem.", 1198, 1100,
    ),
    ("signaal", "datum_voor_2000", "waarschuwing", "Deze datum ligt voor het jaar 2000. Verbeter de datum.", 1198, 0),
    (
        "levering", "volume_te_laag", "waarschuwing",
        "De levering is veel kleiner dan wat u eerder leverde. Controleer of alles is meegekomen. "
        "Het gaat om signalen: nu 1.198, eerder meestal rond de 3.000.", 1, 1,
    ),
    ("signaal", "signaal_zonder_persoon_of_adres", "info", "Dit signaal heeft geen BSN. Lever het mee.", 1198, 40),
]  # fmt: skip
_PLACES = [
    ("kwartaal 4.json", "$.leveringen[0].vroegsignalen[7]", "signaal", "geen_id", "Geen ID.", "afgekeurd", None),
    *(
        ("kwartaal 4.json", f"$.leveringen[0].vroegsignalen[{nr}]", "signaal", "bedrag_negatief",
         "Een bedrag kan niet onder nul zijn. Verbeter het bedrag in het bronsysteem.", "waarschuwing", f"VS-{nr}")
        for nr in range(1000)
    ),
]  # fmt: skip
_FIELDS = [
    ("signaal", "bedrag", 1198, 30, 0.97, 300),
    ("signaal", "huishouden", 1198, 1198, 0.99, 300),
    ("zaak", "resultaat", 305, 200, None, None),
]


def orde(**changes: object) -> Orde:
    """Return how the levering came; ``changes`` are of its header."""
    return Orde(
        levering=replace(KOP, **changes),  # pyright: ignore[reportArgumentType]
        tabellen=pl.DataFrame(
            [("zaak", 305, 5), ("contactpoging", 700, 0), ("signaal", 1198, 6)], schema=TABELLEN_SCHEMA, orient="row"
        ),
        regels=pl.DataFrame(_RULES, schema=CONTROLE_SCHEMA, orient="row"),
        plaatsen=pl.DataFrame(_PLACES, schema=AFKEURING_SCHEMA, orient="row"),
        velden=pl.DataFrame(_FIELDS, schema=VELDEN_SCHEMA, orient="row"),
    )


def nothing_wrong() -> Orde:
    """Return a levering in which nothing was found."""
    good = orde(aantal=2, afgekeurd=0, oordeel=None)
    return replace(
        good,
        tabellen=pl.DataFrame([("signaal", 1, 0), ("zaak", 2, 0)], schema=TABELLEN_SCHEMA, orient="row"),
        regels=good.regels.with_columns(gevonden=pl.lit(0, pl.Int64)),
        plaatsen=good.plaatsen.clear(),
    )


def orde_gemeente() -> OrdeGemeente:
    """Return two leveringen of one gemeente, of which one was turned away."""
    rows = [("vs", *rule, 2, 12) for rule in _RULES if rule[-1]]
    rows.append(("shv", "levering", "volume_te_laag", "waarschuwing", "Veel kleiner. Lever opnieuw aan.", 1, 1, 1, 13))
    header = {
        "id": 12, "soort": "vs", "periode_van": KOP.periode_van, "periode_tot": KOP.periode_tot, "aantal": 1514,
        "afgekeurd": 11, "status": "in_gebruik",
    }  # fmt: skip
    return OrdeGemeente(
        gm_code="GM0034",
        gemeente="Almere",
        van=date(2025, 1, 1),
        tot=date(2026, 1, 1),
        leveringen=pl.DataFrame(
            [header, header | {"id": 13, "soort": "shv", "status": "geweigerd"}], schema=LEVERING_SCHEMA
        ),
        regels=pl.DataFrame(rows, schema=REGELS_SCHEMA, orient="row"),
    )
