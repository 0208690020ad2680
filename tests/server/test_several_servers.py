"""Several servers behind one address: each browser stays at one, all know the same, and what ends is begun anew."""

import os
import shutil
import signal
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest

from benchmarks.app import Served, serving
from benchmarks.people import behind_a_proxy
from benchmarks.speaking import Answer, Window
from steward.ui.server.place import CLIENT
from tests.access.signed_in import person, rules
from tests.own_loop import run as run_alone
from tests.server.programs import lives, needs_haproxy, running, until

QUARTER, ACCOUNT, NAME = "2026-Q3", "NW-1001", "Lonechair Furniture"
ANNA, BEN = "anna@example.com", "ben@example.com"
MAY = 'may = ["read", "change", "export"]'


class Told(NamedTuple):
    """A status, and the cookies that were set, by name."""

    status: int
    set: dict[str, str]


@pytest.fixture(scope="module")
def home(small_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    needs_haproxy()
    copy = tmp_path_factory.mktemp("several") / "home"
    shutil.copytree(small_sample, copy)
    allow(copy)
    behind_a_proxy(copy)
    return copy


def allow(home: Path) -> None:
    rules(home, person(ANNA, "leadership", more=MAY) + person(BEN, "leadership", more=MAY))


@pytest.fixture(scope="module")
def front(home: Path) -> Iterator[Served]:
    with serving(home, servers=2) as served:
        yield served


def cookie(front: Served) -> str:
    return f"steward-{urlsplit(front.url).port}-server"


def asked(front: Served, path: str = "/", server: str = "", **headers: str) -> Told:
    """What is answered to a browser that has the cookie of a server."""
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(front.url + path, headers=told)
    if server:
        request.add_header("Cookie", f"{cookie(front)}={server}")
    try:
        answer = urllib.request.urlopen(request, timeout=600)
    except urllib.error.HTTPError as refused:
        answer = refused
    pairs = [one.partition(";")[0].partition("=") for one in answer.headers.get_all("set-cookie") or ()]
    return Told(answer.status, {name: value for name, _, value in pairs})


async def window_at(front: Served, server: str, email: str, resume: str = "") -> Window:
    """Of a browser that stays at a server."""
    return await Window.open(front.url, resume=resume, Cookie=f"{cookie(front)}={server}", X_Forwarded_Email=email)


async def debrief_at(front: Served, server: str, email: str) -> tuple[Window, Answer]:
    window = await window_at(front, server, email)
    return window, await window.go("debrief", account=ACCOUNT, quarter=QUARTER)


def test_a_browser_stays_where_it_came_first(front: Served) -> None:
    first = {asked(front).set[cookie(front)] for _ in range(4)}
    assert first == {"s1", "s2"}
    assert [asked(front, server=one) for one in ("s1", "s2")] == [Told(200, asked(front, server="s1").set)] * 2
    assert cookie(front) not in asked(front, server="s2").set


def test_a_file_is_handed_out_where_it_was_made(front: Served) -> None:
    async def act() -> str:
        window = await window_at(front, "s1", ANNA)
        shown = await window.go("success_plan", account=ACCOUNT)
        return await window.file(shown.deferred[0])

    path = run_alone(act())
    assert [asked(front, path, server=one).status for one in ("s1", "s2")] == [200, 404]


def test_nobody_says_from_where_they_call(front: Served) -> None:
    """The servers believe what stands before them, and this says who is connected, whatever a browser said: from
    another address than the proxy's, nobody would be answered."""
    said = [{CLIENT: "10.0.0.5"}, {CLIENT.lower(): "nowhere"}, {"Connection": f"close, {CLIENT}"}]
    assert [asked(front, **one).status for one in said] == [200] * 3


def test_a_rule_taken_away_holds_at_every_server(home: Path, front: Served) -> None:
    async def act() -> list[str]:
        windows = [await window_at(front, one, ANNA) for one in ("s1", "s2")]
        before = [(await one.go("my_book")).text for one in windows]
        assert all(NAME in text for text in before)
        rules(home, person(BEN, "leadership", more=MAY))
        return [(await one.go("my_book")).text for one in windows]

    try:
        for text in run_alone(act()):
            assert "gives you anything" in text and NAME not in text
    finally:
        allow(home)


def test_of_a_server_that_is_killed_the_other_takes_over_all_that_was_typed(front: Served) -> None:
    killed = running(front)["s1"]

    async def act() -> str:
        anna, shown = await debrief_at(front, "s1", ANNA)
        await anna.put(shown, Between_the_lines="They look at others")
        os.kill(killed, signal.SIGKILL)
        again = await window_at(front, "s1", ANNA, resume=anna.session)
        return (await again.go("debrief", account=ACCOUNT, quarter=QUARTER)).text

    assert "They look at others" in run_alone(act())
    until(lambda: running(front).get("s1", killed) != killed)
    until(lambda: cookie(front) not in asked(front, server="s1").set)


def test_a_window_goes_on_when_what_stands_before_it_was_killed(front: Served) -> None:
    """Who calls meanwhile waits: the port is never free for another."""

    async def act() -> tuple[str, str]:
        window, _ = await debrief_at(front, "s2", BEN)
        killed = running(front)["haproxy"]
        os.kill(killed, signal.SIGKILL)
        until(lambda: not lives(killed))
        assert asked(front).status == 200
        again = await window_at(front, "s2", BEN, resume=window.session)
        await again.go("debrief", account=ACCOUNT, quarter=QUARTER)
        return window.session, again.session

    was, now = run_alone(act())
    assert was == now


def test_nothing_outlives_what_was_killed(front: Served) -> None:
    """The last of these tests: from here on nobody answers."""
    began = running(front)
    assert set(began) == {"s1", "s2", "haproxy"}
    front.process.kill()
    front.process.wait(10)
    until(lambda: not any(lives(pid) for pid in began.values()))
