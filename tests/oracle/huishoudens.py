"""Partners: VS02, from whom signalen come, and VS06, how many partners reported a household in a month."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from tests.oracle import cells
from tests.oracle.tally import Place, Row, Tally, Whole, add

TABEL = "huishouden_maand"
PARTNERS = {
    "standaard": "Huur",
    "energie": "Energie",
    "water": "Water",
    "zorg": "Zorg",
    "cak_zorg": "CAK Zorgverzekeringen",
    "cak_bijdrage": "CAK Eigen bijdrage",
    "hypotheek": "Hypotheek",
    "duo": "DUO",
    "belastingdienst": "Belastingdienst",
    "toeslagen": "Dienst Toeslagen",
    "overige": "Overige",
}


def count_partners(signalen: Sequence[Row], whole: Whole, tally: Tally, today: date) -> None:
    """Count VS02."""
    for row in signalen:
        day = row["signaaldatum"] or row["ontstaansdatum"]
        month = (day or row["laatste_maand"]).replace(day=1)
        if (row["gm_code"], "signaal", month) not in whole or (day and day > today):
            continue
        place = Place(row["gm_code"], month, cells.of_signaal(row))
        for variant, partner in PARTNERS.items():
            hit = row["signaalpartner"] == partner if row["signaalpartner"] else None
            add(tally, ("VS02", variant), place, (True if day else None, hit), ["leeftijdsklasse", "crisis"])


def count_huishoudens(
    signalen: Sequence[Row], crowded: set[tuple[str, object]], whole: Whole, tally: Tally, today: date
) -> None:
    """Count VS06."""
    groups: dict[tuple[str, date, str, object], list[Row]] = defaultdict(list)
    for row in signalen:
        day = row["signaaldatum"] or row["ontstaansdatum"]
        home = None if (row["gm_code"], row["huishouden"]) in crowded else row["huishouden"]
        who: tuple[str, object] = ("signaal", row["id"])
        if day and home is not None:
            who = ("huishouden", home)
        elif day and row["persoon"] is not None:
            who = ("persoon", row["persoon"])
        groups[row["gm_code"], (day or row["laatste_maand"]).replace(day=1), *who].append(row)
    for (gemeente, month, kind, _), rows in groups.items():
        days = [row["signaaldatum"] or row["ontstaansdatum"] for row in rows]
        first = min((day for day in days if day), default=None)
        if (gemeente, TABEL, month) not in whole or (first and first > today):
            continue
        place = Place(gemeente, month, _cells(rows, first))
        for variant, least in (("standaard", 2), ("drie_partners", 3), ("vier_partners", 4)):
            answer = _at_least(rows, least) if kind != "signaal" else None
            add(tally, ("VS06", variant), place, (True if first else None, answer), [*place.cells])


def _at_least(rows: Sequence[Row], least: int) -> bool | None:
    names: dict[str, set[str | None]] = defaultdict(set)
    nameless: set[str] = set()
    unknown = False
    for row in rows:
        name = " ".join((row["partnernaam"] or "").lower().split())
        if name:
            names[name].add(row["signaalpartner"])
        elif row["signaalpartner"]:
            nameless.add(row["signaalpartner"])
        else:
            unknown = True
    named = {kind for kinds in names.values() for kind in kinds}
    if len(names) + len(nameless - named) >= least:
        return True
    return None if unknown else False


def _cells(rows: Sequence[Row], first: date | None) -> dict[str, str]:
    crises = [row["crisis"] for row in rows]
    born = [row["geboortejaar"] for row in rows if row["geboortejaar"] is not None]
    return {
        "leeftijdsklasse": cells.age_class(first, max(born, default=None)),
        "crisis": cells.yes_no(True if True in crises else (None if None in crises else False)),
        "pc4": cells.only(row["pc4"] for row in rows),
        "wijk": cells.only(row["wijk"] for row in rows),
    }
