"""The records of a DDAS-SHV file, in each of its versions: trajecten as they were known on the day of delivery."""

import numpy as np
import polars as pl

from queries.demo import dirt
from queries.demo.calendar import MISSING
from queries.demo.json_text import Style, array, choice, iso, plain, record, text
from queries.demo.people import addresses, persons
from queries.demo.suppliers import Supplier
from queries.demo.trajects import GUIDANCE, REASONS, SOLUTIONS
from queries.demo.world import World

_DEBT_KINDS = ("Zorg", "Publiek", "Nuts", "Overig")
_MOST_CREDITORS = 26
_TERMINATED = REASONS.index("Voldoet niet")
_OLD_GUIDANCE = ["Budgetcoaching" if name == "Budgetbegeleiding" else name for name in GUIDANCE]
_DAYS = (
    "intake", "intake_einde", "beschikking", "plan", "stabilisatie", "stabilisatie_einde", "aanvraag", "toegekend",
    "afgewezen", "ingetrokken", "oplossing_einde", "einde", "nazorg",
)  # fmt: skip


def traject_records(world: World, supplier: Supplier, version: str, rows: pl.DataFrame) -> pl.Series:
    """Return trajecten as JSON; ``rows`` gives of each its row number, code, error and the last day that is known."""
    frame = world.trajects.frame[rows["rij"]].hstack(rows.select("code", "kennis", "fout"))
    household = frame["household"].to_numpy()
    home = addresses(world.crowd, household)
    first = persons(world.crowd, household, np.zeros(len(household), dtype=np.int64))
    second = persons(world.crowd, household, np.ones(len(household), dtype=np.int64)).select(pl.all().name.suffix("_2"))
    frame = frame.hstack(home).hstack(first).hstack(second).with_columns(_known_day(name) for name in _DAYS)
    if supplier.bare_codes:
        frame = frame.with_columns(pl.col("code").str.strip_prefix("GM"))
    return frame.select(_traject(Style(says_nothing=supplier.says_nothing), version)).to_series()


def _known_day(name: str) -> pl.Expr:
    return pl.when(pl.col(name) <= pl.col("kennis")).then(pl.col(name)).otherwise(MISSING).alias(name)


def _client(style: Style, suffix: str, debts: pl.Expr | None) -> pl.Expr:
    fault = pl.col("fout")
    lives = fault != dirt.CLIENT_NO_ADDRESS
    return record(
        style.text("Burgerservicenummer", pl.when(fault != dirt.CLIENT_NO_BSN).then(pl.col(f"bsn{suffix}"))),
        style.text("Geboortedatum", pl.col(f"geboren{suffix}")),
        text("Geslachtsaanduiding", pl.col(f"geslacht{suffix}")),
        style.text("Postcode", pl.when(lives).then("postcode")),
        style.text("Huisnummer", pl.when(lives).then("huisnummer")),
        style.text("Huisnummertoevoeging", pl.when(lives).then("toevoeging")),
        *([] if debts is None else [plain("leefsituatie", array(record(plain("schulden", debts))))]),
    )


def _phase(key: str, *members: pl.Expr) -> pl.Expr:
    """Return a phase, left out as a whole when its first date is not known."""
    return pl.when(members[0].is_not_null()).then(plain(key, record(*members)))


def _dated(key: str, name: str) -> pl.Expr:
    return text(key, iso(pl.col(name)))


def _traject(style: Style, version: str) -> pl.Expr:
    fault = pl.col("fout")
    start = pl.when(fault == dirt.BAD_START).then(pl.lit("2021-02-30")).otherwise(iso(pl.col("start")))
    debt = pl.when(fault == dirt.NEGATIVE_DEBT).then(-pl.col("schuld")).otherwise(pl.col("schuld"))
    shown = pl.when(fault == dirt.BAD_DEBT).then(pl.lit('"onbekend"')).otherwise(debt.cast(pl.String))
    counted = (pl.col("intake_einde") > MISSING) & (fault != dirt.NO_DEBT)
    end = pl.when((fault == dirt.EARLY_END) & (pl.col("einde") > MISSING)).then(pl.col("start") - 400)
    granted = pl.col("toegekend") > MISSING
    guided = (pl.col("begeleiding") >= 0) & (pl.col("plan") > MISSING)
    names = _OLD_GUIDANCE if version == "0.9" else GUIDANCE
    guidance = record(text("soort", choice(pl.col("begeleiding"), names)), _dated("startdatum", "plan"))
    rejected = pl.when(granted & (fault == dirt.GRANTED_AND_REJECTED)).then(pl.col("toegekend") - 10)
    reason = pl.when(fault == dirt.BAD_REASON).then(pl.lit("Zelfstandig verder"))
    inner = version == "0.9"  # there the debts hang on the client's leefsituatie
    first = _client(style, "", pl.when(counted).then(_creditors("soort")) if inner else None)
    return record(
        text("startdatum", start),
        style.dated("einddatum", iso(end.otherwise(pl.col("einde")))),
        plain("totaalSchuldbedragBijAanvangSchuld", pl.when(counted | (fault == dirt.BAD_DEBT)).then(shown)),
        text("gemeentecode", pl.col("code")),
        pl.when(fault != dirt.NO_REGISTRATION).then(plain("aanmelding", record(
            plain("crisisinterventie", pl.col("crisis") == 1), _dated("startdatum", "start"),
            _dated("einddatum", "intake"),
        ))),
        plain("client", array(first, pl.when(pl.col("paar")).then(_client(style, "_2", None)))),
        pl.when(pl.col("intake") > MISSING).then(plain("intake", record(
            _dated("startdatum", "intake"), _dated("einddatum", "intake_einde"), *_decision(version),
        ))),
        _phase("planVanAanpak", _dated("datumAfronding", "plan")),
        pl.when(guided).then(plain("begeleiding", array(guidance))),
        _phase("stabilisatie", _dated("startdatum", "stabilisatie"), _dated("einddatum", "stabilisatie_einde")),
        _phase("schuldregeling", _dated("datum", "aanvraag"), _dated("toegekend", "toegekend"),
               text("afgewezen", iso(rejected.otherwise(pl.col("afgewezen")))), _dated("ingetrokken", "ingetrokken"),
               plain("dwangakkoord", pl.when(granted).then(pl.col("dwangakkoord") == 1))),
        *([] if inner else [plain("schulden", pl.when(counted).then(_creditors("schuldsoort")))]),
        pl.when(granted).then(plain("oplossing", record(
            text("soort", choice(pl.col("oplossing"), SOLUTIONS)), _dated("startdatum", "toegekend"),
            _dated("einddatum", "oplossing_einde"),
        ))),
        _phase("uitstroom", _dated("datum", "einde"),
               text("reden", reason.otherwise(choice(pl.col("reden"), REASONS)))),
        _phase("nazorg", _dated("startdatum", "nazorg")),
    )  # fmt: skip


def _decision(version: str) -> list[pl.Expr]:
    """Return the beschikking; 0.9 only had a date, and only of an admission."""
    fault, decided = pl.col("fout"), pl.col("beschikking") > MISSING
    admitted = decided & (pl.col("toegelaten") == 1)
    if version == "0.9":
        return [text("toelatingsbeschikking", pl.when(admitted).then(iso(pl.col("beschikking"))))]
    granted = pl.col("toegekend") > MISSING
    # 0.10 had no other place for the decision to end a traject: it took the place of the one to begin it.
    terminated = (pl.col("einde") > MISSING) & (pl.col("reden") == _TERMINATED) & decided & (version == "0.10")
    kind = (
        pl.when(terminated).then(pl.lit("Beeindigingsbeschikking"))
        .when(granted & (fault == dirt.REJECTED_AND_SOLVED)).then(pl.lit("Afwijzingsbeschikking"))
        .when(admitted & (fault == dirt.BAD_DECISION)).then(pl.lit("Toewijzingsbeschikking"))
        .when(admitted).then(pl.lit("Toelatingsbeschikking"))
        .when(decided).then(pl.lit("Afwijzingsbeschikking"))
    )  # fmt: skip
    on = pl.when(terminated).then("einde").otherwise(pl.col("beschikking"))
    return [text("beschikkingssoort", kind), text("beschikkingsdatum", iso(on))]


def _creditors(key: str) -> pl.Expr:
    """Return as many debts as there are creditors; their kinds go round, their amounts are not given."""
    texts = [
        "[" + ",".join(f'{{"{key}":"{_DEBT_KINDS[n % 4]}"}}' for n in range(count)) + "]"
        for count in range(_MOST_CREDITORS)
    ]
    return choice(pl.col("schuldeisers"), texts)
