"""What there is beside figures, as the API tells it: indicators, definitions, regions and publications."""

from typing import Any, Final

from dashboard.api import reading
from dashboard.api.problem import ProblemError
from dashboard.charts import definition
from dashboard.charts.units import unit
from dashboard.figures.source import Source
from dashboard.files.extract import plain
from metrics.definition import Indicator
from metrics.indicators import BY_CODE, INDICATORS
from queries.publications import Publication

BASE: Final = "/api/v1"
_RICHTINGEN: Final = {"+": "hogerIsBeter", "-": "lagerIsBeter", "o": "geen"}
# Leaves that no reader sees are a file of a publication as well.
_NEVER_SHOWN: Final = "bladeren.parquet"


def indicatoren() -> list[dict[str, Any]]:
    """Return what each indicator is in short, in the order in which they are shown."""
    return [indicator(one.code) for one in INDICATORS]


def indicator(code: str) -> dict[str, Any]:
    """Return one indicator in short. Raises ProblemError 404."""
    one = _named(code)
    return {
        "code": one.code,
        "naam": one.naam,
        "zin": plain(one.zin),
        "versie": one.versie,
        "kern": one.kern,
        "richting": _RICHTINGEN[one.richting.value],
        "tegenmaat": one.tegenmaat,
        "varianten": [{"code": of.code, "naam": of.naam, "eenheid": one.eenheid_van(of).naam} for of in one.varianten],
        "uitsplitsingen": list(one.uitsplitsingen),
        "_links": {
            "self": {"href": f"{BASE}/indicatoren/{code}"},
            "cijfers": {"href": f"{BASE}/indicatoren/{code}/cijfers"},
            "definitie": {"href": f"{BASE}/definities/{code}"},
        },
    }


def definities() -> list[dict[str, Any]]:
    """Return every definition whole."""
    return [definitie(one.code) for one in INDICATORS]


def definitie(code: str) -> dict[str, Any]:
    """Return one definition whole: who counts, in what unit, how sure, and what changed. ProblemError 404."""
    one = _named(code)
    return {
        "code": one.code,
        "naam": one.naam,
        "versie": one.versie,
        "zin": plain(one.zin),
        "waarom": plain(one.waarom),
        "richting": _RICHTINGEN[one.richting.value],
        "tegenmaat": one.tegenmaat,
        "gebeurtenis": plain(one.gebeurtenis),
        "varianten": [
            {
                "code": of.code,
                "naam": of.naam,
                "teller": plain(of.teller),
                "noemer": plain(of.noemer),
                "eenheid": unit(one, of),
                "onzekerheid": one.methode_van(of).uitleg,
                "wanneerDefinitief": definition.final_words(one, of),
            }
            for of in one.varianten
        ],
        "uitsplitsingen": list(one.uitsplitsingen),
        "kanttekeningen": [plain(each) for each in one.kanttekeningen],
        "bron": plain(one.bron),
        "auteur": one.auteur,
        "opgesteld": one.opgesteld,
        "herzien": one.herzien,
        "herzienVoor": one.herzien_voor,
        "wijzigingen": [
            {"versie": each.versie, "datum": each.datum, "wat": plain(each.wat)} for each in one.wijzigingen
        ],
        "_links": {"self": {"href": f"{BASE}/definities/{code}"}},
    }


def gebieden(source: Source) -> list[dict[str, Any]]:
    """Return Nederland, the regions and today's gemeenten, with the code that figures have; own groups of nobody."""
    return reading.gebieden(source).to_dicts()


def publicaties(source: Source) -> list[dict[str, Any]]:
    """Return all publications for anybody, newest first."""
    return [_publicatie(one) for one in reading.publications(source)]


def publicatie(source: Source, nummer: str) -> dict[str, Any]:
    """Return one publication. Raises ProblemError 404."""
    for one in reading.publications(source):
        if nummer == str(one.nummer):
            return _publicatie(one)
    raise ProblemError(404, f"Deze publicatie is er niet; alle publicaties staan op {BASE}/publicaties.")


def _publicatie(one: Publication) -> dict[str, Any]:
    return {
        "nummer": one.nummer,
        "datum": one.datum,
        "peildatum": one.peildatum,
        "bestanden": [
            {"naam": file.naam, "sha256": file.sha256, "rijen": file.rijen}
            for file in one.bestanden
            if file.naam != _NEVER_SHOWN
        ],
        "_links": {"self": {"href": f"{BASE}/publicaties/{one.nummer}"}},
    }


def _named(code: str) -> Indicator:
    if code not in BY_CODE:
        raise ProblemError(404, f"Deze indicator is er niet; alle indicatoren staan op {BASE}/indicatoren.")
    return BY_CODE[code]
