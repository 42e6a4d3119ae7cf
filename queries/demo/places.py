"""Where the demo happens: today's gemeenten, and the parts of them that were a gemeente of their own."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files

import numpy as np
import polars as pl

from queries.demo.calendar import MISSING, day
from queries.demo.chance import Floats, Ints

# Inhabitants that went over with an old gemeente since 2020, by old code and successor. Haaren went to four.
# Source: CBS, bevolkingsbalans (StatLine 37259); Weesp: CBS, toelichting Amsterdam 24-03-2022.
MOVED: dict[tuple[str, str], int] = {
    ("GM0003", "GM1979"): 11496,
    ("GM0010", "GM1979"): 24596,
    ("GM0024", "GM1979"): 9495,
    ("GM0788", "GM0824"): 5824,
    ("GM0788", "GM0865"): 4903,
    ("GM0788", "GM0757"): 2149,
    ("GM0788", "GM0855"): 1442,
    ("GM0370", "GM0439"): 10703,
    ("GM0398", "GM1980"): 59102,
    ("GM0416", "GM1980"): 28593,
    ("GM0756", "GM1982"): 29721,
    ("GM0786", "GM1982"): 12462,
    ("GM0815", "GM1982"): 11057,
    ("GM1684", "GM1982"): 25677,
    ("GM1702", "GM1982"): 11790,
    ("GM0856", "GM1991"): 42466,
    ("GM1685", "GM1991"): 15896,
    ("GM0457", "GM0363"): 20766,
    ("GM0501", "GM1992"): 18024,
    ("GM0530", "GM1992"): 40930,
    ("GM0614", "GM1992"): 14991,
}


@dataclass(frozen=True, eq=False)
class Places:
    """One row per part: a gemeente of today, or what came to it from an old one."""

    keys: list[str]
    gm_codes: list[str]  # today's
    old_codes: list[str]  # before the border moved; today's where it did not
    names: list[str]  # today's
    old_names: list[str]
    corops: list[str]
    borders: Ints  # the day on which the part went over; MISSING where it did not
    inwoners: Floats  # parts x years from 2016
    corporatiewoningen: Floats
    low_income: Floats  # relative to the country's mean
    villages: Ints  # the PC4 by which a part of a split gemeente is known; 0 for all others

    def __len__(self) -> int:
        return len(self.keys)

    def codes_between(self, start: int, end: int) -> frozenset[str]:
        """Return the codes that were those of a gemeente on some day from ``start`` up to, not including, ``end``."""
        borders = self.borders.tolist()
        old = {code for code, on in zip(self.old_codes, borders, strict=True) if on > start}
        return frozenset(old | {code for code, on in zip(self.gm_codes, borders, strict=True) if on < end})

    def today_of(self, code: str) -> str:
        """Return today's gemeente of a code; of one that was split the first."""
        return code if code in self.gm_codes else self.gm_codes[self.old_codes.index(code)]

    def name_of(self, code: str) -> str:
        """Return the name that goes with a code of now or of before."""
        if code in self.gm_codes:
            return self.names[self.gm_codes.index(code)]
        return self.old_names[self.old_codes.index(code)]


def _table(name: str) -> pl.DataFrame:
    source = files("queries.reference") / name
    return pl.read_csv(source.read_bytes(), infer_schema_length=None, try_parse_dates=True)


def _borders() -> dict[tuple[str, str], date]:
    rows = _table("herindelingen.csv").select("oude_code", "nieuwe_code", "datum").rows()
    moved = {(old, new): on for old, new, on in rows if (old, new) in MOVED}
    if missing := MOVED.keys() - moved.keys():
        raise ValueError(f"herindelingen.csv mist {sorted(missing)}: vul de tabel aan of verwijder ze uit MOVED.")
    return moved


def _by_year(column: str) -> dict[str, list[float]]:
    """Return a figure of each gemeente for 2016-2024; a year without one takes the nearest known year."""
    years = pl.DataFrame({"jaar": range(2016, 2025)})
    table = _table("gemeente_jaar.csv").filter(pl.col("jaar") <= 2024)
    codes = table.select("gm_code").unique().sort("gm_code")
    filled = (
        codes.join(years, how="cross")
        .join(
            table.select("gm_code", pl.col("jaar").cast(pl.Int64), pl.col(column).cast(pl.Float64)),
            on=["gm_code", "jaar"],
            how="left",
        )
        .sort("gm_code", "jaar")
        .with_columns(pl.col(column).forward_fill().backward_fill().over("gm_code"))
        .with_columns(pl.col(column).fill_null(pl.col(column).mean()))
    )
    return {str(code): figures for code, figures in filled.group_by("gm_code", maintain_order=True).agg(column).rows()}


@lru_cache(maxsize=1)
def read_places() -> Places:
    """Return the parts of the country, in the order of today's code and then the old one."""
    moved = _borders()
    names = {
        code: (name, corop) for code, name, corop in _table("gemeenten.csv").select("gm_code", "naam", "corop").rows()
    }
    today = _table("gemeenten.csv").filter(pl.col("geldig_tot").is_null())["gm_code"].sort().to_list()
    split = _table("herindeling_pc4.csv").select("oude_code", "nieuwe_code", "pc4").rows()
    villages = {(old, new): int(pc4) for old, new, pc4 in split}
    people, homes, poor = _by_year("inwoners"), _by_year("corporatiewoningen"), _by_year("pct_laag_inkomen")
    rows: list[tuple[str, str, int, float]] = []
    for code in today:
        parts = [(old, on) for (old, new), on in moved.items() if new == code]
        parts.sort()
        # The share at the moment of the move; the small difference with a later year goes to the rest.
        shares = [MOVED[old, code] / people[code][min(on.year, 2024) - 2016] for old, on in parts]
        rest = 1 - sum(shares)
        if rest > 0.03:  # less is the rounding of a gemeente made up of its parts alone
            rows.append((code, code, MISSING, rest))
        else:
            shares = [one / sum(shares) for one in shares]
        rows += [(code, old, day(on), one) for (old, on), one in zip(parts, shares, strict=True)]
    codes = [code for code, _, _, _ in rows]
    part = np.array([one for _, _, _, one in rows])
    low = np.array([poor[code][-1] for code in codes])
    inwoners = np.array([people[code] for code in codes]) * part[:, None]
    return Places(
        keys=[f"{old}>{code}" for code, old, _, _ in rows],
        gm_codes=codes,
        old_codes=[old for _, old, _, _ in rows],
        names=[names[code][0] for code in codes],
        old_names=[names[old][0] for _, old, _, _ in rows],
        corops=[str(names[code][1]) for code in codes],
        borders=np.array([on for _, _, on, _ in rows], dtype=np.int64),
        inwoners=inwoners,
        corporatiewoningen=np.array([homes[code][-1] for code in codes]) * part,
        low_income=low / np.average(low, weights=inwoners[:, -1]),
        villages=np.array([villages.get((old, code), 0) for code, old, _, _ in rows], dtype=np.int64),
    )
