"""Who is looking, and which rows exist for them: nothing, unless something was given."""

from dataclasses import dataclass
from enum import Enum
from typing import Literal

from sqlalchemy import ColumnElement, false, select

from queries.bulk import Query
from queries.schema import herindeling


class Recht(Enum):
    """What someone may see or do; the gemeenten it holds for are the viewer's own."""

    EIGEN_CIJFERS = "eigen_cijfers"  # exact counts
    GEPUBLICEERD = "gepubliceerd"  # what was published for others to see
    LEVERINGEN = "leveringen"  # deliveries, verdicts and rejections
    OPDRACHTEN = "opdrachten"  # put work in the queue
    DOELEN = "doelen"  # type goals and interventions, and take them back


@dataclass(frozen=True)
class Viewer:
    """One person or program that reads; ``gemeenten`` are today's codes.

    ``openbaar`` is a reader of whom nobody knows who it is: it may be someone of any gemeente, so what others may see
    is shown as if one gemeente of each region were its own.
    """

    naam: str
    gemeenten: frozenset[str] | Literal["alle"] = frozenset()
    rechten: frozenset[Recht] = frozenset()
    openbaar: bool = False


def local_administrator() -> Viewer:
    """Return the viewer of a store on one's own machine: all gemeenten, all rights."""
    return Viewer("lokale beheerder", "alle", frozenset(Recht))


def public_reader() -> Viewer:
    """Return the viewer that anybody is who does not say who they are: what was published for all, and nothing else."""
    return Viewer("openbaar", frozenset(), frozenset({Recht.GEPUBLICEERD}), openbaar=True)


def visible_to(statement: Query, viewer: Viewer, column: ColumnElement[str], recht: Recht) -> Query:
    """Keep the rows whose gemeente in ``column`` is the viewer's own, when the viewer has ``recht``.

    Rows of Nederland and of regions are nobody's own: they are read from a publication only.
    """
    if recht not in viewer.rechten:
        return statement.where(false())
    if viewer.gemeenten == "alle":
        return statement.where(column.like("GM%"))
    return statement.where(column.in_(sorted(code for code in viewer.gemeenten if code.startswith("GM"))))


def delivered_to(statement: Query, viewer: Viewer, column: ColumnElement[str]) -> Query:
    """Keep the leveringen of the viewer's gemeenten and of the gemeenten these came from.

    A levering keeps the code it came with: that of a gemeente that no longer exists, or one nobody
    knows. The latter are for who may see all gemeenten.
    """
    if Recht.LEVERINGEN not in viewer.rechten:
        return statement.where(false())
    if viewer.gemeenten == "alle":
        return statement
    return statement.where(of_gemeenten(column, viewer.gemeenten))


def of_gemeenten(column: ColumnElement[str], gemeenten: frozenset[str]) -> ColumnElement[bool]:
    """Return the condition that a delivered code is one of ``gemeenten`` or a predecessor of one."""
    own = sorted(gemeenten)
    first = select(herindeling.c.oude_code).where(herindeling.c.nieuwe_code.in_(own))
    older = first.cte(recursive=True)
    older = older.union(select(herindeling.c.oude_code).where(herindeling.c.nieuwe_code == older.c.oude_code))
    return column.in_(own) | column.in_(select(older.c.oude_code))
