"""The OpenAPI 3.1 document of the API, made from the same lists that questions are checked with.

NLGov API Design Rules: /core/doc-openapi and /core/publish-openapi (this document, at /api/v1/openapi.json),
/core/doc-language (in Dutch), /core/doc-openapi-contact (whom users can write to, where the setting names it),
/core/uri-version (the version in the server's path, not in the paths), /core/semver, /core/changelog.
"""

from collections.abc import Mapping
from typing import Any, Final

from dashboard.api.figure_rows import BREAKDOWNS, KINDS
from dashboard.api.negotiation import MEDIA
from dashboard.api.openapi_schemas import CODE, SCHEMAS
from dashboard.api.question import (
    CODES,
    DATE,
    FORMATS,
    GEBIED,
    GEBIED_KINDS,
    GEMEENTE,
    LONGEST,
    MOST_PAGES,
    MOST_PER_PAGE,
    PER_PAGE,
    VARIANTS,
)
from dashboard.api.reading import API_VERSION
from dashboard.texts import PRODUCT

_ABOUT: Final = """Gepubliceerde cijfers over schuldhulp en vroegsignalering in gemeenten.

- Elk aantal gevallen is afgerond op een veelvoud van 5, en wat te klein is, is weggelaten (`afgeschermd`, `status`).
  Exacte aantallen zijn hier niet. Een gemeente die bezwaar maakte, is er niet.
- Een cijfer heeft een interval (`onder`, `boven`), een `status` en een versie van de definitie. Een aandeel ligt tussen
  0 en 1. `voorlopig` betekent dat het cijfer nog kan veranderen.
- Een periode zonder levering heeft geen rij: niet geleverd is niet nul.
- Een cijfer zegt niet waardoor iets komt.

Wijzigingen: 1.0.0 is de eerste versie."""
_NOTHING_OPEN: Final[list[dict[str, Any]]] = [{}]  # no key is asked


def document(name: str | None, contact: str | None) -> dict[str, Any]:
    """Return the document; ``name`` and ``contact`` are of who runs this, where they are set."""
    info: dict[str, Any] = {"title": f"{PRODUCT} API", "version": API_VERSION, "description": _ABOUT}
    if contact:
        info["contact"] = {"name": name or PRODUCT, "email": contact}
    return {
        "openapi": "3.1.0",
        "info": info,
        "servers": [{"url": "/api/v1"}],
        "security": _NOTHING_OPEN,
        "tags": [{"name": tag, "description": told} for tag, told in _TAGS.items()],
        "paths": _paths(),
        "components": {"schemas": SCHEMAS, "responses": _RESPONSES, "headers": _HEADERS},
    }


_TAGS: Final = {
    "cijfers": "De cijfers zelf.",
    "uitleg": "Wat de cijfers betekenen en waarover ze gaan.",
    "dienst": "Over deze API.",
}
_HEADERS: Final[dict[str, Any]] = {
    "API-Version": {"description": "De hele versie van deze API.", "schema": {"type": "string"}},
    "ETag": {"description": "Van deze inhoud; stuur hem terug in If-None-Match.", "schema": {"type": "string"}},
    "Last-Modified": {"description": "Sinds wanneer dit zo is.", "schema": {"type": "string"}},
    "Link": {"description": "De andere pagina's (RFC 8288).", "schema": {"type": "string"}},
    "Retry-After": {"description": "Wacht zo veel seconden.", "schema": {"type": "string"}},
}


_TOLD: Final = ("API-Version", "ETag", "Last-Modified")


def _refusal(told: str, *headers: str) -> dict[str, Any]:
    named = {name: {"$ref": f"#/components/headers/{name}"} for name in ("API-Version", *headers)}
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Probleem"}}}
    return {"description": told, "headers": named, "content": content}


_RESPONSES: Final[dict[str, Any]] = {
    "OnjuisteVraag": _refusal("De vraag klopt niet; `errors` noemt wat er mis is."),
    "NietGevonden": _refusal("Dit is er niet."),
    "GeenFormaat": _refusal("Dit formaat is er niet."),
    "TeVeel": _refusal("Te veel vragen achter elkaar.", "Retry-After"),
    "Fout": _refusal("Er ging iets mis."),
    "NietBeschikbaar": _refusal("De cijfers zijn nu niet te lezen.", "Retry-After"),
    "Onveranderd": {
        "description": "U heeft dit antwoord al.",
        "headers": {
            name: {"$ref": f"#/components/headers/{name}"} for name in ("API-Version", "ETag", "Last-Modified")
        },
    },
}
_REFUSALS: Final = {
    "304": "Onveranderd", "400": "OnjuisteVraag", "404": "NietGevonden", "406": "GeenFormaat", "429": "TeVeel",
    "500": "Fout", "503": "NietBeschikbaar",
}  # fmt: skip


def _paths() -> dict[str, Any]:
    code = {"name": "code", "in": "path", "required": True, "description": "De code van de indicator.", "schema": CODE}
    nummer = {
        "name": "nummer", "in": "path", "required": True, "description": "Het nummer van de publicatie.",
        "schema": {"type": "integer", "minimum": 1},
    }  # fmt: skip
    return {
        "/": _get("start", "dienst", "Wat er is", "Start"),
        "/openapi.json": _get("openapi", "dienst", "Dit document", "Document"),
        "/gezondheid": _get("gezondheid", "dienst", "Zijn de cijfers te lezen?", "Gezondheid", listed=False),
        "/indicatoren": _get("indicatoren", "uitleg", "Alle indicatoren in het kort", "Indicatoren"),
        "/indicatoren/{code}": _get("indicator", "uitleg", "Een indicator in het kort", "Indicator", code),
        "/indicatoren/{code}/cijfers": _get(
            "cijfersVanIndicator", "cijfers", "Alle cijfers van een indicator, zonder uitsplitsingen",
            "CijfersVanIndicator", code, forms=FORMATS,
        ),
        "/definities": _get("definities", "uitleg", "Alle definities", "Definities"),
        "/definities/{code}": _get("definitie", "uitleg", "Een definitie", "Definitie", code),
        "/gebieden": _get("gebieden", "uitleg", "Waarover cijfers kunnen gaan", "Gebieden"),
        "/publicaties": _get("publicaties", "uitleg", "Alle publicaties, nieuwste eerst", "Publicaties"),
        "/publicaties/{nummer}": _get("publicatie", "uitleg", "Een publicatie", "Publicatie", nummer),
        "/cijfers": _get(
            "cijfers", "cijfers", "Cijfers per pagina; kies een indicator, een gemeente of een gebied", "Cijfers",
            *_choices(), forms=FORMATS, paged=True,
        ),
    }  # fmt: skip


def _get(
    operation: str,
    tag: str,
    summary: str,
    schema: str,
    *parameters: Mapping[str, Any],
    forms: tuple[str, ...] = ("json",),
    listed: bool = True,
    paged: bool = False,
) -> dict[str, Any]:
    """Describe one address: what it takes, and every answer it can give."""
    content: dict[str, Any] = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    if "csv" in forms:
        content[MEDIA["csv"]] = {"schema": {"type": "string"}}
        content[MEDIA["parquet"]] = {"schema": {"type": "string", "contentMediaType": MEDIA["parquet"]}}
    names = [*(_TOLD if listed else _TOLD[:1]), *(("Link",) if paged else ())]
    answers: dict[str, Any] = {
        "200": {
            "description": summary,
            "headers": {name: {"$ref": f"#/components/headers/{name}"} for name in names},
            "content": content,
        }
    }
    refusals = _REFUSALS if listed else {code: _REFUSALS[code] for code in ("400", "500", "503")}
    answers |= {code: {"$ref": f"#/components/responses/{name}"} for code, name in refusals.items()}
    taken = [*parameters, *([_query("f", "Het formaat; gaat voor op Accept.", enum=list(forms))] if listed else [])]
    return {
        "get": {"operationId": operation, "tags": [tag], "summary": summary, "parameters": taken, "responses": answers}
    }


def _choices() -> list[dict[str, Any]]:
    return [
        _query("indicator", "De code van een indicator.", enum=list(CODES)),
        _query("variant", "Een manier van tellen; welke er zijn, staat bij de indicator.", enum=list(VARIANTS)),
        _query("gemeente", "De code van een gemeente, zoals GM0363.", pattern=GEMEENTE),
        _query(
            "gebied", "Een gemeente, NL of een regio, zoals provincie:Utrecht.", pattern=GEBIED, maxLength=LONGEST
        ),
        _query("soortGebied", "Alleen gebieden van deze soort.", enum=list(GEBIED_KINDS)),
        _query("soortPeriode", "Alleen kwartalen of alleen jaren.", enum=list(KINDS)),
        _query("van", "Alleen perioden die op of na deze dag beginnen.", pattern=DATE, format="date"),
        _query("tot", "Alleen perioden die voor of op deze dag eindigen; de dag zelf hoort er niet bij.",
               pattern=DATE, format="date"),
        _query("uitsplitsing", "De delen van een uitsplitsing in plaats van het geheel; niet van een gemeente.",
               enum=list(BREAKDOWNS)),
        _query("pagina", "Het nummer van de pagina.", type="integer", minimum=1, maximum=MOST_PAGES, default=1),
        _query("perPagina", "Hoeveel cijfers op een pagina.", type="integer", minimum=1, maximum=MOST_PER_PAGE,
               default=PER_PAGE),
    ]  # fmt: skip


def _query(name: str, told: str, **schema: Any) -> dict[str, Any]:
    return {
        "name": name, "in": "query", "required": False, "description": told, "schema": {"type": "string", **schema},
    }  # fmt: skip
