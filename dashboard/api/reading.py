"""Who the API reads for, and which state of it: anybody, the newest publication, and what may be shown of it now."""

import hashlib
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Final

import polars as pl

from dashboard.api.problem import ProblemError
from dashboard.figures import stored
from dashboard.figures.source import Source, kept
from queries import access
from queries.access import public_reader
from queries.errors import StoreError
from queries.places import read_objected, read_places
from queries.publications import Publication

PUBLIC: Final = public_reader()
_PRODUCT: Final = "effectmeting-schuldhulp"
# A change of what an answer looks like is a change of every answer.
API_VERSION: Final = "1.0.0"
_NO_STORE: Final = "Er is hier nog geen register. Probeer het later opnieuw of vraag de beheerder."


def read_source(url: str, folder: Path) -> Source:
    """Return the newest state of the store for anybody; its ``versie`` changes whenever an answer could.

    That is by the publication and its files, who objected to be shown, the people of gemeenten, the names and members
    of regions, and our own version. Raises ProblemError 503 without a store.
    """
    try:
        if not stored.store_exists(url):
            raise ProblemError(503, _NO_STORE, headers={"retry-after": "60"})
        with stored.open_store(url).connect() as connection:
            seen = access.read_versie(connection, PUBLIC)
            objected = read_objected(connection, PUBLIC)
        return _source(url, folder, seen, objected)
    except StoreError:
        raise ProblemError(503, _NO_STORE, headers={"retry-after": "60"}) from None


@kept(8)
def _source(url: str, folder: Path, _seen: str, objected: frozenset[str]) -> Source:
    with stored.open_store(url).connect() as connection:
        found = access.read_publications(connection, PUBLIC)
        people, places = access.read_people(connection, PUBLIC), read_places(connection, PUBLIC)
        regions = access.read_gebieden(connection, PUBLIC)
    digest = hashlib.sha256(f"{API_VERSION} {version(_PRODUCT)}".encode())
    newest = found[0] if found else None
    for one in found:
        digest.update(repr((one.nummer, one.datum, one.bestanden)).encode())
    digest.update(repr(sorted(objected)).encode())
    for frame in (people, places, regions):
        digest.update(frame.hash_rows(seed=1).to_numpy().tobytes())
    number, today = (None, None) if newest is None else (newest.nummer, newest.peildatum)
    return Source(url, folder, PUBLIC, digest.hexdigest(), today, number)


@kept(4)
def publications(source: Source) -> tuple[Publication, ...]:
    """Return all publications for anybody, newest first."""
    with stored.open_store(source.url).connect() as connection:
        return tuple(access.read_publications(connection, source.viewer))


def newest(source: Source) -> Publication:
    """Return the publication that figures are of. Raises ProblemError 404 before the first."""
    found = publications(source)
    if not found:
        raise ProblemError(404, "Er is nog niets gepubliceerd. Probeer het later opnieuw.")
    return found[0]


@kept(4)
def gebieden(source: Source) -> pl.DataFrame:
    """Return gebied, soortGebied, naam, provincie and gemeenten of all there are: Nederland, regions, gemeenten."""
    with stored.open_store(source.url).connect() as connection:
        regions = access.read_gebieden(connection, source.viewer)
        places = read_places(connection, source.viewer)
    return pl.concat(
        [
            regions.select("gebied", "naam", "gemeenten", soortGebied="soort"),
            places.select("naam", "provincie", gebied="gm_code", soortGebied=pl.lit("gemeente")),
        ],
        how="diagonal",
    ).select("gebied", "soortGebied", "naam", "provincie", "gemeenten")


@kept(4)
def members(source: Source) -> dict[str, tuple[str, ...]]:
    """Return the gemeenten of each region."""
    with stored.open_store(source.url).connect() as connection:
        regions = access.read_gebieden(connection, source.viewer)
    return {gebied: tuple(codes) for gebied, codes in regions.select("gebied", "leden").iter_rows()}


class FirstSeen:
    """Since when an answer is as it is: the moment this process first saw its state.

    The day of the publication would be too early: who objects to be shown changes what there is afterwards, and a copy
    that someone holds must not be called new enough.
    """

    def __init__(self) -> None:
        """Begin with nothing seen."""
        self._versie, self._since = "", datetime(1970, 1, 1)

    def since(self, source: Source, now: datetime) -> datetime:
        """Return the moment; ``now`` is in UTC, and cut to whole seconds, as HTTP has them."""
        if self._versie != source.versie:
            self._versie, self._since = source.versie, now.replace(microsecond=0)
        return self._since
