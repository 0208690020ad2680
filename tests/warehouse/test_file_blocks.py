"""Scopes hold so much of the warehouse file between them; what they give back they read again, and nobody fails."""

import threading
from pathlib import Path

import duckdb
import pytest

from steward.domain.access.scope import Accounts, Scope
from steward.warehouse.file_blocks import FileBlocks, SharedBlocks
from steward.warehouse.files import warehouse_to_read
from steward.warehouse.scoped import scoped
from steward.workspace import Workspace

READ = ("customer.spend_monthly", "customer.tickets_monthly", "staging.usage", "staging.charges", "staging.contacts")


class Seen:
    """A scope of one account, whose blocks count in a room of their own."""

    def __init__(self, home: Path, account_id: str, together: SharedBlocks) -> None:
        self.warehouse = scoped(warehouse_to_read(Workspace.whole(home)), Scope(read=Accounts(frozenset({account_id}))))
        self.connection = self.warehouse._connection
        self.blocks = self.warehouse._blocks = FileBlocks(self.connection, together)

    def read(self) -> list[tuple[object, ...]]:
        return [row for name in READ for row in self.warehouse._found(f"from {name} order by all")]

    @property
    def held(self) -> int:
        found = self.connection.cursor().execute("from duckdb_memory()").fetchall()
        return sum(size for tag, size, *_ in found if tag == "BASE_TABLE")


def test_whoever_read_nothing_for_longest_gives_back_what_it_held(sample_home: Path) -> None:
    together = SharedBlocks(most=0)
    one = Seen(sample_home, "NW-1001", together)
    one.read()
    assert (one.held, together.bytes) == (0, 0)
    roomy = SharedBlocks()
    first, second = (Seen(sample_home, account, roomy) for account in ("NW-1001", "NW-1002"))
    told = first.read()
    second.read()
    assert first.held == first.blocks.bytes > 0 and second.held > 0
    roomy._most = second.held
    second.read()
    assert first.held == 0 and second.held == roomy.bytes > 0
    assert first.read() == told


def test_nothing_is_given_back_while_somebody_reads(sample_home: Path) -> None:
    one = Seen(sample_home, "NW-1001", SharedBlocks())
    told = one.read()
    with one.blocks.read():
        assert one.blocks.give_back() == 0 and one.held > 0
    wrong: list[duckdb.Error] = []
    ended = threading.Event()

    def reading() -> None:
        try:
            assert all(one.read() == told for _ in range(3))
        except duckdb.Error as problem:
            wrong.append(problem)
        finally:
            ended.set()

    reader = threading.Thread(target=reading)
    reader.start()
    while not ended.wait(0.001):
        one.blocks.give_back()
    reader.join()
    assert not wrong


@pytest.mark.parametrize(
    "setting", ["allowed_configs = ['enable_external_access']", "lock_configuration = false", "temp_directory = '.'"]
)
def test_that_the_limit_may_be_set_opens_no_door(sample_home: Path, setting: str) -> None:
    one = Seen(sample_home, "NW-1001", SharedBlocks())
    with pytest.raises(duckdb.InvalidInputException, match="locked"):
        one.connection.execute(f"set {setting}")
