"""What must hold for the aanvulling tables that have no rules of their own."""

from data_checks.columns.aanvulling import AHEAD, ORDER, codes_of, dates_of, names_signaal
from data_checks.suites.dates import not_before, possible
from data_checks.suites.fields import any_rows, holds, in_list
from data_checks.suites.kinds import Expectation


def aanvulling(tabel: str) -> list[Expectation]:
    """Return the expectations on the rows of ``tabel``."""
    days = dates_of(tabel)
    ahead = [day for day in days if (tabel, day) in AHEAD]
    return [
        any_rows(),
        *(in_list(column, codes) for column, codes in codes_of(tabel).items()),
        *possible([day for day in days if day not in ahead], may_lie_ahead=ahead),
        *(
            not_before(
                later,
                earlier,
                regel=f"{later}_voor_{earlier}",
                notes=f"De datum in {later} ligt voor de datum in {earlier}. Controleer beide datums.",
            )
            for table, later, earlier in ORDER
            if table == tabel
        ),
        *([_signaal_known()] if names_signaal(tabel) else []),
    ]


def _signaal_known() -> Expectation:
    return holds(
        "signaal_bekend",
        kolom="signaal_id",
        regel="signaal_onbekend",
        notes="Er is geen vroegsignaal met dit signaal-ID ontvangen, dus deze rij hoort nog bij geen zaak. "
        "Controleer het ID en de leverancier, of lever het signaal alsnog.",
    )
