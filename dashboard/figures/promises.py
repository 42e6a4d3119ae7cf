"""What a gemeente promised, judged: each goal with its figures, base and way to the end date; and its history."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import polars as pl

from dashboard.figures import control, judged, stored
from dashboard.figures.breakdowns import cell_name
from dashboard.figures.source import Source, kept
from metrics.control.target import Zekerheid
from metrics.definition import Indicator, Methode, Variant
from metrics.goals.change import Meting
from metrics.goals.judged import Reeks, base_of, judge_goals, metingen_of, metingen_of_yearly, stated_goal
from metrics.goals.targets import Doel as GoalStated
from metrics.goals.targets import Soort
from metrics.indicators import BY_CODE
from metrics.measure import Eenheid, Richting
from queries import doelen as store
from queries.doelen import Doel, Interventie
from queries.jaarcijfers import JAARCIJFER_SCHEMA, read_jaarcijfers

YEARLY: Final = "jaarcijfer:"
OWN_TRAIT: Final = "kenmerk:"
_NO_RULE: Final = (
    "Voor een doel op een eigen kenmerk is er geen rekenregel. Kies een cijfer, en het kenmerk als deel daarvan."
)
_UNKNOWN: Final = "Dit cijfer bestaat niet. Kijk op de pagina Definities welke cijfers er zijn, en wijzig het doel."
_NO_YEARS: Final = "Er is geen eigen jaarcijfer met deze naam geleverd."


@dataclass(frozen=True, eq=False)
class About:
    """What a goal is about: its name, unit and good side, and its figures; ``kind`` is the period of each figure.

    ``definitie`` is None for an own yearly figure. Of an index the figures are the counts it is made of.
    """

    naam: str
    deel: str
    eenheid: Eenheid
    richting: Richting
    metingen: tuple[Meting, ...]
    kind: str
    definitie: tuple[Indicator, Variant] | None = None

    @property
    def drawn_in(self) -> Eenheid:
        """The unit of the figures themselves."""
        return Eenheid.AANTAL if self.eenheid is Eenheid.INDEX else self.eenheid


@dataclass(frozen=True, eq=False)
class Promise:
    """One judged goal: its row with both answers and their sentence, and what is drawn of it.

    ``about`` is None where nobody can tell what it is about. ``niveau`` is where the goal lies on the scale of the
    figures, ``steeds`` whether the months as they vary now reach it.
    """

    row: Mapping[str, Any]
    about: About | None
    basis: Meting | None = None
    niveau: float | None = None
    gesteld: GoalStated | None = None  # the goal in the unit of its figure
    steeds: Zekerheid | None = None

    @property
    def verandering(self) -> bool:
        """Whether the goal is a change since its base year."""
        return self.gesteld is not None and self.gesteld.soort is Soort.VERANDERING

    @property
    def stand(self) -> str:
        """Return the one word for where it stands; the firm answer goes before the counted one."""
        if self.row["gerealiseerd"] is None:
            return "geen cijfer"
        if self.row["structureel"] == "niet op koers" and self.row["gerealiseerd"] == "niet gehaald":
            return "niet gehaald"
        return self.row["structureel"]


@kept(200)
def promises(source: Source, gm_code: str) -> tuple[Promise, ...]:
    """Return the goals of one gemeente of the viewer's own: those still to come first, by end date."""
    rows = stored.doelen(source, gm_code)
    if rows.is_empty():
        return ()
    reeks = {row["id"]: about(source, gm_code, row) for row in rows.iter_rows(named=True)}
    told = judge_goals(rows, lambda row: _reeks(reeks[row["id"]]))
    found = [_promise(source, gm_code, row, reeks[row["id"]]) for row in told.iter_rows(named=True)]
    return tuple(sorted(found, key=lambda one: (_past(source, one), one.row["uiterlijk"], one.row["indicator"])))


def about(source: Source, gm_code: str, row: Mapping[str, Any]) -> About | None:
    """Return what a goal is about by its indicator, variant, uitsplitsing and cel; None where it is nothing known."""
    code = str(row["indicator"])
    if code.startswith(YEARLY):
        naam = code.removeprefix(YEARLY)
        metingen = _yearly(source, gm_code, naam)
        return About(naam, "", Eenheid.AANTAL, Richting.GEEN, metingen, "jaarcijfer") if metingen else None
    one = BY_CODE.get(code)
    if one is None or row["variant"] not in {variant.code for variant in one.varianten}:
        return None
    variant = one.variant(row["variant"])
    metingen = tuple(metingen_of(judged.goal_line(source, gm_code, one, variant, row), one.methode_van(variant)))
    deel = cell_name(row["uitsplitsing"], row["cel"]) if row["uitsplitsing"] else ""
    kind = judged.goal_kind(one, variant)
    return About(one.naam, deel, one.eenheid_van(variant), one.richting, metingen, kind, (one, variant))


@kept(200)
def jaarcijfers(source: Source, gm_code: str) -> pl.DataFrame:
    """Return the own yearly figures of one gemeente of the viewer's own."""
    if source.today is None:
        return JAARCIJFER_SCHEMA.to_frame()
    with stored.open_store(source.url).connect() as connection:
        return read_jaarcijfers(connection, source.viewer, gm_code)


@kept(200)
def history(source: Source, gm_code: str, of: type[Doel | Interventie]) -> pl.DataFrame:
    """Return every row about one gemeente that was ever typed or delivered (see queries.doelen.read_history)."""
    with stored.open_store(source.url).connect() as connection:
        return store.read_history(connection, source.viewer, gm_code, of)


def enter(source: Source, values: Doel | Interventie, now: datetime, was: int | None = None) -> None:
    """Store what was typed, instead of row ``was`` where that is given. Raises queries.doelen.DoelError."""
    with stored.open_store(source.url).begin() as connection:
        if was is None:
            store.enter(connection, source.viewer, values, now)
        else:
            store.change(connection, source.viewer, was, values, now)


def withdraw(source: Source, gm_code: str, was: int, of: type[Doel | Interventie], now: datetime) -> None:
    """Take back what row ``was`` says. Raises queries.doelen.DoelError."""
    with stored.open_store(source.url).begin() as connection:
        store.withdraw(connection, source.viewer, gm_code, was, of, now)


def _promise(source: Source, gm_code: str, row: Mapping[str, Any], of: About | None) -> Promise:
    if of is None:
        return Promise(dict(row) | {"zin": _why_nothing(row["indicator"])}, None)
    reeks, stated = Reeks(of.metingen, of.eenheid, of.richting), stated_goal(row, of.eenheid, of.richting)
    basis, niveau = base_of(row, reeks), stated.waarde
    if stated.soort is Soort.VERANDERING:
        niveau = None if basis is None else basis.waarde * (1 + stated.waarde)
    steeds = None
    if of.definitie is not None and not row["uitsplitsing"] and niveau is not None:
        steeds = _assurance(source, gm_code, *of.definitie, niveau)
    return Promise(row, of, basis, niveau, stated, steeds)


def _assurance(source: Source, gm_code: str, indicator: Indicator, variant: Variant, level: float) -> Zekerheid | None:
    """Say whether the months reach the goal as they vary now; of counts against a base year there are no months."""
    if indicator.methode_van(variant) is Methode.RATIO or indicator.richting is Richting.GEEN:
        return None
    found = control.control(source, gm_code, indicator.code, variant.code, "maand", doel=level)
    return None if found.chart is None else found.chart.zekerheid


def _reeks(of: About | None) -> Reeks | None:
    return Reeks(of.metingen, of.eenheid, of.richting) if of is not None and of.metingen else None


def _yearly(source: Source, gm_code: str, naam: str) -> tuple[Meting, ...]:
    """Return an own yearly figure: what was counted over years, else what there was on one day of each."""
    known = jaarcijfers(source, gm_code)
    return tuple(metingen_of_yearly(known, naam) or metingen_of_yearly(known, naam, "peildatum"))


def _why_nothing(indicator: str) -> str:
    if indicator.startswith(OWN_TRAIT):
        return _NO_RULE
    return _NO_YEARS if indicator.startswith(YEARLY) else _UNKNOWN


def _past(source: Source, promise: Promise) -> bool:
    return source.today is not None and promise.row["uiterlijk"] < source.today
