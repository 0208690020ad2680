"""Every page can be read by everybody: axe-core finds nothing serious in either scheme."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from steward.ui.rooms import EVERY_PAGE
from tests.browser.conftest import PATIENCE, STILL, serving, settled
from tests.browser.entering import let_in
from tests.examples import these

pytestmark = pytest.mark.browser
ACCOUNT = "NW-1002"
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}
NOT_OURS = ("[data-testid=stTableStyledEmptyTableCell]",)
"""The word that Streamlit writes into a table without rows."""
SHOWN_FIRST = ("Account",)
"""Of what a page is made of these hold most."""
WRITTEN_ON = ("Account plan", "Relationship map", "Review")
"""Where what can be pressed is pale, and not looked at, until somebody says who they are."""
FADED = 600
"""Milliseconds until what was pale while the page ran is not any more."""
ADDRESSES = {one.title: one.address for one in EVERY_PAGE}


@pytest.fixture(scope="module")
def url(small_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(shutil.copytree(small_sample, tmp_path_factory.mktemp("read") / "home")) as served:
        yield served


@pytest.fixture(params=["dark", pytest.param("light", marks=pytest.mark.every)])
def window(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A window whose reader prefers this scheme; the checker's own script may run in it."""
    context = browser.new_context(
        color_scheme=request.param, bypass_csp=True, viewport={"width": 1400, "height": 1000}, **STILL
    )
    context.set_default_timeout(PATIENCE)
    let_in(context)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("title", these(SHOWN_FIRST, sorted(ADDRESSES)))
def test_nothing_serious_stands_in_the_way_of_a_reader(window: Page, url: str, title: str) -> None:
    who = "&you=P101" if title in WRITTEN_ON else ""
    window.goto(f"{url}/{ADDRESSES[title]}?account={ACCOUNT}{who}")
    expect(window.get_by_role("heading", level=1)).to_be_visible()
    settled(window)
    expect(window.locator('[data-stale="true"]')).to_have_count(0)
    window.wait_for_timeout(FADED)
    found = Axe().run(window, {"exclude": [[place] for place in NOT_OURS]}, RULES).response["violations"]
    serious = [
        f"{rule['id']}: {node['html'][:200]}"
        for rule in found
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"]
    ]
    assert serious == []
