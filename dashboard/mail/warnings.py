"""Warnings: one short mail a day at most, when something new stands out; quiet otherwise."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from dashboard.figures.quality import BAD, badge
from dashboard.figures.source import Source
from dashboard.mail.alarms import KEY, Alarm, Stand, alarms
from dashboard.mail.planning import new_message_id
from queries.abonnementen import Abonnement
from queries.alarmen import Seen, Untold, mark_told, read_seen, read_untold, write_seen
from queries.verzendingen import plan_warning

if TYPE_CHECKING:
    from sqlalchemy import Engine


@dataclass(frozen=True)
class Looked:
    """One gemeente as it was looked at now; ``nieuw`` is empty at the first look."""

    gm_code: str
    stand: Stand
    gevonden: tuple[Alarm, ...]
    eerste: bool

    @property
    def nieuw(self) -> tuple[Alarm, ...]:
        """What nobody was told of, as far as this look knows."""
        return () if self.eerste else self.gevonden


def look(engine: "Engine", source: Source, subscriptions: Iterable[Abonnement], *, cusum: bool = False) -> list[Looked]:
    """Look at the gemeenten of who asked for warnings, where anything changed since the last look; store nothing.

    Nothing is looked at where the figures cannot be trusted: what stands out there may be what is missing.
    """
    asked: dict[str, set[str]] = {}
    for one in subscriptions:
        if one.meldingen:
            asked.setdefault(one.gm_code, set(KEY)).update(one.indicatoren or ())
    found: list[Looked] = []
    for gm_code, codes in sorted(asked.items()):
        with engine.connect() as connection:
            seen = read_seen(connection, gm_code)
        if source.today is None or (seen is not None and seen.versie == source.versie):
            continue
        if badge(source, gm_code).woord == BAD:
            continue
        before = None if seen is None else Stand.of_json(seen.stand)
        new, stand = alarms(source, gm_code, sorted(codes), before, with_cusum=cusum)
        found.append(Looked(gm_code, stand, tuple(new), eerste=before is None))
    return found


def plan_warnings(
    engine: "Engine", source: Source, subscriptions: Sequence[Abonnement], domain: str, day: date, now: datetime,
    *, cusum: bool = False,
) -> int:  # fmt: skip
    """Store what was looked at, and plan a mail for each recipient with something new; return how many.

    Who had one today is told tomorrow. A mail and who was told of what are stored together.
    """
    for one in look(engine, source, subscriptions, cusum=cusum):
        told = [(alarm.sleutel, alarm.indicator, alarm.zin) for alarm in one.gevonden]
        with engine.begin() as connection:
            write_seen(connection, one.gm_code, Seen(source.versie, one.stand.as_json()), told, now, first=one.eerste)
    planned = 0
    by_recipient: dict[str, list[Abonnement]] = {}
    for each in subscriptions:
        if each.meldingen:
            by_recipient.setdefault(each.ontvanger, []).append(each)
    for ontvanger, theirs in by_recipient.items():
        with engine.begin() as connection:
            untold = read_untold(connection, ontvanger, {each.gm_code for each in theirs})
            wanted = [alarm for alarm in untold if any(_asked(each, alarm) for each in theirs)]
            if not wanted:
                continue
            said = json.dumps([alarm.zin for alarm in wanted], ensure_ascii=False)
            message_id = new_message_id(domain)
            if plan_warning(connection, theirs[0].id, ontvanger, day, said, message_id, now):
                mark_told(connection, ontvanger, [alarm.id for alarm in wanted])
                planned += 1
    return planned


def _asked(abonnement: Abonnement, alarm: Untold) -> bool:
    """Tell whether an alarm is for this subscription: of its gemeente and figures, and seen since it began."""
    chosen = abonnement.indicatoren is None or alarm.indicator in abonnement.indicatoren
    begun = abonnement.ingevoerd_op is None or alarm.gezien_op >= abonnement.ingevoerd_op
    return abonnement.gm_code == alarm.gm_code and chosen and begun
