"""The records of a DDAS-SHV v1.0 file: trajecten as they were known on the day of delivery."""

import numpy as np
import polars as pl

from queries.demo import dirt
from queries.demo.calendar import MISSING
from queries.demo.chance import Bools, Ints
from queries.demo.json_text import array, choice, iso, plain, record, text
from queries.demo.people import addresses, persons
from queries.demo.trajects import GUIDANCE, REASONS, SOLUTIONS
from queries.demo.world import World

_DEBT_KINDS = ("Zorg", "Publiek", "Nuts", "Overig")
_DAYS = (
    "intake", "intake_einde", "beschikking", "plan", "stabilisatie", "stabilisatie_einde", "aanvraag", "toegekend",
    "afgewezen", "ingetrokken", "oplossing_einde", "einde", "nazorg",
)  # fmt: skip


def traject_records(world: World, frame: pl.DataFrame, here: Bools, codes: list[str], known: Ints) -> pl.DataFrame:
    """Return the trajecten of one side of the borders as records, each with what was known on its own day."""
    part = frame["part"].to_numpy()[here]
    rows = frame.filter(pl.Series(here)).with_columns(
        pl.Series("kennis", known[here]), pl.Series("code", codes).gather(part)
    )
    household = rows["household"].to_numpy()
    home = addresses(world.crowd, household)
    first = persons(world.crowd, household, np.zeros(len(household), dtype=np.int64))
    second = persons(world.crowd, household, np.ones(len(household), dtype=np.int64)).select(pl.all().name.suffix("_2"))
    rows = rows.hstack(home).hstack(first).hstack(second)
    return rows.with_columns(_known_day(name) for name in _DAYS).select("code", _traject().alias("json"))


def _known_day(name: str) -> pl.Expr:
    return pl.when(pl.col(name) <= pl.col("kennis")).then(pl.col(name)).otherwise(MISSING).alias(name)


def _client(suffix: str) -> pl.Expr:
    fault = pl.col("fout")
    lives = fault != dirt.CLIENT_NO_ADDRESS
    return record(
        text("Burgerservicenummer", pl.when(fault != dirt.CLIENT_NO_BSN).then(pl.col(f"bsn{suffix}"))),
        text("Geboortedatum", pl.col(f"geboren{suffix}")),
        text("Geslachtsaanduiding", pl.col(f"geslacht{suffix}")),
        text("Postcode", pl.when(lives).then("postcode")),
        text("Huisnummer", pl.when(lives).then("huisnummer")),
        text("Huisnummertoevoeging", pl.when(lives).then("toevoeging")),
    )


def _phase(key: str, *members: pl.Expr) -> pl.Expr:
    """Return a phase, left out as a whole when its first date is not known."""
    return pl.when(members[0].is_not_null()).then(plain(key, record(*members)))


def _dated(key: str, name: str) -> pl.Expr:
    return text(key, iso(pl.col(name)))


def _traject() -> pl.Expr:
    fault = pl.col("fout")
    start = pl.when(fault == dirt.BAD_START).then(pl.lit("2021-02-30")).otherwise(iso(pl.col("start")))
    debt = pl.when(fault == dirt.NEGATIVE_DEBT).then(-pl.col("schuld")).otherwise(pl.col("schuld"))
    shown = pl.when(fault == dirt.BAD_DEBT).then(pl.lit('"onbekend"')).otherwise(debt.cast(pl.String))
    counted = (pl.col("intake_einde") > MISSING) & (fault != dirt.NO_DEBT)
    end = pl.when((fault == dirt.EARLY_END) & (pl.col("einde") > MISSING)).then(pl.col("start") - 400)
    decided = pl.col("beschikking") > MISSING
    kind = pl.when(pl.col("toegelaten") == 1).then(pl.lit("Toelatingsbeschikking"))
    granted = pl.col("toegekend") > MISSING
    guided = (pl.col("begeleiding") >= 0) & (pl.col("plan") > MISSING)
    guidance = record(text("soort", choice(pl.col("begeleiding"), GUIDANCE)), _dated("startdatum", "plan"))
    return record(
        text("startdatum", start),
        text("einddatum", iso(end.otherwise(pl.col("einde")))),
        plain("totaalSchuldbedragBijAanvangSchuld", pl.when(counted | (fault == dirt.BAD_DEBT)).then(shown)),
        text("gemeentecode", pl.col("code")),
        plain("aanmelding", record(
            plain("crisisinterventie", pl.col("crisis") == 1), _dated("startdatum", "start"),
            _dated("einddatum", "intake"),
        )),
        plain("client", array(_client(""), pl.when(pl.col("paar")).then(_client("_2")))),
        pl.when(pl.col("intake") > MISSING).then(plain("intake", record(
            _dated("startdatum", "intake"), _dated("einddatum", "intake_einde"),
            text("beschikkingssoort", pl.when(decided).then(kind.otherwise(pl.lit("Afwijzingsbeschikking")))),
            _dated("beschikkingsdatum", "beschikking"),
        ))),
        _phase("planVanAanpak", _dated("datumAfronding", "plan")),
        pl.when(guided).then(plain("begeleiding", array(guidance))),
        _phase("stabilisatie", _dated("startdatum", "stabilisatie"), _dated("einddatum", "stabilisatie_einde")),
        _phase("schuldregeling", _dated("datum", "aanvraag"), _dated("toegekend", "toegekend"),
               _dated("afgewezen", "afgewezen"), _dated("ingetrokken", "ingetrokken"),
               plain("dwangakkoord", pl.when(granted).then(pl.col("dwangakkoord") == 1))),
        plain("schulden", pl.when(counted).then(_creditors())),
        pl.when(granted).then(plain("oplossing", record(
            text("soort", choice(pl.col("oplossing"), SOLUTIONS)), _dated("startdatum", "toegekend"),
            _dated("einddatum", "oplossing_einde"),
        ))),
        _phase("uitstroom", _dated("datum", "einde"), text("reden", choice(pl.col("reden"), REASONS))),
        _phase("nazorg", _dated("startdatum", "nazorg")),
    )  # fmt: skip


def _creditors() -> pl.Expr:
    """Return as many debts as there are creditors; their kinds go round, their amounts are not given."""
    texts = [
        "[" + ",".join(f'{{"schuldsoort":"{_DEBT_KINDS[n % 4]}"}}' for n in range(count)) + "]" for count in range(26)
    ]
    return choice(pl.col("schuldeisers"), texts)
