"""`rapporteer`: the reports of one, some or all gemeenten, as files that can be sent or printed."""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dashboard.commands import world
from dashboard.config import Settings
from dashboard.errors import ExitCode, SettingsError
from dashboard.texts import count_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.console import Console

    from dashboard.commands.report_pool import Asked, Made

_CODE = re.compile(r"(?i)(?:GM)?(\d{3,4})")
_MOST_LISTED = 20


@dataclass(frozen=True)
class Wanted:
    """What was typed: ``formats``, ``indicators`` and ``topics`` as lists in one text, with commas between."""

    gemeenten: tuple[str, ...]
    alle: bool
    periode: str | None
    formats: str
    indicators: str | None
    topics: str | None
    folder: Path


def report(
    settings: Settings, wanted: Wanted, *, as_json: bool, console: "Console", processes: int | None = None
) -> ExitCode:
    """Make the reports, and say which there are and which failed; REPORTS when any failed.

    Everything that is wrong in what was typed is found before the first report: SettingsError for a gemeente,
    ReportError for a period, a format, an indicator or a topic.
    """
    from dashboard.commands import report_pool
    from dashboard.progress import bars

    asked, names = _asked(settings, wanted)
    codes = _codes(wanted, names)
    asked.folder.mkdir(parents=True, exist_ok=True)
    made: list[Made] = []
    with bars(show=not as_json) as progress:
        if len(codes) == 1:  # a process of its own would take longer than the report
            made.append(report_pool.make(asked, codes[0]))
        else:
            many = processes or report_pool.processes_for(len(codes))
            for one in report_pool.make_all(asked, codes, many):
                made.append(one)
                progress("Rapporten maken", len(made), len(codes))
    made.sort(key=lambda one: one.gm_code)
    tell(made, asked, names, as_json=as_json, console=console)
    return ExitCode.REPORTS if any(one.reden is not None for one in made) else ExitCode.OK


def _asked(settings: Settings, wanted: Wanted) -> "tuple[Asked, Mapping[str, str]]":
    from dashboard.branding import read_branding
    from dashboard.commands.report_pool import Asked
    from dashboard.figures import stored
    from dashboard.reports.formats import chosen_formats
    from dashboard.reports.look import look_of
    from dashboard.reports.periods import period_of
    from dashboard.reports.selection import chosen_indicators, chosen_topics

    world.open_store(settings, create=False)
    source = world.read_source(settings)
    indicators = listed(wanted.indicators)
    asked = Asked(
        source,
        look_of(read_branding(settings)),
        period_of(wanted.periode, source.today).code,
        chosen_formats([each.lower() for each in listed(wanted.formats)]),
        wanted.folder.absolute(),
        world.now(),
        tuple(one.code for one in chosen_indicators(indicators)) if indicators else None,
        chosen_topics([each.upper() for each in listed(wanted.topics)]),
    )
    return asked, stored.gemeenten(source)


def listed(text: str | None) -> list[str]:
    """Return what was typed as a list in one text, with commas between."""
    return [part.strip() for part in (text or "").split(",") if part.strip()]


def _codes(wanted: Wanted, names: "Mapping[str, str]") -> list[str]:
    if wanted.alle and wanted.gemeenten:
        raise SettingsError("Geef --alle, of met --gemeente de gemeenten die u wilt; niet allebei.")
    if wanted.alle:
        return sorted(names)
    if not wanted.gemeenten:
        raise SettingsError("Geef met --gemeente op van wie u een rapport wilt, of --alle voor alle gemeenten.")
    return sorted({find_gemeente(given, names) for given in wanted.gemeenten})


def find_gemeente(given: str, names: "Mapping[str, str]") -> str:
    """Return the code of a gemeente given by code (GM0034, 0034) or name; SettingsError when there is no such one."""
    number = _CODE.fullmatch(given.strip())
    code = f"GM{number[1]:0>4}" if number else None
    if code in names:
        return str(code)
    by_name = {name.casefold(): known for known, name in names.items()}
    found = by_name.get(given.strip().casefold())
    if found is not None:
        return found
    near = [names[by_name[each]] for each in get_close_matches(given.strip().casefold(), by_name, 3)]
    hint = f"bedoelt u {' of '.join(near)}?" if near else "geef een naam zoals Almere of een code zoals GM0034."
    raise SettingsError(f"De gemeente {given!r} is er niet; {hint}")


def tell(
    made: "Sequence[Made]", asked: "Asked", names: "Mapping[str, str]", *, as_json: bool, console: "Console"
) -> None:
    """Say which files there are, whose say little, and who failed and why; as JSON all of it."""
    if as_json:
        told = {
            "map": str(asked.folder),
            "periode": asked.periode,
            "gemaakt": [_without_reason(one, names) for one in made if one.reden is None],
            "mislukt": [
                {"gm_code": one.gm_code, "naam": names[one.gm_code], "reden": one.reden} for one in made if one.reden
            ],
        }
        console.print_json(json.dumps(told))
        return
    good, failed = [one for one in made if one.reden is None], [one for one in made if one.reden is not None]
    files = sum(len(one.bestanden) for one in good)
    if good:
        of_whom = count_of(len(good), "gemeente", "gemeenten")
        there = f"{count_of(files, 'bestand staat', 'bestanden staan')} in {asked.folder}"
        console.print(f"Klaar: {there}, van {of_whom} over {asked.periode}.", soft_wrap=True)
    too_little = sum(one.soort == "te weinig gegevens" for one in good)
    if too_little:
        told_of = count_of(too_little, "gemeente leverde", "gemeenten leverden")
        console.print(f"{told_of} te weinig voor een heel rapport; dat staat erin.", soft_wrap=True)
    if failed:
        console.print(f"Mislukt: {count_of(len(failed), 'gemeente', 'gemeenten')}.")
    for one in failed[:_MOST_LISTED]:
        console.print(f"✗ {one.gm_code} {names[one.gm_code]}: {one.reden}", soft_wrap=True)
    if len(failed) > _MOST_LISTED:
        console.print(f"  en nog {len(failed) - _MOST_LISTED}; met `--json` ziet u ze allemaal.")


def _without_reason(one: "Made", names: "Mapping[str, str]") -> dict[str, Any]:
    told = asdict(one)
    del told["reden"]
    return {"gm_code": one.gm_code, "naam": names[one.gm_code]} | told
