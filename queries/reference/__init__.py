"""Facts from outside: gemeenten and their borders, people and dwellings, published figures.

Bron: CBS (CC BY 4.0), geometrie CBS/Kadaster (CC BY 4.0), RvIG landelijke tabel 33, Divosa. Every row
names its own source in ``bron``. Only numbers and names were taken over, no text.

- ``gemeenten.csv``: every code valid on or after 1 January 2010, with the days it was valid; a code
  older than the first list starts there. Today's gemeenten have no ``geldig_tot``.
- ``herindelingen.csv``: which code went into which, and with what share of its inhabitants.
- ``gemeente_jaar.csv``: today's borders. Huishoudens and dwellings are known for 2021 only.
- ``hexagons.csv``: the tile of each of today's gemeenten on the map; made by ``.ci/hexagons.py``, not in the store.
- ``referentie.csv``: published figures, in the unit of the indicator (a percentage as a share; a count for an index,
  which becomes one against a base year of the same source), each of one variant and cell; a band ends in
  ``waarde_tot``.
"""
