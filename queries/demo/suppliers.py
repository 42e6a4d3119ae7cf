"""The two software houses of the demo: who uses which, and the habits that tell their files apart.

| | VLOGSOFT | GRINWARE |
|---|---|---|
| gemeenten | about 6 in 10, the opening gemeente among them | about 4 in 10 |
| DDAS-VS | 1.0 | 0.9 until the end of 2022, 1.0 after |
| DDAS-SHV | 1.0 | 0.9 until 2020, 0.10 over 2021 and 2022, 1.0 after |
| delivers | 15 days after a quarter | 20 days after it; since 2024 a part of its gemeenten each month |
| gemeentecode | GM0599 | 0599 |
| nothing known | the key is left out | an empty text; null for a date |
| never filled | - | dagdeel, warmeOverdracht |
| status of a signaal | only where it is in no zaak | also where its zaak was not picked up |
"""

from dataclasses import dataclass

from queries.demo.calendar import Period, as_date, month_number
from queries.demo.chance import number

OPENING = "GM0034"  # Almere: the gemeente with which the demo opens, whose bereik rises in 2024
_NEW_VS, _SHV_010, _SHV_10 = month_number(2023, 1), month_number(2021, 1), month_number(2023, 1)


@dataclass(frozen=True)
class Supplier:
    """A software house: its code in the files, its word in their names, and how it writes."""

    code: str
    word: str
    lag: int  # days between the end of a period and its delivery
    moment: str  # the time of day it writes, with its zone
    bare_codes: bool  # gemeente codes without GM
    says_nothing: bool  # an empty text instead of a key that is left out
    old_lists: bool  # older versions of the standard for a while

    def vs_version(self, month: int) -> str:
        """Return the version of its DDAS-VS files over this month."""
        return "0.9" if self.old_lists and month < _NEW_VS else "1.0"

    def shv_version(self, month: int) -> str:
        """Return the version of its DDAS-SHV files over a period that begins in this month."""
        if not self.old_lists or month >= _SHV_10:
            return "1.0"
        return "0.9" if month < _SHV_010 else "0.10"

    def shown(self, gm_code: str) -> str:
        """Return a gemeente code as it writes it."""
        return gm_code.removeprefix("GM") if self.bare_codes else gm_code

    def file_over(self, period: Period, known: int) -> tuple[str, int, str, str]:
        """Return what all leveringen of one file share, in the order in which files are made."""
        moment = "" if known == period.end - 1 + self.lag else f"-{as_date(known):%Y%m%d}"
        return self.word, known, period.label, moment


VLOGSOFT = Supplier("VLOGSOFT", "vlogsoft", 15, "T06:00:00Z", bare_codes=False, says_nothing=False, old_lists=False)
GRINWARE = Supplier("GRINWARE", "grinware", 20, "T21:45:00+01:00", bare_codes=True, says_nothing=True, old_lists=True)


def supplier_of(seed: str, user: str) -> Supplier:
    """Return the software of a gemeente (by today's code) or a kredietbank (by name)."""
    return GRINWARE if user != OPENING and number(seed, "software", user) % 5 < 2 else VLOGSOFT
