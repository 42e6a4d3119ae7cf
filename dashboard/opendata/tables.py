"""The small tables beside the figures: definitions and their changes, gebieden, cells, states and sources."""

from collections.abc import Collection, Sequence
from typing import Final

import polars as pl

from dashboard import texts
from dashboard.charts import definition
from dashboard.charts.units import unit
from dashboard.figures.breakdowns import breakdown_name, cell_name
from dashboard.figures.published_figures import WITHHELD
from dashboard.opendata import described
from dashboard.opendata.described import WHOLE, Described
from metrics.definition import Eenheid, Indicator, Variant
from queries.gebieden import NEDERLAND

_TYPES: Final = {"integer": pl.Int64(), "date": pl.Date(), "boolean": pl.Boolean(), "double": pl.Float64()}
_SOURCES: Final = (
    (
        "DDAS-leveringen van gemeenten",
        "Alle gevallen van vroegsignalering (DDAS-VS) en schuldhulpverlening (DDAS-SHV), geteld en afgerond.",
        None,
    ),
    (
        "Aanvullende tabellen van gemeenten",
        "Ontruimingen, doorverwijzingen, gesprekken en bekendheid, geteld en afgerond.",
        None,
    ),
    (
        "CBS, Regionale kerncijfers Nederland",
        "Inwoners, huishoudens en corporatiewoningen per gemeente en jaar; indeling naar grootte en stedelijkheid. "
        "Een gemeente kan eigen aantallen hebben geleverd; dan gelden die.",
        "CC BY 4.0",
    ),
)
_NEVER: Final = ("ok", "voorlopig", "geen_levering", "nog_open")  # said otherwise, or of no published figure
_WITHHELD: Final = "Dit aantal wordt niet getoond, zodat niemand te herkennen is."
_OK: Final = "Er staat een waarde die met andere te vergelijken is."


def small_tables(
    indicators: Sequence[Indicator], places: pl.DataFrame, cells: Collection[tuple[str, str]]
) -> list[tuple[Described, pl.DataFrame]]:
    """Return the tables in the order of their files; ``cells`` are those that have a figure."""
    return [
        (described.DEFINITIES, definitions(indicators)),
        (described.WIJZIGINGEN, changes(indicators)),
        (described.GEBIEDEN, gebieden(places)),
        (described.LEDEN, members(places)),
        (described.CELLEN, named_cells(cells)),
        (described.STATUSSEN, states()),
        (described.BRONNEN, _frame(described.BRONNEN, _SOURCES)),
    ]


def definitions(indicators: Sequence[Indicator]) -> pl.DataFrame:
    """Return a row for each way of counting."""
    rows = [_definition(one, of) for one in indicators for of in one.varianten]
    return _frame(described.DEFINITIES, rows)


def changes(indicators: Sequence[Indicator]) -> pl.DataFrame:
    """Return the change log of every definition, oldest first."""
    rows = [
        (one.code, each.versie, at, each.datum, each.wat)
        for one in indicators
        for at, each in enumerate(one.wijzigingen, 1)
    ]
    return _frame(described.WIJZIGINGEN, rows)


def gebieden(places: pl.DataFrame) -> pl.DataFrame:
    """Return every gebied once: Nederland first, then by soort and code."""
    named = places.select(described_columns(described.GEBIEDEN)).unique()
    return named.sort(pl.col("gebied") != NEDERLAND, "soort", "gebied")


def members(places: pl.DataFrame) -> pl.DataFrame:
    """Return the gemeenten of each region."""
    regions = places.filter(pl.col("soort") != "gemeente")
    return regions.select("gebied", gemeente="gm_code").sort("gebied", "gemeente")


def named_cells(cells: Collection[tuple[str, str]]) -> pl.DataFrame:
    """Return the breakdowns and cells by name, the whole first."""
    divided = sorted(set(cells) - {(WHOLE, WHOLE)})
    rows = [(name, cell, breakdown_name(name), cell_name(name, cell)) for name, cell in divided]
    return _frame(described.CELLEN, [(WHOLE, WHOLE, "Niet verdeeld", "Alles"), *rows])


def states() -> pl.DataFrame:
    """Return what each status means."""
    told = {code: word for code, word in texts.STATUSES.items() if code not in _NEVER}
    return _frame(
        described.STATUSSEN,
        [
            ("ok", "In orde", _OK),
            (WITHHELD, "Achtergehouden", _WITHHELD),
            *((code, word.text, word.explanation) for code, word in told.items()),
        ],
    )


def described_columns(table: Described) -> list[str]:
    """Return the names of the columns of a table."""
    return [column.name for column in table.columns]


def _definition(indicator: Indicator, variant: Variant) -> tuple[object, ...]:
    counted = list(definition.counted(indicator, variant).values())
    made = definition.formula(indicator, variant)
    by_people = "Teller" in made
    return (
        indicator.code, indicator.versie, variant.code, indicator.naam, variant.naam, indicator.zin, indicator.waarom,
        made["Teller"] if by_people else counted[1], made["Gedeeld door"] if by_people else counted[0],
        unit(indicator, variant), indicator.eenheid_van(variant) is Eenheid.PERCENT, made["Onzekerheid"],
        made["Wanneer af"], indicator.gebeurtenis, indicator.richting.uitleg, indicator.tegenmaat,
        " ".join(indicator.kanttekeningen), indicator.bron, indicator.auteur, indicator.opgesteld, indicator.herzien,
    )  # fmt: skip


def _frame(table: Described, rows: Sequence[tuple[object, ...]]) -> pl.DataFrame:
    schema = {column.name: _TYPES.get(column.datatype, pl.String()) for column in table.columns}
    return pl.DataFrame(rows, schema=schema, orient="row")
