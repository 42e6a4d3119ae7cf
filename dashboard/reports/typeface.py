"""The one typeface of reports: Inter, two weights, shipped beside this module so that no machine's own fonts decide.

The files in ``fonts`` are cut from the web fonts of the package inter-ui 4.1.1 (SIL Open Font License, in the same
folder; the name Inter is not reserved): the characters of ``_HELD``, without hinting. They were made with
``pyftsubset --no-hinting --layout-features=kern,mark,mkmk,ccmp,locl,tnum,calt,case``.
"""

import unicodedata
from itertools import chain
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).with_name("fonts")
FAMILY: Final = "Inter"
REGULAR: Final = FOLDER / "Inter-Regular.ttf"
BOLD: Final = FOLDER / "Inter-SemiBold.ttf"
_HELD: Final = frozenset(
    chain(
        range(0x20, 0x7F),
        range(0xA0, 0xAD),
        range(0xAE, 0x149),  # every letter of Dutch, Frisian and their neighbours
        range(0x14A, 0x180),
        (0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2018, 0x2019, 0x201A, 0x201C, 0x201D, 0x201E, 0x2022, 0x2026),
        (0x202F, 0x2030, 0x20AC, 0x2190, 0x2191, 0x2192, 0x2193, 0x2196, 0x2197, 0x2198, 0x2199, 0x21BB),
        (0x2205, 0x2212, 0x2248, 0x2260, 0x2264, 0x2265),
        (0x25A0, 0x25A1, 0x25B2, 0x25B3, 0x25B6, 0x25B7, 0x25BC, 0x25BD, 0x25C6, 0x25C7, 0x25CB, 0x25CF),
        (0x2605, 0x2606, 0x2713, 0x2717, 0x26A0),
    )
)
_ALIKE: Final = {"✕": "✗", "◌": "○", "◐": "○", "◔": "○", "◧": "□"}  # symbols of the pages that the typeface lacks


def drawable(text: str) -> str:
    """Return ``text`` with only what the typeface holds: a letter loses its marks, a space stays one, the rest is "?".

    A PDF may hold no character without a shape; a name from a delivery may hold any.
    """
    composed = unicodedata.normalize("NFC", text)
    return composed if all(ord(each) in _HELD for each in composed) else "".join(map(_nearest, composed))


def _nearest(character: str) -> str:
    if ord(character) in _HELD:
        return character
    if character in _ALIKE:
        return _ALIKE[character]
    if character.isspace():
        return " "
    if unicodedata.category(character) in {"Cc", "Cf", "Mn"}:  # marks and what steers a text: nothing to see
        return ""
    parts = unicodedata.normalize("NFKD", character)
    return "".join(part for part in parts if ord(part) in _HELD) or "?"
