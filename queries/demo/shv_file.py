"""Schuldhulp as DDAS-SHV files, one per software house, period and day of delivery: all trajecten that overlap it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from queries.demo import dirt
from queries.demo.calendar import MISSING, TRAJECT_PERIODS, Period
from queries.demo.chance import Bools, Ints, number, stream
from queries.demo.pages import Page, blocks, divide
from queries.demo.places import Places
from queries.demo.roles import STOPS_AFTER, SWITCHES
from queries.demo.senders import Sender, as_bytes, file_name, opening, write
from queries.demo.shv_records import traject_records
from queries.demo.suppliers import GRINWARE, VLOGSOFT, Supplier, supplier_of
from queries.demo.world import Scenario, World, make_world

_LARGEST_WITH_BANK, _SMALLEST_WITH_BANK = 90_000, 25_000  # a bank's gemeente without a traject would look undelivered
_BANK_NAMES = (
    "Vlogsteyn",
    "Kwelmare",
    "Dwashoven",
    "Grinlanden",
    "Plomwaarden",
    "Snarrevliet",
    "Truboord",
    "Glosdrecht",
)
_LATE = 45  # days after the others


@dataclass(frozen=True)
class Levering:
    """What one organisation delivers over a period."""

    sender: Sender
    supplier: Supplier
    period: Period
    known: int

    @property
    def file(self) -> tuple[str, int, str, str]:
        """Return what all leveringen of one file share, in the order in which files are made."""
        return self.supplier.file_over(self.period, self.known)


def write_period(folder: Path, scenario: Scenario, index: int) -> Iterator[Path]:
    """Write the files of one period, each when it is asked for."""
    world = make_world(scenario)
    period = TRAJECT_PERIODS[scenario.jaren][index]
    banks = kredietbanken(world.places, scenario.seed)
    leveringen = sorted(
        _leveringen(world, period, banks), key=lambda one: (one.file, one.sender.gm_code or "", one.sender.name)
    )
    rows = _rows(world, period, leveringen, banks)
    files = sorted({one.file for one in leveringen})
    delivery_of = np.array([files.index(one.file) for one in leveringen], dtype=np.int64)
    division = divide(delivery_of, [rows["levering"].to_numpy()])
    rows = rows.with_columns(pl.Series("pagina", division.page_of[0]))
    pages = division.pages
    sizes = np.bincount(division.page_of[0], minlength=len(pages)).tolist()
    suppliers = [leveringen[page.leveringen[0]].supplier for page in pages]
    for supplier in dict.fromkeys(suppliers):
        first, many = suppliers.index(supplier), suppliers.count(supplier)
        for block in blocks(pages[first : first + many], sizes[first : first + many]):
            places = range(first + block.start, first + block.stop)
            texts = _texts(world, supplier, period, rows.filter(pl.col("pagina").is_between(places[0], places[-1])))
            for place in places:
                yield _write_page(folder, leveringen, place, pages[place], texts)


def kredietbanken(places: Places, seed: str) -> dict[str, str]:
    """Return the kredietbank of each gemeente that has one: in half of the regions the middling gemeenten share one."""
    banks: dict[str, str] = {}
    for code, corop, size in zip(places.gm_codes, places.corops, places.inwoners[:, 0].tolist(), strict=True):
        drawn = number(seed, "kredietbank", corop)
        if drawn % 2 and _SMALLEST_WITH_BANK <= size <= _LARGEST_WITH_BANK and code not in _moved(places):
            banks[code] = f"Kredietbank {_BANK_NAMES[drawn // 2 % len(_BANK_NAMES)]}"
    return banks


def _moved(places: Places) -> set[str]:
    return {code for code, border in zip(places.gm_codes, places.borders.tolist(), strict=True) if border != MISSING}


def _leveringen(world: World, period: Period, banks: dict[str, str]) -> Iterator[Levering]:
    """Return who delivers: every gemeente of the period that has no kredietbank, and every kredietbank."""
    places, roles, seed = world.places, world.roles, world.scenario.seed
    late = {code for code, _ in roles.late}
    for code in sorted(places.codes_between(period.start, period.end) - banks.keys() - {roles.silent}):
        if code == roles.stopped and period.until > STOPS_AFTER:
            continue
        supplier = supplier_of(seed, places.today_of(code))
        if code == roles.switched:
            supplier = GRINWARE if period.until > SWITCHES else VLOGSOFT
        known = period.end - 1 + supplier.lag + (_LATE if code in late and period.label == "2023" else 0)
        yield Levering(Sender(f"Gemeente {places.name_of(code)}", code), supplier, period, known)
    for name in sorted(set(banks.values())):
        supplier = supplier_of(seed, name)
        yield Levering(Sender(name), supplier, period, period.end - 1 + supplier.lag)


def _rows(world: World, period: Period, leveringen: list[Levering], banks: dict[str, str]) -> pl.DataFrame:
    """Return which trajecten each levering holds and what was known of each, sorted by levering (its place)."""
    places, frame = world.places, world.trajects.frame
    start, end = frame["start"].to_numpy(), frame["einde"].to_numpy()
    border = places.borders[frame["part"].to_numpy()]
    overlaps = (start < period.end) & (end >= period.start)
    chance = stream(world.scenario.seed, "schuldhulp", period.label)
    here = np.array([code == world.roles.muddled for code in places.gm_codes])[frame["part"].to_numpy()]
    faults = dirt.soil(chance, len(frame), dirt.TRAJECT, refused=np.zeros_like(here), muddled=here)
    place = {one.sender.gm_code or one.sender.name: number for number, one in enumerate(leveringen)}
    known = np.array([one.known for one in leveringen])

    def side(codes: list[str], those: Bools, until: Ints) -> pl.DataFrame:
        of_part = np.array([place.get(banks.get(code, code), -1) for code in codes])
        levering = of_part[frame["part"].to_numpy()]
        rows = np.flatnonzero(those & (levering >= 0))
        return pl.DataFrame({
            "rij": rows,
            "levering": levering[rows],
            "code": pl.Series(codes).gather(frame["part"].to_numpy()[rows]),
            "fout": faults[rows],
            "kennis": np.minimum(until[rows], known[levering[rows]]),
        })  # fmt: skip

    never = np.full(len(frame), np.iinfo(np.int64).max)
    # Both sides of a border that moved within the period deliver: the old one what it knew until that day.
    before = side(places.old_codes, overlaps & (start < border) & (border > period.start), border - 1)
    after = side(places.gm_codes, overlaps & (end >= border) & (border < period.end), never)
    return pl.concat([before, after]).sort("levering", "rij")


def _texts(world: World, supplier: Supplier, period: Period, rows: pl.DataFrame) -> dict[tuple[int, int], bytes]:
    records = traject_records(world, supplier, supplier.shv_version(period.first), rows)
    joined = (
        rows.with_columns(records.alias("json"))
        .group_by("pagina", "levering", maintain_order=True)
        .agg(pl.col("json").str.join(",\n").cast(pl.Binary))
    )
    return {(page, levering): text for page, levering, text in joined.iter_rows()}


def _write_page(
    folder: Path, leveringen: list[Levering], place: int, page: Page, records: dict[tuple[int, int], bytes]
) -> Path:
    first = leveringen[page.leveringen[0]]
    version = first.supplier.shv_version(first.period.first)
    texts: list[bytes] = []
    for levering in page.leveringen:
        sender = leveringen[levering].sender
        head = {
            "teller": len(texts) + 1,
            "aanleverende_organisatie": {
                "(Statutaire) Naam": sender.name,
                "KvK-nummer": sender.kvk,
                **({"gemeentecode": first.supplier.shown(sender.gm_code)} if sender.gm_code else {}),
                "contactpersonen": [sender.contact(title=version != "0.9")],
            },
        }
        joined = records.get((place, levering), b"")
        texts.append(b"".join([as_bytes(head)[:-1], b',"schuldhulptrajecten":[\n', joined, b"]}"]))
    begin = opening(first.supplier, first.period, first.known, named=version != "0.9")
    return write(folder / file_name("shv", first.file, page.number, page.pages), begin, texts)
