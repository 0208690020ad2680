"""The companies whose outputs are held against each other."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.examples import EVERYTHING, first
from tests.outputs.awkward import LEFT, NEGATIVE, OF_ONE_NAME, PARENT, UNOWNED, awkward, one_month
from tests.outputs.commands import run


@dataclass(frozen=True)
class Company:
    """A loaded home, with which accounts and whose part of the book to ask for."""

    home: Path
    accounts: tuple[str, ...]
    owner: str | None


CHOSEN: dict[str, tuple[tuple[str, ...], str | None]] = {
    "awkward_home": ((LEFT, PARENT, OF_ONE_NAME, UNOWNED, NEGATIVE), "P1"),
    "sample_home": (("NW-1002", "NW-1008"), "P104"),
    "one_month_home": (("A1",), "P1"),
    "ravenstack": ((), None),
    "skyscape": ((), None),
}
"""Of each company the accounts and the owner; none: its largest account."""


@pytest.fixture(scope="session")
def awkward_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return awkward(tmp_path_factory.mktemp("awkward"))


@pytest.fixture(scope="session")
def one_month_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return one_month(tmp_path_factory.mktemp("one-month"))


@pytest.fixture(scope="module", params=first(1, CHOSEN))
def company(request: pytest.FixtureRequest) -> Company:
    """Each company in turn; real ones are skipped where they are not at hand."""
    accounts, owner = CHOSEN[request.param]
    home = request.getfixturevalue(request.param)
    told = accounts if EVERYTHING or request.param == "awkward_home" else accounts[:1]
    return Company(home, told or (_largest(home),), owner)


def _largest(home: Path) -> str:
    return str(json.loads(run(home, "book", "--json"))["accounts"][0]["account_id"])
