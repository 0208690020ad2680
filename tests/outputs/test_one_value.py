"""One number, whichever door it comes out of: pages, slides, commands and the workbook are read, not their makers."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.outputs import commands, customers_windows, pages
from tests.outputs.awkward import PARENT
from tests.outputs.conftest import Company
from tests.outputs.told import BOOK, Told, disagreements, shared

PRESENTED = PARENT
"""One of the awkward company's accounts, with figures of every topic."""
UNSHARED = {"pages/internal/maps.py", "pages/internal/health.py", "pages/internal/families.py"}
"""Pages whose figures stand nowhere else, or not at every company."""

OF_OWNERS = {f"pages/internal/{name}.py" for name in ("book", "commitments", "renewals", "retention")}
"""The pages whose figures of one owner's accounts stand behind another door too."""


def of_the_book(home: Path, folder: Path) -> Iterator[Told]:
    yield from commands.book(home, folder)
    yield from commands.renewals(home, BOOK)
    yield from commands.week(home, BOOK)
    yield from pages.tiles(home, pages.OF_THE_BOOK, BOOK)


def of_an_account(home: Path, account: str, folder: Path) -> Iterator[Told]:
    yield from commands.brief(home, account, account, "internal")
    yield from commands.brief(home, account, account, "customer")
    yield from commands.deck(home, account, account, folder)
    yield from commands.leadership(home, account, account, folder)
    yield from customers_windows.kept_file(home, account)
    yield from pages.tiles(home, pages.OF_AN_ACCOUNT, account, account=account)
    yield from pages.tiles(home, pages.FILTERED, account, only=account)


def of_an_owner(home: Path, owner: str) -> Iterator[Told]:
    yield from commands.renewals(home, owner, owner)
    yield from commands.week(home, owner, owner)
    yield from pages.tiles(home, OF_OWNERS, owner, owner=owner)
    yield from pages.tiles(home, {"pages/internal/week.py"}, owner, person=owner)


def doors(told: Iterable[Told]) -> set[str]:
    return {one.door for each in shared(told).values() for one in each}


def agree(told: Iterable[Told]) -> None:
    """Fails with every figure that has two values, and where it has which."""
    found = disagreements(told)
    assert not found, "\n".join(found)


def test_a_figure_of_the_book_has_one_value(company: Company, tmp_path: Path) -> None:
    told = list(of_the_book(company.home, tmp_path))
    agree(told)
    assert doors(told) >= {"book --json", "book --json, totals", "workbook", "renewals --json", "my-week --json"}
    assert doors(told) >= pages.FILTERED - UNSHARED


def test_a_figure_of_one_account_has_one_value(company: Company, tmp_path: Path) -> None:
    found = {account: list(of_an_account(company.home, account, tmp_path)) for account in company.accounts}
    agree(one for told in found.values() for one in told)
    for told in found.values():
        assert doors(told) >= {"brief --json, internal", "brief --json, customer", "deck", "deck --internal"}
        assert doors(told) >= {"pages/internal/account.py", "pages/customer/spend.py", "shared file"}
        assert doors(told) >= {"pages/internal/account.py, Excel", "pages/internal/book.py, Excel"}


def test_a_figure_of_an_account_that_is_presented_has_one_value(awkward_home: Path) -> None:
    account = PRESENTED
    told = [
        *commands.brief(awkward_home, account, account, "customer"),
        *customers_windows.presented(awkward_home, account),
    ]
    agree(told)
    assert doors(told) == {"brief --json, customer", "present"}


def test_a_figure_of_one_owners_accounts_has_one_value(company: Company) -> None:
    if company.owner is None:
        pytest.skip("nobody looks after an account here")
    told = list(of_an_owner(company.home, company.owner))
    agree(told)
    assert doors(told) >= {"renewals --json", "my-week --json", *OF_OWNERS}
