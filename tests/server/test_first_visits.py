"""What a page reads when it is opened is there before anybody opens it: after the start, a load and a save."""

import logging
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import pytest
from streamlit.testing.v1 import AppTest

from benchmarks.app import free_port
from benchmarks.people import behind_a_proxy, save
from benchmarks.speaking import Window
from steward.ui import pages
from steward.ui.first_visits import warm_up
from steward.ui.first_visits.warm_up import prepare
from steward.ui.kit import laid_out, result_cache
from steward.ui.rooms import ROOMS
from steward.warehouse.loading.load import load
from steward.warehouse.rows.internal.book import choices
from steward.warehouse.scoped import open_warehouse
from steward.workspace import Workspace
from tests.access.signed_in import ROOT, person, rules
from tests.own_loop import run as run_alone

LEADER = "boss@example.com"
READY = "Ready for first visits."
LIGHT = ("rows left out of", "rows turned down of", "refusal of a template", "leadership slides", "account names")
"""What is made in a moment of what is there, or of nothing but a template."""
OF_LOADS = ("data health", "differences of")
"""What the page of the last load adds, for whoever looks after loads."""
LAID_AT_ONCE = ("prose", "labels", "reviews.readiness", " load.")
"""Of a few lines, or of the last load."""
OF_THE_BOOK = [page for room in ROOMS if not room.of_account for page in room.pages if page is not pages.BRING_DATA]


@pytest.fixture
def home(small_sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    copy = shutil.copytree(small_sample, tmp_path / "home")
    monkeypatch.setenv("STEWARD_HOME", str(copy))
    return copy


def test_no_page_of_the_book_makes_or_lays_out_anew_what_was_gone_through(
    home: Path, caplog: pytest.LogCaptureFixture
) -> None:
    prepare()
    made, laid = {}, {}
    with caplog.at_level(logging.DEBUG, result_cache.__name__), caplog.at_level(logging.DEBUG, laid_out.__name__):
        test = AppTest.from_file(str(ROOT / "app.py")).switch_page(pages.DEFINITIONS.path).run()
        for page in OF_THE_BOOK:
            caplog.clear()
            assert not test.switch_page(page.path).run().exception
            made[page.title] = [line for line in _told(caplog, result_cache) if not _is_light(line)]
            laid[page.title] = [
                line for line in _told(caplog, laid_out) if not any(one in line for one in LAID_AT_ONCE)
            ]
    assert {title: lines for title, lines in made.items() if lines} == {}
    assert {title: lines for title, lines in laid.items() if lines} == {}


def _told(caplog: pytest.LogCaptureFixture, by: ModuleType) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.name == by.__name__]


def _is_light(line: str) -> bool:
    return any(f"{name}" in line.split(",")[1] for name in (*LIGHT, *OF_LOADS))


def test_a_server_is_ready_after_its_start_a_load_and_a_save(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("STEWARD_BEFOREHAND")
    rules(home, person(LEADER, "leadership", more='may = ["read", "change"]'))
    behind_a_proxy(home)
    account = choices(open_warehouse(Workspace.whole(home)))[0].account_id
    with _telling(home) as (url, told, serves):

        def made_after(act: Callable[[], object], times: int) -> list[str]:
            act()
            while not told.exists() or told.read_text().count(READY) < times:
                assert serves()
                time.sleep(0.1)
            for page in ("my_week", "team"):
                run_alone(_visited(url, page))
            return [one for one in told.read_text().rpartition(READY)[2].splitlines() if "steward.services" in one]

        assert made_after(lambda: None, 1) == []
        assert made_after(lambda: load(Workspace.whole(home)), 2) == []
        assert made_after(lambda: run_alone(_saved(url, account)), 3) == []


@contextmanager
def _telling(home: Path) -> Iterator[tuple[str, Path, Callable[[], bool]]]:
    """A server on a home, the file it tells into, and whether it still serves."""
    told, port = home / "told", free_port()
    command = [sys.executable, "-m", "tests.server.telling", str(told), "app", "--home", str(home), "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=dict(os.environ), stdout=subprocess.DEVNULL)
    try:
        yield f"http://localhost:{port}", told, lambda: process.poll() is None
    finally:
        process.terminate()
        process.wait(30)


async def _visited(url: str, page: str) -> None:
    window = await Window.open(url, X_Forwarded_Email=LEADER)
    answer = await window.go(page)
    assert not answer.failed and not answer.alerts
    await window.close()


async def _saved(url: str, account: str) -> None:
    window = await Window.open(url, X_Forwarded_Email=LEADER)
    assert not any(answer.failed for _, answer in await save(window, account, "They like the new portal."))
    await window.close()


def test_what_fails_stops_nothing_else_and_is_told_once(home: Path, caplog: pytest.LogCaptureFixture) -> None:
    done = []

    def fail() -> None:
        raise KeyError("of a topic")

    def reads() -> Iterator[warm_up.Read]:
        yield from (fail, fail, lambda: done.append("the rest"))
        raise RuntimeError("what more there is")

    with caplog.at_level(logging.INFO, warm_up.__name__):
        prepare(reads)
    assert done == ["the rest"]
    assert [str(one.exc_info[1]) for one in caplog.records if one.exc_info] == ["'of a topic'", "what more there is"]
    assert caplog.messages[-1] == READY


def test_it_ends_where_another_load_stands_by_now(home: Path) -> None:
    done = []
    prepare(lambda: iter([lambda: done.append("one")] * 3), lambda: not done)
    assert len(done) == 1
