"""Expectations about fields that several tables share: filled, in the list, an amount that can be."""

from collections.abc import Sequence

from data_checks.suites.kinds import (
    CRITICAL,
    WARNING,
    Expectation,
    FailureSeverity,
    RowCount,
    ValuesBetween,
    ValuesInSet,
    ValuesPresent,
)

MILLION = 1_000_000


def filled(column: str, *, regel: str, notes: str, severity: FailureSeverity = WARNING) -> Expectation:
    """Expect a value in ``column`` of every row."""
    return ValuesPresent(column=column, severity=severity, meta={"regel": regel, "kolom": column}, notes=notes)


def holds(column: str, *, kolom: str, regel: str, notes: str, severity: FailureSeverity = WARNING) -> Expectation:
    """Expect the answer in ``column``, worked out beforehand, to be yes wherever there is one."""
    return ValuesInSet(
        column=column, value_set=[True], severity=severity, meta={"regel": regel, "kolom": kolom}, notes=notes
    )


def contradiction(column: str, *, kolom: str, soort: str, notes: str) -> Expectation:
    """Expect records that do not contradict themselves in one of the ways that KW03 counts."""
    return holds(column, kolom=kolom, regel=f"tegenstrijdig_{soort}", notes=notes)


def in_list(column: str, codes: Sequence[str]) -> Expectation:
    """Expect a code of the list, or nothing."""
    return ValuesInSet(
        column=column,
        value_set=list(codes),
        severity=WARNING,
        meta={"regel": "code_buiten_lijst", "kolom": column},
        notes="Deze waarde staat niet in de codelijst van de standaard. Kies in de bron een waarde uit de lijst.",
    )


def amount(column: str) -> list[Expectation]:
    """Expect an amount in euro from nothing to a million."""
    return [
        ValuesBetween(
            column=column,
            min_value=0,
            severity=WARNING,
            meta={"regel": "bedrag_negatief", "kolom": column},
            notes="Een bedrag kan niet onder nul zijn. Verbeter het bedrag in het bronsysteem.",
        ),
        ValuesBetween(
            column=column,
            max_value=MILLION,
            severity=WARNING,
            meta={"regel": "bedrag_boven_miljoen", "kolom": column},
            notes="Een bedrag boven een miljoen euro is bijna altijd een tikfout (centen in plaats van euro's?). "
            "Controleer het bedrag.",
        ),
    ]


def once(*, kolom: str, regel: str, notes: str) -> Expectation:
    """Expect every record once; uniqueness over many columns is worked out beforehand, where it is cheap."""
    return holds("enkel", kolom=kolom, regel=regel, notes=notes)


def any_rows() -> Expectation:
    """Expect at least one row: every other check passes on an empty table."""
    return RowCount(
        min_value=1,
        severity=CRITICAL,
        meta={"regel": "tabel_leeg", "kolom": ""},
        notes="Er is niets om te controleren: de tabel heeft geen enkele rij.",
    )
