"""The gemeenten that deliver an aanvulling: after the approaches this product has to carry; all figures are invented.

Nobody else delivers these tables, as in practice: not every gemeente registers everything.
"""

from queries.demo.suppliers import OPENING

ROTTERDAM, UTRECHT, ENSCHEDE, ARNHEM = "GM0599", "GM0344", "GM0153", "GM0202"
AMERSFOORT, NIJMEGEN, MIDDEN_DRENTHE, EMMEN = "GM0307", "GM0268", "GM1731", "GM0114"

REFERRING = (OPENING, ROTTERDAM, UTRECHT, ENSCHEDE, NIJMEGEN)  # doorverwijzing and gesprekken
ASKING = (OPENING, ENSCHEDE, EMMEN)  # bekendheid: known at the gemeente, asked of who was reached
SCREENING = ARNHEM  # kenmerk: ripe or not ripe for a regeling
HOUSING = UTRECHT  # dossier: the outcomes of an approach against eviction
COUNTING = MIDDEN_DRENTHE  # jaarcijfer: yearly tables
AIMING = (OPENING, AMERSFOORT, ROTTERDAM, UTRECHT)  # doel
EVICTING_LESS = ROTTERDAM  # the intervention on ontruimingen

NAMED = frozenset({
    *REFERRING, *ASKING, SCREENING, HOUSING, COUNTING, *AIMING, EVICTING_LESS,
})  # fmt: skip
