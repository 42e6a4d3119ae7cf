"""A quarter of vroegsignalering as one national DDAS-VS v1.0 file."""

from functools import lru_cache
from pathlib import Path

import polars as pl

from queries.demo.calendar import QUARTERS, Period
from queries.demo.senders import Sender, as_bytes, write
from queries.demo.signals import Quarter, draw_quarter
from queries.demo.vs_records import signal_records, zaak_records
from queries.demo.world import Scenario, World, make_world

_LATER = 2  # quarters in which a zaak may still change: contact up to 120 days, and a result 40 days after it


def write_quarter(folder: Path, scenario: Scenario, index: int) -> Path:
    """Write the file of one quarter: its signalen and zaken, and earlier zaken in which something happened since."""
    world = make_world(scenario)
    period = QUARTERS[index]
    # The oldest first: what is asked for last is kept longest, and the next file needs the newest two again.
    before = [_quarter(scenario, earlier) for earlier in range(max(0, index - _LATER), index)]
    own = _quarter(scenario, index)
    parts = [zaak_records(world, own, period, None), *(zaak_records(world, one, period, index) for one in before)]
    signals, zaken = _by_code(signal_records(world, own)), _by_code(pl.concat(parts))
    return write(folder / f"vs-{period.label}.json", period, _leveringen(world, period, signals, zaken))


@lru_cache(maxsize=_LATER + 1)
def _quarter(scenario: Scenario, index: int) -> Quarter:
    """Return one quarter as it really was; kept, because the next two files look back at it."""
    return draw_quarter(make_world(scenario), QUARTERS[index])


def _leveringen(world: World, period: Period, signals: dict[str, bytes], zaken: dict[str, bytes]) -> list[bytes]:
    current = _current_codes(world, period)
    texts: list[bytes] = []
    for code in sorted({*current, *zaken}):
        if not delivers(world, code, period):
            continue
        sender = Sender(f"Gemeente {_name(world, code)}", code)
        head = {
            "teller": len(texts) + 1,
            "gemeentecode": code,
            "aanleverende_organisatie": {
                "naam": sender.name, "kvk-nummer": sender.kvk, "contactpersoonen": [sender.contact()],
            },
        }  # fmt: skip
        members = [b'"vroegsignaalzaken":[\n', zaken.get(code, b""), b"]}"]
        if code in current:  # a gemeente that is no more only reports how its last zaken went on
            members = [b'"vroegsignalen":[\n', signals.get(code, b""), b"],\n", *members]
        texts.append(b"".join([as_bytes(head)[:-1], b",", *members]))
    return texts


def delivers(world: World, code: str, period: Period) -> bool:
    """Return whether this gemeente delivers this quarter."""
    return code != world.roles.silent and (code, period.label) not in world.roles.skipped


def _current_codes(world: World, period: Period) -> set[str]:
    places = world.places
    borders = places.borders.tolist()
    old = {code for code, border in zip(places.old_codes, borders, strict=True) if border > period.start}
    new = {code for code, border in zip(places.gm_codes, borders, strict=True) if border < period.end}
    return old | new


def _name(world: World, code: str) -> str:
    places = world.places
    if code in places.gm_codes:
        return places.names[places.gm_codes.index(code)]
    return places.old_names[places.old_codes.index(code)]


def _by_code(frame: pl.DataFrame) -> dict[str, bytes]:
    """Return the records of each gemeente code as one text, in bytes: decoding them only to encode again is a waste."""
    joined = frame.group_by("code", maintain_order=True).agg(pl.col("json").str.join(",\n").cast(pl.Binary))
    return dict(joined.iter_rows())
