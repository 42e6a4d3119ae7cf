"""What every round of mail begins with: looking at what an earlier one left behind."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from queries.alive import sweep
from queries.verzendingen import drop_ended, mark_uncertain

if TYPE_CHECKING:
    from sqlalchemy import Engine


def begin(engine: "Engine", day: date, now: datetime) -> int:
    """Call uncertain what a worker had in its hands when it died, and give up what was ended; return how many mails.

    What is uncertain is never sent by itself.
    """
    found = mark_uncertain(engine, now)
    sweep(engine)
    with engine.begin() as connection:
        drop_ended(connection, day, now)
    return found
