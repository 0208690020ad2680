"""What a page sends comes in its order and whole, in handfuls."""

import asyncio
import threading
import time

from steward.ui.server.messages import PAUSE, Handful
from tests.own_loop import run as run_alone


class Counting:
    """A loop that counts how often another thread wakes it."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop, self.woken = loop, 0

    def call_soon_threadsafe(self, call: object) -> None:
        self.woken += 1
        self.loop.call_soon_threadsafe(call)  # type: ignore[arg-type]

    def __getattr__(self, name: str) -> object:
        return getattr(self.loop, name)


def _sent(count: int, pause: float = 0.0) -> tuple[list[int], int]:
    """What arrives of so many, sent by another thread, and how often the loop was woken for it."""

    async def listen() -> tuple[list[int], int]:
        loop = Counting(asyncio.get_running_loop())
        handful, came = Handful(loop), list[int]()  # type: ignore[arg-type]

        def send() -> None:
            for number in range(count):
                handful.add(lambda number=number: came.append(number))
                time.sleep(pause)

        sender = threading.Thread(target=send)
        sender.start()
        while len(came) < count or sender.is_alive():
            await asyncio.sleep(0.005)
        await asyncio.sleep(2 * PAUSE)
        return came, loop.woken

    return run_alone(asyncio.wait_for(listen(), 30))


def test_all_of_it_comes_in_its_order() -> None:
    came, woken = _sent(2_000)
    assert came == list(range(2_000))
    assert woken < 200


def test_what_comes_alone_wakes_at_once() -> None:
    assert _sent(3, pause=5 * PAUSE) == ([0, 1, 2], 3)


def test_after_the_server_has_ended_nothing_is_said() -> None:
    loop = asyncio.new_event_loop()
    loop.close()
    Handful(loop).add(lambda: None)
