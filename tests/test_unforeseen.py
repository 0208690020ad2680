"""What nobody foresaw: one line with a number, and the home's file that explains it, for the owner's eyes alone."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from steward import faults
from steward.cli import app
from steward.faults import BEFORE, FILE, noted
from steward.services import scope
from tests.homes import ACCOUNTS, home

RUN = CliRunner()
NUMBER = re.compile(r"error ([2-9A-Z]{6})\b")


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home on which every command meets a fault of ours."""

    def fault(*_: object, **__: object) -> None:
        raise KeyError("acme's secret")

    monkeypatch.delenv("STEWARD_DEBUG", raising=False)
    monkeypatch.setattr(scope, "warehouse_of", fault)
    home(tmp_path, accounts=ACCOUNTS)
    return tmp_path


def test_a_command_ends_with_one_line_and_a_number(broken: Path) -> None:
    ended = RUN.invoke(app, ["book", "--home", str(broken), "--json"])
    assert ended.exit_code == 1
    lines = ended.output.strip().splitlines()
    assert len(lines) == 1
    assert "acme" not in ended.output
    number = NUMBER.search(ended.output)
    assert number and str(broken / FILE) in lines[0]
    log = (broken / FILE).read_text(encoding="utf-8")
    assert f"error {number[1]} · steward book\nTraceback" in log
    assert "acme's secret" in log
    assert (broken / FILE).stat().st_mode & 0o077 == 0


def test_who_asks_for_it_sees_it(broken: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(RUN.invoke(app, ["--debug", "book", "--home", str(broken)]).exception, KeyError)
    monkeypatch.setenv("STEWARD_DEBUG", "1")
    assert isinstance(RUN.invoke(app, ["book", "--home", str(broken)]).exception, KeyError)
    assert not (broken / FILE).exists()


@pytest.mark.parametrize(
    "arguments", [["book", "--no-such"], ["book", "--home"], ["brief"], ["nothing"], ["app", "--port", "0"]]
)
def test_a_wrong_call_is_no_fault(broken: Path, arguments: list[str]) -> None:
    assert RUN.invoke(app, arguments).exit_code == 2
    assert not (broken / FILE).exists()


def test_without_a_home_no_file_is_left_behind(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    told = noted(ValueError("why"), tmp_path, "a test")
    assert told.file is None
    assert not list(tmp_path.iterdir())
    assert f"error {told.number} " in capfd.readouterr().err


def test_the_file_does_not_grow_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faults, "MOST_BYTES", 2_000)
    (tmp_path / "data").mkdir()
    last = [noted(ValueError("x" * 300), tmp_path, "a test").number for _ in range(30)][-1]
    assert last in (tmp_path / FILE).read_text(encoding="utf-8")
    assert sum((tmp_path / one).stat().st_size for one in (FILE, BEFORE)) < 6_000
