"""From an unread record to a typed one: quickly where it has the standard's shape, else mended where that is safe."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Generic, TypeVar, cast

import msgspec

from queries.deliveries.rules import ANY_FIELD, UnreadableError


@dataclass(frozen=True, slots=True)
class Group:
    """A nested group of the standard, or with ``many`` a list of them."""

    many: bool = False
    nested: Mapping[str, "Group"] = field(default_factory=dict[str, "Group"])


GROUP: Final = Group()
LIST: Final = Group(many=True)
# No reader accepts this text, so a group where a value belongs breaks the rule of that value.
_NO_VALUE: Final = "\x00"


class Record(msgspec.Struct, gc=False):
    """A part of a delivered record; its text form shows nothing."""

    def __repr__(self) -> str:
        """Show the shape only: the fields are people."""
        return f"{type(self).__name__}()"


_Shape = TypeVar("_Shape", bound=Record)


class Shape(Generic[_Shape]):
    """One record type of the standard with its nested groups and lists by field name."""

    def __init__(self, record: type[_Shape], nested: Mapping[str, Group]) -> None:
        """Make the decoder once; it costs more than a record."""
        self._record = record
        self._nested = nested
        self.decode: Callable[[msgspec.Raw], _Shape] = msgspec.json.Decoder(record).decode
        self._loose: Callable[[msgspec.Raw], Any] = msgspec.json.Decoder().decode

    def read(self, raw: msgspec.Raw) -> tuple[_Shape, Sequence[str]]:
        """Return the record, and which of its lists were no list; raises UnreadableError."""
        try:
            return self.decode(raw), ()
        except (msgspec.DecodeError, RecursionError):
            # Mended below, outside this clause: its message can quote the record and must not travel along.
            pass
        return self.mend(raw)

    def mend(self, raw: msgspec.Raw) -> tuple[_Shape, list[str]]:
        """Return the record and the lists that were no list (dropped); raises UnreadableError.

        Only for what ``decode`` refused. An empty text stands for a missing group, a single group
        for a list of one; the messages of the decoder are not passed on, since they quote values.
        """
        try:
            found = self._loose(raw)
        except (msgspec.DecodeError, RecursionError):
            raise UnreadableError("onleesbaar") from None
        if not isinstance(found, dict):
            raise UnreadableError("geen_object")
        dropped: list[str] = []
        fields = {name: self._field(name, value, dropped) for name, value in cast("dict[str, Any]", found).items()}
        try:
            return msgspec.convert(fields, self._record), dropped
        except msgspec.ValidationError:
            raise UnreadableError("onleesbaar") from None

    def _field(self, name: str, value: Any, dropped: list[str]) -> Any:
        group = self._nested.get(name)
        if group is None:
            return _single(value)
        if value is None or value == "":
            return None
        if not group.many and not isinstance(value, dict):
            raise UnreadableError("geen_object", name)
        return _inner(name, value, group, dropped)


Readers = Mapping[str, tuple[Callable[[Any], object], Sequence[str]]]


def field_of(found: Record, error: UnreadableError, readers: Readers) -> str:
    """Return the field that broke the rule; the readers do not know it, which keeps good records quick.

    ``readers`` gives per rule the reader that applied it and the fields it may have read.
    """
    if error.field == ANY_FIELD and error.rule in readers:
        read, names = readers[error.rule]
        for name in names:
            try:
                read(getattr(found, name, None))
            except UnreadableError:
                return name
    return error.field


def _inner(name: str, value: Any, group: Group, dropped: list[str]) -> Any:
    """Return the group or list under ``name``; what is no list where one belongs is left out and named."""
    if not group.many or isinstance(value, dict):
        found = _flat(value, group, dropped)
        return [found] if group.many else found
    if isinstance(value, list):
        return [_flat(item, group, dropped) for item in cast("list[Any]", value)]
    if value is not None and value != "":
        dropped.append(name)
    return None


def _flat(value: Any, group: Group, dropped: list[str]) -> dict[str, Any] | None:
    if not isinstance(value, dict):
        return None
    return {
        name: _inner(name, inner, group.nested[name], dropped) if name in group.nested else _single(inner)
        for name, inner in cast("dict[str, Any]", value).items()
    }


def _single(value: Any) -> Any:
    return _NO_VALUE if isinstance(value, (dict, list)) else value
