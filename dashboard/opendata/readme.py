"""What a reader of the folder needs first, in Dutch and in English, and the licence."""

from typing import Final

from dashboard import texts
from dashboard.opendata.edition import Edition

DUTCH: Final = "01-leesmij.md"
ENGLISH: Final = "02-readme.md"
LICENCE: Final = "03-licentie.md"
_LEESMIJ: Final = """# Effectmeting schuldhulp: open data, publicatie {nummer}

Uitgegeven door {naam} op {datum}. Geteld met de stand van {peildatum}. Een publicatie verandert nooit: nieuwe cijfers
krijgen een nieuw nummer en een nieuwe map.

## Wat staat waar
- `05-` tot en met `11-`: definities met hun wijzigingen, gebieden met hun gemeenten, uitsplitsingen, statussen en
  bronnen.
- `20-cijfers.parquet`: alle cijfers in één bestand.
- `21-cijfers-...csv`: dezelfde cijfers, een bestand per indicator. Naast elke CSV staat een beschrijving (CSVW).
- `22-jsonstat-...json`: dezelfde cijfers zonder uitsplitsingen, als JSON-stat 2.0.
- `04-dcat.jsonld`: de beschrijving voor een dataportaal (DCAT-AP-NL 3.0). `SHA256SUMS`: controlegetallen.

## Zo leest u een cijfer
- Elk aantal gevallen is willekeurig afgerond op een veelvoud van 5, omhoog of omlaag. Zo is niemand te herkennen. Een
  jaar en een gebied zijn sommen van die afgeronde aantallen. Een noemer van mensen of woningen is wel exact.
- Een aandeel staat er alleen bij 50 gevallen of meer. `status` zegt waarom een waarde ontbreekt.
- `onder` en `boven` zijn het 95%-interval. De afronding telt daarin mee.
- `voorlopig`: dit cijfer kan in een volgende publicatie nog veranderen.
- Een rij die er niet is, is niet geleverd, of is van een groep van minder dan vier gemeenten. Dat is iets anders dan
  nul.
- Een verschil tussen twee gemeenten of twee jaren zegt niet waardoor het komt.

## Gebruik
Licentie: {licentie} ({adres}). {vraagt} Bronvermelding: {bron}.{contact}
"""
_README: Final = """# Effects of debt assistance: open data, publication {nummer}

Published by {naam} on {datum_iso}, counted as of {peildatum_iso}. A publication never changes: new figures get a new
number and a new folder. Names and texts in the files are Dutch, as in the field itself.

- `05-` to `11-`: definitions and their change log, areas and their members, breakdowns, statuses, sources.
- `20-cijfers.parquet`: all figures. `21-cijfers-...csv`: the same, a file per indicator, each with a CSVW description.
- `22-jsonstat-...json`: the same without breakdowns, as JSON-stat 2.0. `04-dcat.jsonld`: DCAT-AP-NL 3.0 metadata.

Every number of cases (`teller` numerator, `noemer` denominator, `onbekend` unknown) is rounded at random to a multiple
of 5, up or down; years and regions are sums of rounded numbers. Denominators of people or dwellings are exact. Shares
(between 0 and 1) are shown from 50 cases on; `status` says why a value is missing. `onder` and `boven` are the 95%
interval, rounding included. `voorlopig` figures may still change in a later publication. A row that is absent was not
delivered, or is of a group of fewer than four municipalities; that is not zero. No difference between figures says
what caused it.

Licence: {licentie} ({adres}). {asks} Source: {bron}.{contact_en}
"""
_LICENTIE: Final = """# Licentie

De cijfers vallen onder **{licentie}**: {adres}

{vraagt} Bronvermelding: {bron}.

De aantallen inwoners, huishoudens en woningen in de noemers komen van het CBS (CC BY 4.0).

{asks}
"""


def read_first(edition: Edition) -> list[tuple[str, str, bytes]]:
    """Return the three texts: file name, title, and what is in it."""
    publication, publisher = edition.publication, edition.publisher
    told = {
        "nummer": publication.nummer,
        "naam": publisher.naam,
        "datum": texts.day(publication.datum),
        "peildatum": texts.day(publication.peildatum),
        "datum_iso": publication.datum.isoformat(),
        "peildatum_iso": publication.peildatum.isoformat(),
        "licentie": publisher.licence.naam,
        "adres": publisher.licence.adres,
        "vraagt": publisher.licence.vraagt,
        "asks": publisher.licence.asks,
        "bron": edition.source,
        "contact": f" Vragen: {publisher.contact}." if publisher.contact else "",
        "contact_en": f" Questions: {publisher.contact}." if publisher.contact else "",
    }
    made = ((DUTCH, "Leesmij", _LEESMIJ), (ENGLISH, "Read me", _README), (LICENCE, "Licentie", _LICENTIE))
    return [(naam, title, text.format(**told).encode()) for naam, title, text in made]
