"""Several servers behind one address, in a browser that another of them answers in the middle of what it does."""

import os
import re
import shutil
import signal
import sys
from pathlib import Path

import pytest
from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import Page, expect

from benchmarks.app import serving
from steward.plans.files.store import Plans
from steward.plans.internal.debrief import Debrief, file_of
from tests.access.signed_in import person, rules, sign_in_at
from tests.browser.conftest import free_port, settled, started
from tests.server.programs import lives, needs_haproxy, running, until

pytestmark = [pytest.mark.browser, pytest.mark.every]
AM = "am@example.com"


@pytest.fixture
def home(small_sample: Path, tmp_path: Path) -> Path:
    needs_haproxy()
    copy = tmp_path / "home"
    shutil.copytree(small_sample, copy)
    return copy


def command(home: Path) -> list[str]:
    return [sys.executable, "-m", "steward", "app", "--servers", "2", "--home", str(home)]


def at(page: Page, port: int) -> str:
    """The server at which the browser stays."""
    name = f"steward-{port}-server"
    return next(one["value"] for one in page.context.cookies() if one["name"] == name)


def to_the_other(page: Page, port: int) -> None:
    """As if the one at which the browser stayed had ended."""
    other = {"s1": "s2", "s2": "s1"}[at(page, port)]
    cookie = {"name": f"steward-{port}-server", "value": other, "domain": "localhost", "path": "/"}
    page.context.add_cookies([cookie])  # type: ignore[list-item]


def test_a_sign_in_begun_at_one_ends_at_the_other_and_signing_out_ends_it_at_both(page: Page, home: Path) -> None:
    port = free_port()
    rules(home, person(AM, "account manager", more='person = "P104"'))
    with run_server_in_thread(user_claims=(User(sub="lena", claims={"email": AM}),)) as provider:
        sign_in_at(home, port, f"http://localhost:{provider.server_port}/.well-known/openid-configuration")
        with started(command(home), "--port", port=port) as url:
            page.goto(url)
            page.get_by_role("button", name="Sign in").click()
            expect(page.get_by_role("button", name="lena", exact=True)).to_be_visible()
            to_the_other(page, port)
            page.get_by_role("button", name="lena", exact=True).click()
            expect(page.get_by_text("Signed in as")).to_contain_text("Łukasz Ostrowik")
            to_the_other(page, port)
            other = page.context.new_page()
            other.goto(f"{url}/account")
            expect(other.get_by_text("Signed in as")).to_contain_text("Łukasz Ostrowik")
            page.get_by_role("button", name="Sign out").click()
            expect(page.get_by_role("heading", name="End Session")).to_be_visible()
            other.get_by_role("link", name="Accounts").click()
            expect(other.get_by_role("button", name="Sign in")).to_be_visible()


def test_whom_one_let_in_below_a_path_the_other_lets_in(page: Page, home: Path) -> None:
    with started(command(home), "--port", path="/steward", STREAMLIT_SERVER_BASE_URL_PATH="steward") as url:
        port = int(url.rpartition(":")[2].partition("/")[0])
        page.context.clear_cookies()
        page.goto(f"{url}/my_book")
        expect(page.get_by_text("Open the address that Steward printed")).to_be_visible()
        page.goto(f"{url}/?token=told")
        settled(page)
        was = at(page, port)
        to_the_other(page, port)
        page.goto(f"{url}/my_book")
        settled(page)
        expect(page.get_by_test_id("stMain").get_by_text("Lonechair Furniture").first).to_be_attached()
        assert at(page, port) != was


def test_a_page_whose_server_is_killed_goes_on_at_the_other(page: Page, home: Path) -> None:
    with serving(home, servers=2) as front:
        front.enter(page)
        page.goto(f"{front.url}/debrief?account=NW-1001&quarter=2026-Q3&you=Anna")
        settled(page)
        typed = page.get_by_role("textbox", name="What went well")
        typed.fill("The pilot")
        typed.blur()
        settled(page)
        port = int(front.url.rpartition(":")[2])
        was = at(page, port)
        os.kill(running(front)[was], signal.SIGKILL)
        expect(page.get_by_text(re.compile("^Draft of .*, not saved$"))).to_be_visible()
        expect(typed).to_have_value("The pilot")
        settled(page)
        page.get_by_role("button", name=re.compile("^Save 1 change")).click()
        expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
        assert at(page, port) != was
        notes = Plans.whole(home / "account_plans").open(Debrief, file_of("2026-Q3"), "NW-1001").plan.notes
        assert notes.went_well == "The pilot"
        until(lambda: set(running(front)) == {"s1", "s2", "haproxy"})
        began = running(front).values()
    assert not any(map(lives, began)), "stopped, all of it is"
