"""The answers of the API: each is found or made in a thread, kept squeezed, and sent as it is kept.

NLGov API Design Rules: /core/naming-resources and /core/naming-collections (plural Dutch nouns), /core/nested-child
(the figures of an indicator lie below it), /core/interface-language (Dutch).
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import msgspec
import polars as pl
from starlette.requests import Request
from starlette.responses import Response

from dashboard.api import figure_rows, listed, reading, writing
from dashboard.api.listed import BASE
from dashboard.api.negotiation import MEDIA, SQUEEZED, format_of, http_date, is_known, takes_gzip
from dashboard.api.problem import Wrong, refuse
from dashboard.api.question import FORMATS, Question, once, read_question
from dashboard.api.reading import FirstSeen
from dashboard.api.stored_answers import Answer, StoredAnswers
from dashboard.figures.source import Source

_FRESH: Final = "public, max-age=60"
_LOOK_AGAIN: Final = 1.0  # seconds
_ONLY_JSON: Final = ("json",)
Make = Callable[[], Any]


@dataclass(frozen=True)
class _Found:
    """What an answer is of: the state it was made of, what tells it from others, how it is made, and its format."""

    versie: str
    name: str
    form: str
    since: datetime
    make: Callable[[], Answer]

    @property
    def tag(self) -> str:
        text = "\n".join((self.versie, self.name, self.form))
        return hashlib.sha256(text.encode()).hexdigest()[:32]


class Endpoints:
    """Everything that can be asked, of one store; ``clock`` counts seconds, ``now`` gives the moment in UTC."""

    def __init__(
        self,
        url: str,
        folder: Path,
        document: dict[str, Any],
        *,
        clock: Callable[[], float],
        now: Callable[[], datetime],
    ) -> None:
        """Read the store at ``url`` and the publications in ``folder``; ``document`` is the OpenAPI document."""
        self._url, self._folder, self._clock, self._now = url, folder, clock, now
        self._read: tuple[Source, float] | None = None
        self._answers, self._seen, self._began = StoredAnswers(), FirstSeen(), now().replace(microsecond=0)
        self._document = document

    def start(self, request: Request) -> Response:
        """Say what there is."""
        names = ("indicatoren", "definities", "gebieden", "publicaties", "cijfers", "gezondheid", "openapi.json")
        links = {name: {"href": f"{BASE}/{name}"} for name in names}
        told = {"naam": "Effectmeting Schuldhulp", "versie": reading.API_VERSION, "_links": links}
        return self._static(request, lambda: told)

    def openapi(self, request: Request) -> Response:
        """Return the OpenAPI document (/core/publish-openapi: at a standard place, for every website)."""
        return self._static(request, lambda: self._document)

    def health(self, request: Request) -> Response:
        """Say whether figures can be read; never kept."""
        _parameters(request, ())
        source = self._source()
        body = {"status": "ok", "publicatie": source.publicatie, "versie": reading.API_VERSION}
        return Response(msgspec.json.encode(body), headers={"cache-control": "no-store"}, media_type="application/json")

    def indicatoren(self, request: Request) -> Response:
        """Return all indicators in short."""
        return self._static(request, lambda: {"indicatoren": listed.indicatoren()})

    def indicator(self, request: Request) -> Response:
        """Return one indicator in short."""
        return self._static(request, lambda: listed.indicator(request.path_params["code"]))

    def definities(self, request: Request) -> Response:
        """Return all definitions."""
        return self._static(request, lambda: {"definities": listed.definities()})

    def definitie(self, request: Request) -> Response:
        """Return one definition."""
        return self._static(request, lambda: listed.definitie(request.path_params["code"]))

    def gebieden(self, request: Request) -> Response:
        """Return all gebieden that figures can be of."""
        return self._of_store(request, lambda source: {"gebieden": listed.gebieden(source)})

    def publicaties(self, request: Request) -> Response:
        """Return all publications."""
        return self._of_store(request, lambda source: {"publicaties": listed.publicaties(source)})

    def publicatie(self, request: Request) -> Response:
        """Return one publication."""
        return self._of_store(request, lambda source: listed.publicatie(source, request.path_params["nummer"]))

    def whole(self, request: Request) -> Response:
        """Return all figures of one indicator, without breakdowns: one stored answer per publication."""
        values = _parameters(request, ("f",))
        code = listed.indicator(request.path_params["code"])["code"]
        form = format_of(values.get("f"), request.headers.get("accept"))
        source = self._source()
        links = {"self": {"href": request.url.path}, "definitie": {"href": f"{BASE}/definities/{code}"}}

        def make() -> Answer:
            rows = figure_rows.of_indicator(source, code)
            around = {"aantal": rows.height, "publicatie": _publication(source), "_links": links}
            return writing.answer(rows, form, around, rows.height, writing.THOROUGH)

        found = _Found(source.versie, f"{code}/cijfers", form, self._since(source), make)
        return self._answer(request, found, f"{code}-publicatie-{source.publicatie}")

    def figures(self, request: Request) -> Response:
        """Return a page of the figures that were asked for."""
        source = self._source()
        given = request.query_params.multi_items()
        question = read_question(given, lambda: frozenset(reading.gebieden(source)["gebied"]))
        form = format_of(request.query_params.get("f"), request.headers.get("accept"))

        def make() -> Answer:
            chosen = question.chosen(_rows(source, question))
            around = {
                "aantal": chosen.height,
                "pagina": question.page,
                "perPagina": question.per_page,
                "publicatie": _publication(source),
                "_links": {name: {"href": href} for name, href in _links(question, chosen.height, form).items()},
            }
            return writing.answer(question.sliced(chosen), form, around, chosen.height)

        name = f"cijfers?{question.query(question.page)}"
        found = _Found(source.versie, name, form, self._since(source), make)
        file = f"cijfers-publicatie-{source.publicatie}-pagina-{question.page}"
        return self._answer(request, found, file, lambda rows: _links(question, rows, form))

    def _source(self) -> Source:
        """Return the state of the store, looked at once a second: looking takes as long as writing a page."""
        now = self._clock()
        if self._read is None or now - self._read[1] >= _LOOK_AGAIN:
            self._read = reading.read_source(self._url, self._folder), now
        return self._read[0]

    def _since(self, source: Source) -> datetime:
        return self._seen.since(source, self._now())

    def _static(self, request: Request, make: Make) -> Response:
        """Answer what follows from our own version alone."""
        values = _parameters(request, ("f",))
        form = format_of(values.get("f"), request.headers.get("accept"), _ONLY_JSON)
        body = msgspec.json.encode(make())
        found = _Found(hashlib.sha256(body).hexdigest(), "", form, self._began, lambda: _squeezed(body))
        return self._answer(request, found, "")

    def _of_store(self, request: Request, make: Callable[[Source], Any]) -> Response:
        """Answer what follows from the store."""
        values = _parameters(request, ("f",))
        form = format_of(values.get("f"), request.headers.get("accept"), _ONLY_JSON)
        source = self._source()

        def made() -> Answer:
            return _squeezed(msgspec.json.encode(make(source)))

        return self._answer(request, _Found(source.versie, request.url.path, form, self._since(source), made), "")

    def _answer(
        self, request: Request, found: _Found, file: str, links: Callable[[int], dict[str, str]] | None = None
    ) -> Response:
        """Send an answer, or say that it is known already; ``file`` is what it is called on a disk."""
        packed = found.form != "parquet" and takes_gzip(request.headers.get("accept-encoding"))
        tag = f'"{found.tag}{SQUEEZED if packed else ""}"'
        headers = {
            "etag": tag,
            "last-modified": http_date(found.since),
            "cache-control": _FRESH,
            "vary": "Accept, Accept-Encoding",
        }
        if is_known(request.headers, found.tag, found.since):
            return Response(status_code=304, headers=headers)
        answer = self._answers.answer(found.tag, found.make)
        if links is not None:
            pages = [f'<{href}>; rel="{name}"' for name, href in links(answer.rows).items() if name != "self"]
            headers["link"] = ", ".join(pages)
        if found.form != "json":
            headers["content-disposition"] = f'attachment; filename="effectmeting-{file}.{found.form}"'
        if packed:
            headers["content-encoding"] = "gzip"
        body = writing.plain(answer.body) if answer.squeezed and not packed else answer.body
        media = MEDIA[found.form] + ("; charset=utf-8" if found.form == "csv" else "")
        return Response(body, headers={**headers, "content-type": media})


def _rows(source: Source, question: Question) -> pl.DataFrame:
    """Return the rows that hold all that is asked for: of one gebied, which is less, or of one indicator."""
    if question.gebied:
        return figure_rows.of_gebied(source, question.gebied, question.uitsplitsing)
    if question.uitsplitsing:
        return figure_rows.cells_of_indicator(source, question.indicator, question.uitsplitsing)
    return figure_rows.of_indicator(source, question.indicator)


def _links(question: Question, rows: int, form: str) -> dict[str, str]:
    """Return where the pages are: this one, the first, the one before and after, and the last."""
    last, page = question.pages(rows), question.page
    numbers = {"self": page, "first": 1, "prev": min(page - 1, last), "next": page + 1, "last": last}
    there = {name: number for name, number in numbers.items() if name == "self" or 1 <= number <= last}
    return {
        name: f"{BASE}/cijfers?{question.query(number)}" + ("" if form == FORMATS[0] else f"&f={form}")
        for name, number in there.items()
    }


def _publication(source: Source) -> dict[str, Any]:
    newest = reading.newest(source)
    return {"nummer": newest.nummer, "datum": newest.datum, "peildatum": newest.peildatum}


def _squeezed(body: bytes) -> Answer:
    return Answer(writing.squeeze(body), squeezed=True)


def _parameters(request: Request, names: tuple[str, ...]) -> dict[str, str]:
    wrong: list[Wrong] = []
    values = once(request.query_params.multi_items(), names, wrong)
    refuse(wrong)
    return values
