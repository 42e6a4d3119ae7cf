"""Which signaal a row of an aanvulling names: its ID counts within one gemeente and one leverancier."""

from collections.abc import Callable, Collection, Mapping
from typing import Final

from queries.deliveries.pseudonyms import Key
from queries.deliveries.records import DeliveryError

# Per gemeente the leveranciers whose vroegsignalen are in force.
Suppliers = Mapping[str, Collection[str]]

KEY_NAME: Final = "signaal_leverancier"
_NOBODY: Final = ""


class SignaalLinks:
    """Turns a signaal-ID into the sleutel its signaal has, with the leverancier the file names or the only one."""

    def __init__(self, key: Key, in_force: Callable[[], Suppliers] | None) -> None:
        """``in_force`` is asked once, when first needed; None where there is no register to ask."""
        self._key = key
        self._ask = in_force
        self._asked: dict[str, set[str]] | None = None
        self._arrived: dict[str, set[str]] = {}

    def arrived(self, gm_code: str, leverancier: str) -> None:
        """Note a leverancier whose vroegsignalen were read just now."""
        self._arrived.setdefault(gm_code, set()).add(leverancier)

    def of(self, gm_code: str) -> list[str] | None:
        """Return the leveranciers that deliver for the gemeente; None where nobody can tell."""
        if self._asked is None and self._ask is not None:
            self._asked = {code: set(found) for code, found in self._ask().items()}
        known = (self._asked or {}).get(gm_code, set()) | self._arrived.get(gm_code, set())
        return sorted(known) if known or self._ask is not None else None

    def require_one(self, bestand: str, gm_code: str) -> None:
        """Raise DeliveryError where rows that name no leverancier could mean several, or none."""
        known = self.of(gm_code)
        if known is None or len(known) == 1:
            return
        if known:
            raise DeliveryError(
                f"In {bestand} staan signaal-ID's, en voor {gm_code} leveren meer leveranciers vroegsignalen "
                f"({', '.join(known)}); zet boven de tabel `{KEY_NAME};` met de leverancier van deze signalen."
            )
        raise DeliveryError(
            f"In {bestand} staan signaal-ID's, maar van {gm_code} zijn nog geen vroegsignalen ingelezen; lees die "
            f"eerst in, of zet boven de tabel `{KEY_NAME};` met de leverancier van deze signalen."
        )

    def sleutel(self, gm_code: str, told: str, identifier: str) -> tuple[int, str | None]:
        """Return the sleutel of the signaal, and the rule that says what is doubtful about its leverancier."""
        known = self.of(gm_code)
        supplier, remark = _chosen(known, told)
        return self._key.sleutel(gm_code, supplier, identifier), remark


def _chosen(known: list[str] | None, told: str) -> tuple[str, str | None]:
    if not told:
        # Without a register to ask the file is only looked at, and links to nothing.
        return (known[0], None) if known else (_NOBODY, "leverancier_niet_gezegd")
    same = [name for name in known or () if name.casefold() == told.casefold()]
    exact = told if told in same or len(same) != 1 else same[0]
    return exact, None if same or known is None else "onbekende_leverancier"
