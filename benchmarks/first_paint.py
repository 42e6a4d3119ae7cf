"""The first visit: seconds and bytes until Overzicht can be read in a fresh browser, beside an empty page.

    uv run python -m benchmarks.first_paint STORE [--keer 9] [--browser /usr/bin/chromium]

STORE is the data folder of a finished demo. Each visit has a fresh browser profile and no cache, on a server that has
answered before. Painted is: the empty page shows its one line of text; ours shows the list that stands below all cards,
each with value, sentence and small line. The two take turns, so that what else the machine does falls on both.
"""

import argparse
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.sessions import serving_both

if TYPE_CHECKING:
    from playwright.sync_api import Browser

OURS, EMPTY = 8621, 8622
EMPTY_PAGE = """import streamlit as st

st.set_page_config(page_title="Leeg", layout="wide")
st.html('<p class="klaar">Hier staat niets.</p>')
"""
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
# When all that is looked for is there and drawn: the frame after the one in which it came.
WATCH = """
(() => {
  const seen = () => {
    const found = document.querySelectorAll("SELECTOR");
    if (found.length && [...found].every((one) => one.getBoundingClientRect().height > 0)) {
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => { window.painted = performance.now(); }));
    }
  };
  const observer = new MutationObserver(seen);
  observer.observe(document, { childList: true, subtree: true });
})();
"""


@dataclass(frozen=True)
class Visit:
    """One first visit: seconds until painted, bytes over HTTP and over the socket, and how many requests."""

    seconds: float
    http: int
    socket: int
    requests: int


def main() -> None:
    """Visit both pages in turns and print both with their difference and ratio."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    asked.add_argument("store", type=Path)
    asked.add_argument("--keer", type=int, default=9)
    asked.add_argument("--browser", default="/usr/bin/chromium")
    given = asked.parse_args()
    with serving_both(given.store, OURS, EMPTY, EMPTY_PAGE):
        empty, ours = _visits(given.browser, given.keer)
    _print("Lege Streamlit-pagina", empty)
    _print("Overzicht", ours)
    bare, full = (statistics.median(each.seconds for each in visits) for visits in (empty, ours))
    print(f"verschil: {full - bare:.2f} s; verhouding: {full / bare:.2f}")


def _visits(path: str, times: int) -> tuple[list[Visit], list[Visit]]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        pages = ((EMPTY, ".klaar"), (OURS, ".lijst"))
        for port, selector in pages:
            visit(browser, port, selector)  # the server's first answer is not a reader's
        found: tuple[list[Visit], list[Visit]] = ([], [])
        for _ in range(times):
            for visits, (port, selector) in zip(found, pages, strict=True):
                visits.append(visit(browser, port, selector))
        browser.close()
    return found


def visit(browser: "Browser", port: int, selector: str) -> Visit:
    """Open a page as somebody who was never here, and wait until it is painted."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="nl-NL")
    page = context.new_page()
    page.add_init_script(WATCH.replace("SELECTOR", selector))
    sizes = {"http": 0, "socket": 0, "requests": 0}

    def loaded(event: dict[str, Any]) -> None:
        sizes["http"] += int(event["encodedDataLength"])
        sizes["requests"] += 1

    def received(event: dict[str, Any]) -> None:
        frame = event["response"]
        text = frame["payloadData"]
        sizes["socket"] += len(text) if frame["opcode"] == 1 else len(text) * 3 // 4  # binary comes as base64

    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.on("Network.loadingFinished", loaded)
    wire.on("Network.webSocketFrameReceived", received)
    page.goto(f"http://127.0.0.1:{port}/")
    page.wait_for_function("window.painted", timeout=60_000)
    painted = float(page.evaluate("window.painted")) / 1000
    page.wait_for_timeout(1_000)  # what is fetched after it counts as bytes, not as time
    context.close()
    return Visit(painted, sizes["http"], sizes["socket"], sizes["requests"])


def _print(name: str, visits: Sequence[Visit]) -> None:
    seconds = sorted(each.seconds for each in visits)
    middle = {
        part: statistics.median(getattr(each, part) for each in visits) for part in ("http", "socket", "requests")
    }
    print(
        f"{name:24s} {len(visits)} keer: mediaan {statistics.median(seconds):.2f} s "
        f"({seconds[0]:.2f} tot {seconds[-1]:.2f}), {middle['http'] / 1e6:.2f} MB in {middle['requests']:.0f} "
        f"verzoeken, {middle['socket'] / 1e3:.0f} kB over de socket"
    )


if __name__ == "__main__":
    main()
