"""Are the fields of a levering as full as they used to be, and as they are elsewhere?"""

import numpy as np
import polars as pl

from data_checks.columns.judged import Arriving, Judged
from data_checks.limits import GateLimits
from data_checks.words import listed, plural, share
from queries.deliveries.sizes import DELIVERED_AS, KEY, RECORD, Sizes

EMPTIED, EMPTIER = "veld_leeg_geworden", "veld_leger_dan_elders"

_FIELD = ("tabel", "veld")

# These fill up with time, so that a fresh levering has fewer of them: only nothing at all is remarkable.
_RIPENS = frozenset(
    {
        ("signaal", "status"), ("zaak", "opgepakt_op"), ("zaak", "resultaat"),
        ("contactpoging", "bereikt"), ("ontruiming", "aangezegd_op"), ("ontruiming", "vonnis_op"),
        ("ontruiming", "uitgevoerd_op"), ("ontruiming", "uitkomst"), ("doorverwijzing", "aangekomen"),
        ("doorverwijzing", "aangekomen_op"), ("dossier", "einde"), ("dossier", "uitkomst"),
    }
)  # fmt: skip
# Of a traject nearly everything comes later than its start.
_FROM_THE_START = ("startdatum", "aanmelding", "crisis")


def coverage(arriving: Arriving, sizes: Sizes, limits: GateLimits) -> Judged:
    """Judge each field of ``sizes`` (by ``nummer``) that has enough records to say something."""
    velden = (
        sizes.velden.filter(pl.col("veld") != RECORD, pl.col("records") >= limits.veld_records)
        .join(arriving.leveringen.select("nummer", *KEY), on="nummer")
        .with_columns(deel=pl.col("gevuld") / pl.col("records"))
        # Half of what is usual, and some way from it; of what ripens only nothing at all.
        .with_columns(
            nodig=pl.when(_ripens() & (pl.col("gevuld") > 0))
            .then(None)
            .otherwise(pl.max_horizontal(2 * pl.col("deel"), pl.col("deel") + limits.veld_verschil))
        )
    )
    own = _own(arriving, sizes, limits)
    judged = velden.join(own, on=["nummer", *_FIELD], how="left").with_columns(
        leeg=(pl.col("eigen") >= pl.col("nodig")).fill_null(value=False)
    )
    peers = _beside_others(judged, _per_gemeente(arriving, limits), limits)
    emptied = peers.filter("leeg")
    emptier = peers.filter(pl.col("leger") & ~pl.col("leeg"))
    frame = (
        arriving.leveringen.select("nummer")
        .join(_answers(peers.filter(pl.col("eigen").is_not_null()), "leeg", EMPTIED), on="nummer", how="left")
        .join(
            _answers(peers.filter(pl.col("leger").is_not_null() & ~pl.col("leeg")), "leger", EMPTIER),
            on="nummer",
            how="left",
        )
    )
    return Judged(
        frame,
        {**_told(emptied, EMPTIED, "eigen", "eerder"), **_told(emptier, EMPTIER, "midden", "bij anderen meestal")},
    )


def _ripens() -> pl.Expr:
    named = pl.any_horizontal(
        ((pl.col("tabel") == tabel) & (pl.col("veld") == veld)) for tabel, veld in sorted(_RIPENS)
    )
    return named | ((pl.col("tabel") == "traject") & ~pl.col("veld").is_in(_FROM_THE_START))


def _own(arriving: Arriving, sizes: Sizes, limits: GateLimits) -> pl.DataFrame:
    """Return the share that the sender's own earlier leveringen had, stored ones and those of this call."""
    keys = arriving.leveringen.select("nummer", *KEY)
    stored = keys.join(arriving.before.velden, on=KEY).select("nummer", *_FIELD, "records", "gevuld")
    beside = (
        arriving.earlier.select("nummer", "eerder")
        .join(sizes.velden, left_on="eerder", right_on="nummer")
        .filter(pl.col("veld") != RECORD)
        .select("nummer", *_FIELD, "records", "gevuld")
    )
    return _shares(pl.concat([stored, beside]), ["nummer"], limits).rename({"deel": "eigen"})


def _per_gemeente(arriving: Arriving, limits: GateLimits) -> pl.DataFrame:
    return _shares(arriving.known.velden.filter(pl.col("veld") != RECORD), ["soort", "gm_code"], limits)


def _shares(velden: pl.DataFrame, by: list[str], limits: GateLimits) -> pl.DataFrame:
    return (
        velden.group_by(*by, *_FIELD)
        .agg(pl.col("records").sum(), pl.col("gevuld").sum())
        .filter(pl.col("records") >= limits.veld_records)
        .select(*by, *_FIELD, deel=pl.col("gevuld") / pl.col("records"))
    )


def _beside_others(judged: pl.DataFrame, peers: pl.DataFrame, limits: GateLimits) -> pl.DataFrame:
    """Add what is in the middle elsewhere, and whether nearly all others are far fuller."""
    itself = peers.rename({"deel": "als_ander"})
    judged = judged.join(itself, on=["soort", "gm_code", *_FIELD], how="left")
    shares = {
        key: np.sort(frame["deel"].to_numpy())
        for key, frame in peers.partition_by("soort", *_FIELD, as_dict=True, include_key=False).items()
    }
    parts = [
        _field_beside_others(frame, shares.get(key, np.empty(0)), limits)
        for key, frame in judged.partition_by("soort", *_FIELD, as_dict=True).items()
    ]
    if not parts:
        return judged.with_columns(midden=pl.lit(None, pl.Float64), leger=pl.lit(None, pl.Boolean))
    return pl.concat(parts)


def _field_beside_others(
    frame: pl.DataFrame, shares: "np.ndarray[tuple[int], np.dtype[np.float64]]", limits: GateLimits
) -> pl.DataFrame:
    """Count for one field how many others have at least what is needed; who is judged is not one of them."""
    needed = frame["nodig"].fill_null(2.0).to_numpy()
    above = pl.Series("boven", len(shares) - np.searchsorted(shares, needed, side="left"), pl.Int64)
    counted = frame.with_columns(above, midden=pl.lit(float(np.median(shares)) if len(shares) else None, pl.Float64))
    itself = pl.col("als_ander").is_not_null()
    others = pl.lit(len(shares)) - itself.cast(pl.Int64)
    fuller = pl.col("boven") - (itself & (pl.col("als_ander") >= pl.col("nodig"))).fill_null(value=False).cast(pl.Int64)
    return counted.with_columns(
        leger=pl.when(others >= limits.veld_anderen).then(fuller >= limits.veld_nagenoeg_alle * others)
    ).drop("boven")


def _answers(judged: pl.DataFrame, broken: str, regel: str) -> pl.DataFrame:
    return judged.group_by("nummer").agg(~pl.col(broken).any().alias(regel))


def _told(broken: pl.DataFrame, regel: str, usual: str, where: str) -> dict[tuple[int, str], str]:
    told: dict[tuple[int, str], list[str]] = {}
    for nummer, tabel, veld, now, then in (
        broken.sort("tabel", "veld").select("nummer", *_FIELD, "deel", usual).iter_rows()
    ):
        told.setdefault((nummer, regel), []).append(
            f"{DELIVERED_AS.get(veld, veld)} bij {plural(tabel)} (nu {share(now)} gevuld, {where} {share(then)})"
        )
    return {key: f"Het gaat om: {listed(parts)}." for key, parts in told.items()}
