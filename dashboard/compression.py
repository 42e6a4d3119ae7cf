"""The framework's own scripts and style sheets, squeezed once and kept: a first visit sends a quarter of the bytes."""

import asyncio
import gzip

from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Fonts and pictures are squeezed already.
_TEXT = (b"javascript", b"text/css", b"application/json", b"image/svg+xml")
_SMALLEST = 1_000  # bytes; below it the header costs more than is won
_LEVEL = 6

Answer = tuple[Message, bytes]


class CompressedFiles:
    """Middleware for /static/: each file is squeezed at its first request; its name changes with its content.

    What it keeps is bounded by what is installed, about 3 MB for all of it.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Wrap ``app``."""
        self.app = app
        self.kept: dict[str, Answer] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if not _is_wanted(scope):
            await self.app(scope, receive, send)
            return
        path = scope["path"]
        answer = self.kept.get(path)
        if answer is None:
            whole = _Whole(send)
            await self.app(scope, receive, whole)
            if whole.start is None:
                return
            answer = await asyncio.to_thread(_squeezed, whole.start, whole.body)
            self.kept[path] = answer
        start, body = answer
        await send(start)
        await send({"type": "http.response.body", "body": body})


class _Whole:
    """Holds back an answer of text until it is whole; lets any other through."""

    def __init__(self, send: Send) -> None:
        self.send = send
        self.start: Message | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _can_shrink(message):
            self.start = message
        elif self.start is None:
            await self.send(message)
        elif message["type"] == "http.response.body":
            self.body += message.get("body", b"")


def _is_wanted(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].startswith("/static/"):
        return False
    headers = dict(scope["headers"])
    asked = {b"range", b"if-none-match", b"if-modified-since"} & headers.keys()
    return not asked and b"gzip" in headers.get(b"accept-encoding", b"")


def _can_shrink(start: Message) -> bool:
    headers = {name.lower(): value for name, value in start["headers"]}
    return (
        start["status"] == 200
        and b"content-encoding" not in headers
        and int(headers.get(b"content-length", b"0")) >= _SMALLEST
        and any(kind in headers.get(b"content-type", b"") for kind in _TEXT)
    )


def _squeezed(start: Message, body: bytes) -> Answer:
    small = gzip.compress(body, _LEVEL, mtime=0)
    changed = {b"content-length", b"accept-ranges"}
    headers = [(name, value) for name, value in start["headers"] if name.lower() not in changed]
    headers += [
        (b"content-length", str(len(small)).encode()),
        (b"content-encoding", b"gzip"),
        (b"vary", b"accept-encoding"),
    ]
    return {**start, "headers": headers}, small
