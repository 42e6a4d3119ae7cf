"""A served dashboard over the small store, and Debian's Chromium to look at it."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.dashboard.small_store import make_store

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDTHS = {"desktop": (1440, 900), "telefoon": (390, 844)}


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the small store on a free port of this machine, as the command line does."""
    folder = make_store(tmp_path_factory.mktemp("journeys"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "uvicorn", "dashboard.server:app", "--host", "127.0.0.1", "--port", str(port)]
    environment = dict(os.environ) | {"EFFECTMETING_MAP": str(folder)}
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        url = f"http://127.0.0.1:{port}"
        _wait_for(url, server)
        yield url
    finally:
        server.terminate()
        server.wait(timeout=10)


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    """Return Chromium from Debian; without it there is nothing to look with.

    For a module at a time: Playwright keeps an event loop running, in which a test of another file cannot start one.
    """
    if not CHROMIUM.exists():
        pytest.skip(f"no {CHROMIUM} on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser: "Browser", address: str) -> "Iterator[Callable[..., Page]]":
    """Return a function that opens a path in a browser of its own, and waits until the page is drawn."""
    contexts = []

    def open_page(path: str, width: str = "desktop", scheme: str = "light") -> "Page":
        wide, high = WIDTHS[width]
        context = browser.new_context(
            viewport={"width": wide, "height": high},
            locale="nl-NL",
            color_scheme=scheme,  # pyright: ignore[reportArgumentType]
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.goto(f"{address}/{path}")
        settle(page)
        return page

    yield open_page
    for context in contexts:
        context.close()


# A page may stop and start again (a choice goes into its link), and what is old fades: wait for half a second of calm.
# The browser loads the code of a widget or a chart when it first meets one, and keeps its place with a grey block: a
# page read before that lacks lines that another browser has.
CALM = """
() => {
  const state = document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState;
  const calm = state === "notRunning" && !document.querySelector('[data-stale="true"], [data-testid="stSkeleton"]');
  window.calmSince = calm ? window.calmSince ?? performance.now() : undefined;
  return calm && performance.now() - window.calmSince > 500;
}
"""


def settle(page: "Page") -> None:
    """Wait until the page has its title and the framework has stopped drawing."""
    page.get_by_role("heading", level=1).wait_for()
    page.evaluate("window.calmSince = undefined")
    page.wait_for_function(CALM)


def _wait_for(url: str, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(600):
        if server.poll() is not None:
            pytest.fail("the server stopped before it answered")
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310 -- our own loopback address
                return
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            time.sleep(0.1)
    pytest.fail("the server did not answer within a minute")
