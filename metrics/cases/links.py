"""Links between registers: had this household debt help before the first signal?"""

import polars as pl

from metrics.cases.addresses import crowded_addresses
from metrics.cases.traject_verloop import end_of_traject
from metrics.coverage import LATEST
from metrics.tables import CaseTables

LOOK_BACK_MONTHS = (24, 60)
# An address changes hands: further apart than this it says nothing about a person.
ADDRESS_MONTHS = 12


def unknown_to_debt_help(tables: CaseTables, zaken: pl.LazyFrame, stretches: pl.DataFrame) -> pl.LazyFrame:
    """Return per zaak ``onbekend_24`` and ``onbekend_60``: no traject in so many months before it.

    ``zaken`` has zaak, gm_code, huishouden and ``eerste_dag``; a zaak without a day is left out. A
    traject that is found answers the question by itself; that none is found says something only
    when the zaak can be linked and every day of the look back was delivered.
    """
    crowded = crowded_addresses(tables)
    residents = residents_of(tables, zaken, crowded)
    clients = clients_of(tables, crowded)
    by_person = residents.join(clients, on=["gm_code", "persoon"]).select("zaak", "eerste_dag", "start", "einde")
    by_address = (
        residents.join(clients, on=["gm_code", "huishouden"], suffix="_client")
        .filter(pl.col("persoon").is_null() | pl.col("persoon_client").is_null())
        .select("zaak", "eerste_dag", "start", "einde")
    )
    linkable = residents.group_by("zaak").agg(
        koppelbaar=(pl.col("persoon").is_not_null() | pl.col("huishouden").is_not_null()).any()
    )
    return (
        zaken.filter(pl.col("eerste_dag").is_not_null())
        .join(_last_end(by_person, "einde_persoon"), on="zaak", how="left")
        .join(_last_end(by_address, "einde_adres"), on="zaak", how="left")
        .join(linkable, on="zaak", how="left")
        .join(_days_covered(zaken, stretches), on=["gm_code", "eerste_dag"], how="left")
        .select("zaak", *(_unknown(months) for months in LOOK_BACK_MONTHS))
    )


def _unknown(months: int) -> pl.Expr:
    """Answer whether no traject was open in this many months before the first day."""
    since, since_address = (pl.col("eerste_dag").dt.offset_by(f"-{n}mo") for n in (months, ADDRESS_MONTHS))
    found = (pl.col("einde_persoon") >= since).fill_null(value=False) | (
        pl.col("einde_adres") >= since_address
    ).fill_null(value=False)
    telling = pl.col("koppelbaar") & pl.col(f"gedekt_{months}").fill_null(value=False)
    return pl.when(found).then(pl.lit(value=False)).when(telling).then(pl.lit(value=True)).alias(f"onbekend_{months}")


def residents_of(tables: CaseTables, zaken: pl.LazyFrame, crowded: pl.LazyFrame) -> pl.LazyFrame:
    """Return who a zaak is about: a row per signaal, or one for a zaak whose signalen are all absent."""
    signalen = tables["signaal"].select(
        pl.col("id").alias("signaal"), pl.col("huishouden").alias("adres_signaal"), _person().alias("persoon")
    )
    return (
        zaken.filter(pl.col("eerste_dag").is_not_null())
        # A person that the zaak has already would stand in for those of its signalen.
        .select("zaak", "gm_code", "huishouden", "eerste_dag")
        .join(tables["zaak_signaal"].join(signalen, on="signaal"), on="zaak", how="left")
        .select(
            "zaak", "gm_code", "eerste_dag", "persoon", pl.coalesce("adres_signaal", "huishouden").alias("huishouden")
        )
        .pipe(_without_crowded, crowded)
        .unique()
    )


def clients_of(tables: CaseTables, crowded: pl.LazyFrame) -> pl.LazyFrame:
    """Return the clients of each traject with its first and last day, and the day of its aanmelding."""
    trajecten = tables["traject"].select(
        "gm_code", "start", end_of_traject().fill_null(LATEST).alias("einde"),
        traject="id", aanmelding=pl.coalesce("aanmelding", "start"),
    )  # fmt: skip
    return (
        tables["traject_persoon"]
        .select("traject", _person().alias("persoon"), "huishouden")
        .join(trajecten, on="traject")
        .select("gm_code", "persoon", "huishouden", "start", "einde", "aanmelding")
        .pipe(_without_crowded, crowded)
        .unique()
    )


def _person() -> pl.Expr:
    """The person, where the BSN identifies him; a hashed name does not."""
    return pl.when(pl.col("persoon_uit") == "bsn").then("persoon")


def _without_crowded(rows: pl.LazyFrame, crowded: pl.LazyFrame) -> pl.LazyFrame:
    """Blank the addresses that never link; the person may still."""
    return (
        rows.join(crowded.with_columns(vol=pl.lit(value=True)), on=["gm_code", "huishouden"], how="left")
        .with_columns(pl.when(pl.col("vol").is_null()).then("huishouden").alias("huishouden"))
        .drop("vol")
    )


def _last_end(links: pl.LazyFrame, name: str) -> pl.LazyFrame:
    """Return per zaak the last end of the linked trajecten that began before it."""
    return links.filter(pl.col("start") < pl.col("eerste_dag")).group_by("zaak").agg(pl.col("einde").max().alias(name))


def _days_covered(zaken: pl.LazyFrame, stretches: pl.DataFrame) -> pl.LazyFrame:
    """Return per gemeente and first day whether each look back was delivered whole."""

    def within(months: int) -> pl.Expr:
        return (pl.col("stuk_van") <= pl.col("eerste_dag").dt.offset_by(f"-{months}mo")).any().alias(f"gedekt_{months}")

    return (
        zaken.select("gm_code", "eerste_dag")
        .drop_nulls()
        .unique()
        .join(stretches.lazy(), on="gm_code")
        .filter(pl.col("eerste_dag") <= pl.col("stuk_tot"))
        .group_by("gm_code", "eerste_dag")
        .agg(within(months) for months in LOOK_BACK_MONTHS)
    )
