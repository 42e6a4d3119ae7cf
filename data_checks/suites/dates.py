"""Expectations about dates that every table with dates shares."""

from collections.abc import Iterable

from data_checks.suites.kinds import WARNING, Expectation, PairInOrder


def not_before(later: str, earlier: str, *, regel: str, notes: str) -> Expectation:
    """Expect ``later`` on or after ``earlier`` wherever both are known."""
    return PairInOrder(
        column_A=later,
        column_B=earlier,
        or_equal=True,
        ignore_row_if="either_value_is_missing",
        severity=WARNING,
        meta={"regel": regel, "kolom": later},
        notes=notes,
    )


def possible(columns: Iterable[str], *, may_lie_ahead: Iterable[str] = ()) -> list[Expectation]:
    """Expect dates of this century; and none in the future, except planned ones (``may_lie_ahead``)."""
    known = list(columns)
    past = [
        PairInOrder(
            column_A="uiterste_datum",
            column_B=column,
            or_equal=True,
            ignore_row_if="either_value_is_missing",
            severity=WARNING,
            meta={"regel": "datum_in_toekomst", "kolom": column},
            notes="Deze datum ligt na de dag van aanleveren. Verbeter de datum in het bronsysteem.",
        )
        for column in known
    ]
    recent = [
        not_before(
            column,
            "oudste_datum",
            regel="datum_voor_2000",
            notes="Deze datum ligt voor het jaar 2000. Waarschijnlijk is het een tikfout. Verbeter de datum.",
        )
        for column in [*known, *may_lie_ahead]
    ]
    return [*past, *recent]
