"""A client at the door: what of a person may pass, and nothing else."""

from typing import NamedTuple

from queries.deliveries.pseudonyms import Key
from queries.deliveries.rules import UnreadableError
from queries.deliveries.shapes import Record
from queries.deliveries.values import Dates, Scalar, birth_year, pc4, text


class Client(Record):
    """The client as delivered; SHV has no names, VS has. What is not listed here is never read."""

    Burgerservicenummer: Scalar = None
    Voorletters: Scalar = None
    Voorvoegsel: Scalar = None
    Achternaam: Scalar = None
    Geboortedatum: Scalar = None
    Postcode: Scalar = None
    Huisnummer: Scalar = None
    Huisnummertoevoeging: Scalar = None


class Person(NamedTuple):
    """What the store may know of a client."""

    persoon: bytes | None
    persoon_uit: str | None
    huishouden: bytes | None
    geboortejaar: int | None
    pc4: str | None


NOBODY = Person(None, None, None, None, None)


def identify(client: Client, key: Key, dates: Dates) -> tuple[Person, bool]:
    """Return what may be kept of ``client``, and whether its birth date could be read."""
    readable = True
    try:
        year = birth_year(client.Geboortedatum)
    except UnreadableError:
        year, readable = None, False
    persoon = key.persoon(text(client.Burgerservicenummer))
    origin = None if persoon is None else "bsn"
    if persoon is None and readable and client.Achternaam:
        persoon = _from_name(client, key, dates)
        origin = None if persoon is None else "naam"
    postcode = client.Postcode
    huishouden = key.huishouden(text(postcode), text(client.Huisnummer), text(client.Huisnummertoevoeging))
    return Person(persoon, origin, huishouden, year, pc4(postcode)), readable


def _from_name(client: Client, key: Key, dates: Dates) -> bytes | None:
    try:
        known = dates[client.Geboortedatum] is not None
    except UnreadableError:
        # A birth date with unknown parts says too little to tell namesakes apart.
        return None
    born = text(client.Geboortedatum)
    if not known or born is None:
        return None
    name = (text(client.Voorletters), text(client.Voorvoegsel), text(client.Achternaam))
    return key.persoon_from_name(*name, born[: len("yyyy-mm-dd")])
