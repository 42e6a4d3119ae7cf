"""DCAT-AP-NL 3.0: what a data portal must know of an edition, as JSON-LD; every mandatory property is there."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from dashboard.opendata.edition import Edition, folder_of
from metrics.definition import Indicator

FILE: Final = "04-dcat.jsonld"
_EU: Final = "http://publications.europa.eu/resource/authority/"
_NEDERLAND: Final = f"{_EU}country/NLD"
_SPDX: Final = "http://spdx.org/rdf/terms#"
_PROFILE: Final = "https://docs.geostandaarden.nl/dcat/dcat-ap-nl30/"
_CONTEXT: Final = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": _SPDX,
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_CONCEPTS: Final = {
    "data-theme/SOCI": ("Bevolking en samenleving", "Population and society"),
    "data-theme/GOVE": ("Overheid en publieke sector", "Government and public sector"),
    "dataset-status/COMPLETED": ("Voltooid", "Completed"),
    "distribution-status/COMPLETED": ("Voltooid", "Completed"),
}
# By the end of a file's name: the media type of IANA, and the code of the EU's list of file types.
_TYPES: Final = {
    ".csv": ("text/csv", "CSV"),
    ".csv-metadata.json": ("application/csvm+json", "JSON_LD"),
    ".parquet": ("application/vnd.apache.parquet", "PARQUET"),
    ".json": ("application/json", "JSON"),
    ".md": ("text/markdown", "MD"),
}
_STANDARDS: Final = {".csv": "https://www.w3.org/TR/tabular-data-model/", ".json": "https://json-stat.org/full/"}
_TITLE: Final = ("Effectmeting schuldhulp en vroegsignalering", "Effects of debt assistance and early detection")
_ABOUT: Final = (
    "Wat vroegsignalering en schuldhulp van gemeenten opleveren, per indicator, gemeente, regio, kwartaal en jaar. "
    "Elk aantal gevallen is afgerond op een veelvoud van 5 (omhoog of omlaag); kleine aantallen worden niet getoond.",
    "What early detection of debts and debt assistance by Dutch municipalities achieve, by indicator, municipality, "
    "region, quarter and year. Every number of cases is rounded up or down to a multiple of 5; small ones are hidden.",
)
_KEYWORDS: Final = ("schuldhulpverlening", "vroegsignalering", "schulden", "gemeenten", "ontruimingen")


@dataclass(frozen=True)
class Listed:
    """A file of the folder: its name, size and SHA-256, and what it is."""

    naam: str
    bytes: int
    sha256: str
    titel: str


def dcat(edition: Edition, files: Sequence[Listed], indicators: Sequence[Indicator], van: date, tot: date) -> bytes:
    """Return the metadata of a folder with ``files``; its figures are of ``van`` up to and including ``tot``."""
    dataset = _dataset(edition, files, van, tot)
    catalog = {
        "@id": f"{_folder(edition)}{FILE}#catalogus",
        "@type": "dcat:Catalog",
        "dct:title": _both(*_TITLE),
        "dct:description": _both(*_ABOUT),
        "dct:publisher": _agent(edition),
        "dct:creator": _agent(edition),
        "dcat:contactPoint": _contact(edition),
        "dct:license": {"@id": edition.publisher.licence.adres},
        "dct:language": _languages(),
        "dct:issued": _day(edition.publication.datum),
        "dct:modified": _day(edition.publication.datum),
        "dct:spatial": {"@id": _NEDERLAND},
        "dcat:themeTaxonomy": {"@id": f"{_EU}data-theme"},
        "dct:conformsTo": {"@id": _PROFILE},
        "dcat:dataset": {"@id": dataset["@id"]},
    }
    keywords = [{"@value": word, "@language": "nl"} for word in (*_KEYWORDS, *(one.naam for one in indicators))]
    graph = [catalog, dataset | {"dcat:keyword": keywords}, *(_distribution(edition, file) for file in files)]
    # What is used of lists kept elsewhere is said to be what it is, so that a checker need not fetch them.
    graph += [
        {"@id": f"{_EU}access-right/PUBLIC", "@type": "dct:RightsStatement"},
        {"@id": f"{_EU}language/NLD", "@type": "dct:LinguisticSystem"},
        {"@id": f"{_EU}language/ENG", "@type": "dct:LinguisticSystem"},
        {"@id": f"{_EU}frequency/IRREG", "@type": "dct:Frequency"},
        *(
            {"@id": f"{_EU}{code}", "@type": "skos:Concept", "skos:prefLabel": _both(*labels)}
            for code, labels in _CONCEPTS.items()
        ),
        {"@id": f"{_EU}data-theme", "@type": "skos:ConceptScheme", "dct:title": _both("Thema's", "Data themes")},
        {"@id": _PROFILE, "@type": "dct:Standard"},
        {"@id": _NEDERLAND, "@type": "dct:Location"},
        {"@id": edition.publisher.licence.adres, "@type": "dct:LicenseDocument"},
    ]
    return json.dumps({"@context": _CONTEXT, "@graph": graph}, ensure_ascii=False, indent=1).encode() + b"\n"


def _dataset(edition: Edition, files: Sequence[Listed], van: date, tot: date) -> dict[str, Any]:
    publication, folder = edition.publication, _folder(edition)
    made: dict[str, Any] = {
        "@id": f"{folder}{FILE}#dataset",
        "@type": "dcat:Dataset",
        "dct:title": _both(*(f"{title} ({publication.nummer})" for title in _TITLE)),
        "dct:description": _both(*_ABOUT),
        "dct:identifier": f"{folder}{FILE}#dataset" if edition.publisher.adres else edition.folder,
        "dct:publisher": _agent(edition),
        "dct:creator": _agent(edition),
        "dcat:contactPoint": _contact(edition),
        "dct:accessRights": {"@id": f"{_EU}access-right/PUBLIC"},
        "dcat:theme": _themes(),
        "dct:language": _languages(),
        "dct:issued": _day(publication.datum),
        "dct:modified": _day(publication.datum),
        "dct:accrualPeriodicity": {"@id": f"{_EU}frequency/IRREG"},
        "dct:spatial": {"@id": _NEDERLAND},
        "dct:temporal": {
            "@type": "dct:PeriodOfTime", "dcat:startDate": _day(van), "dcat:endDate": _day(tot),
        },
        "dcat:temporalResolution": {"@value": "P3M", "@type": "xsd:duration"},
        "dcat:version": str(publication.nummer),
        "adms:status": {"@id": f"{_EU}dataset-status/COMPLETED"},
        "dct:conformsTo": {"@id": _PROFILE},
        "foaf:page": {"@id": f"{folder}01-leesmij.md", "@type": "foaf:Document"},
        "dct:provenance": {
            "@type": "dct:ProvenanceStatement",
            "dct:description": _both(
                f"Geteld met de stand van {publication.peildatum.isoformat()}, met versie {edition.codeversie} van de "
                "programmatuur; de bronnen staan in 11-bronnen.csv.",
                f"Counted as of {publication.peildatum}, with version {edition.codeversie} of the program; the "
                "sources are in 11-bronnen.csv.",
            ),
        },
        "dcat:distribution": [{"@id": _file(edition, file.naam)} for file in files],
    }  # fmt: skip
    if publication.opmerking:
        made["adms:versionNotes"] = {"@value": publication.opmerking, "@language": "nl"}
    if edition.vorige is not None:
        before = folder_of(edition.vorige)
        made["dcat:previousVersion"] = {"@id": f"{edition.publisher.adres or '..'}/{before}/{FILE}#dataset"}
    return made


def _distribution(edition: Edition, file: Listed) -> dict[str, Any]:
    ending = next(end for end in sorted(_TYPES, key=len, reverse=True) if file.naam.endswith(end))
    media, kind = _TYPES[ending]
    made: dict[str, Any] = {
        "@id": _file(edition, file.naam),
        "@type": "dcat:Distribution",
        "dct:title": {"@value": file.titel, "@language": "nl"},
        "dct:description": {"@value": f"{file.naam}: {file.titel}", "@language": "nl"},
        "dcat:accessURL": {"@id": _folder(edition) or "./"},
        "dcat:downloadURL": {"@id": _file(edition, file.naam)},
        "dct:license": {"@id": edition.publisher.licence.adres},
        "dct:format": {"@id": f"{_EU}file-type/{kind}", "@type": "dct:MediaTypeOrExtent"},
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{media}", "@type": "dct:MediaType"},
        "dcat:byteSize": {"@value": str(file.bytes), "@type": "xsd:nonNegativeInteger"},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": f"{_SPDX}checksumAlgorithm_sha256", "@type": "spdx:ChecksumAlgorithm"},
            "spdx:checksumValue": {"@value": file.sha256, "@type": "xsd:hexBinary"},
        },
        "dct:language": {"@id": f"{_EU}language/{'ENG' if file.naam.startswith('02-') else 'NLD'}"},
        "dct:issued": _day(edition.publication.datum),
        "adms:status": {"@id": f"{_EU}distribution-status/COMPLETED"},
    }
    if ending in _STANDARDS:
        made["dct:conformsTo"] = {"@id": _STANDARDS[ending], "@type": "dct:Standard"}
    return made


def _agent(edition: Edition) -> dict[str, Any]:
    named = {"@type": "foaf:Agent", "foaf:name": {"@value": edition.publisher.naam, "@language": "nl"}}
    return named | ({"@id": edition.publisher.uri} if edition.publisher.uri else {})


def _contact(edition: Edition) -> dict[str, Any]:
    """Return whom to ask: the profile wants one, so it is the publisher also where no address is known."""
    kind = {"@type": "vcard:Kind", "vcard:fn": {"@value": edition.publisher.naam, "@language": "nl"}}
    address = edition.publisher.contact
    return kind | ({"vcard:hasEmail": {"@id": f"mailto:{address}"}} if address else {})


def _themes() -> list[dict[str, Any]]:
    """Population and society, and government: debts and what a gemeente does about them."""
    return [{"@id": f"{_EU}data-theme/SOCI"}, {"@id": f"{_EU}data-theme/GOVE"}]


def _languages() -> list[dict[str, Any]]:
    return [{"@id": f"{_EU}language/NLD"}]


def _folder(edition: Edition) -> str:
    return f"{edition.publisher.adres}/{edition.folder}/" if edition.publisher.adres else ""


def _file(edition: Edition, naam: str) -> str:
    return f"{_folder(edition)}{naam}"


def _day(day: date) -> dict[str, str]:
    return {"@value": day.isoformat(), "@type": "xsd:date"}


def _both(dutch: str, english: str) -> list[dict[str, str]]:
    return [{"@value": dutch, "@language": "nl"}, {"@value": english, "@language": "en"}]
