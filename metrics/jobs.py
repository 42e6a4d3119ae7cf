"""The job that counts: find what changed, renew its working set, count, check, store."""

from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import Executor, Future, as_completed
from dataclasses import asdict, dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Final

import polars as pl
from sqlalchemy import Connection, Engine

from data_checks.gate import Runner, check_summaries, warm_up
from data_checks.process import run_suites
from metrics.changes import Changes, World, find_changes
from metrics.counting.compute import count
from metrics.counting.expiry import right_until
from metrics.keeping import read_kept
from metrics.packing import Made, Part, packed
from metrics.signal_rule import households_by_threshold, reported
from metrics.tables import COUNTED, Inputs
from queries.borders import valid_codes
from queries.cases import read_marks, refresh_working_set, scan, size, stamps, unchanged
from queries.counted import Counted, read_counted, replace_counted
from queries.counts import (
    RecountBusyError,
    claim_counts,
    finish_berekening,
    last_berekening,
    leveringen_digest,
    replace_packed,
    start_berekening,
)
from queries.gebieden import read_members
from queries.gemeente_jaar import read_gemeente_jaar

Progress = Callable[[str, int, int], None]  # stage, how many are done, of how many

# More parts than are asked for only cost, unless they would not fit: counting takes some fifty times what the files
# take.
_PART_BYTES: Final = 20_000_000
# Who finds that another stored counts meanwhile begins again; what the other counted then needs no counting.
_ATTEMPTS: Final = 5


@dataclass(frozen=True)
class RecountReport:
    """What a recount did; ``changed`` is false when everything had been counted already.

    ``gemeenten`` is how many were counted anew or lost their counts; a new day alone changes none.
    """

    changed: bool
    peildatum: date
    gemeenten: int
    tellingen: int
    opmerkingen: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """Return the report for a machine."""
        return asdict(self)


def recount(
    engine: Engine,
    folder: Path,
    *,
    today: date,
    now: datetime,
    codeversie: str,
    gemeenten: Collection[str] | None = None,
    executor: Executor | None = None,
    parts: int = 1,
    anew: bool = False,
    progress: Progress | None = None,
    run: Runner = run_suites,
) -> RecountReport:
    """Bring the counts of ``gemeenten``, or of all, up to date with what is in force in the store.

    Only gemeenten whose counts may have changed are read and counted: by other leveringen, people,
    borders or definitions, or because days passed; with ``anew`` all of them. Regions follow. The outcome
    is that of counting everything anew. With an ``executor``, here or on a cluster that sees ``folder``,
    the gemeenten are counted in ``parts``; the counts are the same. Raises GateClosedError, with nothing
    stored, when the counts cannot be right, and RecountBusyError when others keep storing counts meanwhile.
    """
    tell = progress or _silent
    for _ in range(_ATTEMPTS):
        with engine.connect() as connection:
            last, digest = last_berekening(connection), leveringen_digest(connection)
            changes = find_changes(
                _world(connection), today=today, codeversie=codeversie, gemeenten=gemeenten, anew=anew
            )
            if not changes.any and last and (last.leveringen, last.peildatum, last.codeversie) == (
                digest, today, codeversie,
            ):  # fmt: skip
                return RecountReport(changed=False, peildatum=today, gemeenten=0, tellingen=0)
            if run is run_suites and changes.any:
                warm_up()
            told = partial(tell, "Werkset bijwerken")
            refresh_working_set(connection, folder, changes.replaced, progress=told)
            kept = read_kept(connection, changes)
        one = partial(
            count_gemeenten, folder, codes=changes.world.codes, gemeente_jaar=changes.world.gemeente_jaar, today=today
        )
        with unchanged(folder):
            # Another run with an older view may have made the files since: then these are not what they would be
            # stored as.
            found = stamps(folder, changes.counted)
            if any(found.get(code) != changes.world.marks[code] for code in changes.counted):
                continue
            chosen = _parts(folder, changes.near_each_other(), parts)
            made = packed(changes, kept, _in_parts(one, chosen, executor, tell))
        tell("Controleren", 0, 1)
        findings = check_summaries(made.summaries, kept.before, run=run) if made.rows or kept.before.height else []
        tell("Controleren", 1, 1)
        tell("Opslaan", 0, 1)
        berekening = _Run(today, codeversie, now, digest, last.id if last else None)
        if _store(engine, changes, made, berekening):
            tell("Opslaan", 1, 1)
            remarks = tuple(sorted({finding.reden for finding in findings}))
            return RecountReport(True, today, len(changes.replaced), made.rows, remarks)
    raise RecountBusyError(
        "Een ander proces slaat steeds tellingen op terwijl er wordt geteld; probeer het opnieuw als dat klaar is."
    )


def count_gemeenten(
    folder: Path, gemeenten: Sequence[str], *, codes: pl.DataFrame, gemeente_jaar: pl.DataFrame, today: date
) -> Part:
    """Count some gemeenten from the working set: a pure function of their files, for any machine that sees them."""
    # Read once: the plan leans on each table several times, and hundreds of small files are slow to open.
    read = pl.collect_all(
        [scan(folder, t, gemeenten).select(names) for t, names in COUNTED.items()], engine="streaming"
    )
    inputs = Inputs(
        cases={tabel: frame.lazy() for tabel, frame in zip(COUNTED, read, strict=True)},
        delivered=scan(folder, "geleverd", gemeenten).collect(),
        codes=codes.filter(pl.col("today").is_in(list(gemeenten))),
        gemeente_jaar=gemeente_jaar.filter(pl.col("gm_code").is_in(list(gemeenten))),
    )
    counts = count(inputs, today)
    rule = households_by_threshold(reported(inputs.cases), counts.dekking.filter("volledig", tabel="signaal"))
    return Part(
        counts.telling, counts.verdeling, counts.dekking, counts.samenhang, rule, right_until=right_until(inputs, today)
    )


def _world(connection: Connection) -> World:
    """Read everything but the cases that counts depend on."""
    return World(
        read_counted(connection),
        read_marks(connection),
        valid_codes(connection),
        read_gemeente_jaar(connection),
        read_members(connection),
    )


@dataclass(frozen=True)
class _Run:
    """What is noted of a berekening, and the berekening it builds on."""

    today: date
    codeversie: str
    now: datetime
    digest: str
    before: int | None


def _store(engine: Engine, changes: Changes, made: Made, run: _Run) -> bool:
    """Replace the counts in one transaction; store nothing, and say so, when others stored counts meanwhile."""
    with engine.begin() as connection:
        claim_counts(connection)
        last = last_berekening(connection)
        if (last.id if last else None) != run.before:
            return False
        number = start_berekening(connection, run.today, run.codeversie, run.now, run.digest)
        replace_packed(connection, number, changes.areas, made.packed)
        counted = {
            gebied: Counted(changes.stamps[gebied], run.today, made.right_until.get(gebied))
            for gebied in (*changes.counted, *changes.followed, *changes.summed)
        }
        replace_counted(connection, number, counted, [*changes.gone, *changes.dropped])
        finish_berekening(connection, number, run.now, changes.standing())
    return True


def _parts(folder: Path, gemeenten: Sequence[str], asked: int) -> list[list[str]]:
    """Divide the gemeenten, in their order, over at least so many parts that none is too large to count at once."""
    sizes = [size(folder, [code]) for code in gemeenten]
    most = max(1, min(_PART_BYTES, -(-sum(sizes) // asked)))
    parts: dict[int, list[str]] = {}
    before = 0
    for code, one in zip(gemeenten, sizes, strict=True):
        parts.setdefault((before + one // 2) // most, []).append(code)
        before += one
    return list(parts.values())


def _in_parts(
    one: Callable[[Sequence[str]], Part], chosen: list[list[str]], executor: Executor | None, tell: Progress
) -> Iterator[Part]:
    """Count the gemeenten part by part; which part a gemeente is in changes nothing."""
    total = sum(map(len, chosen))
    tell("Tellen", 0, total)
    done = 0
    if executor is None:
        for part in chosen:
            yield one(part)
            done += len(part)
            tell("Tellen", done, total)
        return
    running: dict[Future[Part], int] = {executor.submit(one, part): len(part) for part in chosen}
    for future in as_completed(list(running)):
        done += running.pop(future)  # what it holds is gone before the next comes
        yield future.result()
        tell("Tellen", done, total)


def _silent(stage: str, done: int, total: int) -> None:
    """Tell nobody."""
