"""The expectations, a function per table; importing this loads Great Expectations, which takes seconds."""

import logging
import os
import warnings
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

# Not a setting we read: it has to be there before the first import, so that nothing is ever sent.
os.environ["GX_ANALYTICS_ENABLED"] = "false"  # noqa: TID251

# Great Expectations logs what went wrong with the data in hand. A check that fails is reported by us, without values.
_log = logging.getLogger("great_expectations")
_log.addHandler(logging.NullHandler())
_log.propagate = False

with warnings.catch_warnings():
    warnings.filterwarnings("ignore", message="module 'sre_", category=DeprecationWarning)
    from data_checks.suites import aanvulling, cijfers, levering, ontruiming, traject, usual, vroegsignalering
    from queries.deliveries.records import TABLES_OF

if TYPE_CHECKING:
    from data_checks.suites.kinds import Expectation

_WITHOUT_OWN_RULES = [tabel for soort, (tabel, *_) in TABLES_OF.items() if soort not in ("vs", "shv", "ontruiming")]

SUITES: "dict[str, Callable[[], list[Expectation]]]" = {
    **{tabel: partial(aanvulling.aanvulling, tabel) for tabel in _WITHOUT_OWN_RULES},
    "signaal": vroegsignalering.signaal,
    "zaak": vroegsignalering.zaak,
    "zaak_signaal": vroegsignalering.zaak_signaal,
    "contactpoging": vroegsignalering.contactpoging,
    "traject": traject.traject,
    "ontruiming": ontruiming.ontruiming,
    "levering": lambda: [*levering.levering(), *usual.usual()],
    "cijfers": cijfers.cijfers,
}
