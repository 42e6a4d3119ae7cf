"""The page a browser gets first: the framework's own, in Dutch, with our name and the script that pages lean on."""

import re
from hashlib import sha256
from html import escape
from pathlib import Path

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.texts import PRODUCT

NO_SCRIPT = "Zet JavaScript aan in uw browser om deze pagina's te zien."
SCRIPT = Path(__file__).with_name("scripts") / "meenemen.js"
_CONTENT = SCRIPT.read_bytes()
# Its name changes with its content, so a browser may keep it for ever.
SCRIPT_PATH = f"/meenemen.{sha256(_CONTENT).hexdigest()[:12]}.js"

_LANGUAGE = re.compile(rb'<html lang="[^"]*">')
_TITLE = re.compile(rb"<title>[^<]*</title>")
_NO_SCRIPT = re.compile(rb"<noscript>.*?</noscript>", re.DOTALL)


def in_dutch(page: bytes, name: str = PRODUCT) -> bytes:
    """Return the framework's start page with our language, title, script and notice for browsers without scripts."""
    page = _LANGUAGE.sub(b'<html lang="nl">', page, count=1)
    page = _TITLE.sub(lambda _: f"<title>{escape(name)}</title>".encode(), page, count=1)
    page = page.replace(b"</head>", f'<script defer src="{SCRIPT_PATH}"></script></head>'.encode(), 1)
    return _NO_SCRIPT.sub(f"<noscript><p>{NO_SCRIPT}</p></noscript>".encode(), page, count=1)


async def _script(_request: Request) -> Response:
    return Response(
        _CONTENT, media_type="text/javascript", headers={"cache-control": "public, max-age=31536000, immutable"}
    )


script_route = Route(SCRIPT_PATH, _script)


async def _to_first_page(request: Request) -> Response:
    query = request.url.query
    return RedirectResponse(f"./?{query}" if query else "./")


def first_page_route(path: str) -> Route:
    """Return the way to the first page by its own name: the framework knows it at the root only.

    The address is relative: before us there may be a folder of which we do not know.
    """
    return Route(f"/{path}", _to_first_page)


class DutchPage:
    """Middleware that rewrites HTML pages; everything else passes untouched."""

    def __init__(self, app: ASGIApp, name: str = PRODUCT) -> None:
        """Wrap ``app``; ``name`` is the title of the window until a page has drawn its own."""
        self.app = app
        self.name = name

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or "/static/" in scope["path"] or "/_stcore/" in scope["path"]:
            await self.app(scope, receive, send)
            return
        # A compressed or half-cached page cannot be rewritten.
        unwanted = {b"accept-encoding", b"if-none-match", b"if-modified-since", b"range"}
        headers = [(name, value) for name, value in scope["headers"] if name.lower() not in unwanted]
        await self.app({**scope, "headers": headers}, receive, _Rewriter(send, self.name))


class _Rewriter:
    """Holds back an HTML answer until it is whole, then sends it in Dutch."""

    def __init__(self, send: Send, name: str) -> None:
        self.send = send
        self.name = name
        self.start: Message | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_html(message):
            self.start = message
        elif self.start is None:
            await self.send(message)
        elif message["type"] == "http.response.body":
            self.body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._send_whole(self.start)

    async def _send_whole(self, start: Message) -> None:
        body = in_dutch(self.body, self.name) if self.body else b""
        if body:
            changed = {b"content-length", b"etag", b"last-modified"}
            headers = [(name, value) for name, value in start["headers"] if name.lower() not in changed]
            start = {**start, "headers": [*headers, (b"content-length", str(len(body)).encode())]}
        await self.send(start)
        await self.send({"type": "http.response.body", "body": body})


def _is_html(message: Message) -> bool:
    return any(name.lower() == b"content-type" and b"text/html" in value for name, value in message["headers"])
