"""What a reader waits for who chooses another gemeente, indicator or kind of period: on the server, and in a browser.

    uv run python -m benchmarks.changes STORE [--keer 30] [--seed 1] [--browser /usr/bin/chromium]

STORE is the data folder of a finished demo. One reader has a page open and changes one choice at a time, at random, in
turns with a reader of an empty page with one list on it. Twice:

- server: over the websocket that a browser uses, from the question until the last message of the page, so that reading,
  making, drawing and packing are in it;
- browser: in Chromium, from the click until the last change of what is on the screen, charts included.

A gemeente is never chosen twice: of each everything is made anew.
"""

import argparse
import asyncio
import random
import statistics
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.first_paint import FLAGS
from benchmarks.session import Session
from benchmarks.sessions import EMPTY, serving_both

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

OURS, BARE = 8631, 8632
BARE_NAME = "lege pagina"
# What can be chosen on which page, by the name that the reader sees.
CHANGES = (("", "Gemeente"), ("", "Periode"), ("trend", "Gemeente"), ("trend", "Indicator"), ("trend", "Periode"))
# From the last click until nothing moves for a while: the last change inside the page is when it stood there.
WATCH = """
(() => {
  let clicked, last;
  document.addEventListener("click", () => { clicked = performance.now(); last = window.took = undefined; }, true);
  const look = () => {
    const app = document.querySelector('[data-testid="stApp"]');
    const busy = app?.dataset.testScriptState !== "notRunning" || document.querySelector('[data-stale="true"]');
    if (last !== undefined && !busy && performance.now() - last > 700) { window.took = last - clicked; }
  };
  const observer = new MutationObserver((changes) => {
    const inside = ({ target }) => (target.closest ? target : target.parentElement)?.closest('[data-testid="stMain"]');
    if (clicked !== undefined && window.took === undefined && changes.some(inside)) { last = performance.now(); }
  });
  observer.observe(document, { childList: true, subtree: true, attributes: true, characterData: true });
  setInterval(look, 50);
})();
"""

Times = Mapping[str, Sequence[float]]


def main() -> None:
    """Measure both pages on the server and in the browser, and print each with its ratio."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    asked.add_argument("store", type=Path)
    asked.add_argument("--keer", type=int, default=30)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--browser", default="/usr/bin/chromium")
    given = asked.parse_args()
    with serving_both(given.store, OURS, BARE, EMPTY):
        chance = random.Random(given.seed)  # noqa: S311 -- chooses what is looked at
        _print("server", asyncio.run(on_server(given.keer, chance)))
        _print("browser", in_browser(given.browser, given.keer, chance))


async def on_server(times: int, chance: random.Random) -> Times:
    """Return the seconds of each change over the websocket, by what was changed."""
    found: dict[str, list[float]] = defaultdict(list)
    bare, ours = Session(BARE), Session(OURS)
    await bare.open()
    await ours.open()
    gemeenten: list[str] = []
    for path, label in CHANGES:
        if ours.page != ours.pages[path]:
            await ours.go(path)
        for _ in range(times):
            if not gemeenten:
                gemeenten = chance.sample(ours.options["Gemeente"][1], len(ours.options["Gemeente"][1]))
            if label != "Gemeente":  # of one that nobody saw in another kind of period either
                await ours.choose("Gemeente", gemeenten.pop())
            option = gemeenten.pop() if label == "Gemeente" else chance.choice(_others(ours, label))
            found[_name(path, label)].append((await ours.choose(label, option)).seconds)
            found[BARE_NAME].append((await bare.choose("Gemeente", chance.choice(_others(bare, "Gemeente")))).seconds)
    await ours.close()
    await bare.close()
    return found


def _others(session: Session, label: str) -> list[str]:
    return [option for option in session.options[label][1] if option != session.chosen.get(label)]


def _name(path: str, label: str) -> str:
    return f"{path or 'overzicht'}, {label.lower()}"


def in_browser(path: str, times: int, chance: random.Random) -> Times:
    """Return the seconds of each change in Chromium, by what was changed."""
    from playwright.sync_api import sync_playwright

    found: dict[str, list[float]] = defaultdict(list)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        bare = _opened(browser, BARE, "")
        for where, label in CHANGES:
            ours = _opened(browser, OURS, where)
            for _ in range(times):
                found[_name(where, label)].append(_changed(ours, label, chance))
                found[BARE_NAME].append(_changed(bare, "Gemeente", chance))
            ours.context.close()
        browser.close()
    return found


def _opened(browser: "Browser", port: int, path: str) -> "Page":
    page = browser.new_context(viewport={"width": 1440, "height": 900}, locale="nl-NL").new_page()
    page.add_init_script(WATCH)
    page.goto(f"http://127.0.0.1:{port}/{path}")
    page.get_by_role("combobox", name="Gemeente").wait_for()
    page.wait_for_timeout(3_000)
    return page


def _changed(page: "Page", label: str, chance: random.Random) -> float:
    """Choose something else, and return the seconds from the click until it stood there."""
    box = page.get_by_role("combobox", name=label)
    if box.count():
        box.click()
        page.get_by_role("option").first.wait_for()
        # Those in sight are enough to choose from once the list was moved by a letter.
        page.keyboard.type(chance.choice("aeio"))
        page.wait_for_timeout(300)
        page.get_by_role("option").nth(chance.randrange(page.get_by_role("option").count())).click()
    else:
        group = page.get_by_role("radiogroup", name=label)
        chance.choice(group.get_by_role("radio", checked=False).all()).click()
    page.wait_for_function("window.took !== undefined", timeout=60_000)
    return float(page.evaluate("window.took")) / 1000


def _print(where: str, times: Times) -> None:
    bare = _percentile(times[BARE_NAME])
    print(f"\n{where}: {'':22s} {'aantal':>6s} {'mediaan':>9s} {'95e perc.':>10s} {'x leeg':>7s}")
    for name, seconds in times.items():
        late = _percentile(seconds)
        print(
            f"{name:32s} {len(seconds):4d} {statistics.median(seconds) * 1000:6.0f} ms "
            f"{late * 1000:7.0f} ms {late / bare:7.1f}"
        )


def _percentile(seconds: Sequence[float]) -> float:
    ordered = sorted(seconds)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


if __name__ == "__main__":
    main()
