"""The records of DDAS-SHV as delivered, in the fields of all its versions; what is not named here is never read."""

from queries.deliveries.clients import Client
from queries.deliveries.shapes import GROUP, LIST, Group, Record, Shape
from queries.deliveries.values import Scalar


class Periode(Record):
    """A phase with a first and a last day."""

    startdatum: Scalar = None
    einddatum: Scalar = None


class Aanmelding(Periode):
    """The request for help."""

    crisisinterventie: Scalar = None


class Begeleiding(Periode):
    """One kind of support during the traject."""

    soort: Scalar = None


class Intake(Periode):
    """The first talk and the decision that follows it."""

    beschikkingsdatum: Scalar = None
    beschikkingssoort: Scalar = None
    toelatingsbeschikking: Scalar = None  # 0.9: its date, there is no other decision


class Moratorium(Periode):
    """A pause in collection, asked of the court."""

    datumAanvraag: Scalar = None  # noqa: N815 - the standard's own names, here and below
    datumGoedkeuring: Scalar = None  # noqa: N815


class Oplossing(Periode):
    """How the debts are solved."""

    soort: Scalar = None


class PlanVanAanpak(Record):
    """The plan, made on one day."""

    datumAfronding: Scalar = None  # noqa: N815


class Schuldeiser(Record):
    """A creditor: only to count them, a private creditor's name is a name."""

    naam: Scalar = None
    Naam: Scalar = None
    kvknummer: Scalar = None


class Schuld(Record):
    """One debt; its amount is not kept."""

    peildatum: Scalar = None
    schuldeiser: Schuldeiser | None = None


class Leefsituatie(Record):
    """0.9: the circumstances of a client for a while; only its debts are read."""

    schulden: list[Schuld | None] | None = None


class Hulpvrager(Client):
    """A client of schuldhulp; in 0.9 the debts are theirs, not the traject's."""

    leefsituatie: list[Leefsituatie | None] | None = None


class Schuldregeling(Record):
    """The arrangement with all creditors."""

    datum: Scalar = None
    toegekend: Scalar = None
    afgewezen: Scalar = None
    ingetrokken: Scalar = None
    dwangakkoord: Scalar = None
    datumVerzoekDwangakkoord: Scalar = None  # noqa: N815


class Uitstroom(Record):
    """When and why the traject ended."""

    datum: Scalar = None
    reden: Scalar = None
    datumBeeindigingsbeschikking: Scalar = None  # noqa: N815


class Traject(Record):
    """One schuldhulptraject as delivered."""

    startdatum: Scalar = None
    einddatum: Scalar = None
    toekenningsdatum: Scalar = None
    totaalSchuldbedragBijAanvangSchuld: Scalar = None  # noqa: N815
    gemeentecode: Scalar = None
    aanmelding: Aanmelding | None = None
    begeleiding: list[Begeleiding | None] | None = None
    client: list[Hulpvrager | None] | None = None
    crisisinterventies: list[Periode | None] | None = None
    informatieEnAdvies: Periode | None = None  # noqa: N815
    intake: Intake | None = None
    moratoria: list[Moratorium | None] | None = None
    nazorg: Periode | None = None
    oplossing: Oplossing | None = None
    planVanAanpak: PlanVanAanpak | None = None  # noqa: N815
    schulden: list[Schuld | None] | None = None
    schuldregeling: Schuldregeling | None = None
    voorlopigeVoorzieningen: list[Periode | None] | None = None  # noqa: N815
    uitstroom: Uitstroom | None = None
    stabilisatie: Periode | None = None


_SCHULDEN = Group(many=True, nested={"schuldeiser": GROUP})
TRAJECT = Shape(
    Traject,
    {
        "aanmelding": GROUP,
        "begeleiding": LIST,
        "client": Group(many=True, nested={"leefsituatie": Group(many=True, nested={"schulden": _SCHULDEN})}),
        "crisisinterventies": LIST,
        "informatieEnAdvies": GROUP,
        "intake": GROUP,
        "moratoria": LIST,
        "nazorg": GROUP,
        "oplossing": GROUP,
        "planVanAanpak": GROUP,
        "schulden": _SCHULDEN,
        "schuldregeling": GROUP,
        "voorlopigeVoorzieningen": LIST,
        "uitstroom": GROUP,
        "stabilisatie": GROUP,
    },
)
