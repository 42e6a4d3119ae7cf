"""What is wrong with a question, as RFC 9457 (problem+json) says it: in Dutch, with what to do.

NLGov API Design Rules: /core/error-handling/problem-details (application/problem+json with type, title, status, detail
and instance) and /core/error-handling/invalid-input (400, with ``errors`` that name each parameter).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import msgspec
from starlette.responses import Response

MEDIA_TYPE: Final = "application/problem+json"
_TITLES: Final = {
    400: "De vraag klopt niet",
    404: "Niet gevonden",
    405: "Deze methode kan hier niet",
    406: "Dit formaat is er niet",
    429: "Te veel vragen",
    500: "Er ging iets mis",
    503: "De cijfers zijn er nu niet",
}
_KINDS: Final = {
    400: "ongeldige-vraag",
    404: "niet-gevonden",
    405: "methode-niet-toegestaan",
    406: "formaat-niet-beschikbaar",
    429: "te-veel-vragen",
    500: "interne-fout",
    503: "niet-beschikbaar",
}


@dataclass(frozen=True)
class Wrong:
    """One parameter that is not right: its name, a code for programs, and a sentence for people."""

    name: str
    code: str
    detail: str


@dataclass(eq=False)
class ProblemError(Exception):
    """A question that gets no answer; ``detail`` is one Dutch sentence or two: what is wrong and what to do."""

    status: int
    detail: str
    wrong: Sequence[Wrong] = ()
    headers: Mapping[str, str] = field(default_factory=dict[str, str])


def refuse(wrong: Sequence[Wrong]) -> None:
    """Raise ProblemError 400 that names everything that is wrong with a question, where anything is."""
    if wrong:
        raise ProblemError(400, " ".join(each.detail for each in wrong[:3]), wrong)


def problem_response(problem: ProblemError, path: str) -> Response:
    """Return the answer to a question about ``path`` that cannot be answered."""
    body: dict[str, Any] = {
        "type": f"urn:effectmeting:probleem:{_KINDS[problem.status]}",
        "title": _TITLES[problem.status],
        "status": problem.status,
        "detail": problem.detail,
        "instance": path,
    }
    if problem.wrong:
        body["errors"] = [
            {"in": "query", "location": {"name": each.name}, "code": each.code, "detail": each.detail}
            for each in problem.wrong
        ]
    headers = {"cache-control": "no-store", **problem.headers}
    return Response(msgspec.json.encode(body), problem.status, headers, media_type=MEDIA_TYPE)
