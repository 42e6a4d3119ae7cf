"""What to repair first, as a list on a page: each with the figures it touches, as links to how those go."""

from collections.abc import Callable, Sequence
from typing import Final

from dashboard import texts
from dashboard.orde import words
from dashboard.orde.findings import Bevinding
from dashboard.orde.markup import Markup, join, tag
from metrics.definition import Indicator

_LINKED: Final = 6


def repair_html(found: Sequence[Bevinding], address: Callable[[Indicator], str]) -> Markup:
    """Return findings as a numbered list; ``address`` says where a figure is shown over time."""
    return tag("ol", *(tag("li", *_item(each, address)) for each in found), class_="herstel")


def _item(each: Bevinding, address: Callable[[Indicator], str]) -> list[str]:
    head = tag("strong", f"{texts.SEVERITIES[each.ernst]}: {each.uitleg}")
    return [head, f" {words.count(each)}. {each.herstel} ", tag("span", *_touches(each, address), class_="raakt")]


def _touches(each: Bevinding, address: Callable[[Indicator], str]) -> list[str]:
    """Say which figures it touches, the key ones first, since those are looked at most."""
    if not each.raakt:
        return ["Raakt geen cijfer rechtstreeks."]
    ordered = sorted(each.raakt, key=lambda indicator: not indicator.kern)
    links = [tag("a", one.code, href=address(one), target="_self", title=one.naam) for one in ordered[:_LINKED]]
    more = len(ordered) - len(links)
    parts: list[str] = ["Raakt ", join(*links, between=", ")]
    return [*parts, f" en nog {texts.count_of(more, 'cijfer', 'cijfers')}." if more else "."]
