"""Several servers behind one address, in a browser that another of them answers in the middle of what it does."""

import shutil
import sys
from pathlib import Path

import pytest
from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import Page, expect

from tests.access.signed_in import person, rules, sign_in_at
from tests.browser.conftest import free_port, settled, started
from tests.server.programs import needs_haproxy

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
