"""How a traject goes: in time or too late, admitted, ended and why, and what can no longer be seen."""

from typing import Final

import polars as pl

# Norms of the field (NVVK): a stabilisatie of four months, 120 days to bring about a regeling.
# Configurable here, and nowhere else.
STABILISATIE_MAANDEN: Final = 4
REGELING_DAGEN: Final = 120
# How long people may take from aanmelding to traject, and when a cohort is looked back on: after a regeling of 36
# months. Configurable here, and nowhere else.
TRAJECT_MAANDEN: Final = 6
STAND_MAANDEN: Final = 36

AFGEROND: Final = "Afgerond"
TOELATING: Final = "Toelatingsbeschikking"
# Nobody chose for these.
BUITEN_DE_GEMEENTE: Final = ("Overleden", "Verhuisd")
UITVAL: Final = ("Nietverschenen", "Ingetrokken", "Voldoet niet")
# Who left so before the term was over could not be heard any more.
NIET_MEER_TE_SPREKEN: Final = (*BUITEN_DE_GEMEENTE, "Ingetrokken")


def end_of_traject() -> pl.Expr:
    """The last day of a traject; null while it runs."""
    return pl.coalesce("uitstroom", "einddatum")


def began() -> pl.Expr:
    """The day on which waiting began; null where it is only filled in from other dates."""
    return pl.coalesce("aanmelding", "startdatum")


def ended() -> pl.Expr:
    """Whether it ended: it has a last day, or a reason for one."""
    return end_of_traject().is_not_null() | pl.col("uitstroomreden").is_not_null()


def ended_because(*reasons: str) -> pl.Expr:
    """Whether it ended for one of these reasons; null where it ended and no reason is given."""
    return pl.when(ended()).then(pl.col("uitstroomreden").is_in(reasons)).otherwise(pl.lit(value=False))


def seen_through(day: pl.Expr) -> pl.Expr:
    """Whether all of it is known up to and including ``day``: it ended, or a later levering still has it."""
    return end_of_traject().is_not_null() | (pl.col("bekend_tot") > day).fill_null(value=True)


def heard_in_time() -> dict[str, pl.Expr]:
    """Return ``termijn_telt`` and ``op_tijd``: does the first talk have a term, and was it held by then?

    Needs both terms, ``termijn_gewoon`` and ``termijn_crisis``. Where nobody wrote down whether it is a
    crisis, the answer is known only when it is the same with and without one. A talk before the beginning
    cannot be, and without a talk a later step shows that there was one on a day nobody knows.
    """
    terms = [pl.col("termijn_gewoon"), pl.col("termijn_crisis")]
    return {
        "termijn_telt": _with_or_without_crisis(*(_has_term(term) for term in terms)),
        "op_tijd": _with_or_without_crisis(*(_in_time(term) for term in terms)),
    }


def _has_term(term: pl.Expr) -> pl.Expr:
    reason, end = pl.col("uitstroomreden").is_in(NIET_MEER_TE_SPREKEN), end_of_traject()
    # Neither a reason nor a last day: it runs.
    gone = pl.when(ended()).then(reason & (end < term)).otherwise(pl.lit(value=False))
    return pl.col("intake_van").is_not_null() | ~gone


def _in_time(term: pl.Expr) -> pl.Expr:
    talk = pl.col("intake_van")
    later_step = pl.any_horizontal(pl.col("beschikkingsdatum", "plan_van_aanpak", "regeling_aangevraagd").is_not_null())
    return (
        pl.when(began().is_null() | (talk < began()))
        .then(None)
        .when(talk.is_not_null())
        .then(talk <= term)
        .when(~later_step & seen_through(term))
        .then(pl.lit(value=False))
    )


def _with_or_without_crisis(usual: pl.Expr, crisis: pl.Expr) -> pl.Expr:
    known = pl.col("crisis")
    return pl.when(known).then(crisis).when(~known).then(usual).when(usual == crisis).then(usual)


def admitted_by(day: pl.Expr) -> pl.Expr:
    """Whether there was an admission on or before ``day``; null where its kind or its day is not given."""
    kind, on = pl.col("beschikking"), pl.col("beschikkingsdatum")
    # Without kind and day there was no beschikking; one of the two alone is a field left empty.
    return (
        pl.when(kind.is_not_null() | on.is_not_null())
        .then((kind == TOELATING) & (on <= day))
        .otherwise(pl.lit(value=False))
    )


def got_a_traject() -> pl.Expr:
    """Whether an admission or a plan van aanpak came within TRAJECT_MAANDEN of the event."""
    first, last = pl.col("gebeurtenis"), pl.col("gebeurtenis").dt.offset_by(f"{TRAJECT_MAANDEN}mo")
    plan, on = pl.col("plan_van_aanpak"), pl.col("beschikkingsdatum")
    admitted, perhaps = pl.col("beschikking") == TOELATING, (pl.col("beschikking") == TOELATING).fill_null(value=True)
    found = plan.is_between(first, last).fill_null(value=False) | (admitted & on.is_between(first, last)).fill_null(
        value=False
    )
    doubt = (
        (plan < first).fill_null(value=False)
        | (perhaps & (on <= last)).fill_null(value=False)
        | (admitted & on.is_null()).fill_null(value=False)
    )
    return (
        pl.when(began().is_null())
        .then(None)
        .when(found)
        .then(pl.lit(value=True))
        .when(~doubt & seen_through(last))
        .then(pl.lit(value=False))
    )


def standing() -> dict[str, pl.Expr]:
    """Return how a traject stands STAND_MAANDEN after its event: still running, and the reason why not.

    ``toegelaten`` is whether it was admitted by then, ``loopt`` whether it still ran at the end of that day.
    """
    day = pl.col("gebeurtenis").dt.offset_by(f"{STAND_MAANDEN}mo")
    end = end_of_traject()
    undated = end.is_null() & pl.col("uitstroomreden").is_not_null()
    runs = pl.when(end.is_not_null()).then(end > day).when(~undated & seen_through(day)).then(pl.lit(value=True))
    return {"toegelaten": admitted_by(day), "loopt": runs}


def still_runs() -> pl.Expr:
    """Whether a traject ran on the day of ``standing``; null also where it ended and nobody says why.

    That it did not run is certain then, but the ways in which a traject can stand have to add up.
    """
    return pl.when(pl.col("loopt") | pl.col("uitstroomreden").is_not_null()).then("loopt")


def stands_as(*reasons: str) -> pl.Expr:
    """Whether a traject had ended for one of these reasons on the day of ``standing``."""
    return (
        pl.when(pl.col("loopt"))
        .then(pl.lit(value=False))
        .when(~pl.col("loopt"))
        .then(pl.col("uitstroomreden").is_in(reasons))
    )


def lasted_longer(first: pl.Expr, last: pl.Expr, norm: str) -> pl.Expr:
    """Whether a phase lasted longer than ``norm`` (an offset: ``4mo``), counted from its first day.

    What has no last day lasts until the traject ends. It cannot end before it began.
    """
    until = first.dt.offset_by(norm)
    end = end_of_traject()
    return (
        pl.when(last < first)
        .then(None)
        .when(last.is_not_null())
        .then(last > until)
        .when(end.is_not_null())
        .then(end > until)
        .when(seen_through(until))
        .then(pl.lit(value=True))
    )
