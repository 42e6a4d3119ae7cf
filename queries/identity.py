"""Identity: of everything that was delivered more than once, the version that counts.

Frames carry ``rang``: the place of their levering in order of delivery, so that a higher one is newer.
Ids rise with the position in a levering, so (rang, id) puts all versions of a record in order.
"""

from collections.abc import Sequence

import polars as pl

# The zaken of one supplier that can be one: they share a signaal and were made in the same matching
# period. A signaal's sleutel holds gemeente and supplier, so these need no mention.
_SAME_MATCH = ("signaal", "matching_van", "matching_tot")


def newest(frame: pl.DataFrame, identity: Sequence[str]) -> pl.DataFrame:
    """Return the newest version of each record."""
    return frame.sort("rang", "id", descending=True).unique(identity, keep="first", maintain_order=True)


def zaken_in_force(zaken: pl.DataFrame, links: pl.DataFrame) -> pl.DataFrame:
    """Return the newest version of each zaak, without those that grew into a newer one.

    ``links`` (zaak, signaal) names signalen by sleutel. A zaak has grown when a newer levering holds a
    zaak of the same matching period that shares a signaal with it. Two zaken of one levering may share.
    """
    kept = newest(zaken, ["sleutel"])
    matches = links.join(
        kept.select("rang", "matching_van", "matching_tot", zaak="id"), on="zaak", maintain_order="left"
    )
    grown = matches.filter(pl.col("rang") < pl.col("rang").max().over(_SAME_MATCH))
    return kept.join(grown, left_on="id", right_on="zaak", how="anti", maintain_order="left")


def linked_signalen(links: pl.DataFrame, zaken: pl.DataFrame, signalen: pl.DataFrame) -> pl.DataFrame:
    """Return (zaak, signaal) of ``zaken`` by the ids in force.

    A signaal that was delivered nowhere stays, as null; so does one that is in another gemeente, since
    a gemeente is counted from its own cases alone.
    """
    own = links.join(zaken.select("gm_code", zaak="id"), on="zaak", maintain_order="left")
    ids = signalen.select("gm_code", signaal="sleutel", in_force="id")
    found = own.join(ids, on=["gm_code", "signaal"], how="left", maintain_order="left")
    return found.select("zaak", signaal="in_force")


def with_huishouden(zaken: pl.DataFrame, links: pl.DataFrame, signalen: pl.DataFrame) -> pl.DataFrame:
    """Give each zaak without a huishouden that of its first signaal in force that has one."""
    dated = signalen.drop_nulls("huishouden").select(
        "huishouden", signaal="id", dag=pl.coalesce("signaaldatum", "ontstaansdatum")
    )
    first = (
        links.join(dated, on="signaal")
        .sort("dag", "signaal", nulls_last=True)
        .unique("zaak", keep="first", maintain_order=True)
        .select("huishouden", id="zaak")
    )
    joined = zaken.join(first, on="id", how="left", suffix="_signaal", maintain_order="left")
    return joined.with_columns(pl.coalesce("huishouden", "huishouden_signaal")).drop("huishouden_signaal")
