"""What the door says after a round of deliveries, for an application administrator."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dashboard.texts import KINDS_OF_LEVERING, count_of, number, span

if TYPE_CHECKING:
    from rich.console import Console

    from data_checks.intake import IntakeReport, LeveringReport
    from queries.deliveries.records import Rejection

STATUSSEN = {
    "in_gebruik": "✓ in gebruik",
    "vervangen": "○ een nieuwere levering geldt",
    "geweigerd": "✗ geweigerd",
    "al_ontvangen": "○ was er al",
    "gekeurd": "✓ bruikbaar",
}
MOST_LISTED = 20


def show_intake(report: "IntakeReport", console: "Console", *, stored: bool) -> None:
    """Print what was understood, taken and not taken; ``stored`` is false after a check only."""
    from queries.deliveries.store import SAME_MOMENT

    for line in _lines(report.leveringen):
        console.print(line, soft_wrap=True)
    turned_away = [levering for levering in report.leveringen if not levering.accepted]
    for levering in turned_away[:MOST_LISTED]:
        when = span(levering.periode_van, levering.periode_tot)
        console.print(f"✗ {levering.gm_code}, {when}: {levering.oordeel}", soft_wrap=True)
    twins = sum(SAME_MOMENT in (levering.oordeel or "") for levering in report.leveringen if stored)
    if twins:
        console.print(f"! {count_of(twins, 'levering', 'leveringen')}: {SAME_MOMENT}", soft_wrap=True)
    for refused in report.refused:
        console.print(f"✗ {refused.reason}", soft_wrap=True)
    _show_rules(report.rejections, console)
    if not stored:
        _show_places(report.rejections, console)
        console.print("\nEr is niets bewaard.")
        return
    if report.rejections:
        console.print("\nWaar in het bestand: zie de pagina Datakwaliteit, of `effectmeting keur PAD`.", soft_wrap=True)
    if any(levering.accepted for levering in report.leveringen):
        console.print("\nVolgende stap: `effectmeting bereken`.")


def _lines(leveringen: "list[LeveringReport]") -> Iterator[str]:
    """One line per soort, supplier, period and verdict: a national file is one line, not 342."""
    groups: dict[tuple[str, ...], list[LeveringReport]] = {}
    for each in leveringen:
        key = (each.soort, each.leverancier, span(each.periode_van, each.periode_tot), each.status)
        groups.setdefault(key, []).append(each)
    for (soort, leverancier, when, status), members in groups.items():
        codes = {member.gm_code for member in members}
        whose = codes.pop() if len(codes) == 1 else count_of(len(codes), "gemeente", "gemeenten")
        delivered, rejected, remarks = (
            sum(getattr(member, name) for member in members) for name in ("aantal", "afgekeurd", "waarschuwingen")
        )
        what = KINDS_OF_LEVERING.get(soort, soort)
        yield (
            f"{STATUSSEN.get(status, status)}: {what} van {leverancier}, {whose}, {when}: "
            f"{count_of(delivered, 'record', 'records')} geleverd, {number(rejected)} afgekeurd, "
            f"{count_of(remarks, 'waarschuwing', 'waarschuwingen')}"
        )


def _show_rules(rejections: "list[Rejection]", console: "Console") -> None:
    """Print each rule that was broken, the most frequent first."""
    rules = Counter((each.ernst, each.regel, each.reden) for each in rejections)
    if not rules:
        return
    console.print("\nWat er niet klopt (✗ niet opgenomen, ! wel opgenomen, graag herstellen):")
    for (ernst, regel, reden), times in rules.most_common(MOST_LISTED):
        sign = "✗" if ernst == "afgekeurd" else "!"
        console.print(f"  {sign} {number(times)} × {regel}: {reden}", soft_wrap=True)


def _show_places(rejections: "list[Rejection]", console: "Console") -> None:
    """Print where in the files the first of them are."""
    if rejections:
        console.print("\nWaar:")
    for each in rejections[:MOST_LISTED]:
        console.print(f"  {each.bestand} {each.pad}: {each.regel}", soft_wrap=True)
    if len(rejections) > MOST_LISTED:
        console.print(f"  en nog {number(len(rejections) - MOST_LISTED)}; met `--json` ziet u ze allemaal.")
