"""The ASGI application: the pages, in Dutch from the first byte; uvicorn serves it on 127.0.0.1 only."""

import logging
import re
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.texts import PRODUCT

SCRIPT = Path(__file__).with_name("app.py")
NO_SCRIPT = "Zet JavaScript aan in uw browser om deze pagina's te zien."

_LANGUAGE = re.compile(rb'<html lang="[^"]*">')
_TITLE = re.compile(rb"<title>[^<]*</title>")
_NO_SCRIPT = re.compile(rb"<noscript>.*?</noscript>", re.DOTALL)

logger = logging.getLogger(__name__)


def in_dutch(page: bytes) -> bytes:
    """Return the framework's start page with our language, title and notice for browsers without scripts."""
    page = _LANGUAGE.sub(b'<html lang="nl">', page, count=1)
    page = _TITLE.sub(f"<title>{PRODUCT}</title>".encode(), page, count=1)
    return _NO_SCRIPT.sub(f"<noscript><p>{NO_SCRIPT}</p></noscript>".encode(), page, count=1)


class DutchPage:
    """Middleware that rewrites HTML pages; everything else passes untouched."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap ``app``."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or "/static/" in scope["path"] or "/_stcore/" in scope["path"]:
            await self.app(scope, receive, send)
            return
        # A compressed or half-cached page cannot be rewritten.
        unwanted = {b"accept-encoding", b"if-none-match", b"if-modified-since", b"range"}
        headers = [(name, value) for name, value in scope["headers"] if name.lower() not in unwanted]
        await self.app({**scope, "headers": headers}, receive, _Rewriter(send))


class _Rewriter:
    """Holds back an HTML answer until it is whole, then sends it in Dutch."""

    def __init__(self, send: Send) -> None:
        self.send = send
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
        body = in_dutch(self.body) if self.body else b""
        if body:
            changed = {b"content-length", b"etag", b"last-modified"}
            headers = [(name, value) for name, value in start["headers"] if name.lower() not in changed]
            start = {**start, "headers": [*headers, (b"content-length", str(len(body)).encode())]}
        await self.send(start)
        await self.send({"type": "http.response.body", "body": body})


def _is_html(message: Message) -> bool:
    return any(name.lower() == b"content-type" and b"text/html" in value for name, value in message["headers"])


def tell_reader(error: Exception) -> bool:
    """Show a reader one Dutch sentence instead of a traceback; the framework itself logs where it came from."""
    logger.error("Een pagina gaf een fout: %s", type(error).__name__)
    st.error(
        "Deze pagina kan nu niet worden getoond. Laad de pagina opnieuw. "
        "Blijft dit zo? Vraag de beheerder dan om `effectmeting status` te bekijken.",
        icon=":material/error:",
    )
    return True


def _make_app() -> Any:
    return st.App(SCRIPT, middleware=[Middleware(DutchPage)], on_script_error=tell_reader)


app = _make_app()
