"""A year of schuldhulp as one national DDAS-SHV v1.0 file: every traject that overlaps it, as known on its day."""

from pathlib import Path

import numpy as np
import polars as pl

from queries.demo import dirt
from queries.demo.calendar import MISSING, TRAJECT_YEARS, Period
from queries.demo.chance import number, stream
from queries.demo.places import Places
from queries.demo.senders import Sender, as_bytes, write
from queries.demo.shv_records import traject_records
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


def write_year(folder: Path, scenario: Scenario, index: int) -> Path:
    """Write the file of one year."""
    world = make_world(scenario)
    period = TRAJECT_YEARS[index]
    texts: list[bytes] = []
    records = _records(world, period)
    for sender, joined in records:
        head = {
            "teller": len(texts) + 1,
            "aanleverende_organisatie": {
                "(Statutaire) Naam": sender.name,
                "KvK-nummer": sender.kvk,
                **({"gemeentecode": sender.gm_code} if sender.gm_code else {}),
                "contactpersonen": [sender.contact()],
            },
        }
        texts.append(b"".join([as_bytes(head)[:-1], b',"schuldhulptrajecten":[\n', joined, b"]}"]))
    return write(folder / f"shv-{period.label}.json", period, texts)


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


def _records(world: World, period: Period) -> list[tuple[Sender, bytes]]:
    """Return each organisation that delivers, with its records as one text."""
    places = world.places
    frame = world.trajects.frame
    start, end = frame["start"].to_numpy(), frame["einde"].to_numpy()
    part = frame["part"].to_numpy()
    border = places.borders[part]
    overlaps = (start < period.end) & (end >= period.start)
    # Both sides of a border that moved within the year deliver: the old one what it knew until that day.
    before = overlaps & (start < border) & (border > period.start)
    after = overlaps & (end >= border) & (border < period.end)
    silent = np.array([code == world.roles.silent for code in places.gm_codes])[part]
    chance = stream(world.scenario.seed, "schuldhulp", period.label)
    faults = dirt.soil(
        chance, len(frame), np.zeros(len(frame), dtype=np.bool_),
        dirt.TRAJECT_UNUSABLE, dirt.TRAJECT_IMPOSSIBLE, dirt.TRAJECT_INCOMPLETE,
    )  # fmt: skip
    frame = frame.with_columns(pl.Series("fout", faults))
    banks = kredietbanken(places, world.scenario.seed)
    names = dict(zip(places.old_codes, places.old_names, strict=True)) | dict(
        zip(places.gm_codes, places.names, strict=True)
    )
    pieces = [
        traject_records(world, frame, before & ~silent, places.old_codes, np.minimum(border - 1, period.known_until)),
        traject_records(world, frame, after & ~silent, places.gm_codes, np.full(len(frame), period.known_until)),
    ]
    records = pl.concat(pieces).with_columns(
        organisatie=pl.col("code").replace_strict(banks, default=pl.col("code"), return_dtype=pl.String)
    )
    joined = records.group_by("organisatie").agg(pl.col("json").str.join(",\n").cast(pl.Binary))
    texts: dict[str, bytes] = dict(joined.select("organisatie", "json").iter_rows())
    organisations = _codes_in_force(places, period) - banks.keys() - {world.roles.silent} | set(texts)
    senders = [
        Sender(f"Gemeente {names[code]}", code) if code in names else Sender(code) for code in sorted(organisations)
    ]
    return [(sender, texts.get(sender.gm_code or sender.name, b"")) for sender in senders]


def _codes_in_force(places: Places, period: Period) -> set[str]:
    borders = places.borders.tolist()
    old = {code for code, border in zip(places.old_codes, borders, strict=True) if border > period.start}
    return old | {code for code, border in zip(places.gm_codes, borders, strict=True) if border < period.end}
