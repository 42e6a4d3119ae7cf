"""Resolution: from every delivered version of every record to the tables the jobs count."""

from collections.abc import Mapping
from typing import Final

import polars as pl

from queries.aanvulling import aanvulling
from queries.case_columns import WORKING_SET_SCHEMAS
from queries.identity import linked_signalen, newest, with_huishouden, zaken_in_force
from queries.placement import placed
from queries.samenloop import one_per_samenloop

# What a case takes from its levering; ``gm_code`` is today's, ``rang`` rises from old to new.
_OF_LEVERING: Final = ("levering", "oude_code", "aanleveraar", "rang", "laatste_maand", "periode_van", "periode_tot")


def resolve(
    rows: Mapping[str, pl.DataFrame], leveringen: pl.DataFrame, places: pl.DataFrame
) -> dict[str, pl.DataFrame]:
    """Return the tables of the working set that hold records; also those that hang on others have ``gm_code``.

    ``leveringen`` has a row per levering and gemeente of today it is about. Of a code that was split (see
    ``places``) all records are resolved together, so some come out in a gemeente that was not asked for.
    """
    mine = _on_todays_borders(rows, leveringen, places)
    tables = {
        **_vroegsignalering(mine["signaal"], mine["zaak"], rows["zaak_signaal"], rows["contactpoging"]),
        **_schuldhulp(mine["traject"], rows["traject_persoon"]),
    }
    zaken = rows["zaak_signaal"].join(tables["zaak"].select("gm_code", zaak="id"), on="zaak")
    tables |= aanvulling(mine, zaken.rename({"signaal": "zaak_signaal"}), tables)
    return {tabel: _declared(tabel, frame) for tabel, frame in tables.items()}


def _on_todays_borders(
    rows: Mapping[str, pl.DataFrame], leveringen: pl.DataFrame, places: pl.DataFrame
) -> dict[str, pl.DataFrame]:
    """Return the records with what they take from their levering, and today's gemeente of each."""
    split = pl.col("oude_code").is_in(places["oude_code"].unique().to_list())
    origin = leveringen.select(_OF_LEVERING).unique("levering")
    whole = leveringen.filter(~split).select("levering", "gm_code")
    found = placed(rows, origin.filter(split), places) if origin.select(split.any()).item() else {}
    mine: dict[str, pl.DataFrame] = {}
    for tabel, frame in rows.items():
        if "levering" not in frame.columns:
            continue
        # A record may have a period of its own, which says more than that of its levering.
        known = origin.drop(set(frame.columns) & set(origin.columns) - {"levering"})
        mine[tabel] = frame.join(known, on="levering").join(whole, on="levering", how="left")
        if tabel in found:
            placed_at = found[tabel].rename({"gm_code": "plaats"})
            mine[tabel] = (
                mine[tabel].join(placed_at, on="id", how="left").with_columns(pl.coalesce("gm_code", "plaats"))
            ).drop("plaats")
        mine[tabel] = mine[tabel].drop_nulls("gm_code")
    return mine


def _vroegsignalering(
    signalen: pl.DataFrame, zaken: pl.DataFrame, links: pl.DataFrame, pogingen: pl.DataFrame
) -> dict[str, pl.DataFrame]:
    signalen = newest(signalen, ["sleutel"])
    zaken = zaken_in_force(zaken, links)
    links = linked_signalen(links, zaken, signalen)
    return {
        "signaal": signalen,
        "zaak": with_huishouden(zaken, links, signalen),
        "zaak_signaal": _placed(links, "zaak", zaken),
        "contactpoging": _placed(pogingen, "zaak", zaken),
    }


def _schuldhulp(trajecten: pl.DataFrame, personen: pl.DataFrame) -> dict[str, pl.DataFrame]:
    trajecten, personen = one_per_samenloop(trajecten, personen)
    return {
        "traject": trajecten.with_columns(bekend_tot="periode_tot"),
        "traject_persoon": _placed(personen, "traject", trajecten),
    }


def _placed(children: pl.DataFrame, parent: str, parents: pl.DataFrame) -> pl.DataFrame:
    """Keep the rows whose parent is in force, and say in which gemeente."""
    return children.join(parents.select("gm_code", **{parent: "id"}), on=parent)


def _declared(tabel: str, frame: pl.DataFrame) -> pl.DataFrame:
    """Return the declared columns in an order that depends on the rows alone."""
    names = WORKING_SET_SCHEMAS[tabel].names()
    extra = [] if "gm_code" in names else ["gm_code"]
    order = ["id"] if "id" in names else names
    return frame.select(*names, *extra).sort(order)
