"""Replacement: which leveringen stay in force when others arrive, in whatever order they do."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta


@dataclass(frozen=True, slots=True)
class Claim:
    """What a levering claims to say: about whom, over which period, and since when."""

    nummer: int  # rises with the order of arrival
    sleutel: tuple[str, str, str, str]  # soort, leverancier, organisatie, gm_code
    periode_van: date
    periode_tot: date
    aangeleverd_op: datetime

    @property
    def _age(self) -> tuple[datetime, timedelta, int]:
        # Of what was sent at one moment the longer period says more; only between equals it matters who came last.
        return self.aangeleverd_op, self.periode_tot - self.periode_van, self.nummer

    def replaces(self, other: "Claim") -> bool:
        """Tell whether the other levering of the same key is older and says nothing outside this period."""
        within = self.periode_van <= other.periode_van and other.periode_tot <= self.periode_tot
        return within and self._age > other._age


def settle(held: Iterable[Claim], arriving: Iterable[Claim]) -> dict[int, int]:
    """Return which leveringen are replaced, and by which; those not named are in force.

    "Newer" and "within" are both transitive, so what is left in force are the claims that no other
    claim replaces: the order in which they came in makes no difference.
    """
    in_force: dict[tuple[str, str, str, str], list[Claim]] = defaultdict(list)
    for claim in held:
        in_force[claim.sleutel].append(claim)
    replaced: dict[int, int] = {}
    for claim in arriving:
        same = in_force[claim.sleutel]
        newer = next((other for other in same if other.replaces(claim)), None)
        if newer is not None:
            replaced[claim.nummer] = newer.nummer
            continue
        replaced |= {other.nummer: claim.nummer for other in same if claim.replaces(other)}
        in_force[claim.sleutel] = [other for other in same if not claim.replaces(other)] + [claim]
    return replaced
