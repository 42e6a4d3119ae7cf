"""The records of a DDAS-VS file: signalen, and zaken as they were known on the day of delivery."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from queries.demo import dirt
from queries.demo.approach import ATTEMPTS, FORMS, NOT_PICKED, RESULTS
from queries.demo.calendar import MISSING, MONTH_ENDS, MONTH_STARTS, as_date
from queries.demo.json_text import Style, array, choice, iso, plain, record, text
from queries.demo.levels import PARTNERS
from queries.demo.people import addresses, persons
from queries.demo.signals import ID_MARK, Quarter, id_prefix
from queries.demo.suppliers import Supplier
from queries.demo.world import World

_DAY_PARTS = ("Ochtend", "Middag", "Avond")
_MONTH_STARTS = pl.Series([as_date(day).isoformat() for day in MONTH_STARTS.tolist()])
_MONTH_ENDS = pl.Series([as_date(day - 1).isoformat() for day in MONTH_ENDS.tolist()])
_OPEN = "Nog niet opgepakt"
# What v0.9 called otherwise.
_OLD_RESULTS = {
    "Inwoner regelt het zelf/hoeft geen hulp vanuit vroegsignalering":
        "Inwoner hoeft geen hulp vanuit vroegsignalering",
    "Verwijzing zonder toestemming": "Verwijzing zonder contact",
}  # fmt: skip
_OLD_FORMS = {"Afspraak op locatie": "Overige"}


@dataclass(frozen=True, eq=False)
class Writer:
    """How one software house writes its records, in one version of the standard."""

    world: World
    supplier: Supplier
    version: str

    @property
    def _style(self) -> Style:
        return Style(says_nothing=self.supplier.says_nothing)

    def signals(self, quarter: Quarter, rows: pl.Series) -> pl.Series:
        """Return these signalen (row numbers) as JSON."""
        signals = quarter.signals[rows]
        household = signals["huishouden"].to_numpy()
        people = persons(self.world.crowd, household, signals["tweede"].to_numpy().astype(np.int64))
        town = pl.Series("plaats", self.world.places.old_names).gather(signals["deel"].to_numpy())
        frame = signals.hstack(people).hstack(addresses(self.world.crowd, household)).with_columns(
            town, rows.alias("nummer")
        )  # fmt: skip
        return frame.select(self._signal(id_prefix(self.world, quarter.period, self.supplier))).to_series()

    def _signal(self, prefix: str) -> pl.Expr:
        style, fault = self._style, pl.col("fout")
        since, amount, number = pl.col("ontstaan"), pl.col("bedrag"), pl.col("nummer").cast(pl.Int64)
        number = pl.when((fault == dirt.DOUBLE_ID) & (number > 0)).then(number - 1).otherwise(number)
        identifier = pl.concat_str(pl.lit(prefix), number.cast(pl.String).str.zfill(6))
        value = pl.when(fault == dirt.NEGATIVE).then(-amount).when(fault == dirt.ENORMOUS).then(2_000_000 + amount)
        shown = (
            pl.when(fault == dirt.BAD_AMOUNT).then(pl.lit('"onbekend"'))
            .when(fault != dirt.NO_AMOUNT).then(value.otherwise(amount).cast(pl.String))
        )  # fmt: skip
        crisis = pl.when(fault == dirt.BAD_FLAG).then(pl.lit('"ja"')).otherwise(pl.col("crisis").cast(pl.String))
        partner = choice(pl.col("partner"), PARTNERS)
        partner = pl.when(fault == dirt.BAD_PARTNER).then(pl.lit("Sportvereniging")).otherwise(partner)
        return record(
            style.text("ID", pl.when(fault != dirt.NO_ID).then(identifier)),
            plain("crisissignaal", crisis),
            *([] if self.supplier.says_nothing else [plain("warmeOverdracht", pl.col("warm"))]),
            plain("bedrag", shown),
            style.dated("ontstaansdatum", iso(pl.when(fault == dirt.LATE_ARREAR).then(since + 80).otherwise(since))),
            style.dated("signaaldatum", _sent(fault, pl.col("signaaldatum"))),
            style.text("status", self._status(fault)),
            plain("signaalpartner", record(text("type", partner))),
            plain("client", _client(style, fault)),
        )

    def _status(self, fault: pl.Expr) -> pl.Expr:
        matched = pl.col("in_zaak")
        told = pl.when(~matched | (fault == dirt.OPEN_STATUS)).then(pl.lit(_OPEN))
        told = told.when(fault == dirt.BAD_STATUS).then(pl.lit("Bij de buurvrouw"))
        if not self.supplier.says_nothing:
            return told
        dropped = matched & (pl.col("resultaat") >= 0) & (pl.col("resultaat") < NOT_PICKED)
        return told.when(dropped).then(choice(pl.col("resultaat"), RESULTS))

    def zaken(self, quarters: Mapping[int, Quarter], rows: pl.DataFrame) -> pl.Series:
        """Return zaken as JSON; ``rows`` gives of each its quarter, row number and the last day that is known."""
        pieces = [
            quarters[at].zaken[part["rij"]].with_columns(
                part["kennis"], pl.lit(id_prefix(self.world, quarters[at].period, self.supplier)).alias("begin")
            )
            for (at,), part in rows.partition_by("kwartaal", as_dict=True, maintain_order=True).items()
        ]  # fmt: skip
        if not pieces:
            return pl.Series(dtype=pl.String)
        zaken = pl.concat(pieces)
        month = zaken["maand"].to_numpy()
        return zaken.with_columns(
            _MONTH_STARTS.gather(month).alias("van"),
            _MONTH_ENDS.gather(month).alias("tot"),
            pl.col("signalen").str.replace_all(ID_MARK, pl.col("begin"), literal=True),
        ).select(self._zaak()).to_series()  # fmt: skip

    def _zaak(self) -> pl.Expr:
        style, fault, known = self._style, pl.col("fout"), pl.col("kennis")
        results = [_OLD_RESULTS.get(name, name) for name in RESULTS] if self.version == "0.9" else RESULTS
        picked = pl.when(fault == dirt.EARLY_PICK).then(pl.col("eerste") - 30)
        picked = pl.when(fault != dirt.NO_PICK).then(picked.otherwise(pl.col("opgepakt")))
        number = pl.when((fault == dirt.REACHED_NO_CONTACT) & (pl.col("bereikt2") == 1)).then(
            pl.lit(RESULTS.index("Definitief geen contact kunnen krijgen"))
        )
        decided = (pl.col("resultaat_op") > MISSING) & (pl.col("resultaat_op") <= known)
        outcome = pl.when(decided & (fault == dirt.BAD_RESULT)).then(pl.lit("Zelfstandig verder"))
        outcome = outcome.when(decided).then(choice(number.otherwise(pl.col("resultaat")), results))
        matched = pl.when(fault == dirt.BAD_MATCH).then(pl.lit("2023-13-01"))
        matched = matched.when(fault != dirt.NO_MATCH).then(iso(pl.col("matching")))
        ids = pl.when(fault != dirt.NO_SIGNALS).then("signalen").otherwise(pl.lit(""))
        fits, turned = fault != dirt.NO_PERIOD, fault == dirt.TURNED_PERIOD
        since = pl.when(turned).then("tot").when(fits).then("van")
        until = pl.when(turned).then("van").when(fits).then("tot")
        approached = (pl.col("resultaat") >= NOT_PICKED) | (pl.col("resultaat") < 0)
        attempts = array(*(self._attempt(number) for number in range(ATTEMPTS)))
        called = array(record(
            text("soort", pl.lit("Telefoon")), plain("bereikt", pl.lit("true")),
            text("datum", iso(pl.col("matching") + 3)),
        ))  # fmt: skip
        shown = pl.when(approached).then(attempts).when(fault == dirt.REACHED_NOT_PICKED).then(called)
        return record(
            style.text("resultaat", outcome),
            style.dated("matchingsdatum", matched),
            style.dated("startdatum_matchtingperiode", since),
            style.dated("datum_opgepakt", iso(picked, known)),
            style.dated("einddatum_matchingperiode", until),
            plain("vroegsignalen", pl.concat_str(pl.lit("["), ids, pl.lit("]"))),
            plain("contactpogingen", shown),
        )

    def _attempt(self, number: int) -> pl.Expr:
        style, fault, on = self._style, pl.col("fout"), pl.col(f"datum{number}")
        present = (on > MISSING) & (on <= pl.col("kennis"))
        shown = pl.when((fault == dirt.EARLY_CONTACT) & (number == 0)).then(pl.col("eerste") - 20)
        shown = shown.when((fault != dirt.UNDATED_CONTACT) | (number != 2)).then(on)
        reached = pl.col(f"bereikt{number}")
        forms = [_OLD_FORMS.get(name, name) for name in FORMS] if self.version == "0.9" else FORMS
        part_of_day = pl.when((fault == dirt.BAD_PART_OF_DAY) & (number == 2)).then(pl.lit("Nacht"))
        if not self.supplier.says_nothing:
            part_of_day = part_of_day.otherwise(choice(pl.col(f"dagdeel{number}"), _DAY_PARTS))
        return pl.when(present).then(
            record(
                text("soort", choice(pl.col(f"soort{number}"), forms)),
                plain("bereikt", pl.when(reached >= 0).then(reached == 1)),
                style.dated("datum", iso(shown.otherwise(MISSING))),
                style.text("dagdeel", part_of_day),
            )
        )


def _sent(fault: pl.Expr, on: pl.Expr) -> pl.Expr:
    return (
        pl.when(fault == dirt.BAD_DATE).then(pl.lit("2023-02-30"))
        .when(fault == dirt.ANCIENT).then(pl.lit("1900-01-01"))
        .when(fault == dirt.TOO_NEW).then(iso(on + 365))
        .when(fault != dirt.NO_DATE).then(iso(on))
    )  # fmt: skip


def _client(style: Style, fault: pl.Expr) -> pl.Expr:
    nobody = fault == dirt.NOBODY
    numbered = (fault != dirt.NO_BSN) & ~nobody
    lives = (fault != dirt.NO_ADDRESS) & ~nobody
    return record(
        style.text("Burgerservicenummer", pl.when(numbered).then("bsn")),
        style.text("Voorletters", pl.col("voorletter")),
        style.text("Voorvoegsel", pl.col("voorvoegsel")),
        style.text("Achternaam", pl.col("achternaam")),
        style.text("Geboortedatum", pl.when((fault != dirt.NO_BIRTH) & ~nobody).then("geboren")),
        style.text("Straatnaam", pl.when(lives).then("straat")),
        style.text("Postcode", pl.when(lives).then("postcode")),
        style.text("Huisnummer", pl.when(lives).then("huisnummer")),
        style.text("Huisnummertoevoeging", pl.when(lives).then("toevoeging")),
        style.text("Plaatsnaam", pl.col("plaats")),
    )
