"""Links from a zaak on to debt help: did someone of it apply in the weeks after?"""

import polars as pl

from metrics.cases.addresses import crowded_addresses
from metrics.cases.links import clients_of, residents_of
from metrics.tables import CaseTables


def applied_within(tables: CaseTables, zaken: pl.LazyFrame, stretches: pl.DataFrame) -> pl.LazyFrame:
    """Return per zaak ``aangemeld``: an aanmelding in the days that count; null where it cannot be told.

    ``zaken`` has zaak, gm_code, huishouden, and ``contact_van`` to ``contact_tot``: the days that count, both
    included. A link is one on the person, and on the address only where one of the two sides names no
    person. It cannot be told where no link can be made, and where not all those days were delivered
    (``stretches``: the days on which no traject can be missing), also for who was found: else only what was
    found would count there.
    """
    crowded = crowded_addresses(tables)
    dated = zaken.drop_nulls(["contact_van", "contact_tot"]).with_columns(eerste_dag=pl.col("contact_van"))
    days = dated.select("zaak", "contact_van", "contact_tot")
    residents = residents_of(tables, dated, crowded)
    clients = clients_of(tables, crowded)
    by_person = residents.join(clients, on=["gm_code", "persoon"]).select("zaak", "aanmelding")
    by_address = (
        residents.join(clients, on=["gm_code", "huishouden"], suffix="_client")
        .filter(pl.col("persoon").is_null() | pl.col("persoon_client").is_null())
        .select("zaak", "aanmelding")
    )
    found = (
        pl.concat([by_person, by_address])
        .join(days, on="zaak")
        .filter(pl.col("aanmelding").is_between("contact_van", "contact_tot"))
        .select("zaak", gevonden=pl.lit(value=True))
        .unique()
    )
    known = pl.any_horizontal(pl.col("persoon", "huishouden").is_not_null())
    linkable = residents.filter(known).select("zaak").unique()
    covered = (
        dated.join(stretches.lazy(), on="gm_code")
        .filter(pl.col("stuk_van") <= pl.col("contact_van"), pl.col("contact_tot") < pl.col("stuk_tot"))
        .select("zaak")
        .unique()
    )
    sure = linkable.join(covered, on="zaak", how="semi").with_columns(na_te_gaan=pl.lit(value=True))
    return (
        dated.select("zaak")
        .join(found, on="zaak", how="left")
        .join(sure, on="zaak", how="left")
        .select(
            "zaak",
            aangemeld=pl.when("na_te_gaan").then(pl.col("gevonden").fill_null(value=False)),
        )
    )
