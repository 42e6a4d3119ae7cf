"""A Dask cluster to count on: where a national register outgrows one machine."""

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from dashboard.commands.world import CODE_VERSION
from dashboard.errors import ClusterError

_SECONDS_TO_ANSWER = 10


@contextmanager
def executor_of(address: str, folder: Path) -> Iterator[tuple[Executor, int]]:
    """Yield an executor on the cluster whose scheduler is at ``address``, and how many parts keep it busy.

    Every machine of it must see the working set in ``folder`` and have this version of the program and its library.
    Raises ClusterError, one sentence for people, when it does not answer, has no workers or has other ones.
    """
    try:
        from distributed import Client
    except ImportError:
        raise ClusterError(
            "Om op een cluster te rekenen is een extra pakket nodig; installeer het programma opnieuw met "
            "`uv sync --extra cluster`."
        ) from None
    try:
        # Dask says little of its types.
        client: Any = Client(address, timeout=_SECONDS_TO_ANSWER, set_as_default=False)
    except (OSError, ValueError):  # a time-out is an OSError
        raise ClusterError(
            f"Het cluster op {address} antwoordt niet; controleer het adres (zoals tcp://machine:8786) en of de "
            "scheduler draait."
        ) from None
    try:
        threads = _threads(client, address)
        _check(client, folder)
        yield client.get_executor(retries=2), threads
    finally:
        client.close()


def _threads(client: Any, address: str) -> int:
    """Return how many parts can be counted at once."""
    threads = sum(client.nthreads().values())
    if not threads:
        raise ClusterError(f"Het cluster op {address} heeft geen werkers; start er een met `dask worker {address}`.")
    return threads


def _check(client: Any, folder: Path) -> None:
    """Refuse workers that would count other files, or count otherwise."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=folder, prefix=".cluster-") as mark:
        try:
            found = client.run(what_is_here, mark.name)
        except ImportError:
            found = dict.fromkeys(client.nthreads(), ("", True))
    mine = what_is_here(str(folder))[0]
    if others := [worker for worker, (version, _) in found.items() if version != mine]:
        raise ClusterError(
            f"{len(others)} van de {len(found)} werkers hebben een andere versie van het programma of van Polars; "
            f"installeer overal dezelfde versie ({mine})."
        )
    if blind := [worker for worker, (_, sees) in found.items() if not sees]:
        raise ClusterError(
            f"{len(blind)} van de {len(found)} werkers zien de werkset in {folder} niet; zet die map op een schijf die "
            "alle machines onder dezelfde naam zien."
        )


def what_is_here(path: str) -> tuple[str, bool]:
    """Return which version counts on this machine, and whether it sees ``path``; runs on a worker."""
    import polars as pl

    return f"{CODE_VERSION}, Polars {pl.__version__}", Path(path).exists()
