"""HTML made of parts: what is text is always escaped, what is markup says so by its type."""

from html import escape
from typing import Final

_VOID: Final = frozenset({"meta", "br", "link"})


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


def tag(name: str, /, *children: str, **attributes: str | None) -> Markup:
    """Return one element; ``class_`` is its class, ``aria_label`` its aria-label, None leaves an attribute out."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in _VOID:
        return Markup(f"<{name}{given}>")
    return Markup(f"<{name}{given}>{join(*children)}</{name}>")


def join(*children: str, between: str = "") -> Markup:
    """Return children one after the other; plain text among them is escaped."""
    return Markup(
        between.join(child if isinstance(child, Markup) else escape(child, quote=False) for child in children)
    )
