"""Files that are not what they say, and leveringen that no gate lets through: made on request, to see what is said.

| file | what is wrong with it |
|---|---|
| leeg.json | nothing in it |
| afgebroken.json | JSON that stops halfway |
| webpagina.json | the page of a server that was down |
| ingepakt.json | a zip file |
| utf16.json | the right text in another encoding |
| brief.csv | a letter, no table |
| zonder-periode.csv | a table that does not say what it covers |
| door-elkaar.json | vroegsignalen and schuldhulptrajecten in one file |
| zonder-leverancier.json | vroegsignalen of nobody knows which software |
| omgekeerde-periode.json | a period that ends before it begins |
| uit-de-toekomst.json | delivered next year: later corrections would never count |
| onleesbare-lijst.json | the signalen are no list |
| niets-bruikbaar.json | ten signalen without an ID |
| verkeerde-datums.json | every date is of 1900 |
| onbekende-gemeente.json | a gemeente that does not exist; taken, and on no page |
| zonder-records.json | a levering of zero signalen; taken, and the month is zero |
"""

import json
from collections.abc import Iterator
from pathlib import Path

from queries.demo.chance import number
from queries.demo.suppliers import VLOGSOFT
from queries.demo.world import Scenario, make_world

_Text = dict[str, object]


def write_broken(folder: Path, scenario: Scenario) -> Iterator[Path]:
    """Write each of these files and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    code = make_world(scenario).roles.silent  # it delivers nothing else, so what is taken replaces nothing
    mark = f"{number(scenario.seed, 'kapot') % 4096:03x}"
    for name, contents in _files(code, mark).items():
        path = folder / name
        path.write_bytes(contents)
        yield path


def _files(code: str, mark: str) -> dict[str, bytes]:
    good = _as_json(_document(code, mark))
    ancient = _signals(mark, many=30, signaaldatum="1900-01-01")
    documents = {
        "door-elkaar.json": _document(code, mark, schuldhulptrajecten=[{"gemeentecode": code}]),
        "zonder-leverancier.json": _document(code, mark) | {"codeGegevensleverancier": ""},
        "omgekeerde-periode.json": _document(code, mark) | {"einddatumLevering": "2022-12-31"},
        "uit-de-toekomst.json": _document(code, mark) | {"aanleverdatumEnTijd": "2026-04-15T06:00:00Z"},
        "onleesbare-lijst.json": _document(code, mark, vroegsignalen={"ID": "1"}),
        "niets-bruikbaar.json": _document(code, mark, vroegsignalen=_signals(mark, ID="")),
        "verkeerde-datums.json": _document(code, mark, vroegsignalen=ancient),
        "onbekende-gemeente.json": _document("GM9999", mark),
        "zonder-records.json": _document(code, mark, vroegsignalen=[]),
    }
    # Each at a minute of its own: else they would be pages of one levering.
    moments = {name: f"2023-04-15T06:{minute:02d}:00Z" for minute, name in enumerate(documents)}
    return {
        "leeg.json": b"",
        "afgebroken.json": good[: len(good) // 2],
        "webpagina.json": b"<!DOCTYPE html><html><body>503 Service Unavailable</body></html>",
        "ingepakt.json": b"PK\x03\x04" + bytes(40),
        "utf16.json": good.decode().encode("utf-16"),
        "brief.csv": b"Geachte collega,\n\nBijgaand de cijfers van dit kwartaal.\n",
        "zonder-periode.csv": b"id;gemeld_op;uitkomst\nON-1;2023-02-01;voorkomen\n",
        **{name: _as_json({"aanleverdatumEnTijd": moments[name]} | one) for name, one in documents.items()},
    }


def _document(code: str, mark: str, **lists: object) -> _Text:
    """Return a sound file of one levering of ten signalen, with other lists where they are given."""
    levering: _Text = {
        "teller": 1,
        "gemeentecode": code,
        "aanleverende_organisatie": {"naam": f"Gemeente {code}", "kvk-nummer": "99000000"},
        "vroegsignalen": _signals(mark),
        "vroegsignaalzaken": [],
    }
    return {
        "codeGegevensleverancier": VLOGSOFT.code,
        "startdatumLevering": "2023-01-01",
        "einddatumLevering": "2023-03-31",
        "leveringen": [levering | lists],
    }


def _signals(mark: str, many: int = 10, **fields: object) -> list[dict[str, object]]:
    return [
        {
            "ID": f"K-{mark}-{place}",
            "bedrag": 100 + place,
            "signaaldatum": "2023-02-01",
            "signaalpartner": {"type": "Energie"},
            "client": {"Postcode": "9999XX", "Huisnummer": str(place)},
            **fields,
        }
        for place in range(1, many + 1)
    ]


def _as_json(document: _Text) -> bytes:
    return json.dumps(document, separators=(",", ":")).encode()
