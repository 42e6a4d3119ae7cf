"""The API as an ASGI application, below /api in the server of the pages.

Everything that reads or makes figures runs in threads of its own, a few at a time, so that pages go on meanwhile.

NLGov API Design Rules: /core/uri-version (the major version in the path), /core/no-trailing-slash (with one there is
nothing: 404).
"""

import logging
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Final

from anyio import CapacityLimiter, to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.api.edge import Edge
from dashboard.api.endpoints import Endpoints
from dashboard.api.limits import RateLimit
from dashboard.api.openapi import document
from dashboard.api.problem import ProblemError, problem_response
from dashboard.config import Settings
from queries.errors import StoreError

logger = logging.getLogger(__name__)

# More threads than cores only get in each other's way: with 6 the slowest answers took twice as long as with 3.
_AT_A_TIME: Final = 3
_NOT_THERE: Final = "Hier is niets. Kijk op /api/v1 wat er is; een adres eindigt niet op een schuine streep."
Answer = Callable[[Request], Response]


class ApiBeside:
    """Middleware that gives what is below /api to the API, and all else to the pages.

    The outermost: what the pages' framework does to an answer (sessions, squeezing in the event loop) is for pages.
    """

    def __init__(self, app: ASGIApp, api: ASGIApp) -> None:
        """Put ``api`` beside ``app``."""
        self.app = app
        self.api = api

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        below = scope["type"] == "http" and scope["path"].startswith("/api/")
        await (self.api if below else self.app)(scope, receive, send)


def make_api(
    settings: Settings, *, clock: Callable[[], float] = time.monotonic, now: Callable[[], datetime] | None = None
) -> ASGIApp:
    """Return the API on the store of ``settings``; ``clock`` counts seconds, ``now`` is the moment in UTC."""
    told = document(settings.naam, settings.api_contact)
    ends = Endpoints(settings.database_url, settings.publications, told, clock=clock, now=now or _now)
    answers: dict[str, Answer] = {
        "": ends.start,
        "/": ends.start,  # of all addresses only the first may end on one
        "/openapi.json": ends.openapi,
        "/gezondheid": ends.health,
        "/indicatoren": ends.indicatoren,
        "/indicatoren/{code}": ends.indicator,
        "/indicatoren/{code}/cijfers": ends.whole,
        "/definities": ends.definities,
        "/definities/{code}": ends.definitie,
        "/gebieden": ends.gebieden,
        "/publicaties": ends.publicaties,
        "/publicaties/{nummer}": ends.publicatie,
        "/cijfers": ends.figures,
    }
    at_a_time = CapacityLimiter(_AT_A_TIME)
    app = Starlette(
        routes=[Route(f"/api/v1{path}", _in_a_thread(answer, at_a_time)) for path, answer in answers.items()],
        exception_handlers={ProblemError: _problem, StoreError: _store, HTTPException: _http, 500: _fault},
    )
    app.router.redirect_slashes = False
    return Edge(app, RateLimit(settings.api_per_minuut, clock))


def _in_a_thread(answer: Answer, at_a_time: CapacityLimiter) -> Callable[[Request], Awaitable[Response]]:
    async def ask(request: Request) -> Response:
        return await to_thread.run_sync(answer, request, limiter=at_a_time)

    return ask


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


async def _problem(request: Request, error: Exception) -> Response:
    if not isinstance(error, ProblemError):
        raise error
    return problem_response(error, request.url.path)


async def _store(request: Request, error: Exception) -> Response:
    logger.error("De API kon het register niet lezen: %s", type(error).__name__)
    told = "De cijfers zijn nu niet te lezen. Probeer het over een minuut opnieuw."
    return problem_response(ProblemError(503, told, headers={"retry-after": "60"}), request.url.path)


async def _http(request: Request, _error: Exception) -> Response:
    return problem_response(ProblemError(404, _NOT_THERE), request.url.path)


async def _fault(request: Request, error: Exception) -> Response:
    logger.error("De API gaf een fout: %s", type(error).__name__)
    told = "Er ging iets mis bij het maken van dit antwoord. Meld dit aan wie deze API beheert."
    return problem_response(ProblemError(500, told), request.url.path)
