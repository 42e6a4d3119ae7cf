"""The records of DDAS-VS as delivered; what is not named here is never read."""

from queries.deliveries.clients import Client
from queries.deliveries.shapes import GROUP, LIST, Record, Shape
from queries.deliveries.values import Scalar


class Partner(Record):
    """Who sent the signal; only its kind is read, a private landlord's name is a name."""

    type: Scalar = None


class Signaal(Record):
    """One vroegsignaal as delivered."""

    ID: Scalar = None
    crisissignaal: Scalar = None
    warmeOverdracht: Scalar = None  # noqa: N815 - the standard's own names
    bedrag: Scalar = None
    ontstaansdatum: Scalar = None
    signaaldatum: Scalar = None
    status: Scalar = None
    signaalpartner: Partner | None = None
    client: Client | None = None


class Verwijzing(Record):
    """A zaak's reference to a signaal."""

    ID: Scalar = None


class Poging(Record):
    """One contactpoging as delivered."""

    soort: Scalar = None
    bereikt: Scalar = None
    datum: Scalar = None
    dagdeel: Scalar = None


class Zaak(Record):
    """One vroegsignaalzaak as delivered; the first spelling of the period is the standard's own."""

    resultaat: Scalar = None
    matchingsdatum: Scalar = None
    startdatum_matchtingperiode: Scalar = None
    startdatum_matchingperiode: Scalar = None
    einddatum_matchingperiode: Scalar = None
    einddatum_matchtingperiode: Scalar = None
    datum_opgepakt: Scalar = None
    vroegsignalen: list[Verwijzing | None] | None = None
    contactpogingen: list[Poging | None] | None = None


SIGNAAL = Shape(Signaal, {"signaalpartner": GROUP, "client": GROUP})
ZAAK = Shape(Zaak, {"vroegsignalen": LIST, "contactpogingen": LIST})
