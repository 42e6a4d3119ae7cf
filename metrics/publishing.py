"""The job that makes what was counted visible to others: read, round, audit, add up, report, store."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

import polars as pl
from sqlalchemy import Connection, Engine

from metrics.disclosure.audit import withhold
from metrics.disclosure.chains import shown_wholes
from metrics.disclosure.kept_chains import Decisions
from metrics.disclosure.leaves import (
    LEAF,
    bars_by_leaf,
    by_leaf,
    cells,
    shown_bars,
    shown_leaves,
    variants,
    whole_periods,
    wholes,
)
from metrics.disclosure.report import report
from metrics.disclosure.scheme import ANDEREN, PUBLISHED, Profile
from metrics.disclosure.settled import against_before, changed, kept, settled
from metrics.disclosure.sums import bar_sums, cell_sums, far_apart, members_shown, region_periods, whole_sums
from metrics.population import inwoners_of_regions
from queries import publications
from queries.counts import counted_gebieden, read_dekking, read_telling, read_verdeling
from queries.deelname import read_objections
from queries.deliveries.pseudonyms import Key
from queries.errors import StoreError
from queries.gebieden import read_members
from queries.gemeente_jaar import read_gemeente_jaar
from queries.publications import BARS_SCHEMA, LEAF_SCHEMA, TABLES, Contents, Publication
from queries.settings import read_instelling, write_instelling

# The fact in the store that says with which key its leaves were rounded.
_KEY_OF_ROUNDING: Final = "sleutel_afronding"
# And that which says in what order what adds up was rounded.
_CHAINS_OF_ROUNDING: Final = "ketens_afronding"
# So many gemeenten are in memory by the month at a time.
_AT_A_TIME: Final = 25


class RoundingKeyError(StoreError):
    """Another key would round everything anew, and two roundings of one count together tell more than one."""


_BARS: Final = [*LEAF, "waarde", "gecensureerd", "aantal", "maanden"]


@dataclass(frozen=True, eq=False)
class _Leaves:
    """All leaves of gemeenten: of the whole and of cells, and histograms of the whole."""

    wholes: pl.DataFrame
    cells: pl.DataFrame
    bars: pl.DataFrame


def publish(
    engine: Engine,
    folder: Path,
    *,
    key: Key,
    datum: date,
    opmerking: str | None = None,
    droog: bool = False,
    profile: Profile = ANDEREN,
) -> Publication:
    """Publish what others may see of the stored counts, under the next number; ``droog`` only says what it would be.

    Raises AlreadyPublishedError when the newest publication shows these counts, PublicationError when nothing was
    counted, and RoundingKeyError for another key than the leaves were rounded with before.
    """
    with engine.begin() as connection:
        publications.require_news(connection)
        today = publications.require_counts(connection)
        _require_same_key(connection, key, droog=droog)
        contents = _protected(connection, folder, key.afronding, today, datum, profile, droog=droog)
        if droog:
            return publications.preview(connection, contents, datum=datum, opmerking=opmerking)
        return publications.publish(connection, folder, contents, datum=datum, opmerking=opmerking)


def _require_same_key(connection: Connection, key: Key, *, droog: bool) -> None:
    used = read_instelling(connection, _KEY_OF_ROUNDING)
    if used is None and not droog:
        write_instelling(connection, _KEY_OF_ROUNDING, key.fingerprint)
    elif used is not None and used != key.fingerprint:
        raise RoundingKeyError(
            f"Eerder is gepubliceerd met sleutel {used}, en dit is sleutel {key.fingerprint}: dan wordt elk getal "
            "opnieuw afgerond, en uit twee afrondingen is te veel af te leiden; gebruik de oude sleutel."
        )


def _protected(
    connection: Connection, folder: Path, key: bytes, today: date, datum: date, profile: Profile, *, droog: bool
) -> Contents:
    people = read_gemeente_jaar(connection)
    periods = whole_periods(read_dekking(connection), people, profile)
    exact = _exact(connection, periods, profile, today)
    decisions = Decisions.read(read_instelling(connection, _CHAINS_OF_ROUNDING))
    fresh = _Leaves(
        shown_wholes(exact.wholes, key, profile, decisions),
        shown_leaves(exact.cells, key, profile),
        shown_bars(exact.bars, key, profile),
    )
    before, remarks = _before(connection, folder, profile)
    stays = settled(fresh.wholes, before.wholes)
    told = changed(fresh.wholes, before.wholes, stays)
    marked = against_before(fresh.wholes, before.wholes, stays)
    audited, audits = withhold(exact.wholes, marked, profile, decisions.ketens)
    shown = kept(audited, before.wholes, stays, [*fresh.wholes.columns, "onderdrukt"])
    made = _Leaves(
        shown,
        kept(fresh.cells, before.cells, stays, fresh.cells.columns),
        kept(fresh.bars, before.bars, stays, fresh.bars.columns),
    )
    tables = _tables(connection, made, periods, read_objections(connection, datum), profile)
    regions = read_members(connection).filter(pl.col("soort") != "groep")
    inwoners = inwoners_of_regions(people, regions, min(periods["maand"], default=today), today)
    summary = replace(report(tables["telling"], audits, told, profile, remarks), inwoners=inwoners)
    if not droog:
        write_instelling(connection, _CHAINS_OF_ROUNDING, decisions.written())
    return Contents(tables, profile.naam, summary.as_json())


def _exact(connection: Connection, periods: pl.DataFrame, profile: Profile, today: date) -> _Leaves:
    """Add up the stored monthly counts of all gemeenten to leaves, some gemeenten at a time."""
    found = [
        (by_leaf(telling, periods, profile), bars_by_leaf(verdeling, periods, profile))
        for telling, verdeling in _by_some(connection)
    ]
    leaves = pl.concat([telling for telling, _ in found])
    whole = wholes(leaves, periods, profile, today)
    bars = pl.concat([bars for _, bars in found])
    return _Leaves(whole, cells(leaves, whole), bars.with_columns(maanden=profile.maanden_van(pl.col("tabel"))))


def _by_some(connection: Connection) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
    codes = [gebied for gebied in counted_gebieden(connection) if gebied.startswith("GM")]
    for start in range(0, max(len(codes), 1), _AT_A_TIME):
        some = codes[start : start + _AT_A_TIME]
        yield (
            read_telling(connection, some, uitsplitsingen=PUBLISHED),
            read_verdeling(connection, some, uitsplitsingen=[""]),
        )


def _before(connection: Connection, folder: Path, profile: Profile) -> tuple[_Leaves, list[str]]:
    """Return the leaves as last published in this profile; none before the first."""
    last = publications.last_whole(connection, folder)
    newest = publications.latest_publication(connection)
    remarks: list[str] = []
    if newest is not None and (last is None or last.nummer != newest.nummer):
        remarks.append(f"Publicatie {newest.nummer} is beschadigd; deze publicatie bouwt voort op een oudere.")
    if last is None or last.profiel != profile.naam:
        empty = LEAF_SCHEMA.to_frame().with_columns(tabel=pl.lit(None, pl.String), publiek=pl.lit(None, pl.Boolean))
        bars = BARS_SCHEMA.to_frame().with_columns(tabel=pl.lit(None, pl.String))
        return _Leaves(empty, empty, bars), remarks
    of_gemeenten = pl.col("gebied").str.starts_with("GM")
    leaves = pl.concat([publications.scan_table(last, folder, name) for name in ("telling", "bladeren")])
    named = _with_table(leaves.filter(of_gemeenten), profile)
    whole = pl.col("uitsplitsing") == ""
    made, parts, bars = pl.collect_all(
        [
            named.filter(whole),
            named.filter(~whole),
            _with_table(publications.scan_table(last, folder, "verdeling").filter(of_gemeenten), profile),
        ]
    )
    return _Leaves(made, parts, bars), remarks


def _with_table(rows: pl.LazyFrame, profile: Profile) -> pl.LazyFrame:
    """Say of published rows which case table they count, and whether their noemer is public."""
    key = ["indicator", "versie", "variant"]
    about = variants(profile).lazy().select(*key, "tabel", publiek=pl.col("van").is_not_null())
    return rows.join(about, on=key)


def _tables(
    connection: Connection, made: _Leaves, periods: pl.DataFrame, objected: frozenset[str], profile: Profile
) -> dict[str, pl.DataFrame]:
    """Return the frames of a publication."""
    regions = read_members(connection)
    placed = members_shown(regions, periods, objected)
    in_sums = regions.join(placed.select("gebied", "gm_code").unique(), on=["gebied", "gm_code"], how="semi")
    sums = whole_sums(made.wholes, placed)
    of_cells = cell_sums(made.cells, made.wholes, placed, sums, far_apart(in_sums, profile))
    named = ~pl.col("gebied").is_in(list(objected))
    whole = _as_leaf(made.wholes)
    telling = pl.concat([whole.filter(named), *(each.select(LEAF_SCHEMA.names()) for each in (sums, of_cells))])
    bars = pl.concat([each.select(_BARS) for each in (made.bars, bar_sums(made.bars, made.wholes, placed))])
    open_ = telling.filter(~pl.col("onderdrukt")).select(*LEAF, "bladen")
    dekking = pl.concat(
        [
            each.select(TABLES["dekking"].names())
            for each in (_as_dekking(periods.filter(named)), region_periods(placed, profile))
        ]
    )
    return {
        "telling": telling,
        "verdeling": bars.join(open_, on=LEAF).select(BARS_SCHEMA.names()),
        "dekking": dekking,
        "gebieden": in_sums,
        "bladeren": pl.concat(
            [whole.filter(~named), _as_leaf(made.cells.with_columns(onderdrukt=pl.lit(value=False)))]
        ),
    }


def _as_dekking(periods: pl.DataFrame) -> pl.DataFrame:
    """Return the periods of gemeenten in the columns of a publication."""
    return periods.with_columns(pl.col("gebied").alias("gm_code"), volledig=pl.lit(value=True))


def _as_leaf(rows: pl.DataFrame) -> pl.DataFrame:
    """Return leaves of gemeenten in the columns of a publication."""
    one = pl.lit(1, pl.Int32)
    return rows.with_columns(gemeenten=one, bladen=one).select(LEAF_SCHEMA.names())
