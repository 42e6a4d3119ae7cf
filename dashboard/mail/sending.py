"""Sending: one mail after another, each written down before and after, so that none goes out twice."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from dashboard.mail.courier import Answer, Courier, Ended
from queries.alive import alive
from queries.verzendingen import Mail, note, put_off, take, take_again

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

# A planned mail becomes the bytes to hand over, from what is stored alone.
Write = Callable[["Connection", Mail], bytes]


@dataclass
class Tally:
    """How many mails ended how in this run."""

    ended: dict[str, int] = field(default_factory=dict[str, int])

    def count(self, how: str) -> None:
        """Add one."""
        self.ended[how] = self.ended.get(how, 0) + 1


@dataclass(frozen=True)
class Sender:
    """What sending takes: the store, the courier, how a mail is written, and the clock."""

    engine: "Engine"
    courier: Courier
    write: Write
    now: Callable[[], datetime]

    def send_due(self, leave: Collection[str] = ()) -> Tally:
        """Send what is planned and due, but of the gemeenten to ``leave``.

        The order is what counts: the connection is there, then a mail is taken and that is stored, then it is handed
        over, and what came of it is stored. Raises MailServerError when there is no safe connection; nothing is lost.
        """
        tally = Tally()
        with alive(self.engine) as worker:
            while self._one(worker, leave, tally):
                pass
        return tally

    def send_again(self, message_id: str) -> str:
        """Send one mail once more because a person asks, with the Message-ID it had; return how that ended.

        Raises VerzendingError when there is no such mail or it may not be sent again, and MailServerError.
        """
        self.courier.open()
        with alive(self.engine) as worker:
            with self.engine.begin() as connection:
                mail = take_again(connection, message_id, worker, self.now())
                written = self.write(connection, mail)
            answer = self.courier.hand_over(written, mail.ontvanger)
            # What was uncertain stays so: only a person sends it, however the server puts it off.
            status = mail.was if answer.ended is Ended.LATER else answer.ended.value
            with self.engine.begin() as connection:
                note(connection, mail, worker, status, answer.antwoord, self.now())
        return status

    def _one(self, worker: str, leave: Collection[str], tally: Tally) -> bool:
        self.courier.open()
        with self.engine.begin() as connection:
            mail = take(connection, worker, self.now(), leave=leave)
            written = b"" if mail is None else self.write(connection, mail)
        if mail is None:
            return False
        answer = self.courier.hand_over(written, mail.ontvanger)
        with self.engine.begin() as connection:
            tally.count(self._noted(connection, mail, worker, answer))
        return True

    def _noted(self, connection: "Connection", mail: Mail, worker: str, answer: Answer) -> str:
        if answer.ended is Ended.LATER:
            return put_off(connection, mail, worker, answer.antwoord, self.now())
        note(connection, mail, worker, answer.ended.value, answer.antwoord, self.now())
        return answer.ended.value
