"""What a program can read: a format and whether it may be squeezed, and which copy of an answer it has already.

NLGov API Design Rules: /core/http-methods and the HTTP standard: Accept decides (RFC 9110, 12.5.1), ``f`` decides
before it, and an ETag belongs to one representation.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime
from typing import Final

from starlette.datastructures import Headers

from dashboard.api.problem import ProblemError, Wrong
from dashboard.api.question import FORMATS

MEDIA: Final = {"json": "application/json", "csv": "text/csv", "parquet": "application/vnd.apache.parquet"}
SQUEEZED: Final = "-gzip"  # behind the ETag of what is sent squeezed
_TAG: Final = re.compile(r'(?:W/)?"([^"]*)"')
_Q: Final = re.compile(r"\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*", re.IGNORECASE)


def format_of(asked: str | None, accept: str | None, formats: Sequence[str] = FORMATS) -> str:
    """Return the format of the answer: ``asked`` in the question, else the one that is accepted most, else json.

    Raises ProblemError 400 for one that does not exist, 406 where none that there is is accepted.
    """
    if asked is not None:
        if asked not in formats:
            told = f"'f' kan alleen een van deze zijn: {', '.join(formats)}."
            raise ProblemError(400, told, [Wrong("f", "onbekendeWaarde", told)])
        return asked
    if not accept or not accept.strip():
        return formats[0]
    weights = {name: _weight(MEDIA[name], accept) for name in formats}
    best = max(formats, key=lambda name: weights[name])
    if weights[best] == 0:
        listed = ", ".join(MEDIA[name] for name in formats)
        raise ProblemError(406, f"Dit antwoord is er als {listed}; vraag er een van met Accept of met f.")
    return best


def takes_gzip(accept_encoding: str | None) -> bool:
    """Tell whether the answer may be squeezed."""
    return accept_encoding is not None and _weight("gzip", accept_encoding) > 0


def is_known(headers: Headers, tag: str, since: datetime) -> bool:
    """Tell whether the one who asks has this answer already; ``since`` is in UTC, from when it is as it is.

    ``tag`` is that of what is said: squeezed or not makes no difference.
    """
    match = headers.get("if-none-match")
    if match is not None:
        return match.strip() == "*" or tag in {each.removesuffix(SQUEEZED) for each in _TAG.findall(match)}
    told = headers.get("if-modified-since")
    if told is None:
        return False
    try:
        moment = parsedate_to_datetime(told)
    except ValueError:
        return False
    return moment.replace(tzinfo=None) - (moment.utcoffset() or since - since) >= since


def http_date(moment: datetime) -> str:
    """Return a moment in UTC as HTTP writes it."""
    return format_datetime(moment).replace("-0000", "GMT")


def _weight(wanted: str, accepted: str) -> float:
    """Return how much ``wanted`` is liked, 0 to 1: the most precise range that it falls in decides."""
    kind = wanted.partition("/")[0]
    best, found = -1, 0.0
    for part in accepted.lower().split(","):
        name, *options = (piece.strip() for piece in part.split(";"))
        precise = {wanted: 2, f"{kind}/*": 1, "*/*": 0, "*": 0}.get(name, -1)
        if precise > best:
            matched = [_Q.fullmatch(option) for option in options]
            best, found = precise, next((min(1.0, float(each[1])) for each in matched if each), 1.0)
    return found
