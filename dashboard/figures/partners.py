"""Signaalpartners of one gemeente: how many signalen each gives and in which months, and what comes of them."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import polars as pl

from dashboard.figures import stored
from dashboard.figures.source import Source, kept
from dashboard.figures.spans import Span, figures_in, material_of, span_of

# The months of the small line, newest last.
MONTHS: Final = 24
_BY: Final = "signaalpartner"
# Zaken of these are no partner's own: they stand last, without signalen.
_LAST: Final = ("meer partners", "onbekend")


@dataclass(frozen=True)
class Partner:
    """One partner: signalen per month and in the period, months with any, and the figures of its zaken.

    ``reached`` and ``accepted`` are rows of figures (VS07 and VS10), None where there are no zaken. ``first`` and
    ``last`` are its first and last month with a signaal.
    """

    naam: str
    months: tuple[int, ...]
    signalen: int | None
    delivered: int
    first: date | None
    last: date | None
    reached: dict[str, Any] | None
    accepted: dict[str, Any] | None


@dataclass(frozen=True)
class Partners:
    """All partners in one period, most signalen first; ``months`` are the months of it that were delivered."""

    span: Span
    months: int
    line_from: date | None
    line_until: date | None
    partners: tuple[Partner, ...]
    whole_reached: dict[str, Any] | None


@kept(200)
def partners(source: Source, gm_code: str, kind: str, periode: str = "") -> Partners | None:
    """Return the partners in the period of that name, or the newest final one; None where no zaken were delivered."""
    span = span_of(source, gm_code, kind, "VS07", periode)
    counts = stored.own_cells(source, gm_code, "VS01", _BY)
    if span is None or counts is None:
        return None
    given = counts.telling.filter(uitsplitsing=_BY, indicator="VS01", variant="standaard")
    delivered = counts.dekking.filter(gm_code=gm_code, tabel="signaal")["maand"].unique().sort()
    shown = delivered.tail(MONTHS).to_list()
    inside = delivered.filter((delivered >= span.van) & (delivered < span.tot)).len()
    reached, accepted = (_by_partner(source, gm_code, kind, span, code) for code in ("VS07", "VS10"))
    names = {*given["cel"].unique(), *reached, *accepted} - {""}
    found = [
        _partner(naam, given.filter(cel=naam), shown, span, reached.get(naam), accepted.get(naam)) for naam in names
    ]
    ordered = sorted(found, key=lambda one: (one.naam in _LAST, -(one.signalen or 0), one.naam))
    # Who never gave anything in view says nothing; who stopped within view does.
    told = tuple(one for one in ordered if one.signalen or any(one.months) or (one.reached or {}).get("noemer"))
    ends = (shown[0], shown[-1]) if shown else (None, None)
    return Partners(span, inside, *ends, told, reached.get(""))


def _by_partner(source: Source, gm_code: str, kind: str, span: Span, code: str) -> dict[str, dict[str, Any]]:
    """Return the figure per partner, and under "" that of all zaken."""
    material = material_of(source, gm_code, (code, _BY))
    if material is None:
        return {}
    made = [figures_in(material, kind, {(code, "standaard"): span}, uitsplitsing=by) for by in ("", _BY)]
    return {row["cel"]: row for row in pl.concat(made).filter(gebied=gm_code).iter_rows(named=True)}


def _partner(
    naam: str,
    given: pl.DataFrame,
    shown: list[date],
    span: Span,
    reached: dict[str, Any] | None,
    accepted: dict[str, Any] | None,
) -> Partner:
    per_month = dict(given.group_by("maand").agg(pl.col("teller").sum()).filter(pl.col("teller") > 0).iter_rows())
    inside = [count for month, count in per_month.items() if span.van <= month < span.tot]
    return Partner(
        naam,
        tuple(per_month.get(month, 0) for month in shown),
        None if naam in _LAST else sum(inside),
        len(inside),
        min(per_month, default=None),
        max(per_month, default=None),
        reached,
        accepted,
    )
