"""Leveringen of one sender, month after month, as large and as full as a test wants them."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from data_checks.columns.judged import Told
from data_checks.columns.whole import whole_columns
from data_checks.limits import GateLimits
from queries.deliveries.history import no_history
from queries.deliveries.records import Delivery
from queries.deliveries.sizes import sizes_of
from tests.queries.delivered import header, vs

TODAY = date(2025, 6, 1)
USUAL = {"Huur": 30, "Energie": 30}


def first_of(month: int) -> date:
    """Return the first day of a month, counted on from January 2024 (1)."""
    return date(2024 + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def month(
    number: int,
    partners: Mapping[str, int] | None = None,
    *,
    gm_code: str = "GM0363",
    months: int = 1,
    days_later: int = 5,
    zaken: Sequence[Mapping[str, Any]] = (),
    text: str = "",
    **fields: object,
) -> Delivery:
    """Return the levering of one month, with so many signalen of each partner; no two of one household."""
    since, until = first_of(number), first_of(number + months)
    levering = header(gm_code, str(since), str(until), str(until + timedelta(days=days_later)), text=text)
    counts = USUAL if partners is None else partners
    signalen = {
        f"{partner}{nr}": {
            "signaalpartner": partner,
            "signaaldatum": str(since + timedelta(days=nr % 27)),
            "huishouden": f"{gm_code} {number} {partner} {nr}",
            "bedrag": 100 + nr,
            "status": "Nog niet opgepakt",
        }
        | fields
        for partner, size in counts.items()
        for nr in range(size)
    }
    return vs(levering, signalen, zaken)


def judged(
    before: Sequence[Delivery],
    *now: Delivery,
    limits: GateLimits | None = None,
    today: date = TODAY,
) -> list[tuple[set[str], Told]]:
    """Return per levering which rules it breaks, and what is told of them; ``before`` was received earlier."""
    history = no_history().and_also([sizes_of(delivery) for delivery in before])
    answers = whole_columns(list(now), history, today, limits or GateLimits())
    return [({rule for rule in frame.columns[1:] if frame[rule][0] is False}, told) for frame, told in answers]


def broken(before: Sequence[Delivery], now: Delivery, **options: Any) -> set[str]:
    """Return which rules ``now`` breaks."""
    [(rules, _)] = judged(before, now, **options)
    return rules


def told(before: Sequence[Delivery], now: Delivery, rule: str) -> str:
    """Return what is told of the one levering of ``now``."""
    [(_, texts)] = judged(before, now)
    return texts[0, rule]
