"""An attack by a client that speaks the app's own protocol: what somebody may not see is in no message, whatever they
send, and what they send again does nothing."""

import re
import shutil
import urllib.error
import urllib.request
from collections.abc import Awaitable, Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from benchmarks.app import serving
from benchmarks.people import behind_a_proxy
from benchmarks.speaking import Answer, Window
from steward.plans.files.export_log import exports
from steward.plans.files.store import Plans
from steward.services.access.rules import as_read_by
from steward.warehouse.loading.load import load
from steward.warehouse.scoped import open_warehouse
from steward.workspace import Workspace
from tests.access.signed_in import ROOT, person, rules
from tests.begun import begun
from tests.own_loop import run as run_alone

AM, BOSS = "am@example.com", "boss@example.com"
CANARY = "zugvogel-canary"
"""Typed by the one and saved in a plan of an account that the other may not see."""
NUMBERED = 10_000
"""Bytes of what the browser keeps by its number, at least."""
PAGES = sorted(path.stem for path in (ROOT / "pages").rglob("*.py"))


class Place(NamedTuple):
    """A server, and what is told apart there. `foreign`: names that the account manager may read nowhere."""

    url: str
    home: Path
    mine: str
    theirs: str
    foreign: tuple[str, ...]


@pytest.fixture(scope="module")
def place(small_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    home = tmp_path_factory.mktemp("protocol") / "home"
    shutil.copytree(small_sample, home)
    everything = 'may = ["read", "change", "export"]'
    rules(home, person(AM, "account manager", more='person = "P104"') + person(BOSS, "leadership", more=everything))
    behind_a_proxy(home)
    whole = _named(Workspace.whole(home))
    mine = _named(as_read_by(Workspace.whole(home), AM))
    others = {key: name for key, name in whole.items() if key not in mine}
    foreign = tuple(name for name in others.values() if not any(name in own for own in mine.values()))
    with serving(home, begin=begun) as served:
        yield Place(served.url, home, next(iter(mine)), next(iter(others)), foreign)


def _named(workspace: Workspace) -> dict[str, str]:
    found = open_warehouse(workspace).columns("select account_id, name from customer.accounts order by 1")
    return dict(zip(found["account_id"].tolist(), found["name"].tolist(), strict=True))


def _ask(place: Place, act: Callable[[Window, Window], Awaitable[None]]) -> None:
    """Something the account manager and their boss do at the same time, each in a window of their own."""

    async def both() -> None:
        windows = [await Window.open(place.url, X_Forwarded_Email=one) for one in (AM, BOSS)]
        try:
            await act(*windows)
        finally:
            for one in windows:
                await one.close()

    run_alone(both())


def _leaks(place: Place, answers: Sequence[Answer]) -> list[str]:
    said = "\n".join(one.text for one in answers)
    return [name for name in (*place.foreign, CANARY) if name in said]


@pytest.mark.every
def test_the_search_finds_what_is_there(place: Place) -> None:
    async def act(am: Window, boss: Window) -> None:
        assert _leaks(place, [await boss.go("my_book")])
        assert not _leaks(place, [await am.go("my_book")])

    _ask(place, act)


@pytest.mark.parametrize(
    "pages",
    [
        ["account", "strategy", "relationship_map", "debrief", "present", "summary", "log", "access"],
        pytest.param(PAGES, marks=pytest.mark.every),
    ],
    ids=["some", "every"],
)
def test_no_address_leads_to_another_s_account(place: Place, pages: list[str]) -> None:
    """By every word that an address may hold."""

    async def act(am: Window, _: Window) -> None:
        answers = []
        for page in pages:
            words = dict.fromkeys(("account", "space", "contract", "deal", "answer", "person", "room"), place.theirs)
            answers.append(await am.go(page, **words, you="P101", quarter="2026-Q3", link=place.theirs, eyes="P101"))
        assert not _leaks(place, answers)
        assert not any("Traceback" in one.text for one in answers)

    _ask(place, act)


def test_what_another_sent_does_nothing_when_it_is_sent_again(place: Place) -> None:
    """The boss types into a debrief and saves it; the same messages from somebody else open and change nothing."""
    sent: list[BackMsg] = []

    async def act(am: Window, boss: Window) -> None:
        boss.sends = sent.append
        opened = await boss.go("debrief", account=place.theirs)
        typed = await boss.put(opened, What_went_well=CANARY)
        saved = await boss.press(typed, "Save")
        assert not saved.failed and CANARY in _files(place)
        before = _files(place)
        answers = [await am.send(one) for one in sent]
        assert not _leaks(place, answers)
        assert _files(place) == before

    _ask(place, act)


def test_a_session_is_taken_up_again_by_its_own_reader_alone(place: Place) -> None:
    """Whoever knows its number: what is typed there, and not saved yet, is in no message to another."""

    async def act(am: Window, boss: Window) -> None:
        opened = await boss.go("debrief", account=place.theirs)
        await boss.put(opened, What_did_not=CANARY)
        for still_there in (True, False):
            if not still_there:
                await boss.close()
            other = await Window.open(place.url, resume=boss.session, X_Forwarded_Email=AM)
            answers = [await other.again(), await other.go("debrief", account=place.theirs), await other.go("my_book")]
            assert other.session != boss.session
            assert not _leaks(place, answers)
            await other.close()
        again = await Window.open(place.url, resume=boss.session, X_Forwarded_Email=BOSS)
        await again.again()
        assert again.session == boss.session
        await again.close()

    _ask(place, act)


def test_files_of_another_are_not_handed_out(place: Place) -> None:
    """By the number of a button that another's page holds, and with another's number of the session."""

    async def act(am: Window, boss: Window) -> None:
        opened = await boss.go("strategy", account=place.theirs)
        await am.go("my_book")
        for session in (am.session, boss.session):
            asked = BackMsg()
            request = asked.backend_operation_request
            request.request_id, request.session_id = "1", session
            request.deferred_file.file_id = opened.deferred[0]
            told = await am.operation(asked)
            assert told.error_msg and not told.deferred_file.url
        assert (await boss.file(opened.deferred[0])).startswith("/")

    _ask(place, act)


@pytest.mark.parametrize(
    "now",
    [
        pytest.param("", id="nothing any more"),
        pytest.param(person(BOSS, "leadership", more='may = ["read"]'), id="to read only"),
        pytest.param(person(BOSS, "account manager", more='person = "P104"'), id="another scope"),
    ],
)
def test_a_file_is_asked_for_after_a_right_was_taken_away(place: Place, now: str) -> None:
    before = (place.home / "account_plans" / "_company" / "access.toml").read_text(encoding="utf-8")

    async def act(_: Window, boss: Window) -> None:
        opened = await boss.go("strategy", account=place.mine)
        assert (await boss.file(opened.deferred[0])).startswith("/")
        rules(place.home, person(AM, "account manager", more='person = "P104"') + now)
        with pytest.raises(LookupError):
            await boss.file(opened.deferred[0])

    try:
        _ask(place, act)
    finally:
        (place.home / "account_plans" / "_company" / "access.toml").write_text(before, encoding="utf-8")


def test_a_file_is_of_the_load_that_was_shown(place: Place) -> None:
    """A new load in between neither keeps it back nor slips other figures in."""

    async def act(_: Window, boss: Window) -> None:
        opened = await boss.go("strategy", account=place.mine)
        load(Workspace.whole(place.home))
        assert (await boss.file(opened.deferred[0])).startswith("/")

    before = open_warehouse(Workspace.whole(place.home)).path.stem
    _ask(place, act)
    assert exports(place.home / "account_plans")[-1].snapshot == before


def test_what_the_browser_has_of_a_page_is_not_sent_again_after_three_others(place: Place) -> None:
    """By its number it is named: by default only as long as one looks at no third page."""

    async def act(_: Window, boss: Window) -> None:
        visits = ("my_book", "my_book", "log", "definitions", "data_health", "my_book")
        _, at_once, *_, later = [(await boss.go(page)).shipped for page in visits]
        assert later < at_once + NUMBERED

    _ask(place, act)


def test_eyes_that_are_not_theirs_to_take_are_not_kept_for_later(place: Place) -> None:
    """Sent by hand on a day on which they may not, and never written down: nothing on a day on which they may."""
    path = place.home / "account_plans" / "_company" / "access.toml"
    before = path.read_text(encoding="utf-8")

    async def act(am: Window, _: Window) -> None:
        shown = await am.go("my_week")
        await am.put(shown, See_as="P105")
        rules(place.home, theirs + person(AM, "leadership", more='person = "P102"'))
        later = await am.go("my_week")
        assert not any("Viewing as" in said for said in later.alerts)

    theirs = person("lena@example.com", "account manager", more='person = "P104"')
    theirs += person("mikkel@example.com", "account manager", more='person = "P105"')
    rules(place.home, theirs + person(AM, "manager", more='person = "P102"'))
    try:
        _ask(place, act)
    finally:
        path.write_text(before, encoding="utf-8")


@pytest.mark.parametrize("who, rows", [(AM, False), (BOSS, True)])
def test_how_much_there_is_over_all_accounts_is_for_whom_sees_them_all(place: Place, who: str, rows: bool) -> None:
    async def act(am: Window, boss: Window) -> None:
        window = am if who == AM else boss
        shown = await window.go("my_book")
        blocks = [one.delta.add_block for one in shown.messages if one.WhichOneof("type") == "delta"]
        window.said[next(one.popover.id for one in blocks if one.HasField("popover") and one.popover.id)] = True
        told = (await window.again()).text
        assert (re.search(r"read from \w+\\?\.csv", told) is None) is rows
        assert (re.search(r"\d rows of \w+\\?\.csv", told) is not None) is rows

    _ask(place, act)


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE"])
@pytest.mark.parametrize(
    "path",
    [
        "/media/" + "0" * 56 + ".docx", "/_stcore/upload_file/x/y", "/app/static/../../data/accounts.csv",
        "/_stcore/agent/interact", "/_stcore/agent/mcp", "/_stcore/metrics", "/data/accounts.csv",
        "/component/../../data/accounts.csv", "/%2e%2e/%2e%2e/data/accounts.csv", "/_stcore/message?hash=0",
    ],
)  # fmt: skip
def test_no_path_of_the_server_tells_of_an_account(place: Place, path: str, method: str) -> None:
    request = urllib.request.Request(
        f"{place.url}{path}", b"{}" if method != "GET" else None, {"X-Forwarded-Email": AM}, method=method
    )
    try:
        said = urllib.request.urlopen(request, timeout=600).read().decode("utf-8", "replace")
    except urllib.error.HTTPError as refused:
        said = refused.read().decode("utf-8", "replace")
    assert not [name for name in place.foreign if name in said]
    assert "account_id" not in said and "Traceback" not in said and str(place.home) not in said


def _files(place: Place) -> str:
    """All that people wrote."""
    found = sorted(Plans.whole(place.home / "account_plans").folder.rglob("*.toml"))
    return "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in found)
