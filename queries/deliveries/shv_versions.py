"""The versions of DDAS-SHV: records of 0.9 and 0.10 rewritten as 1.0, and which version a delivery gives away.

No field says the version. Of each version only what it alone has is a mark; a delivery without marks
reads alike in every version that fits.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from queries.deliveries.codes import SPELLINGS, plain
from queries.deliveries.shv_records import Schuld, Traject, Uitstroom
from queries.deliveries.values import Scalar, text

VERSIONS: Final = ("0.9", "0.10", "1.0")
UNKNOWN_SUPPLIER: Final = "onbekende leverancier"
MIXED: Final = "gemengd"
BEEINDIGING: Final = "beeindiging_als_beschikking"

_OLDEST: Final = frozenset({"0.9"})
_NEWER: Final = frozenset({"0.10", "1.0"})
_NEWEST: Final = frozenset({"1.0"})
_ENDINGS: Final = {
    plain(spelling.geleverd): frozenset(spelling.versies)
    for spelling in SPELLINGS
    if (spelling.model, spelling.lijst, spelling.code) == ("shv", "beschikking", None)
}
_Debts = list[Schuld | None]
_SAME: Final[Mapping[str, str]] = {}
# As bytes between quotes, for a file that does not say who its supplier is: 0.9 has no field for that.
_MARK_OF_OLDEST: Final = (b'"leefsituatie"', b'"toelatingsbeschikking"')
_MARK_OF_NEWER: Final = (
    b'"beschikkingssoort"',
    b'"informatieEnAdvies"',
    b'"voorlopigeVoorzieningen"',
    b'"datumBeeindigingsbeschikking"',
    b'"functietitel"',
    b'"schuldsoort"',
    b'"vtlb"',
)


class Versions:
    """What the records of one delivery give away about their version."""

    def __init__(self) -> None:
        """Start with nothing seen."""
        self._seen: set[frozenset[str]] = set()

    def modernise(self, found: Traject) -> tuple[Mapping[str, str], str | None]:
        """Rewrite ``found`` as version 1.0 has it, where 1.0 itself is silent.

        Returns under which name a rewritten field was delivered, and the rule to remark about, if any.
        """
        delivered: dict[str, str] = {}
        ended, rule = self._ending(found, delivered), None
        admitted = self._admission(found, delivered)
        if ended and not admitted:
            rule = BEEINDIGING
        self._debts(found, delivered)
        if found.informatieEnAdvies is not None or found.voorlopigeVoorzieningen:
            self._seen.add(_NEWER)
        return delivered or _SAME, rule

    def _ending(self, found: Traject, delivered: dict[str, str]) -> bool:
        """Take the decision that ended the help out of the intake, where 0.10 has it; tell whether it was there."""
        intake, end = found.intake, found.uitstroom
        if end is not None and _given(end.datumBeeindigingsbeschikking):
            self._seen.add(_NEWEST)
        versions = None if intake is None else _ENDINGS.get(_spelled(intake.beschikkingssoort))
        if intake is None or versions is None:
            return False
        self._seen.add(versions)
        end = found.uitstroom = end or Uitstroom()
        if not _given(end.datumBeeindigingsbeschikking):
            end.datumBeeindigingsbeschikking = intake.beschikkingsdatum
            delivered["uitstroom.datumBeeindigingsbeschikking"] = "intake.beschikkingsdatum"
        intake.beschikkingssoort = intake.beschikkingsdatum = None
        return True

    def _admission(self, found: Traject, delivered: dict[str, str]) -> bool:
        """Read the date of admission of 0.9, where it is; tell whether any decision at the start is known."""
        intake = found.intake
        if intake is None:
            return False
        newer = _given(intake.beschikkingssoort) or _given(intake.beschikkingsdatum)
        if newer:
            self._seen.add(_NEWER)
        if not _given(intake.toelatingsbeschikking):
            return newer
        self._seen.add(_OLDEST)
        if not newer:
            intake.beschikkingssoort = "Toelatingsbeschikking"
            intake.beschikkingsdatum = intake.toelatingsbeschikking
            delivered["intake.beschikkingsdatum"] = "intake.toelatingsbeschikking"
        return True

    def _debts(self, found: Traject, delivered: dict[str, str]) -> None:
        situations = [each for client in found.client or () if client is not None for each in client.leefsituatie or ()]
        if situations:
            self._seen.add(_OLDEST)
        if found.schulden:
            self._seen.add(_NEWER)
            return
        debts = [each.schulden for each in situations if each is not None and each.schulden]
        if debts:
            found.schulden = _once(debts)
            delivered["schulden.peildatum"] = "client.leefsituatie.schulden.peildatum"

    def version(self, spelled: Iterable[frozenset[str]], *, supplier_named: bool) -> str:
        """Return the version that fits everything seen, two with a slash where both do, or ``gemengd``.

        ``spelled`` are the versions the spellings of codes point to. That a supplier is named (since
        0.10) decides only where the records do not: some deliver 0.9 with their code above it.
        """
        fits = frozenset(VERSIONS).intersection(*self._seen, *spelled)
        if not fits:
            return MIXED
        fits = (fits & (_NEWER if supplier_named else _OLDEST)) or fits
        return "/".join(version for version in VERSIONS if version in fits)


def may_lack_supplier(data: bytes) -> bool:
    """Tell whether an SHV file without a supplier can be of version 0.9, the only one without that field."""
    return any(mark in data for mark in _MARK_OF_OLDEST) or not any(mark in data for mark in _MARK_OF_NEWER)


def _once(situations: Sequence[_Debts]) -> _Debts:
    """Return the debts of all situations together.

    A debt comes back in each situation, and with each partner. A creditor's name tells so by itself;
    of debts without one only the situation with most of them counts.
    """
    named = [debt for debts in situations for debt in debts if _is_named(debt)]
    nameless = max(([debt for debt in debts if not _is_named(debt)] for debts in situations), key=len)
    return [*named, *nameless]


def _is_named(debt: Schuld | None) -> bool:
    creditor = None if debt is None else debt.schuldeiser
    return creditor is not None and any(_given(each) for each in (creditor.kvknummer, creditor.naam, creditor.Naam))


def _spelled(soort: Scalar) -> str:
    return plain(soort) if isinstance(soort, str) else ""


def _given(value: Scalar) -> bool:
    # A yes or no is no date and no code, but it was delivered: its own reader says what is wrong.
    return isinstance(value, bool) or text(value) is not None
