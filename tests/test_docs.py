"""The documentation against the code it describes."""

import re
import shutil
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from steward.briefings.customer.subject import subject
from steward.briefings.internal.book.book import book_briefing
from steward.briefings.internal.scope.book import book_of
from steward.cli import app
from steward.domain.access.scope import Role
from steward.sample.stories import STORIES
from steward.services.account import figures as internal_figures
from steward.ui.rooms import ROOMS
from steward.ui.server import entrance
from steward.warehouse.canonical import TABLES, Canonical, Kind
from steward.warehouse.scoped import open_warehouse
from steward.workspace import Settings, Workspace

ROOT = Path(__file__).parents[1]
METRICS = (ROOT / "docs" / "metrics.md").read_text(encoding="utf-8")
DATA = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
SAMPLE = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")


KINDS = {
    Kind.TEXT: "text",
    Kind.MONEY: "money",
    Kind.NUMBER: "number",
    Kind.DATE: "date",
    Kind.TIME: "date and time",
    Kind.YESNO: "yes or no",
}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_is_documented_with_its_type_and_whether_it_is_needed(table: Canonical) -> None:
    section = DATA.partition(f"\n### {table.name}\n")[2].partition("\n#")[0]
    described = re.findall(r"^\| `(\w+)` \| ([\w ]+) \| (yes)? ?\|", section, re.MULTILINE)
    assert described == [(each.name, KINDS[each.kind], "yes" if each.required else "") for each in table.fields]


@pytest.mark.parametrize("setting", [name for name in Settings.__dataclass_fields__ if name != "sample"])
def test_every_setting_is_documented(setting: str) -> None:
    assert f"`{setting}`" in DATA or f"{setting} =" in DATA


def test_every_metric_on_a_receipt_is_defined(sample_home: Path) -> None:
    warehouse = open_warehouse(Workspace.whole(sample_home))
    book = book_of(warehouse)
    brief = book_briefing(book)
    figures = (*brief.figures, *internal_figures(subject(warehouse, brief.rows[0].account_id)))
    undefined = {figure.receipt.metric for figure in figures if f"**{figure.receipt.metric}**" not in METRICS}
    assert not undefined


COMMANDS = [name for name, one in get_command(app).commands.items() if not one.hidden]  # type: ignore[attr-defined]
"""Hidden is what pages alone begin."""


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_is_in_the_readme_and_explains_itself(name: str) -> None:
    assert f"python -m steward {name}" in README
    told = CliRunner().invoke(app, [name, "--help"])
    assert told.exit_code == 0


def test_the_commands_that_feed_a_calendar_are_real(sample_home: Path, tmp_path: Path) -> None:
    """What cron is to run in docs/data.md, for an owner of the sample: it loads, and writes a calendar."""
    line = next(line for line in DATA.splitlines() if line.startswith("0 6 * * *"))
    commands = [part.split() for part in re.findall(r"-m steward (.+?)(?: &&|$)", line)]
    assert [command[0] for command in commands] == ["load", "renewals"]
    home, written = shutil.copytree(sample_home, tmp_path / "acme"), tmp_path / "p105.ics"
    told = {"acme": str(home), "/srv/calendars/p105.ics": str(written)}
    for command in commands:
        done = CliRunner().invoke(app, [told.get(word, word) for word in command])
        assert done.exit_code == 0, done.output
    assert written.read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_the_readme_names_only_files_that_are_there() -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)\)", README)
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_every_story_of_the_sample_is_told_with_the_place_in_the_app_where_it_shows() -> None:
    """A child of a family is told with it."""
    rows = re.findall(r"^\| NW-\d+ ([^|]+) \| [^|]+ \| (\*\*[^|]+) \| [^|]+ \|$", SAMPLE, re.MULTILINE)
    assert [name for name, _ in rows] == [one.name for one in STORIES if one.key != "child"]
    assert "Twelve accounts have a story" in README and len(rows) == 12
    tabs = {room.title: {tab.title for tab in room.tabs} for room in ROOMS}
    for name, where in rows:
        for place in re.findall(r"\*\*([^*]+)\*\*", where):
            room, _, tab = place.partition(" › ")
            assert not tab or tab in tabs[room], name
            assert room in tabs, name


def test_the_readme_says_of_signing_in_only_what_the_code_does() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "steward").rglob("*.py"))
    assert [call for call in re.findall(r"`(st\.\w+)`", README) if call not in code] == []
    access = (ROOT / "docs" / "access.md").read_text(encoding="utf-8")
    assert [name for name in entrance.NEEDED if f"{name} = " not in access] == []
    assert set(re.findall(r"^ *\[(auth|proxy)\]$", access, re.MULTILINE)) == {"auth", "proxy"}
    roles = re.findall(r"^\| ([a-z ,]+) \| ", access.partition("A role says what else")[2], re.MULTILINE)
    named = {role.strip() for line in roles[1:] for role in line.split(",")}
    assert named == {str(role) for role in Role}


def test_no_document_says_that_health_is_not_computed() -> None:
    assert [path.name for path in (ROOT / "docs").glob("*.md") if "not computed yet" in path.read_text("utf-8")] == []
