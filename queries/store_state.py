"""What a store is and how fresh its figures are: asked at every rerun of a page, so answered in a few statements."""

from dataclasses import dataclass
from datetime import date
from zlib import crc32

from sqlalchemy import Connection, ScalarSelect, Table, func, select

from queries.counts import Berekening, last_berekening
from queries.publications import latest_publication
from queries.schema import berekening, doel, groep, instelling, interventie, levering, publicatie
from queries.viewer import Viewer, delivered_to


@dataclass(frozen=True)
class StoreState:
    """What this store is and how fresh its figures are; ``versie`` changes whenever a page could."""

    demo: bool
    schaal: float
    peildatum: date | None  # the demo's own today
    berekening: Berekening | None
    publicatie: int | None
    publicatie_datum: date | None
    publicatie_berekening: int | None  # which berekening the newest publication shows
    leveringen: int  # in force, of the viewer's gemeenten
    nieuwe_leveringen: int  # of those, received after the last berekening began
    versie: str


def read_versie(connection: Connection, viewer: Viewer) -> str:
    """Return the ``versie`` of the state, without reading the rest of it: an answer in one or two milliseconds.

    It holds the newest berekening, publication and levering, which leveringen are in force, how much was typed, and the
    facts and groups there are.
    """
    in_force = select(func.count(), func.coalesce(func.sum(levering.c.id), 0)).where(levering.c.status == "in_gebruik")
    counted = delivered_to(in_force, viewer, levering.c.gm_code).subquery()
    finished = select(func.max(berekening.c.id)).where(berekening.c.klaar_op.is_not(None)).scalar_subquery()
    published = select(func.max(publicatie.c.nummer)).scalar_subquery()
    newest = select(func.max(levering.c.id)).scalar_subquery()
    # PostgreSQL numbers what is typed apart from what was delivered, so the highest number alone may stay the same.
    typed = [_rows_of(table) for table in (doel, interventie)]
    numbers = connection.execute(select(finished, published, newest, *typed, counted)).one()
    groups = select(groep.c.naam, groep.c.gm_code).where(groep.c.eigenaar == viewer.naam)
    facts = select(instelling.c.naam, instelling.c.waarde)
    written = sorted(tuple(row) for each in (groups, facts) for row in connection.execute(each))
    return ".".join(str(number or 0) for number in numbers) + f".{crc32(repr(written).encode()):x}"


def read_store_state(connection: Connection, viewer: Viewer) -> StoreState:
    """Return what the store is and how fresh its figures are, as far as the viewer's gemeenten go."""
    made, publication = last_berekening(connection), latest_publication(connection)
    in_force = select(func.count()).select_from(levering).where(levering.c.status == "in_gebruik")
    in_force = delivered_to(in_force, viewer, levering.c.gm_code)
    newer = in_force.where(levering.c.ontvangen_op > made.gestart_op) if made else in_force
    facts = {str(row.naam): str(row.waarde) for row in connection.execute(select(instelling))}
    today, scale = facts.get("peildatum"), facts.get("schaal")
    return StoreState(
        demo=facts.get("demo") == "1",
        schaal=float(scale) if scale else 1.0,
        peildatum=date.fromisoformat(today) if today else None,
        berekening=made,
        publicatie=publication.nummer if publication else None,
        publicatie_datum=publication.datum if publication else None,
        publicatie_berekening=publication.berekening if publication else None,
        leveringen=connection.execute(in_force).scalar_one(),
        nieuwe_leveringen=connection.execute(newer).scalar_one(),
        versie=read_versie(connection, viewer),
    )


def _rows_of(table: Table) -> ScalarSelect[int]:
    return select(func.count()).select_from(table).scalar_subquery()
