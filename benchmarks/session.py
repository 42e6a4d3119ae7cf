"""One reader of the dashboard without a browser: the same websocket and messages that the pages in a browser use."""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

# A page that says nothing for so long is broken, not slow.
PATIENCE = 60.0
_DRAWN = (
    ForwardMsg.ScriptFinishedStatus.FINISHED_SUCCESSFULLY,
    ForwardMsg.ScriptFinishedStatus.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
)


class BrokenPageError(RuntimeError):
    """A page ended in an error, or never ended."""


@dataclass(frozen=True)
class Answer:
    """What one interaction took: seconds until the page was drawn, and bytes over the line."""

    what: str
    seconds: float
    received: int


@dataclass
class Session:
    """One open page: its widgets as the server named them, and what was chosen in them."""

    port: int
    query: str = ""
    page: str = ""
    pages: dict[str, str] = field(default_factory=dict[str, str])  # url path -> hash
    options: dict[str, tuple[str, list[str]]] = field(default_factory=dict[str, tuple[str, list[str]]])
    chosen: dict[str, str] = field(default_factory=dict[str, str])
    line: Any = None
    fragments: dict[str, str] = field(default_factory=dict[str, str])  # label -> the part of the page that it reruns
    _groups: set[str] = field(default_factory=set[str])

    async def open(self) -> Answer:
        """Open the page as a fresh browser does, and return what that took."""
        url = f"ws://127.0.0.1:{self.port}/_stcore/stream"
        self.line = await websockets.connect(url, subprotocols=["streamlit"], max_size=None)  # pyright: ignore[reportArgumentType]
        return await self._ask("openen")

    async def choose(self, label: str, option: str) -> Answer:
        """Choose ``option`` in the widget called ``label``."""
        self.chosen[label] = option
        return await self._ask(label, self.fragments.get(label, ""))

    async def go(self, path: str) -> Answer:
        """Go to another page; what was chosen stays in the address."""
        self.page = self.pages[path]
        self.options, self.chosen, self.fragments = {}, {}, {}
        return await self._ask(f"pagina {path}")

    async def close(self) -> None:
        """Leave."""
        if self.line is not None:
            await self.line.close()

    async def _ask(self, what: str, fragment: str = "") -> Answer:
        message = BackMsg()
        asked = message.rerun_script
        asked.query_string = self.query
        asked.page_script_hash = self.page
        asked.fragment_id = fragment
        for label, option in self.chosen.items():
            widget, _ = self.options.get(label, ("", []))
            if widget:
                state = asked.widget_states.widgets.add()
                state.id = widget
                if widget in self._groups:
                    state.string_array_value.data.append(option)
                else:
                    state.string_value = option
        began = time.perf_counter()
        await self.line.send(message.SerializeToString())
        received = await asyncio.wait_for(self._drawn(), PATIENCE)
        return Answer(what, time.perf_counter() - began, received)

    async def _drawn(self) -> int:
        """Read until the page is drawn; return the bytes that came."""
        received = 0
        while True:
            raw = await self.line.recv()
            received += len(raw)
            message = ForwardMsg.FromString(raw)
            kind = message.WhichOneof("type")
            if kind == "navigation":
                self.pages = {page.url_pathname: page.page_script_hash for page in message.navigation.app_pages}
                self.page = message.navigation.page_script_hash
            elif kind == "page_info_changed":
                self.query = message.page_info_changed.query_string
            elif kind == "delta":
                self._note(message.delta)
            elif kind == "script_finished":
                # The page may start once more: a choice goes into its link, and the browser asks nothing for that.
                if message.script_finished in _DRAWN:
                    return received
                if message.script_finished == ForwardMsg.ScriptFinishedStatus.FINISHED_WITH_COMPILE_ERROR:
                    raise BrokenPageError("a page ended in an error")

    def _note(self, delta: Any) -> None:
        """Remember the widgets a reader can choose in, and stumble over an error that is shown."""
        element = delta.new_element
        kind = element.WhichOneof("type")
        if kind == "exception":
            raise BrokenPageError(element.exception.message)
        if kind in ("selectbox", "button_group"):
            self.fragments[getattr(element, kind).label] = delta.fragment_id
        if kind == "selectbox":
            self.options[element.selectbox.label] = (element.selectbox.id, list(element.selectbox.options))
        elif kind == "button_group":
            options = [option.content for option in element.button_group.options]
            self._groups.add(element.button_group.id)
            self.options[element.button_group.label] = (element.button_group.id, options)


def described(answers: Mapping[str, list[Answer]]) -> list[str]:
    """Return a line for each kind of interaction: how many, median and 95th percentile, kB."""
    lines: list[str] = []
    for what, each in sorted(answers.items()):
        seconds = sorted(answer.seconds for answer in each)
        at = min(len(seconds) - 1, int(len(seconds) * 0.95))
        size = sum(answer.received for answer in each) / len(each) / 1000
        lines.append(
            f"{what:32s} {len(each):5d}  {seconds[len(seconds) // 2] * 1000:7.0f} ms  {seconds[at] * 1000:7.0f} ms  "
            f"{size:7.0f} kB"
        )
    return lines
