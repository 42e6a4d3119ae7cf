"""A DDAS file opened: which model it is, who delivered it, and its records still unread."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal, TypeVar

import msgspec

from queries.deliveries.contents import WHAT_TO_DELIVER, Contents
from queries.deliveries.ledger import Header, Page
from queries.deliveries.records import DeliveryError
from queries.deliveries.rules import UnreadableError
from queries.deliveries.shv_versions import UNKNOWN_SUPPLIER, VERSIONS, may_lack_supplier
from queries.deliveries.values import Dates, Scalar, moment, one_line, text

Soort = Literal["vs", "shv"]
_NOTHING: Final = msgspec.Raw(b"null")
_REPAIR: Final = "Vraag uw softwareleverancier het bestand opnieuw te maken."
_LONGEST_NAME: Final = 200
_KVK = re.compile(r"[0-9]{1,8}")
# Only what says which model it is of: a bare `versie` may as well be that of the software.
_VERSION: Final = re.compile(r"(?<![0-9.])([0-9]{1,2}\.[0-9]{1,2})(?![0-9])")
_READ: Final = {"vs": ("0.9", "1.0"), "shv": VERSIONS}
# Group 1 is half of a surrogate pair without the other half; whole pairs and other escapes match before it.
_ESCAPE: Final = re.compile(
    rb"\\(?:[^u]|u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(u[dD][89a-fA-F][0-9a-fA-F]{2}))"
)
_Shape = TypeVar("_Shape")


class _Outer(msgspec.Struct):
    startdatumLevering: msgspec.Raw = _NOTHING  # noqa: N815 - the standard's own names, here and below
    einddatumLevering: msgspec.Raw = _NOTHING  # noqa: N815
    aanleverdatumEnTijd: msgspec.Raw = _NOTHING  # noqa: N815
    codeGegevensleverancier: msgspec.Raw = _NOTHING  # noqa: N815
    leveringen: msgspec.Raw = _NOTHING
    schema: msgspec.Raw = msgspec.field(default=_NOTHING, name="$schema")
    schemaversie: msgspec.Raw = _NOTHING
    modelversie: msgspec.Raw = _NOTHING


class Part(msgspec.Struct):
    """One entry of ``leveringen``, its records unread; a list that is absent is UNSET."""

    gemeentecode: msgspec.Raw = _NOTHING
    aanleverende_organisatie: msgspec.Raw = _NOTHING
    vroegsignalen: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET
    vroegsignaalzaken: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET
    schuldhulptrajecten: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET

    def __repr__(self) -> str:
        """Show nothing: the parts are people."""
        return "Part()"


@dataclass(frozen=True, slots=True)
class Document:
    """One DDAS file: its header, itself as a page, and its parts (None where a part is no object)."""

    header: Header
    page: Page
    parts: list[Part | None]

    def __repr__(self) -> str:
        """Show the name only."""
        return f"Document({self.page.bestand})"


@dataclass(frozen=True, slots=True)
class Organisation:
    """Who delivers: as key and as name, and its own gemeente code where it is a gemeente."""

    organisatie: str
    naam: str
    gemeentecode: Scalar

    @property
    def known(self) -> bool:
        """Tell whether the delivery said who delivers."""
        return self.organisatie != "naam:onbekend"


def scalar(raw: msgspec.Raw) -> Scalar:
    """Return the single value in ``raw``; None where it holds a group or a list."""
    try:
        return msgspec.json.decode(raw, type=Scalar)
    except (msgspec.DecodeError, RecursionError):
        return None


def items_of(raw: msgspec.Raw) -> list[msgspec.Raw] | None:
    """Return the unread records in ``raw``; none for null or an empty text, None where it is no list."""
    found = shaped(raw, list[msgspec.Raw])
    if found is not None:
        return found
    return [] if bytes(memoryview(raw)[:4]) in (b"null", b'""') else None


def shaped(raw: msgspec.Raw | bytes, shape: type[_Shape]) -> _Shape | None:
    """Return ``raw`` as ``shape``, or None where it is something else."""
    try:
        return msgspec.json.decode(raw, type=shape)
    except (msgspec.DecodeError, RecursionError):
        # Its message can quote the file, so it ends here.
        return None


def organisation_of(raw: msgspec.Raw) -> Organisation:
    """Read ``aanleverende_organisatie``; both models spell its keys in their own way."""
    fields = {key.casefold(): scalar(value) for key, value in (shaped(raw, dict[str, msgspec.Raw]) or {}).items()}
    name = one_line(text(fields.get("naam")) or text(fields.get("(statutaire) naam")) or "")[:_LONGEST_NAME]
    number = (text(fields.get("kvk-nummer")) or text(fields.get("kvknummer")) or "").replace(" ", "")
    gemeentecode = fields.get("gemeentecode")
    if _KVK.fullmatch(number):
        return Organisation(f"kvk:{number:0>8}", name or f"KvK {number:0>8}", gemeentecode)
    return Organisation(f"naam:{name.lower() or 'onbekend'}", name or "onbekend", gemeentecode)


def open_document(contents: Contents) -> Document:
    """Open a DDAS file; raises DeliveryError where it is not what it should be."""
    bestand = contents.bestand
    data = contents.data
    if shaped(data, msgspec.Raw) is None:
        data = _with_whole_characters(data)
        if shaped(data, msgspec.Raw) is None:
            raise DeliveryError(f"Het bestand {bestand} is geen volledige JSON; misschien is het afgebroken. {_REPAIR}")
    outer = shaped(data, _Outer)
    if outer is None:
        raise DeliveryError(f"Het bestand {bestand} is geen DDAS-levering. {WHAT_TO_DELIVER}")
    entries = shaped(outer.leveringen, list[msgspec.Raw])
    if entries is None:
        raise DeliveryError(f"Het bestand {bestand} bevat geen lijst `leveringen`. {WHAT_TO_DELIVER}")
    parts = [shaped(entry, Part) for entry in entries]
    soort = _model_of(bestand, parts)
    _refuse_other_version(bestand, outer, soort)
    # 0.9 of SHV has no field for its supplier; all newer files must name one.
    nameless = soort == "shv" and outer.codeGegevensleverancier is _NOTHING and may_lack_supplier(data)
    header = _header_of(bestand, outer, soort, supplier=UNKNOWN_SUPPLIER if nameless else None)
    return Document(header, Page(bestand, contents.digest), parts)


def _with_whole_characters(data: bytes) -> bytes:
    """Return ``data`` with each half of a character replaced: software that cuts texts off can cut an emoji in two."""
    return _ESCAPE.sub(lambda match: rb"\ufffd" if match[1] else match[0], data)


def _model_of(bestand: str, parts: list[Part | None]) -> Soort:
    found = [part for part in parts if part is not None]
    vs = any(_given(part.vroegsignalen) or _given(part.vroegsignaalzaken) for part in found)
    shv = any(_given(part.schuldhulptrajecten) for part in found)
    if vs and shv:
        raise DeliveryError(
            f"Het bestand {bestand} bevat vroegsignalen en schuldhulptrajecten door elkaar; lever ze in twee bestanden."
        )
    if vs or shv:
        return "vs" if vs else "shv"
    # Without records the spelling of the organisation's keys still tells the models apart.
    keys = {key for part in found for key in shaped(part.aanleverende_organisatie, dict[str, msgspec.Raw]) or {}}
    if keys & {"(Statutaire) Naam", "KvK-nummer"}:
        return "shv"
    if keys & {"naam", "kvk-nummer"}:
        return "vs"
    raise DeliveryError(
        f"Het bestand {bestand} bevat geen vroegsignalen en geen schuldhulptrajecten. {WHAT_TO_DELIVER}"
    )


def _given(records: msgspec.Raw | msgspec.UnsetType) -> bool:
    return records is not msgspec.UNSET and bytes(memoryview(records)[:4]) != b"null"


def _refuse_other_version(bestand: str, outer: _Outer, soort: Soort) -> None:
    """Refuse a version nobody here knows: fields that changed their name would be lost without a word."""
    for raw in (outer.schema, outer.schemaversie, outer.modelversie):
        said = _VERSION.search(text(scalar(raw)) or "")
        if said is not None and said[1] not in _READ[soort]:
            *older, newest = _READ[soort]
            raise DeliveryError(
                f"Het bestand {bestand} noemt zich versie {said[1]} van DDAS-{soort.upper()}, en die wordt hier niet"
                f" gelezen; vraag uw softwareleverancier om versie {', '.join(older)} of {newest}."
            )


def _header_of(bestand: str, outer: _Outer, soort: Soort, *, supplier: str | None) -> Header:
    supplier = supplier or one_line(text(scalar(outer.codeGegevensleverancier)) or "")
    if not supplier:
        raise DeliveryError(f"In {bestand} ontbreekt `codeGegevensleverancier`. {_REPAIR}")
    first = _date_of(bestand, outer.startdatumLevering, "startdatumLevering")
    last = _date_of(bestand, outer.einddatumLevering, "einddatumLevering")
    if last < first:
        raise DeliveryError(f"In {bestand} ligt `einddatumLevering` voor `startdatumLevering`. {_REPAIR}")
    delivered = moment(text(scalar(outer.aanleverdatumEnTijd)) or "")
    if delivered is None:
        raise DeliveryError(
            f"In {bestand} is `aanleverdatumEnTijd` leeg of geen datum met tijd (zoals 2025-02-05T10:30:00Z). {_REPAIR}"
        )
    return Header(soort, supplier[:_LONGEST_NAME], first, last + timedelta(days=1), delivered)


def _date_of(bestand: str, raw: msgspec.Raw, field: str) -> date:
    try:
        days = Dates()[scalar(raw)]
    except UnreadableError:
        days = None
    found = None if days is None else date(1970, 1, 1) + timedelta(days=days)
    if found is None or found == date.max:
        raise DeliveryError(f"In {bestand} is `{field}` leeg of geen datum (zoals 2025-01-31). {_REPAIR}")
    return found
