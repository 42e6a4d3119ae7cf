"""JSON-stat 2.0: one indicator as a cube of ways of counting, gebieden, periods and numbers; without breakdowns."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

import polars as pl

from dashboard import texts
from dashboard.charts.units import kept_decimals, unit
from dashboard.opendata.described import CIJFERS, WHOLE
from dashboard.opendata.edition import Edition
from metrics.definition import Indicator

# What is measured: each has a place of its own, so that a figure stands with its limits and its counts.
MATEN: Final = (
    "waarde", "onder", "boven", "grens_onder", "grens_boven", "teller", "noemer", "onbekend", "gemeenten", "dekking",
)  # fmt: skip
_VALUES: Final = MATEN[:5]
_DIMENSIONS: Final = ("variant", "gebied", "periode", "maat")
_FLAG_OF_FIRST: Final = 0  # a status is of the value, the first of MATEN
_WITHHELD: Final = "achtergehouden"
_OPEN: Final = "voorlopig"


def jsonstat(indicator: Indicator, figures: pl.DataFrame, places: Mapping[str, str], edition: Edition) -> bytes:
    """Return the data set of one indicator; ``places`` has the names of the gebieden.

    ``value`` has null where there is no number. ``status`` is sparse: by the place of a value what is the matter with
    it (ok is not said), with ``+voorlopig`` behind it where it may still change.
    """
    whole = figures.filter(uitsplitsing=WHOLE)
    variants = [of.code for of in indicator.varianten if of.code in set(whole["variant"])]
    areas = [code for code in places if code in set(whole["gebied"])]
    periods = whole["periode"].unique().sort().to_list()
    axes: tuple[list[str], ...] = (variants, areas, periods, list(MATEN))
    placed = _placed(whole, axes)
    labels = {
        "variant": {of.code: of.naam for of in indicator.varianten if of.code in variants},
        "gebied": {code: places[code] for code in areas},
        "periode": {code: _period(code) for code in periods},
        "maat": {column.name: column.title for column in CIJFERS if column.name in MATEN},
    }
    head = {
        "version": "2.0",
        "class": "dataset",
        "label": f"{indicator.code}: {indicator.naam}",
        "source": edition.source,
        "updated": edition.publication.datum.isoformat(),
        "note": [indicator.zin, *indicator.kanttekeningen, edition.publisher.licence.vraagt],
        "id": list(_DIMENSIONS),
        "size": [len(axis) for axis in axes],
        "role": {"time": ["periode"], "geo": ["gebied"], "metric": ["maat"]},
        "dimension": {
            name: _dimension(name, axis, labels[name], indicator) for name, axis in zip(_DIMENSIONS, axes, strict=True)
        },
        "extension": {
            "indicator": indicator.code,
            "versie": indicator.versie,
            "publicatie": edition.publication.nummer,
            "licentie": edition.publisher.licence.adres,
            "eenheid": {of.code: unit(indicator, of) for of in indicator.varianten if of.code in variants},
            "status": {"label": _told(placed)},
        },
    }
    # The numbers are written by Polars: a list of Python's own would take ten times the memory.
    return b"".join(
        (
            json.dumps(head, ensure_ascii=False).encode()[:-1],
            b', "value": [', _values(placed, axes).encode(), b"]",
            b', "status": ', json.dumps(_status(placed)).encode(), b"}\n",
        )
    )  # fmt: skip


def _placed(whole: pl.DataFrame, axes: Sequence[list[str]]) -> pl.DataFrame:
    """Give each figure the place of its first number."""
    made = whole
    for name, axis in zip(_DIMENSIONS[:-1], axes, strict=False):
        at = (
            pl.DataFrame({name: axis}, schema={name: pl.String})
            .with_row_index(f"{name}_op")
            .cast({f"{name}_op": pl.Int64})
        )
        made = made.join(at, on=name)
    _, areas, periods, maten = (len(axis) for axis in axes)
    cube = (pl.col("variant_op") * areas + pl.col("gebied_op")) * periods + pl.col("periode_op")
    code = pl.when("achtergehouden").then(pl.lit(_WITHHELD)).when(pl.col("status") != "ok").then("status")
    flag = pl.concat_str(code, pl.when("voorlopig").then(pl.lit(_OPEN)), separator="+", ignore_nulls=True)
    return made.with_columns(plaats=cube * maten + _FLAG_OF_FIRST, vlag=flag).sort("plaats")


def _values(placed: pl.DataFrame, axes: Sequence[list[str]]) -> str:
    """Return all numbers, in the order of the places, as JSON without brackets."""
    count = 1
    for axis in axes:
        count *= len(axis)
    written = pl.concat(
        placed.select(pl.col("plaats") + at, getal=pl.col(name).cast(pl.String)) for at, name in enumerate(MATEN)
    )
    every = pl.DataFrame({"plaats": pl.int_range(count, eager=True)})
    return ",".join(every.join(written, on="plaats", how="left", maintain_order="left")["getal"].fill_null("null"))


def _status(placed: pl.DataFrame) -> dict[str, str]:
    flagged = placed.filter(pl.col("vlag") != "")
    return dict(flagged.select(pl.col("plaats").cast(pl.String), "vlag").iter_rows())


def _told(placed: pl.DataFrame) -> dict[str, str]:
    """Return in words what each status means that occurs."""
    words = {code: word.text for code, word in texts.STATUSES.items()} | {_WITHHELD: "Achtergehouden"}
    flags = sorted(set(placed["vlag"]) - {""})
    return {flag: ", ".join(words[part] for part in flag.split("+")) for flag in flags}


def _dimension(name: str, axis: list[str], labels: Mapping[str, str], indicator: Indicator) -> dict[str, Any]:
    titles = {"variant": "Manier van tellen", "gebied": "Gebied", "periode": "Periode", "maat": "Maat"}
    category: dict[str, Any] = {"index": axis, "label": dict(labels)}
    units = {unit(indicator, of) for of in indicator.varianten}
    if name == "maat" and len(units) == 1:  # else each way of counting has its own, in the extension
        of = indicator.standaard
        measured = {"label": unit(indicator, of), "decimals": kept_decimals(indicator.eenheid_van(of))}
        counted = {"label": "aantal", "decimals": 0}
        category["unit"] = {mate: measured if mate in _VALUES else counted for mate in MATEN if mate != "dekking"}
    return {"label": titles[name], "category": category}


def _period(code: str) -> str:
    year, _, quarter = code.partition("-K")
    return f"{quarter}e kwartaal {year}" if quarter else year
