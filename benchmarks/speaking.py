"""People at the app without a browser: each speaks Streamlit's protocol over a websocket, as its own pages do."""

import asyncio
import hashlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import BackendOperationResponse, ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

PATIENCE = 300
"""Seconds after which an answer does not come any more."""
MOST = 1 << 28
AGAIN = ForwardMsg.FINISHED_EARLY_FOR_RERUN
Said = bool | int | float | str


@dataclass
class Answer:
    """What one run of a page sent. `seconds`: from the question to the end of the run; `frames`: as they came, and what
    they name by its hash; `shipped`: the bytes that came."""

    seconds: float = 0.0
    shipped: int = 0
    frames: list[bytes] = field(default_factory=list)
    messages: list[ForwardMsg] = field(default_factory=list)
    failed: bool = False

    @property
    def elements(self) -> Iterator[Any]:
        """Each part of the page as its own kind of message, in the order sent."""
        for one in self.messages:
            if one.WhichOneof("type") == "delta" and one.delta.WhichOneof("type") == "new_element":
                element = one.delta.new_element
                yield getattr(element, element.WhichOneof("type") or "empty")

    def widget(self, label: str) -> Any:
        """The last field or button whose label begins so. Raises LookupError."""
        there = [one for one in self.elements if getattr(one, "id", "") and hasattr(one, "label")]
        found = [one for one in there if one.label.startswith(label)]
        if not found:
            raise LookupError(f"“{label}” is not on the page; there are {sorted({one.label for one in there})}")
        return found[-1]

    @property
    def deferred(self) -> list[str]:
        """The numbers of the files that its buttons offer."""
        return [one.deferred_file_id for one in self.elements if getattr(one, "deferred_file_id", "")]

    @property
    def text(self) -> str:
        """Whatever can be read of all that was sent."""
        return b"\n".join(self.frames).decode("utf-8", "replace")

    @property
    def alerts(self) -> list[str]:
        """The sentences in boxes, and the errors."""
        return [one.body for one in self.elements if type(one).__name__ == "Alert"] + [
            one.message for one in self.elements if type(one).__name__ == "Exception"
        ]


@dataclass
class Window:
    """A session of the app. `said`: what its fields hold by their ids; `seen`: what may be named by its hash, and is
    kept as a browser does, for as many runs as the server says since it came or was named; `used`: in which it was."""

    socket: ClientConnection
    url: str = ""
    said: dict[str, Said] = field(default_factory=dict)
    seen: dict[str, ForwardMsg] = field(default_factory=dict)
    used: dict[str, int] = field(default_factory=dict)
    runs: int = 0
    most_runs: int = 0
    pages: dict[str, str] = field(default_factory=dict)
    session: str = ""
    page: str = ""
    query: str = ""
    sends: Callable[[BackMsg], object] = lambda asked: None
    """Told of each message before it is sent."""

    @classmethod
    async def open(cls, url: str, *, resume: str = "", **headers: str) -> "Window":
        """A new one, or one that takes a session up again; `headers` are what a proxy adds, a cookie or an origin."""
        parts = urlsplit(url)
        socket = await connect(
            f"ws://{parts.netloc}{parts.path}/_stcore/stream",
            subprotocols=["streamlit", "none", *([resume] if resume else [])],  # type: ignore[list-item]
            additional_headers={name.replace("_", "-"): value for name, value in headers.items()},
            max_size=MOST,
            ping_interval=None,
        )
        return cls(socket, url)

    async def go(self, page: str = "", **query: str) -> Answer:
        """To a page by its name in an address, such as `my_week`. What fields held there is forgotten."""
        self.said.clear()
        self.page, self.query = page, urlencode(query)
        return await self.again()

    async def put(self, answer: Answer, **values: Said) -> Answer:
        """Type into fields by their labels, in which `_` stands for a blank, and leave them."""
        for label, value in values.items():
            self.said[answer.widget(label.replace("_", " ")).id] = value
        return await self.again()

    async def press(self, answer: Answer, label: str) -> Answer:
        """A button."""
        return await self.again(pressed=answer.widget(label).id)

    async def again(self, pressed: str = "") -> Answer:
        """Run the page, with all that its fields hold."""
        asked = BackMsg()
        state = asked.rerun_script
        state.query_string, state.page_name = self.query, self.page
        state.context_info.url = f"{self.url}/{self.page}?{self.query}"
        state.widget_states.widgets.extend(_state(key, value) for key, value in self.said.items())
        if pressed:
            state.widget_states.widgets.append(WidgetState(id=pressed, trigger_value=True))
        state.cached_message_hashes.extend(self.seen)
        return await self.send(asked)

    async def send(self, asked: BackMsg) -> Answer:
        """Any message, and all that is answered until the run is over."""
        self.sends(asked)
        started = time.perf_counter()
        await self.socket.send(asked.SerializeToString())
        answer = Answer()
        async with asyncio.timeout(PATIENCE):
            while not self._take(answer, await self.socket.recv()):
                pass
        answer.seconds = time.perf_counter() - started
        return answer

    def _take(self, answer: Answer, frame: str | bytes) -> bool:
        """Take a message in; whether it is the last of the run."""
        raw = frame if isinstance(frame, bytes) else frame.encode()
        answer.frames.append(raw)
        answer.shipped += len(raw)
        message = ForwardMsg.FromString(raw)
        kind = message.WhichOneof("type")
        if kind == "ref_hash":
            self.used[message.ref_hash] = self.runs
            message = self.seen[message.ref_hash]
            answer.frames.append(message.SerializeToString())
        elif message.metadata.cacheable:
            number = message.hash or hashlib.sha256(raw).hexdigest()
            self.seen[number], self.used[number] = message, self.runs
        if kind == "new_session":
            answer.messages.clear()
            self.session = message.new_session.initialize.session_id
            self.most_runs = message.new_session.config.max_cached_message_age
        answer.messages.append(message)
        if kind == "script_finished" and message.script_finished != AGAIN:
            answer.failed = message.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY
            self._forget()
            return True
        return False

    def _forget(self) -> None:
        """At the end of a run, what nobody named for too many of them."""
        self.runs += 1
        self.used = {number: run for number, run in self.used.items() if self.runs - run <= self.most_runs}
        self.seen = {number: self.seen[number] for number in self.used}

    async def operation(self, asked: BackMsg) -> BackendOperationResponse:
        """Something that is answered without a run of the page."""
        await self.socket.send(asked.SerializeToString())
        async with asyncio.timeout(PATIENCE):
            while True:
                message = ForwardMsg.FromString(await self.socket.recv())
                if message.WhichOneof("type") == "backend_operation_response":
                    answer: BackendOperationResponse = message.backend_operation_response
                    return answer

    async def file(self, number: str) -> str:
        """Where a file lies that a button of the page offers. Raises LookupError where it is not handed out."""
        asked = BackMsg()
        request = asked.backend_operation_request
        request.request_id, request.session_id, request.deferred_file.file_id = number, self.session, number
        told = await self.operation(asked)
        if told.error_msg:
            raise LookupError(told.error_msg)
        return told.deferred_file.url

    async def close(self) -> None:
        """Close the window."""
        await self.socket.close()


def _state(key: str, value: Said) -> WidgetState:
    match value:
        case bool():
            return WidgetState(id=key, bool_value=value)
        case int():
            return WidgetState(id=key, int_value=value)
        case float():
            return WidgetState(id=key, double_value=value)
        case str():
            return WidgetState(id=key, string_value=value)
