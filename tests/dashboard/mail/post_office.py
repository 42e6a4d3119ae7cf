"""A real mail server on this machine, with STARTTLS and a login, that can be told to misbehave."""

import asyncio
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from ipaddress import ip_address
from pathlib import Path
from socket import socket
from typing import Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

USER, PASSWORD = "post", "open sesam"


@dataclass
class PostOffice:
    """What arrived, in order, and what to answer: ``answers`` gives a reply per (step, recipient), empty for good."""

    received: list[tuple[str, bytes]] = field(default_factory=list[tuple[str, bytes]])
    answers: Callable[[str, str], str] = lambda _step, _recipient: ""
    port: int = 0
    lines: set[Any] = field(default_factory=set[Any])

    @property
    def mails(self) -> list[EmailMessage]:
        """All that arrived, read."""
        return [cast("EmailMessage", message_from_bytes(each, policy=default)) for _, each in self.received]

    def to(self, recipient: str) -> list[str]:
        """Return the Message-IDs that one recipient got."""
        ids = [message_from_bytes(each, policy=default)["Message-ID"] for to, each in self.received if to == recipient]
        return [str(each) for each in ids]

    async def hang_up(self) -> None:
        """Close the lines that nobody closed, and let that happen."""
        for line in self.lines:
            line.abort()
        await asyncio.sleep(0.01)

    async def handle_MAIL(self, server: SMTP, session: Any, envelope: Envelope, address: str, options: Any) -> str:  # noqa: N802
        """Answer one step of a mail."""
        del session
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return self._answer(server, "MAIL", "") or "250 OK"

    async def handle_RCPT(self, server: SMTP, session: Any, envelope: Envelope, address: str, options: Any) -> str:  # noqa: N802
        """Answer one step of a mail."""
        del session, options
        said = self._answer(server, "RCPT", address)
        if not said:
            envelope.rcpt_tos.append(address)
        return said or "250 OK"

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Envelope) -> str:  # noqa: N802
        """Answer one step of a mail."""
        del session
        [recipient] = envelope.rcpt_tos
        said = self._answer(server, "DATA", recipient)
        if not said.startswith(("4", "5")):
            self.received.append((recipient, cast("bytes", envelope.content)))
            said = self._answer(server, "TAKEN", recipient)
        return said or "250 OK"

    def _answer(self, server: SMTP, step: str, recipient: str) -> str:
        self.lines.add(server.transport)
        said = self.answers(step, recipient)
        if said == "hang up":
            cast("Any", server.transport).abort()
        return said


@contextmanager
def post_office(certificate: Path | None = None, *, login: bool = False) -> Iterator[PostOffice]:
    """Run a mail server; with ``certificate`` (a file with its key) it offers STARTTLS, and wants it before a login."""
    office = PostOffice(port=_free_port())
    context = None
    if certificate is not None:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certificate)
    controller = Controller(
        office,
        hostname="127.0.0.1",
        port=office.port,
        tls_context=context,
        require_starttls=context is not None,
        authenticator=_authenticator,
        auth_required=login,
        auth_require_tls=context is not None,
    )
    controller.start()
    try:
        yield office
    finally:
        asyncio.run_coroutine_threadsafe(office.hang_up(), controller.loop).result()
        controller.stop()


def _free_port() -> int:
    with socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _authenticator(_server: Any, _session: Any, _envelope: Any, _mechanism: str, given: Any) -> AuthResult:
    right = isinstance(given, LoginPassword) and (given.login, given.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=right, handled=False)


def make_certificate(folder: Path, name: str = "localhost") -> Path:
    """Make a certificate that vouches for itself, with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    names: list[x509.GeneralName] = [x509.DNSName(name)]
    if name == "localhost":
        names.append(x509.IPAddress(ip_address("127.0.0.1")))
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = folder / f"{name}.pem"
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path
