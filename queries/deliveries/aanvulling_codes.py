"""Code lists of the aanvulling that DDAS does not have, and what people write instead of a code."""

import unicodedata
from collections.abc import Mapping
from typing import Final

ORGANISATIETYPES: Final = (
    "kredietbank",
    "schuldhulp",
    "maatschappelijk werk",
    "sociaal raadslieden",
    "vrijwilligers/thuisadministratie",
    "ggz/verslavingszorg",
    "beschermingsbewind",
    "voedselbank",
    "werk en inkomen",
    "overig",
)
DOSSIER_UITKOMSTEN: Final = ("positief", "negatief", "open")
JAARCIJFER_SOORTEN: Final = ("stroom", "peildatum")
KENMERK_RECORDS: Final = ("zaak", "traject")
DOEL_SOORTEN: Final = ("niveau", "verandering")
DOEL_RICHTINGEN: Final = ("minstens", "hoogstens")

# Only other words for exactly the same thing; whatever could mean two codes is left for its maker to choose.
ORGANISATIETYPE_WOORDEN: Final[Mapping[str, str]] = {
    "gkb": "kredietbank",
    "gemeentelijke kredietbank": "kredietbank",
    "schuldhulpverlening": "schuldhulp",
    "amw": "maatschappelijk werk",
    "algemeen maatschappelijk werk": "maatschappelijk werk",
    "sociale raadslieden": "sociaal raadslieden",
    "vrijwilligers": "vrijwilligers/thuisadministratie",
    "thuisadministratie": "vrijwilligers/thuisadministratie",
    "ggz": "ggz/verslavingszorg",
    "verslavingszorg": "ggz/verslavingszorg",
    "bewindvoering": "beschermingsbewind",
    "overige": "overig",
}
UITKOMST_WOORDEN: Final[Mapping[str, str]] = {"lopend": "open"}
DOEL_RICHTING_WOORDEN: Final[Mapping[str, str]] = {"minimaal": "minstens", "maximaal": "hoogstens"}
VERHUURDER_WOORDEN: Final[Mapping[str, str]] = {"woningcorporatie": "corporatie"}

_BETWEEN: Final = str.maketrans("", "", " -_.\t\u00a0")


def comparable(spelling: str) -> str:
    """Return ``spelling`` without case, accents and what stands between words: how codes are compared."""
    decomposed = unicodedata.normalize("NFKD", spelling)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).casefold().translate(_BETWEEN)


class Choices(dict[str, str | None]):
    """The codes of one column by the spellings people use; what is in no list gives None."""

    def __init__(self, codes: tuple[str, ...], words: Mapping[str, str]) -> None:
        """Start with the codes themselves and the other words for them."""
        super().__init__()
        self._by_form = {comparable(code): code for code in codes}
        self._by_form |= {comparable(word): code for word, code in words.items()}

    def __missing__(self, spelling: str) -> str | None:
        """Look the spelling up; nothing is remembered, for a file must not fill the memory with variants."""
        return self._by_form.get(comparable(spelling))
