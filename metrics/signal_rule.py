"""What if the rule for early signals were another: households a month by partners, age of arrears and amount.

In Nijmegen eleven parties agreed to visit who has arrears at three partners or more, none older than 100 days, and no
more than fifty residents. Whoever sets such a rule wants to know beforehand how many households it selects.
"""

from collections.abc import Sequence
from typing import Final

import polars as pl

from metrics.cases.addresses import crowded_addresses
from metrics.cases.partners import partner_name
from metrics.cases.wide_signaal import day_of_signaal
from metrics.tables import SIGNAALREGEL_SCHEMA, CaseTables

# Where the limits can be put. Configurable here, and nowhere else; a limit that is not here cannot be asked.
ONBEPERKT: Final = 36_500
HOOGUIT_DAGEN: Final = (30, 60, 100, 180, 365, ONBEPERKT)
MINSTENS_EURO: Final = (0, 50, 100, 250, 500, 1000)
THRESHOLDS: Final = tuple((dagen, euro) for dagen in HOOGUIT_DAGEN for euro in MINSTENS_EURO)
# Of each threshold the partners are counted in a byte of a whole number: seven of them in one that stays positive.
_BYTE: Final = 256
_IN_ONE: Final = 7
_SUMS: Final = tuple(f"som {start}" for start in range(0, len(THRESHOLDS), _IN_ONE))
_HOUSEHOLD: Final = ("gm_code", "maand", "huishouden")


def households_by_threshold(signalen: pl.LazyFrame, delivered: pl.DataFrame) -> pl.DataFrame:
    """Return how many households had signalen of so many partners, per gemeente, month and threshold.

    ``signalen`` has gm_code, maand, huishouden, partner, ``dagen`` (the age of the arrears at the signaal) and
    ``bedrag`` (euro); ``delivered`` the gemeenten and months that were delivered whole. A signaal of which the age or
    the amount is not known only counts where there is no limit to it. ``partners`` is the number of different
    partners among the signalen that pass both limits; a household that none passes has no row.
    """
    passed = pl.lit(0, pl.Int64)
    for place, (dagen, euro) in enumerate(THRESHOLDS):
        both = pl.lit(value=True)
        if dagen != ONBEPERKT:
            both &= pl.col("dagen") <= dagen
        if euro:
            both &= pl.col("bedrag") >= euro
        passed += pl.when(both.fill_null(value=False)).then(pl.lit(1 << place, pl.Int64)).otherwise(0)
    # A household with one signaal of a partner or three of them has arrears at one partner.
    partners = (
        signalen.join(delivered.lazy().select("gm_code", "maand"), on=["gm_code", "maand"], how="semi")
        .with_columns(passed.alias("gehaald"))
        .group_by(*_HOUSEHOLD, "partner")
        .agg(pl.col("gehaald").bitwise_or())
        .collect(engine="streaming")
    )
    spread = _spread(partners["gehaald"].unique())
    # Households that are alike to every threshold are one row from here on.
    profiles = (
        partners.lazy()
        .join(spread.lazy(), on="gehaald")
        .group_by(_HOUSEHOLD)
        .agg(pl.col(_SUMS).sum())
        .group_by("gm_code", "maand", *_SUMS)
        .agg(huishoudens=pl.len().cast(pl.Int64))
        .collect(engine="streaming")
    )
    return pl.concat([SIGNAALREGEL_SCHEMA.to_frame(), *_counted(profiles)])


def reported(tables: CaseTables) -> pl.LazyFrame:
    """Return the signalen that have a day as ``households_by_threshold`` wants them; a row per signaal.

    A household is an address; on one where too many people live, and without an address, it is a person, and a
    signaal without either stands alone. Partners are told apart by name, else by kind; a nameless signaal of a kind
    is taken for the partner of that kind that did give its name, so the number of partners is a lower bound.
    """
    crowded = crowded_addresses(tables).with_columns(vol=pl.lit(value=True))
    placed = (
        tables["signaal"]
        .filter(day_of_signaal().is_not_null())
        .join(crowded, on=["gm_code", "huishouden"], how="left")
        .select(
            "gm_code",
            day_of_signaal().dt.truncate("1mo").alias("maand"),
            pl.coalesce(pl.when(pl.col("vol").is_null()).then("huishouden"), "persoon", "id").alias("huishouden"),
            pl.col("signaalpartner").cast(pl.String).fill_null(""),
            (pl.col("signaaldatum") - pl.col("ontstaansdatum")).dt.total_days().alias("dagen"),
            "bedrag",
            partner_name().alias("partner"),
        )
    )
    kind = [*_HOUSEHOLD, "signaalpartner"]
    named = placed.filter(pl.col("partner").is_not_null()).group_by(kind).agg(genoemd=pl.col("partner").min())
    return placed.join(named, on=kind, how="left").with_columns(
        # The mark keeps a kind apart from a partner that is called so.
        partner=pl.coalesce("partner", "genoemd", pl.concat_str(pl.lit("soort:"), "signaalpartner"))
    )


def selected(
    table: pl.DataFrame, partners: int, *, hooguit_dagen: int = ONBEPERKT, minstens_euro: int = 0
) -> pl.DataFrame:
    """Return how many households a rule selects, per gebied and month with a signaal: at ``partners`` or more.

    ``table`` has the columns of the store, of one gemeente or more; the outcome gebied, maand, ``huishoudens`` (those
    selected) and ``van`` (all with a signaal). Raises ValueError for a limit that was not counted.
    """
    if (hooguit_dagen, minstens_euro) not in THRESHOLDS:
        raise ValueError(f"there are no counts for at most {hooguit_dagen} days and at least {minstens_euro} euro")
    here = (pl.col("hooguit_dagen") == hooguit_dagen) & (pl.col("minstens_euro") == minstens_euro)
    enough = here & (pl.col("partners") >= partners)
    everyone = (pl.col("hooguit_dagen") == ONBEPERKT) & (pl.col("minstens_euro") == 0)
    return (
        table.group_by("gebied", "maand")
        .agg(
            huishoudens=pl.col("huishoudens").filter(enough).sum(),
            van=pl.col("huishoudens").filter(everyone).sum(),
        )
        .sort("gebied", "maand")
    )


def rules(table: pl.DataFrame, capacity: int, *, most_partners: int = 5) -> pl.DataFrame:
    """Return every rule with what it asks of the people who do the visits, those that select most households first.

    ``table`` is of one gemeente and the months one wants to look at. ``gemiddeld`` is how many households a month the
    rule selects, ``meest`` the most in one month, ``past`` the share of months in which they are not more than
    ``capacity``, ``aandeel`` the share of all households with a signaal.
    """
    per_rule = [
        selected(table, partners, hooguit_dagen=dagen, minstens_euro=euro).select(
            pl.lit(partners, pl.Int32).alias("partners"),
            pl.lit(dagen, pl.Int32).alias("hooguit_dagen"),
            pl.lit(euro, pl.Int32).alias("minstens_euro"),
            gemiddeld=pl.col("huishoudens").mean(),
            meest=pl.col("huishoudens").max(),
            past=(pl.col("huishoudens") <= capacity).mean(),
            aandeel=pl.when(pl.col("van").sum() > 0).then(pl.col("huishoudens").sum() / pl.col("van").sum()),
        )
        for partners in range(1, most_partners + 1)
        for dagen, euro in THRESHOLDS
    ]
    order = ["gemiddeld", "partners", "hooguit_dagen", "minstens_euro"]
    return pl.concat(per_rule).sort(order, descending=[True, False, True, False])


def _spread(masks: pl.Series) -> pl.DataFrame:
    """Return for each set of thresholds that are passed the whole numbers that count it, seven in each."""
    passed = [(masks // (1 << place)) % 2 for place in range(len(THRESHOLDS))]
    sums = {
        name: sum(
            (one * _BYTE**place for place, one in enumerate(passed[start : start + _IN_ONE])),
            start=pl.zeros(masks.len(), pl.Int64, eager=True),
        )
        for start, name in zip(range(0, len(passed), _IN_ONE), _SUMS, strict=True)
    }
    return pl.DataFrame({"gehaald": masks, **sums})


def _counted(profiles: pl.DataFrame) -> Sequence[pl.DataFrame]:
    """Return the rows of the store for every threshold."""
    made: list[pl.DataFrame] = []
    for place, (dagen, euro) in enumerate(THRESHOLDS):
        of_this = pl.col(_SUMS[place // _IN_ONE]) // _BYTE ** (place % _IN_ONE) % _BYTE
        rows = (
            profiles.select("gm_code", "maand", "huishoudens", partners=of_this.cast(pl.Int32))
            .filter(pl.col("partners") > 0)
            .group_by("gm_code", "maand", "partners")
            .agg(pl.col("huishoudens").sum())
            .with_columns(
                gebied="gm_code",
                uitsplitsing=pl.lit(""),
                hooguit_dagen=pl.lit(dagen, pl.Int32),
                minstens_euro=pl.lit(euro, pl.Int32),
            )
        )
        made.append(rows.select(pl.col(name).cast(dtype) for name, dtype in SIGNAALREGEL_SCHEMA.items()))
    return made
