"""Under which licence the figures may be used again, and why: said here and nowhere else.

What is counted comes from gemeenten that carry out a law, and the government's own preference for such data is CC0. But
the noemer of every number per 1.000 inhabitants or 10.000 dwellings is that of CBS, which asks to be named (CC BY
4.0), and a licence cannot give away more than was given. A figure also says little without its publication and the
version of its definition, of which some are still voorlopig: to name the source is what leads a reader back to them.
So the default is CC BY 4.0. Figures published elsewhere (Divosa, NVVK, Aedes, KBvG) are of others, and not in it.
CC0 can be chosen by who has people and dwellings of their own.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Licence:
    """A licence: its address, name, and what it asks, in Dutch and in English."""

    adres: str
    naam: str
    vraagt: str
    asks: str


LICENCES: Final = {
    "cc-by": Licence(
        "https://creativecommons.org/licenses/by/4.0/",
        "CC BY 4.0",
        "U mag de cijfers gebruiken, bewerken en delen, ook zakelijk. Noem de bron, met het nummer van de publicatie, "
        "en zeg wat u hebt veranderd.",
        "You may use, adapt and share the figures, also commercially. Name the source with the number of the "
        "publication, and say what you changed.",
    ),
    "cc0": Licence(
        "https://creativecommons.org/publicdomain/zero/1.0/",
        "CC0 1.0",
        "U mag met de cijfers doen wat u wilt. Wij stellen het op prijs als u de bron noemt, met het nummer van de "
        "publicatie.",
        "You may do with the figures as you like. We appreciate it when you name the source with the number of the "
        "publication.",
    ),
}
DEFAULT: Final = "cc-by"
