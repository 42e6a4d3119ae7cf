"""When a gemeente of today was merged from others: its figures from before are those of all of them together."""

from datetime import date

from dashboard.figures import stored
from dashboard.figures.said import Event
from dashboard.figures.source import Source, kept
from queries.merged import read_merged

_YEARS = 3  # as long as a line of months goes back


@kept(400)
def mergers(source: Source, gm_code: str) -> tuple[Event, ...]:
    """Return per day on which others went into this gemeente what was joined to what, oldest first."""
    with stored.open_store(source.url).connect() as connection:
        rows = read_merged(connection, source.viewer, gm_code)
    found: list[Event] = []
    for (day,), group in rows.partition_by("datum", as_dict=True, maintain_order=True).items():
        names = group["naam"].to_list()
        told = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} en {names[-1]}"
        if isinstance(day, date):
            found.append(Event(day, f"samenvoeging van {told}" if len(names) > 1 else f"{told} erbij", "herindeling"))
    return tuple(found)


def recent_merger(source: Source, gm_code: str) -> Event | None:
    """Return the newest merger that the figures of the last years reach back over."""
    if source.today is None:
        return None
    since = date(source.today.year - _YEARS, 1, 1)
    return next((event for event in reversed(mergers(source, gm_code)) if event.dag >= since), None)
