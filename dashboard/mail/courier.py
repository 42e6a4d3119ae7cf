"""The courier: one connection to the mail server, safe before anything is said, and what became of each mail.

A mail is a server's from the moment it may have read the last line of it. A connection that is lost before that leaves
the mail with us; one that is lost after, without an answer, leaves it uncertain.
"""

import re
import smtplib
import ssl
from dataclasses import dataclass
from enum import Enum
from ipaddress import ip_address
from pathlib import Path
from time import monotonic
from typing import Final

from dashboard.mail.errors import MailServerError

_SECONDS: Final = 30.0  # for one answer of the server
_IDLE_SECONDS: Final = 10.0  # a connection that was quiet for so long is asked whether it is still there
_IMPLICIT_TLS: Final = 465
_DOT: Final = re.compile(rb"(?m)^\.")
_TEMPORARY: Final = range(400, 500)
_CLOSING: Final = 421
LOST: Final = "verbinding verbroken"


class Ended(Enum):
    """How handing over a mail ended; the words are those of the store."""

    SENT = "verzonden"
    LATER = "later"
    REFUSED = "geweigerd"
    UNCERTAIN = "onzeker"


@dataclass(frozen=True)
class Answer:
    """How it ended, and the server's code or the kind of fault."""

    ended: Ended
    antwoord: str


@dataclass(frozen=True)
class MailServer:
    """Where mail goes to and who sends it; without TLS only on this machine."""

    server: str
    afzender: str
    poort: int = 587
    gebruiker: str | None = None
    wachtwoord: str | None = None
    certificaten: Path | None = None  # of who vouches for the server, instead of those of the system

    def __repr__(self) -> str:
        """Leave out the password."""
        return f"MailServer({self.server}:{self.poort})"

    @property
    def here(self) -> bool:
        """Whether the server is on this machine, so that no line can be listened to."""
        try:
            return ip_address(self.server).is_loopback
        except ValueError:
            return self.server == "localhost"


class Courier:
    """Hands mails over, one after another, on one connection that is made again when it is lost."""

    def __init__(self, server: MailServer) -> None:
        self._server = server
        self._smtp: smtplib.SMTP | None = None
        self._used = 0.0

    def open(self) -> None:
        """Connect, make it safe and log in, unless that was done. Raises MailServerError."""
        if self._smtp is not None and (monotonic() - self._used < _IDLE_SECONDS or self._answers(self._smtp)):
            return
        self.close()
        try:
            self._smtp = self._connected()
            self._used = monotonic()
        except ssl.SSLError:
            raise MailServerError(
                f"Het certificaat van mailserver {self._place} is niet te vertrouwen; laat het nakijken, of noem met "
                "EFFECTMETING_SMTP_CERTIFICATEN het bestand van wie het uitgaf."
            ) from None
        except smtplib.SMTPAuthenticationError as error:
            raise MailServerError(
                f"Mailserver {self._place} weigert de gebruikersnaam of het wachtwoord ({error.smtp_code}); "
                "controleer de instellingen EFFECTMETING_SMTP_GEBRUIKER en _WACHTWOORD."
            ) from None
        except (smtplib.SMTPException, OSError):
            raise MailServerError(
                f"Mailserver {self._place} antwoordt niet zoals het hoort; controleer de naam en de poort, "
                "of probeer het later."
            ) from None

    def close(self) -> None:
        """Say goodbye, where anybody listens."""
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            try:
                smtp.quit()
            except (smtplib.SMTPException, OSError):
                smtp.close()

    def hand_over(self, mail: bytes, recipient: str) -> Answer:
        """Hand over one mail, lines ended by CRLF, and say how that ended; ``open`` goes before it."""
        smtp = self._smtp
        if smtp is None:
            return Answer(Ended.LATER, LOST)
        self._used = monotonic()
        try:
            for command, good in ((self._from, 250), (lambda: smtp.rcpt(recipient), 250), (self._data, 354)):
                code = command()[0]
                if code != good and not (good == 250 and code == 251):
                    return self._refused(code)
        except (smtplib.SMTPException, OSError):
            self._lose()
            return Answer(Ended.LATER, LOST)
        return self._content(smtp, mail)

    def _content(self, smtp: smtplib.SMTP, mail: bytes) -> Answer:
        try:
            smtp.send(_DOT.sub(b"..", mail).removesuffix(b"\r\n") + b"\r\n.\r\n")
            code = smtp.getreply()[0]
        except (smtplib.SMTPException, OSError):
            self._lose()
            return Answer(Ended.UNCERTAIN, LOST)
        return Answer(Ended.SENT, str(code)) if code == 250 else self._refused(code)

    def _refused(self, code: int) -> Answer:
        """Say whether it may be tried again, and leave the connection ready for the next mail."""
        if code in (_CLOSING, -1):
            self._lose()
        elif self._smtp is not None:
            try:
                self._smtp.rset()
            except (smtplib.SMTPException, OSError):
                self._lose()
        return Answer(Ended.LATER if code in _TEMPORARY or code == -1 else Ended.REFUSED, str(code))

    def _from(self) -> tuple[int, bytes]:
        return self._smtp.mail(self._server.afzender) if self._smtp is not None else (-1, b"")

    def _data(self) -> tuple[int, bytes]:
        return self._smtp.docmd("DATA") if self._smtp is not None else (-1, b"")

    def _connected(self) -> smtplib.SMTP:
        server = self._server
        safely = ssl.create_default_context(cafile=server.certificaten)
        if server.poort == _IMPLICIT_TLS:
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(server.server, server.poort, timeout=_SECONDS, context=safely)
        else:
            smtp = smtplib.SMTP(server.server, server.poort, timeout=_SECONDS)
        try:
            smtp.ehlo_or_helo_if_needed()
            if server.poort != _IMPLICIT_TLS:
                self._make_safe(smtp, safely)
            if server.gebruiker is not None:
                smtp.login(server.gebruiker, server.wachtwoord or "")
        except BaseException:
            smtp.close()
            raise
        return smtp

    def _make_safe(self, smtp: smtplib.SMTP, safely: ssl.SSLContext) -> None:
        if smtp.has_extn("starttls"):
            if smtp.starttls(context=safely)[0] == 220:
                smtp.ehlo()
                return
        elif self._server.here:
            return
        raise MailServerError(
            f"Mailserver {self._place} biedt geen versleutelde verbinding (STARTTLS) en staat niet op deze computer; "
            "er is niets gestuurd. Kies een andere poort of server."
        )

    def _answers(self, smtp: smtplib.SMTP) -> bool:
        try:
            return smtp.noop()[0] == 250
        except (smtplib.SMTPException, OSError):
            return False

    def _lose(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
            self._smtp = None

    @property
    def _place(self) -> str:
        return f"{self._server.server}:{self._server.poort}"
