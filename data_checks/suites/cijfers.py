"""What must hold for counts before they are stored: one row per indicator and variant, not per count."""

from data_checks.suites.fields import any_rows, holds
from data_checks.suites.kinds import CRITICAL, WARNING, Expectation, ValuesBetween


def _none(column: str, *, regel: str, notes: str) -> Expectation:
    """Expect nothing counted in ``column``."""
    return ValuesBetween(
        column=column,
        min_value=0,
        max_value=0,
        severity=CRITICAL,
        meta={"regel": regel, "kolom": column},
        notes=notes,
    )


def cijfers() -> list[Expectation]:
    """Return the expectations on the summary of one count."""
    return [
        any_rows(),
        _none("leeg", regel="telling_leeg_veld", notes="Een telling heeft een leeg veld."),
        _none("dubbel", regel="telling_dubbel", notes="Een telling staat er dubbel in."),
        *(
            ValuesBetween(
                column=column,
                min_value=0,
                severity=CRITICAL,
                meta={"regel": "telling_negatief", "kolom": column},
                notes="Een telling is lager dan nul.",
            )
            for column in ("kleinste_teller", "kleinste_noemer", "kleinste_onbekend")
        ),
        _none(
            "teller_boven_noemer",
            regel="teller_boven_noemer",
            notes="Een teller is groter dan zijn noemer, terwijl het om een aandeel gaat.",
        ),
        holds(
            "nog_geteld",
            kolom="rijen",
            regel="telling_verdwenen",
            notes="De vorige keer was er wel een telling, nu niet meer. Controleer of er leveringen zijn ingetrokken.",
        ),
        ValuesBetween(
            column="verhouding",
            min_value=0.5,
            max_value=2.0,
            severity=WARNING,
            meta={"regel": "telling_verspringt", "kolom": "som_noemer"},
            notes="De telling is gehalveerd of verdubbeld sinds de vorige keer. Controleer de laatste leveringen.",
        ),
    ]
