"""Books in the company that nobody drew: accounts of nobody, somebody who left, managers who see their own people, a
family torn apart by hand, figures and files that change after the plan was approved."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from steward.domain.books.plan import Lock
from steward.domain.books.states import PlanEvent, TransferEvent, TransferState
from steward.errors import ChangeNotAllowed, PlanChangedMeanwhile, StepNotAllowed
from steward.plans.files.store import Plans
from steward.services.access.rules import as_read_by, reader_in
from steward.services.books import acting, crm_files, editing
from steward.services.books.opened import record_plan
from steward.workspace import Workspace
from tests.access.signed_in import person, rules
from tests.books.made import ANN, BEA, FY, HEAD, NORTH, OWNERS, SOUTH, briefed, company, now, tables
from tests.books.test_books import agree, asked, begun, place, rows, take

__all__ = ["asked", "begun"]
ADDRESSES = {"hana": "leadership", "nils": "manager", "sara": "manager", "bea": "account manager"}


def in_review(made: Workspace, goes: Mapping[str, str]) -> Workspace:
    """A plan with these moves, which the managers are asked about."""
    editing.begin(Plans.within(made), briefed(made).source, "Hana")
    take(made, {**{key: row.owner_id or "" for key, row in briefed(made).source.rows.items()}, **goes})
    acting.send(Plans.within(made), now(made), "Hana")
    return made


def published(made: Workspace) -> Workspace:
    for key in now(made).transfers:
        agree(made, key, HEAD)
    acting.approve(Plans.within(made), now(made), briefed(made).source, "Hana")
    acting.publish(Plans.within(made), now(made), "Hana")
    return made


def test_whoever_leads_the_new_owner_reads_what_they_are_asked_about_and_agrees(asked: Workspace) -> None:
    rules(asked.home, "".join(person(f"{name}@n.example", role) for name, role in ADDRESSES.items()))

    def sees(name: str) -> set[str]:
        scope = reader_in(asked, f"{name}@n.example").scope
        return {key for key in OWNERS if key in scope.read}

    assert sees("sara") == {"A1", "A5"} and sees("bea") == {"A5"}
    assert "A1" not in reader_in(asked, "sara@n.example").scope.change
    sara = as_read_by(asked, "sara@n.example")
    assert [book.person_id for book in briefed(sara).source.problem.books] == [BEA], "no empty books of others"
    with pytest.raises(ChangeNotAllowed):
        editing.place(Plans.within(sara), briefed(sara).source, "A1", BEA, "Sara", SOUTH, "Mine.")
    acting.agree(Plans.within(sara), now(sara), briefed(sara).source, "A1", "Sara", SOUTH)
    nils = as_read_by(asked, "nils@n.example")
    acting.agree(Plans.within(nils), now(nils), briefed(nils).source, "A1", "Nils", NORTH)
    assert now(asked).transfers["A1"].state is TransferState.AGREED
    acting.send_back(Plans.within(asked), now(asked), "Hana", "Once more.")
    place(asked, "A2", BEA)
    assert sees("sara") == {"A1", "A5"}, "nobody is asked about A2 now"


def test_an_account_that_nobody_has_comes_to_whom_it_is_planned(tmp_path: Path) -> None:
    made = in_review(company(tmp_path, **tables({**OWNERS, "A6": ""})), {"A6": BEA})
    one = briefed(made)
    assert (one.planned["A6"], [each.reason for each in one.plan.moves]) == (BEA, ["Nobody has it today."])
    assert agree(made, "A6", SOUTH) is TransferState.AGREED, "there is no other side to ask"
    acting.approve(Plans.within(made), now(made), briefed(made).source, "Hana")
    acting.publish(Plans.within(made), now(made), "Hana")
    assert rows(crm_files.owners_file(Plans.within(made), briefed(made), "Hana"))[1:] == [["A6", BEA]]


def test_of_somebody_who_left_everything_may_go_and_leadership_speaks_for_them(tmp_path: Path) -> None:
    made = in_review(company(tmp_path, **tables({**OWNERS, "A1": "GONE"})), {"A1": BEA})
    assert {book.person_id: book.capacity for book in briefed(made).source.problem.books}["GONE"] == 0
    sara = Plans.within(replace(made, scope=replace(made.scope, roles=frozenset())))
    acting.agree(sara, now(made), briefed(made).source, "A1", "Sara", SOUTH)
    assert now(made).transfers["A1"].state is TransferState.PROPOSED
    with pytest.raises(StepNotAllowed, match="manager of who has the account"):
        acting.agree(sara, now(made), briefed(made).source, "A1", "Nils", NORTH)
    assert agree(made, "A1", HEAD) is TransferState.AGREED


def test_a_family_that_is_torn_apart_by_hand_is_told_until_it_moves_as_one(begun: Workspace) -> None:
    place(begun, "A4", BEA)
    assert [one for one in briefed(begun).findings if one.startswith("One family goes apart: Account A3 to Ann Lund")]
    plans = Plans.within(begun)
    record_plan(plans, now(begun), PlanEvent.BALANCE, "Hana")
    acting.send(plans, now(begun), "Hana")
    with pytest.raises(StepNotAllowed, match="One family goes apart"):
        acting.approve(plans, now(begun), briefed(begun).source, "Hana")
    place(begun, "A3", BEA)
    assert briefed(begun).findings == ()
    acting.approve(plans, now(begun), briefed(begun).source, "Hana")


def test_of_what_stays_after_all_nothing_is_held_over_and_the_crm_is_told_to_be_put_right(asked: Workspace) -> None:
    plans = Plans.within(published(asked))
    crm_files.owners_file(plans, briefed(asked), "Hana")
    acting.contest(plans, now(asked), briefed(asked).source, "A1", "Ann", ANN, "In the middle of a bid.")
    acting.decide(plans, now(asked), "A1", TransferEvent.WITHDRAW, "Hana", "After the bid.")
    one = briefed(asked)
    assert {each.opportunity_id for each in one.plan.holdovers} == {"O3"}
    assert {each.account_id for each in one.plan.credits} == {"A2"} and one.held and len(one.held.rows) == 1
    assert "Exported, and staying after all: Account A1. Put the owner back in the CRM by hand." in crm_files.told(
        plans, one
    )


def test_a_file_that_was_changed_after_it_was_published_is_told(asked: Workspace) -> None:
    published(asked)
    assert briefed(asked).findings == ()
    path = asked.plans / "_company" / "books" / f"{FY}.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("2027-01-01", "2026-10-01", 1), encoding="utf-8")
    assert "The plan is not what was approved any more: its file was changed since." in briefed(asked).findings


def test_of_who_is_no_customer_any_more_nothing_goes_to_the_crm(asked: Workspace, tmp_path: Path) -> None:
    published(asked)
    left = tables({key: owner for key, owner in OWNERS.items() if key != "A1"})
    for feed in ("subscriptions", "opportunities"):
        left[feed] = "\n".join(line.strip() for line in left[feed].splitlines() if "|A1|" not in line)
    gone = company(tmp_path, **left)
    assert [one.move.account_id for one in crm_files.owners_waiting(Plans.within(gone), briefed(gone))] == ["A2"]


def test_the_first_renewal_after_the_change_locks_whatever_ends_before_it(tmp_path: Path) -> None:
    contracts = "contract_id|account_id|starts_on|ends_on\nC1|A1|2025-01-01|2026-12-31\nC2|A1|2025-01-01|2027-02-01"
    made = company(tmp_path, contracts=contracts)
    assert {one.account_id: one.lock for one in briefed(made).source.problem.accounts if one.lock} == {
        "A1": Lock.RENEWAL
    }


def test_what_was_loaded_first_did_not_change_hands_on_that_day(tmp_path: Path) -> None:
    owned = "account_id|owner_id|from_on\nA6|P4|2024-01-01\nA6|P5|2026-12-01"
    later = company(tmp_path, account_owners=owned)
    path = later.data / "workspace.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("2026-10-08", "2027-01-02"), encoding="utf-8")
    source = briefed(Workspace.whole(later.home)).source
    assert {one.account_id: one.lock for one in source.problem.accounts if one.lock} == {"A6": Lock.RECENT}
    assert source.relationships["A1"].days is None and source.relationships["A6"].days is not None


def test_who_agrees_in_another_browser_after_the_approval_is_told_so(asked: Workspace) -> None:
    plans, source, before = Plans.within(asked), briefed(asked).source, now(asked)
    acting.approve(plans, before, source, "Hana")
    with pytest.raises(PlanChangedMeanwhile):
        acting.agree(plans, before, source, "A1", "Hana", HEAD)
    assert now(asked).transfers["A1"].state is TransferState.PROPOSED
