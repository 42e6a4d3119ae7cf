"""What stands under the title of a report."""

from dashboard.reports.content import Report
from dashboard.texts import day


def subtitle(report: Report) -> str:
    """Return the period, where the title does not name it, and the day the figures are of."""
    stand = f"stand van {day(report.datum)}"
    return stand.capitalize() if report.periode in report.titel else f"{report.periode} · {stand}"
