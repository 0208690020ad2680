"""The command `quotes` says what the page says, of what whoever asks may see."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from steward.cli import app
from steward.services.quotes import desk
from tests.quoting.desk import Workspace, submitted
from tests.quoting.desk import desk as at_the_desk
from tests.quoting.imports import LINES, QUOTES


@pytest.fixture
def office(tmp_path: Path) -> Workspace:
    return at_the_desk(tmp_path)


def _told(office: Workspace, *options: str) -> dict[str, object]:
    said = CliRunner().invoke(app, ["quotes", *options, "--home", str(office.home), "--json"])
    assert said.exit_code == 0, said.output
    found: dict[str, object] = json.loads(said.stdout)
    return found


def test_it_says_the_numbers_of_the_page(office: Workspace) -> None:
    quote = submitted(office, 85)
    (told,) = _told(office)["quotes"]  # type: ignore[misc]
    figures = {one["id"]: one["value"] for one in told["figures"]}
    assert figures == {one.id: pytest.approx(one.value) for one in desk.figures_of(quote)}
    assert (told["state"], told["approvals"][0]["role"]) == ("in_approval", "Pricing")


def test_quotes_of_a_cpq_stand_apart_with_their_own_numbers(tmp_path: Path) -> None:
    told = _told(at_the_desk(tmp_path, quotes=QUOTES, quote_lines=LINES))
    (one,) = told["imported"]  # type: ignore[misc]
    assert told["quotes"] == [] and (one["number"], one["state"], one["stands_for"]) == ("Q-00042", "approved", "A1-Q1")
    assert {each["id"]: each["value"] for each in one["figures"]}["quote.tcv"] == 20593.5


def test_of_another_account_there_is_none(office: Workspace) -> None:
    submitted(office, 85)
    assert _told(office, "B1")["quotes"] == []


def test_an_account_that_is_not_there_is_refused_in_words(office: Workspace) -> None:
    said = CliRunner().invoke(app, ["quotes", "X9", "--home", str(office.home), "--json"])
    assert said.exit_code != 0 and "There is no account" in said.output
