"""The records of a DDAS-VS v1.0 file: signalen, and zaken as they were known on the day of delivery."""

import numpy as np
import polars as pl

from queries.demo import dirt
from queries.demo.approach import ATTEMPTS, FORMS, NOT_PICKED, RESULTS
from queries.demo.calendar import MISSING, MONTH_STARTS, QUARTERS, Period, as_date
from queries.demo.json_text import array, choice, iso, plain, record, text
from queries.demo.levels import PARTNERS
from queries.demo.people import addresses, persons
from queries.demo.signals import Quarter, signal_prefix
from queries.demo.world import World

_DAY_PARTS = ("Ochtend", "Middag", "Avond")


def _codes(world: World, frame: pl.DataFrame) -> pl.Series:
    """Return the gemeente code under which each record is delivered."""
    part = frame["deel"].to_numpy()
    old = pl.Series(world.places.old_codes).gather(part)
    return pl.Series(world.places.gm_codes).gather(part).zip_with(~frame["oud"], old).alias("code")


def signal_records(world: World, quarter: Quarter) -> pl.DataFrame:
    """Return the signalen of a quarter as JSON, each with the gemeente code it is delivered under."""
    signals = quarter.signals
    household = signals["huishouden"].to_numpy()
    people = persons(world.crowd, household, signals["tweede"].to_numpy().astype(np.int64))
    town = pl.Series("plaats", world.places.old_names).gather(signals["deel"].to_numpy())
    frame = signals.with_row_index("nummer").hstack(people).hstack(addresses(world.crowd, household))
    fault = pl.col("fout")
    on, since, amount = pl.col("signaaldatum"), pl.col("ontstaan"), pl.col("bedrag")
    found_bsn = pl.when(fault != dirt.NO_BSN).then("bsn")
    lives = fault != dirt.NO_ADDRESS
    client = record(
        text("Burgerservicenummer", found_bsn),
        text("Voorletters", pl.col("voorletter")),
        text("Voorvoegsel", pl.col("voorvoegsel")),
        text("Achternaam", pl.col("achternaam")),
        text("Geboortedatum", pl.when(fault != dirt.NO_BIRTH).then("geboren")),
        text("Straatnaam", pl.when(lives).then("straat")),
        text("Postcode", pl.when(lives).then("postcode")),
        text("Huisnummer", pl.when(lives).then("huisnummer")),
        text("Huisnummertoevoeging", pl.when(lives).then("toevoeging")),
        text("Plaatsnaam", pl.col("plaats")),
    )
    value = pl.when(fault == dirt.NEGATIVE).then(-amount).when(fault == dirt.ENORMOUS).then(2_000_000 + amount)
    shown = (
        pl.when(fault == dirt.BAD_AMOUNT).then(pl.lit('"onbekend"'))
        .when(fault != dirt.NO_AMOUNT).then(value.otherwise(amount).cast(pl.String))
    )  # fmt: skip
    sent = (
        pl.when(fault == dirt.BAD_DATE).then(pl.lit("2023-02-30"))
        .when(fault == dirt.ANCIENT).then(pl.lit("1900-01-01"))
        .when(fault != dirt.NO_DATE).then(iso(on))
    )  # fmt: skip
    partner = choice(pl.col("partner"), PARTNERS)
    partner = pl.when(fault == dirt.BAD_PARTNER).then(pl.lit("Sportvereniging")).otherwise(partner)
    frame = frame.with_columns(town, _codes(world, signals))
    return frame.select(
        "code",
        record(
            text("ID", pl.when(fault != dirt.NO_ID).then(_signal_id(world, quarter.period, pl.col("nummer")))),
            plain("crisissignaal", pl.col("crisis")),
            plain("warmeOverdracht", pl.col("warm")),
            plain("bedrag", shown),
            text("ontstaansdatum", iso(pl.when(fault == dirt.LATE_ARREAR).then(on + 45).otherwise(since))),
            text("signaaldatum", sent),
            text("status", pl.when(~pl.col("in_zaak")).then(pl.lit("Nog niet opgepakt"))),
            plain("signaalpartner", record(text("type", partner))),
            plain("client", client),
        ).alias("json"),
    )


def _signal_id(world: World, period: Period, row: pl.Expr) -> pl.Expr:
    return pl.concat_str(pl.lit(signal_prefix(world, period)), row.cast(pl.String).str.zfill(6))


def zaak_records(world: World, quarter: Quarter, delivered: Period, index: int | None) -> pl.DataFrame:
    """Return the zaken of a quarter as known at a delivery; with ``index`` only those that changed since the last."""
    known = delivered.known_until
    zaken = quarter.zaken.with_row_index("zaak").with_columns(_codes(world, quarter.zaken))
    if index is not None:
        zaken = _changed(world, zaken, quarter.period, index)
    zaken = zaken.with_columns(pl.col("zaak").cast(pl.Int64))
    signal_ids = (
        quarter.links.join(zaken.select("zaak"), on="zaak", how="semi")
        .with_columns(record(text("ID", _signal_id(world, quarter.period, pl.col("signaal")))).alias("verwijzing"))
        .group_by("zaak", maintain_order=True)
        .agg(pl.col("verwijzing").str.join(","))
    )
    zaken = zaken.join(signal_ids, on="zaak", how="left", maintain_order="left")
    months = pl.Series([as_date(day) for day in (*_month_starts(quarter.period), quarter.period.end)])
    month = zaken["maand"].to_numpy() - quarter.period.first
    zaken = zaken.with_columns(months.gather(month).alias("van"), months.gather(month + 1).alias("tot"))
    fault = pl.col("fout")
    fits = fault != dirt.NO_PERIOD
    picked = pl.when(fault == dirt.EARLY_PICK).then(pl.col("eerste") - 30)
    picked = pl.when(fault != dirt.NO_PICK).then(picked.otherwise(pl.col("opgepakt")))
    outcome = pl.when((pl.col("resultaat_op") > MISSING) & (pl.col("resultaat_op") <= known)).then("resultaat")
    matched = pl.when(fault == dirt.BAD_MATCH).then(pl.lit("2023-13-01")).otherwise(iso(pl.col("matching")))
    ids = pl.when(fault != dirt.NO_SIGNALS).then("verwijzing").otherwise(pl.lit(""))
    end = (pl.col("tot") - pl.duration(days=1)).dt.to_string("%Y-%m-%d")
    approached = (pl.col("resultaat") >= NOT_PICKED) | (pl.col("resultaat") < 0)
    attempts = array(*(_attempt(number, known) for number in range(ATTEMPTS)))
    return zaken.select(
        "code",
        record(
            text("resultaat", choice(outcome, RESULTS)),
            text("matchingsdatum", matched),
            text("startdatum_matchtingperiode", pl.when(fits).then(pl.col("van").dt.to_string("%Y-%m-%d"))),
            text("datum_opgepakt", iso(picked, known)),
            text("einddatum_matchingperiode", pl.when(fits).then(end)),
            plain("vroegsignalen", pl.concat_str(pl.lit("["), ids, pl.lit("]"))),
            plain("contactpogingen", pl.when(approached).then(attempts)),
        ).alias("json"),
    )  # fmt: skip


def _month_starts(period: Period) -> list[int]:
    """Return the first day of each of its months."""
    return MONTH_STARTS[period.first : period.first + period.months].tolist()


def _changed(world: World, zaken: pl.DataFrame, own: Period, index: int) -> pl.DataFrame:
    """Keep the zaken in which something happened since the gemeente's previous delivery."""
    period = QUARTERS[index]
    roles = world.roles
    missed = {*roles.skipped, roles.refused}
    absent = [code for code, label in missed if label == own.label]  # what never arrived is not updated either
    previous = QUARTERS[index - 1]
    late = [code for code, label in missed if label == previous.label]
    until = QUARTERS[max(index - 2, 0)].known_until
    since = pl.when(pl.col("code").is_in(late)).then(until).otherwise(previous.known_until)
    moments = ["resultaat_op", "opgepakt", *(f"datum{number}" for number in range(ATTEMPTS))]
    changed = pl.any_horizontal((pl.col(name) > since) & (pl.col(name) <= period.known_until) for name in moments)
    return zaken.filter(changed & ~pl.col("code").is_in(absent))


def _attempt(number: int, known: int) -> pl.Expr:
    on = pl.col(f"datum{number}")
    present = (on > MISSING) & (on <= known)
    early = pl.col("fout") == dirt.EARLY_CONTACT
    shown = pl.when(early & (number == 0)).then(pl.col("eerste") - 20).otherwise(on)
    reached = pl.col(f"bereikt{number}")
    return pl.when(present).then(
        record(
            text("soort", choice(pl.col(f"soort{number}"), FORMS)),
            plain("bereikt", pl.when(reached >= 0).then(reached == 1)),
            text("datum", iso(shown)),
            text("dagdeel", choice(pl.col(f"dagdeel{number}"), _DAY_PARTS)),
        )
    )
