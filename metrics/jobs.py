"""The jobs: renew the working set, count, check, store; and make what was counted visible to others."""

from collections.abc import Callable, Collection, Sequence
from concurrent.futures import Executor, Future, as_completed
from dataclasses import asdict, dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path

import polars as pl
from sqlalchemy import Connection, Engine

from data_checks.findings import Finding
from data_checks.gate import check_figures, warm_up
from metrics.compute import TELLING_SCHEMA, VERDELING_SCHEMA, count
from metrics.coverage import COVERAGE_SCHEMA
from metrics.definition import Methode
from metrics.indicators import INDICATORS
from metrics.regions import NEDERLAND, nederland
from metrics.tables import COUNTED, Counts, Inputs
from queries import publications
from queries.borders import valid_codes
from queries.cases import refresh_working_set, scan
from queries.counts import (
    finish_berekening,
    last_berekening,
    leveringen_digest,
    read_counts,
    replace_counts,
    start_berekening,
)
from queries.gemeente_jaar import read_gemeente_jaar

Progress = Callable[[str, int, int], None]  # stage, how many are done, of how many

# A part fits in memory and is soon done; more parts than this only cost.
_MOST_PARTS = 8


@dataclass(frozen=True)
class RecountReport:
    """What a recount did; ``changed`` is false when everything had been counted already."""

    changed: bool
    peildatum: date
    gemeenten: int
    tellingen: int
    opmerkingen: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """Return the report for a machine."""
        return asdict(self)


@dataclass(frozen=True, eq=False)
class _Start:
    """What a recount starts from: one consistent view of the store."""

    digest: str
    codes: pl.DataFrame
    gemeente_jaar: pl.DataFrame
    present: list[str]
    before: Counts


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
    progress: Progress | None = None,
) -> RecountReport:
    """Count ``gemeenten``, or all, from what is in force in the store, and replace their counts whole.

    The same leveringen, day and code version change nothing. With an ``executor``, here or on a
    cluster that sees ``folder``, the gemeenten are counted in ``parts``; the counts are the same.
    Raises GateClosedError, with nothing stored, when the counts cannot be right.
    """
    tell = progress or _silent
    start = _start(engine, folder, today, codeversie, gemeenten, tell)
    if start is None:
        return RecountReport(changed=False, peildatum=today, gemeenten=0, tellingen=0)
    warm_up()
    wanted = [code for code in start.present if gemeenten is None or code in gemeenten]
    one = partial(count_gemeenten, folder, codes=start.codes, gemeente_jaar=start.gemeente_jaar, today=today)
    fresh = _together(_in_parts(one, wanted, min(parts, _MOST_PARTS), executor, tell))
    counts = _with_nederland(fresh, start, gemeenten)
    tell("Controleren", 0, 1)
    findings = _checked(counts, start.before)
    tell("Controleren", 1, 1)
    tell("Opslaan", 0, 1)
    with engine.begin() as connection:
        run = start_berekening(connection, today, codeversie, now, start.digest)
        areas = sorted({*_areas(start, gemeenten), NEDERLAND})
        replace_counts(connection, run, areas, counts.telling, counts.verdeling, counts.dekking)
        finish_berekening(connection, run, now, len(wanted))
    tell("Opslaan", 1, 1)
    remarks = tuple(sorted({finding.reden for finding in findings}))
    return RecountReport(True, today, len(wanted), counts.telling.height, remarks)


def publish(
    engine: Engine, folder: Path, *, datum: date, opmerking: str | None = None, droog: bool = False
) -> publications.Publication:
    """Publish the stored counts under the next number; ``droog`` only says what that would be."""
    if droog:
        with engine.connect() as connection:
            return publications.preview(connection, datum=datum, opmerking=opmerking)
    with engine.begin() as connection:
        return publications.publish(connection, folder, datum=datum, opmerking=opmerking)


def count_gemeenten(
    folder: Path, gemeenten: Sequence[str], *, codes: pl.DataFrame, gemeente_jaar: pl.DataFrame, today: date
) -> Counts:
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
    return count(inputs, today)


def _start(
    engine: Engine, folder: Path, today: date, codeversie: str, gemeenten: Collection[str] | None, tell: Progress
) -> _Start | None:
    """Renew the working set and read the rest; None when all this was counted before."""
    with engine.connect() as connection:
        digest = leveringen_digest(connection)
        refresh_working_set(connection, folder, progress=partial(tell, "Werkset bijwerken"))
        codes = valid_codes(connection)
        present = _present(folder, codes)
        if gemeenten is None and _counted_before(connection, digest, today, codeversie, len(present)):
            return None
        before = Counts(*read_counts(connection))
        return _Start(digest, codes, read_gemeente_jaar(connection), present, before)


def _counted_before(connection: Connection, digest: str, today: date, codeversie: str, many: int) -> bool:
    """Whether the last run counted exactly this."""
    last = last_berekening(connection)
    return last is not None and (last.leveringen, last.peildatum, last.codeversie, last.gemeenten) == (
        digest, today, codeversie, many,
    )  # fmt: skip


def _present(folder: Path, codes: pl.DataFrame) -> list[str]:
    """Return the gemeenten that have leveringen in force."""
    everyone = codes["today"].unique().sort().to_list()
    return scan(folder, "geleverd", everyone).select("gm_code").unique().sort("gm_code").collect()["gm_code"].to_list()


def _in_parts(
    one: Callable[[Sequence[str]], Counts], gemeenten: list[str], parts: int, executor: Executor | None, tell: Progress
) -> list[Counts]:
    """Count the gemeenten part by part; which part a gemeente is in changes nothing."""
    chosen = [part for number in range(parts) if (part := gemeenten[number::parts])]
    tell("Tellen", 0, len(gemeenten))
    done, results = 0, list[Counts]()
    if executor is None:
        for part in chosen:
            results.append(one(part))
            done += len(part)
            tell("Tellen", done, len(gemeenten))
        return results
    running: dict[Future[Counts], int] = {executor.submit(one, part): len(part) for part in chosen}
    for future in as_completed(running):
        results.append(future.result())
        done += running[future]
        tell("Tellen", done, len(gemeenten))
    return results


def _together(parts: Sequence[Counts]) -> Counts:
    """Put the counts of all parts under each other."""
    return Counts(
        pl.concat([TELLING_SCHEMA.to_frame(), *(part.telling for part in parts)]),
        pl.concat([VERDELING_SCHEMA.to_frame(), *(part.verdeling for part in parts)]),
        pl.concat([COVERAGE_SCHEMA.to_frame(), *(part.dekking for part in parts)]),
    )


def _with_nederland(fresh: Counts, start: _Start, gemeenten: Collection[str] | None) -> Counts:
    """Add Nederland: the fresh counts, and the stored ones of the gemeenten that were not counted now."""
    replaced = [*_areas(start, gemeenten), NEDERLAND]
    kept = Counts(
        start.before.telling.filter(~pl.col("gebied").is_in(replaced)),
        start.before.verdeling.filter(~pl.col("gebied").is_in(replaced)),
        start.before.dekking.filter(~pl.col("gm_code").is_in(replaced)),
    )
    everyone = _together([kept, fresh]) if gemeenten is not None else fresh
    return _together([fresh, nederland(everyone, start.gemeente_jaar)])


def _areas(start: _Start, gemeenten: Collection[str] | None) -> list[str]:
    """Return the gebieden whose counts are replaced: those asked for, or whatever is stored or can be."""
    if gemeenten is not None:
        return sorted(gemeenten)
    stored = [*start.before.telling["gebied"].unique(), *start.before.dekking["gm_code"].unique()]
    return sorted({*start.present, *stored})


def _checked(counts: Counts, before: Counts) -> list[Finding]:
    """Pass the counts through the gate, beside what was stored of the same gebieden."""
    replaced = counts.telling["gebied"].unique().to_list()
    earlier = before.telling.filter(pl.col("gebied").is_in(replaced))
    if counts.telling.is_empty() and earlier.is_empty():
        return []
    shares = [indicator.code for indicator in INDICATORS if indicator.methode is Methode.WILSON]
    return check_figures(counts.telling, earlier if earlier.height else None, shares=shares)


def _silent(stage: str, done: int, total: int) -> None:
    """Tell nobody."""
