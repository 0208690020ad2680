"""`python -m steward renewals`: the JSON as docs/data.md promises it, one owner's part of it, dates for a calendar."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from typer.testing import CliRunner

from steward.cli import app

DOCUMENT = (Path(__file__).parents[1] / "docs" / "data.md").read_text(encoding="utf-8")


def _run(home: Path, *more: str) -> str:
    result = CliRunner().invoke(app, ["renewals", "--home", str(home), *more])
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture(scope="module")
def told(sample_home: Path) -> dict[str, Any]:
    return json.loads(_run(sample_home, "--json"))


def _shape(value: Any) -> Any:
    """The keys of all that is inside, of a list those of its first."""
    if isinstance(value, dict):
        return {key: _shape(inner) for key, inner in value.items()}
    return [_shape(value[0])] if isinstance(value, list) and value and isinstance(value[0], dict) else None


def test_the_example_of_the_documentation_has_the_keys_of_the_answer(told: dict[str, Any]) -> None:
    chapter = DOCUMENT.partition("### `python -m steward renewals")[2].partition("\n### ")[0]
    example = json.loads(re.findall(r"```json\n(.*?)```", chapter, re.DOTALL)[0])
    quiet = next(one for one in told["contracts"] if one["contract_id"] == "C-1006-A2")
    risky = next(one for one in told["contracts"] if one["traps"])
    quoted = next(one for one in told["contracts"] if one["quotes"])
    answer = {**told, "contracts": [{**quiet, "traps": risky["traps"], "quotes": quoted["quotes"]}]}
    assert _shape(answer) == _shape(example)
    ids = {figure["id"] for figure in told["figures"]}
    assert all(f"`{one}`" in chapter for one in ids)


def test_the_example_of_the_documentation_is_what_the_sample_says(told: dict[str, Any]) -> None:
    quarter = next(one for one in told["quarters"] if one["quarter"] == "2026-Q4")
    assert quarter == {
        "quarter": "2026-Q4", "contracts": 3, "without_mrr": 0, "atr": 206307.39, "won": 0, "lost": 0,
        "open": 206307.39, "swing": 187833.92, "called": 0, "not_called": 132533.92, "worst": 0, "best": 91.045658,
    }  # fmt: skip


def test_each_quarter_adds_up(told: dict[str, Any]) -> None:
    for one in told["quarters"]:
        assert one["won"] + one["open"] + one["lost"] == pytest.approx(one["atr"])
        assert 0 <= one["worst"] <= one["best"] <= 100


def test_one_owner_by_id_or_name(sample_home: Path, told: dict[str, Any]) -> None:
    by_name = json.loads(_run(sample_home, "--json", "--owner", "Mikkel Lundquist"))
    assert by_name == json.loads(_run(sample_home, "--json", "--owner", "P105"))
    mine = [one["contract_id"] for one in told["contracts"] if one["owner"] == "Mikkel Lundquist"]
    assert [one["contract_id"] for one in by_name["contracts"]] == mine != []


def test_an_owner_nobody_knows_is_refused_and_no_calendar_is_written(sample_home: Path, tmp_path: Path) -> None:
    dates = tmp_path / "dates.ics"
    asked = ["renewals", "--home", str(sample_home), "--ics", str(dates), "--owner", "=cmd|' /C calc'!A0"]
    refused = CliRunner().invoke(app, asked)
    assert refused.exit_code == 1 and "looks after an account" in refused.output
    assert not dates.exists()


def test_the_dates_for_a_calendar_are_those_of_the_json(
    sample_home: Path, told: dict[str, Any], tmp_path: Path
) -> None:
    said = _run(sample_home, "--ics", str(tmp_path / "dates.ics"))
    assert "Written to" in said
    events = Calendar.from_ical((tmp_path / "dates.ics").read_bytes()).walk("VEVENT")
    days = sorted(event.decoded("dtstart").isoformat() for event in events)
    assert days == [one["date"] for one in told["dates"]]


def test_in_a_terminal_the_range_is_a_table(sample_home: Path) -> None:
    said = _run(sample_home)
    assert "Q4 2026" in said and "Worst" in said
