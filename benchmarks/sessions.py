"""Fifty readers at once: how long a page takes them, and whether the server's memory stays flat.

    uv run python -m benchmarks.sessions STORE [--lezers 50] [--minuten 5] [--processen 1]

STORE is the data folder of a finished demo (`effectmeting demo --jaren 5 --schaal 0.2 --geen-dashboard` with
EFFECTMETING_MAP). Each reader opens a page as a browser does, and every ten seconds chooses another gemeente,
indicator, kind of period or page, at random with a fixed seed. In the same run as many readers do the same on an empty
Streamlit page with one choice on it: the ratio says what is ours. The driver has a process of its own, and says how
much of a core it used: above a half it measures itself. Memory
rises until every answer that is kept for other readers is there (some three minutes), and has to stay flat from then
on. With more server processes, readers are spread over them as
a load balancer with sticky sessions does.
"""

import argparse
import asyncio
import multiprocessing
import os
import random
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.session import Answer, Session, described

EVERY = 10.0  # seconds between what one reader does and the next
SECONDS = 60  # in a minute: so often the memory is told
FIRST_PORT = 8601
PAGES = ("", "trend", "vergelijken", "keten", "doelen")
EMPTY = """import streamlit as st

st.set_page_config(page_title="Leeg", layout="wide")
st.selectbox("Gemeente", [str(number) for number in range(342)])
"""
EMPTY_APP = "leeg_server:app"


def main() -> None:
    """Measure the empty page and ours, and print both with their ratio."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    asked.add_argument("store", type=Path)
    asked.add_argument("--lezers", type=int, default=50)
    asked.add_argument("--minuten", type=float, default=5.0)
    asked.add_argument("--processen", type=int, default=1)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        write_empty(Path(folder), EMPTY)
        with serving(EMPTY_APP, FIRST_PORT + 90, 1, Path(folder)) as empty:
            bare = measured("Lege Streamlit-pagina", empty, FIRST_PORT + 90, 1, given)
    environment = {"EFFECTMETING_MAP": str(given.store.resolve())}
    with serving("dashboard.server:app", FIRST_PORT, given.processen, Path.cwd(), environment) as ours:
        full = measured("Effectmeting Schuldhulp", ours, FIRST_PORT, given.processen, given)
    print(f"verhouding van de 95e percentielen: {full / bare:.1f}")


def write_empty(folder: Path, page: str) -> None:
    """Write an application of one page into ``folder``, to be served there as EMPTY_APP, as quiet as ours."""
    (folder / "leeg.py").write_text(page, encoding="utf-8")
    (folder / "leeg_server.py").write_text("import streamlit as st\napp = st.App('leeg.py')\n", encoding="utf-8")
    (folder / ".streamlit").mkdir()
    (folder / ".streamlit" / "config.toml").write_text('[logger]\nlevel = "warning"\n', encoding="utf-8")


@contextmanager
def serving(
    app: str, port: int, number: int, folder: Path, environment: dict[str, str] | None = None
) -> Iterator[Sequence[int]]:
    """Serve ``app`` in ``number`` processes from ``port`` on; yield their process numbers."""
    world = dict(os.environ) | (environment or {}) | {"STREAMLIT_SERVER_HEADLESS": "true"}
    uvicorn = [sys.executable, "-m", "uvicorn", "--host", "127.0.0.1", "--log-level", "error", "--no-access-log"]
    servers = [
        subprocess.Popen(
            [*uvicorn, app, "--port", str(port + each)],
            cwd=folder,
            env=world,
        )
        for each in range(number)
    ]
    try:
        for each in range(number):
            _wait(port + each)
        yield [server.pid for server in servers]
    finally:
        for server in servers:
            server.terminate()
            server.wait(timeout=20)


@contextmanager
def serving_both(store: Path, port: int, empty_port: int, page: str) -> Iterator[None]:
    """Serve the dashboard of ``store`` and, beside it, an application of one empty page."""
    with tempfile.TemporaryDirectory() as folder:
        write_empty(Path(folder), page)
        environment = {"EFFECTMETING_MAP": str(store.resolve())}
        with (
            serving(EMPTY_APP, empty_port, 1, Path(folder)),
            serving("dashboard.server:app", port, 1, Path.cwd(), environment),
        ):
            yield


def measured(name: str, servers: Sequence[int], port: int, processes: int, given: Any) -> float:
    """Let the readers read, print what they met, and return the 95th percentile in seconds."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    driver = context.Process(target=_drive, args=(there, port, processes, given.lezers, given.minuten * 60))
    driver.start()
    sizes = [_memory(servers)]
    while driver.is_alive():
        time.sleep(1.0)
        sizes.append(_memory(servers))
        if here.poll():
            break
    answers, errors, load = here.recv()
    driver.join()
    every = sorted(one.seconds for what, each in answers.items() if what != "openen" for one in each)
    print(f"\n{name}: {given.lezers} lezers, {given.minuten:g} minuten, {processes} serverproces(sen)")
    print(f"{'':32s} {'aantal':>5s}  {'mediaan':>10s}  {'95e perc.':>10s}  {'per keer':>10s}")
    print("\n".join(described(answers)))
    at = every[min(len(every) - 1, int(len(every) * 0.95))]
    each_minute = [max(sizes[since : since + SECONDS]) / 1e6 for since in range(0, len(sizes), SECONDS)]
    print(f"alle handelingen: mediaan {every[len(every) // 2] * 1000:.0f} ms, 95e percentiel {at * 1000:.0f} ms")
    print(f"fouten: {errors}; hoogste geheugen per minuut: {', '.join(f'{size:.0f} MB' for size in each_minute)}")
    print(f"de meting zelf gebruikte {load:.0%} van een kern")
    return at


def _drive(answer: Any, port: int, processes: int, readers: int, seconds: float) -> None:
    answers, errors = asyncio.run(_read_all(port, processes, readers, seconds))
    answer.send((answers, errors, time.process_time() / max(seconds, 1)))


async def _read_all(port: int, processes: int, readers: int, seconds: float) -> tuple[dict[str, list[Answer]], int]:
    until = time.monotonic() + seconds
    told = await asyncio.gather(
        *(_read(port + each % processes, random.Random(each), until) for each in range(readers)),  # noqa: S311
        return_exceptions=True,
    )
    answers: dict[str, list[Answer]] = defaultdict(list)
    for one in told:
        if not isinstance(one, BaseException):
            for each in one:
                answers[each.what].append(each)
    errors = [one for one in told if isinstance(one, BaseException)]
    for one in errors[:3]:
        print(f"fout: {type(one).__name__}: {one}", file=sys.stderr)
    return answers, len(errors)


async def _read(port: int, chance: random.Random, until: float) -> list[Answer]:
    """Be one reader: open a page, then do something every ten seconds."""
    await asyncio.sleep(chance.random() * EVERY)
    session = Session(port)
    answers = [await session.open()]
    while time.monotonic() + EVERY < until:
        await asyncio.sleep(EVERY - min(answers[-1].seconds, EVERY))
        answers.append(await _something(session, chance))
    await session.close()
    return answers


async def _something(session: Session, chance: random.Random) -> Answer:
    others = [path for path in PAGES if path in session.pages]
    labels = [label for label in ("Gemeente", "Periode", "Indicator") if label in session.options]
    if len(others) > 1 and chance.random() < 0.2:
        return await session.go(chance.choice(others))
    label = chance.choice(labels)
    return await session.choose(label, chance.choice(session.options[label][1]))


def _memory(processes: Sequence[int]) -> int:
    """Return the resident memory of these processes together, in bytes (Linux)."""
    return sum(
        int(Path(f"/proc/{number}/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
        for number in processes
    )


def _wait(port: int) -> None:
    for _ in range(600):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=2):
                return
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            time.sleep(0.1)
    raise RuntimeError(f"nothing answers on port {port}")


if __name__ == "__main__":
    main()
