"""From a verwijzing to an aanmelding, zaak by zaak: DV04."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from tests.oracle.links import Register
from tests.oracle.tally import Place, Row, Rows, Tally, Whole, add
from tests.oracle.zaken import FINANCIAL, OF_ZAAK, Zaak


def count_aanmeldingen(
    zaken: Sequence[Zaak], rows: Rows, codes: Sequence[Row], whole: Whole, tally: Tally, today: date
) -> None:
    """Count DV04: of the zaken with a financial referral, which led to an aanmelding in time."""
    register = Register(rows, codes, today)
    signalen = {row["id"]: row for row in rows["signaal"]}
    of_zaak: dict[int, list[Row]] = defaultdict(list)
    for row in rows["zaak_signaal"]:
        if row["signaal"] in signalen:
            of_zaak[row["zaak"]].append(signalen[row["signaal"]])
    homes = {row["id"]: row["huishouden"] for row in rows["zaak"]}
    for zaak in zaken:
        if (zaak.gemeente, "zaak", zaak.maand) not in whole:
            continue
        if zaak.dag and zaak.dag + timedelta(days=90) > today:
            continue
        counts = False if zaak.resultaat not in (FINANCIAL, None) else zaak.bereikt
        if counts and (zaak.resultaat is None or not zaak.dag):
            counts = None
        place = Place(zaak.gemeente, zaak.maand, zaak.cells)
        hit = _applied(zaak, homes[zaak.id], of_zaak[zaak.id], register) if zaak.resultaat == FINANCIAL else None
        add(tally, ("DV04", "standaard"), place, (counts, hit), OF_ZAAK)


def _applied(zaak: Zaak, home: object, signalen: Sequence[Row], register: Register) -> bool | None:
    if zaak.dag is None:
        return None
    days = [row["signaaldatum"] or row["ontstaansdatum"] for row in signalen]
    first, last = min([zaak.dag, *(day for day in days if day)]), zaak.dag + timedelta(days=90)
    if not register.holes[zaak.gemeente].free(first, last + timedelta(days=1)):
        return None
    linkable = False
    for signaal in signalen or [None]:
        person = signaal["persoon"] if signaal and signaal["persoon_uit"] == "bsn" else None
        address = signaal["huishouden"] if signaal and signaal["huishouden"] is not None else home
        if (zaak.gemeente, address) in register.crowded:
            address = None
        linkable = linkable or person is not None or address is not None
        found = register.by_person.get((zaak.gemeente, person), []) if person is not None else []
        at_home = register.by_address.get((zaak.gemeente, address), []) if address is not None else []
        found = [*found, *(traject for identified, traject in at_home if not (identified and person is not None))]
        if any(first <= (traject["aanmelding"] or traject["start"]) <= last for traject in found):
            return True
    return False if linkable else None
