"""A quarter of vroegsignalering as DDAS-VS files: one per software house, period and day of delivery, in pages."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl

from queries.demo.calendar import QUARTERS
from queries.demo.named_zaken import reached_in
from queries.demo.pages import Page, blocks, divide
from queries.demo.schedule import Levering
from queries.demo.senders import Sender, as_bytes, file_name, opening, write
from queries.demo.vs_records import Writer
from queries.demo.vs_rows import Rows, delivered_rows
from queries.demo.world import Scenario, World, make_world

_Texts = dict[tuple[int, int], bytes]  # by page and levering


def write_quarter(folder: Path, scenario: Scenario, index: int) -> Iterator[Path]:
    """Write the files of the leveringen whose last month lies in a quarter, each when it is asked for."""
    world = make_world(scenario)
    rows = delivered_rows(scenario, index)
    files = sorted({one.file for one in rows.leveringen})
    delivery_of = np.array([files.index(one.file) for one in rows.leveringen], dtype=np.int64)
    division = divide(delivery_of, [rows.signals["levering"].to_numpy(), rows.zaken["levering"].to_numpy()])
    signals, zaken = (
        frame.with_columns(pl.Series("pagina", page))
        for frame, page in zip((rows.signals, rows.zaken), division.page_of, strict=True)
    )
    pages = division.pages
    sizes = np.sum([np.bincount(page, minlength=len(pages)) for page in division.page_of], axis=0).tolist()
    for block in _of_one_supplier(rows, pages, sizes):
        supplier = rows.leveringen[pages[block[0]].leveringen[0]].supplier
        writer = Writer(world, supplier, supplier.vs_version(QUARTERS[index].first))
        between = pl.col("pagina").is_between(block[0], block[-1])
        told = _signal_texts(writer, rows, signals.filter(between))
        went_on = _zaak_texts(writer, rows, zaken.filter(between))
        for place in block:
            yield _write_page(folder, world, rows, place, pages[place], told, went_on)
    reached_in(scenario, index)  # while the quarter is here: the tables over years need it later


def _of_one_supplier(rows: Rows, pages: list[Page], sizes: list[int]) -> Iterator[range]:
    """Take small pages together, as long as one software house writes them."""
    words = [rows.leveringen[page.leveringen[0]].supplier.word for page in pages]
    starts = [place for place in range(len(pages)) if place == 0 or words[place] != words[place - 1]]
    for first, last in zip(starts, [*starts[1:], len(pages)], strict=True):
        for block in blocks(pages[first:last], sizes[first:last]):
            yield range(first + block.start, first + block.stop)


def _signal_texts(writer: Writer, rows: Rows, delivered: pl.DataFrame) -> _Texts:
    pieces = [
        part.with_columns(writer.signals(rows.quarters[quarter], part["rij"]).alias("json"))
        for (quarter,), part in delivered.partition_by("kwartaal", as_dict=True).items()
    ]
    return _joined(pl.concat(pieces)) if pieces else {}


def _zaak_texts(writer: Writer, rows: Rows, delivered: pl.DataFrame) -> _Texts:
    known = pl.Series([one.known for one in rows.leveringen], dtype=pl.Int64)
    # Quarter by quarter, as the records come back; within a levering that order makes no difference.
    zaken = delivered.sort("kwartaal", maintain_order=True)
    zaken = zaken.with_columns(known.gather(zaken["levering"]).alias("kennis"))
    return _joined(zaken.with_columns(writer.zaken(rows.quarters, zaken).alias("json")))


def _joined(records: pl.DataFrame) -> _Texts:
    """Return the records of each levering on a page as one text, in bytes: decoding them only to encode is a waste."""
    joined = records.group_by("pagina", "levering", maintain_order=True).agg(
        pl.col("json").str.join(",\n").cast(pl.Binary)
    )
    return {(page, levering): text for page, levering, text in joined.iter_rows()}


def _write_page(folder: Path, world: World, rows: Rows, place: int, page: Page, signals: _Texts, zaken: _Texts) -> Path:
    texts: list[bytes] = []
    for number in page.leveringen:
        levering = rows.leveringen[number]
        head = as_bytes(_head(world, levering, len(texts) + 1))
        members = [b'"vroegsignaalzaken":[\n', zaken.get((place, number), b""), b"]}"]
        if levering.signals:
            members = [b'"vroegsignalen":[\n', signals.get((place, number), b""), b"],\n", *members]
        texts.append(b"".join([head[:-1], b",", *members]))
    first = rows.leveringen[page.leveringen[0]]
    name = file_name("vs", first.file, page.number, page.pages)
    return write(folder / name, opening(first.supplier, first.period, first.known), texts)


def _head(world: World, levering: Levering, teller: int) -> dict[str, object]:
    sender = Sender(f"Gemeente {world.places.name_of(levering.code)}", levering.code)
    return {
        "teller": teller,
        "gemeentecode": levering.supplier.shown(levering.code),
        "aanleverende_organisatie": {
            "naam": sender.name, "kvk-nummer": sender.kvk, "contactpersoonen": [sender.contact()],
        },
    }  # fmt: skip
