"""Books from the first plan to the file for the CRM: who may say what, what counts, and what a change costs."""

import csv
import io
import re
import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from steward.briefings.internal.books.worked import WorkedPlan
from steward.domain.access.scope import ALL, Accounts, Role, Scope
from steward.domain.books.kinds import PlanKind, weighed
from steward.domain.books.plan import Lock
from steward.domain.books.solver import Solved, solve
from steward.domain.books.states import PlanEvent, PlanState, TransferEvent, TransferState
from steward.errors import ChangeNotAllowed, PlanChangedMeanwhile, PlanNotFound, PlanNotSaved, StepNotAllowed
from steward.plans.files.store import Plans
from steward.services.books import acting, crm_files, editing
from steward.services.books.sides import sides_of
from steward.warehouse.rows.internal.books import owned_since
from steward.workspace import Workspace
from tests.books.made import ANN, BEA, CAL, FY, HEAD, MRR, NORTH, OWNERS, SOUTH, briefed, company, now, tables
from tests.homes import opened_once
from tests.made_once import made_once


@pytest.fixture
def begun(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A plan that was begun: everybody with accounts has a book."""
    return taken(made_once(tmp_path_factory, "books-begun", begin), tmp_path)


@pytest.fixture
def asked(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A plan that the managers are asked about: A1 goes to Bea, A2 to Cal."""
    return taken(made_once(tmp_path_factory, "books-asked", ask), tmp_path)


def taken(shared: Path, folder: Path) -> Workspace:
    """A copy to change, with what stands in the warehouse as it is."""
    for name in ("data", "account_plans"):
        shutil.copytree(shared / name, folder / name, ignore=shutil.ignore_patterns("*.open"))
    return Workspace.whole(folder)


def begin(folder: Path) -> Workspace:
    made = company(folder)
    editing.begin(Plans.within(made), briefed(made).source, "Hana")
    return made


def ask(folder: Path) -> None:
    made = begin(folder)
    take(made, {**{key: row.owner_id or "" for key, row in briefed(made).source.rows.items()}, "A1": BEA, "A2": CAL})
    acting.send(Plans.within(made), now(made), "Hana")


def place(workspace: Workspace, account_id: str, to_id: str, why: str = "Nearer.") -> None:
    editing.place(Plans.within(workspace), briefed(workspace).source, account_id, to_id, "Hana", HEAD, why)


def take(workspace: Workspace, owners: Mapping[str, str]) -> None:
    worked = WorkedPlan(PlanKind.MIDDLE, Solved(owners, 0.1, 0.1, "solver"))
    editing.take(Plans.within(workspace), now(workspace), briefed(workspace).source, worked, "Hana")


def agree(workspace: Workspace, account_id: str, person_id: str) -> TransferState:
    acting.agree(Plans.within(workspace), now(workspace), briefed(workspace).source, account_id, person_id, person_id)
    return now(workspace).transfers[account_id].state


def seen_by(workspace: Workspace, *accounts: str, people: tuple[str, ...], role: Role) -> Workspace:
    some = Accounts(frozenset(accounts))
    return replace(workspace, scope=Scope(some, some, some, frozenset(people), frozenset({role})))


def test_a_plan_begins_with_a_book_for_whoever_has_accounts_and_families_as_they_are(begun: Workspace) -> None:
    brief = briefed(begun)
    assert {book.person_id for book in brief.source.problem.books} == {ANN, BEA, CAL}
    assert brief.source.effective_on == date(2027, 1, 1)
    assert [[one.account_id for one in unit] for unit in brief.source.problem.units if len(unit) > 1] == [["A3", "A4"]]


def test_a_plan_that_is_taken_says_why_each_account_moves_and_what_is_held_over(begun: Workspace) -> None:
    found = solve(weighed(briefed(begun).source.problem, PlanKind.EVEN))
    assert found is not None and found.proved
    take(begun, found.owners)
    brief = briefed(begun)
    assert brief.moves and brief.plan.moves
    assert all(one.reason.startswith("Ann Lund has ") for one in brief.plan.moves)
    moved = {one.account_id for one in brief.plan.moves}
    late = {"A1": "O1", "A2": "O3"}
    assert {one.opportunity_id for one in brief.plan.holdovers} == {late[key] for key in moved & set(late)}
    assert {(one.account_id, one.pct) for one in brief.plan.credits} == {(key, 50.0) for key in moved & set(late)}


def test_nobody_agrees_for_another_and_both_managers_have_to(asked: Workspace) -> None:
    plans, source = Plans.within(asked), briefed(asked).source
    for stranger in ("", ANN, BEA, CAL):
        with pytest.raises(StepNotAllowed, match="manager of who has the account"):
            acting.agree(plans, now(asked), source, "A1", "somebody", stranger)
    assert agree(asked, "A1", NORTH) is TransferState.PROPOSED
    with pytest.raises(StepNotAllowed, match="manager of who has the account"):
        agree(asked, "A1", NORTH)
    assert agree(asked, "A1", SOUTH) is TransferState.AGREED
    assert agree(asked, "A2", NORTH) is TransferState.AGREED, "both report to one manager, who is asked once"
    assert briefed(asked).headline == "2 accounts to move on 1 Jan 2027: 2 agreed"


def test_who_speaks_for_which_side(asked: Workspace) -> None:
    brief = briefed(asked)
    one = brief.plan.of("A1")
    assert one
    told = {key: sides_of(brief.source.us, key, one) for key in (HEAD, NORTH, SOUTH, ANN, BEA)}
    assert told == {HEAD: ("from", "to"), NORTH: ("from",), SOUTH: ("to",), ANN: (), BEA: ()}


def test_an_account_that_is_placed_anew_is_agreed_anew(asked: Workspace) -> None:
    agree(asked, "A1", HEAD)
    place(asked, "A1", CAL, "Closer.")
    assert now(asked).transfers["A1"].state is TransferState.PROPOSED


def test_what_is_contested_is_decided_by_leadership_with_a_reason(asked: Workspace) -> None:
    plans, source = Plans.within(asked), briefed(asked).source
    with pytest.raises(StepNotAllowed, match="Say why"):
        acting.contest(plans, now(asked), source, "A1", "Ann", ANN, " ")
    with pytest.raises(StepNotAllowed, match="two owners and their managers"):
        acting.contest(plans, now(asked), source, "A1", "Cal", CAL, "Mine!")
    acting.contest(plans, now(asked), source, "A1", "Ann", ANN, "In the middle of a bid.")
    nils = Plans.within(seen_by(asked, "A1", "A2", people=(ANN, CAL, NORTH), role=Role.MANAGER))
    with pytest.raises(ChangeNotAllowed):
        acting.decide(nils, now(asked), "A1", TransferEvent.WITHDRAW, "Nils", "No.")
    acting.decide(nils, now(asked), "A1", TransferEvent.ESCALATE, "Nils", "We do not agree.")
    acting.decide(plans, now(asked), "A1", TransferEvent.WITHDRAW, "Hana", "After the bid.")
    brief = briefed(asked)
    assert brief.transfers["A1"].state is TransferState.WITHDRAWN
    assert brief.planned["A1"] == ANN
    assert [one.about.get("why") for one in brief.transfers["A1"].events] == [
        "In the middle of a bid.", "We do not agree.", "After the bid.",
    ]  # fmt: skip


def test_an_account_changes_hands_on_its_day_where_both_agreed_and_nowhere_else(asked: Workspace) -> None:
    agree(asked, "A1", HEAD)
    plans = Plans.within(asked)
    acting.approve(plans, now(asked), briefed(asked).source, "Hana")
    with pytest.raises(PlanNotSaved, match="approved: send them back first"):
        place(asked, "A3", BEA)
    acting.publish(plans, now(asked), "Hana")
    plan = now(asked).plan
    assert plan.owner_on("A1", ANN, date(2026, 12, 31)) == ANN
    assert plan.owner_on("A1", ANN, date(2027, 1, 1)) == BEA
    assert plan.owner_on("A2", ANN, date(2027, 1, 1)) == ANN, "its managers have not agreed"


def test_an_account_that_the_crm_has_under_its_old_owner_after_its_day_is_told(asked: Workspace) -> None:
    agree(asked, "A1", HEAD)
    acting.approve(Plans.within(asked), now(asked), briefed(asked).source, "Hana")
    acting.publish(Plans.within(asked), now(asked), "Hana")
    path = asked.data / "workspace.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("2026-10-08", "2027-01-01"), encoding="utf-8")
    brief = briefed(Workspace.whole(asked.home))
    assert brief.standing.state is PlanState.EFFECTIVE
    assert brief.findings == ("Account A1 is Bea Rossi’s since 1 Jan 2027, and Ann Lund’s in the CRM.",)


def test_nothing_is_published_that_is_not_what_was_approved(asked: Workspace) -> None:
    plans = Plans.within(asked)
    seen = now(asked)
    acting.approve(plans, seen, briefed(asked).source, "Hana")
    path = asked.plans / "_company" / "books" / f"{FY}.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("seed = 1", "seed = 2"), encoding="utf-8")
    with pytest.raises(StepNotAllowed, match="not what was approved"):
        acting.publish(plans, now(asked), "Hana")
    with pytest.raises(PlanChangedMeanwhile):
        acting.send_back(plans, replace(now(asked), file=seen.file), "Hana", "To look again.")
    acting.send_back(plans, now(asked), "Hana", "To look again.")
    assert now(asked).standing.state is PlanState.DRAFT


def test_credit_that_does_not_come_to_a_hundred_stops_the_approval_and_is_told(asked: Workspace) -> None:
    path = asked.plans / "_company" / "books" / f"{FY}.toml"
    path.write_text(
        re.sub(r"percent = 50\S*", "percent = 40", path.read_text(encoding="utf-8"), count=1), encoding="utf-8"
    )
    assert any("comes to 90 %" in one for one in briefed(asked).findings)
    with pytest.raises(StepNotAllowed, match="100 %"):
        acting.approve(Plans.within(asked), now(asked), briefed(asked).source, "Hana")


def test_what_is_locked_by_hand_moves_nowhere_until_the_lock_is_off(begun: Workspace) -> None:
    plans = Plans.within(begun)
    editing.lock(plans, briefed(begun).source, "A1", True, "Hana", "A bid.")
    brief = briefed(begun)
    assert next(one.lock for one in brief.source.problem.accounts if one.account_id == "A1") is Lock.MANUAL
    with pytest.raises(StepNotAllowed, match="locked by hand"):
        place(begun, "A1", BEA)
    editing.lock(plans, brief.source, "A1", False, "Hana", "")
    place(begun, "A1", BEA)


def test_a_renewal_within_ninety_days_of_the_change_locks_an_account(tmp_path: Path) -> None:
    contracts = """
        contract_id|account_id|starts_on|ends_on
        C1|A1|2025-01-01|2026-12-31
        C2|A2|2025-01-01|2027-01-01
        C3|A3|2025-01-01|2027-04-01
        C5|A5|2025-01-01|2027-04-02
        """
    made = company(tmp_path, contracts=contracts)
    locks = {one.account_id: one.lock for one in briefed(made).source.problem.accounts if one.lock}
    assert locks == {"A2": Lock.RENEWAL, "A3": Lock.RENEWAL}


def test_what_changed_hands_within_ninety_days_is_locked_and_not_what_the_first_load_saw(tmp_path: Path) -> None:
    rows_of = (f"A1|{BEA}|2026-01-01", f"A1|{ANN}|2026-10-05", f"A2|{BEA}|2026-01-01", f"A2|{ANN}|2026-09-01")
    told = "\n".join(("account_id|owner_id|from_on", *rows_of))
    made = company(tmp_path, account_owners=told)
    locks = {one.account_id: one.lock for one in briefed(made).source.problem.accounts if one.lock}
    assert locks == {"A1": Lock.RECENT}
    kept = owned_since(opened_once(made), date(2999, 1, 1), date(2000, 1, 1))
    assert kept["A1"].since == date(2026, 10, 5)
    assert kept["A3"].since is None, "it was with Ann before anybody looked"


def test_a_hand_edit_keeps_what_others_wrote_and_the_hard_rules(begun: Workspace) -> None:
    for wrong, words in ((HEAD, "has no book"), (BEA, "Say why")):
        with pytest.raises(StepNotAllowed, match=words):
            place(begun, "A1", wrong, "" if wrong == BEA else "x")
    path = begun.plans / "_company" / "books" / f"{FY}.toml"
    text = path.read_text(encoding="utf-8").replace('person = "P4"', 'person = "P4"\nmost_accounts = 1')
    path.write_text(f"{text}\n# ours: keep this\n", encoding="utf-8")
    with pytest.raises(StepNotAllowed, match="may have 1 accounts at most"):
        place(begun, "A1", BEA)
    place(begun, "A1", CAL)
    assert "# ours: keep this" in path.read_text(encoding="utf-8")


def test_a_manager_sees_and_places_accounts_of_their_own_people_alone(asked: Workspace) -> None:
    sara = seen_by(asked, "A5", people=(BEA, SOUTH), role=Role.MANAGER)
    brief = briefed(sara)
    assert set(brief.source.rows) == {"A5"} and not brief.plan.assignments and not brief.may_balance
    assert not brief.plan.credits and not brief.transfers and not brief.worked
    with pytest.raises(PlanNotFound):
        acting.agree(Plans.within(sara), now(sara), brief.source, "A1", "Sara", SOUTH)
    with pytest.raises(ChangeNotAllowed):
        editing.place(Plans.within(sara), brief.source, "A5", ANN, "Sara", SOUTH, "x")
    with pytest.raises(ChangeNotAllowed):
        acting.approve(Plans.within(sara), now(sara), briefed(sara).source, "Sara")


def test_leadership_that_sees_everything_balances_and_an_account_manager_does_not(begun: Workspace) -> None:
    lead = replace(begun, scope=Scope(read=ALL, export=ALL, roles=frozenset({Role.LEADERSHIP})))
    assert briefed(lead).may_balance
    editing.place(Plans.within(lead), briefed(lead).source, "A1", BEA, "Hana", HEAD, "Nearer.")
    one = replace(begun, scope=Scope(read=ALL, change=ALL, roles=frozenset({Role.ACCOUNT_MANAGER})))
    with pytest.raises(ChangeNotAllowed):
        editing.place(Plans.within(one), briefed(one).source, "A2", BEA, "Ann", ANN, "x")


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode())))


def test_owners_and_splits_go_out_once_and_an_import_confirms_them(asked: Workspace, tmp_path: Path) -> None:
    plans = Plans.within(asked)
    for key in ("A1", "A2"):
        agree(asked, key, HEAD)
    assert crm_files.why_no_owners(plans, briefed(asked)) == crm_files.NOT_YET
    acting.approve(plans, now(asked), briefed(asked).source, "Hana")
    acting.publish(plans, now(asked), "Hana")
    assert rows(crm_files.owners_file(plans, briefed(asked), "Hana")) == [["Id", "OwnerId"], ["A1", BEA], ["A2", CAL]]
    found = rows(crm_files.splits_file(plans, briefed(asked), "Hana"))
    assert found[0] == list(crm_files.SPLITS)
    assert [one[:3] for one in found[1:]] == [
        ["O1", ANN, "50.00"], ["O1", BEA, "50.00"], ["O3", ANN, "50.00"], ["O3", CAL, "50.00"],
    ]  # fmt: skip
    for again in (crm_files.owners_file, crm_files.splits_file):
        with pytest.raises(PlanNotFound):
            again(plans, briefed(asked), "Hana")
    assert "Exported and not yet seen in an import: Account A1 and Account A2." in crm_files.told(plans, briefed(asked))
    moved = company(tmp_path, **tables({"A1": BEA, "A2": ANN, "A3": ANN, "A4": ANN, "A5": BEA, "A6": CAL}))
    told = crm_files.told(Plans.within(moved), briefed(moved))
    assert told[:2] == ("1 new owner confirmed by an import.", "Exported and not yet seen in an import: Account A2.")
    assert briefed(moved).findings == (), "that the CRM has the new owner is what was wanted"


def test_a_ledger_that_was_changed_by_hand_is_told(asked: Workspace) -> None:
    path = next((asked.plans / "_company" / "books" / FY).glob("events.jsonl"))
    path.write_text(path.read_text(encoding="utf-8").replace("Hana", "Nobody", 1), encoding="utf-8")
    assert any("changed by hand" in one for one in briefed(asked).findings)


def test_the_year_is_closed_once_nothing_is_contested(asked: Workspace) -> None:
    plans = Plans.within(asked)
    acting.contest(plans, now(asked), briefed(asked).source, "A1", "Ann", ANN, "No.")
    acting.approve(plans, now(asked), briefed(asked).source, "Hana")
    acting.publish(plans, now(asked), "Hana")
    later = replace(now(asked), standing=replace(now(asked).standing, state=PlanState.EFFECTIVE))
    with pytest.raises(StepNotAllowed, match="still contested"):
        acting.close(plans, later, "Hana")
    assert PlanEvent.TAKE_EFFECT in now(asked).standing.allowed


def test_what_an_account_has_asks_for_skills_of_whoever_gets_it(begun: Workspace) -> None:
    """However the words are written; who has it already may keep it, and where nothing is required all take all."""
    path = begun.plans / "_company" / "books" / f"{FY}.toml"
    text = path.read_text()

    def takers() -> set[tuple[str, str]]:
        problem = briefed(begun).source.problem
        return {
            (one.account_id, book.person_id) for one in problem.accounts for book in problem.books if book.takes(one)
        }

    assert len(takers()) == len(MRR) * 3
    required = '[[required]]\nfamily = "voice"\nskill = "SIP"\n'
    knows = text.replace(f'person = "{BEA}"\n', f'person = "{BEA}"\nskills = ["sip "]\n')
    assert knows != text
    path.write_text(f"{knows}\n{required}")
    assert takers() == {(key, person) for key, owner in OWNERS.items() for person in (BEA, owner)}
