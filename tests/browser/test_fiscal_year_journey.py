"""A fiscal-year change from the plan of books to the last signature, by five people who signed in: each sees and may do
what the rules give them: the account is out of the giver’s sight once it is received and nothing there stays theirs."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import Browser, expect

from benchmarks.fiscal_year import (
    AIM,
    ANN,
    BEA,
    HEAD,
    MOVED,
    NAMES,
    NORTH,
    SOUTH,
    TABLES,
    FiscalYearChange,
    made,
    walked,
)
from benchmarks.reader import Reader
from steward.warehouse.loading.load import load
from steward.workspace import Workspace
from tests.access.signed_in import person, rules, sign_in_at
from tests.browser.conftest import free_port, serving, settled, window

pytestmark = pytest.mark.browser
REFUSED = f"There is no account “{MOVED}”."
ADDRESS = {key: f"{name.split()[0].lower()}@n.example" for key, name in NAMES.items()}
ROLES = {HEAD: "leadership", NORTH: "manager", SOUTH: "manager", ANN: "account manager", BEA: "account manager"}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    made(folder)
    rules(folder, "".join(person(ADDRESS[key], role) for key, role in ROLES.items()))
    return folder


@pytest.fixture
def url(home: Path) -> Iterator[str]:
    users = tuple(User(sub=name, claims={"email": ADDRESS[key]}) for key, name in NAMES.items())
    port = free_port()
    with run_server_in_thread(user_claims=users) as provider:
        sign_in_at(home, port, f"http://localhost:{provider.server_port}/.well-known/openid-configuration")
        with serving(home, port) as served:
            yield served


@pytest.fixture
def at(browser: Browser, url: str) -> Iterator[dict[str, Reader]]:
    """Everybody at a window of their own, signed in."""
    with ExitStack() as open_windows:
        found = {}
        for key, name in NAMES.items():
            page = open_windows.enter_context(window(browser, 1400, 1400))
            page.goto(url)
            page.get_by_role("button", name="Sign in").click()
            page.get_by_role("button", name=name, exact=True).click()
            expect(page.get_by_text("Signed in as")).to_contain_text(name)
            found[key] = Reader(page, url)
        yield found


@pytest.mark.every
def test_a_fiscal_year_change_from_the_plan_to_the_last_signature(at: dict[str, Reader], home: Path) -> None:
    steps = walked(FiscalYearChange(at.__getitem__), home)
    assert next(steps) == "plan" and (_sees(at[ANN]), _sees(at[BEA])) == (True, False)
    assert next(steps) == "receive" and (_sees(at[ANN]), _sees(at[BEA])) == (True, True)
    assert not list(steps)
    assert sum(one.count for one in at.values()) <= AIM
    # What Ann still has to sell there stays with her for a while, and with it the account in her sight.
    assert (_sees(at[ANN]), _sees(at[BEA])) == (True, True)
    _decided(home)
    assert (_sees(at[ANN]), _sees(at[BEA])) == (False, True)


def _decided(home: Path) -> None:
    """What was open at the account is lost, as the morning's load says."""
    feed = home / "data" / "opportunities.csv"
    feed.write_text(TABLES["opportunities"].replace("proposal,open,160", "proposal,lost,160"), encoding="utf-8")
    load(Workspace.whole(home))


def _sees(reader: Reader) -> bool:
    """Whether the account is there for whoever opens it."""
    page = reader.page
    page.goto(f"{reader.url}/account?account={MOVED}")
    # Who is refused and whose page runs again is asked to choose another: a heading alone does not tell.
    there, refused = page.locator(".st-key-cockpit"), page.get_by_text(REFUSED)
    expect(there.or_(refused).or_(page.get_by_text("Choose an account")).first).to_be_visible()
    settled(page)
    return there.count() > 0
