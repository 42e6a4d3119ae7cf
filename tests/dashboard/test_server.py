"""The start page speaks Dutch from its first byte."""

import asyncio
from typing import Any

import pytest

from dashboard.server import DutchPage, in_dutch
from dashboard.start_page import first_page_route

PAGE = (
    b'<!DOCTYPE html><html lang="en"><head><title>Streamlit</title></head>'
    b"<body><noscript>\n<p>You need to enable JavaScript</p></noscript></body></html>"
)


def answer(path: str, kind: bytes, body: bytes) -> tuple[dict[bytes, bytes], bytes, list[tuple[bytes, bytes]]]:
    """Ask the middleware for ``path``, which the application below answers in two pieces."""
    seen: list[tuple[bytes, bytes]] = []
    sent: list[Any] = []

    async def below(scope: Any, _receive: Any, send: Any) -> None:
        seen.extend(scope["headers"])
        headers = [(b"content-type", kind), (b"content-length", str(len(body)).encode()), (b"etag", b"1")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body[:20], "more_body": True})
        await send({"type": "http.response.body", "body": body[20:]})

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {"type": "http.request"}

    scope = {"type": "http", "path": path, "headers": [(b"accept-encoding", b"gzip")]}
    asyncio.run(DutchPage(below)(scope, receive, send))
    return dict(sent[0]["headers"]), b"".join(message.get("body", b"") for message in sent[1:]), seen


def test_language_title_and_notice_are_dutch():
    page = in_dutch(PAGE)

    assert b'<html lang="nl">' in page
    assert b"<title>Effectmeting Schuldhulp</title>" in page
    assert b"Zet JavaScript aan" in page
    assert b"enable JavaScript" not in page


@pytest.mark.parametrize(("query", "place"), [(b"gemeente=Almere", b"./?gemeente=Almere"), (b"", b"./")])
def test_the_first_page_is_also_found_by_its_name(query: bytes, place: bytes):
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {"type": "http.request"}

    scope = {
        "type": "http", "method": "GET", "path": "/overzicht", "query_string": query, "headers": [],
        "server": ("127.0.0.1", 80), "scheme": "http",
    }  # fmt: skip
    asyncio.run(first_page_route("overzicht").handle(scope, receive, send))
    assert sent[0]["status"] == 307
    assert (b"location", place) in sent[0]["headers"]


def test_a_page_is_rewritten_whole_with_its_own_length():
    headers, body, seen = answer("/trend", b"text/html; charset=utf-8", PAGE)

    assert body == in_dutch(PAGE)
    assert headers[b"content-length"] == str(len(body)).encode()
    assert b"etag" not in headers
    assert seen == []  # asked for without compression


def test_other_answers_pass_untouched():
    headers, body, seen = answer("/static/js/index.js", b"text/javascript", PAGE)

    assert body == PAGE
    assert headers[b"etag"] == b"1"
    assert seen == [(b"accept-encoding", b"gzip")]
