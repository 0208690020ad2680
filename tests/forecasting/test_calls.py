"""A call from its beginning to its lock: who may, what it rests on, and what never changes."""

import tempfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steward.domain.access.scope import Accounts, Role, Scope
from steward.domain.forecasting.items import CallItem, CallKind, ForecastCategory, Numbers, numbers_of
from steward.domain.forecasting.rights import CallActor
from steward.domain.quarters import Quarter
from steward.domain.reporting import Reporting
from steward.errors import AccountNotFound, ChangeNotAllowed, PlanNotSaved, StepNotAllowed, StewardError
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.plans.files.together import save
from steward.plans.internal.forecast import CalledNumbers, OpportunityCall
from steward.plans.internal.forecast_files import ForecastFiles
from steward.plans.internal.forecast_frozen import content_of, frozen_bytes, frozen_of
from steward.plans.internal.forecast_states import CallState
from steward.services.forecast import acting
from steward.services.forecast.desk import ForecastBook
from steward.services.week import everything
from steward.workspace import Workspace
from tests.examples import first
from tests.forecasting.company import (
    ANN,
    BO,
    LEA,
    MAX,
    TODAY,
    begun,
    book_of,
    briefed,
    company,
    locked,
    person,
    submitted,
)
from tests.forecasting.made import states

MORE = """
    opportunity_id|name|stage|status|amount|account_id|kind|forecast_category|opened_on|close_on|closed_on|owner_id|next_step
    O1|More seats|offer|won|250.10|X1|upsell|Closed|2026-05-04|2026-10-07|2026-10-07|P1|
    O2|Second site|offer|open|100|X1|upsell|Commit|2026-05-04|2026-12-01||P1|
    O6|New one|offer|open|70|X1|upsell|Commit|2026-10-09|2026-12-01||P1|
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return company(tmp_path)


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> ForecastBook:
    """A company in which nobody has made a call."""
    return briefed(company(tmp_path_factory.mktemp("untouched")))


def test_without_a_call_the_numbers_are_what_the_opportunities_come_to(untouched: ForecastBook) -> None:
    brief = untouched
    ann, bo = (brief.source.people[key].numbers(CallKind.PIPELINE) for key in ("P1", "P2"))
    assert (ann, bo) == (Numbers(25010, 25010, 35010), Numbers(35000, 35000, 35000))
    assert brief.source.people["P1"].numbers(CallKind.RENEWALS) == Numbers(0, 0, 80000), "nobody called it yet"
    assert brief.tree is not None
    assert dict(zip(brief.tree.keys, (row[2] for row in brief.tree.rows), strict=True)) == {
        "company": Decimal("600.10"), "team:P4": Decimal("600.10"), "team:P3": Decimal("600.10"),
        "person:P1": Decimal("250.10"), "person:P2": Decimal("350"),
    }  # fmt: skip


def test_a_locked_call_is_what_it_was_whatever_is_loaded_later(workspace: Workspace, tmp_path: Path) -> None:
    call = locked(workspace)
    before = person(workspace, "P1").locked[0]
    assert (before.standing.state, before.numbers(CallKind.PIPELINE)) == (
        CallState.LOCKED,
        Numbers(25010, 25010, 35010),
    )
    company(tmp_path, opportunities=MORE)
    after = person(workspace, "P1")
    assert after.locked == (before,)
    assert after.numbers(CallKind.PIPELINE) == Numbers(25010, 25010, 35010)
    brief = briefed(workspace)
    assert brief.changes is not None and brief.bridge is not None
    assert {key: row[2] for key, row in zip(brief.changes.keys, brief.changes.rows, strict=True)} == {
        "O1": "Won", "O2": "Category up", "O6": "New",
    }  # fmt: skip
    levels = [step.value for step in brief.bridge.steps]
    assert (levels[0], sum(levels[1:-1]), levels[-1]) == (Decimal("250.10"), Decimal("-80.10"), Decimal(170))
    files = acting.files_of(workspace)
    with pytest.raises(PlanNotSaved, match="never changes"):
        save(files, acting.opened(files, call), acting.part_of_opportunity("O1"), OpportunityCall(opportunity="O1"),
             OpportunityCall(opportunity="O1", why_now="x"), "Ann Owner")  # fmt: skip


def test_what_was_opened_before_the_call_and_after_its_data_is_new(workspace: Workspace, tmp_path: Path) -> None:
    """The call of 8 October rests on data to the 2nd: what was opened on the 5th nobody took over from anybody."""
    locked(workspace)
    company(tmp_path, opportunities=MORE.replace("2026-10-09", "2026-10-05"))
    changes = briefed(workspace).changes
    assert changes is not None and dict(zip(changes.keys, changes.rows, strict=True))["O6"][2] == "New"


def test_what_was_frozen_and_then_changed_by_hand_is_told_and_not_locked(workspace: Workspace) -> None:
    files, call, seen = submitted(workspace)
    path = files.of("P1") / call.frozen(seen.content)
    path.write_bytes(path.read_bytes().replace(b"25010", b"95010"))
    with pytest.raises(StepNotAllowed, match="not there as it was"):
        acting.lock(files, call, seen, MAX, briefed(workspace).source.tree, TODAY)
    one = person(workspace, "P1")
    assert ["was changed since" in said for said in one.problems] == [True]
    assert one.numbers(CallKind.PIPELINE) == Numbers(25010, 25010, 35010), "the ledger still says what was called"


def test_a_manager_speaks_beside_the_call_and_never_over_it(workspace: Workspace) -> None:
    files, call, seen = submitted(workspace)
    tree = briefed(workspace).source.tree
    lower = Numbers(10000, 20000, 35010)
    with pytest.raises(StepNotAllowed, match="Say why"):
        acting.adjust(files, call, seen, MAX, tree, CallKind.PIPELINE, lower, " ", TODAY)
    with pytest.raises(StepNotAllowed, match="Commit is at most"):
        acting.adjust(files, call, seen, MAX, tree, CallKind.PIPELINE, Numbers(3, 2, 1), "No.", TODAY)
    acting.adjust(files, call, seen, MAX, tree, CallKind.PIPELINE, lower, "No date with who pays.", TODAY)
    one, brief = person(workspace, "P1"), briefed(workspace)
    assert (one.numbers(CallKind.PIPELINE).commit, one.adjusted(CallKind.PIPELINE)) == (25010, lower)
    assert brief.adjustments is not None and brief.tree is not None
    assert brief.adjustments.rows[0][3:] == (Decimal("250.10"), Decimal(100), "Max Boss", "No date with who pays.")
    sums = {key: (row[2], row[5]) for key, row in zip(brief.tree.keys, brief.tree.rows, strict=True)}
    assert sums["company"] == (Decimal("600.10"), Decimal(450))


def test_a_submitted_call_is_called_back_and_begins_without_what_was_said_beside_it(workspace: Workspace) -> None:
    files, call, seen = submitted(workspace)
    tree = briefed(workspace).source.tree
    seen = acting.adjust(files, call, seen, MAX, tree, CallKind.PIPELINE, Numbers(), "Hopes.", TODAY)
    seen = acting.call_back(files, call, seen, ANN, TODAY)
    assert seen.state is CallState.OPEN
    part, own = acting.part_of_opportunity("O1"), OpportunityCall(opportunity="O1", category=ForecastCategory.BEST)
    save(files, acting.opened(files, call), part, OpportunityCall(opportunity="O1"), own, "Ann Owner")
    one = person(workspace, "P1")
    assert one.numbers(CallKind.PIPELINE) == Numbers(0, 0, 35010)
    seen = acting.submit(files, call, seen, one.open_items, ANN, TODAY)
    assert (seen.adjustments, seen.said[CallKind.PIPELINE]) == ((), Numbers(0, 0, 35010))
    seen = acting.send_back(files, call, seen, MAX, tree, "The first opportunity is sure.", TODAY)
    assert (seen.state, seen.sent_back) == (CallState.OPEN, "The first opportunity is sure.")


def test_numbers_said_count_with_what_is_beyond_the_opportunities_as_an_item(workspace: Workspace) -> None:
    call, files = begun(workspace), acting.files_of(workspace)
    said = CalledNumbers(commit=400, most_likely=420)
    assert acting.wrong_numbers(said, CallKind.PIPELINE, person(workspace, "P1").live) == acting.ORDER, "best is 350.10"
    said = replace(said, best=500.0)
    assert acting.wrong_numbers(said, CallKind.PIPELINE, person(workspace, "P1").live) == ""
    save(files, acting.opened(files, call), acting.part_of_numbers(CallKind.PIPELINE), CalledNumbers(), said, "Ann")
    one = person(workspace, "P1")
    assert one.numbers(CallKind.PIPELINE) == Numbers(40000, 42000, 50000)
    (beyond,) = [item for item in one.open_items if item.is_beyond]
    assert beyond.counts == Numbers(14990, 16990, 14990)


@pytest.mark.parametrize("who", first(1, [MAX, BO, LEA, CallActor("", "P1"), CallActor("Ann Owner", "")]))
def test_a_call_is_made_by_whose_it_is_alone(workspace: Workspace, who: CallActor) -> None:
    with pytest.raises(PlanNotSaved):
        acting.begin(acting.files_of(workspace), "P1", Quarter(2026, 4), who, TODAY)


@pytest.mark.parametrize("who", first(1, [ANN, BO, CallActor("", "P3"), CallActor("Max Boss", "")]))
def test_a_call_is_locked_by_who_leads_its_seller(workspace: Workspace, who: CallActor) -> None:
    files, call, seen = submitted(workspace)
    tree = briefed(workspace).source.tree
    with pytest.raises(PlanNotSaved):
        acting.lock(files, call, seen, who, tree, TODAY)
    assert acting.lock(files, call, seen, LEA, tree, TODAY).locked_by == "Lea Leader", "who leads who leads them"


def test_nobody_locks_what_is_not_submitted_and_of_two_at_once_one_is_told(workspace: Workspace) -> None:
    call, files, tree = begun(workspace), acting.files_of(workspace), briefed(workspace).source.tree
    with pytest.raises(StewardError):
        acting.lock(files, call, files.standing(call), MAX, tree, TODAY)
    with pytest.raises(StepNotAllowed, match="There is a call already"):
        begun(workspace)
    seen = acting.submit(files, call, files.standing(call), person(workspace, "P1").open_items, ANN, TODAY)
    acting.call_back(files, call, seen, ANN, TODAY)
    with pytest.raises(StepNotAllowed, match="meanwhile"):
        acting.lock(files, call, seen, MAX, tree, TODAY)


def test_who_leads_nobody_sees_their_own_call_alone(workspace: Workspace) -> None:
    locked(workspace)
    locked(workspace, BO)
    mine = Accounts(frozenset({"X1"}))
    own = Scope(read=mine, change=mine, people=frozenset({"P1"}), roles=frozenset({Role.ACCOUNT_MANAGER}))
    ann = replace(workspace, scope=own)
    assert list(briefed(ann).source.people) == ["P1"]
    with pytest.raises(AccountNotFound):
        ForecastFiles.within(ann).calls("P2")
    looking = replace(ann, scope=replace(own, people=frozenset({"P1", "P2", "P3"})))
    bos = person(looking, "P2").locked[0]
    assert bos.numbers(CallKind.PIPELINE).commit == 35000, "a number of somebody of the team"
    assert {item.account for item in bos.items} == {""} and "Bolt" not in repr(bos), "an account that is not theirs"
    reading = replace(workspace, scope=replace(own, change=Accounts(), people=frozenset({"P1"})))
    with pytest.raises(ChangeNotAllowed):
        acting.begin(acting.files_of(reading), "P1", Quarter(2026, 4), ANN, TODAY)


def test_whoever_dies_before_the_ledger_has_submitted_nothing(workspace: Workspace) -> None:
    call, files = begun(workspace), acting.files_of(workspace)
    raw = frozen_bytes(person(workspace, "P1").open_items)
    (files.of("P1") / call.frozen(content_of(raw))).write_bytes(raw)
    assert person(workspace, "P1").state is CallState.OPEN
    seen = acting.submit(files, call, files.standing(call), person(workspace, "P1").open_items, ANN, TODAY)
    path = files.of("P1") / call.ledger
    whole = path.read_bytes()
    line = whole.splitlines(keepends=True)[-1]
    for kept in (1, len(line) // 2, len(line) - 2):
        path.write_bytes(whole[: -len(line)] + line[:kept])
        assert files.standing(call).state is CallState.OPEN, "half a line says nothing"
    path.write_bytes(whole)
    assert files.standing(call) == seen


@given(states())
def test_what_is_frozen_is_read_as_it_was_in_whatever_order_it_came(found: tuple[CallItem, ...]) -> None:
    raw = frozen_bytes(found)
    assert frozen_bytes(found[::-1]) == raw
    assert sorted(frozen_of(raw, content_of(raw)).items, key=lambda one: one.key) == sorted(found, key=lambda o: o.key)
    assert frozen_of(raw + b" ", content_of(raw)).problem


STEPS = st.lists(st.tuples(st.sampled_from(["submit", "back", "send", "adjust", "lock"]), states()), max_size=9)


@given(STEPS)
@settings(deadline=None)
def test_whatever_happens_what_is_locked_never_changes_and_no_adjustment_edits_a_call(
    steps: list[tuple[str, tuple[CallItem, ...]]],
) -> None:
    tree = Reporting.of({"P1": "P3", "P3": ""})
    with tempfile.TemporaryDirectory() as folder:
        files = ForecastFiles.whole(Path(folder))
        call = acting.begin(files, "P1", Quarter(2026, 4), ANN, TODAY)
        fixed = None
        for step, items in steps:
            seen = files.standing(call)
            do = {
                "submit": lambda items=items, seen=seen: acting.submit(files, call, seen, items, ANN, TODAY),
                "back": lambda seen=seen: acting.call_back(files, call, seen, ANN, TODAY),
                "send": lambda seen=seen: acting.send_back(files, call, seen, MAX, tree, "Why", TODAY),
                "adjust": lambda seen=seen: acting.adjust(
                    files, call, seen, MAX, tree, CallKind.PIPELINE, Numbers(1, 2, 3), "Why", TODAY
                ),
                "lock": lambda seen=seen: acting.lock(files, call, seen, MAX, tree, TODAY),
            }[step]
            try:
                now = do()
            except StepNotAllowed:
                assert files.standing(call) == seen
                continue
            assert fixed is None, "nothing leads out of a locked call"
            if step == "submit":
                assert now.said[CallKind.PIPELINE] == numbers_of(i for i in items if i.kind is CallKind.PIPELINE)
            if step == "adjust":
                assert (now.said, now.content) == (seen.said, seen.content)
            if step == "lock":
                fixed = files.frozen(call, now.content)
        if fixed is not None:
            assert files.frozen(call, files.standing(call).content) == fixed


def test_a_week_tells_who_is_to_make_a_call_and_who_is_to_lock_one(workspace: Workspace) -> None:
    def told() -> list[tuple[str, str | None]]:
        found = everything(book_of(workspace), PlanCache(Plans.within(workspace))).todos
        return [(one.words, one.doer_id or one.owner_id) for one in found if one.reason.value == "forecast call"]

    assert told() == [], "nobody has ever made a call"
    files, call, seen = submitted(workspace)
    assert told() == [("The call of Ann Owner for Q4 2026 waits to be locked since 8 Oct 2026", "P3")]
    acting.call_back(files, call, seen, ANN, TODAY)
    assert told() == [("The call for Q4 2026 is open: submit it", "P1")]


def test_the_crms_own_forecast_stands_beside_ours_and_a_difference_is_a_finding(untouched: ForecastBook) -> None:
    found = untouched.crm
    assert found is not None and found.title == "1 of 2 numbers of the CRM’s forecast differs from its opportunities"
    assert [row[:5] for row in found.rows] == [
        ("Bo Seller", "Commit", Decimal(1300), Decimal(300), Decimal(1000)),
    ]


def test_what_is_committed_is_told_with_what_is_to_be_put_right(untouched: ForecastBook) -> None:
    brief = untouched
    assert brief.hygiene is not None
    assert {key: row[-1] for key, row in zip(brief.hygiene.keys, brief.hygiene.rows, strict=True)} == {
        "O3": "Its close date is past; It has no next step; No economic buyer is on the map",
        "O1": "No economic buyer is on the map",
    }
