"""The bookkeeping of one delivery while it is read: its leveringen, their counts and the rejections."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256

from queries.deliveries.records import Levering, Rejection
from queries.deliveries.rules import ANY_FIELD, Ernst, reason
from queries.deliveries.values import UNKNOWN_GEMEENTE


@dataclass(frozen=True, slots=True)
class Header:
    """What every page of one delivery has in common; equal headers make one delivery."""

    soort: str
    leverancier: str
    periode_van: date
    periode_tot: date  # exclusive
    aangeleverd_op: datetime


@dataclass(slots=True)
class Page:
    """One file of a delivery: its name and the digest of its bytes."""

    bestand: str
    digest: str


@dataclass(slots=True)
class Draft:
    """A levering while it is read: what is counted so far and which records it already has."""

    number: int
    organisatie: str
    organisatie_naam: str
    gm_code: str
    pages: dict[str, str] = field(default_factory=dict[str, str])
    tabellen: set[str] = field(default_factory=set[str])
    aantal: int = 0
    afgekeurd: int = 0
    taken: dict[str, int] = field(default_factory=dict[str, int])
    seen: dict[str, set[int]] = field(default_factory=dict[str, set[int]])

    def seen_of(self, tabel: str) -> set[int]:
        """Return the identities of ``tabel`` met so far."""
        return self.seen.setdefault(tabel, set())


class Ledger:
    """Leveringen and rejections of one delivery, over all its pages."""

    def __init__(self, header: Header, known_codes: Collection[str] | None) -> None:
        """Start empty; ``known_codes`` are the gemeente codes that exist, None where nobody knows."""
        self.header = header
        self.rejections: list[Rejection] = []
        self._known_codes = known_codes
        self._drafts: dict[tuple[str, str], Draft] = {}

    def draft(self, page: Page, organisatie: tuple[str, str], gm_code: str, pad: str) -> Draft:
        """Return the levering of this organisation and gemeente; ``pad`` is where its code was found."""
        found = self._drafts.get((organisatie[0], gm_code))
        if found is None:
            found = Draft(len(self._drafts), *organisatie, gm_code)
            self._drafts[organisatie[0], gm_code] = found
            known = gm_code != UNKNOWN_GEMEENTE and (self._known_codes is None or gm_code in self._known_codes)
            if not known:
                self.note(found, page, pad, "levering", "onbekende_gemeente")
        found.pages[page.digest] = page.bestand
        return found

    def note(
        self,
        draft: Draft,
        page: Page,
        pad: str,
        tabel: str,
        rule: str,
        *,
        field: str = ANY_FIELD,
        record: str | None = None,
        ernst: Ernst = "waarschuwing",
    ) -> None:
        """Write down a remark, or with ``afgekeurd`` a rejection of something that hangs on a record."""
        self.rejections.append(
            Rejection(page.bestand, pad, tabel, rule, reason(rule, field), ernst, draft.number, record)
        )

    def reject(
        self,
        draft: Draft,
        page: Page,
        pad: str,
        tabel: str,
        rule: str,
        *,
        field: str = ANY_FIELD,
        record: str | None = None,
    ) -> None:
        """Write down that a record was not taken, and count it so."""
        draft.afgekeurd += 1
        self.note(draft, page, pad, tabel, rule, field=field, record=record, ernst="afgekeurd")

    def leveringen(self, schemaversie: str) -> list[Levering]:
        """Return the leveringen in the order in which they were met."""
        header = self.header
        return [
            Levering(
                soort=header.soort,
                schemaversie=schemaversie,
                leverancier=header.leverancier,
                organisatie=draft.organisatie,
                organisatie_naam=draft.organisatie_naam,
                gm_code=draft.gm_code,
                periode_van=header.periode_van,
                periode_tot=header.periode_tot,
                tabellen=",".join(sorted(draft.tabellen)),
                aangeleverd_op=header.aangeleverd_op,
                bestanden=tuple(draft.pages.values()),
                sha256=sha256("\n".join(sorted(draft.pages)).encode()).hexdigest(),
                aantal=draft.aantal,
                afgekeurd=draft.afgekeurd,
            )
            for draft in self._drafts.values()
        ]
