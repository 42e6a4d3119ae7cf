"""The shapes of all answers, for the OpenAPI document: what each field means, and whether it can be empty."""

from typing import Any, Final

import polars as pl

from dashboard.api.figure_rows import ROW_SCHEMA
from dashboard.api.question import CODES, GEBIED_KINDS

Schema = dict[str, Any]
_TEXT: Final[Schema] = {"type": "string"}
_NUMBER: Final[Schema] = {"type": "integer"}
_DAY: Final[Schema] = {"type": "string", "format": "date"}
_YES: Final[Schema] = {"type": "boolean"}
CODE: Final[Schema] = {"type": "string", "enum": list(CODES)}
_RICHTING: Final[Schema] = {"type": "string", "enum": ["hogerIsBeter", "lagerIsBeter", "geen"]}
_MEANING: Final[dict[str, str]] = {
    "indicator": "De code van de indicator.",
    "definitieVersie": "De versie van de definitie waarmee is geteld.",
    "variant": "De manier van tellen.",
    "eenheid": "De eenheid van `waarde`; bij procent is `waarde` een aandeel tussen 0 en 1.",
    "gebied": "De code van de gemeente of het gebied.",
    "gebiedNaam": "De naam ervan.",
    "soortGebied": "Gemeente, nederland, provincie, arbeidsmarktregio, grootteklasse of stedelijkheid.",
    "soortPeriode": "Kwartaal of jaar.",
    "periode": "De naam van de periode.",
    "periodeVan": "De eerste dag.",
    "periodeTot": "De eerste dag erna.",
    "uitsplitsing": "De uitsplitsing; leeg is het geheel.",
    "cel": "Het deel van de uitsplitsing; leeg is het geheel.",
    "teller": "Hoe vaak het is gebeurd, afgerond.",
    "noemer": "Van hoeveel, afgerond. Van mensen en woningen: exact, maal het aantal maanden.",
    "onbekend": "Van hoeveel het niet te zeggen is, afgerond.",
    "waarde": "Het cijfer; leeg waar er geen is, `status` zegt waarom.",
    "onder": "De onderkant van het 95%-interval.",
    "boven": "De bovenkant van het 95%-interval.",
    "grensOnder": "Wat het cijfer zou zijn als alles wat onbekend is, niet meetelt.",
    "grensBoven": "Wat het cijfer zou zijn als alles wat onbekend is, wel meetelt.",
    "status": (
        "ok, of waarom u er voorzichtig mee moet zijn: onvolledig, te_lage_dekking, te_veel_onbekend, geen_gevallen, "
        "niet_bereikt, geen_basis, te_weinig_gevallen, minder_dan, op_minder_na_alle, onderdrukt."
    ),
    "voorlopig": "Of het cijfer nog kan veranderen.",
    "afgeschermd": "Of er iets is weggelaten, zodat niemand te herkennen is.",
    "gemeenten": "Hoeveel gemeenten meetellen.",
    "dekking": "Welk deel van de inwoners meetelt; leeg bij een gemeente.",
    "basisjaar": "Het jaar dat op 100 is gezet, bij een index.",
    "publicatie": "Het nummer van de publicatie.",
    "publicatieDatum": "De datum van de publicatie.",
}
_NEVER_EMPTY: Final = {
    "indicator", "definitieVersie", "variant", "eenheid", "gebied", "soortPeriode", "periode", "periodeVan",
    "periodeTot", "uitsplitsing", "cel", "status", "voorlopig", "afgeschermd", "publicatie", "publicatieDatum",
}  # fmt: skip


def _kind(dtype: pl.DataType) -> Schema:
    if dtype == pl.Date:
        return _DAY
    if dtype == pl.Boolean:
        return _YES
    if dtype.is_float():
        return {"type": "number"}
    return _NUMBER if dtype.is_integer() else _TEXT


def _or_empty(schema: Schema) -> Schema:
    return {**schema, "type": [schema["type"], "null"]}


def _object(properties: Schema, optional: tuple[str, ...] = ()) -> Schema:
    return {
        "type": "object",
        "required": [name for name in properties if name not in optional],
        "properties": properties,
    }


def _list(schema: str | Schema) -> Schema:
    return {"type": "array", "items": _ref(schema) if isinstance(schema, str) else schema}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _figure() -> Schema:
    described = {name: {**_kind(dtype), "description": _MEANING[name]} for name, dtype in ROW_SCHEMA.items()}
    return _object({name: each if name in _NEVER_EMPTY else _or_empty(each) for name, each in described.items()})


_PUBLICATION: Final[Schema] = {"nummer": _NUMBER, "datum": _DAY, "peildatum": _DAY}
_CIJFERS: Final[Schema] = {
    "cijfers": _list("Cijfer"),
    "aantal": {"type": "integer", "description": "Op alle pagina's samen."},
    "publicatie": _object(_PUBLICATION),
    "_links": _ref("Links"),
}
_IN_SHORT: Final[Schema] = {
    "code": CODE,
    "naam": _TEXT,
    "versie": _NUMBER,
    "zin": _TEXT,
    "richting": _RICHTING,
    "tegenmaat": _or_empty(_TEXT),
    "uitsplitsingen": _list(_TEXT),
    "_links": _ref("Links"),
}
SCHEMAS: Final[dict[str, Schema]] = {
    "Link": _object({"href": {"type": "string", "format": "uri-reference"}}),
    "Links": {"type": "object", "additionalProperties": _ref("Link")},
    "Start": _object({"naam": _TEXT, "versie": _TEXT, "_links": _ref("Links")}),
    "Document": {"type": "object", "required": ["openapi", "info", "paths"]},
    "Gezondheid": _object(
        {"status": {"type": "string", "enum": ["ok"]}, "publicatie": _or_empty(_NUMBER), "versie": _TEXT}
    ),
    "Cijfer": _figure(),
    "Cijfers": _object({**_CIJFERS, "pagina": _NUMBER, "perPagina": _NUMBER}),
    "CijfersVanIndicator": _object(_CIJFERS),
    "Indicator": _object(
        {
            **_IN_SHORT,
            "kern": _YES,
            "varianten": _list(_object({"code": _TEXT, "naam": _TEXT, "eenheid": _TEXT})),
        }
    ),
    "Indicatoren": _object({"indicatoren": _list("Indicator")}),
    "Definitie": _object(
        {
            **_IN_SHORT,
            **dict.fromkeys(("waarom", "gebeurtenis", "bron", "auteur"), _TEXT),
            **dict.fromkeys(("opgesteld", "herzien", "herzienVoor"), _DAY),
            "kanttekeningen": _list(_TEXT),
            "varianten": _list(
                _object(
                    dict.fromkeys(
                        ("code", "naam", "teller", "noemer", "eenheid", "onzekerheid", "wanneerDefinitief"), _TEXT
                    )
                )
            ),
            "wijzigingen": _list(_object({"versie": _NUMBER, "datum": _DAY, "wat": _TEXT})),
        }
    ),
    "Definities": _object({"definities": _list("Definitie")}),
    "Gebied": _object(
        {
            "gebied": _TEXT,
            "soortGebied": {"type": "string", "enum": list(GEBIED_KINDS)},
            "naam": _TEXT,
            "provincie": _or_empty(_TEXT),
            "gemeenten": _or_empty(_NUMBER),
        }
    ),
    "Gebieden": _object({"gebieden": _list("Gebied")}),
    "Publicatie": _object(
        {
            **_PUBLICATION,
            "bestanden": _list(_object({"naam": _TEXT, "sha256": _TEXT, "rijen": _NUMBER})),
            "_links": _ref("Links"),
        }
    ),
    "Publicaties": _object({"publicaties": _list("Publicatie")}),
    "Probleem": _object(
        {
            "type": {"type": "string", "format": "uri-reference"},
            "title": _TEXT,
            "status": _NUMBER,
            "detail": _TEXT,
            "instance": {"type": "string"},
            "errors": _list(
                _object(
                    {
                        "in": {"type": "string", "enum": ["query"]},
                        "location": _object({"name": _TEXT}),
                        "code": _TEXT,
                        "detail": _TEXT,
                    }
                )
            ),
        },
        optional=("errors",),
    ),
}
