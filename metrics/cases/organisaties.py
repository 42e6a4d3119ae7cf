"""The kinds of organisations that refer people to one another, in the spelling of the store."""

from typing import Final

import polars as pl

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
# As people write it, and as goals name it: "kredietbank naar maatschappelijk werk".
_NAAR: Final = " naar "


def direction(van: str, naar: str) -> str:
    """Return the cell of the breakdown "van_naar" for referrals from one kind of organisation to another."""
    return f"{van}{_NAAR}{naar}"


def direction_of(van: pl.Expr, naar: pl.Expr) -> pl.Expr:
    """Return the same for columns; null where one of the two is not known."""
    return pl.concat_str(van, pl.lit(_NAAR), naar)
