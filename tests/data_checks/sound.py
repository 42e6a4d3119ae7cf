"""Sound records, and deliveries of one of them with something changed."""

from dataclasses import replace
from typing import Any

from queries.deliveries.records import Delivery, Rejection
from tests.queries.delivered import header, ontruimingen, shv, vs

SIGNAAL = {"persoon": "a", "huishouden": "straat 1", "signaaldatum": "2024-01-10", "bedrag": 250}
ZAAK = {"signalen": ["s1"], "huishouden": "straat 1", "matchingsdatum": "2024-01-12"}
POGING = {"soort": "Huisbezoek", "datum": "2024-01-15", "bereikt": True}
TRAJECT = {"clienten": ["a"], "aanmelding": "2024-01-10", "eerste_datum": "2024-01-10"}
ONTRUIMING = {"huishouden": "straat 1", "gemeld_op": "2024-01-10"}


def signalen(**changes: object) -> Delivery:
    """Return a delivery of one signaal."""
    return vs(header(), {"s1": SIGNAAL | changes})


def zaken(**changes: object) -> Delivery:
    """Return a delivery of one signaal and its zaak."""
    return vs(header(), {"s1": SIGNAAL}, [ZAAK | changes])


def pogingen(**changes: object) -> Delivery:
    """Return a delivery of one signaal, its zaak and a contactpoging."""
    return zaken(pogingen=[POGING | changes])


def trajecten(**changes: object) -> Delivery:
    """Return a delivery of one traject."""
    return shv(header(soort="shv"), [TRAJECT | changes])


def evictions(**changes: object) -> Delivery:
    """Return a delivery of one ontruiming."""
    return ontruimingen(header(soort="ontruiming"), {"o1": ONTRUIMING | changes})


def about(**changes: Any) -> Delivery:
    """Return a delivery of one signaal whose levering is not as it should be."""
    delivery = signalen()
    return replace(delivery, leveringen=[replace(delivery.leveringen[0], **changes)])


def rejected(afgekeurd: int, aantal: int, regel: str = "geen_id") -> Delivery:
    """Return a delivery of which the door rejected a part."""
    delivery = about(aantal=aantal, afgekeurd=afgekeurd)
    notes = [
        Rejection("levering.json", f"$[{nr}]", "signaal", regel, "", "afgekeurd", 0, None) for nr in range(afgekeurd)
    ]
    return replace(delivery, rejections=notes)


def unreadable_list() -> Delivery:
    """Return a delivery of which one list is no list."""
    note = Rejection(
        "levering.json", "$.leveringen[0].vroegsignaalzaken", "zaak", "geen_lijst", "", "afgekeurd", 0, None
    )
    return replace(about(), rejections=[note])
