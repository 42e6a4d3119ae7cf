"""Our own counting, of the ten indicators and the breakdown that the rivals count."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from metrics.cases.delivered_runs import delivered_runs
from metrics.cases.steady_sources import without_strays
from metrics.counting.compute import count
from metrics.coverage import months_delivered, stretches_covered
from metrics.indicators import INDICATORS
from metrics.population import population_by_month
from metrics.tables import COUNTED, Inputs
from queries.borders import valid_codes
from queries.cases import scan
from queries.engine import open_engine
from queries.gemeente_jaar import read_gemeente_jaar

CHOSEN = {"VS01", "VS03", "VS07", "VS10", "VS12a", "DV01", "ON01", "SH01", "SH03", "SH05"}
AGE = "leeftijdsklasse"
KEY = ["gebied", "maand", "uitsplitsing", "cel"]


def write_context(url: str, folder: Path, today: date) -> None:
    """Write what was delivered when, and the people of each month: small tables that all three get."""
    engine = open_engine(url)
    with engine.connect() as connection:
        codes, people = valid_codes(connection), read_gemeente_jaar(connection)
    engine.dispose()
    everyone = sorted(path.stem for path in (folder / "werkset" / "geleverd").glob("*.parquet"))
    delivered = scan(folder / "werkset", "geleverd", everyone).collect()
    afgifte = scan(folder / "werkset", "afgifte", everyone).collect()
    dekking = months_delivered(delivered, codes, today)
    context = {
        "codes": codes,
        "gemeente_jaar": people,
        "maanden": population_by_month(people, dekking.filter("volledig").drop("volledig")),
        "reeksen": delivered_runs(dekking, "zaak"),
        "stukken": stretches_covered(without_strays(delivered, afgifte, "traject"), codes, "traject", today),
    }
    for name, frame in context.items():
        frame.write_parquet(folder / f"{name}.parquet")


def count_as_we_do(folder: Path, today: date) -> Mapping[str, Any]:
    """Count with metrics.counting.compute, from reading the files to the rows of the store."""
    codes, people = (pl.read_parquet(folder / f"{name}.parquet") for name in ("codes", "gemeente_jaar"))
    everyone = sorted(path.stem for path in (folder / "werkset" / "geleverd").glob("*.parquet"))
    read = pl.collect_all(
        [scan(folder / "werkset", tabel, everyone).select(names) for tabel, names in COUNTED.items()],
        engine="streaming",
    )
    inputs = Inputs(
        cases={tabel: frame.lazy() for tabel, frame in zip(COUNTED, read, strict=True)},
        delivered=scan(folder / "werkset", "geleverd", everyone).collect(),
        codes=codes,
        gemeente_jaar=people,
    )
    chosen = [
        replace(
            indicator,
            varianten=(indicator.standaard,),
            uitsplitsingen=(AGE,) if AGE in indicator.uitsplitsingen else (),
            aandeel_van_geheel=(),
        )
        for indicator in INDICATORS
        if indicator.code in CHOSEN
    ]
    counts = count(inputs, today, chosen)
    telling = counts.telling.select("indicator", *KEY, "teller", "noemer", "onbekend")
    telling.write_parquet(folder / "wij.telling.parquet")
    counts.verdeling.select(*KEY, "waarde", "gecensureerd", "aantal").write_parquet(folder / "wij.verdeling.parquet")
    return {"rijen": telling.height}
