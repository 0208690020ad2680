"""Signing in and out with a real provider of OpenID Connect: who it names sees what the rules give them."""

import shutil
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import Page, expect

from steward.plans.files.export_log import exports
from tests.access.signed_in import person, rules, sign_in_at
from tests.browser.conftest import free_port, serving

AM, BOSS = "am@example.com", "boss@example.com"
OTHER = "Contoso"
PEOPLE = (
    User(sub="lena", claims={"email": AM, "groups": [f"group-of-people-{n}" for n in range(300)]}),
    User(sub="boss", claims={"email": BOSS}),
    User(sub="stranger", claims={"email": "stranger@example.com"}),
    User(sub="unverified", claims={"email": AM, "email_verified": False}),
    User(sub="long ago", claims={"email": AM, "iat": 1_000_000_000}),
    User(sub="no address", claims={"name": AM}),
    User(sub="for another", claims={"email": AM, "aud": "another-application"}),
)


@pytest.fixture(scope="module")
def home(small_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("sign_in") / "home"
    shutil.copytree(small_sample, copy)
    allow(copy)
    return copy


def allow(home: Path) -> None:
    rules(home, person(AM, "account manager", more='person = "P104"') + person(BOSS, "leadership"))


@pytest.fixture(scope="module")
def url(home: Path) -> Iterator[str]:
    port = free_port()
    with run_server_in_thread(user_claims=PEOPLE) as provider:
        sign_in_at(home, port, f"http://localhost:{provider.server_port}/.well-known/openid-configuration")
        with serving(home, port) as served:
            yield served


def sign_in(page: Page, url: str, sub: str) -> None:
    page.goto(url)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name=sub, exact=True).click()


def signed_in(page: Page, name: str) -> None:
    expect(page.get_by_text("Signed in as")).to_contain_text(name)


def test_nobody_sees_anything_before(page: Page, url: str) -> None:
    page.goto(f"{url}/my_book?account=NW-1001")
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    expect(page.get_by_test_id("stSidebar")).to_have_count(0)


def test_in_and_out_in_two_windows(page: Page, url: str) -> None:
    sign_in(page, url, "lena")
    signed_in(page, "Łukasz Ostrowik")
    other = page.context.new_page()
    other.goto(f"{url}/account")
    signed_in(other, "Łukasz Ostrowik")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="End Session")).to_be_visible()
    # The other window learns of it with its next click, and Back shows nothing that was there.
    other.get_by_role("link", name="Accounts").click()
    expect(other.get_by_role("button", name="Sign in")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    expect(page.get_by_text("Signed in as")).to_have_count(0)


@pytest.mark.parametrize(
    "sub, said",
    [
        ("stranger", "gives you anything"),
        pytest.param("unverified", "not verified", marks=pytest.mark.every),
        pytest.param("long ago", "a while ago", marks=pytest.mark.every),
        pytest.param("no address", "no e-mail address", marks=pytest.mark.every),
        ("for another", "Sign in"),
    ],
)
def test_who_is_not_let_in_reads_why(page: Page, url: str, sub: str, said: str) -> None:
    sign_in(page, url, sub)
    expect(page.get_by_test_id("stMain").get_by_text(said)).to_be_visible()
    expect(page.get_by_test_id("stMetric")).to_have_count(0)


@pytest.mark.every
def test_a_file_that_is_taken_out_is_written_down(page: Page, url: str, home: Path) -> None:
    time.sleep(1)  # after a sign-out, which counts for all that second, somebody signs in anew
    sign_in(page, url, "lena")
    signed_in(page, "Łukasz Ostrowik")
    page.goto(f"{url}/success_plan?account=NW-1010")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the success plan (Word)").click()
    content = Path(str(download.value.path())).read_bytes()
    (line,) = exports(home / "account_plans")
    assert (line.who, line.what, line.digest) == ("Łukasz Ostrowik", "success plan", sha256(content).hexdigest())
    assert len(line.accounts) == 1 and line.snapshot.startswith("steward-")


def test_a_rule_taken_away_ends_it_at_the_next_click(page: Page, url: str, home: Path) -> None:
    sign_in(page, url, "lena")
    signed_in(page, "Łukasz Ostrowik")
    try:
        rules(home, person(BOSS, "leadership"))
        page.get_by_role("link", name="Accounts").click()
        expect(page.get_by_text("gives you anything")).to_be_visible()
    finally:
        allow(home)
