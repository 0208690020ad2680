"""Installed into an environment of its own, Steward works in a folder that knows nothing of this checkout."""

import os
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pptx import Presentation
from reviews_made import BUSY
from wheel_made import ROOT, wheel_made

from tests.browser.conftest import started

pytestmark = [pytest.mark.every, pytest.mark.timeout(1800)]
SCRIPTS = "Scripts" if sys.platform == "win32" else "bin"
Say = Callable[..., str]


@pytest.fixture(scope="module")
def command(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`steward`, as `pip install .` makes it, with the versions that are locked."""
    environment = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
    pip = [environment / SCRIPTS / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    wheel = wheel_made(tmp_path_factory.mktemp("wheel"))
    subprocess.run([*pip, "--constraint", ROOT / "requirements.lock", wheel], check=True)
    return environment / SCRIPTS / "steward"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("elsewhere")


@pytest.fixture(scope="module")
def steward(command: Path, folder: Path) -> Say:
    """Runs one command there, and returns what it printed."""
    environment = {name: value for name, value in os.environ.items() if name not in ("STEWARD_HOME", "PYTHONPATH")}

    def say(*arguments: str) -> str:
        return subprocess.run(
            [command, *arguments], cwd=folder, env=environment, check=True, capture_output=True, text=True
        ).stdout

    return say


@pytest.fixture(scope="module")
def demo(steward: Say, folder: Path) -> Path:
    """The fictional company, written and loaded by the command."""
    steward("sample", "--home", "demo")
    steward("load", "--home", "demo")
    return folder / "demo"


@pytest.fixture(scope="module")
def url(command: Path, demo: Path) -> Iterator[str]:
    with started([str(command), "app", "--home", demo.name], "--port", demo.parent) as address:
        yield address


def test_the_command_explains_itself(steward: Say) -> None:
    assert "sample" in steward("--help")


def test_a_deck_is_made(steward: Say, demo: Path) -> None:
    steward("deck", BUSY, "--home", "demo", "-o", "x.pptx")
    assert len(Presentation(str(demo.parent / "x.pptx")).slides) > 5


def test_the_folder_that_one_stands_in_is_the_home(command: Path, demo: Path) -> None:
    told = subprocess.run([command, "book", "--json"], cwd=demo, check=True, capture_output=True, text=True)
    assert BUSY in told.stdout


def test_a_link_into_the_app_shows_its_page_and_says_where_a_figure_comes_from(url: str, page: Page) -> None:
    assert urllib.request.urlopen(f"{url}/_stcore/health").read() == b"ok"
    page.goto(f"{url}/voice?account={BUSY}")
    page.get_by_role("button", name="Definition and source").first.click(timeout=60_000)
    answer = page.get_by_test_id("stPopoverBody")
    expect(answer.get_by_text("promoters 9–10")).to_be_visible(timeout=20_000)
    expect(answer.get_by_text("nps_responses.csv")).to_be_visible()


def test_the_app_has_its_own_colours(url: str, page: Page) -> None:
    page.goto(url)
    expect(page.get_by_role("heading").first).to_be_visible(timeout=60_000)
    accent = page.evaluate("getComputedStyle(document.querySelector('[data-testid=stSidebar]')).backgroundColor")
    assert accent == "rgb(244, 246, 249)"
