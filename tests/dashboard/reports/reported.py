"""The small store with goals and a change, and the reports that are made of it."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from dashboard.figures.source import Source
from dashboard.figures.stored import read_state
from dashboard.reports.compose import make_report
from dashboard.reports.content import Block, Chart, Finding, Heading, Paragraph, Report, Run, Table, plain
from queries.viewer import local_administrator
from tests.dashboard.changed_store import add, count_later, reached
from tests.dashboard.small_store import NORMAL, make_store

NOW = date(2026, 1, 20)
GOAL = {
    "gm_code": NORMAL, "indicator": "VS07", "variant": "standaard", "waarde": 60.0, "uiterlijk": date(2025, 1, 31),
    "bron": "Beleidsplan", "ingevoerd_op": datetime(2026, 1, 5), "ingevoerd_door": "beleid",
}  # fmt: skip


def source_of(folder: Path) -> Source:
    """Return where the store in ``folder`` is read, as its newest state."""
    url, viewer = f"sqlite:///{folder / 'register.sqlite3'}", local_administrator()
    state = read_state(url, viewer)
    made = state.berekening
    return Source(url, folder / "publicaties", viewer, state.versie, made.peildatum if made else None, state.publicatie)


def busy_store(folder: Path) -> Path:
    """Make a store in which much is to be said of Almere: goals missed and reached, and far fewer people reached."""
    make_store(folder)
    add(folder, "doel", **GOAL)
    add(folder, "doel", **GOAL | {"indicator": "VS10", "waarde": 10.0, "uiterlijk": date(2027, 12, 31)})
    add(
        folder,
        "doel",
        **GOAL | {"indicator": "VS03", "waarde": -20.0, "basisjaar": 2024, "uiterlijk": date(2027, 12, 31)},
    )
    add(folder, "interventie", gm_code=NORMAL, naam="Ook bellen", vanaf=date(2025, 2, 3), beschrijving="", bron="plan")
    count_later(folder, date(2026, 1, 12), reached((1, 20), date(2025, 1, 1)))
    return folder


def report(folder: Path, gm_code: str, periode: str | None = None, topics: Sequence[str] = ()) -> Report:
    """Make a report of the store in ``folder``."""
    return make_report(source_of(folder), gm_code, periode, topics=topics, now=NOW)


def sentences(made: Report) -> Iterator[tuple[Run, ...]]:
    """Give every sentence and cell of a report, as runs."""
    for block in made.blocks:
        if isinstance(block, Paragraph):
            yield block.runs
        elif isinstance(block, Finding):
            yield block.runs
            yield block.evidence
        elif isinstance(block, Table):
            for row in block.rows:
                yield from row


def of_block(block: Block) -> Iterator[str]:
    """Give what a block says; of a chart only its caption, since its other numbers are drawn."""
    match block:
        case Heading():
            yield block.text
        case Paragraph():
            yield plain(block.runs)
        case Finding():
            yield from (plain(block.runs), plain(block.evidence))
        case Table():
            yield from (block.caption, *block.head)
            yield from (plain(cell) for row in block.rows for cell in row)
            yield block.note
        case Chart():
            yield block.caption
