"""`publiceer`: from counts to what others may see, with the report on what that hides and costs."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from dashboard.commands import world
from dashboard.config import Settings
from dashboard.errors import ExitCode
from dashboard.texts import count_of, day, number, share

if TYPE_CHECKING:
    from rich.console import Console

    from queries.publications import AlreadyPublishedError, Publication

_KINDS: Final = {
    "gemeente_kwartaal": "een gemeente, per kwartaal",
    "gemeente_jaar": "een gemeente, per jaar",
    "gebied_kwartaal": "een gebied, per kwartaal",
    "gebied_jaar": "een gebied, per jaar",
}


def publish(settings: Settings, *, dry: bool, remark: str | None, as_json: bool, console: "Console") -> ExitCode:
    """Make what others may see of the last run's counts the published figures, under the next number."""
    from metrics.publishing import publish as make
    from queries.access import read_store_state
    from queries.publications import AlreadyPublishedError
    from queries.viewer import local_administrator

    engine = world.open_store(settings, create=False)
    today = world.today_of_store(engine, settings)
    with engine.connect() as connection:
        state = read_store_state(connection, local_administrator())
    if state.nieuwe_leveringen and not as_json:
        told = count_of(state.nieuwe_leveringen, "levering is", "leveringen zijn")
        console.print(f"Let op: {told} nog niet geteld. Doe eerst `effectmeting bereken`.")
    key = world.load_key(settings)
    try:
        made = make(engine, settings.publications, key=key, datum=today, opmerking=remark, droog=dry)
    except AlreadyPublishedError as same:
        return _nothing_new(same, as_json=as_json, console=console)
    report = json.loads(made.verslag or "{}")
    if as_json:
        console.print_json(json.dumps(asdict(made) | {"verslag": report}, default=str))
    else:
        _tell(made, report, dry=dry, console=console)
    return ExitCode.OK


def _tell(made: "Publication", report: dict[str, Any], *, dry: bool, console: "Console") -> None:
    """Say what was published, what stays hidden, and what that costs."""
    verb = "Dit zou publicatie" if dry else "Publicatie"
    console.print(f"{verb} {made.nummer} {'worden' if dry else 'is gemaakt'}, {day(made.datum)}:")
    for file in made.bestanden:
        console.print(f"  {file.naam}: {number(file.rijen)} rijen")
    for line in report_lines(report):
        console.print(line, soft_wrap=True)
    console.print(
        "Een gemeente ziet haar eigen cijfers precies. Anderen zien afgeronde aantallen, per kwartaal en per jaar.",
        soft_wrap=True,
    )


def report_lines(report: dict[str, Any]) -> list[str]:
    """Return the report on a publication, a sentence a line."""
    changed, profile = report["veranderd"], report["profiel"]
    withheld = report["achtergehouden"] / max(report["bladen"], 1)
    lines = [
        f"Elk aantal is afgerond op een veelvoud van {profile['veelvoud']}. Wie alles weet wat is gepubliceerd, houdt "
        f"bij elk verborgen aantal ten minste {report['smalst']} mogelijkheden over.",
        f"Van {number(report['bladen'])} cijfers van een gemeente in een kwartaal of jaar zijn er "
        f"{number(report['achtergehouden'])} achtergehouden ({share(withheld)}): anders bleven er minder "
        f"dan {profile['mogelijk']} mogelijkheden over.",
        f"Sinds de vorige publicatie: {number(changed['nieuw'])} nieuw, {number(changed['definitief_geworden'])} "
        f"definitief geworden, {number(changed['gebleven'])} gebleven zoals zij waren, "
        f"{number(changed['vervallen'])} vervallen.",
    ]
    if report.get("onbewezen"):
        told = count_of(report["onbewezen"], "soort aantal", "soorten aantallen")
        lines.append(
            f"Voor {told} zijn die mogelijkheden minder precies nagegaan, omdat er te weinig gevallen van zijn."
        )
    for kind, naam in _KINDS.items():
        hidden, error = report["niet_getoond"].get(kind), report["afronding"].get(kind)
        if hidden is not None:
            told = f"Percentages van {naam}: {share(hidden)} rust op te weinig gevallen en wordt niet getoond."
            if error is not None:
                told += f" Bij de andere is de fout van het afronden {number(error, 2)} keer de toevalsfout."
            lines.append(told)
    return [*lines, *report["opmerkingen"]]


def _nothing_new(same: "AlreadyPublishedError", *, as_json: bool, console: "Console") -> ExitCode:
    """Say that the counts were published already: that is an answer, not a failure."""
    if as_json:
        console.print_json(json.dumps({"nummer": same.nummer, "veranderd": False}))
    else:
        console.print(str(same))
    return ExitCode.OK
