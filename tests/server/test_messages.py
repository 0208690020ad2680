"""What a page sends comes in its order and whole, in handfuls."""

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from types import SimpleNamespace

import pytest
from streamlit.runtime.scriptrunner import ScriptRunnerEvent

from steward.ui.server.messages import HANDFUL, PAUSE, Handful, begin_after_what_waits, end_at_once

Call = Callable[[], object]


@dataclass
class LoopByHand:
    """A loop that goes on when it is told to, and counts how often another thread wakes it."""

    soon: list[Call] = field(default_factory=list)
    later: list[Call] = field(default_factory=list)
    woken: int = 0

    def call_soon_threadsafe(self, call: Call) -> None:
        self.woken += 1
        self.soon.append(call)

    def call_soon(self, call: Call) -> None:
        self.soon.append(call)

    def call_later(self, pause: float, call: Call) -> None:
        assert pause == PAUSE
        self.later.append(call)

    def run(self) -> None:
        while self.soon:
            self.soon.pop(0)()

    def wait(self) -> None:
        """Until the pause is over."""
        self.run()
        over, self.later = self.later, []
        self.soon += over
        self.run()


@pytest.fixture
def loop() -> LoopByHand:
    return LoopByHand()


def _adds(handful: Handful, came: list[int], numbers: range) -> None:
    """By another thread, as a page does."""

    def send() -> None:
        for number in numbers:
            handful.add(lambda number=number: came.append(number))

    sender = threading.Thread(target=send)
    sender.start()
    sender.join()


def test_all_of_it_comes_in_its_order(loop: LoopByHand) -> None:
    handful, came = Handful(loop), list[int]()  # type: ignore[arg-type]
    for first in range(0, 2_000, 500):
        _adds(handful, came, range(first, first + 500))
        loop.run()
    loop.wait()
    assert (came, loop.woken) == (list(range(2_000)), 1)


def test_the_first_goes_at_once_and_what_follows_with_the_end_of_the_pause(loop: LoopByHand) -> None:
    handful, came = Handful(loop), list[int]()  # type: ignore[arg-type]
    _adds(handful, came, range(1))
    loop.run()
    assert came == [0]
    _adds(handful, came, range(1, 4))
    loop.run()
    assert came == [0]
    loop.wait()
    assert (came, loop.woken) == ([0, 1, 2, 3], 1)


def test_what_comes_alone_wakes_at_once(loop: LoopByHand) -> None:
    handful, came = Handful(loop), list[int]()  # type: ignore[arg-type]
    for number in range(3):
        _adds(handful, came, range(number, number + 1))
        loop.run()
        assert came[-1] == number
        loop.wait()
    assert (came, loop.woken) == ([0, 1, 2], 3)


def test_after_the_server_has_ended_nothing_is_said() -> None:
    loop = asyncio.new_event_loop()
    loop.close()
    Handful(loop).add(lambda: None)


def test_what_waits_is_handed_over_when_it_is_asked_for_and_once(loop: LoopByHand) -> None:
    handful, came = Handful(loop), list[int]()  # type: ignore[arg-type]
    _adds(handful, came, range(1))
    loop.run()
    _adds(handful, came, range(1, 4))
    handful.hand_over()
    assert came == [0, 1, 2, 3]
    loop.wait()
    assert came == [0, 1, 2, 3]


def test_another_run_is_asked_for_after_what_waits(loop: LoopByHand) -> None:
    """Streamlit hears nothing more of a run once it has begun another."""
    handful, came = Handful(loop), list[object]()  # type: ignore[arg-type]
    session = SimpleNamespace(**{HANDFUL: handful})
    request = begin_after_what_waits(lambda session, state: came.append(state))
    handful.add(lambda: came.append("what the run before says"))
    request(session, "another run")  # type: ignore[arg-type]
    assert came == ["what the run before says", "another run"]
    request(SimpleNamespace(), "of a session that has said nothing")  # type: ignore[arg-type]
    assert came[2:] == ["of a session that has said nothing"]


def test_the_end_of_a_page_waits_for_no_pause(loop: LoopByHand) -> None:
    handful, came = Handful(loop), list[object]()  # type: ignore[arg-type]
    session = SimpleNamespace(**{HANDFUL: handful})
    says = end_at_once(lambda session, sender, event: handful.add(lambda: came.append(event)))
    for event in (ScriptRunnerEvent.SCRIPT_STARTED, ScriptRunnerEvent.ENQUEUE_FORWARD_MSG):
        says(session, None, event)
        loop.run()
    assert came == [ScriptRunnerEvent.SCRIPT_STARTED], "what is under way is gathered"
    says(session, None, ScriptRunnerEvent.SCRIPT_STOPPED_WITH_SUCCESS)
    loop.run()
    assert came[1:] == [ScriptRunnerEvent.ENQUEUE_FORWARD_MSG, ScriptRunnerEvent.SCRIPT_STOPPED_WITH_SUCCESS]
