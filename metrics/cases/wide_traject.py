"""The traject with what its indicators ask: how long someone waited, how it went, and what came before and after."""

from collections.abc import Mapping
from datetime import date
from typing import Final

import polars as pl

from metrics.cases.tegenspraak import GEEN, TRAJECT, contradiction
from metrics.cases.traject_koppeling import linked
from metrics.cases.traject_verloop import (
    REGELING_DAGEN,
    STABILISATIE_MAANDEN,
    began,
    end_of_traject,
    got_a_traject,
    heard_in_time,
    lasted_longer,
    standing,
)
from metrics.cases.werkdagen import termijnen
from metrics.tables import CaseTables
from metrics.uitsplitsingen import MEER_WAARDEN, age_class, one_value, yes_no

LONGEST_WAIT: Final = 180
# The stored histogram of debts holds whole hundreds: nearer than that nobody needs a median to be, and it stays small.
EURO_STAP: Final = 100


def wide_traject(tables: CaseTables, stretches: Mapping[str, pl.DataFrame], today: date) -> pl.LazyFrame:
    """Return the trajecten with ``gebeurtenis`` and the answers their indicators ask.

    Waiting ends at the first talk. Without one it is known to have lasted until the traject ended,
    until the last delivery that holds it, or until today. A talk planned after today has not been.
    The month is that of the aanmelding or the start, filled in where need be from other dates; the
    waiting itself is only known from a date on which it began. ``termijn`` is the last day on which the
    first talk is in time.

    A regeling has an outcome from ``regeling_op``: the day it was granted, else the first day it was
    turned down or withdrawn. ``toegekend`` is null where it was both granted and turned down; so is
    ``was_regeling``, and also where there is an oplossing of which nobody says whether it was granted.

    ``einde_op`` is the last day of the traject. See traject_verloop and traject_koppeling for
    the other answers; ``stretches`` are per case table the days on which nothing can be missing.
    """
    cases = _dated(tables)
    return (
        cases.join(linked(tables, cases, stretches), on="traject", how="left")
        .with_columns(
            pl.when("crisis").then("termijn_crisis").otherwise("termijn_gewoon").alias("termijn"),
            got_a_traject().alias("op_weg"),
            _longer("stabilisatie_van", "stabilisatie_tot", f"{STABILISATIE_MAANDEN}mo").alias("lang_stabiel"),
            _longer("regeling_aangevraagd", "regeling_op", f"{REGELING_DAGEN}d").alias("lang_op_regeling"),
            ((pl.col("schuldbedrag") + EURO_STAP // 2) // EURO_STAP * EURO_STAP).alias("schuld_afgerond"),
            contradiction(TRAJECT).alias("cel_soort"),
            **_waiting(today),
            **heard_in_time(),
            **standing(),
            **_cells(),
        )
        .with_columns(tegenspraak=pl.col("cel_soort") != GEEN)
    )


def _dated(tables: CaseTables) -> pl.LazyFrame:
    """Return the trajecten with their clients, their days, and both terms for the first talk."""
    granted, refused = pl.col("regeling_toegekend"), pl.col("regeling_afgewezen")
    both = granted.is_not_null() & refused.is_not_null()
    turned_down = pl.min_horizontal(refused, "regeling_ingetrokken")
    unclear = both | (granted.is_null() & turned_down.is_null() & pl.col("oplossing").is_not_null())
    return (
        tables["traject"]
        .rename({"id": "traject"})
        .join(_clients(tables), on="traject", how="left")
        .with_columns(
            gebeurtenis=pl.coalesce("aanmelding", "start"),
            einde_op=end_of_traject(),
            regeling_op=pl.coalesce(granted, turned_down),
            toegekend=pl.when(~both).then(granted.is_not_null()),
            was_regeling=pl.when(~unclear).then(granted.is_not_null()),
        )
        .with_columns(
            pl.coalesce("gebeurtenis", "laatste_maand").alias("registratie"),
            sleutel=pl.coalesce("huishouden", "persoon", "traject"),
            wacht_vanaf=pl.coalesce(began(), "gebeurtenis"),
        )
        .join(termijnen().lazy(), left_on="wacht_vanaf", right_on="dag", how="left")
    )


def _waiting(today: date) -> dict[str, pl.Expr]:
    talk = pl.when(pl.col("intake_van") <= today).then(pl.col("intake_van"))
    seen_until = pl.min_horizontal(pl.lit(today), "bekend_tot", end_of_traject())
    waited = (pl.coalesce(talk, seen_until) - began()).dt.total_days()
    return {
        "wachtdagen": waited.clip(upper_bound=LONGEST_WAIT),
        "gesproken": pl.when(waited >= 0).then(talk.is_not_null() & (waited <= LONGEST_WAIT)),
    }


def _longer(first: str, last: str, norm: str) -> pl.Expr:
    return lasted_longer(pl.col(first), pl.col(last), norm)


def _cells() -> dict[str, pl.Expr]:
    # Kinds of begeleiding are delivered as one text, with commas between them.
    several = pl.col("begeleiding").str.contains(",", literal=True)
    return {
        "cel_crisis": yes_no(pl.col("crisis")),
        "cel_leeftijdsklasse": age_class(pl.col("gebeurtenis"), pl.col("oudste_geboortejaar")),
        "cel_pc4": one_value(pl.col("pc4_laag"), pl.col("pc4_hoog")),
        "cel_begeleiding": pl.when(several).then(pl.lit(MEER_WAARDEN)).otherwise("begeleiding"),
        "cel_oplossing": pl.col("oplossing").cast(pl.String),
        "cel_uitstroomreden": pl.col("uitstroomreden").cast(pl.String),
    }


def _clients(tables: CaseTables) -> pl.LazyFrame:
    """Return per traject the year in which its oldest client was born, where they live, and how full they came."""
    return (
        tables["traject_persoon"]
        .group_by("traject")
        .agg(
            pl.col("huishouden", "persoon").min(),
            oudste_geboortejaar=pl.col("geboortejaar").min(),
            pc4_laag=pl.col("pc4").min(),
            pc4_hoog=pl.col("pc4").max(),
            personen=pl.len(),
            personen_persoon=(pl.col("persoon_uit") == "bsn").fill_null(value=False).sum(),
            personen_huishouden=pl.col("huishouden").is_not_null().sum(),
            personen_geboortejaar=pl.col("geboortejaar").is_not_null().sum(),
            personen_pc4=pl.col("pc4").is_not_null().sum(),
        )
    )
