"""What one edition of the open data is of: the publication, who brings it out, and under which licence."""

from dataclasses import dataclass

from dashboard.opendata.licence import DEFAULT, LICENCES, Licence
from dashboard.texts import PRODUCT
from queries.publications import Publication


@dataclass(frozen=True)
class Publisher:
    """Who brings the data out, where the folders will stand, and whom to ask.

    ``adres`` is the address under which the folders are put; without it the addresses in the metadata are relative to
    the file they stand in. ``uri`` names the organisation in a register such as TOOI.
    """

    naam: str = PRODUCT
    adres: str | None = None
    uri: str | None = None
    contact: str | None = None
    licentie: str = DEFAULT

    @property
    def licence(self) -> Licence:
        """The licence the data are under."""
        return LICENCES[self.licentie]


@dataclass(frozen=True)
class Edition:
    """One publication as open data, the version of the program that made its figures, and the number before it."""

    publication: Publication
    publisher: Publisher
    codeversie: str
    vorige: int | None = None

    @property
    def folder(self) -> str:
        """The name of the folder."""
        return folder_of(self.publication.nummer)

    @property
    def source(self) -> str:
        """How to name the source, in one line."""
        return f"{self.publisher.naam}, publicatie {self.publication.nummer} ({self.publication.datum:%d-%m-%Y})"


def folder_of(nummer: int) -> str:
    """Return the name of the folder of a publication."""
    return f"effectmeting-schuldhulp-{nummer}"
