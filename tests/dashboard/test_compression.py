"""The framework's files are sent small to who can unpack them, and as they are to who cannot."""

import asyncio
import gzip
from typing import Any

import pytest

from dashboard.compression import CompressedFiles

SCRIPT = b"const a = 1;\n" * 500


class Below:
    """An application that answers every request with one file, and remembers how often it was asked."""

    def __init__(self, kind: bytes = b"text/javascript", body: bytes = SCRIPT) -> None:
        self.kind, self.body, self.asked = kind, body, 0

    async def __call__(self, _scope: Any, _receive: Any, send: Any) -> None:
        """Send the file in two pieces."""
        self.asked += 1
        headers = [(b"content-type", self.kind), (b"content-length", str(len(self.body)).encode())]
        headers += [(b"cache-control", b"public, immutable"), (b"accept-ranges", b"bytes")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": self.body[:100], "more_body": True})
        await send({"type": "http.response.body", "body": self.body[100:]})


def ask(app: CompressedFiles, path: str, *headers: tuple[bytes, bytes]) -> tuple[dict[bytes, bytes], bytes]:
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {"type": "http.request"}

    scope = {"type": "http", "method": "GET", "path": path, "headers": list(headers)}
    asyncio.run(app(scope, receive, send))
    return dict(sent[0]["headers"]), b"".join(message.get("body", b"") for message in sent[1:])


def test_a_script_is_sent_small_and_squeezed_only_once():
    below = Below()
    app = CompressedFiles(below)

    answers = [ask(app, "/static/js/a.1.js", (b"accept-encoding", b"gzip, br")) for _ in range(2)]

    assert answers[0] == answers[1]
    headers, body = answers[0]
    assert gzip.decompress(body) == SCRIPT
    assert len(body) < len(SCRIPT) / 10
    assert headers[b"content-encoding"] == b"gzip"
    assert headers[b"content-length"] == str(len(body)).encode()
    assert headers[b"vary"] == b"accept-encoding"
    assert headers[b"cache-control"] == b"public, immutable"
    assert b"accept-ranges" not in headers
    assert below.asked == 1


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/static/js/a.js", ()),
        ("/trend", ((b"accept-encoding", b"gzip"),)),
        ("/static/js/a.js", ((b"accept-encoding", b"gzip"), (b"range", b"bytes=0-9"))),
    ],
)
def test_who_cannot_unpack_or_asks_a_part_gets_the_file_itself(path: str, headers: tuple[tuple[bytes, bytes], ...]):
    answered, body = ask(CompressedFiles(Below()), path, *headers)

    assert body == SCRIPT
    assert b"content-encoding" not in answered


def test_a_font_and_a_tiny_file_stay_as_they_are():
    for below in (Below(b"font/woff2"), Below(body=b"a")):
        answered, body = ask(CompressedFiles(below), "/static/x", (b"accept-encoding", b"gzip"))

        assert body == below.body
        assert b"content-encoding" not in answered
