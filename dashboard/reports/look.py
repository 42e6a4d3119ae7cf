"""How reports look: the name, logo and colours of the gemeente that runs this, ready for every renderer."""

from dataclasses import dataclass

from dashboard.branding import Branding
from dashboard.charts import palette
from dashboard.texts import PRODUCT

_COLOUR = palette.STEPS[-1][0]  # reads well on white, and white reads well on it


@dataclass(frozen=True)
class Look:
    """What every page of a report carries.

    ``kleur`` is the colour of headings on white, ``lijn`` that of the own line in a chart, ``logo`` the bytes of an
    SVG or a PNG.
    """

    naam: str = PRODUCT
    logo: bytes | None = None
    kleur: str = _COLOUR
    lijn: str = palette.OWN

    @property
    def logo_soort(self) -> str:
        """The kind of picture the logo is: "png", "svg", or "" without one."""
        if self.logo is None:
            return ""
        return "png" if self.logo.startswith(b"\x89PNG") else "svg"


def look_of(branding: Branding) -> Look:
    """Return the look that belongs to ``branding``; its logo was checked when the branding was read."""
    logo = None if branding.logo is None else branding.logo.read_bytes()
    return Look(branding.name, logo, branding.light or _COLOUR, branding.line or palette.OWN)
