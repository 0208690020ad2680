"""What was read of a warehouse is not read again, by whoever sees the same; and by nobody else."""

from pathlib import Path
from typing import NamedTuple

import pytest

from steward.domain.access.scope import Accounts, Scope
from steward.warehouse.files import warehouse_to_read
from steward.warehouse.reader import ACCOUNTS, MOST_MADE, NEIGHBOURS
from steward.warehouse.remembered import Remembered, SharedRoom
from steward.warehouse.scoped import open_warehouse, scoped
from steward.workspace import Workspace


class Named(NamedTuple):
    """An account."""

    account_id: str
    name: str


class Renamed(NamedTuple):
    """The same columns under other names."""

    key: str
    label: str


ALL = "select account_id, name from customer.accounts order by account_id"
ONE = "select account_id, name from customer.accounts where account_id = ?"
IN = "select account_id, name from customer.accounts where account_id in (select unnest(?))"


def test_what_one_scope_read_another_never_gets(sample_home: Path) -> None:
    path = warehouse_to_read(Workspace.whole(sample_home))
    seen = {who: scoped(path, Scope(read=Accounts(frozenset({who})))) for who in ("NW-1001", "NW-1002")}
    for _ in range(2):
        assert {who: [row.account_id for row in one.rows(Named, ALL)] for who, one in seen.items()} == {
            "NW-1001": ["NW-1001"], "NW-1002": ["NW-1002"],
        }  # fmt: skip
        assert [one.rows(Named, ONE, ["NW-1002"]) == [] for one in seen.values()] == [True, False]


def test_each_question_has_its_own_answer_and_each_asker_their_own_list(sample_home: Path) -> None:
    path = warehouse_to_read(Workspace.whole(sample_home))
    warehouse = scoped(path, Scope(read=Accounts(frozenset({"NW-1001", "NW-1002"}))))
    first = warehouse.rows(Named, ALL)
    first.clear()
    assert len(warehouse.rows(Named, ALL)) == 2
    assert [warehouse.one(Named, ONE, [key]).account_id for key in ("NW-1001", "NW-1002")] == ["NW-1001", "NW-1002"]
    assert warehouse.one(Renamed, ONE, ["NW-1001"]).key == "NW-1001"


@pytest.mark.parametrize(
    ("most", "asked", "read"),
    [
        (100, "abab", "ab"),
        (14, "abcabc", "abcabc"),
        (14, "abacab", "abcb"),
        (6, "aab", "aab"),
        (0, "aa", "aa"),
    ],
)
def test_so_many_cells_are_remembered_and_the_oldest_question_is_forgotten_first(
    most: int, asked: str, read: str
) -> None:
    remembered, was_read = Remembered(SharedRoom(most)), []

    def reading(query: str) -> list[tuple[str, str]]:
        was_read.append(query)
        return [(query, query)] * 3

    for query in asked:
        assert remembered.of(query, lambda query=query: reading(query)) == ((query, query),) * 3
    assert "".join(was_read) == read


def test_all_share_what_there_is_room_for_and_whoever_remembers_most_forgets_first() -> None:
    budget = SharedRoom(20)
    wide, narrow = Remembered(budget), Remembered(budget)
    for query in "abc":
        wide.of(query, lambda query=query: [(query, query)] * 2)
    narrow.of("a", lambda: [("n", "n")] * 2)
    assert (wide.cells, narrow.cells) == (15, 5)
    narrow.of("b", lambda: [("n", "n")])
    assert (wide.cells, narrow.cells, budget.cells) == (10, 8, 18)
    assert narrow.of("a", lambda: [("other", "other")]) == (("n", "n"),) * 2
    del wide
    assert budget.cells == 8


OPENED = "select contract_id, starts_on from staging.contracts where account_id in (select unnest(?)) order by all"
WHOSE = OPENED.replace("select contract_id", "select account_id, contract_id")


class Began(NamedTuple):
    """A contract, which does not say whose."""

    contract_id: str
    starts_on: object


def test_what_is_read_with_its_neighbours_is_each_accounts_own(sample_home: Path) -> None:
    warehouse = open_warehouse(Workspace.whole(sample_home))
    accounts = [row.account_id for row in warehouse.rows(Named, ALL)]
    assert len(accounts) > NEIGHBOURS
    alone = {one: warehouse.rows(Began, OPENED, [[one]]) for one in accounts}
    assert len({tuple(rows) for rows in alone.values()}) > NEIGHBOURS
    assert {one: warehouse.account_rows(Began, WHOSE, one, [ACCOUNTS]) for one in accounts} == alone
    assert warehouse.account_rows(Named, IN, accounts[-1], [ACCOUNTS]) == warehouse.rows(Named, ONE, [accounts[-1]])
    assert warehouse.account_rows(Began, WHOSE, "of nobody", [ACCOUNTS]) == []
    two = warehouse.accounts_rows(Began, WHOSE, accounts[:2], [ACCOUNTS])
    assert sorted(two) == sorted(alone[accounts[0]] + alone[accounts[1]])


def test_no_neighbour_is_read_whom_the_scope_does_not_reach(sample_home: Path) -> None:
    path = warehouse_to_read(Workspace.whole(sample_home))
    one = scoped(path, Scope(read=Accounts(frozenset({"NW-1001"}))))
    assert [row.account_id for row in one.account_rows(Named, IN, "NW-1001", [ACCOUNTS])] == ["NW-1001"]
    assert one.account_rows(Named, IN, "NW-1002", [ACCOUNTS]) == []


def test_an_id_or_a_name_takes_its_place_once_however_often_it_was_read(sample_home: Path) -> None:
    path = warehouse_to_read(Workspace.whole(sample_home))
    read = [scoped(path, Scope(read=Accounts(frozenset({"NW-1001"})))).rows(Named, ALL)[0] for _ in range(2)]
    assert read[0] == read[1] and all(one is other for one, other in zip(*read, strict=True))


def test_what_is_worked_out_of_whole_columns_is_made_once_until_something_is_logged(sample_home: Path) -> None:
    path = warehouse_to_read(Workspace.whole(sample_home))
    warehouse, made = scoped(path, Scope(read=Accounts(frozenset({"NW-1001"})))), []
    for state in (1, 1, 2):
        warehouse.know(state, list)
        warehouse.made("scores", lambda: made.append(1) or len(made))
    assert len(made) == 2
    for key in range(MOST_MADE):
        warehouse.made(key, list)
    warehouse.made("scores", lambda: made.append(1))
    assert len(made) == 3


def test_that_there_is_nothing_is_remembered_too() -> None:
    remembered, was_read = Remembered(), []
    for _ in range(3):
        assert remembered.of("none", lambda: was_read.append(1) or []) == ()
    assert was_read == [1]
