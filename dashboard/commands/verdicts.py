"""What the page is told of a checked or stored upload: per file and levering, in counts, codes and rules."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from queries.deliveries.aanvulling_file import HOW_TO_COVER
from queries.deliveries.records import RefusedFile, Rejection

if TYPE_CHECKING:
    from data_checks.intake import IntakeReport, LeveringReport

MOST_LEVERINGEN: Final = 400
MOST_RULES: Final = 60
MOST_PLACES: Final = 5


def outcome_of(report: "IntakeReport", paths: Sequence[Path]) -> dict[str, Any]:
    """Return what came of an upload as JSON: ``bruikbaar`` when any of it can be stored, or was.

    ``bestanden`` has per file its verdict (goed, let_op, geweigerd) and a sentence where it was refused; of national
    files at most 400 leveringen are listed, those turned away first, and all are counted.
    """
    refused = _refusals(report.refused)
    by_file = _leveringen_of(report.leveringen)
    rules = _rules(report.rejections)
    ordered = sorted(report.leveringen, key=lambda each: (each.accepted, each.soort, each.gm_code, each.periode_van))
    return {
        "bestanden": [_file(path, refused.get(path.name), by_file.get(path.name, ())) for path in paths],
        "leveringen": [_levering(each) for each in ordered[:MOST_LEVERINGEN]],
        "aantal_leveringen": len(report.leveringen),
        "regels": rules[:MOST_RULES],
        "aantal_regels": len(rules),
        "bruikbaar": any(levering.accepted for levering in report.leveringen),
        "gm_codes": sorted({each.gm_code for each in report.leveringen}),
    }


def _refusals(refused: Iterable[RefusedFile]) -> dict[str, str]:
    return {each.path.name: each.reason for each in refused}


def _leveringen_of(leveringen: Iterable["LeveringReport"]) -> Mapping[str, list["LeveringReport"]]:
    found: dict[str, list[LeveringReport]] = defaultdict(list)
    for each in leveringen:
        for name in each.bestanden:
            found[name].append(each)
    return found


def _file(path: Path, reason: str | None, leveringen: Sequence["LeveringReport"]) -> dict[str, Any]:
    if reason is not None or not leveringen:
        told = reason or "In dit bestand is geen levering gevonden."
        return {"naam": path.name, "oordeel": "geweigerd", "zin": told, "vraagt_dekking": HOW_TO_COVER in told}
    remarked = any(each.waarschuwingen or each.afgekeurd or not each.accepted for each in leveringen)
    state = "geweigerd" if not any(each.accepted for each in leveringen) else "let_op" if remarked else "goed"
    return {"naam": path.name, "oordeel": state, "zin": None, "vraagt_dekking": False}


def _levering(each: "LeveringReport") -> dict[str, Any]:
    return {
        "soort": each.soort,
        "gm_code": each.gm_code,
        "van": each.periode_van.isoformat(),
        "tot": each.periode_tot.isoformat(),
        "bestanden": list(each.bestanden),
        "stand": each.status,
        "aangenomen": each.accepted,
        "oordeel": each.oordeel,
        "aantal": each.aantal,
        "afgekeurd": each.afgekeurd,
        "waarschuwingen": each.waarschuwingen,
        "nummer": each.nummer,
        "vervangt": list(each.vervangt),
    }


def _rules(rejections: Iterable[Rejection]) -> list[dict[str, Any]]:
    """Return every broken rule with how often it was and the first places, worst first; never a value."""
    found: dict[tuple[str, str, str], list[Rejection]] = defaultdict(list)
    for each in rejections:
        found[each.ernst, each.tabel, each.regel].append(each)
    listed = sorted(found.items(), key=lambda item: (item[0][0], -len(item[1]), item[0]))
    return [
        {
            "ernst": ernst,
            "tabel": tabel,
            "regel": regel,
            "reden": places[0].reden,
            "gevonden": len(places),
            "plaatsen": [
                {"bestand": place.bestand, "pad": place.pad, "record": place.record} for place in places[:MOST_PLACES]
            ],
        }
        for (ernst, tabel, regel), places in listed
    ]
