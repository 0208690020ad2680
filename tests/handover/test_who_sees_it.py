"""Both owners see an account from the day their managers agreed until it is received; then the new one alone."""

import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from homes import home, loaded_once

from steward.domain.books.states import TransferEvent
from steward.errors import AccountNotFound, PlanNotFound
from steward.plans.company.books import BookFile, HoldoverEntry, file_of
from steward.plans.files.store import CompanyFiles, Plans
from steward.services.access.rules import as_read_by, reader_in, stamp
from steward.workflow import ledger
from steward.workflow.booking import transfer_ledger_of, way_of
from steward.workspace import Workspace
from tests.access.signed_in import person, rules
from tests.handover.made import ANN, BEA, FY, MOVE, SETTINGS, TABLES, X1, agree, company, plan, prepared, seen
from tests.handover.test_acting import act

E = TransferEvent
EVERYBODY = {"ann": "account manager", "bea": "account manager", "cleo": "account manager", "max": "manager"}

MIA = ("mia", "manager")


@pytest.fixture
def made(tmp_path: Path) -> Workspace:
    found = company(tmp_path)
    rules(found.home, "".join(person(f"{name}@northwind.com", role) for name, role in EVERYBODY.items()))
    for path in (found.plans / "_company" / "books").rglob("*.jsonl"):
        path.unlink()
    plan(found, agreed=False)
    return found


def who_sees(made: Workspace) -> set[str]:
    """Who may read the account and write in it."""
    found = {name: reader_in(made, f"{name}@northwind.com").scope for name in EVERYBODY}
    assert all((X1 in one.read) is (X1 in one.change) for one in found.values())
    return {name for name, one in found.items() if X1 in one.read}


def test_both_from_the_agreement_to_the_receipt_and_nobody_else_ever(made: Workspace) -> None:
    assert who_sees(made) == {"ann", "max"}
    agree(made, MOVE)
    assert who_sees(made) == {"ann", "bea", "max"}
    prepared(made)
    for event in (E.PREPARE, E.INTRODUCE, E.SIGN_OUT):
        act(made, event, ANN)
        assert who_sees(made) == {"ann", "bea", "max"}
    act(made, E.RECEIVE, BEA)
    assert who_sees(made) == {"bea"}, "though the data still names the owner before"


def test_the_manager_it_is_to_come_to_reads_it_while_they_are_asked_and_changes_nothing(made: Workspace) -> None:
    rules(made.home, "".join(person(f"{name}@northwind.com", role) for name, role in [*EVERYBODY.items(), MIA]))
    assert X1 not in reader_in(made, "mia@northwind.com").scope.read, "it is published: nobody is asked any more"
    for path in (made.plans / "_company" / "books").rglob("*.jsonl"):
        path.unlink()
    plan(made, published=False, agreed=False)
    found = {name: reader_in(made, f"{name}@northwind.com").scope for name in ("mia", "bea", "cleo")}
    assert {name for name, one in found.items() if X1 in one.read} == {"mia"}
    assert X1 not in found["mia"].change and X1 not in found["mia"].export


def test_with_whom_an_opportunity_stays_they_see_its_account_until_that_is_over(tmp_path: Path) -> None:
    sales = f"opportunity_id|name|stage|status|amount|account_id|owner_id\nO1|Renew|Talks|open|500|{X1}|{ANN}"
    made = company(tmp_path, opportunities=sales)
    rules(made.home, "".join(person(f"{name}@northwind.com", role) for name, role in EVERYBODY.items()))
    prepared(made)
    for event in (E.PREPARE, E.INTRODUCE, E.SIGN_OUT):
        act(made, event, ANN)
    act(made, E.RECEIVE, BEA)
    assert who_sees(made) == {"bea"}
    stays(made, "O1", ANN, made.calendar_day())
    assert who_sees(made) == {"ann", "bea", "max"}
    stays(made, "O1", ANN, made.calendar_day() - timedelta(days=1))
    assert who_sees(made) == {"bea"}


def stays(made: Workspace, opportunity: str, owner: str, until: date) -> None:
    """The plan says with whom an opportunity stays, and for how long."""
    entry = HoldoverEntry(opportunity=opportunity, owner=owner, until=until)
    files = CompanyFiles.whole(made.plans)
    files.edit(BookFile, file_of(FY), "_company", lambda file: replace(file, holdovers=(entry,)), "Max")


def test_a_transfer_that_was_written_by_hand_ends_with_the_receipt(made: Workspace) -> None:
    more = f'\n[[transfers]]\naccount = "{X1}"\ngiver = "{ANN}"\nreceiver = "{BEA}"\nuntil = 2099-12-31\n'
    rules(made.home, "".join(person(f"{name}@northwind.com", role) for name, role in EVERYBODY.items()) + more)
    assert who_sees(made) == {"ann", "bea", "max"}
    agree(made, MOVE)
    prepared(made)
    for event in (E.PREPARE, E.INTRODUCE, E.SIGN_OUT):
        act(made, event, ANN)
    act(made, E.RECEIVE, BEA)
    assert who_sees(made) == {"bea"}


@pytest.mark.parametrize(
    ("later", "sees"),
    [("", {"bea"}), (f"\n{X1}|{BEA}|2026-10-10\n{X1}|{ANN}|2026-10-20", {"ann", "max"})],
)
def test_what_the_data_gives_back_later_is_whose_it_was(tmp_path: Path, later: str, sees: set[str]) -> None:
    made = company(tmp_path, account_owners=f"account_id|owner_id|from_on\n{X1}|{ANN}|2025-01-01{later}")
    rules(made.home, "".join(person(f"{name}@northwind.com", role) for name, role in EVERYBODY.items()))
    prepared(made)
    for event, whose in ((E.PREPARE, ANN), (E.INTRODUCE, ANN), (E.SIGN_OUT, ANN), (E.RECEIVE, BEA)):
        act(made, event, whose)
    assert who_sees(made) == sees


def test_whoever_has_no_part_in_it_is_told_of_no_handover(made: Workspace) -> None:
    agree(made, MOVE)
    cleo = as_read_by(made, "cleo@northwind.com")
    with pytest.raises(AccountNotFound):
        Plans.within(cleo).of(X1)
    with pytest.raises(PlanNotFound):
        seen(cleo)
    assert seen(as_read_by(made, "bea@northwind.com")).move.to_id == BEA


def test_the_new_owner_signs_for_what_they_see_and_the_rules_are_known_to_be_others(made: Workspace) -> None:
    agree(made, MOVE)
    prepared(made)
    before = stamp(made.plans)
    for event in (E.PREPARE, E.INTRODUCE, E.SIGN_OUT):
        act(as_read_by(made, "ann@northwind.com"), event, ANN)
    assert stamp(made.plans) != before
    act(as_read_by(made, "bea@northwind.com"), E.RECEIVE, BEA)
    with pytest.raises(AccountNotFound):
        Plans.within(as_read_by(made, "ann@northwind.com")).of(X1)


def test_what_was_received_stays_so_whatever_is_planned_of_the_account_next(made: Workspace) -> None:
    agree(made, MOVE)
    prepared(made)
    for event, whose in ((E.PREPARE, ANN), (E.INTRODUCE, ANN), (E.SIGN_OUT, ANN), (E.RECEIVE, BEA)):
        act(made, event, whose)
    assert who_sees(made) == {"bea"}
    books = made.plans / "_company" / "books"
    shutil.copytree(books / FY, books / "2028")
    for path in (books / "2028").rglob("events.jsonl"):
        path.unlink()
    text = (books / f"{FY}.toml").read_text(encoding="utf-8")
    text = text.replace(f'"{FY}"', '"2028"').replace(f'"{BEA}"', '"P3"').replace(f'"{ANN}"', f'"{BEA}"')
    (books / "2028.toml").write_text(text.replace("2026-10-01", "2027-10-01"), encoding="utf-8")
    next_one = replace(MOVE, from_id=BEA, to_id="P3")
    for event, side in ((E.AGREE, "from"), (E.AGREED, "to")):
        path = made.plans / "_company" / transfer_ledger_of("2028", X1)
        ledger.add(path, "Somebody", event.value, {"sides": [side], **way_of(next_one)})
    assert who_sees(made) == {"bea", "cleo"}, "Ann gave it away, though the data still names her"


def test_an_account_that_the_data_gives_to_a_third_meanwhile_is_theirs_alone(made: Workspace) -> None:
    agree(made, MOVE)
    assert who_sees(made) == {"ann", "bea", "max"}
    loaded_once(
        home(made.home, SETTINGS, **{**TABLES, "accounts": TABLES["accounts"].replace("Acme | P1", "Acme | P3")})
    )
    assert who_sees(made) == {"cleo"}
