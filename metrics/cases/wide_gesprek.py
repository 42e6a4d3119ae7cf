"""Talks of organisations, and how many of them ended in a verwijzing: counted per month, not talk by talk.

No register of talks exists: an organisation tells how many it held, and its verwijzingen are registered one
by one. What one organisation said to one person on one day is one talk, whoever it sent him to.
"""

from typing import Final

import polars as pl

from metrics.cases.organisaties import ORGANISATIETYPES, direction_of
from metrics.tables import CaseTables
from metrics.uitsplitsingen import LAAG, ONBEKEND

GESPREK: Final = "gesprek"
_REGISTERS: Final = ("doorverwijzing", "gesprekken")
_DIRECTION: Final = "van_naar"
_PLACE: Final = ["gm_code", "maand", "van"]


def months_of_talks(dekking: pl.DataFrame) -> pl.DataFrame:
    """Return the months in which both talks and verwijzingen were delivered, as rows of ``dekking``.

    Talks without verwijzingen would say that nobody was sent on, verwijzingen without talks are a share of nothing.
    """
    both = dekking.filter(pl.col("tabel").is_in(_REGISTERS)).group_by("gm_code", "maand").agg(
        pl.col("volledig").all(), registers=pl.len()
    )  # fmt: skip
    made = both.filter(pl.col("registers") == len(_REGISTERS)).with_columns(tabel=pl.lit(GESPREK))
    return made.select(dekking.columns).sort("gm_code", "maand")


def wide_gesprek(tables: CaseTables) -> pl.LazyFrame:
    """Return the talks in rows that each stand for many: ``gesprekken`` of which ``verwezen``, and ``onzeker`` besides.

    The same with ``_warm``: of which a warm one. Rows of the layer "" are about
    all talks of a kind of organisation in a month, those of "van_naar" about the same talks once per kind they
    could be sent to: a share of A's talks each, so these do not add up to the whole.
    """
    talks, sent = _talks(tables), _sent(tables)
    others = pl.LazyFrame({"naar": ORGANISATIETYPES})
    whole = talks.join(_per(sent, _PLACE), on=_PLACE, how="full", coalesce=True)
    directed = talks.join(others, how="cross").join(
        _per(sent, [*_PLACE, "naar"]), on=[*_PLACE, "naar"], how="full", coalesce=True
    )
    return pl.concat([_rows(whole, ""), _rows(directed, _DIRECTION), *_undated(sent)], how="diagonal")


def _talks(tables: CaseTables) -> pl.LazyFrame:
    """Return the talks per gemeente, month and kind of organisation; a longer period is spread over its days."""
    van, tot = pl.col("periode_van"), pl.col("periode_tot")
    last = pl.min_horizontal(pl.col("maand").dt.offset_by("1mo"), tot)

    def until(day: pl.Expr) -> pl.Expr:
        """The talks from the first day of the period to this one, in whole numbers."""
        return pl.col("gesprekken") * (day - van).dt.total_days() // (tot - van).dt.total_days()

    return (
        tables["gesprekken"]
        .filter(van < tot)
        .with_columns(maand=pl.date_ranges(van.dt.month_start(), tot.dt.offset_by("-1d").dt.month_start(), "1mo"))
        .explode("maand")
        .with_columns(aantal=until(last) - until(pl.max_horizontal("maand", van)))
        .group_by("gm_code", "maand", van=pl.col("organisatietype").cast(pl.String))
        .agg(gehouden=pl.col("aantal").sum(), geteld=pl.col("aantal").is_not_null().all())
    )


def _sent(tables: CaseTables) -> pl.LazyFrame:
    """Return the verwijzingen with what makes two of them of one talk."""
    warm = pl.col("warm")
    nobody = pl.col("persoon").is_null()
    return tables["doorverwijzing"].select(
        "gm_code",
        "laatste_maand",
        "datum",
        maand=pl.col("datum").dt.month_start(),
        van=pl.col("van_type").cast(pl.String).fill_null(ONBEKEND),
        naar=pl.col("naar_type").cast(pl.String).fill_null(ONBEKEND),
        wie=pl.struct(
            "van_naam",
            "persoon",
            zaak=pl.when(nobody).then("zaak"),
            id=pl.when(nobody & pl.col("zaak").is_null()).then("id"),
        ),
        warm=(warm == "ja").fill_null(value=False),
        misschien=~warm.is_in(["ja", "nee"]).fill_null(value=False),
    )


def _per(sent: pl.LazyFrame, place: list[str]) -> pl.LazyFrame:
    """Return per place how many talks ended in a verwijzing, in a warm one for sure, and in one that may be warm."""
    each = sent.drop_nulls("maand").group_by(*place, "datum", "wie").agg(pl.col("warm", "misschien").any())
    return each.group_by(place).agg(
        verwezen=pl.len().cast(pl.Int64),
        warm=pl.col("warm").sum().cast(pl.Int64),
        misschien=(pl.col("misschien") & ~pl.col("warm")).sum().cast(pl.Int64),
    )


def _rows(counted: pl.LazyFrame, laag: str) -> pl.LazyFrame:
    """Return the talks of which it is known whether they ended in a verwijzing, and how many there are besides.

    More verwijzingen than talks cannot be: then the talks were not counted well, and nothing is known.
    """
    numbers = ("gehouden", "verwezen", "warm", "misschien")
    filled = counted.with_columns(pl.col(numbers).fill_null(0), pl.col("geteld").fill_null(value=False))
    sound = pl.col("geteld") & (pl.col("verwezen") <= pl.col("gehouden"))
    unsound = pl.when(~sound).then(pl.max_horizontal("gehouden", "verwezen"))
    known = {
        "gesprekken": pl.col("gehouden"),
        "verwezen": pl.col("verwezen"),
        "gesprekken_warm": pl.col("gehouden") - pl.col("misschien"),
        "verwezen_warm": pl.col("warm"),
    }
    return filled.select(
        *_named(laag),
        *(pl.when(sound).then(number).otherwise(0).alias(name) for name, number in known.items()),
        onzeker=pl.coalesce(unsound, 0),
        onzeker_warm=pl.coalesce(unsound, "misschien"),
    )


def _undated(sent: pl.LazyFrame) -> list[pl.LazyFrame]:
    """Return the verwijzingen without a day: of those talks nothing is known but that there was one."""
    lost = sent.filter(pl.col("maand").is_null())
    nothing = {name: pl.lit(0, pl.Int64) for name in ("gesprekken", "verwezen", "gesprekken_warm", "verwezen_warm")}
    one = {name: pl.lit(1, pl.Int64) for name in ("onzeker", "onzeker_warm")}
    return [lost.select("laatste_maand", *_named(laag), **nothing, **one) for laag in ("", _DIRECTION)]


def _named(laag: str) -> list[pl.Expr]:
    """Return where talks are counted: their gemeente, month, layer and cells."""
    directed = laag == _DIRECTION
    return [
        pl.col("gm_code"),
        pl.col("maand").alias("gebeurtenis"),
        pl.lit(laag).alias(LAAG),
        pl.col("van").alias("cel_van"),
        (direction_of(pl.col("van"), pl.col("naar")) if directed else pl.lit(None, pl.String)).alias("cel_van_naar"),
    ]
