"""What was read of a warehouse is not read again, by whoever sees the same; and by nobody else."""

from pathlib import Path
from typing import NamedTuple

import pytest

from steward.domain.access.scope import Accounts, Scope
from steward.warehouse.files import warehouse_to_read
from steward.warehouse.remembered import Remembered
from steward.warehouse.scoped import scoped
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
    remembered, was_read = Remembered(most), []

    def reading(query: str) -> list[tuple[str, str]]:
        was_read.append(query)
        return [(query, query)] * 3

    for query in asked:
        assert remembered.of(query, lambda query=query: reading(query)) == ((query, query),) * 3
    assert "".join(was_read) == read


def test_that_there_is_nothing_is_remembered_too() -> None:
    remembered, was_read = Remembered(), []
    for _ in range(3):
        assert remembered.of("none", lambda: was_read.append(1) or []) == ()
    assert was_read == [1]
