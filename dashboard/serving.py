"""Start the dashboard and its worker as processes of their own, and stop them together."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from dashboard.branding import read_branding
from dashboard.config import Settings
from dashboard.errors import PortBusyError

HOST = "127.0.0.1"
START_SECONDS = 60.0


def address(settings: Settings) -> str:
    """Return the address a person opens."""
    return f"http://{HOST}:{settings.poort}"


def check_port(settings: Settings) -> None:
    """Raise PortBusyError when something listens on the port already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, settings.poort))
        except OSError:
            raise PortBusyError(
                f"Poort {settings.poort} is bezet door een ander programma; "
                f"sluit dat of kies een andere poort, bijvoorbeeld `--poort {settings.poort + 1}`."
            ) from None


@contextmanager
def starting(settings: Settings) -> Iterator[subprocess.Popen[bytes]]:
    """Start the server and yield it at once; stop it at the end, whoever asks for that."""
    check_port(settings)
    read_branding(settings)  # what it refuses is said here, in a sentence, and not in the traceback of a server
    # The server never gets the key: pages read counts, only the worker may read deliveries.
    environment = {name: value for name, value in os.environ.items() if name != "EFFECTMETING_SLEUTEL"}
    command = [sys.executable, "-m", "uvicorn", "dashboard.server:app", "--host", HOST, "--port", str(settings.poort)]
    # A scheduler stops us with SIGTERM: that too must take the server and the worker along.
    before = signal.signal(signal.SIGTERM, _interrupt)
    server = subprocess.Popen(
        [*command, "--log-level", "warning", "--no-access-log"], env=environment | settings.as_environment()
    )
    try:
        yield server
    finally:
        _stop(server)
        signal.signal(signal.SIGTERM, before)


@contextmanager
def working(settings: Settings, server: subprocess.Popen[bytes]) -> Iterator[None]:
    """Run the worker beside the server; yield once a page answers, stop the worker at the end."""
    worker = subprocess.Popen(
        [sys.executable, "-m", "dashboard.cli", "werk"], env=dict(os.environ) | settings.as_environment()
    )
    try:
        _wait_until_it_answers(server, settings)
        yield
    finally:
        _stop(worker)


def wait(server: subprocess.Popen[bytes]) -> None:
    """Wait until the server ends by itself or the person presses Ctrl-C."""
    while server.poll() is None:
        time.sleep(0.2)


def _wait_until_it_answers(server: subprocess.Popen[bytes], settings: Settings) -> None:
    """Return when the page answers; raise PortBusyError when the server gave up or stays silent."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(address(settings), timeout=2):  # noqa: S310 -- our own loopback address
                return
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            time.sleep(0.1)
    raise PortBusyError(
        f"Het dashboard kon niet starten op {address(settings)}; lees de melding hierboven en probeer een andere poort."
    )


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Ask the process to end, and end it when it does not listen."""
    if process.poll() is not None:
        return
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
