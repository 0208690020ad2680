"""A transfer rewrites no quarter of a team: its page, its JSON and its deck say the same before and after."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from typer.testing import CliRunner

from steward.briefings.internal.team.source import TeamSource
from steward.cli import app
from steward.services.team.deck import team_deck
from steward.services.team.desk import team_brief
from steward.warehouse.loading.load import load
from steward.warehouse.rows.internal.owners import owner_quarters
from steward.workspace import Workspace
from tests.access.signed_in import person as signed_in
from tests.access.signed_in import rules
from tests.homes import home
from tests.pages.test_excel import on_page, shown
from tests.targets.test_who_owned_when import seen_on
from tests.team.made import SETTINGS, TABLES, source

PAST, LAST = "2026-Q2", "2026-Q3"
GIVER, RECEIVER = ("person:P4", "team:P2"), ("person:P6", "team:P3")
UNITS = ("company", *GIVER, *RECEIVER, "region:North")


def at(folder: Path, owner: str, day: str) -> Workspace:
    """The company as a load of a day finds it; what was Di's, Acme with its answers to NPS and Bolt, is `owner`'s."""
    accounts = TABLES["accounts"].replace("| P4 ", f"| {owner} ")
    workspace = home(folder, SETTINGS, **{**TABLES, "accounts": accounts})
    load(workspace)
    seen_on(workspace, day)
    load(workspace)
    return workspace


def as_json(folder: Path, unit: str, quarter: str) -> dict[str, Any]:
    """What scripts read of a branch."""
    run = CliRunner().invoke(app, ["team", unit, "--json", "--quarter", quarter, "--home", str(folder)])
    assert run.exit_code == 0, run.output
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def in_deck(found: TeamSource, unit: str) -> list[str]:
    """Every word of its deck."""
    branch = found.branches.find(unit)
    assert branch
    slides = Presentation(BytesIO(team_deck(found, team_brief(found, branch)))).slides
    shapes = [shape for slide in slides for shape in slide.shapes]
    cells = [cell.text for shape in shapes if shape.has_table for row in shape.table.rows for cell in row.cells]
    return [*(shape.text_frame.text for shape in shapes if shape.has_text_frame), *cells]


def told_of_past(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """All that is said of a quarter that is over for long, on the page, to scripts and on slides."""
    found = source(workspace, PAST)
    page, _ = shown("internal/team", workspace.home, monkeypatch, quarter=PAST, unit="team:P3")
    said = [str(one.value) for one in (*page.markdown, *page.caption) if "loaded" not in str(one.value)]
    return [
        said, list(on_page(page)), *(as_json(workspace.home, unit, PAST) for unit in UNITS[:3]),
        *(in_deck(found, unit) for unit in UNITS[3:]),
    ]  # fmt: skip


def came_to(workspace: Workspace) -> list[object]:
    """What the last quarter came to at every level, and every quarter before it."""
    found = source(workspace, LAST)
    briefs = [team_brief(found, branch) for branch in found.branches.every() if branch.key in UNITS]
    return [(one.branch.key, one.whole.reached, one.found) for one in briefs]


@pytest.mark.every
def test_a_transfer_rewrites_no_quarter_of_a_team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All that is Di's goes to Flo after Q3: its past stays with Di, and it is Flo who works with it."""
    before = at(tmp_path, "P4", "2026-01-05")
    past, last = told_of_past(before, monkeypatch), came_to(before)
    after = at(tmp_path, "P6", "2026-10-02")
    assert told_of_past(after, monkeypatch) == past
    assert came_to(after) == last
    found = source(after, LAST)
    for giver, receiver in zip(GIVER, RECEIVER, strict=True):
        gave, got = found.branches.find(giver), found.branches.find(receiver)
        assert gave and got
        assert ("A1" in found.ids_of(gave), "A1" in found.ids_of(got)) == (False, True)
        assert ("A1" in found.counted_of(gave), "A1" in found.counted_of(got)) == (True, False)
        assert (found.tally(gave).ahead, len(found.tally(got).ahead)) == ((), 2)
    reached = {
        one.owner_id: (one.opening, one.closing, one.kept)
        for one in owner_quarters(found.book.warehouse, None, found.book.as_of)
        if one.quarter == LAST
    }
    for person in ("P4", "P6"):
        one = found.tally(found.branches.person(person))
        assert (one.opening, one.closing, one.base) == reached[person], "as targets count it"
    assert found.handed_on.startswith("2 accounts changed hands since Q3 2026 ended")
    assert "2 accounts changed hands" in str(as_json(tmp_path, "company", LAST)["exhibits"])
    gone = found.branches.person("P4")
    assert not found.rows_of(gone) and found.tally(gone).mrr == 1700
    for branch in found.branches.every():
        parts = list(map(found.tally, found.branches.parts(branch)))
        whole = found.tally(branch)
        assert not parts or (sum(one.mrr for one in parts), sum(one.stake for one in parts)) == (whole.mrr, whole.stake)


def test_whoever_sees_an_accounts_past_no_more_is_told_that_it_is_a_part(tmp_path: Path) -> None:
    """Bo's team had Acme when the quarter ended, and it is Cy's by now: Bo's sum lacks it, and says so; Cy's does not
    have it, then or now."""
    lines = TABLES["people"].strip().splitlines()
    bosses = {"P2": "b@x.com", "P3": "c@x.com"}
    people = [f"{one} | {bosses.get(one.split('|')[0].strip(), '')}" for one in lines[1:]]
    accounts = TABLES["accounts"].replace("| P4 ", "| P6 ")
    given = {**TABLES, "accounts": accounts, "people": "\n".join([f"{lines[0]} | email", *people])}
    workspace = home(tmp_path, SETTINGS, **{**given, "accounts": TABLES["accounts"]})
    load(workspace)
    seen_on(workspace, "2026-01-05")
    home(tmp_path, SETTINGS, **given)
    load(workspace)
    rules(tmp_path, signed_in("b@x.com", "manager") + signed_in("c@x.com", "manager"))

    def told(who: str, unit: str) -> str:
        run = CliRunner().invoke(app, ["team", unit, "--json", "--quarter", PAST, "--home", str(tmp_path), "--as", who])
        return str(json.loads(run.stdout)["headline"])

    assert told("b@x.com", "P2").startswith("Team of Bo Lead, in part: ")
    assert told("c@x.com", "P3").startswith("Team of Cy Lead: ")
