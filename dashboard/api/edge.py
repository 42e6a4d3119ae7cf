"""What holds for every answer of the API: its version, who may read it, how a browser treats it, and how often.

NLGov API Design Rules: /core/version-header (API-Version on every answer), /core/http-methods and /core/http-safety
(GET, HEAD and OPTIONS only; 405 names them), /core/transport/cors (reading is for every website),
/core/transport/security-headers (no frames, no guessing of types, HSTS where there is TLS), /core/stateless (no cookie,
no session).
"""

from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.api.limits import RateLimit
from dashboard.api.problem import ProblemError, problem_response
from dashboard.api.reading import API_VERSION

METHODS: Final = "GET, HEAD, OPTIONS"
HEALTH: Final = "/api/v1/gezondheid"
_LONGEST_QUERY: Final = 2_000  # characters
_ALWAYS: Final = (
    (b"api-version", API_VERSION.encode()),
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"API-Version, ETag, Last-Modified, Link, Retry-After, Content-Disposition"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"cross-origin-resource-policy", b"cross-origin"),
    (b"referrer-policy", b"no-referrer"),
)
_ONLY_WITH_TLS: Final = (b"strict-transport-security", b"max-age=31536000")
_PREFLIGHT: Final = (
    (b"allow", METHODS.encode()),
    (b"access-control-allow-methods", METHODS.encode()),
    (b"access-control-allow-headers", b"Accept, If-None-Match, If-Modified-Since"),
    (b"access-control-max-age", b"86400"),
)


class Edge:
    """Around the API: answers what needs no figures, and puts the headers on every answer."""

    def __init__(self, app: ASGIApp, limit: RateLimit) -> None:
        """Wrap ``app``; ``limit`` counts per address of a client."""
        self.app = app
        self.limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        always = (*_ALWAYS, _ONLY_WITH_TLS) if scope.get("scheme") == "https" else _ALWAYS

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message["headers"], *always]}
            await send(message)

        if scope["method"] == "OPTIONS":
            await marked({"type": "http.response.start", "status": 204, "headers": list(_PREFLIGHT)})
            await marked({"type": "http.response.body", "body": b""})
            return
        problem = self._refused(scope)
        if problem is not None:
            await problem_response(problem, scope["path"])(scope, receive, marked)
            return
        await self.app(scope, receive, marked)

    def _refused(self, scope: Scope) -> ProblemError | None:
        """Return why this request gets no answer, before it is looked at any further."""
        if scope["method"] not in ("GET", "HEAD"):
            told = f"Deze API kunt u alleen lezen, met {METHODS}."
            return ProblemError(405, told, headers={"allow": METHODS})
        if len(scope["query_string"]) > _LONGEST_QUERY:
            return ProblemError(
                400, f"De vraag is te lang: gebruik hooguit {_LONGEST_QUERY} tekens achter het vraagteken."
            )
        if scope["path"] == HEALTH:
            return None
        client = scope.get("client")
        seconds = self.limit.seconds_to_wait(client[0] if client else "")
        if seconds == 0:
            return None
        told = f"U vraagt te veel achter elkaar. Wacht {seconds} seconden en vraag het dan opnieuw."
        return ProblemError(429, told, headers={"retry-after": str(seconds)})
