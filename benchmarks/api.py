"""Twenty programs at once that read the API: how long a page of 1.000 figures takes them, beside a plain route.

    uv run python -m benchmarks.api STORE [--lezers 20] [--seconden 20] [--poort 8561] [--open]

STORE is the data folder of a finished national demo, of this version's schema. Each reader asks again as soon as it has
its answer, squeezed unless ``--open``, in three rounds:

- plain: a Starlette route without anything else that sends the bytes of one such page: what the machine, the server and
  HTTP cost;
- new: every question is one that nobody asked before, so every page is chosen, written and squeezed anew;
- stored: questions that were asked before, as from readers of one indicator.

The server has a process of its own and serves the pages too; how long its own small page takes meanwhile says whether
the API keeps the pages waiting. The driver has a process of its own, and says how much of a core it used.
"""

import argparse
import asyncio
import http.client
import json
import multiprocessing
import os
import random
import statistics
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from benchmarks.measure import peak_of_process
from benchmarks.sessions import serving

ROWS = 1_000
LIMIT = 0.100  # seconds
PLAIN = """from pathlib import Path

from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

BODY = Path("body").read_bytes()


async def page(request):
    return Response(BODY, media_type="application/json")


app = Starlette(routes=[Route("/{path:path}", page)])
"""


@dataclass(frozen=True)
class Round:
    """What one round of readers met: seconds per answer and of a small question to the server, and the driver's load.

    ``cpu`` is in seconds of the server per answer; ``others`` is the share of the machine that other programs took.
    """

    seconds: Sequence[float]
    waited: Sequence[float]
    size: int
    load: float
    cpu: float = 0.0
    others: float = 0.0

    def told(self, name: str, duration: float) -> float:
        """Print it, and return the 95th percentile."""
        at = _percentile(self.seconds)
        print(
            f"{name:8s} {len(self.seconds) / duration:8.0f}/s  mediaan {statistics.median(self.seconds) * 1e3:6.1f} ms"
        )
        print(f"         95e percentiel {at * 1e3:.1f} ms; {self.size / 1e3:.0f} kB; {self.cpu * 1e3:.1f} ms CPU")
        print(f"         de meting zelf: {self.load:.0%} van een kern; anderen: {self.others:.0%} van de machine")
        print(f"         een kleine vraag aan de server van de pagina's: 95e {_percentile(self.waited) * 1e3:.1f} ms")
        return at


def main() -> None:
    """Measure the three rounds, and print them with their ratio."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    asked.add_argument("store", type=Path)
    asked.add_argument("--lezers", type=int, default=20)
    asked.add_argument("--seconden", type=float, default=20.0)
    asked.add_argument("--poort", type=int, default=8561)
    asked.add_argument("--open", action="store_true", help="unsqueezed")
    given = asked.parse_args()
    environment = {"EFFECTMETING_MAP": str(given.store.resolve()), "EFFECTMETING_API_PER_MINUUT": "0"}
    with serving("dashboard.server:app", given.poort, 1, Path.cwd(), environment) as [server]:
        began = time.perf_counter()
        codes = _codes(given.poort)
        print(f"alle {len(codes)} indicatoren voor het eerst: {time.perf_counter() - began:.1f} s")
        [body] = _get(given.poort, [_target(codes[0], 1, 0)], squeezed=not given.open)
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "plain.py").write_text(PLAIN, encoding="utf-8")
            (Path(folder) / "body").write_bytes(body)
            with serving("plain:app", given.poort + 1, 1, Path(folder)) as [other]:
                bare = _measured(given, given.poort + 1, other, "plain", codes).told("plain", given.seconden)
        for name in ("new", "stored"):
            ours = _measured(given, given.poort, server, name, codes).told(name, given.seconden)
            print(f"         {ours / bare:.1f} keer de kale route; {'gehaald' if ours < LIMIT else 'NIET gehaald'}")
        print(f"geheugen van de server, hoogste: {peak_of_process(str(server)) / 1e6:.0f} MB")


def _codes(port: int) -> list[tuple[str, int]]:
    """Return the indicators and how many whole pages each has, after each was asked for once."""
    [listed] = _get(port, ["/api/v1/indicatoren"])
    codes = [each["code"] for each in json.loads(listed)["indicatoren"]]
    firsts = _get(port, [f"/api/v1/cijfers?indicator={code}&perPagina=1" for code in codes])
    pages = [(code, json.loads(first)["aantal"] // ROWS) for code, first in zip(codes, firsts, strict=True)]
    return [each for each in pages if each[1]]


def _get(port: int, targets: Sequence[str], *, squeezed: bool = False) -> list[bytes]:
    asking = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    bodies: list[bytes] = []
    for target in targets:
        asking.request("GET", target, headers={"accept-encoding": "gzip" if squeezed else "identity"})
        bodies.append(asking.getresponse().read())
    asking.close()
    return bodies


def _target(code: tuple[str, int], page: int, later: int) -> str:
    """Return a question; ``later`` makes it another one with the same answer."""
    until = date(2100, 1, 1) + timedelta(days=later)
    return f"/api/v1/cijfers?indicator={code[0]}&tot={until}&pagina={page}&perPagina={ROWS}"


def _measured(given: Any, port: int, server: int, name: str, codes: list[tuple[str, int]]) -> Round:
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    asked = (there, port, name, codes, given.lezers, given.seconden, not given.open)
    driver = context.Process(target=_drive, args=asked)
    before, busy, began = _used(server), _busy(), time.perf_counter()
    driver.start()
    told: Round = here.recv()
    mine, all_cores = _used(server) - before, (time.perf_counter() - began) * (os.cpu_count() or 1)
    others = max(0.0, _busy() - busy - mine - told.load * given.seconden) / all_cores
    driver.join()
    return replace(told, cpu=mine / len(told.seconds), others=others)


def _used(process: int) -> float:
    """Return the seconds of processor that a process used (Linux)."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _busy() -> float:
    """Return the seconds of processor that everything on this machine used (Linux)."""
    user, nice, system = Path("/proc/stat").read_text(encoding="ascii").split()[1:4]
    return (int(user) + int(nice) + int(system)) / os.sysconf("SC_CLK_TCK")


def _drive(
    answer: Any, port: int, name: str, codes: list[tuple[str, int]], readers: int, seconds: float, squeezed: bool
) -> None:
    answer.send(asyncio.run(_read_all(port, name, codes, readers, seconds, squeezed)))


async def _read_all(
    port: int, name: str, codes: list[tuple[str, int]], readers: int, seconds: float, squeezed: bool
) -> Round:
    numbers, chance = count(), random.Random(1)  # noqa: S311
    stored = [_target(codes[0], page, 0) for page in range(1, codes[0][1] + 1)]

    def target() -> str:
        if name == "plain":
            return "/page"
        if name == "stored":
            return chance.choice(stored)
        code = chance.choice(codes)
        return _target(code, chance.randint(1, code[1]), next(numbers))

    if name == "stored":
        await _read(port, iter(stored).__next__, len(stored), 0.0, squeezed)
    began, used = time.perf_counter(), time.process_time()
    until = began + seconds
    health = "/page" if name == "plain" else "/_stcore/health"
    *all_told, (waited, _) = await asyncio.gather(
        *(_read(port, target, None, until, squeezed) for _ in range(readers)),
        _read(port, lambda: health, None, until, squeezed, pause=0.05),
    )
    size = max(size for _, size in all_told)
    load = (time.process_time() - used) / (time.perf_counter() - began)
    return Round([one for told, _ in all_told for one in told], waited, size, load)


async def _read(
    port: int, target: Any, most: int | None, until: float, squeezed: bool, pause: float = 0.0
) -> tuple[list[float], int]:
    """Ask over one connection until it is time, or ``most`` times; return seconds per answer and the largest."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**22)
    seconds: list[float] = []
    size = 0
    coding = "gzip" if squeezed else "identity"
    while (time.perf_counter() < until) if most is None else (len(seconds) < most):
        began = time.perf_counter()
        writer.write(f"GET {target()} HTTP/1.1\r\nhost: localhost\r\naccept-encoding: {coding}\r\n\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200"), head
        length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
        await reader.readexactly(length)
        seconds.append(time.perf_counter() - began)
        size = max(size, length)
        if pause:
            await asyncio.sleep(pause)
    writer.close()
    return seconds, size


def _percentile(seconds: Sequence[float]) -> float:
    ordered = sorted(seconds)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


if __name__ == "__main__":
    main()
