"""The API asked in this process, without a network."""

import asyncio
import gzip
import json
from dataclasses import dataclass
from typing import Any

from starlette.types import ASGIApp


@dataclass(frozen=True)
class Got:
    """An answer: its status, its headers in small letters, and its body as it was sent."""

    status: int
    headers: dict[str, str]
    sent: bytes

    @property
    def body(self) -> bytes:
        """The body, unsqueezed."""
        return gzip.decompress(self.sent) if self.headers.get("content-encoding") == "gzip" else self.sent

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


@dataclass(frozen=True)
class Api:
    """Someone who asks the API."""

    app: ASGIApp

    def ask(
        self, target: str, *, method: str = "GET", scheme: str = "http", client: str = "::1", **headers: str
    ) -> Got:
        """Ask for ``target`` below /api/v1; ``if_none_match`` is the header If-None-Match."""
        path, _, query = target.partition("?")
        sent: list[Any] = []

        async def send(message: Any) -> None:
            sent.append(message)

        async def receive() -> Any:
            return {"type": "http.request", "body": b"", "more_body": False}

        named = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
        scope = {
            "type": "http", "method": method, "path": f"/api/v1{path}", "raw_path": b"", "root_path": "",
            "query_string": query.encode(), "headers": named, "scheme": scheme, "client": (client, 1),
            "server": ("127.0.0.1", 80), "http_version": "1.1",
        }  # fmt: skip

        async def served() -> None:
            await self.app(scope, receive, send)

        asyncio.run(served())
        start, *bodies = sent
        told = {name.decode().lower(): value.decode() for name, value in start["headers"]}
        return Got(start["status"], told, b"".join(each.get("body", b"") for each in bodies))
