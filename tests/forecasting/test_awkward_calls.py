"""Calls that a crash cut off, whose ledger somebody edited, that rest on a judgement, or are read by who sees less."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from steward.briefings.internal.forecast.bridges import Since, compared
from steward.cli import app
from steward.domain.access.scope import Accounts, Scope
from steward.domain.forecasting.bridge import BridgeCause
from steward.domain.forecasting.items import CallKind, CallNumber, Numbers
from steward.errors import StepNotAllowed
from steward.plans.internal.forecast import CalledNumbers, CallFile, CallRef
from steward.plans.internal.forecast_states import CallState
from steward.services.forecast import acting
from steward.services.forecast.desk import Look, Whose, looked_at
from steward.warehouse.rows.internal.loads import checks
from steward.workflow import ledger
from steward.workspace import Workspace
from tests.access.signed_in import person as signed_in
from tests.access.signed_in import rules
from tests.examples import first
from tests.forecasting.company import ANN, BO, MAX, TODAY, begun, book_of, briefed, company, locked, person, submitted

NEW = CallKind.PIPELINE
STRANGER = """
    opportunity_id | name | stage | status | amount | account_id | kind   | forecast_category | close_on   | owner_id
    O9             | Odd  | talks | open   | 77     | X1         | upsell | Commit            | 2026-11-01 | P77
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return company(tmp_path)


@pytest.mark.parametrize("left", ["", '{"about": {"on"'])
def test_a_call_whose_beginning_was_cut_off_is_begun(workspace: Workspace, left: str) -> None:
    """Killed after its folder was made, or in the middle of its first line; what the last call said counts on."""
    first = locked(workspace)
    files, before = acting.files_of(workspace), person(workspace, "P1").numbers(NEW)
    cut_off = files.of("P1") / "2026-Q4-2"
    cut_off.mkdir()
    if left:
        (cut_off / "events.jsonl").write_text(left, encoding="utf-8")
    assert (person(workspace, "P1").state, person(workspace, "P1").numbers(NEW)) == (CallState.LOCKED, before)
    assert begun(workspace) == CallRef("P1", first.quarter, 2)
    assert person(workspace, "P1").state is CallState.OPEN


def test_each_line_names_its_call_on_the_companys_day_and_one_of_another_call_counts_for_nothing(
    workspace: Workspace,
) -> None:
    call = locked(workspace)
    files = acting.files_of(workspace)
    path = files.of("P1") / call.ledger
    events = ledger.read(path).events
    assert {one.about["call"] for one in events} == {"P1/2026-Q4-1"} and {one.at.date() for one in events} == {TODAY}
    other = begun(workspace)
    (files.of("P1") / other.ledger).write_bytes(path.read_bytes())
    copied = files.standing(other)
    assert (copied.state, copied.said) == (CallState.NEW, {}) and copied.broken == (1, 2, 3)
    path.write_bytes(b"")
    for one in events:  # as they were written before
        ledger.add(path, one.who, one.event, {k: v for k, v in one.about.items() if k != "call"}, one.content, one.at)
    assert files.standing(call).state is CallState.LOCKED and not files.standing(call).broken


def test_what_was_locked_before_is_called_the_same_on_tiles_and_in_the_table(workspace: Workspace) -> None:
    for who in (ANN, BO):
        locked(workspace, who)
        begun(workspace, who)
    brief = briefed(workspace)
    said = {one.previous_label for one in brief.figures if one.previous is not None}
    assert brief.tree is not None and said == {"last call"}
    assert said <= {one.name.lower() for one in brief.tree.columns}


def test_a_number_that_was_edited_in_the_ledger_is_told_not_shown_and_not_locked(workspace: Workspace) -> None:
    files, call, _ = submitted(workspace)
    path = files.of("P1") / call.ledger
    path.write_text(path.read_text(encoding="utf-8").replace("25010", "99900"), encoding="utf-8")
    one, tree = person(workspace, "P1"), briefed(workspace).source.tree
    assert one.numbers(NEW) == Numbers(25010, 25010, 35010)
    assert any("numbers in its ledger" in each for each in one.problems)
    seen = files.standing(call)
    with pytest.raises(StepNotAllowed, match="send it back"):
        acting.lock(files, call, seen, MAX, tree, TODAY)
    seen = acting.send_back(files, call, seen, MAX, tree, "The ledger was edited.", TODAY)
    seen = acting.submit(files, call, seen, person(workspace, "P1").open_items, ANN, TODAY)
    assert acting.lock(files, call, seen, MAX, tree, TODAY).state is CallState.LOCKED


def test_what_is_expected_beyond_stays_until_another_call_says_otherwise(workspace: Workspace) -> None:
    """400 said where 250.10 is named: nothing changed by being locked, and 149.90 less when no longer said."""
    call, files = begun(workspace), acting.files_of(workspace)
    said = CalledNumbers(commit=400, most_likely=400, best=500)
    files.edit(CallFile, call.file, "P1", lambda plan: replace(plan, new_business=said), "Ann")
    seen = acting.submit(files, call, files.standing(call), person(workspace, "P1").open_items, ANN, TODAY)
    acting.lock(files, call, seen, MAX, briefed(workspace).source.tree, TODAY)
    assert _steps(workspace) == (40000, 40000, [])
    begun(workspace)
    assert _steps(workspace) == (40000, 25010, [(BridgeCause.DECREASED, -14990)])


def _steps(workspace: Workspace) -> tuple[int, int, list[tuple[BridgeCause, int]]]:
    source = briefed(workspace).source
    found = compared(source, [source.people["P1"]], NEW, CallNumber.COMMIT, Since.LAST)
    assert found is not None
    return found.bridge.opening, found.bridge.closing, [(one.cause, one.step) for one in found.bridge.changes]


def test_who_is_in_no_people_feed_is_told_by_their_id_and_is_not_nobody(tmp_path: Path) -> None:
    found = briefed(company(tmp_path, opportunities=STRANGER))
    assert found.source.people["P77"].name == "P77"


def test_an_opportunity_of_an_account_one_does_not_see_any_more_has_not_slipped(tmp_path: Path) -> None:
    """Ann committed two opportunities and won both; the account of one is Bo's since. Her call slipped in none."""
    workspace = company(tmp_path, opportunities=_WON)
    _locked_in_the_quarter_before(workspace)
    everything = person(workspace, "P1").record(NEW).quarters[0]
    assert (everything.opportunities, everything.slipped) == (2, 0)
    hers = Scope(Accounts(frozenset({"X1"})), people=frozenset({"P1"}))
    seen = person(replace(workspace, scope=hers), "P1").record(NEW).quarters[0]
    assert (seen.opportunities, seen.slipped, seen.commit, seen.actual) == (1, 0, everything.commit, everything.actual)


_WON = """
    opportunity_id|name|stage|status|amount|account_id|kind|forecast_category|opened_on|close_on|closed_on|owner_id
    O1|More seats|won|won|250.10|X1|upsell|Closed|2026-05-04|2026-08-20|2026-08-20|P1
    O2|Handed on|won|won|100|X2|upsell|Closed|2026-05-04|2026-09-01|2026-09-01|P1
"""


def _locked_in_the_quarter_before(workspace: Workspace) -> None:
    """A call of Q3, as it stood while both were committed and open."""
    files = acting.files_of(workspace)
    day, quarter = date(2026, 7, 8), briefed(workspace).period.previous
    items = [
        replace(one, state=type(one.state).OPEN, category="commit", due=True)
        for one in person(workspace, "P1").live
        if one.kind is NEW
    ]
    assert len(items) == 2
    call = acting.begin(files, "P1", quarter, ANN, day)
    seen = acting.submit(files, call, files.standing(call), items, ANN, day)
    acting.lock(files, call, seen, MAX, briefed(workspace).source.tree, day)


@pytest.mark.parametrize("command", first(1, ["forecast", "team", "book", "retention"]))
def test_on_the_command_line_whoever_sees_no_account_is_told_so(workspace: Workspace, command: str) -> None:
    """An account executive without an account of their own."""
    rules(workspace.home, signed_in("eve@example.com", "account manager"))
    told = CliRunner().invoke(app, [command, "--home", str(workspace.home), "--as", "eve@example.com", "--json"])
    said = "“eve@example.com” sees no account today: there is nothing to show them."
    assert (told.exit_code, told.output.strip()) == (1, said)


def test_what_one_sees_of_a_team_is_not_told_as_all_of_it(workspace: Workspace) -> None:
    """Ann sees herself: of Max's team and of the company that is a part. Max sees his team whole, and Lea all."""
    ann = replace(workspace, scope=Scope(Accounts(frozenset({"X1"})), people=frozenset({"P1"})))
    his = Scope(Accounts(frozenset({"X1", "X2"})), people=frozenset({"P1", "P2", "P3"}))
    told = [
        looked_at(book_of(one), briefed(one), Look(Whose("team", "P3"))).headline
        for one in (ann, replace(workspace, scope=his), workspace)
    ]
    assert [one.partition(", Q4")[0] for one in told] == ["Max Boss’s team, in part", *["Max Boss’s team"] * 2]
    assert briefed(ann).headline.startswith("All you may see, Q4 2026")
    tree = briefed(ann).tree
    assert tree is not None and str(tree.rows[2][0]).strip() == "Max Boss’s team, in part"


def test_what_was_won_on_no_day_counts_in_no_quarter_and_is_found(tmp_path: Path) -> None:
    workspace = company(tmp_path, opportunities=_NO_DAY)
    found = {one.name: one.offending for one in checks(book_of(workspace).warehouse)}
    assert found["opportunities_ended_without_a_day"] == 1
    assert person(workspace, "P1").numbers(NEW) == Numbers(25010, 25010, 25010)


_NO_DAY = """
    opportunity_id | name | stage | status | amount | account_id | kind   | forecast_category | close_on   | owner_id
    O1             | More | offer | open   | 250.10 | X1         | upsell | Commit            | 2026-11-20 | P1
    O2             | Some | won   | won    | 71     | X1         | upsell | Closed            |            | P1
"""
