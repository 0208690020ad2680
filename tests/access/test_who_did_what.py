"""Who did what is written down: every change by its journal, every file that left by the export log."""

import json
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import pytest

from steward.domain.access.scope import NOTHING, Accounts, Role, Scope
from steward.errors import AccountNotFound, ChangeNotAllowed, PlanNotSaved
from steward.plans.customer.success_plan import FILE, SuccessPlan
from steward.plans.files.export_log import NAME, exported, exports, log
from steward.plans.files.store import COMPANY, CompanyFiles, Plans
from steward.services.access.rules import may_take_out
from steward.services.plans.change_log import changed, taken_out
from steward.workspace import Workspace

MINE = Scope(read=Accounts(frozenset({"A-1", "A-2"})), change=Accounts(frozenset({"A-1"})))


def _many(folder: str, begin: int) -> None:
    for number in range(begin, begin + 25):
        log(Path(folder), exported("Lena", "deck", f"{number}", b"x"))


def test_every_line_is_there_however_many_write(tmp_path: Path) -> None:
    with ProcessPoolExecutor(4, mp_context=get_context("spawn")) as pool:
        list(pool.map(_many, [str(tmp_path)] * 4, [0, 100, 200, 300]))
    assert len(exports(tmp_path)) == 100 == len({one.file for one in exports(tmp_path)})


def test_a_torn_line_costs_no_other(tmp_path: Path) -> None:
    log(tmp_path, exported("Lena", "deck", "one.pptx", b"1", accounts=("A-1",), eyes="Ivo"))
    path = tmp_path / COMPANY / NAME
    path.write_bytes(path.read_bytes()[:-20])
    log(tmp_path, exported("Lena", "deck", "two.pptx", b"2"))
    assert [one.file for one in exports(tmp_path)] == ["two.pptx"]


def test_a_line_says_who_what_whose_and_which_file(tmp_path: Path) -> None:
    log(tmp_path, exported("Lena", "review deck", "one.pptx", b"abc", accounts=("A-1",), eyes="Ivo", snapshot="load-7"))
    (found,) = exports(tmp_path)
    assert (found.who, found.eyes, found.accounts, found.snapshot) == ("Lena", "Ivo", ("A-1",), "load-7")
    assert found.digest == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert set(json.loads((tmp_path / COMPANY / NAME).read_text())) >= {"at", "who", "eyes", "what", "file", "rows"}


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Two accounts whose plans somebody wrote, and a file that left."""
    found = Workspace.whole(tmp_path)
    for account_id, words in (("A-1", "grow"), ("A-2", "keep")):
        plans = Plans.whole(found.plans)
        base = plans.open(SuccessPlan, FILE, account_id)
        plans.save(base, replace(base.plan, profile=replace(base.plan.profile, business=words)), f"Who {words}s")
    log(found.plans, exported("Lena", "review deck", "one.pptx", b"abc", accounts=("A-1",)))
    return found


@pytest.mark.parametrize(
    "words, rows", [("", 2), ("grow", 1), ("GROW who", 1), ("keep grow", 0), ("First", 1), ("nothing-of-it", 0)]
)
def test_changes_are_searched_by_every_word(workspace: Workspace, words: str, rows: int) -> None:
    assert len(changed(workspace, {"A-1": "First", "A-2": "Second"}, words).rows) == rows


def test_the_log_of_changes_ends_where_the_scope_does(workspace: Workspace) -> None:
    seen = replace(workspace, scope=MINE)
    assert len(changed(seen, {"A-1": "First"}, "").rows) == 1
    with pytest.raises(AccountNotFound):
        changed(replace(workspace, scope=NOTHING), {"A-1": "First"}, "")


def test_what_left_is_searched(workspace: Workspace) -> None:
    assert len(taken_out(workspace, "lena one.pptx").rows) == 1
    assert not taken_out(workspace, "somebody-else").rows


def test_who_may_read_changes_nothing(workspace: Workspace) -> None:
    plans = Plans(workspace.plans, MINE)
    base = plans.open(SuccessPlan, FILE, "A-2")
    before = (plans.of("A-2") / FILE).read_bytes()
    with pytest.raises(ChangeNotAllowed):
        plans.save(base, SuccessPlan(account_id="A-2"), "Lena")
    assert (plans.of("A-2") / FILE).read_bytes() == before
    for account_id in ("A-3", "../A-1", ""):
        with pytest.raises(AccountNotFound):
            plans.open(SuccessPlan, FILE, account_id)
    with pytest.raises(ChangeNotAllowed):
        CompanyFiles(workspace.plans, MINE).to_change(COMPANY)
    assert CompanyFiles(workspace.plans, Scope(roles=frozenset({Role.ADMINISTRATOR}))).to_change(COMPANY)


@pytest.mark.parametrize("who", ["", "  ", "\t"])
def test_nothing_is_saved_without_a_name(workspace: Workspace, who: str) -> None:
    plans = Plans.whole(workspace.plans)
    base = plans.open(SuccessPlan, FILE, "A-1")
    with pytest.raises(PlanNotSaved, match="name"):
        plans.save(base, SuccessPlan(account_id="A-1"), who)
    with pytest.raises(PlanNotSaved, match="name"):
        plans.restore(base, "", who)


@pytest.mark.parametrize(
    "export, accounts, may",
    [
        ({"A-1", "A-2"}, ["A-1"], True), ({"A-1"}, ["A-1"], True), ({"A-1"}, ["A-1", "A-2"], False),
        ({"A-1"}, [], False), ({"A-1", "A-2"}, [], True), (set(), ["A-1"], False), (set(), [], False),
    ],
)  # fmt: skip
def test_who_may_take_out_what(export: set[str], accounts: list[str], may: bool) -> None:
    scope = replace(MINE, export=Accounts(frozenset(export)))
    assert may_take_out(scope, accounts) is may
