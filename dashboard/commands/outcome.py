"""What the door says after a round of deliveries, for an application administrator."""

from collections import Counter
from collections.abc import Callable, Iterator
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
    _and_more(len(turned_away), console)
    twins = sum(SAME_MOMENT in (levering.oordeel or "") for levering in report.leveringen if stored)
    if twins:
        console.print(f"! {count_of(twins, 'levering', 'leveringen')}: {SAME_MOMENT}", soft_wrap=True)
    for refused in report.refused[:MOST_LISTED]:
        console.print(f"✗ {refused.reason}", soft_wrap=True)
    _and_more(len(report.refused), console)
    _show_rules(report.rejections, console)
    if not stored:
        _show_places(report.rejections, console)
        console.print("\nEr is niets bewaard.")
        return
    if report.rejections:
        console.print("\nWaar in het bestand: zie de pagina Datakwaliteit, of `effectmeting keur PAD`.", soft_wrap=True)
    if any(levering.accepted for levering in report.leveringen):
        console.print("\nVolgende stap: `effectmeting bereken`.")


def _and_more(many: int, console: "Console") -> None:
    """Say how many of a list were not shown."""
    if many > MOST_LISTED:
        console.print(f"  en nog {number(many - MOST_LISTED)}; met `--json` ziet u ze allemaal.")


def _lines(leveringen: "list[LeveringReport]") -> Iterator[str]:
    """One line per soort, supplier, period and verdict: a national file is one line, not 342.

    Of more lines than a screen holds, one per soort and verdict over all suppliers and periods.
    """
    fine = _grouped(leveringen, lambda each: (each.soort, each.status, each.leverancier, *_period(each)))
    groups = fine if len(fine) <= MOST_LISTED else _grouped(leveringen, lambda each: (each.soort, each.status))
    for members in groups:
        yield _line(members)


def _grouped(
    leveringen: "list[LeveringReport]", key: "Callable[[LeveringReport], tuple[object, ...]]"
) -> "list[list[LeveringReport]]":
    groups: dict[tuple[object, ...], list[LeveringReport]] = {}
    for each in leveringen:
        groups.setdefault(key(each), []).append(each)
    return list(groups.values())


def _period(levering: "LeveringReport") -> tuple[object, object]:
    return levering.periode_van, levering.periode_tot


def _line(members: "list[LeveringReport]") -> str:
    first = members[0]
    suppliers = {member.leverancier for member in members}
    codes = {member.gm_code for member in members}
    who = first.leverancier if len(suppliers) == 1 else count_of(len(suppliers), "leverancier", "leveranciers")
    whose = first.gm_code if len(codes) == 1 else count_of(len(codes), "gemeente", "gemeenten")
    when = span(min(member.periode_van for member in members), max(member.periode_tot for member in members))
    many = "" if len({_period(member) for member in members}) == 1 else f"{number(len(members))} leveringen "
    delivered, rejected, remarks = (
        sum(getattr(member, name) for member in members) for name in ("aantal", "afgekeurd", "waarschuwingen")
    )
    what = KINDS_OF_LEVERING.get(first.soort, first.soort)
    return (
        f"{STATUSSEN.get(first.status, first.status)}: {many}{what.lower() if many else what} van {who}, {whose}, "
        f"{when}: {count_of(delivered, 'record', 'records')} geleverd, {number(rejected)} afgekeurd, "
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
