"""Signalen outside a delivery that its zaken or own tables may point to: received before, or in the same call."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import polars as pl

from data_checks.columns.aanvulling import named
from data_checks.columns.vroegsignalering import unresolved
from queries.deliveries.known import read_known_signalen
from queries.deliveries.records import Delivery, Verdict

if TYPE_CHECKING:
    from sqlalchemy import Engine

# A delivery, and the sleutels of the signalen elsewhere that it may point to.
Waiting = tuple[Delivery, pl.Series]


class Elsewhere:
    """The signalen of the register and of this call; those of a levering that is turned away are nowhere."""

    def __init__(self, engine: "Engine | None") -> None:
        """Start with what ``engine`` holds, if there is one."""
        self._engine = engine
        # Of earlier files, which would have been in force had they been stored.
        self._checked: list[pl.Series] = []

    def checked(self, delivery: Delivery, verdicts: Iterable[Verdict]) -> None:
        """Remember the signalen that were accepted, and are not going to be stored."""
        self._checked.append(_accepted(delivery, verdicts))

    def known_to(self, delivery: Delivery, unjudged: Iterable[Waiting]) -> pl.Series:
        """Return what ``delivery`` may point to, taking all that is not judged yet as accepted."""
        return self._known(delivery, [_signalen(each) for each, _ in unjudged])

    def again(self, waiting: Sequence[Waiting], judged: Sequence[tuple[Delivery, list[Verdict]]]) -> dict[int, Waiting]:
        """Return, by position, what waits anew: those that may point to signalen which ``judged`` turned away.

        ``waiting`` came after ``judged``, or is ``judged`` itself.
        """
        gone = pl.concat([_empty(), *(_turned_away(*each) for each in judged)])
        if gone.is_empty():
            return {}
        accepted = {id(delivery): _accepted(delivery, verdicts) for delivery, verdicts in judged}
        anew: dict[int, Waiting] = {}
        before = [] if waiting and id(waiting[0][0]) in accepted else list(accepted.values())
        for position, (delivery, known) in enumerate(waiting):
            if known.is_in(gone.implode()).any():
                left = self._known(delivery, before)
                if left.len() < known.len():
                    anew[position] = (delivery, left)
            before.append(accepted.get(id(delivery), _signalen(delivery)))
        return anew

    def _known(self, delivery: Delivery, beside: Iterable[pl.Series]) -> pl.Series:
        missing = pl.concat([unresolved(delivery.tables), named(delivery.tables)])
        earlier = [*self._checked, *beside]
        if missing.height and self._engine is not None:
            headers = [delivery.leveringen[nr] for nr in missing["levering_nr"].unique()]
            # Zaken come from the register of their signalen; our own tables come from anybody.
            leveranciers = {header.leverancier for header in headers} if delivery.soort == "vs" else None
            earlier.append(read_known_signalen(self._engine, leveranciers, {header.gm_code for header in headers}))
        known = pl.concat([_empty(), *earlier])
        return known.filter(known.is_in(missing["signaal"].implode())).unique()


def _turned_away(delivery: Delivery, verdicts: Iterable[Verdict]) -> pl.Series:
    return _signalen(delivery, [verdict.levering_nr for verdict in verdicts if not verdict.accepted])


def _accepted(delivery: Delivery, verdicts: Iterable[Verdict]) -> pl.Series:
    return _signalen(delivery, [verdict.levering_nr for verdict in verdicts if verdict.accepted])


def _signalen(delivery: Delivery, leveringen: Sequence[int] | None = None) -> pl.Series:
    """Return the sleutels of the signalen in ``leveringen`` of ``delivery``; of all when None."""
    signalen = delivery.tables.get("signaal")
    if signalen is None:
        return _empty()
    return (signalen if leveringen is None else signalen.filter(pl.col("levering_nr").is_in(leveringen)))["sleutel"]


def _empty() -> pl.Series:
    return pl.Series("sleutel", [], pl.Int64())
