"""Cases written as little tables, so that a test can be read aloud."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl

from metrics.counting.compute import count
from metrics.definition import Indicator
from metrics.indicators import INDICATORS, indicator_named
from metrics.tables import COUNTED, Counts, Inputs
from queries.cases import WORKING_SET_SCHEMAS
from tests.oracle import Recount, recount

TODAY = date(2026, 11, 1)
CODES = pl.Schema({"gm_code": pl.String, "today": pl.String, "geldig_van": pl.Date, "geldig_tot": pl.Date})
PEOPLE = pl.Schema(
    {"gm_code": pl.String, "jaar": pl.Int64, "inwoners": pl.Int64, "huishoudens": pl.Int64,
     "corporatiewoningen": pl.Int64}
)  # fmt: skip
# Words in these columns are names of cases, persons and addresses; each name gets a number of its own.
_NAMES = {"id", "zaak", "signaal", "traject", "persoon", "huishouden", "levering", "record"}
_DEFAULTS: dict[str, dict[str, Any]] = {
    "signaal": {"signaalpartner": "Huur", "persoon_uit": "bsn"},
    "zaak": {"bekend": "onbekend"},
    "contactpoging": {"soort": "Telefoon", "volgnummer": 1},
    "traject_persoon": {"persoon_uit": "bsn"},
    "bekendheid": {"bekend": "onbekend"},
    "afgifte": {"organisatie": "Bureau", "leverancier": "S", "afgekeurd": 0},
}
_EVERYTHING = """
    tabel          | oude_code | periode_van | periode_tot
    signaal        | GM0001    | 2015-01-01  | 2026-11-01
    zaak           | GM0001    | 2015-01-01  | 2026-11-01
    traject        | GM0001    | 2015-01-01  | 2026-11-01
    ontruiming     | GM0001    | 2015-01-01  | 2026-11-01
    doorverwijzing | GM0001    | 2015-01-01  | 2026-11-01
    gesprekken     | GM0001    | 2015-01-01  | 2026-11-01
    bekendheid     | GM0001    | 2015-01-01  | 2026-11-01
"""
_CODES = """
    gm_code | today  | geldig_van | geldig_tot
    GM0001  | GM0001 | 2010-01-01 |
"""
_PEOPLE = """
    gm_code | jaar | inwoners | huishoudens | corporatiewoningen
    GM0001  | 2020 | 10000    | 5000        | 2000
"""


@dataclass
class Casebook:
    """Some written tables, as the engine and as the oracle want them."""

    tables: dict[str, pl.DataFrame]
    delivered: pl.DataFrame
    codes: pl.DataFrame
    people: pl.DataFrame
    today: date = field(default=TODAY)
    _counts: dict[str, Counts] = field(default_factory=dict[str, Counts], init=False)
    _recount: list[Recount] = field(default_factory=list[Recount], init=False)

    def inputs(self) -> Inputs:
        """Return the tables as the jobs would hand them over."""
        tables = {name: self.tables[name].lazy().select(columns) for name, columns in COUNTED.items()}
        return Inputs(tables, self.delivered, self.codes, self.people)

    def counts(self) -> Counts:
        """Count with the engine."""
        return self._counted("", INDICATORS)

    def recount(self) -> Recount:
        """Count with the oracle."""
        if not self._recount:
            rows = {name: table.to_dicts() for name, table in self.tables.items()}
            rows["geleverd"] = self.delivered.to_dicts()
            self._recount.append(recount(rows, self.people.to_dicts(), self.codes.to_dicts(), self.today))
        return self._recount[0]

    def tally(self, indicator: str, variant: str = "standaard", gemeente: str = "GM0001") -> dict[str, tuple[int, ...]]:
        """Return teller, noemer and onbekend per month, as the engine and the oracle agree on them."""
        found = self._agreed(indicator, variant, gemeente, "")
        return {f"{maand:%Y-%m}": numbers for (maand, _), numbers in sorted(found.items())}

    def cells(
        self, indicator: str, uitsplitsing: str, variant: str = "standaard", gemeente: str = "GM0001"
    ) -> dict[str, tuple[int, ...]]:
        """Return teller, noemer and onbekend per cell, of all months together."""
        total: dict[str, tuple[int, ...]] = {}
        for (_, cel), numbers in sorted(self._agreed(indicator, variant, gemeente, uitsplitsing).items()):
            total[cel] = tuple(map(sum, zip(total.get(cel, (0, 0, 0)), numbers, strict=True)))
        return total

    def _counted(self, name: str, indicators: Sequence[Indicator]) -> Counts:
        if name not in self._counts:
            self._counts[name] = count(self.inputs(), self.today, indicators)
        return self._counts[name]

    def _agreed(self, *what: str) -> dict[tuple[date, str], tuple[int, ...]]:
        indicator, variant, gebied, uitsplitsing = what
        # Of one indicator alone it costs a tenth, and no count of one depends on another: see tests.metrics.
        counted = self._counted(indicator, [indicator_named(indicator)])
        wanted = counted.telling.filter(indicator=indicator, variant=variant, gebied=gebied, uitsplitsing=uitsplitsing)
        rows = wanted.select("maand", "cel", "teller", "noemer", "onbekend").rows()
        found = {(maand, cel): numbers for maand, cel, *numbers in rows}
        mine = {
            (maand, cel): list(numbers)
            for (code, name, where, maand, by, cel), numbers in self.recount().telling.items()
            if (code, name, where, by) == what
        }
        assert found == mine, "the engine and the oracle disagree"
        return {key: tuple(numbers) for key, numbers in found.items()}

    def waiting(self, indicator: str = "SH03", variant: str = "standaard") -> dict[tuple[str, int, bool], int]:
        """Return how often each waiting time, or other whole number, occurs per month; True is still waiting."""
        columns = ("indicator", "variant", "gebied", "maand", "uitsplitsing", "cel", "waarde", "gecensureerd")
        rows = self.counts().verdeling.to_dicts()
        found = {tuple(row[name] for name in columns): row["aantal"] for row in rows}
        assert found == dict(self.recount().verdeling), "the engine and the oracle disagree"
        return {
            (f"{maand:%Y-%m}", days, still): many
            for (code, name, _, maand, uitsplitsing, _, days, still), many in sorted(found.items())
            if (code, name, uitsplitsing) == (indicator, variant, "")
        }


def cases(
    *, geleverd: str = _EVERYTHING, codes: str = _CODES, people: str = _PEOPLE, today: date = TODAY, **tables: str
) -> Casebook:
    """Read the written tables; what is not written is empty, what was delivered is everything."""
    numbers: dict[str, int] = {}
    read = {
        name: _table(tables.get(name, ""), schema, numbers, _DEFAULTS.get(name, {}))
        for name, schema in WORKING_SET_SCHEMAS.items()
    }
    delivered = _table(
        geleverd, WORKING_SET_SCHEMAS["geleverd"], numbers, {"organisatie": "Bureau", "leverancier": "S"}
    )
    del read["geleverd"]
    return Casebook(read, delivered, _table(codes, CODES, numbers, {}), _table(people, PEOPLE, numbers, {}), today)


def _table(
    text: str, schema: Mapping[str, pl.DataType], numbers: dict[str, int], defaults: dict[str, Any]
) -> pl.DataFrame:
    """Read one table; unknown columns are an error of the test."""
    lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    header, rows = (lines[0], lines[1:]) if lines else ([], [])
    if strange := set(header) - set(schema):
        raise ValueError(f"no such columns: {strange}")
    usual = {"gm_code": "GM0001", "laatste_maand": date(2024, 12, 1)} | defaults
    usual = {name: value for name, value in usual.items() if name in schema}
    written = [usual | {n: _cell(n, c, schema[n], numbers) for n, c in zip(header, row, strict=True)} for row in rows]
    return pl.DataFrame(written, schema=schema)


def _cell(name: str, text: str, dtype: pl.DataType, numbers: dict[str, int]) -> Any:
    """Read one cell; nothing written is null."""
    if not text:
        return None
    if name in _NAMES:
        return numbers.setdefault(text, len(numbers) + 1)
    if dtype == pl.Date:
        return date.fromisoformat(text)
    if dtype == pl.Boolean:
        return {"ja": True, "nee": False}[text]
    return int(text) if dtype.is_integer() else text
