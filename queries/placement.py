"""Placement: which of today's gemeenten a record of a split gemeente belongs to.

A case goes whole to one successor: by PC4 where that tells, else by a keyed hash with the successors'
shares as chances. People and homes stay together, and so do all versions of a record, whatever each of
them says: else an old version would live on in another gemeente.
"""

from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import Final

import polars as pl

from queries.samenloop import MOST_OF_ONE_CLIENT

Frames = Mapping[str, pl.DataFrame]

# Counts of a whole code cannot be told apart by case: they go with its largest part.
_OF_THE_WHOLE: Final = ("gesprekken", "jaarcijfer")
_OWN_NUMBER: Final = ("ontruiming", "doorverwijzing", "dossier")


def placed(rows: Frames, leveringen: pl.DataFrame, places: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Return (id, gm_code) of every record that came in ``leveringen`` (levering, oude_code, aanleveraar, rang).

    ``rows`` hold the records of all tables; those of other leveringen are left out.
    """
    mine = {
        tabel: rows[tabel].join(leveringen, on="levering")
        for tabel in ("signaal", "zaak", "traject", "bekendheid", "kenmerk", *_OWN_NUMBER, *_OF_THE_WHOLE)
    }
    clients = rows["traject_persoon"].join(
        mine["traject"].select("levering", "oude_code", "rang", traject="id"), on="traject"
    )
    known = _Known(mine["signaal"], clients, mine["ontruiming"])
    signalen = known.address(mine["signaal"], pl.col("sleutel").cast(pl.String))
    signalen = _one_per(signalen, ["sleutel"])
    zaken = _follow(known, mine["zaak"], rows["zaak_signaal"], signalen)
    decided = {
        "signaal": signalen,
        "zaak": zaken,
        "traject": known.address(_of_clients(mine["traject"], clients, known.labels), _number("id")),
    }
    of_signaal = _by_signaal(rows["zaak_signaal"], zaken, signalen)
    for tabel in ("bekendheid", "kenmerk"):
        decided[tabel] = _with_case(known.address(mine[tabel], _number("id")), of_signaal)
    for tabel in _OWN_NUMBER:
        own = pl.concat_str("aanleveraar", "bron_id", separator=" ", ignore_nulls=True)
        found = _with_case(known.address(mine[tabel], own), of_signaal)
        decided[tabel] = _one_per(found, ["oude_code", "aanleveraar", "bron_id"])
    tables = {tabel: _placed(frame, places) for tabel, frame in decided.items()}
    largest = places.filter(pl.col("pc4").is_null()).sort(pl.col("tot") - pl.col("van"), "gm_code", descending=True)
    whole = largest.unique("oude_code", keep="first").select("oude_code", "gm_code")
    return tables | {tabel: mine[tabel].join(whole, on="oude_code").select("id", "gm_code") for tabel in _OF_THE_WHOLE}


class _Known:
    """What is known of the homes and people of the split codes, from everything in force together."""

    def __init__(self, signalen: pl.DataFrame, clients: pl.DataFrame, ontruimingen: pl.DataFrame) -> None:
        self.labels = _labels(clients)
        names = ("oude_code", "rang", "huishouden", "pc4")
        people = pl.concat([signalen.select(*names, "persoon"), clients.select(*names, "persoon")])
        homes = pl.concat([people.select(names), ontruimingen.select(names)]).drop_nulls(["huishouden", "pc4"])
        self._homes = _newest(homes, ["oude_code", "huishouden"]).select("oude_code", "huishouden", pc4_thuis="pc4")
        somewhere = self.labelled(people).filter(pl.any_horizontal(pl.col("huishouden", "pc4").is_not_null()))
        self._people = _newest(somewhere.drop_nulls("wie"), ["oude_code", "wie"]).select(
            "oude_code", "wie", huis_van="huishouden", pc4_van="pc4"
        )

    def labelled(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Add ``wie``: the person, or the one who stands for all that share trajecten with that person."""
        joined = frame.join(self.labels, on=["oude_code", "persoon"], how="left", maintain_order="left")
        return joined.with_columns(pl.coalesce("wie", "persoon"))

    def address(self, frame: pl.DataFrame, own: pl.Expr) -> pl.DataFrame:
        """Add ``plek`` (PC4, if known), and ``sleutel_plek``: what the chance hangs on, else the record's ``own``.

        A record goes by its own home, else by its own PC4, else by where its person lives.
        """
        for name, dtype in (("huishouden", pl.Int64), ("pc4", pl.String), ("persoon", pl.Int64)):
            if name not in frame.columns:
                frame = frame.with_columns(pl.lit(None, dtype).alias(name))
        frame = frame if "wie" in frame.columns else self.labelled(frame)
        nowhere = pl.col("huishouden").is_null() & pl.col("pc4").is_null()
        found = (
            frame.join(self._people, on=["oude_code", "wie"], how="left", maintain_order="left")
            .with_columns(
                huis=pl.when(nowhere).then("huis_van").otherwise("huishouden"),
                pc4_eigen=pl.when(nowhere).then("pc4_van").otherwise("pc4"),
            )
            .join(
                self._homes, left_on=["oude_code", "huis"], right_on=["oude_code", "huishouden"], how="left",
                maintain_order="left",
            )
        )  # fmt: skip
        key = pl.coalesce(pl.format("huis {}", "huis"), pl.format("wie {}", "wie"), pl.format("record {}", own))
        return found.with_columns(plek=pl.coalesce("pc4_thuis", "pc4_eigen"), sleutel_plek=key, bekend_plek=~nowhere)


def _number(name: str) -> pl.Expr:
    return pl.col(name).cast(pl.String)


def _newest(frame: pl.DataFrame, identity: list[str]) -> pl.DataFrame:
    order = ["rang", *sorted(set(frame.columns) - {"rang"})]
    return frame.sort(order, descending=True, nulls_last=True).unique(identity, keep="first", maintain_order=True)


def _labels(clients: pl.DataFrame) -> pl.DataFrame:
    """Return (oude_code, persoon, wie): the smallest hash of everyone who is linked by shared trajecten."""
    often = pl.len().over("levering", "persoon") > MOST_OF_ONE_CLIENT
    edges = clients.drop_nulls("persoon").filter(~often).select("oude_code", "traject", "persoon", wie="persoon")
    while True:
        spread = edges.with_columns(pl.col("wie").min().over("oude_code", "traject")).with_columns(
            pl.col("wie").min().over("oude_code", "persoon")
        )
        if spread["wie"].equals(edges["wie"]):
            return edges.select("oude_code", "persoon", "wie").unique()
        edges = spread


def _of_clients(trajecten: pl.DataFrame, clients: pl.DataFrame, labels: pl.DataFrame) -> pl.DataFrame:
    """Give each traject ``wie`` its clients are; where nobody can be recognised, the home and PC4 of the first."""
    who = clients.join(labels, on=["oude_code", "persoon"]).group_by("traject").agg(pl.col("wie").min())
    in_order = clients.sort("traject", "volgnummer")
    first = in_order.group_by("traject").agg(pl.col("huishouden", "pc4").drop_nulls().first())
    joined = trajecten.join(who, left_on="id", right_on="traject", how="left").join(
        first, left_on="id", right_on="traject", how="left"
    )
    recognised = pl.col("wie").is_not_null()
    return joined.with_columns(pl.when(~recognised).then(pl.col("huishouden", "pc4")))


def _follow(known: _Known, zaken: pl.DataFrame, links: pl.DataFrame, signalen: pl.DataFrame) -> pl.DataFrame:
    """Place the zaken where their signalen are; a zaak whose signalen are all absent by its own home."""
    alone = known.address(zaken, _number("sleutel"))
    where = signalen.select("plek", "sleutel_plek", signaal="sleutel").unique("signaal")
    first = links.join(where, on="signaal").sort("zaak", "signaal").unique("zaak", keep="first").drop("signaal")
    both = alone.join(first, left_on="id", right_on="zaak", how="left", suffix="_signaal", maintain_order="left")
    led = pl.col("sleutel_plek_signaal").is_not_null()
    return both.with_columns(
        pl.when(led).then(f"{name}_signaal").otherwise(name).alias(name) for name in ("plek", "sleutel_plek")
    )


def _by_signaal(links: pl.DataFrame, zaken: pl.DataFrame, signalen: pl.DataFrame) -> pl.DataFrame:
    """Return the place of the newest zaak per signaal; of a signaal in no zaak, its own."""
    of_zaken = links.join(zaken.select("plek", "sleutel_plek", zaak="id"), on="zaak").sort("zaak", descending=True)
    columns = [pl.col("signaal").alias("zaak_signaal"), "plek", "sleutel_plek"]
    of_itself = signalen.select(pl.col("sleutel").alias("zaak_signaal"), "plek", "sleutel_plek")
    return pl.concat([of_zaken.select(columns), of_itself]).unique("zaak_signaal", keep="first", maintain_order=True)


def _with_case(frame: pl.DataFrame, of_signaal: pl.DataFrame) -> pl.DataFrame:
    """Let a record that names a zaak follow it."""
    if "zaak_signaal" not in frame.columns:
        return frame
    both = frame.join(of_signaal, on="zaak_signaal", how="left", suffix="_zaak", maintain_order="left")
    led = pl.col("sleutel_plek_zaak").is_not_null()
    return both.with_columns(
        pl.when(led).then(f"{name}_zaak").otherwise(name).alias(name) for name in ("plek", "sleutel_plek")
    )


def _one_per(frame: pl.DataFrame, identity: list[str]) -> pl.DataFrame:
    """Give all versions of a record the place of the newest that has an address."""
    best = frame.sort("bekend_plek", "rang", "id", descending=True).unique(identity, keep="first")
    return frame.drop("plek", "sleutel_plek").join(best.select(*identity, "plek", "sleutel_plek"), on=identity)


def _placed(frame: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    """Return (id, gm_code): the part in which the chance of each record falls."""
    listed = places.select("oude_code", plek="pc4", luistert=pl.lit(value=True)).drop_nulls().unique()
    chances = _chances(frame.select("oude_code", "sleutel_plek").unique())
    known = (
        frame.select("id", "oude_code", "plek", "sleutel_plek")
        .join(chances, on=["oude_code", "sleutel_plek"])
        .join(listed, on=["oude_code", "plek"], how="left")
        .with_columns(pl.when("luistert").then("plek").alias("plek"))
    )
    return (
        known.join(places, left_on=["oude_code", "plek"], right_on=["oude_code", "pc4"], nulls_equal=True)
        .filter(pl.col("kans") >= pl.col("van"), pl.col("kans") < pl.col("tot"))
        .select("id", "gm_code")
    )


def _chances(keys: pl.DataFrame) -> pl.DataFrame:
    """Add ``kans``, a number from 0 to 1 that each key always gets; the keys are keyed hashes themselves."""
    return keys.with_columns(kans=pl.Series(list(_draw(keys.iter_rows())), dtype=pl.Float64))


def _draw(keys: Iterable[tuple[str, str]]) -> Iterable[float]:
    for code, key in keys:
        yield int.from_bytes(blake2b(f"{code} {key}".encode(), digest_size=6).digest(), "little") / 2**48
