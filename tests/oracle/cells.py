"""In which cell of each breakdown a case belongs."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from tests.oracle.tally import Row

_FORMS = {
    "Huisbezoek": "huisbezoek",
    "Afspraak op locatie": "afspraak",
    "Telefoon": "telefoon",
    "Mail": "schriftelijk",
    "Brief": "schriftelijk",
    "SMS/Whatsapp": "schriftelijk",
    "Kaartje": "schriftelijk",
    "Overige": "overig",
}
_ORDER = ["geen contactpoging", "overig", "schriftelijk", "telefoon", "afspraak", "huisbezoek"]


def of_signaal(row: Row) -> dict[str, str]:
    """Return the cells of a signaal."""
    return {
        "signaalpartner": row["signaalpartner"] or "onbekend",
        "crisis": yes_no(row["crisis"]),
        "leeftijdsklasse": age_class(row["signaaldatum"] or row["ontstaansdatum"], row["geboortejaar"]),
        "pc4": row["pc4"] or "onbekend",
        "wijk": row["wijk"] or "onbekend",
    }


def of_traject(row: Row, clients: Sequence[Row]) -> dict[str, str]:
    """Return the cells of a traject."""
    born = [client["geboortejaar"] for client in clients if client["geboortejaar"] is not None]
    return {
        "crisis": yes_no(row["crisis"]),
        "leeftijdsklasse": age_class(row["aanmelding"] or row["start"], min(born, default=None)),
        "pc4": only(client["pc4"] for client in clients),
        "begeleiding": "meer waarden" if "," in (row["begeleiding"] or "") else row["begeleiding"] or "onbekend",
        "oplossing": row["oplossing"] or "onbekend",
        "uitstroomreden": row["uitstroomreden"] or "onbekend",
    }


def of_zaak(signalen: Sequence[Row | None], day: date | None) -> dict[str, str]:
    """Return the cells that a zaak takes from its signalen; None is one that was delivered nowhere."""
    here = [row for row in signalen if row is not None]
    partners = {row["signaalpartner"] for row in here if row["signaalpartner"]}
    all_told = len([row for row in here if row["signaalpartner"]]) == len(signalen)
    partner = "onbekend"
    if len(partners) > 1:
        partner = "meer partners"
    elif partners and all_told:
        partner = partners.pop()
    crises = [row["crisis"] if row is not None else None for row in signalen]
    crisis = True if True in crises else (None if None in crises or not crises else False)
    born = [row["geboortejaar"] for row in here if row["geboortejaar"] is not None]
    return {
        "signaalpartner": partner,
        "crisis": yes_no(crisis),
        "leeftijdsklasse": age_class(day, max(born, default=None)),
        "pc4": only(row["pc4"] for row in here),
        "wijk": only(row["wijk"] for row in here),
    }


def contact_form(attempts: Sequence[Row], start: date | None, end: date | None) -> str:
    """Return the most personal form of contact that was tried within the window."""
    if start is None or end is None:
        return "onbekend"
    certain, possible = [0], [0]
    for row in attempts:
        inside = row["datum"] is not None and start <= row["datum"] <= end
        place = _ORDER.index(_FORMS[row["soort"]]) if row["soort"] else 5
        if inside and row["soort"]:
            certain.append(place)
        elif inside or row["datum"] is None:
            possible.append(place)
    return "onbekend" if max(possible) > max(certain) else _ORDER[max(certain)]


def how_reported(several: bool | None, earlier: bool | None) -> str:
    """Say how an address was reported."""
    if several is None or earlier is None:
        return "onbekend"
    words = [word for word, holds in (("meervoudig", several), ("opeenvolgend", earlier)) if holds]
    return " en ".join(words) or "enkelvoudig"


def own(kenmerken: Sequence[Row], tabel: str) -> dict[tuple[str, int], dict[str, str]]:
    """Return per gemeente and record the cells of the kenmerken that the gemeente registers of this table.

    Those of most records come first.
    """
    mine = [row for row in kenmerken if row["tabel"] == tabel]
    names: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    values: dict[tuple[str, int, str], set[str]] = defaultdict(set)
    for row in mine:
        names[row["gm_code"]][row["naam"]].add(row["record"])
        if row["waarde"] is not None:
            values[row["gm_code"], row["record"], row["naam"]].add(row["waarde"])

    class Cells(dict[tuple[str, int], dict[str, str]]):
        def __missing__(self, key: tuple[str, int]) -> dict[str, str]:
            gemeente, record = key
            mine = names[gemeente]
            order = sorted(mine, key=lambda name: (-len(mine[name]), name))
            return {f"kenmerk:{name}": only(values[gemeente, record, name]) for name in order}

    return Cells()


def only(values: Iterable[str | None]) -> str:
    """Return the one value there is."""
    known = {value for value in values if value is not None}
    if len(known) > 1:
        return "meer waarden"
    return known.pop() if known else "onbekend"


def yes_no(answer: bool | None) -> str:
    """Return an answer as a word."""
    return "onbekend" if answer is None else ("ja" if answer else "nee")


def age_class(day: date | None, born: int | None) -> str:
    """Return the class of the age reached that year."""
    if day is None or born is None or not 0 <= day.year - born <= 120:
        return "onbekend"
    age = day.year - born
    return "67+" if age >= 67 else "45-66" if age >= 45 else "27-44" if age >= 27 else "<27"
