"""The rules, changed in the app and on the command line; a file that is half right gives nobody anything."""

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from steward.cli import app
from steward.errors import AccessUnreadable
from steward.plans.company.access import Unlisted, access_file
from steward.services.access.rules import as_read_by, reader_in
from steward.workspace import Workspace
from tests.access.signed_in import page_of, person, rules

AM, ADMIN = "am@example.com", "admin@example.com"


@pytest.fixture
def home(small_sample: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "home"
    shutil.copytree(small_sample, copy)
    return copy


def run(home: Path, *arguments: str) -> str:
    told = CliRunner().invoke(app, ["access", *arguments, "--home", str(home)])
    return f"{told.exit_code} {told.output}"


def test_an_administrator_saves_the_rules_on_the_page(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules(home, person(ADMIN, "administrator") + person(AM, "account manager"))
    test = page_of(home, ADMIN, "pages/internal/access.py", monkeypatch)
    box = next(one for one in test.selectbox if one.label.startswith("One of us whom no rule names"))
    box.set_value(Unlisted.OWN).run()
    next(one for one in test.button if one.key == "access.save").click().run()
    assert not test.exception and not test.error, [one.value for one in test.error]
    assert access_file(home / "account_plans").general.unlisted is Unlisted.OWN
    assert [path.name for path in (home / "account_plans").glob("company-*")] == []
    assert ADMIN in (home / "account_plans" / "_company" / "journal.jsonl").read_text(encoding="utf-8")


def test_the_first_rules_are_begun_on_the_page(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On one's own, before anybody signs in."""
    monkeypatch.setenv("STEWARD_HOME", str(home))
    rules(home, "")
    (home / "account_plans" / "_company" / "access.toml").unlink()
    test = page_of(home, "", "pages/internal/access.py", monkeypatch, alone=True, you="Lena Sommer")
    box = next(one for one in test.selectbox if one.label.startswith("One of us whom no rule names"))
    box.set_value(Unlisted.OWN).run()
    next(one for one in test.button if one.key == "access.save").click().run()
    assert not test.exception and not test.error
    assert access_file(home / "account_plans").general.unlisted is Unlisted.OWN


def test_whoever_is_denied_has_less_whatever_holds_for_others(home: Path) -> None:
    rules(
        home, '[general]\nunlisted = "what they own"\n' + person(AM, "approver", more='person = "P104"\nmay = ["read"]')
    )
    assert as_read_by(Workspace.whole(home), AM).scope.read
    assert run(home, "deny", AM).startswith("0")
    found = reader_in(Workspace.whole(home), AM).scope
    assert not found.read and not found.change and not found.export
    assert run(home, "allow", AM, "--role", "account manager").startswith("0")
    found = reader_in(Workspace.whole(home), AM).scope
    assert found.read and not found.change, "what was not said stays: the person, and what they may"


def test_a_rule_half_understood_is_none_and_is_told_to_no_stranger(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules(home, person(AM, "account manager", more='person = "P104"\nuntil = "SECRET-DAY"'))
    with pytest.raises(AccessUnreadable) as refused:
        as_read_by(Workspace.whole(home), AM)
    assert "SECRET-DAY" not in str(refused.value) and "line" in str(refused.value)
    test = page_of(home, "stranger@example.com", "pages/internal/book.py", monkeypatch)
    assert not test.metric and "SECRET-DAY" not in " ".join(one.value for one in test.error)
    assert "SECRET-DAY" in run(home, "show")


def test_a_role_without_accounts_is_a_sentence(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules(home, person("new@example.com", "account manager"))
    test = page_of(home, "new@example.com", "pages/internal/book.py", monkeypatch)
    assert not test.exception
    assert "gives you anything" in test.info[0].value


def test_a_fault_of_a_command_is_a_sentence(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("SECRET-CAUSE")

    monkeypatch.setattr("steward.services.access.overview.overview", broken)
    told = run(home, "show")
    assert told.startswith("1") and "Traceback" not in told and "SECRET-CAUSE" not in told
